"""How often one client may ask: a token bucket for each, in memory that workers share."""

from __future__ import annotations

import mmap
import os
import time
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path

SETS = 4096
WAYS = 8
BUCKETS = SETS * WAYS
"""How many clients are remembered. One that is forgotten begins with a full bucket again."""

SECRET = 16
SIZE = SECRET + BUCKETS * 16
"""Bytes of the memory: what names are hashed with, then names and times of the buckets."""


def shared_memory(path: Path | None = None) -> mmap.mmap:
    """Memory for the buckets: that of a file, which other processes may map too, or our own.

    It is made where it is not there yet; whoever starts the processes does that before.
    """
    if path is None:
        memory = mmap.mmap(-1, SIZE)
        memory[:SECRET] = os.urandom(SECRET)
        return memory
    if not path.exists():
        path.write_bytes(os.urandom(SECRET) + bytes(SIZE - SECRET))
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), SIZE)


class RateLimit:
    """Lets each client do ``rate`` things a second, and ``burst`` at once after a pause.

    A bucket is kept as the time at which it will be full again, which is all there is to know
    of it (the generic cell rate algorithm of ITU-T I.371): a full one makes room for another.
    A client has its place in a set of eight; the secret keeps others from choosing the same.
    Two processes that write at one moment can let one request through too many: no lock is
    worth that. ``clock`` is the same in all of them.
    """

    def __init__(
        self,
        rate: float,
        burst: int,
        memory: mmap.mmap | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pause = 1 / rate
        self._depth = (burst - 1) / rate
        self._clock = clock
        view = memoryview(memory if memory is not None else shared_memory())
        self._secret = bytes(view[:SECRET])
        self._names = view[SECRET : SECRET + BUCKETS * 8].cast("Q")
        self._full_at = view[SECRET + BUCKETS * 8 :].cast("d")

    def take(self, client: str) -> float:
        """0 when the client may do one more thing now, else the seconds until it may.

        What is refused costs nothing: who waits as long as told is let in.
        """
        now = self._clock()
        name = self._name(client)
        place = self._place(name)
        full_at = max(self._full_at[place], now) if self._names[place] == name else now
        wait = full_at - now - self._depth
        if wait > 0:
            return wait
        self._names[place] = name
        self._full_at[place] = full_at + self._pause
        return 0.0

    def _name(self, client: str) -> int:
        digest = blake2b(client.encode("utf-8"), digest_size=8, key=self._secret).digest()
        return int.from_bytes(digest, "little") or 1  # 0 is the name of an empty place

    def _place(self, name: int) -> int:
        """Where the bucket of a name is, or can be: in place of the one that is full soonest."""
        first = name % SETS * WAYS
        places: Iterable[int] = range(first, first + WAYS)
        for place in places:
            if self._names[place] == name:
                return place
        return min(places, key=self._full_at.__getitem__)
