"""Draft facts that cite the words of a text, and the questions that a text leaves open."""

from __future__ import annotations

import unicodedata

from seed.extraction.answers import Answers, Question
from seed.extraction.draft import Draft, Unresolved
from seed.extraction.identity import names_of
from seed.extraction.official import TYPE_NAMES
from seed.extraction.records import Extraction
from seed.extraction.text import Span
from seed.facts import Fact, Passage, Source, checksum
from seed.rules import REVIEWER

_JUDGED = {
    "WON_BY": Question.ORGANIZATION,
    "CREDITED_TO": Question.ORGANIZATION,
    "IN_CATEGORY": Question.TYPE,
    "year": Question.YEAR,
}
"""Facts that follow from a reviewer's answer, and what the question was about."""


class Citing:
    """One text whose facts go into a draft, each with its passage."""

    def __init__(
        self, draft: Draft, document: str, extraction: Extraction, answers: Answers
    ) -> None:
        self.draft = draft
        self.document = document
        self.extraction = extraction
        self.answers = answers
        self.text = extraction.text

    def words(self, span: Span) -> str:
        """What the text says there, on one line."""
        return clean(self.text.quote(span))

    def found(self, words: str) -> Span | None:
        """Where the text says these words first."""
        start = self.text.plain.find(words)
        return None if start < 0 else Span(start, start + len(words))

    def answer(self, about: str, span: Span) -> str | None:
        """What a reviewer has answered to a question about these words."""
        return self.answers.find(self.document, about, self.text.source(span))

    def open(
        self, about: str, words: str, span: Span | None, reason: str, candidates: str = ""
    ) -> None:
        """Leave a question to the reviewer."""
        source = self.text.source(span) if span else None
        self.draft.unresolved.append(
            Unresolved(self.document, about, words, source, reason, candidates)
        )

    def fact(
        self, subject: str, predicate: str, object: str, span: Span, rule: str | None = None
    ) -> Fact:
        """A fact with the passage that says it; without a rule it is stated there."""
        source = self.text.source(span)
        quoted = self.text.original[source.start : source.end]
        about = _JUDGED.get(predicate)
        if about and self.answers.find(self.document, about, source):
            rule = None if _is_named(object, quoted) else REVIEWER
        if rule is None and predicate == "nameTh" and " ".join(quoted.split()) != object:
            rule = "other-spelling"
        passage = Passage(source.start, source.end, checksum(quoted))
        return Fact(subject, predicate, object, Source(self.document, passage), rule)


def _is_named(id: str, words: str) -> bool:
    """Whether words name a body or a type as it is called."""
    name = TYPE_NAMES.get(slug(id))
    return any(each in words for each in ([name] if name else names_of(id)))


def clean(text: str) -> str:
    """A text on one line, in NFC, with nothing invisible and single spaces."""
    shown = "".join(
        character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Co", "Cs"}
    )
    return " ".join(shown.split())


def slug(id: str) -> str:
    """An id without what tells its kind."""
    return id.partition(":")[2]
