"""A stop without a failed request: first told, then done."""

from __future__ import annotations

import asyncio
import signal
import socket
import time
from collections.abc import Callable
from http import HTTPStatus
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.negotiation import JSON
from server.responses import RETRY_SOON, error_body, send_json

INTERRUPTED_GRACE = 1
"""Seconds that running requests are given after Ctrl-C: somebody waits."""

CLOSE = (b"connection", b"close")


class Draining:
    """An application that can be told to stop.

    From then on, each answer asks the client to use another connection, by which it comes to
    another server; ``scope["draining"]`` tells the health check. What is cancelled because the
    grace is over is answered with 503.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.begun = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_answered = False

        async def answer(message: Message) -> None:
            nonlocal is_answered
            if message["type"] == "http.response.start":
                is_answered = True
                if self.begun:
                    message = {**message, "headers": [*message.get("headers", ()), CLOSE]}
            await send(message)

        scope["draining"] = self.begun
        try:
            await self._app(scope, receive, answer)
        except asyncio.CancelledError:
            if is_answered:
                return  # Its connection is closed before the end: the client can tell.
            body = error_body("the service stops; ask again", "SERVICE_STOPPING")
            status = HTTPStatus.SERVICE_UNAVAILABLE
            await send_json(answer, status, body, JSON, RETRY_SOON)


class Server(uvicorn.Server):
    """Drains on SIGTERM for some seconds, then closes; says when it is ready."""

    def __init__(
        self,
        config: uvicorn.Config,
        draining: Draining,
        drain: float,
        on_ready: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._draining = draining
        self._drain = drain
        self._on_ready = on_ready
        self._closes_at = 0.0

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer."""
        await super().startup(sockets)
        self._on_ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop: a second Ctrl-C waits for nothing."""
        super().handle_exit(sig, frame)
        if sig == signal.SIGINT:
            self.config.timeout_graceful_shutdown = INTERRUPTED_GRACE
            self._closes_at = 0.0
        elif not self._draining.begun:
            self._closes_at = time.monotonic() + self._drain
        self._draining.begun = True

    async def on_tick(self, counter: int) -> bool:
        """Whether to close now."""
        return await super().on_tick(counter) and time.monotonic() >= self._closes_at
