"""Every edge answers who says so: which document, at which passage, for which time."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import schema
from graph.response import no_words
from graph.service import Service
from graph.store import Store
from seed import Texts

pytestmark = pytest.mark.anyio

SAID = "{ about { id } predicate object valid document { id } start end }"


@pytest.fixture(scope="module")
def service(shipped: Store) -> Service:
    return Service(schema.build()._schema, schema.model(), shipped)


async def ask(service: Service, query: str, **variables: Any) -> Any:
    answer = json.loads((await service.execute(query, variables)).body)
    assert "errors" not in answer, answer
    return answer["data"]


def said(statements: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    return [
        (s["about"]["id"], s["predicate"], s["object"], s["document"]["id"]) for s in statements
    ]


async def test_each_time_of_a_relationship_has_its_own_sources(service: Service) -> None:
    found = await ask(
        service,
        '{ organization(id: "org:mol-dlpw") { history { kind validFrom validTo '
        f"node {{ id }} sources {SAID} conflicts {{ id }} }} }} }}",
    )
    lines = {
        (each["node"]["id"], each["validFrom"]): [s["valid"] for s in each["sources"]]
        for each in found["organization"]["history"]
        if each["kind"] == "PART_OF"
    }
    # The register says of the last without dates; that supports it too.
    assert {key: sorted(filter(None, valid)) for key, valid in lines.items()} == {
        ("org:moi", "1992-01-01"): ["1992/1993-09-22"],
        ("org:mlsw", "1993-09-23"): ["1993-09-23/2002-10-02"],
        ("org:mol", "2002-10-03"): ["2002-10-03/..", "2002-10-03/.."],
    }


async def test_a_way_up_is_explained_step_by_step(service: Service) -> None:
    query = """{ organization(id: "org:psdho-kanchanaburi") {
      stepsTo(id: "org:msdhs") {
        kind subject { id } object { id } validFrom sources { document { id } start end }
      }
      nowhere: stepsTo(id: "org:moi") { kind }
      itself: stepsTo(id: "org:psdho-kanchanaburi") { kind }
      ancestors(where: {kind: {eq: MINISTRY}}) {
        edges { node { id } steps { kind subject { id } object { id } } sources { predicate } }
      }
    } }"""
    office = (await ask(service, query))["organization"]
    steps = [(s["subject"]["id"], s["kind"], s["object"]["id"]) for s in office["stepsTo"]]
    assert steps == [
        ("org:psdho-kanchanaburi", "PART_OF", "org:msdhs-ops"),
        ("org:msdhs-ops", "PART_OF", "org:msdhs"),
    ]
    first, second = office["stepsTo"]
    assert first["sources"] == [
        {"document": {"id": "doc:msk-news-2022-09-12"}, "start": 1504, "end": 1527}
    ]
    assert second["validFrom"] == "2002-10-03"
    assert {"id": "doc:msk-news-2022-09-12"} in [s["document"] for s in second["sources"]]
    assert office["nowhere"] is None
    assert office["itself"] == []
    (edge,) = office["ancestors"]["edges"]
    assert edge["node"] == {"id": "org:msdhs"}
    assert [(s["subject"]["id"], s["kind"], s["object"]["id"]) for s in edge["steps"]] == steps
    assert {s["predicate"] for s in edge["sources"]} == {"PART_OF"}
    assert len(edge["sources"]) == sum(len(step["sources"]) for step in office["stepsTo"])


async def test_a_way_of_another_day_has_the_sources_of_that_day(service: Service) -> None:
    query = f"""query($day: Date) {{ organization(id: "org:mol-dlpw", asOf: $day) {{
      parent {{ id }} sources(of: PARENT) {SAID}
      ancestors {{ edges {{ node {{ id }} sources {SAID} steps {{ validFrom validTo }} }} }}
    }} }}"""
    for day, parent, valid in (
        ("1995-06-01", "org:mlsw", "1993-09-23/2002-10-02"),
        ("1992-06-01", "org:moi", "1992/1993-09-22"),
    ):
        body = (await ask(service, query, day=day))["organization"]
        assert body["parent"] == {"id": parent}
        assert [(s["object"], s["valid"]) for s in body["sources"]] == [(parent, valid)]
        (edge,) = body["ancestors"]["edges"]
        assert edge["sources"] == body["sources"]
        assert len(edge["steps"]) == 1


async def test_who_succeeded_is_said_by_the_change(service: Service) -> None:
    query = f"""{{ organization(id: "org:mict") {{
      successors {{ edges {{ sources {SAID} steps {{ kind subject {{ id }} object {{ id }} }} }} }}
    }} }}"""
    (edge,) = (await ask(service, query))["organization"]["successors"]["edges"]
    assert set(said(edge["sources"])) == {
        (
            "change:mdes/renamed-2016",
            "ORIGINAL_ORGANIZATION",
            "org:mict",
            "doc:thaigov-33925",
        ),
        ("change:mdes/renamed-2016", "RESULTING_ORGANIZATION", "org:mdes", "doc:thaigov-6673"),
        ("change:mdes/renamed-2016", "RESULTING_ORGANIZATION", "org:mdes", "doc:thaigov-33925"),
    }
    assert edge["steps"] == [
        {"kind": "SUCCEEDED_BY", "subject": {"id": "org:mict"}, "object": {"id": "org:mdes"}}
    ]


async def test_one_fact_at_a_time(service: Service) -> None:
    query = f"""{{ award(id: "award:lertrat-2022/effective-change/psdho-kanchanaburi") {{
      level: sources(of: LEVEL) {SAID}
      category: sources(of: CATEGORY) {SAID}
      branch: sources(of: BRANCH) {SAID}
      nothing: sources(of: LEVEL_ABSENCE) {SAID}
      all: sources {SAID}
    }} }}"""
    award = (await ask(service, query))["award"]
    assert {s["object"] for s in award["level"]} == {"OUTSTANDING"}
    assert {s["object"] for s in award["category"]} == {"category:effective-change"}
    steps = [s["predicate"] for s in award["branch"]]
    assert steps == sorted(steps)
    assert set(steps) == {"IN_CATEGORY", "SUBCATEGORY_OF"}
    assert award["nothing"] == []
    assert all(each in award["all"] for name in ("level", "category") for each in award[name])


async def test_what_is_not_followed_stays_visible(service: Service) -> None:
    """Of two days of one change one is followed: the other is beside it, with the reason."""
    query = """{ changeEvent(id: "change:mdes/renamed-2016") {
      date
      conflicts { predicate object setAside why followed { object document { id } } }
      sources(of: DATE) { object conflicts { object setAside document { id } } }
    } }"""
    change = (await ask(service, query))["changeEvent"]
    assert change["date"] == "2016-09-16"
    (day,) = [each for each in change["conflicts"] if each["predicate"] == "date"]
    assert (day["object"], day["setAside"]) == ("2016-09-15", "day-of-effect")
    assert "the second is followed" in day["why"]
    followed = [{"object": "2016-09-16", "document": {"id": "doc:thaigov-6673"}}]
    assert day["followed"] == followed
    dates = [
        (source["object"], each["object"], each["document"]["id"])
        for source in change["sources"]
        for each in source["conflicts"]
    ]
    assert set(dates) == {("2016-09-16", "2016-09-15", "doc:thaigov-33925")}


async def test_edges_show_what_says_otherwise(service: Service, store: Store) -> None:
    """An award told under two winners: the edge to the one has the other beside it."""
    await store.execute(
        """CREATE (a:Node:Award {id: 'award:a', year: 2022}),
        (won:Node:Organization {id: 'org:won'}), (d:Node:Document {id: 'doc:d'}),
        (yes:Node:Statement {id: 'statement:1', predicate: 'WON_BY', object: 'org:won'}),
        (no:Node:Statement
          {id: 'statement:2', predicate: 'WON_BY', object: 'org:other', setAside: 'why'}),
        (level:Node:Statement {id: 'statement:3', predicate: 'level', object: 'GOOD'}),
        (a)-[:WON_BY]->(won), (yes)-[:ABOUT]->(a), (no)-[:ABOUT]->(a), (level)-[:ABOUT]->(a),
        (no)-[:DISPUTES]->(a), (level)-[:DISPUTES]->(a), (yes)-[:STATED_IN]->(d)"""
    )
    query = """{ award(id: "award:a") { winners { edges { sources { id } conflicts { id } } } }
      organization(id: "org:won") { awards { edges { sources { id } conflicts { id } } } } }"""
    found = await ask(service, query)
    expected = [{"sources": [{"id": "statement:1"}], "conflicts": [{"id": "statement:2"}]}]
    assert found["award"]["winners"]["edges"] == expected
    assert found["organization"]["awards"]["edges"] == expected
    made = ["award:a", "org:won", "doc:d", "statement:1", "statement:2", "statement:3"]
    await store.execute("MATCH (n:Node) WHERE n.id IN $made DETACH DELETE n", {"made": made})


async def test_the_words_of_a_passage_are_answered_where_the_text_is(tmp_path: Path) -> None:
    text = "ข้อความหนึ่ง ภายใต้ชื่อ กรมทดลอง จบ"
    (tmp_path / "any name").write_bytes(text.encode())
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    start = text.index("กรม")
    places = [[start, start + 8, [sha256]], [0, 99, [sha256]], [0, 3, ["0" * 64]], [None] * 3]

    class Answers:
        async def read(self, *_: Any, **__: Any) -> list[list[Any]]:
            return [[[places]]]

    for quote, words in ((Texts(tmp_path).quote, "กรมทดลอง"), (no_words, None)):
        service = Service(schema.build()._schema, schema.model(), Answers(), quote)
        found = await ask(service, '{ document(id: "doc:d") { statements { nodes { words } } } }')
        told = [node["words"] for node in found["document"]["statements"]["nodes"]]
        assert told == [words, None, None, None]


async def test_every_edge_of_the_shipped_data_has_a_source(service: Service) -> None:
    """All but the lists of all, to which nothing leads."""
    query = """{
      organizations(first: 500) { edges { sources { id } } nodes {
        children { edges { sources { id } } } ancestors { edges { sources { id } } }
        serves { edges { sources { id } } } successors { edges { sources { id } } }
        awards { edges { sources { id } } } awardsUnder { edges { sources { id } } }
        changedBy { edges { sources { id } } } names { edges { sources { id } } }
      } }
      awards(first: 1000) { nodes {
        winners { edges { sources { id } } } ministries { edges { sources { id } } }
        provinces { edges { sources { id } } }
      } }
      provinces(first: 100) { nodes { seats { edges { sources { id } } } } }
    }"""
    found = await ask(service, query)
    assert all(edge["sources"] == [] for edge in found["organizations"]["edges"])
    edges = [
        edge
        for name in ("organizations", "awards", "provinces")
        for node in found[name]["nodes"]
        for listed in node.values()
        for edge in listed["edges"]
    ]
    assert len(edges) > 700
    assert all(edge["sources"] for edge in edges)


async def test_it_is_one_statement_and_not_longer_where_it_is_not_asked(service: Service) -> None:
    plain = service.prepare("{ organizations { nodes { children { nodes { id } } } } }")
    asked = service.prepare(
        "{ organizations { nodes { children { edges { node { id } sources { id } } } } } }"
    )
    assert "Statement" not in plain.compiled.statement
    assert "ABOUT" not in plain.compiled.statement
    assert asked.compiled.statement.count("ABOUT") == 1
