"""Work for a client that may go away."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.types import Receive

T = TypeVar("T")

PATIENCE = 0.05
"""Seconds of work before anybody looks whether the client is still there: most is done by then."""


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


async def while_connected(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """What ``work`` comes to. Raises ClientGone when the client goes away before.

    The body must have been read. The work is cancelled then, a statement at the database with it.
    """
    task = asyncio.current_task()
    assert task is not None
    watch = _Watch(receive, task)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.client_gone and task.uncancel() == 0:
            raise ClientGone from None
        raise
    finally:
        watch.end()


class _Watch:
    """Cancels a task when the client goes away."""

    def __init__(self, receive: Receive, task: asyncio.Task[Any]) -> None:
        self.client_gone = False
        self._receive = receive
        self._task = task
        self._watching: asyncio.Task[None] | None = None
        self._loop = asyncio.get_running_loop()
        self._start = self._loop.call_later(PATIENCE, self._begin)

    def _begin(self) -> None:
        self._watching = self._loop.create_task(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.client_gone = True
        self._task.cancel()

    def end(self) -> None:
        self._start.cancel()
        if self._watching is not None:
            self._watching.cancel()
