"""Answers that are kept: entity tags, the response cache, single flight, and what ends them."""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest

from graph.observation import Observation
from graph.service import Outcome
from graph.store import Address, Store
from schema import model
from seed.vocabulary import VERSION
from server.caching import Key, Reply, ResponseCache
from server.coding import zstd
from server.dataset import HOLDS, Watch
from server.identity import Role
from server.keys import new_key
from tests.server.live import SETTINGS, free_port, running

PROVINCES = {"query": "{ provinces(first: 77) { nodes { id nameTh nameEn } } }"}
VERSIONS = {"query": "{ dataset { number } }"}
BYPASS = "govgraph; fwd=bypass"
ASKED = {"accept": "application/graphql-response+json", "accept-encoding": "identity"}


def get(client: httpx.Client, parameters: dict[str, str], **headers: str) -> httpx.Response:
    """An answer given while it was known what the database holds: a busy machine may forget."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    end = time.monotonic() + 10
    while True:
        answer = client.get("/graphql", params=parameters, headers=ASKED | given)
        if answer.headers.get("cache-status") != BYPASS or time.monotonic() > end:
            return answer


def eventually(holds: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def fresh(address: Address, url: str) -> Iterator[httpx.Client]:
    """A service that has kept nothing yet, over the same database."""
    assert url
    with running(address) as base, httpx.Client(base_url=base, timeout=30) as client:
        eventually(lambda: "etag" in get(client, {"query": "{ __typename }"}).headers)
        yield client


def test_the_second_answer_is_the_one_that_was_kept(fresh: httpx.Client) -> None:
    first, second = get(fresh, PROVINCES), get(fresh, PROVINCES)
    assert first.headers["cache-status"] == "govgraph; fwd=miss"
    assert second.headers["cache-status"] == "govgraph; hit"
    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"]
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"


def test_who_has_the_answer_is_sent_none(fresh: httpx.Client) -> None:
    etag = get(fresh, PROVINCES).headers["etag"]
    for known in (etag, f'"other", W/{etag}'):
        again = get(fresh, PROVINCES, if_none_match=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
        assert again.headers["vary"] == "accept, accept-encoding, authorization, x-api-key"
        assert "content-type" not in again.headers
    assert get(fresh, PROVINCES, if_none_match='"other"').status_code == 200


def test_another_process_gives_the_same_tag(fresh: httpx.Client, client: httpx.Client) -> None:
    assert get(fresh, PROVINCES).headers["etag"] == get(client, PROVINCES).headers["etag"]


def test_each_representation_has_its_own_tag(client: httpx.Client) -> None:
    answers = [
        get(client, PROVINCES),
        get(client, PROVINCES, accept="application/json"),
        get(client, PROVINCES, accept_encoding="gzip"),
        get(client, PROVINCES, accept_encoding="zstd"),
        get(client, VERSIONS),
    ]
    assert len({answer.headers["etag"] for answer in answers}) == len(answers)
    assert len({answer.text for answer in answers[:3]}) == 1  # httpx reads no zstd


def test_a_post_is_kept_here_and_nowhere_else(fresh: httpx.Client) -> None:
    first, second = (fresh.post("/graphql", json=PROVINCES) for _ in range(2))
    assert [each.headers["cache-status"] for each in (first, second)] == [
        "govgraph; fwd=miss",
        "govgraph; hit",
    ]
    for each in (first, second):
        assert each.headers["cache-control"] == "no-store"
        assert "etag" not in each.headers


def test_what_was_kept_for_a_url_answers_no_body_of_the_same_bytes(fresh: httpx.Client) -> None:
    answered = get(fresh, PROVINCES)
    content = answered.request.url.query
    headers = {"content-type": "application/json"}
    assert fresh.post("/graphql", content=content, headers=headers).status_code == 400


ERRORS = {
    "request": {"query": "{ nothing }"},
    "not in existence": {"query": '{ organization(id: "org:msdhs", asOf: "1900-01-01") { id } }'},
}


@pytest.mark.parametrize("parameters", ERRORS.values(), ids=ERRORS)
def test_an_answer_with_errors_is_not_kept(
    client: httpx.Client, parameters: dict[str, str]
) -> None:
    for _ in range(2):
        answer = get(client, parameters)
        assert answer.json()["errors"]
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["cache-status"] == "govgraph; fwd=miss"


def test_an_explanation_is_not_kept(client: httpx.Client) -> None:
    parameters = PROVINCES | {"extensions": '{"explain": "plan"}'}
    for _ in range(2):
        answer = client.get("/graphql", params=parameters, headers=ASKED)
        assert answer.headers["cache-status"] == BYPASS
        assert "etag" not in answer.headers


def test_what_is_sent_to_one_who_is_known_is_for_no_other(
    address: Address, url: str, tmp_path: Path
) -> None:
    assert url
    keys = tmp_path / "keys.tsv"
    secret, key = new_key("somebody", Role.READER)
    keys.write_text(f"{key}\n")
    settings = replace(SETTINGS, api_keys=keys)
    with running(address, settings) as base, httpx.Client(base_url=base, timeout=30) as client:
        known = get(client, PROVINCES, authorization=f"Bearer {secret}")
        assert known.headers["cache-control"] == "private, no-cache"
        anyone = get(client, PROVINCES)
        assert anyone.headers["cache-control"].startswith("public")


def test_caches_may_be_allowed_not_to_ask(address: Address, url: str) -> None:
    assert url
    settings = replace(SETTINGS, max_age=60)
    with running(address, settings) as base, httpx.Client(base_url=base) as client:
        answer = get(client, PROVINCES)
        assert answer.headers["cache-control"] == "public, max-age=60, must-revalidate"


def test_a_load_is_seen_within_a_second(address: Address, fresh: httpx.Client) -> None:
    before = get(fresh, VERSIONS)
    asyncio.run(touch(address))
    loaded = time.monotonic()
    eventually(lambda: get(fresh, VERSIONS).headers.get("etag") != before.headers["etag"])
    seen = time.monotonic() - loaded
    again = get(fresh, VERSIONS, if_none_match=before.headers["etag"])
    assert again.status_code == 200
    assert again.headers["etag"] != before.headers["etag"]
    assert seen < 5 * HOLDS  # on a machine that does other things besides


async def touch(address: Address) -> None:
    """A new dataset version, as a load makes it, with the data that there are."""
    async with Store(address) as store:
        await store.execute(
            "MATCH (n:DatasetVersion) WITH n ORDER BY n.number DESC LIMIT 1 "
            "SET n.loadedAt = datetime()"
        )


def test_without_a_database_nothing_is_kept_and_nothing_named() -> None:
    nowhere = Address(f"bolt://127.0.0.1:{free_port()}", "neo4j", "unused")
    with running(nowhere) as url, httpx.Client(base_url=url, timeout=30) as client:
        for _ in range(2):
            answer = client.get("/graphql", params={"query": "{ __typename }"})
            assert answer.json() == {"data": {"__typename": "Query"}}
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["cache-status"] == BYPASS
            assert "etag" not in answer.headers


@pytest.mark.anyio
async def test_what_the_database_holds_is_known_for_a_second_at_most(
    address: Address, url: str
) -> None:
    assert url
    version = model().types[VERSION]
    store = Store(address)
    async with Watch(store, version, "this program").running() as watch:
        known = watch.state
        assert known is not None
        async with Store(address) as other, Watch(other, version, "another").running() as second:
            assert second.state not in (None, known)
        await store.close()
        await asyncio.sleep(HOLDS)
        assert watch.state is None


@pytest.mark.parametrize("coding", ["zstd", "gzip"])
def test_a_long_answer_is_compressed(client: httpx.Client, coding: str) -> None:
    plain = client.post("/graphql", json=PROVINCES, headers={"accept-encoding": "identity"})
    headers = {"accept-encoding": coding}
    with client.stream("POST", "/graphql", json=PROVINCES, headers=headers) as answer:
        sent = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == coding
    assert int(answer.headers["content-length"]) == len(sent) < len(plain.content) / 2
    decode = zstd.decompress if coding == "zstd" else gzip.decompress
    assert decode(sent) == plain.content


def test_a_short_answer_is_sent_as_it_is(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": "{ __typename }"})
    assert "content-encoding" not in answer.headers


KEY = Key("state", date(2026, 1, 1), "", "GET", b"query={a}")


def reply(body: bytes = b"{}") -> Reply:
    return Reply(body, Outcome.DATA, is_current=True, noted=Observation())


class Slow:
    """Makes answers when it is let, and counts them."""

    def __init__(self) -> None:
        self.begun = 0
        self.ended = 0
        self.let = asyncio.Event()

    async def __call__(self) -> Reply:
        self.begun += 1
        try:
            await self.let.wait()
            return reply()
        finally:
            self.ended += 1


@pytest.mark.anyio
async def test_who_asks_the_same_at_once_shares_one_answer() -> None:
    cache, slow = ResponseCache(1000), Slow()
    asked = [asyncio.create_task(cache.share(KEY, slow)) for _ in range(10)]
    asked.append(asyncio.create_task(cache.share(KEY._replace(role="CURATOR"), slow)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    slow.let.set()
    answers = await asyncio.gather(*asked)
    assert slow.begun == 2
    assert [shared for _, shared in answers] == [False, *[True] * 9, False]
    assert len({id(each) for each, _ in answers}) == 2
    assert cache.statistics.shared == 9


@pytest.mark.anyio
async def test_the_first_who_goes_takes_the_answer_from_nobody() -> None:
    cache, slow = ResponseCache(1000), Slow()
    first, second = (asyncio.create_task(cache.share(KEY, slow)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    slow.let.set()
    assert (await second)[0].body == b"{}"
    assert slow.begun == 1


@pytest.mark.anyio
async def test_what_nobody_waits_for_is_given_up() -> None:
    cache, slow = ResponseCache(1000), Slow()
    asked = [asyncio.create_task(cache.share(KEY, slow)) for _ in range(2)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for each in asked:
        each.cancel()
    await asyncio.wait(asked)
    again = asyncio.create_task(cache.share(KEY, slow))  # is not given up with the others
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert (slow.begun, slow.ended) == (2, 1)
    slow.let.set()
    assert (await again)[1] is False


def test_what_is_kept_is_bounded_in_bytes() -> None:
    cache = ResponseCache(100_000)
    for number in range(200):
        key = KEY._replace(request=str(number).encode())
        assert cache.recall(key) is None
        cache.keep(key, reply(b" " * 5000))
    statistics = cache.statistics.kept
    assert statistics.entries == 16
    assert statistics.size <= 100_000
    assert cache.recall(KEY._replace(request=b"199")) is not None
    assert cache.recall(KEY._replace(request=b"0")) is None


def test_one_large_answer_does_not_drive_out_the_others() -> None:
    cache = ResponseCache(100_000)
    assert cache.recall(KEY) is None
    cache.keep(KEY, reply())
    large = KEY._replace(request=b"large")
    cache.keep(large, reply(b" " * 50_000))
    assert cache.recall(large) is None
    assert cache.recall(KEY) is not None


def test_nothing_is_kept_of_a_state_that_is_over() -> None:
    cache = ResponseCache(100_000)
    assert cache.recall(KEY) is None
    cache.keep(KEY, reply())
    later = KEY._replace(state="later")
    assert cache.recall(later) is None
    cache.keep(KEY, reply())  # was asked before, and came after
    assert cache.statistics.kept.entries == 0


@pytest.mark.anyio
async def test_the_cache_can_be_turned_off() -> None:
    cache, slow = ResponseCache(0), Slow()
    assert cache.recall(KEY) is None
    cache.keep(KEY, reply())
    assert cache.recall(KEY) is None
    slow.let.set()
    answers = await asyncio.gather(cache.share(KEY, slow), cache.share(KEY, slow))
    assert [shared for _, shared in answers] == [False, False]
    assert slow.begun == 2


@pytest.mark.anyio
@pytest.mark.parametrize("coding", ["zstd", "gzip"])
async def test_a_kept_answer_is_compressed_once(coding: str) -> None:
    cache, kept = ResponseCache(1_000_000), reply(b"[1,2,3]" * 1000)
    assert cache.recall(KEY) is None
    cache.keep(KEY, kept)
    before = cache.statistics.kept.size
    first, second = [await cache.coded(KEY, kept, coding) for _ in range(2)]
    assert first[0] is second[0]
    assert first[1] == coding
    assert cache.statistics.kept.size == before + len(first[0])


def test_the_hit_rate_counts_all_that_the_database_was_spared() -> None:
    cache = ResponseCache(10_000)
    assert cache.statistics.hit_rate == 0
    assert cache.recall(KEY) is None
    cache.keep(KEY, reply())
    for _ in range(2):
        assert cache.recall(KEY) is not None
    cache.count_not_modified()
    assert cache.statistics.hit_rate == 0.75
