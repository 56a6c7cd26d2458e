"""The awards of items of lists, tables and lines under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from seed.extraction.awards import COUNT_ONLY, Awards
from seed.extraction.bodies import DEPARTMENT, MINISTRY, PROVINCE, UNIT, Body
from seed.extraction.clusters import Cluster
from seed.extraction.headings import BEFORE_LIST, BELOW, NUMBERED, Context, Headings, is_short
from seed.extraction.lexicon import ENGAGED_CITIZEN
from seed.extraction.marks import BRANCH, LEVEL, PROJECT, TYPE, Mark
from seed.extraction.parts import HEADLINE, ITEM, WORK, Segment
from seed.extraction.projects import trimmed
from seed.extraction.records import Award
from seed.extraction.source import LEAD_REACH, Source, as_department
from seed.extraction.tables import place_cell
from seed.extraction.text import Span, line_end
from seed.extraction.triggers import FAR
from seed.extraction.winners import Winners

_OUTER_FIRST = (BRANCH, TYPE, LEVEL)
_LONGEST_LINE = 250
_LONGEST_WORK = 90
_HEADS = ("สาขา", "ประเภท", "ระดับ", "ราย", "รางวัล", "หมวด")
_WORK = re.compile(r"(?:ชื่อ)?(?:ผลงาน|โครงการ)|[“\"]")
_LISTS = re.compile(
    r"[^\n]{0,40}?(?:ได้แก่|ประกอบด้วย|คือ|ดังนี้|ต่อไปนี้|(?:แยก|แบ่ง)(?:ออก)?เป็น|รางวัล"
    r"|[0-9] ?ผลงาน|เช่น|อาทิ|:) ?:? ?\Z"
)
_INTRODUCES = re.compile(
    r"[^\n]{0,60}?(?:ได้แก่|ประกอบด้วย|คือ|ดังนี้|รางวัล|(?:ตาม|ดัง)(?:ตาราง|รายชื่อ)[ก-๙]*) ?:? ?\Z"
)
_BESIDES = re.compile("นอก(?:เหนือ)?จาก(?:รางวัล)? ?\\Z")
_ONE = re.compile(r" ?(?:จำนวน )?1 ?(?:รางวัล|ผลงาน)")
_ONE_MORE = re.compile(" ?อีก ?1 ?รางวัล ?")
_OTHER_AWARD = re.compile("รางวัล(?! ?(?:เลิศรัฐ|ระดับ|ที่|ประเภท|สาขา|ดี|ชม|บริการ|การ|คุณภาพ))[ก-๙]")
_SECTION = re.compile(r"[0-9]{1,2}\.[0-9]{1,2} (?=[ก-๙])")
"""How a line begins that heads a section of a report."""

_CRITERIA = re.compile(" ?(?:มี|ใช้)(?:หลัก)?เกณฑ์")
_SECTION_BEFORE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.?\Z")
_LONGEST_NUMBER = 6

_REACH_OF_BY = 60
_NEAR_START = 30
_BESIDE_WORDS = 160


class Lists:
    """Reads the items of lists and what headings say of them; it is given the parts in order."""

    def __init__(self, source: Source, awards: Awards) -> None:
        self._source = source
        self._plain, self._segments = source.plain, source.segments
        self._bodies, self._triggers = source.bodies, source.triggers
        self._awards = awards
        self._contexts: dict[int, Context] = {}
        self._shared: Context | None = None
        self._headings = Headings()
        self._was_heading = False
        self.is_of_other = False
        """Whether the section of a report that is being read tells of another scheme."""
        self._work_line = -1
        """The line that only names the work of the one before it, as others below may do."""
        self._named_in, self._named = -1, list[Winners]()
        """Who won the award that was told last, and in which item: its next work is theirs too."""

    def is_item(self, part: Segment, marks: Sequence[Mark]) -> bool:
        """Whether a part, the next one, is an item of a list or a line under a heading."""
        if part.is_numbered and part.parent is None:
            self._headings.end(NUMBERED)
        return part.kind == ITEM or self._is_below_heading(part, marks)

    def enter(self, index: int, groups: Sequence[Cluster], *, is_item: bool) -> Context | None:
        """What a part has from those above it; None where it is a heading and tells nothing."""
        part = self._segments[index]
        if index == self._work_line:
            self._was_heading = True
            return None
        if self._is_section(part):
            first = line_end(self._plain, part.start, part.end)
            known = {mark.slot for mark in self._source.marks_in(part) if mark.meaning}
            is_other = self._triggers.is_other(part.start, first)
            self.is_of_other = is_other and not known & {BRANCH, TYPE}
            if self.is_of_other:
                self._headings.end()
        if is_item and self._triggers.is_whole(part.span):
            self._shared = Context(confers=True, body=self._source.subject)
        context = self._context(index) if is_item else Context()
        if is_item:
            self._contexts[index] = self._for_children(part, context, groups)
        if self._is_heading(index, groups):
            self._open_heading(index, part, groups)
            return None
        if not is_item:
            self._headings.end()
        self._was_heading = False
        return context

    def introducing(
        self, index: int, groups: Sequence[Cluster], *, is_item: bool
    ) -> Cluster | None:
        """The last words of a part, where they say what the list after it has in common."""
        found = self._introducing(index, groups)
        is_led = self._bodies.leading(self._segments[index].span) is not None
        return None if is_item and not is_led else found

    def introduce(self, group: Cluster) -> None:
        """Put such words in force for the list that follows."""
        self._push(group, BEFORE_LIST)

    def _is_heading(self, index: int, groups: Sequence[Cluster]) -> bool:
        """Whether a part only says what those after it have in common."""
        if index + 1 == len(self._segments) or index in self._source.parents:
            return False
        part, following = self._segments[index], self._segments[index + 1]
        slots = {slot for group in groups for slot in group.marks}
        bodies = self._bodies.between(part.start, part.end)
        if self._triggers.last(part.start, part.end):
            return False
        if part.kind == HEADLINE or PROJECT in slots or bool(slots) == bool(bodies):
            return False
        named = [body.span for body in bodies] or [m.whole for m in self._source.marks_in(part)]
        if len(groups) > 1 or len(bodies) > 2:
            return False
        if not is_short(self._plain, part, named, is_body=bool(bodies)):
            return False
        if part.is_numbered and following.is_numbered:
            return False
        if following.parent not in (part.parent, index):
            return False
        has_bullet = part.kind == ITEM and not (part.is_numbered or self._begins_line(part))
        next_slots = {mark.slot for mark in self._source.marks_in(following)}
        is_line = self._begins_line(following) if has_bullet else self._headings.body is None
        is_last = bool(bodies) and is_line and self._headings.has(next_slots)
        if is_last or (bodies and has_bullet and following.kind != ITEM):
            return False
        is_short_line = following.end - following.start <= _LONGEST_LINE
        if following.kind != ITEM and not is_short_line:
            return False
        has_body = bool(
            self._bodies.leading(following.span)
            or self._person(part, following)
            or (following.is_row and self._bodies.apart(following.span))
        )
        if bodies:
            is_told = bool(next_slots) or self._triggers.begins(following.start)
            return is_told and (not has_body or self._is_of_units(bodies[0], part, following))
        has_work = bool(_WORK.match(self._plain, following.start))
        is_of_list = self._is_of_list(following) and not self._headings.has_above_body(slots)
        if next_slots & slots or is_of_list:
            return False
        inner = next_slots - {PROJECT}
        is_inner = all(
            _OUTER_FIRST.index(a) < _OUTER_FIRST.index(b) for a in slots - {LEVEL} for b in inner
        )
        return has_body or has_work or PROJECT in next_slots or (bool(next_slots) and is_inner)

    def _is_of_units(self, above: Body, part: Segment, following: Segment) -> bool:
        """Whether a line names a department and the item below it, with a sign, a unit."""
        below = self._bodies.leading(following.span)
        is_item = following.kind == ITEM and not self._begins_line(following)
        is_between = is_item and not part.is_numbered and self._begins_line(part)
        return bool(is_between and above.rank == DEPARTMENT and below and below.rank == UNIT)

    def _begins_line(self, part: Segment) -> bool:
        return self._plain[part.start - 1 : part.start] == "\n"

    def _is_section(self, part: Segment) -> bool:
        """Whether a part has a number of two levels, as the sections of a report do."""
        before = self._plain[max(0, part.start - _LONGEST_NUMBER) : part.start]
        is_numbered = part.is_numbered and _SECTION_BEFORE.search(before)
        return bool(is_numbered or _SECTION.match(self._plain, part.start, part.end))

    def _person(self, part: Segment, following: Segment) -> Body | None:
        """Who is named after a type that persons win, as this part may name it."""
        types = [mark for mark in self._source.marks_in(part) if mark.slot == TYPE]
        is_of_persons = types and types[-1].meaning == ENGAGED_CITIZEN
        return self._bodies.person(*_with_bullet(following)) if is_of_persons else None

    def _is_of_list(self, following: Segment) -> bool:
        """Whether a part only names the next body of a list by body, which ends what is above."""
        body, above = self._bodies.leading(following.span), self._headings.body
        return bool(body and above and body.rank == above.rank)

    def _next_lead_in(self, index: int, part: Segment) -> Context:
        """What is said before a heading; right after items, what was said before those."""
        is_next = index > 0 and self._segments[index - 1].kind == ITEM
        if is_next and self._shared and self._shared.confers:
            start = self._segments[index - 1].start
            if self._triggers.last(start, part.start) is None:
                return self._shared
        return self._lead_in(part)

    def _open_heading(self, index: int, part: Segment, groups: Sequence[Cluster]) -> None:
        place = BELOW if part.parent is not None or self._headings.has_number else BEFORE_LIST
        if part.is_numbered and part.parent is None:
            place = NUMBERED
        next_slots = {mark.slot for mark in self._source.marks_in(self._segments[index + 1])}
        is_outer = bool(next_slots & {BRANCH, TYPE}) and LEVEL not in next_slots
        for group in groups:
            self._push(group, place, is_outer=is_outer)
        if not groups and (body := self._bodies.leading(part.span)):
            self._headings.push("body", body, place)
        if self._shared is None or not (part.kind == ITEM or self._was_heading):
            self._shared = self._next_lead_in(index, part)
        self._was_heading = True

    def _push(self, group: Cluster, place: int, *, is_outer: bool = False) -> None:
        marks = [mark for slot, mark in group.marks.items() if slot != PROJECT]
        for mark in sorted(marks, key=lambda mark: _OUTER_FIRST.index(mark.slot)):
            is_above = is_outer and mark.slot == LEVEL
            self._headings.push(mark.slot, mark, place, is_outer=is_above)

    def _is_below_heading(self, part: Segment, marks: Sequence[Mark]) -> bool:
        """Whether a line without bullet or number is one of the things under a heading."""
        if not (self._was_heading or self._headings) or part.kind == HEADLINE:
            return False
        if part.end - part.start > _LONGEST_LINE:
            return False
        said = self._triggers.first(part.start, part.end)
        if said is not None and not said[0]:
            return False
        is_named = bool(marks) or self._bodies.leading(part.span) is not None
        return is_named or self._triggers.begins(part.start) or self._is_of_person(part)

    def _is_of_person(self, part: Segment) -> bool:
        """Whether a line under a type that persons win begins with one."""
        if not self._headings.over(Context()).is_of_persons:
            return False
        person = self._bodies.person(*_with_bullet(part))
        return person is not None and person.span.start - part.start < _NEAR_START

    def _introducing(self, index: int, groups: Sequence[Cluster]) -> Cluster | None:
        is_headline = self._segments[index].kind == HEADLINE
        if not groups or is_headline or index + 1 == len(self._segments):
            return None
        part, following, group = self._segments[index], self._segments[index + 1], groups[-1]
        rest = self._plain[group.end : part.end]
        is_listed = following.kind == ITEM or following.end - following.start <= _LONGEST_LINE
        is_other = _BESIDES.search(self._plain, max(part.start, group.start - 20), group.start)
        is_one = following.kind != ITEM and _ONE_MORE.fullmatch(rest)
        if not is_listed or is_other or is_one or PROJECT in group.marks:
            return None
        if not _LISTS.match(rest):
            return None
        near = following.start + _NEAR_START
        next_slots = {m.slot for m in self._source.marks_in(following) if m.span.start < near}
        return None if next_slots & group.marks.keys() else group

    def named_only(self, index: int, context: Context) -> Iterator[Award]:
        """An item that only names who won what the headings above it say."""
        part = self._segments[index]
        leading = self._bodies.leading(part.span)
        is_told = context.type or (context.branch and context.level)
        person = self._bodies.person(*_with_bullet(part)) if context.is_of_persons else None
        row = self._row(part) if part.is_row and person is None else None
        first = row.bodies[0] if row else person or leading
        if first is None or not is_told or not self._confers(part, context, part.end):
            return
        group = Cluster(start=part.start, end=part.end)
        named = [row] if row else self._bodies.named(first, part.end)
        if part.is_row and (place := place_cell(self._plain, part.span)):
            named = [each.in_province(place) for each in named]
        is_listed = part.kind == ITEM or bool(self._headings)
        for award in self._awards.told_by(
            part, context, group, named, leading, part.start, part.end, is_listed=is_listed
        ):
            below = None if award.project else self._work_below(index)
            self._work_line = index + 1 if below else self._work_line
            yield replace(award, project=award.project or below)

    def _work_below(self, index: int) -> Span | None:
        """The line after one that only names a body, where it is all that the line says."""
        part, following = self._segments[index], self._segments[index + 1 : index + 2]
        if not following or following[0].kind == HEADLINE:
            return None
        below = following[0]
        is_told = (
            self._source.marks_in(below)
            or self._bodies.apart(below.span)
            or self._plain.startswith(_HEADS, below.start)
        )
        is_said = self._triggers.last(below.start, below.end) is not None
        is_long = below.end - below.start > _LONGEST_WORK
        is_next = self._plain[part.end : below.start] == "\n"
        if is_told or is_said or is_long or not is_next or self._ends_list(index + 1):
            return None
        return trimmed(self._plain, below.start, below.end)

    def _ends_list(self, index: int) -> bool:
        """Whether prose follows, as it does after the last line of a list."""
        after = self._segments[index + 1 : index + 2]
        return not after or after[0].end - after[0].start > _LONGEST_LINE

    def _context(self, index: int) -> Context:
        part = self._segments[index]
        if part.parent is not None:
            return self._headings.over(self._contexts.get(part.parent, Context()))
        if self._shared is None or (part.is_first and not self._was_heading):
            self._shared = self._lead_in(part)
        return self._headings.over(self._shared)

    def _lead_in(self, part: Segment) -> Context:
        """What the words before a list say of all its items."""
        start = max(0, part.start - LEAD_REACH)
        line = self._source.line_start(max(0, part.start - 1))
        trigger = self._triggers.far(start, part.start, line)
        if trigger is None:
            opens_with_award = self._plain.startswith(("รางวัล", " รางวัล"), part.start)
            is_listed = self._triggers.is_silent(part.start) and any(
                part.start - FAR <= span.start < part.start for span in self._triggers.scheme
            )
            return Context(confers=opens_with_award or is_listed, body=self._source.subject)
        is_win, verb = trigger
        since = 0 if self._triggers.opens_with_other else verb
        if self._triggers.is_other(since, part.start):
            is_win = False
        line = self._source.line_start(verb)
        body = self._bodies.subject(verb, line) or self._source.subject
        return Context(confers=is_win, body=body, department=as_department(body))

    def _for_children(self, part: Segment, context: Context, groups: Sequence[Cluster]) -> Context:
        leading = self._bodies.leading(part.span)
        body = leading or context.body
        marks = groups[-1].marks if groups else {}
        return Context(
            self._confers(part, context, part.end)
            and not self._triggers.is_other(part.start, part.end),
            body,
            as_department(leading) or context.department,
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
        of_scheme = self._plain.startswith("รางวัลเลิศรัฐ", part.start)
        return not of_scheme and self._plain.startswith(("เป็นรางวัล", "รางวัล"), position)

    def listed(
        self, index: int, context: Context, group: Cluster, before: int, end: int
    ) -> Iterator[Award]:
        """The awards of an item, whose words stand between two places."""
        part = self._segments[index]
        slots = group.marks.keys() - group.carried
        has_awards_below = index in self._source.parents and self._tells_of_award(index + 1)
        if has_awards_below and PROJECT not in slots and self._introduces(part, group):
            return
        told = [m.whole.start for slot, m in group.marks.items() if slot in slots - {PROJECT}]
        if not self._confers(part, context, min(told, default=group.start)):
            return
        if self._triggers.is_other(part.start, group.end):
            return
        if slots == {BRANCH} and re.match(" ?เป็นรางวัล", self._plain[group.end : group.end + 12]):
            return
        if group.is_head or _CRITERIA.match(self._plain, group.end):
            return
        is_told = context.type or context.level or context.branch
        if part.is_row and group.marks.keys() == {PROJECT} and not is_told:
            return  # a row of a page's menu
        leading = self._bodies.leading(part.span)
        words = [mark.whole for mark in group.marks.values()]
        is_alone = slots == {LEVEL} and not (context.type or context.branch)
        if is_alone and _OTHER_AWARD.search(self._plain, part.start, group.start):
            return
        if slots == {BRANCH} and is_short(self._plain, part, words, is_body=True):
            return
        named = self._awards.named(group, before, end, _REACH_OF_BY, is_item=True)
        row = self._row(part) if part.is_row and self._has_one_work(part) else None
        if row:
            named = [row]
        if context.is_of_persons and (part.is_row or TYPE not in slots):
            person = self._bodies.person(*_with_bullet(part))
            person = person or self._bodies.person_next(group.end, end, is_usual=True)
            named = [Winners((person,))] if person else named
        type_ = group.marks.get(TYPE)
        if type_ and type_.meaning == ENGAGED_CITIZEN and slots >= {TYPE, LEVEL}:
            person = self._bodies.person_first(part.start)
            named = [Winners((person,))] if person else named
        if part.is_row and not named and leading is None:
            in_row = [b for b in self._bodies.apart(part.span) if b.rank != MINISTRY]
            named = self._bodies.named(in_row[0], part.end) if in_row else []
        if not named and leading is None:
            inside = [b for b in self._bodies.between(before, group.start) if b.rank != MINISTRY]
            if inside and context.body and self._is_joined(inside[0]):
                named = [Winners((context.body, *inside))]
            elif inside:
                named = self._bodies.named(self._bodies.first_of(inside[-1], inside), group.start)
            elif body := self._bodies.beside_words(group.end, min(end, group.end + _BESIDE_WORDS)):
                named = self._bodies.named(body, end)
        if named and context.body and self._is_place_of(named[0].bodies[0], group):
            named = []
        if not named and slots == {PROJECT} and TYPE in group.carried and index == self._named_in:
            named = self._named
        self._named_in, self._named = index, named
        if part.is_row and (place := place_cell(self._plain, part.span)):
            leading = leading and leading.in_province(place)
            named = [each.in_province(place) for each in named]
        is_count = bool(COUNT_ONLY.match(self._plain, group.end))
        is_one = TYPE in slots and bool(_ONE.match(self._plain, group.end))
        if is_count and not is_one and not named and leading is None and not self._is_of(part):
            return
        is_listed = part.kind == ITEM or bool(self._headings)
        yield from self._awards.told_by(
            part, context, group, named, leading, before, end, is_listed=is_listed
        )

    def _row(self, part: Segment) -> Winners | None:
        """Who won by the cells of a row."""
        return self._bodies.of_columns(part.cells) or self._bodies.of_row(part.span)

    def _is_place_of(self, body: Body, group: Cluster) -> bool:
        """Whether a province stands right after a work as its place: “workก” (จังหวัดข)."""
        work = group.marks.get(PROJECT)
        if body.rank != PROVINCE or work is None:
            return False
        gap = self._plain[work.span.end : body.span.start]
        return work.span.start <= body.span.start and gap.strip() in ("", "(", "”", '"', "” (")

    def _is_joined(self, body: Body) -> bool:
        """Whether a body is named in brackets as one that took part: (ร่วมกับวิทยาลัยก)."""
        before = self._plain[max(0, body.span.start - 12) : body.span.start]
        return before.rstrip().endswith("(ร่วมกับ")

    def _has_one_work(self, part: Segment) -> bool:
        if WORK in part.cells:
            return True
        works = sum(mark.slot == PROJECT for mark in self._source.marks_in(part))
        return works <= 1

    def _tells_of_award(self, index: int) -> bool:
        """Whether a part names what an award is told by: its words, a work, or who won."""
        part = self._segments[index]
        return bool(self._source.marks_in(part) or self._bodies.apart(part.span))

    def _introduces(self, part: Segment, group: Cluster) -> bool:
        """Whether the words only say what the items below have in common."""
        rest = self._plain[group.end : part.end]
        return TYPE not in group.marks or not rest.strip() or bool(_INTRODUCES.match(rest))

    def _is_of(self, part: Segment) -> bool:
        """Whether an item above names the body whose awards are listed."""
        return part.parent is not None and bool(
            self._bodies.leading(self._segments[part.parent].span)
        )


def _with_bullet(part: Segment) -> tuple[int, int]:
    """Where an item begins, its bullet included, and ends."""
    return max(0, part.start - 2), part.end
