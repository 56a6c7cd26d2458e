"""What a reviewer asks for, by name, done at the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.errors import DataError
from seed.extraction.answers import UNDER
from seed.extraction.answers import Question as About
from seed.extraction.text import Span
from seed.facts import Fact
from seed.review.decisions import Question
from seed.review.desk import Desk
from server.review.forms import Evidence, Given, missed_award, missed_fact
from server.review.view import Row, rows
from server.review.words import say

Asked = Mapping[str, Any]


def act(desk: Desk, asked: Asked) -> str:
    """Do what is asked: ``act`` names it, the rest is what it needs; what to tell the reviewer.

    Raises DataError, and does nothing, where it cannot be done.
    """
    work = _ACTS.get(_text(asked, "act"))
    if work is None:
        raise DataError("there is no such act")
    return work(desk, asked)


def wrong(error: DataError | OSError) -> str:
    """What to tell the reviewer where an act was not done."""
    if isinstance(error, DataError):
        return str(error)
    return f"the decision was not saved: {error.strerror}"


def _accept(desk: Desk, asked: Asked) -> str:
    """Accept facts; a new organization that is asked about is then new indeed."""
    found = _rows(desk, asked)
    facts = [row for row in found if isinstance(row.about, Fact)]
    if facts:
        desk.accept(row.about for row in facts if isinstance(row.about, Fact))
        return say("Accepted: {what}", what=_said(facts))
    questions = [row.about for row in found if isinstance(row.about, Question)]
    if any(question.about != About.NEW_ORGANIZATION for question in questions):
        raise DataError(say("a question is answered (l) or rejected with a reason (r)"))
    desk.reject(questions, "it is new")
    return say("Accepted: {what}", what=_said(found))


def _reject(desk: Desk, asked: Asked) -> str:
    """Reject facts, and leave questions, for a reason."""
    found = _rows(desk, asked)
    desk.reject([row.about for row in found], _text(asked, "reason"))
    return say("Rejected: {what}", what=_said(found))


def _correct(desk: Desk, asked: Asked) -> str:
    (row,) = _rows(desk, asked)[:1]
    if not isinstance(row.about, Fact):
        return _linked(desk, row, _text(asked, "object"))
    span = _span(asked) if asked.get("start") is not None else None
    new = desk.correct(row.about, _text(asked, "object"), span)
    return say("Corrected: {what}", what=f"{new.predicate} {new.object}, {new.basis}")


def _link(desk: Desk, asked: Asked) -> str:
    (row,) = _rows(desk, asked)[:1]
    to = _text(asked, "to")
    return _linked(desk, row, f"{UNDER}{to}" if asked.get("under") is True else to)


def _linked(desk: Desk, row: Row, to: str) -> str:
    """Answer a question, or say which organization a fact means."""
    if isinstance(row.about, Question):
        desk.answer(row.about, to)
    else:
        desk.link(row.about, to)
    return say("Linked: {what}", what=f"{row.label} {to}")


def _set_aside(desk: Desk, asked: Asked) -> str:
    (row,) = _rows(desk, asked)[:1]
    if not isinstance(row.about, Fact):
        raise DataError(say("a question is answered (l) or rejected with a reason (r)"))
    new = desk.set_aside(row.about, _text(asked, "reason"))
    return say("Set aside: {what}", what=f"{new.predicate} {new.object}, {new.basis}")


def _add(desk: Desk, asked: Asked) -> str:
    evidence = _evidence(desk, asked)
    words, reason = missed_fact(desk, evidence, _given(asked))
    new = desk.add(evidence.document, words, evidence.span, reason)
    return say("Added: {what}", what=f"{new.predicate} {new.object}, {new.basis}")


def _add_award(desk: Desk, asked: Asked) -> str:
    desk.add_award(missed_award(desk, _evidence(desk, asked), _given(asked)))
    return say("Added: the award")


def _undo(desk: Desk, _: Asked) -> str:
    return say("Taken back: the last step" if desk.undo() else "There is nothing to take back")


_ACTS: dict[str, Callable[[Desk, Asked], str]] = {
    "accept": _accept,
    "reject": _reject,
    "correct": _correct,
    "link": _link,
    "set-aside": _set_aside,
    "add": _add,
    "add-award": _add_award,
    "undo": _undo,
}


def _said(found: list[Row]) -> str:
    first, more = found[0].label, len(found) - 1
    return say("{first} and {more} more", first=first, more=more) if more else first


def _rows(desk: Desk, asked: Asked) -> list[Row]:
    ids = asked.get("rows")
    if not isinstance(ids, list) or not ids:
        raise DataError("nothing is chosen")
    there = {row.id: row for row in rows(desk, _text(asked, "document"))}
    if not all(isinstance(id, str) and id in there for id in ids):
        raise DataError("that has changed meanwhile; load the page again")
    return [there[id] for id in ids]


def _text(asked: Asked, name: str) -> str:
    value = asked.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _given(asked: Asked) -> Given:
    return {name: value for name, value in asked.items() if isinstance(value, str)}


def _evidence(desk: Desk, asked: Asked) -> Evidence:
    document, span = _text(asked, "document"), _span(asked)
    desk.check_span(document, span)
    return Evidence(document, span)


def _span(asked: Asked) -> Span:
    start, end = asked.get("start"), asked.get("end")
    if not (type(start) is int and type(end) is int):
        raise DataError(
            say("no passage is named: select words of the text, or write some and choose")
        )
    return Span(start, end)
