"""A database that fails during a load: a clear error, the former version whole, and it goes on."""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from graph.errors import StoreError, StoreUnavailable
from graph.store import Address, Silent, Store, child, driver, local_neo4j
from schema import model
from seed import DEFAULT_FOLDERS, load, read
from tests.store.processes import server_at

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(sys.platform != "linux", reason="limits the files of another process"),
]

FORMER, NEXT = DEFAULT_FOLDERS[:1], DEFAULT_FOLDERS[:2]
PROBE = "MATCH (v:DatasetVersion) WITH max(v.number) AS number MATCH (n) RETURN number, count(n)"


class Interrupting(Silent):
    """Does something once, when about half of a load is written."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act: Callable[[], object] | None = act
        self._total = self._done = 0

    def start(self, label: str, total: int) -> None:
        self._total, self._done = total, 0

    def advance(self, n: int) -> None:
        before, self._done = self._done, self._done + n
        if self._act and before < self._total / 2 <= self._done:
            act, self._act = self._act, None
            act()


@pytest.fixture
async def own(
    tmp_path: Path, version: str, monkeypatch: pytest.MonkeyPatch, anyio_backend: str
) -> AsyncIterator[Address]:
    """A Neo4j of its own with the former version."""
    monkeypatch.setattr(child, "WATCH", 0.5)
    with local_neo4j(tmp_path, version=version) as address:
        async with Store(address) as store:
            await load(store, model(), FORMER)
        yield address


async def held(store: Store) -> list[int]:
    """The newest version and the number of nodes, as soon as the database answers."""
    end = time.monotonic() + 120
    while True:
        try:
            ((number, nodes),) = await store.read(PROBE, {})
            return [number, nodes]
        except StoreUnavailable:
            assert time.monotonic() < end, "it does not come back"
            await asyncio.sleep(0.1)


async def test_killed_and_out_of_disk_during_a_load(
    own: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "RETRY", 0.0)  # else the one started again takes the load
    async with Store(own) as store:
        former = await held(store)
        assert former[0] == 1

        killing = Interrupting(server_at(own.uri).kill)
        with pytest.raises(StoreUnavailable):
            await load(store, model(), NEXT, progress=killing)
        assert await held(store) == former

        neo4j = server_at(own.uri)
        limits = resource.prlimit(neo4j.pid, resource.RLIMIT_FSIZE)
        full = (100_000, limits[1])  # bytes: no file grows beyond, as on a disk that is full
        filling = Interrupting(lambda: resource.prlimit(neo4j.pid, resource.RLIMIT_FSIZE, full))
        with pytest.raises(StoreError, match=r"is its disk full|does not answer"):
            await load(store, model(), NEXT, progress=filling)
        await until_ended(neo4j.pid)
        assert await held(store) == former  # the one started again has a disk

        monkeypatch.setattr(driver, "RETRY", 120.0)
        await load(store, model(), NEXT, progress=Interrupting(server_at(own.uri).kill))
        assert (await held(store))[0] == 2
        again = await load(store, model(), NEXT, dry_run=True)
        assert again.statements == read(model(), NEXT).statements
        assert again.version == 2


async def until_ended(pid: int) -> None:
    end = time.monotonic() + 30
    while Path(f"/proc/{pid}/exe").exists():
        assert time.monotonic() < end, "a failed database is not started again"
        await asyncio.sleep(0.1)
