"""Token buckets, and the answer to who asks too often."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import Address
from server.ratelimit import BUCKETS, RateLimit, shared_memory
from tests.server.live import SETTINGS, free_port, running


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_and_then_the_rate() -> None:
    clock = Clock()
    limit = RateLimit(2.0, 3, clock=clock)
    assert [limit.take("a") for _ in range(3)] == [0, 0, 0]
    assert limit.take("a") == pytest.approx(0.5)
    assert limit.take("b") == 0
    clock.now += 0.5
    assert limit.take("a") == 0
    assert limit.take("a") > 0
    clock.now += 100
    assert [limit.take("a") == 0 for _ in range(4)] == [True, True, True, False]


@given(
    st.floats(0.1, 100),
    st.integers(1, 20),
    st.lists(st.floats(0, 5), min_size=1, max_size=60),
)
def test_it_is_the_bucket_of_tokens(rate: float, burst: int, pauses: list[float]) -> None:
    """Against the plain definition: tokens drip in at the rate, and each request takes one."""
    clock = Clock()
    limit = RateLimit(rate, burst, clock=clock)
    tokens = float(burst)
    for pause in pauses:
        clock.now += pause
        tokens = min(burst, tokens + pause * rate)
        if abs(tokens - 1) < 1e-6:
            return  # too close for floating point to agree
        is_let_in = limit.take("a") == 0
        assert is_let_in == (tokens > 1)
        tokens -= is_let_in


def test_who_waits_as_told_is_let_in() -> None:
    clock = Clock()
    limit = RateLimit(3.0, 1, clock=clock)
    limit.take("a")
    clock.now += limit.take("a") + 1e-6
    assert limit.take("a") == 0


def test_memory_is_bounded_and_who_asks_most_is_remembered() -> None:
    limit = RateLimit(1.0, 100)
    for _ in range(100):
        limit.take("greedy")
    for n in range(2 * BUCKETS):
        limit.take(str(n))
    assert limit.take("greedy") > 0
    assert sum(map(bool, limit._names)) <= BUCKETS


def test_processes_share_what_they_count(tmp_path: Path) -> None:
    path = tmp_path / "buckets"
    one, other = (RateLimit(0.001, 3, shared_memory(path)) for _ in range(2))
    assert [one.take("a"), other.take("a"), one.take("a")] == [0, 0, 0]
    assert one.take("a") > 0
    assert other.take("a") > 0
    assert other.take("b") == 0


@pytest.fixture
def nowhere() -> Address:
    """No database is needed to be refused."""
    return Address(f"bolt://127.0.0.1:{free_port()}", "neo4j", "unused")


def test_a_client_behind_a_proxy_is_refused_and_no_other(nowhere: Address) -> None:
    settings = dataclasses.replace(SETTINGS, limit_rate=0.1, limit_burst=2, trusted_proxies=1)
    with running(nowhere, settings) as url, httpx.Client(base_url=url) as client:

        def ask(address: str, **headers: str) -> httpx.Response:
            given = {"x-forwarded-for": address, **headers}
            return client.post("/graphql", json={"query": "{ __typename }"}, headers=given)

        # What a client writes before its address changes nothing.
        answers = [ask(f"10.9.9.{n}, 1.2.3.4") for n in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        (error,) = answers[-1].json()["errors"]
        assert error["extensions"]["code"] == "RATE_LIMITED"
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 10
        assert ask("1.2.3.5").status_code == 200
        assert [ask(f"2001:db8::{n}").status_code for n in range(1, 4)] == [200, 200, 429]
        # Who guesses keys is counted by address.
        guesses = [ask("1.2.3.6", authorization="Bearer govgraph_x_y") for _ in range(3)]
        assert [answer.status_code for answer in guesses] == [401, 401, 429]
        # Supervisors are never kept waiting.
        assert {client.get("/healthz").status_code for _ in range(5)} == {200}


def test_this_machine_is_not_limited(nowhere: Address) -> None:
    settings = dataclasses.replace(SETTINGS, limit_rate=0.1, limit_burst=1)
    with running(nowhere, settings) as url, httpx.Client(base_url=url) as client:
        question = {"query": "{ __typename }"}
        asked = [client.post("/graphql", json=question).status_code for _ in range(5)]
        assert asked == [200] * 5
        # A proxy that nobody declared makes its clients one client.
        proxied = {"x-forwarded-for": "1.2.3.4"}
        asked = [
            client.post("/graphql", json=question, headers=proxied).status_code for _ in range(3)
        ]
        assert asked == [200, 429, 429]


def test_taking_is_quick_however_many_there_are() -> None:
    limit = RateLimit(50.0, 500)
    began = time.perf_counter()
    for n in range(50_000):
        limit.take(str(n))
    assert time.perf_counter() - began < 5
