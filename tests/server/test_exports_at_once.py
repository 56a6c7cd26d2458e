"""How many exports run at once, and what becomes of one that nobody waits for."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from graph.store import Address
from tests.server.live import SETTINGS, fill, running, slow_reader


@pytest.fixture(scope="module")
def url(address: Address) -> Iterator[str]:
    fill(address)
    with running(address, dataclasses.replace(SETTINGS, exports=2)) as base:
        yield base


def test_the_most_at_once(url: str) -> None:
    with ExitStack() as stack:
        reading: list[Iterator[bytes]] = []
        for _ in range(2):
            reader = stack.enter_context(slow_reader(url))
            response = stack.enter_context(reader.stream("GET", "/export/graph.nq"))
            assert response.status_code == 200
            reading.append(response.iter_raw())
            assert next(reading[-1])
        refused = httpx.get(f"{url}/export/awards.csv", timeout=60)
        (error,) = refused.json()["errors"]
        assert (refused.status_code, error["extensions"]["code"]) == (503, "SERVER_BUSY")
        assert int(refused.headers["retry-after"]) > 0
        answered = httpx.post(f"{url}/graphql", json={"query": "{ awards { totalCount } }"})
        assert answered.json()["data"]
    # The clients have gone, so that there is room again.
    for _ in range(100):
        if httpx.get(f"{url}/export/provinces.csv", timeout=60).status_code == 200:
            return
        time.sleep(0.1)
    pytest.fail("an export that nobody waits for goes on")
