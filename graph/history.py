"""Plans what a node was related to at any time: `history`."""

from __future__ import annotations

from graph.grouping import Planning
from graph.model import SHARED_LABEL, TOLD_BY_EDGES, NodeType
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
    Rows,
    Shape,
    leaf,
)
from graph.searching import Content
from graph.selection import Field

_KIND = 0
"""Where a row has the type of its relationship; the properties of it follow, then the node."""
_NODE = 1 + len(TOLD_BY_EDGES)


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
        elif each.name in TOLD_BY_EDGES:
            index = 1 + list(TOLD_BY_EDGES).index(each.name)
            shape = leaf(index, TOLD_BY_EDGES[each.name], each)
        else:
            shape = Fixed(field.type_name)
        outputs.append(planner.output(each, shape))
    made = Object(field.type_name, tuple(outputs))
    index = columns.add(History(types, item, planner.when.known_at))
    return Many(Rows(index), (made,), False)
