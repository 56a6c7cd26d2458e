"""Questions as of a day: what held then, in the fields that name the day and all below them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

import schema
from graph.service import Service
from graph.store import Address, Store
from tests.conftest import empty

pytestmark = [pytest.mark.anyio, pytest.mark.lts]

GRAPH = """
CREATE (old:Node:Organization:Ministry {id: 'org:old', nameTh: 'เก่า', kind: 'MINISTRY'})
CREATE (new:Node:Organization:Ministry {id: 'org:new', nameTh: 'ใหม่', kind: 'MINISTRY'})
CREATE (dep:Node:Organization:Department {id: 'org:dep', nameTh: 'กรม', kind: 'DEPARTMENT'})
CREATE (unit:Node:Organization:SubUnit {id: 'org:unit', nameTh: 'กอง', kind: 'SUB_UNIT'})
CREATE (here:Node:Province {id: 'TH-10', nameTh: 'กรุงเทพมหานคร', isoCode: 'TH-10'})
CREATE (award:Node:Award {id: 'award:1', year: 2022})-[:WON_BY]->(unit)
CREATE (dep)-[:PART_OF_AT_OTHER_TIMES {
  validFrom: date('1990-01-01'), validFromPrecision: 'YEAR',
  validTo: date('2002-10-02'), validToPrecision: 'DAY'}]->(old)
CREATE (dep)-[:PART_OF {validFrom: date('2002-10-03'), validFromPrecision: 'DAY'}]->(new)
CREATE (dep)-[:PART_OF_AT_OTHER_TIMES {validFrom: date('2100-01-01')}]->(old)
CREATE (unit)-[:PART_OF]->(dep)
CREATE (unit)-[:SERVES_AT_OTHER_TIMES {validTo: date('2010-12-31'), validToPrecision: 'YEAR'}]
  ->(here)
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


MINISTRY = """query ($day: Date) {
  organization(id: "org:unit", asOf: $day) {
    ministry { id }
    parent { parent { id } }
    ancestors { nodes { id } }
    pathTo(id: "org:old") { id }
  }
}"""


@pytest.mark.parametrize(
    ("day", "ministry"),
    [
        (None, "org:new"),
        ("1989-12-31", None),
        ("1990-01-01", "org:old"),
        ("2002-10-02", "org:old"),
        ("2002-10-03", "org:new"),
        ("2099-12-31", "org:new"),
    ],
)
async def test_the_day_is_inherited(
    service: Service, day: str | None, ministry: str | None
) -> None:
    unit = (await ask(service, MINISTRY, day=day))["organization"]
    expected = ministry and {"id": ministry}
    assert unit["ministry"] == expected
    assert unit["parent"]["parent"] == expected
    above = {each["id"] for each in unit["ancestors"]["nodes"]}
    assert above == {"org:dep", *([ministry] if ministry else [])}
    assert (unit["pathTo"] is not None) is (ministry == "org:old")


async def test_a_nearer_day_counts(service: Service) -> None:
    query = """{
      organization(id: "org:dep", asOf: "1995-01-01") {
        then: parent { id }
        today: parent(asOf: "2020-01-01") { id children { nodes { id } } }
        still: parent(asOf: null) { id }
      }
    }"""
    assert (await ask(service, query))["organization"] == {
        "then": {"id": "org:old"},
        "today": {"id": "org:new", "children": {"nodes": [{"id": "org:dep"}]}},
        "still": {"id": "org:old"},
    }


async def test_filters_orders_and_numbers_are_of_the_day(service: Service) -> None:
    query = """query ($day: Date) {
      organizations(
        asOf: $day, orderBy: [{children: {count: DESC}}, {id: ASC}]
        where: {and: [{children: {count: {gt: 0}}}, {descendants: {some: {id: {eq: "org:unit"}}}}]}
      ) { totalCount nodes { id } }
      awards(where: {within: {id: {eq: "org:old"}}}, asOf: $day) { totalCount }
      groups: awards(asOf: $day) { groups(by: [MINISTRIES]) { key { ministries { id } } count } }
      commonAncestor(ids: ["org:unit", "org:old"], asOf: $day) { id }
    }"""
    now, then = await ask(service, query), await ask(service, query, day="2000-01-01")
    assert [each["id"] for each in now["organizations"]["nodes"]] == ["org:dep", "org:new"]
    assert [each["id"] for each in then["organizations"]["nodes"]] == ["org:dep", "org:old"]
    assert (now["awards"]["totalCount"], then["awards"]["totalCount"]) == (0, 1)
    assert now["groups"]["groups"] == [{"key": {"ministries": {"id": "org:new"}}, "count": 1}]
    assert then["groups"]["groups"] == [{"key": {"ministries": {"id": "org:old"}}, "count": 1}]
    assert (now["commonAncestor"], then["commonAncestor"]) == (None, {"id": "org:old"})


async def test_an_edge_says_when_it_holds(service: Service) -> None:
    query = """query ($day: Date) {
      organization(id: "org:unit", asOf: $day) {
        serves { edges { validFrom validFromPrecision validTo validToPrecision node { id } } }
      }
      province(id: "TH-10", asOf: $day) { servedBy { edges { validTo node { id } } } }
    }"""
    now, then = await ask(service, query), await ask(service, query, day="2010-12-31")
    assert now["organization"]["serves"]["edges"] == []
    assert then["organization"]["serves"]["edges"] == [
        {
            "validFrom": None,
            "validFromPrecision": None,
            "validTo": "2010-12-31",
            "validToPrecision": "YEAR",
            "node": {"id": "TH-10"},
        }
    ]
    assert then["province"]["servedBy"]["edges"] == [
        {"validTo": "2010-12-31", "node": {"id": "org:unit"}}
    ]


async def test_a_history_lists_all_times(service: Service) -> None:
    query = """{ organization(id: "org:dep", asOf: "1850-01-01") {
      history {
        kind validFrom validFromPrecision validTo
        node { id ... on Organization { nameTh } }
      }
    } }"""
    found = (await ask(service, query))["organization"]["history"]
    assert [(each["validFrom"], each["validTo"], each["node"]["id"]) for each in found] == [
        ("1990-01-01", "2002-10-02", "org:old"),
        ("2002-10-03", None, "org:new"),
        ("2100-01-01", None, "org:old"),
    ]
    assert {each["kind"] for each in found} == {"PART_OF"}
    assert found[0]["validFromPrecision"] == "YEAR"
    assert found[1]["node"]["nameTh"] == "ใหม่"


@pytest.mark.parametrize("day", ["2 ตุลาคม 2545", "๒ ต.ค. ๔๕", "2/10/2545", "วันที่ 2 ตุลาคม พ.ศ. ๒๕๔๕"])
async def test_a_day_in_either_era(service: Service, day: str) -> None:
    unit = (await ask(service, MINISTRY, day=day))["organization"]
    assert unit["ministry"] == {"id": "org:old"}
    literal = f'{{ organization(id: "org:dep", asOf: "{day}") {{ parent {{ id }} }} }}'
    assert (await ask(service, literal))["organization"]["parent"] == {"id": "org:old"}


async def test_a_day_is_answered_in_either_calendar(service: Service) -> None:
    query = """query ($calendar: Calendar) {
      organization(id: "org:unit", asOf: "2010-12-31") {
        serves { edges {
          validTo validToPrecision iso: validTo thai: validTo(calendar: $calendar)
        } }
      }
      other: organization(id: "org:dep") {
        history { validFrom(calendar: BUDDHIST) validTo(calendar: GREGORIAN) }
      }
    }"""
    found = await ask(service, query, calendar="BUDDHIST")
    assert found["organization"]["serves"]["edges"] == [
        {
            "validTo": "2010-12-31",
            "validToPrecision": "YEAR",
            "iso": "2010-12-31",
            "thai": "พ.ศ. 2553",  # no day is said that nobody knows
        }
    ]
    assert found["other"]["history"] == [
        {"validFrom": "พ.ศ. 2533", "validTo": "2002-10-02"},
        {"validFrom": "3 ตุลาคม 2545", "validTo": None},
        {"validFrom": "1 มกราคม 2643", "validTo": None},
    ]
    gregorian = await ask(service, query, calendar="GREGORIAN")
    assert gregorian["organization"]["serves"]["edges"][0]["thai"] == "2010-12-31"


async def test_a_filter_of_days_knows_both_eras(service: Service) -> None:
    query = """query ($day: Date!) {
      documents(where: {publishedOn: {gte: $day, lt: "1 ม.ค. 66"}}) { nodes { id } }
    }"""
    assert await ask(service, query, day="12 กันยายน 2565") == {"documents": {"nodes": []}}


@pytest.mark.parametrize("day", ["2565-01-01", "2023-02-29", "yesterday", 2022])
async def test_a_day_that_does_not_exist(service: Service, day: Any) -> None:
    found = json.loads((await service.execute(MINISTRY, {"day": day})).body)
    (error,) = found["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "$day" in error["message"]


async def test_today_costs_nothing(service: Service) -> None:
    statement = service.prepare(MINISTRY).compiled.statement
    assert "OTHER_TIMES" not in statement
    assert "validFrom" not in statement
