"""Passages are compared with the documents: with a made-up one, and the real ones if given."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from graph.errors import DataError
from seed import Verification, verify
from seed.facts import checksum
from seed.folder import DOCUMENT_COLUMNS
from seed.lines import FACT_COLUMNS
from seed.provinces import province_dataset
from tests.seed.folders import FOUNDING, shipped

TEXT = "กรมทดสอบ  ได้รับ 2 รางวัล ปี 2565 ระดับดีเด่น\nและ โครงการ\nน้ำใส ระดับดี แก่กรมทดสอบ\n"
PROVINCES = len(province_dataset().facts)


def passage(words: str, nth: int = 0) -> str:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return f"doc:made-up@{start}-{start + len(words)}~{checksum(words)}"


class Made:
    """A dataset about one made-up document."""

    def __init__(self, root: Path) -> None:
        self.folder, self.texts = root / "made", root / "texts"
        self.folder.mkdir()
        (self.texts / "deep").mkdir(parents=True)
        (self.texts / "deep" / "any name").write_text(TEXT, "utf-8", newline="")
        (self.folder / "dataset.toml").write_text(
            'name = "made"\ntitle = "Made up"\nlicence = "CC0-1.0"\ndescription = "A test."\n'
        )
        self.document(str(len(TEXT)))

    def document(self, characters: str) -> None:
        digest = hashlib.sha256(TEXT.encode()).hexdigest()
        row = "\t".join(["doc:made-up", "Made up", "", "", digest, characters])
        text = "\t".join(DOCUMENT_COLUMNS) + f"\n{row}\n"
        (self.folder / "documents.tsv").write_text(text, "utf-8")

    def say(self, *facts: tuple[str, str, str, str, str]) -> None:
        lines = ["\t".join(FACT_COLUMNS), *("\t".join(fact) for fact in facts)]
        (self.folder / "facts.tsv").write_text("\n".join(lines) + "\n", "utf-8")

    def verify(self) -> Verification:
        return verify([self.folder], self.texts)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path)


NAME = ("org:test", "nameTh", "กรมทดสอบ", passage("กรมทดสอบ"), "stated")


def test_what_the_passages_say_is_verified(made: Made) -> None:
    made.say(
        NAME,
        ("claim:test", "value", "2", passage("2 รางวัล"), "stated"),
        ("award:test", "year", "2022", passage("2565"), "stated"),
        ("award:test", "level", "OUTSTANDING", passage("ระดับดีเด่น"), "stated"),
        ("award:other", "level", "GOOD", passage("ระดับดี", 1), "stated"),
        ("project:test", "nameTh", "โครงการ น้ำใส", passage("โครงการ\nน้ำใส"), "stated"),
        ("award:test", "WON_BY", "org:test", passage("แก่กรมทดสอบ"), "stated"),
        ("org:test", "kind", "DEPARTMENT", passage("กรม"), "inferred:name-pattern"),
        ("org:test", "nameEn", "Test Department", "doc:made-up", "inferred:name-expansion"),
    )
    assert made.verify() == Verification(8 + PROVINCES, ())


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        (
            (
                "org:test",
                "nameTh",
                "กรมทดสอบ",
                passage("กรมทดสอบ").replace("@0-8", "@1-9"),
                "stated",
            ),
            "source: at 1-9 the text has other words",
        ),
        (
            ("org:test", "nameTh", "กรมทดสอบ", "doc:made-up@0-900~0123456789ab", "stated"),
            f"source: the passage ends at 900, the text at {len(TEXT)}",
        ),
        (
            ("org:test", "nameTh", "กรมทดสอบใหม่", passage("กรมทดสอบ"), "stated"),
            "object: the passage does not say 'กรมทดสอบใหม่'",
        ),
        (("award:test", "year", "2023", passage("2565"), "stated"), "does not say '2023'"),
        (("claim:test", "value", "3", passage("2 รางวัล"), "stated"), "does not say '3'"),
        (("award:test", "level", "GOOD", passage("ระดับดี"), "stated"), "does not say 'GOOD'"),
        (("award:test", "level", "GOOD", passage("ระดับดีเด่น"), "stated"), "does not say 'GOOD'"),
        (
            ("award:test", "WON_BY", "org:test", passage("โครงการ"), "stated"),
            "does not say 'org:test'",
        ),
    ],
)
def test_what_a_passage_does_not_say_is_named(
    made: Made, fact: tuple[str, str, str, str, str], message: str
) -> None:
    named = ("org:test", "abbreviations", "ทส.", "doc:made-up", "inferred:abbreviation-in-use")
    made.say(named, fact)
    with pytest.raises(DataError) as caught:
        made.verify()
    (problem,) = str(caught.value).split("\n")[1:]
    assert problem.startswith("made/facts.tsv:3: ")
    assert message in problem


def test_a_text_that_is_not_given_is_missing(made: Made) -> None:
    made.say(NAME)
    (made.texts / "deep" / "any name").write_text(TEXT + " ", "utf-8", newline="")
    assert made.verify() == Verification(PROVINCES, ("doc:made-up",))


def test_the_length_of_a_text_is_verified(made: Made) -> None:
    made.say(NAME)
    made.document("5")
    with pytest.raises(DataError, match=rf"characters: the text has {len(TEXT)}, not 5"):
        made.verify()


DOCUMENTS = os.environ.get("GOVGRAPH_DOCUMENTS")
given = pytest.mark.skipif(DOCUMENTS is None, reason="GOVGRAPH_DOCUMENTS is not set")


@given
def test_the_shipped_dataset_is_what_its_documents_say() -> None:
    passages = sum("checksum" in node.properties for node in shipped().nodes.values())
    done = verify([FOUNDING], Path(str(DOCUMENTS)))
    assert done == Verification(passages, ())


def _text(sha256: str) -> str:
    for path in Path(str(DOCUMENTS)).rglob("*"):
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            return path.read_bytes().decode()
    pytest.fail(f"no file has the checksum {sha256}")


@given
def test_both_publications_say_the_same_of_the_nine_awards() -> None:
    content = shipped()
    texts = {
        node.id: " ".join(_text(node.properties["sha256"]).split())
        for node in content.nodes.values()
        if node.id in ("doc:msk-news-2022-09-12", "doc:thaigov-59151")
    }
    lists = {text[text.index("1) สำนักงานปลัดกระทรวง พม.") :] for text in texts.values()}
    repost, original = sorted(lists, key=len)
    end = "ศูนย์เรียนรู้การพัฒนาสตรีและครอบครัว จังหวัดลำปาง"
    assert repost[: repost.index(end)] == original[: original.index(end)]
    names = [
        node.properties["nameTh"]
        for node in content.nodes.values()
        if node.type in ("Project", "AwardCategory")
    ]
    assert all(name in text for text in texts.values() for name in names)


@given
def test_no_sentence_of_the_documents_is_kept() -> None:
    """Names and titles only: nothing kept is as long as a whole item of the list."""
    texts = [
        " ".join(_text(node.properties["sha256"]).split())
        for node in shipped().nodes.values()
        if node.id in ("doc:msk-news-2022-09-12", "doc:thaigov-59151", "doc:thaigov-72044")
    ]
    kept = " ".join(" ".join(path.read_text("utf-8").split()) for path in FOUNDING.iterdir())
    longest = 104  # The longest name, that of a project.
    for text in texts:
        for start in range(len(text) - longest):
            assert text[start : start + longest + 1] not in kept
