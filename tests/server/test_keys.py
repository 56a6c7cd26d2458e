"""API keys and the file of their hashes."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest

from server import keys
from server.cli import main
from server.errors import UsageError
from server.identity import Identity, Role, Unauthenticated
from server.keys import KeyFile, new_key, read_keys

pytestmark = pytest.mark.anyio


def written(path: Path, *lines: str) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


async def test_a_key_is_known_by_its_hash(tmp_path: Path) -> None:
    secret, key = new_key("dashboard", Role.CURATOR)
    path = written(tmp_path / "keys.tsv", str(key))
    assert secret.rpartition("_")[2] not in path.read_text("utf-8")
    assert await KeyFile(path).verify(secret) == Identity("key:dashboard", Role.CURATOR)


async def test_a_name_may_have_several_keys_while_one_replaces_the_other(tmp_path: Path) -> None:
    made = [new_key("dashboard", Role.READER) for _ in range(2)]
    file = KeyFile(written(tmp_path / "keys.tsv", *(str(key) for _, key in made)))
    for secret, _ in made:
        assert (await file.verify(secret)).name == "key:dashboard"


@pytest.mark.parametrize("change", [lambda s: s[:-1], lambda s: s + "A", lambda s: s.upper()])
async def test_any_other_key_is_refused(tmp_path: Path, change: object) -> None:
    secret, key = new_key("dashboard", Role.READER)
    file = KeyFile(written(tmp_path / "keys.tsv", str(key)))
    assert callable(change)
    with pytest.raises(Unauthenticated) as refused:
        await file.verify(change(secret))
    assert secret[:20] not in str(refused.value)


async def test_a_key_of_one_name_is_none_of_another(tmp_path: Path) -> None:
    secret, key = new_key("one", Role.ADMIN)
    _, other = new_key("two", Role.READER)
    file = KeyFile(written(tmp_path / "keys.tsv", str(key), str(other)))
    with pytest.raises(Unauthenticated):
        await file.verify(secret.replace("_one_", "_two_"))


async def test_a_key_that_is_withdrawn_is_refused_without_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "LOOK_EVERY", 0.0)
    secret, key = new_key("one", Role.READER)
    path = written(tmp_path / "keys.tsv", str(key))
    file = KeyFile(path)
    await file.verify(secret)
    written(path, "# none")
    with pytest.raises(Unauthenticated):
        await file.verify(secret)


async def test_a_file_that_becomes_unreadable_locks_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(keys, "LOOK_EVERY", 0.0)
    secret, key = new_key("one", Role.READER)
    path = written(tmp_path / "keys.tsv", str(key))
    file = KeyFile(path)
    written(path, f"one\treader\t{secret}")
    with caplog.at_level(logging.ERROR):
        assert (await file.verify(secret)).name == "key:one"
    assert "line 1" in caplog.text
    assert secret not in caplog.text  # somebody wrote the key where its hash belongs


@pytest.mark.parametrize(
    "line",
    ["one", "one\tking\t" + "0" * 64, "one\treader\tsecret", "Öne\treader\t" + "0" * 64],
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, line: str) -> None:
    path = written(tmp_path / "keys.tsv", "# a comment", "", line)
    with pytest.raises(UsageError, match=r"line 3 of .*keys\.tsv") as refused:
        list(read_keys(path))
    assert "secret" not in str(refused.value)


def test_the_command_makes_a_key_that_only_its_owner_can_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "keys.tsv"
    monkeypatch.setenv("GOVGRAPH_API_KEYS", str(path))
    for name in ("one", "two"):
        with pytest.raises(SystemExit) as ended:
            main(["key", "new", name, "--role", "admin"])
        assert ended.value.code == 0
    first, second = capsys.readouterr().out.split()
    assert first.startswith("govgraph_one_")
    assert [key.name for key in read_keys(path)] == ["one", "two"]
    assert second not in path.read_text("utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(SystemExit):
        main(["key", "list"])
    assert capsys.readouterr().out.split()[:2] == ["one", "admin"]


@pytest.mark.parametrize(("name", "says"), [("Two", "small letters"), ("a_b", "small letters")])
def test_a_name_that_cannot_be(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    says: str,
) -> None:
    monkeypatch.setenv("GOVGRAPH_API_KEYS", str(tmp_path / "keys.tsv"))
    with pytest.raises(SystemExit) as ended:
        main(["key", "new", name])
    assert ended.value.code == 2
    assert says in capsys.readouterr().err


def test_without_a_file_the_command_says_how_to_name_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GOVGRAPH_API_KEYS", raising=False)
    with pytest.raises(SystemExit) as ended:
        main(["key", "new", "one"])
    assert ended.value.code == 2
    assert "GOVGRAPH_API_KEYS=" in capsys.readouterr().err
