"""The texts that a draft was made from, and whether what is said of them is still of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from graph.errors import DataError
from seed.extraction.draft import REGISTER
from seed.extraction.text import Text, normalize
from seed.facts import DocumentLine, Fact, checksum
from seed.review.decisions import Question
from seed.review.passages import find
from seed.texts import Texts


class Sources:
    """The text of each document of a draft, told by its SHA-256.

    Raises DataError where one is not there, or is no text.
    """

    def __init__(self, documents: Iterable[DocumentLine], folder: Path) -> None:
        self.texts: dict[str, str] = {}
        self._normalized: dict[str, Text] = {}
        self._is_of: dict[Fact | Question, bool] = {}
        texts = Texts(folder)
        missing: list[str] = []
        for line in documents:
            content = texts.content(line.properties.get("sha256", ""))
            if content is None:
                missing.append(_missing(line, folder))
            else:
                self.texts[line.id] = _decoded(line, content)
        if missing:
            raise DataError("\n".join(missing))

    def normalized(self, document: str) -> Text:
        """A text in one spelling, with the way back to the original."""
        if document not in self._normalized:
            self._normalized[document] = normalize(self.texts[document])
        return self._normalized[document]

    def tell(self, about: Fact | Question) -> bool:
        """Whether the texts have the words that a fact or a question is about, where it is said."""
        if about not in self._is_of:
            self._is_of[about] = (
                self._fact(about) if isinstance(about, Fact) else self._question(about)
            )
        return self._is_of[about]

    def _fact(self, fact: Fact) -> bool:
        text, passage = self.texts.get(fact.source.document), fact.source.passage
        if text is None:
            return fact.source.document == REGISTER
        return passage is None or (
            passage.end <= len(text)
            and checksum(text[passage.start : passage.end]) == passage.checksum
        )

    def _question(self, question: Question) -> bool:
        text, span = self.texts.get(question.document), question.span
        if text is None or span is None:
            return text is not None
        words = question.words
        return span.end <= len(text) and bool(
            not words or find(self.normalized(question.document), words, span)
        )

    def check(self, about: Iterable[Fact | Question]) -> None:
        """Raise DataError where the texts do not have what a draft has of them."""
        for each in about:
            if self.tell(each):
                continue
            if isinstance(each, Fact):
                where, passage = f"{each.place}", each.source.passage
                at = f"{passage.start}-{passage.end}" if passage else each.source.document
            else:
                where = f"unresolved.tsv: {each.about}"
                at = f"{each.span.start}-{each.span.end}" if each.span else each.document
            raise DataError(
                f"{where}: the text has other words at {at}; draft it again: "
                "govgraph extract FILE... --out DRAFT"
            )


def _decoded(line: DocumentLine, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise DataError(f"{line.id}: its text is not UTF-8; draft it from one that is") from None


def _missing(line: DocumentLine, folder: Path) -> str:
    """What is wrong where no file has the checksum of a document."""
    name = line.id.partition(":")[2]
    named = (path for path in sorted(folder.rglob("*")) if path.stem.lower() == name)
    changed = [path for path in named if path.is_file()]
    if changed and not os.access(changed[-1], os.R_OK):
        return f"{changed[-1]}: it cannot be read; allow it"
    if changed:
        return (
            f"{changed[-1]}: it is not the text that {line.id} was drafted from (its SHA-256 is "
            "another); restore it, or draft it again: govgraph extract FILE... --out DRAFT"
        )
    return (
        f"{line.id}: no file in {folder} has the SHA-256 {line.properties.get('sha256', '')}; name "
        "the folder of the texts that were drafted: --documents FOLDER"
    )
