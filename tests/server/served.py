"""`govgraph serve` over a database that is there already: processes of their own, soon started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from graph.store import Address

ROOT = Path(__file__).parents[2]


def serve(address: Address, port: int, log: Path, **settings: object) -> subprocess.Popen[bytes]:
    """Start `govgraph serve` on a port, over that database, with settings of GOVGRAPH_*."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GOVGRAPH_")}
    given = {f"GOVGRAPH_{name.upper()}": str(value) for name, value in settings.items()}
    database = {
        "NEO4J_URI": address.uri,
        "NEO4J_USER": address.user,
        "NEO4J_PASSWORD": address.password,
        "NEO4J_DATABASE": address.database,
    }
    with open(log, "ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "server", "serve", "--port", str(port)],
            env={**kept, **given, **database, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until it answers."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            if httpx.get(f"{url}/readyz", timeout=30).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)  # another process: there is no event to wait for
    raise AssertionError(log.read_text("utf-8"))


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """The process, and nothing of it afterwards."""
    family = [psutil.Process(process.pid)]
    try:
        yield process
    finally:
        if process.poll() is None:
            family += family[0].children(recursive=True)
            process.send_signal(signal.SIGINT)
            _, alive = psutil.wait_procs(family, timeout=10)
            for each in alive:
                each.kill()
        process.wait(10)
