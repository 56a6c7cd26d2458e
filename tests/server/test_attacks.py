"""Hostile requests are refused at little cost, and others are answered meanwhile."""

from __future__ import annotations

import os
import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

import schema
from bench.attacks.cases import ANSWER, JSON, Attack, attacks
from bench.attacks.grammar import Grammar
from graph.limits import Limits, setting
from graph.store import Address
from server.settings import Settings
from tests.server.live import fill, running

ATTACKS = attacks()
MOST_CPU = 1.0
"""Seconds of processor time that one may take here, where others share the machine."""

MOST_MEMORY = 32 * 1024 * 1024
"""Bytes by which the process may grow: the tests are in it too."""

MADE_UP = int(os.environ.get("GOVGRAPH_TEST_FUZZ", "100"))
"""How many requests are made up."""

MET_BY_STATEMENTS = {"time", "memory"}
"""Limits of what is not refused, but ended."""

QUESTION = {"query": "{ provinces { totalCount } }"}


@pytest.fixture(scope="module")
def url(address: Address) -> Iterator[str]:
    """The service with the limits that it has when nothing is set."""
    fill(address)
    with running(address, Settings.read({})) as base:
        yield base


def send(client: httpx.Client, attack: Attack) -> httpx.Response:
    target = f"/graphql?{attack.query}" if attack.query else "/graphql"
    headers = attack.all_headers
    return client.request(attack.method, target, content=attack.body or None, headers=headers)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_is_refused(client: httpx.Client, attack: Attack) -> None:
    used = psutil.Process().cpu_times()
    response = send(client, attack)
    now = psutil.Process().cpu_times()
    assert 400 <= response.status_code < 500
    body = response.json()
    assert list(body) == ["errors"]
    for error in body["errors"]:
        assert 0 < len(error["message"]) < 1100
        assert error["extensions"]["code"]
    assert "Traceback" not in response.text
    assert now.user + now.system - used.user - used.system < MOST_CPU


def test_every_limit_is_met_and_nothing_is_kept_of_what_is_refused(client: httpx.Client) -> None:
    met = set()
    for attack in ATTACKS:
        for error in send(client, attack).json()["errors"]:
            met.add(error["extensions"].get("limit"))
    names = {each.name for each in fields(Limits)} - MET_BY_STATEMENTS
    assert met - {None} == {setting(name) for name in names}
    before = psutil.Process().memory_info().rss
    for attack in ATTACKS:
        send(client, attack)
    assert psutil.Process().memory_info().rss - before < MOST_MEMORY
    assert client.post("/graphql", json=QUESTION).json()["data"]["provinces"]["totalCount"] == 77


def test_a_body_in_pieces_is_refused_when_it_is_too_long(client: httpx.Client) -> None:
    headers = {"content-type": JSON, "accept": ANSWER}
    response = client.post("/graphql", content=iter([b" " * 1000] * 300), headers=headers)
    assert response.status_code == 413
    assert response.json()["errors"][0]["extensions"]["limit"] == "GOVGRAPH_LIMIT_BODY"


def test_a_thousand_connections_that_say_little_keep_nobody_out(url: str) -> None:
    where = urlsplit(url)
    head = f"POST /graphql HTTP/1.1\r\nhost: {where.netloc}\r\ncontent-type: {JSON}\r\n"
    beginnings = ["", head[:30], head, f'{head}content-length: 100\r\n\r\n{{"query": "']
    with ExitStack() as held, files(4096), httpx.Client(base_url=url, timeout=30) as client:
        for i in range(1000):
            connection = socket.create_connection((where.hostname or "", where.port or 0), 10)
            held.enter_context(connection).sendall(beginnings[i % 4].encode())
        for _ in range(3):
            answer = client.post("/graphql", json=QUESTION).json()
            assert answer == {"data": {"provinces": {"totalCount": 77}}}


@contextmanager
def files(count: int) -> Iterator[None]:
    """Let this process, which is both ends of each connection, have so many open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_no_request_that_is_made_up_makes_the_service_fail(client: httpx.Client) -> None:
    grammar = Grammar(schema.build()._schema, seed=1)
    headers = {"content-type": JSON, "accept": ANSWER}
    answered = 0
    for _ in range(MADE_UP):
        body = grammar.request()
        response = client.post("/graphql", content=body, headers=headers)
        assert response.status_code < 500, body
        assert {"data", "errors"} & response.json().keys(), body
        answered += response.status_code == 200
    assert answered > MADE_UP / 10
