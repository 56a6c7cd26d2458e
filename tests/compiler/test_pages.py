"""Pages by cursor: every order, every page size, and changes between pages."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph import cursor
from graph.explaining import explain
from graph.service import Outcome
from tests.compiler.conftest import World

pytestmark = [pytest.mark.anyio, pytest.mark.lts]

ORDERS = [
    "[]",
    "[{id: DESC}]",
    "[{year: DESC}]",
    "[{year: ASC}]",
    "[{year: DESC}, {id: ASC}]",
    "[{level: ASC}]",
    "[{level: DESC}, {year: ASC}]",
    "[{levelAbsence: DESC}, {projectAbsence: ASC}, {yearBe: DESC}]",
]


async def ask(world: World, query: str, **variables: Any) -> Any:
    answer = await world.service.execute(query, variables)
    found = json.loads(answer.body)
    assert "errors" not in found, found
    return found["data"]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 4])
async def test_pages_make_up_the_list(world: World, order: str, size: int) -> None:
    pages = f"""query ($after: String) {{ awards(first: {size}, orderBy: {order}, after: $after) {{
        edges {{ cursor node {{ id }} }}
        pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
    whole = await ask(world, f"{{ awards(first: 1000, orderBy: {order}) {{ nodes {{ id }} }} }}")
    found: list[str] = []
    after = None
    while True:
        page = (await ask(world, pages, after=after))["awards"]
        info, edges = page["pageInfo"], page["edges"]
        assert info["hasPreviousPage"] is (after is not None)
        assert info["startCursor"] == edges[0]["cursor"]
        assert info["endCursor"] == edges[-1]["cursor"]
        found += [edge["node"]["id"] for edge in edges]
        if not info["hasNextPage"]:
            break
        after = info["endCursor"]
    assert found == [node["id"] for node in whole["awards"]["nodes"]]
    assert len(found) == 9


async def test_a_page_that_ends_within_a_year_begins_no_other(world: World) -> None:
    query = """query ($after: String) {
        awards(first: 1, orderBy: [{year: ASC}], after: $after) { nodes { id } } }"""
    whole = "{ awards(first: 1000, orderBy: [{year: ASC}]) { edges { cursor node { year } } } }"
    edges = (await ask(world, whole))["awards"]["edges"]
    years = [edge["node"]["year"] for edge in edges]
    for edge, year, next_year in zip(edges, years, years[1:], strict=False):
        asked = {"after": edge["cursor"]}
        found = await explain(world.service, world.store, query, asked, profile=True)
        assert found.database is not None
        walks = [step.hits for step in found.database.plan.root if step.name.startswith("Node")]
        assert len(walks) == 2
        assert (0 in walks) is (year == next_year)
    assert 1 < len(set(years)) < len(years)


@pytest.mark.parametrize("order", ORDERS)
async def test_pages_backward_make_up_the_list(world: World, order: str) -> None:
    pages = f"""query ($before: String) {{ awards(last: 4, orderBy: {order}, before: $before) {{
        nodes {{ id }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
    whole = await ask(world, f"{{ awards(orderBy: {order}) {{ nodes {{ id }} }} }}")
    found: list[Any] = []
    before = None
    while True:
        page = (await ask(world, pages, before=before))["awards"]
        info = page["pageInfo"]
        assert info["hasNextPage"] is (before is not None)
        found = page["nodes"] + found
        if not info["hasPreviousPage"]:
            break
        before = info["startCursor"]
    assert found == whole["awards"]["nodes"]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("side", ["first", "last"])
async def test_a_page_between_two_cursors(world: World, order: str, side: str) -> None:
    edges = (
        await ask(world, f"{{ awards(orderBy: {order}) {{ edges {{ cursor node {{ id }} }} }} }}")
    )["awards"]["edges"]
    query = f"""query ($a: String, $b: String) {{
        awards({side}: 3, orderBy: {order}, after: $a, before: $b) {{
          nodes {{ id }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}"""
    page = (await ask(world, query, a=edges[1]["cursor"], b=edges[7]["cursor"]))["awards"]
    expected = edges[2:5] if side == "first" else edges[4:7]
    assert page["nodes"] == [edge["node"] for edge in expected]
    assert page["pageInfo"] == {"hasNextPage": True, "hasPreviousPage": True}


async def test_first_with_last_is_refused(world: World) -> None:
    answer = await world.service.execute("{ awards(first: 1, last: 1) { nodes { id } } }")
    (error,) = json.loads(answer.body)["errors"]
    assert "not both" in error["message"]


@pytest.fixture
async def laden(world: World) -> AsyncIterator[str]:
    """An organization with awards for some pages, however many the made-up ones come to have."""
    (organization, *_) = (await ask(world, "{ organizations { nodes { id } } }"))["organizations"][
        "nodes"
    ]
    add = """MATCH (o:Node {id: $id}), (a:Award) WITH o, a ORDER BY a.id LIMIT 3
        CREATE (added:Node:Award)-[:WON_BY]->(o)
        SET added = properties(a), added.id = a.id + $mark"""
    added = {"id": organization["id"], "mark": "-added"}
    await world.store.write(lambda run: run(add, added))
    yield organization["id"]
    remove = "MATCH (a:Award) WHERE a.id ENDS WITH $mark DETACH DELETE a"
    await world.store.write(lambda run: run(remove, added))


@pytest.mark.parametrize("order", ORDERS)
async def test_nested_pages(world: World, laden: str, order: str) -> None:
    nested = """query ($id: ID!, $after: String, $first: Int) { organization(id: $id) {
        awardsUnder(first: $first, orderBy: ORDER, after: $after) {
          nodes { id } totalCount pageInfo { endCursor hasNextPage } } } }""".replace(
        "ORDER", order
    )
    whole = (await ask(world, nested, id=laden, first=1000))["organization"]["awardsUnder"]
    assert whole["totalCount"] == len(whole["nodes"]) > 2
    found: list[Any] = []
    after = None
    for _ in whole["nodes"]:
        page = (await ask(world, nested, id=laden, first=1, after=after))["organization"][
            "awardsUnder"
        ]
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
    assert found == whole["nodes"]
    assert not page["pageInfo"]["hasNextPage"]


async def test_a_page_is_stable_when_rows_come_and_go(world: World) -> None:
    query = """query ($after: String) { projects(first: 3, after: $after) {
        nodes { id } pageInfo { endCursor } } }"""
    first = (await ask(world, query))["projects"]
    gone = first["nodes"][1]["id"]
    properties = (
        await world.store.read("MATCH (n:Node {id: $i}) RETURN properties(n)", {"i": gone})
    )[0][0]
    await world.store.write(lambda run: run("MATCH (n:Node {id: $i}) DETACH DELETE n", {"i": gone}))
    added = {"id": f"{first['nodes'][0]['id']}-new", "nameTh": "ใหม่"}
    insert = "CREATE (n:Node:Project) SET n = $p"
    await world.store.write(lambda run: run(insert, {"p": added}))
    try:
        second = (await ask(world, query, after=first["pageInfo"]["endCursor"]))["projects"]
    finally:
        await world.store.write(lambda run: run(insert, {"p": properties}))
        await world.store.write(
            lambda run: run("MATCH (n:Node {id: $i}) DETACH DELETE n", {"i": added["id"]})
        )
    everyone = (await ask(world, "{ projects { nodes { id } } }"))["projects"]["nodes"]
    assert second["nodes"] == everyone[3:6]


@pytest.mark.parametrize(
    ("after", "hint"),
    [
        ("", "not a cursor of ours"),
        ("nonsense", "not a cursor of ours"),
        ("ทดสอบ", "not a cursor of ours"),
        (cursor.encode(cursor.signature("id ASC"), ["x"])[:-4] + "AAAA", "not a cursor of ours"),
        (cursor.encode(cursor.signature("year DESC,id DESC"), [1, "x"]), "another order"),
    ],
)
async def test_a_bad_cursor_is_refused(world: World, after: str, hint: str) -> None:
    answer = await world.service.execute(
        "query ($c: String) { awards(after: $c) { nodes { id } } }", {"c": after}
    )
    assert answer.outcome is Outcome.REQUEST_ERROR
    (error,) = json.loads(answer.body)["errors"]
    assert hint in error["message"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["locations"] == [{"line": 1, "column": 22}]


@pytest.mark.parametrize("first", [-1, 1001, 2147483647])
@pytest.mark.parametrize("inline", [True, False])
async def test_first_out_of_range_is_refused(world: World, first: int, inline: bool) -> None:
    query = "query ($n: Int) { awards(first: %s) { nodes { id } } }"
    query = query % (first if inline else "$n")
    query = query.replace("($n: Int) ", "") if inline else query
    answer = await world.service.execute(query, {} if inline else {"n": first})
    assert answer.outcome is Outcome.REQUEST_ERROR
    (error,) = json.loads(answer.body)["errors"]
    assert error["message"].startswith("awards(first:): ")
    assert "0 to 1000" in error["message"]


async def test_first_is_checked_where_only_the_count_is_asked(world: World) -> None:
    answer = await world.service.execute("{ provinces(first: -1) { totalCount } }")
    (error,) = json.loads(answer.body)["errors"]
    assert "0 to 1000" in error["message"]


@pytest.mark.parametrize("depth", [-3, 0, 17])
async def test_depth_out_of_range_is_refused(world: World, depth: int) -> None:
    query = "query ($d: Int) { organization(id: 1) { descendants(maxDepth: $d) { nodes { id } } } }"
    answer = await world.service.execute(query, {"d": depth})
    (error,) = json.loads(answer.body)["errors"]
    assert "give 1 to 16" in error["message"]
