"""The names that bodies bear and bore, each a node of its own: derived from facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.writing import EdgeRow, NodeRow
from seed.existence import validity
from seed.facts import CHECKSUM_DIGITS, Fact, Interval
from seed.knowledge import Knowledge
from seed.lines import days
from seed.succession import ORIGINAL, RESULTING, changes_in_force

NAME = "Name"
HAS_NAME = "HAS_NAME"
GIVES_NAME = "GIVES_NAME"

_BODY = "org:"
_IN_FULL = ("nameTh", "nameEn")
_PREDICATES = {**dict.fromkeys(_IN_FULL), "abbreviations": "ABBREVIATION", "otherNames": "ALIAS"}
"""The properties that are names, with the kind of the name; that of a full one depends on when."""

_THAI = range(0x0E00, 0x0E80)


@dataclass(frozen=True, slots=True)
class _Named:
    """A name of a body: there are no two alike."""

    body: str
    value: str
    kind: str
    language: str
    valid: Interval | None

    @property
    def id(self) -> str:
        text = "\t".join([self.value, self.kind, self.language, str(self.valid or "")])
        digits = hashlib.sha256(text.encode()).hexdigest()[:CHECKSUM_DIGITS]
        return f"name:{self.body.removeprefix(_BODY)}/{digits}"


def names_of_bodies(
    known: Knowledge, lifetimes: Mapping[str, Interval], today: date
) -> Iterator[NodeRow | EdgeRow]:
    """The names of all bodies, which body bears each, and the statements that give it.

    A name in full that says not when it was borne was borne as long as the body exists. One
    that ended before ``today``, and that of a body that goes on under another name, is FORMER.
    """
    found: dict[_Named, list[Fact]] = {}
    former = _renamed(known)
    for fact in (*known.all_facts(), *known.set_aside):
        if fact.predicate in _PREDICATES and fact.subject.startswith(_BODY):
            name = _name(fact, lifetimes.get(fact.subject), today)
            found.setdefault(name, []).append(fact)
            if fact.followed and fact.predicate in _IN_FULL:
                for body in _line(former, fact.subject):
                    later = _Named(body, name.value, "FORMER", name.language, name.valid)
                    found.setdefault(later, []).append(fact)
    for name, facts in found.items():
        held = validity(name.valid)
        properties = {"value": name.value, "kind": name.kind, "language": name.language, **held}
        yield NodeRow(name.id, NAME, properties)
        yield EdgeRow(HAS_NAME, name.body, name.id, held)
        for fact in facts:
            yield EdgeRow(GIVES_NAME, fact.statement_id, name.id)


def _name(fact: Fact, lifetime: Interval | None, today: date) -> _Named:
    kind, valid = _PREDICATES[fact.predicate], fact.valid
    if not fact.followed:
        kind = "ALIAS"
    elif kind is None:
        valid = valid or lifetime
        is_over = fact.valid is not None and days(fact.valid)[1] < today
        kind = "FORMER" if is_over else "OFFICIAL"
    is_thai = any(ord(character) in _THAI for character in fact.object)
    return _Named(fact.subject, fact.object, kind, "TH" if is_thai else "EN", valid)


def _renamed(known: Knowledge) -> dict[str, list[str]]:
    """The bodies that go on under the name of another, by the body that they were."""
    after: dict[str, list[str]] = {}
    for id in changes_in_force(known):
        if known.one(id, "kind") == "RENAMED":
            for original in known.objects(id, ORIGINAL):
                after.setdefault(original, []).extend(known.objects(id, RESULTING))
    return after


def _line(after: Mapping[str, list[str]], body: str) -> Iterator[str]:
    for following in after.get(body, ()):
        yield following
        yield from _line(after, following)
