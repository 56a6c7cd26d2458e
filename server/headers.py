"""Headers of every answer, and which pages of elsewhere may read one (CORS)."""

from __future__ import annotations

from collections.abc import Collection, Container
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.responses import send_nothing

ANY = "*"
"""The origin that stands for all."""

POLICY = b"content-security-policy"
FRAME = b"x-frame-options"

SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (FRAME, b"DENY"),
    (POLICY, b"default-src 'none'; frame-ancestors 'none'"),
]
"""What every answer has, unless it says it otherwise: data are never a page, nor in a frame."""

NAMES = frozenset(name for name, _ in SECURITY)

METHODS = b"GET, HEAD, POST"
PREFLIGHT_HOLDS = b"7200"
"""Seconds for which a browser need not ask again; Chromium takes no more."""


class ResponseHeaders:
    """Adds what every answer has; lets pages of ``origins`` read answers, ``*`` for all pages.

    No cookie is ever asked for, so that a page learns nothing that its reader may not tell it.
    """

    def __init__(self, app: ASGIApp, origins: Collection[str] = ()) -> None:
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        cross_origin = self._cross_origin(scope) if self._origins else []

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                given = dict(headers)
                added = SECURITY if NAMES.isdisjoint(given) else _missing(given)
                message["headers"] = [*headers, *added, *cross_origin]
            await send(message)

        if len(cross_origin) > 1 and _is_preflight(scope):  # it is allowed
            await send_nothing(send_with_headers, HTTPStatus.NO_CONTENT, _preflight(scope))
            return
        await self._app(scope, receive, send_with_headers)

    def _cross_origin(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        """What lets the page of this request read the answer (https://fetch.spec.whatwg.org)."""
        if ANY in self._origins:
            return [
                (b"access-control-allow-origin", b"*"),
                (b"access-control-expose-headers", b"*"),
            ]
        vary = (b"vary", b"origin")
        origin = Headers(scope=scope).get("origin")
        if origin is None or origin not in self._origins:
            return [vary]
        return [
            vary,
            (b"access-control-allow-origin", origin.encode("latin-1")),
            (b"access-control-expose-headers", b"*"),
        ]


def _missing(given: Container[bytes]) -> list[tuple[bytes, bytes]]:
    left = [header for header in SECURITY if header[0] not in given]
    # A policy of its own says as well who may frame it.
    return [header for header in left if header[0] != FRAME] if POLICY in given else left


def _is_preflight(scope: Scope) -> bool:
    return (
        scope["method"] == "OPTIONS"
        and "access-control-request-method" in (headers := Headers(scope=scope))
        and "origin" in headers
    )


def _preflight(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Any header may be sent: no page can set those that matter, and the others are ours."""
    wanted = Headers(scope=scope).get("access-control-request-headers")
    allowed = [(b"access-control-allow-headers", wanted.encode("latin-1"))] if wanted else []
    return [
        (b"access-control-allow-methods", METHODS),
        *allowed,
        (b"access-control-max-age", PREFLIGHT_HOLDS),
        (b"vary", b"access-control-request-headers"),
    ]
