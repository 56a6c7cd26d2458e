"""The review in a terminal: one thing at a time, its passage in colour within the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.text import Text

from graph.errors import DataError
from seed.extraction.answers import UNDER
from seed.facts import Fact
from seed.review.decisions import Question
from seed.review.desk import Desk
from seed.rules import REASONS
from server.review import acts
from server.review.dialogs import KEYS
from server.review.forms import AWARD, FACT, Evidence, Field
from server.review.prompts import Left, Prompts, passage, visible
from server.review.view import Row, cards, first_open, rows

_ASKED = "[a]ccept [r]eject [e]dit [l]ink [s]et aside [n]ew fact [N]ew award [u]ndo [?] all keys"
_KEDMANEE = dict(zip("ฟฤพฑำสหื์่๋าษีะๆบลฦ", "aArRelsnNjJkKutq[]?", strict=True))
"""What the same keys are on a Thai keyboard (TIS 820)."""

_MORE_KEYS = (
    ("Enter", "the next one that is undecided"),
    ("t", "the whole text"),
    (".", "leaves a question: nothing of what was begun is done"),
    ("q", "ends the review; all decisions are kept"),
)


def run(desk: Desk, console: Console) -> None:
    """Show what is drafted and do what is asked until the end of the input, or `q`."""
    try:
        session = _Session(desk, console)
        while session.turn():
            pass
    except (EOFError, KeyboardInterrupt):
        console.print()
    state = desk.state
    console.print(f"{state.decided} of {state.total} decided; all decisions are kept.")


class _Session:
    """Where the reviewer stands: a text, and a row of it, if it has any."""

    def __init__(self, desk: Desk, console: Console) -> None:
        self._desk = desk
        self._console = console
        self._ask = Prompts(desk, console)
        self._keys: dict[str, Callable[[], str]] = {
            "": lambda: self._step(1, is_open=True),
            "j": lambda: self._step(1),
            "k": lambda: self._step(-1),
            "J": lambda: self._step(1, is_open=True),
            "K": lambda: self._step(-1, is_open=True),
            "a": lambda: self._act("accept", self._chosen()),
            "A": lambda: self._act("accept", self._card()),
            "r": lambda: self._reject(self._chosen()),
            "R": lambda: self._reject(self._card()),
            "e": self._correct,
            "l": self._link,
            "s": self._set_aside,
            "n": lambda: self._add("add", FACT, self._about()),
            "N": lambda: self._add("add-award", AWARD, {}),
            "u": self._undo,
            "[": lambda: self._turn(-1),
            "]": lambda: self._turn(1),
            "t": self._text,
            "?": self._help,
        }
        self._open(first_open(desk))

    def turn(self) -> bool:
        """Show where the reviewer stands, and do what is typed; False where it is enough."""
        self._show()
        try:
            key = self._ask.until(lambda: self._ask.line(_ASKED))
        except Left:
            return False
        key = _KEDMANEE.get(key, key)
        if key == "q":
            return False
        work = self._keys.get(key)
        try:
            said = work() if work else f"{key!r} is no key; ? lists them"
            self._ask.tell(said, "green" if work else "red")
        except Left:
            self._ask.tell("Left: nothing was done.", "green")
        except (DataError, OSError) as error:
            self._ask.tell(acts.wrong(error), "red")
        return True

    # Going about

    def _open(self, document: str) -> None:
        self._document = document
        self._row: str | None = None
        self._console.rule(Text(visible(f"{document} {self._title()}")))
        found = self._rows()
        here = next((row for row in found if row.is_open), found[0] if found else None)
        self._row = here.id if here else None

    def _title(self) -> str:
        lines = self._desk.documents
        return next((d.properties.get("title", "") for d in lines if d.id == self._document), "")

    def _rows(self) -> list[Row]:
        return list(rows(self._desk, self._document))

    def _here(self) -> Row | None:
        found = self._rows()
        here = next((row for row in found if row.id == self._row), found[0] if found else None)
        self._row = here.id if here else None
        return here

    def _chosen(self) -> Row:
        row = self._here()
        if row is None:
            raise DataError("there is nothing here; N adds an award, ] leads to the next text")
        return row

    def _card(self) -> list[Row]:
        """What is undecided of the card of the present row."""
        here = self._chosen()
        card = next(card for card in cards(self._desk, self._document) if here in card.rows)
        found = [row for row in card.rows if row.is_open]
        if not found:
            raise DataError("all of its card is decided")
        return found

    def _step(self, by: int, *, is_open: bool = False) -> str:
        found = self._rows()
        at = next((n for n, row in enumerate(found) if row.id == self._row), -1)
        following = found[at + 1 :] if by > 0 else found[:at][::-1]
        for row in following:
            if row.is_open or not is_open:
                self._row = row.id
                return ""
        if is_open and by > 0:
            return self._next_open()
        return "That is the last one; ] leads to the next text." if by > 0 else "That is the first."

    def _next_open(self) -> str:
        """Go to what is undecided: in this text, else in another."""
        waiting = [row for row in self._rows() if row.is_open]
        if waiting:
            self._row = waiting[0].id
            return ""
        if self._desk.state.decided == self._desk.state.total:
            return (
                "All is decided. N adds an award that was missed, ] leads to the next text, q ends."
            )
        self._open(first_open(self._desk))
        return ""

    def _turn(self, by: int) -> str:
        ids = [line.id for line in self._desk.documents]
        at = (ids.index(self._document) if self._document in ids else -1) + by
        if not 0 <= at < len(ids):
            return "There is no other text that way."
        self._open(ids[at])
        return ""

    # Showing

    def _show(self) -> None:
        self._console.print()
        row, state = self._here(), self._desk.state
        progress = f"{state.decided} of {state.total} decided"
        if row is None:
            self._ask.tell(
                f"Nothing is drafted from this text; N adds an award.  {progress}", "dim"
            )
            return
        if row.span:
            self._console.print(passage(self._desk.texts[self._document], row.span))
        about = "" if isinstance(row.about, Question) else f"{row.about.subject}\n"
        told = Text(visible(about), style="dim")
        told.append(row.label, style="bold").append(f"  {visible(row.words)}  ")
        told.append(f"({row.basis})", style="dim")
        if row.rivals:
            told.append(f"  it is also said: {visible(', '.join(row.rivals))}", style="yellow")
        if not row.is_open:
            who = f"{row.standing.status} {row.standing.note} {row.standing.review or ''}"
            told.append(f"  {visible(' '.join(who.split()))}", style="green")
        self._console.print(told.append(f"  {progress}", style="dim"))
        if isinstance(row.about, Question) and row.about.candidates:
            self._ask.tell(f"candidates: {row.about.candidates}", "dim")

    def _text(self) -> str:
        text = Text(visible(self._desk.texts.get(self._document, "")))
        for row in self._rows():
            if row.span:
                text.stylize("black on yellow" if row.is_open else "underline", *_ends(row))
        self._console.print(text)
        return ""

    def _help(self) -> str:
        for keys, what in (*KEYS[:-1], *_MORE_KEYS):
            self._ask.tell(f"{keys:6} {what}")
        return ""

    # Acting

    def _act(self, name: str, about: Row | Sequence[Row] = (), **more: object) -> str:
        chosen = [about] if isinstance(about, Row) else list(about)
        asked = {"act": name, "document": self._document, "rows": [row.id for row in chosen]}
        said = acts.act(self._desk, asked | more)
        left = self._step(1, is_open=True) if chosen else ""
        return f"{said}\n{left}".rstrip()

    def _reject(self, about: Row | Sequence[Row]) -> str:
        return self._act("reject", about, reason=self._ask.line("reason"))

    def _undo(self) -> str:
        """Take back the last step, and go to what it was about, where that is in this text."""
        before = {row.id: row.standing for row in self._rows()}
        said = self._act("undo")
        back = (row for row in self._rows() if before.get(row.id) != row.standing)
        self._row = next((row.id for row in back), self._row)
        return said

    def _correct(self) -> str:
        row = self._chosen()
        if isinstance(row.about, Question):
            return self._link()
        choices = dict.fromkeys(row.choices, "")
        asked = f"what it says ({row.about.object})"
        words = (self._ask.choice(asked, choices) if choices else self._ask.line(asked)).strip()
        span = self._ask.other_passage(self._document)
        where = {"start": span.start, "end": span.end} if span else {}
        return self._act("correct", row, object=words or row.about.object, **where)

    def _link(self) -> str:
        row = self._chosen()
        if row.choices:
            to = self._ask.choice("which one", dict.fromkeys(row.choices, ""))
            return self._act("correct", row, object=to)
        if row.is_answered and not row.links:
            return self._act("link", row, to=self._ask.line("the answer"))
        if not row.links:
            raise DataError("there is nothing to link here")
        if isinstance(row.about, Question):
            to = self._ask.organization(row.about.words, may_be_under=True)
        else:
            to = self._ask.organization(self._desk.name_of(row.about.object))
        if not to:
            raise DataError("nothing was chosen")
        is_under = to.startswith(UNDER)
        return self._act("link", row, to=to.removeprefix(UNDER), under=is_under)

    def _set_aside(self) -> str:
        row = self._chosen()
        reason = self._ask.choice("why another statement is followed", REASONS)
        return self._act("set-aside", row, reason=reason)

    def _about(self) -> dict[str, str]:
        """The subject of the present row, for a fact that is added beside it."""
        row = self._here()
        return {"subject": row.about.subject} if row and isinstance(row.about, Fact) else {}

    def _add(self, name: str, fields: Sequence[Field], given: dict[str, str]) -> str:
        """Ask for a passage, then field by field; again where it cannot be, with what was given."""
        if self._document not in self._desk.texts:
            raise DataError("the draft has no text")
        span = self._ask.passage(self._document)
        evidence = Evidence(self._document, span)

        def added() -> str:
            self._ask.form(fields, evidence, given)
            return self._act(name, (), start=span.start, end=span.end, **given)

        return self._ask.until(added)


def _ends(row: Row) -> tuple[int, int]:
    return (row.span.start, row.span.end) if row.span else (0, 0)
