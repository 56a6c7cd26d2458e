"""`govgraph serve` as a person runs it: a process of its own, with a Neo4j of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from tests.server.live import PROVINCIAL_OFFICES, free_port

ROOT = Path(__file__).parents[2]
STOP = 4.0
"""Seconds in which everything must be gone after Ctrl-C: 2, and as many for a busy machine."""

SIX_LEVELS = """{
  a: organizations { totalCount } b: provinces { totalCount } c: documents { totalCount }
  d: projects { totalCount }
  awards { nodes { winners { nodes { parent { children { nodes { awards { nodes {
    id
  } } } } } } } } }
}"""


class Served:
    """A running `govgraph serve`."""

    def __init__(self, data: Path, port: int) -> None:
        self.data = data
        self.url = f"http://127.0.0.1:{port}"
        self._output = data.parent / f"output-{port}"
        self._begun = time.monotonic()
        with open(self._output, "wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server", "serve", "--port", str(port)],
                env=environment(data),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=data.parent,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        return self._output.read_text("utf-8")

    def ready(self) -> httpx.Response | None:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=30)
        except httpx.TransportError:
            return None

    def wait_until(self, status: int, seconds: float = 120) -> httpx.Response:
        """Wait for an answer of /readyz with that status."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, self.output
            answer = self.ready()
            if answer is not None and answer.status_code == status:
                return answer
            time.sleep(0.05)  # another process: there is no event to wait for
        pytest.fail(f"no {status} within {seconds} s:\n{self.output}")

    def family(self) -> list[psutil.Process]:
        """The process and all that it started."""
        me = psutil.Process(self.process.pid)
        return [me, *me.children(recursive=True)]

    def neo4j(self) -> psutil.Process:
        return next(one for one in self.family() if "java" in one.name())

    def stop(self, sign: signal.Signals = signal.SIGINT) -> float:
        """Send a signal to the process group, as Ctrl-C does; the seconds until all are gone."""
        family = self.family()
        begun = time.monotonic()
        os.killpg(self.process.pid, sign)
        status = self.process.wait(30)
        _, alive = psutil.wait_procs(family, timeout=30)
        took = time.monotonic() - begun
        assert not alive
        assert status == 0, self.output
        return took


def environment(data: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GOVGRAPH_", "NEO4J_")) or name == "GOVGRAPH_CACHE_DIR"
    }
    return {
        **kept,
        "GOVGRAPH_DATA_DIR": str(data),
        "GOVGRAPH_PREPARE": "no",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }


def govgraph(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "server", *arguments],
        env=environment(data),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )


@contextmanager
def serving(data: Path) -> Iterator[Served]:
    served = Served(data, free_port())
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.stop(signal.SIGTERM)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serve") / "data"


@pytest.fixture(scope="module")
def served(data: Path) -> Iterator[Served]:
    with serving(data) as running:
        running.wait_until(200)
        yield running


def test_it_begins_with_an_empty_folder_and_answers(served: Served) -> None:
    question = (ROOT / "web" / "examples" / "1-provincial-offices.graphql").read_text("utf-8")
    answer = httpx.post(f"{served.url}/graphql", json={"query": question}, timeout=30).json()
    offices = answer["data"]["organizations"]["nodes"]
    assert [office["nameTh"] for office in offices] == PROVINCIAL_OFFICES


def test_the_readme_tells_the_truth(served: Served) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    question = re.search(r"--data-urlencode 'query=(.*?)'", readme, re.DOTALL)
    shown = re.search(r"```json\n(.*?)```", readme, re.DOTALL)
    assert question is not None
    assert shown is not None
    answer = httpx.get(f"{served.url}/graphql", params={"query": question[1]}, timeout=30)
    assert answer.text == "".join(shown[1].split())


def test_it_says_where_everything_is(served: Served) -> None:
    output = served.output
    assert f"Explorer  {served.url}/\nGraphiQL  {served.url}/graphql\n" in output
    assert f"Schema    {served.url}/schema.graphql\n" in output
    assert re.search(r"Neo4j     bolt://127\.0\.0\.1:\d+ ", output)
    password = served.data / "password"
    assert f"password in {password}" in output
    assert password.read_text("ascii") not in output
    assert password.stat().st_mode & 0o077 == 0


def test_a_second_server_on_the_port(served: Served) -> None:
    port = served.url.rpartition(":")[2]
    ended = govgraph(served.data.parent / "other", "serve", "--port", port)
    assert ended.returncode == 1
    assert ended.stderr.startswith("error: PORT_IN_USE: ")
    assert ended.stderr.count("\n") == 1


def test_a_load_beside_the_service_uses_its_database(served: Served) -> None:
    ended = govgraph(served.data, "load")
    assert ended.returncode == 0
    assert "Nothing changed" in ended.stdout


def test_a_second_server_of_the_data_folder(served: Served) -> None:
    ended = govgraph(served.data, "serve", "--port", str(free_port()))
    assert ended.returncode == 1
    assert ended.stderr.startswith("error: ENGINE_FAILED: ")
    assert f"process {served.process.pid}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_it_outlives_a_crash_of_the_database(served: Served) -> None:
    served.neo4j().kill()
    down = served.wait_until(503, seconds=10)
    assert down.json()["reasons"][0]["code"] == "STORE_UNAVAILABLE"
    assert httpx.get(f"{served.url}/healthz", timeout=30).status_code == 200
    served.wait_until(200)
    answer = httpx.post(f"{served.url}/graphql", json={"query": SIX_LEVELS}, timeout=30).json()
    assert answer["data"]["b"] == {"totalCount": 77}


def test_ctrl_c_ends_everything_and_the_next_start_has_the_data(data: Path) -> None:
    with serving(data.parent / "again") as first:
        first.wait_until(200)
        held = httpx.get(f"{first.url}/readyz", timeout=30).json()["dataset"]
        with httpx.Client(base_url=first.url, timeout=30) as kept_open:
            kept_open.get("/healthz")
            took = first.stop()
        assert took < STOP
        assert "Traceback" not in first.output
        assert first.output.endswith("Stopped.\n")
    with serving(data.parent / "again") as second:
        assert second.wait_until(200).json()["dataset"] == held
        assert "Loaded" not in second.output
        assert second.stop(signal.SIGHUP) < STOP  # as when the terminal is closed
        assert "Traceback" not in second.output


def test_ctrl_c_while_it_starts(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as starting:
        while not any("java" in one.name() for one in starting.family()):
            assert starting.process.poll() is None, starting.output
            time.sleep(0.02)
        assert starting.stop() < STOP
        assert "Traceback" not in starting.output


def test_load_starts_and_stops_a_database_of_its_own(tmp_path: Path) -> None:
    ended = govgraph(tmp_path / "data", "load")
    assert (ended.returncode, "Dataset version is 1." in ended.stdout) == (0, True), ended.stderr
    running = [one.info["cmdline"] or [] for one in psutil.process_iter(["cmdline"])]
    assert not [words for words in running if any(str(tmp_path) in word for word in words)]
