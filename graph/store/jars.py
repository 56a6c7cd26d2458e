"""The jars of a release: each verified at every start, fetched when it is missing."""

from __future__ import annotations

import hashlib
import os
import pkgutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from platformdirs import user_cache_path

from graph.store.filelock import hold
from graph.store.progress import Progress
from graph.store.release import Jar, Release

FETCH = "graph.store.fetching:fetch"
"""Named, not imported: few starts need to fetch, and all would wait for the import."""
SEEN, UNSEEN = b"META-INF/", b"META-OFF/"
"""Where a jar has its signature, and where it is put aside; see the fetching."""


def cache_folder(given: Path | None = None) -> Path:
    """The folder of what can be fetched or made again.

    ``given``, else GOVGRAPH_CACHE_DIR, else the platform's cache folder.
    """
    if given is not None:
        return given.absolute()
    named = os.environ.get("GOVGRAPH_CACHE_DIR")
    if named:
        return Path(named).expanduser().absolute()
    return user_cache_path("govgraph", appauthor=False)


def jar_folder(release: Release, cache: Path) -> Path:
    """Where the jars of a release are kept."""
    return cache / "neo4j" / f"{release.version}-{release.digest}"


def provide(release: Release, cache: Path, mirror: str | None, progress: Progress) -> Path:
    """The folder with all jars of ``release``, each verified; fetches what is missing.

    ``mirror`` (else GOVGRAPH_MAVEN_MIRROR) stands in for Maven Central. Raises FetchError.
    """
    folder = jar_folder(release, cache)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with hold(folder / ".lock", wait=True):  # whoever waited finds all done
        missing = _missing(release.jars, folder)
        if missing:
            pkgutil.resolve_name(FETCH)(release, missing, folder, mirror, progress)
    return folder


def _missing(jars: Sequence[Jar], folder: Path) -> list[Jar]:
    with ThreadPoolExecutor(4) as pool:
        good = pool.map(lambda jar: is_good(jar, folder / jar.name), jars)
        return [jar for jar, is_there in zip(jars, good, strict=True) if not is_there]


def is_good(jar: Jar, path: Path) -> bool:
    """Whether the file ``path`` is that jar, to the last bit but for a signature put aside."""
    try:
        if path.stat().st_size != jar.size:
            return False
        with open(path, "rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256:
                return True
        restored = path.read_bytes().replace(UNSEEN, SEEN)
        return hashlib.sha256(restored).hexdigest() == jar.sha256
    except FileNotFoundError:
        return False
