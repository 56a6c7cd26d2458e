"""What is logged of requests, how, and what never is."""

from __future__ import annotations

import dataclasses
import json
import logging
import sys
import time
from collections.abc import Iterator

import httpx
import pytest

from graph.observation import plan_hash
from graph.store import Address
from server.logs import REQUEST_ID, ConsoleFormatter, JsonFormatter, configure, fields
from tests.server.live import SETTINGS, running

SECRET = "no-one-must-see-this"
NAMED = "query Named($id: ID!) { organization(id: $id) { nameTh } }"


@pytest.fixture(scope="module")
def url(address: Address) -> Iterator[str]:
    with running(address, dataclasses.replace(SETTINGS, slow=1e-9)) as base:
        yield base


def ask(url: str, query: str, **variables: object) -> httpx.Response:
    return httpx.post(
        f"{url}/graphql?token={SECRET}",
        json={"query": query, "variables": variables},
        headers={"x-request-id": "request-0001", "cookie": SECRET},
        timeout=30,
    )


def said(
    caplog: pytest.LogCaptureFixture, logger: str, path: str = "/graphql"
) -> dict[str, object]:
    """What was said of a request; the line of one before may come late."""
    end = time.monotonic() + 10
    while time.monotonic() < end:  # The client has its answer before the line is written.
        for record in caplog.records:
            if record.name == logger and record.__dict__["fields"]["path"] == path:
                found: dict[str, object] = record.__dict__["fields"]
                return found
        time.sleep(0.01)
    pytest.fail(f"nothing was said by {logger}")


def test_a_line_a_request(url: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        answer = ask(url, NAMED, id=SECRET)
    line = said(caplog, "govgraph.access")
    assert line.pop("ms") > 0  # type: ignore[operator]
    assert line.pop("cache") in ("miss", "bypass")
    assert line == {
        "method": "POST",
        "path": "/graphql",
        "status": 200,
        "bytes": len(answer.content),
        "operation": "Named",
        "client": "127.0.0.1",
        "identity": "anonymous",
        "request": "request-0001",
    }
    assert SECRET not in repr([each.__dict__ for each in caplog.records if "govgraph" in each.name])


def test_the_code_of_what_is_refused(url: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        ask(url, "{ nothing }")
        assert said(caplog, "govgraph.access")["code"] == "GRAPHQL_VALIDATION_FAILED"
        caplog.clear()
        httpx.get(f"{url}/nothing", headers={"authorization": f"Bearer {SECRET}"})
    line = said(caplog, "govgraph.access", "/nothing")
    assert line["code"] == "UNAUTHENTICATED"
    assert "identity" not in line
    assert SECRET not in caplog.text


def test_the_code_of_what_is_not_there(url: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        httpx.get(f"{url}/nothing")
    assert said(caplog, "govgraph.access", "/nothing")["code"] == "NOT_FOUND"


def test_a_slow_request_is_found_again_by_the_hash_of_its_plan(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        ask(url, NAMED, id="org:msdhs")
    line = said(caplog, "govgraph.slow")
    assert line["database_ms"] > 0  # type: ignore[operator]
    explained = httpx.post(
        f"{url}/graphql",
        json={"query": NAMED, "variables": {"id": "x"}, "extensions": {"explain": "plan"}},
        timeout=30,
    ).json()["extensions"]["explain"]
    assert explained["hash"] == line["plan"] == plan_hash(explained["statement"])


def event(message: str, **values: object) -> logging.LogRecord:
    record = logging.LogRecord("name", logging.INFO, "path", 1, message, None, None)
    record.__dict__.update(fields(**values))
    return record


NASTY = 'a\n{"level": "error"} \x1b[2J \ud800 ก'


def test_json_is_one_object_a_line() -> None:
    token = REQUEST_ID.set("request-0001")
    try:
        line = JsonFormatter().format(event(NASTY, path=NASTY, big=10**30))
    finally:
        REQUEST_ID.reset(token)
    assert line.isascii()
    assert line.isprintable()
    found = json.loads(line)
    assert (found["message"], found["path"], found["level"]) == (NASTY, NASTY, "info")
    assert found["request"] == "request-0001"
    assert found["time"].endswith("Z")


def test_on_a_console_no_value_pretends_to_be_another() -> None:
    line = ConsoleFormatter().format(event(NASTY, path='/x status=200 "', empty="", none=None))
    assert line.isascii()
    assert line.isprintable()
    assert r'path="/x status=200 \""' in line
    assert line.endswith('empty=""')


def test_an_exception_is_part_of_its_event() -> None:
    try:
        raise KeyError("x")
    except KeyError:
        record = event("failed")
        record.exc_info = sys.exc_info()
    assert "KeyError" in json.loads(JsonFormatter().format(record))["exception"]
    assert "KeyError" in ConsoleFormatter().format(record)


def test_what_others_would_log_of_parameters_and_urls_is_never_written() -> None:
    root = logging.getLogger()
    kept = (root.level, list(root.handlers))
    try:
        configure("debug", "json")
        assert root.level == logging.DEBUG
        for name in ("neo4j.io", "uvicorn.access"):
            assert not logging.getLogger(name).isEnabledFor(logging.INFO)
    finally:
        root.setLevel(kept[0])
        root.handlers[:] = kept[1]
