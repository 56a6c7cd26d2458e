"""`govgraph export`: the same files as at `/export/`, written here."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from graph.errors import StoreError
from graph.service import Outcome, Service
from graph.store import Address, Store
from schema import build, model
from server.engine import at_hand
from server.errors import UsageError
from server.exports.archive import Archive
from server.exports.columns import pick
from server.exports.export import METADATA, Export, make, metadata, open_snapshot
from server.exports.order import FORMATS, GRAPH, Order, order_of
from server.exports.snapshot import ExportError
from server.loading import fill
from server.settings import Settings
from server.terminal import Bar, tell

DATASET = "dataset"
"""The name of an export of everything as an archive."""

ZIP = "zip"


@dataclass(frozen=True, slots=True)
class Target:
    """What is written to, and its name in the end; ``whole``: an archive of everything."""

    file: BinaryIO
    path: Path | None
    whole: bool


def export(
    settings: Settings,
    name: str,
    form: str | None,
    given: Mapping[str, str | None],
    out: Path | None,
) -> None:
    """Write an export to a file or to standard output. Raises UsageError and StoreError."""
    ending = _format(name, form, out)
    said = {each: value for each, value in given.items() if value is not None}
    order = order_of(GRAPH if name == DATASET else name, "nq" if ending == ZIP else ending, said)
    order.check()  # Said before anything is started.
    order.selections()
    if out is None and sys.stdout.isatty() and ending == ZIP:
        raise UsageError("an archive is no text for a terminal; give --out FILE")
    with _file(out) as file, at_hand(settings, fill) as address:
        rows = asyncio.run(_export(settings, address, order, Target(file, out, ending == ZIP)))
    tell(f"Exported {rows} nodes." if out is None else f"Exported {rows} nodes to {out}.")


def _format(name: str, form: str | None, out: Path | None) -> str:
    """The format that is asked for, or that the name of the file tells. Raises UsageError."""
    formats = (ZIP,) if name == DATASET else tuple(FORMATS)
    if name == DATASET and form is None:
        return ZIP
    asked = form or (out.suffix[1:] if out else "")
    if not asked:
        raise UsageError(f"give --format {'|'.join(formats)}, or --out with such an end")
    return pick(asked, dict(zip(formats, formats, strict=True)), f"no format of {name}")


@contextmanager
def _file(out: Path | None) -> Iterator[BinaryIO]:
    """What is written to: a file that takes its name when it is whole, or standard output."""
    if out is None:
        yield sys.stdout.buffer
        return
    try:
        handle, name = mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}") from None
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        written.chmod(0o666 & ~_umask())
        written.replace(out)
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}") from None
    finally:
        written.unlink(missing_ok=True)


def _umask() -> int:
    """Who may not read new files; temporary ones are read by their owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


async def _export(settings: Settings, address: Address, order: Order, to: Target) -> int:
    """Write an export; how many nodes it has."""
    async with Store(address) as store:
        service = Service(build()._schema, model(), store)
        try:
            snapshot = await open_snapshot(service, settings.page_timeout, order.known_at)
            if to.whole:
                tell(f"Exporting {DATASET} ...")
                return await _pour(Archive(order, snapshot, settings.base_iri), to.file)
            made = make(order, snapshot, settings.base_iri)
            total = sum([await snapshot.count(each) for each in made.selections])
            rows = await _pour(made, to.file, f"Exporting {order.name}", total)
        except ExportError as error:
            if error.outcome is Outcome.REQUEST_ERROR:
                raise UsageError(str(error)) from None
            raise StoreError(str(error)) from None
    if to.path is not None and order.format == "csv":
        text = metadata(order, snapshot, settings.base_iri, to.path.name)
        to.path.with_name(f"{to.path.name}{METADATA}").write_text(text, "utf-8")
    return rows


async def _pour(made: Export | Archive, file: BinaryIO, label: str = "", total: int = 0) -> int:
    """Write the bytes as they come, and show how far it is where there is a label."""
    bar, before = Bar(), 0
    if label:
        bar.start_counting(label, total)
    try:
        async with aclosing(made.chunks()) as chunks:
            async for chunk in chunks:
                file.write(chunk)
                bar.advance(made.rows - before)
                before = made.rows
        file.flush()
    finally:
        bar.finish()
    return made.rows
