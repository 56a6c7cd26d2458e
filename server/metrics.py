"""Counts requests, and gathers what the other parts count, as families of samples.

Plain numbers, kept without a lock by the one thread that answers: the library that writes them in
the format of Prometheus is loaded when somebody first asks for it.
"""

from __future__ import annotations

import bisect
import itertools
import os
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.statistics import CacheStatistics, Statistics
from graph.store.admission import Load
from server.caching import ResponseStatistics
from server.observing import Record

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds up to which a histogram counts; the last bucket has the rest."""

MAX_NAMES = 100
"""How many names of operations have figures of their own: each costs whoever stores them, and
clients choose them. The rest is counted as OTHER."""

LONGEST_NAME = 64
PAGE = 4096 if sys.platform == "win32" else os.sysconf("SC_PAGE_SIZE")
UNNAMED = "unnamed"
OTHER = "other"
NONE = "none"

Labels = tuple[str, ...]


@dataclass(slots=True)
class Family:
    """A metric: ``kind`` is counter, gauge or histogram; ``labels`` are names.

    ``samples`` has a value for each values of the labels, and for the suffix that the name has:
    empty, or `_bucket` (with `le` as last label), `_sum` and `_count` of a histogram.
    """

    name: str
    kind: str
    about: str
    labels: Labels = ()
    samples: dict[tuple[str, Labels], float] = field(default_factory=dict)

    def add(self, value: float, *values: str) -> None:
        """A value of a counter or gauge."""
        self.samples["", values] = value

    def add_histogram(self, histogram: Histogram, *values: str) -> None:
        """The values of a histogram."""
        bounds = [*map(str, BUCKETS), "+Inf"]
        for bound, count in zip(bounds, itertools.accumulate(histogram.counts), strict=True):
            self.samples["_bucket", (*values, bound)] = count
        self.samples["_sum", values] = histogram.total
        self.samples["_count", values] = sum(histogram.counts)


class Histogram:
    """How many durations fell into each bucket, and their sum in seconds."""

    __slots__ = ("counts", "total")

    def __init__(self) -> None:
        self.counts = [0] * (len(BUCKETS) + 1)
        self.total = 0.0

    def add(self, seconds: float) -> None:
        """Count one."""
        self.counts[bisect.bisect_left(BUCKETS, seconds)] += 1
        self.total += seconds


class Metrics:
    """An observer of requests: what it has counted so far.

    ``names`` are operations known beforehand, which always have figures of their own.
    """

    def __init__(self, names: Collection[str] = ()) -> None:
        self._names = set(names)
        self._most = len(self._names) + MAX_NAMES
        self._requests: Counter[tuple[str, int]] = Counter()
        self._durations: dict[str, Histogram] = {}
        self._operations: Counter[Labels] = Counter()
        self._operation_durations: dict[str, Histogram] = {}
        self._rejected: Counter[Labels] = Counter()
        self._compile = Histogram()
        self._database = Histogram()

    def observe(self, record: Record) -> None:
        """Count a request that is over."""
        route = record.route or OTHER
        seconds = record.seconds
        self._requests[route, record.status] += 1
        _histogram(self._durations, route).add(seconds)
        if record.limit is not None:
            self.reject(record.limit)
        if record.compiled is not None:
            self._compile.add(record.compiled.seconds)
        if record.asked is not None:
            self._database.add(record.asked.seconds)
        if record.is_operation:
            name = self._name(record)
            self._operations[name, record.code or NONE] += 1
            _histogram(self._operation_durations, name).add(seconds)

    def reject(self, limit: str) -> None:
        """Count what was refused before it was a request; ``limit`` is the setting."""
        self._rejected[(limit,)] += 1

    def _name(self, record: Record) -> str:
        """The label of an operation; only one that was answered can get a new one."""
        name = record.operation
        if name is None:
            return UNNAMED
        if name in self._names:
            return name
        if record.code is None and len(name) <= LONGEST_NAME and len(self._names) < self._most:
            self._names.add(name)
            return name
        return OTHER

    def families(self) -> Iterator[Family]:
        """The figures."""
        requests = _family("requests", "counter", "HTTP requests", ("route", "status"))
        for (route, status), count in self._requests.items():
            requests.add(count, route, str(status))
        yield requests
        yield _histograms("request_seconds", "Time of a request", "route", self._durations)
        labels = ("operation", "code")
        yield _counter("operations", "GraphQL operations, by first error", labels, self._operations)
        about = "Time of a request for an operation"
        yield _histograms("operation_seconds", about, "operation", self._operation_durations)
        about = "Requests that a limit refused"
        yield _counter("rejected", about, ("limit",), self._rejected)
        yield _histogram_family("compile_seconds", "Time from text to statement", self._compile)
        yield _histogram_family("database_seconds", "Time of a statement", self._database)


def service_families(statistics: Statistics, responses: ResponseStatistics) -> Iterator[Family]:
    """What the service counts: its caches and the phases of compilation."""
    caches = {"documents": statistics.documents, "plans": statistics.plans}
    yield from cache_families({**caches, "responses": responses.kept})
    about = "Requests answered with what another one had asked for at the same time"
    yield _counter("responses_shared", about, (), _one(responses.shared))
    about = "Requests answered with 304"
    yield _counter("responses_not_modified", about, (), _one(responses.not_modified))
    runs = _family("phase_runs", "counter", "Runs of a phase of compilation", ("phase",))
    spent = _family("phase_seconds", "counter", "Time of a phase of compilation", ("phase",))
    for phase, times in statistics.times.items():
        runs.add(times.count, phase.value)
        spent.add(times.total, phase.value)
    yield runs
    yield spent


def cache_families(caches: Mapping[str, CacheStatistics]) -> Iterator[Family]:
    """The use of caches, by their names."""
    for name, kind, about in (
        ("hits", "counter", "What a cache had"),
        ("misses", "counter", "What a cache had not"),
        ("evictions", "counter", "What left a cache to make room"),
        ("entries", "gauge", "What is in a cache"),
        ("size", "gauge", "Bytes of a cache, estimated"),
    ):
        shown = "bytes" if name == "size" else name
        family = _family(f"cache_{shown}", kind, about, ("cache",))
        for cache, statistics in caches.items():
            family.add(getattr(statistics, name), cache)
        yield family


def store_families(load: Load, pool_size: int, statements: int) -> Iterator[Family]:
    """The pool of connections to the database, and what was sent over it."""
    pool = _family("pool_places", "gauge", "Statements at the database, by state", ("state",))
    pool.add(load.running, "running")
    pool.add(load.waiting, "waiting")
    yield pool
    size = _family("pool_size", "gauge", "Most statements at the database at once")
    size.add(pool_size)
    yield size
    yield _counter(
        "pool_refused", "Statements for which there was no place", (), _one(load.refused)
    )
    yield _counter("statements", "Statements sent to the database", (), _one(statements))


def process_families() -> Iterator[Family]:
    """The process itself."""
    yield _counter("cpu_seconds", "Processor time of the service", (), _one(time.process_time()))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        memory = _family("resident_bytes", "gauge", "Memory of the service")
        memory.add(pages * PAGE)
        yield memory


def total(parts: Iterable[Iterable[Family]]) -> list[Family]:
    """The families of several processes as those of one: their sums."""
    summed: dict[str, Family] = {}
    for family in itertools.chain.from_iterable(parts):
        known = summed.setdefault(
            family.name, Family(family.name, family.kind, family.about, family.labels)
        )
        for key, value in family.samples.items():
            known.samples[key] = known.samples.get(key, 0) + value
    return list(summed.values())


def _one(value: float) -> Mapping[Labels, float]:
    return {(): value}


def _family(name: str, kind: str, about: str, labels: Labels = ()) -> Family:
    return Family(f"govgraph_{name}", kind, about, labels)


def _counter(name: str, about: str, labels: Labels, values: Mapping[Labels, float]) -> Family:
    samples = {("", key): value for key, value in values.items()}
    return Family(f"govgraph_{name}", "counter", about, labels, samples)


def _histograms(name: str, about: str, label: str, values: Mapping[str, Histogram]) -> Family:
    family = _family(name, "histogram", about, (label,))
    for value, histogram in values.items():
        family.add_histogram(histogram, value)
    return family


def _histogram_family(name: str, about: str, histogram: Histogram) -> Family:
    family = _family(name, "histogram", about)
    family.add_histogram(histogram)
    return family


def _histogram(histograms: dict[str, Histogram], name: str) -> Histogram:
    found = histograms.get(name)
    if found is None:
        found = histograms[name] = Histogram()
    return found
