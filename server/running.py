"""The HTTP server of `govgraph serve`, over a database that answers."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from graph.store import Address
from schema import build
from server.app import create
from server.connections import Connections, most_connections
from server.draining import Server
from server.engine import preparing
from server.loading import fill, shipped
from server.metrics import Metrics
from server.settings import Settings
from server.terminal import out
from server.workers import supervise

COLLECT_AFTER = 50_000
"""How many more objects than before the collector of cycles waits for."""


def warm(settings: Settings) -> None:
    """Make what needs no database, so that it is there when the database is."""
    build()
    if settings.remote is None:
        shipped()


def configured(app: ASGIApp, settings: Settings, metrics: Metrics) -> uvicorn.Config:
    """How uvicorn runs the application; ``metrics`` count what is refused before it."""
    connections = Connections(
        most=most_connections(settings.limit_connections),
        receive=settings.limit_receive,
        send=settings.limit_send,
        idle=settings.keep_alive,
        head=settings.limit_head,
        on_refusal=metrics.reject,
    )
    return uvicorn.Config(
        app,
        http=connections,  # type: ignore[arg-type] # what makes a protocol, as a class does
        ws="none",
        log_config=None,  # as server.logs has it
        access_log=False,
        server_header=False,
        proxy_headers=False,  # server.clients knows how many proxies to believe
        timeout_graceful_shutdown=settings.grace,  # type: ignore[arg-type] # as wait_for takes it
    )


def run(settings: Settings, address: Address, listener: socket.socket) -> None:
    """Fill a database of our own, then serve until a signal."""
    if settings.remote is None:
        fill(address)
    with ExitStack() as background:

        def ready() -> None:
            _introduce(settings, address)
            background.enter_context(preparing(settings))

        serve = answer if settings.workers == 1 else supervise
        serve(settings, address, listener, ready)


def answer(
    settings: Settings,
    address: Address,
    listener: socket.socket,
    on_ready: Callable[[], None],
    shared: Path | None = None,
) -> None:
    """Answer requests in this process until a signal, which is raised again afterwards.

    ``shared`` is the folder in which workers share what they count.
    """
    metrics = Metrics()
    config = configured(create(settings, address, shared, metrics), settings, metrics)
    # What is there now stays, and an answer is a tree without cycles: the collector need not
    # look at the first again and again, nor ten times at the thousands of objects of the other.
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    Server(config, settings.drain, on_ready).run([listener])


def _introduce(settings: Settings, address: Address) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    base = f"http://{host}:{settings.port}"
    out.print(f"Explorer  {base}/")
    out.print(f"GraphiQL  {base}/graphql")
    out.print(f"Schema    {base}/schema.graphql")
    if settings.remote is None:
        password = settings.data_dir / "password"
        out.print(f"Neo4j     {address.uri} (user {address.user}, password in {password})")
    else:
        out.print(f"Neo4j     {address.uri}")
    out.print("Ctrl-C stops it.")
