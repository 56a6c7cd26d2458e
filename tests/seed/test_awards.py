"""The awards of all years: told by several texts, by texts of other years, and not told in full."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from seed import DEFAULT_FOLDERS
from seed.facts import Dataset, Fact
from seed.folder import read_folder
from seed.knowledge import Knowledge
from seed.problems import Problems

EXCELLENCE = "award:lertrat-2020/excellence-in-all-branches/mof-rd"


@pytest.fixture(scope="module")
def awards() -> Dataset:
    return read_folder(DEFAULT_FOLDERS[-1], Problems())


@pytest.fixture(scope="module")
def known() -> Knowledge:
    problems = Problems()
    return Knowledge(f for each in DEFAULT_FOLDERS for f in read_folder(each, problems).facts)


def texts(facts: list[Fact]) -> set[str]:
    return {fact.source.document.removeprefix("doc:thaigov-") for fact in facts}


def test_awards_by_year(known: Knowledge) -> None:
    years = Counter(known.one(id, "year") for id in known.subjects("award:"))
    assert years == {
        "2017": 1,
        "2018": 9,
        "2019": 5,
        "2020": 17,
        "2021": 17,
        "2022": 22,
        "2023": 17,
        "2024": 9,
    }


def test_an_award_that_several_texts_tell_is_one(known: Knowledge) -> None:
    told = texts(list(known.facts(EXCELLENCE, "WON_BY")))
    assert told == {"35125", "35178", "35329", "37297", "54271"}
    assert known.objects(EXCELLENCE, "WON_BY") == ["org:mof-rd"]


def test_a_series_of_years_is_an_award_for_each(known: Knowledge) -> None:
    """The text of 2025 tells of four years; two of them, others tell too."""
    quality = "public-management-quality-4-0/moi-ops"
    sources = {
        year: texts(list(known.facts(f"award:lertrat-{year}/{quality}", "year")))
        for year in (2021, 2022, 2023, 2024, 2025)
    }
    assert sources == {
        2021: {"45931", "98159"},
        2022: {"59169", "98159"},
        2023: {"98159"},
        2024: {"98159"},
        2025: set(),
    }


def test_co_winners_share_one_award(known: Knowledge) -> None:
    (id,) = (id for id in known.subjects("award:") if len(known.objects(id, "WON_BY")) > 1)
    assert known.objects(id, "WON_BY") == [
        "org:tha-kha-health-hospital",
        "org:ban-khlong-phlap-health-hospital",
    ]


def test_persons_win_beside_the_body_that_counts_the_award(known: Knowledge) -> None:
    won = {
        known.one(person, "nameTh"): (known.one(id, "WON_BY"), known.one(id, "IN_CATEGORY"))
        for id in known.subjects("award:")
        for person in known.objects(id, "WON_BY_PERSON")
    }
    assert won == {
        "นายอติพล ดำพิลา": ("org:msdhs-ops", "category:engaged-citizen"),
        "นางลำพู โมรานอก": ("org:msdhs-dsdw", "category:engaged-citizen"),
    }


def test_every_winner_has_a_passage_or_nobody_is_said_to_have_won(known: Knowledge) -> None:
    for id in known.subjects("award:"):
        facts = known.facts(id, "WON_BY") or known.facts(id, "winnerAbsence")
        assert facts, id
        assert all(fact.source.passage for fact in facts), id


def test_totals_of_the_country_are_kept_though_no_text_lists_them(known: Knowledge) -> None:
    totals = {
        (known.one(id, "CLAIMED_FOR"), known.one(id, "value"))
        for id in known.subjects("claim:")
        if not known.objects(id, "COUNTED_FOR") and not known.objects(id, "COUNTED_IN")
    }
    assert totals == {("edition:lertrat-2021", "234"), ("edition:lertrat-2022", "240")}


def test_two_names_of_one_work_are_kept(known: Knowledge) -> None:
    others = {
        fact.subject: fact.object for fact in known.set_aside if fact.subject.startswith("project:")
    }
    assert others.keys() == {
        "project:dialysis-bag-air-mattress",
        "project:thai-coc",
        "project:insurance-dispute-mediation",
    }
    assert all(known.one(id, "nameTh") != other for id, other in others.items())


def test_the_spellings_of_a_category_are_its_other_names(known: Knowledge) -> None:
    assert known.objects("category:effective-change", "nameTh") == ["สัมฤทธิ์ผลประชาชนมีส่วนร่วม"]
    assert known.objects("category:effective-change", "otherNames") == ["สัมฤทธิผลประชาชนมีส่วนร่วม"]


def test_every_text_can_be_found_and_told(awards: Dataset) -> None:
    kept = ("title", "publisher", "address", "sha256", "characters", "publishedOn")
    for document in awards.documents:
        assert all(document.properties.get(name) for name in kept), document.id
        assert document.properties["address"].endswith(document.id.removeprefix("doc:thaigov-"))


def test_texts_that_confer_nothing_support_nothing(awards: Dataset) -> None:
    facts: dict[str, int] = defaultdict(int)
    for fact in awards.facts:
        facts[fact.source.document] += 1
    silent = [line.id for line in awards.documents if not facts[line.id]]
    assert len(silent) == 26
    assert silent == [line.id for line in awards.documents[-26:]]
