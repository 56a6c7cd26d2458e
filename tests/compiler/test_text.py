"""Folding, search keys, where a key comes from in a text, and queries for mistakes."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.matching import best_name, highlights
from graph.text import fold, search_key, search_pairs, search_text, traced_key
from graph.typos import expression, full_text

THAI = "กจตอรพสนงมเแำา\u0e4d่้ิุ๐๙. 9aBÉ\u200b"
ANY = st.text(alphabet=st.one_of(st.sampled_from(THAI), st.characters(codec="utf-8")))


@given(ANY)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY, st.integers(0, 9))
def test_whitespace_and_invisible_characters_do_not_count(text: str, place: int) -> None:
    for each in (" ", "\n", "\u00a0", "\u200b", "\ufeff"):
        if not fold(text[place : place + 1]).isascii():
            continue  # a mark would join what stands before it
        assert fold(text[:place] + each + text[place:]) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("น้ำ", "น้ำ"),
        ("น้\u0e4d\u0e32", "น้ำ"),
        ("น\u0e4d้\u0e32", "น้ำ"),
        ("น\u0e33้", "น้ำ"),
        ("ส\u0e4d\u0e32นักงาน", "สำนักงาน"),
        ("เเม่", "แม่"),
        ("ปี ๒๕๖๕", "ปี2565"),
        ("Straße", "strasse"),
        ("E\u0301TAT", "état"),
        ("  Office\tof  Lands ", "officeoflands"),
        ("สนง.", "สนง."),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_different_words_stay_different() -> None:
    words = ["ที่ดิน", "ที่เดิน", "ขา", "ข่า", "ข้า", "เขา", "กำ", "กา", "กํ", "แกะ", "เกะ"]
    assert len({fold(word) for word in words}) == len(words)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("สนง.ที่ดิน จ.น่าน", "สำนักงานที่ดินจังหวัดน่าน"),
        ("สนง.ที่ดินจ.น่าน", "สำนักงานที่ดินจังหวัดน่าน"),
        ("จ. ตาก", "จังหวัดตาก"),
        ("อ.เมือง ต.ในเมือง", "อำเภอเมืองตำบลในเมือง"),
        ("รพ.สต.บ้านใหม่", "โรงพยาบาลส่งเสริมสุขภาพตำบลบ้านใหม่"),
        ("รพ.น่าน", "โรงพยาบาลน่าน"),
        ("กจ.น่าน", "กจน่าน"),  # another abbreviation
        ("พม.", "พม"),
        ("กรมกิจการเด็กฯ", "กรมกิจการเด็ก"),
        ("“Smart” (TPSO-7)!", "smarttpso7"),
        ("...", ""),
    ],
)
def test_search_key(text: str, key: str) -> None:
    assert search_key(text) == key


@given(st.text(alphabet=THAI + '"()-'))
def test_every_character_of_a_key_comes_from_the_text(text: str) -> None:
    key, spans = traced_key(text)
    assert len(key) == len(spans)
    for (start, end), (later, last) in pairwise(spans):
        assert 0 <= start < end <= len(text)
        assert (later, last) == (start, end) or later >= end


PARTS = ["กา", "น้ำ", "น\u0e4d้\u0e32", "เมือง", "เเม่", "สนง.", "จ.", "รพ.", "กทม.", "ฯ", "๑๒", "Ab"]


@given(st.lists(st.sampled_from([*PARTS, "É", "E\u0301", " ", "\u200b", "(", ")", "."])))
def test_a_traced_key_is_the_key(parts: list[str]) -> None:
    text = "".join(parts)
    assert traced_key(text)[0] == search_key(text)


def test_search_text_and_pairs() -> None:
    names = ["กรม น้ำ", "กรมน้\u0e4d\u0e32", "DWR", "..."]
    assert search_text(names) == "\n\nกรมน้ำ\n\n\ndwr\n"
    assert search_pairs(names) == "กร รม มน น้ ้ำ dw wr"


@given(st.text(alphabet="กขคงจฉชซabcd12่้ิ", min_size=4, max_size=60), st.data())
def test_the_queries_find_a_name_with_one_mistake(name: str, data: st.DataObject) -> None:
    """By their meaning: one of the conjunctions has only pairs that the name has."""
    i = data.draw(st.integers(0, len(name) - 1))
    another = data.draw(st.sampled_from("ฮz9"))
    typed = data.draw(
        st.sampled_from(
            [
                name[:i] + name[i + 1 :],
                name[:i] + another + name[i + 1 :],
                name[:i] + another + name[i:],
                name[:i] + name[i + 1 : i + 2] + name[i] + name[i + 2 :],
            ]
        )
    )
    if len(typed) < 4:
        return
    pairs = set(search_pairs([name]).split())
    conjunctions = re.findall(r"\((.*?)\)", full_text(typed))
    wanted = [{word.lstrip("+") for word in each.split()} for each in conjunctions]
    assert any(each <= pairs for each in wanted)
    pattern = expression(typed)
    if pattern:
        assert re.fullmatch(pattern, search_text([name]))


@given(st.text(max_size=200))
def test_queries_are_bounded_and_have_no_syntax(text: str) -> None:
    query = full_text(search_key(text))
    assert query.count("+") <= 1024
    assert re.fullmatch(r"(\((\+\w\S? ?|\+\S{2} ?)+\) ?)*", query)
    for word in re.findall(r"\+([^ )]+)", query):
        assert len(word) == 2
        assert not set(word) & set('+-&|!(){}[]^"~*?:\\/')


def test_the_name_that_matches_best() -> None:
    names = ["สำนักงานที่ดินจังหวัดน่าน", "Nan Land Office", "สทน."]
    assert best_name(names, "สทน") == "สทน."
    assert best_name(names, "nan") == "Nan Land Office"
    assert best_name(names, "น่าน") == names[0]
    assert best_name(names, "lnadoffice") == "Nan Land Office"
    assert best_name([], "x") == ""


@given(st.text(alphabet=THAI, max_size=20), st.text(alphabet=THAI, max_size=8))
def test_highlights_are_apart_and_in_order(name: str, text: str) -> None:
    spans = highlights(name, search_key(text))
    flat = [place for span in spans for place in span]
    assert flat == sorted(set(flat))
    assert all(0 <= place <= len(name) for place in flat)
