"""Questions to a reviewer at a terminal; each answer is checked before the next question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from graph.errors import DataError
from seed.extraction.answers import UNDER
from seed.extraction.text import Span
from seed.review.desk import Desk
from server.review.forms import Evidence, Field

Answer = TypeVar("Answer")

LEAVE = "."
_LEAVES = (LEAVE, "ใ")  # the same key on a Thai keyboard
_NOTHING = "-"
_CONTEXT = 160
"""Code points that are shown before and after a passage."""
_MOST_PLACES = 9


class Left(Exception):
    """The reviewer leaves what was begun: nothing of it is done."""


class Prompts:
    """Asks at a console about a draft. ``Left`` ends a question by ``.`` or Ctrl-C."""

    def __init__(self, desk: Desk, console: Console) -> None:
        self._desk = desk
        self._console = console

    def tell(self, words: str, style: str = "") -> None:
        """Show words to the letter, without what would command the terminal."""
        self._console.print(Text(visible(words), style=style))

    def line(self, asked: str) -> str:
        """A line that is typed. Raises EOFError at the end of the input."""
        try:
            typed = self._console.input(Text(f"{asked} > ", style="bold"))
        except KeyboardInterrupt:
            self._console.print()
            raise Left from None
        if not typed.isprintable():
            typed = "".join(c if c.isprintable() else " " for c in _encodable(typed))
        typed = typed.strip()
        if typed in _LEAVES:
            raise Left
        return typed

    def until(self, ask: Callable[[], Answer]) -> Answer:
        """Ask again, with the reason, until the answer can be."""
        while True:
            try:
                return ask()
            except DataError as error:
                self.tell(f"{error} ({LEAVE} leaves)", "red")

    def passage(self, document: str) -> Span:
        """A passage of a text, by words that it has."""
        return self.until(lambda: self._passage(document, self._words()))

    def other_passage(self, document: str) -> Span | None:
        """Another passage than the present one, or None where nothing is typed."""

        def asked() -> Span | None:
            typed = self._words(", or Enter where it is")
            return self._passage(document, typed) if typed else None

        return self.until(asked)

    def _words(self, more: str = "") -> str:
        return self.line(f"the words of the text that say it (first … last){more}")

    def _passage(self, document: str, typed: str) -> Span:
        places = self._desk.places(document, typed)
        if not places:
            raise DataError("the text does not have these words; type some that it has")
        text = self._desk.texts[document]
        if len(places) == 1:
            self._console.print(passage(text, places[0]))
            return places[0]
        for number, place in enumerate(places[:_MOST_PLACES], start=1):
            self._console.print(Text(f"{number}  ").append(passage(text, place)))
        more = len(places) - _MOST_PLACES
        if more > 0:
            self.tell(f"and {more} more places: type more words to tell them apart", "dim")
        chosen = _numbered(self.line("the number of the place"), places[:_MOST_PLACES])
        if chosen is None:
            raise DataError("no place was chosen; type the words again, or more of them")
        return chosen

    def organization(self, words: str, *, may_be_under: bool = False) -> str:
        """The id of an organization that is searched for, beginning with these words.

        ``may_be_under``: it may also be a new unit, which is told by ``under`` before the body
        that it stands under.
        """
        asked = "a number, an id, or a name to search for"
        if may_be_under:
            asked += f"; `{UNDER.strip()}` before it for a new unit of that body"
        while True:
            found = self._desk.find(words) if words else ()
            for number, each in enumerate(found, start=1):
                name = self._desk.name_of(each.id)
                self.tell(f"{number}  {each.score:.2f}  {name}  {each.id}  {each.reason}")
            if words and not found:
                self.tell("no organization is called like that", "red")
            typed = self.line(asked)
            under = UNDER if may_be_under and typed.startswith(UNDER) else ""
            words = typed.removeprefix(under).strip()
            chosen = _numbered(words, found)
            if chosen or ":" in words or not words:
                return under + (chosen.id if chosen else words)

    def choice(self, asked: str, choices: Mapping[str, str]) -> str:
        """One of some ids, by its number, its id, or a part of its words that no other has.

        What fits none, or several, is given back as it was typed.
        """
        self._list(choices)
        return _fitting(self.line(asked), choices)

    def _list(self, choices: Mapping[str, str]) -> None:
        for number, (id, words) in enumerate(choices.items(), start=1):
            self.tell(f"{number:2}  {words}  {id}" if words else f"{number:2}  {id}")

    def form(self, fields: Sequence[Field], evidence: Evidence, given: dict[str, str]) -> None:
        """Ask for each field of a form; what was given before is kept where nothing is typed."""
        for field in fields:
            choices = field.choices(self._desk, given)
            self._list(choices)
            given[field.name] = self.until(partial(self._field, field, choices, evidence, given))

    def _field(
        self, field: Field, choices: Mapping[str, str], evidence: Evidence, given: Mapping[str, str]
    ) -> str:
        former = given.get(field.name, "")
        asked = field.label + (f" ({former})" if former else "")
        if not field.is_required:
            asked += f" ({_NOTHING} for none)" if former else " (may be left out)"
        if field.is_search:
            self.tell(asked, "bold")
            typed = self.organization("", may_be_under=True)
        else:
            typed = _fitting(self.line(asked), choices)
        typed = "" if typed == _NOTHING else typed or former
        return field.read(self._desk, evidence, {**given, field.name: typed})


def _encodable(typed: str) -> str:
    """What was typed, DataError where it is no text: bytes that are not of the encoding."""
    try:
        typed.encode()
    except UnicodeEncodeError:
        raise DataError("that is no text in the encoding of this terminal; use UTF-8") from None
    return typed


def _fitting(typed: str, choices: Mapping[str, str]) -> str:
    chosen = _numbered(typed, list(choices))
    if chosen or typed in choices or not typed:
        return chosen or typed
    fitting = [id for id, words in choices.items() if typed in words]
    exact = [id for id in fitting if choices[id] == typed]
    return next(iter(exact), fitting[0] if len(fitting) == 1 else typed)


def _numbered(typed: str, listed: Sequence[Answer]) -> Answer | None:
    """What stands at the number that is typed, counted from 1; None where it is no such number."""
    is_number = typed.isdecimal() and len(typed) <= len(str(len(listed)))
    number = int(typed) if is_number else 0
    return listed[number - 1] if 0 < number <= len(listed) else None


def passage(text: str, span: Span) -> Text:
    """A passage in colour, with some of the text around it."""
    start, end = max(0, span.start - _CONTEXT), span.end + _CONTEXT
    shown = Text("…" if start else "")
    shown.append(visible(text[start : span.start]))
    shown.append(visible(text[span.start : span.end]), style="black on yellow")
    shown.append(visible(text[span.end : end]))
    return shown.append("…" if end < len(text) else "")


def visible(text: str) -> str:
    """A text without what would command the terminal."""
    return "".join(c if c == "\n" or c.isprintable() else " " for c in text)
