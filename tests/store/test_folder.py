from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import EngineError
from graph.store import local_neo4j
from graph.store.folder import DataFolder, credential
from graph.store.release import CURRENT, LTS, Release

ROOT = Path(__file__).parents[2]
HOLD = (
    "import pathlib, sys\n"
    "from graph.store.folder import DataFolder\n"
    "with DataFolder(pathlib.Path(sys.argv[1])).held():\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.read()\n"
)


def with_store(path: Path, version: str | None) -> DataFolder:
    """A folder in which a server of that version seems to have run."""
    folder = DataFolder(path)
    folder.prepare(Release(version or CURRENT))
    (folder.home / "data" / "databases" / "system").mkdir(parents=True)
    if version is None:
        (path / "engine.json").unlink()
    return folder


def version_of(path: Path) -> str:
    return str(json.loads((path / "engine.json").read_text())["neo4j"])


def test_a_folder_in_use_is_refused_with_the_process_that_has_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        message = rf"{tmp_path} is in use by another server \(process {other.pid}\)"
        with pytest.raises(EngineError, match=message), local_neo4j(tmp_path):
            pass
        other.kill()  # the lock goes with its holder
        other.wait()
    with DataFolder(tmp_path).held():
        pass


def test_a_newer_store_is_refused_before_the_start(tmp_path: Path) -> None:
    with_store(tmp_path, CURRENT)
    message = f"was written by Neo4j {CURRENT}, and the older {LTS} cannot open it"
    with pytest.raises(EngineError, match=message), local_neo4j(tmp_path, version=LTS):
        pass
    assert version_of(tmp_path) == CURRENT
    assert not (tmp_path / "neo4j" / "logs" / "console.log").exists()


def test_an_older_store_is_copied_aside_first(tmp_path: Path) -> None:
    folder = with_store(tmp_path, LTS)
    (folder.home / "data" / "databases" / "system" / "page").write_text("old")
    folder.prepare(Release(CURRENT))
    copy = tmp_path / f"before-{CURRENT}"
    assert (copy / "databases" / "system" / "page").read_text() == "old"
    assert version_of(tmp_path) == CURRENT
    with pytest.raises(EngineError, match=f"or replace .* by its copy in {copy}"):
        folder.prepare(Release(LTS))


def test_the_same_version_leaves_no_copy(tmp_path: Path) -> None:
    with_store(tmp_path, CURRENT).prepare(Release(CURRENT))
    assert list(tmp_path.glob("before-*")) == []


def test_a_folder_without_a_store_is_for_any_version(tmp_path: Path) -> None:
    DataFolder(tmp_path).prepare(Release(CURRENT))
    DataFolder(tmp_path).prepare(Release(LTS))
    assert version_of(tmp_path) == LTS


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"neo4j": "new"}', '{"neo4j": 5}'])
def test_a_damaged_stamp_is_refused(tmp_path: Path, text: str) -> None:
    folder = with_store(tmp_path, CURRENT)
    (tmp_path / "engine.json").write_text(text)
    with pytest.raises(EngineError, match=r"engine\.json is damaged; write"):
        folder.prepare(Release(CURRENT))


def test_a_store_of_unknown_version_is_refused(tmp_path: Path) -> None:
    folder = with_store(tmp_path, None)
    with pytest.raises(EngineError, match=r"unknown version, since engine\.json is missing"):
        folder.prepare(Release(CURRENT))


def test_a_store_whose_password_is_lost_is_refused(tmp_path: Path) -> None:
    folder = with_store(tmp_path, CURRENT)
    (tmp_path / "password").unlink()
    with pytest.raises(EngineError, match="password is missing"):
        folder.prepare(Release(CURRENT))


def test_secrets_are_for_the_owner_alone(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.prepare(Release(CURRENT))
    private = (tmp_path / "password", folder.home, folder.home / "data" / "dbms" / "auth.ini")
    assert [path.stat().st_mode & 0o077 for path in private] == [0, 0, 0]
    assert len(folder.password) == 32
    assert folder.password not in (folder.home / "data" / "dbms" / "auth.ini").read_text()


def test_each_folder_has_a_password_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    one, two = DataFolder(tmp_path / "1"), DataFolder(tmp_path / "2")
    for folder in (one, two):
        folder.path.mkdir()
        folder.prepare(Release(CURRENT))
    first = one.password
    one.prepare(Release(CURRENT))
    assert one.password == first != two.password


def test_a_half_made_password_is_made_again(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.prepare(Release(CURRENT))
    before = (folder.home / "data" / "dbms" / "auth.ini").read_text()
    (tmp_path / "password").unlink()
    folder.prepare(Release(CURRENT))
    assert (folder.home / "data" / "dbms" / "auth.ini").read_text() != before


def test_a_credential_is_salted_and_slow() -> None:
    user, secret, end = credential("secret", b"\1" * 32).split(":")
    assert (user, end) == ("neo4j", "\n")
    method, digest, salt, rounds = secret.split(",")
    assert (method, len(digest), salt, rounds) == ("SHA-256", 64, "01" * 32, "1024")
    assert credential("secret", b"\2" * 32).split(",")[1] != digest
