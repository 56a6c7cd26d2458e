"""An export: what is asked for, checked, and its bytes as they come."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.model import Model, NodeType
from graph.service import Service
from graph.thai import read_day
from schema import build, model
from server.errors import UsageError
from server.exports.columns import columns, listing, listings, pick
from server.exports.format import Description, Format
from server.exports.graphml import GraphMl
from server.exports.lines import JsonLines
from server.exports.rdf import JsonLd, NQuads
from server.exports.snapshot import Selection, Snapshot
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


class NothingLoaded(UsageError):
    """There is no data to be exported: none at all, or none at that time."""

    code = "DATASET_MISSING"


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


@dataclass(slots=True)
class Export:
    """An export that can be written. ``rows``: how many nodes were written so far."""

    snapshot: Snapshot
    selections: Sequence[Selection]
    format: Format
    rows: int = field(default=0)

    async def chunks(self) -> AsyncGenerator[bytes]:
        """Its bytes, a page of nodes at a time; what is wrong is found before the first.

        Raises ExportError.
        """
        text, read = self.format.begin(self.selections), set[str]()
        for selection, write in self.format.steps(self.selections):
            is_first = selection.root.name not in read
            read.add(selection.root.name)
            async for page in self.snapshot.pages(selection):
                yield (text + write(page)).encode()
                text = ""
                self.rows += len(page) if is_first else 0
        yield (text + self.format.end()).encode()


async def open_snapshot(service: Service, timeout: float, known_at: str | None) -> Snapshot:
    """The version that an export is of. Raises NothingLoaded and ExportError."""
    snapshot = await Snapshot.open(service, timeout, known_at)
    if snapshot is not None:
        return snapshot
    if known_at is None:
        raise NothingLoaded("the database holds no dataset; run `govgraph load`")
    raise NothingLoaded(f"nothing had been loaded at {known_at}; `datasetVersions` lists the loads")


def describe(order: Order, snapshot: Snapshot, base: str) -> Description:
    """What an export says of itself."""
    as_of = order.day or date.today().isoformat()
    return Description(snapshot.version, as_of, base, order.given())


def make(order: Order, snapshot: Snapshot, base: str) -> Export:
    """An export of a version. Raises UsageError."""
    order.check()
    written = order.format_class(describe(order, snapshot, base))
    return Export(snapshot, order.selections(), written)
