"""The HTTP of the service, over a real socket and a real database."""

from __future__ import annotations

import dataclasses
import json
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import gql
import httpx
import pytest
from gql.transport.httpx import HTTPXTransport

from graph.store import Address
from server.negotiation import GRAPHQL_RESPONSE, JSON
from server.pages import GRAPHIQL
from tests.server.live import PROVINCIAL_OFFICES, SETTINGS, clear, fill, free_port, running

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "web" / "examples").glob("*.graphql"))
MAIN_QUESTION = EXAMPLES[0].read_text("utf-8")
TYPENAME = {"query": "{ __typename }"}


def post(client: httpx.Client, content: object, accept: str = GRAPHQL_RESPONSE) -> httpx.Response:
    return client.post("/graphql", json=content, headers={"accept": accept})


def error_of(response: httpx.Response) -> tuple[int, str]:
    """The status and the code of the one error; fails when the body is anything else."""
    body = response.json()
    assert list(body) == ["errors"]
    (error,) = body["errors"]
    assert error["message"]
    assert "Traceback" not in response.text
    return response.status_code, error["extensions"]["code"]


@pytest.mark.lts
def test_the_main_question(client: httpx.Client) -> None:
    response = post(client, {"query": MAIN_QUESTION})
    assert response.status_code == 200
    body = response.json()
    assert list(body) == ["data"]
    offices = body["data"]["organizations"]["nodes"]
    assert [office["nameTh"] for office in offices] == PROVINCIAL_OFFICES
    ministries = {office["ministry"]["nameTh"] for office in offices}
    assert ministries == {"กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"}


@pytest.mark.lts
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_of_graphiql_is_answered(client: httpx.Client, path: Path) -> None:
    body = post(client, {"query": path.read_text("utf-8")}).json()
    assert "errors" not in body
    assert all(body["data"].values())


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_RESPONSE])
def test_the_answer_is_of_the_type_that_was_asked_for(client: httpx.Client, accept: str) -> None:
    response = post(client, TYPENAME, accept)
    assert response.headers["content-type"] == f"{accept}; charset=utf-8"
    assert response.headers["vary"] == "accept, accept-encoding, authorization, x-api-key"
    assert response.json() == {"data": {"__typename": "Query"}}


def test_get_with_variables_and_operation_name(client: httpx.Client) -> None:
    parameters = {
        "query": "query A { __typename } query B($n: Int) { provinces(first: $n) { totalCount } }",
        "operationName": "B",
        "variables": '{"n": 1}',
    }
    response = client.get("/graphql", params=parameters)
    assert response.json() == {"data": {"provinces": {"totalCount": 77}}}


def test_get_takes_an_empty_operation_name_as_none(client: httpx.Client) -> None:
    parameters = {"query": "query A { __typename }", "operationName": ""}
    assert client.get("/graphql", params=parameters).json() == {"data": {"__typename": "Query"}}


def test_get_runs_no_mutation(client: httpx.Client) -> None:
    response = client.get(
        "/graphql", params={"query": "mutation { __typename }"}, headers={"accept": JSON}
    )
    assert "data" not in response.json()


def test_head_has_no_body(client: httpx.Client) -> None:
    response = client.head("/graphql", params=TYPENAME)
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_are_told_which_are_allowed(client: httpx.Client, method: str) -> None:
    response = client.request(method, "/graphql")
    assert error_of(response) == (405, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_options_tells_what_is_allowed(client: httpx.Client) -> None:
    response = client.options("/graphql")
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    for path in ("/healthz", "/readyz", "/schema.graphql"):
        response = client.options(path)
        assert (response.status_code, response.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert error_of(client.options("/nothing")) == (404, "NOT_FOUND")


@pytest.mark.parametrize("path", ["/graphql", "/healthz", "/readyz", "/schema.graphql"])
def test_head_is_like_get_without_a_body(client: httpx.Client, path: str) -> None:
    got = client.get(path, params=TYPENAME)
    head = client.head(path, params=TYPENAME)
    assert head.content == b""
    assert head.status_code == got.status_code
    for name in ("content-type", "content-length", "cache-control", "etag"):
        assert head.headers.get(name) == got.headers.get(name)


@pytest.mark.parametrize("path", ["/graphql", "/nothing", "/healthz", "/schema.graphql", "/"])
def test_every_answer_is_guarded(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["content-security-policy"].count("default-src 'none'") == 1


WRONG_REQUESTS: dict[str, Any] = {
    "no query": {"qeury": "{ __typename }"},
    "null query": {"query": None},
    "query": {"query": ["{ __typename }"]},
    "operationName": {**TYPENAME, "operationName": 1},
    "variables": {**TYPENAME, "variables": [1]},
    "extensions": {**TYPENAME, "extensions": "x"},
    "batch": [TYPENAME],
    "text": "{ __typename }",
}


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_RESPONSE])
@pytest.mark.parametrize("content", WRONG_REQUESTS.values(), ids=WRONG_REQUESTS)
def test_what_is_no_request_is_refused(client: httpx.Client, content: object, accept: str) -> None:
    assert error_of(post(client, content, accept)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"query": "{ __typename',
        b"\xff\xfe",
        b'{"query": "\xed\xa0\x80"}',
        b"NaN",
        b"[" * 5000,
    ],
    ids=["nothing", "cut", "not UTF-8", "a surrogate", "no JSON", "deep"],
)
def test_what_is_no_json_is_refused(client: httpx.Client, content: bytes) -> None:
    response = client.post("/graphql", content=content, headers={"content-type": JSON})
    assert error_of(response) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    "parameters",
    [
        "",
        "query=",
        "variables={}",
        "query={__typename}&variables=[]",
        "query={__typename}&variables={",
        "query={__typename}&extensions=1",
        "query=%ff",
        "&".join(f"a{n}=" for n in range(200)),
    ],
)
def test_a_url_that_holds_no_request_is_refused(client: httpx.Client, parameters: str) -> None:
    response = client.get(f"/graphql?{parameters}", headers={"accept": GRAPHQL_RESPONSE})
    status, code = error_of(response)
    assert status == 400
    assert code in ("BAD_REQUEST", "GRAPHQL_PARSE_FAILED")


REQUEST_ERRORS = {
    "parse": ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
    "validation": ({"query": "{ nothing }"}, "GRAPHQL_VALIDATION_FAILED"),
    "variable": (
        {"query": "query ($id: ID!) { node(id: $id) { id } }", "variables": {}},
        "BAD_USER_INPUT",
    ),
    "operation": ({"query": "query A { __typename }", "operationName": "B"}, "BAD_USER_INPUT"),
    "page": ({"query": "{ provinces(first: -1) { nodes { id } } }"}, "BAD_USER_INPUT"),
}


@pytest.mark.parametrize(("content", "code"), REQUEST_ERRORS.values(), ids=REQUEST_ERRORS)
def test_request_errors_have_a_status_only_where_clients_expect_one(
    client: httpx.Client, content: object, code: str
) -> None:
    assert error_of(post(client, content, GRAPHQL_RESPONSE)) == (400, code)
    assert error_of(post(client, content, JSON)) == (200, code)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"content-type": "application/graphql"},
        {"content-type": "application/json; charset=utf-16"},
        {"content-type": JSON, "content-encoding": "gzip"},
    ],
)
def test_other_encodings_are_refused(client: httpx.Client, headers: dict[str, str]) -> None:
    response = client.post("/graphql", content=json.dumps(TYPENAME), headers=headers)
    assert error_of(response) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert response.headers["accept"] == JSON


def test_utf_8_is_named_or_not(client: httpx.Client) -> None:
    headers = {"content-type": 'application/json; charset="UTF-8"'}
    response = client.post("/graphql", content=json.dumps(TYPENAME), headers=headers)
    assert response.status_code == 200


def test_what_nobody_can_read_is_not_sent(client: httpx.Client) -> None:
    assert error_of(post(client, TYPENAME, "image/png")) == (406, "NOT_ACCEPTABLE")


def test_a_long_body_is_refused_by_its_announced_length(url: str) -> None:
    """The answer comes before the body has been sent."""
    where = urlsplit(url)
    assert where.hostname is not None
    assert where.port is not None
    head = (
        f"POST /graphql HTTP/1.1\r\nhost: {where.netloc}\r\ncontent-type: {JSON}\r\n"
        f"content-length: {SETTINGS.limits.body + 1}\r\n\r\n"
    )
    with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
        connection.sendall(head.encode("ascii"))
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_long_body_of_unknown_length_is_refused(client: httpx.Client) -> None:
    chunks = iter([b" " * 1000] * 11)
    response = client.post("/graphql", content=chunks, headers={"content-type": JSON})
    assert error_of(response) == (413, "REQUEST_ENTITY_TOO_LARGE")


def test_a_body_of_just_the_limit_is_read(client: httpx.Client) -> None:
    content = json.dumps(TYPENAME).ljust(SETTINGS.limits.body)
    response = client.post("/graphql", content=content, headers={"content-type": JSON})
    assert response.status_code == 200


def test_a_long_url_is_refused(client: httpx.Client) -> None:
    response = client.get("/graphql", params={"query": "x" * SETTINGS.limits.body})
    assert error_of(response) == (414, "REQUEST_URI_TOO_LONG")


def test_a_path_that_is_not_there(client: httpx.Client) -> None:
    assert error_of(client.get("/graphql/")) == (404, "NOT_FOUND")
    assert error_of(client.post("/healthz")) == (405, "METHOD_NOT_ALLOWED")


def test_the_client_of_python_learns_the_schema_and_asks(url: str) -> None:
    transport = HTTPXTransport(url=f"{url}/graphql", timeout=30)
    with gql.Client(transport=transport, fetch_schema_from_transport=True) as session:
        answer = session.execute(gql.gql(MAIN_QUESTION))
    offices = answer["organizations"]["nodes"]
    assert [office["nameTh"] for office in offices] == PROVINCIAL_OFFICES


def test_a_browser_gets_graphiql(client: httpx.Client) -> None:
    response = client.get("/graphql", headers={"accept": "text/html,*/*;q=0.8"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.text == (GRAPHIQL / "index.html").read_text("utf-8")


def test_graphiqls_files_are_served_and_nothing_beside_them(client: httpx.Client) -> None:
    script = next(GRAPHIQL.rglob("*.js")).relative_to(GRAPHIQL).as_posix()
    response = client.get(f"/static/graphiql/{script}")
    assert response.status_code == 200
    assert "javascript" in response.headers["content-type"]
    assert error_of(client.get("/static/graphiql/%2e%2e/%2e%2e/app.py"))[0] == 404
    for name in ("nothing.js", "n" * 5000, "%00.js", "", "%ff.js", "."):
        assert error_of(client.get(f"/static/graphiql/{name}")) == (404, "NOT_FOUND")


def test_a_file_whose_name_tells_its_content_may_be_kept_for_ever(client: httpx.Client) -> None:
    script = next(GRAPHIQL.rglob("chunk-*.js"))
    path = f"/static/graphiql/{script.name}"
    tags = set()
    for coding in ("identity", "gzip"):
        headers = {"accept-encoding": coding}
        response = client.get(path, headers=headers)
        assert response.content == script.read_bytes()
        assert response.headers.get("content-encoding", "identity") == coding
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert response.headers["vary"] == "accept-encoding"
        assert "default-src 'none'" in response.headers["content-security-policy"]
        etag = response.headers["etag"]
        again = client.get(path, headers=headers | {"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")
        tags.add(etag)
    assert len(tags) == 2
    part = client.get(path, headers={"accept-encoding": "gzip", "range": "bytes=0-9"})
    assert (part.status_code, part.content) == (206, script.read_bytes()[:10])
    assert client.get("/static/graphiql/build.json").headers["cache-control"] == "no-cache"
    options = client.options(path)
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert error_of(client.post(path)) == (405, "METHOD_NOT_ALLOWED")


def test_the_schema(client: httpx.Client) -> None:
    response = client.get("/schema.graphql")
    assert response.headers["content-type"].startswith("text/plain")
    assert "type Organization implements Node" in response.text
    assert response.headers["content-encoding"] == "gzip"
    known = {"if-none-match": response.headers["etag"]}
    assert client.get("/schema.graphql", headers=known).status_code == 304
    plain = client.get("/schema.graphql", headers={**known, "accept-encoding": "identity"})
    assert plain.text == response.text


def test_ready(client: httpx.Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "ready")
    assert client.get("/healthz").json() == {"status": "alive"}


def test_without_a_dataset_it_is_alive_and_not_ready(
    client: httpx.Client, address: Address
) -> None:
    clear(address)
    try:
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["reasons"][0]["code"] == "DATASET_MISSING"
        assert client.get("/healthz").status_code == 200
    finally:
        fill(address)


def test_without_a_database_every_answer_says_so() -> None:
    nowhere = Address(f"bolt://127.0.0.1:{free_port()}", "neo4j", "unused")
    with running(nowhere) as url, httpx.Client(base_url=url, timeout=30) as client:
        question = {"query": MAIN_QUESTION}
        assert error_of(post(client, question)) == (503, "STORE_UNAVAILABLE")
        assert error_of(post(client, question, JSON)) == (503, "STORE_UNAVAILABLE")
        ready = client.get("/readyz")
        assert ready.status_code == 503
        assert ready.json()["reasons"][0]["code"] == "STORE_UNAVAILABLE"
        assert client.get("/healthz").status_code == 200
        assert post(client, TYPENAME).status_code == 200


def test_wrong_credentials_are_told_without_the_drivers_words(address: Address) -> None:
    stranger = Address(address.uri, "stranger", "unused")
    with running(stranger) as url, httpx.Client(base_url=url, timeout=30) as client:
        status, code = error_of(post(client, {"query": MAIN_QUESTION}))
        assert (status, code) == (500, "STORE_DENIED")
        assert "neo4j.exceptions" not in client.get("/readyz").text


EXPLAINED = {"query": "{ awards(first: 2) { totalCount nodes { id year } } }"}


def explained(how: object) -> dict[str, Any]:
    return {**EXPLAINED, "extensions": {"explain": how}}


@pytest.mark.lts
def test_a_plan_comes_with_the_answer(client: httpx.Client) -> None:
    plain = post(client, EXPLAINED).json()
    body = post(client, explained("plan")).json()
    assert body["data"] == plain["data"]
    found = body["extensions"]["explain"]
    assert [step["askers"] for step in found["plan"]] == [["awards.nodes"], ["awards.totalCount"]]
    assert found["database"]["hits"] is None


@pytest.mark.lts
def test_a_profile_comes_with_the_answer(client: httpx.Client) -> None:
    found = post(client, explained("profile")).json()["extensions"]["explain"]
    assert found["database"]["hits"] > 0
    assert found["database"]["operators"]["rows"] == 1
    assert found["database"]["milliseconds"]["ran"] > 0


def test_a_plan_by_get(client: httpx.Client) -> None:
    parameters = {**EXPLAINED, "extensions": '{"explain": "plan"}'}
    response = client.get("/graphql", params=parameters)
    assert response.json()["extensions"]["explain"]["statements"] == 1


def test_what_cannot_be_run_is_not_explained(client: httpx.Client) -> None:
    request = {"query": "{ nothing }", "extensions": {"explain": "plan"}}
    assert error_of(post(client, request)) == (400, "GRAPHQL_VALIDATION_FAILED")


@pytest.mark.parametrize("how", ["everything", 1, ["plan"], {}, True])
def test_an_explanation_of_no_kind(client: httpx.Client, how: object) -> None:
    assert error_of(post(client, explained(how))) == (400, "BAD_REQUEST")


def test_explanations_can_be_turned_off(address: Address) -> None:
    settings = dataclasses.replace(SETTINGS, explain=False)
    with running(address, settings) as base, httpx.Client(base_url=base, timeout=30) as client:
        response = post(client, explained("plan"))
        assert error_of(response) == (403, "FORBIDDEN")
        assert "GOVGRAPH_EXPLAIN=yes" in response.text
        assert post(client, {**EXPLAINED, "extensions": {"other": 1}}).status_code == 200
