"""What is shown of a draft: rows to decide, in cards, for each of its texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from seed.extraction.answers import ANSWERABLE
from seed.extraction.answers import Question as About
from seed.extraction.text import Span
from seed.facts import Fact
from seed.knowledge import Knowledge
from seed.review.answering import types
from seed.review.decisions import Question
from seed.review.desk import Desk
from seed.review.state import Standing, Status, needs_review, subject_of

_ID_DIGITS = 12
_ORDER = ("award", "project", "org", "category", "edition", "scheme", "claim")
_RELATIONS = ("WON_BY", "CREDITED_TO", "PART_OF", "REPORTS_TO", "COUNTED_FOR")


@dataclass(frozen=True, slots=True)
class Row:
    """A fact or a question, where it stands in the text, and what it stands at.

    ``words``: what is said, for people. ``choices``: the values that a correction may have.
    ``links``: whether it is about an organization that can be searched for.
    ``is_answered``: whether it is a question whose answer completes the draft; the others are
    only rejected with a reason. ``rivals``: what else is said where one thing can be so.
    """

    id: str
    about: Fact | Question
    standing: Standing
    span: Span | None
    label: str
    words: str
    basis: str
    choices: tuple[str, ...] = ()
    links: bool = False
    is_answered: bool = False
    rivals: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.standing.status is Status.OPEN


@dataclass(frozen=True, slots=True)
class Card:
    """Rows that belong together: the questions of a text, or the facts of one subject."""

    title: str
    subject: str
    rows: tuple[Row, ...]

    @property
    def open(self) -> int:
        """How many of its rows wait for a decision."""
        return sum(row.is_open for row in self.rows)


def cards(desk: Desk, document: str) -> list[Card]:
    """The cards of one text: what is unresolved first, then awards, then what they need."""
    questions = [
        _question_row(desk, question, standing)
        for question, standing in desk.state.questions.items()
        if question.document == document
    ]
    found = [Card("Unresolved", "", tuple(questions))] if questions else []
    subjects: dict[str, list[Row]] = {}
    known = desk.known
    for fact, standing in desk.state.facts.items():
        is_here = fact.source.document == document and needs_review(fact)
        if is_here and standing.status is not Status.WITHDRAWN:
            subjects.setdefault(fact.subject, []).append(_fact_row(desk, fact, standing, known))
    winners = _winners(desk)
    for subject in sorted(subjects, key=lambda each: _rank(subjects, each)):
        title = " + ".join(winners.get(subject, ())) or desk.name_of(subject) or subject
        found.append(Card(title, subject, tuple(subjects[subject])))
    return found


def rows(desk: Desk, document: str) -> Iterator[Row]:
    """The rows of one text in order."""
    for card in cards(desk, document):
        yield from card.rows


def open_by_text(desk: Desk) -> dict[str, int]:
    """How much of each text waits for a decision."""
    counts = {line.id: 0 for line in desk.documents}
    questions, facts = desk.state.questions.items(), desk.state.facts.items()
    waiting = [each.document for each, standing in questions if standing.status is Status.OPEN]
    waiting += [each.source.document for each, standing in facts if standing.status is Status.OPEN]
    for document in waiting:
        if document in counts:
            counts[document] += 1
    return counts


def first_open(desk: Desk) -> str:
    """The first text with something to decide, or else the first one; empty without texts."""
    counts = open_by_text(desk)
    return next((id for id, open in counts.items() if open), next(iter(counts), ""))


def _rank(subjects: dict[str, list[Row]], subject: str) -> tuple[int, int]:
    kind = subject.partition(":")[0]
    starts = [row.span.start for row in subjects[subject] if row.span]
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER), min(starts, default=0)


def _winners(desk: Desk) -> dict[str, dict[str, None]]:
    """The names of the winners of each award, in order."""
    found: dict[str, dict[str, None]] = {}
    for fact in desk.state.live():
        if fact.predicate == "WON_BY":
            name = desk.name_of(fact.object) or fact.object
            found.setdefault(fact.subject, {})[name] = None
    return found


def _question_row(desk: Desk, question: Question, standing: Standing) -> Row:
    span = question.span
    told = desk.texts[question.document][span.start : span.end] if span else ""
    words = question.words or " ".join(told.split()) or "(the text as a whole)"
    basis = question.reason or "it was asked about"
    choices = tuple(types()) if question.about == About.TYPE else ()
    is_answered = question.about in ANSWERABLE and question.span is not None
    links = is_answered and subject_of(question.about) == About.ORGANIZATION
    id = _id((question.document, question.about, question.words, str(question.span)))
    return Row(
        id,
        question,
        standing,
        question.span,
        question.about,
        words,
        basis,
        choices if is_answered else (),
        links,
        is_answered,
    )


def _fact_row(desk: Desk, fact: Fact, standing: Standing, known: Knowledge) -> Row:
    passage = fact.source.passage
    span = Span(passage.start, passage.end) if passage else None
    node = desk.vocabulary.type_of(fact.subject)
    kept = desk.vocabulary.property(node, fact.predicate) if node else None
    choices = tuple(kept.values) if kept else ()
    if fact.predicate == "IN_CATEGORY":
        choices = tuple(types())
    is_live = fact.followed and standing.status in (Status.OPEN, Status.ACCEPTED)
    rivals = desk.vocabulary.rivals(fact, known) if is_live else []
    return Row(
        _id(fact.cells),
        fact,
        standing,
        span,
        fact.predicate,
        _words(desk, fact),
        fact.basis,
        choices,
        fact.predicate in _RELATIONS,
        rivals=tuple(dict.fromkeys(_words(desk, each) for each in rivals)),
    )


def _words(desk: Desk, fact: Fact) -> str:
    """The object for people: what it is called, where it is a node."""
    name = desk.name_of(fact.object)
    return f"{name} ({fact.object})" if name else fact.object


def _id(cells: Iterable[str]) -> str:
    return hashlib.sha256("\t".join(cells).encode()).hexdigest()[:_ID_DIGITS]
