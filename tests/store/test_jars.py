from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from graph.errors import FetchError
from graph.store import Silent, fetching
from graph.store.fetching import FIXED_TIME, maven_central, put_signature_aside
from graph.store.jars import cache_folder, is_good, jar_folder, provide
from graph.store.release import Jar
from tests.store.repository import Repository, made, serve

ROOT = Path(__file__).parents[2]


class Recorder:
    """Notes what progress it is told."""

    def __init__(self) -> None:
        self.labels: list[tuple[str, int]] = []
        self.steps: list[int] = []
        self.finished = 0

    def start(self, label: str, total: int) -> None:
        self.labels.append((label, total))

    def advance(self, n: int) -> None:
        self.steps.append(n)

    def finish(self) -> None:
        self.finished += 1


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    monkeypatch.setattr(fetching, "PAUSE", 0.01)
    monkeypatch.delenv("GOVGRAPH_MAVEN_MIRROR", raising=False)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serve(Repository()) as running:
        yield running


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_fetches_all_jars_with_one_progress(repository: Repository, tmp_path: Path) -> None:
    progress = Recorder()
    folder = provide(repository.release, tmp_path, repository.address, progress)
    assert names(folder) == [jar.name for jar in repository.jars]
    for jar in repository.jars:
        assert (folder / jar.name).read_bytes() == repository.content[f"/m2/{jar.path}"]
        assert (folder / jar.name).stat().st_mtime == FIXED_TIME
    label = "Neo4j Community 1.0.0, GPLv3, fetched from a mirror"
    assert progress.labels == [(label, repository.size)]
    assert sum(progress.steps) == repository.size
    assert progress.finished == 1
    assert folder.stat().st_mode & 0o077 == 0


def test_asks_for_nothing_when_all_is_there(repository: Repository, tmp_path: Path) -> None:
    provide(repository.release, tmp_path, repository.address, Silent())
    progress = Recorder()
    provide(repository.release, tmp_path, "http://127.0.0.1:9", progress)
    assert set(repository.asked.values()) == {1}
    assert progress.labels == []


def test_finds_the_mirror_in_the_environment(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVGRAPH_MAVEN_MIRROR", repository.address + "/")
    folder = provide(repository.release, tmp_path, None, Silent())
    assert len(names(folder)) == len(repository.jars)


@pytest.mark.parametrize("lie", ["wrong", "cut"])
def test_takes_no_jar_that_differs(repository: Repository, tmp_path: Path, lie: str) -> None:
    victim = repository.jars[5]
    getattr(repository, lie).add(victim.name)
    progress = Recorder()
    message = f"{victim.name} cannot be fetched from {repository.address}"
    with pytest.raises(FetchError, match=message):
        provide(repository.release, tmp_path, repository.address, progress)
    folder = jar_folder(repository.release, tmp_path)
    assert victim.name not in names(folder)
    assert repository.asked[f"/m2/{victim.path}"] == 3
    assert progress.finished == 1

    getattr(repository, lie).clear()
    provide(repository.release, tmp_path, repository.address, Silent())
    assert names(folder) == [jar.name for jar in repository.jars]


def test_counts_back_what_has_to_be_fetched_again(repository: Repository, tmp_path: Path) -> None:
    repository.jars = repository.jars[:1]
    repository.wrong.add(repository.jars[0].name)
    progress = Recorder()
    with pytest.raises(FetchError, match="sha256"):
        provide(repository.release, tmp_path, repository.address, progress)
    assert sum(progress.steps) == 0
    assert max(progress.steps) > 0
    assert names(jar_folder(repository.release, tmp_path)) == []


def test_a_missing_jar_is_an_error(repository: Repository, tmp_path: Path) -> None:
    del repository.content[f"/m2/{repository.jars[3].path}"]
    with pytest.raises(FetchError, match=r"part-03-1\.0\.jar .*404.*GOVGRAPH_MAVEN_MIRROR"):
        provide(repository.release, tmp_path, repository.address, Silent())


def test_no_network_is_an_error_that_says_what_to_do(
    repository: Repository, tmp_path: Path
) -> None:
    with pytest.raises(FetchError, match="check the network"):
        provide(repository.release, tmp_path, "http://127.0.0.1:9/m2", Silent())


@pytest.mark.parametrize("damage", ["bit", "size"])
def test_a_damaged_jar_is_fetched_again(
    repository: Repository, tmp_path: Path, damage: str
) -> None:
    folder = provide(repository.release, tmp_path, repository.address, Silent())
    victim = repository.jars[2]
    data = (folder / victim.name).read_bytes()
    (folder / victim.name).write_bytes(b"?" + data[1:] if damage == "bit" else data[1:])
    provide(repository.release, tmp_path, repository.address, Silent())
    assert (folder / victim.name).read_bytes() == data
    assert sum(repository.asked.values()) == len(repository.jars) + 1


def test_removes_what_a_killed_process_left(repository: Repository, tmp_path: Path) -> None:
    folder = jar_folder(repository.release, tmp_path)
    folder.mkdir(parents=True)
    (folder / ".part-01-1.0.jar.4711.1.part").write_bytes(b"half")
    provide(repository.release, tmp_path, repository.address, Silent())
    assert names(folder) == [jar.name for jar in repository.jars]


def test_two_processes_fetch_each_jar_once(repository: Repository, tmp_path: Path) -> None:
    program = (
        "import pathlib, sys\n"
        "from graph.store import Silent\n"
        "from graph.store.jars import provide\n"
        "from graph.store.release import Release\n"
        "release = Release('1.0.0')\n"
        "release.__dict__['lock'] = sys.argv[1]\n"
        "provide(release, pathlib.Path(sys.argv[2]), sys.argv[3], Silent())\n"
    )
    command = [sys.executable, "-c", program, repository.lock, str(tmp_path), repository.address]
    both = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert set(repository.asked.values()) == {1}
    folder = jar_folder(repository.release, tmp_path)
    assert names(folder) == [jar.name for jar in repository.jars]


def test_an_interrupt_ends_it(repository: Repository, tmp_path: Path) -> None:
    class Interrupted(Recorder):
        def advance(self, n: int) -> None:
            raise KeyboardInterrupt

    progress = Interrupted()
    with pytest.raises(KeyboardInterrupt):
        provide(repository.release, tmp_path, repository.address, progress)
    assert progress.finished == 1
    provide(repository.release, tmp_path, repository.address, Silent())


def test_the_cache_folder_is_given_or_named_or_the_platforms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVGRAPH_CACHE_DIR", str(tmp_path / "named"))
    assert cache_folder() == tmp_path / "named"
    assert cache_folder(tmp_path / "given") == tmp_path / "given"
    monkeypatch.delenv("GOVGRAPH_CACHE_DIR")
    assert cache_folder().name == "govgraph"


def test_the_address_of_maven_central_is_known() -> None:
    assert maven_central().startswith("https://")


def test_without_jgo_the_error_names_the_mirror(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    false = tmp_path / "python"
    false.write_text("#!/bin/sh\nexit 1\n")
    false.chmod(0o700)
    monkeypatch.setattr(sys, "executable", os.fspath(false))
    with pytest.raises(FetchError, match=r"jgo is missing.*GOVGRAPH_MAVEN_MIRROR"):
        maven_central()


def test_puts_a_signature_aside_and_knows_the_jar_again(tmp_path: Path) -> None:
    entries = {
        "META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\n",
        "META-INF/SIGNER_1.SF": b"Signature-Version: 1.0\n",
        "META-INF/SIGNER_1.RSA": b"\x00\x01",
        "META-INF/maven/pom.xml": b"<project/>",
        "a/B.class": b"\xca\xfe\xba\xbe",
    }
    data = made(entries)
    jar = Jar("org.example", "signed", "1.0", None, sha256(data).hexdigest(), len(data))
    path = tmp_path / jar.name
    path.write_bytes(data)
    put_signature_aside(path)
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "META-INF/MANIFEST.MF",
            "META-OFF/SIGNER_1.SF",
            "META-OFF/SIGNER_1.RSA",
            "META-INF/maven/pom.xml",
            "a/B.class",
        ]
        assert [archive.read(name) for name in archive.namelist()] == [*entries.values()]
    assert is_good(jar, path)
    path.write_bytes(path.read_bytes().replace(b"\xca\xfe", b"\xca\xff"))
    assert not is_good(jar, path)
