"""Answers without a page: JSON in one message, and refusals as GraphQL errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from starlette.types import Scope, Send

from server.negotiation import ANSWERS, JSON, choose

NO_HEADERS: Mapping[str, str] = {}

Headers = Sequence[tuple[bytes, bytes]]

CONTENT_TYPES = {type: f"{type}; charset=utf-8".encode("ascii") for type in ANSWERS}

VARY = (b"vary", b"accept, accept-encoding, authorization, x-api-key")
"""The headers of a request that an answer depends on."""

NOT_STORED = (b"cache-control", b"no-store")
"""What an answer has that holds for one request alone."""

FAILURE = "the service failed; its log says why"
"""What a client is told of an error that nobody foresaw."""

RETRY_SOON: Mapping[str, str] = {"retry-after": "1"}
"""For what may work in a second: the database is busy, down or starting."""


class Refusal(Exception):
    """A request that is not carried out: the HTTP status and why, in words for the client.

    ``extensions`` are those of the error, which say more to programs.
    """

    def __init__(
        self,
        status: HTTPStatus,
        why: str,
        headers: Mapping[str, str] = NO_HEADERS,
        *,
        code: str | None = None,
        extensions: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(why)
        self.status = status
        self.headers = headers
        self.code = code or status.name
        self.extensions = extensions or {}

    def body(self) -> bytes:
        """The refusal as a GraphQL response: one error, whose code is the status's name, or
        the one that was given.
        """
        return error_body(str(self), self.code, self.extensions)


class NotRun(Refusal):
    """A well-formed request that is not run. As application/json it is answered with 200."""

    def __init__(self, status: HTTPStatus, why: str, code: str) -> None:
        super().__init__(status, why, code=code)


def error_body(message: str, code: str, extensions: Mapping[str, Any] | None = None) -> bytes:
    """A GraphQL response of one error."""
    error = {"message": message, "extensions": {"code": code, **(extensions or {})}}
    return orjson.dumps({"errors": [error]})


def note_code(scope: Scope, code: str, limit: str | None = None) -> None:
    """Let logs and metrics know with which code a request was refused, and by which limit."""
    record = scope.get("record")
    if record is not None:
        record.code = code
        record.limit = limit or record.limit


async def refuse(scope: Scope, send: Send, refusal: Refusal, media_type: str | None = None) -> None:
    """Answer with a refusal, and note its code.

    In ``media_type``, or else in the type that the client prefers.
    """
    if media_type is None:
        accept = next((value for name, value in scope["headers"] if name == b"accept"), None)
        chosen = choose(accept.decode("latin-1") if accept is not None else None, ANSWERS)
        media_type = chosen or JSON
    note_code(scope, refusal.code, refusal.extensions.get("limit"))
    is_ok = isinstance(refusal, NotRun) and media_type == JSON
    status = HTTPStatus.OK if is_ok else refusal.status
    await send_json(send, status, refusal.body(), media_type, refusal.headers)


async def send_json(
    send: Send,
    status: HTTPStatus,
    body: bytes,
    media_type: str,
    headers: Mapping[str, str] = NO_HEADERS,
) -> None:
    """Send a whole response that is for one request alone."""
    given = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
    lines = [
        (b"content-type", CONTENT_TYPES[media_type]),
        (b"content-length", str(len(body)).encode("ascii")),
        VARY,
        NOT_STORED,
        *given,
    ]
    await send_whole(send, status, body, lines)


async def send_whole(send: Send, status: HTTPStatus, body: bytes, headers: Headers) -> None:
    """Send a whole response with these headers."""
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def send_nothing(send: Send, status: HTTPStatus, headers: Headers) -> None:
    """Send a response that has no body."""
    await send_whole(send, status, b"", headers)
