"""What is refused: each error names the place and the way out, and nothing is sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest

import schema
from graph.cursor import encode, signature
from graph.service import Outcome, Service


class Untouched:
    """A store that must not be asked."""

    async def read(
        self, statement: str, parameters: Mapping[str, Any], *, timeout: float | None = None
    ) -> list[list[Any]]:
        raise AssertionError(f"sent: {statement}")


def refused(query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    service = Service(schema.build()._schema, schema.model(), Untouched())
    answer = asyncio.run(service.execute(query, variables))
    assert answer.outcome is Outcome.REQUEST_ERROR
    found: dict[str, Any] = json.loads(answer.body)
    assert "data" not in found
    first: dict[str, Any] = found["errors"][0]
    return first


def nested(depth: int) -> str:
    return "{not: " * depth + '{id: {eq: "x"}}' + "}" * depth


CASES = [
    ("{ organizations { nodes { abbreviation } } }", "Did you mean 'abbreviations'", 27),
    ('{ awards(where: {year: {eq: "x"}}) { totalCount } }', "non-integer value", 29),
    ('{ awards(after: "zzz") { nodes { id } } }', "not a cursor of ours; take it", 3),
    ("{ awards(first: 1001) { nodes { id } } }", "out of range; ask for 0 to 1000", 3),
    ("{ awards(first: -1) { nodes { id } } }", "out of range; ask for 0 to 1000", 3),
    ("{ awards(first: 1, last: 1) { nodes { id } } }", "either `first` or `last`", 3),
    ("{ awards(offset: -1) { nodes { id } } }", "give 0 to 10000", 3),
    ("{ awards(offset: 10001) { nodes { id } } }", "page with a cursor", 3),
    ("{ awards(offset: 1, last: 2) { nodes { id } } }", "leave out `last`", 3),
    ('{ organization(id: "x") { ancestors(maxDepth: -1) { totalCount } } }', "give 1 to 16", 27),
    ('{ organization(id: "x") { ancestors(minDepth: 0) { totalCount } } }', "give 1 to 16", 27),
    (
        '{ organization(id: "x") { ancestors(minDepth: 3, maxDepth: 2) { totalCount } } }',
        "3 is more than maxDepth, which is 2",
        27,
    ),
    (
        '{ documents(where: {publishedOn: {gte: "2022-02-30"}}) { totalCount } }',
        "day is out of range for month; write 2022-01-31, 31 มกราคม 2565",
        40,
    ),
    ("{ organizations(orderBy: [{awards: ASC}]) { totalCount } }", "'CountOrder'", 36),
    ("{ awards(orderBy: [{year: ASC, id: ASC}]) { totalCount } }", "exactly one field", 20),
    (
        f"{{ organizations(where: {nested(50)}) {{ totalCount }} }}",
        "more than 20 levels of a filter; split",
        3,
    ),
    ("{ awards { groups(by: []) { count } } }", "name one dimension or more", 12),
    (
        "{ awards { groups(by: [YEAR], orderBy: [{level: ASC}]) { count } } }",
        "groups are not by level; add LEVEL to `by`",
        12,
    ),
    ("{ awards { groups(by: [YEAR], first: 1001) { count } } }", "ask for 0 to 1000 groups", 12),
    ("{ awards { groups(by: [COLOUR]) { count } } }", "'COLOUR' does not exist", 24),
]


@pytest.mark.parametrize(("query", "message", "column"), CASES)
def test_an_error_names_the_place_and_the_way_out(query: str, message: str, column: int) -> None:
    error = refused(query)
    assert message in error["message"]
    assert error["locations"] == [{"line": 1, "column": column}]
    assert error["extensions"]["code"] in (
        "BAD_USER_INPUT",
        "GRAPHQL_VALIDATION_FAILED",
        "LIMIT_EXCEEDED",
    )


@pytest.mark.parametrize(
    ("type", "argument", "value", "message"),
    [
        ("Int", "first", 5000, "out of range"),
        ("Int", "offset", -3, "give 0 to 10000"),
        ("String", "after", "MQ", "not a cursor of ours"),
        ("AwardFilter", "where", {"year": {"eq": None, "gt": None}}, "use `isNull`"),
        ("AwardFilter", "where", {"colour": {}}, "colour"),
        ("[AwardOrder!]", "orderBy", [{}], "exactly one field"),
    ],
)
def test_variables_are_refused_alike(type: str, argument: str, value: Any, message: str) -> None:
    query = f"query Q($v: {type}) {{ awards({argument}: $v) {{ nodes {{ id }} }} }}"
    assert message in refused(query, {"v": value})["message"]


def test_an_order_is_not_by_something_far_away() -> None:
    order = "{parent: " * 6 + "{nameTh: ASC}" + "}" * 6
    error = refused(f"{{ organizations(orderBy: [{order}]) {{ nodes {{ id }} }} }}")
    assert "more than 5 relations away" in error["message"]


def test_a_cursor_of_another_order_is_refused() -> None:
    cursor = encode(signature("id ASC"), ["award:x"])
    query = "query Q($a: String) { awards(orderBy: [{year: ASC}], after: $a) { nodes { id } } }"
    assert "belongs to a list in another order" in refused(query, {"a": cursor})["message"]
