"""Fetches jars: verified, in parallel, never half.

The few that are signed are kept with their signature out of sight: our lock says what they must
be, Java would check each of their classes again, and it leaves classes of signed jars, with all
that build on them, out of its ahead-of-time cache (JEP 483), which costs a quarter of a start.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from zipfile import ZipFile

import requests

from graph.errors import FetchError
from graph.store.jars import SEEN, UNSEEN
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
SIGNATURE = re.compile(r"META-INF/[^/]+\.(SF|RSA|DSA|EC)")


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
    release: Release, jars: Sequence[Jar], folder: Path, mirror: str | None, progress: Progress
) -> None:
    """Fetch ``jars`` of ``release`` into ``folder``; one has its name once its bytes are right.

    ``mirror`` (else GOVGRAPH_MAVEN_MIRROR) stands in for Maven Central.
    Raises FetchError for the first jar that cannot be had.
    """
    mirror = mirror or os.environ.get("GOVGRAPH_MAVEN_MIRROR")
    source = "a mirror" if mirror else "Maven Central"
    label = f"Neo4j Community {release.version}, GPLv3, fetched from {source}"
    repository = mirror or maven_central()
    for left_over in folder.glob(".*.part"):
        left_over.unlink(missing_ok=True)  # a thread of an interrupted fetch ends late
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
            put_signature_aside(part)
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


def put_signature_aside(path: Path) -> None:
    """Rename the entries of a jar that sign it, in place: nothing else of the file changes."""
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if SIGNATURE.fullmatch(name)]
    if names:
        content = path.read_bytes()
        for name in (name.encode() for name in names):
            content = content.replace(name, name.replace(SEEN, UNSEEN))
        path.write_bytes(content)


class _WrongBytes(Exception):
    """What came is not what the lock names."""
