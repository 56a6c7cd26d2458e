"""The integrity report: each rule finds its fault, and a declared exception lets it stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.errors import DataError
from seed import DEFAULT_FOLDERS, Problem, Report, read, report
from seed.folder import REGIONS
from seed.integrity import Rule, Severity
from tests.seed.folders import FOUNDING, MODEL, append, copy, edit, remove

CHANGES = DEFAULT_FOLDERS[1]
AWARDS, CATEGORIES, EDITION = "awards.tsv", "categories.tsv", "edition.tsv"
ORGANIZATIONS, DOCUMENTS, EVENTS = "organizations.tsv", "documents.tsv", "changes.tsv"
EXCEPTIONS = "exceptions.tsv"
COLUMNS = "rule\tsubject\treason\tdecidedBy\tdecidedOn"
KANCHANABURI = "award:lertrat-2022/effective-change/psdho-kanchanaburi"


@dataclass(frozen=True)
class Fault:
    """How to spoil a copy of a dataset, the rule that this breaks, and who breaks it.

    ``facts`` are added, each `subject predicate object`, its interval after a bar; ``removed``
    is in the lines to take out, ``edits`` are file, old and new words.
    """

    rule: Rule
    subject: str
    facts: tuple[str, ...] = ()
    removed: str = ""
    edits: tuple[tuple[str, str, str], ...] = ()
    folder: Path = FOUNDING
    document: str = "doc:msk-news-2022-09-12"
    passage: str = "@0-2~000000000000"

    def plant(self, tmp_path: Path) -> Path:
        folder = copy(tmp_path, self.folder)
        if self.removed:
            remove(folder, self.removed)
        for file, old, new in self.edits:
            edit(folder, file, old, new)
        for fact in self.facts:
            words, _, valid = fact.partition("|")
            cells = [*words.split(" ", 2), self.document + self.passage, "stated", valid]
            append(folder, ORGANIZATIONS, "\t".join(cells))
        return folder


INSURANCE = "change:moc-insurance/founded-2010"

FAULTS = [
    Fault(Rule.CYCLE, "org:msdhs", ("org:msdhs PART_OF org:msdhs-dcy",)),
    Fault(Rule.TWO_PARENTS, "org:msdhs-dcy", ("org:msdhs-dcy PART_OF org:opm-opdc",)),
    Fault(Rule.TWO_AT_ONE_TIME, "org:tpso-7", ("org:tpso-7 SEATED_IN TH-10",)),
    Fault(
        Rule.OVERLAPPING_VALIDITY,
        "org:tpso-7",
        ("org:tpso-7 SERVES TH-16|2001/2010", "org:tpso-7 SERVES TH-16|2010-06/.."),
    ),
    Fault(
        Rule.LINE_ORDER,
        "org:msdhs-dsdw",
        edits=(
            (
                ORGANIZATIONS,
                "org:msdhs-dsdw\tPART_OF\torg:msdhs\t",
                "org:msdhs-dsdw\tPART_OF\torg:tpso-7\t",
            ),
        ),
    ),
    Fault(Rule.ORPHAN_UNIT, "org:wfdlc-lampang", removed="org:wfdlc-lampang\tPART_OF"),
    Fault(Rule.ORPHAN, "project:unused", ("project:unused nameTh โครงการที่ไม่มีใครชนะ",)),
    Fault(Rule.ORPHAN, "org:new", ("org:new nameTh กรมใหม่", "org:new kind DEPARTMENT")),
    Fault(
        Rule.DUPLICATE,
        "org:new",
        (
            "org:new nameTh กองยุทธศาสตร์ และแผนงาน",
            "org:new kind SUB_UNIT",
            "org:new unitKind DIVISION",
            "org:new PART_OF org:msdhs-dep",
        ),
    ),
    Fault(Rule.SAME_NAME, "person:twin", ("person:twin nameTh นายวิษณุเครืองาม",)),
    Fault(Rule.UNIT_KIND, "org:msdhs-dcy", ("org:msdhs-dcy unitKind DIVISION",)),
    Fault(
        Rule.UNIT_KIND_AGAINST_NAME,
        "org:wfdlc-lampang",
        ("org:wfdlc-lampang unitKind DIVISION",),
        removed="org:wfdlc-lampang\tunitKind",
    ),
    Fault(
        Rule.NAME_PATTERN,
        "org:wfdlc-lampang",
        edits=((ORGANIZATIONS, "SEATED_IN\tTH-52", "SEATED_IN\tTH-50"),),
    ),
    Fault(
        Rule.PROVINCE_AGAINST_NAME,
        "org:wfdlc-lampang",
        ("org:wfdlc-lampang SEATED_IN TH-50",),
        removed="org:wfdlc-lampang\tSEATED_IN",
    ),
    Fault(
        Rule.PROVINCE,
        "org:psdho-kanchanaburi",
        edits=((ORGANIZATIONS, "SERVES\tTH-71", "SERVES\tTH-70"),),
    ),
    Fault(Rule.REGION, "TH-38", removed="TH-38\t", folder=REGIONS),
    Fault(
        Rule.ADMINISTRATION,
        "org:wfdlc-lampang",
        ("org:wfdlc-lampang REPORTS_TO:TERRITORIAL org:province-kanchanaburi",),
    ),
    Fault(
        Rule.AWARD,
        KANCHANABURI,
        (f"{KANCHANABURI} levelAbsence NOT_STATED",),
    ),
    Fault(
        Rule.AWARD_WITHOUT_SOURCE,
        KANCHANABURI,
        edits=(
            (
                AWARDS,
                "WON_BY\torg:psdho-kanchanaburi\tdoc:msk-news-2022-09-12@1704-1760~f436ff1b1188",
                "WON_BY\torg:psdho-kanchanaburi\tdoc:msk-news-2022-09-12",
            ),
        ),
    ),
    Fault(Rule.CATEGORY_NOT_OFFERED, KANCHANABURI, removed="category:effective-change\tOFFERED_IN"),
    Fault(
        Rule.CREDITED_ELSEWHERE,
        KANCHANABURI,
        edits=((AWARDS, "CREDITED_TO\torg:msdhs-ops", "CREDITED_TO\torg:msdhs-dwf"),),
    ),
    Fault(
        Rule.CLAIMED_COUNT,
        "claim:lertrat-2022/msdhs-ops",
        edits=((EDITION, "msdhs-ops\tvalue\t2", "msdhs-ops\tvalue\t3"),),
    ),
    Fault(
        Rule.CLAIMED_TOTAL,
        "claim:lertrat-2022/opm-opdc",
        (
            "claim:lertrat-2022/opm-opdc value 4",
            "claim:lertrat-2022/opm-opdc CLAIMED_FOR edition:lertrat-2022",
            "claim:lertrat-2022/opm-opdc COUNTED_FOR org:opm-opdc",
        ),
        document="doc:thaigov-72044",
    ),
    Fault(
        Rule.UNTRACEABLE_DOCUMENT,
        "doc:nowhere",
        edits=((DOCUMENTS, "doc:thaigov-72044\t", "doc:nowhere\tไม่มีที่มา\ndoc:thaigov-72044\t"),),
    ),
    Fault(
        Rule.OPEN_AFTER_END,
        "org:moc-insurance-khon-kaen",
        edits=((ORGANIZATIONS, "\tinferred:line-of-parent\t../2007", "\tinferred:line-of-parent"),),
        folder=CHANGES,
    ),
    Fault(
        Rule.OPEN_AFTER_END,
        "org:moc-insurance-khon-kaen",
        edits=((ORGANIZATIONS, "line-of-parent\t../2007", "line-of-parent\t../2008"),),
        folder=CHANGES,
    ),
    Fault(
        Rule.BEFORE_BEGINNING,
        "org:mof-oic-khon-kaen",
        edits=((ORGANIZATIONS, "line-of-parent\t2007/..", "line-of-parent\t2006/.."),),
        folder=CHANGES,
    ),
    Fault(
        Rule.SUCCESSION,
        "org:moc-insurance",
        (
            f"{INSURANCE} kind FOUNDED",
            f"{INSURANCE} status IN_FORCE",
            f"{INSURANCE} date 2010-01-01",
            f"{INSURANCE} datePrecision YEAR",
            f"{INSURANCE} dateRole EFFECT",
            f"{INSURANCE} RESULTING_ORGANIZATION org:moc-insurance",
        ),
        folder=CHANGES,
        document="doc:thaigov-10024",
    ),
    Fault(
        Rule.SUCCESSION,
        "org:moc-insurance",
        (
            f"{INSURANCE} kind DISSOLVED",
            f"{INSURANCE} status IN_FORCE",
            f"{INSURANCE} datePrecision UNKNOWN",
            f"{INSURANCE} note No day is said.",
            f"{INSURANCE} ORIGINAL_ORGANIZATION org:moc-insurance",
        ),
        folder=CHANGES,
        document="doc:thaigov-10024",
    ),
    Fault(
        Rule.CHANGE,
        "change:mof-oic/renamed-2007",
        removed="change:mof-oic/renamed-2007\tdateRole",
        folder=CHANGES,
    ),
]


def found(folder: Path, rule: Rule, subject: str) -> tuple[Report, list[Problem]]:
    """The report on a folder, and its findings of a rule about a subject."""
    made = report(MODEL, [folder], None)
    return made, [f for f in made.findings if f.rule is rule and subject in f.subjects]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule.code} {fault.subject}")
def test_a_fault_is_found_and_an_exception_lets_it_stand(fault: Fault, tmp_path: Path) -> None:
    whole = report(MODEL, [fault.folder], None)
    assert not [f for f in whole.findings if f.rule is fault.rule and fault.subject in f.subjects]
    folder = fault.plant(tmp_path)
    made, findings = found(folder, fault.rule, fault.subject)
    assert findings
    assert all(finding.message and finding.fix and finding.place.file for finding in findings)
    if fault.rule.severity is Severity.ERROR:
        assert made.errors
        with pytest.raises(DataError):
            made.raise_any()
    else:
        assert not made.errors
        made.raise_any()
    exception = f"{fault.rule.code}\t{fault.subject}\tIt is so.\tA curator\t2026-01-31"
    (folder / EXCEPTIONS).write_text(f"{COLUMNS}\n{exception}\n", "utf-8")
    _, findings = found(folder, fault.rule, fault.subject)
    assert findings
    for finding in findings:
        assert finding.exemption is not None
        assert finding.exemption.reason == "It is so."
        assert not finding.is_error


def test_every_rule_is_tried() -> None:
    """The three that no exception lets stand have tests of their own."""
    tried = {fault.rule for fault in FAULTS}
    assert {rule for rule in Rule if rule.allows_exceptions} == tried | {Rule.WON_OUT_OF_TIME}


def test_the_guide_lists_every_rule() -> None:
    text = (Path(FOUNDING).parents[1] / "README.md").read_text("utf-8")
    for rule in Rule:
        assert f"| `{rule.code}` | {rule.severity.value.lower()} | {rule.about} |" in text


def test_who_won_was_there(tmp_path: Path) -> None:
    """Over two datasets: a winner that ended the year before."""
    folder = copy(tmp_path)
    change = "change:tpso-7/dissolved-2021"
    for predicate, object in (
        ("kind", "DISSOLVED"),
        ("status", "IN_FORCE"),
        ("date", "2021-05-01"),
        ("datePrecision", "DAY"),
        ("dateRole", "EFFECT"),
        ("ORIGINAL_ORGANIZATION", "org:tpso-7"),
    ):
        append(folder, EDITION, f"{change}\t{predicate}\t{object}\tdoc:thaigov-72044\tstated")
    _, findings = found(
        folder, Rule.WON_OUT_OF_TIME, "award:lertrat-2022/service-development/tpso-7"
    )
    assert [finding.message for finding in findings] == [
        f"'org:tpso-7' won in 2022, and '{change}' says that it was not there"
    ]
    assert findings[0].documents == ["doc:msk-news-2022-09-12", "doc:thaigov-72044"]


def test_an_interval_that_ends_before_it_begins(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    line = append(
        folder, ORGANIZATIONS, "org:tpso-7\tSERVES\tTH-16\tdoc:thaigov-72044\tstated\t2010/2009"
    )
    (finding,) = [
        f for f in report(MODEL, [folder], None).findings if f.rule is Rule.REVERSED_VALIDITY
    ]
    assert finding.place.line == line
    assert finding.is_error


def test_an_exception_that_matches_nothing_is_told(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    exception = "cycle\torg:msdhs\tOnce it was so.\tA curator\t2026-01-31"
    (folder / EXCEPTIONS).write_text(f"{COLUMNS}\n{exception}\n", "utf-8")
    _, (finding,) = found(folder, Rule.UNUSED_EXCEPTION, "org:msdhs")
    assert str(finding) == (
        f"{folder.name}/{EXCEPTIONS}:2: subject: no finding of 'cycle' is about 'org:msdhs'; "
        "take the exception out"
    )


@pytest.mark.parametrize(
    ("exception", "field", "message"),
    [
        ("cicle\torg:msdhs\tIt is so.\tA curator\t2026-01-31", "rule", "did you mean 'cycle'?"),
        ("passage\torg:msdhs\tIt is so.\tA curator\t2026-01-31", "rule", "that allows exceptions"),
        ("cycle\torg:msdhs\t\tA curator\t2026-01-31", "reason", "it is empty"),
        ("cycle\torg:msdhs\tIt is so.\t\t2026-01-31", "decidedBy", "it is empty"),
        ("cycle\torg:msdhs\tIt is so.\tA curator\t2026", "decidedOn", "is no day"),
    ],
)
def test_an_exception_says_why_who_and_when(
    exception: str, field: str, message: str, tmp_path: Path
) -> None:
    folder = copy(tmp_path)
    (folder / EXCEPTIONS).write_text(f"{COLUMNS}\n{exception}\n", "utf-8")
    with pytest.raises(DataError) as caught:
        read(MODEL, [folder])
    assert f"{EXCEPTIONS}:2: {field}: " in str(caught.value)
    assert message in str(caught.value)


def test_what_ships_is_clean_or_excepted_with_a_reason() -> None:
    findings = report(MODEL, DEFAULT_FOLDERS, None).findings
    assert [str(finding) for finding in findings if finding.exemption is None] == []


def test_findings_are_nodes_beside_what_they_are_about(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    append(folder, ORGANIZATIONS, "project:unused\tnameTh\tโครงการ\tdoc:thaigov-72044\tstated")
    content = read(MODEL, [folder])
    (node,) = [
        n for n in content.nodes.values() if "project:unused" in n.properties.get("subjects", ())
    ]
    assert node.properties == {
        "severity": "WARNING",
        "rule": "orphan",
        "message": "nothing refers to 'project:unused'",
        "fix": "take it out, or say what it is for",
        "subjects": ["project:unused"],
    }
    edges = {
        (e.type, content.nodes[e.target].type)
        for e in content.edges.values()
        if e.source == node.id
    }
    assert edges == {("CONCERNS", "Project"), ("RESTS_ON", "Statement")}


def test_a_finding_stays_the_same_when_its_line_moves(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    append(folder, ORGANIZATIONS, "project:unused\tnameTh\tโครงการ\tdoc:thaigov-72044\tstated")
    before = read(MODEL, [folder])
    edit(folder, ORGANIZATIONS, "# The ministry.", "# One more line.\n# The ministry.")
    assert read(MODEL, [folder]).checksum() == before.checksum()


def test_what_is_said_without_dates_is_one_with_what_is_said_with_them(tmp_path: Path) -> None:
    """It supports the dated relationship, and makes none for all times beside it."""
    folder = copy(tmp_path)
    append(
        folder,
        ORGANIZATIONS,
        "org:tpso-7\tPART_OF\torg:msdhs-ops\tdoc:thaigov-72044\tstated\t2015-03/..",
    )
    edges = [
        edge
        for edge in read(MODEL, [folder]).edges.values()
        if (edge.source, edge.type) == ("org:tpso-7", "PART_OF")
    ]
    assert [str(edge.properties["validFrom"]) for edge in edges] == ["2015-03-01"]
