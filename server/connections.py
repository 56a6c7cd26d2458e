"""The connections of clients: how many, how long a request may arrive, how slowly be read.

uvicorn's protocol bounds none of it, and speaks plain text where we answer with GraphQL errors.
"""

from __future__ import annotations

import asyncio
import resource
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httptools
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

from server.negotiation import JSON
from server.responses import RETRY_SOON, error_body

SPARE_FILES = 128
"""Descriptors that are kept for what is no connection of a client."""

SLOWEST = 1024
"""Bytes a second that a client must take at least."""


@dataclass(slots=True)
class Connections:
    """The limits of the connections of one server, and those that wait for a request.

    ``receive``: seconds in which a whole request must have arrived; ``send``: seconds after
    which it is looked at whether a client takes its answer; ``head``: bytes of URL and headers.
    """

    most: int
    receive: float
    send: float
    head: int
    waiting: dict[Connection, None] = field(default_factory=dict)
    """Those of which no request is being answered, the longest first."""
    dropped: int = 0
    """How many were closed or refused because there were too many."""

    def __call__(self, **given: Any) -> Connection:
        """The protocol of a new connection, as uvicorn asks for it."""
        return Connection(self, **given)


def most_connections(wanted: int) -> int:
    """How many connections there can be, ``wanted`` at most, for the files that may be open.

    The limit of the process is raised as far as is needed and allowed.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted + SPARE_FILES
    allowed = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return max(1, min(wanted, allowed - SPARE_FILES))


class Connection(HttpToolsProtocol):
    """One connection of a client."""

    def __init__(self, limits: Connections, **given: Any) -> None:
        super().__init__(**given)
        self._limits = limits
        self._in_head = False
        self._head = 0  # bytes of the head so far
        self._answered: RequestResponseCycle | None = None
        self._late: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a new client, if need be in place of the one that has asked nothing for longest."""
        super().connection_made(transport)
        if len(self.connections) > self._limits.most and not self._make_room():
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "too many connections", "SERVER_BUSY")
            return
        self._limits.waiting[self] = None
        self._expect_request()

    def _make_room(self) -> bool:
        self._limits.dropped += 1
        for longest in self._limits.waiting:
            longest.end()
            return True
        return False

    def end(self) -> None:
        """Close it at once; nothing is being answered."""
        self._limits.waiting.pop(self, None)
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._limits.waiting.pop(self, None)
        for timer in (self._late, self._stuck):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)
        # uvicorn tells the last request, which is another one when there are several at once.
        if self._answered is not None and not self._answered.response_complete:
            self._answered.disconnected = True
            self._answered.message_event.set()

    @property
    def _cycle(self) -> RequestResponseCycle | None:
        """The last request and its answer; none before the first."""
        return self.cycle

    # A request arrives.

    def data_received(self, data: bytes) -> None:
        """Take what has arrived."""
        self._unset_keepalive_if_required()
        self._expect_request()
        begun = self._in_head
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            return  # It is answered as if nothing else had been offered.
        except httptools.HttpParserError:
            if not self.transport.is_closing():
                self._refuse(HTTPStatus.BAD_REQUEST, "this is no HTTP request")
            return
        if begun and self._in_head:
            self._head += len(data)
            if self._head > self._limits.head:
                self._refuse_head()

    def _expect_request(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(self._limits.receive, self._too_late)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._in_head, self._head = True, 0
        self._expect_request()

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > self._limits.head:
            self._refuse_head()
            raise ValueError  # ends the parser's work
        super().on_headers_complete()
        self._in_head = False
        self._limits.waiting.pop(self, None)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answered = cycle
        super()._start_asgi_task(cycle, app)

    def on_message_complete(self) -> None:
        """A whole request is there."""
        super().on_message_complete()
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _too_late(self) -> None:
        cycle = self._cycle
        is_answered = cycle is None or cycle.response_complete
        if is_answered and not self._in_head:
            self.end()  # Nobody waits for a word.
            return
        self._refuse(
            HTTPStatus.REQUEST_TIMEOUT,
            f"the request did not arrive within {self._limits.receive:g} s",
        )

    def _refuse_head(self) -> None:
        status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        if len(self.url) > self._limits.head / 2:
            status = HTTPStatus.REQUEST_URI_TOO_LONG
        self._refuse(status, f"URL and headers are longer than {self._limits.head} bytes")

    def _refuse(self, status: HTTPStatus, why: str, code: str | None = None) -> None:
        """Answer what is not let through to the application, and close."""
        cycle = self._cycle
        is_answering = cycle is not None and cycle.response_started and not cycle.response_complete
        if self.pipeline or is_answering:
            self.transport.abort()  # Another answer would be read as a part of the first.
            return
        body = error_body(why, code or status.name)
        lines = [
            (b"content-type", f"{JSON}; charset=utf-8".encode("ascii")),
            (b"content-length", str(len(body)).encode("ascii")),
            (b"connection", b"close"),
            *self.server_state.default_headers,
        ]
        if status is HTTPStatus.SERVICE_UNAVAILABLE:
            lines += [(name.encode(), value.encode()) for name, value in RETRY_SOON.items()]
        head = b"".join(name + b": " + value + b"\r\n" for name, value in lines)
        self.transport.write(STATUS_LINE[status] + head + b"\r\n" + body)
        self.transport.close()
        self._expect_taken()

    # An answer is taken.

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._expect_taken()
        elif self.cycle.response_complete:
            self._limits.waiting[self] = None

    def pause_writing(self) -> None:
        """Too much of an answer has not been taken yet."""
        super().pause_writing()
        self._expect_taken()

    def resume_writing(self) -> None:
        """Enough of the answer has been taken."""
        super().resume_writing()
        if self._stuck is not None and not self.transport.is_closing():
            self._stuck.cancel()
            self._stuck = None

    def _expect_taken(self) -> None:
        left = self.transport.get_write_buffer_size()
        if left and self._stuck is None:
            self._stuck = self.loop.call_later(self._limits.send, self._look, left)

    def _look(self, before: int) -> None:
        """End a connection whose client does not read, or hardly."""
        self._stuck = None
        if before - self.transport.get_write_buffer_size() < SLOWEST * self._limits.send:
            self.transport.abort()
        else:
            self._expect_taken()

    def timeout_keep_alive_handler(self) -> None:
        """No request has come for long."""
        self.end()
