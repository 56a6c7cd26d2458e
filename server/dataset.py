"""Which dataset the database holds now, looked up all the time: what caching rests on."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from graph.errors import StoreError
from graph.model import NodeType
from graph.store import Store
from graph.writing import stored_state

log = logging.getLogger(__name__)

EVERY = 0.4
"""Seconds between two looks at the database."""

HOLDS = 1.0
"""Seconds for which what was seen counts as known, from when it was asked."""


class Watch:
    """Looks at the newest dataset version, and at how much there is in the database.

    The second shows changes that no load made, save those of properties alone. ``program``
    names all else that answers depend on; see :func:`server.fingerprint.fingerprint`.
    """

    def __init__(self, store: Store, version: NodeType, program: str) -> None:
        self._store = store
        self._statement = stored_state(version)
        self._program = program
        self._state: str | None = None
        self._asked = -HOLDS
        self._looked = asyncio.Event()

    @property
    def state(self) -> str | None:
        """A name of what the database holds, another one after each load.

        None when that is not known: it holds no dataset, or has not answered for a second.
        """
        return self._state if time.monotonic() - self._asked < HOLDS else None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Watch]:
        """Look meanwhile. Entered when the first look is done, or takes too long."""
        task = asyncio.create_task(self._keep_looking())
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._looked.wait(), HOLDS)
            yield self
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _keep_looking(self) -> None:
        while True:
            await self._look()
            self._looked.set()
            await asyncio.sleep(EVERY)

    async def _look(self) -> None:
        asked = time.monotonic()
        try:
            rows = await self._store.read(self._statement, {}, timeout=HOLDS)
        except StoreError as error:
            log.debug("the dataset is not known: %s: %s", error.code, error)
            return
        self._state = self._named(rows[0]) if rows else None
        self._asked = asked

    def _named(self, row: list[object]) -> str:
        return hashlib.sha256(f"{self._program} {row!r}".encode()).hexdigest()
