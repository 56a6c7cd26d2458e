"""What must hold between facts about awards, their categories and their counts."""

from __future__ import annotations

from collections import defaultdict

from seed.integrity import Rule
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
                rule=Rule.CREDITED_ELSEWHERE,
                facts=[*known.facts(id, "CREDITED_TO"), *known.facts(id, "WON_BY")],
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
                known.place(id, reason),
                reason,
                f"{id!r} has {name} too",
                "take one of the two out",
                rule=Rule.AWARD,
                facts=known.facts(id, reason),
            )
        if not is_there and not known.facts(id, reason):
            problems.add(
                known.place(id),
                reason,
                f"{id!r} has neither {name} nor {reason}",
                f"add one, or say why there is none: {reason} NOT_APPLICABLE or NOT_STATED",
                rule=Rule.AWARD,
                facts=known.facts(id, "WON_BY"),
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
            rule=Rule.AWARD,
            facts=[*known.facts(id, "year"), *known.facts(id, "IN_EDITION")],
        )
    if category and edition and edition not in known.objects(category, "OFFERED_IN"):
        problems.add(
            known.place(id, "IN_CATEGORY"),
            "IN_CATEGORY",
            f"{category!r} is not offered in {edition!r}",
            f"correct it, or add a line {category} OFFERED_IN {edition}",
            rule=Rule.CATEGORY_NOT_OFFERED,
            facts=[*known.facts(id, "IN_CATEGORY"), *known.facts(id, "IN_EDITION")],
        )


def award_keys(id: str, known: Knowledge) -> list[str]:
    """The ids that an award may have by its content; none where that is not complete."""
    edition, category = known.one(id, "IN_EDITION"), known.one(id, "IN_CATEGORY")
    winners = known.objects(id, "WON_BY")
    if not edition:
        return []
    who = "+".join(sorted(map(_slug, winners))) or _UNSTATED
    key = f"award:{_slug(edition)}/{_slug(category) if category else _UNSTATED}/{who}"
    project = known.one(id, "FOR_PROJECT")
    return [key, f"{key}/{_slug(project)}"] if project else [key]


def _check_key(id: str, known: Knowledge, problems: Problems) -> None:
    """The id says the content: edition, category, winners, then the project if need be."""
    keys = award_keys(id, known)
    if keys and id not in keys:
        problems.add(
            known.place(id),
            "subject",
            f"the id {id!r} does not say its content",
            f"write {' or '.join(keys)}",
        )


def _check_repeats(known: Knowledge, problems: Problems) -> None:
    same: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for id in known.sound_subjects("award:"):
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
                rule=Rule.DUPLICATE,
                facts=[*known.facts(first, "WON_BY"), *known.facts(id, "WON_BY")],
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
            rule=Rule.AWARD,
            facts=known.facts(id, "SUBCATEGORY_OF"),
        )
    if known.one(above, "kind") == "TYPE":
        problems.add(
            place,
            "SUBCATEGORY_OF",
            f"{above!r} is a type",
            "give a branch",
            rule=Rule.AWARD,
            facts=known.facts(id, "SUBCATEGORY_OF"),
        )


def _check_claim(id: str, known: Knowledge, problems: Problems) -> None:
    """Compare what a document counts with what it lists, or else with all that is known.

    Fewer than counted are explained where the claim says why the others are absent.
    """
    value, edition = known.one(id, "value"), known.one(id, "CLAIMED_FOR")
    body, category = known.one(id, "COUNTED_FOR"), known.one(id, "COUNTED_IN")
    if not (value and edition):
        return
    awards = [
        award
        for award in known.subjects("award:")
        if edition in known.objects(award, "IN_EDITION")
        and (category is None or category in known.objects(award, "IN_CATEGORY"))
    ]
    counted = [
        award
        for award in awards
        if body is None
        or any(body in known.line(winner) for winner in known.objects(award, "WON_BY"))
    ]
    is_explained = bool(known.facts(id, "awardsAbsence"))
    if is_explained and len(counted) < int(value):
        return
    for fact in known.facts(id, "value"):
        document = fact.source.document
        listed = [award for award in counted if document in _listed_in(award, known)]
        lists_any = any(document in _listed_in(award, known) for award in awards)
        found = listed if lists_any and not is_explained else counted
        if len(counted) != int(value) != len(found) or is_explained:
            problems.add(
                fact.place,
                "value",
                f"{document!r} counts {value} awards under {body or 'all bodies'!r}, "
                f"the data {len(found)}",
                "take out awardsAbsence"
                if is_explained
                else "complete the awards, correct the count or the line of PART_OF, or say why "
                "there are fewer: awardsAbsence NOT_STATED",
                rule=Rule.CLAIMED_COUNT if lists_any else Rule.CLAIMED_TOTAL,
                subjects=[id, *([body] if body else [])],
                facts=[fact],
            )


def _listed_in(award: str, known: Knowledge) -> set[str]:
    """The documents that tell who won an award."""
    return {fact.source.document for fact in known.facts(award, "WON_BY")}


def _slug(id: str) -> str:
    return id.partition(":")[2]
