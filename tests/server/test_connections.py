"""Clients that are slow, silent, many, or speak no HTTP; no database is needed for that."""

from __future__ import annotations

import dataclasses
import json
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from server.connections import SPARE_FILES, most_connections
from server.settings import Settings
from tests.server.live import SETTINGS, nowhere, running, running_app

HURRIED = dataclasses.replace(
    SETTINGS, limit_receive=0.5, limit_send=0.5, limit_head=5000, keep_alive=0.5
)
QUESTION = b'{"query": "{ __typename }"}'
POST = (
    b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: %d\r\n"
)
WHOLE = POST % len(QUESTION) + b"\r\n" + QUESTION


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    with running(nowhere(), settings) as url:
        yield url


@pytest.fixture(scope="module")
def hurried() -> Iterator[str]:
    with serving(HURRIED) as url:
        yield url


def connect(url: str) -> socket.socket:
    where = urlsplit(url)
    assert where.hostname is not None
    assert where.port is not None
    return socket.create_connection((where.hostname, where.port), timeout=10)


def rest(connection: socket.socket) -> bytes:
    """All that comes until the connection is closed."""
    received = b""
    try:
        while chunk := connection.recv(65536):
            received += chunk
    except ConnectionResetError:
        pass
    return received


def refused(answer: bytes) -> tuple[int, str]:
    """The status and the code of the one GraphQL error."""
    head, _, body = answer.partition(b"\r\n\r\n")
    status = int(head.split()[1])
    assert b"content-type: application/json; charset=utf-8" in head
    assert b"connection: close" in head
    content: dict[str, Any] = json.loads(body)
    (error,) = content["errors"]
    assert error["message"]
    return status, error["extensions"]["code"]


def is_well(url: str) -> bool:
    return httpx.post(f"{url}/graphql", content=QUESTION, headers=JSON_TYPE, timeout=30).is_success


JSON_TYPE = {"content-type": "application/json"}


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # a TLS handshake
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nhost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"CONNECT example.org:443 HTTP/1.1\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nno number\r\n",
    ],
)
def test_what_is_no_http_is_a_graphql_error(hurried: str, said: bytes) -> None:
    with connect(hurried) as connection:
        connection.sendall(said)
        assert refused(rest(connection)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        (b"GET /" + b"x" * 6000, 414, "REQUEST_URI_TOO_LONG"),
        (
            b"GET / HTTP/1.1\r\nx: " + b"y" * 6000 + b"\r\n\r\n",
            431,
            "REQUEST_HEADER_FIELDS_TOO_LARGE",
        ),
        (
            b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 2000,
            431,
            "REQUEST_HEADER_FIELDS_TOO_LARGE",
        ),
    ],
)
def test_a_head_that_is_too_long(hurried: str, said: bytes, status: int, code: str) -> None:
    with connect(hurried) as connection:
        for start in range(0, len(said), 1000):
            try:
                connection.sendall(said[start : start + 1000])
            except ConnectionError:  # refused before its end
                break
            time.sleep(0.002)  # so that it arrives in pieces
        answer = rest(connection)
    if answer:  # a reset can overtake it
        assert refused(answer) == (status, code)
    assert is_well(hurried)


def test_heads_are_not_added_up(hurried: str) -> None:
    with connect(hurried) as connection, connection.makefile("rb") as answers:
        for _ in range(100):
            connection.sendall(WHOLE)
            assert answers.readline() == b"HTTP/1.1 200 OK\r\n"
            length = 0
            while (line := answers.readline()) != b"\r\n":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            assert answers.read(length) == b'{"data":{"__typename":"Query"}}'


@pytest.mark.parametrize(
    "said",
    [
        b"GET /healthz HTTP/1.1\r\nhost: x\r\n",
        POST % 100 + b"\r\n" + b'{"query":',
    ],
    ids=["head", "body"],
)
def test_a_request_that_does_not_arrive_is_cut(hurried: str, said: bytes) -> None:
    with connect(hurried) as connection:
        connection.sendall(said)
        answer = rest(connection)
    assert refused(answer) == (408, "REQUEST_TIMEOUT")


def test_a_second_request_that_does_not_arrive_is_cut(hurried: str) -> None:
    with connect(hurried) as connection:
        connection.sendall(WHOLE + b"POST /graphql")
        assert rest(connection).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_body_byte_by_byte_is_cut(hurried: str) -> None:
    with connect(hurried) as connection:
        connection.sendall(POST % 1000 + b"\r\n")
        connection.settimeout(0.05)
        answer = b""
        for _ in range(100):
            try:
                connection.sendall(b" ")
                answer = connection.recv(65536)
                break
            except TimeoutError:
                continue
        else:
            pytest.fail("never cut")
    assert refused(answer) == (408, "REQUEST_TIMEOUT")


@pytest.mark.parametrize("said", [b"", b"\r\n", WHOLE], ids=["nothing", "lines", "request"])
def test_a_silent_connection_is_closed(hurried: str, said: bytes) -> None:
    with connect(hurried) as connection:
        connection.sendall(said)
        assert rest(connection).count(b"HTTP/1.1") == (said == WHOLE)


def test_one_that_was_answered_before_its_body_was_there_is_closed_in_the_end(hurried: str) -> None:
    with connect(hurried) as connection:
        connection.sendall(POST % 20_000 + b"\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 413")
        connection.sendall(b" " * 20_000)
        assert rest(connection) == b""


def keep_sending(connection: socket.socket) -> None:
    for _ in range(100):
        time.sleep(0.1)  # a reset is only seen by whoever sends
        connection.sendall(b"G")


def test_a_client_that_does_not_read_is_cut(hurried: str) -> None:
    """It asks for more than all buffers between us hold, and takes nothing."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        where = urlsplit(hurried)
        connection.connect((where.hostname, where.port))
        connection.sendall(b"GET /schema.graphql HTTP/1.1\r\nhost: x\r\n\r\n" * 200)
        with pytest.raises(ConnectionError):
            keep_sending(connection)
    assert is_well(hurried)


def test_one_that_is_idle_makes_room_for_one_that_asks() -> None:
    settings = dataclasses.replace(SETTINGS, limit_connections=3)
    with serving(settings) as url, ExitStack() as idle:
        first, *others = [idle.enter_context(connect(url)) for _ in range(3)]
        assert is_well(url)
        assert rest(first) == b""
        for each in others:
            each.sendall(WHOLE)
            assert each.recv(65536).startswith(b"HTTP/1.1 200")


def test_a_thousand_idle_connections_disturb_nobody() -> None:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < 2500:
        pytest.skip("this process may not open so many files")
    with serving(SETTINGS) as url, ExitStack() as idle:
        connections = [idle.enter_context(connect(url)) for _ in range(1000)]
        assert is_well(url)
        for each in connections[::100]:
            each.sendall(WHOLE)
            assert each.recv(65536).startswith(b"HTTP/1.1 200")


def test_when_all_connections_are_being_answered_one_more_is_refused() -> None:
    settings = dataclasses.replace(SETTINGS, limit_connections=2)
    with serving(settings) as url, ExitStack() as busy:
        for _ in range(2):  # their bodies are awaited
            connection = busy.enter_context(connect(url))
            connection.sendall(POST % 10 + b"expect: 100-continue\r\n\r\n")
            assert connection.recv(100).startswith(b"HTTP/1.1 100")
        with connect(url) as one_more:
            answer = rest(one_more)
    assert refused(answer) == (503, "SERVER_BUSY")
    assert b"retry-after: 1\r\n" in answer


def test_there_are_as_many_connections_as_files_may_be_open() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert most_connections(10) == 10
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == soft
    if hard != resource.RLIM_INFINITY:
        assert most_connections(hard * 2) == hard - SPARE_FILES
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def answering(*messages: dict[str, Any] | Exception) -> ASGIApp:
    """An application that sends just that."""

    async def app(scope: Scope, _: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise NotImplementedError  # There is no lifespan.
        for message in messages:
            if isinstance(message, Exception):
                raise message
            await send(message)

    return app


def asked(app: ASGIApp, method: bytes = b"GET") -> bytes:
    """All that a client is sent."""
    with running_app(app, HURRIED) as url, connect(url) as connection:
        connection.sendall(method + b" / HTTP/1.1\r\nhost: x\r\n\r\n")
        return rest(connection)


def head(*headers: tuple[bytes, bytes], status: int = 200) -> dict[str, Any]:
    return {"type": "http.response.start", "status": status, "headers": headers}


def body(content: bytes, *, more: bool = False) -> dict[str, Any]:
    return {"type": "http.response.body", "body": content, "more_body": more}


LENGTH = (b"content-length", b"2")


@pytest.mark.parametrize(
    "messages",
    [
        [RuntimeError("secret")],
        [head((b"x", b"a\r\nset-cookie: b"), LENGTH)],
        [head((b"x", b"a\nb"), LENGTH)],
        [head((b"x\r", b"a"), LENGTH)],
        [body(b"ok")],
        [head(LENGTH), RuntimeError("secret")],
        [head(LENGTH), body(b"too long")],
        [head(LENGTH), body(b"o")],
        [head(LENGTH), head(LENGTH)],
        [head(LENGTH)],
        [],
    ],
    ids=[
        "error",
        "another header",
        "line feed",
        "return",
        "no head",
        "error after the head",
        "long",
        "short",
        "two heads",
        "no body",
        "nothing",
    ],
)
def test_an_application_that_fails_is_a_graphql_error(
    messages: list[dict[str, Any] | Exception], caplog: pytest.LogCaptureFixture
) -> None:
    answer = asked(answering(*messages))
    assert refused(answer) == (500, "INTERNAL_SERVER_ERROR")
    assert b"secret" not in answer
    assert b"set-cookie" not in answer
    assert caplog.records


@pytest.mark.parametrize(
    "messages",
    [
        [head(LENGTH), body(b"o", more=True), RuntimeError("secret")],
        [head(LENGTH), body(b"o", more=True), body(b"too long")],
        [head(LENGTH), body(b"o", more=True)],
        [head(), body(b"o", more=True), RuntimeError("secret")],
    ],
    ids=["error", "long", "no end", "chunked"],
)
def test_an_answer_that_breaks_off_ends_its_connection(
    messages: list[dict[str, Any] | Exception], caplog: pytest.LogCaptureFixture
) -> None:
    answer, _, content = asked(answering(*messages)).partition(b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert content in (b"o", b"1\r\no\r\n")
    assert caplog.records


def test_an_answer_in_pieces_of_no_told_length_is_chunked() -> None:
    app = answering(head(), body(b"one", more=True), body(b"", more=True), body(b"two"))
    first, _, content = asked(app).partition(b"\r\n\r\n")
    assert b"\r\ntransfer-encoding: chunked" in first
    assert content == b"3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"


def test_what_has_no_body_has_none() -> None:
    assert asked(answering(head(LENGTH), body(b"ok")), b"HEAD").endswith(b"2\r\n\r\n")
    assert asked(answering(head(status=304), body(b""))).endswith(b"304 Not Modified\r\n\r\n")


def test_requests_sent_at_once_are_answered_in_turn(hurried: str) -> None:
    with connect(hurried) as connection:
        connection.sendall(WHOLE * 50)
        answers = rest(connection)
    assert answers.count(b"HTTP/1.1 200 OK\r\n") == 50
    assert answers.count(b'{"data":{"__typename":"Query"}}') == 50


def test_what_is_refused_before_it_is_a_request_is_counted() -> None:
    with serving(HURRIED) as url:
        for said in (b"GET / HTTP/1.1\r\nx: " + b"y" * 6000 + b"\r\n\r\n", b"GET /"):
            with connect(url) as connection:
                connection.sendall(said)
                rest(connection)
        figures = httpx.get(f"{url}/metrics").text
    assert 'govgraph_rejected_total{limit="GOVGRAPH_LIMIT_HEAD"} 1.0' in figures
    assert 'govgraph_rejected_total{limit="GOVGRAPH_LIMIT_RECEIVE"} 1.0' in figures


def test_who_sends_too_much_is_told_so_all_the_same(hurried: str) -> None:
    """The answer comes before the end of the body, and no reset overtakes it."""
    for _ in range(20):
        with connect(hurried) as connection:
            connection.sendall(POST % 1_000_000 + b"\r\n" + b" " * 1_000_000)
            assert refused(rest(connection)) == (413, "REQUEST_ENTITY_TOO_LARGE")
