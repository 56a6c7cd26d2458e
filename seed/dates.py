"""Whether passages say dates."""

from __future__ import annotations

import re
from datetime import date

from graph.thai import BUDDHIST_ERA, MONTHS, arabic


def says_date(passage: str, day: date, precision: str) -> bool:
    """Whether a passage says a date in Thai, as far as its precision goes.

    ``precision`` is one of DAY, MONTH and YEAR. Years are of either era, the Buddhist one also
    by its last two digits; digits are Arabic or Thai.
    """
    era = day.year + BUDDHIST_ERA
    year = rf"(?<![0-9])(?:{day.year}|{era}|{era % 100:02})(?![0-9])"
    if precision == "YEAR":
        return bool(re.search(year, arabic(passage)))
    names = "|".join(map(re.escape, MONTHS[day.month - 1]))
    month = rf"(?:\s*(?:{names})\s*(?:พ\.ศ\.\s*)?|[/.-]0?{day.month}[/.-])"
    first = rf"(?<![0-9])0?{day.day}" if precision == "DAY" else ""
    return bool(re.search(first + month + year, arabic(passage)))
