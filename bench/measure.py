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
class _Pair:
    """A question as both services get it, and the connections to them."""

    question: Question
    requests: tuple[bytes, bytes]
    connections: tuple[list[Connection], list[Connection]]


async def measure(
    questions: Sequence[Question],
    ports: tuple[int, int],
    effort: Effort,
    progress: Callable[[str], None],
) -> list[Figures]:
    """Compare the service at the first port to that at the second. Raises AnswersDiffer."""
    async with _connected(ports[0]) as ours, _connected(ports[1]) as theirs:
        pairs = [_pair(question, (ours, theirs)) for question in questions]
        answers = [await _compare(pair) for pair in pairs]
        for pair in pairs:
            progress(f"warming up: {pair.question.name}")
            await _warm(pair, effort.warm)
        rounds: list[list[_Round]] = [[] for _ in pairs]
        for i in range(effort.rounds):
            progress(f"round {i + 1} of {effort.rounds}")
            for j, pair in enumerate(pairs):
                rounds[j].append(await _round(pair, effort.seconds, i % 2 == 1))
    return [
        _figures(pair.question, answer, found)
        for pair, answer, found in zip(pairs, answers, rounds, strict=True)
    ]


def _pair(
    question: Question, connections: tuple[list[Connection], list[Connection]]
) -> _Pair:
    operation = {"query": question.operation, "variables": question.variables}
    requests = (post("/graphql", operation), get(question.path, question.parameters))
    return _Pair(question, requests, connections)


@asynccontextmanager
async def _connected(port: int) -> AsyncIterator[list[Connection]]:
    connections = [await Connection.open(port) for _ in range(CONCURRENCY)]
    try:
        yield connections
    finally:
        for each in connections:
            each.close()


async def _compare(pair: _Pair) -> bytes:
    """The answer of the first service, when the second gives the same."""
    bodies = [
        await connections[0].ask(request)
        for connections, request in zip(pair.connections, pair.requests, strict=True)
    ]
    canonical = [_canonical(body) for body in bodies]
    if canonical[0] != canonical[1]:
        raise AnswersDiffer(f"{pair.question.name}: {_difference(*canonical)}")
    return bodies[0]


def _canonical(body: bytes) -> bytes:
    return orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)


def _difference(first: bytes, second: bytes) -> str:
    """Where two texts begin to differ."""
    pairs = enumerate(zip(first, second, strict=False))
    start = max(next((i for i, (a, b) in pairs if a != b), 0) - 60, 0)
    shown = (text[start : start + 160].decode(errors="replace") for text in (first, second))
    return " is not ".join(shown)


async def _warm(pair: _Pair, seconds: float) -> None:
    for connections, request in zip(pair.connections, pair.requests, strict=True):
        await throughput(connections, request, seconds / 2)


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
        found = await throughput(pair.connections[each], pair.requests[each], seconds / 2)
        rates[each] += found / 2
    return _Round((median(times[0]), median(times[1])), (rates[0], rates[1]))


async def _latencies(pair: _Pair, seconds: float) -> tuple[list[float], list[float]]:
    """Times of single requests, the two services in turn."""
    ours: list[float] = []
    theirs: list[float] = []
    end = perf_counter() + seconds
    while perf_counter() < end or not theirs:
        ours.append(await latency(pair.connections[0][0], pair.requests[0]))
        theirs.append(await latency(pair.connections[1][0], pair.requests[1]))
    return ours, theirs


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

