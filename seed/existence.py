"""When bodies began and ended to exist: derived from the changes in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from seed.facts import Interval
from seed.knowledge import Knowledge
from seed.lines import period
from seed.succession import DIGITS, ORIGINAL, RESULTING, changes_in_force, day_of


def lifetimes(known: Knowledge) -> Mapping[str, Interval]:
    """The time in which each body exists whose beginning or end a change in force tells.

    A body begins with a change that it comes out of and did not go into, and ends with one
    that it goes into and does not come out of: on the day before, since on the day itself what
    took its place is there. Of a change that is known by its month or year alone that day may
    be any, so the body exists to the end of it.
    """
    starts: dict[str, list[str]] = defaultdict(list)
    ends: dict[str, list[str]] = defaultdict(list)
    for day, originals, resulting in _changes(known):
        for body in resulting - originals:
            starts[body].append(day)
        for body in originals - resulting:
            ends[body].append(_last_day(day))
    bodies = dict.fromkeys([*starts, *ends])
    return {
        body: Interval(min(starts[body], default=None), max(ends[body], default=None))
        for body in bodies
    }


def _changes(known: Knowledge) -> Iterator[tuple[str, set[str], set[str]]]:
    """The dated changes in force: the date as precise as it is known, what went in and out."""
    for id in changes_in_force(known):
        if day := day_of(known, id):
            yield day, set(known.objects(id, ORIGINAL)), set(known.objects(id, RESULTING))


def _last_day(change: str) -> str:
    if len(change) < DIGITS["DAY"]:
        return change
    return (date.fromisoformat(change) - timedelta(days=1)).isoformat()


def common_time(*lived: Interval | None) -> Interval | None:
    """The time that several bodies have in common, as far as it is known."""
    starts = [each.start for each in lived if each and each.start]
    ends = [each.end for each in lived if each and each.end]
    start = max(starts, key=lambda text: period(text)[0], default=None)
    end = min(ends, key=lambda text: period(text)[1], default=None)
    return Interval(start, end) if start or end else None


_PRECISIONS = {digits: precision for precision, digits in DIGITS.items()}


def validity(valid: Interval | None) -> dict[str, Any]:
    """The properties of what held in an interval: its first and last day, how precise each is."""
    properties: dict[str, Any] = {}
    if valid and valid.start:
        properties["validFrom"] = period(valid.start)[0]
        properties["validFromPrecision"] = _PRECISIONS[len(valid.start)]
    if valid and valid.end:
        properties["validTo"] = period(valid.end)[1]
        properties["validToPrecision"] = _PRECISIONS[len(valid.end)]
    return properties
