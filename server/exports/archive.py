"""The whole dataset as one ZIP archive: every list as tables and lines, the graph, a manifest.

The bytes are the same for the same version, day and arguments: the files have the time of the
load, and nothing in them tells when they were written.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import orjson

from schema import model
from server.exports.columns import listings
from server.exports.export import METADATA, Export, describe, make, metadata
from server.exports.order import GRAPH, Order
from server.exports.shapes import SHAPES_FILE, shapes
from server.exports.snapshot import Snapshot

ARCHIVE = "dataset.zip"
"""The name of the archive in the URL."""

MANIFEST = "manifest.json"

LEVEL = 6
"""How hard is tried to compress: zlib's default."""


class _Sink(io.RawIOBase):
    """Holds what was written until it is taken; a file that cannot be sought in."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """What was written since it was taken last."""
        taken = b"".join(self._written)
        self._written.clear()
        return taken


class Archive:
    """The archive of a version; ``order`` says of which day, and which lists.

    ``rows``: how many nodes were written so far.
    """

    def __init__(self, order: Order, snapshot: Snapshot, base: str) -> None:
        order.check()
        self._order = order
        self._snapshot = snapshot
        self._base = base
        self._sink = _Sink()
        self.rows = 0
        loaded = datetime.fromisoformat(snapshot.version.loaded_at).astimezone(UTC)
        self._time = (*loaded.timetuple()[:5], loaded.second)

    async def chunks(self) -> AsyncGenerator[bytes]:
        """Its bytes as they come. Raises ExportError."""
        entries: list[dict[str, Any]] = []
        with zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
            for path, export in self._exports():
                async with aclosing(self._write(archive, path, export, entries)) as written:
                    async for chunk in written:
                        yield chunk
            for path, media_type, text in self._texts():
                entries.append(self._add(archive, path, media_type, text))
                yield self._sink.take()
            told = describe(self._order, self._snapshot, self._base).full()
            manifest = {"dataset": told, "files": entries}
            text = orjson.dumps(manifest, option=orjson.OPT_INDENT_2).decode()
            self._add(archive, MANIFEST, "application/json", text)
        yield self._sink.take()

    def _exports(self) -> Iterator[tuple[str, Export]]:
        for name in self._lists():
            for ending in ("csv", "jsonl"):
                order = self._table(name, ending)
                yield f"{name}.{ending}", make(order, self._snapshot, self._base)
        for ending in ("nq", "jsonld", "graphml"):
            whole = replace(self._order, format=ending)
            yield f"{GRAPH}.{ending}", make(whole, self._snapshot, self._base)

    def _lists(self) -> Iterable[str]:
        return self._order.lists or listings(model())

    def _table(self, name: str, ending: str) -> Order:
        asked = self._order
        return Order(name, ending, as_of=asked.as_of, known_at=asked.known_at)

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        """The files that are made without reading: the descriptions of tables, the shapes."""
        for name in self._lists():
            path = f"{name}.csv"
            text = metadata(self._table(name, "csv"), self._snapshot, self._base, path)
            yield f"{path}{METADATA}", "application/csvm+json", text
        yield SHAPES_FILE, "text/turtle", shapes()

    async def _write(
        self, archive: zipfile.ZipFile, path: str, export: Export, entries: list[dict[str, Any]]
    ) -> AsyncGenerator[bytes]:
        """Write one file, a page at a time."""
        digest, size = hashlib.sha256(), 0
        # Its size is not known before it is written: room is left for more than 4 GB.
        with archive.open(self._info(path), "w", force_zip64=True) as entry:
            async for chunk in export.chunks():
                digest.update(chunk)
                size += len(chunk)
                entry.write(chunk)
                yield self._sink.take()
        self.rows += export.rows if path.endswith(".csv") else 0
        entries.append(
            _entry(path, export.format.media_type, size, digest.hexdigest(), export.rows)
        )

    def _add(
        self, archive: zipfile.ZipFile, path: str, media_type: str, text: str
    ) -> dict[str, Any]:
        content = text.encode()
        archive.writestr(self._info(path), content)
        return _entry(path, media_type, len(content), hashlib.sha256(content).hexdigest())

    def _info(self, path: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(path, self._time)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 3  # Unix, wherever it is written
        info.external_attr = 0o644 << 16
        return info


def _entry(
    path: str, media_type: str, size: int, sha256: str, rows: int | None = None
) -> dict[str, Any]:
    made = {"path": path, "mediaType": media_type, "bytes": size, "sha256": sha256}
    return made if rows is None else {**made, "rows": rows}
