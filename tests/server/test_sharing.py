"""The figures of many workers, told by any one of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import psutil
from prometheus_client.parser import text_string_to_metric_families

from graph.store import Address
from server.metrics import Family
from server.sharing import EVERY, Shared
from tests.server.live import free_port
from tests.server.served import ended, serve, until_ready


def figures(count: float, state: float) -> Callable[[], list[Family]]:
    def own() -> list[Family]:
        counter = Family("c", "counter", "counts", ("code",), {("", ("none",)): count})
        return [counter, Family("g", "gauge", "states", (), {("", ()): state})]

    return own


def values(told: list[Family]) -> dict[str, float]:
    return {family.name: sum(family.samples.values()) for family in told}


def other(folder: Path, pid: int, count: float) -> None:
    """What a worker of that process wrote."""
    shared = Shared(folder, figures(count, 1))
    shared._me = pid
    shared.publish()


def ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_living_workers_are_added_up(tmp_path: Path) -> None:
    shared = Shared(tmp_path, figures(1, 1))
    shared.publish()
    other(tmp_path, os.getppid(), 10)
    assert values(shared.figures()) == {"c": 11, "g": 2}


def test_what_an_ended_worker_has_counted_stays_and_its_state_does_not(tmp_path: Path) -> None:
    first, second = Shared(tmp_path, figures(1, 1)), Shared(tmp_path, figures(2, 1))
    second._me = os.getppid()
    other(tmp_path, ended_process(), 100)
    other(tmp_path, ended_process(), 1000)
    for shared in (first, second, first, second):
        shared.publish()
    for shared in (first, second):
        assert values(shared.figures()) == {"c": 1103, "g": 2}
    assert {path.stem for path in tmp_path.iterdir()} == {str(os.getpid()), str(os.getppid())}


def test_a_folder_that_is_gone_is_no_failure(tmp_path: Path) -> None:
    shared = Shared(tmp_path / "gone", figures(1, 1))
    shared.publish()
    assert values(shared.figures()) == {"c": 1, "g": 1}


def counted(url: str) -> float:
    text = httpx.get(f"{url}/metrics").text
    return sum(
        sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "govgraph_operations_total" and sample.labels["operation"] == "Shared"
    )


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)  # another process: there is no event to wait for


def test_any_worker_tells_of_all(address: Address, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    url = f"http://127.0.0.1:{port}"
    settings = {"workers": 2, "log_level": "info", "log_format": "json"}
    with ended(serve(address, port, log, **settings)) as process:
        until_ready(url, process, log)
        until(lambda: len(psutil.Process(process.pid).children()) == 2)
        for _ in range(20):  # each on a connection of its own, which any worker may take
            httpx.post(f"{url}/graphql", json={"query": "query Shared { __typename }"})
        until(lambda: counted(url) == 20)
        time.sleep(2 * EVERY)
        first, _ = psutil.Process(process.pid).children()
        first.kill()
        until(lambda: first not in psutil.Process(process.pid).children())
        assert {counted(url) for _ in range(5)} == {20}
    lines = log.read_text("utf-8").splitlines()
    assert len([line for line in lines if re.search(r'"operation": "Shared"', line)]) == 20
