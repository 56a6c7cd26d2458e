"""Plans `search` and `suggest`; :mod:`graph.finding` says how they are asked in Cypher."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from graph.grouping import Planning
from graph.model import (
    SHARED_LABEL,
    NodeType,
    Root,
    RootKind,
    enum_name,
    superseded_label,
)
from graph.plan import (
    Choice,
    Columns,
    Fixed,
    Item,
    Leaf,
    Many,
    Matched,
    Object,
    One,
    Rows,
    Search,
    Shape,
    Spans,
)
from graph.selection import Field
from graph.text import END, MARGIN, pairs, search_key
from graph.typos import expression, full_text

MAX_TEXT = 200
"""The most characters of a text to search for."""

MAX_HITS = 100
"""The most hits that are answered."""

LOOKED_UP = 3
"""The fewest characters that a text index looks up; for fewer it reads everything."""

DEFAULT_HITS = {RootKind.SEARCH: 20, RootKind.SUGGEST: 10}
"""How many hits are answered when `first` is not given."""

Content = Callable[[Field, str], tuple[Item | Choice, tuple[Object, ...]]]
"""What is read of the nodes that a field answers, of this type or interface."""


# Planning


def kinds(types: Iterable[NodeType]) -> dict[str, NodeType]:
    """The types that search finds, by the name of the kind in GraphQL."""
    return {enum_name(type.name): type for type in types if type.searched}


def plan_search(
    planner: Planning, content: Content, field: Field, root: Root, columns: Columns
) -> Shape:
    """The shape of a root field that searches."""
    text = planner.parameters.add(field.arguments["text"], field, "text", needles)
    item: Item | Choice | None = None
    outputs = []
    for each in field.only():
        match each.name:
            case "node":
                item, objects = content(each, SHARED_LABEL)
                shape: Shape = One(2, objects, isinstance(item, Choice))
            case "score":
                shape = Leaf(0)
            case "matched":
                shape = Matched(1, text)
            case "highlights":
                shape = Spans(1, text, _span(planner, each))
            case _:
                shape = Fixed(field.type_name)
        outputs.append(planner.output(each, shape))
    names = {kept.name: kept for type in planner.types.values() for kept in type.searched}
    search = Search(
        text,
        _labels_parameter(planner, field),
        _limit_parameter(planner, field, root),
        root.kind is RootKind.SEARCH,
        tuple(names.values()),
        item,
        planner.when.known_at,
    )
    made = Object(field.type_name, tuple(outputs))
    return Many(Rows(columns.add(search)), (made,), False)


def _span(planner: Planning, field: Field) -> Object:
    places: dict[str, Shape] = {"start": Leaf(0), "end": Leaf(1)}
    shapes = ((each, places.get(each.name, Fixed("Highlight"))) for each in field.only())
    return Object("Highlight", tuple(planner.output(each, shape) for each, shape in shapes))


def _limit_parameter(planner: Planning, field: Field, root: Root) -> str:
    given = field.arguments.get("first")
    first = DEFAULT_HITS[root.kind] if given is None else given
    return planner.parameters.add(first, field, "first", _limit)


def _labels_parameter(planner: Planning, field: Field) -> str | None:
    given = field.arguments.get("kinds")
    if given is None:
        return None
    known_at = planner.when.known_at
    convert = partial(_labels, kinds(planner.types.values()), known_at is not None)
    return planner.parameters.add(given, field, "kinds", convert)


def needles(text: str) -> dict[str, Any]:
    """All that is made of the text to look for, null for what must find nothing.

    One parameter, because the database plans anew for each combination of the sizes of
    several. ``key``: the search key; ``whole``, ``start``, ``inside``: what the search text of
    a node has that has such a name; ``query``, ``mistaken``, ``pairs``: what tells whether it
    has nearly such a name. Raises ValueError.
    """
    if len(text) > MAX_TEXT:
        raise ValueError(f"{len(text)} characters are too many; give at most {MAX_TEXT}")
    key = search_key(text)
    return {
        "key": key,
        "whole": f"{MARGIN}{key}{END}" if key else None,
        "start": f"{MARGIN}{key}" if key else None,
        # Fewer than three characters cannot be looked up, and are inside of nearly every name.
        "inside": key if len(key) >= LOOKED_UP else None,
        "query": full_text(key),
        "mistaken": expression(key),
        "pairs": pairs(key),
    }


def _limit(value: int) -> int:
    if not 0 <= value <= MAX_HITS:
        raise ValueError(f"{value} is out of range; ask for 0 to {MAX_HITS}")
    return value


def _labels(types: dict[str, NodeType], superseded: bool, names: list[str]) -> list[str]:
    labels = [types[name].label for name in names]
    return [*labels, *map(superseded_label, labels)] if superseded else labels
