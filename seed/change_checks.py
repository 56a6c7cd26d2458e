"""What must hold between facts about changes of organizations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from seed.integrity import Rule
from seed.knowledge import Knowledge
from seed.problems import Problems
from seed.succession import CHANGE, ORIGINAL, RESULTING, successions

_MANY = 1_000_000
_PLANNED = ("DRAFT", "PROPOSED")
_FIRST = {"YEAR": "-01-01", "MONTH": "-01"}


@dataclass(frozen=True, slots=True)
class _Shape:
    """How many bodies go into a change and come out, and in what they must differ.

    ``same``: what comes out is what went in (True), is not (False), or may be (None).
    """

    originals: tuple[int, int]
    resulting: tuple[int, int]
    same: bool | None = None


_SHAPES = {
    "FOUNDED": _Shape((0, 0), (1, 1)),
    "RENAMED": _Shape((1, 1), (1, 1), same=False),
    "MERGED": _Shape((2, _MANY), (1, 1)),
    "SPLIT": _Shape((1, 1), (2, _MANY)),
    "DISSOLVED": _Shape((1, 1), (0, _MANY), same=False),
    "TRANSFERRED": _Shape((1, _MANY), (1, _MANY), same=True),
    "RESTRUCTURED": _Shape((1, _MANY), (1, _MANY), same=True),
}


def check_changes(known: Knowledge, problems: Problems) -> None:
    """Check every change of organizations, and that nobody succeeds itself."""
    for id in known.sound_subjects(CHANGE):
        _check_date(id, known, problems)
        if known.one(id, "status") in _PLANNED:
            _check_plan(id, known, problems)
        else:
            _check_shape(id, known, problems)
        _check_parents(id, known, problems)
    _check_circles(known, problems)


def _check_date(id: str, known: Knowledge, problems: Problems) -> None:
    day, precision = known.one(id, "date"), known.one(id, "datePrecision")
    if precision is None:
        return  # It is required, and missing.
    place = known.place(id, "date" if day else "datePrecision")
    facts = [*known.facts(id, "date"), *known.facts(id, "datePrecision")]
    if day is None and precision != "UNKNOWN":
        problems.add(
            place,
            "date",
            f"{id!r} has none",
            "add it, or write datePrecision UNKNOWN and why",
            rule=Rule.CHANGE,
            facts=facts,
        )
    elif day is None and not known.facts(id, "note"):
        problems.add(
            place,
            "note",
            f"{id!r} does not say why it has no date",
            f"add a line {id} note …",
            rule=Rule.CHANGE,
            facts=facts,
        )
    elif day and precision == "UNKNOWN":
        problems.add(
            place,
            "datePrecision",
            f"{id!r} has a date",
            "write DAY, MONTH or YEAR",
            rule=Rule.CHANGE,
            facts=facts,
        )
    elif day and not day.endswith(_FIRST.get(precision, "")):
        first = date.fromisoformat(day).replace(day=1)
        first = first.replace(month=1) if precision == "YEAR" else first
        problems.add(
            place,
            "date",
            f"{day} is more than the {precision.lower()}",
            f"write {first}, or datePrecision DAY",
            rule=Rule.CHANGE,
            facts=facts,
        )
    if day and not known.facts(id, "dateRole"):
        problems.add(
            place,
            "dateRole",
            f"{id!r} has a date and none",
            "say what the date is the date of",
            rule=Rule.CHANGE,
            facts=facts,
        )


def _check_plan(id: str, known: Knowledge, problems: Problems) -> None:
    """What is only planned has made nothing yet; its bodies have names and no node."""
    for fact in known.facts(id, RESULTING):
        if fact.object not in known.objects(id, ORIGINAL):
            problems.add(
                fact.place,
                RESULTING,
                f"{id!r} is not in force, and {fact.object!r} came out of it",
                "give its name as proposedNames, or the body that stays the same",
                rule=Rule.SUCCESSION,
                facts=[fact],
            )


def _check_shape(id: str, known: Knowledge, problems: Problems) -> None:
    kind = known.one(id, "kind")
    shape = _SHAPES.get(kind or "")
    if shape is None:
        return
    originals, resulting = known.objects(id, ORIGINAL), known.objects(id, RESULTING)
    for predicate, found, (least, most) in (
        (ORIGINAL, originals, shape.originals),
        (RESULTING, resulting, shape.resulting),
    ):
        if not least <= len(found) <= most:
            problems.add(
                known.place(id, "kind"),
                predicate,
                f"{id!r} is {kind} and has {len(found)}",
                f"give {_span(least, most)}, or correct the kind",
                rule=Rule.SUCCESSION,
                facts=[*known.facts(id, "kind"), *known.facts(id, predicate)],
            )
    if shape.same is not None and shape.same != (set(originals) == set(resulting)):
        problems.add(
            known.place(id, RESULTING),
            RESULTING,
            f"{id!r} is {kind}: what comes out is {'not ' if shape.same else ''}what went in",
            "correct one of them, or the kind",
            rule=Rule.SUCCESSION,
            facts=[f for name in ("kind", ORIGINAL, RESULTING) for f in known.facts(id, name)],
        )
    for fact in known.facts(id, "proposedNames"):
        problems.add(
            fact.place,
            "proposedNames",
            f"{id!r} is past a proposal",
            f"give the body as {RESULTING}",
            rule=Rule.SUCCESSION,
            facts=[fact],
        )


def _span(least: int, most: int) -> str:
    if least == most:
        return str(least) if least else "none"
    return f"{least} or more"


def _check_parents(id: str, known: Knowledge, problems: Problems) -> None:
    new = known.one(id, "NEW_PARENT")
    place = known.place(id, "NEW_PARENT" if new else "kind")
    if new is None and known.one(id, "kind") == "TRANSFERRED":
        problems.add(
            place,
            "NEW_PARENT",
            f"{id!r} has none",
            f"add a line {id} NEW_PARENT <where it went>",
            rule=Rule.CHANGE,
            facts=known.facts(id, "kind"),
        )
    if new and new == known.one(id, "FORMER_PARENT"):
        problems.add(
            place,
            "NEW_PARENT",
            f"{new!r} is the former parent too",
            "take out or correct one",
            rule=Rule.CHANGE,
            facts=[*known.facts(id, "FORMER_PARENT"), *known.facts(id, "NEW_PARENT")],
        )


def _check_circles(known: Knowledge, problems: Problems) -> None:
    """No body may take the place of one that took its place, however far."""
    after: dict[str, dict[str, str]] = defaultdict(dict)
    for id in known.sound_subjects(CHANGE):
        for original, resulting in successions(known, id):
            after[original][resulting] = id
    for start, following in list(after.items()):
        for body, change in following.items():
            if start in _line(after, body):
                problems.add(
                    known.place(change, RESULTING),
                    RESULTING,
                    f"{start!r} succeeds itself by way of {body!r}",
                    "break the circle",
                    rule=Rule.CYCLE,
                    facts=[*known.facts(change, ORIGINAL), *known.facts(change, RESULTING)],
                )


def _line(after: Mapping[str, Mapping[str, str]], body: str) -> set[str]:
    """A body and all that took its place."""
    found: set[str] = set()
    waiting = [body]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += after.get(each, {})
    return found
