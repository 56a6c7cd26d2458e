"""One request and its answer on a connection.

uvicorn's own looks at each header twice by an expression, which is half of its work, and speaks
plain text where an application fails.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from server.negotiation import JSON
from server.responses import FAILURE, NO_HEADERS, RETRY_SOON, error_body, send_json

BODILESS = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


class Exchange(RequestResponseCycle):
    """Carries messages between a connection and the application (the ASGI HTTP protocol)."""

    _head: bytes | None = None
    """What is written together with the beginning of the body: in one packet, by one call."""

    async def run_asgi(self, app: ASGI3Application) -> None:
        """Let the application answer; what it does not is answered as a GraphQL error."""
        try:
            await app(self.scope, self.receive, self.send)
        except asyncio.CancelledError:  # the grace of a stop is over
            why, code = "the service stops; ask again", "SERVICE_STOPPING"
            await self._fail(HTTPStatus.SERVICE_UNAVAILABLE, why, code, RETRY_SOON)
        except Exception:
            self.logger.exception("a request failed in an unforeseen way")
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            await self._fail(status, FAILURE, status.name)
        else:
            if not self.response_complete and not self.disconnected:
                self.logger.error("a request was not answered to its end")
                status = HTTPStatus.INTERNAL_SERVER_ERROR
                await self._fail(status, FAILURE, status.name)
        finally:
            self.on_response = _nothing  # It keeps the connection alive.

    async def _fail(
        self, status: HTTPStatus, why: str, code: str, headers: Mapping[str, str] = NO_HEADERS
    ) -> None:
        if self.response_complete:
            return
        self.keep_alive = False
        if self.response_started and self._head is None:
            self.transport.close()  # A client can tell, since the end is missing.
            return
        self.response_started, self.chunked_encoding, self._head = False, None, None
        await send_json(self.send, status, error_body(why, code), JSON, headers)

    async def send(self, message: Any) -> None:
        """Send a part of the answer, once there is room for it."""
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        if self.disconnected:
            return
        if message["type"] == "http.response.body":
            self._write_body(message.get("body", b""), is_last=not message.get("more_body", False))
        else:
            self._begin(message["status"], message.get("headers", ()))

    def _begin(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> None:
        if self.response_started:
            raise RuntimeError("an answer has only one head")
        lines = [STATUS_LINE[status]]
        for name, value in headers:
            if name == b"content-length":
                self.expected_content_length = int(value)
                self.chunked_encoding = False
            elif name == b"connection" and value == b"close":
                self.keep_alive = False
                continue
            lines.append(b"%b: %b\r\n" % (name, value))
        if not self.keep_alive:
            lines.append(b"connection: close\r\n")
        if self.chunked_encoding is None:
            self.chunked_encoding = status not in BODILESS and self.scope["method"] != "HEAD"
            if self.chunked_encoding:
                lines.append(b"transfer-encoding: chunked\r\n")
        lines.append(b"\r\n")
        head = b"".join(lines)
        if not head.count(b"\r") == head.count(b"\n") == len(lines):
            raise RuntimeError("a line break in a header would begin another one")
        self.response_started = True
        self.waiting_for_100_continue = False
        if self.chunked_encoding:  # Who streams may have nothing to say for long.
            self.transport.write(head)
        else:
            self._head = head

    def _write_body(self, body: bytes, *, is_last: bool) -> None:
        if self.response_complete or not self.response_started:
            raise RuntimeError("a body outside of an answer")
        if self.scope["method"] == "HEAD":
            body, self.expected_content_length = b"", 0
        elif self.chunked_encoding:
            body = b"%x\r\n%b\r\n" % (len(body), body) if body else b""
            if is_last:
                body += b"0\r\n\r\n"
        else:
            self.expected_content_length -= len(body)
            if self.expected_content_length < 0 or (is_last and self.expected_content_length):
                raise RuntimeError("a body that is not as long as the head says")
        if self._head is None:
            self.transport.write(body)
        else:
            self.transport.writelines([self._head, body])
            self._head = None
        if is_last:
            self.response_complete = True
            self.message_event.set()
            self.on_response()


def _nothing() -> None: ...
