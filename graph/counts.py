"""Counts that are remembered from one request to the next.

A filtered `totalCount` reads every node that it counts, and people ask for it with each page.
The statement itself decides whether a remembered count still holds: it compares the state of
the graph, and counts only when that has changed, so that there is one statement either way.
The state is the number of the newest dataset version with how many nodes and relationships
there are, which the database knows without counting. A graph without versions is counted
always. What a state cannot show is a change of properties alone that no load made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.cypher import condition
from graph.plan import Count, Memory, Plan
from graph.recent import Recent

MAX_COUNTS = 10_000
"""How many counts are remembered; each takes less than a kilobyte."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A count in column ``index`` of a statement; ``text`` is what it counts."""

    index: int
    memory: Memory
    text: str

    def key(self, parameters: Mapping[str, Any]) -> str:
        """What is counted, with the values of one request."""
        return f"{self.text} {[parameters[name] for name in self.memory.depends]!r}"


def counted(plan: Plan) -> tuple[Counted, ...]:
    """The counts of a plan that can be remembered."""
    return tuple(
        Counted(i, column.memory, f"{column.source.type.labels} {condition(column.where)}")
        for i, column in enumerate(plan.columns)
        if isinstance(column, Count) and column.memory
    )


class Counts:
    """The counts of earlier requests, each with the state of the graph in which it held."""

    def __init__(self) -> None:
        self._known: Recent[str, list[Any]] = Recent(MAX_COUNTS)

    def recall(
        self, asked: Iterable[Counted], parameters: Mapping[str, Any]
    ) -> dict[str, list[Any] | None]:
        """The parameters that tell the statement what is known."""
        return {each.memory.name: self._known.recall(each.key(parameters)) for each in asked}

    def keep(
        self, asked: Iterable[Counted], parameters: Mapping[str, Any], row: Sequence[Any]
    ) -> None:
        """Remember what a statement answered; its last value is the state."""
        state = row[-1]
        if state is not None:
            for each in asked:
                self._known.keep(each.key(parameters), [state, row[each.index]])
