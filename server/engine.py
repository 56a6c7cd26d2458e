"""Where the database is: the server given by NEO4J_URI, or a Neo4j of our own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.store import Address, local_neo4j
from server.settings import Settings
from server.terminal import Bar


@contextmanager
def database(settings: Settings) -> Iterator[Address]:
    """The database to use; one of our own runs as long as the context lasts.

    Raises FetchError or EngineError when that cannot run.
    """
    if settings.remote is not None:
        yield settings.remote
        return
    with local_neo4j(
        settings.data_dir,
        progress=Bar(),
        cache_dir=settings.cache_dir,
        mirror=settings.maven_mirror,
        heap=settings.heap,
        page_cache=settings.page_cache,
        transaction_timeout=max(60.0, 2 * settings.timeout),
    ) as address:
        yield address
