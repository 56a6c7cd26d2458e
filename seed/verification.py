"""Does each document say, at the passage given, what is taken from it?

The documents' texts are not part of the project: they are given as a folder of files, which
are told apart by their SHA-256 whatever their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.thai import BUDDHIST_ERA
from seed.dates import says_date
from seed.facts import Dataset, DocumentLine, Fact, checksum
from seed.integrity import Rule
from seed.knowledge import Knowledge
from seed.problems import Problems
from seed.reading import read_datasets
from seed.succession import CHANGE
from seed.texts import Texts

_NAMES = frozenset(
    {
        "nameTh",
        "nameEn",
        "abbreviations",
        "otherNames",
        "position",
        "place",
        "address",
        "legalInstrument",
        "proposedNames",
    }
)
_NUMBERS = frozenset({"year", "value", "officeNumber"})
LEVEL_WORDS = {
    "OUTSTANDING": "ระดับดีเด่น",
    "GOOD": "ระดับดี",
    "EXCELLENT": "ระดับยอดเยี่ยม",
    "ADVANCED": "ระดับก้าวหน้า",
    "SIGNIFICANT": "ระดับพัฒนาจนเกิดผล",
}
_CHANGE_WORDS = {
    "FOUNDED": ("ตั้ง",),
    "RENAMED": ("เปลี่ยน", "ปรับ"),
    "MERGED": ("รวม",),
    "SPLIT": ("แยก", "แบ่ง"),
    "DISSOLVED": ("ยุบ", "เลิก"),
    "TRANSFERRED": ("โอน",),
    "RESTRUCTURED": ("ยกระดับ", "แบ่งส่วนราชการ", "โครงสร้าง", "ฐานะ"),
}
# ระดับดี is also how ระดับดีเด่น begins.
MAKES_ANOTHER_LEVEL = "เด่น"


@dataclass(frozen=True, slots=True)
class Verification:
    """How many passages were compared, and the documents of others, whose text was not given."""

    passages: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    document: DocumentLine
    text: str


def verify(folders: Sequence[Path], documents: Path) -> Verification:
    """Compare every passage of the datasets with the documents in a folder.

    Raises DataError that names each passage that is not what it should be.
    """
    problems = Problems()
    datasets = read_datasets(folders, problems)
    problems.raise_any()
    done = verify_passages(datasets, documents, problems)
    problems.raise_any()
    return done


def verify_passages(
    datasets: Sequence[Dataset], documents: Path, problems: Problems
) -> Verification:
    """Note each passage of datasets that is not what it should be."""
    texts = {text.document.id: text for text in _texts(datasets, documents, problems)}
    known = Knowledge(fact for dataset in datasets for fact in dataset.facts)
    passages = 0
    missing: set[str] = set()
    for fact in known.everything():
        if fact.source.passage is None:
            continue
        text = texts.get(fact.source.document)
        if text:
            passages += 1
            _check_passage(fact, text, known, problems)
        else:
            missing.add(fact.source.document)
    return Verification(passages, tuple(sorted(missing)))


def _texts(datasets: Iterable[Dataset], folder: Path, problems: Problems) -> Iterator[_Text]:
    texts = Texts(folder)
    for dataset in datasets:
        for document in dataset.documents:
            content = texts.content(document.properties.get("sha256", ""))
            if content is None:
                continue
            text = content.decode()
            stated = document.properties.get("characters")
            if stated is not None and stated != str(len(text)):
                problems.add(
                    document.place,
                    "characters",
                    f"the text has {len(text)}, not {stated}",
                    "correct it",
                    rule=Rule.PASSAGE,
                    subjects=[document.id],
                )
            yield _Text(document, text)


def _check_passage(fact: Fact, text: _Text, known: Knowledge, problems: Problems) -> None:
    passage = fact.source.passage
    if passage is None:
        return
    if passage.end > len(text.text):
        problems.add(
            fact.place,
            "source",
            f"the passage ends at {passage.end}, the text at {len(text.text)}",
            "correct the offsets",
            rule=Rule.PASSAGE,
            facts=[fact],
        )
        return
    found = text.text[passage.start : passage.end]
    if checksum(found) != passage.checksum:
        problems.add(
            fact.place,
            "source",
            f"at {passage.start}-{passage.end} the text has other "
            f"words: {checksum(found)}, not {passage.checksum}",
            "correct the offsets",
            rule=Rule.PASSAGE,
            facts=[fact],
        )
    elif fact.is_stated:
        following = text.text[passage.end :]
        if says(fact, found, following, known) is False:
            problems.add(
                fact.place,
                "object",
                f"the passage does not say {fact.object!r}",
                "correct it, or give the rule by which it is inferred",
                rule=Rule.PASSAGE,
                facts=[fact],
            )


def says(fact: Fact, passage: str, following: str, known: Knowledge) -> bool | None:
    """Whether a passage says in words what is taken from it, None where no words are known for it.

    ``following``: how the text goes on after the passage. ``known``: the names of all there is.
    """
    passage = " ".join(passage.split())
    if fact.predicate in _NAMES:
        return passage == fact.object
    if fact.predicate == "kind" and fact.subject.startswith(CHANGE):
        return any(word in passage for word in _CHANGE_WORDS[fact.object])
    if fact.predicate == "date":
        precision = known.one(fact.subject, "datePrecision")
        return says_date(passage, date.fromisoformat(fact.object), precision or "DAY")
    if fact.predicate in _NUMBERS:
        number = int(fact.object)
        return bool({str(number), str(number + BUDDHIST_ERA)} & set(passage.split()))
    if fact.predicate == "level":
        said = passage == LEVEL_WORDS.get(fact.object)
        return said and not following.startswith(MAKES_ANOTHER_LEVEL)
    names = names_in(known, fact.object)
    return any(name in passage for name in names) if names else None


def names_in(known: Knowledge, id: str) -> list[str]:
    """All names of a node, the Thai ones first."""
    predicates = ("nameTh", "nameEn", "abbreviations", "otherNames")
    return [name for predicate in predicates for name in known.objects(id, predicate)]
