"""Finds out who asks, and lets in whom the settings let in."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from server.identity import Authenticator
from server.responses import Refusal, refuse

PROBES = frozenset({"/healthz", "/readyz"})
"""What a supervisor asks, which has no credentials and must never be kept waiting."""

PAGES = frozenset({"/", "/graphql"})
STATIC = "/static/"


class Access:
    """Sets ``scope["identity"]``, or answers 401, 403 or 503 as a GraphQL error."""

    def __init__(self, app: ASGIApp, *, authenticator: Authenticator) -> None:
        self._app = app
        self._authenticator = authenticator

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, when who sends it may send it."""
        if scope["type"] != "http" or scope["path"] in PROBES or is_page(scope):
            await self._app(scope, receive, send)
            return
        record = scope.get("record")
        try:
            identity = await self._authenticator.identify(scope)
        except Refusal as refusal:
            await refuse(scope, send, refusal)
            return
        scope["identity"] = identity
        if record is not None:
            record.identity = identity.name
        await self._app(scope, receive, send)


def is_page(scope: Scope) -> bool:
    """Whether a request can only get a page or what belongs to one: there are no data in those.

    A browser sends no credentials when it opens a page; the page itself does when it asks.
    """
    path = scope["path"]
    if scope["method"] not in ("GET", "HEAD"):
        return False
    return path.startswith(STATIC) or (path in PAGES and not scope["query_string"])
