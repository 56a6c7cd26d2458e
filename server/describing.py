"""`govgraph schema` and /schema.graphql: the schema in the schema definition language."""

from __future__ import annotations

import hashlib
from functools import cache
from http import HTTPStatus
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from schema import build
from server.coding import IDENTITY, choose_coding, encode
from server.errors import UsageError
from server.terminal import out


@cache
def sdl() -> str:
    """The schema as text."""
    return build().as_str() + "\n"


async def describe(request: Request) -> Response:
    """The schema over HTTP, with an entity tag, compressed for who reads that."""
    coding = choose_coding(request.headers.get("accept-encoding", IDENTITY).encode("latin-1"))
    headers = {
        "etag": f'"{_hash()}-{coding}"',
        "cache-control": "public, max-age=0, must-revalidate",
        "vary": "accept-encoding",
    }
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(None, HTTPStatus.NOT_MODIFIED, headers)
    if coding != IDENTITY:
        headers["content-encoding"] = coding
    return PlainTextResponse(await encode(sdl().encode(), coding), headers=headers)


@cache
def _hash() -> str:
    return hashlib.sha256(sdl().encode()).hexdigest()[:32]


def schema(output: Path | None) -> None:
    """Print the schema, or write it to a file. Raises UsageError when that cannot be."""
    if output is None:
        out.file.write(sdl())
        return
    try:
        output.write_text(sdl(), "utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from None
