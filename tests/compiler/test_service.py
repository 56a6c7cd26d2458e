"""The service: one statement, plans kept by shape, errors with codes."""

from __future__ import annotations

import json
from typing import Any

import pytest

import schema
from graph.service import Outcome, Service
from graph.store import Address, Store
from tests.compiler.conftest import World

pytestmark = [pytest.mark.anyio, pytest.mark.lts]

FIVE_ROOTS = """{
  organizations(orderBy: [{nameTh: ASC}]) { nodes { nameTh
    children { nodes { nameTh
      awards { edges { cursor node { year
        category { nameTh parent { nameTh
          awards { nodes { id winners { nodes { id } } } } } } } } } } } } }
  provinces { totalCount nodes { seats { totalCount } } }
  awards(where: {winners: {some: {kind: {in: [MINISTRY, DEPARTMENT]}}}}) { nodes { id } }
  node(id: "org:01") { __typename ... on Organization { ancestors { nodes { id } } } }
  dataset { number }
  __schema { queryType { name } }
  __typename
}"""


async def test_five_roots_and_six_levels_are_one_statement(world: World) -> None:
    before = world.store.statements
    answer = await world.service.execute(FIVE_ROOTS)
    assert world.store.statements - before == 1
    assert json.loads(answer.body)["data"]["__schema"] == {"queryType": {"name": "Query"}}


async def test_introspection_alone_asks_nothing(world: World) -> None:
    before = world.store.statements
    query = "query ($n: String!) { __type(name: $n) { name kind } t: __typename }"
    answer = await world.service.execute(query, {"n": "Award"})
    assert world.store.statements == before
    expected = {"data": {"__type": {"name": "Award", "kind": "OBJECT"}, "t": "Query"}}
    assert json.loads(answer.body) == expected


def texts(query: str, *requests: dict[str, Any]) -> set[str]:
    """The statements of a query for several sets of variables."""
    service = Service(schema.build()._schema, schema.model(), None)
    operation = service.operation(query, None)
    return {operation.compiled(operation.variables(each)).statement for each in requests}


def test_values_do_not_change_the_text() -> None:
    query = """query ($id: ID!, $n: Int, $k: OrganizationKind, $w: AwardFilter) {
      organization(id: $id) { children(first: $n, where: {kind: {eq: $k}}) { nodes { id
        awards(where: $w) { nodes { id } } } } } }"""
    requests: list[dict[str, Any]] = [
        {"id": "a", "n": 5, "k": "MINISTRY", "w": {"year": {"in": [1, 2]}}},
        {"id": "b", "n": 50, "k": "AGENCY", "w": {"year": {"in": []}}},
    ]
    assert len(texts(query, *requests)) == 1
    inline = [f'{{ organization(id: "{i}") {{ nameTh }} }}' for i in ("x", "y")]
    assert len({text for each in inline for text in texts(each, {})}) == 1


def test_shapes_change_the_text() -> None:
    query = """query ($w: AwardFilter, $o: [AwardOrder!], $c: String, $d: Int, $s: Boolean!) {
      awards(where: $w, orderBy: $o, after: $c) { nodes { id year @skip(if: $s) } }
      organization(id: "a") { ancestors(maxDepth: $d) { nodes { id } } } }"""
    plain: dict[str, Any] = {"s": False}
    after = {**plain, "c": "x"}
    requests: list[dict[str, Any]] = [
        plain,
        {"s": True},
        {**plain, "w": {"level": {"eq": None}}},
        {**plain, "w": {"level": {"eq": "GOOD"}}},
        {**plain, "w": {"winners": {"some": {}}}},
        {**plain, "o": [{"year": "ASC"}]},
        {**plain, "o": [{"year": "DESC"}]},
        {**plain, "d": 2},
        {**plain, "d": 3},
        after,
    ]
    assert len(texts(query, *requests)) == len(requests)


def test_no_value_enters_the_text() -> None:
    query = """{ awards(where: {id: {eq: "x' OR 1=1 //"}, year: {in: [2022]}}, first: 7) {
      nodes { a: id } } }"""
    (text,) = texts(query, {})
    for value in ("x'", "1=1", "2022", "7", " a"):
        assert value not in text


@pytest.mark.parametrize(
    ("query", "variables", "code", "word"),
    [
        ("{", {}, "GRAPHQL_PARSE_FAILED", "Syntax Error"),
        ("{ nothing }", {}, "GRAPHQL_VALIDATION_FAILED", "nothing"),
        ("query ($i: ID!) { award(id: $i) { id } }", {}, "BAD_USER_INPUT", "$i"),
        ("query A { __typename } query B { __typename }", {}, "BAD_USER_INPUT", "operationName"),
        ("{ awards(orderBy: [{}]) { nodes { id } } }", {}, "GRAPHQL_VALIDATION_FAILED", "exactly"),
        ("{ awards(where: {year: {in: null}}) { nodes { id } } }", {}, "BAD_USER_INPUT", "isNull"),
        (
            "query ($w: AwardFilter) { awards(where: $w) { nodes { id } } }",
            {"w": {"yeer": {"eq": 1}}},
            "BAD_USER_INPUT",
            "year",
        ),
    ],
)
async def test_wrong_requests(
    world: World, query: str, variables: dict[str, Any], code: str, word: str
) -> None:
    answer = await world.service.execute(query, variables)
    assert answer.outcome is Outcome.REQUEST_ERROR
    found = json.loads(answer.body)
    assert "data" not in found
    assert found["errors"][0]["extensions"]["code"] == code
    assert word in found["errors"][0]["message"]


def deep(levels: int) -> str:
    inner = "{ id }"
    for _ in range(levels - 1):
        inner = f"{{ parent {inner} }}"
    return f'{{ organization(id: "org:01") {inner} }}'


def doubled(times: int) -> str:
    """Fragments that each spread the next one twice, with two fields each."""
    fragments = [
        f"fragment f{i} on Organization {{ a: parent {{ ...f{j} }} b: parent {{ ...f{j} }} }}"
        for i, j in enumerate(range(1, times + 1))
    ]
    last = f"fragment f{times} on Organization {{ id }}"
    return " ".join(['{ organization(id: "x") { ...f0 } }', *fragments, last])


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        (deep(26), "more than 25 relations below each other"),
        (deep(60), "more than 25 relations below each other"),
        ("{" + " ".join(f"a{i}: dataset {{ number }}" for i in range(101)) + "}", "ask in parts"),
        (
            "{ organization(id: 1) {" + " ".join(f"a{i}: id" for i in range(3000)) + "} }",
            "in parts",
        ),
        (doubled(12), "in parts"),
    ],
)
async def test_more_than_the_database_can_plan(world: World, query: str, hint: str) -> None:
    before = world.store.statements
    answer = await world.service.execute(query)
    assert answer.outcome is Outcome.REQUEST_ERROR
    (error,) = json.loads(answer.body)["errors"]
    assert hint in error["message"]
    assert error["locations"]
    assert world.store.statements == before


async def test_as_deep_as_may_be(world: World) -> None:
    answer = await world.service.execute(deep(25))
    assert answer.outcome is Outcome.DATA


async def test_a_named_operation_is_chosen(world: World) -> None:
    query = "query A { a: __typename } query B { b: __typename }"
    answer = await world.service.execute(query, operation_name="B")
    assert json.loads(answer.body) == {"data": {"b": "Query"}}


async def test_a_database_that_is_down(address: Address) -> None:
    nowhere = Address("bolt://127.0.0.1:1", address.user, address.password)
    async with Store(nowhere) as store:
        service = Service(schema.build()._schema, schema.model(), store)
        answer = await service.execute("{ dataset { number } }")
    assert answer.outcome is Outcome.UNAVAILABLE
    (error,) = json.loads(answer.body)["errors"]
    assert error["extensions"]["code"] == "STORE_UNAVAILABLE"
    assert error["message"] == "the database does not answer; is it running?"
