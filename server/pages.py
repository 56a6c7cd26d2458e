"""The pages for people: GraphiQL, and the headers that keep a page to itself."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

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

Headers = list[tuple[bytes, bytes]]


def headers(policy: str) -> Headers:
    """What keeps a page to itself, with its content security policy."""
    return [
        (b"content-security-policy", policy.encode("ascii")),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
    ]


HEADERS = headers(POLICY)


class GraphiQL:
    """Shows the page that ``web/build.py`` makes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the page, or say how to build it."""
        index = GRAPHIQL / "index.html"
        response: Response
        if index.is_file():
            response = FileResponse(index, headers={"cache-control": "no-cache", "vary": "accept"})
        else:
            response = PlainTextResponse(
                "GraphiQL is not built yet: run `make static`.\n", status_code=404
            )
        await response(scope, receive, guarded(send))


class Assets:
    """Serves the files that a page loads, from the folder that it was built into."""

    def __init__(self, folder: Path = GRAPHIQL) -> None:
        self._files = StaticFiles(directory=folder, check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file."""
        await self._files(scope, receive, guarded(send))


def guarded(send: Send, added: Headers = HEADERS) -> Send:
    """Add the headers of a page to what is sent."""

    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *added]
        await send(message)

    return send_guarded
