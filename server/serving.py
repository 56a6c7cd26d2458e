"""`govgraph serve`: database, dataset and HTTP, from start to stop."""

from __future__ import annotations

import errno
import pkgutil
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import uvicorn

from graph.store import Address
from server.engine import database, preparing
from server.errors import PortInUse, UsageError
from server.settings import Settings
from server.terminal import out, tell

APP = "server.app:create"
FILL = "server.loading:fill"

GRACE = 1
"""Seconds that running requests are given to end when the server stops."""


def serve(settings: Settings) -> None:
    """Serve until Ctrl-C or SIGTERM; what was started is stopped again."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.default_int_handler)
    try:
        with listening(settings.host, settings.port) as listener:
            _import_meanwhile(APP, FILL)
            with database(settings) as address:
                _run(settings, address, listener)
    except KeyboardInterrupt:
        tell("Stopped.")


def _import_meanwhile(*names: str) -> None:
    """Import in the background, while the database starts in another process."""
    threading.Thread(
        target=lambda: [pkgutil.resolve_name(name) for name in names], daemon=True
    ).start()


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens on the address. Raises PortInUse or UsageError.

    It is taken before anything else is started, so that a taken port costs no wait.
    """
    try:
        (family, *_, where) = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(where[:2], family=family, backlog=2048)
    except OSError as error:
        raise _explained(error, host, port) from None
    with listener:
        yield listener


def _explained(error: OSError, host: str, port: int) -> PortInUse | UsageError:
    if error.errno == errno.EADDRINUSE:
        return PortInUse(
            f"port {port} of {host} is taken by another process; stop that one, or serve "
            f"elsewhere: govgraph serve --port {port + 1} (make serve PORT={port + 1})"
        )
    return UsageError(f"cannot serve on {host} port {port}: {error.strerror}")


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer."""
        await super().startup(sockets)
        self._on_ready()


def _run(settings: Settings, address: Address, listener: socket.socket) -> None:
    if settings.remote is None:
        fill: Callable[..., Any] = pkgutil.resolve_name(FILL)
        fill(address)
    create: Callable[..., Any] = pkgutil.resolve_name(APP)
    config = uvicorn.Config(
        create(settings, address), log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    with ExitStack() as background:

        def ready() -> None:
            _introduce(settings, address)
            background.enter_context(preparing(settings))

        _Server(config, ready).run([listener])


def _introduce(settings: Settings, address: Address) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    base = f"http://{host}:{settings.port}"
    out.print(f"GraphiQL  {base}/graphql")
    out.print(f"Schema    {base}/schema.graphql")
    if settings.remote is None:
        password = settings.data_dir / "password"
        out.print(f"Neo4j     {address.uri} (user {address.user}, password in {password})")
    else:
        out.print(f"Neo4j     {address.uri}")
    out.print("Ctrl-C stops it.")
