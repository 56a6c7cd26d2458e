"""The cost of operations: what it is made of, and the way out where it is too high."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

import schema
from bench.questions import MINISTRIES_TO_PROJECTS
from graph.cost import HIGHEST, LIST, SCAN
from graph.limits import LimitExceeded, Limits
from graph.operation import RequestError
from graph.service import Service

SCHEMA = schema.build()._schema


def service(limit: int = HIGHEST) -> Service:
    return Service(SCHEMA, schema.model(), None, limits=Limits(cost=limit))


def cost(query: str, variables: Mapping[str, Any] | None = None) -> int:
    return service().prepare(query, variables).cost


def refusal(query: str, limit: int, variables: Mapping[str, Any] | None = None) -> LimitExceeded:
    with pytest.raises(RequestError) as caught:
        service(limit).prepare(query, variables)
    (error,) = caught.value.errors
    assert isinstance(error, LimitExceeded)
    return error


AWARDS = "awards(first: 20) { nodes { project { id } } }"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ __typename }", 1),
        ("{ __schema { queryType { name } } }", 1),
        ('{ award(id: "x") { year level } }', 2),
        ('{ award(id: "x") { project { id } category { parent { id } } } }', 5),
        ('{ nodes(ids: ["a", "b", "c"]) { id } }', 4),
        ("{ awards(first: 10) { nodes { id } } }", 11),
        ("{ awards { nodes { id } } }", 21),
        ("{ awards(first: 10, offset: 40) { nodes { id } } }", 51),
        ("{ awards(first: 10) { nodes { id } pageInfo { hasNextPage } } }", 12),
        (f"{{ organizations(first: 10) {{ nodes {{ {AWARDS} }} }} }}", 1 + 10 + 200 + 200),
        ("{ awards { totalCount } }", 2),
        ("{ awards(where: {year: {eq: 2022}}) { totalCount } }", 1 + SCAN),
        ("{ awards(where: {winners: {some: {}}}) { totalCount } }", 1 + SCAN * (1 + LIST)),
        ('{ awards(where: {id: {eq: "x"}, winners: {some: {}}}) { totalCount } }', 421),
        ("{ awards { aggregate { year { min max } } } }", 1 + SCAN),
        ("{ awards { groups(by: [YEAR], first: 5) { count } } }", 1 + SCAN + 5),
        ('{ search(text: "x", first: 3) { node { id } } }', 1 + 500 + 3),
    ],
)
def test_cost(query: str, expected: int) -> None:
    assert cost(query) == expected


def test_the_cost_is_of_the_request_not_of_the_plan() -> None:
    fields = "awards(first: $n) { nodes { id } } nodes(ids: $ids) { id }"
    query = f"query ($n: Int, $ids: [ID!]!) {{ {fields} }}"
    made = service()
    prepared = [made.prepare(query, {"n": n, "ids": ids}) for n, ids in ((1, []), (50, ["a", "b"]))]
    assert [each.cost for each in prepared] == [2, 53]
    assert prepared[0].compiled is prepared[1].compiled


def test_of_several_types_only_one_comes_about() -> None:
    inner = "... on Award { project { id } category { id } } ... on Organization { parent { id } }"
    assert cost(f'{{ node(id: "x") {{ {inner} }} }}') == 1 + 1 + 2


def test_the_way_out_is_the_smallest_and_is_one() -> None:
    query = (
        "query ($a: Int, $b: Int) { organizations(first: $a) { nodes {"
        " won: awards(first: $b) { nodes { winners(first: 2) { nodes { id } } } } } } }"
    )
    error = refusal(query, 5000, {"a": 100, "b": 40})
    assert error.extensions == {
        "code": "LIMIT_EXCEEDED",
        "limit": "GOVGRAPH_LIMIT_COST",
        "most": 5000,
        "found": 1 + 100 + 4000 + 8000,
    }
    assert "(found: 12,101); `first: 41` at organizations would bring it to 4,962" in error.message
    assert service(5000).prepare(query, {"a": 41, "b": 40}).cost == 4962


def test_the_way_out_counts_the_row_that_tells_of_more() -> None:
    query = "query ($n: Int) { awards(last: $n) { nodes { id } pageInfo { hasPreviousPage } } }"
    error = refusal(query, 100, {"n": 500})
    assert "`last: 99` at awards would bring it to 101" not in error.message
    assert "`last: 98` at awards would bring it to 100" in error.message
    assert service(100).prepare(query, {"n": 98}).cost == 100


def test_fewer_ids_may_be_the_way_out() -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    error = refusal(query, 10, {"ids": ["x"] * 50})
    assert "; 9 `ids` at nodes would bring it to 10" in error.message


def test_where_no_page_is_to_blame_it_is_to_be_asked_in_parts() -> None:
    error = refusal("{ awards(where: {winners: {some: {}}}) { totalCount } }", 1000)
    assert error.message.endswith("(found: 21,001); ask in parts")


def test_a_cost_is_a_number_that_json_has() -> None:
    query = "{ organizations(where: " + "{awards: {some: {winners: {some: " * 9 + "{}"
    assert cost(query + "}}}}" * 9 + ") { totalCount } }") == HIGHEST


def test_the_default_admits_what_the_bench_asks() -> None:
    made = Service(SCHEMA, schema.model(), None)
    whole = {"ministries": 16, "departments": 20, "units": 200, "awards": 20}
    assert made.prepare(MINISTRIES_TO_PROJECTS, whole).cost <= Limits().cost


def test_an_answer_tells_what_it_cost() -> None:
    answer = asyncio.run(service().execute("{ __typename }"))
    assert answer.cost == 1
