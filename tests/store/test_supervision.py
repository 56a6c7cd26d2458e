"""What becomes of the child when it, we or the machine's other programs misbehave."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph.errors import EngineError, StoreError, StoreUnavailable
from graph.store import Address, Run, Store, child, local_neo4j
from graph.store.child import Command, Limits, Server
from graph.store.folder import DataFolder
from graph.store.java import Java
from graph.store.release import CURRENT, LTS, Release
from tests.store.processes import new_server, server_at, servers, start

WRITERS = 4
CHILDREN = 10
KILLS = 3
GUARDS = ["kernel", "pipe"] if child.GUARD == "kernel" else ["pipe"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for the tests that only start and stop."""
    return tmp_path_factory.mktemp("supervised")


@pytest.mark.parametrize("guard", GUARDS)
def test_no_orphan_is_left_when_we_are_killed(folder: Path, version: str, guard: str) -> None:
    with start(folder, guard, version) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline().startswith("bolt://127.0.0.1:")
        family = psutil.Process(parent.pid).children(recursive=True)
        assert servers(parent.pid) != []
        parent.kill()
        parent.wait()
        _, alive = psutil.wait_procs(family, timeout=15)
        assert alive == []


@pytest.mark.parametrize("guard", GUARDS)
def test_ctrl_c_while_starting_leaves_nothing(folder: Path, version: str, guard: str) -> None:
    with start(folder, guard, version) as parent:
        assert parent.stdout is not None
        new_server(parent.pid)
        family = psutil.Process(parent.pid).children(recursive=True)
        began = time.monotonic()
        parent.send_signal(signal.SIGINT)
        assert parent.wait(10) == 0
        assert parent.stdout.read() == "interrupted\n"
        assert time.monotonic() - began < 5
        assert [each for each in family if each.is_running()] == []


class Ledger:
    """Writers that note what was acknowledged: a node with ten children, in two statements."""

    def __init__(self) -> None:
        self.next = 0
        self.acknowledged: list[int] = []
        self.progress = asyncio.Event()

    async def write(self, store: Store, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self.next += 1
            key = self.next

            async def work(run: Run, key: int = key) -> None:
                await run("CREATE (:Parent {key: $key})", {"key": key})
                await run(
                    "MATCH (p:Parent {key: $key}) UNWIND range(1, $n) AS i "
                    "CREATE (p)-[:HAS]->(:Child {i: i})",
                    {"key": key, "n": CHILDREN},
                )

            try:
                await store.write(work)
            except StoreError:
                await asyncio.sleep(0.01)
            else:
                self.acknowledged.append(key)
                self.progress.set()

    async def grow(self, by: int) -> None:
        """Wait until ``by`` more transactions are acknowledged."""
        goal = len(self.acknowledged) + by
        while len(self.acknowledged) < goal:
            self.progress.clear()
            await self.progress.wait()


async def stored(store: Store) -> dict[int, int]:
    """The parents that are there, each with the number of its children."""
    statement = "MATCH (p:Parent) RETURN p.key, COUNT { (p)-[:HAS]->(:Child) }"
    return {key: count for key, count in await store.read(statement, {})}


async def until_it_answers(store: Store) -> None:
    limit = time.monotonic() + 150
    while True:
        began = time.monotonic()
        try:
            return await store.ping()
        except StoreUnavailable:
            assert time.monotonic() - began < 4, "a database that is down is told within 2 s"
            assert time.monotonic() < limit, "it does not come back"
            await asyncio.sleep(0.1)


@pytest.fixture
def killable(tmp_path: Path, version: str) -> Iterator[Address]:
    with local_neo4j(tmp_path, version=version) as address:
        yield address


@pytest.mark.lts
@pytest.mark.anyio
async def test_no_acknowledged_write_is_lost_when_the_server_is_killed(
    killable: Address, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = Ledger()
    async with Store(killable) as store:
        await store.execute("CREATE CONSTRAINT FOR (p:Parent) REQUIRE p.key IS UNIQUE")
        for kill in range(KILLS):
            stop = asyncio.Event()
            writers = [asyncio.create_task(ledger.write(store, stop)) for _ in range(WRITERS)]
            await ledger.grow(20 + 5 * kill)
            server_at(killable.uri).kill()
            stop.set()
            await asyncio.gather(*writers)
            await until_it_answers(store)  # at the same address, through the same pool
            found = await stored(store)
            assert set(ledger.acknowledged) - set(found) == set()
            assert {key: n for key, n in found.items() if n != CHILDREN} == {}
        assert len(ledger.acknowledged) >= 75

        monkeypatch.setattr(child, "RESTARTS", 0)
        (supervisor,) = [
            each for each in threading.enumerate() if each.name == f"neo4j at {killable.uri}"
        ]
        with caplog.at_level(logging.ERROR, child.__name__):
            server_at(killable.uri).kill()
            await asyncio.to_thread(supervisor.join, 10)
        assert "Neo4j keeps ending" in caplog.text
        with pytest.raises(StoreUnavailable):
            await store.ping()


def test_another_program_may_take_the_port(
    folder: Path, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    free_port = child.free_port
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = int(other.getsockname()[1])
        ports = iter([taken])
        monkeypatch.setattr(child, "free_port", lambda: next(ports, None) or free_port())
        with local_neo4j(folder, version=version) as address:
            assert not address.uri.endswith(f":{taken}")
            assert server_at(address.uri).is_running()


def test_a_server_that_cannot_start_is_explained(tmp_path: Path) -> None:
    broken = tmp_path / "java"
    broken.write_text("#!/bin/sh\necho 'Error: no such option'\nexit 3\n")
    broken.chmod(0o700)
    folder = DataFolder(tmp_path / "data")
    folder.path.mkdir()
    folder.prepare(Release(CURRENT))
    command = Command(Release(CURRENT), Java(broken, "25.0.2"), tmp_path, Limits())
    server = Server(command, folder)
    message = r"ended while starting \(exit status 3\); its logs .*\n.*no such option"
    with pytest.raises(EngineError, match=message):
        server.start()
    server.stop()


def test_heap_and_page_cache_reach_the_server(tmp_path: Path) -> None:
    command = Command(Release(CURRENT), Java(tmp_path, "25"), tmp_path, Limits("1g", "128m", 9.0))
    assert "-Xmx1g" in command.arguments(DataFolder(tmp_path))
    settings = command.settings(7).splitlines()
    assert "server.memory.pagecache.size=128m" in settings
    assert "db.transaction.timeout=9s" in settings
    assert f"db.memory.transaction.max={int(0.7 * 1024 * 1024)}k" in settings


@pytest.mark.lts
@pytest.mark.anyio
async def test_a_store_of_the_older_line_is_taken_over(tmp_path: Path, version: str) -> None:
    if version != LTS:
        pytest.skip("needs the older line")
    with local_neo4j(tmp_path, version=LTS) as address:
        async with Store(address) as store:
            await store.execute("CREATE (:T {name: 'ก่อน'})")
    with local_neo4j(tmp_path, version=CURRENT) as address:
        async with Store(address) as store:
            assert await store.read("MATCH (n:T) RETURN n.name", {}) == [["ก่อน"]]
    assert (tmp_path / f"before-{CURRENT}" / "databases" / "neo4j").is_dir()
    with pytest.raises(EngineError, match="cannot open it"), local_neo4j(tmp_path, version=LTS):
        pass
