"""Limits of documents and variables: what is counted, where the error is, at which cost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from time import process_time
from typing import Any

import pytest
from graphql import GraphQLSchema, execute_sync, get_introspection_query, parse

import schema
from graph.errors import StoreError, StoreMemory, StoreTimeout
from graph.limits import LimitExceeded, Limits, check_document, check_variables, introspection_sizes
from graph.service import Outcome, Service
from tests.compiler.test_bad_input import Untouched

SCHEMA: GraphQLSchema = schema.build()._schema
SIZES = introspection_sizes(SCHEMA)


def exceeded(document: str, **limits: Any) -> LimitExceeded:
    with pytest.raises(LimitExceeded) as caught:
        check_document(parse(document), Limits(**limits), SIZES)
    return caught.value


def check(document: str, **limits: Any) -> None:
    check_document(parse(document), Limits(**limits), SIZES)


TWICE = "{ ...a ...a } fragment a on Q { ...b ...b } fragment b on Q "

CASES = [
    ("{ a b c { d } }", {"fields": 4}, (1, 7)),
    (TWICE + "{ x @skip(if: true) }", {"fields": 4}, (1, 8)),
    (TWICE + "{ y: x }", {"aliases": 4}, (1, 8)),
    (TWICE + "{ x @a @b }", {"directives": 8}, (1, 8)),
    (TWICE + "{ x(a: [1 2]) }", {"values": 8}, (1, 8)),
    (TWICE + "{ x }", {"roots": 4}, (1, 1)),
    ("query ($v: I = {a: [1, 2]}) { x }", {"values": 3}, (1, 1)),
    ("query @a @b { x }", {"directives": 2}, (1, 1)),
    ("query ($v: I @a) { x }", {"directives": 1}, (1, 1)),
    ("query ($v: I, $w: I) { x }", {"variables": 2}, (1, 15)),
    ("{ a(b: {c: [1, 2, 3]}) }", {"list": 3}, (1, 12)),
    ("{ a @b(c: [1, 2, 3]) }", {"list": 3}, (1, 11)),
    ("{ a { b { c } } }", {"depth": 3}, (1, 11)),
    ("{ ... { ... { c } } }", {"depth": 3}, (1, 15)),
    ("{ a { ...f } } fragment f on Q { b { c } }", {"depth": 4}, (1, 38)),
    ("{ ...f a { ...f } } fragment f on Q { b }", {"depth": 3}, (1, 12)),
    ("{ a } fragment f on Q { b } fragment g on Q { c }", {"definitions": 3}, (1, 29)),
]


@pytest.mark.parametrize(("document", "least", "place"), CASES)
def test_what_is_at_a_limit_passes_and_one_more_does_not(
    document: str, least: dict[str, int], place: tuple[int, int]
) -> None:
    ((name, number),) = least.items()
    check(document, **least)
    error = exceeded(document, **{name: number - 1})
    assert error.extensions is not None
    assert error.extensions["limit"] == f"GOVGRAPH_LIMIT_{name.upper()}"
    assert error.extensions["most"] == number - 1
    assert error.locations is not None
    assert (error.locations[0].line, error.locations[0].column) == place


@pytest.mark.parametrize(
    "document",
    [
        "{ ...f } fragment f on Q { ...f }",
        "{ ...f } fragment f on Q { a ...g } fragment g on Q { b ...f }",
        "{ ...nothing }",
        "{ ...f } fragment f on Q { a } fragment f on Q { b }",
        "type T { a: Int }",
        "{ }",
    ],
)
def test_what_is_not_valid_is_left_to_validation(document: str) -> None:
    check(document)


def test_fragments_are_walked_once() -> None:
    """Each spreads the next fifty times: walked anew at each it would take for ever."""
    parts = [f"fragment f{i} on Q {{ {f'...f{i + 1} ' * 50} }}" for i in range(40)]
    document = " ".join(["{ ...f0 }", *parts, "fragment f40 on Q { x }"])
    began = process_time()
    error = exceeded(document)
    assert "more than 2,000 fields" in error.message
    assert process_time() - began < 2


def test_introspection_is_measured_by_what_it_answers() -> None:
    def count(value: Any) -> int:
        if isinstance(value, dict):
            return 1 + sum(map(count, value.values()))
        return 1 + sum(map(count, value)) if isinstance(value, list) else 1

    query = get_introspection_query(input_value_deprecation=True)
    check(query)
    answered = count(execute_sync(SCHEMA, parse(query)).data)
    check(query, introspection=int(answered * 1.3))
    exceeded(query, introspection=int(answered * 0.7))


def test_variables_are_counted_and_their_lists_measured() -> None:
    check_variables({"a": [1, 2, {"b": 3}], "c": None}, Limits(values=6, list=3))
    for limits, name in ((Limits(values=5), "values"), (Limits(list=2), "list")):
        with pytest.raises(LimitExceeded) as caught:
            check_variables({"a": [1, 2, {"b": 3}], "c": None}, limits)
        assert caught.value.extensions is not None
        assert caught.value.extensions["limit"] == f"GOVGRAPH_LIMIT_{name.upper()}"


def refused(query: str, limits: Limits, variables: Mapping[str, Any] | None = None) -> Any:
    service = Service(SCHEMA, schema.model(), Untouched(), limits=limits)
    answer = asyncio.run(service.execute(query, variables))
    assert answer.outcome is Outcome.REQUEST_ERROR
    (error,) = json.loads(answer.body)["errors"]
    return error


WHERE = "query ($w: OrganizationFilter) { organizations(where: $w) { totalCount } }"


@pytest.mark.parametrize(
    ("query", "limits", "variables"),
    [
        ("{ __typename }", {"document": 13}, None),
        ("{ a b c d }", {"tokens": 5}, None),
        ("#\n#\n#\n{ __typename }", {"tokens": 2}, None),
        ("{ dataset { number } a: dataset { number } }", {"relations": 1}, None),
        ('{ organization(id: "x") { parent { id } } }', {"levels": 1}, None),
        (WHERE, {"conditions": 4}, {"w": {"or": [{}, {}, {}]}}),
        (WHERE, {"conditions": 3}, {"w": {"awards": {"some": {"year": {"eq": 1}}}}}),
        (WHERE, {"nesting": 2}, {"w": {"not": {"parent": {"awards": {"some": {}}}}}}),
        ('{ node(id: "x") { a: id b: id } }', {"fields": 20}, None),
    ],
)
def test_other_limits_are_held_by_the_service(
    query: str, limits: dict[str, Any], variables: Mapping[str, Any] | None
) -> None:
    ((name, most),) = limits.items()
    error = refused(query, Limits(**limits), variables)
    told = error["extensions"]
    assert (told["code"], told["most"]) == ("LIMIT_EXCEEDED", most)
    assert told["limit"] == f"GOVGRAPH_LIMIT_{name.upper()}"
    assert f"more than {most}" in error["message"]
    assert "; " in error["message"]  # and what to do


class Failing:
    """A store that fails."""

    def __init__(self, error: StoreError) -> None:
        self.error = error
        self.allowed: float | None = None

    async def read(
        self, statement: str, parameters: Mapping[str, Any], *, timeout: float | None = None
    ) -> list[list[Any]]:
        self.allowed = timeout
        raise self.error


@pytest.mark.parametrize(("error", "name"), [(StoreTimeout, "TIME"), (StoreMemory, "MEMORY")])
def test_what_is_ended_names_its_limit(error: type[StoreError], name: str) -> None:
    service = Service(SCHEMA, schema.model(), Failing(error("too much", "secret words")))
    answer = asyncio.run(service.execute("{ dataset { number } }"))
    assert answer.outcome is Outcome.FAILED
    (told,) = json.loads(answer.body)["errors"]
    assert told["message"] == "too much"
    assert told["extensions"] == {"code": error.code, "limit": f"GOVGRAPH_LIMIT_{name}"}


def test_the_time_of_an_operation_counts_from_its_beginning() -> None:
    store = Failing(StoreTimeout("too late"))
    service = Service(SCHEMA, schema.model(), store)
    asyncio.run(service.execute("{ dataset { number } }", timeout=100))
    assert store.allowed is not None
    assert store.allowed < 100
    store.allowed = None
    answer = asyncio.run(service.execute("{ dataset { name } }", timeout=1e-6))
    assert store.allowed is None
    assert b"took longer to plan" in answer.body
