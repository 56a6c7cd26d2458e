"""Regions in questions: what was counted by hand, and what a province says of the same awards."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

import schema
from graph.service import Service
from graph.store import Store

pytestmark = pytest.mark.anyio

BY_HAND = {
    "region:northern": {"TH-52": 2, "TH-57": 2, "TH-64": 1, "TH-67": 1},
    "region:southern": {"TH-81": 1, "TH-83": 1, "TH-84": 1, "TH-90": 2, "TH-95": 1},
    "region:northeastern": {"TH-31": 1, "TH-32": 1, "TH-38": 1},
    "region:eastern": {"TH-21": 1, "TH-24": 1},
    "region:western": {"TH-71": 1, "TH-77": 1},
    "region:sub-central": {"TH-16": 1},
}
"""The awards whose winner's seat is known, by region and province: no award is in two of them."""
ALL = 97


@pytest.fixture(scope="module")
def service(shipped: Store) -> Service:
    return Service(schema.build()._schema, schema.model(), shipped)


async def ask(service: Service, query: str, **variables: Any) -> Any:
    answer = json.loads((await service.execute(query, variables)).body)
    assert "errors" not in answer
    return answer["data"]


def counts(groups: list[Any], name: str) -> dict[str | None, int]:
    return {(group["key"][name] or {}).get("id"): group["count"] for group in groups}


async def test_awards_by_region_are_those_of_its_provinces(service: Service) -> None:
    asked = """{ awards {
      regions: groups(by: [REGIONS]) { key { regions { id } } count }
      provinces: groups(by: [PROVINCES]) { key { provinces { id region { id } } } count }
      both: groups(by: [REGIONS, PROVINCES]) { key { regions { id } provinces { id } } count }
    } }"""
    found = (await ask(service, asked))["awards"]
    by_hand = {region: sum(provinces.values()) for region, provinces in BY_HAND.items()}
    elsewhere: dict[str | None, int] = {None: ALL - sum(by_hand.values())}
    assert counts(found["regions"], "regions") == by_hand | elsewhere
    sums: Counter[str | None] = Counter()
    for group in found["provinces"]:
        province = group["key"]["provinces"]
        sums[province["region"]["id"] if province else None] += group["count"]
    assert sums == counts(found["regions"], "regions")
    both: dict[str, dict[str, int]] = {}
    for group in found["both"]:
        if region := group["key"]["regions"]:
            both.setdefault(region["id"], {})[group["key"]["provinces"]["id"]] = group["count"]
    assert both == BY_HAND


async def test_a_filter_by_region_finds_as_many(service: Service) -> None:
    asked = """query Q($id: ID!) {
      direct: awards(where: {regions: {some: {id: {eq: $id}}}}) { totalCount }
      by_province: awards(where: {provinces: {some: {region: {id: {eq: $id}}}}}) { totalCount }
      winners: organizations(where: {region: {id: {eq: $id}}, awards: {some: {}}}) {
        groups(by: [SEATED_IN]) { key { seatedIn { id } } }
      }
    }"""
    for region, provinces in BY_HAND.items():
        found = await ask(service, asked, id=region)
        number = sum(provinces.values())
        assert found["direct"]["totalCount"] == found["by_province"]["totalCount"] == number
        assert {g["key"]["seatedIn"]["id"] for g in found["winners"]["groups"]} == set(provinces)


async def test_no_award_of_a_region_without_winners(service: Service) -> None:
    asked = """{
      awards(where: {regions: {some: {nameTh: {eq: "กรุงเทพมหานครและปริมณฑล"}}}}) { totalCount }
      region(id: "region:bangkok-and-vicinities") { provinces { totalCount } }
    }"""
    assert await ask(service, asked) == {
        "awards": {"totalCount": 0},
        "region": {"provinces": {"totalCount": 6}},
    }


async def test_regions_sort_as_in_a_dictionary_and_are_found_by_name(service: Service) -> None:
    asked = """{
      regions(orderBy: [{nameTh: ASC}]) { nodes { nameTh } }
      exact: search(text: "northeastern region", kinds: [REGION], first: 1) { node { id } }
    }"""
    found = await ask(service, asked)
    assert [each["nameTh"] for each in found["regions"]["nodes"]] == [
        "กรุงเทพมหานครและปริมณฑล",
        "ภาคกลาง",
        "ภาคตะวันตก",
        "ภาคตะวันออก",
        "ภาคตะวันออกเฉียงเหนือ",
        "ภาคใต้",
        "ภาคเหนือ",
    ]
    assert found["exact"] == [{"node": {"id": "region:northeastern"}}]


async def test_a_seat_of_a_former_day_is_in_the_region_of_that_day(service: Service) -> None:
    """As that of the insurance offices, some of which moved or are no more."""
    asked = """query Q($day: Date) {
      organizations(asOf: $day, where: {seatedIn: {isNull: false}}, first: 1000) {
        nodes { id seatedIn { region { id } } region { id } }
      }
    }"""
    for day in (None, "2015-01-01", "1999-06-30"):
        nodes = (await ask(service, asked, day=day))["organizations"]["nodes"]
        assert nodes
        assert [each["region"] for each in nodes] == [each["seatedIn"]["region"] for each in nodes]
