"""A database that fails while the service runs: what is told, and that all is well afterwards."""

from __future__ import annotations

import asyncio
import dataclasses
import itertools
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import psutil
import pytest

from graph.limits import Limits
from graph.store import Address, Store
from tests.server.link import Link, linked
from tests.server.live import SETTINGS, fill, running
from tests.server.slow import running_slowly, until_running
from tests.server.test_http import error_of
from tests.store.processes import server_at

pytestmark = pytest.mark.anyio

QUESTION = {"query": "{ provinces { totalCount } }"}
ANSWER = {"data": {"provinces": {"totalCount": 77}}}
NUMBERS = itertools.count()
TIMEOUT = 1.0
SOON = 6.0
"""Seconds within which an error is told: the timeout, the driver's slack, and a busy machine."""


@pytest.fixture(scope="module")
def filled(address: Address) -> Address:
    fill(address)
    return address


@asynccontextmanager
async def service(filled: Address) -> AsyncIterator[tuple[httpx.AsyncClient, Link]]:
    """A client of a service whose line to the database can fail; it has answered already."""
    settings = dataclasses.replace(SETTINGS, limits=Limits(time=TIMEOUT))
    async with linked(filled) as link:
        with running(link.through, settings) as url:
            async with httpx.AsyncClient(base_url=url, timeout=30) as client:
                await until_well(client)
                yield client, link


async def ask(client: httpx.AsyncClient) -> httpx.Response:
    """The answer to a question, which comes soon whatever it is; it is not one that was kept."""
    began = time.monotonic()
    unseen = {**QUESTION, "extensions": {"number": next(NUMBERS)}}
    answer = await client.post("/graphql", json=unseen)
    assert time.monotonic() - began < SOON
    return answer


async def until_well(client: httpx.AsyncClient) -> None:
    """Wait until it answers and says that it is ready: nobody starts it again."""
    end = time.monotonic() + 30
    while (answer := await ask(client)).json() != ANSWER:
        assert error_of(answer)[1] in ("STORE_UNAVAILABLE", "STORE_TIMEOUT", "SERVER_BUSY")
        assert time.monotonic() < end
        await asyncio.sleep(0.05)
    assert (await client.get("/readyz")).status_code == 200


async def test_slow(filled: Address) -> None:
    async with service(filled) as (client, link):
        link.delay = 5.0
        assert error_of(await ask(client))[1] == "STORE_TIMEOUT"
        link.delay = 0.0
        await until_well(client)


async def test_silent(filled: Address) -> None:
    """As a machine that has lost its power: connections are there, and nothing comes."""
    async with service(filled) as (client, link):
        link.silent = True
        answers = await asyncio.gather(*(ask(client) for _ in range(8)))
        assert {error_of(each)[1] for each in answers} <= {"STORE_TIMEOUT", "STORE_UNAVAILABLE"}
        ready = await client.get("/readyz")
        assert (ready.status_code, ready.json()["status"]) == (503, "not ready")
        assert (await client.get("/healthz")).status_code == 200
        link.silent = False
        await until_well(client)


async def test_refusing(filled: Address) -> None:
    async with service(filled) as (client, link):
        link.refuse()
        assert error_of(await ask(client)) == (503, "STORE_UNAVAILABLE")
        assert (await client.get("/readyz")).status_code == 503
        await link.accept()
        await until_well(client)


async def test_connections_that_died_in_the_pool_are_not_noticed(filled: Address) -> None:
    async with service(filled) as (client, link):
        await asyncio.gather(*(ask(client) for _ in range(8)))  # there are several
        link.cut()
        answers = await asyncio.gather(*(ask(client) for _ in range(8)))
        assert [each.json() for each in answers] == [ANSWER] * 8


async def test_cut_during_a_request(
    filled: Address, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = dataclasses.replace(SETTINGS, limits=Limits(time=60.0))
    async with linked(filled) as link:
        with running_slowly(link.through, settings, monkeypatch) as url:
            async with httpx.AsyncClient(base_url=url, timeout=30) as client:
                asked = asyncio.create_task(client.post("/graphql", json=QUESTION))
                await until_running(store, 1)
                await asyncio.sleep(0.6)  # what fails later than at once is not asked again
                link.cut()
                assert error_of(await asked) == (503, "STORE_UNAVAILABLE")
                await until_running(store, 0)


@pytest.mark.skipif("NEO4J_URI" in os.environ, reason="stops the local Neo4j")
async def test_stopped(filled: Address) -> None:
    """The process stands still, as on a machine that swaps or is paused."""
    with running(filled, dataclasses.replace(SETTINGS, limits=Limits(time=TIMEOUT))) as url:
        async with httpx.AsyncClient(base_url=url, timeout=30) as client:
            await until_well(client)
            neo4j: psutil.Process = server_at(filled.uri)
            neo4j.suspend()
            try:
                assert error_of(await ask(client))[1] in ("STORE_TIMEOUT", "STORE_UNAVAILABLE")
                assert (await client.get("/healthz")).status_code == 200
            finally:
                neo4j.resume()
            await until_well(client)


@pytest.mark.skipif("NEO4J_URI" in os.environ, reason="kills the local Neo4j")
async def test_killed_and_started_again(filled: Address) -> None:
    with running(filled, dataclasses.replace(SETTINGS, limits=Limits(time=TIMEOUT))) as url:
        async with httpx.AsyncClient(base_url=url, timeout=30) as client:
            await until_well(client)
            server_at(filled.uri).kill()
            assert error_of(await ask(client)) == (503, "STORE_UNAVAILABLE")
            end = time.monotonic() + 120
            while not (await client.get("/readyz")).is_success:
                assert time.monotonic() < end
                await asyncio.sleep(0.1)
            await until_well(client)
