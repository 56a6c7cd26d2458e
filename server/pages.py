"""The pages for people: GraphiQL, and the headers that keep a page to itself."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

from graph.recent import Recent
from server.coding import IDENTITY, LEAST, choose_coding, encode

STATIC = Path(__file__).parent / "static"
GRAPHIQL = STATIC / "graphiql"

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "connect-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
"""Nothing from elsewhere. The editor sets styles as it goes, hence 'unsafe-inline' there."""


def headers(policy: str) -> Sequence[tuple[bytes, bytes]]:
    """What keeps a page to itself, with its content security policy."""
    return [
        (b"content-security-policy", policy.encode("ascii")),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
    ]


HEADERS = headers(POLICY)

NOT_BUILT = """<!doctype html>
<html lang="en"><title>GraphiQL is not built</title>
<p>GraphiQL is not built yet: run <code>make static</code>.
Operations are answered here all the same.
"""

HASHED = re.compile(r"-[A-Z0-9]{8}\.\w+$")
"""The end of a file name that tells the content: no other content will ever have it."""

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

COMPRESSIBLE = frozenset({".css", ".html", ".js", ".json", ".svg", ".ttf", ".txt"})
"""The files that get shorter; fonts of the web and images are compressed already."""

MAX_BYTES = 32 * 1024 * 1024
"""Most bytes of compressed files that are kept."""


class GraphiQL:
    """Shows the page that ``web/build.py`` makes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the page, or say how to build it."""
        index = GRAPHIQL / "index.html"
        response: Response
        if index.is_file():
            response = FileResponse(index, headers={"cache-control": ASK_AGAIN, "vary": "accept"})
        else:
            response = HTMLResponse(
                NOT_BUILT, HTTPStatus.NOT_FOUND, {"cache-control": "no-store", "vary": "accept"}
            )
        await response(scope, receive, guarded(send))


class Assets:
    """Serves the files of a folder that a page loads; compressed, once for all who ask."""

    def __init__(self, folder: Path = GRAPHIQL) -> None:
        self._files = StaticFiles(directory=folder, check_dir=False)
        self._coded: Recent[str, bytes] = Recent(1000, MAX_BYTES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file. Raises HTTPException where there is none."""
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": "GET, HEAD"})
        send = _kept_by_others(guarded(send), scope["path"])
        path, found = self._found(scope)
        coding = self._coding(Headers(scope=scope), path, found)
        if found is None or coding == IDENTITY:
            await self._files(scope, receive, send)
        else:
            await (await self._compressed(scope, path, found, coding))(scope, receive, send)

    def _found(self, scope: Scope) -> tuple[str, os.stat_result | None]:
        try:
            return self._files.lookup_path(self._files.get_path(scope))
        except (OSError, ValueError):  # a name that no file can have
            raise HTTPException(HTTPStatus.NOT_FOUND) from None

    def _coding(self, headers: Headers, path: str, found: os.stat_result | None) -> str:
        if found is None or found.st_size < LEAST or "range" in headers:
            return IDENTITY
        if Path(path).suffix not in COMPRESSIBLE:
            return IDENTITY
        given = headers.get("accept-encoding")
        return choose_coding(given.encode("latin-1") if given is not None else None)

    async def _compressed(
        self, scope: Scope, path: str, found: os.stat_result, coding: str
    ) -> Response:
        etag = f'"{found.st_mtime_ns:x}-{found.st_size:x}-{coding}"'
        if etag in Headers(scope=scope).get("if-none-match", ""):
            return Response(None, HTTPStatus.NOT_MODIFIED, {"etag": etag})
        key = f"{path} {etag}"
        body = self._coded.recall(key)
        if body is None:
            body = await encode(Path(path).read_bytes(), coding)
            self._coded.keep(key, body, len(body))
        type, _ = guess_type(path)
        return Response(body, headers={"etag": etag, "content-encoding": coding}, media_type=type)


def _kept_by_others(send: Send, path: str) -> Send:
    """Say for how long a file may be kept, and that it comes in several codings."""
    control = FOR_EVER if HASHED.search(path) else ASK_AGAIN

    async def send_kept(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] < HTTPStatus.BAD_REQUEST:
            headers = MutableHeaders(scope=message)
            headers["cache-control"] = control
            headers.add_vary_header("accept-encoding")
        await send(message)

    return send_kept


def guarded(send: Send, added: Sequence[tuple[bytes, bytes]] = HEADERS) -> Send:
    """Add the headers of a page to what is sent."""

    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *added]
        await send(message)

    return send_guarded
