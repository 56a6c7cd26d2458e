"""From a selection to a plan: the rules by which fields become columns and shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from graphql import is_non_null_type

from graph import cursor
from graph.filters import Filters, Tally
from graph.grouping import Grouping
from graph.history import (
    PROOFS,
    plan_history,
    plan_steps,
    plan_steps_to,
    plan_support,
    plan_support_of,
    plan_words,
)
from graph.limits import LimitExceeded, Limits
from graph.model import (
    DEFAULT_PAGE,
    MAX_DEPTH,
    MAX_OFFSET,
    MAX_PAGE,
    NOW,
    STATEMENT,
    TOLD_BY_EDGES,
    WORDS,
    Called,
    Model,
    NodeType,
    Relation,
    RootKind,
    When,
)
from graph.parameters import Parameters, as_given, bad_input
from graph.plan import (
    CalledName,
    Choice,
    Column,
    Columns,
    Common,
    Count,
    Cursor,
    Depth,
    End,
    Find,
    Fixed,
    Follow,
    Group,
    Held,
    Injected,
    Item,
    KeyValue,
    Leaf,
    Many,
    More,
    Newest,
    Object,
    One,
    Output,
    Outside,
    Page,
    Past,
    PathTo,
    Plan,
    Read,
    Rows,
    Shape,
    Source,
    Trail,
    Window,
    read_leaf,
    reads_everything,
)
from graph.predicates import Compare, Existing, Key, Where
from graph.searching import plan_search
from graph.selection import Field, plain

_INTROSPECTION = ("__schema", "__type", "_service")
"""The root fields that the schema itself answers; the last one is of Apollo Federation."""

_CURSORS = ("after", "before", "last")
"""The arguments that an offset does not go with."""


def make_plan(
    model: Model, fields: Iterable[Field], variables: Mapping[str, Any], limits: Limits
) -> Plan:
    """Plan the root fields of an operation.

    ``variables`` are the coerced values of the request at hand; only those that the plan
    pins are looked at. Raises BadInput and LimitExceeded.
    """
    return _Planner(model, variables, limits).plan(tuple(fields))


class _Planner:
    def __init__(self, model: Model, variables: Mapping[str, Any], limits: Limits) -> None:
        self._limits = limits
        self._model = model
        """As it was at that time."""
        newest = [each for each in model.roots.values() if each.kind is RootKind.NEWEST]
        self._version = model.types[newest[0].target] if newest else None
        self._relations = 0
        self._levels = 0
        self.when = NOW
        """Of which time the field at hand is asked."""
        self.day: str | None = None
        """The parameter with the day that the operation itself names for it."""
        self.parameters = Parameters(variables)
        self._tally = Tally(limits)

    @property
    def types(self) -> Mapping[str, NodeType]:
        """The types of the nodes that are asked about."""
        return self._model.types

    def plan(self, fields: tuple[Field, ...]) -> Plan:
        columns = Columns()
        outputs = tuple(self.output(field, self._root(field, columns)) for field in fields)
        read = columns.done()
        remembered = [i for i, each in enumerate(read) if self._version and reads_everything(each)]
        return Plan(
            columns=read,
            shape=Object("Query", outputs),
            parameters=tuple(self.parameters.all),
            pins=frozenset(self.parameters.pins),
            introspection=tuple(field for field in fields if field.name in _INTROSPECTION),
            remembered=tuple(remembered),
            version=self._version,
        )

    # Fields

    def output(self, field: Field, shape: Shape) -> Output:
        return Output(field.key, field.name, shape, is_non_null_type(field.type), field.nodes)

    @contextmanager
    def level(self, field: Field) -> Iterator[None]:
        """What a relation adds to the work of planning the statement.

        Neo4j plans each in milliseconds, but those below each other in a time that grows
        faster than their number. Raises LimitExceeded.
        """
        self._relations += 1
        self._levels += 1
        if self._relations > self._limits.relations:
            raise LimitExceeded("relations", self._limits.relations, field.nodes[0])
        if self._levels > self._limits.levels:
            raise LimitExceeded("levels", self._limits.levels, field.nodes[0])
        yield
        self._levels -= 1

    @contextmanager
    def dated(self, field: Field) -> Iterator[None]:
        """Ask a field, and all below it, of the day and of the knowledge that it names."""
        inherited = self.when, self.day, self._model
        day, moment = field.arguments.get("asOf"), field.arguments.get("knownAt")
        if day is not None:
            self.day = self.parameters.add(day, field, "asOf")
            self.when = replace(self.when, as_of=self.day)
        if moment is not None:
            known_at = self.parameters.add(moment, field, "knownAt")
            self._model = self._model.known_at(known_at)
            # What held at the time of a load says nothing about what holds now.
            as_of = self.when.as_of or self.parameters.add(None, field, "asOf", _today)
            self.when = When(as_of, known_at)
        yield
        self.when, self.day, self._model = inherited

    def _root(self, field: Field, columns: Columns) -> Shape:
        if field.name == "__typename":
            return Fixed("Query")
        if field.name in _INTROSPECTION:
            return Injected(field.key)
        with self.level(field), self.dated(field):
            return self._graph_root(field, columns)

    def _graph_root(self, field: Field, columns: Columns) -> Shape:
        root = self._model.roots[field.name]
        if root.kind is RootKind.LISTING:
            source = Source(self._model.types[root.target], None)
            return self._connection(field, source, columns, root.within)
        if root.kind in (RootKind.SEARCH, RootKind.SUGGEST):
            return plan_search(self, self.content, field, root, columns)
        item, objects = self.content(field, root.target)
        tagged = isinstance(item, Choice)
        if root.kind is RootKind.COMMON:
            assert isinstance(item, Item)
            ids = self.parameters.add(field.arguments["ids"], field, "ids", _different_ids)
            walk = _from_itself(item.type.relations[root.along].at(self.when))
            return One(columns.add(Common(item.type, walk, ids, item)), objects, tagged)
        if root.kind is RootKind.NEWEST:
            assert isinstance(item, Item)
            return One(columns.add(Newest(item)), objects, tagged)
        name, convert = self._lookup(root.kind)
        many = convert is not as_given
        parameter = self.parameters.add(field.arguments[name], field, name, convert)
        type, known_at = self._model.types.get(root.target), self.when.known_at
        find = Find(type, parameter, item, many, known_at, self.day)
        index, as_of = columns.add(find), self.day if find.mortal else None
        return (
            Many(Rows(index), objects, tagged, nullable=True, as_of=as_of)
            if many
            else One(index, objects, tagged, as_of)
        )

    def _lookup(self, kind: RootKind) -> tuple[str, Callable[[Any], Any]]:
        """The argument that names nodes, and what makes ids of it."""
        match kind:
            case RootKind.LOOKUPS:
                return "ids", _ids
            case RootKind.ENTITIES:
                return "representations", partial(_represented, self._model.types)
        return "id", as_given

    def content(self, field: Field, target: str) -> tuple[Item | Choice, tuple[Object, ...]]:
        """What is read of the nodes that a field answers, and the objects made of it."""
        if target in self._model.types:
            item, made = self.node(self._model.types[target], field.only())
            return item, (made,)
        pairs = [
            self.node(self._model.types[name], field.children[name])
            for name in self._model.unions[target]
        ]
        return Choice(tuple(item for item, _ in pairs)), tuple(made for _, made in pairs)

    def node(self, type: NodeType, fields: tuple[Field, ...]) -> tuple[Item, Object]:
        """What is read of a node, and the object made of it."""
        columns = Columns()
        made = self.object(type, fields, columns)
        return Item(type, columns.done()), made

    def object(self, type: NodeType, fields: tuple[Field, ...], columns: Columns) -> Object:
        return Object(
            type.name,
            tuple(self.output(field, self._value(type, field, columns)) for field in fields),
        )

    def _value(self, type: NodeType, field: Field, columns: Columns) -> Shape:
        if field.name == "__typename":
            return Fixed(type.name)
        if field.name in type.properties:
            return read_leaf(columns, Read, type.properties, field)
        if field.name in type.called:
            with self.dated(field):
                return Leaf(columns.add(self._called(type.called[field.name], field)))
        if type.name == STATEMENT and field.name == WORDS:
            return plan_words(self, type, columns)
        with self.level(field), self.dated(field):
            if field.name in type.histories:
                return plan_history(self, self.content, type, field, columns)
            if field.name in type.ways:
                way = type.ways[field.name].at(self.when)
                return plan_steps_to(self, self.content, way, field, columns)
            of = self.parameters.pin(field.arguments.get("of"))
            if of is not None:
                return plan_support_of(self, self.content, type, of, field, columns)
            relation = self._by_authority(type.relations[field.name], field)
            return self._related(relation.at(self.when), field, columns)

    def _by_authority(self, relation: Relation, field: Field) -> Relation:
        """A relation, by the authority that is asked for in place of the line."""
        authority = field.arguments.get("authority")
        if authority is None:
            return relation
        return relation.under(self.parameters.add(authority, field, "authority"))

    def _called(self, called: Called, field: Field) -> CalledName:
        language = plain(field.arguments.get("language"))
        first = next(iter(called.properties))
        when = When(self.day, self.when.known_at) if called.relation else NOW
        return CalledName(called, language or first, when)

    def _related(self, relation: Relation, field: Field, columns: Columns) -> Shape:
        if relation.path:
            return self._path(field, relation, columns)
        if relation.plain:
            return self._list(field, relation, columns)
        if relation.many:
            least, most = self._steps(field, relation)
            source = Source(self._model.types[relation.target], relation, least, most)
            return self._connection(field, source, columns)
        item, objects = self.content(field, relation.target)
        return One(columns.add(Follow(relation, item)), objects, isinstance(item, Choice))

    def _steps(self, field: Field, relation: Relation) -> tuple[int, int | None]:
        """The least and the most steps of a hierarchy. Raises BadInput."""
        if not relation.depth:
            return 1, None
        least, most = self._bound(field, "minDepth") or 1, self._bound(field, "maxDepth")
        if most is not None and least > most:
            raise bad_input(field, "minDepth", f"{least} is more than maxDepth, which is {most}")
        return least, most

    def _bound(self, field: Field, name: str) -> int | None:
        depth = self.parameters.pin(field.arguments.get(name))
        if depth is not None and not 1 <= depth <= MAX_DEPTH:
            raise bad_input(field, name, f"{depth} is not a depth; give 1 to {MAX_DEPTH}")
        return None if depth is None else int(depth)

    def _path(self, field: Field, relation: Relation, columns: Columns) -> Shape:
        item, made = self.node(self._model.types[relation.target], field.only())
        id = self.parameters.add(field.arguments["id"], field, "id")
        index = columns.add(PathTo(relation, id, item))
        return Many(Rows(index), (made,), False, absent=True)

    def _list(self, field: Field, relation: Relation, columns: Columns) -> Shape:
        item, objects = self.content(field, relation.target)
        source = Source(self._model.types[relation.target], relation)
        key = Key(source.type.properties["id"], False)
        page = Page(source, Where(), Window((key,)), item)
        return Many(Rows(columns.add(page)), objects, isinstance(item, Choice))

    # Connections

    def filters(self, field: Field) -> Filters:
        """Reads the filters and orders of a field."""
        return Filters(self._model, self.parameters, field, self.when, self._tally)

    def _connection(
        self, field: Field, source: Source, columns: Columns, within: str = ""
    ) -> Shape:
        return _Connection(self, field, source, columns, within).shape()


class _Connection:
    """Plans one connection: which columns its fields need and their shapes."""

    def __init__(
        self, planner: _Planner, field: Field, source: Source, columns: Columns, within: str
    ) -> None:
        self._planner = planner
        self._field = field
        self._source = source
        self._columns = columns
        arguments = field.arguments
        filters = planner.filters(field)
        self._where = filters.where(source.type, arguments.get("where"))
        if planner.day and source.relation is None and source.type.succession:
            self._where = Where((Existing(planner.day), *self._where.parts))
        if within:
            self._where = replace(self._where, parts=(*self._where.parts, *self._bounds(within)))
        self._order = filters.order(source.type, arguments.get("orderBy"))
        self._signature = cursor.signature(",".join(map(str, self._order)))
        self._after = self._cursor_parameters("after")
        self._before = self._cursor_parameters("before")
        self._backward = arguments.get("last") is not None
        self._offset = self._offset_parameter()
        if self._backward and arguments.get("first") is not None:
            raise bad_input(field, "first", "give either `first` or `last`, not both")
        self._items = Columns()
        self._keys: tuple[int, ...] | None = None
        self._limit: str | None = None
        self._rows = Rows(-1)

    def _bounds(self, within: str) -> Iterator[Compare]:
        """What lies between the bounds of a property, the first excluded and the last included."""
        for name, operator in (("since", "gt"), ("until", "lte")):
            given = self._field.arguments.get(name)
            if given is not None:
                parameter = self._planner.parameters.add(given, self._field, name)
                yield Compare(self._source.type.properties[within], operator, parameter)

    def shape(self) -> Shape:
        """The connection as an object whose values lie in the row of its parent."""
        fields = self._field.only()
        page_info = {
            part.name for each in fields if each.name == "pageInfo" for part in each.only()
        }
        has_more = ("hasPreviousPage" if self._backward else "hasNextPage") in page_info
        has_rows = has_more or bool(
            page_info & {"startCursor", "endCursor"}
            or {"nodes", "edges"} & {each.name for each in fields}
        )
        self._set_limit(more=has_more)
        if has_rows:
            self._rows = replace(self._rows, index=self._columns.reserve())
        outputs = tuple(self._planner.output(each, self._part(each)) for each in fields)
        if has_rows:
            self._columns.fill(self._rows.index, self._page())
        return Group(Object(self._field.type_name, outputs))

    def _page(self) -> Page:
        window = Window(
            self._order, self._after, self._before, self._backward, self._limit, self._offset
        )
        item = Item(self._source.type, self._items.done())
        return Page(self._source, self._where, window, item)

    def _set_limit(self, *, more: bool) -> None:
        """Read one row ``more`` than asked where that tells whether there is another page."""
        name = "last" if self._backward else "first"
        given = self._field.arguments.get(name)
        self._limit = self._planner.parameters.add(
            DEFAULT_PAGE if given is None else given,
            self._field,
            name,
            _limit_and_one if more else _limit,
        )
        extra = self._limit if more else None
        self._rows = Rows(-1, extra, self._backward)

    def _offset_parameter(self) -> str | None:
        given = self._field.arguments.get("offset")
        if given is None:
            return None
        others = [name for name in _CURSORS if self._field.arguments.get(name) is not None]
        if others:
            message = f"an offset counts from the start; leave out `{others[0]}`"
            raise bad_input(self._field, "offset", message)
        return self._planner.parameters.add(given, self._field, "offset", _offset)

    def _cursor_parameters(self, name: str) -> tuple[str, ...]:
        given = self._field.arguments.get(name)
        if given is None:
            return ()
        return tuple(
            self._planner.parameters.add(
                given, self._field, name, partial(_cursor_value, self._signature, i)
            )
            for i in range(len(self._order))
        )

    def _part(self, field: Field) -> Shape:
        match field.name:
            case "nodes":
                made = self._planner.object(self._source.type, field.only(), self._items)
                return Many(self._rows, (made,), False)
            case "edges":
                made = Object(field.type_name, self._edge(field.only(), field.type_name))
                return Many(self._rows, (made,), False)
            case "pageInfo":
                return Group(Object("PageInfo", self._page_info(field.only())))
            case "totalCount":
                return self._count()
            case "aggregate" | "groups":
                grouping = Grouping(self._planner, self._source, self._where, self._columns)
                plan = grouping.aggregate if field.name == "aggregate" else grouping.groups
                return plan(field)
        return Fixed(self._field.type_name)

    def _count(self) -> Shape:
        return Leaf(self._columns.add(Count(self._source, self._where)))

    def _edge(self, fields: tuple[Field, ...], name: str) -> tuple[Output, ...]:
        planner, relation = self._planner, self._source.relation

        def shape(field: Field) -> Shape:
            match field.name:
                case "depth":
                    return Leaf(self._items.add(Depth()))
                case each if each in TOLD_BY_EDGES:
                    return read_leaf(self._items, Held, TOLD_BY_EDGES, field)
                case "path":
                    item, made = self._planner.node(self._source.type, field.only())
                    return Many(Rows(self._items.add(Trail(item))), (made,), False)
                case "steps" if relation:
                    return plan_steps(planner, planner.content, relation, field, self._items)
                case each if each in PROOFS:
                    if relation is None:  # Nothing leads to what is simply there.
                        return Fixed([])
                    return plan_support(planner, planner.content, relation, field, self._items)
                case "cursor":
                    return self._cursor()
                case "node":
                    made = self._planner.object(self._source.type, field.only(), self._items)
                    return Group(made)
            return Fixed(name)

        return tuple(self._planner.output(field, shape(field)) for field in fields)

    def _page_info(self, fields: tuple[Field, ...]) -> tuple[Output, ...]:
        def shape(field: Field) -> Shape:
            match field.name:
                case "hasNextPage":
                    return self._more(self._before, later=True)
                case "hasPreviousPage":
                    return self._past() if self._offset else self._more(self._after, later=False)
                case "startCursor" | "endCursor":
                    return End(self._rows, self._cursor(), field.name == "endCursor")
            return Fixed("PageInfo")

        return tuple(self._planner.output(field, shape(field)) for field in fields)

    def _more(self, bound: tuple[str, ...], *, later: bool) -> Shape:
        """Whether the list goes on beyond the page on one side, where ``bound`` may cut it."""
        outside = None
        if bound:
            column = Outside(self._source, self._where, self._order, bound, earlier=not later)
            outside = self._columns.add(column)
        rows = self._rows if later is not self._backward else None
        return More(rows, outside) if rows or bound else Fixed(False)

    def _past(self) -> Shape:
        assert self._offset is not None
        anything = Outside(self._source, self._where, self._order, (), earlier=True)
        return Past(self._offset, self._columns.add(anything))

    def _cursor(self) -> Cursor:
        if self._keys is None:
            self._keys = tuple(self._items.add(_key_column(key)) for key in self._order)
        return Cursor(self._keys, self._signature)


def _key_column(key: Key) -> Column:
    """What reads a key for a cursor; the node's own properties are read once."""
    is_own = not key.path and key.by is not None and not key.by.natural
    return Read(key.by) if is_own and key.by else KeyValue(key)


def _from_itself(relation: Relation) -> Relation:
    """A walk that may also stay where it starts."""
    (hop,) = relation.hops
    return replace(relation, hops=(replace(hop, least=0),))


def _today(_: None) -> str:
    return date.today().isoformat()


def _cursor_value(signature: int, index: int, text: str) -> Any:
    return cursor.decode(text, signature)[index]


def _ids(value: list[Any]) -> list[Any]:
    if len(value) > MAX_PAGE:
        raise ValueError(f"{len(value)} ids are too many; ask for at most {MAX_PAGE} at a time")
    return value


def _represented(types: Mapping[str, NodeType], value: list[Any]) -> list[str | None]:
    """The ids of representations of Apollo Federation; none where no such node can be.

    Raises ValueError.
    """
    return [_represented_id(types, each) for each in _ids(value)]


def _represented_id(types: Mapping[str, NodeType], value: Any) -> str | None:
    name, id = (value.get("__typename"), value.get("id")) if isinstance(value, dict) else (0, 0)
    if not isinstance(name, str) or not isinstance(id, str):
        raise ValueError("a representation is an object with `__typename` and `id`, as text")
    # The id tells the type; one of another type would be read as what it is not.
    return id if name in types and id.startswith(types[name].prefix) else None


def _different_ids(value: list[Any]) -> list[Any]:
    return list(dict.fromkeys(_ids(value)))


def _offset(value: int) -> int:
    if not 0 <= value <= MAX_OFFSET:
        message = f"{value} is out of range; give 0 to {MAX_OFFSET}, or page with a cursor"
        raise ValueError(message)
    return value


def _limit(value: int) -> int:
    if not 0 <= value <= MAX_PAGE:
        raise ValueError(f"{value} is out of range; ask for 0 to {MAX_PAGE} and page with a cursor")
    return value


def _limit_and_one(value: int) -> int:
    return _limit(value) + 1
