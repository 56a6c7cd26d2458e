"""What the services written in Python for the bench share: the driver, and how they are run."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from typing import Any

import uvicorn
from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase
from starlette.applications import Starlette

from graph.store import Address


def open_driver(address: Address) -> AsyncDriver:
    """A driver with the settings that measured best."""
    return AsyncGraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        max_connection_pool_size=16,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
    )


async def read(
    driver: AsyncDriver, database: str, statement: str, parameters: Mapping[str, Any]
) -> list[list[Any]]:
    """The rows that a statement reads, in one round trip."""
    async with driver.session(
        database=database, default_access_mode=READ_ACCESS, fetch_size=-1
    ) as session:
        result = await session.run(statement, parameters)  # type: ignore[arg-type]
        return await result.values()


def serve(create: Callable[[Address], Starlette]) -> None:
    """Serve the database of the environment on a free port; print it when ready."""
    names = ("NEO4J_URI", "NEO4J_USER", "NEO4J_PASSWORD", "NEO4J_DATABASE")
    app = create(Address(*(os.environ[name] for name in names)))
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listener:
        print(listener.getsockname()[1], flush=True)  # Connections wait until it accepts.
        uvicorn.Server(config).run([listener])
