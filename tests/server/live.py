"""A running service for the tests: real sockets, in a thread of the test process."""

from __future__ import annotations

import asyncio
import dataclasses
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
import uvicorn
from starlette.types import ASGIApp

from graph.limits import Limits
from graph.store import Address, Store
from schema import model
from seed import DEFAULT_FOLDERS, load
from server.app import create
from server.cli import main
from server.metrics import Metrics
from server.running import configured
from server.settings import Settings
from tests.conftest import empty

SETTINGS = dataclasses.replace(Settings.read({}), limits=Limits(body=10_000, time=10.0), grace=1.0)
PROVINCIAL_OFFICES = [
    f"สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด{province}"
    for province in ("กาญจนบุรี", "กระบี่", "เพชรบูรณ์", "สงขลา", "สุโขทัย")
]
"""The answer to the main question, in order of their ids."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def nowhere() -> Address:
    """Where no database is."""
    return Address(f"bolt://127.0.0.1:{free_port()}", "neo4j", "unused")


class _Server(uvicorn.Server):
    """Tells when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        finally:
            self.is_up.set()


@contextmanager
def running(address: Address, settings: Settings = SETTINGS) -> Iterator[str]:
    """The base URL of the application over that database."""
    metrics = Metrics()
    app = create(settings, address, metrics=metrics)
    with running_app(app, settings, metrics) as url:
        yield url


@contextmanager
def running_app(
    app: ASGIApp, settings: Settings = SETTINGS, metrics: Metrics | None = None
) -> Iterator[str]:
    """The base URL of any application, served as ours is."""
    server = _Server(configured(app, settings, metrics or Metrics()))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            assert server.is_up.wait(30)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
            assert not thread.is_alive()


def slow_reader(url: str) -> httpx.Client:
    """A client whose socket holds little, so that what it does not read waits in the service."""
    small = [(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)]
    transport = httpx.HTTPTransport(socket_options=small)
    return httpx.Client(base_url=url, transport=transport, timeout=60)


def command(*arguments: str) -> int:
    """Run `govgraph` in this process; its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    code = ended.value.code
    assert isinstance(code, int)
    return code


def choose(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands of this process use that database."""
    monkeypatch.setenv("NEO4J_URI", address.uri)
    monkeypatch.setenv("NEO4J_USER", address.user)
    monkeypatch.setenv("NEO4J_PASSWORD", address.password)
    monkeypatch.setenv("NEO4J_DATABASE", address.database)


def fill(address: Address) -> None:
    """Make the database hold the shipped dataset and nothing else."""
    asyncio.run(_fill(address))


async def _fill(address: Address) -> None:
    async with Store(address) as store:
        await empty(store)
        await load(store, model(), DEFAULT_FOLDERS)


def clear(address: Address) -> None:
    """Make the database hold nothing."""
    asyncio.run(_clear(address))


async def _clear(address: Address) -> None:
    async with Store(address) as store:
        await empty(store)
