"""How the database carries out a statement: its own plan, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Explain(Enum):
    """What the database is asked to tell about a statement; the values are put before it."""

    PLAN = "EXPLAIN "
    """Its plan, from the database's cache if it is there; the statement is not run."""
    PLAN_ANEW = "CYPHER replan=force EXPLAIN "
    """Its plan, made as if the statement had never been seen."""
    PROFILE = "PROFILE "
    """Its plan with what happened in a run."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A step of the database's plan and the steps that feed it.

    ``rows`` and ``hits`` (accesses to stored data) are None where the statement was not run.
    """

    name: str
    details: str
    estimated_rows: float
    rows: int | None
    hits: int | None
    children: tuple[Operator, ...]

    def __iter__(self) -> Iterator[Operator]:
        """The operator and all below it, the consumer before what feeds it."""
        yield self
        for child in self.children:
            yield from child

    def total_hits(self) -> int | None:
        """The hits of all operators together; None where the statement was not run."""
        return None if self.hits is None else sum(each.hits or 0 for each in self)


@dataclass(frozen=True, slots=True)
class DatabasePlan:
    """The plan of a statement, with the time (seconds) from asking for it to having it.

    ``server`` names the database and its version, ``planner`` and ``runtime`` the parts of
    it that made the plan and would run, or ran, it.
    """

    root: Operator
    seconds: float
    server: str
    planner: str
    runtime: str
