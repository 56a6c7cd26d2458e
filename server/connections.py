"""The connections of clients: how many, how long a request may arrive, how slowly be read.

uvicorn's protocol bounds none of it, and speaks plain text where we answer with GraphQL errors.
"""

from __future__ import annotations

import asyncio
import math
import resource
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from server.exchange import Exchange
from server.negotiation import JSON
from server.responses import RETRY_SOON, error_body

SPARE_FILES = 128
"""Descriptors that are kept for what is no connection of a client."""

LIMIT = "GOVGRAPH_LIMIT_"

NEVER = math.inf

LINGER = 2.0
"""Seconds that a client is given to stop sending what nobody will read."""

SLOWEST = 1024
"""Bytes a second that a client must take at least."""


@dataclass(slots=True)
class Connections:
    """The limits of the connections of one server, and those that wait for a request.

    ``receive``: seconds in which a whole request must have arrived; ``send``: seconds after
    which it is looked at whether a client takes its answer; ``idle``: seconds for which a
    connection is kept for another request; ``head``: bytes of URL and headers.
    """

    most: int
    receive: float
    send: float
    idle: float
    head: int
    on_refusal: Callable[[str], None]
    """Is told the setting by which a client was refused or cut off."""
    draining: bool = False
    """Whether each answer asks the client to use another connection, by which it comes to
    another server."""
    waiting: dict[Connection, None] = field(default_factory=dict)
    """Those of which no request is being answered, the longest first."""

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
        self._head = 0  # bytes of the head in whole pieces
        self._piece = 0  # bytes of the piece that is read
        self._answered: Exchange | None = None
        self._pipelined: deque[Exchange] = deque()
        self._ends = NEVER  # when what is waited for must be there
        self._is_idle = False
        self._is_parting = False
        self._clock: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a new client, if need be in place of the one that has asked nothing for longest."""
        super().connection_made(transport)
        if len(self.connections) > self._limits.most and not self._make_room():
            status = HTTPStatus.SERVICE_UNAVAILABLE
            self._refuse(status, "too many connections", "CONNECTIONS", code="SERVER_BUSY")
            return
        self._limits.waiting[self] = None
        self._expect(self._limits.receive)

    def _make_room(self) -> bool:
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
        for timer in (self._clock, self._stuck):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)
        # uvicorn tells the last request, which is another one when there are several at once.
        if self._answered is not None and not self._answered.response_complete:
            self._answered.disconnected = True
            self._answered.message_event.set()

    @property
    def _last(self) -> Exchange | None:
        """The last request and its answer; none before the first."""
        return self.cycle  # type: ignore[return-value]

    # Something is waited for, but not for ever. One timer looks whether it came; to set and
    # cancel one for each request would cost more than to read the clock.

    def _expect(self, seconds: float) -> None:
        """Wait so long for what is to come, unless something is waited for already."""
        if self._ends == NEVER:
            self._ends = self.loop.time() + seconds
            if self._clock is None or self._clock.when() > self._ends:
                self._set_clock()

    def _set_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
        self._clock = self.loop.call_at(self._ends, self._look_at_clock)

    def _look_at_clock(self) -> None:
        self._clock = None
        if self._ends <= self.loop.time():
            self._too_late()
        elif self._ends != NEVER:
            self._set_clock()

    # A request arrives.

    def data_received(self, data: bytes) -> None:
        """Take what has arrived."""
        if self._is_parting:
            return
        if self._is_idle:
            self._is_idle, self._ends = False, NEVER
        self._expect(self._limits.receive)
        self._piece = len(data)
        begun = self._in_head
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            return  # It is answered as if nothing else had been offered.
        except httptools.HttpParserError:
            if not self.transport.is_closing():
                self._refuse(HTTPStatus.BAD_REQUEST, "this is no HTTP request")
            return
        if self._in_head:
            self._head += len(data) if begun else 0
            if max(self._head, len(self.url)) > self._limits.head:
                self._refuse_head()

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._in_head, self._head = True, 0
        self._expect(self._limits.receive)

    def on_headers_complete(self) -> None:
        """Begin to answer, or let it wait for the answer before."""
        limits = self._limits
        if self._head + self._piece > limits.head:
            size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
            if size > limits.head:
                self._refuse_head()
                raise ValueError  # ends the parser's work
        self._in_head = False
        limits.waiting.pop(self, None)
        exchange = self._begun()
        is_first = self._last is None or self._last.response_complete
        self.cycle = exchange
        if is_first:
            self._start(exchange)
        else:
            self.flow.pause_reading()
            self._pipelined.append(exchange)

    def _begun(self) -> Exchange:
        """What is asked, and will be answered."""
        scope, parser = self.scope, self.parser
        url = httptools.parse_url(self.url)
        path = url.path.decode("ascii")
        scope["method"] = parser.get_method().decode("ascii")
        scope["http_version"] = version = parser.get_http_version()
        scope["path"] = unquote(path) if "%" in path else path
        scope["raw_path"] = url.path
        scope["query_string"] = url.query or b""
        return Exchange(
            scope=scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=False,
            default_headers=[],
            message_event=asyncio.Event(),
            expect_100_continue=self.expect_100_continue,
            keep_alive=version != "1.0" and parser.should_keep_alive(),
            on_response=self.on_response_complete,
        )

    def _start(self, exchange: Exchange) -> None:
        self._answered = exchange
        if self._limits.draining:
            exchange.keep_alive = False
            exchange.scope["draining"] = True  # type: ignore[typeddict-unknown-key]
        self._start_asgi_task(exchange, self.app)

    def drain(self) -> None:
        """Let the answer that is being made be the last one."""
        if self._answered is not None:
            self._answered.keep_alive = False

    def on_message_complete(self) -> None:
        """A whole request is there."""
        super().on_message_complete()
        self._ends = NEVER
        self._rest()

    def _too_late(self) -> None:
        is_answered = self._last is None or self._last.response_complete
        if self._is_parting or (is_answered and not self._in_head):
            self.end()  # Nobody waits for a word.
            return
        self._refuse(
            HTTPStatus.REQUEST_TIMEOUT,
            f"the request did not arrive within {self._limits.receive:g} s",
            "RECEIVE",
        )

    def _refuse_head(self) -> None:
        status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        if len(self.url) > self._limits.head / 2:
            status = HTTPStatus.REQUEST_URI_TOO_LONG
        self._refuse(status, f"URL and headers are longer than {self._limits.head} bytes", "HEAD")

    def _refuse(
        self, status: HTTPStatus, why: str, limit: str | None = None, *, code: str | None = None
    ) -> None:
        """Answer what is not let through to the application, and close.

        ``limit`` is the setting that forbids it, without what all begin with.
        """
        if self._is_parting:
            return
        if limit is not None:
            self._limits.on_refusal(LIMIT + limit)
        last = self._last
        is_answering = last is not None and last.response_started and not last.response_complete
        if self._pipelined or is_answering:
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
        self._part()

    # An answer is taken.

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        assert self._answered is not None
        if not self._answered.keep_alive:
            self._part()
            return
        self.flow.resume_reading()
        if self._pipelined:
            self._start(self._pipelined.popleft())
            return
        self._limits.waiting[self] = None
        self._rest()

    def _rest(self) -> None:
        """Wait for another request, when the last one is there and its answer is sent."""
        is_answered = self._last is not None and self._last.response_complete
        if is_answered and self._ends == NEVER and not self._in_head:
            self._is_idle = True
            self._expect(self._limits.idle)

    def _part(self) -> None:
        """Close it when the client has taken the answer and stops sending.

        What arrives at a closed socket is answered with a reset, which would overtake the answer.
        A service that stops waits for nobody.
        """
        if self._limits.draining:
            self.transport.close()
            self._expect_taken()
            return
        self._is_parting = True
        self._limits.waiting[self] = None
        self.transport.write_eof()
        self.flow.resume_reading()
        self._expect_taken()
        self._ends = NEVER
        self._expect(LINGER)

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
            self._limits.on_refusal(LIMIT + "SEND")
            self.transport.abort()
        else:
            self._expect_taken()
