"""What a service notes of one request while it answers it, for logs, metrics and traces."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

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

    @contextmanager
    def compiling(self) -> Iterator[None]:
        """Note when that is done, failed or not."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.compiled = Span(begin, time.perf_counter())

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Note when that is done, failed or not."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.asked = Span(begin, time.perf_counter())


def plan_hash(statement: str) -> str:
    """A short name of a statement: equal for equal texts, on every machine."""
    return hashlib.sha256(statement.encode("utf-8")).hexdigest()[:HASH_LENGTH]
