"""Dates as Thai texts write them."""

from __future__ import annotations

import re
from datetime import date

BUDDHIST_ERA = 543
"""A year of the Buddhist Era is one of the Common Era and so many more."""

_MONTHS = (
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


def says_date(passage: str, day: date, precision: str) -> bool:
    """Whether a passage says a date in Thai, as far as its precision goes.

    ``precision`` is one of DAY, MONTH and YEAR. Years are of either era, the Buddhist one also
    by its last two digits; digits are Arabic or Thai.
    """
    era = day.year + BUDDHIST_ERA
    year = rf"(?<![0-9])(?:{day.year}|{era}|{era % 100:02})(?![0-9])"
    if precision == "YEAR":
        return bool(re.search(year, _arabic(passage)))
    names = "|".join(map(re.escape, _MONTHS[day.month - 1]))
    month = rf"(?:\s*(?:{names})\s*(?:พ\.ศ\.\s*)?|[/.-]0?{day.month}[/.-])"
    first = rf"(?<![0-9])0?{day.day}" if precision == "DAY" else ""
    return bool(re.search(first + month + year, _arabic(passage)))


def _arabic(text: str) -> str:
    return "".join(str(int(each)) if each.isdecimal() else each for each in text)
