"""The databases of the bench: Neo4j with a graph of a given size."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import report
from bench.generator import generate
from bench.loading import fill
from graph.store import Address, Store, local_neo4j
from schema import model

LOADED = "loaded"
"""The file that says that a kept graph is whole."""


@dataclass(frozen=True, slots=True)
class Engine:
    """How the database is run: most heap, page cache, and the folder in which graphs are kept."""

    heap: str
    page_cache: str
    keep: Path | None


@contextmanager
def database(size: int, seed: int, engine: Engine) -> Iterator[Address]:
    """A database with the graph of that size, which is loaded unless it was kept."""
    with TemporaryDirectory(prefix="govgraph-bench-") as temporary:
        folder = engine.keep / f"{size}-{seed}" if engine.keep else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with local_neo4j(folder, heap=engine.heap, page_cache=engine.page_cache) as address:
            if not (folder / LOADED).exists():
                asyncio.run(_load(address, size, seed))
                (folder / LOADED).touch()
            yield address


async def _load(address: Address, size: int, seed: int) -> None:
    graph = generate(model(), size, seed)
    start = perf_counter()
    async with Store(address) as store:
        await fill(store, model(), graph)
    seconds = perf_counter() - start
    count = len(graph.nodes) + len(graph.edges)
    report.say(
        f"{len(graph.nodes):,} nodes and {len(graph.edges):,} relationships, loaded in "
        f"{seconds:,.0f} s: {count / seconds:,.0f} a second"
    )
