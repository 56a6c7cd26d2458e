"""Makes the graph hold what the datasets say: all of it, or what it held before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from graph.errors import DataError
from graph.model import Model
from graph.store import Progress, Run, Silent, Store
from graph.writing import NodeRow, await_indexes, create_nodes, schema_statements, stored_schema
from seed.changes import fact_changes
from seed.content import Content
from seed.delta import Delta, find_delta
from seed.reading import read
from seed.stored import Stored, Version, read_stored, read_version
from seed.summary import Summary
from seed.vocabulary import VERSION

TICK = timedelta(microseconds=1)
"""The least time between two loads: that of which a time in Python tells the difference."""


async def load(
    store: Store,
    model: Model,
    folders: Sequence[Path],
    *,
    dry_run: bool = False,
    shipped: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Make the graph hold what the folders, and the provinces, say, and nothing else.

    Only what differs is written, in one transaction with the new dataset version: a load
    that fails or is killed leaves the former version. The second load of the same data
    changes nothing. ``dry_run`` answers the same summary and writes nothing. ``shipped`` marks
    the version as what came with the program.

    Raises DataError where the data is wrong or the database holds other data, StoreError
    where the database fails.
    """
    content = read(model, folders)
    return await load_content(
        store, model, content, dry_run=dry_run, shipped=shipped, progress=progress
    )


async def load_content(
    store: Store,
    model: Model,
    content: Content,
    *,
    dry_run: bool = False,
    shipped: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Make the graph hold a content; see :func:`load`. Raises DataError and StoreError."""
    if dry_run:
        return await _compare(store, model, content)
    await _prepare(store, model)

    async def work(run: Run) -> Summary:
        return await _write(run, model, content, shipped, progress or Silent())

    return await store.write(work)


async def is_loaded(store: Store, model: Model, folders: Sequence[Path]) -> bool:
    """Whether the newest dataset version in the graph is that of the folders."""
    return (await read_version(_reader(store), model)).checksum == read(model, folders).checksum()


async def _prepare(store: Store, model: Model) -> None:
    """Make the constraints and indexes that are not there, and wait until they work."""
    there = {name for (name,) in await store.read(stored_schema(), {})}
    missing = [text for name, text in schema_statements(model).items() if name not in there]
    for statement in missing:
        await store.write(_only(statement))
    if missing:
        await store.execute(await_indexes())


def _only(statement: str) -> Callable[[Run], Awaitable[None]]:
    """One statement as a transaction: two constraints in one may deadlock with another load."""

    async def work(run: Run) -> None:
        await run(statement, {})

    return work


def _reader(store: Store) -> Run:
    async def run(statement: str, parameters: Mapping[str, Any]) -> list[list[Any]]:
        return await store.read(statement, parameters)

    return run


async def _compare(store: Store, model: Model, content: Content) -> Summary:
    stored = await read_stored(_reader(store), model)
    _refuse_foreign(stored)
    delta = find_delta(model, content, stored)
    is_new = _is_new(delta, stored, content)
    return delta.summary(content, stored.version.number + is_new, is_new=is_new, dry_run=True)


async def _write(
    run: Run, model: Model, content: Content, shipped: bool, progress: Progress
) -> Summary:
    stored = await read_stored(run, model)
    _refuse_foreign(stored)
    delta = find_delta(model, content, stored)
    is_new = _is_new(delta, stored, content)
    number = stored.version.number + is_new
    progress.start("Loading", delta.rows())
    try:
        at = _time_after(stored.version)
        for statement, parameters in delta.writes(model, at):
            await run(statement, parameters)
            progress.advance(sum(len(rows) for rows in parameters.values()))
        if is_new:
            rows = [_version(model, content, number, at, shipped)]
            rows += fact_changes(model, stored, content, delta, number)
            for statement, parameters in create_nodes(model, rows, at):
                await run(statement, parameters)
    finally:
        progress.finish()
    return delta.summary(content, number, is_new=is_new, dry_run=False)


def _is_new(delta: Delta, stored: Stored, content: Content) -> bool:
    return not delta.is_empty or stored.version.checksum != content.checksum()


def _refuse_foreign(stored: Stored) -> None:
    """Nodes without a version were not written by a load: they may be somebody's own."""
    if stored.nodes and not stored.version.number:
        example = next(iter(stored.nodes))
        raise DataError(
            f"The database holds {len(stored.nodes)} nodes, such as {example!r}, but no dataset "
            "version: a load would take them out. Give an empty database, or empty this one."
        )


def _time_after(version: Version) -> datetime:
    """The time of a load: of two, the later one has the later time, whatever the clock says."""
    now = datetime.now(UTC)
    return max(now, version.loaded_at + TICK) if version.loaded_at else now


def _version(model: Model, content: Content, number: int, at: datetime, shipped: bool) -> NodeRow:
    properties = {
        "number": number,
        "name": content.name,
        "checksum": content.checksum(),
        "loadedAt": at,
        "statements": content.statements,
        "licence": content.licence,
        "shipped": shipped,
    }
    return NodeRow(f"{model.types[VERSION].prefix}{number}", VERSION, properties)
