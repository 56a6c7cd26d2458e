"""Fetches the jars of a release: verified, in parallel, never half."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

import requests
from platformdirs import user_cache_path

from graph.errors import FetchError
from graph.store.filelock import hold
from graph.store.progress import Progress
from graph.store.release import Jar, Release

THREADS = 8
TRIES = 3
PAUSE = 0.5
"""Seconds before the second try; twice as long before the third."""
TIMEOUT = (10.0, 30.0)
"""Seconds to connect, and between two parts of an answer."""
CHUNK = 1 << 16
FIXED_TIME = 1_000_000_000
"""Every jar's time: the ahead-of-time cache is bound to it."""


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
            mirror = mirror or os.environ.get("GOVGRAPH_MAVEN_MIRROR")
            source = "a mirror" if mirror else "Maven Central"
            label = f"Neo4j Community {release.version}, GPLv3, fetched from {source}"
            fetch(missing, folder, mirror or maven_central(), progress, label)
    return folder


def _missing(jars: Sequence[Jar], folder: Path) -> list[Jar]:
    with ThreadPoolExecutor(4) as pool:
        good = pool.map(lambda jar: is_good(jar, folder / jar.name), jars)
        return [jar for jar, is_there in zip(jars, good, strict=True) if not is_there]


def is_good(jar: Jar, path: Path) -> bool:
    """Whether the file ``path`` is that jar, to the last bit."""
    try:
        if path.stat().st_size != jar.size:
            return False
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
    except FileNotFoundError:
        return False


def maven_central() -> str:
    """The address of Maven Central.

    Asked of jgo in a process of its own: to import it takes half a second, which is too much
    for every start and nothing beside a download.
    """
    ask = "from jgo.constants import MAVEN_CENTRAL_URL; print(MAVEN_CENTRAL_URL)"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    if told.returncode != 0:
        raise FetchError(
            "the address of Maven Central is not known, since the package jgo is missing; "
            "install it, or give the address of a mirror in GOVGRAPH_MAVEN_MIRROR"
        )
    return told.stdout.strip()


def fetch(
    jars: Iterable[Jar], folder: Path, repository: str, progress: Progress, label: str
) -> None:
    """Fetch ``jars`` into ``folder``; a jar has its name only once its bytes are right.

    Raises FetchError for the first jar that cannot be had.
    """
    for left_over in folder.glob(".*.part"):
        left_over.unlink()
    jars = list(jars)
    download = _Download(folder, repository.rstrip("/"))
    for jar in jars:
        download.jars.put(jar)
    # Daemons, so that an interrupted program does not wait for a slow server.
    for _ in range(min(THREADS, len(jars))):
        threading.Thread(target=download.work, name="fetch", daemon=True).start()
    progress.start(label, sum(jar.size for jar in jars))
    try:
        _follow(download.events, len(jars), progress)
    finally:
        download.stopped.set()
        progress.finish()


def _follow(events: SimpleQueue[_Event], pending: int, progress: Progress) -> None:
    """Pass on what the workers tell, in one thread, until all jars are there."""
    while pending:
        event = events.get()
        if isinstance(event, FetchError):
            raise event
        if isinstance(event, Jar):
            pending -= 1
        else:
            progress.advance(event)


_Event = int | Jar | FetchError
"""Bytes that came, a jar that is there, or the end."""


@dataclass
class _Download:
    """The jars still to be fetched, and what happens meanwhile."""

    folder: Path
    repository: str
    jars: SimpleQueue[Jar] = field(default_factory=SimpleQueue)
    events: SimpleQueue[_Event] = field(default_factory=SimpleQueue)
    stopped: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        with requests.Session() as session:
            while not self.jars.empty() and not self.stopped.is_set():
                jar = self.jars.get()
                try:
                    self._insist(session, jar)
                except Exception as error:
                    self.events.put(FetchError(self._explained(jar, error)))
                    return
                self.events.put(jar)

    def _insist(self, session: requests.Session, jar: Jar) -> None:
        for attempt in range(TRIES):
            try:
                return self._fetch(session, jar)
            except (requests.RequestException, _WrongBytes):
                if attempt == TRIES - 1 or self.stopped.wait(PAUSE * 2**attempt):
                    raise

    def _fetch(self, session: requests.Session, jar: Jar) -> None:
        part = self.folder / f".{jar.name}.{os.getpid()}.{threading.get_ident()}.part"
        got = 0
        digest = hashlib.sha256()
        try:
            with open(part, "wb") as file:
                for chunk in self._chunks(session, jar):
                    file.write(chunk)
                    digest.update(chunk)
                    got += len(chunk)
                    self.events.put(len(chunk))
                    if got > jar.size or self.stopped.is_set():
                        break
            if digest.hexdigest() != jar.sha256:
                raise _WrongBytes(f"its sha256 is {digest.hexdigest()} and not {jar.sha256}")
            os.utime(part, (FIXED_TIME, FIXED_TIME))
            os.replace(part, self.folder / jar.name)
        except BaseException:
            self.events.put(-got)
            part.unlink(missing_ok=True)
            raise

    def _chunks(self, session: requests.Session, jar: Jar) -> Iterator[bytes]:
        address = f"{self.repository}/{jar.path}"
        with session.get(address, stream=True, timeout=TIMEOUT) as answer:
            answer.raise_for_status()
            yield from answer.iter_content(CHUNK)

    def _explained(self, jar: Jar, error: Exception) -> str:
        return (
            f"{jar.name} cannot be fetched from {self.repository}: {error}; "
            "check the network, or give the address of a mirror in GOVGRAPH_MAVEN_MIRROR"
        )


class _WrongBytes(Exception):
    """What came is not what the lock names."""
