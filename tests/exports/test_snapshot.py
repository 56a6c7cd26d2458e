"""An export is of one version, whatever is loaded while it is read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graph.limits import Limits
from graph.service import Outcome, Service
from graph.store import Address, Store
from schema import build, model
from seed import load
from server.exports.columns import Row, columns, listings
from server.exports.order import Order
from server.exports.snapshot import ExportError, Selection, Snapshot
from tests.conftest import empty
from tests.seed.folders import FOUNDING, MODEL, copy, edit

pytestmark = pytest.mark.anyio

FEW = 100
"""Nodes a page, so that there are many pages."""


@pytest.fixture(scope="module")
async def service(address: Address, anyio_backend: str) -> AsyncIterator[Service]:
    """A service over the founding dataset."""
    async with Store(address) as store:
        await empty(store)
        await load(store, MODEL, [FOUNDING])
        yield Service(build()._schema, model(), store)


async def opened(service: Service, known_at: str | None = None) -> Snapshot:
    snapshot = await Snapshot.open(service, 60, known_at, FEW)
    assert snapshot is not None
    return snapshot


def lists() -> list[Selection]:
    """Lists of what loads change, and of what they write."""
    names = ("organizations", "awards", "statements", "integrity", "datasetVersions", "changes")
    return Order("graph", "nq", lists=names).selections()


async def rows(snapshot: Snapshot, selection: Selection) -> list[Row]:
    return [row async for page in snapshot.pages(selection) for row in page]


async def change(address: Address, tmp_path: Path) -> None:
    """Load the dataset with a level corrected and a name added."""
    folder = copy(tmp_path)
    edit(folder, "awards.tsv", "\tOUTSTANDING\t", "\tGOOD\t")
    async with Store(address) as store:
        await load(store, MODEL, [folder])


async def test_a_load_in_the_middle_tears_nothing(
    service: Service, address: Address, tmp_path: Path
) -> None:
    before = {each.root.name: await rows(await opened(service), each) for each in lists()}
    snapshot = await opened(service)
    reading = {each.root.name: snapshot.pages(each) for each in lists()}
    read = {name: list(await anext(pages)) for name, pages in reading.items()}
    assert {name for name in read if len(read[name]) < len(before[name])} >= {
        "statements",
        "changes",
    }
    await change(address, tmp_path)
    for name, pages in reading.items():
        read[name] += [row async for page in pages for row in page]
    assert read == before
    after = await rows(await opened(service), lists()[list(before).index("awards")])
    assert after != before["awards"]
    # Of that time it is the same, asked later.
    then = await opened(service, snapshot.version.loaded_at)
    assert then.version == snapshot.version
    assert {each.root.name: await rows(then, each) for each in lists()} == before


async def test_what_is_taken_away_is_not_missed_quietly(service: Service, store: Store) -> None:
    snapshot = await opened(service)
    (statements,) = Order("statements", "nq").selections()
    pages = snapshot.pages(statements)
    assert len(await anext(pages)) == FEW
    await empty(store)
    with pytest.raises(ExportError) as error:
        await anext(pages)
    await load(store, MODEL, [FOUNDING])
    assert error.value.code == "DATASET_REPLACED"


async def test_a_page_is_asked_for_when_the_one_before_is_taken(
    service: Service, store: Store
) -> None:
    """So that no more than a page is held, however slowly it is read."""
    snapshot = await opened(Service(build()._schema, model(), store))
    (statements,) = Order("statements", "nq").selections()
    pages = snapshot.pages(statements)
    for _ in range(2):
        before = store.statements
        assert len(await anext(pages)) == FEW
        assert store.statements - before == 2  # The page, and whether the version is the same.


async def test_a_relation_longer_than_its_page_is_whole(service: Service) -> None:
    """A document has more statements than come with it at once."""
    known = model()
    type, root = known.types["Document"], listings(known)["documents"]
    told = columns(known, type, ["statements"])
    found = await rows(await opened(service), Selection(root, type, told, {}))
    ids = [each["id"] for row in found for each in row["statements"]]
    (statements,) = Order("statements", "nq", fields=("document",)).selections()
    expected = {row["id"] for row in await rows(await opened(service), statements)}
    assert max(len(row["statements"]) for row in found) > 100
    assert len(ids) == len(expected)
    assert {*ids} == expected


async def test_pages_are_as_small_as_the_limits_of_operations_ask(
    service: Service, store: Store
) -> None:
    (awards,) = Order("awards", "nq").selections()
    limited = Service(build()._schema, model(), store, limits=Limits(cost=3_500))
    snapshot = await Snapshot.open(limited, 60)
    assert snapshot is not None
    pages = [page async for page in snapshot.pages(awards)]
    assert len(pages) > 1
    expected = await rows(await opened(service), awards)
    assert [row for page in pages for row in page] == expected


async def test_what_no_page_is_small_enough_for_is_refused(store: Store, service: Service) -> None:
    (awards,) = Order("awards", "nq").selections()
    limited = Service(build()._schema, model(), store, limits=Limits(cost=100))
    snapshot = await Snapshot.open(limited, 60)
    assert snapshot is not None
    with pytest.raises(ExportError) as error:
        await anext(snapshot.pages(awards))
    assert error.value.code == "LIMIT_EXCEEDED"


async def test_a_filter_that_cannot_be_is_told_of_as_in_graphql(service: Service) -> None:
    (awards,) = Order("awards", "nq", where={"yaer": {"eq": 2022}}).selections()
    with pytest.raises(ExportError, match="yaer") as error:
        await rows(await opened(service), awards)
    assert (error.value.outcome, error.value.code) == (Outcome.REQUEST_ERROR, "BAD_USER_INPUT")


async def test_nothing_was_known_before_the_first_load(service: Service) -> None:
    assert await Snapshot.open(service, 60, "2000-01-01T00:00:00Z") is None
