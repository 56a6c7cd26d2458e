"""The service under load, and with clients that go away."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import Any
from urllib.parse import urlsplit

import httpx
import orjson
import pytest

from graph.limits import Limits
from graph.store import Address, Store
from server.disconnecting import ClientGone, while_connected
from server.negotiation import GRAPHQL_RESPONSE, JSON
from tests.server.live import SETTINGS, fill
from tests.server.slow import running_slowly, until_running
from tests.server.test_http import error_of

pytestmark = pytest.mark.anyio

QUESTION = {"query": "{ organizations { totalCount } }"}


@pytest.fixture(scope="module")
def filled(address: Address) -> Address:
    fill(address)
    return address


async def ask(client: httpx.AsyncClient, number: int) -> httpx.Response:
    """The question; another one for each number, since who asks the same is answered at once."""
    return await client.post("/graphql", json={**QUESTION, "extensions": {"number": number}})


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_RESPONSE])
async def test_what_is_too_much_at_once_is_refused_at_once(
    address: Address, monkeypatch: pytest.MonkeyPatch, accept: str
) -> None:
    settings = dataclasses.replace(SETTINGS, pool_size=1, limit_queue=1, limits=Limits(time=1.5))
    headers = {"accept": accept}
    with running_slowly(address, settings, monkeypatch) as url:
        async with httpx.AsyncClient(base_url=url, timeout=60, headers=headers) as client:
            asked = [asyncio.create_task(ask(client, number)) for number in range(5)]
            ended = asyncio.as_completed(asked)
            refused = [await next(ended) for _ in range(3)]  # while one runs and one waits
            assert (await client.post("/graphql", json={"query": "{ __typename }"})).is_success
            await asyncio.gather(*asked)
    assert {error_of(each) for each in refused} == {(503, "SERVER_BUSY")}
    assert {each.headers["retry-after"] for each in refused} == {"1"}


async def until_shared(client: httpx.AsyncClient) -> None:
    """Wait until the service knows the version of the data: before, no answer is shared."""
    for _ in range(200):
        if "etag" in (await client.get("/graphql", params={"query": "{ __typename }"})).headers:
            return
        await asyncio.sleep(0.05)
    pytest.fail("it never knows the version")


async def test_a_client_that_goes_away_ends_its_transaction(
    filled: Address, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = dataclasses.replace(SETTINGS, limits=Limits(time=60.0))
    with running_slowly(filled, settings, monkeypatch) as url:
        async with httpx.AsyncClient(base_url=url, timeout=30) as client:
            await until_shared(client)
            asking = [asyncio.create_task(ask(client, number)) for number in (0, 1, 1)]
            await until_running(store, 2)
            asking[0].cancel()  # closes its connection
            await until_running(store, 1)
            asking[1].cancel()
            await asyncio.sleep(0.5)
            await until_running(store, 1)  # somebody else waits for the same
            asking[2].cancel()
            await until_running(store, 0)


async def goes(seconds: float) -> dict[str, Any]:
    await asyncio.sleep(seconds)
    return {"type": "http.disconnect"}


async def test_a_client_that_asked_twice_at_once_and_goes_ends_its_transaction(
    address: Address, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = dataclasses.replace(SETTINGS, limits=Limits(time=60.0))
    with running_slowly(address, settings, monkeypatch) as url:
        where = urlsplit(url)
        _, writer = await asyncio.open_connection(where.hostname, where.port)
        body = orjson.dumps(QUESTION)
        head = f"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body)}\r\n"
        writer.write((head.encode() + b"content-type: application/json\r\n\r\n" + body) * 3)
        await until_running(store, 1)
        writer.close()
        await until_running(store, 0)


async def test_work_goes_on_for_a_client_that_stays() -> None:
    async def work() -> str:
        await asyncio.sleep(0.1)
        return "done"

    assert await while_connected(lambda: goes(60), work()) == "done"


async def test_an_error_of_the_work_is_told() -> None:
    async def work() -> None:
        await asyncio.sleep(0.1)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        await while_connected(lambda: goes(60), work())


async def test_work_is_cancelled_when_the_client_goes() -> None:
    ended = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    with pytest.raises(ClientGone):
        await while_connected(lambda: goes(0.05), work())
    assert ended.is_set()


async def test_whoever_cancels_is_told_apart_from_a_client_that_goes() -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(while_connected(lambda: goes(60), asyncio.sleep(60)), 0.1)
