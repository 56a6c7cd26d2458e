"""Figures that are remembered from one request to the next: counts, aggregates and groups.

A filtered `totalCount`, `aggregate` or `groups` of a root field reads every node that it is
about, and people ask for it with each page and each view. The statement itself decides whether
what is remembered still holds: it compares the state of the graph, and reads only when that has
changed, so that there is one statement either way. The state is the number of the newest dataset
version with how many nodes and relationships there are, which the database knows without
counting. A graph without versions is read always. What a state cannot show is a change that no
load made and that leaves these numbers as they are.

Groups by what a walk leads to have one for all nodes that it leads nowhere. Whether there is any
such node is remembered too, for all who group by it: the statement then need not look for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.cypher import alone
from graph.plan import Plan, memory, remembered_value
from graph.recent import Recent

MAX_FIGURES = 10_000
"""How many figures are remembered."""
MAX_BYTES = 32 * 2**20
"""About how many bytes of memory they may take."""
BYTES_PER_CHARACTER = 4
"""What a figure takes for a character of what it prints: measured 3 for lists of short texts."""

_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Figure:
    """The figures in column ``index`` of a statement, which ``text`` reads with ``depends``.

    ``is_told``: the statement itself needs what is remembered of them.
    """

    index: int
    text: str
    depends: tuple[str, ...]
    is_told: bool

    def key(self, parameters: Mapping[str, Any]) -> str:
        """What is read, with the values of one request."""
        return f"{self.text} {[parameters[name] for name in self.depends]!r}"


def figures(plan: Plan) -> tuple[Figure, ...]:
    """The figures of a plan that can be remembered."""
    texts = [(i, alone(plan.columns[i])) for i in plan.remembered]
    return tuple(
        Figure(i, text, tuple(_PARAMETER.findall(text)), plan.tells(i)) for i, text in texts
    )


@dataclass(slots=True)
class Known:
    """What is known for one request: for each of its figures the key, the state and the value.

    ``told`` are the parameters that tell the statement; None of what is not known.
    """

    keys: dict[int, str] = field(default_factory=dict)
    values: dict[int, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)


class Figures:
    """The figures of earlier requests, each with the state of the graph in which it held."""

    def __init__(self) -> None:
        self._kept: Recent[str, tuple[Any, Any]] = Recent(MAX_FIGURES, MAX_BYTES)

    def recall(self, asked: Sequence[Figure], parameters: Mapping[str, Any]) -> Known:
        """What is known of the figures that a request asks for."""
        known = Known()
        for each in asked:
            key = known.keys[each.index] = each.key(parameters)
            state, known.values[each.index] = self._kept.recall(key) or (None, None)
            known.told[memory(each.index)] = state
            if each.is_told:
                known.told[remembered_value(each.index)] = known.values[each.index]
        return known

    def complete(self, row: list[Any], known: Known) -> None:
        """Put what is known into the row that a statement answered; remember what it read.

        The last value of the row is the state of the graph.
        """
        for index, key in known.keys.items():
            if row[index] is None:
                row[index] = known.values[index]
            elif row[-1] is not None and row[-1] != known.told[memory(index)]:
                size = len(key) + len(repr(row[index]))
                self._kept.keep(key, (row[-1], row[index]), BYTES_PER_CHARACTER * size)
