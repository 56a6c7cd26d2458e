"""A Neo4j of our own, for whoever has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.store.address import Address
from graph.store.aot import Cache
from graph.store.child import STOP_GRACE, Command, Limits, Server
from graph.store.folder import USER, DataFolder
from graph.store.jars import cache_folder, provide
from graph.store.java import find_java
from graph.store.progress import Progress, Silent
from graph.store.release import CURRENT, Release


@contextmanager
def local_neo4j(
    data_dir: Path,
    *,
    version: str = CURRENT,
    progress: Progress | None = None,
    cache_dir: Path | None = None,
    mirror: str | None = None,
    heap: str = "512m",
    page_cache: str = "64m",
    transaction_memory: str | None = None,
    transaction_timeout: float = 60.0,
    meanwhile: Callable[[], object] | None = None,
    stop_grace: float = STOP_GRACE,
) -> Iterator[Address]:
    """Run Neo4j Community on the store in ``data_dir`` as long as the context lasts.

    What it consists of is fetched once, verified at each start and kept in ``cache_dir``. It
    listens on a free port of the loopback interface; when it ends by itself, it is started
    again on the same port. ``heap``, ``page_cache`` and ``transaction_memory`` are sizes such as
    ``512m``; without the last a transaction may take most of the heap;
    ``transaction_timeout`` are the seconds of a statement that names none; ``meanwhile`` is
    called while the server starts. A server that does not stop within ``stop_grace`` seconds
    is killed, which loses nothing that was committed and makes the next start slower.

    Raises FetchError when a file cannot be fetched, EngineError when the server cannot run:
    the folder is in use, its store is of a newer version, there is no Java.
    """
    release = Release.named(version)
    folder = DataFolder(data_dir.absolute())
    java = find_java()
    with folder.held():
        jars = provide(release, cache_folder(cache_dir), mirror, progress or Silent())
        folder.prepare(release)
        limits = Limits(heap, page_cache, transaction_timeout, transaction_memory)
        options = Cache.of(release, java, jars).options()
        server = Server(Command(release, java, jars, limits, options), folder)
        try:
            server.launch()
            if meanwhile is not None:
                meanwhile()
            server.await_answer()
            yield Address(server.uri, USER, folder.password)
        finally:
            server.stop(stop_grace)


def running_neo4j(data_dir: Path) -> Address | None:
    """The Neo4j that another process runs on the store in ``data_dir``; None when none does."""
    folder = DataFolder(data_dir.absolute())
    uri = folder.uri if folder.is_held() else None
    return Address(uri, USER, folder.password) if uri else None
