"""Faster starts: what Java loads and links for Neo4j, kept in a file made ahead of time.

Made in two steps (JEP 483, JEP 514): a run that records what is used, in a store that is
thrown away, and a second process that writes the cache. A cache that does not fit is no harm:
Java starts without it. One that fits but has been tampered with would be run, so that it is
kept in a folder of the user's own and its hash is checked before it is used.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pkgutil
import platform
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import EngineError, GovgraphError
from graph.store.child import (
    POLL,
    Command,
    Limits,
    Process,
    Server,
    close_pipe,
    kill,
    launch,
    write_arguments,
)
from graph.store.filelock import Held, hold
from graph.store.folder import DataFolder
from graph.store.jars import cache_folder, provide
from graph.store.java import Java, find_java
from graph.store.progress import Progress, Silent
from graph.store.release import CURRENT, Release

log = logging.getLogger(__name__)

LOWEST_PRIORITY = 19
FURNISH = "graph.store.asking:furnish"
EXERCISE = "graph.store.asking:exercise"
"""Named, not imported: every start reads this module, and few need the driver so early."""
RECORD_GRACE = 120.0
"""Seconds to write what was recorded, which happens at the end; 7 on an idle machine."""


class Cancelled(Exception):
    """Somebody wants the preparation to end."""


@dataclass(frozen=True, slots=True)
class Cache:
    """The file for one release, Java and kind of machine; with the hash it must have."""

    path: Path

    @classmethod
    def of(cls, release: Release, java: Java, jars: Path) -> Cache:
        """The cache of a release whose jars are in ``jars``."""
        return cls(jars / f"{release.version}-java-{java.version}-{platform.machine()}.aot")

    @property
    def _stamp(self) -> Path:
        return self.path.with_suffix(".sha256")

    def options(self) -> tuple[str, ...]:
        """The options with which Java uses it; none when there is none, or not a good one."""
        return (f"-XX:AOTCache={self.path}",) if self.is_good() else ()

    def is_good(self) -> bool:
        """Whether it is there and is what was made."""
        try:
            return self._stamp.read_text(encoding="ascii") == _sha256(self.path)
        except FileNotFoundError:
            return False

    def adopt(self, made: Path) -> None:
        """Take over a file that was just made, in the same file system."""
        made.chmod(0o600)
        digest = _sha256(made)
        self._stamp.unlink(missing_ok=True)
        os.replace(made, self.path)
        self._stamp.write_text(digest, encoding="ascii")


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def prepare(
    *,
    version: str = CURRENT,
    progress: Progress | None = None,
    cache_dir: Path | None = None,
    mirror: str | None = None,
    niceness: int = 0,
    cancelled: threading.Event | None = None,
) -> bool:
    """Make the cache for the local Neo4j, which then starts in half the time.

    Takes about half a minute of a processor, at the priority ``niceness``. With ``cancelled``
    it can be given up, and does not wait for another process that does the same. Returns
    whether there is a cache afterwards: never when Java is too old for it.
    Raises FetchError or EngineError as local_neo4j does.
    """
    release, java = Release.named(version), find_java()
    if not java.has_ahead_of_time_cache:
        return False
    jars = provide(release, cache_folder(cache_dir), mirror, progress or Silent())
    cache = Cache.of(release, java, jars)
    command = Command(release, java, jars, Limits(), niceness=niceness)
    try:
        with hold(jars / ".prepare", wait=cancelled is None):
            if not cache.is_good():
                _make(cache, command, cancelled or threading.Event())
    except (Cancelled, Held):
        return False
    return True


@contextmanager
def preparing(
    *, version: str = CURRENT, cache_dir: Path | None = None, mirror: str | None = None
) -> Iterator[None]:
    """Prepare beside other work, at the lowest priority; given up when the context ends."""
    cancelled = threading.Event()

    def work() -> None:
        try:
            prepare(
                version=version,
                cache_dir=cache_dir,
                mirror=mirror,
                niceness=LOWEST_PRIORITY,
                cancelled=cancelled,
            )
        except (GovgraphError, OSError) as error:
            log.warning("faster starts could not be prepared: %s", error)

    thread = threading.Thread(target=work, name="prepare", daemon=True)
    thread.start()
    try:
        yield
    finally:
        cancelled.set()
        thread.join()


def _make(cache: Cache, command: Command, cancelled: threading.Event) -> None:
    # Beside the cache, so that it can be renamed and others cannot read it.
    with tempfile.TemporaryDirectory(
        dir=cache.path.parent, prefix=".prepare-", ignore_cleanup_errors=True
    ) as place:
        folder = DataFolder(Path(place))
        recorded, made = folder.path / "recorded", folder.path / "made.aot"
        _record(command, folder, recorded, cancelled)
        _create(command, folder, recorded, made, cancelled)
        cache.adopt(made)


def _record(
    command: Command, folder: DataFolder, recorded: Path, cancelled: threading.Event
) -> None:
    """Run the server as it will be run, on a store of an earlier run, and note what it uses."""
    folder.prepare(command.release)
    options = ("-XX:AOTMode=record", f"-XX:AOTConfiguration={recorded}")
    _run(command, folder, FURNISH, cancelled)
    _run(replace(command, options=options), folder, EXERCISE, cancelled)
    if cancelled.is_set():
        raise Cancelled
    if not recorded.exists():
        raise EngineError(f"Java recorded nothing:\n{folder.log_tail()}")


def _run(command: Command, folder: DataFolder, work: str, cancelled: threading.Event) -> None:
    server = Server(command, folder, cancelled)
    try:
        server.start()
        pkgutil.resolve_name(work)(server.uri, folder.password, cancelled)
    finally:
        server.stop(RECORD_GRACE, cancelled)


def _create(
    command: Command, folder: DataFolder, recorded: Path, made: Path, cancelled: threading.Event
) -> None:
    """Write the cache from what was recorded."""
    options = ("-XX:AOTMode=create", f"-XX:AOTConfiguration={recorded}", f"-XX:AOTCache={made}")
    arguments = replace(command, options=options).arguments(folder)
    process = launch(
        [str(command.java.path), write_arguments(folder.conf / "java.args", arguments)],
        niceness=command.niceness,
        output=folder.logs / "console.log",
        folder=folder.home,
    )
    _await_end(process, cancelled)
    if process.returncode != 0 or not made.exists():
        raise EngineError(f"Java made no cache:\n{folder.log_tail()}")


def _await_end(process: Process, cancelled: threading.Event) -> None:
    try:
        while process.poll() is None:
            if cancelled.wait(POLL):
                raise Cancelled
    finally:
        kill(process)
        close_pipe(process)
