"""What a service has done so far: the use of its caches, the time of each phase."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum

from graph.recent import Usage


class Phase(Enum):
    """A step from the text of an operation to its statement, and to the maker of its response."""

    PARSE = "parse"
    VALIDATE = "validate"
    PLAN = "plan"
    RENDER = "render"
    ASSEMBLE = "assemble"
    """Write the functions that make the response, while the database is at work."""


@dataclass(slots=True)
class Times:
    """How often a phase was run and how long it took, in seconds."""

    count: int = 0
    total: float = 0.0
    longest: float = 0.0

    def add(self, seconds: float) -> None:
        """Count one run."""
        self.count += 1
        self.total += seconds
        self.longest = max(self.longest, seconds)


@dataclass(frozen=True, slots=True)
class CacheStatistics:
    """The use of a cache, and its bounds.

    ``most`` entries are kept at most (for plans: of each document). Sizes are estimates, in
    bytes; ``most_bytes`` bounds documents and plans together.
    """

    entries: int
    most: int
    size: int
    most_bytes: int
    hits: int
    misses: int
    evictions: int

    @classmethod
    def of(cls, usage: Usage, most: int, most_bytes: int) -> CacheStatistics:
        """The use of a cache as it is now."""
        return cls(
            usage.entries,
            most,
            usage.size,
            most_bytes,
            usage.hits,
            usage.misses,
            usage.evictions,
        )


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a service, since it was made.

    A hit or miss of ``documents`` is a text that was, or was not, kept parsed and validated;
    one of ``plans`` a shape of variables for which there was a plan. ``times`` has the phases
    that were run: none is run for what was kept.
    """

    documents: CacheStatistics
    plans: CacheStatistics
    times: Mapping[Phase, Times]


Durations = dict[Phase, float]
"""Seconds of the phases that one operation went through."""


@dataclass(slots=True)
class Clock:
    """Measures phases, for all operations together and for each by itself."""

    times: dict[Phase, Times] = field(default_factory=lambda: {each: Times() for each in Phase})

    @contextmanager
    def measure(self, phase: Phase, durations: Durations) -> Iterator[None]:
        """Count what is done meanwhile; a phase that fails is counted too."""
        began = time.perf_counter()
        try:
            yield
        finally:
            durations[phase] = time.perf_counter() - began
            self.times[phase].add(durations[phase])
