"""The shipped regions: every province is in one, and what is checked of that."""

from __future__ import annotations

from pathlib import Path

import pytest

from seed import Content, read, report
from seed.folder import REGIONS
from seed.integrity import Rule
from tests.seed.folders import FOUNDING, MODEL, append, copy, remove

FACTS = "regions.tsv"
BUENG_KAN = "TH-38"
SOURCE = "doc:nso-yearbook-2009-p18\tinferred:register-entry"


@pytest.fixture(scope="module")
def content() -> Content:
    return read(MODEL, [REGIONS])


def provinces(content: Content) -> dict[str, set[str]]:
    """The provinces of each region, by its English name."""
    found: dict[str, set[str]] = {}
    for edge in content.edges.values():
        if edge.type == "IN_REGION":
            name = str(content.nodes[edge.target].properties["nameEn"])
            found.setdefault(name, set()).add(edge.source)
    return found


def rules(folder: Path) -> list[tuple[Rule, tuple[str, ...]]]:
    return [(each.rule, each.subjects) for each in report(MODEL, [folder], None).findings]


def test_seven_regions_divide_the_country(content: Content) -> None:
    found = provinces(content)
    assert {name: len(ids) for name, ids in found.items()} == {
        "Bangkok and Vicinities": 6,
        "Sub-central Region": 6,
        "Eastern Region": 8,
        "Western Region": 6,
        "Northern Region": 17,
        "Northeastern Region": 20,
        "Southern Region": 14,
    }
    every = {node.id for node in content.nodes.values() if node.type == "Province"}
    assert len(every) == 77
    assert set().union(*found.values()) == every


@pytest.mark.parametrize(
    ("province", "region"),
    [
        ("Kanchanaburi", "ภาคตะวันตก"),
        ("Lop Buri", "ภาคกลาง"),
        ("Samut Songkhram", "ภาคตะวันตก"),
        ("Samut Sakhon", "กรุงเทพมหานครและปริมณฑล"),
        ("Nakhon Sawan", "ภาคเหนือ"),
        ("Phetchabun", "ภาคเหนือ"),
        ("Phetchaburi", "ภาคตะวันตก"),
        ("Nakhon Nayok", "ภาคตะวันออก"),
        ("Surin", "ภาคตะวันออกเฉียงเหนือ"),
        ("Surat Thani", "ภาคใต้"),
    ],
)
def test_provinces_of_names_that_mislead(content: Content, province: str, region: str) -> None:
    (id,) = (n.id for n in content.nodes.values() if n.properties.get("nameEn") == province)
    (found,) = (e.target for e in content.edges.values() if (e.source, e.type) == (id, "IN_REGION"))
    assert content.nodes[found].properties["nameTh"] == region


def test_the_province_that_is_younger_than_the_list_is_inferred_from_a_later_one(
    content: Content,
) -> None:
    methods = {
        node.properties["method"]: node.id
        for node in content.nodes.values()
        if node.type == "Statement" and node.properties["predicate"] == "IN_REGION"
    }
    assert methods.keys() == {"register-entry", "list-placement"}
    ends = {
        e.type: e.target for e in content.edges.values() if e.source == methods["list-placement"]
    }
    assert ends == {"ABOUT": BUENG_KAN, "STATED_IN": "doc:nso-bulletin-2020-q1-p33"}


def test_a_province_of_no_region(tmp_path: Path) -> None:
    folder = copy(tmp_path, REGIONS)
    remove(folder, f"{BUENG_KAN}\t")
    assert rules(folder) == [(Rule.REGION, (BUENG_KAN,))]


def test_a_province_of_two_regions(tmp_path: Path) -> None:
    folder = copy(tmp_path, REGIONS)
    append(folder, FACTS, f"{BUENG_KAN}\tIN_REGION\tregion:northern\t{SOURCE}")
    assert rules(folder) == [(Rule.TWO_AT_ONE_TIME, (BUENG_KAN,))]


def test_a_region_of_no_province(tmp_path: Path) -> None:
    folder = copy(tmp_path, REGIONS)
    append(folder, FACTS, f"region:upper\tnameTh\tภาคเหนือตอนบน\t{SOURCE}")
    assert rules(folder) == [(Rule.ORPHAN, ("region:upper",))]


def test_data_without_regions_need_none() -> None:
    assert Rule.REGION not in [rule for rule, _ in rules(FOUNDING)]
