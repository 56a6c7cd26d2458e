"""Whatever is wrong with a dataset is reported with file, line, field and fix."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from graph.model import other_times
from seed import read
from tests.seed.folders import FOUNDING, MODEL, NAME, append, copy, edit, problems, remove, shipped

AWARDS, CATEGORIES, EDITION = "awards.tsv", "categories.tsv", "edition.tsv"
ORGANIZATIONS, DOCUMENTS = "organizations.tsv", "documents.tsv"
KANCHANABURI = "award:lertrat-2022/effective-change/psdho-kanchanaburi"

# file, what is written, what is put for it, field, message, fix
EDITS = [
    (
        ORGANIZATIONS,
        "org:msdhs-dcy\tnameTh",
        "org:msdhs-dcy\tnameTH",
        "predicate",
        "Organization has no 'nameTH'",
        "did you mean 'nameTh'?",
    ),
    (AWARDS, "\tWON_BY\t", "\tWON\t", "predicate", "Award has no 'WON'", "did you mean 'WON_BY'?"),
    (AWARDS, "\tWON_BY\t", "\tBECAUSE\t", "predicate", "Award has no 'BECAUSE'", "use one of"),
    (
        AWARDS,
        "\tyear\t",
        "\tyearBe\t",
        "predicate",
        "Award has no 'yearBe'",
        "did you mean 'year'?",
    ),
    (
        AWARDS,
        "\torg:msdhs-dcy\t",
        "\torg:msdhs-dyc\t",
        "object",
        "nothing is said of 'org:msdhs-dyc'",
        "did you mean 'org:msdhs-dcy'?",
    ),
    (
        AWARDS,
        "\tedition:lertrat-2022\t",
        "\torg:msdhs-dcy\t",
        "object",
        "'org:msdhs-dcy' is a Organization",
        "IN_EDITION leads to AwardEdition",
    ),
    (
        AWARDS,
        "\tedition:lertrat-2022\t",
        "\tthe edition\t",
        "object",
        "'the edition' is no id",
        "give the id of one",
    ),
    (
        AWARDS,
        "\tOUTSTANDING\t",
        "\tOUTSTANDNG\t",
        "object",
        "is no value of level",
        "did you mean 'OUTSTANDING'?",
    ),
    (
        AWARDS,
        "\tOUTSTANDING\t",
        "\tBEST\t",
        "object",
        "is no value of level",
        "use one of OUTSTANDING, GOOD",
    ),
    (AWARDS, "\tyear\t2022", "\tyear\t2022.5", "object", "is no whole number", "digits"),
    (AWARDS, "\tyear\t2022", "\tyear\t๒๐๒๒", "object", "is no whole number", "digits"),
    (
        AWARDS,
        "\tyear\t2022",
        "\tyear\t2565",
        "year",
        "2565 is not the year of",
        "write 2022, Common Era",
    ),
    (EDITION, "2022-09-12\tdoc", "2022-09-31\tdoc", "object", "is no date", "YYYY-MM-DD"),
    (EDITION, "\t10:00\t", "\t10.00\t", "object", "is no hour", "HH:MM"),
    (
        ORGANIZATIONS,
        "doc:msk-news-2022-09-12@630",
        "doc:msk-news@630",
        "source",
        "there is no document 'doc:msk-news'",
        "did you mean 'doc:msk-news-2022-09-12'?",
    ),
    (
        ORGANIZATIONS,
        "@630-672~f6c037778c10",
        "@672-630~f6c037778c10",
        "source",
        "the passage 672-630 is empty",
        "after its start",
    ),
    (ORGANIZATIONS, "\tstated", "\tsaid", "basis", "'said' is no basis", "write stated"),
    (
        ORGANIZATIONS,
        "inferred:name-pattern",
        "inferred:nam-pattern",
        "basis",
        "'nam-pattern' is no rule",
        "did you mean 'name-pattern'?",
    ),
    (
        ORGANIZATIONS,
        "กระทรวงการพัฒนา",
        unicodedata.normalize("NFD", "é") + "กระทรวงการพัฒนา",
        "object",
        "is not in Unicode NFC",
        "normalise",
    ),
    (ORGANIZATIONS, "org:msdhs\tnameTh", "org: msdhs\tnameTh", "subject", "is no id", "org:msdhs"),
    (
        ORGANIZATIONS,
        "org:msdhs\tnameTh",
        "orga:msdhs\tnameTh",
        "subject",
        "has the prefix of no type",
        "did you mean 'org:'?",
    ),
    (
        ORGANIZATIONS,
        "org:msdhs\tnameTh",
        "doc:msdhs\tnameTh",
        "subject",
        "has the prefix of no type",
        "start it with one of",
    ),
    (
        ORGANIZATIONS,
        "inferred:name-pattern",
        "inferred:name-pattern\t2002/..",
        "valid",
        "kind has no interval",
        "leave it empty",
    ),
    (
        ORGANIZATIONS,
        "PART_OF\torg:msdhs\t",
        "PART_OF\torg:wfdlc-lampang\t",
        "PART_OF",
        "stands under the unit",
        "name the body",
    ),
    (
        ORGANIZATIONS,
        "PROVINCIAL_OFFICE",
        "REGIONAL_OFFICE",
        "unitKind",
        "says PROVINCIAL_OFFICE, not REGIONAL_OFFICE",
        "give another reason",
    ),
    (
        ORGANIZATIONS,
        "REGIONAL_OFFICE",
        "PROVINCIAL_OFFICE",
        "SERVES",
        "serves none",
        "or its unitKind",
    ),
    (
        ORGANIZATIONS,
        "SERVES\tTH-71",
        "SERVES\tTH-70",
        "SERVES",
        "serves TH-70",
        "the province of its seat",
    ),
    (
        ORGANIZATIONS,
        "SEATED_IN\tTH-16",
        "SERVES\tTH-16",
        "SERVES",
        "says nothing of it, not TH-16",
        "give another reason",
    ),
    (
        ORGANIZATIONS,
        "SEATED_IN\tTH-57",
        "SEATED_IN\tTH-56",
        "SEATED_IN",
        "says TH-57, not TH-56",
        "correct it",
    ),
    (
        ORGANIZATIONS,
        "org:msdhs-dcy\tkind\tDEPARTMENT",
        "org:msdhs-dcy\tunitKind\tDIVISION",
        "kind",
        "'org:msdhs-dcy' has none",
        "add a line org:msdhs-dcy kind",
    ),
    (
        AWARDS,
        KANCHANABURI + "\tCREDITED_TO\torg:msdhs-ops",
        KANCHANABURI + "\tCREDITED_TO\torg:msdhs-dwf",
        "CREDITED_TO",
        "'org:msdhs-dwf' is not 'org:psdho-kanchanaburi' nor above it",
        "correct one",
    ),
    (
        AWARDS,
        "IN_CATEGORY\tcategory:effective-change",
        "IN_CATEGORY\tcategory:participatory-governance",
        "typeAbsence",
        "has neither a type in IN_CATEGORY nor typeAbsence",
        "add one",
    ),
    (
        CATEGORIES,
        "SUBCATEGORY_OF\tcategory:participatory-governance",
        "SUBCATEGORY_OF\tcategory:united-against-covid",
        "SUBCATEGORY_OF",
        "'category:united-against-covid' is a type",
        "give a branch",
    ),
    (
        EDITION,
        "msdhs-ops\tvalue\t2",
        "msdhs-ops\tvalue\t3",
        "value",
        "counts 3 awards under 'org:msdhs-ops', the data 2",
        "complete the awards",
    ),
    (DOCUMENTS, "75e9", "75", "sha256", "is no SHA-256", "64"),
    (DOCUMENTS, "\t3483\t", "\t3,483\t", "characters", "is no whole number", "digits"),
    (
        DOCUMENTS,
        "doc:thaigov-72044\t",
        "org:thaigov-72044\t",
        "id",
        "is no id of a document",
        "start it with doc:",
    ),
    (
        DOCUMENTS,
        "doc:thaigov-72044\t",
        "doc:thaigov-59151\t",
        "id",
        "was given at",
        "give each document once",
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "message", "fix"), EDITS, ids=[f"{e[3]}-{e[4]}" for e in EDITS]
)
def test_a_mistake_is_named(
    tmp_path: Path, file: str, old: str, new: str, field: str, message: str, fix: str
) -> None:
    folder = copy(tmp_path)
    line = edit(folder, file, old, new)
    told = problems(folder)
    here = [each for each in told if each.startswith(f"{NAME}/{file}:") and f" {field}: " in each]
    assert any(message in each and fix in each for each in here), told
    if field in ("predicate", "source", "basis"):
        assert told == here  # Nothing else is reported because of it.
    if field not in (
        "SERVES",
        "kind",
        "typeAbsence",
    ):  # What is missing is reported where the subject begins.
        assert any(each.startswith(f"{NAME}/{file}:{line}: ") for each in here), told


LINE = "{}\tdoc:msk-news-2022-09-12\tstated"
APPENDED = [
    (
        ORGANIZATIONS,
        "org:msdhs-dcy\tnameTh\tกรมอื่น",
        "nameTh",
        "has 'กรมกิจการเด็กและเยาวชน' already",
        "keep one of the two",
    ),
    (
        ORGANIZATIONS,
        "org:msdhs-dcy\tPART_OF\torg:opm-opdc",
        "PART_OF",
        "has 'org:msdhs' already",
        "say when each held",
    ),
    (
        ORGANIZATIONS,
        "org:msdhs\tPART_OF\torg:msdhs-dcy",
        "PART_OF",
        "is part of itself",
        "break the circle",
    ),
    (
        ORGANIZATIONS,
        "org:msdhs\tPART_OF\torg:msdhs",
        "object",
        "is related to itself",
        "the other one",
    ),
    (
        ORGANIZATIONS,
        "org:msdhs-dcy\tunitKind\tDIVISION",
        "unitKind",
        "is a DEPARTMENT",
        "only a SUB_UNIT has a unitKind",
    ),
    (
        ORGANIZATIONS,
        "org:new\tnameEn\tNew",
        "nameTh",
        "'org:new' has none",
        "add a line org:new nameTh",
    ),
    (AWARDS, KANCHANABURI + "\tlevel\tGOOD", "level", "has 'OUTSTANDING' already", "keep one"),
    (
        AWARDS,
        KANCHANABURI + "\tWON_BY\torg:msdhs-dcy",
        "subject",
        "does not say its content",
        "write award:lertrat-2022/effective-change/msdhs-dcy+psdho-kanchanaburi",
    ),
    (
        AWARDS,
        KANCHANABURI + "\tlevelAbsence\tNOT_STATED",
        "levelAbsence",
        "has level too",
        "take one of the two out",
    ),
    (AWARDS, KANCHANABURI + "\tunitAbsence\tNOT_STATED", "unitAbsence", "has a unit", "take one"),
    (
        CATEGORIES,
        "category:public-service\tSUBCATEGORY_OF\tcategory:participatory-governance",
        "SUBCATEGORY_OF",
        "the branch 'category:public-service' stands under",
        "stands at the top",
    ),
]


@pytest.mark.parametrize(
    ("file", "facts", "field", "message", "fix"),
    APPENDED,
    ids=[f"{each[2]}-{each[3]}" for each in APPENDED],
)
def test_one_fact_too_many_is_named(
    tmp_path: Path, file: str, facts: str, field: str, message: str, fix: str
) -> None:
    folder = copy(tmp_path)
    line = append(folder, file, LINE.format(facts))
    told = problems(folder)
    here = [each for each in told if f" {field}: " in each and message in each and fix in each]
    assert here, told
    if field != "subject":
        assert any(each.startswith(f"{NAME}/{file}:{line}: ") for each in here), told


@pytest.mark.parametrize(
    ("part", "field", "message"),
    [
        ("\tWON_BY\torg:tpso-7\t", "winnerAbsence", "has neither WON_BY nor winnerAbsence"),
        (KANCHANABURI + "\tlevel", "levelAbsence", "has neither level nor levelAbsence"),
        ("dsdw\tprojectAbsence", "projectAbsence", "has neither FOR_PROJECT nor projectAbsence"),
        ("united-against-covid/msdhs-dcy\tunitAbsence", "unitAbsence", "has neither a unit"),
        ("PROVINCIAL_OFFICE", "unitKind", "its name says PROVINCIAL_OFFICE"),
        ("org:wfdlc-lampang\tPART_OF", "PART_OF", "the unit 'org:wfdlc-lampang' has none"),
        ("org:msdhs-dwf\tPART_OF", "value", "counts 9 awards under 'org:msdhs', the data 7"),
        ("\tIN_EDITION\t", "IN_EDITION", "has none"),
        ("category:effective-change\tOFFERED_IN", "IN_CATEGORY", "is not offered in"),
        (
            "award:lertrat-2022/united-against-covid/msdhs-dcy",
            "value",
            "'org:msdhs-dcy', the data 0",
        ),
    ],
)
def test_one_fact_too_few_is_named(tmp_path: Path, part: str, field: str, message: str) -> None:
    folder = copy(tmp_path)
    remove(folder, part)
    told = problems(folder)
    assert any(f" {field}: " in each and message in each for each in told), told


def test_the_same_award_twice_is_named(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    text = (folder / AWARDS).read_text("utf-8")
    lines = [line for line in text.split("\n") if line.startswith(KANCHANABURI)]
    for line in lines:
        append(folder, AWARDS, line.replace(KANCHANABURI, KANCHANABURI + "/tha-sao-model"))
    told = problems(folder)
    assert any("is the same award as" in each and "take one out" in each for each in told)


def test_the_same_line_twice_is_named(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    text = (folder / AWARDS).read_text("utf-8")
    first = next(i for i, each in enumerate(text.split("\n"), 1) if each.startswith("award:"))
    line = append(folder, AWARDS, text.split("\n")[first - 1])
    assert problems(folder) == [
        f"{NAME}/{AWARDS}:{line}: line: it was said at {NAME}/{AWARDS}:{first}; "
        "take one of the two out"
    ]


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    lines = [
        edit(folder, ORGANIZATIONS, "org:msdhs-dcy\tnameTh", "org:msdhs-dcy\tname"),
        edit(folder, AWARDS, "\tyear\t2022", "\tyear\tsoon"),
        edit(folder, EDITION, "\tstated", "\tso it is"),
    ]
    files = [ORGANIZATIONS, AWARDS, EDITION]
    told = problems(folder)
    for file, line in zip(files, lines, strict=True):
        assert sum(each.startswith(f"{NAME}/{file}:{line}: ") for each in told) == 1
    assert told == sorted(told, key=lambda each: each.split(":")[0])


def test_what_held_one_after_the_other_may_differ(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    edit(folder, ORGANIZATIONS, "PART_OF\torg:msdhs\t", "PART_OF\torg:opm-opdc\t")
    edit(folder, ORGANIZATIONS, "inferred:list-placement", "inferred:list-placement\t../2002-10-02")
    append(
        folder,
        ORGANIZATIONS,
        "org:msdhs-ops\tPART_OF\torg:msdhs\tdoc:msk-news-2022-09-12\tstated\t2002-10-03/..",
    )
    content = read(MODEL, [folder])
    found = {
        edge.target: dict(edge.properties)
        for edge in content.edges.values()
        if edge.source == "org:msdhs-ops" and edge.type in ("PART_OF", other_times("PART_OF"))
    }
    assert {target: {k: str(v) for k, v in p.items()} for target, p in found.items()} == {
        "org:opm-opdc": {"validTo": "2002-10-02", "validToPrecision": "DAY"},
        "org:msdhs": {"validFrom": "2002-10-03", "validFromPrecision": "DAY"},
    }
    edit(folder, ORGANIZATIONS, "../2002-10-02", "../2002")
    assert any("has 'org:opm-opdc' already" in each for each in problems(folder))


def test_who_stood_above_whom_may_change_places(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    circle = "'org:msdhs-dcy' is part of itself by way of 'org:msdhs-dep'"
    facts = (
        ("org:msdhs-dep\tPART_OF\torg:msdhs-dcy", "../2010"),
        ("org:msdhs-dcy\tPART_OF\torg:msdhs-dep", "2011-03/.."),
    )
    for fact, valid in facts:
        append(folder, ORGANIZATIONS, f"{fact}\tdoc:msk-news-2022-09-12\tstated\t{valid}")
    assert not any("is part of itself" in each for each in problems(folder))
    edit(folder, ORGANIZATIONS, "2011-03/..", "2010-12-31/..")
    assert any(circle in each for each in problems(folder))


def test_other_things_that_are_no_dataset(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert problems(missing) == [
        f"{missing}: folder: there is no such folder; give the path of a dataset folder"
    ]
    hollow = tmp_path / "hollow"
    hollow.mkdir()
    assert [each.split(": ")[0] for each in problems(hollow)] == [
        "hollow",
        "hollow/dataset.toml",
        "hollow/documents.tsv",
    ]


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    path = folder / CATEGORIES
    path.write_bytes(path.read_bytes() + "# กรม".encode("tis-620"))
    line = path.read_bytes().count(b"\n") + 1
    told = problems(folder)
    assert f"{NAME}/{CATEGORIES}:{line}: file: it is not UTF-8; save it as UTF-8" in told


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title = ", "titel = ", "titel: there is no such key; did you mean 'title'?"),
        ("licence = ", "# ", "licence: it is missing"),
        ("name = ", "name ", "file: it is not TOML"),
    ],
)
def test_a_description_is_checked(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = copy(tmp_path)
    edit(folder, "dataset.toml", old, new)
    assert any(f"{NAME}/dataset.toml: {message}" in each for each in problems(folder))


def test_a_folder_given_twice_counts_once(tmp_path: Path) -> None:
    assert read(MODEL, [FOUNDING, FOUNDING]).checksum() == shipped().checksum()
    assert read(MODEL, [FOUNDING, copy(tmp_path)]).checksum() == shipped().checksum()


def test_documents_that_disagree_between_folders_are_named(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    edit(folder, DOCUMENTS, "MSK News", "Another publisher")
    assert any(
        "doc:msk-news-2022-09-12' was given at" in each for each in problems(FOUNDING, folder)
    )
