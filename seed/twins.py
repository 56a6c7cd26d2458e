"""What is stored beside the facts so that text can be compared, sorted and searched.

Twins follow from the names of a node alone: they are no facts, have no source, and do not
count as changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.model import SEARCH_PAIRS, SEARCH_TEXT, NodeType, Property
from graph.text import fold, search_pairs, search_text
from graph.writing import NodeRow
from seed.collation import collation_key

RULES = 2
"""The number of the rules by which nodes are made of facts; one more with each change of them.

A graph by other rules is loaded anew.
"""


def make_twins(type: NodeType, properties: Mapping[str, Any]) -> dict[str, str]:
    """The twins of the properties of a node."""
    made: dict[str, str] = {}
    for kept in _natural(type):
        value = properties.get(kept.name)
        if value is not None:
            made[kept.folded] = fold(value)
            made[kept.collation] = collation_key(value)
    names = list(_names(type, properties))
    if names:
        made[SEARCH_TEXT] = search_text(names)
        made[SEARCH_PAIRS] = search_pairs(names)
    return made


def with_twins(type: NodeType, row: NodeRow) -> NodeRow:
    """A node to write with its twins."""
    return NodeRow(row.id, row.type, {**row.properties, **make_twins(type, row.properties)})


def split_twins(type: NodeType, stored: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The facts among the stored properties of a node, and the twins."""
    names = {SEARCH_TEXT, SEARCH_PAIRS}
    for kept in _natural(type):
        names |= {kept.folded, kept.collation}
    facts = {name: value for name, value in stored.items() if name not in names}
    return facts, {name: value for name, value in stored.items() if name in names}


def _natural(type: NodeType) -> list[Property]:
    return [kept for kept in type.properties.values() if kept.natural]


def _names(type: NodeType, properties: Mapping[str, Any]) -> Iterator[str]:
    for kept in type.searched:
        value = properties.get(kept.name)
        if isinstance(value, str):
            yield value
        elif value:
            yield from value
