"""What happens inside for each question: statements sent, database hits, time of each phase."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

import orjson
from graphql import OperationDefinitionNode, parse
from neo4j import Driver, GraphDatabase

from bench.handwritten import QUESTIONS
from bench.questions import Ask, Question
from graph.cost import cost_of
from graph.cypher import render
from graph.figures import Figures
from graph.limits import DEFAULTS, check_document, introspection_sizes
from graph.operation import Compiled
from graph.planner import make_plan
from graph.response import Response
from graph.selection import Selector, fragments_of
from graph.service import Outcome, Service
from graph.store import Address, Store
from graph.validation import errors_of
from graph.writing import stored_state
from schema import build, model
from seed.vocabulary import VERSION

ENOUGH = 0.2
"""Seconds for which a phase is measured."""


class OperationFailed(Exception):
    """The service answered with errors."""


def asking(service: Service) -> Ask:
    """Answers operations from the service itself, without HTTP."""

    async def ask(operation: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        answer = await service.execute(operation, variables)
        content: dict[str, Any] = orjson.loads(answer.body)
        if answer.outcome is not Outcome.DATA or "errors" in content:
            raise OperationFailed(str(content["errors"]))
        data: dict[str, Any] = content["data"]
        return data

    return ask


def make_service(store: Store) -> Service:
    """The service as the application makes it."""
    return Service(build()._schema, model(), store)


# Statements and database hits


@contextmanager
def _driver(address: Address) -> Iterator[Driver]:
    auth = (address.user, address.password)
    with GraphDatabase.driver(address.uri, auth=auth, notifications_min_severity="OFF") as driver:
        yield driver


def statements(address: Address, ask: Callable[[], object]) -> int:
    """How many statements the database is given while ``ask`` is at work.

    The database collects them itself; nothing else may ask it meanwhile.
    """
    with _driver(address) as driver:

        def call(procedure: str, result: str) -> list[Any]:
            return driver.execute_query(f"CALL db.stats.{procedure} {result}").records

        call("stop('QUERIES')", "")
        call("clear('QUERIES')", "")
        call("collect('QUERIES')", "")
        ask()
        call("stop('QUERIES')", "")
        found = call("retrieve('QUERIES')", _INVOCATIONS)
        return sum(count for text, count in found if "db.stats." not in text and text not in _LOOKS)


_LOOKS = ("RETURN 1", stored_state(model().types[VERSION]))
"""What those ask all the time who look after the database and after the version of its data."""

_INVOCATIONS = "YIELD data RETURN data.query, data.invocationSummary.invocationCount"


def hits(address: Address, questions: Sequence[Question]) -> list[tuple[int, int]]:
    """The database hits of each question's statement: compiled, and written by hand."""
    with _driver(address) as driver:
        return [_hits(driver, question) for question in questions]


def _hits(driver: Driver, question: Question) -> tuple[int, int]:
    compiled, parameters = _compiled(question)
    ours = _profile(
        driver, compiled.statement, {**parameters, **_told(driver, compiled, parameters)}
    )
    by_hand = written_out(QUESTIONS[question.path][0])
    theirs = _profile(driver, by_hand, question.parameters)
    return _sum(ours), _sum(theirs)


_PROJECTION = re.compile(r"\b(\w+) \{(\.\w+(?:, \.\w+)*)\}")


def written_out(statement: str) -> str:
    """The statement without `p {.id}`: PROFILE does not count what such a projection reads."""

    def written(found: re.Match[str]) -> str:
        node, names = found[1], found[2].replace(".", "").split(", ")
        pairs = ", ".join(f"{name}: {node}.{name}" for name in names)
        return f"CASE WHEN {node} IS NOT NULL THEN {{{pairs}}} END"

    return _PROJECTION.sub(written, statement)


def _compiled(question: Question) -> tuple[Compiled, Mapping[str, Any]]:
    """What a question is compiled to, and the parameters of its statement."""
    service = Service(build()._schema, model(), _Nowhere())
    operation = service.operation(question.operation, None)
    values = operation.variables(question.variables)
    found = operation.compiled(values)
    return found, found.plan.bind(values.coerced)


def _told(driver: Driver, compiled: Compiled, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What all requests but the first of a state of the data tell the statement.

    Figures that the statement only leaves out when they are known are read all the same.
    """
    figures, told = Figures(), [each for each in compiled.figures if each.is_told]
    if not told:
        return {}
    (record,) = driver.execute_query(compiled.statement, dict(parameters)).records
    figures.complete(record.values(), figures.recall(told, parameters))
    return figures.recall(told, parameters).told


class _Nowhere:
    """What a service that only compiles reads from."""

    async def read(
        self, statement: str, parameters: Mapping[str, Any], *, timeout: float | None = None
    ) -> list[list[Any]]:
        raise NotImplementedError


def _profile(driver: Driver, statement: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    found = driver.execute_query(f"PROFILE {statement}", dict(parameters))
    assert found.summary.profile is not None
    return found.summary.profile


def _sum(operator: Mapping[str, Any]) -> int:
    below = sum(_sum(each) for each in operator.get("children", ()))
    return int(operator.get("dbHits", 0)) + below


# Phases of the compiler


@dataclass(frozen=True, slots=True)
class Phases:
    """Microseconds of each phase of one operation."""

    unseen: Mapping[str, float]
    cached: Mapping[str, float]


async def phases(store: Store, question: Question) -> Phases:
    """Measure what a shape costs that was never seen, and what one costs that was."""
    schema, known = build()._schema, model()
    sizes = introspection_sizes(schema)
    document = parse(question.operation)
    (definition,) = (
        each for each in document.definitions if isinstance(each, OperationDefinitionNode)
    )
    service = make_service(store)
    operation = service.operation(question.operation, None)
    values = operation.variables(question.variables)
    compiled = operation.compiled(values)
    selector = Selector(schema, fragments_of(document), definition, values, DEFAULTS)
    parameters = compiled.plan.bind(values.coerced)
    (row,) = await store.read(compiled.statement, parameters)
    data = compiled.response.data(row, parameters, {})[0]
    unseen = {
        "parse": lambda: parse(question.operation),
        "limits": lambda: check_document(document, DEFAULTS, sizes),
        "validate": lambda: errors_of(schema, document),
        "select": selector.root,
        "plan": lambda: make_plan(known, selector.root(), values.coerced, DEFAULTS),
        "cost": lambda: cost_of(compiled.plan),
        "render": lambda: render(compiled.plan),
        "response": lambda: Response(compiled.plan.shape).assemble(),
    }
    cached = {
        "look up": lambda: service.operation(question.operation, None),
        "variables": lambda: operation.variables(question.variables),
        "plan": lambda: operation.compiled(values),
        "bind": lambda: compiled.plan.bind(values.coerced),
        "objects": lambda: compiled.response.data(row, parameters, {}),
        "JSON": lambda: orjson.dumps({"data": data}),
    }
    found = {name: _microseconds(work) for name, work in unseen.items()}
    found["plan"] -= found["select"]
    return Phases(found, {name: _microseconds(work) for name, work in cached.items()})


def _microseconds(work: Callable[[], object]) -> float:
    found: list[float] = []
    end = perf_counter() + ENOUGH
    while not found or perf_counter() < end:
        start = perf_counter()
        work()
        found.append(perf_counter() - start)
    return median(found) * 1e6
