"""`govgraph export`: what is written where, and what it exits with."""

from __future__ import annotations

import json
import zipfile
from functools import partial
from pathlib import Path

import pandas
import pytest

from graph.store import Address
from tests.server.live import choose, command, fill


@pytest.fixture(scope="module", autouse=True)
def _data(address: Address) -> None:
    fill(address)


@pytest.fixture(autouse=True)
def _database(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(address, monkeypatch)


run = partial(command, "export")


@pytest.mark.lts
def test_a_table_and_its_description(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "awards.csv"
    assert run("awards", "--where", '{"year": {"eq": 2022}}', "--out", str(out)) == 0
    shown = capsys.readouterr()
    table = pandas.read_csv(out)
    assert f"Exported {len(table)} nodes to {out}." in shown.err
    assert shown.out == ""
    assert set(table["year"]) == {2022}
    described = json.loads((tmp_path / "awards.csv-metadata.json").read_text("utf-8"))
    assert described["url"] == "awards.csv"
    assert described["notes"][0]["where"] == {"year": {"eq": 2022}}
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "awards.csv",
        "awards.csv-metadata.json",
    ]


def test_lines_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    arguments = ("--format", "jsonl", "--fields", "nameTh", "--order-by", '[{"nameTh": "ASC"}]')
    assert run("provinces", *arguments) == 0
    rows = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert len(rows) == 77
    assert rows[0]["nameTh"] == "กระบี่"


def test_an_archive(tmp_path: Path) -> None:
    out = tmp_path / "some.zip"
    assert run("dataset", "--lists", "provinces", "--out", str(out)) == 0
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        assert {"manifest.json", "provinces.csv", "graph.graphml", "shapes.ttl"} <= {
            *archive.namelist()
        }


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("award", "--format", "csv"), "awards"),
        (("awards",), "--format"),
        (("awards", "--format", "xlsx"), "csv"),
        (("awards", "--format", "zip"), "csv"),
        (("awards", "--out", "awards.zip"), "csv"),
        (("dataset", "--format", "csv"), "zip"),
        (("awards", "--format", "csv", "--where", "{"), "where"),
        (("awards", "--format", "csv", "--where", '{"yaer": {}}'), "yaer"),
        (("awards", "--format", "csv", "--as-of", "soon"), "soon"),
        (("awards", "--format", "csv", "--known-at", "2000-01-01T00:00:00Z"), "2000"),
        (("awards", "--out", "no/such/folder/awards.csv"), "no/such/folder"),
    ],
)
def test_wrong_use(
    arguments: tuple[str, ...],
    word: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert word in shown.err
    assert not list(tmp_path.iterdir())


def test_what_was_there_stays_when_an_export_fails(tmp_path: Path) -> None:
    out = tmp_path / "awards.csv"
    out.write_text("before")
    assert run("awards", "--out", str(out), "--where", '{"yaer": {}}') == 2
    assert [each.name for each in tmp_path.iterdir()] == ["awards.csv"]
    assert out.read_text() == "before"
