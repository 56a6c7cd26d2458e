"""What must hold between the times of bodies and those of their relationships and awards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from seed.facts import Fact, Interval
from seed.integrity import Rule
from seed.knowledge import Knowledge
from seed.lines import overlap, period
from seed.problems import Problems
from seed.succession import ORIGINAL, RESULTING, changes_in_force, day_of


@dataclass(frozen=True, slots=True)
class _Turn:
    """A change in force by which a body began or ended, and the days between which it was."""

    change: str
    first: date
    last: date


Turns = Mapping[str, Sequence[_Turn]]
"""The changes by which bodies began, or ended, by body."""


def check_times(known: Knowledge, dated: frozenset[str], problems: Problems) -> None:
    """Check bodies and the relationships of the ``dated`` types."""
    begun, ended = _turns(known, RESULTING, ORIGINAL), _turns(known, ORIGINAL, RESULTING)
    _check_lives(known, begun, ended, problems)
    for fact in known.all_facts():
        if fact.predicate in dated:
            _check_fact(fact, begun, ended, known, problems)
        elif fact.predicate == "WON_BY":
            _check_win(fact, begun, ended, known, problems)
    for subject in known.sound_subjects():
        for predicate in dated:
            _check_overlaps(known.facts(subject, predicate), problems)


def _turns(known: Knowledge, side: str, other: str) -> Turns:
    """The changes in force that have a body on one side and not on the other."""
    found: dict[str, list[_Turn]] = {}
    for change in changes_in_force(known):
        for body in known.objects(change, side):
            if body not in known.objects(change, other):
                found.setdefault(body, []).append(_Turn(change, *_when(known, change)))
    return found


def _when(known: Knowledge, change: str) -> tuple[date, date]:
    """The days between which a change took effect: any day at all where none is known."""
    day = day_of(known, change)
    return (date.min, date.max) if day is None else period(day)


def _check_lives(known: Knowledge, begun: Turns, ended: Turns, problems: Problems) -> None:
    """A body begins once and ends once, in that order; nobody succeeds it before it began."""
    for word, predicate, turns in (("begins", RESULTING, begun), ("ends", ORIGINAL, ended)):
        for body, (first, *others) in turns.items():
            for other in others:
                problems.add(
                    known.place(other.change, predicate),
                    predicate,
                    f"{body!r} {word} by {other.change!r} and by {first.change!r}",
                    "take out or correct one of the changes",
                    rule=Rule.SUCCESSION,
                    subjects=[body],
                    facts=_parts([first, other], predicate, body, known),
                )
    for body in begun.keys() & ended.keys():
        start, end = begun[body][0], ended[body][0]
        if end.last < start.first:
            problems.add(
                known.place(end.change, "date"),
                "date",
                f"{body!r} ends by {end.change!r} before it begins by {start.change!r}",
                "correct one of the dates",
                rule=Rule.SUCCESSION,
                subjects=[body],
                facts=[*known.facts(start.change, "date"), *known.facts(end.change, "date")],
            )


def _parts(turns: Sequence[_Turn], predicate: str, body: str, known: Knowledge) -> list[Fact]:
    found = [fact for turn in turns for fact in known.facts(turn.change, predicate)]
    return [fact for fact in found if fact.object == body]


def _check_fact(
    fact: Fact, begun: Turns, ended: Turns, known: Knowledge, problems: Problems
) -> None:
    valid = fact.valid or Interval(None, None)
    for body, turn in _each(fact, ended):
        # What is open holds too long even where nobody knows when the body ended.
        if valid.end is None or period(valid.end)[0] > turn.last:
            problems.add(
                fact.place,
                "valid",
                f"it goes on after {body!r} ended by {turn.change!r}",
                f"end it: ../{known.one(turn.change, 'date') or '<the last day>'}",
                rule=Rule.OPEN_AFTER_END,
                subjects=[body],
                facts=[fact, *_parts([turn], ORIGINAL, body, known)],
            )
    for body, turn in _each(fact, begun):
        if valid.start and period(valid.start)[1] < turn.first:
            problems.add(
                fact.place,
                "valid",
                f"it holds before {body!r} began by {turn.change!r}",
                f"begin it at {known.one(turn.change, 'date')}, or correct the change",
                rule=Rule.BEFORE_BEGINNING,
                subjects=[body],
                facts=[fact, *_parts([turn], RESULTING, body, known)],
            )


def _each(fact: Fact, turns: Turns) -> Iterator[tuple[str, _Turn]]:
    for body in (fact.subject, fact.object):
        for turn in turns.get(body, ()):
            yield body, turn


def _check_win(
    fact: Fact, begun: Turns, ended: Turns, known: Knowledge, problems: Problems
) -> None:
    """Who won in a year was there in it."""
    year, body = known.one(fact.subject, "year"), fact.object
    if year is None:
        return
    wrong = [turn for turn in begun.get(body, ()) if int(year) < turn.first.year]
    wrong += [turn for turn in ended.get(body, ()) if int(year) > turn.last.year]
    for turn in wrong:
        problems.add(
            fact.place,
            "WON_BY",
            f"{body!r} won in {year}, and {turn.change!r} says that it was not there",
            "give the body of that year, its former or its later one",
            rule=Rule.WON_OUT_OF_TIME,
            facts=[fact, *known.facts(turn.change, "date")],
        )


def _check_overlaps(facts: Sequence[Fact], problems: Problems) -> None:
    """One relationship may hold twice, but not twice on one day."""
    for former, fact in combinations([fact for fact in facts if fact.valid], 2):
        same = former.object == fact.object and former.valid != fact.valid
        if same and overlap(former.valid, fact.valid):
            problems.add(
                fact.place,
                "valid",
                f"{fact.valid} overlaps {former.valid} of the same relationship ({former.place})",
                "give both the same interval, or set one aside",
                rule=Rule.OVERLAPPING_VALIDITY,
                facts=[former, fact],
            )
