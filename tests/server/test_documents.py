"""Documents that requests name: trusted ones, and automatic persisted queries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.documents import Documents, read_trusted
from server.errors import UsageError
from server.requests import from_json
from tests.server.live import SETTINGS, nowhere, running

QUERY = "{ __typename }"
OTHER = "query Other { other: __typename }"
ANSWER = {"data": {"__typename": "Query"}}
GRAPHQL_RESPONSE = "application/graphql-response+json"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def apq(text: str, **rest: Any) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": sha256(text)}}, **rest}


@contextmanager
def serving(**settings: Any) -> Iterator[httpx.Client]:
    """A service without a database: these documents need none."""
    with (
        running(nowhere(), replace(SETTINGS, **settings)) as url,
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def anyone() -> Iterator[httpx.Client]:
    with serving() as client:
        yield client


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What four tools write."""
    made = tmp_path_factory.mktemp("trusted")
    (made / "relay.json").write_text(json.dumps({"0123456789abcdef0123456789abcdef": QUERY}))
    (made / "codegen.json").write_text(json.dumps({sha256(OTHER): OTHER}))
    operations = [{"id": "by-apollo", "name": "Other", "type": "query", "body": OTHER}]
    manifest = {"format": "apollo-persisted-query-manifest", "version": 1}
    (made / "apollo.json").write_text(json.dumps({**manifest, "operations": operations}))
    (made / "Written.graphql").write_text(QUERY)
    (made / "README.md").write_text("No document.")
    return made


@pytest.fixture(scope="module")
def closed(folder: Path) -> Iterator[httpx.Client]:
    with serving(trusted_documents=folder, trusted_only=True) as client:
        yield client


def error_of(response: httpx.Response) -> tuple[int, str]:
    (error,) = response.json()["errors"]
    return response.status_code, error["extensions"]["code"]


def test_the_protocol_of_apollo(anyone: httpx.Client) -> None:
    query = "query Apq { __typename }"
    unknown = anyone.post("/graphql", json=apq(query))
    assert error_of(unknown) == (200, "PERSISTED_QUERY_NOT_FOUND")
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert unknown.headers["cache-control"] == "no-store"
    assert anyone.post("/graphql", json=apq(query, query=query)).json() == ANSWER
    assert anyone.post("/graphql", json=apq(query)).json() == ANSWER
    parameters = {"extensions": json.dumps(apq(query)["extensions"])}
    assert anyone.get("/graphql", params=parameters).json() == ANSWER
    by_id = {"documentId": f"sha256:{sha256(query)}"}
    assert anyone.post("/graphql", json=by_id).json() == ANSWER


def test_an_unknown_document_is_an_error_of_the_request(anyone: httpx.Client) -> None:
    headers = {"accept": GRAPHQL_RESPONSE}
    for named in (apq("unknown"), {"documentId": "unknown"}, {"documentId": "x-a:b"}):
        response = anyone.post("/graphql", json=named, headers=headers)
        assert error_of(response) == (404, "PERSISTED_QUERY_NOT_FOUND")


def test_a_document_is_not_remembered_under_the_hash_of_another(anyone: httpx.Client) -> None:
    headers = {"accept": GRAPHQL_RESPONSE}
    wrong = apq("query Wrong { __typename }", query=QUERY)
    response = anyone.post("/graphql", json=wrong, headers=headers)
    assert error_of(response) == (400, "PERSISTED_QUERY_MISMATCH")
    del wrong["query"]
    assert error_of(anyone.post("/graphql", json=wrong))[1] == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize(
    "persisted",
    [
        1,
        [],
        {},
        {"version": 1},
        {"version": 2, "sha256Hash": "0" * 64},
        {"version": 1, "sha256Hash": "0" * 63},
        {"version": 1, "sha256Hash": "A" * 64},
        {"version": 1, "sha256Hash": 7},
    ],
)
def test_what_is_no_persisted_query(anyone: httpx.Client, persisted: object) -> None:
    request = {"query": QUERY, "extensions": {"persistedQuery": persisted}}
    assert error_of(anyone.post("/graphql", json=request)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize("named", [1, [], {}])
def test_the_name_of_a_document_is_a_string(anyone: httpx.Client, named: object) -> None:
    response = anyone.post("/graphql", json={"documentId": named})
    assert error_of(response) == (400, "BAD_REQUEST")


NAMED: dict[str, dict[str, Any]] = {
    "the specification": {"documentId": f"sha256:{sha256(QUERY)}"},
    "Relay's guide": {"doc_id": "0123456789abcdef0123456789abcdef"},
    "codegen": {"documentId": sha256(OTHER)},
    "Apollo's manifest": {"documentId": "by-apollo"},
    "Apollo's protocol": apq(OTHER),
    "a file": {"documentId": "Written"},
    "the text": {"query": QUERY},
    "text and name": {"query": OTHER, "documentId": "by-apollo", "operationName": "Other"},
}


@pytest.mark.parametrize("request_", NAMED.values(), ids=NAMED)
def test_trusted_documents_are_known_however_they_are_named(
    closed: httpx.Client, request_: dict[str, Any]
) -> None:
    response = closed.post("/graphql", json=request_)
    assert response.json()["data"] in ({"__typename": "Query"}, {"other": "Query"})
    by_url = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in request_.items()
    }
    assert closed.get("/graphql", params=by_url).json() == response.json()


@pytest.mark.parametrize(
    "request_",
    [
        {"query": "{ a: __typename }"},
        {"query": QUERY + " "},
        {"query": "{ a: __typename }", "documentId": "by-apollo"},
        apq("{ a: __typename }", query="{ a: __typename }"),
    ],
)
def test_nothing_else_is_answered_where_that_is_so(
    closed: httpx.Client, request_: dict[str, Any]
) -> None:
    headers = {"accept": GRAPHQL_RESPONSE}
    response = closed.post("/graphql", json=request_, headers=headers)
    assert error_of(response) == (403, "DOCUMENT_NOT_TRUSTED")
    assert error_of(closed.post("/graphql", json=request_)) == (200, "DOCUMENT_NOT_TRUSTED")


def test_what_is_remembered_is_bounded() -> None:
    documents = Documents({})
    texts = [f"# {number}\n{'#' * 1_000_000}" for number in range(20)]
    for text in texts:
        documents.text(from_json(json.dumps(apq(text, query=text)).encode()))
    last, first = (from_json(json.dumps(apq(text)).encode()) for text in (texts[-1], texts[0]))
    assert documents.text(last) == texts[-1]
    with pytest.raises(Exception, match="PersistedQueryNotFound"):
        documents.text(first)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.json", "[]", "a manifest is a JSON object"),
        ("a.json", "{", "cannot be read"),
        ("a.json", '{"a": 1}', "'a' has no text"),
        ("a.json", '{"format": "apollo-persisted-query-manifest"}', "is a list"),
        (
            "a.json",
            '{"format": "apollo-persisted-query-manifest", "operations": [{"id": "a"}]}',
            "'a' has no text",
        ),
        (
            "a.json",
            '{"format": "apollo-persisted-query-manifest", "operations": ["a"]}',
            "is an object",
        ),
        ("a.txt", "{ a }", "holds no documents"),
    ],
)
def test_what_is_no_manifest_is_named(tmp_path: Path, name: str, content: str, why: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(UsageError, match=why) as caught:
        read_trusted(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


def test_two_documents_of_one_name(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"a": QUERY}))
    (tmp_path / "b.json").write_text(json.dumps({"a": OTHER}))
    with pytest.raises(UsageError, match=r"b\.json: another document has the name 'a'"):
        read_trusted(tmp_path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing\.json cannot be read"):
        read_trusted(tmp_path / "nothing.json")


def test_to_trust_nothing_else_there_must_be_something() -> None:
    with pytest.raises(UsageError, match="GOVGRAPH_TRUSTED_DOCUMENTS"):
        Documents.read(None, only=True)
