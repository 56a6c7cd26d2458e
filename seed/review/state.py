"""What stands of a draft after some decisions."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from seed.extraction.answers import ANSWERABLE, Answers
from seed.extraction.answers import Question as About
from seed.extraction.draft import REGISTER
from seed.extraction.text import Span
from seed.facts import Fact, Review
from seed.review.decisions import Decision, Question, Step

KNOWN = "a dataset has it"
"""The note on a fact that needs no decision."""


class Status(StrEnum):
    """Where a fact or a question stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


_BECOMES = {
    Decision.ACCEPT: Status.ACCEPTED,
    Decision.REJECT: Status.REJECTED,
    Decision.PROPOSE: Status.OPEN,
    Decision.WITHDRAW: Status.WITHDRAWN,
    Decision.ANSWER: Status.ANSWERED,
    Decision.DISMISS: Status.DISMISSED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where something stands, the reason or answer, and who decided it."""

    status: Status = Status.OPEN
    note: str = ""
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The facts and questions of a draft with their standings, in order."""

    facts: dict[Fact, Standing]
    questions: dict[Question, Standing]

    @property
    def total(self) -> int:
        """How many facts and questions need a decision."""
        return sum(1 for _ in self._standings())

    @property
    def decided(self) -> int:
        """How many of them have one."""
        return sum(standing.status is not Status.OPEN for standing in self._standings())

    def _standings(self) -> Iterator[Standing]:
        yield from self.questions.values()
        for fact, standing in self.facts.items():
            if needs_review(fact) and standing.status is not Status.WITHDRAWN:
                yield standing

    def live(self) -> Iterator[Fact]:
        """The facts that are accepted or may yet be."""
        for fact, standing in self.facts.items():
            if standing.status in (Status.OPEN, Status.ACCEPTED):
                yield fact

    def accepted(self) -> Iterator[Fact]:
        """The facts that are accepted, each with its review; what datasets have is left out."""
        for fact, standing in self.facts.items():
            if standing.status is Status.ACCEPTED and standing.review:
                yield replace(fact, reviewed=standing.review)


def needs_review(fact: Fact) -> bool:
    """Whether a person has to read it: what the register says goes along with the rest."""
    return fact.source.document != REGISTER


def derive(
    facts: Iterable[Fact],
    questions: Iterable[Question],
    steps: Iterable[Step],
    known: Container[tuple[str, str, str]] = (),
) -> State:
    """The state of a draft of these facts and questions after these steps.

    ``known``: subject, predicate and object of what the datasets say, by whatever text: nothing is
    left to decide there, but who likes may accept one more source.
    """
    state = State({}, {})
    for fact in facts:
        status = Status.ACCEPTED if fact.reviewed else Status.OPEN
        state.facts[fact] = Standing(status, review=fact.reviewed)
        if not fact.reviewed and (fact.subject, fact.predicate, fact.object) in known:
            state.facts[fact] = Standing(Status.ACCEPTED, KNOWN)
    state.questions.update((question, Standing()) for question in questions)
    for step in steps:
        for entry in step.entries:
            standing = Standing(_BECOMES[entry.decision], entry.note, step.review)
            if entry.decision is Decision.PROPOSE:
                standing = Standing()
            if isinstance(entry.about, Fact):
                state.facts[entry.about] = standing
            else:
                state.questions[entry.about] = standing
    return state


def answers(steps: Iterable[Step]) -> Answers:
    """What the reviewer has answered, for the texts to be drafted again."""
    found: dict[tuple[str, str, Span], str] = {}
    for step in steps:
        for entry in step.entries:
            about = entry.about
            if entry.decision is not Decision.ANSWER or not isinstance(about, Question):
                continue
            if about.span and about.about in ANSWERABLE:
                found[about.document, subject_of(about.about), about.span] = entry.note
    return Answers(found)


def subject_of(about: str) -> str:
    """What an answer is about: a new organization is an organization."""
    return About.ORGANIZATION if about == About.NEW_ORGANIZATION else about
