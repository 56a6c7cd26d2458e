"""An award that a text tells more than once is one award."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from seed.extraction.bodies import DEPARTMENT, MINISTRY, UNIT, Body
from seed.extraction.lexicon import EXCELLENCE, HONOUR, QUALITY, UNITED, branch_of
from seed.extraction.records import Award, Word
from seed.extraction.text import Span, Text

_NEAR = 400
_ALIKE = 0.62
_MUCH = 16
"""How many letters in a row two names of a work share where one of them is told freely."""

_KIND = 6
"""How many letters tell of which kind a body is."""

_MOST_COMPARED = 60
"""With how many told before it an award is compared: the nearest, and the nearest of its winner.

A bound, so that time stays linear in the number of awards.
"""

_MOST_TOLD = 400
"""How many awards a vague mention is held against at most."""


def merge(text: Text, awards: Sequence[Award]) -> list[Award]:
    """Each award once, with all that is told of it; vague mentions go into the ones they mean."""
    found: list[Award] = []
    by_winner: defaultdict[str | None, list[int]] = defaultdict(list)
    for award in sorted(
        _distinct(text, awards), key=lambda each: (not each.is_listed, each.evidence)
    ):
        recent = range(max(0, len(found) - _MOST_COMPARED), len(found))
        known = {*recent, *by_winner[_winner_key(award)][-_MOST_COMPARED:]}
        scores = [(_likeness(text, found[i], award), not _is_vague(found[i]), -i) for i in known]
        best = max(scores, default=(0.0, False, 0))
        if best[0] > 0:
            index = -best[2]
            found[index] = _joined(text, found[index], award)
        else:
            index = len(found)
            found.append(award)
        by_winner[_winner_key(found[index])].append(index)
    found = _absorb(text, found)
    return sorted(found, key=lambda award: award.evidence)


def _winner_key(award: Award) -> str | None:
    return award.winner.key if award.winner else None


def _distinct(text: Text, awards: Sequence[Award]) -> Iterable[Award]:
    """Without sentences that only say again, word for word, what another one said."""
    found: dict[object, Award] = {}
    for award in awards:
        words = (award.branch, award.type, award.level)
        said = tuple(word and text.read(word.span) for word in words)
        project = award.project and text.read(award.project)
        place = award.evidence if award.is_listed else None
        winner = award.winner and award.winner.key
        found.setdefault((winner, said, project, award.times, place), award)
    return found.values()


def _likeness(text: Text, one: Award, other: Award) -> float:
    """How much two tellings have in common; 0 where they are of two awards."""
    is_same = (
        _same_winner(one, other)
        or _is_headline_of(text, one, other)
        or _is_of_department(text, one, other)
        or _is_of_department(text, other, one)
    )
    if not is_same or _is_apart(one, other) or _is_apart(other, one):
        return 0
    parts = [
        _words(text, one.type, other.type),
        _words(text, one.level, other.level),
        _words(text, one.branch, other.branch),
    ]
    if any(part < 0 for part in parts):
        return 0
    parts.append(_projects(text, one.project, other.project))
    if parts[3] < 0 and (_is_loose(text, one) or _is_loose(text, other)):
        parts[3] = 0
    if parts[3] < 0 and not (one.is_listed and other.is_listed) and _share(text, one, other):
        parts[3] = 0.7
    if parts[3] < 0:
        return 0
    if _continues(text, one, other) or _continues(text, other, one):
        return 1
    if one.is_listed and other.is_listed:
        return float(parts[0] > 0 and parts[3] > 0 and parts[1] > 0)
    is_same = (
        sum(parts) > 0
        or _is_vague(other)
        or _completes(one, other)
        or _completes(other, one)
        or _tells_level(text, one, other)
    )
    return 0.1 + sum(parts) if is_same else 0


def _is_headline_of(text: Text, one: Award, other: Award) -> bool:
    """Whether a work is told with its award, and again with its winner's short name alone."""
    is_told = (one.type is None) != (other.type is None) and not (one.is_listed or other.is_listed)
    if not is_told or one.winner is None or other.winner is None:
        return False
    is_kind = one.winner.key[:_KIND] == other.winner.key[:_KIND]
    return is_kind and _projects(text, one.project, other.project) == 1


def _is_of_department(text: Text, one: Award, other: Award) -> bool:
    """Whether the same work won the same, told once of a unit and once of its department."""
    is_above = one.credited and other.winner and one.credited.key == other.winner.key
    is_type = one.type is not None and _words(text, one.type, other.type) == 1
    return bool(is_above and is_type and _projects(text, one.project, other.project) == 1)


def _completes(one: Award, other: Award) -> bool:
    """Whether the one tells an award without its work, and the other only a work of its winner."""
    is_told = (
        one.type is not None and one.project is None and branch_of(one.type.meaning) != QUALITY
    )
    is_work = other.project is not None and not (other.type or other.level or other.branch)
    return bool(is_told and is_work and one.winner and _winner_key(one) == _winner_key(other))


def _tells_level(text: Text, one: Award, other: Award) -> bool:
    """Whether a headline tells the level of an award in its own words, and the other the rest."""
    is_told = other.type is not None and other.level is None and not other.is_listed
    is_same = one.winner is not None and _winner_key(one) == _winner_key(other)
    return is_told and is_same and one.level is not None and _is_loose(text, one)


def _same_winner(one: Award, other: Award) -> bool:
    if one.winner is None or other.winner is None:
        return True
    first, second = sorted((one.winner.key, other.winner.key), key=len)
    if first == second or (second.startswith(first) and not first.startswith("org:")):
        return True
    # A headline credits the department, the list or the sentence its unit.
    return _is_of_unit(one, other) or (not other.is_listed and _is_of_unit(other, one))


def _is_of_unit(one: Award, other: Award) -> bool:
    """Whether the one is of a unit and the other may be the same, told of its department."""
    is_general = other.type is None or other.project is None or one.is_listed
    is_above = one.credited and other.winner and one.credited.key == other.winner.key
    return bool(is_general and not other.is_listed and is_above)


def _words(text: Text, one: Word | None, other: Word | None) -> float:
    if one is None or other is None:
        return 0
    if one.meaning and other.meaning:
        return 1 if one.meaning == other.meaning else -1
    first, second = sorted((text.read(one.span), text.read(other.span)), key=len)
    return 1 if first in second else -1


def _projects(text: Text, one: Span | None, other: Span | None) -> float:
    if one is None or other is None:
        return 0
    first, second = sorted((_plain(text.read(one)), _plain(text.read(other))), key=len)
    if first in second:
        return 1
    if _latin(first) & _latin(second):
        return 0.8
    # A part of three letters or more that both have is told by its threes: most pairs end here.
    threes = _threes(second)
    if 3 * sum(n for each, n in _threes(first).items() if each in threes) < _ALIKE * len(first):
        return -1
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks() if block.size > 2)
    return 0.7 if common / max(1, len(first)) >= _ALIKE else -1


def _share(text: Text, one: Award, other: Award) -> bool:
    """Whether two sentences call a work by many of the same words, and one of them freely."""
    works = [each.project for each in (one, other) if each.project]
    if len(works) < 2 or all(text.plain[work.start - 1] in '“"' for work in works):
        return False
    first, second = (_plain(text.read(work)) for work in works)
    common = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    return common.size >= _MUCH and common.size * 2 > min(len(first), len(second))


@lru_cache(maxsize=1024)
def _plain(name: str) -> str:
    return re.sub(r"[^\w\u0e31-\u0e4e]|โครงการ|นวัตกรรม", "", name.lower())


@lru_cache(maxsize=1024)
def _latin(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{4,}", name))


@lru_cache(maxsize=1024)
def _threes(name: str) -> Mapping[str, int]:
    """How often each three letters in a row occur."""
    return Counter(name[i : i + 3] for i in range(len(name) - 2))


def _is_apart(one: Award, other: Award) -> bool:
    """Whether the other names a branch that the type of the one does not belong to."""
    if one.type is None or other.branch is None or other.type is not None:
        return False
    if one.type.meaning in (UNITED, HONOUR, EXCELLENCE):
        return True
    branches = (branch_of(one.type.meaning), other.branch.meaning)
    return None not in branches and branches[0] != branches[1]


def _is_vague(award: Award) -> bool:
    return award.type is None and (award.project is None or award.times > 1)


def _is_summary(award: Award) -> bool:
    """Whether it may only sum up what several bodies won: a type, and nobody who won it."""
    is_bare = award.project is None and award.level is None
    return is_bare and (award.winner is None or award.winner.rank == MINISTRY)


def _joined(text: Text, one: Award, other: Award) -> Award:
    """One award with the fuller of what two tellings say."""
    if _is_loose(text, one) and not _is_loose(text, other) and other.project and other.winner:
        # A headline says it in its own words.
        one = replace(one, project=None, winner=other.winner)
    winner = _fuller_winner(one, other)
    crediting = one if one.credited else other
    if other.winner and winner is other.winner and other.credited:
        crediting = other
    told = one if _slots(one) > _slots(other) else other
    return replace(
        one,
        winner=winner,
        credited=crediting.credited,
        is_by_kind=crediting.is_by_kind,
        co_winners=one.co_winners or other.co_winners,
        branch=one.branch or other.branch if one.is_listed else _known(one.branch, other.branch),
        type=one.type or other.type if one.is_listed else _known(one.type, other.type),
        level=one.level or other.level,
        project=_fuller_project(one, other),
        evidence=one.evidence if one.is_listed else told.evidence,
    )


def _fuller_winner(one: Award, other: Award) -> Body | None:
    if one.winner is None or other.winner is None or one.is_listed:
        return one.winner or other.winner
    if {one.winner.rank, other.winner.rank} == {UNIT, DEPARTMENT}:
        return one.winner if one.winner.rank == UNIT else other.winner
    if one.winner.is_short != other.winner.is_short:
        return other.winner if one.winner.is_short else one.winner
    return max(one.winner, other.winner, key=lambda body: len(body.name))


def _slots(award: Award) -> int:
    return sum(each is not None for each in (award.type, award.level, award.branch, award.project))


def _known(one: Word | None, other: Word | None) -> Word | None:
    """The word that the lexicon knows, or else the longer one."""
    if one is None or other is None:
        return one or other
    if (one.meaning is None) != (other.meaning is None):
        return other if one.meaning is None else one
    return max(one, other, key=lambda word: word.span.end - word.span.start)


def _fuller_project(one: Award, other: Award) -> Span | None:
    if one.project is None or other.project is None or one.is_listed:
        return one.project or other.project
    return max(one.project, other.project, key=lambda span: span.end - span.start)


def _absorb(text: Text, awards: list[Award]) -> list[Award]:
    """Take out mentions that only name a branch or level which told awards have."""
    kept: list[Award] = []
    told = [award for award in awards if award.is_listed or not _is_vague(award)]
    told = told[:_MOST_TOLD]
    for award in awards:
        if not (_is_vague(award) or _is_summary(award)) or award.is_listed:
            kept.append(award)
            continue
        others = [
            other
            for other in told
            if other is not award
            and _covers(other, award)
            and not _is_apart(other, award)
            and _fits(other, award)
        ]
        if not others and (award.times < 2 or award.project):
            kept.append(award)
    donors = [award for award in awards if _is_vague(award) and award.branch][:_MOST_TOLD]
    return [_with_branch(award, donors) for award in kept]


def _is_loose(text: Text, award: Award) -> bool:
    """Whether a headline or the like names the work in its own words: no type, no quotes."""
    if award.is_listed or award.type or award.project is None:
        return False
    return text.plain[max(0, award.project.start - 1)] not in '“"'


def _continues(text: Text, one: Award, other: Award) -> bool:
    """Whether the other tells more of the one, by words that the one lacks: ผลงานดังกล่าวได้รับ …"""
    start = other.evidence.start
    if one.is_listed or other.is_listed or not 0 < start - one.evidence.start < _NEAR:
        return False
    return text.plain[max(0, start - 24) : start].rstrip().endswith(("ดังกล่าว", "ดังกล่าวได้"))


def _covers(told: Award, vague: Award) -> bool:
    """Whether an award may be one of those of which a vaguer mention speaks for all."""
    is_summed = vague.project is None and vague.evidence < told.evidence
    if is_summed or _same_winner(told, vague):
        return True
    winner = vague.winner
    return winner is not None and (
        winner.rank == MINISTRY or (told.credited is not None and told.credited.key == winner.key)
    )


def _fits(told: Award, vague: Award) -> bool:
    if vague.type and (told.type is None or vague.type.meaning != told.type.meaning):
        return False
    if vague.branch and told.branch and vague.branch.meaning != told.branch.meaning:
        return False
    if vague.level and told.level and vague.level.meaning != told.level.meaning:
        return False
    return vague.branch is None or told.branch is not None or _is_of(told, vague.branch)


def _with_branch(award: Award, donors: Sequence[Award]) -> Award:
    if award.branch is not None or award.type is None:
        return award
    for donor in donors:
        if donor.branch and _same_winner(award, donor) and _is_of(award, donor.branch):
            return replace(award, branch=donor.branch)
    return award


def _is_of(award: Award, branch: Word) -> bool:
    if award.type is None or branch.meaning is None:
        return False
    return branch_of(award.type.meaning) == branch.meaning
