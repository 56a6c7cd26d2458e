"""Finds out who asks, and lets in whom the settings let in, as often as they say."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from http import HTTPStatus

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from server.clients import client_address, is_local, is_proxied, subscriber
from server.identity import ANONYMOUS, Authenticator, Identity, Unauthenticated
from server.observing import ENDPOINT
from server.ratelimit import RateLimit
from server.responses import Refusal, refuse

log = logging.getLogger(__name__)

PROBES = frozenset({"/healthz", "/readyz"})
"""What supervisors ask, who have no credentials."""

METRICS = "/metrics"
"""Decides itself who may see it: this machine needs no credentials."""

UNLIMITED = PROBES | {METRICS}
"""What must never be kept waiting."""

LIMIT = "GOVGRAPH_LIMIT_RATE"


class Access:
    """Sets ``scope["identity"]``, or answers 401, 403, 429 or 503 as a GraphQL error.

    ``closed``: nobody is let in without credentials, but to ``pages``, routes without data: a
    browser sends none when it opens a page. Without ``limit`` anyone may ask as often as they
    like; this machine itself always may.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        authenticator: Authenticator,
        closed: bool = False,
        pages: Sequence[BaseRoute] = (),
        limit: RateLimit | None = None,
        proxies: int = 0,
    ) -> None:
        self._app = app
        self._authenticator = authenticator
        self._closed = closed
        self._pages = pages
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
        try:
            identity = await self._known(scope)
        except Refusal:
            self._count(scope, ANONYMOUS)  # Who guesses is counted too, and so by address.
            raise
        if "record" in scope:
            scope["record"].identity = identity.name
        self._count(scope, identity)
        return identity

    async def _known(self, scope: Scope) -> Identity:
        if scope["path"] in PROBES:
            return ANONYMOUS
        identity = await self._authenticator.identify(scope)
        if identity is None and self._closed and not self._is_open(scope):
            raise Unauthenticated(
                "credentials are needed here: send `Authorization: Bearer` with an API key or a "
                "token",
                invalid=False,
            )
        return identity or ANONYMOUS

    def _is_open(self, scope: Scope) -> bool:
        """Whether there is nothing to see without being asked again: a page, with no data yet."""
        if scope["path"] == METRICS:
            return True
        if scope["method"] not in ("GET", "HEAD"):
            return False
        if scope["path"] == ENDPOINT:
            return not scope["query_string"]
        return any(route.matches(scope)[0] is Match.FULL for route in self._pages)

    def _count(self, scope: Scope, identity: Identity) -> None:
        if self._limit is None or scope["path"] in UNLIMITED or is_local(scope, self._proxies):
            return
        self._warn(scope)
        client = identity.name
        if identity is ANONYMOUS:
            client = subscriber(client_address(scope, self._proxies))
        wait = self._limit.take(client)
        if wait:
            seconds = math.ceil(wait)
            raise Refusal(
                HTTPStatus.TOO_MANY_REQUESTS,
                f"too many requests from {client}: ask again in {seconds} s ({LIMIT})",
                {"retry-after": str(seconds)},
                code="RATE_LIMITED",
                extensions={"limit": LIMIT},
            )

    def _warn(self, scope: Scope) -> None:
        """Say once that all clients of a proxy are taken for one."""
        if self._has_warned or self._proxies:
            return
        if is_proxied(scope):
            self._has_warned = True
            log.warning(
                "requests come through a proxy, and all count as one client: "
                "set GOVGRAPH_TRUSTED_PROXIES to how many there are"
            )
