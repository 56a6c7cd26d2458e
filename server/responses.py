"""Answers without a page: JSON in one message, and refusals as GraphQL errors."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from starlette.types import Scope, Send

from server.negotiation import ANSWERS, JSON, choose

NO_HEADERS: Mapping[str, str] = {}

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


async def refuse(scope: Scope, send: Send, refusal: Refusal) -> None:
    """Answer with a refusal, in the type that the client prefers, and note its code."""
    accept = next((value for name, value in scope["headers"] if name == b"accept"), None)
    chosen = choose(accept.decode("latin-1") if accept is not None else None, ANSWERS)
    note_code(scope, refusal.code, refusal.extensions.get("limit"))
    await send_json(send, refusal.status, refusal.body(), chosen or JSON, refusal.headers)


async def send_json(
    send: Send,
    status: HTTPStatus,
    body: bytes,
    media_type: str,
    headers: Mapping[str, str] = NO_HEADERS,
) -> None:
    """Send a whole response whose media type depends on the Accept header."""
    lines = [
        (b"content-type", f"{media_type}; charset=utf-8".encode("ascii")),
        (b"content-length", str(len(body)).encode("ascii")),
        (b"vary", b"accept"),
        (b"x-content-type-options", b"nosniff"),
    ]
    lines += [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": int(status), "headers": lines})
    await send({"type": "http.response.body", "body": body})
