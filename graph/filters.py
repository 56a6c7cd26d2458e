"""From the arguments `where` and `orderBy` to predicates and keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.limits import LimitExceeded, Limits
from graph.model import SHARED_LABEL, Model, NodeType, Relation, When
from graph.parameters import Parameters, bad_input
from graph.predicates import (
    Compare,
    Counted,
    Junction,
    Key,
    Predicate,
    Quantifier,
    Related,
    Where,
    as_folded,
)
from graph.selection import Field
from graph.text import fold

MAX_STEPS = 5
"""How many relations away the value of an order may be."""

NOTHING = Where((), Junction.OR)
"""Holds of no node."""

_JUNCTIONS = {"and": Junction.AND, "or": Junction.OR, "not": Junction.NOT}


class Tally:
    """Counts the conditions of an operation: the database plans each."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._count = 0

    def count(self, field: Field) -> None:
        """Count a condition, or several in braces, of a field. Raises LimitExceeded."""
        self._count += 1
        if self._count > self._limits.conditions:
            raise LimitExceeded("conditions", self._limits.conditions, field.nodes[0])

    def hold(self, field: Field, depth: int) -> None:
        """Raise LimitExceeded where a filter of a field is nested so deep."""
        if depth > self._limits.nesting:
            raise LimitExceeded("nesting", self._limits.nesting, field.nodes[0])


class Filters:
    """Reads the filters and orders of a field, which errors are said to be in."""

    def __init__(
        self, model: Model, parameters: Parameters, field: Field, when: When, tally: Tally
    ) -> None:
        self._tally = tally
        self._when = when
        self._model = model
        self._parameters = parameters
        self._field = field

    def where(self, type: NodeType, given: Mapping[str, Any] | None, depth: int = 0) -> Where:
        """The predicate of a filter; null conditions are as good as none.

        Raises BadInput and LimitExceeded.
        """
        self._tally.hold(self._field, depth)
        if given is not None:
            self._tally.count(self._field)
        parts: list[Predicate] = []
        for name, condition in (given or {}).items():
            if name == "isNull":  # of a node that is there
                parts += [NOTHING] if condition else []
            elif condition is not None:
                parts += self._condition(type, name, condition, depth + 1)
        return Where(tuple(parts))

    def _condition(
        self, type: NodeType, name: str, condition: Any, depth: int
    ) -> Iterator[Predicate]:
        self._tally.count(self._field)
        if name in _JUNCTIONS:
            each = condition if isinstance(condition, list) else [condition]
            parts = tuple(self.where(type, part, depth) for part in each)
            yield Where(parts, _JUNCTIONS[name])
        elif name in type.properties:
            yield from self._compare(type, name, condition)
        elif name in type.paths:
            path = type.paths[name].at(self._when)
            yield self._related(Quantifier.SOME, path, condition, depth)
        else:
            relation = type.relations[name].at(self._when)
            read = self._quantified if relation.many else self._single
            yield from read(relation, condition, depth)

    def _single(
        self, relation: Relation, condition: Mapping[str, Any], depth: int
    ) -> Iterator[Predicate]:
        """Conditions on the one related node, or that there is none."""
        rest = {name: inner for name, inner in condition.items() if name != "isNull"}
        is_null = condition.get("isNull")
        if is_null:
            yield self._related(Quantifier.NONE, relation, {}, depth)
        if rest or not is_null:
            yield self._related(Quantifier.SOME, relation, rest, depth)

    def _compare(
        self, type: NodeType, name: str, condition: Mapping[str, Any]
    ) -> Iterator[Predicate]:
        property = type.properties[name]
        for operator, value in condition.items():
            path = f"where.{name}.{operator}"
            if operator == "isNull":
                if value is not None:
                    yield Compare(property, "isNull" if value else "isNotNull", None)
            elif value is None and operator == "eq":
                yield Compare(property, "isNull", None)
            elif value is None:
                raise bad_input(self._field, path, "null is no value to compare with; use `isNull`")
            elif folded := as_folded(property, operator):
                yield Compare(*folded, self._parameters.add(value, self._field, path, fold))
            else:
                yield Compare(property, operator, self._parameters.add(value, self._field, path))

    def _quantified(
        self, relation: Relation, condition: Mapping[str, Any], depth: int
    ) -> Iterator[Predicate]:
        for name, inner in condition.items():
            if inner is None:
                continue
            if name == "count":
                yield from self._counted(relation, inner)
            else:
                yield self._related(Quantifier(name), relation, inner, depth)

    def _counted(self, relation: Relation, condition: Mapping[str, Any]) -> Iterator[Predicate]:
        for operator, value in condition.items():
            path = f"where.{relation.name}.count.{operator}"
            if value is None:
                raise bad_input(self._field, path, "a count is compared with a number, not null")
            yield Counted(relation, operator, self._parameters.add(value, self._field, path))

    def _related(
        self, quantifier: Quantifier, relation: Relation, inner: Mapping[str, Any], depth: int
    ) -> Related:
        where = self.where(self._target(relation), inner, depth)
        return Related(quantifier, relation, where, self._label(relation))

    def _target(self, relation: Relation) -> NodeType:
        """The type of a relation's nodes; of an interface any type serves for the id."""
        names = self._model.unions.get(relation.target, (relation.target,))
        return self._model.types[names[0]]

    def _label(self, relation: Relation) -> str:
        found = self._model.types.get(relation.target)
        return found.label if found else SHARED_LABEL

    def order(self, type: NodeType, given: Iterable[Mapping[str, Any]] | None) -> tuple[Key, ...]:
        """The keys of an order, the id last, which breaks ties. Raises BadInput."""
        keys: dict[str, Key] = {}
        for entry in given or ():
            key = self._key(type, entry, ())
            keys.setdefault(key.name, key)
        if "id" not in keys:
            last = next(reversed(keys.values()), None)
            keys["id"] = Key(type.properties["id"], last is not None and last.descending)
        return tuple(keys.values())

    def _key(self, type: NodeType, entry: Mapping[str, Any], path: tuple[Relation, ...]) -> Key:
        ((name, inner),) = entry.items()
        if name in type.properties:
            return Key(type.properties[name], self._is_descending(inner), path)
        relation = type.relations[name].at(self._when)
        if len(path) == MAX_STEPS:
            message = f"more than {MAX_STEPS} relations away; order by something nearer"
            raise bad_input(self._field, "orderBy", message)
        if relation.many:
            return Key(None, self._is_descending(inner["count"]), (*path, relation))
        return self._key(self._target(relation), inner, (*path, relation))

    def _is_descending(self, direction: Any) -> bool:
        pinned = self._parameters.pin(direction)
        if pinned is None:
            raise bad_input(self._field, "orderBy", "null is no direction; give ASC or DESC")
        return bool(pinned == "DESC")
