"""How GraphQL types map to the graph: the one vocabulary of compiler, loader and checks.

A model is derived from the declarations on the Strawberry types and is immutable.
Properties have the same name in GraphQL and in Neo4j; relations are paths of hops over
relationship types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from types import MappingProxyType

MAX_DEPTH = 16
"""The most steps a hierarchy walk takes; real hierarchies have fewer than ten levels."""

DEFAULT_PAGE = 20
"""How many a connection answers when `first` is not given."""

MAX_PAGE = 1000
"""The most that a page of a connection may hold."""

SHARED_LABEL = "Node"
"""The label that every node carries beside that of its type."""

WORDS = "words"
"""The field of a statement that answers the words of its passage, which are in no database."""

STATEMENT = "Statement"
"""The name of the type whose nodes say where facts are from; see :mod:`graph.proof`."""

ABOUT = "ABOUT"
"""The type of the relationships from statements to the subjects of their facts."""

DISPUTES = "DISPUTES"
"""The same from statements that are kept and not followed."""

SUPERSEDED = "Superseded"
"""The label that a node carries in its place once another state, or none, has followed it."""

RECORDED_AT, RETRACTED_AT = "recordedAt", "retractedAt"
"""When the load was that brought a node or relationship, and the one that superseded it."""

SEARCH_TEXT = "searchText"
"""The property with the search keys of a node's names, one a line."""

SEARCH_PAIRS = "searchPairs"
"""The property with the pairs of neighbouring characters of these keys."""


def search_index(label: str) -> str:
    """The name of the full-text index of these pairs, of the nodes of a label."""
    return f"{label}_{SEARCH_PAIRS}"


DEFAULT_GROUPS = 100
"""How many groups are answered when `first` is not given."""

MAX_OFFSET = 10_000
"""The most that an offset leaves out: each costs as much as reading it."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")


def enum_name(name: str) -> str:
    """The name of a property or relation as an enum value: `YEAR_BE` for `yearBe`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


class Scalar(Enum):
    """The stored type of a property."""

    ID = auto()
    STRING = auto()
    INT = auto()
    FLOAT = auto()
    BOOLEAN = auto()
    DATE = auto()
    """Stored as a Neo4j DATE, written and answered as ISO 8601 text (YYYY-MM-DD)."""
    DATETIME = auto()
    """Stored as a Neo4j ZONED DATETIME, written and answered as ISO 8601 text."""
    ENUM = auto()
    """Stored as text: the name of the GraphQL enum value."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node.

    ``expression`` makes it computed: Cypher over ``{node}``, never stored.
    ``values`` lists the members of an enum. ``indexed`` asks for a range index
    on (property, id), which serves equality and ordered pages.

    ``natural`` text is written by people for people: it is stored with two twins, one to
    compare and one to sort by. ``searched`` text is found by a search of names.
    ``text_indexed`` text has an index that leads to any part of it.

    A ``derived`` property follows from other facts: none states it. A ``dated`` one may have
    held for a time only: what holds now is stored, all of it is told by the nodes' names.
    """

    name: str
    scalar: Scalar
    required: bool = False
    many: bool = False
    values: tuple[str, ...] = ()
    indexed: bool = False
    expression: str | None = None
    natural: bool = False
    searched: bool = False
    text_indexed: bool = False
    derived: bool = False
    dated: bool = False

    @property
    def folded(self) -> str:
        """The name of the twin with what texts of the same meaning have in common."""
        return f"{self.name}Folded"

    @property
    def collation(self) -> str:
        """The name of the twin whose order by code point is that of a dictionary."""
        return f"{self.name}Collation"

    @property
    def sorted_by(self) -> str:
        """The name of what is stored to sort by."""
        return self.collation if self.natural else self.name


class Direction(Enum):
    """Which way a hop follows its relationship."""

    OUT = auto()
    IN = auto()


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a relation, or a walk of ``least`` to ``most`` steps of the same type.

    ``label`` keeps only the nodes that carry it at the far end. The relationships of a
    ``dated`` hop hold for a time: those that hold now are of its type, with all others, past
    and to come, under a type of their own, which an ordinary question never meets. Those of a
    hop ``by_authority`` say of which authority they are. Those of a
    ``derived`` hop are stated nowhere: each follows from two relationships, of these types, that
    lead from one node to its start and to its end. ``said_by``: the type of the relationships
    that lead from the statements to the end of what they say, where its type is no predicate.
    """

    type: str
    direction: Direction
    least: int = 1
    most: int = 1
    label: str | None = None
    dated: bool = False
    by_authority: bool = False
    derived: tuple[str, str] | None = None
    said_by: str | None = None

    @property
    def is_walk(self) -> bool:
        """True when the number of steps is not exactly one."""
        return (self.least, self.most) != (1, 1)


_OTHER_TIMES = "_AT_OTHER_TIMES"
_SUPERSEDED = "_SUPERSEDED"


def other_times(type: str) -> str:
    """The type of the relationships of a dated type that do not hold now."""
    return f"{type}{_OTHER_TIMES}"


def superseded_type(type: str) -> str:
    """The type of the relationships of a type, whenever they held, that loads have superseded."""
    return f"{type.removesuffix(_OTHER_TIMES)}{_SUPERSEDED}"


def ordinary_type(type: str) -> str:
    """The expression of the type that facts name, of one of a type of whatever time."""
    return f"replace(replace({type}, '{_OTHER_TIMES}', ''), '{_SUPERSEDED}', '')"


def superseded_label(label: str) -> str:
    """The label of the superseded nodes of a label."""
    return SUPERSEDED if label == SHARED_LABEL else f"{SUPERSEDED}{label}"


def labels_at(label: str, known_at: str | None) -> str:
    """The label expression of the nodes of a label, of those superseded since as well."""
    return f"{label}|{superseded_label(label)}" if known_at else label


@dataclass(frozen=True, slots=True)
class When:
    """Of which time a question is asked, by the names of the parameters that say so.

    ``as_of``: the day on which relationships are to hold; now without one. ``known_at``: the
    time of which the graph's knowledge is asked; all that it knows now without one. What is
    asked of another time of the graph always names its day.
    """

    as_of: str | None = None
    known_at: str | None = None

    def __str__(self) -> str:
        day = f" as of {self.as_of}" if self.as_of else ""
        return day + (f" known at {self.known_at}" if self.known_at else "")


NOW = When()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to one node or to many nodes of the type named ``target``.

    A to-one walk answers the nearest node. ``plain`` to-many relations are bare lists
    without paging (``sources``). ``depth`` marks a hierarchy: a list that may be bounded in
    steps and tells how far each node is. ``path`` answers the nodes on the way to one of them.
    ``when`` says of which time it is asked.

    Where an authority is asked for, ``hops_of_authority`` lead in place of the ``hops``;
    ``authority`` names the parameter with it.
    """

    name: str
    hops: tuple[Hop, ...]
    target: str
    many: bool
    required: bool = False
    plain: bool = False
    depth: bool = False
    path: bool = False
    when: When = NOW
    hops_of_authority: tuple[Hop, ...] = ()
    authority: str | None = None

    def __str__(self) -> str:
        authority = f" by authority {self.authority}" if self.authority else ""
        return f"{self.name}{authority}{self.when}"

    @property
    def is_dated(self) -> bool:
        """True when its relationships hold for a time."""
        return any(hop.dated for hop in self.hops)

    @property
    def is_step(self) -> bool:
        """True when one relationship leads to each of its nodes."""
        return len(self.hops) == 1 and not self.hops[0].is_walk

    @property
    def tells_times(self) -> bool:
        """True when one relationship leads to each of its nodes, and that holds for a time."""
        return self.many and self.is_dated and self.is_step

    @property
    def is_special(self) -> bool:
        """True when it is no list or reference of nodes of one type: sources, paths, `about`."""
        return self.plain or self.path or self.target == SHARED_LABEL

    @property
    def is_distinct(self) -> bool:
        """True when its path reaches a node at most once: a single step now.

        Of two relationships to one node, a past day that neither is certain of may lie in both,
        and two may be of different authorities.
        """
        return self.is_step and self.when.as_of is None and not self.hops[0].by_authority

    def at(self, when: When) -> Relation:
        """The relation at another time, as far as that makes a difference."""
        made = when if self.is_dated else replace(when, as_of=None)
        return self if made == self.when else replace(self, when=made)

    def under(self, authority: str) -> Relation:
        """The relation by the authority in a parameter, in place of the line."""
        return replace(self, hops=self.hops_of_authority, authority=authority)


@dataclass(frozen=True, slots=True)
class Called:
    """A field that answers the name of a node in a language, or in another where it has none.

    ``properties`` are the names in use now, by language, in the order in which they stand in
    for each other. ``relation`` leads to the names of all times.
    """

    properties: Mapping[str, str]
    relation: str | None = None

    def order(self, language: str) -> tuple[str, ...]:
        """The languages, the one that is asked for first."""
        return tuple(sorted(self.properties, key=lambda each: each != language))


@dataclass(frozen=True, slots=True)
class NodeType:
    """A GraphQL object type stored as nodes with ``label``.

    ``prefix`` starts the id of each of its nodes and tells the type of an id.
    ``sublabels`` maps the value of the property ``kind`` to a second label. ``paths`` are
    relations that filters alone can ask about. ``histories`` list dated relationships that
    start at a node, of these types, whenever they hold. ``indexes`` are pairs of properties:
    lists with one value of the first are often sorted by the second. ``called`` are the fields
    that answer a name, ``ways`` those that answer the steps to a node along a walk. ``known_at``
    names the parameter with the time at which its nodes were known; without one it is now.

    The nodes of a type with a ``succession`` exist for a time, ``validFrom`` to ``validTo``;
    relationships of that type lead from each to those that took its place.
    """

    name: str
    label: str
    prefix: str
    properties: Mapping[str, Property]
    relations: Mapping[str, Relation]
    sublabels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    paths: Mapping[str, Relation] = field(default_factory=lambda: MappingProxyType({}))
    histories: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    indexes: tuple[tuple[str, str], ...] = ()
    called: Mapping[str, Called] = field(default_factory=lambda: MappingProxyType({}))
    succession: str = ""
    ways: Mapping[str, Relation] = field(default_factory=lambda: MappingProxyType({}))
    known_at: str | None = None

    def __str__(self) -> str:
        return f"{self.name}{When(known_at=self.known_at)}"

    @property
    def labels(self) -> str:
        """The label expression of its nodes."""
        return labels_at(self.label, self.known_at)

    @property
    def searched(self) -> tuple[Property, ...]:
        """The properties by which a search finds its nodes."""
        return tuple(each for each in self.properties.values() if each.searched)

    @property
    def stated(self) -> Mapping[str, Property | Relation]:
        """What one can ask the sources of, by enum name: its properties and single relations."""
        kept: dict[str, Property | Relation] = {
            name: each
            for name, each in self.properties.items()
            if each.expression is None and name != "id"
        }
        single: dict[str, Property | Relation] = {
            name: each
            for name, each in self.relations.items()
            if not each.many and each.target != SHARED_LABEL
        }
        return {enum_name(name): each for name, each in (kept | single).items()}

    @property
    def dimensions(self) -> Mapping[str, Property | Relation]:
        """What its nodes can be grouped by: single values and related nodes of one type."""
        single = {name: each for name, each in self.properties.items() if not each.many}
        related = {name: each for name, each in self.relations.items() if not each.is_special}
        return {**single, **related}

    def __post_init__(self) -> None:
        names = [self.label, *self.sublabels.values(), *self.properties]
        relations = (*self.relations.values(), *self.paths.values(), *self.ways.values())
        names += [hop.type for relation in relations for hop in relation.hops]
        names += [type for types in self.histories.values() for type in types]
        names += [self.succession] if self.succession else []
        for name in names:
            if not _NAME.match(name):
                raise ValueError(f"{self.name}: {name!r} cannot be a name in the graph")


PRECISIONS = ("DAY", "MONTH", "YEAR")
"""How precisely a day is known: a year's first day stands for the year."""

VALIDITY = {
    "validFrom": Property("validFrom", Scalar.DATE),
    "validFromPrecision": Property("validFromPrecision", Scalar.ENUM, values=PRECISIONS),
    "validTo": Property("validTo", Scalar.DATE),
    "validToPrecision": Property("validToPrecision", Scalar.ENUM, values=PRECISIONS),
}
"""The properties of a dated relationship: the first and the last day on which it holds."""

AUTHORITIES = ("TERRITORIAL", "FUNCTIONAL")
"""The authorities apart from the line of authority."""

BY = ":"
"""Between the type of a relationship by authority and the authority, in facts."""

AUTHORITY = Property("authority", Scalar.ENUM, values=AUTHORITIES)
"""The property of a relationship by authority that says of which it is."""

TOLD_BY_EDGES = {**VALIDITY, AUTHORITY.name: AUTHORITY}
"""What the edge of a list may tell of the relationship that leads to its node."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A stored relationship type between two node types.

    ``to_one``: a source node has at most one; ``required``: it has at least one.
    """

    type: str
    source: str
    target: str
    to_one: bool
    required: bool
    dated: bool = False
    by_authority: bool = False


class RootKind(Enum):
    """What a field of the query type answers."""

    LOOKUP = auto()
    """The node with the argument ``id``."""
    LOOKUPS = auto()
    """The nodes with the argument ``ids``, in that order, null where there is none."""
    ENTITIES = auto()
    """The nodes that the argument ``representations`` names by type and id, as LOOKUPS."""
    LISTING = auto()
    """A connection over all nodes of the type."""
    NEWEST = auto()
    """The node whose property ``number`` is the highest."""
    COMMON = auto()
    """The nearest node that all those with the argument ``ids`` have in a hierarchy."""
    SEARCH = auto()
    """The nodes whose names match the argument ``text`` best, mistakes allowed."""
    SUGGEST = auto()
    """The nodes whose names have the argument ``text`` in them, those that start with it first."""


@dataclass(frozen=True, slots=True)
class Root:
    """A field of the query type over the nodes of the type, or interface, ``target``.

    ``along`` names the hierarchy of a root of kind COMMON. ``within`` names the property of
    which a listing has the bounds ``since`` (exclusive) and ``until`` (inclusive).
    """

    name: str
    kind: RootKind
    target: str
    along: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """All node types and root fields by GraphQL name.

    Every node carries the label ``Node`` beside that of its type; ``unions`` maps an
    interface or union to the names of its node types.
    """

    types: Mapping[str, NodeType]
    roots: Mapping[str, Root]
    unions: Mapping[str, tuple[str, ...]]

    def type_of_id(self, id: str) -> NodeType | None:
        """The type whose prefix the id carries, or None."""
        return next((t for t in self.types.values() if id.startswith(t.prefix)), None)

    def known_at(self, parameter: str) -> Model:
        """The model of what was in the graph at the time in a parameter."""
        types = {name: replace(type, known_at=parameter) for name, type in self.types.items()}
        return replace(self, types=MappingProxyType(types))

    def edges(self) -> Iterator[Edge]:
        """The stored relationship types, each with its two ends, once a pair of types.

        Derived from the one-step relations; the declaration on the source side says how
        many there may be.
        """
        found: dict[tuple[str, str, str], Edge] = {}
        for node in self.types.values():
            for relation in node.relations.values():
                if not relation.is_step:
                    continue
                hop = relation.hops[0]
                if hop.direction is Direction.OUT:
                    edge = Edge(
                        hop.type,
                        node.name,
                        relation.target,
                        not relation.many,
                        relation.required,
                        hop.dated,
                        hop.by_authority,
                    )
                    found[hop.type, node.name, relation.target] = edge
                else:
                    ends = (hop.type, relation.target, node.name)
                    edge = Edge(*ends, False, False, hop.dated, hop.by_authority)
                    found.setdefault(ends, edge)
        yield from found.values()
