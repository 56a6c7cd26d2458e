"""What is read from a text: its awards, its counts, and what could not be decided."""

from __future__ import annotations

from dataclasses import dataclass, field

from seed.extraction.bodies import Body
from seed.extraction.text import Span, Text


@dataclass(frozen=True, slots=True)
class Word:
    """A branch, type or level: where it is written, and what it means.

    ``meaning`` is a key of the lexicon, or None for one that the lexicon does not know.
    """

    span: Span
    meaning: str | None


@dataclass(frozen=True, slots=True)
class Award:
    """One conferral as a text tells it; what is None is not said there.

    ``evidence`` is where it is told. ``is_listed``: as an item of a list. ``times``: how many
    such awards the winner is said to have, of which nothing tells one from another.
    ``is_by_kind``: ``credited`` follows from the kind of the winner, the text only names it.
    """

    winner: Body | None
    evidence: Span
    co_winners: tuple[Body, ...] = ()
    credited: Body | None = None
    branch: Word | None = None
    type: Word | None = None
    level: Word | None = None
    project: Span | None = None
    year: int | None = None
    is_listed: bool = False
    times: int = 1
    is_by_kind: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many awards a text says that a body won."""

    value: int
    span: Span


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a reviewer has to decide, and why it was not decided here."""

    subject: str
    span: Span | None
    reason: str
    candidates: tuple[tuple[str, float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is read from one text. Years are of the Buddhist Era."""

    text: Text
    awards: tuple[Award, ...] = ()
    year: int | None = None
    count: Count | None = None
    subject: Body | None = None
    doubts: tuple[Doubt, ...] = field(default=())
