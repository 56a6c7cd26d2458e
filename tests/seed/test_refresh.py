"""Reading all texts again finds nothing that the datasets do not have, save what is listed here."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from seed import DEFAULT_FOLDERS, read, verify
from seed.extraction import Draft, add_text, extract, write
from seed.facts import Dataset
from seed.folder import read_folder
from seed.problems import Problems
from tests.seed.folders import MODEL

DOCUMENTS = os.environ.get("GOVGRAPH_DOCUMENTS")
pytestmark = pytest.mark.skipif(DOCUMENTS is None, reason="GOVGRAPH_DOCUMENTS is not set")

SERIES = "award:lertrat-2025/public-management-quality-4-0/moi-ops"
"""Of four years running until 2024; the text applies for 2025, and the grammar takes that year."""
MISREAD = {
    (SERIES, "year", "2025"),
    (SERIES, "level", "ADVANCED"),
    (SERIES, "projectAbsence", "NOT_STATED"),
    (SERIES, "unitAbsence", "NOT_STATED"),
    (SERIES, "IN_EDITION", "edition:lertrat-2025"),
    (SERIES, "IN_CATEGORY", "category:public-management-quality-4-0"),
    (SERIES, "WON_BY", "org:moi-ops"),
    (SERIES, "CREDITED_TO", "org:moi-ops"),
    ("edition:lertrat-2025", "year", "2025"),
    ("edition:lertrat-2025", "OF_SCHEME", "scheme:lertrat"),
    ("category:public-management-quality-4-0", "OFFERED_IN", "edition:lertrat-2025"),
    # Four more beside the award for excellence, which makes five.
    ("claim:lertrat-2020/mof-rd", "value", "4"),
    ("claim:lertrat-2020/mof-rd", "CLAIMED_FOR", "edition:lertrat-2020"),
    ("claim:lertrat-2020/mof-rd", "COUNTED_FOR", "org:mof-rd"),
}
"""What the grammar drafts and the reviewer rejected."""

LEFT = {
    "16588": ["count"],
    "16705": ["type"],
    "23076": ["count", "type"],
    "35125": ["count", "type"],
    "35211": ["count", "count"],
    "35329": ["count"],
    "35349": ["type"],
    "37297": ["count"],
    "49017": ["count"],
    "59139": ["type"],
    "64816": ["winner", "winner"],
    "72044": ["organization", "organization"],
    "76489": ["type"],
    "88191": ["type", "type"],
    "88632": ["count"],
}
"""What the grammar leaves to the reviewer, who decided it in the dataset, by text."""


def shipped() -> list[Dataset]:
    return [read_folder(folder, Problems()) for folder in DEFAULT_FOLDERS]


@pytest.fixture(scope="module")
def draft() -> Draft:
    """All texts that the dataset of awards names, read again in its order."""
    assert DOCUMENTS is not None
    awards = next(dataset for dataset in shipped() if dataset.name == "lertrat")
    contents = {
        hashlib.sha256(content).hexdigest(): content
        for path in sorted(Path(DOCUMENTS).rglob("*.txt"))
        for content in [path.read_bytes()]
    }
    draft = Draft()
    for document in awards.documents:
        digest = document.properties["sha256"]
        if digest in contents:
            add_text(draft, document.id, extract(contents[digest].decode()), digest)
    return draft


def drafted(draft: Draft) -> set[tuple[str, str, str]]:
    facts = (fact for file in draft.facts.values() for fact in file)
    return {(fact.subject, fact.predicate, fact.object) for fact in facts}


def test_all_texts_are_there(draft: Draft) -> None:
    assert len(draft.documents) == 45 + 26


def test_no_fact_is_new(draft: Draft) -> None:
    known = {(f.subject, f.predicate, f.object) for each in shipped() for f in each.facts}
    assert drafted(draft) - known == MISREAD


def test_the_draft_stands_alone(draft: Draft, tmp_path: Path) -> None:
    """What a reviewer gets is a dataset: bodies that the text does not explain are explained."""
    assert DOCUMENTS is not None
    write(draft, tmp_path / "draft")
    content = read(MODEL, [tmp_path / "draft"])
    done = verify([tmp_path / "draft"], Path(DOCUMENTS))
    assert (done.passages, done.missing) == (content.statements, ())


def test_what_is_left_to_the_reviewer_is_what_was_decided(draft: Draft) -> None:
    left: dict[str, list[str]] = {}
    for each in draft.unresolved:
        left.setdefault(each.document.removeprefix("doc:thaigov-"), []).append(each.about)
    assert {document: sorted(abouts) for document, abouts in left.items()} == LEFT


def test_texts_that_only_mention_the_award_give_none(draft: Draft) -> None:
    tell = {f.source.document for each in shipped() for f in each.facts}
    silent = {line.id for line in draft.documents} - tell
    assert len(silent) == 26
    assert not silent & sources(draft)


def sources(draft: Draft) -> set[str]:
    facts: Iterable[str] = (f.source.document for file in draft.facts.values() for f in file)
    return set(facts)
