"""The plan of an operation: which nodes are read, and where each value goes in the answer.

A plan is a tree of frozen dataclasses in two halves. Columns say what the database reads
for a node; shapes say how a row of these columns becomes an object of the response. A plan
holds no value of a request: those are parameters, bound for each request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode

from graph.model import NodeType, Property, Relation
from graph.parameters import Parameter
from graph.predicates import Key, Where
from graph.selection import Field, Path

# Columns: what is read


@dataclass(frozen=True, slots=True)
class Source:
    """The nodes that a list is taken from: all of a type, or those of a relation."""

    type: NodeType
    relation: Relation | None
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What is read of a node of ``type``."""

    type: NodeType
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is read of a node of any of several types: the first that it is."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A property of the node."""

    property: Property


@dataclass(frozen=True, slots=True)
class Follow:
    """The one node of a relation."""

    relation: Relation
    item: Item | Choice


@dataclass(frozen=True, slots=True)
class Page:
    """A list of nodes: filtered, sorted, limited.

    ``after`` names the parameters with the cursor's values, one for each key of ``order``.
    ``limit`` is None for plain lists.
    """

    source: Source
    where: Where
    order: tuple[Key, ...]
    after: tuple[str, ...]
    limit: str | None
    item: Item | Choice


@dataclass(frozen=True, slots=True)
class Count:
    """How many nodes there are in a list, on every page."""

    source: Source
    where: Where


@dataclass(frozen=True, slots=True)
class Precedes:
    """Whether anything in a list lies before the page that starts after a cursor."""

    source: Source
    where: Where
    order: tuple[Key, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Find:
    """The node with an id, ``type`` None for a node of any type."""

    type: NodeType | None
    parameter: str
    item: Item | Choice
    many: bool = False


@dataclass(frozen=True, slots=True)
class Newest:
    """The node of a type with the highest number."""

    item: Item


Column = Read | Follow | Page | Count | Precedes | Find | Newest


# Shapes: where it goes in the answer


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar or enum in column ``index``; ``values`` are the members of the enum."""

    index: int
    values: tuple[str, ...] = ()
    enum: str = ""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value known before the statement runs: `__typename`."""

    value: Any


@dataclass(frozen=True, slots=True)
class Injected:
    """A value that graphql-core answers from the schema: introspection, by response key."""

    key: str


@dataclass(frozen=True, slots=True)
class Object:
    """An object made of a row; ``tag`` tells it apart where several types are possible."""

    type: str
    outputs: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class One:
    """The object, or one of several types, whose row is in column ``index``."""

    index: int
    objects: tuple[Object, ...]
    tagged: bool


@dataclass(frozen=True, slots=True)
class Many:
    """A list of the objects whose rows are in column ``index``.

    ``extra`` names the limit parameter when one row more than asked was read. ``nullable``
    rows are wrapped one by one, null for a node that is not there.
    """

    index: int
    objects: tuple[Object, ...]
    tagged: bool
    extra: str | None = None
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """Whether column ``index`` has the row more than asked."""

    index: int
    extra: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """The cursor of the current row, its keys in ``columns``."""

    columns: tuple[int, ...]
    signature: int


@dataclass(frozen=True, slots=True)
class End:
    """The cursor of the first or last row of the page in column ``index``."""

    index: int
    cursor: Cursor
    last: bool
    extra: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """An object whose values lie in the row of its parent: a connection, an edge."""

    object: Object


Shape = Leaf | Fixed | Injected | One | Many | Rest | Cursor | End | Group


@dataclass(frozen=True, slots=True)
class Output:
    """A field of an object in the response, in order."""

    key: str
    name: str
    shape: Shape
    required: bool
    nodes: tuple[FieldNode, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is needed to answer every request of one shape.

    ``pins`` are the variables whose value the plan depends on; ``introspection`` are the
    root fields that the schema itself answers.
    """

    columns: tuple[Column, ...]
    shape: Object
    parameters: tuple[Parameter, ...]
    pins: frozenset[Path]
    introspection: tuple[Field, ...]

    def bind(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters of the statement for one request. Raises BadInput."""
        return {f"p{i}": each.value(variables) for i, each in enumerate(self.parameters)}

    def __str__(self) -> str:
        return "\n".join(line for column in self.columns for line in _tree(column, 0))


def _tree(column: Column, depth: int) -> Iterator[str]:
    """The lines of a plan: what is read, from where, in which order."""
    indent = "  " * depth
    match column:
        case Read(property):
            yield f"{indent}read {property.name}"
        case Follow(relation, item):
            yield f"{indent}follow {relation.name} -> {relation.target}"
            yield from _branches(item, depth + 1)
        case Page(source, where, order, after, limit, item):
            words = [f"{indent}page of {_place(source)}", *_condition(where)]
            if order:
                words.append("by " + ", ".join(map(str, order)))
            words += [f"after ({', '.join(after)})"] if after else []
            words += [f"limit {limit}"] if limit else []
            yield " ".join(words)
            yield from _branches(item, depth + 1)
        case Count(source, where):
            yield " ".join([f"{indent}count of {_place(source)}", *_condition(where)])
        case Precedes(source, where, _, after):
            yield f"{indent}anything of {_place(source)} before ({', '.join(after)})"
        case Find(type, parameter, item, many):
            name = type.name if type else "Node"
            yield f"{indent}find {name} by {'each of ' if many else ''}{parameter}"
            yield from _branches(item, depth + 1)
        case Newest(item):
            yield f"{indent}newest {item.type.name}"
            yield from _branches(item, depth + 1)


def _branches(item: Item | Choice, depth: int) -> Iterator[str]:
    if isinstance(item, Item):
        for column in item.columns:
            yield from _tree(column, depth)
        return
    for each in item.items:
        if each.columns:
            yield "  " * depth + f"on {each.type.name}"
            yield from _branches(each, depth + 1)


def _place(source: Source) -> str:
    place = source.relation.name if source.relation else f"all {source.type.name}"
    return f"{place} to depth {source.depth}" if source.depth else place


def _condition(where: Where) -> list[str]:
    return [f"where {where}"] if where.parts else []
