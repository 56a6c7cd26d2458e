"""`python -m bench.load`: does the service stand a load that lasts?

First it is found how many mixed requests are answered in a second. Then they come at a share of
that rate at moments of their own, as those of strangers do, whether or not earlier ones have been
answered: a time is counted from the moment at which the request was due, so that a service that
stands still is not spared the requests which come meanwhile.
"""

from __future__ import annotations

import asyncio
import random
import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

import psutil
import rich_click as click
import uvloop

from bench import report
from bench.client import Connection, RequestFailed, latency, post
from bench.databases import Engine, database
from bench.inspection import asking, make_service
from bench.processes import product
from bench.questions import Question, questions
from graph.store import Address, Store

CLOSED = 32
"""Connections that ask one request after the other when the capacity is looked for."""

SPELLS = 3
"""How often the capacity is looked for."""

SAMPLE = 10.0
"""Seconds between two looks at the memory."""

GROWTH = 0.05
"""By which share memory may be larger at the end than in the middle."""

GOOD = b'{"data"'


@dataclass
class Mix:
    """Requests at random. Each question gets the same share of the time that all take.

    So small ones are asked more often than large ones. Of the requests, ``fresh`` (0 to 1) have
    a variable that nobody reads and no other has, so that no answer that was kept will do.
    """

    asked: Sequence[Question]
    weights: Sequence[float]
    fresh: float
    random: random.Random
    _numbers: count[int] = field(default_factory=count)

    @classmethod
    async def of(cls, asked: Sequence[Question], port: int, fresh: float) -> Mix:
        """The mix of some questions, each of which is asked alone first."""
        weights = []
        connection = await Connection.open(port)
        for each in asked:
            times = [await latency(connection, _request(each, i)) for i in range(12)]
            weights.append(1 / median(times[6:]))
        connection.close()
        return cls(asked, weights, fresh, random.Random(1))

    def next(self) -> bytes:
        """A whole request."""
        (question,) = self.random.choices(self.asked, self.weights)
        unseen = self.random.random() < self.fresh
        return _request(question, next(self._numbers) if unseen else None)


def _request(question: Question, number: int | None) -> bytes:
    variables = dict(question.variables)
    if number is not None:
        variables["unread"] = number
    return post("/graphql", {"query": question.operation, "variables": variables})


@dataclass
class Found:
    """What became of the requests: seconds each took, errors by their first words."""

    seconds: array[float] = field(default_factory=lambda: array("d"))
    errors: Counter[str] = field(default_factory=Counter)
    memory: list[int] = field(default_factory=list)
    """Bytes resident in the processes of the service, from time to time."""

    def quantile(self, share: float) -> float:
        """The seconds within which that share was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    @property
    def growth(self) -> float:
        """By which share memory grew in the second half, when the caches are full."""
        settled = self.memory[(len(self.memory) - 1) // 2]
        return self.memory[-1] / settled - 1


async def capacity(mix: Mix, port: int, seconds: float) -> float:
    """Mixed requests that are answered in a second when there is always one more."""
    connections = [await Connection.open(port) for _ in range(CLOSED)]
    end = perf_counter() + seconds

    async def work(connection: Connection) -> int:
        done = 0
        while perf_counter() < end:
            await connection.ask(mix.next())
            done += 1
        return done

    start = perf_counter()
    done = sum(await asyncio.gather(*map(work, connections)))
    taken = perf_counter() - start
    for each in connections:
        each.close()
    return done / taken


async def endure(
    mix: Mix, port: int, rate: float, seconds: float, memory: Callable[[], int]
) -> Found:
    """What becomes of ``rate`` requests a second, which come at random moments."""
    found = Found()
    free: list[Connection] = []
    running: set[asyncio.Task[None]] = set()

    def still_open() -> Iterator[Connection]:
        while free:
            if (connection := free.pop()).is_open:
                yield connection

    async def ask(request: bytes, due: float) -> None:
        try:
            connection = next(still_open(), None) or await Connection.open(port)
            body = await connection.ask(request)
        except (RequestFailed, OSError) as error:
            found.errors[str(error)[:80]] += 1
            return
        free.append(connection)
        found.seconds.append(perf_counter() - due)
        if not body.startswith(GOOD):
            found.errors[body[:80].decode("utf-8", "replace")] += 1

    due = start = perf_counter()
    look = start
    while due < start + seconds:
        due += mix.random.expovariate(rate)
        if (pause := due - perf_counter()) > 0:
            await asyncio.sleep(pause)
        task = asyncio.create_task(ask(mix.next(), due))
        running.add(task)
        task.add_done_callback(running.discard)
        if due >= look:
            found.memory.append(memory())
            look += SAMPLE
    await asyncio.gather(*running)
    found.memory.append(memory())
    for each in free:
        each.close()
    return found


def resident(port: int) -> Callable[[], int]:
    """What tells the bytes resident in the process that serves a port, and in its workers."""
    (server,) = [
        each
        for each in psutil.Process().children(recursive=True)
        if f"--port {port}" in " ".join(each.cmdline())
    ]

    def look() -> int:
        family = [server, *server.children(recursive=True)]
        return sum(int(each.memory_info().rss) for each in family)

    return look


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option("--size", type=click.IntRange(500), default=10_000, help="Nodes of the graph.")
@click.option("--seconds", default=600.0, help="How long the load lasts.")
@click.option("--share", default=0.8, help="Of the capacity that was found.")
@click.option("--fresh", default=0.5, help="Share of requests of which no answer can be kept.")
@click.option("--workers", type=click.IntRange(1), default=1, help="Processes that answer.")
@click.option("--heap", default="2g", help="Most heap of the database.")
@click.option("--page-cache", default="1g", help="Page cache of the database.")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to keep the graph in for the next run.",
)
def main(
    size: int,
    seconds: float,
    share: float,
    fresh: float,
    workers: int,
    heap: str,
    page_cache: str,
    keep: Path | None,
) -> None:
    """Ask mixed questions for long; exit 1 when one fails or memory grows."""
    engine = Engine(heap, page_cache, keep)
    with database(size, 1, engine) as address, product(address, workers, cached=True) as port:
        found = uvloop.run(_run(address, port, seconds, share, fresh))
    _tell(found)
    sys.exit(1 if found.errors or found.growth > GROWTH else 0)


async def _run(address: Address, port: int, seconds: float, share: float, fresh: float) -> Found:
    async with Store(address) as store:
        asked = await questions(asking(make_service(store)))
    mix = await Mix.of(asked, port, fresh)
    # On a shared machine it is not the same all the time: what it never falls below counts.
    most = min([await capacity(mix, port, min(20.0, seconds)) for _ in range(SPELLS)])
    report.say(f"capacity {most:,.0f} requests a second; {share * most:,.0f} for {seconds:,.0f} s")
    return await endure(mix, port, share * most, seconds, resident(port))


def _tell(found: Found) -> None:
    milliseconds = {f"p{100 * q:g}": f"{found.quantile(q) * 1000:,.1f} ms" for q in QUANTILES}
    times = ", ".join(f"{name} {value}" for name, value in milliseconds.items())
    report.out.print(f"{len(found.seconds):,} answers, {found.errors.total()} errors; {times}")
    megabytes = [round(each / 1e6) for each in found.memory]
    report.out.print(f"memory (MB): {megabytes}; grew by {found.growth:.1%} in the second half")
    for error, times_seen in found.errors.most_common(10):
        report.out.print(f"{times_seen} x {error}", markup=False)


QUANTILES = (0.5, 0.95, 0.99, 0.999)

if __name__ == "__main__":
    main()
