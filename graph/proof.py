"""The clauses that find who says so: the statements behind a relationship.

A statement is a node that leads to the subject of a fact, where a relationship starts, and
names its predicate, the type, and its object, the id of the node where the relationship ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.expressions import Names, pattern
from graph.model import (
    ABOUT,
    AUTHORITY,
    BY,
    DISPUTES,
    Direction,
    Hop,
    Relation,
    When,
    ordinary_type,
)


@dataclass(frozen=True, slots=True)
class Among:
    """Among which relationships one is: those of hops, at a time."""

    hops: Sequence[Hop]
    when: When

    @property
    def are_dated(self) -> bool:
        """Whether they hold for a time."""
        return any(hop.dated for hop in self.hops)

    @property
    def derived(self) -> tuple[str, str] | None:
        """The types from which they are derived, where they are stated nowhere."""
        return next((hop.derived for hop in self.hops if hop.derived), None)

    @property
    def said_by(self) -> str | None:
        """The type by which statements lead to the end of what they say, where there is one."""
        return next((hop.said_by for hop in self.hops if hop.said_by), None)

    def predicate_of(self, edge: str) -> str:
        """What the facts that state one of them have as their predicate."""
        if not any(hop.by_authority for hop in self.hops):
            return self.type_of(edge)
        return f"{self.type_of(edge)} + coalesce('{BY}' + {edge}.{AUTHORITY.name}, '')"

    def type_of(self, edge: str) -> str:
        """The type of one of them as facts name it."""
        is_plain = self.when.known_at is None and not self.are_dated
        return f"type({edge})" if is_plain else ordinary_type(f"type({edge})")


def statements_of(node: str, predicate: str, when: When, statement: str, names: Names) -> list[str]:
    """The clauses that find the statements that give a node a property."""
    path = _step(ABOUT, Direction.IN, when, (node, statement), names)
    return [f"MATCH {path} WHERE {statement}.predicate = '{predicate}'"]


def behind(edge: str, among: Among, statement: str, names: Names, *, disputed: bool) -> list[str]:
    """The clauses that find what a relationship follows from, or what is set aside for it.

    A statement supports it within its own dates, which may be wider: a relationship holds only
    while both its ends exist. A derived relationship follows from two statements about a node
    between its ends.
    """
    start, end, when = names.new(), names.new(), among.when
    ends = f"WITH *, startNode({edge}) AS {start}, endNode({edge}) AS {end}"
    kind = DISPUTES if disputed else ABOUT
    if among.derived is None:
        path = _step(kind, Direction.IN, when, (start, statement), names)
        found = [_says(statement, among.predicate_of(edge), None if disputed else end)]
        if among.are_dated and not disputed:
            found += [
                f"({statement}.validFrom IS NULL OR {edge}.validFrom >= {statement}.validFrom)",
                f"({statement}.validTo IS NULL OR {edge}.validTo <= {statement}.validTo)",
            ]
        condition = " AND ".join(found)
        if among.said_by and not disputed:
            given = _step(among.said_by, Direction.IN, when, (end, statement), names)
            return [
                ends,
                f"CALL ({edge}, {start}, {end}) {{",
                f"  MATCH {path} WHERE {condition} RETURN {statement}",
                "  UNION",
                f"  MATCH {given} RETURN {statement}",
                "}",
            ]
        return [ends, f"MATCH {path} WHERE {condition}"]
    to_start, to_end = among.derived
    between = names.new()
    paths = [
        _step(to_start, Direction.IN, when, (start, between), names),
        _step(to_end, Direction.OUT, when, (between, end), names),
        _step(kind, Direction.IN, when, (between, statement), names),
    ]
    either = [
        f"({_says(statement, repr(type), None if disputed else node)})"
        for type, node in ((to_start, start), (to_end, end))
    ]
    return [ends, f"MATCH {', '.join(paths)} WHERE {' OR '.join(either)}"]


def _says(statement: str, predicate: str, object: str | None) -> str:
    """What a statement says: the predicate, and the object where it is not another one."""
    said = f"{statement}.predicate = {predicate}"
    return f"{said} AND {statement}.object = {object}.id" if object else said


def _step(type: str, direction: Direction, when: When, ends: tuple[str, str], names: Names) -> str:
    relation = Relation(type, (Hop(type, direction),), "", many=True).at(when)
    return pattern(relation, *ends, names)
