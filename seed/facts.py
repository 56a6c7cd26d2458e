"""Facts as a dataset states them: one line, one statement."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

CHECKSUM_DIGITS = 12
_ID_DIGITS = 20


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file; line 0 is the file as a whole."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


def checksum(passage: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of a passage's UTF-8."""
    return hashlib.sha256(passage.encode()).hexdigest()[:CHECKSUM_DIGITS]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where in a document: code points from 0, end exclusive, and the checksum of it."""

    start: int
    end: int
    checksum: str

    def __str__(self) -> str:
        return f"@{self.start}-{self.end}~{self.checksum}"


@dataclass(frozen=True, slots=True)
class Source:
    """The document that supports a fact, and the passage where it does."""

    document: str
    passage: Passage | None = None

    def __str__(self) -> str:
        return f"{self.document}{self.passage or ''}"


@dataclass(frozen=True, slots=True)
class Interval:
    """When a relationship held: ISO 8601 with each end's own precision, None where open.

    Both ends are included: ``2002/2004`` is from 1 January 2002 to 31 December 2004.
    """

    start: str | None
    end: str | None

    def __str__(self) -> str:
        return f"{self.start or '..'}/{self.end or '..'}"


@dataclass(frozen=True, slots=True)
class Review:
    """Who read the passage and accepted what is taken from it, and on which day."""

    reviewer: str
    day: date

    def __str__(self) -> str:
        return f"{self.reviewer} {self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement: subject, predicate, object; ``rule`` is None where it is stated.

    One that is not ``followed`` is stated too, and kept beside the one that the graph follows;
    its ``rule`` says why. A statement is the same whether it is ``reviewed`` or not.
    """

    subject: str
    predicate: str
    object: str
    source: Source
    rule: str | None = None
    valid: Interval | None = None
    followed: bool = True
    place: Place = field(default=Place("", 0), compare=False)
    reviewed: Review | None = field(default=None, compare=False)

    @property
    def basis(self) -> str:
        """``stated``, ``inferred:<rule>`` or ``set-aside:<reason>``."""
        if not self.followed:
            return f"set-aside:{self.rule}"
        return "stated" if self.rule is None else f"inferred:{self.rule}"

    @property
    def is_stated(self) -> bool:
        """Whether the passage must say it in words."""
        return self.rule is None or not self.followed

    @property
    def cells(self) -> tuple[str, ...]:
        """What is stated, field by field as a line has it; the review is not part of it."""
        valid = str(self.valid) if self.valid else ""
        return (
            self.subject,
            self.predicate,
            self.object,
            str(self.source),
            self.basis,
            valid,
        )

    @property
    def statement_id(self) -> str:
        """The id of its statement, by its content."""
        text = "\t".join(self.cells)
        return "statement:" + hashlib.sha256(text.encode()).hexdigest()[:_ID_DIGITS]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as a dataset describes it: the text of each property that is given."""

    id: str
    properties: dict[str, str]
    place: Place = field(default=Place("", 0), compare=False)


@dataclass(frozen=True, slots=True)
class Exemption:
    """A known breach of a rule of integrity by a node, and why it stays.

    ``rule`` is the name of one of :class:`seed.integrity.Rule`, ``decided_on`` a day in ISO
    8601.
    """

    rule: str
    subject: str
    reason: str
    decided_by: str
    decided_on: str
    place: Place = field(default=Place("", 0), compare=False)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset folder as read: its description, documents, facts and exemptions.

    ``doubtful``: the subjects of lines that could not be read.
    """

    name: str
    title: str
    licence: str
    description: str
    documents: tuple[DocumentLine, ...]
    facts: tuple[Fact, ...]
    doubtful: frozenset[str] = frozenset()
    exemptions: tuple[Exemption, ...] = ()
