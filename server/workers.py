"""Many processes that answer on one socket: started, watched, replaced, stopped.

Each is a process of its own that imports for itself: no lock and no connection of the parent is
in it, and it is the same on every platform. It inherits the socket, reads what it is to do from
standard input, and ends when that is closed, however the parent ends.
"""

from __future__ import annotations

import os
import pickle
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.store import Address
from server.app import rate_limit
from server.errors import WorkerFailed
from server.settings import Settings
from server.terminal import tell

MODULE = "server.worker"
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 10.0
"""Seconds before one is started again that ended before it answered: twice as long each time."""
MARGIN = 3.0
"""Seconds that a worker may take beyond what it has been granted to stop."""
HURRY = 1.5
"""Seconds that it has after Ctrl-C."""
POLL = 0.05


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is to do: ``listener`` and ``ready`` are file descriptors, ``shared`` is
    the folder in which workers share what they count.
    """

    settings: Settings
    address: Address
    listener: int
    ready: int
    shared: Path


@dataclass(slots=True, eq=False)
class Worker:
    """A running worker; ``status`` gives a byte when it answers, and ends when it does."""

    process: subprocess.Popen[bytes]
    status: int
    is_ready: bool = False

    @classmethod
    def start(
        cls, settings: Settings, address: Address, listener: socket.socket, shared: Path
    ) -> Worker:
        """Start one, apart from the terminal: Ctrl-C is for the parent."""
        status, ready = os.pipe()
        process = subprocess.Popen(
            [sys.executable, "-m", MODULE],
            stdin=subprocess.PIPE,
            pass_fds=(listener.fileno(), ready),
            start_new_session=True,
        )
        os.close(ready)
        assert process.stdin is not None
        with suppress(BrokenPipeError):  # It has ended already, which will be seen.
            order = Order(settings, address, listener.fileno(), ready, shared)
            pickle.dump(order, process.stdin)
            process.stdin.flush()
        return cls(process, status)

    def close(self) -> int:
        """Let a worker go that has ended; its exit status."""
        os.close(self.status)
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        return self.process.wait()


@dataclass
class Workers:
    """``count`` workers, made by ``start``; ``on_ready`` is called when all answer."""

    count: int
    start: Callable[[], Worker]
    on_ready: Callable[[], None]
    running: set[Worker] = field(default_factory=set)
    _failures: int = 0
    _next_start: float = 0.0
    _are_ready: bool = False

    def run(self) -> int:
        """Keep them running until a signal, which is returned. Raises WorkerFailed."""
        with _signals() as signals, selectors.DefaultSelector() as selector:
            selector.register(signals, selectors.EVENT_READ)
            while True:
                self._fill(selector)
                for key, _ in selector.select(self._pause()):
                    if key.fileobj is signals:
                        return signals.recv(1)[0]
                    self._attend(key.data, selector)

    def _pause(self) -> float | None:
        """The seconds until one has to be started; None when all run."""
        if len(self.running) >= self.count:
            return None
        return max(self._next_start - time.monotonic(), 0.0)

    def _fill(self, selector: selectors.BaseSelector) -> None:
        while self._pause() == 0.0:
            worker = self.start()
            self.running.add(worker)
            selector.register(worker.status, selectors.EVENT_READ, worker)

    def _attend(self, worker: Worker, selector: selectors.BaseSelector) -> None:
        was_ready = worker.is_ready
        if os.read(worker.status, 1):
            worker.is_ready = True
            self._failures = 0
            if not self._are_ready and self._all_ready():
                self._are_ready = True
                self.on_ready()
            return
        selector.unregister(worker.status)
        self.running.discard(worker)
        status = worker.close()
        if not self._are_ready:
            raise WorkerFailed(f"a worker ended before it answered (exit status {status})")
        tell(f"A worker ended (exit status {status}); it is replaced.")
        if not was_ready:
            self._next_start = time.monotonic() + min(
                FIRST_PAUSE * 2**self._failures, LONGEST_PAUSE
            )
            self._failures += 1

    def _all_ready(self) -> bool:
        return len(self.running) == self.count and all(each.is_ready for each in self.running)

    def stop(self, sign: signal.Signals, seconds: float) -> None:
        """Pass a signal on; kill what still runs after ``seconds``, or at a second signal."""
        for worker in self.running:
            # Before it answers it handles no signal, and nothing is lost.
            worker.process.send_signal(sign if worker.is_ready else signal.SIGKILL)
        limit = time.monotonic() + seconds
        with _signals() as signals:
            while time.monotonic() < limit and any(
                each.process.poll() is None for each in self.running
            ):
                with suppress(BlockingIOError):
                    signals.recv(1)
                    break
                time.sleep(POLL)
        for worker in self.running:
            worker.process.kill()
            worker.close()


def supervise(
    settings: Settings, address: Address, listener: socket.socket, on_ready: Callable[[], None]
) -> None:
    """Answer with many workers until a signal, which is raised again afterwards.

    Raises WorkerFailed when they do not start.
    """
    sign, seconds = signal.SIGTERM, HURRY
    folder = TemporaryDirectory(prefix="govgraph-", ignore_cleanup_errors=True)
    shared = Path(folder.name)
    rate_limit(settings, shared)  # makes its memory, before several would
    start = partial(Worker.start, settings, address, listener, shared)
    workers = Workers(settings.workers, start, on_ready)
    try:
        if workers.run() == signal.SIGINT:
            sign = signal.SIGINT
        else:
            listener.close()  # the workers hold it as long as they take requests
            seconds = settings.drain + settings.grace + MARGIN
    finally:
        workers.stop(sign, seconds)
        folder.cleanup()
    signal.raise_signal(sign)


@contextmanager
def _signals() -> Iterator[socket.socket]:
    """A socket that gives a byte for each signal to stop: its number."""
    reading, writing = socket.socketpair()
    reading.setblocking(False)
    writing.setblocking(False)
    before = {
        each: signal.signal(each, lambda *_: None) for each in (signal.SIGINT, signal.SIGTERM)
    }
    wakeup = signal.set_wakeup_fd(writing.fileno())
    try:
        with reading, writing:
            yield reading
    finally:
        signal.set_wakeup_fd(wakeup)
        for each, handler in before.items():
            signal.signal(each, handler)
