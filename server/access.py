"""Finds out who asks, and lets in whom the settings let in, as often as they say."""

from __future__ import annotations

import logging
import math
from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from server.clients import FORWARDED, client_address, is_local, subscriber
from server.explorer import is_view
from server.identity import ANONYMOUS, Authenticator, Identity
from server.ratelimit import RateLimit
from server.responses import Refusal, refuse

log = logging.getLogger(__name__)

UNLIMITED = frozenset({"/healthz", "/readyz", "/metrics"})
"""What supervisors ask, who must never be kept waiting."""

PROBES = frozenset({"/healthz", "/readyz"})
"""What needs no credentials, since a supervisor has none."""

GRAPHIQL = "/graphql"
STATIC = "/static/"

LIMIT = "GOVGRAPH_LIMIT_RATE"


class Access:
    """Sets ``scope["identity"]``, or answers 401, 403, 429 or 503 as a GraphQL error.

    Without ``limit`` anyone may ask as often as they like; this machine itself always may.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        authenticator: Authenticator,
        limit: RateLimit | None = None,
        proxies: int = 0,
    ) -> None:
        self._app = app
        self._authenticator = authenticator
        self._limit = limit
        self._proxies = proxies
        self._has_warned = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, when who sends it may send it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            scope["identity"] = await self._identity(scope)
        except Refusal as refusal:
            await refuse(scope, send, refusal)
            return
        await self._app(scope, receive, send)

    async def _identity(self, scope: Scope) -> Identity:
        """Who asks. Raises Refusal when they may not, or not now."""
        identity = ANONYMOUS
        try:
            if scope["path"] not in PROBES and not is_page(scope):
                identity = await self._authenticator.identify(scope)
        finally:  # Who guesses credentials is counted too, by address.
            record = scope.get("record")
            if record is not None:
                record.identity = identity.name
            self._count(scope, identity)
        return identity

    def _count(self, scope: Scope, identity: Identity) -> None:
        if self._limit is None or scope["path"] in UNLIMITED or is_local(scope, self._proxies):
            return
        self._warn(scope)
        client = identity.name
        if identity is ANONYMOUS:
            client = subscriber(client_address(scope, self._proxies))
        wait = self._limit.take(client)
        if wait:
            record = scope.get("record")
            if record is not None:
                record.limit = LIMIT
            seconds = math.ceil(wait)
            raise Refusal(
                HTTPStatus.TOO_MANY_REQUESTS,
                f"too many requests from {client}: ask again in {seconds} s ({LIMIT})",
                {"retry-after": str(seconds)},
                code="RATE_LIMITED",
            )

    def _warn(self, scope: Scope) -> None:
        """Say once that all clients of a proxy are taken for one."""
        if self._has_warned or self._proxies:
            return
        if any(name in FORWARDED for name, _ in scope["headers"]):
            self._has_warned = True
            log.warning(
                "requests come through a proxy, and all count as one client: "
                "set GOVGRAPH_TRUSTED_PROXIES to how many there are"
            )


def is_page(scope: Scope) -> bool:
    """Whether a request can only get a page or what belongs to one: there are no data in those.

    A browser sends no credentials when it opens a page; the page itself does when it asks.
    """
    path = scope["path"]
    if scope["method"] not in ("GET", "HEAD"):
        return False
    if path == GRAPHIQL:
        return not scope["query_string"]
    return path.startswith(STATIC) or is_view(path)
