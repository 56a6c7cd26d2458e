"""The processes of a local Neo4j, seen from outside."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil

from graph.store import Store

ROOT = Path(__file__).parents[2]
RUN = """
import pathlib, sys
from graph.store import child, local_neo4j
child.GUARD = sys.argv[2]
try:
    with local_neo4j(pathlib.Path(sys.argv[1]), version=sys.argv[3]) as address:
        print(address.uri, flush=True)
        sys.stdin.read()
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


def start(folder: Path, guard: str, version: str) -> subprocess.Popen[str]:
    """A process that runs a local Neo4j; it prints the address when that answers."""
    return subprocess.Popen(
        [sys.executable, "-c", RUN, str(folder), guard, version],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def servers(parent: int | None = None) -> list[psutil.Process]:
    """The Java processes below a process, our own unless said."""
    found = []
    for each in psutil.Process(parent).children(recursive=True):
        try:
            if each.name() == "java":
                found.append(each)
        except psutil.NoSuchProcess:  # it has just ended
            continue
    return found


def new_server(parent: int | None = None, *, known: frozenset[int] = frozenset()) -> psutil.Process:
    """The Java process that appears below a process."""
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        for each in servers(parent):
            if each.pid not in known:
                return each
        time.sleep(0.02)  # nothing tells that a process has appeared
    raise AssertionError("no Java was started")


def server_at(uri: str) -> psutil.Process:
    """Our child that listens at an address."""
    port = int(uri.rpartition(":")[2])
    for each in servers():
        if port in {at.laddr.port for at in each.net_connections("inet") if at.status == "LISTEN"}:
            return each
    raise AssertionError(f"nobody listens at {uri}")


async def transactions_of(store: Store, statement: str) -> int:
    """How many transactions of a statement the database runs."""
    running = await store.read("SHOW TRANSACTIONS YIELD currentQuery", {})
    return sum(query == statement for (query,) in running)
