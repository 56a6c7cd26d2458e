"""What a reviewer asks for, by name, done at the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.errors import DataError
from seed.extraction.answers import UNDER
from seed.extraction.answers import Question as About
from seed.extraction.text import Span
from seed.facts import Fact
from seed.review.answering import Missed, read_year
from seed.review.decisions import Question
from seed.review.desk import Desk
from seed.review.passages import locate
from server.review.view import Row, rows

Asked = Mapping[str, Any]


def act(desk: Desk, asked: Asked) -> str:
    """Do what is asked: ``act`` names it, the rest is what it needs; what to tell the reviewer.

    Raises DataError, and does nothing, where it cannot be done.
    """
    work = _ACTS.get(_text(asked, "act"))
    if work is None:
        raise DataError("there is no such act")
    return work(desk, asked)


def accept(desk: Desk, found: list[Row]) -> str:
    """Accept facts; a new organization that is asked about is then new indeed."""
    facts = [row.about for row in found if isinstance(row.about, Fact)]
    questions = [row.about for row in found if isinstance(row.about, Question)]
    if facts:
        desk.accept(facts)
        return f"Accepted: {_said([row for row in found if isinstance(row.about, Fact)])}"
    for question in questions:
        if question.about != About.NEW_ORGANIZATION:
            raise DataError("a question is answered (l) or rejected with a reason (r)")
        desk.dismiss(question, "it is new")
    return f"Accepted: {_said(found)}"


def reject(desk: Desk, found: list[Row], reason: str) -> str:
    """Reject facts, or leave questions, for a reason."""
    facts = [row.about for row in found if isinstance(row.about, Fact)]
    if facts:
        desk.reject(facts, reason)
    for row in found:
        if isinstance(row.about, Question):
            desk.dismiss(row.about, reason)
    return f"Rejected: {_said(found)}"


def link(desk: Desk, row: Row, to: str, *, is_under: bool = False) -> str:
    """Answer a question, or say which organization a fact means."""
    if isinstance(row.about, Question):
        desk.answer(row.about, f"{UNDER}{to}" if is_under else to)
    else:
        desk.link(row.about, to)
    return f"Linked: {row.label} {to}"


def missed_award(desk: Desk, asked: Asked) -> Missed:
    """The award that a form describes; DataError where it is not complete."""
    document, evidence = _text(asked, "document"), _span(asked)
    project = _text(asked, "project")
    places = [
        span
        for span in locate(desk.texts.get(document, ""), project, evidence)
        if project and evidence.start <= span.start and span.end <= evidence.end
    ]
    if project and not places:
        raise DataError("the work must be named as in the selected words")
    return Missed(
        document,
        evidence,
        _text(asked, "winner"),
        _text(asked, "category"),
        read_year(_text(asked, "year")),
        _text(asked, "level") or None,
        places[0] if places else None,
    )


def _accept(desk: Desk, asked: Asked) -> str:
    return accept(desk, _rows(desk, asked))


def _reject(desk: Desk, asked: Asked) -> str:
    return reject(desk, _rows(desk, asked), _text(asked, "reason"))


def _correct(desk: Desk, asked: Asked) -> str:
    (row,) = _rows(desk, asked)[:1]
    if not isinstance(row.about, Fact):
        return link(desk, row, _text(asked, "object"))
    span = _span(asked) if asked.get("start") is not None else None
    new = desk.correct(row.about, _text(asked, "object"), span)
    return f"Corrected: {new.predicate} {new.object}, {new.basis}"


def _link(desk: Desk, asked: Asked) -> str:
    (row,) = _rows(desk, asked)[:1]
    return link(desk, row, _text(asked, "to"), is_under=asked.get("under") is True)


def _add(desk: Desk, asked: Asked) -> str:
    words = (_text(asked, "subject"), _text(asked, "predicate"), _text(asked, "object"))
    new = desk.add(_text(asked, "document"), words, _span(asked))
    return f"Added: {new.predicate} {new.object}, {new.basis}"


def _add_award(desk: Desk, asked: Asked) -> str:
    desk.add_award(missed_award(desk, asked))
    return "Added: the award"


def _undo(desk: Desk, _: Asked) -> str:
    return "Taken back: the last step" if desk.undo() else "There is nothing to take back"


_ACTS: dict[str, Callable[[Desk, Asked], str]] = {
    "accept": _accept,
    "reject": _reject,
    "correct": _correct,
    "link": _link,
    "add": _add,
    "add-award": _add_award,
    "undo": _undo,
}


def _said(found: list[Row]) -> str:
    return found[0].label + (f" and {len(found) - 1} more" if len(found) > 1 else "")


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


def _span(asked: Asked) -> Span:
    start, end = asked.get("start"), asked.get("end")
    if not (type(start) is int and type(end) is int):
        raise DataError("select some words of the text")
    return Span(start, end)
