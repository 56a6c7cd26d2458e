"""The words in which the types are declared, and what is derived from them.

A declaration says once what a property or a relation is: its GraphQL type by the Python
annotation, its meaning by a description, its place in the graph by hops. Connections,
filters, orders, the query arguments and the :class:`graph.model.Model` are derived.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from graph.model import (
    DEFAULT_PAGE,
    MAX_DEPTH,
    MAX_PAGE,
    Direction,
    Hop,
    Model,
    NodeType,
    Property,
    Relation,
    Root,
    RootKind,
    Scalar,
)

T = TypeVar("T")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Relay's page information."""

    has_next_page: bool = strawberry.field(description="Whether more follow after this page.")
    has_previous_page: bool = strawberry.field(description="Whether any come before this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first one here.")
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last one here: give it as `after` for the next page."
    )


@strawberry.type(description="One of a list, with its cursor.")
class Edge(Generic[T]):
    """Relay's edge."""

    cursor: str = strawberry.field(description="Marks this place in the list; opaque.")
    node: T = strawberry.field(description="The one at this place.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    """Relay's connection, with `nodes` for those who need no cursor."""

    nodes: list[T] = strawberry.field(description="Those on this page.")
    edges: list[Edge[T]] = strawberry.field(description="Those on this page, with cursors.")
    page_info: PageInfo = strawberry.field(description="Where this page stands.")
    total_count: int = strawberry.field(
        description="How many there are in all, on every page; counted only when asked."
    )


@strawberry.enum(description="The direction of an order.")
class OrderDirection(Enum):
    """The two directions; empty values come last in both."""

    ASC = strawberry.enum_value("ASC", description="Smallest first; empty values last.")
    DESC = strawberry.enum_value("DESC", description="Largest first; empty values last.")


@strawberry.interface(description="Anything with an id of its own.")
class Node:
    """The Relay interface of every stored node."""

    id: strawberry.ID = strawberry.field(
        description="A stable, readable text, unique in the whole graph and never reused, "
        "e.g. `org:msdhs` or `TH-71`."
    )


@dataclass(frozen=True, slots=True)
class _Stored:
    """Metadata of a property's declaration."""

    indexed: bool
    expression: str | None


@dataclass(frozen=True, slots=True)
class _Hops:
    """Metadata of a relation's declaration."""

    hops: tuple[Hop, ...]
    depth: bool


_DECLARATION = "govgraph"


def prop(description: str, *, indexed: bool = False, expression: str | None = None) -> Any:
    """Declare a property; ``expression`` (Cypher over ``{node}``) makes it computed."""
    return strawberry.field(
        description=description, metadata={_DECLARATION: _Stored(indexed, expression)}
    )


def relation(*hops: Hop, about: str, depth: bool = False) -> Any:
    """Declare a relation along ``hops``; ``depth`` gives it the argument maxDepth."""
    return strawberry.field(description=about, metadata={_DECLARATION: _Hops(hops, depth)})


def root(kind: RootKind, about: str) -> Any:
    """Declare a field of the query type."""
    return strawberry.field(description=about, metadata={_DECLARATION: kind})


def out(type: str, *, label: str | None = None) -> Hop:
    """Follow relationships of ``type`` from their start to their end, one step."""
    return Hop(type, Direction.OUT, label=label)


def into(type: str, *, label: str | None = None) -> Hop:
    """Follow relationships of ``type`` from their end to their start, one step."""
    return Hop(type, Direction.IN, label=label)


def walk(hop: Hop, *, least: int = 1) -> Hop:
    """Repeat a hop ``least`` times or more."""
    return Hop(hop.type, hop.direction, least, MAX_DEPTH, hop.label)


@dataclass(frozen=True, slots=True)
class _Placement:
    """Where the nodes of a declared type are stored."""

    label: str
    prefix: str
    sublabels: Mapping[str, str]


_PLACEMENT = "__govgraph_placement__"


def stored(label: str, *, prefix: str, sublabels: Mapping[str, str] | None = None) -> Any:
    """Class decorator: a GraphQL type stored as nodes with ``label`` and ids with ``prefix``.

    The first paragraph of the class's docstring describes the type in the schema.
    """

    def decorate(cls: type) -> type:
        placement = _Placement(label, prefix, MappingProxyType(dict(sublabels or {})))
        setattr(cls, _PLACEMENT, placement)
        description = " ".join((cls.__doc__ or "").split())
        return strawberry.type(cls, description=description)

    return decorate


_SCALARS = {
    strawberry.ID: Scalar.ID,
    str: Scalar.STRING,
    int: Scalar.INT,
    float: Scalar.FLOAT,
    bool: Scalar.BOOLEAN,
    datetime.date: Scalar.DATE,
    datetime.datetime: Scalar.DATETIME,
}


@dataclass(frozen=True, slots=True)
class _Hint:
    """A resolved annotation: its innermost type and what is around it."""

    type: Any
    optional: bool
    list: bool
    connection: bool


def _hint(annotation: Any) -> _Hint:
    optional = False
    if get_origin(annotation) in (Union, UnionType) and NoneType in get_args(annotation):
        optional = True
        (annotation,) = (arg for arg in get_args(annotation) if arg is not NoneType)
    origin = get_origin(annotation)
    if origin in (list, Connection):
        inner = _hint(get_args(annotation)[0])
        return _Hint(inner.type, optional, origin is list, origin is Connection)
    return _Hint(annotation, optional, False, False)


def _declarations(cls: type) -> Iterable[tuple[StrawberryField, _Hint]]:
    hints = get_type_hints(cls)
    for field in cls.__strawberry_definition__.fields:  # type: ignore[attr-defined]
        yield field, _hint(hints[field.python_name])


def _property(field: StrawberryField, hint: _Hint) -> Property:
    is_enum = isinstance(hint.type, type) and issubclass(hint.type, Enum)
    how = field.metadata.get(_DECLARATION, _Stored(False, None))
    return Property(
        name=to_camel_case(field.python_name),
        scalar=Scalar.ENUM if is_enum else _SCALARS[hint.type],
        required=not hint.optional and not hint.list,
        many=hint.list,
        values=tuple(member.name for member in hint.type) if is_enum else (),
        indexed=how.indexed,
        expression=how.expression,
    )


def _relation(field: StrawberryField, hint: _Hint, how: _Hops) -> Relation:
    return Relation(
        name=to_camel_case(field.python_name),
        hops=how.hops,
        target=hint.type.__name__,
        many=hint.list or hint.connection,
        required=not (hint.optional or hint.list or hint.connection),
        plain=hint.list,
        depth=how.depth,
    )


def _node_type(cls: type) -> NodeType:
    placement: _Placement = getattr(cls, _PLACEMENT)
    properties: dict[str, Property] = {}
    relations: dict[str, Relation] = {}
    for field, hint in _declarations(cls):
        how = field.metadata.get(_DECLARATION)
        if isinstance(how, _Hops):
            made = _relation(field, hint, how)
            relations[made.name] = made
        else:
            kept = _property(field, hint)
            properties[kept.name] = kept
    return NodeType(
        name=cls.__name__,
        label=placement.label,
        prefix=placement.prefix,
        properties=MappingProxyType(properties),
        relations=MappingProxyType(relations),
        sublabels=placement.sublabels,
    )


def derive_model(query: type, types: Iterable[type]) -> Model:
    """The model of the declared types and of the query type's fields."""
    nodes = [_node_type(cls) for cls in types]
    roots = {}
    for field, hint in _declarations(query):
        name = to_camel_case(field.python_name)
        roots[name] = Root(name, field.metadata[_DECLARATION], hint.type.__name__)
    return Model(
        types=MappingProxyType({node.name: node for node in nodes}),
        roots=MappingProxyType(roots),
        unions=MappingProxyType({Node.__name__: tuple(node.name for node in nodes)}),
    )


class Inputs:
    """The input types derived from a model, made once and found by name."""

    def __init__(self, types: Iterable[type]) -> None:
        self._namespace: dict[str, Any] = {"ID": strawberry.ID, "OrderDirection": OrderDirection}
        self._namespace.update({"date": datetime.date, "datetime": datetime.datetime})
        self._pending: list[tuple[StrawberryField, str]] = []
        for cls in types:
            self._add_type(cls)
        # Filters refer to each other in circles, so their types are given at the end.
        for field, type in self._pending:
            field.type_annotation = self.annotation(type)

    def annotation(self, text: str) -> StrawberryAnnotation:
        """An annotation that is resolved when the schema is built."""
        return StrawberryAnnotation(text, namespace=self._namespace)

    def _add_type(self, cls: type) -> None:
        filters: dict[str, StrawberryField] = {}
        orders: dict[str, StrawberryField] = {}
        for field, hint in _declarations(cls):
            name = field.python_name
            if isinstance(field.metadata.get(_DECLARATION), _Hops):
                filters[name] = self._relation_filter(hint)
            elif not hint.list:
                filters[name] = self._input(self._property_filter(hint), "By this property.")
                orders[name] = self._input("OrderDirection", "By this property.")
        self._make(
            f"{cls.__name__}Filter",
            f"Keeps what meets every condition given: {cls.__name__}.",
            filters,
        )
        self._make(
            f"{cls.__name__}Order",
            "One key of an order; give a list of them for several.",
            orders,
            one_of=True,
        )
        self._make(
            f"{cls.__name__}ListFilter",
            f"A condition on the related {cls.__name__} nodes.",
            {"some": self._input(f"{cls.__name__}Filter", "At least one of them meets this.")},
        )

    def _relation_filter(self, hint: _Hint) -> StrawberryField:
        many = hint.list or hint.connection
        if hint.type is Node:
            self._node_filter()
        name = f"{hint.type.__name__}ListFilter" if many else f"{hint.type.__name__}Filter"
        return self._input(name, "By what it is related to.")

    def _node_filter(self) -> None:
        if "NodeFilter" not in self._namespace:
            by_id = self._input(self._scalar_filter("ID", "ID"), "By the id.")
            self._make("NodeFilter", "Keeps nodes of any type.", {"id": by_id})

    def _property_filter(self, hint: _Hint) -> str:
        if isinstance(hint.type, type) and issubclass(hint.type, Enum):
            self._namespace[hint.type.__name__] = hint.type
            return self._scalar_filter(hint.type.__name__, hint.type.__name__)
        name = "ID" if hint.type is strawberry.ID else hint.type.__name__
        titles = {"str": "String", "datetime": "DateTime", "bool": "Boolean"}
        return self._scalar_filter(name, titles.get(name, name[0].upper() + name[1:]))

    def _scalar_filter(self, type: str, title: str) -> str:
        name = f"{title}Filter"
        if name not in self._namespace:
            self._make(
                name,
                f"Conditions on a value of type {title}; all those given must hold.",
                {
                    "eq": self._input(type, "Equal to this."),
                    "in_": self._input(f"list[{type}]", "One of these.", graphql_name="in"),
                },
            )
        return name

    def _input(
        self, type: str, description: str, graphql_name: str | None = None
    ) -> StrawberryField:
        field = StrawberryField(
            graphql_name=graphql_name, description=description, default=strawberry.UNSET
        )
        self._pending.append((field, f"{type} | None"))
        return field

    def _make(
        self,
        name: str,
        description: str,
        fields: dict[str, StrawberryField],
        *,
        one_of: bool = False,
    ) -> None:
        body = {"__annotations__": dict.fromkeys(fields, "Any"), "__module__": __name__, **fields}
        cls = strawberry.input(
            type(name, (), body), name=name, description=description, one_of=one_of
        )
        self._namespace[name] = cls

    def give_arguments(self, cls: type) -> None:
        """Give every connection, lookup and plain list of ``cls`` its arguments."""
        for field, hint in _declarations(cls):
            how = field.metadata.get(_DECLARATION)
            arguments: list[StrawberryArgument] = []
            if how is RootKind.LOOKUP:
                arguments.append(self._argument("id", "ID", "The id."))
            elif how is RootKind.LOOKUPS:
                arguments.append(self._argument("ids", "list[ID]", "The ids, at most 1000."))
            if hint.connection:
                arguments += self._page_arguments(hint.type.__name__)
            if isinstance(how, _Hops) and how.depth:
                about = f"How many steps away at most, 1 to {MAX_DEPTH}."
                arguments.append(self._argument("max_depth", "int | None", about, None))
            field.arguments = arguments

    def _page_arguments(self, name: str) -> list[StrawberryArgument]:
        return [
            self._argument("where", f"{name}Filter | None", "Keep only these.", None),
            self._argument(
                "order_by",
                f"list[{name}Order] | None",
                "The keys of the order, most important first; by id when not given.",
                None,
            ),
            self._argument("first", "int | None", f"How many, 0 to {MAX_PAGE}.", DEFAULT_PAGE),
            self._argument("after", "str | None", "Only those after this cursor.", None),
        ]

    def _argument(
        self, name: str, type: str, description: str, default: Any = strawberry.UNSET
    ) -> StrawberryArgument:
        return StrawberryArgument(
            python_name=name,
            graphql_name=None,
            type_annotation=self.annotation(type),
            description=description,
            default=default,
        )
