"""Writes a generated graph with the statements of the loader."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bench.generator import Graph
from graph.model import Model
from graph.store import Run, Store
from graph.writing import Write, await_indexes, create_edges, create_nodes, schema_statements
from seed.twins import with_twins


async def fill(store: Store, model: Model, graph: Graph) -> None:
    """Write the graph into an empty database, a transaction for each batch."""
    await store.write(_unit(*((text, {}) for text in schema_statements(model).values())))
    await store.execute(await_indexes())
    at = datetime.now(UTC)
    nodes = (with_twins(model.types[row.type], row) for row in graph.nodes)
    for write in create_nodes(model, nodes, at):
        await store.write(_unit(write))
    for write in create_edges(graph.edges, at):
        await store.write(_unit(write))


def _unit(*writes: Write) -> Callable[[Run], Awaitable[None]]:
    async def work(run: Run) -> None:
        for write in writes:
            await run(*write)

    return work
