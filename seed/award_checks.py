"""What must hold between facts about awards, their categories and their counts."""

from __future__ import annotations

from collections import defaultdict

from seed.knowledge import Knowledge
from seed.problems import Problems

# A property that tells why there is none of the relation or property beside it.
_ABSENCES = (
    ("level", "levelAbsence"),
    ("FOR_PROJECT", "projectAbsence"),
    ("WON_BY", "winnerAbsence"),
)
_UNSTATED = "unstated"
"""What the id of an award says for a category or winner that is not known."""


def check_awards(known: Knowledge, problems: Problems) -> None:
    """Check every award, category and claim."""
    for id in known.sound_subjects("award:"):
        _check_winners(id, known, problems)
        _check_absences(id, known, problems)
        _check_edition(id, known, problems)
        _check_key(id, known, problems)
    _check_repeats(known, problems)
    for id in known.sound_subjects("category:"):
        _check_category(id, known, problems)
    if any(id.startswith(("award:", "org:")) for id in known.doubtful):
        return  # Counts would differ for that reason alone.
    for id in known.sound_subjects("claim:"):
        _check_claim(id, known, problems)


def _check_winners(id: str, known: Knowledge, problems: Problems) -> None:
    winners = known.objects(id, "WON_BY")
    credited = known.one(id, "CREDITED_TO")
    for winner in winners:
        if credited and credited not in known.line(winner):
            problems.add(
                known.place(id, "CREDITED_TO"),
                "CREDITED_TO",
                f"{credited!r} is not {winner!r} nor above it",
                "correct one of them, or the line of PART_OF between them",
            )


def _check_absences(id: str, known: Knowledge, problems: Problems) -> None:
    pairs = [(name, reason, bool(known.facts(id, name))) for name, reason in _ABSENCES]
    category = known.one(id, "IN_CATEGORY")
    has_type = category is not None and known.one(category, "kind") != "BRANCH"
    pairs.append(("a type in IN_CATEGORY", "typeAbsence", has_type))
    winners = known.objects(id, "WON_BY")
    if winners:
        has_unit = any(known.one(winner, "kind") == "SUB_UNIT" for winner in winners)
        pairs.append(("a unit in WON_BY", "unitAbsence", has_unit))
    for name, reason, is_there in pairs:
        if is_there and known.facts(id, reason):
            problems.add(
                known.place(id, reason), reason, f"{id!r} has {name} too", "take one of the two out"
            )
        if not is_there and not known.facts(id, reason):
            problems.add(
                known.place(id),
                reason,
                f"{id!r} has neither {name} nor {reason}",
                f"add one, or say why there is none: {reason} NOT_APPLICABLE or NOT_STATED",
            )


def _check_edition(id: str, known: Knowledge, problems: Problems) -> None:
    edition, category = known.one(id, "IN_EDITION"), known.one(id, "IN_CATEGORY")
    year = known.one(id, "year")
    if edition and year != (right := known.one(edition, "year")):
        problems.add(
            known.place(id, "year"),
            "year",
            f"{year} is not the year of {edition!r}",
            f"write {right}, Common Era",
        )
    if category and edition and edition not in known.objects(category, "OFFERED_IN"):
        problems.add(
            known.place(id, "IN_CATEGORY"),
            "IN_CATEGORY",
            f"{category!r} is not offered in {edition!r}",
            f"correct it, or add a line {category} OFFERED_IN {edition}",
        )


def _check_key(id: str, known: Knowledge, problems: Problems) -> None:
    """The id says the content: edition, category, winners, then the project if need be."""
    edition, category = known.one(id, "IN_EDITION"), known.one(id, "IN_CATEGORY")
    winners = known.objects(id, "WON_BY")
    if not edition:
        return
    who = "+".join(sorted(map(_slug, winners))) or _UNSTATED
    key = f"award:{_slug(edition)}/{_slug(category) if category else _UNSTATED}/{who}"
    project = known.one(id, "FOR_PROJECT")
    keys = [key, f"{key}/{_slug(project)}"] if project else [key]
    if id not in keys:
        problems.add(
            known.place(id),
            "subject",
            f"the id {id!r} does not say its content",
            f"write {' or '.join(keys)}",
        )


def _check_repeats(known: Knowledge, problems: Problems) -> None:
    same: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for id in known.subjects("award:"):
        key = (
            known.one(id, "IN_EDITION"),
            known.one(id, "IN_CATEGORY"),
            tuple(sorted(known.objects(id, "WON_BY"))),
            known.one(id, "FOR_PROJECT"),
        )
        same[key].append(id)
    for first, *others in same.values():
        for id in others:
            problems.add(
                known.place(id),
                "subject",
                f"{id!r} is the same award as {first!r}",
                f"take one out (the other is at {known.place(first)})",
            )


def _check_category(id: str, known: Knowledge, problems: Problems) -> None:
    kind, above = known.one(id, "kind"), known.one(id, "SUBCATEGORY_OF")
    if above is None:
        return
    place = known.place(id, "SUBCATEGORY_OF")
    if kind == "BRANCH":
        problems.add(
            place,
            "SUBCATEGORY_OF",
            f"the branch {id!r} stands under {above!r}",
            "take it out: a branch stands at the top",
        )
    if known.one(above, "kind") == "TYPE":
        problems.add(place, "SUBCATEGORY_OF", f"{above!r} is a type", "give a branch")


def _check_claim(id: str, known: Knowledge, problems: Problems) -> None:
    """A count agrees with the awards, or exceeds them with the reason beside it."""
    value, edition = known.one(id, "value"), known.one(id, "CLAIMED_FOR")
    body, category = known.one(id, "COUNTED_FOR"), known.one(id, "COUNTED_IN")
    if not (value and edition):
        return
    counted = sum(
        edition in known.objects(award, "IN_EDITION")
        and (category is None or category in known.objects(award, "IN_CATEGORY"))
        and (
            body is None
            or any(body in known.line(winner) for winner in known.objects(award, "WON_BY"))
        )
        for award in known.subjects("award:")
    )
    is_explained = bool(known.facts(id, "awardsAbsence"))
    if counted > int(value) or (counted < int(value)) != is_explained:
        problems.add(
            known.place(id, "value"),
            "value",
            f"the document counts {value} awards under {body or 'all bodies'!r}, "
            f"the data {counted}",
            "complete the awards, correct the count or the line of PART_OF, or say why there are "
            "fewer: awardsAbsence NOT_STATED",
        )


def _slug(id: str) -> str:
    return id.partition(":")[2]
