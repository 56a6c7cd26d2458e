"""Writes a generated graph with the statements of the loader."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bench.generator import Graph
from graph.model import RETRACTED_AT, Model, superseded_type
from graph.store import Run, Store
from graph.writing import (
    EdgeRow,
    Write,
    await_indexes,
    create_edges,
    create_nodes,
    schema_statements,
)
from seed.twins import with_twins

LINE = "PART_OF"
CORRECTED = 20
"""One in so many lines of authority was corrected by the second load."""

FIRST_LOAD, SECOND_LOAD = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)


async def fill(store: Store, model: Model, graph: Graph) -> None:
    """Write the graph into an empty database, a transaction for each batch.

    It is left as two loads leave it, of which the second corrected some lines of authority.
    """
    await store.write(_unit(*((text, {}) for text in schema_statements(model).values())))
    await store.execute(await_indexes())
    nodes = (with_twins(model.types[row.type], row) for row in graph.nodes)
    for write in create_nodes(model, nodes, FIRST_LOAD):
        await store.write(_unit(write))
    lines = [edge for edge in graph.edges if edge.type == LINE]
    right = lines[::CORRECTED]
    kept = {id(edge) for edge in right}
    wrong = [
        EdgeRow(superseded_type(LINE), edge.source, other.target, {RETRACTED_AT: SECOND_LOAD})
        for edge, other in zip(right, reversed(right), strict=True)
    ]
    first = [edge for edge in graph.edges if id(edge) not in kept]
    for edges, at in (([*first, *wrong], FIRST_LOAD), (right, SECOND_LOAD)):
        for write in create_edges(edges, at):
            await store.write(_unit(write))


def _unit(*writes: Write) -> Callable[[Run], Awaitable[None]]:
    async def work(run: Run) -> None:
        for write in writes:
            await run(*write)

    return work
