"""Which organization a text means: an id with a score and a reason, or candidates."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from seed.extraction.bodies import PERSON, UNIT, Body
from seed.extraction.register import Entry, register
from seed.folder import DEFAULT_FOLDER, read_folder
from seed.names import unit_kind
from seed.problems import Problems

SURE = 0.9
"""The score from which a name counts as resolved."""

_BUDDHIST_ERA = 543
_DIGITS = 10
_MOST_CANDIDATES = 3
_ALIKE = 0.75
_LONGEST_COMPARED = 120


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organization that a name may mean; the score is from 0 to 1."""

    id: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What a name was resolved to, if to anything; ``is_new``: to a body not known before."""

    candidates: tuple[Candidate, ...]
    is_new: bool = False

    @property
    def id(self) -> str | None:
        """The id, where the best candidate is beyond doubt."""
        best = self.candidates[0] if self.candidates else None
        return best.id if best and best.score >= SURE else None


def resolve(body: Body, department: str | None, year: int | None) -> Identity:
    """The organization that a body is.

    ``department``: the id of the one that the text credits; a unit is known by its name and
    its department. ``year``: of the Buddhist Era, for names that held in some years only.
    """
    if body.rank == PERSON:
        reason = "a person, and persons win no award in the graph yet"
        return Identity((Candidate("", 0.0, reason),))
    if body.id:
        return Identity((_registered(register().entries[body.id], body, year),))
    if known := _known_units().get(_folded(body.name)):
        return Identity((Candidate(known, 1.0, "the dataset knows it by this name"),))
    if body.rank == UNIT and department and unit_kind(body.name):
        made = Candidate(new_id(body.name, department), SURE, "a new unit of its department")
        return Identity((made, *_alike(body.name)), is_new=True)
    return Identity(tuple(_alike(body.name)))


def new_id(name: str, department: str) -> str:
    """An id for a unit that has none yet, the same for the same name and department."""
    digest = hashlib.sha256(f"{department}\t{_folded(name)}".encode()).hexdigest()
    return f"{department}-{digest[:_DIGITS]}"


def _registered(entry: Entry, body: Body, year: int | None) -> Candidate:
    if year is not None and not _held(entry, year - _BUDDHIST_ERA):
        reason = f"the register knows it by this name in {entry.valid} only"
        return Candidate(entry.id, 0.5, reason)
    if body.name == entry.name:
        return Candidate(entry.id, 1.0, "its name in the register")
    if body.is_short:
        return Candidate(entry.id, 0.95, "its short name, by the text or the register")
    return Candidate(entry.id, 0.95, "its name in the register, in another form")


def _held(entry: Entry, year: int) -> bool:
    start, _, end = entry.valid.partition("/")
    first = int(start[:4]) if start[:4].isdigit() else year
    last = int(end[:4]) if end[:4].isdigit() else year
    return first <= year <= last


@cache
def _known_units() -> Mapping[str, str]:
    """The organizations of the shipped dataset by name."""
    facts = read_folder(DEFAULT_FOLDER, Problems()).facts
    return {
        _folded(fact.object): fact.subject
        for fact in facts
        if fact.subject.startswith("org:") and fact.predicate in ("nameTh", "abbreviations")
    }


def _folded(name: str) -> str:
    name = re.sub(r"\Aรพ\. ?", "โรงพยาบาล", name)
    return name.replace("จ.", "จังหวัด").replace(" ", "")


@cache
def _alike(name: str) -> tuple[Candidate, ...]:
    """Known bodies with a similar name, most similar first; none is beyond doubt."""
    if len(name) > _LONGEST_COMPARED:
        return ()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(_folded(name))
    found: list[Candidate] = []
    names = {_folded(entry.name): entry.id for entry in register().entries.values()}
    for other, id in {**names, **_known_units()}.items():
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            continue
        ratio = matcher.ratio()
        if ratio >= _ALIKE:
            found.append(Candidate(id, round(min(ratio, SURE - 0.01), 2), "a similar name"))
    found.sort(key=lambda candidate: (-candidate.score, candidate.id))
    return tuple(found[:_MOST_CANDIDATES])
