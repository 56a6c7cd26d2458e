"""What is derived of bodies from facts: when they existed, and the names that they bore."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seed import DEFAULT_FOLDERS, Content, read
from tests.seed.folders import MODEL, append, copy, edit, problems


@pytest.fixture(scope="module")
def content() -> Content:
    """All that is shipped."""
    return read(MODEL, DEFAULT_FOLDERS)


def lifetime(content: Content, id: str) -> tuple[str | None, str | None]:
    properties = content.nodes[id].properties
    days = (properties.get("validFrom"), properties.get("validTo"))
    return tuple(None if day is None else str(day) for day in days)  # type: ignore[return-value]


def names(content: Content, id: str) -> list[dict[str, Any]]:
    borne = [e.target for e in content.edges.values() if (e.type, e.source) == ("HAS_NAME", id)]
    found = [dict(content.nodes[name].properties) for name in borne]
    return sorted(found, key=lambda each: (each["kind"], each["language"], each["value"]))


def brief(content: Content, id: str) -> Sequence[tuple[Any, ...]]:
    return [
        (
            each["kind"],
            each["value"],
            *(str(each[day]) if day in each else None for day in ("validFrom", "validTo")),
        )
        for each in names(content, id)
        if each["language"] == "TH"
    ]


@pytest.mark.parametrize(
    ("id", "start", "end"),
    [
        ("org:msdhs-dop", "2015-03-06", None),  # founded
        ("org:mlsw", "1993-09-23", "2002-10-02"),  # founded, renamed on the day after
        ("org:mol", "2002-10-03", None),
        ("org:mict", "2002-10-03", "2016-09-15"),
        ("org:mdes", "2016-09-16", None),
        ("org:moi-labour", "1965-10-29", "1992-12-31"),  # dissolved in a year
        ("org:mol-dlpw", "1992-01-01", None),  # founded so, and transferred since
        ("org:mnre-deqp", None, "2023-12-31"),
        ("org:mof-smc", None, "2020-12-31"),  # merged into a body that lives on
        ("org:mof-ghb", None, None),
        ("org:opm-bb-region-1", None, None),  # a draft changes nothing
    ],
)
def test_when_a_body_existed(content: Content, id: str, start: str | None, end: str | None) -> None:
    assert lifetime(content, id) == (start, end)


def test_a_year_is_no_day(content: Content) -> None:
    properties = content.nodes["org:moi-labour"].properties
    assert properties["validFromPrecision"] == "DAY"
    assert properties["validToPrecision"] == "YEAR"


def test_a_renamed_body_has_its_former_name(content: Content) -> None:
    assert brief(content, "org:mol") == [
        ("ABBREVIATION", "รง.", None, None),
        ("FORMER", "กระทรวงแรงงานและสวัสดิการสังคม", "1993-09-23", "2002-10-02"),
        ("OFFICIAL", "กระทรวงแรงงาน", "2002-10-03", None),
    ]
    # The body that was renamed had no other name in its time.
    assert brief(content, "org:mlsw") == [
        ("OFFICIAL", "กระทรวงแรงงานและสวัสดิการสังคม", "1993-09-23", "2002-10-02")
    ]


def test_a_body_that_took_anothers_place_has_not_its_name(content: Content) -> None:
    assert not [each for each in names(content, "org:mol-dlpw") if each["kind"] == "FORMER"]


def test_another_spelling_is_an_alias(content: Content) -> None:
    assert [each[:2] for each in brief(content, "org:mnre-onep-climate")] == [
        ("ALIAS", "กองประสานการจัดการเปลี่ยนแปลงสภาพภูมิอากาศ"),
        ("OFFICIAL", "กองประสานการจัดการการเปลี่ยนแปลงสภาพภูมิอากาศ"),
    ]


def test_every_name_says_who_gives_it(content: Content) -> None:
    given = {e.target for e in content.edges.values() if e.type == "GIVES_NAME"}
    borne = {e.target for e in content.edges.values() if e.type == "HAS_NAME"}
    assert given == borne == {n.id for n in content.nodes.values() if n.type == "Name"}
    assert len(borne) > 700
    (ministry,) = [id for id in borne if content.nodes[id].properties["value"] == "กระทรวงยุติธรรม"]
    (source,) = [
        e.source for e in content.edges.values() if (e.type, e.target) == ("GIVES_NAME", ministry)
    ]
    assert content.nodes[source].properties["predicate"] == "nameTh"


NAME = "กรมกิจการเด็กและเยาวชน\tdoc:msk-news-2022-09-12@1924-1946~64c31b95ff47\tstated"
OLD = "org:msdhs-dcy\tnameTh\tกรมเด็ก\tdoc:msk-news-2022-09-12\tinferred:curator-remark\t../2014"


def test_names_may_have_a_time(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    edit(folder, "organizations.tsv", NAME, f"{NAME}\t2015/..")
    append(folder, "organizations.tsv", OLD)
    content = read(MODEL, [folder], date(2020, 1, 1))
    assert content.nodes["org:msdhs-dcy"].properties["nameTh"] == "กรมกิจการเด็กและเยาวชน"
    assert brief(content, "org:msdhs-dcy") == [
        ("FORMER", "กรมเด็ก", None, "2014-12-31"),
        ("OFFICIAL", "กรมกิจการเด็กและเยาวชน", "2015-01-01", None),
    ]
    earlier = read(MODEL, [folder], date(2010, 1, 1))
    assert earlier.nodes["org:msdhs-dcy"].properties["nameTh"] == "กรมเด็ก"


def test_two_names_at_one_time_are_refused(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    append(folder, "organizations.tsv", OLD)
    (problem,) = problems(folder)
    assert "has 'กรมกิจการเด็กและเยาวชน' already" in problem


@pytest.mark.parametrize("predicate", ["validFrom", "HAS_NAME"])
def test_what_is_derived_cannot_be_stated(tmp_path: Path, predicate: str) -> None:
    folder = copy(tmp_path)
    line = f"org:msdhs-dcy\t{predicate}\t2015-01-01\tdoc:msk-news-2022-09-12\tstated"
    append(folder, "organizations.tsv", line)
    (problem,) = problems(folder)
    assert f"predicate: Organization has no '{predicate}'" in problem
