"""Runs the services, each in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from bench.peers.node import FOLDER, prepare
from graph.store import Address

NO_SETTINGS: Mapping[str, str] = {}

STOP = 10.0
"""Seconds that a service is given to stop."""


@contextmanager
def product(address: Address, workers: int = 1, *, cached: bool = False) -> Iterator[int]:
    """The port of `govgraph serve` over that database.

    It asks the database for every answer, as the others do, unless it may be ``cached``.
    """
    settings = {} if cached else {"GOVGRAPH_RESPONSE_CACHE": "0"}
    port = _free_port()
    arguments = ["server", "serve", "--host", "127.0.0.1", "--port", str(port)]
    arguments += ["--workers", str(workers)]
    with _running([sys.executable, "-m", *arguments], address, settings) as process:
        _wait_for("Ctrl-C", process)
        yield port


@contextmanager
def handwritten(address: Address) -> Iterator[int]:
    """The port of the hand-written service over that database."""
    with _running([sys.executable, "-m", "bench.handwritten"], address) as process:
        yield int(_wait_for("", process))


@contextmanager
def stock(address: Address) -> Iterator[int]:
    """The port of stock Strawberry with resolvers and DataLoaders over that database."""
    with _running([sys.executable, "-m", "bench.peers.stock"], address) as process:
        yield int(_wait_for("", process))


@contextmanager
def library(address: Address) -> Iterator[int]:
    """The port of @neo4j/graphql over that database. Raises PeerMissing."""
    node = prepare()
    with _running([node.node, str(FOLDER / "server.mjs")], address) as process:
        yield int(_wait_for("", process))


@contextmanager
def plain(address: Address, query: str) -> Iterator[int]:
    """The port of a plain Starlette route that returns the answer to ``query``."""
    with _running([sys.executable, "-m", "bench.plain", query], address) as process:
        yield int(_wait_for("", process))


@contextmanager
def _running(
    command: Sequence[str], address: Address, settings: Mapping[str, str] = NO_SETTINGS
) -> Iterator[subprocess.Popen[str]]:
    environment = {**_environment(address), **settings}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _environment(address: Address) -> Mapping[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GOVGRAPH_")}
    return ours | {
        "NEO4J_URI": address.uri,
        "NEO4J_USER": address.user,
        "NEO4J_PASSWORD": address.password,
        "NEO4J_DATABASE": address.database,
    }


def _wait_for(start: str, process: subprocess.Popen[str]) -> str:
    """The first line that starts so."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(start):
            return line
    raise RuntimeError("the service ended before it was ready; its last words are above")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
