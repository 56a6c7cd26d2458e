"""What `serve` loads into the local engine, and what it leaves alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import pytest

from graph.store import Address, Store
from schema import model
from seed import DEFAULT_FOLDERS, load, read
from server.loading import fill
from tests.conftest import empty
from tests.seed.folders import FOUNDING, copy, edit

MOST_SECONDS = 60.0
"""A load takes three; many times that on a machine that does other work beside."""


def put(address: Address, folders: Sequence[Path], *, shipped: bool | None = False) -> None:
    """Make the database hold these datasets alone; ``shipped`` None as an early release did."""

    async def work() -> None:
        async with Store(address) as store:
            await empty(store)
            await load(store, model(), folders, shipped=bool(shipped))
            if shipped is None:
                await store.execute("MATCH (v:DatasetVersion) REMOVE v.shipped")

    asyncio.run(work())


def held(address: Address) -> list[object]:
    """The name and checksum of the newest version, and how many organizations there are."""

    async def work() -> list[object]:
        async with Store(address) as store:
            [row] = await store.read(
                "MATCH (v:DatasetVersion) WITH v ORDER BY v.number DESC LIMIT 1 "
                "RETURN v.name, v.checksum, COUNT { (:Organization) } AS n",
                {},
            )
            return row

    return asyncio.run(work())


@pytest.mark.parametrize("shipped", [True, None])
def test_what_an_earlier_version_shipped_is_completed(
    address: Address, shipped: bool | None
) -> None:
    put(address, [FOUNDING], shipped=shipped)
    begun = monotonic()
    fill(address)
    assert monotonic() - begun < MOST_SECONDS
    content = read(model(), DEFAULT_FOLDERS)
    assert held(address) == [content.name, content.checksum(), 444]


def test_the_data_of_others_is_left_alone(
    address: Address, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where it is a changed copy of what is shipped: it was loaded on purpose."""
    folder = copy(tmp_path)
    edit(folder, "awards.tsv", "\tOUTSTANDING\t", "\tGOOD\t")
    put(address, [folder])
    before = held(address)
    fill(address)
    assert held(address) == before
    said = capsys.readouterr().err
    assert "Serving the dataset that is there: provinces, lertrat-2022-msdhs, version 1." in said
    assert "`govgraph load` brings the shipped one." in said
