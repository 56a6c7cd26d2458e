"""From the words of one award to the award: who won it, who is credited, for what work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seed.extraction.bodies import (
    DEPARTMENT,
    HOSPITALS,
    LOCAL,
    PERSON,
    PROVINCE,
    UNIT,
    Body,
    whole_of,
)
from seed.extraction.clusters import Cluster
from seed.extraction.headings import Context
from seed.extraction.lexicon import ENGAGED_CITIZEN, branch_of, is_known
from seed.extraction.marks import BRANCH, LEVEL, PROJECT, TYPE, Mark
from seed.extraction.offices import department_by_kind, likely_department, may_be_of
from seed.extraction.parts import ITEM, WORK, Segment
from seed.extraction.places import TEAMS
from seed.extraction.records import Award, Word
from seed.extraction.register import register
from seed.extraction.source import Source
from seed.extraction.tables import place_cell
from seed.extraction.text import Span
from seed.extraction.winners import Winners
from seed.extraction.works import (
    cause_before,
    cell_left,
    find_in_item,
    has_cells,
    leading_work,
    line_before,
    name_before,
    named_in_cell,
    source_after,
    with_tail,
    words_left,
)

_NEAR_QUOTE, _NEAR_PERSON = 90, 160
_AROUND = 2000
"""How much of an item around the words of an award is looked through, so that time stays linear."""

_RIGHT_AFTER = 6

_QUOTED = re.compile(r"“(?P<name>[^“”\n]{6,200})”")

_HAS_FEW_UNITS = re.compile(rf"{LOCAL.pattern}|บริษัท")
"""Bodies that a text may be about without any other body in it being theirs."""

_CLAIMS = re.compile(
    r"(?:สุด)?(?:ปลื้ม|เฮ)?[ !,]*(?:ยกทีม)?(?:คว้า|ได้รับ|รับ|กวาด)[^\n0-9]{0,40}"
    r"(?:[0-9]{4})?[^\n0-9]{0,12}[0-9]{1,2} ?รางวัล"
)
_OPENING = 300
_JOINED = re.compile(r"[”\"]? ?(?:ร่วมกับ|ร่วมมือกับ)")
"""How it is told after an award with whom a body won it."""

COUNT_ONLY = re.compile(r" ?(?:จำนวน )?[0-9]{1,3} ?(?:รางวัล|ผลงาน)")
"""A number of awards and nothing that tells one of them."""


class Awards:
    """Makes awards of clusters: who won, who is credited, for what work."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._plain, self._bodies = source.plain, source.bodies

    def named(
        self, group: Cluster, before: int, end: int, reach: int, *, is_item: bool = False
    ) -> list[Winners]:
        """The winners that stand by the words of an award: before its project, or after all."""
        project, type_ = group.marks.get(PROJECT), group.marks.get(TYPE)
        persons = bool(type_ and type_.meaning == ENGAGED_CITIZEN)
        own_slots = group.marks.keys() - group.carried
        own = [group.marks[slot] for slot in own_slots if slot != PROJECT]
        first = min((mark.whole.start for mark in own), default=0)
        last = max((mark.span.end for mark in own), default=0)
        work = project if project and own and last < project.whole.start else None

        def before_work() -> list[Winners]:
            """Who is named between the words of the award and its work."""
            if work is None:
                return []
            return self._bodies.after(
                last, work.whole.start, reach, has_project=True, persons=persons, at_end=is_item
            )

        if person := self._bodies.person_next(last if work else group.end, end, is_usual=persons):
            return [Winners((person,))]
        if persons and (person := self._person_of(group, before)):
            return [Winners((person,))]
        if persons and work and (person := self._bodies.person(last, work.whole.start)):
            return [Winners((person,))]
        if project is None and (owned := self._bodies.named_work(group.end, end)):
            return owned
        if is_item and (labelled := self._bodies.labelled(before, end)):
            return labelled
        if in_order := self._bodies.in_order(before, end):
            return in_order
        if whose := self._bodies.whose(before, group.start):
            return whose
        if work:
            listed = self._bodies.each_with_work(last, end, reach)
            if len(listed) > 1 and listed[0].project and listed[0].project < work.span:
                return listed
        is_apart = project is not None and (
            project.whole.end >= group.end or project.whole.end < first
        )
        if project and is_apart and (doer := self._bodies.doer(project.whole.end, end)):
            return self._bodies.named(doer, end)
        body = self._bodies.right_before(group.start, before) if first else None
        # กรมก ได้รับ … ระดับดี โดยศูนย์ข ผลงานค: the unit that did it.
        if body and body.rank == DEPARTMENT and (doers := before_work()):
            return doers
        is_named = body is not None and (body.id is not None or body.rank == PROVINCE)
        if body and (project or is_named or self._plain[group.start - 1] != "("):
            return self._bodies.named(body, group.start)
        if body := self._between_words(group):
            return self._bodies.named(body, group.end)
        if project and project.whole.end < first:
            found = self._bodies.after(
                project.whole.end, first, reach, has_project=True, is_told_next=True
            )
            if found:
                return found
        # Who is told between an award and its work to have won it with others is not the first.
        is_first = not (own and _JOINED.match(self._plain, last))
        if project and is_first and (body := self._bodies.just_before(project.whole.start)):
            return self._bodies.named(body, project.whole.start)
        found = before_work()
        if project and not own:
            inside = self._bodies.between(before, project.whole.start)
            if inside and self._is_of_former(before, inside[0], project.whole, end):
                inside = []
            found = self._bodies.named(inside[0], project.whole.start) if inside else []
        if not is_item and (
            body := self._bodies.owner(group.start, self._source.line_start(group.start))
        ):
            return self._bodies.named(body, group.start)
        return found or self._bodies.after(
            group.end,
            end,
            reach,
            has_project=project is not None,
            persons=persons,
            beside=is_item,
        )

    def _person_of(self, group: Cluster, before: int) -> Body | None:
        """The person whom a sentence names before the award, or between its type and level."""
        type_, level = group.marks[TYPE], group.marks.get(LEVEL)
        if level and LEVEL not in group.carried:
            # ประเภทผู้นำหุ้นส่วนความร่วมมือ โดยนายก … ได้ระดับดีเด่น
            since = before if TYPE in group.carried else type_.whole.end
            person = self._bodies.person(since, level.whole.start) or self._bodies.person_next(
                since, level.whole.start, is_usual=True
            )
            if person:
                return person
        return self._bodies.person_before(max(before, group.start - _NEAR_PERSON), group.start)

    def _between_words(self, group: Cluster) -> Body | None:
        """The body that stands right before a type or branch: ระดับดี คือ สำนักงานก ประเภทข."""
        for slot in (BRANCH, TYPE, LEVEL):
            mark = group.marks.get(slot)
            if mark and slot not in group.carried and mark.whole.start > group.start:
                body = self._bodies.right_before(mark.whole.start, group.start, is_between=True)
                if body and body.span.start > group.start:
                    return body
        return None

    def told_by(
        self,
        part: Segment,
        context: Context,
        group: Cluster,
        named: Sequence[Winners],
        leading: Body | None,
        before: int,
        end: int,
        *,
        is_listed: bool,
    ) -> Iterator[Award]:
        """The awards that the words between two places tell: one for each who won."""
        default = leading or context.body
        for each in named or [Winners((default,) if default else ())]:
            winner = self._whole(each.bodies[0]) if each.bodies else None
            credited, is_by_kind = each.credited, False
            if each.is_of_none and winner:
                credited = as_credited(winner)
            elif credited is None and winner:
                credited, is_by_kind = self._credited(
                    winner, leading, context, end, is_listed=is_listed
                )
            last = max(
                [group.end, *(b.span.end for b in each.bodies if part.start <= b.span.start < end)]
            )
            marks = self._inherited(group.marks, context)
            yield Award(
                winner=winner,
                co_winners=tuple(each.bodies[1:]),
                credited=credited,
                branch=as_word(marks.get(BRANCH)),
                type=as_word(marks.get(TYPE)),
                level=as_word(marks.get(LEVEL)),
                project=each.project
                or self._project(group, part, winner, before, end, is_listed=is_listed)
                or (self._told_around(part, winner, credited, last) if is_listed else None),
                evidence=Span(part.start if before == part.start else group.start, last),
                is_listed=True,
                times=each.times,
                is_by_kind=is_by_kind,
            )

    def _told_around(
        self, part: Segment, winner: Body | None, credited: Body | None, last: int
    ) -> Span | None:
        """The work that an item tells of after the award, or before that it made a body win."""
        after = source_after(self._plain, max(last, self._end_of(credited, part)))
        if after or winner is None or not part.start < winner.span.start < part.end:
            return after
        return cause_before(self._plain, part.start, winner.span.start)

    def _end_of(self, credited: Body | None, part: Segment) -> int:
        """Where a part names the department that is credited, if it does."""
        is_in = credited is not None and part.start <= credited.span.start < part.end
        return credited.span.end if credited and is_in else 0

    def _is_of_former(self, former: int, body: Body, work: Span, end: int) -> bool:
        """Whether a body before a work did the one before it: “w” กรมก “x” กรมข."""
        after = self._bodies.right_beside(work.end, end, within_brackets=False)
        return after is not None and body.span.start - former <= _RIGHT_AFTER

    def _whole(self, winner: Body) -> Body:
        """The hospital that a text is about in the place of a team of it."""
        subject = self._source.subject
        is_team = winner.rank == UNIT and winner.name.startswith(TEAMS)
        is_named = any(word in winner.name for word in HOSPITALS)
        if is_team and not is_named and subject and subject.name.startswith(HOSPITALS):
            return subject
        return winner

    def _inherited(self, marks: dict[str, Mark], context: Context) -> dict[str, Mark]:
        """The words of an award, and those of the items above it that it does not repeat."""
        found = dict(marks)
        if context.type and TYPE not in found:
            found[TYPE] = context.type
        if context.level and LEVEL not in found:
            found[LEVEL] = context.level
        if context.branch and BRANCH not in found and _belongs(marks.get(TYPE), context.branch):
            found[BRANCH] = context.branch
        return found

    def _project(
        self,
        group: Cluster,
        part: Segment,
        winner: Body | None,
        before: int,
        end: int,
        *,
        is_listed: bool,
    ) -> Span | None:
        """The work that an item names beside the words of an award, however it is written."""
        if cell := part.cells.get(WORK):
            return named_in_cell(self._plain, cell) if cell.start < cell.end else None
        mark = group.marks.get(PROJECT)
        if not is_listed:
            return mark.span if mark else name_before(self._plain, group.start)
        near = Span(max(part.start, group.start - _AROUND), min(part.end, group.end + _AROUND))
        named = [body.span for body in self._bodies.apart(near)]
        known = [m.whole for m in self._source.marks_in(near) if m.slot != PROJECT]
        known += [winner.span] if winner and winner.rank == PERSON else []
        known += [place] if part.is_row and (place := place_cell(self._plain, part.span)) else []
        is_row = part.is_row or (mark is None and has_cells(self._plain, near))
        if is_row and (
            left := cell_left(self._plain, near, [*named, *known])
            or cell_left(self._plain, near, [*named[:1], *known])
        ):
            return left
        if part.is_row and mark is None and "\n" not in self._plain[near.start : near.end]:
            return words_left(self._plain, near, [*named, *known])
        if mark:
            return with_tail(self._plain, mark.span, near, [*named, *known])
        match = _QUOTED.search(self._plain, group.end, min(end, group.end + _NEAR_QUOTE))
        if match:
            return Span(*match.span("name"))
        if above := line_before(self._plain, group.start, part.start):
            return above
        whole = Span(min(before, group.start), end)
        found = find_in_item(self._plain, whole, [*named, *known], named)
        return found or self._leading_work(part, known, named)

    def _leading_work(self, part: Segment, words: list[Span], named: list[Span]) -> Span | None:
        """The work before the words of an award, after who won: กรมก บัตรคิวพูดได้ ระดับดี."""
        end = min((each.start for each in words), default=part.start)
        start = part.start
        for body in sorted(named):
            if body.end > end or self._plain[start : body.start].strip():
                break
            start = body.end
        is_line = part.kind == ITEM or start > part.start
        if not is_line or self._source.triggers.last(part.start, end - 1) is not None:
            return None
        return leading_work(self._plain, Span(start, end))

    def _credited(
        self, winner: Body, leading: Body | None, context: Context, end: int, *, is_listed: bool
    ) -> tuple[Body | None, bool]:
        """The department that is credited, and whether only the kind of the winner tells it."""
        if LOCAL.match(winner.name):
            return None, False
        if above := self._bodies.department_above(winner):
            return above, False
        beside = self._bodies.department_of(winner, end)
        if beside and winner.rank == UNIT:
            return beside, False
        if own := as_credited(winner):
            return own, False
        if whole := whole_of(self._plain, winner):
            return whole, False
        above = self._bodies.department_after(winner, end) if winner.rank == PERSON else None
        if above and not LOCAL.match(above.name):
            return above, False
        is_named = is_listed and winner is not context.body
        elsewhere = None if is_named else self._bodies.department_elsewhere(winner)
        if elsewhere:
            return elsewhere, False
        name = self._bodies.full_name(winner).name if winner.is_short else winner.name
        if above := self._bodies.mentioned(department_by_kind(name)):
            return above, True
        main = self._source.department
        if main and not self._is_likely(main, winner):
            main = None
        above = context.department
        if above and above.id and not _may_be(winner, above):
            above = None
        for body in (leading, above, main):
            if (
                body
                and body.key != winner.key
                and body.rank == DEPARTMENT
                and not LOCAL.match(body.name)
            ):
                return body, False
        if winner.name.startswith("คณะ") and (above := self._bodies.sole_university()):
            return above, False
        above = self._bodies.mentioned(likely_department(name))
        if above is None and winner.rank in (UNIT, PERSON):
            return self._claimant(), False
        return above, above is not None

    def _claimant(self) -> Body | None:
        """The province that says in the headline that it won a number of awards: by its units."""
        subject = self._source.subject
        if subject is None or subject.rank != PROVINCE:
            return None
        named = re.finditer(re.escape(subject.name), self._plain[:_OPENING])
        is_told = any(_CLAIMS.match(self._plain, each.end()) for each in named)
        return subject if is_told else None

    def _is_likely(self, main: Body, winner: Body) -> bool:
        """Whether the department that a text is about may be that of a unit in it."""
        if _HAS_FEW_UNITS.match(main.name) and not self._source.tells_units:
            return False
        if not self._bodies.leads(main):
            return False
        if main.id is None:
            return True
        if not _may_be(winner, main):
            return False
        kind = department_by_kind(winner.name)
        return kind in (None, main.id) and self._bodies.mentioned(main.id) is not None


def _may_be(unit: Body, above: Body) -> bool:
    """Whether a body of the register has units of such a kind."""
    entry = register().entries.get(above.id or "")
    return entry is None or may_be_of(unit.name, entry.id, entry.kind)


def as_credited(winner: Body) -> Body | None:
    """A winner that is itself of the rank that is credited."""
    is_local = LOCAL.match(winner.name)
    return winner if winner.rank in (DEPARTMENT, PROVINCE) and not is_local else None


def as_word(mark: Mark | None) -> Word | None:
    """A mark as the word of an award."""
    return None if mark is None else Word(mark.named or mark.span, mark.meaning)


def _belongs(type_: Mark | None, branch: Mark) -> bool:
    return (
        type_ is None or not is_known(type_.meaning) or branch_of(type_.meaning) == branch.meaning
    )
