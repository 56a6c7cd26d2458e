"""A service over the database of the tests, filled with the shipped dataset."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from graph.store import Address
from tests.server.live import fill, running


@pytest.fixture(scope="module")
def url(address: Address) -> Iterator[str]:
    fill(address)
    with running(address) as base:
        yield base


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=30) as made:
        yield made
