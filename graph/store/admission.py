"""Admission to the database: so many at once, so many in line, and the rest refused at once.

A short line evens out what comes in bursts. A long one would help nobody: whoever is at its
end is answered when the client has long given up, and all others wait longer for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from graph.errors import StoreBusy

QUEUE = 256
"""How many wait in line when nothing else is said."""

WAIT = 5.0
"""Most seconds in line, however long the request may take."""


@dataclass(frozen=True, slots=True)
class Load:
    """How busy a store is: statements that run, that wait in line, and that were refused."""

    running: int
    waiting: int
    refused: int


class Admission:
    """Lets ``places`` in at once and ``queue`` more wait, first come, first served."""

    def __init__(self, places: int, queue: int) -> None:
        self._free = asyncio.Semaphore(places)
        self._queue = queue
        self._running = 0
        self._waiting = 0
        self._refused = 0

    @property
    def load(self) -> Load:
        """How busy it is now."""
        return Load(self._running, self._waiting, self._refused)

    @asynccontextmanager
    async def place(self, seconds: float | None = None) -> AsyncIterator[None]:
        """A place, waited for no longer than ``seconds`` nor than ``WAIT``.

        Raises StoreBusy when the line is full or the wait was too long.
        """
        await self._enter(WAIT if seconds is None else min(seconds, WAIT))
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            self._free.release()

    async def _enter(self, seconds: float) -> None:
        if not self._free.locked():
            await self._free.acquire()
            return
        if self._waiting >= self._queue:
            raise self._busy()
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
        except TimeoutError:
            raise self._busy() from None
        finally:
            self._waiting -= 1

    def _busy(self) -> StoreBusy:
        self._refused += 1
        return StoreBusy("too many operations at once; try again in a moment")
