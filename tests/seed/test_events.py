"""The shipped changes of organizations and the register, and what is checked of changes."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from graph.model import other_times
from seed import DEFAULT_FOLDERS, Content, Verification, read, verify
from seed.content import count_by_type
from seed.dates import says_date
from seed.facts import Fact
from seed.folder import read_folder
from seed.knowledge import Knowledge
from seed.problems import Problems
from seed.provinces import province_dataset
from tests.seed.folders import FOUNDING, MODEL, append, copy, edit, problems, remove

CHANGES, REGISTER, REGIONS, AWARDS = DEFAULT_FOLDERS[1:]
FACTS = "changes.tsv"
MDES = "change:mdes/renamed-2016"


@pytest.fixture(scope="module")
def content() -> Content:
    """All that is shipped."""
    return read(MODEL, DEFAULT_FOLDERS)


def facts(folder: Path) -> Sequence[Fact]:
    return read_folder(folder, Problems()).facts


def targets(content: Content, source: str, type: str) -> list[str]:
    return [e.target for e in content.edges.values() if (e.source, e.type) == (source, type)]


def events(content: Content, **properties: str) -> set[str]:
    return {
        node.id.removeprefix("change:")
        for node in content.nodes.values()
        if node.type == "ChangeEvent" and properties.items() <= node.properties.items()
    }


def successions(content: Content) -> set[tuple[str, str]]:
    return {
        (e.source.removeprefix("org:"), e.target.removeprefix("org:"))
        for e in content.edges.values()
        if e.type == "SUCCEEDED_BY"
    }


def test_how_much_there_is(content: Content) -> None:
    counts = count_by_type(content.nodes.values())
    assert (counts["Organization"], counts["ChangeEvent"]) == (444, 37)
    statuses = Counter(
        n.properties["status"] for n in content.nodes.values() if n.type == "ChangeEvent"
    )
    assert statuses == {"IN_FORCE": 27, "DRAFT": 7, "PROPOSED": 3}


@pytest.mark.parametrize(
    "folder", [FOUNDING, CHANGES, REGISTER, REGIONS], ids=lambda folder: folder.name
)
def test_each_dataset_stands_alone(folder: Path) -> None:
    assert read(MODEL, [folder]).statements > 0


def test_the_awards_stand_on_the_register_and_the_founding_document() -> None:
    assert read(MODEL, [FOUNDING, REGISTER, AWARDS]).statements > 0


def test_one_body_is_one_node_over_all_datasets(content: Content) -> None:
    shared = {each.subject for each in facts(FOUNDING)} & {each.subject for each in facts(REGISTER)}
    assert shared == {
        "org:msdhs",
        "org:msdhs-ops",
        "org:msdhs-dcy",
        "org:msdhs-dsdw",
        "org:msdhs-dep",
        "org:msdhs-dwf",
        "org:opm-opdc",
    }
    names = Counter(
        n.properties["nameTh"] for n in content.nodes.values() if n.type == "Organization"
    )
    assert set(names.values()) == {1}


def test_who_succeeded_whom(content: Content) -> None:
    assert successions(content) == {
        ("moi-labour", "mol-dlpw"),
        ("mlsw", "mol"),
        ("moe-dove", "moe-ovec"),
        ("moc-insurance", "mof-oic"),
        ("moc-insurance-khon-kaen", "mof-oic-khon-kaen"),
        ("mict", "mdes"),
        ("chitralada-technology-college", "mhesi-cdti"),
        ("chitralada-vocational-school", "mhesi-cdti"),
        ("mof-smc", "mof-ghb"),
        ("mnre-deqp", "mnre-dcce"),
        ("moe-nfe", "moe-dole"),
    }


def test_succession_is_no_statement(content: Content) -> None:
    predicates = {n.properties.get("predicate") for n in content.nodes.values()}
    assert "SUCCEEDED_BY" not in predicates
    assert {"ORIGINAL_ORGANIZATION", "RESULTING_ORGANIZATION"} <= predicates


def test_what_is_planned_makes_no_body(content: Content) -> None:
    names = {n.properties["nameTh"] for n in content.nodes.values() if n.type == "Organization"}
    planned = events(content, status="DRAFT") | events(content, status="PROPOSED")
    assert len(planned) == 10
    proposed = {
        name for id in planned for name in content.nodes[f"change:{id}"].properties["proposedNames"]
    }
    assert len(proposed) == 27
    # The one draft whose name a later change in force has made.
    assert proposed & names == {"กรมการเปลี่ยนแปลงสภาพภูมิอากาศและสิ่งแวดล้อม"}
    assert ("mnre-deqp", "mnre-dcce") in successions(content)


def test_both_days_of_one_change_are_kept(content: Content) -> None:
    """Two texts tell it: one day is followed, the other stays as a statement."""
    node = content.nodes[MDES].properties
    assert (node["date"], node["dateRole"], node["kind"]) == (
        date(2016, 9, 16),
        "EFFECT",
        "RENAMED",
    )
    about = [e.source for e in content.edges.values() if (e.type, e.target) == ("ABOUT", MDES)]
    said = {
        (p["object"], p["basis"], p.get("setAside"), *targets(content, id, "STATED_IN"))
        for id in about
        if (p := content.nodes[id].properties)["predicate"] == "date"
    }
    assert said == {
        ("2016-09-16", "STATED", None, "doc:thaigov-6673"),
        ("2016-09-15", "STATED", "day-of-effect", "doc:thaigov-33925"),
    }


def test_a_transfer_leaves_the_body_what_it_was(content: Content) -> None:
    change = "change:mol-dlpw/transferred-1993"
    assert targets(content, change, "ORIGINAL_ORGANIZATION") == ["org:mol-dlpw"]
    assert targets(content, change, "RESULTING_ORGANIZATION") == ["org:mol-dlpw"]
    assert targets(content, change, "FORMER_PARENT") == ["org:moi"]
    assert targets(content, change, "NEW_PARENT") == ["org:mlsw"]
    assert targets(content, "org:mol-dlpw", "SUCCEEDED_BY") == []
    assert targets(content, "org:mol-dlpw", "PART_OF") == ["org:mol"]
    lines = {
        (e.target, str(e.properties["validFrom"]), str(e.properties["validTo"]))
        for e in content.edges.values()
        if (e.source, e.type) == ("org:mol-dlpw", other_times("PART_OF"))
    }
    assert lines == {
        ("org:moi", "1992-01-01", "1993-09-22"),
        ("org:mlsw", "1993-09-23", "2002-10-02"),
    }


def test_bodies_that_gave_a_part_live_on(content: Content) -> None:
    assert targets(content, "change:mot-drr/founded-2002", "PARTS_FROM") == [
        "org:moi-pwd",
        "org:moi-ard",
    ]
    assert targets(content, "org:moi-pwd", "SUCCEEDED_BY") == []


def test_the_department_of_older_persons(content: Content) -> None:
    """No text at hand tells of its founding: it is an entry of the register, and says so."""
    change = "change:msdhs-dop/founded-2015"
    node = content.nodes[change].properties
    assert (node["kind"], node["date"], node["status"]) == (
        "FOUNDED",
        date(2015, 3, 6),
        "IN_FORCE",
    )
    assert targets(content, change, "RESULTING_ORGANIZATION") == ["org:msdhs-dop"]
    rules = {each.rule for each in facts(REGISTER) if each.subject == change}
    assert rules == {"register-entry"}


def test_numbers_are_no_identities(content: Content) -> None:
    """Twelve regional offices became nine: which into which is not told, so none is a body."""
    change = "change:mof-oic/restructured-2016"
    assert targets(content, change, "RESULTING_ORGANIZATION") == ["org:mof-oic"]
    assert "Twelve" in content.nodes[change].properties["note"]
    # Of the offices for technical promotion, renumbered from twelve to eleven, no text tells.
    assert not [id for id in events(content) if id.startswith("tpso")]


def test_a_body_that_is_no_more_keeps_its_line(content: Content) -> None:
    (line,) = (
        e
        for e in content.edges.values()
        if (e.source, e.type) == ("org:moi-labour", other_times("PART_OF"))
    )
    assert targets(content, "org:moi-labour", "PART_OF") == []
    assert line.target == "org:moi"
    assert (str(line.properties["validFrom"]), str(line.properties["validTo"])) == (
        "1965-10-29",
        "1992-12-31",
    )


def test_what_is_unsure_says_so() -> None:
    unsure = {
        (each.subject, each.predicate) for each in facts(REGISTER) if each.rule == "register-unsure"
    }
    assert ("org:moe-nfe", "kind") in unsure
    assert ("org:mof-oic", "PART_OF") in unsure
    assert Counter(predicate for _, predicate in unsure) == {"PART_OF": 10, "kind": 1}


SOURCE = "doc:thaigov-16385\tinferred:curator-remark"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "mict/founded-2002\tkind\tFOUNDED",
            "mict/founded-2002\tkind\tMERGED",
            "ORIGINAL_ORGANIZATION: 'change:mict/founded-2002' is MERGED and has 0; "
            "give 2 or more, or correct the kind",
        ),
        (
            "mhesi-cdti/merged-2018\tkind\tMERGED",
            "mhesi-cdti/merged-2018\tkind\tSPLIT",
            "'change:mhesi-cdti/merged-2018' is SPLIT and has 2; give 1",
        ),
        (
            "mol-dlpw/transferred-1993\tkind\tTRANSFERRED",
            "mol-dlpw/transferred-1993\tkind\tRENAMED",
            "is RENAMED: what comes out is what went in",
        ),
        (
            "mol/renamed-2002\tkind\tRENAMED",
            "mol/renamed-2002\tkind\tRESTRUCTURED",
            "is RESTRUCTURED: what comes out is not what went in",
        ),
        (
            "mol-dlpw/transferred-1993\tNEW_PARENT\torg:mlsw",
            "mol-dlpw/transferred-1993\tNEW_PARENT\torg:moi",
            "NEW_PARENT: 'org:moi' is the former parent too",
        ),
        (
            "moi-labour/dissolved-1992\tdate\t1992-01-01",
            "moi-labour/dissolved-1992\tdate\t1992-03-05",
            "date: 1992-03-05 is more than the year; write 1992-01-01",
        ),
        (
            "moi-labour/dissolved-1992\tdatePrecision\tYEAR",
            "moi-labour/dissolved-1992\tdatePrecision\tUNKNOWN",
            "datePrecision: 'change:moi-labour/dissolved-1992' has a date; write DAY",
        ),
        (
            "mict/founded-2002\tRESULTING_ORGANIZATION\torg:mict",
            "mict/founded-2002\tRESULTING_ORGANIZATION\torg:mickt",
            "nothing is said of 'org:mickt'; did you mean 'org:mict'?",
        ),
        (
            "moi-dla/renamed-proposed-2023\tORIGINAL_ORGANIZATION\torg:moi-dla",
            "moi-dla/renamed-proposed-2023\tRESULTING_ORGANIZATION\torg:moi-dla",
            "'change:moi-dla/renamed-proposed-2023' is not in force, and 'org:moi-dla' came out",
        ),
        (
            "moi-dla/renamed-proposed-2023\tstatus\tPROPOSED",
            "moi-dla/renamed-proposed-2023\tstatus\tIN_FORCE",
            "proposedNames: 'change:moi-dla/renamed-proposed-2023' is past a proposal",
        ),
        (
            "mdes/renamed-2016\tdate\t2016-09-15",
            "mdes/renamed-2016\tdate\t2016-09-16",
            "basis: the same is followed",
        ),
    ],
)
def test_a_wrong_change(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = copy(tmp_path, CHANGES)
    line = edit(folder, FACTS, old, new)
    found = problems(folder)
    assert any(message in each for each in found), found
    assert any(each.startswith(f"reorganizations/{FACTS}:") for each in found)
    assert line


@pytest.mark.parametrize(
    ("gone", "message"),
    [
        ("change:mict/founded-2002\tdate\t", "date: 'change:mict/founded-2002' has none; add it"),
        ("change:mict/founded-2002\tdateRole\t", "dateRole: 'change:mict/founded-2002' has a date"),
        ("change:mol-dlpw/transferred-1993\tNEW_PARENT\t", "NEW_PARENT: "),
        ("change:mict/founded-2002\tstatus\t", "status: 'change:mict/founded-2002' has none"),
        ("change:mdes/renamed-2016\tdate\t2016-09-16", "basis: nothing is followed instead"),
    ],
)
def test_a_change_that_lacks_something(tmp_path: Path, gone: str, message: str) -> None:
    folder = copy(tmp_path, CHANGES)
    remove(folder, gone)
    found = problems(folder)
    assert any(message in each for each in found), found


def test_a_date_that_is_not_known_says_why(tmp_path: Path) -> None:
    folder = copy(tmp_path, CHANGES)
    remove(folder, "change:mict/founded-2002\tdate")
    unknown = f"change:mict/founded-2002\tdatePrecision\tUNKNOWN\t{SOURCE}"
    append(folder, FACTS, unknown)
    (found,) = problems(folder)
    assert "note: 'change:mict/founded-2002' does not say why it has no date" in found
    append(folder, FACTS, f"change:mict/founded-2002\tnote\tThe text gives none.\t{SOURCE}")
    node = read(MODEL, [folder]).nodes["change:mict/founded-2002"]
    assert "date" not in node.properties


def test_nobody_succeeds_itself(tmp_path: Path) -> None:
    folder = copy(tmp_path, CHANGES)
    back = "change:mict/renamed-2017"
    for predicate, object in (
        ("kind", "RENAMED"),
        ("status", "IN_FORCE"),
        ("date", "2017-01-01"),
        ("datePrecision", "YEAR"),
        ("dateRole", "EFFECT"),
        ("ORIGINAL_ORGANIZATION", "org:mdes"),
        ("RESULTING_ORGANIZATION", "org:mict"),
    ):
        append(folder, FACTS, f"{back}\t{predicate}\t{object}\t{SOURCE}")
    found = [each for each in problems(folder) if "succeeds itself" in each]
    assert len(found) == 2
    assert any("'org:mict' succeeds itself by way of 'org:mdes'; break" in each for each in found)
    edit(folder, FACTS, f"{back}\tstatus\tIN_FORCE", f"{back}\tstatus\tGAZETTED")
    assert ("mdes", "mict") not in successions(read(MODEL, [folder]))


def test_who_lives_on_may_take_its_part_back(tmp_path: Path) -> None:
    """A part that is split off and merged again makes no circle: the one lives on."""
    folder = copy(tmp_path, CHANGES)
    for id, kind, originals, resulting in (
        ("change:mof/split-2030", "SPLIT", ["mof"], ["mof", "mof-fpo"]),
        ("change:mof/merged-2031", "MERGED", ["mof", "mof-fpo"], ["mof"]),
    ):
        lines = [("kind", kind), ("status", "IN_FORCE"), ("date", f"{id[-4:]}-01-01")]
        lines += [("datePrecision", "YEAR"), ("dateRole", "EFFECT")]
        lines += [("ORIGINAL_ORGANIZATION", f"org:{each}") for each in originals]
        lines += [("RESULTING_ORGANIZATION", f"org:{each}") for each in resulting]
        for predicate, object in lines:
            append(folder, FACTS, f"{id}\t{predicate}\t{object}\t{SOURCE}")
    found = successions(read(MODEL, [folder]))
    assert ("mof-fpo", "mof") in found
    assert ("mof", "mof-fpo") not in found


def test_a_statement_set_aside_is_not_followed() -> None:
    known = Knowledge(facts(CHANGES))
    assert known.objects(MDES, "date") == ["2016-09-16"]
    assert {(each.subject, each.object) for each in known.set_aside} >= {(MDES, "2016-09-15")}
    assert all(not each.followed and each.is_stated for each in known.set_aside)


@pytest.mark.parametrize(
    ("passage", "day", "precision", "said"),
    [
        ("เมื่อวันที่ 29 ตุลาคม 2508", "1965-10-29", "DAY", True),
        ("เมื่อวันที่ ๑๓ สิงหาคม ๒๕๖๑", "2018-08-13", "DAY", True),
        ("13 ก.ค. 2564", "2021-07-13", "DAY", True),
        ("29 ส.ค. 66", "2023-08-29", "DAY", True),
        ("29/11/2566", "2023-11-29", "DAY", True),
        ("6 เมษายน พ.ศ. 2562", "2019-04-06", "DAY", True),
        ("ในปี 2535", "1992-01-01", "YEAR", True),
        ("ตุลาคม 2545", "2002-10-01", "MONTH", True),
        ("9 ตุลาคม 2545", "2002-10-03", "DAY", False),
        ("13 ตุลาคม 2545", "2002-10-03", "DAY", False),
        ("3 กันยายน 2545", "2002-10-03", "DAY", False),
        ("3 ตุลาคม 2546", "2002-10-03", "DAY", False),
        ("จำนวน 12535 คน", "1992-01-01", "YEAR", False),
    ],
)
def test_dates_in_thai(passage: str, day: str, precision: str, said: bool) -> None:
    assert says_date(passage, date.fromisoformat(day), precision) is said


DOCUMENTS = os.environ.get("GOVGRAPH_DOCUMENTS")
given = pytest.mark.skipif(DOCUMENTS is None, reason="GOVGRAPH_DOCUMENTS is not set")


@given
def test_the_passages_say_what_is_taken_from_them() -> None:
    passages = sum(each.source.passage is not None for each in facts(CHANGES))
    found = verify([CHANGES], Path(str(DOCUMENTS)))
    assert found == Verification(passages + len(province_dataset().facts), ())


@given
def test_every_event_of_the_list_is_a_change() -> None:
    """The list of events beside the texts: each of its passages supports a change."""
    (listed,) = Path(str(DOCUMENTS)).rglob("events.tsv")
    with listed.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    passages = {
        (each.source.document, each.source.passage.start, each.source.passage.end)
        for each in facts(CHANGES)
        if each.source.passage
    }
    missing = {
        row["event_id"]
        for row in rows
        if (f"doc:thaigov-{row['file'].removesuffix('.txt')}", int(row["start"]), int(row["end"]))
        not in passages
    }
    assert len(rows) == 37
    assert missing == {"ev29"}  # Another sentence of that text names the body that goes into it.
