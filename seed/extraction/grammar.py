"""From the words of a text to the awards that it says were conferred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from seed.extraction.awards import Awards, as_word
from seed.extraction.bodies import DEPARTMENT, MINISTRY, PROVINCE
from seed.extraction.claims import claimed_count, year_near
from seed.extraction.clusters import clusters
from seed.extraction.lexicon import MAIN_WORDS, QUALITY, WITHOUT_BRANCH, branch_of
from seed.extraction.lists import Lists
from seed.extraction.marks import BRANCH, Mark
from seed.extraction.merging import merge
from seed.extraction.parts import ITEM
from seed.extraction.prose import Prose
from seed.extraction.records import Award, Doubt, Extraction
from seed.extraction.source import Source
from seed.extraction.text import Text, normalize
from seed.extraction.works import place_after, works_by_place

_OFFERED = 3
"""How many types in a list, with nobody who won one, are what there is to win."""


def extract(original: str) -> Extraction:
    """Everything that a text says of Lert Rat awards. Linear in the length of the text."""
    text = normalize(original)
    if not re.search(MAIN_WORDS, text.plain):
        return Extraction(text)
    return _Reading(text).read()


class _Reading:
    def __init__(self, text: Text) -> None:
        self._source = Source(text)
        awards = Awards(self._source)
        self._lists, self._prose = Lists(self._source, awards), Prose(self._source, awards)
        self._branches: dict[str | None, Mark] = {}
        for part in self._source.segments:
            marks = self._source.marks_in(part)
            is_heading = len(marks) == 1 and not self._source.bodies.apart(part.span)
            for mark in marks if part.kind != ITEM or is_heading else ():
                if mark.slot == BRANCH and mark.meaning:
                    self._branches.setdefault(mark.meaning, mark)

    def read(self) -> Extraction:
        source = self._source
        text, plain = source.text, source.plain
        found = [award for index in range(len(source.segments)) for award in self._part(index)]
        found = [_by_the_scheme(award) for award in _without_offered(found)]
        count = claimed_count(plain, source.segments, source.year)
        merged = [each for award in merge(text, found) for each in self._by_place(award)]
        awards = [self._fully_named(award) for award in merged]
        awards = [_below_ministries(award) for award in awards if not _is_of_ministry(award)]
        awards = [self._placed(self._with_branch(award)) for award in awards]
        if not awards:
            awards = self._prose.bare(count.value if count else 1)
        dated = [replace(award, year=year_near(plain, award.evidence)) for award in awards]
        doubts = tuple(_doubts(dated, count.value if count else None))
        return Extraction(text, tuple(dated), source.year, count, source.subject, doubts)

    def _part(self, index: int) -> Iterator[Award]:
        """The awards of a part of the text, the next one."""
        source, lists = self._source, self._lists
        part = source.segments[index]
        marks = source.marks_in(part)
        is_item = lists.is_item(part, marks)
        breaks = [] if is_item else source.breaks_in(part)
        groups = clusters(source.plain, marks, breaks, is_item)
        context = lists.enter(index, groups, is_item=is_item)
        if context is None or lists.is_of_other:
            return
        introducing = lists.introducing(index, groups, is_item=is_item)
        # A branch that is said of all awards tells of none.
        shared = source.shared_branch
        for number, group in enumerate(groups):
            end = groups[number + 1].start if number + 1 < len(groups) else part.end
            before = groups[number - 1].end if number else part.start
            is_shared = group.marks.keys() == {BRANCH} and group.marks[BRANCH] is shared
            if group is introducing or is_shared:
                continue
            if is_item:
                yield from lists.listed(index, context, group, before, end)
            else:
                yield from self._prose.told(part, group, before, end)
        if not (is_item or marks):
            yield from self._prose.counted(part)
        if is_item and all(group is introducing for group in groups):
            yield from lists.named_only(index, context)
        if introducing:
            lists.introduce(introducing)

    def _fully_named(self, award: Award) -> Award:
        winner, credited = award.winner, award.credited
        return replace(
            award,
            winner=winner and self._source.bodies.full_name(winner),
            credited=credited and self._source.bodies.full_name(credited),
        )

    def _by_place(self, award: Award) -> Iterator[Award]:
        """One award for each of several works that are listed with their provinces."""
        work, winner = award.project, award.winner
        works = works_by_place(self._source.plain, work) if work and winner else []
        if not (work and winner and works) or self._source.bodies.between(work.start, work.end):
            yield award
            return
        for each, province in works:
            yield replace(award, project=each, winner=winner.in_province(province))

    def _placed(self, award: Award) -> Award:
        """An award with the province that the text names beside its work or its winner."""
        winner = award.winner
        if winner is None or winner.province:
            return award
        place = award.project and place_after(self._source.plain, award.project)
        if place is None and winner.rank not in (DEPARTMENT, PROVINCE, MINISTRY):
            place = self._source.bodies.place_beside(winner, award.co_winners)
        if place is None and winner.rank == DEPARTMENT:
            told = {each.province for each in award.co_winners if each.province}
            place = told.pop() if len(told) == 1 else None
        return replace(award, winner=winner.in_province(place)) if place else award

    def _with_branch(self, award: Award) -> Award:
        """The branch of its type, where the text names it, though in a total or a sentence."""
        branch = branch_of(award.type.meaning) if award.type else None
        shared = self._source.shared_branch
        if award.branch is None and shared and branch in (None, shared.meaning):
            return replace(award, branch=as_word(shared))
        if award.branch or branch not in self._branches:
            return award
        return replace(award, branch=as_word(self._branches[branch]))


def _by_the_scheme(award: Award) -> Award:
    """An award without what those of its kind never have.

    One for the quality of management is won by a whole body, for no work; those of no branch
    have no levels.
    """
    type_ = award.type.meaning if award.type else None
    if type_ in WITHOUT_BRANCH:
        return replace(award, branch=None, level=None)
    branch = branch_of(type_) if award.type else award.branch and award.branch.meaning
    return replace(award, project=None) if branch == QUALITY else award


def _is_of_ministry(award: Award) -> bool:
    """Whether only the awards of all its departments may be meant: a ministry wins none itself."""
    return award.type is None and award.winner is not None and award.winner.rank == MINISTRY


def _below_ministries(award: Award) -> Award:
    """An award without the ministry as its winner, whose department is not told."""
    is_ministry = award.winner is not None and award.winner.rank == MINISTRY
    return replace(award, winner=None) if is_ministry else award


def _without_offered(awards: Sequence[Award]) -> list[Award]:
    """Awards without those of a list that only names what there is to win: types, and no more."""
    won = [award for award in awards if not (award.is_listed and _is_offered(award))]
    return won if len(awards) - len(won) >= _OFFERED else list(awards)


def _is_offered(award: Award) -> bool:
    """Whether nothing but a type is told, by which no work, level or winner stands."""
    is_type = award.type is not None and branch_of(award.type.meaning) != QUALITY
    winner = award.winner
    is_named = winner is not None and award.evidence.overlaps(winner.span)
    return is_type and not (award.project or award.level or is_named)


def _doubts(awards: Sequence[Award], count: int | None) -> Iterator[Doubt]:
    if count is not None and count != len(awards):
        yield Doubt("count", None, f"the text counts {count} awards, {len(awards)} are told")
    for award in awards:
        if award.winner is None:
            yield Doubt("winner", award.evidence, "who won is not said beside the award")
        if award.times > 1:
            reason = f"the text counts {award.times} such awards and tells them apart by nothing"
            yield Doubt("count", award.evidence, reason)
