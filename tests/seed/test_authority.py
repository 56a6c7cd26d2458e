"""The line of a body, the authorities beside it, and the level of administration it is of."""

from __future__ import annotations

from pathlib import Path

import pytest

from seed import DEFAULT_FOLDERS, Content, read
from seed.existence import common_time
from seed.facts import Interval
from tests.seed.folders import MODEL, append, copy, edit, problems

ORGANIZATIONS = "organizations.tsv"
ACT = "doc:state-administration-act-1991"
OFFICE, CENTRE = "org:psdho-kanchanaburi", "org:wfdlc-lampang"
PROVINCE = "org:province-kanchanaburi"


@pytest.fixture(scope="module")
def content() -> Content:
    """All that is shipped."""
    return read(MODEL, DEFAULT_FOLDERS)


def test_the_office_stands_in_its_line_and_under_the_governor(content: Content) -> None:
    above = {
        (e.type, e.target, e.properties.get("authority"))
        for e in content.edges.values()
        if e.source == OFFICE and e.target.startswith("org:")
    }
    assert above == {
        ("PART_OF", "org:msdhs-ops", None),
        ("REPORTS_TO", PROVINCE, "TERRITORIAL"),
    }


def test_the_levels(content: Content) -> None:
    levels = {
        node.id: (node.properties["kind"], node.properties.get("administration"))
        for node in content.nodes.values()
        if node.type == "Organization"
    }
    assert levels[OFFICE] == ("SUB_UNIT", "PROVINCIAL")
    assert levels[PROVINCE] == ("PROVINCE", "PROVINCIAL")
    assert levels["org:tpso-7"] == levels[CENTRE] == ("SUB_UNIT", "CENTRAL_IN_REGION")
    # Ministries and departments that the register does not have are left open.
    known = {level for kind, level in levels.values() if kind in ("MINISTRY", "DEPARTMENT")}
    assert known == {"CENTRAL", None}
    outside = {level for kind, level in levels.values() if kind in ("AGENCY", "COMMISSION")}
    assert outside == {"LOCAL", None}
    # What only a name says is not taken for the status: that comes from a law.
    assert levels["org:mof-oic-khon-kaen"] == ("SUB_UNIT", None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"org:msdhs-dcy\tadministration\tLOCAL\t{ACT}\tinferred:level-by-kind", "is a DEPARTMENT"),
        (
            f"{CENTRE}\tREPORTS_TO:TERRITORIAL\t{PROVINCE}\t{ACT}\tinferred:governor-of-province",
            "only a unit of the provincial administration stands under the governor",
        ),
        (
            f"{CENTRE}\tREPORTS_TO\t{PROVINCE}\t{ACT}\tinferred:governor-of-province",
            "did you mean 'REPORTS_TO:",
        ),
        (
            f"{CENTRE}\tREPORTS_TO:SPIRITUAL\t{PROVINCE}\t{ACT}\tinferred:governor-of-province",
            "Organization has no 'REPORTS_TO:SPIRITUAL'",
        ),
    ],
)
def test_what_cannot_be(tmp_path: Path, line: str, said: str) -> None:
    folder = copy(tmp_path)
    append(folder, ORGANIZATIONS, line)
    (problem,) = problems(folder)
    assert said in problem


def test_the_governor_of_another_province(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    edit(folder, ORGANIZATIONS, f"{PROVINCE}\tSERVES\tTH-71", f"{PROVINCE}\tSERVES\tTH-70")
    assert any(f"stands under '{PROVINCE}'" in problem for problem in problems(folder))


def test_authority_has_a_time(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    rule = "inferred:governor-of-province"
    edit(folder, ORGANIZATIONS, rule, f"{rule}\t1991/..")
    (edge,) = [e for e in read(MODEL, [folder]).edges.values() if e.type == "REPORTS_TO"]
    assert str(edge.properties["validFrom"]) == "1991-01-01"
    assert edge.properties["authority"] == "TERRITORIAL"


def test_nothing_holds_before_or_after_its_ends_exist(content: Content) -> None:
    """The founding document gives no days; its ministry is of 3 October 2002."""
    (department,) = {
        str(e.properties["validFrom"])
        for e in content.edges.values()
        if (e.type, e.source) == ("PART_OF", "org:msdhs-ops")
    }
    assert department == "2002-10-03"
    closed = [
        (e.type, str(e.properties["validTo"]))
        for e in content.edges.values()
        if e.source == "org:moc-insurance-khon-kaen" and e.target == "TH-40"
    ]
    assert sorted(closed) == [
        ("SEATED_IN_AT_OTHER_TIMES", "2007-12-31"),
        ("SERVES_AT_OTHER_TIMES", "2007-12-31"),
    ]


@pytest.mark.parametrize(
    ("lived", "common"),
    [
        ([None, None], None),
        ([Interval("2002", None), Interval("2002-10-03", "2010")], ("2002-10-03", "2010")),
        ([Interval("2002", "2010"), None, Interval(None, "2010-03")], ("2002", "2010-03")),
    ],
)
def test_the_time_that_bodies_have_in_common(
    lived: list[Interval | None], common: tuple[str, str] | None
) -> None:
    assert common_time(*lived) == (Interval(*common) if common else None)
