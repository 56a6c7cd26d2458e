"""What a service notes of one request while it answers it, for logs, metrics and traces."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import Literal, NamedTuple

HASH_LENGTH = 16


class Span(NamedTuple):
    """From when to when, as :func:`time.perf_counter` tells, in seconds."""

    begin: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.end - self.begin


@dataclass(slots=True, kw_only=True)
class Observation:
    """Filled by :meth:`graph.service.Service.execute`; no variable is in it.

    ``operation`` is the name that the document gives the operation, ``code`` that of the first
    error, ``limit`` the setting that refused or ended it, ``compiled`` when text became a
    statement (or one was found to be kept), ``asked`` when the database ran it.
    """

    operation: str | None = None
    code: str | None = None
    limit: str | None = None
    statement: str | None = None
    compiled: Span | None = None
    asked: Span | None = None

    @property
    def plan(self) -> str | None:
        """The hash of the statement, as `govgraph explain` shows it."""
        return plan_hash(self.statement) if self.statement else None

    def compiling(self) -> Timing:
        """Note when that is done, failed or not."""
        return Timing(self, "compiled")

    def asking(self) -> Timing:
        """Note when that is done, failed or not."""
        return Timing(self, "asked")


class Timing:
    """Notes from when to when its block ran; a generator in its stead costs more than entering."""

    __slots__ = ("_begin", "_noted", "_what")

    def __init__(self, noted: Observation, what: Literal["compiled", "asked"]) -> None:
        self._noted = noted
        self._what = what

    def __enter__(self) -> None:
        self._begin = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        setattr(self._noted, self._what, Span(self._begin, time.perf_counter()))


def plan_hash(statement: str) -> str:
    """A short name of a statement: equal for equal texts, on every machine."""
    return hashlib.sha256(statement.encode("utf-8")).hexdigest()[:HASH_LENGTH]
