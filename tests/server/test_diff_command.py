"""`govgraph diff`: what is printed, and what it exits with."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from pathlib import Path

import pytest

from graph.store import Address, Store
from seed import load
from server import comparing
from tests.conftest import empty
from tests.seed.folders import FOUNDING, MODEL, copy, edit
from tests.server.live import choose, command

pytestmark = pytest.mark.lts

AWARD = "award:lertrat-2022/effective-change/psdho-kanchanaburi"


@pytest.fixture(scope="module", autouse=True)
def _data(address: Address, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The founding dataset; one level corrected, one English name added; all as at first."""
    folder = copy(tmp_path_factory.mktemp("data"))
    edit(folder, "awards.tsv", "\tOUTSTANDING\t", "\tGOOD\t")
    edit(
        folder,
        "organizations.tsv",
        "org:msdhs-dcy\tnameTh",
        "org:msdhs-dcy\tnameEn\tChildren and Youth\tdoc:thaigov-59151\tinferred:name-expansion"
        "\norg:msdhs-dcy\tnameTh",
    )
    asyncio.run(_load(address, [FOUNDING, folder, FOUNDING]))


async def _load(address: Address, folders: list[Path]) -> None:
    async with Store(address) as store:
        await empty(store)
        for folder in folders:
            await load(store, MODEL, [folder])


@pytest.fixture(autouse=True)
def _database(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(address, monkeypatch)


run = partial(command, "diff")


def test_what_a_load_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("1", "2") == 0
    old, new, *lines, counts = capsys.readouterr().out.splitlines()
    assert old.startswith("--- version 1 20")
    assert new.startswith("+++ version 2 20")
    assert lines == [
        f"~ {AWARD} level OUTSTANDING → GOOD",
        "+ org:msdhs-dcy nameEn Children and Youth  doc:thaigov-59151  inferred:name-expansion",
    ]
    assert counts == "1 added, 1 changed, 0 withdrawn."


def test_the_other_way_round(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("2", "1") == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"~ {AWARD} level GOOD → OUTSTANDING" in lines
    assert lines[-1] == "0 added, 1 changed, 1 withdrawn."


def test_there_and_back_differs_in_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for versions in (("1", "3"), ("2", "2")):
        assert run(*versions) == 0
        assert capsys.readouterr().out.splitlines()[-1] == "Nothing differs."


def test_everything_since_the_start_as_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "PAGE", 100)
    assert run("0", "3", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["from"]["number"], found["to"]["number"]) == (0, 3)
    assert {change["kind"] for change in found["changes"]} == {"ADDED"}
    assert len(found["changes"]) > 500  # pages of them
    told = {(each["after"]["subject"], each["after"]["predicate"]) for each in found["changes"]}
    assert (AWARD, "level") in told
    assert ("doc:thaigov-59151", "title") in told


def test_a_version_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("1", "9") == 2
    assert "there is no dataset version 9; give one of 1, 2, 3" in capsys.readouterr().err
