"""What a reviewer decided, step by step: the file ``decisions.tsv`` of a draft."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from graph.errors import DataError
from seed.extraction.text import Span
from seed.extraction.writing import UNRESOLVED_COLUMNS
from seed.facts import Fact, Review, checksum
from seed.folder import DECISIONS_FILE, UNRESOLVED_FILE, read_table
from seed.lines import FACT_COLUMNS, Row, read_fact, read_review, read_rows, read_text
from seed.problems import FieldError, Place, Problems

COLUMNS = ("step", "decision", *FACT_COLUMNS, "note", "reviewed")

UNFINISHED = ".govgraph-unfinished-"
"""How the name of a file begins that is not written to its end."""
_PASSAGE = re.compile(r"@(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})\Z")
_LONGEST_NOTE = 1000


class Decision(StrEnum):
    """What becomes of a fact, or of a question."""

    ACCEPT = "accept"
    REJECT = "reject"
    PROPOSE = "propose"
    """A fact that is new, from an answer; it waits for its own decision."""
    WITHDRAW = "withdraw"
    """A fact that another takes the place of."""
    ANSWER = "answer"
    DISMISS = "dismiss"


OF_QUESTIONS = frozenset({Decision.ANSWER, Decision.DISMISS})


@dataclass(frozen=True, slots=True)
class Question:
    """A line of ``unresolved.tsv``; ``about`` and where tell it from the others.

    ``span`` counts code points, and is None where the question is about the text as a whole.
    """

    document: str
    about: str
    words: str
    span: Span | None
    reason: str = field(default="", compare=False)
    candidates: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision on one fact or question; ``note``: the reason, or the answer."""

    decision: Decision
    about: Fact | Question
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What a reviewer did at once, and takes back at once."""

    entries: tuple[Entry, ...]
    review: Review


def clean(note: str) -> str:
    """A note on one line, in NFC, with nothing invisible; cut where it is too long."""
    shown = "".join(
        character if unicodedata.category(character)[0] != "C" else " "
        for character in unicodedata.normalize("NFC", note)
    )
    return unicodedata.normalize("NFC", " ".join(shown.split())[:_LONGEST_NOTE])


def reviewer_name(name: str) -> str:
    """A name to put on record; DataError where it is none."""
    name = " ".join(name.split())
    try:
        return read_text(name)
    except FieldError as error:
        raise DataError(f"the reviewer's name: {error.message}; give --reviewer NAME") from None


def read_questions(folder: Path, problems: Problems) -> list[Question]:
    """What a draft leaves open."""
    if not (folder / UNRESOLVED_FILE).is_file():
        fix = "name a folder that govgraph extract wrote to its end, or draft it again"
        problems.add(Place(folder.name, 0), "folder", f"it has no {UNRESOLVED_FILE}", fix)
        return []
    found = []
    for row in read_table(folder, UNRESOLVED_FILE, UNRESOLVED_COLUMNS, problems):
        cells = row.cells
        where = (cells["document"], cells["about"], cells["words"])
        span = _read_span(cells["passage"], row, problems)
        found.append(Question(*where, span, cells["reason"], cells["candidates"]))
    return found


def read_steps(text: str, called: str, problems: Problems) -> list[Step]:
    """The steps of a file of decisions, the first one first."""
    entries: list[Entry] = []
    steps: list[Step] = []
    number, review = "", None
    for row in read_rows(text, called, COLUMNS, problems):
        entry = _read_entry(row, problems)
        if entry is None:
            continue
        if row.cells["step"] != number and entries and review:
            steps.append(Step(tuple(entries), review))
            entries = []
        number = row.cells["step"]
        review = read_review(row.cells["reviewed"])
        entries.append(entry)
    if entries and review:
        steps.append(Step(tuple(entries), review))
    return steps


def _read_entry(row: Row, problems: Problems) -> Entry | None:
    cells = row.cells
    try:
        decision = Decision(cells["decision"])
        if read_review(cells["reviewed"]) is None:
            raise FieldError("nobody is named", "write who decided it, and the day")
    except FieldError as error:
        problems.add_error(row.place, "reviewed", error)
        return None
    except ValueError:
        fix = f"use one of {', '.join(Decision)}"
        problems.add(row.place, "decision", f"{cells['decision']!r} is none", fix)
        return None
    about: Fact | Question | None
    if decision in OF_QUESTIONS:
        span = _read_span(cells["source"], row, problems)
        about = Question(cells["subject"], cells["predicate"], cells["object"], span)
    else:
        about = read_fact(row, problems)
    return Entry(decision, about, cells["note"]) if about else None


def _read_span(text: str, row: Row, problems: Problems) -> Span | None:
    match = _PASSAGE.match(text)
    if text and not match:
        problems.add(row.place, "passage", f"{text!r} is none", "write @start-end")
    if not match:
        return None
    start, end = int(match["start"]), int(match["end"])
    if start >= end:
        problems.add(row.place, "passage", f"{text!r} ends before it starts", "write @start-end")
        return None
    return Span(start, end)


def write_steps(steps: Iterable[Step]) -> str:
    """The text of a file of decisions."""
    lines = ["\t".join(COLUMNS)]
    for number, step in enumerate(steps, start=1):
        for entry in step.entries:
            cells = [str(number), entry.decision, *_cells(entry.about), entry.note]
            lines.append("\t".join([*cells, str(step.review)]))
    return "\n".join(lines) + "\n"


def _cells(about: Fact | Question) -> tuple[str, ...]:
    if isinstance(about, Fact):
        return about.cells
    passage = f"@{about.span.start}-{about.span.end}" if about.span else ""
    return about.document, about.about, about.words, passage, "", ""


class ChangedMeanwhile(DataError):
    """Another review has written since: what was to be done was not done."""


class Log:
    """The steps in a draft's file of decisions, which is written anew with each of them.

    Raises DataError where the file is not as it should be.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / DECISIONS_FILE
        self._text = ""
        self.steps: list[Step] = []
        self.refresh()

    @property
    def revision(self) -> str:
        """Another one for whatever else is in the file."""
        return checksum(self._text)

    def refresh(self) -> bool:
        """Read what another has written since; whether there is any."""
        text = read_file(self._path) if self._path.exists() else ""
        if text == self._text:
            return False
        called = f"{self._folder.name}/{DECISIONS_FILE}"
        problems = Problems()
        steps = read_steps(text, called, problems) if text else []
        problems.raise_any()
        self._text, self.steps = text, steps
        return True

    def keep(self, steps: Iterable[Step]) -> None:
        """Write these steps, all or nothing.

        Raises ChangedMeanwhile where another has written since: nobody's decisions are lost.
        """
        steps = list(steps)
        text = write_steps(steps)
        with alone_in(self._folder):
            if (read_file(self._path) if self._path.exists() else "") != self._text:
                raise ChangedMeanwhile("it was decided on elsewhere meanwhile; look at it again")
            replace_file(self._path, text)
        self._text, self.steps = text, steps


def read_file(path: Path) -> str:
    """The text of a file, its lines ended by line feeds; DataError where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise DataError(f"{path}: it cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataError(f"{path}:{line}: it is not UTF-8; save it as UTF-8") from None


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process writes to a folder, and let none until the end.

    What a process that was killed while it wrote has left behind is taken away.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some file systems of networks have no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        for left in folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
        yield
    finally:
        os.close(handle)


def tidy(folder: Path) -> None:
    """Take away what a review that was killed has left in a draft. Raises OSError."""
    with alone_in(folder):
        pass


def replace_file(path: Path, text: str) -> None:
    """Write a file so that it holds either what it held or the new text. Raises OSError."""
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def rejected(folder: Path) -> Iterator[Fact]:
    """The facts that a draft's reviewer rejected or saw replaced; DataError on a broken file."""
    steps = Log(folder).steps
    last = {entry.about: entry.decision for step in steps for entry in step.entries}
    for about, decision in last.items():
        if isinstance(about, Fact) and decision in (Decision.REJECT, Decision.WITHDRAW):
            yield about
