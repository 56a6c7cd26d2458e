"""Reading and writing the lines of a dataset's files.

UTF-8 in Unicode NFC, fields separated by tabs, no quoting; empty fields at the end of a
line may be left out; lines that are blank or start with ``#`` carry no data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from seed.facts import CHECKSUM_DIGITS, Exemption, Fact, Interval, Passage, Review, Source
from seed.integrity import RULES as INTEGRITY_RULES
from seed.integrity import Rule
from seed.problems import FieldError, Place, Problems, closest
from seed.rules import REASONS, RULES

EXEMPTION_COLUMNS = ("rule", "subject", "reason", "decidedBy", "decidedOn")
FACT_COLUMNS = ("subject", "predicate", "object", "source", "basis", "valid")
REVIEWED = "reviewed"
"""A last column, which a file of facts has where a line of it was reviewed."""

_ID = re.compile(r"TH-[0-9]{2}\Z|[a-z]+:[a-z0-9]+(?:[-./+][a-z0-9]+)*\Z")
_SOURCE = re.compile(
    rf"(?P<document>[^@~]+)(?:@(?P<start>[0-9]{{1,9}})-(?P<end>[0-9]{{1,9}})"
    rf"~(?P<checksum>[0-9a-f]{{{CHECKSUM_DIGITS}}}))?\Z"
)
_BASES = {
    "inferred": ("rule of inference", RULES),
    "set-aside": ("reason to set a statement aside", REASONS),
}
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}\Z")


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a fact is in the data: see :class:`seed.facts.Fact`."""

    rule: str | None = None
    followed: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one line by column, and where it stands."""

    cells: dict[str, str]
    place: Place


def read_rows(
    text: str, file: str, columns: Sequence[str], problems: Problems, optional: str | None = None
) -> Iterator[Row]:
    """The data lines of a file; its first one must be the header ``columns``.

    A column that is ``optional`` may follow them; where it does not, its cells are empty.
    """
    header_seen = False
    absent: dict[str, str] = {}
    if optional:
        absent = {optional: ""}
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.removesuffix("\r")
        if not line.strip() or line.startswith("#"):
            continue
        place = Place(file, number)
        cells = line.split("\t")
        if not header_seen:
            header_seen = True
            if optional and cells == [*columns, optional]:
                columns = cells
            elif cells != list(columns):
                problems.add(
                    place,
                    "header",
                    f"the columns are {' '.join(cells)}",
                    f"write them as {' '.join(columns)}, separated by tabs",
                )
                return
        elif len(cells) > len(columns):
            problems.add(
                place,
                "line",
                f"it has {len(cells)} fields, not {len(columns)}",
                f"separate {' '.join(columns)} by one tab each",
            )
        else:
            cells += [""] * (len(columns) - len(cells))
            yield Row(absent | dict(zip(columns, cells, strict=True)), place)
    if not header_seen:
        problems.add(
            Place(file, 0),
            "header",
            "the file has no header line",
            f"write {' '.join(columns)}, separated by tabs",
        )


def read_fact(row: Row, problems: Problems) -> Fact | None:
    """The fact of a line, or None with all that is wrong with it noted."""
    readers: dict[str, Callable[[str], Any]] = {
        "subject": read_id,
        "predicate": read_text,
        "object": read_text,
        "source": read_source,
        "basis": read_basis,
        "valid": read_interval,
        REVIEWED: read_review,
    }
    values = _read(row, readers, problems)
    if values is None:
        return None
    return Fact(
        values["subject"],
        values["predicate"],
        values["object"],
        values["source"],
        values["basis"].rule,
        values["valid"],
        values["basis"].followed,
        row.place,
        values[REVIEWED],
    )


def read_exemption(row: Row, problems: Problems) -> Exemption | None:
    """The exemption of a line, or None with all that is wrong with it noted."""
    readers: dict[str, Callable[[str], Any]] = {
        "rule": _read_rule,
        "subject": read_id,
        "reason": read_text,
        "decidedBy": read_text,
        "decidedOn": _read_day,
    }
    values = _read(row, readers, problems)
    if values is None:
        return None
    return Exemption(
        values["rule"],
        values["subject"],
        values["reason"],
        values["decidedBy"],
        values["decidedOn"],
        row.place,
    )


def _read(
    row: Row, readers: Mapping[str, Callable[[str], Any]], problems: Problems
) -> dict[str, Any] | None:
    """The values of a line's fields, or None with all that is wrong with them noted."""
    values: dict[str, Any] = {}
    for column, reader in readers.items():
        try:
            values[column] = reader(row.cells.get(column, ""))
        except FieldError as error:
            problems.add_error(row.place, column, error)
    return values if len(values) == len(readers) else None


def write_fact(fact: Fact) -> str:
    """The line of a fact, without the end of line."""
    return "\t".join((*fact.cells, str(fact.reviewed or ""))).rstrip("\t")


def read_id(text: str) -> str:
    """An id such as ``org:msdhs`` or ``TH-71``; FieldError where it is none."""
    if not _ID.match(text):
        raise FieldError(
            f"{text!r} is no id",
            "write the prefix of its type, then small Latin letters, digits and -, as in org:msdhs",
        )
    return text


def read_text(text: str) -> str:
    """A text that is there, in NFC, on one line, without needless spaces; else FieldError."""
    if not text:
        raise FieldError("it is empty", "write it, or leave the line out")
    if not unicodedata.is_normalized("NFC", text):
        raise FieldError(f"{text!r} is not in Unicode NFC", "normalise it to NFC (never to NFKC)")
    if any(unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} for character in text):
        raise FieldError(f"{text!r} holds an invisible character", "take it out")
    if text != " ".join(text.split()):
        raise FieldError(f"{text!r} has needless spaces", "write single plain spaces within only")
    return text


def read_source(text: str) -> Source:
    """``<document>`` or ``<document>@<start>-<end>~<checksum>``; else FieldError."""
    match = _SOURCE.match(text)
    if not match:
        raise FieldError(
            f"{text!r} is no source",
            "write the document's id, or id@start-end~checksum with the first "
            f"{CHECKSUM_DIGITS} hexadecimal digits of the passage's SHA-256",
        )
    document = read_id(match["document"])
    if match["start"] is None:
        return Source(document)
    start, end = int(match["start"]), int(match["end"])
    if start >= end:
        raise FieldError(f"the passage {start}-{end} is empty", "its end must be after its start")
    return Source(document, Passage(start, end, match["checksum"]))


def read_basis(text: str) -> Basis:
    """``stated``, ``inferred:<rule>`` or ``set-aside:<reason>``; else FieldError."""
    if text == "stated":
        return Basis()
    kind, _, rule = text.partition(":")
    if kind not in _BASES:
        raise FieldError(
            f"{text!r} is no basis",
            "write stated, or inferred: and the rule's name, or set-aside: and the reason",
        )
    called, known = _BASES[kind]
    if rule not in known:
        raise FieldError(
            f"{rule!r} is no {called}", closest(rule, known, f"use one of {', '.join(known)}")
        )
    return Basis(rule, kind == "inferred")


def read_interval(text: str) -> Interval | None:
    """None where empty, else an ISO 8601 interval such as ``2002-10-03/..``; or FieldError."""
    if not text:
        return None
    start, slash, end = text.partition("/")
    if not slash:
        raise FieldError(f"{text!r} is no interval", "write start/end, with .. for an open end")
    interval = Interval(_read_end(start), _read_end(end))
    if interval.start is None and interval.end is None:
        raise FieldError("the interval is open at both ends", "leave it empty")
    if interval.start and interval.end:
        first, last = period(interval.start)[0], period(interval.end)[1]
        if first > last:
            raise FieldError(
                f"{text!r} ends before it starts",
                "give the earlier date first",
                Rule.REVERSED_VALIDITY,
            )
    return interval


def _read_rule(text: str) -> str:
    """The name of a rule of integrity that allows exceptions; else FieldError."""
    names = [name for name, rule in INTEGRITY_RULES.items() if rule.allows_exceptions]
    if text not in names:
        raise FieldError(
            f"{text!r} is no rule that allows exceptions",
            closest(text, names, f"use one of {', '.join(names)}"),
        )
    return text


def _read_day(text: str) -> str:
    if period(text)[0] != period(text)[1]:
        raise FieldError(f"{text!r} is no day", "write YYYY-MM-DD, Common Era")
    return text


def read_review(text: str) -> Review | None:
    """None where empty, else a reviewer's name and a day; or FieldError."""
    if not text:
        return None
    name, _, day = text.rpartition(" ")
    try:
        return Review(read_text(name), date.fromisoformat(day if _DATE.match(day) else ""))
    except ValueError:
        raise FieldError(
            f"{text!r} is no review",
            "write the reviewer's name and the day, as in Malee Suksan 2023-10-01",
        ) from None


def _read_end(text: str) -> str | None:
    if text == "..":
        return None
    period(text)
    return text


def days(valid: Interval | None) -> tuple[date, date]:
    """The first and the last day of an interval, both included; without one, of all time."""
    start = period(valid.start)[0] if valid and valid.start else date.min
    end = period(valid.end)[1] if valid and valid.end else date.max
    return start, end


def overlap(one: Interval | None, other: Interval | None) -> bool:
    """Whether there is a day in both intervals."""
    (start, end), (other_start, other_end) = days(one), days(other)
    return start <= other_end and other_start <= end


def period(text: str) -> tuple[date, date]:
    """The first and last day of a year, month or day in ISO 8601; FieldError where it is none."""
    fix = "write YYYY-MM-DD, YYYY-MM or YYYY, Common Era"
    if not _DATE.match(text):
        raise FieldError(f"{text!r} is no date", fix)
    try:
        year, month, day = [*map(int, text.split("-")), 0, 0][:3]
        first = date(year, month or 1, day or 1)
        if day:
            return first, first
        # The day before the first of the next month, or year.
        following = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    except ValueError as error:
        raise FieldError(f"{text!r} is no date ({error})", fix) from None
    return first, date.fromordinal(following.toordinal() - 1)
