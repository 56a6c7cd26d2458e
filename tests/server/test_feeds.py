"""The feeds of changes, as a reader follows them, over a database that was loaded twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import httpx
import pytest

from graph.store import Address, Store
from schema import model
from seed import load
from server.feeds.reading import PAGE
from tests.conftest import empty
from tests.seed.folders import FOUNDING, copy, edit
from tests.server.live import running

ATOM = "{http://www.w3.org/2005/Atom}"
OFFICE = "org:psdho-kanchanaburi"
AWARD = "award:lertrat-2022/effective-change/psdho-kanchanaburi"


async def _load(address: Address, folder: Path, *, anew: bool) -> None:
    async with Store(address) as store:
        if anew:
            await empty(store)
        await load(store, model(), [folder])


@pytest.fixture(scope="module")
def url(address: Address, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    corrected = copy(tmp_path_factory.mktemp("corrected"))
    edit(corrected, "awards.tsv", f"{AWARD}\tlevel\tOUTSTANDING", f"{AWARD}\tlevel\tGOOD")
    asyncio.run(_load(address, FOUNDING, anew=True))
    asyncio.run(_load(address, corrected, anew=False))
    with running(address) as base:
        yield base


def text(parent: ElementTree.Element, name: str) -> str:
    found = parent.findtext(f"{ATOM}{name}")
    assert found
    return found


def links(feed: ElementTree.Element) -> dict[str, str]:
    return {each.attrib["rel"]: each.attrib["href"] for each in feed.findall(f"{ATOM}link")}


def follow(client: httpx.Client, path: str) -> list[ElementTree.Element]:
    """The pages of an Atom feed, from the first to the last."""
    pages = []
    address: str | None = path
    while address:
        response = client.get(address)
        assert response.headers["content-type"] == "application/atom+xml"
        pages.append(ElementTree.fromstring(response.content))
        address = links(pages[-1]).get("next")
    return pages


def test_every_change_is_in_the_feed_once_the_newest_first(client: httpx.Client) -> None:
    pages = follow(client, "/feeds/changes.atom")
    entries = [each for page in pages for each in page.findall(f"{ATOM}entry")]
    total = client.post("/graphql", json={"query": "{ changes { totalCount } }"}).json()
    assert len(entries) == total["data"]["changes"]["totalCount"] > PAGE
    assert len({text(each, "id") for each in entries}) == len(entries)
    times = [text(each, "updated") for each in entries]
    assert times == sorted(times, reverse=True)
    assert len({text(page, "id") for page in pages}) == 1


def test_a_feed_has_what_atom_asks_for(client: httpx.Client) -> None:
    (feed, *_) = follow(client, "/feeds/changes.atom")
    for name in ("id", "title", "updated"):
        text(feed, name)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert links(feed)["self"] == str(client.base_url.join("/feeds/changes.atom"))
    newest = feed.find(f"{ATOM}entry")
    assert newest is not None
    assert text(newest, "id").startswith("urn:uuid:")
    assert text(newest, "title").startswith("changed: ")
    assert "before: OUTSTANDING" in text(newest, "content")
    assert "after: GOOD" in text(newest, "content")
    assert links(newest)["alternate"] == str(client.base_url.join(f"/awards/{AWARD}"))


def test_the_ids_of_entries_stay(client: httpx.Client) -> None:
    def ids() -> list[str]:
        (page, *_) = follow(client, f"/feeds/organizations/{OFFICE}.atom")
        return [text(page, "id"), *(text(each, "id") for each in page.findall(f"{ATOM}entry"))]

    assert ids() == ids()


def test_the_feed_of_a_body_has_what_is_said_of_it_and_what_it_won(client: httpx.Client) -> None:
    feed = client.get(f"/feeds/organizations/{OFFICE}.json").json()
    told = [each["_govgraph"] for each in feed["items"]]
    assert all(OFFICE in (each["subject"], each["before"], each["after"]) for each in told)
    said = {(each["subject"], each["predicate"]) for each in told}
    assert {(OFFICE, "nameTh"), (AWARD, "WON_BY")} <= said
    assert "จังหวัดกาญจนบุรี" in feed["title"]


def test_the_json_feed(client: httpx.Client) -> None:
    response = client.get("/feeds/changes.json")
    assert response.headers["content-type"] == "application/feed+json"
    feed = response.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert urlsplit(feed["feed_url"]).path == "/feeds/changes.json"
    assert len(feed["items"]) == PAGE
    newest: dict[str, Any] = feed["items"][0]
    assert newest["_govgraph"]["before"] == "OUTSTANDING"
    assert newest["tags"] == ["CHANGED", "level"]
    following = client.get(feed["next_url"]).json()
    assert parse_qs(urlsplit(feed["next_url"]).query)["after"]
    assert not {each["id"] for each in feed["items"]} & {each["id"] for each in following["items"]}


def test_a_reader_that_has_the_newest_is_told_so(client: httpx.Client) -> None:
    tags = set()
    for path in ("/feeds/changes.atom", "/feeds/changes.json"):
        first = client.get(path)
        tag = first.headers["etag"]
        again = client.get(path, headers={"if-none-match": f'W/"other", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert client.get(path, headers={"if-none-match": '"1-0000"'}).status_code == 200
        assert client.head(path).headers["etag"] == tag
        tags.add(tag)
    assert len(tags) == 2


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/feeds/organizations/org:nobody.atom", 404, "NOT_FOUND"),
        ("/feeds/changes.rss", 404, "NOT_FOUND"),
        ("/feeds/changes.atom?after=nonsense", 400, "BAD_USER_INPUT"),
    ],
)
def test_what_is_not_there_is_said(client: httpx.Client, path: str, status: int, code: str) -> None:
    response = client.get(path)
    (error,) = response.json()["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (status, code)
