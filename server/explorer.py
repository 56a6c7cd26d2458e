"""The explorer: one page for all its addresses, of which its script makes the views."""

from __future__ import annotations

from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send

from server.pages import STATIC, Assets, guarded, headers

FOLDER = STATIC / "explorer"

ADDRESSES = (
    "/",
    "/search",
    "/organizations",
    "/organizations/{id:path}",
    "/as-of",
    "/awards",
    "/awards/{id:path}",
    "/provinces",
    "/provinces/{id}",
    "/trace",
    "/documents",
    "/integrity",
)
"""The addresses of its views; anything else is not there, as for any path of the service."""

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "base-uri 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
"""Nothing from elsewhere and nothing inline. The page names its base itself, within the service."""

BASE = '<base href="./" />'
"""What stands in the page that was built; replaced by the way to the root of the service."""


class Explorer:
    """Shows the page that ``web/build.py`` makes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the page, or say how to build it."""
        response: Response
        try:
            page = (FOLDER / "index.html").read_text("utf-8")
        except FileNotFoundError:
            response = PlainTextResponse(
                "The explorer is not built yet: run `make static`.\n", status_code=404
            )
        else:
            base = BASE.replace("./", _way_to_root(scope))
            response = HTMLResponse(page.replace(BASE, base), headers={"cache-control": "no-cache"})
        await response(scope, receive, guarded(send, headers(POLICY)))


def routes() -> list[BaseRoute]:
    """The explorer's page at all its addresses, and the files that it loads."""
    views = [Route(address, Explorer(), methods=["GET", "HEAD"]) for address in ADDRESSES]
    return [*views, Mount("/static/explorer", Assets(FOLDER))]


def _way_to_root(scope: Scope) -> str:
    """The relative address of the root: right behind any prefix, without knowing it.

    Counted in the path as it was sent: a slash that was encoded there starts no level.
    """
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    path = raw.decode("latin-1").removeprefix(scope.get("root_path", ""))
    return "../" * (path.count("/") - 1) or "./"
