"""The connections that are derived from the declared types, with their aggregates and groups."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, EnumMeta
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from graph.model import Scalar
from schema.declare import (
    DAY_PRECISION,
    DECLARATION,
    FIRST_DAY,
    LAST_DAY,
    DatePrecision,
    Hint,
    Hops,
    InLanguage,
    Node,
    PageInfo,
    Unstored,
    Way,
    declarations,
    relation_of,
    scalar_of,
)
from schema.inputs import Inputs

_ORDERED = {
    Scalar.ID: ("ID", "str"),
    Scalar.STRING: ("String", "str"),
    Scalar.INT: ("Int", "int"),
    Scalar.FLOAT: ("Float", "float"),
    Scalar.DATE: ("Date", "date"),
    Scalar.DATETIME: ("DateTime", "datetime"),
}
"""The title and Python type of values that have a least and a greatest."""

_NUMBERS = (Scalar.INT, Scalar.FLOAT)

Fields = dict[str, tuple[str, str]]
"""Type and description of each field, by Python name."""


class Outputs:
    """The object types derived from declared types; found by name beside the inputs."""

    def __init__(self, types: Iterable[type], inputs: Inputs) -> None:
        self._inputs = inputs
        self._pending: list[tuple[StrawberryField, str]] = []
        inputs.namespace |= {"PageInfo": PageInfo, "DatePrecision": DatePrecision}
        for cls in types:
            inputs.namespace[cls.__name__] = cls
            for field, hint in declarations(cls):
                if isinstance(field.metadata.get(DECLARATION), Way):
                    inputs.namespace[hint.type.__name__] = hint.type
        for cls in types:
            self._add_type(cls)
        for field, type in self._pending:
            field.type_annotation = inputs.annotation(type)

    def give_types(self, cls: type) -> None:
        """Give every list of ``cls`` the type of its connection."""
        for field, hint in declarations(cls):
            if hint.connection:
                title = f"{hint.type.__name__}{_kind(field, hint)}"
                field.type_annotation = self._inputs.annotation(f"{title}Connection")

    def _add_type(self, cls: type) -> None:
        name = cls.__name__
        self._add_aggregate(cls)
        self._add_groups(cls)
        self._add_connection(name, "")
        for field, hint in declarations(cls):
            if hint.connection:
                self._add_connection(hint.type.__name__, _kind(field, hint))

    def _add_connection(self, name: str, kind: str) -> None:
        title = f"{name}{kind}"
        if f"{title}Connection" in self._inputs.namespace:
            return
        edge: Fields = {
            "cursor": ("str", "Marks this place in the list; opaque."),
            "node": (name, "The one at this place."),
            **{each: (type.format(name), about) for each, (type, about) in _EDGES[kind].items()},
        }
        told = self._make(f"{title}Edge", "One of a list, with its cursor.", edge)
        for each, (type, _) in edge.items():
            if type.startswith("date"):
                told[each].arguments = self._inputs.calendar_arguments()
        total = "How many there are in all, on every page; counted only when asked."
        fields: Fields = {
            "nodes": (f"list[{name}]", "Those on this page."),
            "edges": (f"list[{title}Edge]", "Those on this page, with cursors."),
            "page_info": ("PageInfo", "Where this page stands."),
            "total_count": ("int", total),
            "aggregate": (f"{name}Aggregate", "What is computed of all of them, on every page."),
            "groups": (f"list[{name}Group]", "All of them by equal values, with their numbers."),
        }
        made = self._make(f"{title}Connection", "A page of a list.", fields)
        made["groups"].arguments = self._inputs.group_arguments(name)

    def _add_aggregate(self, cls: type) -> None:
        fields: Fields = {"count": ("int", "How many there are.")}
        for field, hint in declarations(cls):
            how = field.metadata.get(DECLARATION)
            if not hint.list and not isinstance(how, Hops | InLanguage | Unstored):
                about = "Of this property, where it is not empty."
                fields[field.python_name] = (self._values(scalar_of(hint.type)), about)
        name = cls.__name__
        self._make(f"{name}Aggregate", f"Computed of nodes of type {name}.", fields)

    def _values(self, scalar: Scalar) -> str:
        """The type of what is computed of the values of a property."""
        title, type = _ORDERED.get(scalar, ("Value", ""))
        name = f"{title}Aggregate"
        if name not in self._inputs.namespace:
            fields: Fields = {"distinct": ("int", "How many different values there are.")}
            if type:
                fields["min"] = (f"{type} | None", "The least; text by code point.")
                fields["max"] = (f"{type} | None", "The greatest; text by code point.")
            if scalar in _NUMBERS:
                fields["sum"] = ("float", "The sum; 0 of none.")
                fields["avg"] = ("float | None", "The arithmetic mean.")
            self._make(name, f"Computed of values ({title}).", fields)
        return name

    def _add_groups(self, cls: type) -> None:
        name = cls.__name__
        key: Fields = {}
        for field, hint in declarations(cls):
            type = _dimension(field, hint)
            if type:
                about = f"{field.description} Null unless `{_enum(field)}` is in `by`."
                key[field.python_name] = (f"{type} | None", about)
                self._inputs.namespace.setdefault(type, hint.type)
        self._make(f"{name}GroupKey", "What the nodes of a group have in common.", key)
        group: Fields = {
            "key": (f"{name}GroupKey", "What they have in common."),
            "count": ("int", "How many there are."),
            "aggregate": (f"{name}Aggregate", "What is computed of them."),
        }
        about = "Nodes with equal values; one with several related nodes is in several groups."
        self._make(f"{name}Group", about, group)
        self._inputs.add_group_order(name, key)
        self._add_dimensions(cls, key)

    def _add_dimensions(self, cls: type, names: Iterable[str]) -> None:
        name = f"{cls.__name__}Dimension"
        values: dict[str, Any] = {
            _enum(field): strawberry.enum_value(_enum(field), description=field.description)
            for field, _ in declarations(cls)
            if field.python_name in names
        }
        made = EnumMeta.__call__(Enum, name, values)
        about = f"What nodes of type {cls.__name__} can be grouped by."
        self._inputs.namespace[name] = strawberry.enum(made, name=name, description=about)

    def _make(self, name: str, description: str, fields: Fields) -> dict[str, StrawberryField]:
        made: dict[str, Any] = {}
        for each, (annotation, about) in fields.items():
            made[each] = strawberry.field(description=about)
            self._pending.append((made[each], annotation))
        body = {"__annotations__": dict.fromkeys(made, Any), "__module__": __name__, **made}
        self._inputs.namespace[name] = strawberry.type(
            type(name, (), body), name=name, description=description
        )
        return made


def _enum(field: StrawberryField) -> str:
    return field.python_name.upper()


_PROOFS: Fields = {
    "sources": (
        "list[Statement]",
        "The statements that say so, of each step of the way in its order. Empty in a list of "
        "all, to which nothing leads, and where the graph tells of its own record.",
    ),
    "conflicts": (
        "list[Statement]",
        "Statements that say otherwise and are not followed; `setAside` tells why.",
    ),
}
"""What every edge tells of where it is from."""

_PERIOD: Fields = {
    **_PROOFS,
    "valid_from": ("date | None", FIRST_DAY),
    "valid_from_precision": ("DatePrecision | None", DAY_PRECISION),
    "valid_to": ("date | None", LAST_DAY),
    "valid_to_precision": ("DatePrecision | None", DAY_PRECISION),
}

_EDGES: dict[str, Fields] = {
    "": {**_PROOFS},
    "Hierarchy": {
        **_PROOFS,
        "steps": ("list[{}Step]", "The steps of that way, each with its time and its sources."),
        "depth": ("int", "How many steps away it is, on the shortest way."),
        "path": ("list[{}]", "The nodes on the shortest way from the one asked, both included."),
    },
    "Period": _PERIOD,
    "Authority": {**_PERIOD, "authority": ("Authority | None", "Of which authority it is.")},
}
"""What the edges of a list tell beside cursor and node, by the kind of list."""


def _kind(field: StrawberryField, hint: Hint) -> str:
    """The kind of a list: along a hierarchy, or of what holds for a time."""
    relation = relation_of(field, hint)
    if relation is None:
        return ""
    if relation.depth:
        return "Hierarchy"
    if not relation.tells_times:
        return ""
    return "Authority" if relation.hops[0].by_authority else "Period"


def _dimension(field: StrawberryField, hint: Hint) -> str | None:
    """The type of a value or node that one can group by."""
    how = field.metadata.get(DECLARATION)
    if hint.list or hint.type is Node or isinstance(how, InLanguage | Unstored):
        return None
    if isinstance(how, Hops):
        return str(hint.type.__name__)
    scalar = scalar_of(hint.type)
    return str(hint.type.__name__) if scalar is Scalar.ENUM else _PYTHON[scalar]


_PYTHON = {
    Scalar.ID: "ID",
    Scalar.STRING: "str",
    Scalar.INT: "int",
    Scalar.FLOAT: "float",
    Scalar.BOOLEAN: "bool",
    Scalar.DATE: "date",
    Scalar.DATETIME: "datetime",
}
