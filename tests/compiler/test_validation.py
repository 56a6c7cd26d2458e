"""The quick check of documents never passes what graphql-core refuses."""

from __future__ import annotations

import random
import re
from pathlib import Path
from time import process_time

import pytest
from graphql import GraphQLError, parse, validate
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import schema
from graph.validation import MOST_ERRORS, errors_of, is_surely_valid
from tests.compiler.operations import operations
from tests.compiler.plain import Memory
from tests.compiler.world import make_node

ROOT = Path(__file__).parents[2]
SCHEMA = schema.build()._schema
MODEL = schema.model()
EXAMPLES = sorted((ROOT / "web" / "examples").glob("*.graphql"))
TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|\.\.\.|[$@]?\w+|\S')

HARD = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def memory() -> Memory:
    rng = random.Random(3)
    nodes = [(["Node", t.label], make_node(rng, t, 1)) for t in MODEL.types.values()]
    return Memory(MODEL, nodes, [])


NODES = memory()
WORDS = sorted(
    {name for type in SCHEMA.type_map.values() for name in getattr(type, "fields", ())}
    | {"$a", "$b", "null", "true", "1", '"x"', "MINISTRY", "@skip(if: true)", "@include", "Award"}
    | {"...", "... on Award", "{", "}", "(", ")", "[", "]", ":", "__typename", "Organization"}
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Operations with a few of their tokens changed: most are wrong, in every way."""
    query, _ = draw(operations(SCHEMA, NODES))
    tokens = TOKEN.findall(query)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(tokens) - 1))
        other = draw(st.one_of(st.sampled_from(tokens), st.sampled_from(WORDS)))
        match draw(st.sampled_from(["replace", "insert", "remove", "repeat"])):
            case "replace":
                tokens[place] = other
            case "insert":
                tokens.insert(place, other)
            case "remove" if len(tokens) > 1:
                del tokens[place]
            case _:
                tokens.insert(place, tokens[place])
    return " ".join(tokens)


@HARD
@given(documents())
@example("{ awards { nodes { ...A } } } fragment A on Award { id ...A }")
def test_no_wrong_document_passes(query: str) -> None:
    try:
        document = parse(query)
    except GraphQLError:
        return
    expected = validate(SCHEMA, document, max_errors=MOST_ERRORS)
    if is_surely_valid(SCHEMA, document):
        assert expected == []
    assert [str(error) for error in errors_of(SCHEMA, document)] == list(map(str, expected))


@pytest.mark.parametrize(
    "query",
    [
        "{ awards { } }",
        "{ }",
        "query ($d: OrderDirection) { awards(orderBy: [{year: $d}]) { nodes { id } } }",
        "query ($n: Int = 1) { awards(first: $n) { totalCount } }",
        "{ awards { totalCount @include(if: true) } }",
        "{ ...F } fragment F on Query { ... { awards { totalCount } } }",
    ],
)
def test_unusual_documents_are_judged_the_same(query: str) -> None:
    document = parse(query)
    assert errors_of(SCHEMA, document) == validate(SCHEMA, document)


@HARD
@given(operations(SCHEMA, NODES))
def test_made_up_operations_are_judged_the_same(made: tuple[str, object]) -> None:
    document = parse(made[0])
    if is_surely_valid(SCHEMA, document):
        assert validate(SCHEMA, document) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_usual_documents_need_no_second_look(path: Path) -> None:
    assert is_surely_valid(SCHEMA, parse(path.read_text("utf-8")))


FIELD = "awards { nodes { id } }"
WRONG = [
    f"mutation {{ {FIELD} }}",
    f"query A {{ {FIELD} }} query A {{ {FIELD} }}",
    f"{{ {FIELD} }} query B {{ {FIELD} }}",
    f"{{ {FIELD} }} type T {{ a: Int }}",
    "{ nothing }",
    "{ awards }",
    "{ awards { nodes { id { id } } } }",
    "{ awards { nodes { ...F } } } fragment F on Nothing { id }",
    "{ awards { nodes { ...F } } } fragment F on Award { id } fragment F on Award { id }",
    "{ awards { nodes { ...F } } } fragment F on Province { id }",
    "{ awards { nodes { ... on Province { id } } } }",
    "{ awards { nodes { ... on Date { id } } } }",
    "{ awards { nodes { ...F } } }",
    "{ awards { nodes { id } } } fragment F on Award { id }",
    "{ awards { nodes { ...F } } } fragment F on Award { ...G } fragment G on Award { ...F }",
    "query ($a: Int, $a: Int) { awards(first: $a) { nodes { id } } }",
    "query ($a: Int) { awards { nodes { id } } }",
    "{ awards(first: $a) { nodes { id } } }",
    "query ($a: Nothing) { awards(first: $a) { nodes { id } } }",
    "query ($a: Award) { awards(first: $a) { nodes { id } } }",
    "query ($a: String) { awards(first: $a) { nodes { id } } }",
    "query ($a: ID) { award(id: $a) { id } }",
    'query ($a: Int = "x") { awards(first: $a) { nodes { id } } }',
    "query ($a: [Int]) { awards(where: {year: {in: [$a]}}) { nodes { id } } }",
    "{ awards(nothing: 1) { nodes { id } } }",
    "{ awards(first: 1, first: 1) { nodes { id } } }",
    '{ awards(first: "1") { nodes { id } } }',
    "{ awards(first: 99999999999) { nodes { id } } }",
    "{ awards(where: 1) { nodes { id } } }",
    "{ awards(where: {nothing: 1}) { nodes { id } } }",
    "{ awards(where: {year: {eq: 1}, year: {eq: 1}}) { nodes { id } } }",
    "{ awards(where: {level: {eq: NOTHING}}) { nodes { id } } }",
    '{ awards(where: {level: {eq: "GOOD"}}) { nodes { id } } }',
    "{ awards(where: {year: {in: [1, null]}}) { nodes { id } } }",
    "{ awards(orderBy: [{}]) { nodes { id } } }",
    "{ awards(orderBy: [{year: null}]) { nodes { id } } }",
    "{ awards(orderBy: [{year: ASC, level: ASC}]) { nodes { id } } }",
    "{ award { id } }",
    "{ award(id: null) { id } }",
    "{ awards @nothing { nodes { id } } }",
    "{ awards @skip { nodes { id } } }",
    "{ awards @skip(if: 1) { nodes { id } } }",
    "{ awards @skip(if: true) @skip(if: true) { nodes { id } } }",
    "query @skip(if: true) { awards { nodes { id } } }",
    "{ awards { nodes { a: id a: year } } }",
    "{ awards { nodes { a: id ...F } } } fragment F on Award { a: year }",
    "{ awards { nodes { project { a: id } project { a: nameTh } } } }",
    "{ awards(first: 1) { totalCount } awards(first: 2) { totalCount } }",
    '{ node(id: "x") { ... on Award { a: year } ... on Province { a: nameTh } } }',
    '{ node(id: "x") { year } }',
    "{ __schema { types { fields { type { fields { type { fields { type { fields { name }"
    " } } } } } } } } }",
]


@pytest.mark.parametrize("query", WRONG)
def test_what_is_wrong_in_each_way_is_refused(query: str) -> None:
    document = parse(query)
    expected = validate(SCHEMA, document)
    assert expected
    assert not is_surely_valid(SCHEMA, document)
    assert list(map(str, errors_of(SCHEMA, document))) == list(map(str, expected))


def test_comparisons_without_end_are_given_up() -> None:
    query = f"{{ awards {{ nodes {{ {'winners(first: 1) { nodes { id } } ' * 150} }} }} }}"
    began = process_time()
    (error,) = errors_of(SCHEMA, parse(query))
    assert "repeated too often" in error.message
    assert process_time() - began < 2


def test_fragments_in_each_other_cost_little() -> None:
    """Each spreads the next twice: walked anew at each spread it would take for ever."""
    parts = [f"fragment f{i} on Organization {{ ...f{i + 1} ...f{i + 1} }}" for i in range(40)]
    query = " ".join(
        ['{ organization(id: "x") { ...f0 } }', *parts, "fragment f40 on Organization { id }"]
    )
    assert is_surely_valid(SCHEMA, parse(query))
