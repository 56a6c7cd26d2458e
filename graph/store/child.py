"""Neo4j as a supervised child process: started, watched, started again, stopped."""

from __future__ import annotations

import logging
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from graph.errors import EngineError
from graph.store import launcher
from graph.store.folder import DataFolder
from graph.store.java import Java
from graph.store.release import Release

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
GUARD = "kernel" if sys.platform == "linux" else "pipe"
"""How the child ends when we are killed; see the launcher."""
ANSWERS = "graph.store.asking:answers"
"""Named, not imported: the driver is imported while the child starts."""
HAS_FAILED = "graph.store.asking:has_failed"
WATCH = 5.0
"""Seconds between two looks at a server that runs, whether its database still works."""
LAST_WORDS = 2.0
"""Seconds in which a database that has failed tells those who wait what has happened."""
POLL = 0.05
STOP_GRACE = 15.0
"""Seconds that the server has to stop before it is killed."""
START_GRACE = 1.0
"""Seconds that it has when it has not answered yet: there is nothing to write."""
START_LIMIT = 180.0
"""Seconds that the server has to answer; recovery of a large store takes some."""
RESTARTS = 5
"""How often a server is started again that keeps ending soon."""
SOON = 60.0
PORTS = 3
"""How many ports are tried when another program is quicker to take one."""
KEPT_ENVIRONMENT = frozenset(
    {"PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ"}
    | {"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"}
)
"""All that the child sees: no secret, and nothing that changes how Java runs."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server may use: sizes as Java writes them (``512m``), seconds."""

    heap: str = "512m"
    page_cache: str = "64m"
    transaction_timeout: float = 60.0
    transaction_memory: str | None = None
    """Most memory of a transaction; without it, most of the heap."""

    def share_of_heap(self, share: float) -> str:
        """A part of the heap as a size."""
        unit = {"k": 1, "m": 1 << 10, "g": 1 << 20}[self.heap[-1].lower()]
        return f"{int(int(self.heap[:-1]) * unit * share)}k"


@dataclass(frozen=True, slots=True)
class Command:
    """How a release is run from a folder with its jars."""

    release: Release
    java: Java
    jars: Path
    limits: Limits
    options: tuple[str, ...] = ()
    niceness: int = 0

    def arguments(self, folder: DataFolder) -> list[str]:
        """The arguments of Java. A cache made ahead of time is bound to most of them."""
        run = folder.home / "run"
        class_path = os.pathsep.join(str(self.jars / jar.name) for jar in self.release.jars)
        return [
            f"-Xmx{self.limits.heap}",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Dfile.encoding=UTF-8",
            "-Djava.awt.headless=true",
            f"-Djava.io.tmpdir={run}",
            f"-Djna.tmpdir={run}",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            *self.java.quietening,
            *self.options,
            "-cp",
            class_path,
            self.release.main_class,
            f"--home-dir={folder.home}",
            f"--config-dir={folder.conf}",
        ]

    def settings(self, port: int) -> str:
        """The content of neo4j.conf."""
        return self.release.settings.format(
            port=port,
            page_cache=self.limits.page_cache,
            transaction_memory=self.limits.transaction_memory or self.limits.share_of_heap(0.7),
            total_memory=self.limits.share_of_heap(0.75),
            transaction_timeout=self.limits.transaction_timeout,
        )


def write_arguments(path: Path, arguments: Sequence[str]) -> str:
    """Write a file of arguments for Java (a class path outgrows a command line); name it."""
    quoted = ('"' + each.replace("\\", "\\\\").replace('"', '\\"') + '"' for each in arguments)
    path.write_text("\n".join(quoted) + "\n", encoding="utf-8")
    return f"@{path}"


def launch(program: Sequence[str], *, niceness: int, output: Path, folder: Path) -> Process:
    """Start a program that ends when the calling thread does, its output in a file."""
    start = [sys.executable, "-I", "-S", launcher.__file__]
    terms = [GUARD, str(os.getpid()), str(niceness)]
    kept = {name: value for name, value in os.environ.items() if name in KEPT_ENVIRONMENT}
    with open(output, "wb") as out:
        return subprocess.Popen(
            [*start, *terms, *program],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=kept,
            cwd=folder,
            start_new_session=True,  # a Ctrl-C of the terminal is for us alone
        )


Process = subprocess.Popen[bytes]


def end(process: Process, grace: float, hurry: threading.Event | None = None) -> None:
    """Ask a launched program to end; kill it after ``grace`` seconds or when ``hurry`` is set."""
    hurry = hurry or threading.Event()
    limit = time.monotonic() + grace
    try:
        process.terminate()
        while process.poll() is None and time.monotonic() < limit:
            if hurry.wait(POLL):
                break
    finally:
        kill(process)
        close_pipe(process)


def close_pipe(process: Process) -> None:
    """Close our end of the pipe to a program that has ended."""
    if process.stdin is not None:
        process.stdin.close()


def kill(process: Process) -> None:
    """Kill a launched program with all its processes, if it still runs."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class WrongPassword(Exception):
    """The database is there, and refuses the password."""


class Server:
    """A running server; made and stopped by its owner, supervised by a thread of its own.

    One thread starts every child: to the kernel, the death of the thread that forked is the
    death of the parent. Whoever sets ``cancelled`` makes ``start`` return early.
    """

    def __init__(
        self, command: Command, folder: DataFolder, cancelled: threading.Event | None = None
    ) -> None:
        self.port = 0
        self._command = command
        self._folder = folder
        self._process: Process | None = None
        self._launching = threading.Lock()
        self._stopping = threading.Event()
        self._cancelled = cancelled or threading.Event()
        self._answered = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._supervise, name="neo4j", daemon=True)

    @property
    def uri(self) -> str:
        """Where it listens, the same for its whole life."""
        return f"bolt://{HOST}:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers; EngineError when it does not."""
        self.launch()
        self.await_answer()

    def launch(self) -> None:
        """Start it."""
        self._thread.start()

    def await_answer(self) -> None:
        """Wait until it answers; EngineError when it does not."""
        self._answered.wait()
        if self._failure is not None:
            raise self._failure

    def stop(self, grace: float = STOP_GRACE, hurry: threading.Event | None = None) -> None:
        """Stop it; kill it after ``grace`` seconds, or when ``hurry`` is set."""
        ready = self._answered.is_set()
        self._stopping.set()
        with self._launching:
            process = self._process
        try:
            if process is not None:
                end(process, grace if ready else START_GRACE, hurry)
        finally:
            if self._thread.ident is not None:
                self._thread.join()

    def _supervise(self) -> None:
        try:
            self._first_start()
            threading.current_thread().name = f"neo4j at {self.uri}"
            self._answered.set()
            threading.Thread(target=self._watch, name="neo4j watch", daemon=True).start()
            self._keep_running()
        except BaseException as error:
            self._failure = error
            if self._answered.is_set():
                log.error("%s", error)
        finally:
            self._answered.set()

    def _watch(self) -> None:
        """End a server whose database has failed: it stays so until it is started again.

        That happens when a transaction cannot be written, as on a full disk.
        """
        has_failed = pkgutil.resolve_name(HAS_FAILED)
        while not self._stopping.wait(WATCH):
            process = self._process
            if process is not None and has_failed(self.uri, self._folder.password):
                log.error("the database of Neo4j has failed; is the disk of its folder full?")
                self._stopping.wait(LAST_WORDS)
                kill(process)

    def _first_start(self) -> None:
        for attempt in range(PORTS):
            self.port = free_port()
            try:
                return self._start()
            except EngineError:
                taken = "already in use" in self._folder.log_tail()
                if not taken or attempt == PORTS - 1:
                    raise

    def _keep_running(self) -> None:
        """Wait for the child to end, and start it again on the same port."""
        soon = 0
        while self._process is not None and not self._stopping.is_set():
            began = time.monotonic()
            status = self._process.wait()
            if self._stopping.is_set():
                return
            soon = soon + 1 if time.monotonic() - began < SOON else 1
            if soon > RESTARTS:
                raise EngineError(self._explained("Neo4j keeps ending"))
            log.warning("Neo4j ended (%s); it is started again", _reason(status))
            try:
                self._start()
            except EngineError as error:
                log.warning("%s", error)

    def _start(self) -> None:
        """Start the child and wait until it answers."""
        command, folder = self._command, self._folder
        folder.write_settings(command.settings(self.port))
        arguments = write_arguments(folder.conf / "java.args", command.arguments(folder))
        with self._launching:
            if self._stopping.is_set():
                return
            if self._process is not None:
                close_pipe(self._process)
            self._process = launch(
                [str(command.java.path), arguments],
                niceness=command.niceness,
                output=folder.logs / "console.log",
                folder=folder.home,
            )
        self._await_answer(self._process)

    def _await_answer(self, process: Process) -> None:
        answers = pkgutil.resolve_name(ANSWERS)
        limit = time.monotonic() + START_LIMIT
        while not (self._stopping.wait(POLL) or self._cancelled.is_set()):
            if process.poll() is not None:
                raise EngineError(
                    self._explained(f"Neo4j ended while starting ({_reason(process.returncode)})")
                )
            try:
                if answers(self.uri, self._folder.password):
                    return
            except WrongPassword:
                kill(process)
                raise EngineError(
                    f"the password in {self._folder.path} is not the one of its store; "
                    "put the right one back, or remove the folder to begin anew"
                ) from None
            if time.monotonic() > limit:
                kill(process)
                raise EngineError(self._explained(f"Neo4j did not answer within {START_LIMIT:g} s"))

    def _explained(self, what: str) -> str:
        return f"{what}; its logs are in {self._folder.logs} and end so:\n" + (
            self._folder.log_tail() or "(they are empty)"
        )


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _reason(status: int | None) -> str:
    if status is not None and status < 0:
        return f"signal {-status}"
    return f"exit status {status}"
