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


def derive_succession(known: Knowledge) -> list[EdgeRow]:
    """One relationship from each body to each that took its place, however often it is said."""
    pairs = {pair: None for id in known.subjects(CHANGE) for pair in successions(known, id)}
    return [EdgeRow(SUCCEEDED_BY, *pair) for pair in pairs]


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
