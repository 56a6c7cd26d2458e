"""What must hold between facts about organizations."""

from __future__ import annotations

from datetime import date

from seed.facts import Fact
from seed.integrity import Rule
from seed.knowledge import Knowledge
from seed.lines import days
from seed.names import read_name
from seed.problems import Problems
from seed.rules import NAME_PATTERN

_PREFIX = "org:"
_LEVELS = {"MINISTRY": "CENTRAL", "DEPARTMENT": "CENTRAL", "PROVINCE": "PROVINCIAL"}
"""The level of administration by the kind of a body, where the Act leaves no choice."""


def check_organizations(known: Knowledge, problems: Problems) -> None:
    """Check every organization."""
    for id in known.sound_subjects(_PREFIX):
        _check_line(id, known, problems)
        _check_names(id, known, problems)
        _check_unit(id, known, problems)
        _check_provincial_office(id, known, problems)
        _check_administration(id, known, problems)


def _check_line(id: str, known: Knowledge, problems: Problems) -> None:
    for fact in known.facts(id, "PART_OF"):
        if _leads_back(fact, known):
            problems.add(
                fact.place,
                "PART_OF",
                f"{id!r} is part of itself by way of {fact.object!r}",
                "break the circle, or end one part of it before the next begins",
                rule=Rule.CYCLE,
                facts=[fact],
            )
        if known.one(fact.object, "kind") == "SUB_UNIT" and known.one(id, "kind") in (
            "MINISTRY",
            "DEPARTMENT",
        ):
            problems.add(
                fact.place,
                "PART_OF",
                f"{id!r} stands under the unit {fact.object!r}",
                "name the body that it is part of",
                rule=Rule.LINE_ORDER,
                facts=[fact],
            )


def _leads_back(fact: Fact, known: Knowledge) -> bool:
    """Whether there is a day on which the line from a body over a relationship comes back."""
    seen: set[tuple[str, date, date]] = set()
    waiting = [(fact.object, *days(fact.valid))]
    while waiting:
        state = waiting.pop()
        if state in seen:
            continue
        seen.add(state)
        body, first, last = state
        for above in known.facts(body, "PART_OF"):
            start, end = days(above.valid)
            start, end = max(start, first), min(end, last)
            if start <= end:
                if above.object == fact.subject:
                    return True
                waiting.append((above.object, start, end))
    return False


def _check_names(id: str, known: Knowledge, problems: Problems) -> None:
    """What is inferred from the name must be what the name says."""
    name = known.one(id, "nameTh")
    if name is None:
        return
    for predicate, said in read_name(name).items():
        for fact in known.facts(id, predicate):
            if fact.rule == NAME_PATTERN and fact.object != said:
                problems.add(
                    fact.place,
                    predicate,
                    f"the name {name!r} says {said or 'nothing of it'}, not {fact.object}",
                    f"correct it, or give another reason than inferred:{NAME_PATTERN}",
                    rule=Rule.NAME_PATTERN,
                    facts=[fact],
                )


def _check_unit(id: str, known: Knowledge, problems: Problems) -> None:
    kind, unit_kind = known.one(id, "kind"), known.one(id, "unitKind")
    place = known.place(id, "unitKind" if unit_kind else "kind")
    if unit_kind and kind and kind != "SUB_UNIT":
        problems.add(
            place,
            "unitKind",
            f"{id!r} is a {kind}",
            "only a SUB_UNIT has a unitKind: take it out or correct the kind",
            rule=Rule.UNIT_KIND,
            facts=[*known.facts(id, "kind"), *known.facts(id, "unitKind")],
        )
    if kind == "SUB_UNIT" and not unit_kind:
        said = read_name(known.one(id, "nameTh") or "")["unitKind"]
        fix = f"its name says {said}" if said else "say what it is"
        problems.add(
            place,
            "unitKind",
            f"{id!r} has none",
            f"add a line; {fix}",
            rule=Rule.UNIT_KIND,
            facts=known.facts(id, "kind"),
        )
    if kind == "SUB_UNIT" and not known.facts(id, "PART_OF"):
        problems.add(
            place,
            "PART_OF",
            f"the unit {id!r} has none",
            f"add a line {id} PART_OF <its department>",
            rule=Rule.ORPHAN_UNIT,
            facts=known.facts(id, "kind"),
        )


def _check_provincial_office(id: str, known: Knowledge, problems: Problems) -> None:
    """A provincial office serves the province of its seat, and no other."""
    if known.one(id, "unitKind") != "PROVINCIAL_OFFICE":
        return
    seat, area = known.objects(id, "SEATED_IN"), known.objects(id, "SERVES")
    if len(area) != 1 or (seat and seat != area):
        problems.add(
            known.place(id, "SERVES"),
            "SERVES",
            f"the provincial office {id!r}, seated in {_named(seat)}, serves {_named(area)}",
            "a provincial office serves the province of its seat: correct one, or its unitKind",
            rule=Rule.PROVINCE,
            facts=[
                f for name in ("unitKind", "SEATED_IN", "SERVES") for f in known.facts(id, name)
            ],
        )


def _check_administration(id: str, known: Knowledge, problems: Problems) -> None:
    """A level must fit the kind of the body, and the governor's authority the area."""
    level = _LEVELS.get(known.one(id, "kind") or "")
    for fact in known.facts(id, "administration"):
        if level and fact.object != level:
            problems.add(
                fact.place,
                "administration",
                f"{id!r} is a {known.one(id, 'kind')} and {fact.object}",
                f"it is of the {level} administration: correct it, or its kind",
                rule=Rule.ADMINISTRATION,
                facts=[fact, *known.facts(id, "kind")],
            )
    for fact in known.facts(id, "REPORTS_TO:TERRITORIAL"):
        if known.one(fact.object, "kind") != "PROVINCE":
            continue
        served, governed = known.objects(id, "SERVES"), known.objects(fact.object, "SERVES")
        if known.one(id, "administration") != "PROVINCIAL" or served != governed:
            problems.add(
                fact.place,
                fact.predicate,
                f"{id!r}, which serves {_named(served)}, stands under {fact.object!r}",
                "only a unit of the provincial administration stands under the governor, in the "
                "province that it serves: correct one",
                rule=Rule.ADMINISTRATION,
                facts=[fact, *known.facts(id, "administration")],
            )


def _named(ids: list[str]) -> str:
    return " and ".join(ids) or "none"
