"""Who is let in, and to what, over a real socket."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph.store import Address
from server.identity import Role
from server.keys import new_key
from tests.server.live import SETTINGS, running

QUESTION = {"query": "{ provinces { totalCount } }"}
EXPLAINED = {**QUESTION, "extensions": {"explain": "plan"}}

SECRETS = {role: new_key(role.name.lower(), role) for role in Role}


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "keys.tsv"
    path.write_text("".join(f"{key}\n" for _, key in SECRETS.values()), "utf-8")
    return path


@pytest.fixture(scope="module")
def public(address: Address, keys: Path) -> Iterator[httpx.Client]:
    """Anyone may ask; it is no machine of one's own, by its proxy."""
    settings = dataclasses.replace(SETTINGS, api_keys=keys, trusted_proxies=1)
    with running(address, settings) as url, httpx.Client(base_url=url, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def closed(address: Address, keys: Path) -> Iterator[httpx.Client]:
    settings = dataclasses.replace(SETTINGS, api_keys=keys, access="closed")
    with running(address, settings) as url, httpx.Client(base_url=url, timeout=30) as client:
        yield client


def as_role(role: Role) -> dict[str, str]:
    return {"authorization": f"Bearer {SECRETS[role][0]}"}


def refused(response: httpx.Response) -> tuple[int, str]:
    (error,) = response.json()["errors"]
    return response.status_code, error["extensions"]["code"]


def test_anyone_reads_where_it_is_public(public: httpx.Client) -> None:
    assert list(public.post("/graphql", json=QUESTION).json()) == ["data"]


@pytest.mark.parametrize("headers", [as_role(Role.READER), {"x-api-key": SECRETS[Role.READER][0]}])
def test_a_key_lets_in_where_it_is_closed(closed: httpx.Client, headers: dict[str, str]) -> None:
    response = closed.post("/graphql", json=QUESTION, headers=headers)
    assert list(response.json()) == ["data"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/graphql"),
        ("GET", "/graphql?query={__typename}"),
        ("GET", "/schema.graphql"),
        ("GET", "/nothing"),
        ("POST", "/trace"),
        ("GET", "/export/awards.csv"),
        ("GET", "/static/../schema.graphql"),
        ("OPTIONS", "/nothing"),
        ("POST", "/static/graphiql/index.html"),
    ],
)
def test_where_it_is_closed_nobody_else_sees_anything(
    closed: httpx.Client, method: str, path: str
) -> None:
    response = closed.request(method, path)
    assert refused(response) == (401, "UNAUTHENTICATED")
    assert response.headers["www-authenticate"] == 'Bearer realm="govgraph"'


@pytest.mark.parametrize(
    "path",
    ["/", "/graphql", "/awards?year=2022", "/trace", "/healthz", "/readyz", "/metrics"],
)
def test_pages_and_probes_are_open(closed: httpx.Client, path: str) -> None:
    response = closed.get(path, headers={"accept": "text/html, */*"})
    assert response.status_code in (200, 503)  # 503: not ready, as when there is no dataset


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer govgraph_reader_AAAA"},
        {"authorization": "bearer nothing"},
        {"authorization": "Bearer"},
        {"authorization": b"Bearer \xff\xfe"},
        {"x-api-key": "govgraph_"},
    ],
)
def test_wrong_credentials_are_refused_even_where_none_are_needed(
    public: httpx.Client, headers: dict[str, str]
) -> None:
    response = public.post("/graphql", json=QUESTION, headers=headers)
    assert refused(response) == (401, "UNAUTHENTICATED")
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


def test_what_a_proxy_is_told_is_not_for_the_service(public: httpx.Client) -> None:
    response = public.post("/graphql", json=QUESTION, headers={"authorization": "Basic YTpi"})
    assert response.status_code == 200


def test_a_refusal_is_of_the_type_that_was_asked_for(closed: httpx.Client) -> None:
    accept = "application/graphql-response+json"
    response = closed.post("/graphql", json=QUESTION, headers={"accept": accept})
    assert response.headers["content-type"].startswith(accept)


@pytest.mark.parametrize(
    ("role", "status"), [(None, 403), (Role.READER, 403), (Role.CURATOR, 200), (Role.ADMIN, 200)]
)
def test_curators_may_ask_how_an_operation_is_answered(
    public: httpx.Client, role: Role | None, status: int
) -> None:
    headers = as_role(role) if role else {}
    assert public.post("/graphql", json=EXPLAINED, headers=headers).status_code == status


def test_each_request_has_an_id(public: httpx.Client) -> None:
    ids = {public.get("/healthz").headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [("0b9d6a0e-1f5a-4d8e-9a3a-3f1f5c1f2a11", True), ("short", False), ("a" * 200, False)],
)
def test_an_id_is_taken_over_when_it_is_well_formed(
    public: httpx.Client, given: str, is_taken: bool
) -> None:
    answer = public.get("/nothing", headers={"x-request-id": given})
    assert (answer.headers["x-request-id"] == given) is is_taken


def test_an_id_that_would_forge_a_log_is_not_taken_over(public: httpx.Client) -> None:
    answer = public.get("/healthz", headers={"x-request-id": "abcdefgh status=200"})
    assert " " not in answer.headers["x-request-id"]
