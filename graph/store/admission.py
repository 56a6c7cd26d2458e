"""Admission to the database: so many at once, so many in line, and the rest refused at once.

A short line evens out what comes in bursts. A long one would help nobody: whoever is at its
end is answered when the client has long given up, and all others wait longer for it.
"""

from __future__ import annotations

import asyncio
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

    def place(self, seconds: float | None = None) -> Place:
        """A place, to be entered and left; waited for no longer than ``seconds`` nor ``WAIT``.

        Entering raises StoreBusy when the line is full or the wait was too long.
        """
        return Place(self, WAIT if seconds is None else min(seconds, WAIT))

    async def enter(self, seconds: float) -> None:
        """Take a place."""
        if self._free.locked():
            await self._wait(seconds)
        else:
            await self._free.acquire()
        self._running += 1

    def leave(self) -> None:
        """Give the place to the next in line."""
        self._running -= 1
        self._free.release()

    async def _wait(self, seconds: float) -> None:
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


class Place:
    """One place among those who are let in; a generator in its stead costs more than entering."""

    __slots__ = ("_admission", "_seconds")

    def __init__(self, admission: Admission, seconds: float) -> None:
        self._admission = admission
        self._seconds = seconds

    async def __aenter__(self) -> None:
        await self._admission.enter(self._seconds)

    async def __aexit__(self, *_: object) -> None:
        self._admission.leave()
