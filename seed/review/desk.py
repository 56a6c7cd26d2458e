"""What a reviewer does with a draft: every act is one step, kept at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from graph.errors import DataError
from graph.model import Model
from seed.extraction.draft import REGISTER
from seed.extraction.identity import Candidate, search
from seed.extraction.text import Span
from seed.facts import Fact, Review, Source
from seed.folder import DEFAULT_FOLDERS, read_folder
from seed.knowledge import Knowledge
from seed.lines import FACT_COLUMNS, Row, read_fact
from seed.problems import Problems
from seed.reading import read_datasets
from seed.review import answering
from seed.review.answering import Missed, Redrafting
from seed.review.decisions import (
    ChangedMeanwhile,
    Decision,
    Entry,
    Log,
    Question,
    Step,
    clean,
    read_questions,
    reviewer_name,
)
from seed.review.passages import find, written
from seed.review.renaming import renamed
from seed.review.sources import Sources
from seed.review.state import State, Status, answers, derive
from seed.vocabulary import Vocabulary, check_fact

_OF_AN_AWARD = ("type", "winner", "year")
"""Questions that an award leaves open while it is not drafted."""


class Desk:
    """A draft with its texts, and the acts of one reviewer on it.

    Raises DataError where the draft cannot be read or a text is not the one it was made from.
    """

    def __init__(
        self,
        folder: Path,
        texts: Path,
        model: Model,
        reviewer: str,
        today: Callable[[], date] = date.today,
    ) -> None:
        problems = Problems()
        self.folder = folder
        self.reviewer = reviewer_name(reviewer)
        self.dataset = read_folder(folder, problems)
        self._questions = read_questions(folder, problems)
        problems.raise_any()
        self._log = Log(folder)
        self.documents = [line for line in self.dataset.documents if line.id != REGISTER]
        self._sources = Sources(self.documents, texts)
        self.texts = self._sources.texts
        self.model = model
        self.vocabulary = Vocabulary(model)
        self._today = today
        self._redrafting = Redrafting(self.documents, self._sources)
        self._datasets = read_datasets(DEFAULT_FOLDERS, Problems())
        self._known = frozenset((f.subject, f.predicate, f.object) for f in self._shipped)
        self._sources.check([*self.dataset.facts, *self._questions])
        self._follow()

    # What there is

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self._log.steps)

    @cached_property
    def _shipped(self) -> list[Fact]:
        return [fact for dataset in self._datasets for fact in dataset.facts]

    @property
    def revision(self) -> str:
        """Another one for whatever else was decided."""
        return self._log.revision

    @property
    def outdated(self) -> int:
        """How many decisions are not followed: the texts of this draft do not have their words."""
        entries = [entry for step in self._log.steps for entry in step.entries]
        return sum(not self._sources.tell(entry.about) for entry in entries)

    def refresh(self) -> bool:
        """Take over what another review of the draft has decided since; whether there is any.

        Raises DataError, and changes nothing, where that cannot be read.
        """
        is_changed = self._log.refresh()
        if is_changed:
            self._follow()
        return is_changed

    @property
    def known(self) -> Knowledge:
        """What the draft may yet say, and the shipped datasets."""
        return Knowledge([*self.state.live(), *self._shipped])

    @cached_property
    def shipped(self) -> Knowledge:
        """What the shipped datasets say."""
        return Knowledge(self._shipped)

    def name_of(self, id: str) -> str:
        """What a node is called, or nothing."""
        return self._names.get(id) or self.shipped.one(id, "nameTh") or ""

    def find(self, words: str) -> tuple[Candidate, ...]:
        """Organizations of the register, the datasets and the draft that words may mean."""
        drafted = {
            fact.subject: fact.object
            for fact in self.state.live()
            if fact.subject.startswith("org:") and fact.predicate == "nameTh"
        }
        return search(words, drafted)

    def places(self, document: str, typed: str, within: Span | None = None) -> list[Span]:
        """Where a text has words that a person types, however it spaces and spells them."""
        return find(self._sources.normalized(document), typed, within)

    # Decisions

    def accept(self, facts: Iterable[Fact]) -> None:
        """Accept facts as they are."""
        self._take([Entry(Decision.ACCEPT, fact) for fact in facts])

    def reject(self, about: Iterable[Fact | Question], reason: str) -> None:
        """Reject facts, and leave questions as they are; the reason stays with them."""
        reason = _given(reason, "the reason")
        self._take(
            [
                Entry(Decision.REJECT if isinstance(each, Fact) else Decision.DISMISS, each, reason)
                for each in about
            ]
        )

    def dismiss(self, question: Question, reason: str) -> None:
        """Leave a question as it is, for a reason."""
        self.reject([question], reason)

    def correct(self, fact: Fact, object: str, span: Span | None = None) -> Fact:
        """Put another object, or another passage, in the place of what a fact has; the new fact.

        Where its subject is named by its content, it is renamed with it.
        """
        passage = fact.source.passage
        where = span or (Span(passage.start, passage.end) if passage else None)
        if where is None:
            raise DataError("the fact has no passage; select one in the text")
        words = (fact.subject, fact.predicate, object)
        new = self._written(fact.source.document, words, where, fact)
        if new == fact:
            raise DataError("that is what it says already")
        note = f"corrected: {new.object}"
        entries = [Entry(Decision.WITHDRAW, fact, note), Entry(Decision.ACCEPT, new)]
        after = self._derive([*self._log.steps, self._step(entries)])
        moved = renamed(after, fact.subject)
        if moved:
            names = {entry.about for entry in moved if entry.decision is Decision.WITHDRAW}
            entries = [entry for entry in entries if entry.about not in names] + moved
        self._take(entries)
        return new

    def set_aside(self, fact: Fact, reason: str) -> Fact:
        """Keep what a fact states beside what is followed instead, for a reason; the new fact."""
        new = _aside(fact, reason)
        self._check(new, [], instead_of=fact)
        note = f"set aside: {reason}"
        self._take([Entry(Decision.WITHDRAW, fact, note), Entry(Decision.ACCEPT, new)])
        return new

    def add(self, document: str, words: tuple[str, str, str], span: Span, reason: str = "") -> Fact:
        """Add a fact that was missed: subject, predicate and object, and where it is said.

        ``reason``: why it is set aside, where another is followed instead.
        """
        fact = self._written(document, words, span)
        if reason:
            fact = _aside(fact, reason)
            self._check(fact, [])
        if self._is_live(fact):
            raise DataError("the draft has this fact already")
        rivals = self.vocabulary.rivals(fact, self.known) if fact.followed else []
        if rivals:
            fix = "correct that (e), or say why this one is not followed"
            raise DataError(f"{fact.subject} has {rivals[0].object!r} already; {fix}")
        self._take([Entry(Decision.ACCEPT, fact)])
        return fact

    def add_award(self, missed: Missed) -> None:
        """Add an award that was missed, with all that it needs."""
        self.check_span(missed.document, missed.evidence)
        facts = self._redrafting.missed(missed, self.known)
        entries = [
            Entry(Decision.ACCEPT, fact)
            for fact in facts
            if not self._is_accepted(fact) and self._is_of_text(fact)
        ]
        entries += [
            Entry(Decision.PROPOSE, fact)
            for fact in facts
            if not self._is_of_text(fact) and fact not in self.state.facts
        ]
        for entry in entries:
            if isinstance(entry.about, Fact) and self._is_of_text(entry.about):
                self._check(entry.about, facts)
        if not entries:
            raise DataError("the draft has this award already, and it is accepted")
        self._take([*entries, *self._settled_by(missed)])

    def _settled_by(self, missed: Missed) -> Iterator[Entry]:
        for question, standing in self.state.questions.items():
            span = question.span
            is_about = question.document == missed.document and question.about in _OF_AN_AWARD
            if (
                is_about
                and standing.status is Status.OPEN
                and span
                and span.overlaps(missed.evidence)
            ):
                yield Entry(Decision.DISMISS, question, "the award was added")

    def answer(self, question: Question, answer: str) -> None:
        """Answer a question; what follows from the answer is proposed.

        ``answer``: the id of an organization or of a type, ``under`` and the id of the body
        above a new unit, or a year.
        """
        answer = answering.read_answer(question, answer, self.known)
        step = self._step([Entry(Decision.ANSWER, question, answer)])
        self._take([*step.entries, *self._consequences(question, answer, step)])

    def link(self, fact: Fact, id: str) -> None:
        """Say which organization the words of a fact mean."""
        passage = fact.source.passage
        if fact.predicate not in ("WON_BY", "CREDITED_TO") or passage is None:
            self.correct(fact, id)
            return
        span = Span(passage.start, passage.end)
        words = " ".join(self.texts[fact.source.document][span.start : span.end].split())
        question = Question(fact.source.document, "organization", clean(words), span)
        answer = answering.read_answer(question, id, self.known)
        step = self._step([Entry(Decision.ANSWER, question, answer)])
        consequences = self._consequences(question, answer, step)
        if consequences:
            self._take([*step.entries, *consequences])
        else:
            self.correct(fact, id)

    def undo(self) -> bool:
        """Take back the last step; whether there was one."""
        steps = self._log.steps
        if not steps:
            return False
        self._keep(steps[:-1])
        return True

    # How

    def _consequences(self, question: Question, answer: str, step: Step) -> list[Entry]:
        steps = self._followed(self._log.steps)
        before = self._redrafting.draft(answers(steps))
        after = self._redrafting.draft(answers([*steps, step]))
        return answering.consequences(self.state, before, after, question, answer)

    def _written(
        self, document: str, words: tuple[str, str, str], span: Span, former: Fact | None = None
    ) -> Fact:
        self.check_span(document, span)
        valid = former.valid if former else None
        text = self.texts[document]
        words = (words[0].strip(), words[1].strip(), _value(words[1].strip(), clean(words[2])))
        about = [] if former is None else self._passages(former)
        self._check(Fact(*words, Source(document), valid=valid), [])
        return written(text, document, words, span, self.known, valid, about)

    def _passages(self, fact: Fact) -> list[Span]:
        """Where the text of a fact tells of its subject: no words elsewhere say more of it."""
        return [
            Span(each.source.passage.start, each.source.passage.end)
            for each in self.state.live()
            if each.subject == fact.subject
            and each.source.document == fact.source.document
            and each.source.passage
        ]

    def check_span(self, document: str, span: Span) -> None:
        """Raise DataError where a text has no such passage."""
        text = self.texts.get(document)
        if text is None:
            raise DataError(f"the draft has no text of {document!r}")
        if not 0 <= span.start < span.end <= len(text):
            raise DataError("select some words of the text")

    def _check(self, fact: Fact, others: Sequence[Fact], instead_of: Fact | None = None) -> None:
        """Raise DataError where the words of a fact cannot be, or could not be read again."""
        problems = Problems()
        read_fact(Row(dict(zip(FACT_COLUMNS, fact.cells, strict=True)), fact.place), problems)
        live = [each for each in self.state.live() if each != instead_of]
        everything = Knowledge([*live, *self._shipped, *others, fact])
        documents = {line.id for line in self.dataset.documents}
        check_fact(self.vocabulary, fact, everything, documents, problems)
        if problems.messages():
            raise DataError("; ".join(problems.messages()))

    def _is_of_text(self, fact: Fact) -> bool:
        return fact.source.document in self.texts

    def _is_live(self, fact: Fact) -> bool:
        standing = self.state.facts.get(fact)
        return standing is not None and standing.status in (Status.OPEN, Status.ACCEPTED)

    def _is_accepted(self, fact: Fact) -> bool:
        standing = self.state.facts.get(fact)
        return standing is not None and standing.status is Status.ACCEPTED

    def _derive(self, steps: Sequence[Step]) -> State:
        return derive(self.dataset.facts, self._questions, self._followed(steps), self._known)

    def _followed(self, steps: Iterable[Step]) -> list[Step]:
        """The steps without what was decided on words that the texts do not have, or no more."""
        return [
            replace(step, entries=tuple(e for e in step.entries if self._sources.tell(e.about)))
            for step in steps
        ]

    def _step(self, entries: Sequence[Entry]) -> Step:
        review = Review(self.reviewer, self._today())
        return Step(
            tuple(
                replace(entry, about=replace(entry.about, reviewed=None))
                if isinstance(entry.about, Fact)
                else entry
                for entry in entries
            ),
            review,
        )

    def _take(self, entries: Sequence[Entry]) -> None:
        if entries:
            self._keep([*self._log.steps, self._step(entries)])

    def _keep(self, steps: Sequence[Step]) -> None:
        try:
            self._log.keep(steps)
        except ChangedMeanwhile:
            self.refresh()
            raise
        self._follow()

    def _follow(self) -> None:
        """Take the state from the steps that are kept."""
        self.state = self._derive(self._log.steps)
        self._names: dict[str, str] = {}
        for fact in self.state.facts:
            if fact.predicate == "nameTh":
                self._names.setdefault(fact.subject, fact.object)


def _aside(fact: Fact, reason: str) -> Fact:
    """A statement that is not followed, for one of the reasons that there are."""
    answering.read_reason(reason)
    if not fact.followed:
        raise DataError("it is set aside already")
    if not fact.is_stated:
        raise DataError("the passage does not say it in words: there is nothing to set aside")
    return replace(fact, rule=reason, followed=False, reviewed=None)


def _value(predicate: str, written: str) -> str:
    """What is kept of a value: a year is one of the Common Era, whichever it is written in."""
    is_year = predicate == "year" and written.isdecimal()
    return str(answering.read_year(written)) if is_year else written


def _given(words: str, what: str) -> str:
    cleaned = clean(words)
    if not cleaned:
        raise DataError(f"{what} is missing; write it")
    return cleaned
