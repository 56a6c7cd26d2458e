"""Many workers, and a stop that fails no request."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
import pytest

from graph.store import Address
from tests.server.live import fill, free_port
from tests.server.served import ended, serve, until_ready

QUESTION = {"query": "{ provinces { totalCount } }"}
STOP = 4.0
"""Seconds in which everything must be gone after Ctrl-C: 2, and as many for a busy machine."""


def workers_of(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children()


@dataclass
class Service:
    process: subprocess.Popen[bytes]
    url: str
    log: Path


@pytest.fixture(scope="module", autouse=True)
def filled(address: Address) -> None:
    """A service is ready only where there is a dataset."""
    fill(address)


@pytest.fixture
def two_workers(address: Address, tmp_path: Path) -> Iterator[Service]:
    port, log = free_port(), tmp_path / "log"
    url = f"http://127.0.0.1:{port}"
    with ended(serve(address, port, log, workers=2, grace=10)) as process:
        until_ready(url, process, log)
        yield Service(process, url, log)


def answers(service: Service) -> bool:
    try:
        return httpx.get(f"{service.url}/readyz", timeout=30).is_success
    except httpx.TransportError:
        return False


def until(condition: str, holds: object, seconds: float = 60) -> None:
    assert callable(holds)
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"never: {condition}"
        time.sleep(0.05)  # another process: there is no event to wait for


def test_workers_answer_are_replaced_and_end_with_ctrl_c(two_workers: Service) -> None:
    service = two_workers
    until("two workers answer", lambda: "Ctrl-C stops it." in service.log.read_text("utf-8"))
    first, second = workers_of(service.process)
    first.kill()
    first.wait(10)
    assert answers(service)  # by the other
    until("a third one", lambda: len(workers_of(service.process)) == 2)
    assert second in workers_of(service.process)
    family = [psutil.Process(service.process.pid), *workers_of(service.process)]
    began = time.monotonic()
    service.process.send_signal(signal.SIGINT)
    _, alive = psutil.wait_procs(family, timeout=30)
    assert (alive, service.process.wait()) == ([], 0)
    assert time.monotonic() - began < STOP
    log = service.log.read_text("utf-8")
    assert "A worker ended (exit status -9); it is replaced." in log
    assert log.endswith("Stopped.\n")
    assert "Traceback" not in log


def test_workers_end_with_their_parent(two_workers: Service) -> None:
    workers = workers_of(two_workers.process)
    assert len(workers) == 2
    two_workers.process.kill()
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert alive == []


@dataclass
class Proxy:
    """A reverse proxy as they are: it asks each backend for its health, and keeps connections."""

    backends: list[str]
    healthy: set[str] = field(default_factory=set)
    turn: int = 0

    async def watch(self, client: httpx.AsyncClient) -> None:
        while True:
            for url in self.backends:
                try:
                    is_well = (await client.get(f"{url}/readyz", timeout=5)).is_success
                except httpx.TransportError:
                    is_well = False
                (self.healthy.add if is_well else self.healthy.discard)(url)
            await asyncio.sleep(0.1)

    async def handle(
        self, client: httpx.AsyncClient, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Pass one connection's requests on to the backends in turn; 502 when one fails."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                fields = dict(
                    line.lower().split(": ", 1) for line in head.decode("ascii").split("\r\n")[1:-2]
                )
                body = await reader.readexactly(int(fields["content-length"]))
                self.turn += 1
                ready = sorted(self.healthy)
                try:
                    answer = await client.post(
                        f"{ready[self.turn % len(ready)]}/graphql",
                        content=body,
                        headers={"content-type": "application/json"},
                        timeout=30,
                    )
                    status, content = answer.status_code, answer.content
                except (httpx.TransportError, ZeroDivisionError):
                    status, content = 502, b""
                first = f"HTTP/1.1 {status} X\r\ncontent-length: {len(content)}\r\n\r\n"
                writer.write(first.encode("ascii") + content)
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        async with httpx.AsyncClient() as client:
            watching = asyncio.create_task(self.watch(client))
            server = await asyncio.start_server(
                lambda reader, writer: self.handle(client, reader, writer), "127.0.0.1", 0
            )
            try:
                yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            finally:
                server.close()
                watching.cancel()


async def ask(url: str, until: asyncio.Event) -> list[int]:
    """The statuses of one question after another."""
    statuses = []
    async with httpx.AsyncClient(timeout=30) as client:
        while not until.is_set():
            statuses.append((await client.post(url, json=QUESTION)).status_code)
            await asyncio.sleep(0.005)
    return statuses


@pytest.mark.anyio
async def test_a_rolling_restart_behind_a_proxy_fails_no_request(
    address: Address, tmp_path: Path
) -> None:
    ports, log = [free_port(), free_port()], tmp_path / "log"
    urls = [f"http://127.0.0.1:{port}" for port in ports]

    def start(port: int) -> subprocess.Popen[bytes]:
        return serve(address, port, log, drain=1.5, grace=10)

    services = [start(port) for port in ports]
    over = asyncio.Event()
    proxy = Proxy(urls)
    try:
        for url, process in zip(urls, services, strict=True):
            await asyncio.to_thread(until_ready, url, process, log)
        async with proxy.running() as front:
            await asyncio.sleep(0.5)
            asking = [asyncio.create_task(ask(front, over)) for _ in range(4)]
            for i, port in enumerate(ports):
                services[i].terminate()
                assert await asyncio.to_thread(services[i].wait, 30) == 0
                services[i] = start(port)
                await asyncio.to_thread(until_ready, urls[i], services[i], log)
                await asyncio.sleep(0.5)
            over.set()
            statuses = [status for each in await asyncio.gather(*asking) for status in each]
    finally:
        for process in services:
            with ended(process):
                pass
    assert len(statuses) > 100
    assert {status: statuses.count(status) for status in set(statuses)} == {200: len(statuses)}
    assert "Traceback" not in log.read_text("utf-8")
