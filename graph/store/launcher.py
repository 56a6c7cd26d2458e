"""Starts a program that ends when we do, however we end. Run as a script of its own.

    python -I -S launcher.py kernel|pipe PARENT NICENESS PROGRAM [ARGUMENT ...]

``kernel``: the Linux kernel sends SIGTERM to the program when the thread that started it is
gone (PR_SET_PDEATHSIG outlives exec), so that this process becomes the program. ``pipe``: this
process stays, and ends the program when its standard input ends, a pipe that nobody but the
parent holds.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading

PR_SET_PDEATHSIG = 1
GRACE = 10.0
"""Seconds that the program has to end before it is killed."""


def become(parent: int, command: list[str]) -> None:
    """Turn into the program, bound to the life of the parent's thread."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it was gone before the kernel knew
        sys.exit(1)
    os.execv(command[0], command)


def watch(command: list[str]) -> int:
    """Run the program until it or our standard input ends; its exit status."""
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    signal.signal(signal.SIGTERM, lambda *_: program.terminate())

    def end_with_parent() -> None:
        while os.read(0, 4096):
            pass
        program.terminate()
        try:
            program.wait(GRACE)
        except subprocess.TimeoutExpired:
            program.kill()

    threading.Thread(target=end_with_parent, daemon=True).start()
    status = program.wait()
    return status if status >= 0 else 128 - status


def main(guard: str, parent: str, niceness: str, *command: str) -> int:
    """Start the program in the way named by ``guard``."""
    os.nice(int(niceness))
    if guard == "kernel":
        become(int(parent), list(command))
    return watch(list(command))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
