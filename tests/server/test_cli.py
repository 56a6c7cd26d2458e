"""The command line without a database: help, wrong use, checks, and what they exit with."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from graphql import build_schema

from tests.seed.folders import FOUNDING
from tests.server.live import command as run

COMMANDS = ["serve", "load", "check", "explain", "schema", "extract", "review", "engine"]


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(("GOVGRAPH_", "NEO4J_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GOVGRAPH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said on standard error: one line, no traceback."""
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in COMMANDS)


@pytest.mark.parametrize("command", [*([name] for name in COMMANDS[:-1]), ["engine", "prepare"]])
def test_every_command_has_help_with_examples(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*command, "--help") == 0
    assert f"govgraph {' '.join(command)}" in capsys.readouterr().out.split("Example")[1]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out.startswith("govgraph 0.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["serve", "--port", "http"],
        ["serve", "--port", "0"],
        ["load", "no/such/folder"],
        ["check", "--documents", "no/such/folder"],
        ["schema", "--nothing"],
        ["schema", "--output", "no/such/folder/schema.graphql"],
        ["serve", "--host", "no host"],
    ],
    ids=" ".join,
)
def test_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_wrong_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GOVGRAPH_PORT", "http")
    assert run("serve") == 2
    assert told(capsys).startswith("error: WRONG_USAGE: GOVGRAPH_PORT=http: ")


def test_a_taken_port_is_told_before_anything_is_started(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert run("serve", "--port", str(port)) == 1
    said = told(capsys)
    assert said.startswith(f"error: PORT_IN_USE: port {port} of 127.0.0.1 is taken")
    assert f"--port {port + 1}" in said
    assert not (tmp_path / "data").exists()


def test_check_of_the_shipped_dataset(capsys: pytest.CaptureFixture[str]) -> None:
    main_exit = run("check")
    assert main_exit == 0
    assert "no error" in capsys.readouterr().out


def test_check_of_a_wrong_dataset_names_the_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "wrong"
    shutil.copytree(FOUNDING, folder)
    with open(folder / "organizations.tsv", "a", encoding="utf-8") as file:
        file.write("org:msdhs\tnameHt\tx\tdoc:msk-news-2022-09-12\tstated\t\n")
    lines = (folder / "organizations.tsv").read_text("utf-8").count("\n")
    assert run("check", str(folder)) == 1
    said = capsys.readouterr().err
    assert said.startswith("error: DATA_INVALID: ")
    assert f"organizations.tsv:{lines}" in said
    assert "nameTh" in said
    assert "Traceback" not in said


def test_check_writes_json_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--format", "json") == 0
    whole = json.loads(capsys.readouterr().out)
    assert whole["errors"] == 0
    assert whole["statements"] > 2000
    assert all(finding["exception"]["reason"] for finding in whole["findings"])
    folder = tmp_path / "wrong"
    shutil.copytree(FOUNDING, folder)
    with open(folder / "organizations.tsv", "a", encoding="utf-8") as file:
        file.write("org:msdhs\tPART_OF\torg:msdhs-dcy\tdoc:msk-news-2022-09-12\tstated\n")
    lines = (folder / "organizations.tsv").read_text("utf-8").count("\n")
    assert run("check", str(folder), "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    cycles = [finding for finding in told["findings"] if finding["rule"] == "cycle"]
    assert len(cycles) == 2 <= told["errors"]
    (new,) = [finding for finding in cycles if finding["line"] == lines]
    assert new["severity"] == "ERROR"
    assert new["documents"] == ["doc:msk-news-2022-09-12"]
    assert [(f["subject"], f["object"]) for f in new["facts"]] == [("org:msdhs", "org:msdhs-dcy")]
    assert new["exception"] is None


def test_load_tells_what_is_wrong_before_it_starts_a_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("load", str(tmp_path)) == 1
    assert capsys.readouterr().err.startswith("error: DATA_INVALID: ")
    assert not (tmp_path / "data").exists()


def test_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    printed = capsys.readouterr().out
    assert build_schema(printed).query_type is not None
    written = tmp_path / "schema.graphql"
    assert run("schema", "--output", str(written)) == 0
    assert written.read_text("utf-8") == printed


def test_a_server_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("NEO4J_URI", f"bolt://127.0.0.1:{port}")
    monkeypatch.setenv("NEO4J_PASSWORD", "unused")
    assert run("load") == 1
    assert told(capsys).startswith("error: STORE_UNAVAILABLE: ")


def test_the_script_and_the_module_are_the_same() -> None:
    script = Path(sys.executable).parent / "govgraph"
    for command in ([str(script)], [sys.executable, "-m", "server"]):
        shown = subprocess.run([*command, "--version"], capture_output=True, check=True, text=True)
        assert shown.stdout.startswith("govgraph 0.")
