"""Which bodies took the place of which: derived from the changes in force."""

from __future__ import annotations

from collections.abc import Iterator

from graph.writing import EdgeRow
from seed.knowledge import Knowledge

CHANGE = "change:"
ORIGINAL = "ORIGINAL_ORGANIZATION"
RESULTING = "RESULTING_ORGANIZATION"
IN_FORCE = "IN_FORCE"
SUCCEEDED_BY = "SUCCEEDED_BY"

DIGITS = {"YEAR": 4, "MONTH": 7, "DAY": 10}
"""How much of a date in ISO 8601 a precision keeps."""


def derive_succession(known: Knowledge) -> list[EdgeRow]:
    """One relationship from each body to each that took its place, however often it is said."""
    pairs = {pair: None for id in known.subjects(CHANGE) for pair in successions(known, id)}
    return [EdgeRow(SUCCEEDED_BY, *pair) for pair in pairs]


def changes_in_force(known: Knowledge) -> Iterator[str]:
    """The ids of the changes that have changed something."""
    return (id for id in known.subjects(CHANGE) if known.one(id, "status") == IN_FORCE)


def day_of(known: Knowledge, change: str) -> str | None:
    """The date of a change, as much of it as is known; None where no part of it is."""
    day, precision = known.one(change, "date"), known.one(change, "datePrecision")
    return day[: DIGITS[precision]] if day and precision in DIGITS else None


def successions(known: Knowledge, id: str) -> Iterator[tuple[str, str]]:
    """The pairs of a body and one that took its place by a change, none if it is not in force.

    A body that is among the resulting ones lives on: nothing took its place.
    """
    if known.one(id, "status") != IN_FORCE:
        return
    resulting = known.objects(id, RESULTING)
    for original in known.objects(id, ORIGINAL):
        if original not in resulting:
            yield from ((original, each) for each in resulting)
