"""Explanations: who asked for what, what the database does, and what was kept."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest
from graphql import OperationDefinitionNode, parse
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import graph.operation
import graph.service
import schema
from graph.askers import Step, steps, uses
from graph.cost import HIGHEST
from graph.errors import StoreError, StoreTimeout
from graph.explaining import Explanation, explain
from graph.limits import Limits
from graph.model import Model
from graph.operation import RequestError
from graph.operators import Explain
from graph.recent import Recent, Usage
from graph.service import Service
from graph.statistics import Phase
from tests.compiler.conftest import World
from tests.compiler.operations import operations
from tests.compiler.plain import Memory
from tests.compiler.world import make_node

pytestmark = [pytest.mark.anyio, pytest.mark.lts]

SCHEMA = schema.build()._schema

MINISTRIES = """query Ministries($n: Int) {
  list: organizations(where: {kind: {eq: MINISTRY}}, first: $n) {
    totalCount
    pageInfo { hasNextPage }
    nodes { id name: nameTh nameTh ministry { nameTh } children { nodes { id } } }
    edges { cursor node { id } }
  }
  node(id: "org:01") { __typename ... on Award { year } ... on Organization { nameTh } }
  __typename
}"""


def compiler() -> Service:
    return Service(SCHEMA, schema.model(), None, limits=Limits(cost=HIGHEST))


def plan_of(query: str, variables: Mapping[str, Any] | None = None) -> tuple[Step, ...]:
    return steps(compiler().prepare(query, variables).compiled.plan)


def loose_nodes(model: Model) -> Memory:
    """Nodes of every type, without a store and without relationships."""
    rng = random.Random(3)
    types = model.types.values()
    return Memory(model, [(["Node", each.label], make_node(rng, each, 1)) for each in types], [])


def every(found: tuple[Step, ...]) -> Iterator[Step]:
    for step in found:
        yield from step


def test_each_step_names_the_fields_that_asked_for_it() -> None:
    asked = {step.text: step.askers for step in every(plan_of(MINISTRIES))}
    page = "page of all Organization where kind eq p0 by id ASC first p1"
    assert asked[page] == ("list.pageInfo.hasNextPage", "list.nodes", "list.edges")
    count = "count of all Organization where kind eq p0 unless known by m1"
    assert asked[count] == ("list.totalCount",)
    assert asked["follow ministry -> Organization"] == ("list.nodes.ministry",)
    assert asked["on Award"] == ("node.year",)
    assert asked["find Node by p3"] == ("node",)


def test_a_property_read_once_names_all_its_fields() -> None:
    page, *_ = plan_of(MINISTRIES)
    read = {step.text: step.askers for step in page.steps}
    assert read["read id"] == ("list.nodes.id", "list.edges.cursor", "list.edges.node.id")
    assert read["read nameTh"] == ("list.nodes.name", "list.nodes.nameTh")


def test_parameters_name_their_argument_and_field() -> None:
    found = uses(compiler().prepare(MINISTRIES).compiled.plan)
    assert [(use.name, use.argument, use.askers) for use in found] == [
        ("p0", "where.kind.eq", ("list",)),
        ("p1", "first", ("list",)),
        ("p2", "first", ("list.nodes.children",)),
        ("p3", "id", ("node",)),
    ]


def test_groups_and_their_measures_name_their_fields() -> None:
    found = plan_of("""{ awards {
      aggregate { count year { min } }
      by: groups(by: [YEAR, LEVEL, EDITION]) {
        count key { year edition { id } } aggregate { n: count year { max } }
      }
    } }""")
    assert [(step.text, step.askers) for each in found for step in each.steps] == [
        ("count()", ("awards.aggregate.count",)),
        ("min(year)", ("awards.aggregate.year.min",)),
        ("by year", ("awards.by.key.year",)),
        ("by level", ("awards.by",)),
        ("by edition", ("awards.by.key.edition",)),
        ("count()", ("awards.by.count", "awards.by.aggregate.n")),
        ("max(year)", ("awards.by.aggregate.year.max",)),
    ]
    assert found[1].steps[2].steps[0].askers == ("awards.by.key.edition.id",)


def response_paths(query: str) -> set[str]:
    """The paths of all fields that are written out in an operation."""
    (operation,) = (
        each for each in parse(query).definitions if isinstance(each, OperationDefinitionNode)
    )

    def walk(node: Any, path: tuple[str, ...]) -> Iterator[str]:
        for each in node.selection_set.selections if node.selection_set else ():
            if each.kind == "field":
                inner = (*path, (each.alias or each.name).value)
                yield ".".join(inner)
                yield from walk(each, inner)
            else:
                yield from walk(each, path)

    return set(walk(operation, ()))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_step_is_unasked_for(data: st.DataObject) -> None:
    service = compiler()
    query, variables = data.draw(operations(SCHEMA, loose_nodes(schema.model())))
    try:
        plan = service.prepare(query, variables).compiled.plan
    except RequestError:
        assume(False)
        raise
    found = list(every(steps(plan)))
    assert len(found) >= len(plan.columns)
    assert all(step.askers for step in found)
    assert [use.askers for use in uses(plan) if not use.askers] == []
    if "fragment" not in query:
        assert {asker for step in found for asker in step.askers} <= response_paths(query)


async def explained(world: World, query: str, **given: Any) -> Explanation:
    return await explain(world.service, world.store, query, **given)


async def test_the_plan_of_the_database(world: World) -> None:
    found = await explained(world, MINISTRIES)
    assert found.statements == 1
    assert found.database is not None
    assert found.database.plan.root.name == "ProduceResults"
    assert found.database.plan.root.total_hits() is None
    assert found.database.ran is None
    assert {step.rows for step in found.database.plan.root} == {None}
    assert sum(step.estimated_rows for step in found.database.plan.root) > 0
    assert found.database.plan.server.startswith("Neo4j/")
    assert set(found.durations) == set(Phase) - {Phase.ASSEMBLE}  # nothing was answered


async def test_a_profile_counts_rows_and_hits(world: World) -> None:
    found = await explained(world, "{ organizations { nodes { id nameTh } } }", profile=True)
    assert found.database is not None
    assert found.database.ran is not None
    answer = orjson.loads((await world.service.execute("{ organizations { totalCount } }")).body)
    read = answer["data"]["organizations"]["totalCount"]
    rows = [step.rows for step in found.database.plan.root]
    assert read in rows
    hits = found.database.plan.root.total_hits()
    assert hits is not None
    assert hits >= read
    assert sum(step.hits or 0 for step in found.database.plan.root) == hits


async def test_what_was_kept_is_said(world: World) -> None:
    query = "query NeverSeen { provinces { nodes { nameEn } } }"
    assert not (await explained(world, query)).was_cached
    assert (await explained(world, query)).was_cached
    assert (await explained(world, query)).as_dict()["cached"] is True


async def test_as_json(world: World) -> None:
    found = await explained(world, MINISTRIES, variables={"n": 3}, profile=True)
    content = orjson.loads(orjson.dumps(found.as_dict()))
    assert content["plan"][0]["askers"] == list(found.steps[0].askers)
    assert {each["name"]: each["value"] for each in content["parameters"]}["p1"] == 4
    assert content["database"]["operators"]["name"] == "ProduceResults"
    assert content["database"]["milliseconds"]["plannedAnew"] > 0
    assert "RETURN" in content["statement"]


async def test_what_the_schema_answers_asks_the_database_nothing(world: World) -> None:
    before = world.store.statements
    found = await explained(world, "{ __typename __schema { queryType { name } } }")
    assert (found.statements, found.database, found.steps) == (0, None, ())
    assert world.store.statements == before


async def test_a_request_that_cannot_be_run(world: World) -> None:
    before = world.store.statements
    with pytest.raises(RequestError) as refused:
        await explained(world, "{ organizations(first: 5000) { nodes { id } } }")
    (error,) = refused.value.formatted()
    assert "out of range" in error["message"]
    assert error["locations"] == [{"line": 1, "column": 3}]
    assert world.store.statements == before


@pytest.mark.parametrize("how", Explain)
async def test_explaining_does_not_write(world: World, how: Explain) -> None:
    with suppress(StoreError):  # a plan alone may be told
        await world.store.explain("CREATE (n:Never) RETURN n", {}, how)
        assert how is not Explain.PROFILE
    assert await world.store.read("MATCH (n:Never) RETURN count(n)", {}) == [[0]]


async def test_a_profile_ends_in_time(world: World) -> None:
    endless = "UNWIND range(1, 1000000000) AS i RETURN count(i % 7)"
    with pytest.raises(StoreTimeout):
        await world.store.explain(endless, {}, Explain.PROFILE, timeout=0.3)


# What was kept, and how often


def test_statistics_count_hits_and_misses() -> None:
    service = compiler()
    query = "query ($n: Int, $w: AwardFilter) { awards(first: $n, where: $w) { totalCount } }"
    for n in range(3):
        service.prepare(query, {"n": n})
    service.prepare(query, {"w": {"year": {"eq": 2022}}})
    found = service.statistics
    assert (found.documents.hits, found.documents.misses) == (3, 1)
    assert (found.plans.hits, found.plans.misses, found.plans.entries) == (2, 2, 2)
    assert {phase: times.count for phase, times in found.times.items()} == {
        Phase.PARSE: 1,
        Phase.VALIDATE: 1,
        Phase.PLAN: 2,
        Phase.RENDER: 2,
        Phase.ASSEMBLE: 0,  # nothing was answered
    }
    for times in found.times.values():
        assert times.count == 0 or 0 < times.longest <= times.total


def test_a_text_that_is_wrong_is_counted_and_not_kept() -> None:
    service = compiler()
    for query in ("{", "{ nothing }"):
        with pytest.raises(RequestError):
            service.prepare(query)
    found = service.statistics
    assert (found.documents.misses, found.documents.entries) == (2, 0)
    assert (found.times[Phase.PARSE].count, found.times[Phase.VALIDATE].count) == (2, 1)


def test_documents_leave_with_their_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.service, "MAX_DOCUMENTS", 2)
    service = compiler()
    for name in "ABC":
        service.prepare(f"query {name} {{ awards {{ totalCount }} }}")
    found = service.statistics
    assert (found.documents.entries, found.documents.evictions) == (2, 1)
    assert (found.plans.entries, found.plans.evictions) == (2, 1)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    query = "query {} {{ awards {{ totalCount }} }}"
    probe = compiler()
    probe.prepare(query.format("A"))
    one = probe.statistics.documents.size
    assert one > probe.statistics.plans.size > 0
    monkeypatch.setattr(graph.service, "MAX_BYTES", 5 * one)
    service = compiler()
    for i in range(9):
        service.prepare(query.format(chr(ord("A") + i)))
        assert service.statistics.documents.size <= 5 * one
    assert service.statistics.documents.entries == 5
    service.prepare(query.format("J" * len(query) * 100))
    found = service.statistics
    assert (found.documents.entries, found.documents.size) == (0, 0)
    assert (found.plans.entries, found.plans.size) == (0, 0)


def test_many_shapes_of_one_document_do_not_count_forever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(graph.operation, "MAX_PLANS", 3)
    service = compiler()
    query = "query ($w: AwardFilter) { awards(where: $w) { totalCount } }"
    sizes = []
    for n in range(1, 9):
        service.prepare(query, {"w": {"and": [{"year": {"gt": 2000}}] * n}})
        sizes.append(service.statistics.documents.size)
    assert service.statistics.plans.entries == 3
    assert service.statistics.plans.evictions == 5
    assert sizes[-1] < 2 * sizes[2]


def test_the_least_recently_used_leaves_first() -> None:
    gone: list[str] = []
    cache: Recent[str, str] = Recent(2, usage=Usage(), on_leave=gone.append)
    cache.keep("a", "A")
    cache.keep("b", "B")
    assert cache.recall("a") == "A"
    cache.keep("c", "C")
    assert gone == ["B"]
    assert cache.recall("b") is None
    assert (cache.usage.hits, cache.usage.misses, cache.usage.evictions) == (1, 1, 1)


CASES = sorted((Path(__file__).parent / "cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_every_case_is_explained(case: Path) -> None:
    variables = case / "variables.json"
    given = json.loads(variables.read_text("utf-8")) if variables.exists() else {}
    found = plan_of((case / "operation.graphql").read_text("utf-8"), given)
    assert found
    for step in every(found):
        assert step.askers, step.text


def test_a_search_is_explained() -> None:
    query = """{
      search(text: "x") { score matched highlights { start end } node { id } }
      suggest(text: "x") { matched highlights { start } }
    }"""
    search, suggest = plan_of(query)
    score, names, node = search.steps
    assert score.askers == ("search.score",)
    assert names.askers == ("search.matched", "search.highlights")
    assert {step.askers for step in node.steps} == {("search.node.id",)}
    asked = ("suggest.matched", "suggest.highlights")
    assert [step.askers for step in suggest.steps] == [("suggest",), asked]
