"""One of many workers of `govgraph serve`, as a process: see :mod:`server.workers`."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sys
import threading

from server.logs import configure
from server.running import answer
from server.workers import Order


def main() -> None:
    """Answer until the parent says that it is over, or is no more."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    order: Order = pickle.load(sys.stdin.buffer)
    configure(order.settings.log_level, order.settings.log_format)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()

    def ready() -> None:
        os.write(order.ready, b"1")  # It stays open: its end tells of ours.

    with socket.socket(fileno=order.listener) as listener:
        answer(order.settings, order.address, listener, ready, order.shared)


def _end_with_the_parent() -> None:
    # Not by its buffer: the end of the interpreter needs the lock of that.
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(0)
