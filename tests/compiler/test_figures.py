"""Figures that are remembered: as long as they hold, and no longer."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph.figures import BYTES_PER_CHARACTER, MAX_BYTES, Figure, Figures
from graph.store import Address, Store
from tests.compiler.conftest import World, open_world

pytestmark = [pytest.mark.anyio, pytest.mark.lts]

QUERY = """query ($year: Int!, $first: Int) {
  awards(where: {year: {gte: $year}}, first: $first) { totalCount nodes { id } }
}"""

FIGURES = """query ($year: Int!, $most: Int) {
  awards(where: {year: {gte: $year}}) {
    aggregate { count year { min max } }
    groups(by: [MINISTRIES, YEAR], first: $most) {
      key { ministries { id awards(first: 1) { totalCount } } year }
      count
    }
  }
}"""

CHANGED = "MATCH (a:Award) SET a.year = 1999"


@pytest.fixture
async def own(address: Address) -> AsyncIterator[World]:
    """A world of one's own, which is changed."""
    async with Store(address) as store:
        yield await open_world(store, damaged=False)


async def count(world: World, year: int = 2018, first: int = 2) -> Any:
    before = world.store.statements
    answer = await world.service.execute(QUERY, {"year": year, "first": first})
    assert world.store.statements == before + 1
    return json.loads(answer.body)["data"]["awards"]["totalCount"]


async def test_a_count_is_remembered_for_every_page_of_its_list(own: World) -> None:
    assert await count(own) == 9
    await own.store.execute(CHANGED)  # a change that shows in no state: it is not counted again
    assert await count(own) == 9
    assert await count(own, first=5) == 9
    assert await count(own, year=2000) == 0


async def test_a_new_version_is_counted_again(own: World) -> None:
    assert await count(own) == 9
    await own.store.execute(CHANGED)
    await own.store.execute(
        "MATCH (v:DatasetVersion) WITH v ORDER BY v.number DESC LIMIT 1 SET v.number = v.number + 1"
    )
    assert await count(own) == 0


async def test_what_comes_or_goes_is_counted(own: World) -> None:
    assert await count(own) == 9
    await own.store.execute("CREATE (:Node:Award {id: 'award:new', year: 2022})")
    assert await count(own) == 10
    await own.store.execute("MATCH (a:Award {id: 'award:new'}) DELETE a")
    assert await count(own) == 9


async def test_without_versions_everything_is_counted(own: World) -> None:
    await own.store.execute("MATCH (v:DatasetVersion) DETACH DELETE v")
    assert await count(own) == 9
    await own.store.execute(CHANGED)
    assert await count(own) == 0


async def test_a_damaged_version_is_none(own: World) -> None:
    await own.store.execute("MATCH (v:DatasetVersion) REMOVE v.number")
    assert await count(own) == 9
    await own.store.execute(CHANGED)
    assert await count(own) == 0


async def figures(world: World, year: int = 2018, most: int = 3) -> Any:
    before = world.store.statements
    answer = await world.service.execute(FIGURES, {"year": year, "most": most})
    assert world.store.statements == before + 1
    return json.loads(answer.body)["data"]["awards"]


async def test_aggregates_and_groups_are_remembered_alike(own: World) -> None:
    first = await figures(own)
    assert first["aggregate"]["count"] == 9
    assert len(first["groups"]) == 3
    assert await figures(own) == first
    await own.store.execute(CHANGED)
    assert await figures(own) == first
    assert len((await figures(own, most=2))["groups"]) == 0  # other arguments are read anew
    await own.store.execute("CREATE (:Node:Award {id: 'award:new', year: 2030})")
    assert await figures(own) == {
        "aggregate": {"count": 1, "year": {"min": 2030, "max": 2030}},
        "groups": [{"key": {"ministries": None, "year": 2030}, "count": 1}],
    }


async def test_whether_awards_lack_a_ministry_is_remembered_for_all_groups(own: World) -> None:
    """It is found once for a state of the graph, whatever is asked; then it is not looked for."""
    path = "(a)-[:WON_BY]->()-[:PART_OF*0..16]->(:Ministry)"
    await own.store.execute(f"MATCH (a:Award) WHERE NOT EXISTS {{ {path} }} DETACH DELETE a")

    async def without(most: int) -> int:
        groups = (await figures(own, year=2000, most=most))["groups"]
        return sum(group["count"] for group in groups if group["key"]["ministries"] is None)

    assert await without(50) == 0
    await own.store.execute(
        "MATCH (a:Award)-[r:WON_BY]->(o) WITH a, collect(r) AS all LIMIT 1 "
        "FOREACH (r IN all | DELETE r) FOREACH (r IN all | CREATE (a)-[:LOST]->(a))"
    )  # as many nodes and relationships as before
    assert await without(49) == 0
    await own.store.execute(
        "MATCH (v:DatasetVersion) WITH v ORDER BY v.number DESC LIMIT 1 SET v.number = v.number + 1"
    )
    assert await without(48) == 1


def test_what_is_remembered_is_bounded() -> None:
    kept = Figures()
    asked = [Figure(0, "MATCH (n) WHERE n.id = $p0 RETURN n", ("p0",), is_told=False)]
    large = "x" * (MAX_BYTES // BYTES_PER_CHARACTER // 2 - 1000)
    for number in (1, 2):
        kept.complete([large, "state"], kept.recall(asked, {"p0": number}))
        assert kept.recall(asked, {"p0": number}).told == {"m0": "state"}
    kept.complete([large, "state"], kept.recall(asked, {"p0": 3}))
    assert kept.recall(asked, {"p0": 1}).told == {"m0": None}
    kept.complete([large * 3, "state"], kept.recall(asked, {"p0": 4}))
    assert kept.recall(asked, {"p0": 4}).told == {"m0": None}
