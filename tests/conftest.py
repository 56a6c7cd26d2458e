"""A real Neo4j for the tests: one server for the whole run, emptied by whoever needs it empty.

``GOVGRAPH_TEST_NEO4J`` chooses its version; with ``NEO4J_URI`` that server is used instead.
"""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator, Iterator

import pytest

from graph.store import Address, Store, local_neo4j
from graph.store.release import CURRENT

# A run in the background of a script ignores Ctrl-C, and so would each process that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def version() -> str:
    return os.environ.get("GOVGRAPH_TEST_NEO4J") or CURRENT


@pytest.fixture(scope="session")
def address(version: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    uri = os.environ.get("NEO4J_URI")
    if uri:
        user = os.environ.get("NEO4J_USER", "neo4j")
        password = os.environ.get("NEO4J_PASSWORD", "")
        yield Address(uri, user, password, os.environ.get("NEO4J_DATABASE", "neo4j"))
        return
    with local_neo4j(tmp_path_factory.mktemp("neo4j"), version=version) as local:
        yield local


@pytest.fixture
async def store(address: Address, anyio_backend: str) -> AsyncIterator[Store]:
    async with Store(address) as opened:
        yield opened


async def empty(store: Store) -> None:
    """Remove all data, constraints and indexes."""
    await store.execute("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS")
    constraints = await store.read("SHOW CONSTRAINTS YIELD name", {})
    for (name,) in constraints:
        await store.execute(f"DROP CONSTRAINT `{name}`")
    indexes = await store.read("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'", {})
    for name, _ in indexes:
        await store.execute(f"DROP INDEX `{name}`")
