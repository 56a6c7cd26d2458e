"""Plans `aggregate` and `groups` of a connection: dimensions, measures, and their shapes."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Protocol

from graph.model import DEFAULT_GROUPS, MAX_PAGE, NodeType, Property, Relation, When, enum_name
from graph.parameters import Parameters, bad_input
from graph.plan import (
    Aggregate,
    Columns,
    Dimension,
    Fixed,
    Function,
    Group,
    GroupKey,
    Groups,
    Item,
    Lacking,
    Leaf,
    Many,
    Measure,
    Object,
    One,
    Output,
    Rows,
    Shape,
    Source,
    leaf,
)
from graph.predicates import Where
from graph.selection import Field


class Planning(Protocol):
    """What is needed of the planner."""

    parameters: Parameters
    when: When

    @property
    def types(self) -> Mapping[str, NodeType]:
        """The types of the nodes that are asked about."""

    def output(self, field: Field, shape: Shape) -> Output:
        """A field of an object in the response."""

    def object(self, type: NodeType, fields: tuple[Field, ...], columns: Columns) -> Object:
        """The object made of a node, its columns added to ``columns``."""

    def level(self, field: Field) -> AbstractContextManager[None]:
        """Counts what a relation adds to the work of planning."""


class Grouping:
    """Plans the aggregates of one list."""

    def __init__(self, planner: Planning, source: Source, where: Where, columns: Columns) -> None:
        self._planner = planner
        self._source = source
        self._where = where
        self._columns = columns

    def aggregate(self, field: Field) -> Shape:
        """The shape of `aggregate`."""
        measures: list[Measure] = []
        made = self._measured(field, measures, 0)
        if not measures:  # `__typename` alone
            return Group(made)
        column = Aggregate(self._source, self._where, tuple(measures))
        return One(self._columns.add(column), (made,), False)

    def groups(self, field: Field) -> Shape:
        """The shape of `groups`. Raises BadInput."""
        by = self._dimensions(field)
        related = {name: Columns() for name, each in by.items() if not isinstance(each, Property)}
        measures: list[Measure] = []
        outputs = []
        for each in field.only():
            outputs.append(self._planner.output(each, self._part(each, by, related, measures)))
        dimensions = []
        for name, each in by.items():
            if isinstance(each, Property):
                dimensions.append(Dimension(each))
            else:
                item = Item(self._planner.types[each.target], related[name].done())
                dimensions.append(Dimension(each, item))
        column = Groups(
            self._source,
            self._where,
            tuple(dimensions),
            tuple(measures),
            self._order(field, list(by)),
            self._limit(field),
        )
        if (walked := column.walked) is not None:
            relation = dimensions[walked].by
            assert isinstance(relation, Relation)
            lacking = self._columns.add(Lacking(self._source.type, relation))
            column = replace(column, lacking=lacking)
        made = Object(field.type_name, tuple(outputs))
        return Many(Rows(self._columns.add(column)), (made,), False)

    def _dimensions(self, field: Field) -> dict[str, Any]:
        """What is grouped by, by name: each a property or a relation."""
        offered = {enum_name(name): name for name in self._source.type.dimensions}
        given = self._planner.parameters.pin(field.arguments["by"])
        names = [offered[self._planner.parameters.pin(each)] for each in given]
        if not names:
            raise bad_input(field, "by", "nothing to group by; name one dimension or more")
        return {name: self._dimension(name) for name in names}

    def _dimension(self, name: str) -> Property | Relation:
        found = self._source.type.dimensions[name]
        return found if isinstance(found, Property) else found.at(self._planner.when)

    def _limit(self, field: Field) -> str:
        given = field.arguments.get("first")
        return self._planner.parameters.add(
            DEFAULT_GROUPS if given is None else given, field, "first", _limit
        )

    def _order(self, field: Field, names: list[str]) -> tuple[GroupKey, ...]:
        """The keys of the order, every dimension at last, so that it is always the same."""
        keys: dict[int | None, GroupKey] = {}
        for entry in field.arguments.get("orderBy") or ():
            ((name, direction),) = entry.items()
            if name not in ("count", *names):
                message = f"groups are not by {name}; add {enum_name(name)} to `by`"
                raise bad_input(field, "orderBy", message)
            index = None if name == "count" else names.index(name)
            descending = self._planner.parameters.pin(direction) == "DESC"
            keys.setdefault(index, GroupKey(index, descending))
        if not keys:
            keys[None] = GroupKey(None, True)
        for index in range(len(names)):
            keys.setdefault(index, GroupKey(index, False))
        return tuple(keys.values())

    # Shapes

    def _part(
        self,
        field: Field,
        by: Mapping[str, Any],
        related: Mapping[str, Columns],
        measures: list[Measure],
    ) -> Shape:
        match field.name:
            case "count":
                return Leaf(_add(measures, Measure(Function.COUNT), len(by)))
            case "aggregate":
                return Group(self._measured(field, measures, len(by)))
            case "key":
                outputs = tuple(
                    self._planner.output(each, self._key(each, list(by), by, related))
                    for each in field.only()
                )
                return Group(Object(field.type_name, outputs))
        return Fixed(f"{self._source.type.name}Group")

    def _key(
        self,
        field: Field,
        names: list[str],
        by: Mapping[str, Any],
        related: Mapping[str, Columns],
    ) -> Shape:
        if field.name == "__typename":
            return Fixed(f"{self._source.type.name}GroupKey")
        if field.name not in by:
            return Fixed(None)
        index, dimension = names.index(field.name), by[field.name]
        if isinstance(dimension, Property):
            return leaf(index, dimension, field)
        with self._planner.level(field):
            type = self._planner.types[dimension.target]
            made = self._planner.object(type, field.only(), related[field.name])
        return One(index, (made,), False)

    def _measured(self, field: Field, measures: list[Measure], shift: int) -> Object:
        """An object of measures, whose values begin at column ``shift`` of a row."""

        def shape(each: Field) -> Shape:
            if each.name == "__typename":
                return Fixed(field.type_name)
            if each.name == "count":
                return Leaf(_add(measures, Measure(Function.COUNT), shift))
            return Group(self._functions(each, measures, shift))

        outputs = tuple(self._planner.output(each, shape(each)) for each in field.only())
        return Object(field.type_name, outputs)

    def _functions(self, field: Field, measures: list[Measure], shift: int) -> Object:
        property = self._source.type.properties[field.name]
        name = field.type_name

        def shape(each: Field) -> Shape:
            if each.name == "__typename":
                return Fixed(name)
            return Leaf(_add(measures, Measure(Function(each.name), property), shift))

        return Object(name, tuple(self._planner.output(e, shape(e)) for e in field.only()))


def _add(measures: list[Measure], measure: Measure, shift: int) -> int:
    """The column of a measure, each measured once."""
    if measure not in measures:
        measures.append(measure)
    return measures.index(measure) + shift


def _limit(value: int) -> int:
    if not 0 <= value <= MAX_PAGE:
        raise ValueError(f"{value} is out of range; ask for 0 to {MAX_PAGE} groups")
    return value
