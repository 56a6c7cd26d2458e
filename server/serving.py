"""`govgraph serve`: database, dataset and HTTP, from start to stop."""

from __future__ import annotations

import errno
import os
import pkgutil
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from server.engine import database
from server.errors import PortInUse, UsageError
from server.logs import configure
from server.settings import Settings
from server.terminal import tell

WARM = "server.running:warm"
RUN = "server.running:run"

WARM_NICENESS = 10

STOP_GRACE = 1.5
"""Seconds that the database is given to stop: nobody waits long after Ctrl-C."""


def serve(settings: Settings) -> None:
    """Serve until Ctrl-C or SIGTERM; what was started is stopped again."""
    configure(settings.log_level, settings.log_format)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if sys.platform != "win32":  # A closed terminal ends it as well.
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    try:
        with (
            listening(settings.host, settings.port) as listener,
            # Another process starts the database; this one imports meanwhile.
            database(settings, partial(_warm, settings), STOP_GRACE) as address,
        ):
            _named(RUN)(settings, address, listener)
    except KeyboardInterrupt:
        tell("Stopped.")


def _warm(settings: Settings) -> None:
    def work() -> None:
        if sys.platform == "linux":  # where a thread has a priority: the database is waited for
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), WARM_NICENESS)
        _named(WARM)(settings)

    # In a thread of its own: Ctrl-C interrupts the main thread, which only waits.
    threading.Thread(target=work, daemon=True).start()


def _named(work: str) -> Callable[..., Any]:
    function: Callable[..., Any] = pkgutil.resolve_name(work)
    return function


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens on the address. Raises PortInUse or UsageError.

    It is taken before anything else is started, so that a taken port costs no wait.
    """
    try:
        (family, *_, where) = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(where[:2], family=family, backlog=2048)
    except OSError as error:
        raise _explained(error, host, port) from None
    with listener:
        yield listener


def _explained(error: OSError, host: str, port: int) -> PortInUse | UsageError:
    if error.errno == errno.EADDRINUSE:
        return PortInUse(
            f"port {port} of {host} is taken by another process; stop that one, or serve "
            f"elsewhere: govgraph serve --port {port + 1} (make serve PORT={port + 1})"
        )
    return UsageError(f"cannot serve on {host} port {port}: {error.strerror}")
