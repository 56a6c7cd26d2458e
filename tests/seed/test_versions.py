"""What the graph knew after each of several loads, and the changes that the loads tell."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import schema
from graph.service import Service
from graph.store import Address, Store
from seed import load
from seed.changes import Line, Pair, fold, pair, read_pair
from seed.content import Content, build_content, plain
from seed.facts import Dataset, DocumentLine, Fact, Interval, Passage, Source
from seed.knowledge import Knowledge
from seed.loader import TICK, load_content
from seed.twins import split_twins
from seed.vocabulary import APPENDED
from tests.conftest import empty
from tests.seed.folders import FOUNDING, MODEL, append, copy, edit, remove

TODAY = date(2026, 1, 1)

BODIES = ["org:a", "org:b", "org:c", "org:d"]

INTERVALS = [None, Interval("2002-10", None), Interval(None, "2015"), Interval("2100", None)]


# Any sequence of loads


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    """What some documents may say of some bodies; a body may be left out altogether."""
    made = []
    for body in draw(st.lists(st.sampled_from(BODIES), unique=True)):
        source = Source(draw(st.sampled_from(["doc:one", "doc:two"])), draw(PASSAGES))
        name = draw(st.sampled_from(["กรมน้ำ", "กรมป่า"]))
        rule = draw(st.sampled_from([None, "name-expansion"]))
        made.append(Fact(body, "nameTh", name, source, rule))
        made.append(Fact(body, "kind", draw(st.sampled_from(["MINISTRY", "AGENCY"])), source))
        for former in draw(st.sets(st.sampled_from(["เก่า", "แก่", "เดิม"]))):
            made.append(Fact(body, "formerNamesTh", former, source))
        if draw(st.booleans()):
            made.append(Fact(body, "nameTh", "อื่น", source, "fuller-spelling", followed=False))
    there = [fact.subject for fact in made if fact.predicate == "nameTh" and fact.followed]
    for body in there:
        if draw(st.booleans()):
            above = draw(st.sampled_from(there))
            valid = draw(st.sampled_from(INTERVALS))
            made.append(Fact(body, "PART_OF", above, Source("doc:one"), "list-placement", valid))
    return made


PASSAGES = st.sampled_from([None, Passage(0, 5, "0123456789ab"), Passage(7, 9, "ba9876543210")])


@st.composite
def contents(draw: st.DrawFn) -> Content:
    title = draw(st.sampled_from(["ข่าว", "ประกาศ"]))
    documents = tuple(
        DocumentLine(id, {"title": title, "publisher": "ใคร"}) for id in ("doc:one", "doc:two")
    )
    made = draw(facts())
    dataset = Dataset("made-up", "Made up", "CC0-1.0", "", documents, tuple(made))
    return build_content(MODEL, [dataset], Knowledge(made), [], TODAY)


class Asked:
    """A store that is asked from synchronous code, where hypothesis draws."""

    def __init__(self, portal: BlockingPortal, store: Store) -> None:
        self._portal = portal
        self._store = store

    def clear(self) -> None:
        """Take everything out but the indexes, whose making takes most of the time."""
        self._portal.call(self._store.execute, "MATCH (n) DETACH DELETE n")

    def load(self, content: Content) -> int:
        return self._portal.call(partial(load_content, self._store, MODEL, content)).version

    def read(self, text: str, **parameters: Any) -> list[list[Any]]:
        return self._portal.call(self._store.read, text, parameters)


@pytest.fixture(scope="module")
def asked(address: Address) -> Iterator[Asked]:
    @contextmanager
    def opened() -> Iterator[Asked]:
        with start_blocking_portal() as portal:
            store = Store(address)
            portal.call(store.__aenter__)
            try:
                portal.call(empty, store)
                yield Asked(portal, store)
            finally:
                portal.call(partial(store.__aexit__, None, None, None))

    with opened() as made:
        yield made


KNOWN = "{0}.recordedAt <= $at AND ({0}.retractedAt IS NULL OR {0}.retractedAt > $at)"


def known_at(asked: Asked, at: datetime) -> tuple[dict[str, Any], Counter[tuple[str, str, str]]]:
    """Nodes by id and relationships in the graph as it was known at a time."""
    rows = asked.read(
        f"MATCH (n:Node|Superseded) WHERE {KNOWN.format('n')} RETURN labels(n), "
        "n{.*, recordedAt: null, retractedAt: null, publishedOn: toString(n.publishedOn)}",
        at=at,
    )
    nodes = {}
    for labels, properties in rows:
        carried = {label.removeprefix("Superseded") for label in labels}
        type = next(each for each in MODEL.types.values() if each.label in carried)
        if type.name not in APPENDED:
            kept = plain(properties)
            id = kept.pop("id")
            assert id not in nodes
            nodes[id] = (type.name, split_twins(type, kept)[0])
    edges = asked.read(
        f"MATCH (a)-[r]->(b) WHERE {KNOWN.format('r')} "
        f"AND {KNOWN.format('a')} AND {KNOWN.format('b')} RETURN type(r), a.id, b.id",
        at=at,
    )
    whole = asked.read(f"MATCH ()-[r]->() WHERE {KNOWN.format('r')} RETURN count(r)", at=at)
    assert whole == [[len(edges)]]  # none leads to or from a node that was not known
    return nodes, Counter((base(type), a, b) for type, a, b in edges)


def base(type: str) -> str:
    return type.removesuffix("_SUPERSEDED").removesuffix("_AT_OTHER_TIMES")


def held_by(content: Content) -> tuple[dict[str, Any], Counter[tuple[str, str, str]]]:
    nodes = {id: (node.type, plain(node.properties)) for id, node in content.nodes.items()}
    return nodes, Counter((base(e.type), e.source, e.target) for e in content.edges.values())


def lines_of(content: Content) -> Counter[tuple[str, ...]]:
    """The lines of the statements of a content, without their documents."""
    about = {e.source: e.target for e in content.edges.values() if e.type == "ABOUT"}
    return Counter(
        (about[id], node.properties["predicate"], node.properties["object"])
        for id, node in content.nodes.items()
        if node.type == "Statement"
    )


CHANGES = "MATCH (c:FactChange) RETURN c.version, properties(c) ORDER BY c.id"


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(loads=st.lists(contents(), min_size=2, max_size=5))
def test_every_version_is_still_known(asked: Asked, loads: list[Content]) -> None:
    """After any loads: the graph known at each is what it says alone, and the feed leads there."""
    asked.clear()
    versions = {asked.load(content): content for content in loads}
    times = dict(asked.read("MATCH (v:DatasetVersion) RETURN v.number, v.loadedAt"))
    told = [(version, read_pair(row)) for version, row in asked.read(CHANGES)]
    for version, content in versions.items():
        at = times[version].to_native()
        assert known_at(asked, at) == held_by(content)
        replayed = fold(each for number, each in told if number <= version)
        assert all(each.kind == "ADDED" for each in replayed)
        found = Counter(each.after[:3] for each in replayed if each.after)
        stated = {k: n for k, n in found.items() if not k[0].startswith("doc:")}
        assert stated == lines_of(content)
    assert known_at(asked, min(times.values()).to_native() - TICK) == ({}, Counter())


# Changes as pairs


def line(object: str, **cells: str) -> Line:
    return Line("org:a", "nameTh", object, **cells)


def test_what_took_the_place_of_what() -> None:
    moved = pair([line("ก", source="doc:one")], [line("ก", source="doc:two")])
    assert [each.kind for each in moved] == ["CHANGED"]
    renamed = pair([line("ก")], [line("ข")])
    assert renamed == [Pair(line("ก"), line("ข"))]
    several = pair([line("ก"), line("ข")], [line("ค"), line("ข", basis="stated")])
    assert {(each.kind, (each.after or each.before or line(""))[2]) for each in several} == {
        ("CHANGED", "ข"),
        ("CHANGED", "ค"),
    }
    unclear = pair([line("ก"), line("ข")], [line("ค")])
    assert sorted(each.kind for each in unclear) == ["ADDED", "WITHDRAWN", "WITHDRAWN"]
    assert pair([line("ก")], [line("ก")]) == []
    told_twice = [pair_of(name) for name in ("ก", "ข")]
    both = pair(*told_twice)
    assert [(e.kind, e.before, e.after) for e in both] == [
        ("CHANGED", before, after) for before, after in zip(*told_twice, strict=True)
    ]


def pair_of(name: str) -> list[Line]:
    """The same said in two documents."""
    return [line(name, source=source, basis="stated") for source in ("doc:one", "doc:two")]


def test_there_and_back_is_no_change() -> None:
    there, back = Pair(line("ก"), line("ข")), Pair(line("ข"), line("ก"))
    assert fold([there, back]) == []
    assert fold([there, Pair(line("ข"), line("ค"))]) == [Pair(line("ก"), line("ค"))]


# Asked in GraphQL

AWARD = "award:lertrat-2022/effective-change/psdho-kanchanaburi"

HISTORY = """query ($at: DateTime, $award: ID!) {
  dataset(knownAt: $at) { number }
  award(id: $award, knownAt: $at) { level project { nameTh } winners { nodes { id } } }
  awards(knownAt: $at, where: {project: {id: {eq: "project:khorat-model"}}}) { totalCount }
  search(text: "โคราชโมเดล", knownAt: $at) { node { id } }
}"""


@pytest.mark.anyio
@pytest.mark.lts
async def test_a_correction_and_what_was_known_before(store: Store, tmp_path: Path) -> None:
    await empty(store)
    await load(store, MODEL, [FOUNDING])
    folder = copy(tmp_path)
    edit(folder, "awards.tsv", "\tOUTSTANDING\t", "\tGOOD\t")
    for part in ("project:khorat-model\t", "\tproject:khorat-model\t"):
        remove(folder, part)
    append(
        folder,
        "awards.tsv",
        "award:lertrat-2022/effective-change/msdhs-dsdw\tprojectAbsence"
        "\tNOT_STATED\tdoc:msk-news-2022-09-12\tinferred:not-in-text",
    )
    await load(store, MODEL, [folder])
    service = Service(schema.build()._schema, schema.model(), store)

    async def ask(query: str, **variables: Any) -> Any:
        found = json.loads((await service.execute(query, variables)).body)
        assert "errors" not in found, found
        return found["data"]

    listed = await ask("{ datasetVersions { nodes { number loadedAt } } }")
    (first, second) = (each["loadedAt"] for each in listed["datasetVersions"]["nodes"])
    now = await ask(HISTORY, award=AWARD)
    then = await ask(HISTORY, award=AWARD, at=first)
    assert (then["dataset"]["number"], now["dataset"]["number"]) == (1, 2)
    assert (then["award"]["level"], now["award"]["level"]) == ("OUTSTANDING", "GOOD")
    assert then["award"]["winners"] == now["award"]["winners"]
    assert (then["awards"]["totalCount"], now["awards"]["totalCount"]) == (1, 0)
    assert then["search"][0]["node"]["id"] == "project:khorat-model"
    assert "project:khorat-model" not in [each["node"]["id"] for each in now["search"]]
    assert await ask(HISTORY, award=AWARD, at=second) == now
    between = datetime.fromisoformat(second) - timedelta(microseconds=1)
    assert await ask(HISTORY, award=AWARD, at=between.isoformat()) == then
    before = await ask(HISTORY, award=AWARD, at="2020-01-01T00:00:00Z")
    assert (before["dataset"], before["award"], before["search"]) == (None, None, [])
    feed = """query ($since: DateTime, $until: DateTime, $after: String, $award: ID!) {
      all: changes(since: $since, until: $until) { totalCount }
      changes(since: $since, until: $until, where: {subject: {eq: $award}}, after: $after) {
        nodes { kind version predicate before after beforeSource afterSource beforeBasis }
      }
    }"""
    changed = (await ask(feed, since=first, award=AWARD))["changes"]["nodes"]
    assert [(c["kind"], c["version"], c["before"], c["after"]) for c in changed] == [
        ("CHANGED", 2, "OUTSTANDING", "GOOD")
    ]
    assert changed[0]["beforeSource"] == changed[0]["afterSource"]
    assert changed[0]["beforeBasis"] == "stated"
    everything = (await ask(feed, until=first, award=AWARD))["all"]["totalCount"]
    assert everything > 500
    assert (await ask(feed, since=second, award=AWARD))["all"]["totalCount"] == 0
    assert datetime.fromisoformat(second) <= datetime.now(UTC)
