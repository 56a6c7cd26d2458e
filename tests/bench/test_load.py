"""What the load test measures, on a load that lasts a second."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from urllib.parse import urlsplit

import pytest

from bench.load import Found, Mix, capacity, endure
from bench.questions import Question
from graph.store import Address
from tests.server.live import fill, free_port, running

pytestmark = pytest.mark.anyio

ALL = Question("all", "{ provinces(first: 77) { nodes { id nameTh } } }", {}, "/all")
ONE = Question("one", "query One($id: ID!) { province(id: $id) { id } }", {"id": "TH-50"}, "/one")


def port_of(url: str) -> int:
    port = urlsplit(url).port
    assert port is not None
    return port


@pytest.fixture(scope="module")
def port(address: Address) -> Iterator[int]:
    fill(address)
    with running(address) as url:
        yield port_of(url)


async def test_a_load_that_is_answered(port: int) -> None:
    mix = await Mix.of([ALL, ONE], port, fresh=0.5)
    assert await capacity(mix, port, 0.3) > 0
    memory = iter([100, 150])
    found = await endure(mix, port, rate=20, seconds=1.0, memory=lambda: next(memory))
    assert not found.errors
    assert 5 < len(found.seconds) < 50  # at moments of their own
    assert 0 < found.quantile(0.5) <= found.quantile(0.99)
    assert found.growth == 0.5


async def test_every_request_that_fails_is_counted() -> None:
    nowhere = Address(f"bolt://127.0.0.1:{free_port()}", "neo4j", "unused")
    with running(nowhere) as url:
        found = await endure(make([ONE]), port_of(url), rate=20, seconds=0.5, memory=lambda: 1)
    assert found.errors.total() > 0
    assert found.seconds == Found().seconds


def make(asked: list[Question]) -> Mix:
    return Mix(asked, [1.0] * len(asked), 1.0, Random(1))


async def test_requests_that_are_fresh_are_all_different() -> None:
    mix = make([ONE])
    assert len({mix.next() for _ in range(50)}) == 50
    mix.fresh = 0.0
    assert len({mix.next() for _ in range(50)}) == 1
