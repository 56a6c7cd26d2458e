"""Which organization a text means: an id with a score and a reason, or candidates."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from graph.thai import BUDDHIST_ERA
from seed.extraction.bodies import PERSON, UNIT, Body
from seed.extraction.register import Entry, register, shipped
from seed.names import province_id, unit_kind
from seed.provinces import province_dataset

SURE = 0.9
"""The score from which a name counts as resolved."""

_DIGITS = 10
_MOST_CANDIDATES = 3
_ALIKE = 0.75
_DOUBTFUL = 0.85
"""The likeness from which a name may be that of a known unit after all."""

_FAMILIES = {
    "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์": "psdho",
    "ศูนย์เรียนรู้การพัฒนาสตรีและครอบครัว": "wfdlc",
}
"""Units of which each province has one at most: their ids name the province."""

_LONGEST_COMPARED = 120
_NAMES = ("nameTh", "abbreviations", "otherNames")
_LEAST_FOUND = 0.5
_SHORT = 5
"""A name of so few letters may stand in another by chance."""


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


def resolve(
    body: Body, department: str | None, year: int | None, drafted: Mapping[str, str]
) -> Identity:
    """The organization that a body is.

    ``drafted``: the units that the draft has already, by :func:`folded` name. ``department``:
    the id of the one that the text credits; a unit is known by its name and its department.
    ``year``: of the Buddhist Era, for names that held in some years only.
    """
    if body.rank == PERSON:
        reason = "a person: WON_BY is the body that counts the award, WON_BY_PERSON the person"
        return Identity((Candidate("", 0.0, reason),))
    if body.id:
        return Identity((_registered(register().entries[body.id], body, year),))
    known = [
        id
        for id in _known_units().get(folded(body.name), ())
        if department is None or parents().get(id) in (None, department)
    ]
    if len(known) == 1:
        return Identity((Candidate(known[0], 1.0, "the dataset knows it by this name"),))
    if unit := drafted.get(folded(body.name)):
        return Identity((Candidate(unit, 0.95, "the draft has a unit of this name"),))
    alike = _alike(body.name)
    if body.rank != UNIT or not unit_kind(body.name):
        return Identity(alike)
    if department is None:
        return Identity((*alike, Candidate("", 0.0, "a unit whose department is not said")))
    if alike and alike[0].score >= _DOUBTFUL:
        return Identity(alike)
    made = Candidate(new_id(body.name, department), SURE, "a new unit of its department")
    return Identity((made, *alike), is_new=True)


def new_id(name: str, department: str) -> str:
    """An id for a unit that has none yet, the same for the same name and department."""
    for family, slug in _FAMILIES.items():
        province = province_id(name)
        if province and folded(name).startswith(f"{family}จังหวัด"):
            return f"org:{slug}-{_province_slugs()[province]}"
    digest = hashlib.sha256(f"{department}\t{folded(name)}".encode()).hexdigest()
    return f"{department}-{digest[:_DIGITS]}"


@cache
def _province_slugs() -> Mapping[str, str]:
    """The English name of each province, as ids have it."""
    facts = province_dataset().facts
    return {
        fact.subject: re.sub("[^a-z]+", "-", fact.object.lower())
        for fact in facts
        if fact.predicate == "nameEn"
    }


def _registered(entry: Entry, body: Body, year: int | None) -> Candidate:
    if year is not None and not _held(entry, year - BUDDHIST_ERA):
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
def known_projects() -> Mapping[str, str]:
    """The projects of the shipped datasets by :func:`bare` name."""
    return {
        bare(fact.object): fact.subject
        for fact in shipped()
        if fact.subject.startswith("project:") and fact.predicate == "nameTh"
    }


def bare(name: str) -> str:
    """A name by its letters and digits alone."""
    return re.sub(r"[\W_]", "", name.lower())


@cache
def _known_units() -> Mapping[str, tuple[str, ...]]:
    """The organizations of the shipped datasets by name; divisions of several may share one."""
    found: dict[str, dict[str, None]] = {}
    for fact in shipped():
        if fact.subject.startswith("org:") and fact.predicate in _NAMES:
            found.setdefault(folded(fact.object), {})[fact.subject] = None
    return {name: tuple(ids) for name, ids in found.items()}


@cache
def official_names() -> Mapping[str, str]:
    """What the shipped datasets call each organization, work and so on."""
    return {
        fact.subject: fact.object
        for fact in shipped()
        if fact.predicate == "nameTh" and fact.followed
    }


@cache
def parents() -> Mapping[str, str]:
    """The body of which each unit of the shipped datasets is part."""
    return {fact.subject: fact.object for fact in shipped() if fact.predicate == "PART_OF"}


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """The names of each known organization, the full one first."""
    found: dict[str, dict[str, None]] = {}
    for entry in register().entries.values():
        found.setdefault(entry.id, {})[entry.name] = None
    for predicate in (*_NAMES, "nameEn"):
        for fact in shipped():
            if fact.subject.startswith("org:") and fact.predicate == predicate:
                found.setdefault(fact.subject, {})[fact.object] = None
    return {id: tuple(names) for id, names in found.items()}


def names_of(id: str) -> tuple[str, ...]:
    """The names by which an organization is known, the full one first; none where it is not."""
    return _names().get(id, ())


def search(words: str, drafted: Mapping[str, str], most: int = 8) -> tuple[Candidate, ...]:
    """Organizations that words may mean, the best first: by name, short name, part of it, or id.

    ``drafted``: the names of those that a draft has beside the known ones, by id.
    """
    asked = folded(words.strip())
    if not asked:
        return ()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(asked)
    found = []
    for id, names in {**{id: (name,) for id, name in drafted.items()}, **_names()}.items():
        candidates = [_match(matcher, asked, id, name) for name in names]
        best = max(candidates, key=lambda candidate: candidate.score)
        if best.score >= _LEAST_FOUND:
            found.append(best)
    found.sort(key=lambda candidate: (-candidate.score, candidate.id))
    return tuple(found[:most])


def _match(matcher: SequenceMatcher[str], asked: str, id: str, name: str) -> Candidate:
    known = folded(name)
    if asked == known:
        return Candidate(id, 1.0, "its name")
    if asked == id or asked == id.partition(":")[2]:
        return Candidate(id, 0.95, "its id")
    if asked in known:
        return Candidate(id, round(0.5 + 0.45 * len(asked) / len(known), 2), "part of its name")
    if known in asked and len(known) > _SHORT:
        return Candidate(id, round(0.5 + 0.4 * len(known) / len(asked), 2), "its name is in it")
    if asked in id:
        return Candidate(id, 0.5, "part of its id")
    matcher.set_seq1(known)
    if max(len(asked), len(known)) > _LONGEST_COMPARED or matcher.quick_ratio() < _ALIKE:
        return Candidate(id, 0.0, "")
    return Candidate(id, round(min(matcher.ratio(), SURE - 0.01), 2), "a similar name")


def folded(name: str) -> str:
    """A name without what differs between spellings of it."""
    name = re.sub(r"\Aรพ\. ?", "โรงพยาบาล", name)
    return name.replace("จ.", "จังหวัด").replace(" ", "")


def _elsewhere(name: str, other: str) -> bool:
    """Whether two names say that they are of two provinces."""
    here, there = province_id(name), province_id(other)
    return here is not None and there is not None and here != there


@cache
def _alike(name: str) -> tuple[Candidate, ...]:
    """Known bodies with a similar name, most similar first; none is beyond doubt."""
    if len(name) > _LONGEST_COMPARED:
        return ()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(folded(name))
    found: list[Candidate] = []
    names = {folded(entry.name): (entry.id,) for entry in register().entries.values()}
    for other, ids in {**names, **_known_units()}.items():
        if _elsewhere(name, other):
            continue
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            continue
        ratio = matcher.ratio()
        if ratio >= _ALIKE:
            score = round(min(ratio, SURE - 0.01), 2)
            found += [Candidate(id, score, "a similar name") for id in ids]
    found.sort(key=lambda candidate: (-candidate.score, candidate.id))
    return tuple(found[:_MOST_CANDIDATES])
