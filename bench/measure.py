"""Asks both services in turn and compares: answers first, then times.

Times are only ever compared within a round, where both services ran on the same machine at
the same moment; what is reported is the median over the rounds.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

import orjson

from bench.client import Connection, get, latency, post, throughput
from bench.questions import Question

CONCURRENCY = 8
"""Connections that ask at the same time when throughput is measured."""


class AnswersDiffer(Exception):
    """The two services do not answer the same: there is nothing to measure."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure: rounds, seconds of each block in them, seconds of warming up."""

    rounds: int
    seconds: float
    warm: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found for a question; times in seconds, ratios above 1 where we are faster."""

    question: Question
    objects: int
    bytes: int
    ours: float
    theirs: float
    latency: float
    throughput: float
    rate: float


@dataclass(frozen=True, slots=True)
class _Side:
    """A request as one of the two services gets it."""

    port: int
    request: bytes


@dataclass(frozen=True, slots=True)
class _Pair:
    """A question as both services get it."""

    question: Question
    sides: tuple[_Side, _Side]


async def measure(
    questions: Sequence[Question],
    ports: tuple[int, int],
    effort: Effort,
    progress: Callable[[str], None],
) -> list[Figures]:
    """Compare the service at the first port to that at the second. Raises AnswersDiffer."""
    pairs = [_pair(question, ports) for question in questions]
    answers = [await _compare(pair) for pair in pairs]
    progress("warming up")
    for pair in pairs:
        for side in pair.sides:
            await _throughput(side, effort.warm / 2)
    rounds: list[list[_Round]] = [[] for _ in pairs]
    for i in range(effort.rounds):
        progress(f"round {i + 1} of {effort.rounds}")
        for j, pair in enumerate(pairs):
            rounds[j].append(await _round(pair, effort.seconds, i % 2 == 1))
    return [
        _figures(pair.question, answer, found)
        for pair, answer, found in zip(pairs, answers, rounds, strict=True)
    ]


def _pair(question: Question, ports: tuple[int, int]) -> _Pair:
    operation = {"query": question.operation, "variables": question.variables}
    ours = _Side(ports[0], post("/graphql", operation))
    return _Pair(question, (ours, _Side(ports[1], get(question.path, question.parameters))))


@asynccontextmanager
async def _connected(port: int, count: int = 1) -> AsyncIterator[list[Connection]]:
    """Open connections for one block: servers close those that rest for some seconds."""
    connections = [await Connection.open(port) for _ in range(count)]
    try:
        yield connections
    finally:
        for each in connections:
            each.close()


async def _compare(pair: _Pair) -> bytes:
    """The answer of the first service, when the second gives the same."""
    bodies = [await _ask(side) for side in pair.sides]
    canonical = [_canonical(body) for body in bodies]
    if canonical[0] != canonical[1]:
        raise AnswersDiffer(f"{pair.question.name}: {_difference(*canonical)}")
    return bodies[0]


async def _ask(side: _Side) -> bytes:
    async with _connected(side.port) as (connection,):
        return await connection.ask(side.request)


def _canonical(body: bytes) -> bytes:
    return orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)


def _difference(first: bytes, second: bytes) -> str:
    """Where two texts begin to differ."""
    pairs = enumerate(zip(first, second, strict=False))
    start = max(next((i for i, (a, b) in pairs if a != b), 0) - 60, 0)
    shown = (text[start : start + 160].decode(errors="replace") for text in (first, second))
    return " is not ".join(shown)


@dataclass(frozen=True, slots=True)
class _Round:
    """Median latencies and rates of one round, ours first."""

    latencies: tuple[float, float]
    rates: tuple[float, float]


async def _round(pair: _Pair, seconds: float, flipped: bool) -> _Round:
    times = await _latencies(pair, seconds)
    order = (1, 0) if flipped else (0, 1)
    rates = [0.0, 0.0]
    for each in (*order, *reversed(order)):  # A B B A: a drift of the machine cancels out.
        found = await _throughput(pair.sides[each], seconds / 2)
        rates[each] += found / 2
    return _Round((median(times[0]), median(times[1])), (rates[0], rates[1]))


async def _throughput(side: _Side, seconds: float) -> float:
    async with _connected(side.port, CONCURRENCY) as connections:
        return await throughput(connections, side.request, seconds)


async def _latencies(pair: _Pair, seconds: float) -> tuple[list[float], list[float]]:
    """Times of single requests, the two services in turn."""
    ours, theirs = pair.sides
    times: tuple[list[float], list[float]] = ([], [])
    async with _connected(ours.port) as (one,), _connected(theirs.port) as (other,):
        end = perf_counter() + seconds
        while perf_counter() < end or not times[1]:
            times[0].append(await latency(one, ours.request))
            times[1].append(await latency(other, theirs.request))
    return times


def _figures(question: Question, answer: bytes, rounds: Sequence[_Round]) -> Figures:
    return Figures(
        question=question,
        objects=sum(1 for _ in objects(orjson.loads(answer)["data"])),
        bytes=len(answer),
        ours=median(each.latencies[0] for each in rounds),
        theirs=median(each.latencies[1] for each in rounds),
        latency=median(each.latencies[1] / each.latencies[0] for each in rounds),
        throughput=median(each.rates[0] / each.rates[1] for each in rounds),
        rate=median(each.rates[0] for each in rounds),
    )


def objects(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of an answer that stand for nodes of the graph, not for pages of them."""
    if isinstance(data, list):
        for item in data:
            yield from objects(item)
    elif isinstance(data, dict):
        if any(not isinstance(value, dict | list) for value in data.values()):
            yield data
        for value in data.values():
            yield from objects(value)

