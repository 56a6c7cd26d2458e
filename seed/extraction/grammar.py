"""From the words of a text to the awards that it says were conferred."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from seed.extraction.bodies import DEPARTMENT, MINISTRY, UNIT, Body, find_bodies
from seed.extraction.claims import claimed_count, edition_year, year_near
from seed.extraction.clusters import Cluster, clusters
from seed.extraction.lexicon import ENGAGED_CITIZEN, MAIN_WORDS, branch_of, is_known
from seed.extraction.marks import BRANCH, LEVEL, PROJECT, TYPE, Mark, find, find_marks
from seed.extraction.merging import merge
from seed.extraction.projects import find_works
from seed.extraction.records import Award, Doubt, Extraction, Word
from seed.extraction.segments import ITEM, Segment, segment
from seed.extraction.text import Span, Text, normalize
from seed.extraction.winners import Bodies, Winners

_REACH = 330
"""How far before its words the verb of a conferral may stand."""

_FAR = 1200
"""How far one verb reaches at most, over however many awards."""

_LEAD_REACH = 420
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
_COUNT_ONLY = re.compile(r" ?(?:จำนวน )?[0-9]{1,3} ?(?:รางวัล|ผลงาน)")
_ONE = re.compile(r" ?(?:จำนวน )?1 ?(?:รางวัล|ผลงาน)")


def extract(original: str) -> Extraction:
    """Everything that a text says of Lert Rat awards. Linear in the length of the text."""
    text = normalize(original)
    if not re.search(MAIN_WORDS, text.plain):
        return Extraction(text)
    return _Reading(text).read()


@dataclass(frozen=True, slots=True)
class _Context:
    """What an item has from the items above it and the words before its list."""

    confers: bool = False
    body: Body | None = None
    department: Body | None = None
    branch: Mark | None = None
    type: Mark | None = None
    level: Mark | None = None


class _Triggers:
    """What is said to happen to awards, by place: won, not won, another scheme."""

    def __init__(self, plain: str) -> None:
        not_won = find("not_a_win", plain)
        self.other = find("other", plain)
        self.scheme = find("scheme", plain)
        won = [span for span in find("win", plain) if not _overlaps(span, not_won)]
        self.won = won
        self._all = sorted(
            [(span.start, span.end, True) for span in won]
            + [(span.start, span.end, False) for span in not_won]
        )
        self._starts = [start for start, _, _ in self._all]
        self._other_starts = [span.start for span in self.other]
        self._scheme_starts = [span.start for span in self.scheme]

    def last(self, start: int, end: int) -> tuple[bool, int] | None:
        """Whether the last trigger of a range is a win, and where it begins."""
        index = bisect_left(self._starts, end) - 1
        while index >= 0 and self._starts[index] >= start:
            position, stop, is_win = self._all[index]
            if stop <= end:
                return is_win, position
            index -= 1
        return None

    def is_other(self, start: int, end: int) -> bool:
        """Whether the award named last in a range is of another scheme."""
        other = bisect_right(self._other_starts, end) - 1
        scheme = bisect_right(self._scheme_starts, end) - 1
        if other < 0 or self._other_starts[other] < start:
            return False
        return scheme < 0 or self._scheme_starts[scheme] < self._other_starts[other]


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    index = bisect_right(others, span)
    around = others[max(0, index - 1) : index + 1]
    return any(other.start < span.end and span.start < other.end for other in around)


class _Reading:
    def __init__(self, text: Text) -> None:
        self._text = text
        self._plain = text.plain
        self._segments = segment(text.plain)
        self._marks = find_marks(text.plain)
        self._mark_starts = [mark.span.start for mark in self._marks]
        self._bodies = Bodies(text.plain, find_bodies(text))
        self._triggers = _Triggers(text.plain)
        self._contexts: dict[int, _Context] = {}
        self._parents = {each.parent for each in self._segments if each.parent is not None}
        self._shared: _Context | None = None
        self._verb, self._told_until = -1, -_REACH
        self._subject = self._text_subject()

    def read(self) -> Extraction:
        year = edition_year(self._plain, self._segments)
        found = [award for index in range(len(self._segments)) for award in self._segment(index)]
        count = claimed_count(self._plain, self._segments)
        awards = [self._fully_named(award) for award in merge(self._text, found)]
        if not awards:
            awards = self._bare(count.value if count else 1)
        dated = [replace(award, year=year_near(self._plain, award.evidence)) for award in awards]
        doubts = tuple(self._doubts(dated, count.value if count else None))
        return Extraction(self._text, tuple(dated), year, count, self._subject, doubts)

    def _fully_named(self, award: Award) -> Award:
        winner, credited = award.winner, award.credited
        return replace(
            award,
            winner=winner and self._bodies.full_name(winner),
            credited=credited and self._bodies.full_name(credited),
        )

    def _text_subject(self) -> Body | None:
        """Of whom the text is: who wins in the headline, or else first in the text."""
        opening = self._segments[min(_OPENING, len(self._segments)) - 1].end
        early = [span for span in self._triggers.won if span.start < opening]
        late = [span for span in self._triggers.won if span.start >= opening]
        return self._first_subject(early) or self._headline_body() or self._first_subject(late)

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
        is_item = part.kind == ITEM
        context = self._context(index) if is_item else _Context()
        breaks = [] if is_item else self._breaks(part)
        groups = clusters(self._plain, marks, breaks, is_item)
        if is_item:
            self._contexts[index] = self._for_children(part, context, groups)
        for number, group in enumerate(groups):
            end = groups[number + 1].start if number + 1 < len(groups) else part.end
            before = groups[number - 1].end if number else part.start
            if is_item:
                yield from self._listed(index, context, group, before, end)
            else:
                yield from self._told(part, group, before, end)

    def _marks_in(self, part: Segment) -> list[Mark]:
        first = bisect_left(self._mark_starts, part.start)
        last = bisect_left(self._mark_starts, part.end)
        return self._marks[first:last]

    def _breaks(self, part: Segment) -> list[Span]:
        return [span for span in self._triggers.won if part.start <= span.start < part.end]

    # Items of lists

    def _context(self, index: int) -> _Context:
        part = self._segments[index]
        if part.parent is not None:
            return self._contexts.get(part.parent, _Context())
        if part.is_first or self._shared is None:
            self._shared = self._lead_in(part)
        return self._shared

    def _lead_in(self, part: Segment) -> _Context:
        """What the words before a list say of all its items."""
        start = max(0, part.start - _LEAD_REACH)
        trigger = self._triggers.last(start, part.start)
        if trigger is None:
            opens_with_award = self._plain.startswith("รางวัล", part.start)
            return _Context(confers=opens_with_award, body=self._subject)
        is_win, verb = trigger
        if self._triggers.is_other(verb, part.start):
            is_win = False
        line = self._line_start(verb)
        body = self._bodies.subject(verb, line) or self._subject
        return _Context(confers=is_win, body=body, department=_department(body))

    def _for_children(
        self, part: Segment, context: _Context, groups: Sequence[Cluster]
    ) -> _Context:
        leading = self._bodies.leading(part.span)
        body = leading or context.body
        marks = groups[-1].marks if groups else {}
        return _Context(
            self._confers(part, context, part.end),
            body,
            _department(leading) or context.department,
            marks.get(BRANCH, context.branch),
            marks.get(TYPE, context.type),
            marks.get(LEVEL, context.level),
        )

    def _confers(self, part: Segment, context: _Context, position: int) -> bool:
        trigger = self._triggers.last(part.start, position)
        if trigger is None or self._describes(part, trigger[1]):
            return context.confers
        return trigger[0]

    def _describes(self, part: Segment, position: int) -> bool:
        """Whether what is not a win there only describes the award of the item."""
        return bool(re.match("(?:เป็น)?รางวัล", self._plain[position : position + 12]))

    def _listed(
        self, index: int, context: _Context, group: Cluster, before: int, end: int
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
        named = self._named(group, before, end, _REACH_OF_BY)
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

    def _named(self, group: Cluster, before: int, end: int, reach: int) -> list[Winners]:
        """The winners that stand by the words of an award: before its project, or after all."""
        project, type_ = group.marks.get(PROJECT), group.marks.get(TYPE)
        persons = bool(type_ and type_.meaning == ENGAGED_CITIZEN)
        own = [
            mark.span.end
            for slot, mark in group.marks.items()
            if slot != PROJECT and slot not in group.carried
        ]
        found: list[Winners] = []
        if project and own and max(own) < project.whole.start:
            start = max(own)
            found = self._bodies.after(
                start, project.whole.start, reach, has_project=True, persons=persons
            )
        elif project and not own:
            inside = self._bodies.between(before, project.whole.start)
            found = self._bodies.named(inside[0], project.whole.start) if inside else []
        return found or self._bodies.after(
            group.end, end, reach, has_project=project is not None, persons=persons
        )

    def _is_of(self, part: Segment) -> bool:
        """Whether an item above names the body whose awards are listed."""
        return part.parent is not None and bool(
            self._bodies.leading(self._segments[part.parent].span)
        )

    def _awards(
        self,
        part: Segment,
        context: _Context,
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

    def _inherited(self, marks: dict[str, Mark], context: _Context) -> dict[str, Mark]:
        """The words of an award, and those of the items above it that it does not repeat."""
        found = dict(marks)
        if context.type and TYPE not in found:
            found[TYPE] = context.type
        if context.level and LEVEL not in found:
            found[LEVEL] = context.level
        if context.branch and BRANCH not in found and _belongs(found.get(TYPE), context.branch):
            found[BRANCH] = context.branch
        return found

    def _project(self, group: Cluster, part: Segment, before: int, end: int) -> Span | None:
        if mark := group.marks.get(PROJECT):
            return mark.span
        match = _QUOTED.search(self._plain, group.end, min(end, group.end + _NEAR_QUOTE))
        if match is None or part.kind != ITEM:
            return None
        return Span(*match.span("name"))

    def _credited(
        self, winner: Body | None, leading: Body | None, context: _Context, end: int
    ) -> Body | None:
        if winner is None:
            return None
        beside = self._bodies.department_of(winner, end)
        if beside and winner.rank == UNIT and context.department is None:
            return beside
        if winner.rank == DEPARTMENT:
            return winner
        for body in (leading, context.department):
            if body and body.key != winner.key and body.rank == DEPARTMENT:
                return body
        return None

    # Sentences

    def _told(self, part: Segment, group: Cluster, before: int, end: int) -> Iterator[Award]:
        start = max(part.start, group.start - _REACH)
        trigger = self._triggers.last(start, group.start)
        if (
            trigger is None
            and group.start - self._told_until <= _REACH
            and max(part.start, group.start - _FAR) <= self._verb
        ):
            trigger = True, self._verb
        if trigger is None or not trigger[0]:
            return
        verb = trigger[1]
        if self._triggers.is_other(verb, group.start) or self._is_unnamed(part, group):
            return
        if _VAGUE.search(self._plain, group.end, min(part.end, group.end + _VAGUE_REACH)):
            return
        if not self._names_scheme(part, group, verb):
            return
        named = self._named(group, before, end, 45)
        if not named and self._plain.startswith(_GIVING, verb):
            return
        subject = self._bodies.subject(verb, part.start)
        default = (
            None if _OF_A_WORK.match(self._plain, verb) else self._default(subject, verb, part)
        )
        department = _department(default) or self._bodies.belonging(verb, part.start)
        context = _Context(True, default, department)
        if named and subject and named[0].bodies[0].rank == MINISTRY:
            named = []
        if group.marks.keys() == {BRANCH} and (default is None or default.rank == MINISTRY):
            return
        is_vague = not group.marks.keys() & {TYPE, PROJECT}
        self._verb, self._told_until = verb, group.end
        counted = _COUNTED_BEFORE.search(
            self._plain[max(part.start, verb, group.start - 120) : group.start]
        )
        for award in self._awards(part, context, group, named, None, before, end):
            project = award.project or self._work(part, verb, group)
            yield replace(
                award,
                project=project,
                is_listed=False,
                evidence=Span(verb, max(award.evidence.end, project.end if project else 0)),
                times=int(counted["count"]) if counted and is_vague else award.times,
            )

    def _default(self, subject: Body | None, verb: int, part: Segment) -> Body | None:
        """Who won where no winner is named: the subject of the verb, or that of the text."""
        default = subject or self._subject
        if default is None or default.rank == MINISTRY:
            default = self._bodies.likely_subject(verb, part.start) or default
        return default

    def _is_unnamed(self, part: Segment, group: Cluster) -> bool:
        """Whether only a number of awards is told: ระดับดีเด่น 3 ผลงาน."""
        return bool(_COUNT_ONLY.match(self._plain, group.end)) and not _ONE.match(
            self._plain, group.end
        )

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
