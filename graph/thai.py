"""Dates and digits as Thai texts write them: months, the Buddhist Era, short years."""

from __future__ import annotations

import re
from datetime import date

BUDDHIST_ERA = 543
"""A year of the Buddhist Era is one of the Common Era and so many more."""

DIGITS = {ord("๐") + i: str(i) for i in range(10)}
"""Thai digits as Arabic ones, for `str.translate`."""

MONTHS = (
    ("มกราคม", "ม.ค."),
    ("กุมภาพันธ์", "ก.พ."),
    ("มีนาคม", "มี.ค."),
    ("เมษายน", "เม.ย."),
    ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."),
    ("กรกฎาคม", "ก.ค."),
    ("สิงหาคม", "ส.ค."),
    ("กันยายน", "ก.ย."),
    ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."),
    ("ธันวาคม", "ธ.ค."),
)
"""The names of the months and their abbreviations."""

FORMS = "2022-01-31, 31 มกราคม 2565, 31 ม.ค. 65 or 31/1/2565"
"""How a day can be written."""

_NUMBERS = {name: i for i, names in enumerate(MONTHS, 1) for name in names}
_MONTH = "|".join(map(re.escape, sorted(_NUMBERS, key=len, reverse=True)))
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_WORDS = re.compile(
    rf"(?:วันที่\s*)?([0-9]{{1,2}})\s*({_MONTH})\s*(พ\.\s?ศ\.|ค\.\s?ศ\.)?\s*([0-9]{{4}}|[0-9]{{2}})\Z"
)
_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\Z")

BUDDHIST_YEARS = range(2432, 2700)
"""Years that are taken for Buddhist ones; from 2432 on the Thai calendar is a solar one."""
_COMMON_YEARS = range(1700, 2200)
_CENTURY = 2500
"""What a year of two digits is counted from: 65 is B.E. 2565."""
_FIRST_JANUARY = 2484
"""The first Buddhist year to begin in January: those before began in April, and the one before it
ended in December (Calendar Year Act B.E. 2483)."""
_APRIL = 4
_LONGEST = 40


def arabic(text: str) -> str:
    """A text with Arabic digits."""
    return text.translate(DIGITS)


def read_day(text: str) -> date:
    """The day that a text says, of either era. Raises ValueError, which says what is accepted.

    In ISO 8601 the year is of the Common Era, and one that is plainly not is refused: an early
    B.E. date would pass for one of far away. In words it is of the era that is named, else of
    that in which it lies near; of two digits it is Buddhist, as on Thai documents. Numbers with
    slashes are day, month and a Buddhist year of four digits: with a Common one, month and day
    could be meant.
    """
    said = arabic(" ".join(text.split()))
    try:
        if match := _ISO.match(said):
            return date(_iso_year(int(match[1])), int(match[2]), int(match[3]))
        if match := _WORDS.match(said):
            month = _NUMBERS[match[2]]
            return date(_year_in_words(match[4], match[3], month), month, int(match[1]))
        if match := _SLASHES.match(said):
            month = int(match[2])
            return date(_year_after_slash(int(match[3]), month), month, int(match[1]))
    except ValueError as error:
        raise ValueError(f"{text!r} is no day: {error}; write {FORMS}") from None
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    raise ValueError(f"{shown!r} is no day; write {FORMS}")


def _iso_year(year: int) -> int:
    if year in BUDDHIST_YEARS:
        raise ValueError(
            f"is {year} Buddhist? In this form a year is of the Common Era: {year - BUDDHIST_ERA}"
        )
    return year


def _year_in_words(digits: str, era: str | None, month: int) -> int:
    year = int(digits)
    if len(digits) == 2:
        if era and era.startswith("ค"):
            raise ValueError("a year of the Common Era has four digits")
        return _common(_CENTURY + year, month)
    if era and era.startswith("ค"):
        return year
    if era or year in BUDDHIST_YEARS:
        return _common(year, month)
    if year in _COMMON_YEARS:
        return year
    raise ValueError(f"the era of {year} is in doubt: write พ.ศ. or ค.ศ. before it")


def _year_after_slash(year: int, month: int) -> int:
    if year not in BUDDHIST_YEARS:
        raise ValueError("day and month are in doubt where the year is not Buddhist")
    return _common(year, month)


def _common(year: int, month: int) -> int:
    """The Common year of a month of a Buddhist one."""
    is_late = month < _APRIL and year < _FIRST_JANUARY
    if is_late and year == _FIRST_JANUARY - 1:
        raise ValueError(f"B.E. {year} went from April to December")
    return year - BUDDHIST_ERA + is_late


def buddhist_day(text: str, precision: str | None = None) -> str:
    """A day in ISO 8601 as Thai documents write it: `3 ตุลาคม 2545`.

    Of one that stands for its MONTH or YEAR only that is written: `ตุลาคม 2545`, `พ.ศ. 2545`.
    """
    day = date.fromisoformat(text)
    year = day.year + BUDDHIST_ERA
    if day.month < _APRIL and year <= _FIRST_JANUARY - 1:
        year -= 1
    if precision == "YEAR":
        return f"พ.ศ. {year}"
    month = f"{MONTHS[day.month - 1][0]} {year}"
    return month if precision == "MONTH" else f"{day.day} {month}"
