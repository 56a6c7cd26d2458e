"""Asks all services in turn and compares: answers first, then times.

Times are only ever compared within a round, where the services ran on the same machine at the
same moment; what is reported is the median over the rounds.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count, repeat
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import orjson

from bench.answers import canonical, difference, objects
from bench.client import Connection, RequestFailed, get, latency, post, throughput
from bench.questions import Question

OURS = "ours"
BY_HAND = "by hand"

CONCURRENCY = 8
"""Connections that ask at the same time when throughput is measured."""

SLOW = 0.25
"""Seconds of an answer from which on two connections ask, so that a block ends in time."""

TOO_SLOW = 3.0
"""Seconds of an answer from which on it is only said, and not measured further."""

PATIENCE = 45.0
"""Seconds after which a service is held not to answer a question."""


class AnswersDiffer(Exception):
    """A service does not answer as ours does: there is nothing to measure."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure: rounds, seconds of each block in them, seconds of warming up."""

    rounds: int
    seconds: float
    warm: float


@dataclass(frozen=True, slots=True)
class Times:
    """What was found for a service: seconds of single requests, requests in a second."""

    p50: float
    p99: float
    rate: float


@dataclass(frozen=True, slots=True)
class Ratios:
    """Ours against another service, above 1 where ours is faster."""

    p50: float
    p99: float
    rate: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found for a question, by the names of the services.

    ``failures`` says of a service that was asked why it gave no answer.
    """

    question: Question
    objects: int
    bytes: int
    times: Mapping[str, Times]
    ratios: Mapping[str, Ratios]
    failures: Mapping[str, str]


@dataclass(slots=True)
class _Side:
    """A question as one of the services gets it."""

    name: str
    port: int
    requests: Iterator[bytes]
    """The request again and again, or each time with another number."""
    seconds: float = 0.0


@dataclass(slots=True)
class _Asked:
    """A question and the services that answer it, ours first."""

    question: Question
    sides: list[_Side]
    answer: bytes = b""
    failures: dict[str, str] = field(default_factory=dict)


async def measure(
    questions: Sequence[Question],
    ports: Mapping[str, int],
    effort: Effort,
    progress: Callable[[str], None],
) -> list[Figures]:
    """Compare the services at these ports. Raises AnswersDiffer."""
    asked = [_Asked(question, _sides(question, ports)) for question in questions]
    for each in asked:
        await _compare(each)
    progress("warming up")
    for each in asked:
        for side in each.sides:
            await _throughput(side, effort.warm / 2)
    rounds: list[list[_Round]] = [[] for _ in asked]
    for i in range(effort.rounds):
        progress(f"round {i + 1} of {effort.rounds}")
        for found, each in zip(rounds, asked, strict=True):
            found.append(await _round(each.sides, effort.seconds, i % 2 == 1))
    return [_figures(each, found) for each, found in zip(asked, rounds, strict=True)]


async def ask_once(question: Question, name: str, port: int) -> bytes:
    """The answer of one service to one request."""
    (side,) = _sides(question, {name: port})
    async with _connected(port) as (connection,):
        return await connection.ask(next(side.requests))


def _sides(question: Question, ports: Mapping[str, int]) -> list[_Side]:
    asked = {OURS: (question.operation, question.variables), **question.peers}

    def by_hand(values: Mapping[str, Any]) -> bytes:
        return get(question.path, {**question.parameters, **values})

    def operation(text: str, variables: Mapping[str, Any], values: Mapping[str, Any]) -> bytes:
        return post("/graphql", {"query": text, "variables": {**variables, **values}})

    def requests(make: Callable[[Mapping[str, Any]], bytes]) -> Iterator[bytes]:
        name = question.anew
        if not name:
            return repeat(make({}))
        return (make({name: number}) for number in count(question.parameters[name]))

    makers: dict[str, Callable[[Mapping[str, Any]], bytes]] = {BY_HAND: by_hand}
    makers |= {name: partial(operation, *each) for name, each in asked.items()}
    return [
        _Side(name, port, requests(makers[name])) for name, port in ports.items() if name in makers
    ]


@asynccontextmanager
async def _connected(port: int, count: int = 1) -> AsyncIterator[list[Connection]]:
    """Open connections for one block: servers close those that rest for some seconds."""
    connections = [await Connection.open(port) for _ in range(count)]
    try:
        yield connections
    finally:
        for each in connections:
            each.close()


# Answers


async def _compare(asked: _Asked) -> None:
    """Keep the services that answer; all must answer the same as the first."""
    wanted = b""
    answering = []
    for side in asked.sides:
        try:
            body = await _ask(side)
        except (RequestFailed, TimeoutError) as error:
            asked.failures[side.name] = str(error) or f"no answer within {PATIENCE:.0f} s"
            continue
        answering.append(side)
        found = canonical(body)
        if not wanted:
            asked.answer, wanted = body, found
        elif found != wanted:
            text = difference(wanted, found)
            raise AnswersDiffer(f"{asked.question.name}, {side.name}: {text}")
        if side.seconds > TOO_SLOW and side.name not in (OURS, BY_HAND):
            asked.failures[side.name] = f"{side.seconds:.1f} s"
            answering.pop()
    asked.sides = answering
    if not answering or answering[0].name != OURS:
        raise AnswersDiffer(f"{asked.question.name}: {asked.failures[OURS]}")


async def _ask(side: _Side) -> bytes:
    """The answer to a second request, whose time is kept: the first one was planned anew."""
    async with _connected(side.port) as (connection,), asyncio.timeout(PATIENCE):
        await connection.ask(next(side.requests))
        start = perf_counter()
        body = await connection.ask(next(side.requests))
        side.seconds = perf_counter() - start
    content = orjson.loads(body)
    if content.get("errors"):
        raise RequestFailed(str(content["errors"][0]["message"]))
    return body


# Times


@dataclass(frozen=True, slots=True)
class _Round:
    """What one round found: times of ours and of each other in turn, and rates by name."""

    pairs: Mapping[str, tuple[list[float], list[float]]]
    rates: Mapping[str, float]


async def _round(sides: Sequence[_Side], seconds: float, flipped: bool) -> _Round:
    ours, *others = sides
    pairs = {other.name: await _latencies(ours, other, seconds) for other in others}
    order = list(reversed(sides)) if flipped else list(sides)
    rates = dict.fromkeys((side.name for side in sides), 0.0)
    for side in (*order, *reversed(order)):  # A B B A: a drift of the machine cancels out.
        rates[side.name] += await _throughput(side, seconds / 2) / 2
    return _Round(pairs, rates)


async def _throughput(side: _Side, seconds: float) -> float:
    at_once = 2 if side.seconds > SLOW else CONCURRENCY
    async with _connected(side.port, at_once) as connections:
        return await throughput(connections, side.requests, seconds)


async def _latencies(ours: _Side, other: _Side, seconds: float) -> tuple[list[float], list[float]]:
    """Times of single requests, the two services in turn, each as often the first of the two."""
    times: tuple[list[float], list[float]] = ([], [])
    async with _connected(ours.port) as (one,), _connected(other.port) as (second,):
        turns = [(one, ours.requests, times[0]), (second, other.requests, times[1])]
        for connection, requests, _ in turns:  # The first on a connection is no time to keep.
            await connection.ask(next(requests))
        end = perf_counter() + seconds
        while perf_counter() < end or not times[1]:
            for connection, requests, kept in turns:
                kept.append(await latency(connection, next(requests)))
            turns.reverse()
    return times


# Figures


def _figures(asked: _Asked, rounds: Sequence[_Round]) -> Figures:
    others = [side.name for side in asked.sides if side.name != OURS]
    times = {name: _times(name, [each.pairs[name][1] for each in rounds], rounds)
             for name in others}  # fmt: skip
    mine = [[time for pair in each.pairs.values() for time in pair[0]] for each in rounds]
    if others:
        times = {OURS: _times(OURS, mine, rounds), **times}
    return Figures(
        question=asked.question,
        objects=sum(1 for _ in objects(orjson.loads(asked.answer)["data"])),
        bytes=len(asked.answer),
        times=times,
        ratios={name: _ratios(name, rounds) for name in others},
        failures=asked.failures,
    )


def _times(name: str, found: Sequence[Sequence[float]], rounds: Sequence[_Round]) -> Times:
    return Times(
        p50=median(median(each) for each in found),
        p99=_p99([time for each in found for time in each]),
        rate=median(each.rates[name] for each in rounds),
    )


def _ratios(name: str, rounds: Sequence[_Round]) -> Ratios:
    pairs = [each.pairs[name] for each in rounds]
    ours, theirs = ([time for pair in pairs for time in pair[i]] for i in (0, 1))
    return Ratios(
        p50=median(median(pair[1]) / median(pair[0]) for pair in pairs),
        p99=_p99(theirs) / _p99(ours),
        rate=median(each.rates[OURS] / each.rates[name] for each in rounds),
    )


def _p99(times: Sequence[float]) -> float:
    if len(times) < 2:
        return times[0]
    return quantiles(times, n=100, method="inclusive")[-1]
