"""Where the database is: the server given by NEO4J_URI, or a Neo4j of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from graph import store
from graph.errors import EngineError
from graph.store import STOP_GRACE, Address, local_neo4j, running_neo4j
from server.settings import Settings
from server.terminal import Bar, tell


@contextmanager
def database(
    settings: Settings,
    meanwhile: Callable[[], object] = lambda: None,
    stop_grace: float = STOP_GRACE,
) -> Iterator[Address]:
    """The database to use; one of our own runs as long as the context lasts.

    ``meanwhile`` is called while it starts; after ``stop_grace`` seconds of stopping it is
    killed. Raises FetchError or EngineError when one of
    our own cannot run.
    """
    if settings.remote is not None:
        meanwhile()
        yield settings.remote
        return
    with local_neo4j(
        settings.data_dir,
        progress=Bar(),
        cache_dir=settings.cache_dir,
        mirror=settings.maven_mirror,
        heap=settings.heap,
        page_cache=settings.page_cache,
        transaction_memory=settings.limits.memory,
        transaction_timeout=max(60.0, 2 * settings.limits.time),
        meanwhile=meanwhile,
        stop_grace=stop_grace,
    ) as address:
        yield address


def running(settings: Settings) -> Address | None:
    """The database of a `govgraph serve` with these settings; None when none runs here."""
    return None if settings.remote else running_neo4j(settings.data_dir)


@contextmanager
def at_hand(
    settings: Settings, begin: Callable[[Address], object] = lambda _: None
) -> Iterator[Address]:
    """The database of a `serve` that runs, else :func:`database`.

    ``begin`` is called with one of our own that had to be started.
    """
    served = running(settings)
    if served is not None:
        yield served
        return
    with database(settings) as address:
        if settings.remote is None:
            begin(address)
        yield address


def preparing(settings: Settings) -> AbstractContextManager[None]:
    """Prepare faster starts in the background, as long as the context lasts."""
    if settings.remote is not None or not settings.prepare:
        return nullcontext()
    return store.preparing(cache_dir=settings.cache_dir, mirror=settings.maven_mirror)


def prepare(settings: Settings) -> None:
    """`govgraph engine prepare`. Raises EngineError where Java is too old for it."""
    tell("Preparing faster starts; this takes about half a minute.")
    done = store.prepare(progress=Bar(), cache_dir=settings.cache_dir, mirror=settings.maven_mirror)
    if not done:
        raise EngineError("this Java is too old for it; the local Neo4j starts as before")
    tell("Prepared.")
