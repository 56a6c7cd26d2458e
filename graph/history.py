"""Plans what a node was related to at any time: `history`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from graph.model import SHARED_LABEL, VALIDITY, NodeType
from graph.plan import (
    Choice,
    Columns,
    Fixed,
    History,
    Item,
    Leaf,
    Many,
    Object,
    One,
    Output,
    Rows,
    Shape,
)
from graph.selection import Field

Content = Callable[[Field, str], tuple[Item | Choice, tuple[Object, ...]]]
"""What is read of the nodes that a field answers, and the objects made of it."""

_KIND = 0
"""Where a row has the type of its relationship; the properties of it follow, then the node."""
_NODE = 1 + len(VALIDITY)


class Planning(Protocol):
    """What is needed of the planner."""

    def output(self, field: Field, shape: Shape) -> Output:
        """A field of an object in the response."""


def plan_history(
    planner: Planning, content: Content, type: NodeType, field: Field, columns: Columns
) -> Shape:
    """The shape of a list of all that holds, held or will hold."""
    types = type.histories[field.name]
    item: Item | Choice | None = None
    outputs = []
    for each in field.only():
        if each.name == "node":
            item, objects = content(each, SHARED_LABEL)
            shape: Shape = One(_NODE, objects, isinstance(item, Choice))
        elif each.name == "kind":
            shape = Leaf(_KIND, types, each.type_name)
        elif each.name in VALIDITY:
            kept = VALIDITY[each.name]
            enum = each.type_name if kept.values else ""
            shape = Leaf(1 + list(VALIDITY).index(each.name), kept.values, enum)
        else:
            shape = Fixed(field.type_name)
        outputs.append(planner.output(each, shape))
    made = Object(field.type_name, tuple(outputs))
    return Many(Rows(columns.add(History(types, item))), (made,), False)
