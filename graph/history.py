"""Plans what is read of relationships: their times, ends, and the statements behind them."""

from __future__ import annotations

from typing import cast

from graph.grouping import Planning
from graph.model import SHARED_LABEL, STATEMENT, TOLD_BY_EDGES, NodeType, Relation
from graph.plan import (
    Behind,
    Choice,
    Columns,
    EdgeColumn,
    EndNode,
    Fixed,
    Follow,
    Held,
    History,
    Item,
    Kind,
    Leaf,
    Many,
    Object,
    One,
    Read,
    Rows,
    Shape,
    Steps,
    StepsTo,
    Support,
    SupportOf,
    Words,
    read_leaf,
)
from graph.searching import Content
from graph.selection import Field

_ENDS = {"node": False, "object": False, "subject": True}
"""The fields that answer a node of a relationship, and whether it starts there."""

CONFLICTS = "conflicts"
PROOFS = ("sources", CONFLICTS)
"""The fields that answer the statements behind relationships, and those set aside for them."""


def plan_history(
    planner: Planning, content: Content, type: NodeType, field: Field, columns: Columns
) -> Shape:
    """The shape of a list of all that holds, held or will hold."""
    types = type.histories[field.name]
    made, read = _relationship(planner, content, field, types, SHARED_LABEL)
    stated = {hop.type: hop for each in type.relations.values() for hop in each.hops}
    hops = tuple(stated[name] for name in types)
    return Many(Rows(columns.add(History(hops, read, planner.when))), (made,), False)


def plan_steps(
    planner: Planning, content: Content, relation: Relation, field: Field, columns: Columns
) -> Shape:
    """The shape of the relationships on the way to a node in a list."""
    made, read = _relationship(planner, content, field, _types(relation), relation.target)
    return Many(Rows(columns.add(Steps(relation, read))), (made,), False)


def plan_steps_to(
    planner: Planning, content: Content, relation: Relation, field: Field, columns: Columns
) -> Shape:
    """The shape of the relationships on the way to the node with the argument `id`, or null."""
    id = planner.parameters.add(field.arguments["id"], field, "id")
    made, read = _relationship(planner, content, field, _types(relation), relation.target)
    return Many(Rows(columns.add(StepsTo(relation, id, read))), (made,), False, absent=True)


def plan_support(
    planner: Planning, content: Content, relation: Relation, field: Field, columns: Columns
) -> Shape:
    """The shape of the statements behind the way to a node in a list."""
    with planner.level(field):
        item, objects = content(field, STATEMENT)
    column = Support(relation, cast(Item, item), field.name == CONFLICTS)
    return Many(Rows(columns.add(column)), objects, False)


def plan_support_of(
    planner: Planning, content: Content, type: NodeType, of: str, field: Field, columns: Columns
) -> Shape:
    """The shape of the statements of one property or single relation of a node."""
    by = type.stated[of]
    by = by.at(planner.when) if isinstance(by, Relation) else by
    item, objects = content(field, STATEMENT)
    column = SupportOf(by, cast(Item, item), planner.when)
    return Many(Rows(columns.add(column)), objects, False)


def plan_words(planner: Planning, type: NodeType, columns: Columns) -> Shape:
    """The shape of the words of a statement's passage: where they are is read, not they."""
    document = type.relations["document"].at(planner.when)
    target = planner.types[document.target]
    checksum = Item(target, (Read(target.properties["sha256"]),))
    start, end = (columns.add(Read(type.properties[name])) for name in ("start", "end"))
    return Words((start, end, columns.add(Follow(document, checksum))))


def _types(relation: Relation) -> tuple[str, ...]:
    return tuple(hop.type for hop in relation.hops)


def _relationship(
    planner: Planning, content: Content, field: Field, types: tuple[str, ...], target: str
) -> tuple[Object, tuple[EdgeColumn, ...]]:
    """The object made of a relationship of these types, and what is read for it."""
    columns = Columns()

    def shape(each: Field) -> Shape:
        if each.name == "kind":
            return Leaf(columns.add(Kind()), types, each.type_name)
        if each.name in TOLD_BY_EDGES:
            return read_leaf(columns, Held, TOLD_BY_EDGES, each)
        if each.name in _ENDS:
            with planner.level(each):
                item, objects = content(each, target)
            index = columns.add(EndNode(item, _ENDS[each.name]))
            return One(index, objects, isinstance(item, Choice))
        if each.name in PROOFS:
            with planner.level(each):
                item, objects = content(each, STATEMENT)
            index = columns.add(Behind(cast(Item, item), each.name == CONFLICTS))
            return Many(Rows(index), objects, False)
        return Fixed(field.type_name)

    outputs = tuple(planner.output(each, shape(each)) for each in field.only())
    return Object(field.type_name, outputs), cast("tuple[EdgeColumn, ...]", columns.done())
