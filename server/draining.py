"""A stop without a failed request: first told, then done."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn

INTERRUPTED_GRACE = 1
"""Seconds that running requests are given after Ctrl-C: somebody waits."""


class Server(uvicorn.Server):
    """Drains on SIGTERM for some seconds, then closes; says when it is ready."""

    def __init__(self, config: uvicorn.Config, drain: float, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
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
        connections: Any = self.config.http  # Connections, as server.running has it
        if sig == signal.SIGINT:
            self.config.timeout_graceful_shutdown = INTERRUPTED_GRACE
            self._closes_at = 0.0
        elif not connections.draining:
            self._closes_at = time.monotonic() + self._drain
        connections.draining = True
        for connection in list(self.server_state.connections):
            connection.drain()  # type: ignore[union-attr] # a Connection

    async def on_tick(self, counter: int) -> bool:
        """Whether to close now."""
        return await super().on_tick(counter) and time.monotonic() >= self._closes_at
