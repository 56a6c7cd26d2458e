"""What looks wrong: one thing under two ids, a name that says otherwise, loose ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from graph.text import fold
from seed.facts import Dataset
from seed.integrity import Rule
from seed.knowledge import Knowledge
from seed.names import read_name
from seed.problems import Problems
from seed.succession import CHANGE, successions

_ORGANIZATION = "org:"
_PROVINCE, _REGION = "TH-", "region:"
_LOOSE = ("scheme:", "edition:", "category:", "project:", "person:", "ceremony:", _REGION)
"""What is there only for others to refer to."""


def check_likeness(known: Knowledge, problems: Problems) -> None:
    """Check names against each other and against what is said of their bearers."""
    successors = {pair for id in known.subjects(CHANGE) for pair in successions(known, id)}
    for one, other in _namesakes(known):
        if {(one, other), (other, one)} & successors:
            continue
        is_body = one.startswith(_ORGANIZATION)
        if not is_body or _may_be_one(known, one, other):
            _add_namesakes(known, one, other, is_body, problems)
    for id in known.sound_subjects(_ORGANIZATION):
        _check_name(id, known, problems)


def _namesakes(known: Knowledge) -> Iterator[tuple[str, str]]:
    """The pairs of nodes of one type whose names mean the same."""
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id in known.sound_subjects():
        name = known.one(id, "nameTh")
        if name:
            by_name[id.partition(":")[0], fold(name)].append(id)
    for ids in by_name.values():
        yield from combinations(ids, 2)


def _may_be_one(known: Knowledge, one: str, other: str) -> bool:
    """Whether two bodies of one name may be one: many units of different bodies share a name."""
    above, also = known.objects(one, "PART_OF"), known.objects(other, "PART_OF")
    return not (above and also) or bool(set(above) & set(also))


def _add_namesakes(
    known: Knowledge, one: str, other: str, is_body: bool, problems: Problems
) -> None:
    problems.add(
        known.place(other, "nameTh"),
        "nameTh",
        f"{other!r} has the name of {one!r}",
        "give both the same id where they are one"
        + (", or say under which bodies they stand" if is_body else ""),
        rule=Rule.DUPLICATE if is_body else Rule.SAME_NAME,
        facts=[*known.facts(one, "nameTh"), *known.facts(other, "nameTh")],
    )


def _check_name(id: str, known: Knowledge, problems: Problems) -> None:
    """Compare what is stated with the name; a rule of inference would be the reason."""
    name = known.one(id, "nameTh")
    said = read_name(name or "")
    for predicate, rule in (
        ("unitKind", Rule.UNIT_KIND_AGAINST_NAME),
        ("SEATED_IN", Rule.PROVINCE_AGAINST_NAME),
    ):
        expected = said[predicate]
        facts = known.facts(id, predicate)
        if expected is None or expected in [fact.object for fact in facts]:
            continue
        for fact in facts:
            if fact.rule is None:
                problems.add(
                    fact.place,
                    predicate,
                    f"the name {name!r} says {expected}, not {fact.object}",
                    "correct it, or declare why the name misleads",
                    rule=rule,
                    facts=[fact, *known.facts(id, "nameTh")],
                )


def check_loose_ends(known: Knowledge, problems: Problems) -> None:
    """Check that what is there belongs to something."""
    referred = {fact.object for fact in known.all_facts()}
    for id in known.sound_subjects():
        if id.startswith(_LOOSE) and id not in referred:
            _add_orphan(
                id, "nothing refers to {!r}", "take it out, or say what it is for", known, problems
            )
        is_department = id.startswith(_ORGANIZATION) and known.one(id, "kind") == "DEPARTMENT"
        if is_department and not known.facts(id, "PART_OF"):
            fix = f"add a line {id} PART_OF <its ministry>"
            _add_orphan(id, "the department {!r} is part of nothing", fix, known, problems)
    _check_regions(known, problems)


def _check_regions(known: Knowledge, problems: Problems) -> None:
    """Regions divide the whole country; data without any says nothing of them."""
    regions = known.subjects(_REGION)
    for id in known.sound_subjects(_PROVINCE) if regions else ():
        if not known.facts(id, "IN_REGION"):
            problems.add(
                known.place(regions[0]),
                "IN_REGION",
                f"the province {id!r} has none",
                f"add a line {id} IN_REGION <its region>",
                rule=Rule.REGION,
                subjects=[id],
            )


def _add_orphan(id: str, message: str, fix: str, known: Knowledge, problems: Problems) -> None:
    facts = known.facts(id, "kind") or known.facts(id, "nameTh")
    problems.add(
        known.place(id),
        "subject",
        message.format(id),
        fix,
        rule=Rule.ORPHAN,
        subjects=[id],
        facts=facts,
    )


def check_sources(known: Knowledge, datasets: Iterable[Dataset], problems: Problems) -> None:
    """Check that every award has its passage, and that documents can be found."""
    for id in known.sound_subjects("award:"):
        facts = known.facts(id, "WON_BY")
        if facts and not any(fact.source.passage for fact in facts):
            problems.add(
                facts[0].place,
                "source",
                f"no passage says who won {id!r}",
                "give the passage: <document>@<start>-<end>~<checksum>",
                rule=Rule.AWARD_WITHOUT_SOURCE,
                facts=facts,
            )
    for dataset in datasets:
        for document in dataset.documents:
            if not document.properties.keys() & {"address", "sha256"}:
                problems.add(
                    document.place,
                    "address",
                    f"{document.id!r} has neither address nor checksum",
                    "say where it is published, or give the SHA-256 of its text",
                    rule=Rule.UNTRACEABLE_DOCUMENT,
                    subjects=[document.id],
                )
