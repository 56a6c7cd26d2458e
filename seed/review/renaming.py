"""An award is named by its content: where that is corrected, its id follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from seed.award_checks import award_keys
from seed.facts import Fact
from seed.knowledge import Knowledge
from seed.review.decisions import Decision, Entry
from seed.review.state import State, Status


def renamed(state: State, subject: str) -> list[Entry]:
    """What moves the facts of an award to the id that says its content; nothing where it does."""
    live = list(state.live())
    known = Knowledge(live)
    keys = award_keys(subject, known) if subject.startswith("award:") else []
    if not keys or subject in keys:
        return []
    new = keys[-1] if keys[0] in known else keys[0]
    return [entry for fact in live for entry in _moved(fact, subject, new, state)]


def _moved(fact: Fact, subject: str, new: str, state: State) -> Sequence[Entry]:
    if fact.subject != subject:
        return ()
    is_accepted = state.facts[fact].status is Status.ACCEPTED
    decision = Decision.ACCEPT if is_accepted else Decision.PROPOSE
    return (
        Entry(Decision.WITHDRAW, fact, f"renamed: {new}"),
        Entry(decision, replace(fact, subject=new)),
    )
