"""The tools of assistants, driven by the client of the official SDK."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client

from graph.limits import Limits
from graph.store import Address
from server.app import create
from server.errors import UsageError
from tests.server.live import SETTINGS, fill, running

pytestmark = pytest.mark.anyio

OFFICE = "org:psdho-kanchanaburi"
MINISTRY = "org:msdhs"
TOOLS = {
    "search",
    "get_organization",
    "trace",
    "awards",
    "aggregate_awards",
    "cite",
    "describe_type",
    "graphql",
}
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}


@pytest.fixture(scope="module")
def url(address: Address) -> Iterator[str]:
    fill(address)
    with running(
        address, dataclasses.replace(SETTINGS, mcp=True, limits=Limits(time=60.0))
    ) as base:
        yield base


@pytest.fixture
async def assistant(url: str) -> AsyncIterator[Client]:
    async with Client(f"{url}/mcp", read_timeout_seconds=100) as made:
        yield made


async def call(assistant: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """The structured answer of a tool, which the client has checked against its schema."""
    result = await assistant.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


async def failure(assistant: Client, tool: str, **arguments: Any) -> str:
    result = await assistant.call_tool(tool, arguments)
    assert result.is_error
    (content,) = result.content
    text: str = content.text  # type: ignore[union-attr]
    assert "Traceback" not in text
    return text


def check_source(source: dict[str, Any]) -> None:
    assert source["document"]["title"]
    assert source["basis"] in ("STATED", "INFERRED")


async def test_the_tools_say_what_they_take_and_that_they_only_read(assistant: Client) -> None:
    listed = (await assistant.list_tools()).tools
    assert {each.name for each in listed} == TOOLS
    for each in listed:
        assert each.description
        assert each.annotations is not None
        assert each.annotations.read_only_hint
        assert each.output_schema
        assert each.input_schema["properties"]


async def test_a_question_is_answered_with_its_proof(assistant: Client) -> None:
    """Which ministry does the office that won stand under, and who says so?"""
    found = await call(assistant, "search", text="พัฒนาสังคม จ.กาญจนบุรี", kinds=["ORGANIZATION"])
    office = found["hits"][0]["node"]
    assert office["id"] == OFFICE
    assert office["ministry"]["id"] == MINISTRY
    told = await call(assistant, "get_organization", id=OFFICE)
    assert told["seatedIn"] == {"id": "TH-71", "name": "กาญจนบุรี"}
    assert told["awards"] == {"totalCount": 1}
    traced = await call(assistant, "trace", from_id=OFFICE, to_id=MINISTRY)
    assert traced["meeting"]["id"] == MINISTRY
    steps = traced["fromSteps"]
    assert [steps[0]["subject"]["id"], steps[-1]["object"]["id"]] == [OFFICE, MINISTRY]
    for step in steps:
        assert step["sources"]
        for source in step["sources"]:
            check_source(source)
    assert traced["toSteps"] == []


async def test_lines_that_meet_above_both(assistant: Client) -> None:
    traced = await call(assistant, "trace", from_id=OFFICE, to_id="org:tpso-7")
    assert traced["meeting"]["id"]
    for side, id in (("fromSteps", OFFICE), ("toSteps", "org:tpso-7")):
        assert traced[side][0]["subject"]["id"] == id
        assert traced[side][-1]["object"]["id"] == traced["meeting"]["id"]


async def test_awards_come_in_pages_with_sources(assistant: Client) -> None:
    first = await call(assistant, "awards", under=MINISTRY, year=2022, limit=2)
    second = await call(
        assistant, "awards", under=MINISTRY, year=2022, limit=2, after=first["next"]
    )
    assert first["totalCount"] > 2
    listed = first["awards"] + second["awards"]
    assert len({each["id"] for each in listed}) == len(listed)
    for award in listed:
        assert award["year"] == 2022
        check_source(award["sources"][0])


async def test_awards_are_counted(assistant: Client) -> None:
    counted = await call(assistant, "aggregate_awards", by=["MINISTRIES", "YEAR"], year=2022)
    groups = {
        each["key"]["ministries"]["id"]: each
        for each in counted["groups"]
        if each["key"]["ministries"]
    }
    listed = await call(assistant, "awards", under=MINISTRY, year=2022)
    assert groups[MINISTRY]["count"] == listed["totalCount"]
    assert groups[MINISTRY]["key"]["year"] == 2022


async def test_a_region_is_found_and_awards_are_counted_by_it(assistant: Client) -> None:
    found = await call(assistant, "search", text="ภาคตะวันตก", kinds=["REGION"], limit=1)
    (western,) = (hit["node"]["id"] for hit in found["hits"])
    counted = await call(assistant, "aggregate_awards", by=["REGIONS"])
    groups = {(each["key"]["regions"] or {}).get("id"): each for each in counted["groups"]}
    assert (groups[western]["count"], groups[western]["key"]["regions"]["name"]) == (2, "ภาคตะวันตก")


async def test_sources_are_cited_of_any_type(assistant: Client) -> None:
    for id in (OFFICE, "TH-71", "award:lertrat-2022/effective-change/psdho-kanchanaburi"):
        cited = await call(assistant, "cite", id=id)
        assert cited["sources"]
        for source in cited["sources"]:
            check_source(source)


async def test_graphql_reads_within_bounds(assistant: Client) -> None:
    asked = "query P($n: Int) { provinces(first: $n) { totalCount } }"
    found = await call(assistant, "graphql", query=asked, variables={"n": 1})
    assert found["data"] == {"provinces": {"totalCount": 77}}
    wrong = await call(assistant, "graphql", query="mutation { load }")
    assert wrong["data"] is None
    assert wrong["errors"][0]["extensions"]["code"]
    everything = (
        "{ documents(first: 1000) { nodes { statements(first: 1000) { nodes { id object } } } } }"
    )
    assert "ANSWER_TOO_LONG" in await failure(assistant, "graphql", query=everything)
    shown = await assistant.call_tool("describe_type", {"name": "Query"})
    assert "type Query" in str(shown.content)


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("get_organization", {"id": "org:nobody"}, "NOT_FOUND"),
        ("get_organization", {"id": OFFICE, "as_of": "yesterday"}, "as_of"),
        ("trace", {"from_id": OFFICE, "to_id": "org:nobody"}, "NOT_FOUND"),
        ("cite", {"id": "nothing"}, "NOT_FOUND"),
        ("awards", {"limit": 1000}, "limit"),
        ("awards", {"level": "BEST"}, "BAD_USER_INPUT"),
        ("search", {"text": "x" * 201}, "text"),
        ("describe_type", {"name": "Planet"}, "NOT_FOUND"),
    ],
)
async def test_what_is_wrong_is_said_to_the_assistant(
    assistant: Client, tool: str, arguments: dict[str, Any], said: str
) -> None:
    assert said in await failure(assistant, tool, **arguments)


async def test_a_page_elsewhere_cannot_reach_it(url: str) -> None:
    accept = {"accept": "application/json, text/event-stream"}
    async with httpx.AsyncClient(base_url=url, headers=accept) as client:
        here = await client.post("/mcp", json=INITIALIZE)
        assert here.status_code == 200
        rebound = await client.post("/mcp", json=INITIALIZE, headers={"host": "evil.example.org"})
        assert rebound.status_code == 421
        page = {"origin": "https://evil.example.org"}
        assert (await client.post("/mcp", json=INITIALIZE, headers=page)).status_code == 403


async def test_there_is_no_stream_to_hold_open(url: str) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=10) as client:
        for method in ("GET", "DELETE", "PUT"):
            refused = await client.request(method, "/mcp", headers={"accept": "text/event-stream"})
            assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


def test_who_may_not_ask_graphql_may_not_ask_otherwise(address: Address) -> None:
    closed = dataclasses.replace(SETTINGS, mcp=True, federation=True, access="closed")
    with running(address, closed) as base, httpx.Client(base_url=base) as client:
        assert client.post("/mcp", json=INITIALIZE).status_code == 401
        service = client.post("/graphql", json={"query": "{ _service { sdl } }"})
        assert "_service" not in service.text
        for path in ("/reconcile", "/reconcile/preview?id=TH-71", "/feeds/changes.atom"):
            assert client.get(path).status_code == 401


def test_nobody_who_does_not_want_it_pays_for_it() -> None:
    code = "import sys, server.app; print({'mcp', 'pydantic'} & set(sys.modules))"
    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        text=True,
    )
    assert shown.stdout.strip() == "set()"


def test_without_the_extra_it_says_what_to_install(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    for name in [each for each in sys.modules if each.startswith("server.mcp.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(UsageError, match=r"pip install 'govgraph\[mcp\]'"):
        create(dataclasses.replace(SETTINGS, mcp=True), address)
