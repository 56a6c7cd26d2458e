"""Bodies that began and ended, and the names that they bore: asked as of a day, and of now."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

import schema
from graph.service import Outcome, Service
from graph.store import Address, Store
from tests.conftest import empty

pytestmark = [pytest.mark.anyio, pytest.mark.lts]

GRAPH = """
CREATE (old:Node:Organization:Ministry {id: 'org:old', nameTh: 'เก่า', kind: 'MINISTRY',
  validFrom: date('1993-09-23'), validFromPrecision: 'DAY',
  validTo: date('2002-10-02'), validToPrecision: 'DAY'})
CREATE (mid:Node:Organization:Ministry {id: 'org:mid', nameTh: 'กลาง', kind: 'MINISTRY',
  validFrom: date('2002-10-03'), validTo: date('2015-12-31'), validToPrecision: 'YEAR'})
CREATE (new:Node:Organization:Ministry {id: 'org:new', nameTh: 'ใหม่', nameEn: 'New',
  kind: 'MINISTRY', validFrom: date('2015-01-01'), validFromPrecision: 'YEAR'})
CREATE (ever:Node:Organization:Ministry {id: 'org:ever', nameEn: 'Ever', nameTh: 'ตลอด',
  kind: 'MINISTRY'})
CREATE (old)-[:SUCCEEDED_BY]->(mid)-[:SUCCEEDED_BY]->(new)
CREATE (new)-[:HAS_NAME {validFrom: date('2015-01-01')}]->(:Node:Name {id: 'name:3',
  value: 'ใหม่', kind: 'OFFICIAL', language: 'TH', validFrom: date('2015-01-01')})
CREATE (new)-[:HAS_NAME]->(:Node:Name {id: 'name:2', value: 'กลาง', kind: 'FORMER',
  language: 'TH', validFrom: date('2002-10-03'), validTo: date('2015-12-31')})
CREATE (new)-[:HAS_NAME]->(:Node:Name {id: 'name:1', value: 'Middle', kind: 'FORMER',
  language: 'EN', validFrom: date('2002-10-03'), validTo: date('2014-12-31')})
CREATE (new)-[:HAS_NAME]->(:Node:Name {id: 'name:0', value: 'ก.', kind: 'ABBREVIATION',
  language: 'TH'})
CREATE (:Node:Award {id: 'award:1', year: 2010})-[:WON_BY]->(new)
"""


@pytest.fixture(scope="module")
async def service(address: Address) -> AsyncIterator[Service]:
    async with Store(address) as store:
        await empty(store)
        await store.execute(GRAPH)
        yield Service(schema.build()._schema, schema.model(), store)


async def ask(service: Service, query: str, **variables: Any) -> Any:
    found = json.loads((await service.execute(query, variables)).body)
    assert "errors" not in found, found
    return found["data"]


ORGANIZATION = "query ($id: ID!, $day: Date) { organization(id: $id, asOf: $day) { id } }"


@pytest.mark.parametrize(
    ("id", "day", "exists"),
    [
        ("org:old", "1993-09-22", False),
        ("org:old", "1993-09-23", True),
        ("org:old", "2002-10-02", True),
        ("org:old", "2002-10-03", False),
        ("org:mid", "2002-10-03", True),
        ("org:mid", "2015-12-31", True),
        ("org:mid", "2016-01-01", False),
        ("org:new", "2014-12-31", False),
        ("org:new", "2015-01-01", True),
        ("org:ever", "1800-01-01", True),
        ("org:old", None, True),
    ],
)
async def test_a_body_is_found_while_it_exists(
    service: Service, id: str, day: str | None, exists: bool
) -> None:
    answer = await service.execute(ORGANIZATION, {"id": id, "day": day})
    found = json.loads(answer.body)
    assert answer.outcome is Outcome.DATA
    assert found["data"]["organization"] == ({"id": id} if exists else None)
    assert ("errors" in found) is not exists


async def test_the_error_says_what_took_its_place(service: Service) -> None:
    answer = await service.execute(ORGANIZATION, {"id": "org:old", "day": "2020-01-01"})
    (error,) = json.loads(answer.body)["errors"]
    assert error["message"] == (
        "org:old did not exist on 2020-01-01: it existed until 2002-10-02; "
        "after it there was org:new"
    )
    assert error["path"] == ["organization"]
    assert error["extensions"] == {
        "code": "NOT_IN_EXISTENCE",
        "asOf": "2020-01-01",
        "id": "org:old",
        "validFrom": "1993-09-23",
        "validTo": "2002-10-02",
        "successors": ["org:new"],
        "predecessors": [],
    }


async def test_the_error_says_what_was_before_it(service: Service) -> None:
    answer = await service.execute(ORGANIZATION, {"id": "org:new", "day": "2000-01-01"})
    (error,) = json.loads(answer.body)["errors"]
    assert error["message"].endswith("it exists from 2015-01-01; before it there was org:old")


async def test_an_id_that_never_was_is_no_error(service: Service) -> None:
    query = '{ organization(id: "org:nobody", asOf: "2000-01-01") { id } }'
    assert await ask(service, query) == {"organization": None}


async def test_lists_of_ids_and_nodes_of_any_type(service: Service) -> None:
    query = """{
      nodes(ids: ["org:old", "award:1", "org:new", "org:nobody"], asOf: "2020-01-01") { id }
      node(id: "org:mid", asOf: "2020-01-01") { id }
    }"""
    found = json.loads((await service.execute(query)).body)
    assert found["data"] == {
        "nodes": [None, {"id": "award:1"}, {"id": "org:new"}, None],
        "node": None,
    }
    assert [error["path"] for error in found["errors"]] == [["nodes", 0], ["node"]]
    assert found["errors"][1]["extensions"]["successors"] == ["org:new"]


async def test_lists_have_what_existed(service: Service) -> None:
    query = """query ($day: Date) {
      organizations(asOf: $day) {
        totalCount nodes { id } pageInfo { hasNextPage }
        aggregate { count } groups(by: [KIND]) { count }
      }
      some: organizations(asOf: $day, where: {kind: {eq: MINISTRY}}, first: 1) { totalCount }
    }"""
    then = await ask(service, query, day="2000-01-01")
    assert [each["id"] for each in then["organizations"]["nodes"]] == ["org:ever", "org:old"]
    assert then["organizations"]["totalCount"] == 2
    assert then["organizations"]["aggregate"] == {"count": 2}
    assert then["organizations"]["groups"] == [{"count": 2}]
    assert then["some"] == {"totalCount": 2}
    assert (await ask(service, query))["organizations"]["totalCount"] == 4


async def test_what_it_is_related_to_is_not_left_out(service: Service) -> None:
    query = """{
      organization(id: "org:old", asOf: "2000-01-01") { successors { nodes { id validFrom } } }
      award(id: "award:1", asOf: "2010-01-01") { winners { nodes { id } } }
    }"""
    found = await ask(service, query)
    assert found["organization"]["successors"]["nodes"] == [
        {"id": "org:mid", "validFrom": "2002-10-03"},
        {"id": "org:new", "validFrom": "2015-01-01"},
    ]
    assert found["award"]["winners"]["nodes"] == [{"id": "org:new"}]


@pytest.mark.parametrize(
    ("language", "day", "name"),
    [
        (None, None, "ใหม่"),
        ("TH", None, "ใหม่"),
        ("EN", None, "New"),
        ("TH", "2010-06-01", "กลาง"),
        ("EN", "2010-06-01", "Middle"),
        ("EN", "2015-06-01", "ใหม่"),  # no English name is known of that day
        ("TH", "2015-06-01", "ใหม่"),  # both hold in that year: the later one
        ("TH", "1990-01-01", "ใหม่"),  # none is known of that day
    ],
)
async def test_a_name_in_a_language_on_a_day(
    service: Service, language: str | None, day: str | None, name: str
) -> None:
    query = """query ($language: Language, $day: Date) {
      award(id: "award:1", asOf: $day) { winners { nodes { name(language: $language) } } }
    }"""
    found = await ask(service, query, language=language, day=day)
    assert found["award"]["winners"]["nodes"] == [{"name": name}]


async def test_a_name_stands_in_for_another(service: Service) -> None:
    query = """{
      old: organization(id: "org:old") { name(language: EN) }
      nearer: organization(id: "org:new", asOf: "2020-01-01") { name(asOf: "2005-01-01") }
    }"""
    assert await ask(service, query) == {"old": {"name": "เก่า"}, "nearer": {"name": "กลาง"}}


async def test_an_old_name_leads_to_the_present_body(service: Service) -> None:
    query = """{
      organizations(where: {names: {some: {value: {eq: "กลาง"}}}}, asOf: "2020-01-01") {
        nodes { id names(where: {kind: {eq: FORMER}}) { nodes { value language validTo } } }
      }
    }"""
    assert (await ask(service, query))["organizations"]["nodes"] == [
        {
            "id": "org:new",
            "names": {
                "nodes": [
                    {"value": "Middle", "language": "EN", "validTo": "2014-12-31"},
                    {"value": "กลาง", "language": "TH", "validTo": "2015-12-31"},
                ]
            },
        }
    ]


async def test_a_name_of_now_costs_nothing(service: Service) -> None:
    query = '{ organization(id: "org:new") { name } organizations { nodes { name } } }'
    statement = service.prepare(query).compiled.statement
    assert "HAS_NAME" not in statement
    assert "validFrom" not in statement
