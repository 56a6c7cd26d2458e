"""An export that is ready: what it says of itself, and its bytes as they come."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from datetime import date

import orjson

from graph.errors import GovgraphError
from graph.service import Service
from server.errors import UsageError
from server.exports.format import Description, Format
from server.exports.order import SHAPES, Order
from server.exports.snapshot import Selection, Snapshot
from server.exports.tables import describe_table

METADATA = "-metadata.json"
"""What the name of a table's description ends with (CSVW, section 5.3: the default location)."""


class NothingLoaded(GovgraphError):
    """The database holds no data to be exported."""

    code = "DATASET_MISSING"


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
    """The version that an export is of. Raises NothingLoaded, UsageError and ExportError."""
    snapshot = await Snapshot.open(service, timeout, known_at)
    if snapshot is not None:
        return snapshot
    if known_at is None:
        raise NothingLoaded("the database holds no dataset; run `govgraph load`")
    raise UsageError(f"nothing had been loaded at {known_at}; `datasetVersions` lists the loads")


def describe(order: Order, snapshot: Snapshot, base: str) -> Description:
    """What an export says of itself."""
    as_of = order.day or date.today().isoformat()
    return Description(snapshot.version, as_of, base, order.given())


def make(order: Order, snapshot: Snapshot, base: str) -> Export:
    """An export of a version. Raises UsageError."""
    order.check()
    written = order.format_class(describe(order, snapshot, base))
    return Export(snapshot, order.selections(), written)


def metadata(order: Order, snapshot: Snapshot, base: str, address: str) -> str:
    """The description of the table at an address, as JSON. Raises UsageError."""
    order.check()
    told = describe_table(
        order.name,
        order.selections()[0],
        describe(order, snapshot, base),
        address,
        long=order.shape != SHAPES[0],
    )
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
