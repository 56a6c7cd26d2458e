"""Which pages of elsewhere may read answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from tests.server.live import SETTINGS, nowhere, running

APP = "https://app.example.org"
TYPENAME = {"query": "{ __typename }"}
PREFLIGHT = {
    "origin": APP,
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type,authorization",
}


def client_for(*origins: str) -> Iterator[httpx.Client]:
    settings = replace(SETTINGS, cors_origins=origins)
    with running(nowhere(), settings) as url, httpx.Client(base_url=url, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def off() -> Iterator[httpx.Client]:
    yield from client_for()


@pytest.fixture(scope="module")
def one() -> Iterator[httpx.Client]:
    yield from client_for(APP, "http://localhost:3000")


@pytest.fixture(scope="module")
def everyone() -> Iterator[httpx.Client]:
    yield from client_for("*")


def cross_origin(response: httpx.Response) -> set[str]:
    return {name for name in response.headers if name.startswith("access-control-")}


def test_by_default_no_page_of_elsewhere_reads_an_answer(off: httpx.Client) -> None:
    assert not cross_origin(off.post("/graphql", json=TYPENAME, headers={"origin": APP}))
    preflight = off.options("/graphql", headers=PREFLIGHT)
    assert not cross_origin(preflight)
    assert (preflight.status_code, preflight.content) == (204, b"")


def test_an_origin_can_be_allowed(one: httpx.Client) -> None:
    answer = one.post("/graphql", json=TYPENAME, headers={"origin": APP})
    assert answer.json() == {"data": {"__typename": "Query"}}
    assert answer.headers["access-control-allow-origin"] == APP
    assert "origin" in answer.headers["vary"]
    preflight = one.options("/graphql", headers=PREFLIGHT)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == APP
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["access-control-allow-headers"] == "content-type,authorization"


@pytest.mark.parametrize("path", ["/graphql", "/healthz", "/nothing", "/schema.graphql"])
def test_errors_and_other_routes_can_be_read_as_well(one: httpx.Client, path: str) -> None:
    answer = one.get(path, headers={"origin": APP})
    assert answer.headers["access-control-allow-origin"] == APP


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", f"{APP}.evil.example", f"{APP}:8443", "*", ""]
)
def test_no_other_origin_is(one: httpx.Client, origin: str) -> None:
    for response in (
        one.post("/graphql", json=TYPENAME, headers={"origin": origin}),
        one.options("/graphql", headers={**PREFLIGHT, "origin": origin}),
    ):
        assert not cross_origin(response)
        assert "origin" in response.headers["vary"]  # or a cache would give it to the one


def test_all_origins_can_be_allowed_and_never_with_cookies(everyone: httpx.Client) -> None:
    for response in (
        everyone.post("/graphql", json=TYPENAME, headers={"origin": "https://any.example"}),
        everyone.options("/graphql", headers=PREFLIGHT),
    ):
        assert response.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in response.headers
