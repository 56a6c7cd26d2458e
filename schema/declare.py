"""The words in which the types are declared, and what is derived from them.

A declaration says once what a property or a relation is: its GraphQL type by the Python
annotation, its meaning by a description, its place in the graph by hops. Connections and
the :class:`graph.model.Model` are derived here, the inputs in :mod:`schema.inputs`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, EnumType
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

import strawberry
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from graph.model import (
    MAX_DEPTH,
    Called,
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


@strawberry.enum(description="How precisely a day is known.")
class DatePrecision(Enum):
    """The precisions of a date."""

    DAY = strawberry.enum_value("DAY", description="It is that day.")
    MONTH = strawberry.enum_value("MONTH", description="Some day of that month.")
    YEAR = strawberry.enum_value("YEAR", description="Some day of that year.")
    UNKNOWN = strawberry.enum_value("UNKNOWN", description="No day: nothing is known of it.")


@strawberry.enum(description="An authority over a body apart from the line of authority.")
class Authority(Enum):
    """Whose authority it is; the line of authority is `parent`, not one of these.

    After the State Administration Act B.E. 2534 (1991), sections 54 and 60: the officials of
    the units that ministries and departments set up in a province stand under the governor.
    """

    TERRITORIAL = strawberry.enum_value(
        "TERRITORIAL",
        description="Of who governs the area, e.g. the governor of the province.",
    )
    FUNCTIONAL = strawberry.enum_value(
        "FUNCTIONAL", description="Of who directs the work, in another line."
    )


FIRST_DAY = "The first day on which this holds; empty: not known."
LAST_DAY = "The last day on which it holds; empty: open, or not known."
DAY_PRECISION = "How precisely that day is known."
"""What is said of the time of a relationship, wherever it is told."""


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Relay's page information."""

    has_next_page: bool = strawberry.field(description="Whether more follow after this page.")
    has_previous_page: bool = strawberry.field(description="Whether any come before this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first one here.")
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last one here: give it as `after` for the next page."
    )


@strawberry.type
class Connection(Generic[T]):
    """Annotates a list with pages, whose own type is made in :mod:`schema.outputs`."""

    nodes: list[T]


@strawberry.enum(description="A calendar in which a day is answered.")
class Calendar(Enum):
    """The calendars of answers; both are understood in arguments."""

    GREGORIAN = strawberry.enum_value("GREGORIAN", description="ISO 8601, e.g. `2002-10-03`.")
    BUDDHIST = strawberry.enum_value(
        "BUDDHIST",
        description="As on Thai documents: `3 ตุลาคม 2545`, or `ตุลาคม 2545` or `พ.ศ. 2545` where "
        "no more is known.",
    )


@strawberry.enum(description="A language of names.")
class Language(Enum):
    """The languages of names, as ISO 639-1 codes."""

    TH = strawberry.enum_value("TH", description="Thai.")
    EN = strawberry.enum_value("EN", description="English.")


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
class Stored:
    """Metadata of a property's declaration."""

    indexed: bool = False
    expression: str | None = None
    natural: bool = False
    searched: bool = False
    derived: bool = False
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Hops:
    """Metadata of a relation's declaration."""

    hops: tuple[Hop, ...]
    depth: bool
    path: bool
    by_authority: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class AtAnyTime:
    """Metadata of the declaration of a history."""

    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InLanguage:
    """Metadata of the declaration of a name that is asked for in a language."""

    called: Called


@dataclass(frozen=True, slots=True)
class Unstored:
    """Metadata of a field that is answered from outside the graph."""


@dataclass(frozen=True, slots=True)
class Way:
    """Metadata of the declaration of the steps to a node along a walk."""

    hop: Hop


@dataclass(frozen=True, slots=True)
class Start:
    """Metadata of a root field's declaration."""

    kind: RootKind
    along: str
    within: str


DECLARATION = "govgraph"
"""Where a field's metadata holds what was declared."""


def prop(
    description: str,
    *,
    indexed: bool = False,
    expression: str | None = None,
    natural: bool = False,
    searched: bool = False,
    derived: bool = False,
    dated: bool = False,
) -> Any:
    """Declare a property; ``expression`` (Cypher over ``{node}``) makes it computed.

    ``natural`` text can be compared as people mean it and sorts as in a dictionary;
    ``searched`` text is found by a search. ``derived`` values follow from other facts;
    ``dated`` ones may have held for a time.
    """
    how = Stored(indexed, expression, natural, searched, derived, dated)
    return strawberry.field(description=description, metadata={DECLARATION: how})


def relation(
    *hops: Hop,
    about: str,
    depth: bool = False,
    path: bool = False,
    by_authority: Hop | None = None,
) -> Any:
    """Declare a relation along ``hops``.

    ``depth`` makes it a hierarchy with the arguments minDepth and maxDepth; ``path`` answers
    the nodes on the way to the one with the argument id. With the argument authority it leads
    along the hop ``by_authority`` in place of ``hops``.
    """
    how = Hops(hops, depth, path, (by_authority,) if by_authority else ())
    return strawberry.field(description=about, metadata={DECLARATION: how})


def history(*types: str, about: str) -> Any:
    """Declare the list of all relationships of dated types that start at a node."""
    return strawberry.field(description=about, metadata={DECLARATION: AtAnyTime(types)})


def called(*, relation: str | None = None, **properties: str) -> Any:
    """Declare the name of a node in a language that is asked for.

    ``properties`` are the names in use now by language, e.g. ``TH="nameTh"``, the one that
    nobody names first; they stand in for each other in this order. ``relation`` is the type of
    the relationships to the names of all times, one of which holds on a day asked for.
    """
    languages = " and ".join(f"`{name}`" for name in properties.values())
    about = (
        f"Its name in the language, Thai when not given. Where it has none in that language, the "
        f"other name: {languages} stand in for each other, and most have a Thai name alone."
    )
    if relation:
        about += " With `asOf`, the name in force on that day; else the present one."
    metadata = {DECLARATION: InLanguage(Called(MappingProxyType(properties), relation))}
    return strawberry.field(description=about, metadata=metadata)


def unstored(description: str) -> Any:
    """Declare a field whose value is in no database."""
    return strawberry.field(description=description, metadata={DECLARATION: Unstored()})


def way(hop: Hop, about: str) -> Any:
    """Declare the steps of a walk to the node with the argument id."""
    return strawberry.field(description=about, metadata={DECLARATION: Way(hop)})


def root(kind: RootKind, about: str, along: str = "", within: str = "") -> Any:
    """Declare a field of the query type.

    ``along`` names the hierarchy of a COMMON one; ``within`` the property that the arguments
    since (exclusive) and until (inclusive) of a list are about.
    """
    return strawberry.field(description=about, metadata={DECLARATION: Start(kind, along, within)})


def out(
    type: str,
    *,
    label: str | None = None,
    dated: bool = False,
    by_authority: bool = False,
    derived: tuple[str, str] | None = None,
    said_by: str | None = None,
) -> Hop:
    """Follow relationships of ``type`` from their start to their end, one step.

    ``derived``: the types of the two relationships from which each of them follows, that lead
    from one node to its start and to its end. ``said_by``: the type of the relationships from
    the statements that say it to its end, where facts do not have it as a predicate.
    """
    return Hop(
        type,
        Direction.OUT,
        label=label,
        dated=dated,
        by_authority=by_authority,
        derived=derived,
        said_by=said_by,
    )


def into(
    type: str,
    *,
    label: str | None = None,
    dated: bool = False,
    by_authority: bool = False,
    derived: tuple[str, str] | None = None,
    said_by: str | None = None,
) -> Hop:
    """Follow relationships of ``type`` from their end to their start, one step."""
    hop = out(
        type,
        label=label,
        dated=dated,
        by_authority=by_authority,
        derived=derived,
        said_by=said_by,
    )
    return replace(hop, direction=Direction.IN)


def walk(hop: Hop, *, least: int = 1) -> Hop:
    """Repeat a hop ``least`` times or more."""
    return replace(hop, least=least, most=MAX_DEPTH)


@dataclass(frozen=True, slots=True)
class FilterPath:
    """A relation that filters alone can ask about, to nodes of the type named ``target``."""

    hops: tuple[Hop, ...]
    target: str
    about: str


@dataclass(frozen=True, slots=True)
class _Placement:
    """Where the nodes of a declared type are stored."""

    label: str
    prefix: str
    sublabels: Mapping[str, str]
    paths: Mapping[str, FilterPath]
    indexes: tuple[tuple[str, str], ...]
    succession: str


_PLACEMENT = "__govgraph_placement__"


def stored(
    label: str,
    *,
    prefix: str,
    sublabels: Mapping[str, str] | None = None,
    paths: Mapping[str, FilterPath] | None = None,
    indexes: Iterable[tuple[str, str]] = (),
    succession: str = "",
) -> Any:
    """Class decorator: a GraphQL type stored as nodes with ``label`` and ids with ``prefix``.

    Each of ``indexes`` names two properties: lists with one value of the first are often
    sorted by the second. The nodes of a type with a ``succession`` exist for a time, and
    relationships of that type lead to those that took their place.

    The class's docstring describes the type in the schema.
    """

    def decorate(cls: type) -> type:
        placement = _Placement(
            label, prefix, sublabels or {}, paths or {}, tuple(indexes), succession
        )
        setattr(cls, _PLACEMENT, placement)
        description = " ".join((cls.__doc__ or "").split())
        return strawberry.type(cls, description=description)

    return decorate


def filter_paths(cls: type) -> Mapping[str, FilterPath]:
    """The relations of a declared type that filters alone can ask about."""
    placement: _Placement = getattr(cls, _PLACEMENT)
    return placement.paths


_SCALARS = {
    strawberry.ID: Scalar.ID,
    str: Scalar.STRING,
    int: Scalar.INT,
    float: Scalar.FLOAT,
    bool: Scalar.BOOLEAN,
    datetime.date: Scalar.DATE,
    datetime.datetime: Scalar.DATETIME,
}


def scalar_of(type: Any) -> Scalar:
    """The stored type of values annotated with this Python type."""
    return Scalar.ENUM if isinstance(type, EnumType) else _SCALARS[type]


@dataclass(frozen=True, slots=True)
class Hint:
    """A resolved annotation: its innermost type and what is around it."""

    type: Any
    optional: bool
    list: bool
    connection: bool


def _hint(annotation: Any) -> Hint:
    optional = False
    if get_origin(annotation) in (Union, UnionType) and NoneType in get_args(annotation):
        optional = True
        (annotation,) = (arg for arg in get_args(annotation) if arg is not NoneType)
    origin = get_origin(annotation)
    if origin in (list, Connection):
        inner = _hint(get_args(annotation)[0])
        return Hint(inner.type, optional, origin is list, origin is Connection)
    return Hint(annotation, optional, False, False)


def declarations(cls: type) -> Iterable[tuple[StrawberryField, Hint]]:
    """The fields of a declared type with their resolved annotations."""
    hints = get_type_hints(cls)
    for field in cls.__strawberry_definition__.fields:  # type: ignore[attr-defined]
        yield field, _hint(hints[field.python_name])


def _property(field: StrawberryField, hint: Hint) -> Property:
    scalar = scalar_of(hint.type)
    how = field.metadata.get(DECLARATION, Stored())
    return Property(
        name=to_camel_case(field.python_name),
        scalar=scalar,
        required=not hint.optional and not hint.list,
        many=hint.list,
        values=tuple(each.name for each in hint.type) if scalar is Scalar.ENUM else (),
        indexed=how.indexed,
        expression=how.expression,
        natural=how.natural,
        searched=how.searched,
        derived=how.derived,
        dated=how.dated,
    )


def relation_of(field: StrawberryField, hint: Hint) -> Relation | None:
    """The relation that a field declares; None when it declares something else."""
    how = field.metadata.get(DECLARATION)
    if not isinstance(how, Hops):
        return None
    return Relation(
        name=to_camel_case(field.python_name),
        hops=how.hops,
        target=hint.type.__name__,
        many=hint.list or hint.connection,
        required=not (hint.optional or hint.list or hint.connection),
        plain=hint.list and not how.path,
        depth=how.depth,
        path=how.path,
        hops_of_authority=how.by_authority,
    )


def _node_type(cls: type) -> NodeType:
    placement: _Placement = getattr(cls, _PLACEMENT)
    paths = {
        name: Relation(name, path.hops, path.target, many=True)
        for name, path in placement.paths.items()
    }
    properties: dict[str, Property] = {}
    relations: dict[str, Relation] = {}
    histories: dict[str, tuple[str, ...]] = {}
    names: dict[str, Called] = {}
    ways: dict[str, Relation] = {}
    for field, hint in declarations(cls):
        how = field.metadata.get(DECLARATION)
        if isinstance(how, Unstored):
            continue
        if made := relation_of(field, hint):
            relations[made.name] = made
        elif isinstance(how, AtAnyTime):
            histories[to_camel_case(field.python_name)] = how.types
        elif isinstance(how, InLanguage):
            names[to_camel_case(field.python_name)] = how.called
        elif isinstance(how, Way):
            name = to_camel_case(field.python_name)
            ways[name] = Relation(name, (how.hop,), cls.__name__, many=True)
        else:
            kept = _property(field, hint)
            properties[kept.name] = kept
    return NodeType(
        name=cls.__name__,
        label=placement.label,
        prefix=placement.prefix,
        properties=MappingProxyType(properties),
        relations=MappingProxyType(relations),
        sublabels=MappingProxyType(dict(placement.sublabels)),
        paths=MappingProxyType(paths),
        histories=MappingProxyType(histories),
        indexes=placement.indexes,
        called=MappingProxyType(names),
        succession=placement.succession,
        ways=MappingProxyType(ways),
    )


def derive_model(query: type, types: Iterable[type]) -> Model:
    """The model of the declared types and of the query type's fields."""
    nodes = [_node_type(cls) for cls in types]
    roots = {}
    for field, hint in declarations(query):
        name = to_camel_case(field.python_name)
        start: Start = field.metadata[DECLARATION]
        roots[name] = Root(name, start.kind, hint.type.__name__, start.along, start.within)
    return Model(
        types=MappingProxyType({node.name: node for node in nodes}),
        roots=MappingProxyType(roots),
        unions=MappingProxyType({Node.__name__: tuple(node.name for node in nodes)}),
    )
