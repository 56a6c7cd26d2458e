"""From the words of a text to the awards that it says were conferred."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from seed.extraction.bodies import DEPARTMENT, MINISTRY, PROVINCE, UNIT, Body, find_bodies
from seed.extraction.claims import claimed_count, edition_year, first_year, last_year, year_near
from seed.extraction.clusters import Cluster, clusters
from seed.extraction.headings import BEFORE_LIST, BELOW, NUMBERED, Context, Headings, is_short
from seed.extraction.lexicon import ENGAGED_CITIZEN, MAIN_WORDS, branch_of, is_known
from seed.extraction.marks import BRANCH, LEVEL, PROJECT, TYPE, Mark, find_marks
from seed.extraction.merging import merge
from seed.extraction.projects import (
    cell_left,
    find_in_item,
    find_works,
    has_cells,
    name_before,
    with_tail,
)
from seed.extraction.records import Award, Doubt, Extraction, Word
from seed.extraction.segments import HEADLINE, ITEM, Segment, segment
from seed.extraction.text import Span, Text, normalize
from seed.extraction.triggers import Triggers
from seed.extraction.winners import Bodies, Winners

_REACH = 330
"""How far before its words the verb of a conferral may stand."""

_FAR = 1200
"""How far one verb reaches at most, over however many awards."""

_LEAD_REACH = 420
_OUTER_FIRST = (BRANCH, TYPE, LEVEL)
_LONGEST_LINE = 250
_WORK = re.compile(r"(?:ชื่อ)?(?:ผลงาน|โครงการ)|[“\"]")
_LISTS = re.compile(
    r"[^\n]{0,40}?(?:ได้แก่|ประกอบด้วย|คือ|ดังนี้|ต่อไปนี้|(?:แยก|แบ่ง)(?:ออก)?เป็น|รางวัล"
    r"|[0-9] ?ผลงาน|เช่น|อาทิ|:) ?:? ?\Z"
)
_OF_A_WORK = re.compile("(?:โครงการ|ผลงาน)ที่")
_INTRODUCES = re.compile(r"[^\n]{0,60}?(?:ได้แก่|ประกอบด้วย|คือ|ดังนี้|รางวัล) ?:? ?\Z")
_REACH_OF_BY = 60
_OPENING = 6
"""How many segments at the beginning tell what a text is about."""

_BARE_REACH = 170
_NEAR_QUOTE = 90
_QUOTED = re.compile(r"“(?P<name>[^“”\n]{6,200})”")
_COUNTED_BEFORE = re.compile(r"(?P<count>[2-9]|[1-9][0-9]) ?(?:รางวัล|ผลงาน)[^0-9\n]{0,60}\Z")
_VAGUE = re.compile(r"ตั้งแต่ปี|รวมแล้ว|ในปีที่ผ่านมา|กว่า [0-9]+ ผลงาน|ให้(?:กับ|แก่)ผู้แทน|ทั้ง [0-9] สาขา")
_VAGUE_REACH = 45
_GIVING = ("มอบ", "มีมติมอบ", "ประกาศมอบ")
_RECALLED = re.compile("ย้อน|ก่อนหน้า|นับ(?:ตั้ง)?แต่|ที่ผ่านมา|ต่อเนื่อง|เมื่อปี|เคย")
_YEAR_REACH, _YEAR_AFTER = 60, 24
_UNITS = re.compile("สังกัด|หน่วยงานของ")
_NEAR_START = 30
_NEAR_GIVING = 12
_COUNT_ONLY = re.compile(r" ?(?:จำนวน )?[0-9]{1,3} ?(?:รางวัล|ผลงาน)")
_ONE = re.compile(r" ?(?:จำนวน )?1 ?(?:รางวัล|ผลงาน)")


def extract(original: str) -> Extraction:
    """Everything that a text says of Lert Rat awards. Linear in the length of the text."""
    text = normalize(original)
    if not re.search(MAIN_WORDS, text.plain):
        return Extraction(text)
    return _Reading(text).read()


class _Reading:
    def __init__(self, text: Text) -> None:
        self._text = text
        self._plain = text.plain
        self._segments = segment(text.plain)
        bodies = find_bodies(text)
        self._marks = find_marks(text.plain, [body.span for body in bodies])
        self._mark_starts = [mark.span.start for mark in self._marks]
        self._bodies = Bodies(text.plain, bodies)
        self._triggers = Triggers(text.plain)
        self._contexts: dict[int, Context] = {}
        self._parents = {each.parent for each in self._segments if each.parent is not None}
        self._shared: Context | None = None
        self._headings = Headings()
        self._was_heading = False
        self._year = edition_year(text.plain, self._segments)
        self._verb, self._told_until = -1, -_REACH
        self._subject = self._text_subject()
        self._branches: dict[str | None, Mark] = {}
        for mark in self._marks:
            if mark.slot == BRANCH and mark.meaning:
                self._branches.setdefault(mark.meaning, mark)
        self._tells_units = bool(_UNITS.search(text.plain))
        opening = self._segments[min(_OPENING, len(self._segments)) - 1].end
        self._department = _department(self._subject) or self._bodies.main_department(opening)

    def read(self) -> Extraction:
        found = [award for index in range(len(self._segments)) for award in self._segment(index)]
        count = claimed_count(self._plain, self._segments)
        awards = [self._fully_named(award) for award in merge(self._text, found)]
        awards = [self._with_branch(award) for award in awards]
        if not awards:
            awards = self._bare(count.value if count else 1)
        dated = [replace(award, year=year_near(self._plain, award.evidence)) for award in awards]
        doubts = tuple(self._doubts(dated, count.value if count else None))
        return Extraction(self._text, tuple(dated), self._year, count, self._subject, doubts)

    def _fully_named(self, award: Award) -> Award:
        winner, credited = award.winner, award.credited
        return replace(
            award,
            winner=winner and self._bodies.full_name(winner),
            credited=credited and self._bodies.full_name(credited),
        )

    def _with_branch(self, award: Award) -> Award:
        """The branch of its type, where the text names that branch and no other."""
        branch = branch_of(award.type.meaning) if award.type else None
        if award.is_listed or award.branch or self._branches.keys() != {branch}:
            return award
        return replace(award, branch=_word(self._branches[branch]))

    def _text_subject(self) -> Body | None:
        """Of whom the text is: who wins in the headline, or else first in the text."""
        opening = self._segments[min(_OPENING, len(self._segments)) - 1].end
        early = [span for span in self._triggers.won if span.start < opening]
        late = [span for span in self._triggers.won if span.start >= opening]
        return (
            self._first_subject(early)
            or self._headline_body()
            or self._first_subject(late)
            or self._bodies.salient()
        )

    def _first_subject(self, verbs: Sequence[Span]) -> Body | None:
        for span in verbs:
            stop = min(span.end + 80, len(self._plain))
            line_end = self._plain.find("\n", span.end, stop)
            stop = line_end if line_end >= 0 else stop
            if self._triggers.is_other(span.start, stop):
                continue
            if body := self._bodies.subject(span.start, self._line_start(span.start)):
                return body
        return None

    def _line_start(self, position: int) -> int:
        """Where the line begins, or how far back a subject is looked for."""
        start = max(0, position - _LEAD_REACH)
        found = self._plain.rfind("\n", start, position)
        return start if found < 0 else found + 1

    def _headline_body(self) -> Body | None:
        """The body with which a headline begins; of a ministry, the one by which it acts."""
        for each in self._segments[:_OPENING]:
            start = self._plain.rfind("-", each.start, each.start + 40) + 1
            body = self._bodies.leading(Span(max(each.start, start), each.end))
            if body and body.rank == MINISTRY:
                acting = self._bodies.after(body.span.end, each.end, 3, has_project=False)
                body = acting[0].bodies[0] if acting else body
            if body:
                return body
        return None

    def _segment(self, index: int) -> Iterator[Award]:
        part = self._segments[index]
        marks = self._marks_in(part)
        if part.is_numbered and part.parent is None:
            self._headings.end(NUMBERED)
        is_item = part.kind == ITEM or self._is_below_heading(part, marks)
        breaks = [] if is_item else self._breaks(part)
        groups = clusters(self._plain, marks, breaks, is_item)
        context = self._context(index) if is_item else Context()
        if is_item:
            self._contexts[index] = self._for_children(part, context, groups)
        if self._is_heading(index, groups):
            self._open_heading(part, groups)
            return
        if not is_item:
            self._headings.end()
        self._was_heading = False
        introducing = self._introducing(index, groups)
        if is_item and not (self._bodies.leading(part.span) and introducing):
            introducing = None
        for number, group in enumerate(groups):
            end = groups[number + 1].start if number + 1 < len(groups) else part.end
            before = groups[number - 1].end if number else part.start
            if group is introducing:
                continue
            if is_item:
                yield from self._listed(index, context, group, before, end)
            else:
                yield from self._told(part, group, before, end)
        if is_item and all(group is introducing for group in groups):
            yield from self._named_only(part, context)
        if introducing:
            self._push(introducing, BEFORE_LIST)

    # Headings

    def _is_heading(self, index: int, groups: Sequence[Cluster]) -> bool:
        """Whether a part only says what those after it have in common."""
        if index + 1 == len(self._segments) or index in self._parents:
            return False
        part, following = self._segments[index], self._segments[index + 1]
        slots = {slot for group in groups for slot in group.marks}
        bodies = self._bodies.between(part.start, part.end)
        if self._triggers.last(part.start, part.end):
            return False
        if part.kind == HEADLINE or PROJECT in slots or bool(slots) == bool(bodies):
            return False
        named = [body.span for body in bodies] or [m.whole for m in self._marks_in(part)]
        if len(groups) > 1 or len(bodies) > 2:
            return False
        if not is_short(self._plain, part, named, is_body=bool(bodies)):
            return False
        if part.is_numbered and following.is_numbered:
            return False
        is_short_line = following.end - following.start <= _LONGEST_LINE
        if following.kind != ITEM and not is_short_line:
            return False
        next_slots = {mark.slot for mark in self._marks_in(following)}
        has_body = self._bodies.leading(following.span) is not None
        if bodies:
            return bool(next_slots) and not has_body
        has_work = bool(_WORK.match(self._plain, following.start))
        if next_slots & slots or self._is_of_list(following):
            return False
        inner = next_slots - {PROJECT}
        is_inner = all(_OUTER_FIRST.index(a) < _OUTER_FIRST.index(b) for a in slots for b in inner)
        return has_body or has_work or PROJECT in next_slots or (bool(next_slots) and is_inner)

    def _is_of_list(self, following: Segment) -> bool:
        """Whether a part only names the next body of a list by body, which ends what is above."""
        body, above = self._bodies.leading(following.span), self._headings.body
        return bool(body and above and body.rank == above.rank)

    def _open_heading(self, part: Segment, groups: Sequence[Cluster]) -> None:
        place = BELOW if self._headings.has_number else BEFORE_LIST
        if part.is_numbered:
            place = NUMBERED if part.parent is None else BELOW
        for group in groups:
            self._push(group, place)
        if not groups and (body := self._bodies.leading(part.span)):
            self._headings.push("body", body, place)
        if self._shared is None or not (part.kind == ITEM or self._was_heading):
            self._shared = self._lead_in(part)
        self._was_heading = True

    def _push(self, group: Cluster, place: int) -> None:
        marks = [mark for slot, mark in group.marks.items() if slot != PROJECT]
        for mark in sorted(marks, key=lambda mark: _OUTER_FIRST.index(mark.slot)):
            self._headings.push(mark.slot, mark, place)

    def _is_below_heading(self, part: Segment, marks: Sequence[Mark]) -> bool:
        """Whether a line without bullet or number is one of the things under a heading."""
        if not (self._was_heading or self._headings) or part.kind == HEADLINE:
            return False
        if part.end - part.start > _LONGEST_LINE:
            return False
        return bool(marks) or self._bodies.leading(part.span) is not None

    def _introducing(self, index: int, groups: Sequence[Cluster]) -> Cluster | None:
        """The last words of a sentence, where they say what the list after it has in common."""
        if not groups or index + 1 == len(self._segments):
            return None
        part, following, group = self._segments[index], self._segments[index + 1], groups[-1]
        rest = self._plain[group.end : part.end]
        is_listed = following.kind == ITEM or following.end - following.start <= _LONGEST_LINE
        if not is_listed or PROJECT in group.marks or not _LISTS.match(rest):
            return None
        near = following.start + _NEAR_START
        next_slots = {m.slot for m in self._marks_in(following) if m.span.start < near}
        return None if next_slots & group.marks.keys() else group

    def _named_only(self, part: Segment, context: Context) -> Iterator[Award]:
        """An item that only names who won what the headings above it say."""
        leading = self._bodies.leading(part.span)
        is_told = context.type or (context.branch and context.level)
        if leading is None or not is_told or not self._confers(part, context, part.end):
            return
        group = Cluster(start=part.start, end=part.end)
        named = self._bodies.named(leading, part.end)
        yield from self._awards(part, context, group, named, leading, part.start, part.end)

    def _marks_in(self, part: Segment) -> list[Mark]:
        first = bisect_left(self._mark_starts, part.start)
        last = bisect_left(self._mark_starts, part.end)
        return self._marks[first:last]

    def _breaks(self, part: Segment) -> list[Span]:
        return [span for span in self._triggers.won if part.start <= span.start < part.end]

    # Items of lists

    def _context(self, index: int) -> Context:
        part = self._segments[index]
        if part.parent is not None:
            return self._headings.over(self._contexts.get(part.parent, Context()))
        if self._shared is None or (part.is_first and not self._was_heading):
            self._shared = self._lead_in(part)
        return self._headings.over(self._shared)

    def _lead_in(self, part: Segment) -> Context:
        """What the words before a list say of all its items."""
        start = max(0, part.start - _LEAD_REACH)
        trigger = self._triggers.last(start, part.start)
        if trigger is None:
            opens_with_award = self._plain.startswith("รางวัล", part.start)
            is_listed = self._triggers.is_silent and any(
                part.start - _FAR <= span.start < part.start for span in self._triggers.scheme
            )
            return Context(confers=opens_with_award or is_listed, body=self._subject)
        is_win, verb = trigger
        if self._triggers.is_other(verb, part.start):
            is_win = False
        line = self._line_start(verb)
        body = self._bodies.subject(verb, line) or self._subject
        return Context(confers=is_win, body=body, department=_department(body))

    def _for_children(self, part: Segment, context: Context, groups: Sequence[Cluster]) -> Context:
        leading = self._bodies.leading(part.span)
        body = leading or context.body
        marks = groups[-1].marks if groups else {}
        return Context(
            self._confers(part, context, part.end),
            body,
            _department(leading) or context.department,
            marks.get(BRANCH, context.branch),
            marks.get(TYPE, context.type),
            marks.get(LEVEL, context.level),
        )

    def _confers(self, part: Segment, context: Context, position: int) -> bool:
        trigger = self._triggers.last(part.start, position)
        if trigger is None or self._describes(part, trigger[1]):
            return context.confers
        return trigger[0]

    def _describes(self, part: Segment, position: int) -> bool:
        """Whether what is not a win there only describes the award of the item."""
        return bool(re.match("(?:เป็น)?รางวัล", self._plain[position : position + 12]))

    def _listed(
        self, index: int, context: Context, group: Cluster, before: int, end: int
    ) -> Iterator[Award]:
        part = self._segments[index]
        slots = group.marks.keys() - group.carried
        if index in self._parents and PROJECT not in slots and self._introduces(part, group):
            return
        if not self._confers(part, context, group.start):
            return
        if self._triggers.is_other(part.start, group.start):
            return
        if slots == {BRANCH} and re.match(" ?เป็นรางวัล", self._plain[group.end : group.end + 12]):
            return
        leading = self._bodies.leading(part.span)
        named = self._named(group, before, end, _REACH_OF_BY, is_item=True)
        if not named and leading is None:
            inside = [b for b in self._bodies.between(before, group.start) if b.rank != MINISTRY]
            leading = inside[-1] if inside else None
        is_count = bool(_COUNT_ONLY.match(self._plain, group.end))
        if is_count and not named and leading is None and not self._is_of(part):
            return
        yield from self._awards(part, context, group, named, leading, before, end)

    def _introduces(self, part: Segment, group: Cluster) -> bool:
        """Whether the words only say what the items below have in common."""
        rest = self._plain[group.end : part.end]
        return TYPE not in group.marks or bool(_INTRODUCES.match(rest))

    def _named(
        self, group: Cluster, before: int, end: int, reach: int, *, is_item: bool = False
    ) -> list[Winners]:
        """The winners that stand by the words of an award: before its project, or after all."""
        project, type_ = group.marks.get(PROJECT), group.marks.get(TYPE)
        persons = bool(type_ and type_.meaning == ENGAGED_CITIZEN)
        own = [
            mark.span.end
            for slot, mark in group.marks.items()
            if slot != PROJECT and slot not in group.carried
        ]
        found: list[Winners] = []
        first = min(
            (
                mark.whole.start
                for slot, mark in group.marks.items()
                if slot != PROJECT and slot not in group.carried
            ),
            default=0,
        )
        if first and (body := self._bodies.right_before(group.start, before)):
            return self._bodies.named(body, group.start)
        if body := self._between_words(group):
            return self._bodies.named(body, group.end)
        if project and project.whole.end < first:
            found = self._bodies.after(
                project.whole.end, first, reach, has_project=True, is_told_next=True
            )
            if found:
                return found
        if project and (body := self._bodies.just_before(project.whole.start)):
            return self._bodies.named(body, project.whole.start)
        if project and own and max(own) < project.whole.start:
            start = max(own)
            found = self._bodies.after(
                start, project.whole.start, reach, has_project=True, persons=persons
            )
        elif project and not own:
            inside = self._bodies.between(before, project.whole.start)
            found = self._bodies.named(inside[0], project.whole.start) if inside else []
        if not is_item and (body := self._bodies.owner(group.start, self._line_start(group.start))):
            return self._bodies.named(body, group.start)
        return found or self._bodies.after(
            group.end,
            end,
            reach,
            has_project=project is not None,
            persons=persons,
            beside=is_item,
        )

    def _between_words(self, group: Cluster) -> Body | None:
        """The body that stands right before a type or branch: ระดับดี คือ สำนักงานก ประเภทข."""
        for slot in (BRANCH, TYPE):
            mark = group.marks.get(slot)
            if mark and slot not in group.carried and mark.whole.start > group.start:
                body = self._bodies.right_before(mark.whole.start, group.start)
                if body and body.span.start > group.start:
                    return body
        return None

    def _is_of(self, part: Segment) -> bool:
        """Whether an item above names the body whose awards are listed."""
        return part.parent is not None and bool(
            self._bodies.leading(self._segments[part.parent].span)
        )

    def _awards(
        self,
        part: Segment,
        context: Context,
        group: Cluster,
        named: Sequence[Winners],
        leading: Body | None,
        before: int,
        end: int,
    ) -> Iterator[Award]:
        default = leading or context.body
        for each in named or [Winners((default,) if default else ())]:
            winner = each.bodies[0] if each.bodies else None
            credited = each.credited or self._credited(winner, leading, context, end)
            last = max(
                [group.end, *(b.span.end for b in each.bodies if part.start <= b.span.start < end)]
            )
            marks = self._inherited(group.marks, context)
            yield Award(
                winner=winner,
                co_winners=tuple(each.bodies[1:]),
                credited=credited,
                branch=_word(marks.get(BRANCH)),
                type=_word(marks.get(TYPE)),
                level=_word(marks.get(LEVEL)),
                project=each.project or self._project(group, part, before, end),
                evidence=Span(part.start if before == part.start else group.start, last),
                is_listed=True,
                times=each.times,
            )

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

    def _project(self, group: Cluster, part: Segment, before: int, end: int) -> Span | None:
        """The work that an item names beside the words of an award, however it is written."""
        mark = group.marks.get(PROJECT)
        is_listed = part.kind == ITEM or bool(self._headings)
        if not is_listed:
            return mark.span if mark else name_before(self._plain, group.start)
        named = [body.span for body in self._bodies.apart(part.span)]
        known = [m.whole for m in self._marks_in(part) if m.slot != PROJECT]
        is_row = part.is_row or (mark is None and has_cells(self._plain, part.span))
        if is_row and (left := cell_left(self._plain, part.span, [*named, *known])):
            return left
        if mark:
            return with_tail(self._plain, mark.span, part.span, [*named, *known])
        match = _QUOTED.search(self._plain, group.end, min(end, group.end + _NEAR_QUOTE))
        if match:
            return Span(*match.span("name"))
        return find_in_item(self._plain, Span(min(before, group.start), end), [*named, *known])

    def _credited(
        self, winner: Body | None, leading: Body | None, context: Context, end: int
    ) -> Body | None:
        if winner is None:
            return None
        if above := self._bodies.department_above(winner):
            return above
        beside = self._bodies.department_of(winner, end)
        if beside and winner.rank == UNIT and context.department is None:
            return beside
        if winner.rank in (DEPARTMENT, PROVINCE):
            return winner
        main = self._department
        if main and not (self._tells_units or main.name.removeprefix("กรม") in winner.name):
            main = None
        for body in (leading, context.department, main):
            if body and body.key != winner.key and body.rank == DEPARTMENT:
                return body
        return None

    # Sentences

    def _told(self, part: Segment, group: Cluster, before: int, end: int) -> Iterator[Award]:
        is_chained = (
            group.start - self._told_until <= _REACH
            and max(part.start, group.start - _FAR) <= self._verb
        )
        stance = self._triggers.stance(
            part.span, group.span, end, self._verb if is_chained else None
        )
        if stance is None or not stance.is_win:
            return
        own = group.marks.keys() - group.carried
        if group.marks.keys() == {PROJECT} and not group.marks[PROJECT].is_introduced:
            return
        is_known = any(group.marks[slot].meaning for slot in own & {BRANCH, TYPE})
        if not stance.is_near and not (is_known and own & {TYPE, PROJECT} and len(group.marks) > 1):
            return
        verb = stance.verb
        told = Span(min(verb, group.start), group.end) if stance.is_near else group.span
        if self._triggers.is_other(min(verb, group.start), group.start):
            return
        if self._is_unnamed(part, group) or self._is_past(part, group):
            return
        if _VAGUE.search(self._plain, group.end, min(part.end, group.end + _VAGUE_REACH)):
            return
        if not self._names_scheme(part, group, verb):
            return
        named = self._named(group, before, end, 45)
        if not named and self._plain.startswith(_GIVING, verb):
            named = self._bodies.after(verb, group.start, _NEAR_GIVING, has_project=False)
            if not named:
                return
        subject = self._bodies.subject(verb, self._line_start(verb))
        default = (
            None if _OF_A_WORK.match(self._plain, verb) else self._default(subject, verb, part)
        )
        department = _department(default) or self._bodies.belonging(verb, self._line_start(verb))
        context = Context(True, default, department)
        if named and subject and named[0].bodies[0].rank == MINISTRY:
            named = []
        if group.marks.keys() == {BRANCH} and (default is None or default.rank == MINISTRY):
            return
        is_vague = not group.marks.keys() & {TYPE, PROJECT}
        if stance.is_near:
            self._verb, self._told_until = verb, group.end
        counted = _COUNTED_BEFORE.search(
            self._plain[max(part.start, told.start, group.start - 120) : group.start]
        )
        for award in self._awards(part, context, group, named, None, before, end):
            project = award.project or self._work(part, verb, group)
            yield replace(
                award,
                project=project,
                is_listed=False,
                evidence=Span(told.start, max(award.evidence.end, project.end if project else 0)),
                times=int(counted["count"]) if counted and is_vague else award.times,
            )

    def _default(self, subject: Body | None, verb: int, part: Segment) -> Body | None:
        """Who won where no winner is named: the subject of the verb, or that of the text."""
        default = subject or self._bodies.likely_subject(verb, part.start) or self._subject
        if default is None or default.rank == MINISTRY:
            default = self._bodies.likely_subject(verb, self._line_start(verb)) or default
        return default

    def _is_past(self, part: Segment, group: Cluster) -> bool:
        """Whether a win of a former year is recalled in a text of a later edition."""
        if not _RECALLED.search(self._plain, max(part.start, group.start - _REACH), group.end):
            return False
        before = max(part.start, group.start - _YEAR_REACH)
        year = last_year(self._plain, before, group.start) or first_year(
            self._plain, group.end, min(part.end, group.end + _YEAR_AFTER)
        )
        return year is not None and self._year is not None and year < self._year

    def _is_unnamed(self, part: Segment, group: Cluster) -> bool:
        """Whether only a number of awards is told: ระดับดีเด่น 3 ผลงาน."""
        is_one = _ONE.match(self._plain, group.end)
        if is_one or TYPE in group.marks or {BRANCH, LEVEL} <= group.marks.keys():
            return False
        return bool(_COUNT_ONLY.match(self._plain, group.end))

    def _names_scheme(self, part: Segment, group: Cluster, verb: int) -> bool:
        """Whether the words are those of this scheme: by its name, or by words that only it has."""
        known = [m for m in group.marks.values() if m.slot in (BRANCH, TYPE) and m.meaning]
        return bool(known) or "เลิศรัฐ" in self._plain[max(verb, group.end - _FAR) : group.end + 40]

    def _work(self, part: Segment, verb: int, group: Cluster) -> Span | None:
        """The innovation or project of which the sentence tells that it won."""
        end = min(part.end, group.end + 90)
        start = max(part.start, verb - _REACH, end - _FAR)
        found = list(find_works(self._plain[start:end]))
        if not found:
            return None
        near = min(found, key=lambda span: abs(start + span.start - verb))
        return Span(start + near.start, start + near.end)

    def _bare(self, count: int) -> list[Award]:
        """An award of which the text says only that it was won."""
        if count > 1:
            return []
        for scheme in self._triggers.scheme:
            trigger = self._triggers.last(max(0, scheme.start - _BARE_REACH), scheme.start)
            if trigger is None or not trigger[0]:
                continue
            verb = trigger[1]
            if self._plain.startswith(_GIVING, verb):
                continue
            line = self._line_start(verb)
            if _VAGUE.search(self._plain, scheme.end, min(len(self._plain), scheme.end + 60)):
                continue
            winner = (
                self._bodies.subject(verb, line)
                or self._subject
                or self._bodies.likely_subject(verb, line)
            )
            if winner and winner.rank != MINISTRY:
                winner = self._bodies.full_name(winner)
                credited = winner if winner.rank == DEPARTMENT else None
                return [Award(winner, Span(verb, scheme.end), credited=credited)]
        return []

    def _doubts(self, awards: Sequence[Award], count: int | None) -> Iterator[Doubt]:
        if count is not None and count != len(awards):
            yield Doubt("count", None, f"the text counts {count} awards, {len(awards)} are told")
        for award in awards:
            if award.winner is None:
                yield Doubt("winner", award.evidence, "who won is not said beside the award")
            if award.times > 1:
                reason = (
                    f"the text counts {award.times} such awards and tells them apart by nothing"
                )
                yield Doubt("count", award.evidence, reason)


def _department(body: Body | None) -> Body | None:
    return body if body and body.rank == DEPARTMENT else None


def _word(mark: Mark | None) -> Word | None:
    return None if mark is None else Word(mark.span, mark.meaning)


def _belongs(type_: Mark | None, branch: Mark) -> bool:
    return (
        type_ is None or not is_known(type_.meaning) or branch_of(type_.meaning) == branch.meaning
    )
