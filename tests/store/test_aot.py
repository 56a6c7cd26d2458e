from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path

import pytest

from graph.errors import EngineError
from graph.store import Silent, aot, local_neo4j, prepare, preparing
from graph.store.aot import Cache
from graph.store.filelock import hold
from graph.store.jars import cache_folder, jar_folder, provide
from graph.store.java import Java, find_java
from graph.store.release import CURRENT, Release
from tests.store.processes import new_server, server_at, servers


@pytest.fixture
def cache_dir(tmp_path: Path) -> Path:
    """A cache folder with the jars and nothing else."""
    release = Release(CURRENT)
    jars = provide(release, cache_folder(), None, Silent())
    copy = jar_folder(release, tmp_path / "cache")
    copy.mkdir(parents=True, mode=0o700)
    for jar in release.jars:
        os.link(jars / jar.name, copy / jar.name)
    return tmp_path / "cache"


def left_over(cache_dir: Path) -> list[str]:
    folder = jar_folder(Release(CURRENT), cache_dir)
    return [path.name for path in folder.iterdir() if path.is_dir()]


def test_a_prepared_server_starts_from_the_cache(cache_dir: Path, tmp_path: Path) -> None:
    assert prepare(cache_dir=cache_dir)
    assert prepare(cache_dir=cache_dir)  # at once: it is there
    assert left_over(cache_dir) == []
    cache = Cache.of(Release(CURRENT), find_java(), jar_folder(Release(CURRENT), cache_dir))
    assert cache.is_good()
    assert cache.path.stat().st_mode & 0o077 == 0
    with local_neo4j(tmp_path / "data", cache_dir=cache_dir) as address:
        server = server_at(address.uri)
        assert str(cache.path) in {each.path for each in server.memory_maps()}
    assert (tmp_path / "data/neo4j/logs/console.log").read_bytes().strip() in (b"", b"\x06")


def test_a_preparation_beside_other_work_ends_with_it(cache_dir: Path) -> None:
    known = frozenset(each.pid for each in servers())
    with preparing(cache_dir=cache_dir):
        server = new_server(known=known)
        assert server.nice() == 19
        began = time.monotonic()
    assert time.monotonic() - began < 4
    assert not server.is_running()
    assert left_over(cache_dir) == []


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = tmp_path / "made"
    made.write_bytes(b"code" * 1000)
    cache = Cache(tmp_path / "1.aot")
    cache.adopt(made)
    return cache


def test_a_cache_is_used_only_as_it_was_made(cache: Cache) -> None:
    assert cache.options() == (f"-XX:AOTCache={cache.path}",)
    data = bytearray(cache.path.read_bytes())
    data[2000] ^= 1
    cache.path.write_bytes(data)
    assert cache.options() == ()


@pytest.mark.parametrize("missing", ["1.aot", "1.sha256"])
def test_half_a_cache_is_none(cache: Cache, missing: str) -> None:
    (cache.path.parent / missing).unlink()
    assert cache.options() == ()


def test_each_java_has_a_cache_of_its_own(tmp_path: Path) -> None:
    one = Cache.of(Release(CURRENT), Java(tmp_path, "25.0.1"), tmp_path)
    two = Cache.of(Release(CURRENT), Java(tmp_path, "25.0.2"), tmp_path)
    assert one != two


def test_an_older_java_prepares_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(aot, "find_java", lambda: Java(tmp_path, "21.0.4"))
    assert not prepare(cache_dir=tmp_path)


def test_does_not_wait_for_another_that_prepares(cache_dir: Path) -> None:
    folder = jar_folder(Release(CURRENT), cache_dir)
    with hold(folder / ".prepare", wait=False):
        assert not prepare(cache_dir=cache_dir, cancelled=threading.Event())


def test_a_preparation_that_fails_is_explained(
    cache_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "java"
    broken.write_text("#!/bin/sh\necho 'Unrecognized option'\nexit 1\n")
    broken.chmod(0o700)
    assert subprocess.run([broken], check=False, capture_output=True).returncode == 1
    monkeypatch.setattr(aot, "find_java", lambda: Java(broken, "25.0.2"))
    with pytest.raises(EngineError, match="Unrecognized option"):
        prepare(cache_dir=cache_dir)
    assert left_over(cache_dir) == []
