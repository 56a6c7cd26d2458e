"""What follows from a reviewer's answers: the texts are drafted again with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType

from graph.errors import DataError
from graph.thai import BUDDHIST_ERA
from seed.extraction import Award, Draft, Extraction, add_text, extract
from seed.extraction.answers import ANSWERABLE, UNDER, Answers
from seed.extraction.answers import Question as About
from seed.extraction.bodies import UNIT, Body
from seed.extraction.official import LEVEL_NAMES, TYPE_NAMES
from seed.extraction.records import Word
from seed.extraction.text import Span, Text
from seed.facts import DocumentLine, Fact
from seed.knowledge import Knowledge
from seed.review.decisions import Decision, Entry, Question
from seed.review.passages import locate
from seed.review.sources import Sources
from seed.review.state import State, Status, subject_of
from seed.rules import REASONS
from seed.verification import names_in

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_LINKS = frozenset({"WON_BY", "CREDITED_TO", "IN_CATEGORY"})


@dataclass(frozen=True, slots=True)
class Missed:
    """An award that was not found: where it is told, and what it is; the year is a Common one.

    ``winner``: an id, or ``under`` and the id of the body that a new unit stands under; ``named``:
    where the winner is named, which a new unit must be.
    """

    document: str
    evidence: Span
    winner: str
    category: str
    year: int
    level: str | None = None
    project: Span | None = None
    named: Span | None = None


class Redrafting:
    """The texts of a draft, read once, drafted again with each answer."""

    def __init__(self, documents: Sequence[DocumentLine], sources: Sources) -> None:
        self._documents = documents
        self._sources = sources

    @cached_property
    def _extractions(self) -> dict[str, Extraction]:
        return {id: extract(text) for id, text in self._sources.texts.items()}

    def draft(self, answers: Answers) -> Draft:
        """The draft of all texts with these answers."""
        draft = Draft()
        for line in self._documents:
            extraction = self._extractions[line.id]
            add_text(draft, line.id, extraction, line.properties["sha256"], answers)
        return draft

    def missed(self, missed: Missed, known: Knowledge) -> list[Fact]:
        """The facts of an award that was missed, each with the words that say it, if any do."""
        above = missed.winner.removeprefix(UNDER)
        read_organization(above, known)
        if above != missed.winner and missed.named is None:
            raise DataError("name the new unit as in the passage")
        text = self._sources.normalized(missed.document)
        body_span = _within(text, missed.named or missed.evidence, names_in(known, missed.winner))
        type_name = TYPE_NAMES[read_type(missed.category).partition(":")[2]]
        type_span = _within(text, missed.evidence, [type_name])
        level = missed.level
        level_words = [LEVEL_NAMES[level]] if level else []
        award = Award(
            Body(body_span, text.read(body_span), UNIT, missed.winner),
            _plain(text, missed.evidence),
            type=Word(type_span, missed.category.partition(":")[2]),
            level=Word(_within(text, missed.evidence, level_words), level) if level else None,
            project=_plain(text, missed.project) if missed.project else None,
            year=missed.year + BUDDHIST_ERA,
        )
        answers = Answers(
            MappingProxyType(
                {
                    (missed.document, About.ORGANIZATION, text.source(body_span)): missed.winner,
                    (missed.document, About.TYPE, text.source(type_span)): missed.category,
                }
            )
        )
        draft = Draft()
        add_text(draft, missed.document, Extraction(text, (award,)), "", answers)
        return [fact for file in draft.facts.values() for fact in file]


def _plain(text: Text, span: Span) -> Span:
    plain = text.plain_span(span)
    if plain is None:
        raise DataError("select some words of the text")
    return plain


def _within(text: Text, evidence: Span, names: Sequence[str]) -> Span:
    """The first of the names that stands in the evidence, else all of the evidence."""
    for name in names:
        for span in locate(text.original, name, evidence):
            if evidence.start <= span.start and span.end <= evidence.end:
                return _plain(text, span)
    return _plain(text, evidence)


def read_type(answer: str) -> str:
    """The id of a type of award; DataError where it is none."""
    if answer not in types():
        raise DataError(f"{answer!r} is no type of award; choose one of the list")
    return answer


def read_organization(answer: str, known: Knowledge) -> str:
    """The id of an organization of which something is known; DataError where it is none."""
    if not answer.startswith("org:") or not known.objects(answer, "nameTh"):
        raise DataError(f"nothing is known of {answer!r}; choose an organization")
    return answer


@cache
def types() -> dict[str, str]:
    """The types of awards that are known, by the id of their category."""
    return {f"category:{slug}": name for slug, name in TYPE_NAMES.items()}


def read_answer(question: Question, answer: str, known: Knowledge) -> str:
    """An answer that may be kept; DataError where it cannot be one."""
    answer = " ".join(answer.split())
    about = subject_of(question.about)
    if about not in ANSWERABLE or question.span is None:
        raise DataError(f"a question about the {about} has no answer to choose; dismiss it instead")
    if about == About.ORGANIZATION:
        read_organization(answer.removeprefix(UNDER), known)
    elif about == About.TYPE:
        read_type(answer)
    else:
        answer = str(read_year(answer))
    return answer


def read_reason(answer: str) -> str:
    """One of the reasons for which a statement is set aside; DataError for anything else."""
    if answer not in REASONS:
        raise DataError(f"{answer!r} is no reason; choose one of {', '.join(REASONS)}")
    return answer


def read_year(answer: str) -> int:
    """A year of the Common Era, from one of either era; DataError where it is none."""
    year = int(answer) if answer.isdecimal() else 0
    year -= BUDDHIST_ERA if year > _LAST_YEAR else 0
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise DataError(f"{answer!r} is no year; write it in four digits")
    return year


def consequences(
    state: State, before: Draft, after: Draft, question: Question, answer: str
) -> list[Entry]:
    """What becomes of facts and questions when a draft changes by an answer.

    What was decided on a fact of an award holds for it under the award's new id.
    """
    old = {fact: None for file in before.facts.values() for fact in file}
    new = {fact: None for file in after.facts.values() for fact in file}
    gone = [fact for fact in old if fact not in new]
    came = [fact for fact in new if fact not in old]
    if not gone and not came:
        return []
    return [
        *_withdrawn(state, gone, answer),
        *_proposed(state, gone, came, question, answer),
        *_settled(state, before, after, question),
    ]


def _withdrawn(state: State, gone: Sequence[Fact], answer: str) -> Iterator[Entry]:
    for fact in gone:
        standing = state.facts.get(fact)
        if standing and standing.status in (Status.OPEN, Status.ACCEPTED):
            yield Entry(Decision.WITHDRAW, fact, f"answered: {answer}")


def _proposed(
    state: State, gone: Sequence[Fact], came: Sequence[Fact], question: Question, answer: str
) -> Iterator[Entry]:
    former = {(f.predicate, f.object, f.source): f for f in gone if f in state.facts}
    for fact in came:
        standing = state.facts.get(fact)
        if standing and standing.status is not Status.WITHDRAWN:
            continue
        counterpart = former.get((fact.predicate, fact.object, fact.source))
        before = state.facts[counterpart] if counterpart else None
        if before and before.status is Status.REJECTED:
            yield Entry(Decision.REJECT, fact, before.note)
        elif (before and before.status is Status.ACCEPTED) or _is_answer(fact, question, answer):
            yield Entry(Decision.ACCEPT, fact)
        else:
            yield Entry(Decision.PROPOSE, fact)


def _is_answer(fact: Fact, question: Question, answer: str) -> bool:
    passage = fact.source.passage
    return (
        fact.predicate in _LINKS
        and fact.object == answer
        and passage is not None
        and Span(passage.start, passage.end) == question.span
    )


def _settled(state: State, before: Draft, after: Draft, question: Question) -> Iterator[Entry]:
    """Questions that the new draft no longer asks."""

    def asked(draft: Draft) -> dict[Question, None]:
        return {
            Question(each.document, each.about, each.words, each.span): None
            for each in draft.unresolved
        }

    still = asked(after)
    for each in asked(before):
        standing = state.questions.get(each)
        if each not in still and each != question and standing and standing.status is Status.OPEN:
            yield Entry(Decision.DISMISS, each, "settled by another answer")
