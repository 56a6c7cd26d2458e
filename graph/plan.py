"""The plan of an operation: which nodes are read, and where each value goes in the answer.

A plan is a tree of frozen dataclasses in two halves. Columns say what the database reads
for a node; shapes say how a row of these columns becomes an object of the response. A plan
holds no value of a request: those are parameters, bound for each request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import FieldNode

from graph.model import Called, Hop, NodeType, Property, Relation, When
from graph.parameters import Parameter
from graph.predicates import Key, Where, anchor_of, is_own_anchor
from graph.selection import Field, Path, plain

# Columns: what is read


@dataclass(frozen=True, slots=True)
class Source:
    """The nodes that a list is taken from: all of a type, or those of a relation.

    ``least`` and ``most`` bound the steps to them in a hierarchy, on the shortest way.
    """

    type: NodeType
    relation: Relation | None
    least: int = 1
    most: int | None = None


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
class CalledName:
    """The name of the node in a language, on a day where the type tells of other days."""

    called: Called
    language: str
    when: When


@dataclass(frozen=True, slots=True)
class KeyValue:
    """The value by which the node is sorted, for its cursor."""

    key: Key


@dataclass(frozen=True, slots=True)
class Depth:
    """How many steps the node is away, in a list of a walk."""


@dataclass(frozen=True, slots=True)
class Held:
    """A property of the dated relationship that leads to the node."""

    property: Property


@dataclass(frozen=True, slots=True)
class Kind:
    """The type of a relationship, as facts name it."""


@dataclass(frozen=True, slots=True)
class EndNode:
    """The node where a relationship ends, or ``starts``."""

    item: Item | Choice
    starts: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """The statements behind a relationship, or ``disputed`` those set aside in its favour."""

    item: Item
    disputed: bool


EdgeColumn = Kind | Held | EndNode | Behind
"""What is read of a relationship that has a row of its own."""


@dataclass(frozen=True, slots=True)
class History:
    """The dated relationships of these types that start at the node, whenever they hold."""

    hops: tuple[Hop, ...]
    columns: tuple[EdgeColumn, ...]
    when: When


@dataclass(frozen=True, slots=True)
class Steps:
    """The relationships on the shortest way to the node, in a list of a walk."""

    relation: Relation
    columns: tuple[EdgeColumn, ...]


@dataclass(frozen=True, slots=True)
class StepsTo:
    """The relationships on the shortest way along a relation to the node with an id, or null."""

    relation: Relation
    parameter: str
    columns: tuple[EdgeColumn, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """The statements behind all relationships on the way to the node, in a list of a relation."""

    relation: Relation
    item: Item
    disputed: bool


@dataclass(frozen=True, slots=True)
class SupportOf:
    """The statements that give the node a property, or the one node of a relation."""

    by: Property | Relation
    item: Item
    when: When


@dataclass(frozen=True, slots=True)
class Trail:
    """The nodes on the shortest way to the node, in a list of a walk, both ends included."""

    item: Item


@dataclass(frozen=True, slots=True)
class PathTo:
    """The nodes on the shortest way along a relation to the node with an id, or null."""

    relation: Relation
    parameter: str
    item: Item


@dataclass(frozen=True, slots=True)
class Follow:
    """The one node of a relation."""

    relation: Relation
    item: Item | Choice


@dataclass(frozen=True, slots=True)
class Window:
    """The part of an ordered list that a page shows.

    ``after`` and ``before`` name the parameters with the values of a cursor, one for each
    key of ``order``. A ``backward`` window is read from the end. ``limit`` is None for
    plain lists. ``offset`` names the parameter that says how many are left out first.
    """

    order: tuple[Key, ...]
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    backward: bool = False
    limit: str | None = None
    offset: str | None = None

    def __str__(self) -> str:
        words = ["by " + ", ".join(map(str, self.order))]
        words += [f"after ({', '.join(self.after)})"] if self.after else []
        words += [f"before ({', '.join(self.before)})"] if self.before else []
        words += [f"offset {self.offset}"] if self.offset else []
        if self.limit:
            words.append(f"{'last' if self.backward else 'first'} {self.limit}")
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Page:
    """A list of nodes: filtered, sorted, limited."""

    source: Source
    where: Where
    window: Window
    item: Item | Choice


@dataclass(frozen=True, slots=True)
class Count:
    """How many nodes there are in a list, on every page."""

    source: Source
    where: Where


@dataclass(frozen=True, slots=True)
class Outside:
    """Whether a list has anything that a cursor cut off, the cursor's own place included.

    ``earlier`` looks before the cursor, otherwise after it. Without a cursor: anything at all.
    """

    source: Source
    where: Where
    order: tuple[Key, ...]
    cursor: tuple[str, ...]
    earlier: bool


class Function(Enum):
    """What is computed of the values of a property; the values are GraphQL's names."""

    COUNT = "count"
    """The number of nodes; needs no property."""
    DISTINCT = "distinct"
    MIN = "min"
    MAX = "max"
    SUM = "sum"
    AVG = "avg"


@dataclass(frozen=True, slots=True)
class Measure:
    """One number, or other value, computed of the nodes of a list or group."""

    function: Function
    property: Property | None = None

    def __str__(self) -> str:
        return f"{self.function.value}({self.property.name if self.property else ''})"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What is computed of all nodes of a list."""

    source: Source
    where: Where
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """What nodes are grouped by: a property, or the nodes of a relation, read as ``item``."""

    by: Property | Relation
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class GroupKey:
    """A key of the order of groups: their size, or the dimension at ``index``."""

    index: int | None
    descending: bool


@dataclass(frozen=True, slots=True)
class Groups:
    """The nodes of a list by equal values: rows of the dimensions, then of the measures.

    ``lacking``: the column that tells whether any node lacks what ``walked`` leads to.
    """

    source: Source
    where: Where
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    order: tuple[GroupKey, ...]
    limit: str
    lacking: int | None = None

    @property
    def walked(self) -> int | None:
        """The dimension that all nodes of a type are grouped by through steps and a walk."""
        parts = self.where.parts
        if self.source.relation or any(map(is_own_anchor, parts)) or anchor_of(parts):
            return None
        return next((i for i, each in enumerate(self.dimensions) if _ends_in_walk(each.by)), None)


def _ends_in_walk(by: Property | Relation) -> bool:
    if isinstance(by, Property) or not by.many:  # of one node, the nearest is looked for
        return False
    return len(by.hops) > 1 and by.hops[-1].is_walk


@dataclass(frozen=True, slots=True)
class Lacking:
    """Whether any node of a type has none of what a relation leads to."""

    type: NodeType
    relation: Relation


@dataclass(frozen=True, slots=True)
class Common:
    """The nearest node that each node with one of the ids reaches along a walk, or is."""

    type: NodeType
    relation: Relation
    parameter: str
    item: Item


@dataclass(frozen=True, slots=True)
class Find:
    """The node with an id, ``type`` None for a node of any type.

    In place of the row of one that does not exist on the day in ``as_of`` stands a map of
    what is known of its existence.
    """

    type: NodeType | None
    parameter: str
    item: Item | Choice
    many: bool = False
    known_at: str | None = None
    as_of: str | None = None

    @property
    def mortal(self) -> tuple[NodeType, ...]:
        """The types whose nodes may not exist on the day asked; none without a day."""
        items = (self.item,) if isinstance(self.item, Item) else self.item.items
        return tuple(each.type for each in items if self.as_of and each.type.succession)


@dataclass(frozen=True, slots=True)
class Newest:
    """The node of a type with the highest number."""

    item: Item


@dataclass(frozen=True, slots=True)
class Search:
    """The nodes whose names match best: rows of score, all names, and the node's own row.

    ``text`` names the parameter with all that is made of the text to look for, see
    :func:`graph.searching.needles`; ``labels`` one with labels of which a node must have one.
    Similar names ``fill`` the hits up to the limit, or are looked for only where there is none.
    """

    text: str
    labels: str | None
    limit: str
    fill: bool
    names: tuple[Property, ...]
    item: Item | Choice | None
    known_at: str | None = None


Column = (
    Read
    | CalledName
    | KeyValue
    | Depth
    | Held
    | Kind
    | EndNode
    | Behind
    | History
    | Steps
    | StepsTo
    | Support
    | SupportOf
    | Trail
    | PathTo
    | Follow
    | Page
    | Count
    | Outside
    | Aggregate
    | Groups
    | Lacking
    | Common
    | Find
    | Newest
    | Search
)


_ONCE = Read | CalledName | KeyValue | Depth | Held | Kind | Lacking


class Columns:
    """The columns of one node, each property once."""

    def __init__(self) -> None:
        self._all: list[Column | None] = []

    def add(self, column: Column) -> int:
        """The place of a column."""
        if isinstance(column, _ONCE) and column in self._all:
            return self._all.index(column)
        self._all.append(column)
        return len(self._all) - 1

    def reserve(self) -> int:
        """A place for a column that is known later; give it to ``fill``."""
        self._all.append(None)
        return len(self._all) - 1

    def fill(self, index: int, column: Column) -> None:
        """Put a column in its reserved place."""
        self._all[index] = column

    def done(self) -> tuple[Column, ...]:
        """All columns in their places."""
        return tuple(column for column in self._all if column is not None)


# Shapes: where it goes in the answer


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar or enum in column ``index``; ``values`` are the members of the enum.

    A ``buddhist`` one is a day, which is written as on Thai documents, as precisely as column
    ``precision`` says.
    """

    index: int
    values: tuple[str, ...] = ()
    enum: str = ""
    buddhist: bool = False
    precision: int | None = None


def leaf(index: int, property: Property, field: Field, precision: int | None = None) -> Leaf:
    """The value of a property in a column, as a field answers it."""
    enum = field.type_name if property.values else ""
    return Leaf(index, property.values, enum, _is_buddhist(field), precision)


def read_leaf(
    columns: Columns,
    read: Callable[[Property], Column],
    properties: Mapping[str, Property],
    field: Field,
) -> Leaf:
    """A property of that name, read in a column of its own, a day with its precision."""
    property = properties[field.name]
    index, told = columns.add(read(property)), properties.get(f"{field.name}Precision")
    if told is None or not _is_buddhist(field):
        return leaf(index, property, field)
    return leaf(index, property, field, columns.add(read(told)))


def _is_buddhist(field: Field) -> bool:
    return bool(plain(field.arguments.get("calendar")) == "BUDDHIST")


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
    """The object, or one of several types, whose row is in column ``index``.

    ``as_of`` names the parameter with the day on which it may not exist: see :class:`Find`.
    """

    index: int
    objects: tuple[Object, ...]
    tagged: bool
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows in column ``index``.

    ``extra`` names the limit parameter when one row more than asked was read, which is
    left out; ``backward`` rows were read from the end of the list.
    """

    index: int
    extra: str | None = None
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """A list of objects. ``nullable`` rows are wrapped one by one, null for no node.

    An ``absent`` list may be null as a whole. ``as_of`` is that of :class:`One`.
    """

    rows: Rows
    objects: tuple[Object, ...]
    tagged: bool
    nullable: bool = False
    absent: bool = False
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class More:
    """Whether there is more: a row more than asked in ``rows``, or column ``outside``."""

    rows: Rows | None
    outside: int | None


@dataclass(frozen=True, slots=True)
class Past:
    """Whether an offset left anything out: it is not zero, and the list not empty."""

    offset: str
    outside: int


@dataclass(frozen=True, slots=True)
class Cursor:
    """The cursor of the current row, its keys in ``columns``."""

    columns: tuple[int, ...]
    signature: int


@dataclass(frozen=True, slots=True)
class End:
    """The cursor of the first or last row of a page."""

    rows: Rows
    cursor: Cursor
    last: bool


@dataclass(frozen=True, slots=True)
class Group:
    """An object whose values lie in the row of its parent: a connection, an edge."""

    object: Object


@dataclass(frozen=True, slots=True)
class Matched:
    """Of the names in column ``index``, the one that the text of a search matches best."""

    index: int
    parameter: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a passage: ``columns`` are its start, its end, and its document's row."""

    columns: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Spans:
    """Where that name matches: a list of objects, each made of start and end."""

    index: int
    parameter: str
    object: Object


Shape = (
    Leaf
    | Fixed
    | Injected
    | One
    | Many
    | More
    | Past
    | Cursor
    | End
    | Group
    | Matched
    | Spans
    | Words
)


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
    root fields that the schema itself answers; ``remembered`` are the columns whose values
    are kept for as long as the newest node of ``version`` tells of the same state of the
    graph (see :mod:`graph.figures`).
    """

    columns: tuple[Column, ...]
    shape: Object
    parameters: tuple[Parameter, ...]
    pins: frozenset[Path]
    introspection: tuple[Field, ...]
    remembered: tuple[int, ...] = ()
    version: NodeType | None = None

    def bind(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters of the statement for one request. Raises BadInput."""
        bound = {f"p{i}": each.value(variables) for i, each in enumerate(self.parameters)}
        told = [remembered_value(i) for i in self.remembered if self.tells(i)]
        return {**bound, **dict.fromkeys([*map(memory, self.remembered), *told])}

    def tells(self, index: int) -> bool:
        """Whether the statement itself needs what is remembered of a column."""
        return isinstance(self.columns[index], Lacking)

    def __str__(self) -> str:
        lines: list[str] = []
        for i, column in enumerate(self.columns):
            first, *below = _tree(column, 0)
            lines += [first + self._known(i), *below]
        return "\n".join(lines)

    def headline(self, index: int) -> str:
        """What a column reads, in a line, without what it reads below."""
        return headline(self.columns[index]) + self._known(index)

    def _known(self, index: int) -> str:
        return f" unless known by {memory(index)}" if index in self.remembered else ""


def memory(index: int) -> str:
    """The parameter with the state in which the figures of a column are known, or null."""
    return f"m{index}"


def remembered_value(index: int) -> str:
    """The parameter with what is remembered of a column that the statement itself needs."""
    return f"v{index}"


def reads_everything(column: Column) -> bool:
    """Whether a column is of figures for which all nodes of a type have to be read."""
    match column:
        case Count(source, where):
            return source.relation is None and bool(where.parts)
        case Aggregate(source, where, measures):
            reads = bool(where.parts) or any(each.property for each in measures)
            return source.relation is None and reads
        case Groups(source):
            return source.relation is None
        case Lacking():
            return True
    return False


def headline(column: Column) -> str:
    """What a column reads, in a line, without what it reads below."""
    return next(_tree(column, 0))


def _tree(column: Column, depth: int) -> Iterator[str]:
    """The lines of a plan: what is read, from where, in which order."""
    indent = "  " * depth
    match column:
        case CalledName(called, language, when):
            others = [f"or {each}" for each in called.order(language)[1:]]
            yield " ".join([f"{indent}name in {language}", *others]) + str(when)
        case Read(property):
            yield f"{indent}read {property.name}"
        case Follow(relation, item):
            yield f"{indent}follow {relation} -> {relation.target}"
            yield from _branches(item, depth + 1)
        case Page(source, where, window, item):
            yield " ".join([f"{indent}page of {_place(source)}", *_condition(where), str(window)])
            yield from _branches(item, depth + 1)
        case Count(source, where):
            yield " ".join([f"{indent}count of {_place(source)}", *_condition(where)])
        case KeyValue(key):
            yield f"{indent}read {key.name}"
        case Depth():
            yield f"{indent}depth"
        case Held(property):
            yield f"{indent}held {property.name}"
        case Kind():
            yield f"{indent}kind"
        case EndNode(item, starts):
            yield f"{indent}{'start' if starts else 'end'}"
            yield from _branches(item, depth + 1)
        case Behind(item, disputed) | Support(_, item, disputed):
            yield f"{indent}{'conflicts' if disputed else 'sources'}"
            yield from _branches(item, depth + 1)
        case SupportOf(fact, item, _):
            yield f"{indent}sources of {fact.name}"
            yield from _branches(item, depth + 1)
        case History(hops, columns, when):
            types = ", ".join(hop.type for hop in hops)
            yield f"{indent}history of {types}{When(known_at=when.known_at)}"
            yield from _lines(columns, depth + 1)
        case Steps(_, columns):
            yield f"{indent}steps"
            yield from _lines(columns, depth + 1)
        case StepsTo(relation, parameter, columns):
            yield f"{indent}steps of {relation} to {parameter}"
            yield from _lines(columns, depth + 1)
        case Trail(item):
            yield f"{indent}path"
            yield from _branches(item, depth + 1)
        case PathTo(relation, parameter, item):
            yield f"{indent}path of {relation} to {parameter}"
            yield from _branches(item, depth + 1)
        case Aggregate(source, where, measures):
            words = [f"{indent}aggregate of {_place(source)}", *_condition(where)]
            yield " ".join([*words, "as", ", ".join(map(str, measures))])
        case Groups(source, where, dimensions, measures, _, limit):
            by = ", ".join(each.by.name for each in dimensions)
            words = [f"{indent}groups of {_place(source)}", *_condition(where), f"by {by} as"]
            yield " ".join([*words, ", ".join(map(str, measures)), f"first {limit}"])
            for each in dimensions:
                if each.item:
                    yield f"{indent}  {each.by.name}"
                    yield from _branches(each.item, depth + 2)
        case Lacking(type, relation):
            yield f"{indent}whether any {type} has no {relation}"
        case Common(type, relation, parameter, item):
            yield f"{indent}common {relation} of each {type} of {parameter}"
            yield from _branches(item, depth + 1)
        case Outside(source, where, _, cursor, earlier):
            side = "before" if earlier else "after"
            words = [f"{indent}anything of {_place(source)}", *_condition(where)]
            yield " ".join([*words, f"up to or {side} ({', '.join(cursor)})"])
        case Find(type, parameter, item, many, known_at):
            name = str(type) if type else f"Node{When(known_at=known_at)}"
            yield f"{indent}find {name} by {'each of ' if many else ''}{parameter}"
            yield from _branches(item, depth + 1)
        case Newest(item):
            yield f"{indent}newest {item.type}"
            yield from _branches(item, depth + 1)
        case Search(text, labels, limit, _, names, item, known_at):
            of = f" of {labels}" if labels else ""
            by = ", ".join(kept.name for kept in names)
            yield f"{indent}search {by}{of} for {text} first {limit}{When(known_at=known_at)}"
            if item:
                yield from _branches(item, depth + 1)


def _lines(columns: tuple[EdgeColumn, ...], depth: int) -> Iterator[str]:
    for column in columns:
        yield from _tree(column, depth)


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
    place = str(source.relation) if source.relation else f"all {source.type}"
    place += f" from {source.least} steps" if source.least > 1 else ""
    return f"{place} to {source.most} steps" if source.most else place


def _condition(where: Where) -> list[str]:
    return [f"where {where}"] if where.parts else []
