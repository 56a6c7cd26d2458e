"""What is asked for: a list or the graph, in a format, with the arguments of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graph.model import Model, NodeType
from graph.thai import read_day
from schema import build, model
from server.errors import UsageError
from server.exports.columns import columns, listing, listings, pick
from server.exports.format import Format
from server.exports.graphml import GraphMl
from server.exports.lines import JsonLines
from server.exports.rdf import JsonLd, NQuads
from server.exports.snapshot import Selection
from server.exports.tables import LongTable, WideTable

FORMATS: Mapping[str, type[Format]] = {
    "csv": WideTable,
    "jsonl": JsonLines,
    "jsonld": JsonLd,
    "nq": NQuads,
    "graphml": GraphMl,
}
"""The formats by the end of a file's name."""

GRAPH = "graph"
"""The name of an export of all lists together."""

SHAPES = ("wide", "long")
"""The shapes of a table: a row for each node, or for each value."""

PARAMETERS = ("where", "orderBy", "asOf", "knownAt", "fields", "lists", "shape")
"""The names under which an order is written in text."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a list, or GRAPH, in a format; the rest as the arguments of the list.

    ``fields`` are the columns, in their order; ``lists`` those that GRAPH is to have.
    """

    name: str
    format: str
    where: Any = None
    order_by: Any = None
    as_of: str | None = None
    known_at: str | None = None
    fields: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    shape: str = SHAPES[0]

    def check(self) -> None:
        """Raise UsageError for what cannot be, whatever is in the graph."""
        pick(self.format, FORMATS, "no format of exports")
        pick(self.shape, dict.fromkeys(SHAPES), "no shape of a table")
        if self.shape != SHAPES[0] and self.format != "csv":
            raise UsageError(f"`shape` is for tables; {self.format} has none")
        if self.name != GRAPH:
            listing(model(), self.name)
            if self.lists:
                raise UsageError(f"`lists` is for {GRAPH} alone; {self.name} is one list")
            return
        for name in self.lists:
            listing(model(), name)
        if self.where is not None or self.order_by is not None or self.fields:
            raise UsageError(
                f"`where`, `orderBy` and `fields` are of one list; export that instead of {GRAPH}"
            )
        if not self.format_class.several:
            raise UsageError(f"{GRAPH} has nodes of several types; as csv it has the shape long")

    @property
    def format_class(self) -> type[Format]:
        """What writes it."""
        return LongTable if self.shape != SHAPES[0] else FORMATS[self.format]

    @property
    def day(self) -> str | None:
        """The day asked for, in ISO 8601. Raises UsageError."""
        if self.as_of is None:
            return None
        try:
            return read_day(self.as_of).isoformat()
        except ValueError as error:
            raise UsageError(f"asOf: {error}") from None

    def given(self) -> dict[str, Any]:
        """The arguments of the list."""
        said = {"where": self.where, "orderBy": self.order_by, "asOf": self.day}
        return {name: value for name, value in said.items() if value is not None}

    def selections(self) -> list[Selection]:
        """The lists with their columns. Raises UsageError."""
        known = model()
        names = (self.lists or listings(known)) if self.name == GRAPH else (self.name,)
        return [_selection(known, name, self.fields, self.given()) for name in names]


def _selection(
    known: Model, name: str, fields: Sequence[str], given: Mapping[str, Any]
) -> Selection:
    root = listing(known, name)
    type = known.types[root.target]
    return Selection(root, type, columns(known, type, fields, descriptions(type)), given)


def descriptions(type: NodeType) -> dict[str, str]:
    """What the schema says of each field of a type."""
    described: Any = build()._schema.type_map[type.name]
    return {name: each.description or "" for name, each in described.fields.items()}


def _read_json(name: str, text: str | None) -> Any:
    """An argument that is given as JSON. Raises UsageError."""
    if text is None:
        return None
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UsageError(
            f"`{name}` is no JSON ({error}); write it as a variable of GraphQL, such as "
            '{"year": {"eq": 2022}}'
        ) from None


def order_of(name: str, ending: str, given: Mapping[str, str]) -> Order:
    """What is asked for by parameters in text. Raises UsageError."""
    return Order(
        name,
        ending,
        where=_read_json("where", given.get("where")),
        order_by=_read_json("orderBy", given.get("orderBy")),
        as_of=given.get("asOf"),
        known_at=given.get("knownAt"),
        fields=_names(given.get("fields")),
        lists=_names(given.get("lists")),
        shape=given.get("shape", SHAPES[0]),
    )


def _names(text: str | None) -> tuple[str, ...]:
    """Names that commas divide, each once."""
    return tuple(dict.fromkeys(each.strip() for each in (text or "").split(",") if each.strip()))
