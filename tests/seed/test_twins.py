"""The order of words in a dictionary, and twins kept beside the facts."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import Store
from seed import load
from seed.collation import collation_key
from seed.twins import make_twins
from tests.conftest import empty
from tests.seed.folders import FOUNDING, MODEL

ROOT = Path(__file__).parents[2]

IN_ORDER = [
    "กก กฎ กรม กระทรวง กรุง กลาง กวาง กอง กะ กัน กา กาย กำ กิน กี่ กุ้ง เกม เกาะ แก โก ไก่",
    "ขอ เขา ไข่ คน งาน จังหวัด ฉาง ชาย เชียงราย เชียงใหม่ ซอย",
    "ขา ข่า ข้า ขาว เขา เข่า เข้า",
    "กระบี่ กรุงเทพมหานคร กาญจนบุรี กาฬสินธุ์ กำแพงเพชร ขอนแก่น จันทบุรี ชัยนาท เชียงราย "
    "ตรัง ตาก นครนายก น่าน บึงกาฬ ปทุมธานี เพชรบุรี แพร่ ยะลา ร้อยเอ็ด เลย อ่างทอง อุบลราชธานี",
    "1 2 10a a A b office Office z ก",
]


@pytest.mark.parametrize("words", IN_ORDER)
def test_dictionary_order(words: str) -> None:
    expected = words.split()
    if expected[0] == "1":
        expected = ["1", "10a", "2", *expected[3:]]
    mixed = random.Random(1).sample(expected, len(expected))
    assert sorted(mixed, key=collation_key) == expected


def test_spelling_and_spaces_do_not_change_the_key() -> None:
    assert collation_key("น\u0e4d้\u0e32  ดี") == collation_key("น้ำ ดี")
    assert collation_key("") == ""


@given(st.text())
def test_keys_have_no_surrogates_and_no_control_characters(text: str) -> None:
    assert all(" " <= character < "\ud800" for character in collation_key(text))


@given(st.lists(st.text(alphabet="กขคเแไา่้ิ abAB12é", max_size=6), min_size=2, max_size=2))
def test_a_prefix_comes_before(texts: list[str]) -> None:
    first, second = texts
    if second.strip() and not first.endswith(("เ", "แ", "ไ")) and second[0] in "กขคab12":
        assert collation_key(first) < collation_key(first + second)


@pytest.fixture
async def loaded(store: Store) -> AsyncIterator[Store]:
    await empty(store)
    await load(store, MODEL, [FOUNDING])
    yield store
    await empty(store)


@pytest.mark.anyio
async def test_the_loader_writes_twins(loaded: Store) -> None:
    [[node]] = await loaded.read(
        "MATCH (n:Organization {id: 'org:msdhs'}) RETURN properties(n)", {}
    )
    twins = make_twins(MODEL.types["Organization"], node)
    assert {name: node[name] for name in twins} == twins
    assert node["nameThFolded"] == "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"
    [[english]] = await loaded.read("MATCH (n:Node {id: 'TH-71'}) RETURN n.nameEnFolded", {})
    assert english == "kanchanaburi"
    assert "\n\nพม\n" in node["searchText"]
    [[bare]] = await loaded.read(
        "MATCH (n) WHERE n.nameTh IS NOT NULL AND (n.nameThFolded IS NULL "
        "OR n.nameThCollation IS NULL OR n.searchText IS NULL) RETURN count(n)",
        {},
    )
    assert bare == 0


@pytest.mark.anyio
async def test_provinces_sort_as_in_a_dictionary(loaded: Store) -> None:
    rows = await loaded.read("MATCH (p:Province) RETURN p.nameTh ORDER BY p.nameThCollation", {})
    names = [name for (name,) in rows]
    assert names[:5] == ["กระบี่", "กรุงเทพมหานคร", "กาญจนบุรี", "กาฬสินธุ์", "กำแพงเพชร"]
    assert names.index("ชลบุรี") < names.index("เชียงราย") < names.index("ตรัง")
    assert names == sorted(names, key=collation_key)
    assert names != sorted(names)


@pytest.mark.anyio
async def test_wrong_twins_are_mended_and_no_change(loaded: Store) -> None:
    await loaded.execute(
        "MATCH (n:Province) SET n.nameThFolded = 'x' REMOVE n.nameEnCollation, n.searchText"
    )
    summary = await load(loaded, MODEL, [FOUNDING])
    assert summary.is_unchanged
    assert (summary.version, summary.is_new) == (1, False)
    [[folded, count]] = await loaded.read(
        "MATCH (n:Province) RETURN collect(DISTINCT n.nameThFolded), count(n.searchText)", {}
    )
    assert "x" not in folded
    assert count == 77


def test_collation_costs_nothing_until_something_is_loaded() -> None:
    code = "import sys, seed, server.serving; sys.exit('pyuca' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60).returncode == 0
