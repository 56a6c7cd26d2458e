"""A service whose statements take as long as they are let, on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from graph.store import Address, Store
from graph.writing import stored_state
from schema import model
from seed.vocabulary import VERSION
from server import app
from server.settings import Settings
from tests.server.live import running
from tests.store.processes import transactions_of

ENDLESS = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a % b)"


WATCHED = stored_state(model().types[VERSION])
"""What the service asks of its own accord, all the time."""


class SlowStore(Store):
    """Asks for something endless instead of what a client asks for."""

    async def read(
        self, statement: str, parameters: Mapping[str, Any], *, timeout: float | None = None
    ) -> list[list[Any]]:
        asked = statement if statement == WATCHED else ENDLESS
        return await super().read(asked, {}, timeout=timeout)


@contextmanager
def running_slowly(
    address: Address, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The base URL of a service that answers no question within its time."""
    monkeypatch.setattr(app, "Store", SlowStore)
    with running(address, settings) as url:
        yield url


async def until_running(store: Store, count: int) -> None:
    """Wait until the database runs that many of the endless statements; fail after 10 s."""
    for _ in range(200):
        if await transactions_of(store, ENDLESS) == count:
            return
        await asyncio.sleep(0.05)  # the database tells nobody
    pytest.fail(f"the database runs {await transactions_of(store, ENDLESS)}, not {count}")
