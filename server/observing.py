"""The outermost layer: gives every request an id and tells observers of it when it is over."""

from __future__ import annotations

import itertools
import os
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.observation import Observation, Span
from server.clients import client_address
from server.logs import REQUEST_ID
from server.requests import fields

CLIENT_ID = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._:/+=-]{7,127}")
"""An id of a request that is taken over from the client: nothing that could forge a log."""

GONE = 499
"""Stands for the status of an answer that was never begun: the client went first. (No code of
HTTP says it; this is the one that nginx has for it.)"""


@dataclass(slots=True, kw_only=True)
class Record(Observation):
    """What is known of one request; each layer notes what it finds out.

    ``id`` is sent back as x-request-id, ``client`` is an address, ``identity`` a name. ``cache``
    says what the response cache had (`hit`, `shared`, `miss`), ``route`` is the path as it is
    declared. No query string, header or body is in it.
    """

    id: str
    method: str
    path: str
    client: str
    began: float
    traceparent: bytes | None = None
    ended: float = 0.0
    identity: str | None = None
    route: str | None = None
    status: int = GONE
    size: int = 0
    cache: str | None = None

    @property
    def is_operation(self) -> bool:
        """Whether an operation was asked, well or badly; a page is none."""
        was_tried = self.compiled is not None or self.cache is not None
        return was_tried or (self.route == ENDPOINT and self.code is not None)

    @property
    def whole(self) -> Span:
        """From the head of the request to the end of the answer."""
        return Span(self.began, self.ended)

    @property
    def seconds(self) -> float:
        """How long that took."""
        return self.ended - self.began


ENDPOINT = "/graphql"

Observer = Callable[[Record], None]
"""Is told of every request when it is over; is quick, and raises nothing."""


class Observing:
    """Wraps the whole application; ``proxies`` is how many trusted ones stand before it."""

    def __init__(self, app: ASGIApp, observers: Iterable[Observer], *, proxies: int = 0) -> None:
        self._app = app
        self._observers = tuple(observers)
        self._proxies = proxies
        self._prefix = os.urandom(6).hex()
        self._numbers = itertools.count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with a record in its scope."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        record = self._record(scope)
        scope["record"] = record
        REQUEST_ID.set(record.id)
        header = (b"x-request-id", record.id.encode("ascii"))

        async def send_noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                record.status = message["status"]
                message["headers"] = [*message.get("headers", ()), header]
            else:
                record.size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        finally:
            record.ended = time.perf_counter()
            if "route" in scope:
                record.route = scope["route"].path
            if record.status == GONE:
                record.code = "CLIENT_GONE"
            for observe in self._observers:
                observe(record)

    def _record(self, scope: Scope) -> Record:
        sent = fields(scope)
        given = sent.get(b"x-request-id")
        if given is not None and CLIENT_ID.fullmatch(given):
            id = given.decode("ascii")
        else:
            id = f"{self._prefix}-{next(self._numbers)}"
        return Record(
            id=id,
            method=scope["method"],
            path=scope["path"],
            client=client_address(scope, self._proxies),
            began=time.perf_counter(),
            traceparent=sent.get(b"traceparent"),
        )
