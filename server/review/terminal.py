"""The review in a terminal: one thing at a time, its passage in colour within the text."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from graph.errors import DataError
from seed.extraction.answers import UNDER
from seed.extraction.text import Span
from seed.review.decisions import Question
from seed.review.desk import Desk
from server.review import acts
from server.review.page import KEYS
from server.review.view import Row, open_by_text, rows

_CONTEXT = 160
"""Code points that are shown before and after a passage."""

_ASKED = "[a]ccept [r]eject [e]dit [l]ink [n]ew [u]ndo [k] back [j] on [q]uit [?]"


@dataclass(slots=True)
class _Place:
    """Where the reviewer stands: the text, and the row of it."""

    document: str
    row: str | None = None


def run(desk: Desk, console: Console) -> None:
    """Ask about everything that is undecided until the end of it, of the input, or `q`."""
    for document, count in open_by_text(desk).items():
        if count and not _review(desk, console, document):
            break
    state = desk.state
    console.print(f"{state.decided} of {state.total} decided; all decisions are kept.")


def _review(desk: Desk, console: Console, document: str) -> bool:
    """Go through one text; False where the reviewer has had enough."""
    title = next(line.properties.get("title", "") for line in desk.documents if line.id == document)
    console.rule(Text(f"{document} {title}"))
    place = _Place(document)
    while row := _at(desk, place):
        place.row = row.id
        _show(desk, console, row)
        try:
            key = console.input(Text(f"{_ASKED} > ", style="bold")).strip() or "j"
            if key == "q":
                return False
            if key == "j":
                if not _move(desk, place, 1):
                    return True
            elif key == "k":
                _move(desk, place, -1)
            else:
                _do(desk, console, row, key)
        except DataError as error:
            console.print(Text(str(error), style="red"))
        except (EOFError, KeyboardInterrupt):
            console.print()
            return False
    return True


def _at(desk: Desk, place: _Place) -> Row | None:
    """The row to ask about: the one where the reviewer stands, or the next undecided one."""
    all_rows = list(rows(desk, place.document))
    here = next((n for n, row in enumerate(all_rows) if row.id == place.row), 0)
    if place.row and all_rows and all_rows[here].id == place.row and all_rows[here].is_open:
        return all_rows[here]
    following = [*all_rows[here:], *all_rows[:here]]
    return next((row for row in following if row.is_open), None)


def _move(desk: Desk, place: _Place, by: int) -> bool:
    """Go to the next or the previous undecided row; whether there was one."""
    waiting = [row for row in rows(desk, place.document) if row.is_open]
    at = next((n for n, row in enumerate(waiting) if row.id == place.row), 0) + by
    if 0 <= at < len(waiting):
        place.row = waiting[at].id
        return True
    return False


def _show(desk: Desk, console: Console, row: Row) -> None:
    state = desk.state
    console.print()
    if row.span:
        console.print(passage(desk.texts[_document(row)], row.span))
    about = "" if isinstance(row.about, Question) else f"{row.about.subject}\n"
    told = Text(about, style="dim")
    told.append(row.label, style="bold").append(f"  {row.words}  ")
    told.append(f"({row.basis})", style="dim")
    told.append(f"  {state.decided} of {state.total} decided", style="dim")
    console.print(told)
    if isinstance(row.about, Question) and row.about.candidates:
        console.print(Text(f"candidates: {row.about.candidates}", style="dim"))


def passage(text: str, span: Span) -> Text:
    """A passage in colour, with some of the text around it."""
    start, end = max(0, span.start - _CONTEXT), span.end + _CONTEXT
    shown = Text("…" if start else "")
    shown.append(_visible(text[start : span.start]))
    shown.append(_visible(text[span.start : span.end]), style="black on yellow")
    shown.append(_visible(text[span.end : end]))
    return shown.append("…" if end < len(text) else "")


def _visible(text: str) -> str:
    """A text without what would command the terminal."""
    return "".join(c if c == "\n" or c.isprintable() else " " for c in text)


def _document(row: Row) -> str:
    return row.about.document if isinstance(row.about, Question) else row.about.source.document


def _do(desk: Desk, console: Console, row: Row, key: str) -> None:
    if key == "a":
        said = acts.accept(desk, [row])
    elif key == "r":
        said = acts.reject(desk, [row], console.input("reason > "))
    elif key == "e":
        said = _correct(desk, console, row)
    elif key == "l":
        said = _link(desk, console, row)
    elif key == "n":
        said = _add(desk, console, row)
    elif key == "u":
        said = acts.act(desk, {"act": "undo"})
    else:
        for keys, what in KEYS[:-2]:
            console.print(Text(f"{keys:6} {what}"))
        return
    console.print(Text(said, style="green"))


def _correct(desk: Desk, console: Console, row: Row) -> str:
    if row.choices:
        console.print(Text(" ".join(row.choices), style="dim"))
    words = console.input("what it says > ").strip()
    if isinstance(row.about, Question):
        return acts.link(desk, row, words)
    new = desk.correct(row.about, words)
    return f"Corrected: {new.predicate} {new.object}, {new.basis}"


def _link(desk: Desk, console: Console, row: Row) -> str:
    if not row.links:
        return _correct(desk, console, row)
    words = row.about.words if isinstance(row.about, Question) else desk.name_of(row.about.object)
    while True:
        found = desk.find(words)
        for number, each in enumerate(found, start=1):
            name = desk.name_of(each.id)
            line = f"{number}  {each.score:.2f}  {name}  {each.id}  {each.reason}"
            console.print(Text(line))
        asked = "a number, an id, `under` and an id for a new unit, or other words > "
        answer = console.input(Text(asked)).strip()
        if not answer:
            raise DataError("nothing was chosen")
        if answer.isdecimal() and 0 < int(answer) <= len(found):
            return acts.link(desk, row, found[int(answer) - 1].id)
        if answer.startswith(("org:", UNDER)):
            return acts.link(desk, row, answer)
        words = answer


def _add(desk: Desk, console: Console, row: Row) -> str:
    document = _document(row)
    text = desk.texts[document]
    words = console.input("the words of the text that say it > ").strip()
    start = text.find(words) if words else -1
    if start < 0:
        raise DataError("the text does not have these words")
    span = Span(start, start + len(words))
    console.print(passage(text, span))
    said = [console.input(f"{what} > ") for what in ("about (id)", "property or relation", "value")]
    new = desk.add(document, (said[0], said[1], said[2]), span)
    return f"Added: {new.predicate} {new.object}, {new.basis}"
