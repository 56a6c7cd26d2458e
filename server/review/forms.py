"""What is asked of a reviewer who adds what was missed: the page and the terminal ask the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import DataError
from seed.extraction.answers import UNDER
from seed.extraction.official import LEVEL_NAMES
from seed.extraction.text import Span
from seed.problems import closest
from seed.review.answering import (
    Missed,
    read_organization,
    read_reason,
    read_type,
    read_year,
    types,
)
from seed.review.desk import Desk
from seed.rules import REASONS
from server.review.words import say

Given = Mapping[str, str]
"""The answers of a form, by the name of the field."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage that tells of what was missed."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked.

    ``check`` raises DataError where an answer cannot be; it is given the answers before it.
    ``choices``: the answers there are, each with its words for people. ``is_search``: it is the
    id of an organization, which is searched for.
    """

    name: str
    label: str
    check: Callable[[Desk, Evidence, Given, str], object]
    choices: Callable[[Desk, Given], Mapping[str, str]] = lambda *_: {}
    is_required: bool = True
    is_search: bool = False

    def read(self, desk: Desk, evidence: Evidence, given: Given) -> str:
        """The answer that is given, on one line; DataError where it is missing or cannot be."""
        answer = " ".join(given.get(self.name, "").split())
        if answer:
            self.check(desk, evidence, given, answer)
        elif self.is_required:
            raise DataError(say("{field}: it is missing", field=say(self.label)))
        return answer


def missed_award(desk: Desk, evidence: Evidence, given: Given) -> Missed:
    """The award that a form describes; DataError where it is not complete."""
    read = {field.name: field.read(desk, evidence, given) for field in AWARD}
    project, named = read["project"], read["named"]
    if read["winner"].startswith(UNDER) and not named:
        raise DataError(say("name the new unit as in the passage"))
    return Missed(
        evidence.document,
        evidence.span,
        read["winner"],
        read["category"],
        read_year(read["year"]),
        read["level"] or None,
        _place(desk, evidence, given, project) if project else None,
        _place(desk, evidence, given, named) if named else None,
    )


def missed_fact(desk: Desk, evidence: Evidence, given: Given) -> tuple[tuple[str, str, str], str]:
    """Subject, predicate and object as a form has them, and why it is not followed, if it is not.

    DataError where it is not complete.
    """
    subject, predicate, object, reason = (field.read(desk, evidence, given) for field in FACT)
    return (subject, predicate, object), reason


def _place(desk: Desk, evidence: Evidence, _: Given, words: str) -> Span:
    places = desk.places(evidence.document, words, evidence.span)
    if not places:
        raise DataError(say("the passage does not have the words {words}", words=words))
    return places[0]


def _level(_: Desk, __: Evidence, ___: Given, answer: str) -> None:
    if answer not in LEVEL_NAMES:
        raise DataError(f"{answer!r} is no level; choose one of {', '.join(LEVEL_NAMES)}")


def _subject(desk: Desk, _: Evidence, __: Given, id: str) -> None:
    if desk.vocabulary.type_of(id) is None:
        prefixes = " ".join(desk.vocabulary.prefixes())
        raise DataError(f"{id!r} is no id; start it with one of {prefixes}")


def _predicate(desk: Desk, _: Evidence, given: Given, predicate: str) -> None:
    known = predicates(desk, given)
    if predicate not in known:
        fix = closest(predicate, list(known), "choose one of the list")
        raise DataError(f"{given.get('subject', '')} has no {predicate!r}; {fix}")


def predicates(desk: Desk, given: Given) -> dict[str, str]:
    """What can be said of the subject that is given."""
    node = desk.vocabulary.type_of(given.get("subject", ""))
    return dict.fromkeys(desk.vocabulary.predicates(node), "") if node else {}


AWARD: Sequence[Field] = (
    Field(
        "winner",
        "Winner",
        lambda desk, _, __, id: read_organization(id.removeprefix(UNDER), desk.known),
        is_search=True,
    ),
    Field("named", "The winner, as in the passage", _place, is_required=False),
    Field("category", "Type", lambda _, __, ___, id: read_type(id), lambda *_: types()),
    Field("level", "Level", _level, lambda *_: LEVEL_NAMES, is_required=False),
    Field("year", "Year, of either era", lambda _, __, ___, year: read_year(year)),
    Field("project", "The work, as in the passage", _place, is_required=False),
)
FACT: Sequence[Field] = (
    Field("subject", "About (id)", _subject),
    Field("predicate", "Property or relation", _predicate, predicates),
    Field("object", "Value or id", lambda *_: None),
    Field(
        "reason",
        "Not followed, because",
        lambda _, __, ___, reason: read_reason(reason),
        lambda *_: REASONS,
        is_required=False,
    ),
)
