"""Whether a node exists on a day, and what it is called then: in Cypher, and as an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.expressions import Names, holds, pattern
from graph.model import MAX_DEPTH, Direction, Hop, NodeType, Relation, When
from graph.plan import CalledName

NAMES_OF_BODIES = ("OFFICIAL", "FORMER")
"""The kinds of names that a body goes by in full."""


def called_name(column: CalledName, node: str, names: Names) -> str:
    """The name of a node in the language asked for, in another where it has none."""
    called, languages = column.called, column.called.order(column.language)
    now = ", ".join(f"{node}.{called.properties[each]}" for each in languages)
    if called.relation is None or column.when.as_of is None:
        return f"coalesce({now})"
    name = names.new()
    borne = _along(called.relation, Direction.OUT, column.when.known_at)
    kinds = ", ".join(f"'{kind}'" for kind in NAMES_OF_BODIES)
    found = [f"{name}.kind IN [{kinds}]", *holds(name, column.when.as_of)]
    of_the_day = (
        f"MATCH {pattern(borne, node, name, names)} WHERE {' AND '.join(found)} "
        f"RETURN {name}.value ORDER BY {name}.language <> '{languages[0]}', "
        # The latest, where the days of two overlap since neither is certain.
        f"{name}.validFrom IS NULL, {name}.validFrom DESC, {name}.id LIMIT 1"
    )
    return f"coalesce(head(COLLECT {{ {of_the_day} }}), {now})"


def row_or_absence(type: NodeType, node: str, row: str, as_of: str, names: Names) -> str:
    """The row of a node; of one that does not exist on the day, a map that tells of it."""
    exists = " AND ".join(holds(node, as_of))
    days = ", ".join(f"{name}: toString({node}.{name})" for name in ("validFrom", "validTo"))
    others = ", ".join(
        f"{name}: {_of_the_day(type, direction, node, as_of, names)}"
        for name, direction in (("successors", Direction.OUT), ("predecessors", Direction.IN))
    )
    absence = f"{{id: {node}.id, {days}, {others}}}"
    return f"CASE WHEN {node}:{type.labels} AND NOT ({exists}) THEN {absence} ELSE {row} END"


def _of_the_day(type: NodeType, direction: Direction, node: str, as_of: str, names: Names) -> str:
    """The ids of those in the line of succession that exist on the day."""
    far = names.new()
    line = _along(type.succession, direction, type.known_at, most=MAX_DEPTH)
    path, exists = pattern(line, node, far, names), " AND ".join(holds(far, as_of))
    return f"COLLECT {{ MATCH {path} WHERE {exists} RETURN DISTINCT {far}.id ORDER BY {far}.id }}"


def _along(type: str, direction: Direction, known_at: str | None, most: int = 1) -> Relation:
    hop = Hop(type, direction, most=most)
    return Relation(type, (hop,), "", many=True, when=When(known_at=known_at))


def absence_message(absence: Mapping[str, Any], day: str) -> str:
    """What the error says of a node that did not exist on a day."""
    start, end = absence["validFrom"], absence["validTo"]
    is_over = end is not None and end < day
    text = f"{absence['id']} did not exist on {day}: it "
    text += f"existed until {end}" if is_over else f"exists from {start}"
    others = absence["successors" if is_over else "predecessors"]
    if others:
        text += f"; {'after' if is_over else 'before'} it there was {', '.join(others)}"
    return text


_TOLD = ("id", "validFrom", "validTo", "successors", "predecessors")


def absence_extensions(absence: Mapping[str, Any], day: str) -> dict[str, Any]:
    """The same for programs."""
    # A map of the database has no order of its own.
    return {"code": "NOT_IN_EXISTENCE", "asOf": day, **{name: absence[name] for name in _TOLD}}
