"""What is found in a text before its awards are read, and of whom it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from seed.extraction.bodies import DEPARTMENT, MINISTRY, Body
from seed.extraction.claims import edition_year
from seed.extraction.marks import BRANCH, PROJECT, Mark, find_marks
from seed.extraction.mentions import find_bodies
from seed.extraction.parts import Segment
from seed.extraction.segments import segment
from seed.extraction.text import Span, Text, line_end
from seed.extraction.triggers import Triggers
from seed.extraction.winners import Bodies

_OPENING = 6
"""How many segments at the beginning tell what a text is about."""

_UNITS = re.compile("สังกัด|หน่วยงานของ")


_ALL_OF_BRANCH = re.compile(
    r"(?:ทั้ง(?:หมด|สิ้น|สอง|สาม|สี่|ห้า)?|ล้วน)(?: ?[0-9]{1,2})?(?: ?(?:รางวัล|ผลงาน|เรื่อง"
    r"|โครงการ))?(?:นี้)? ?(?:ล้วน)?"
    r"(?:จัด)?(?:อยู่ใน|เป็น(?:รางวัล|ผลงาน)?(?:ใน)?) ?(?=สาขา)"
)
_OF_WHAT_WAS_TOLD = re.compile(
    "ตกเป็นของ|มอบให้|ได้รับ(?:รางวัล)?ในระดับ"
    "|(?:ได้รับ|คว้า|ได้)(?:มา|ไป)?(?:ครอง)?(?:จาก|ด้วย)(?:ผลงาน|โครงการ|การ|เรื่อง)"
)
"""Verbs after the award that say who won it, or by what."""

LEAD_REACH = 420
"""How far back the words before a list or a verb tell of it, in characters."""


class Source:
    """A text with what is found in it before its awards are read: parts, words, bodies, verbs."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.plain = text.plain
        self.segments = segment(text)
        bodies = find_bodies(text)
        rows = [part.span for part in self.segments if part.is_row]
        self.marks = find_marks(text.plain, [body.span for body in bodies], rows)
        self._mark_starts = [mark.span.start for mark in self.marks]
        works = {m.span.start for m in self.marks if m.slot == PROJECT and m.is_introduced}
        # What a work is called by may begin as bodies do.
        self.bodies = Bodies(text.plain, [b for b in bodies if b.span.start not in works])
        named = [m.span for m in self.marks if m.slot == PROJECT]
        self.triggers = Triggers(text.plain, named)
        self.parents = {each.parent for each in self.segments if each.parent is not None}
        self.year = edition_year(text.plain, self.segments)
        self.tells_units = bool(_UNITS.search(text.plain))
        self._opening = self.segments[min(_OPENING, len(self.segments)) - 1].end
        self.subject = self._text_subject()
        self.department = self._department()

    def _department(self) -> Body | None:
        """The department that the text is about; a headline may call it by a name of its own."""
        named = as_department(self.subject)
        main = self.bodies.main_department(self._opening)
        is_other_name = named and named.id is None and not self.bodies.leads(named)
        return main if is_other_name and main and self.bodies.leads(main) else named or main

    def marks_in(self, part: Segment | Span) -> list[Mark]:
        """The words of awards in a part."""
        first = bisect_left(self._mark_starts, part.start)
        last = bisect_left(self._mark_starts, part.end)
        return self.marks[first:last]

    def breaks_in(self, part: Segment) -> list[Span]:
        """Where something else begins to be told in a part: its verbs of winning."""
        return [
            span
            for span in self.triggers.won
            if part.start <= span.start < part.end
            and not _OF_WHAT_WAS_TOLD.match(self.plain, span.start)
        ]

    @cached_property
    def shared_branch(self) -> Mark | None:
        """The branch of which a text says that all its awards are: ทั้ง 2 รางวัลอยู่ในสาขาก."""
        starts = {match.end() for match in _ALL_OF_BRANCH.finditer(self.plain)}
        found = (mark for mark in self.marks if mark.slot == BRANCH)
        return next((mark for mark in found if mark.whole.start in starts), None)

    def line_start(self, position: int) -> int:
        """Where the line begins, or how far back a subject is looked for."""
        start = max(0, position - LEAD_REACH)
        found = self.plain.rfind("\n", start, position)
        return start if found < 0 else found + 1

    def _text_subject(self) -> Body | None:
        """Of whom the text is: who wins in the headline, or else first in the text."""
        early = [span for span in self.triggers.won if span.start < self._opening]
        late = [span for span in self.triggers.won if span.start >= self._opening]
        return (
            self._first_subject(early)
            or self._headline_body()
            or self._first_subject(late)
            or self._salient()
        )

    def _salient(self) -> Body | None:
        """The body that is named most often, unless as one of those in the rows of a table."""
        body = self.bodies.salient()
        rows = (part.span for part in self.segments if part.is_row)
        is_in_row = body is not None and any(row.overlaps(body.span) for row in rows)
        return None if is_in_row else body

    def _first_subject(self, verbs: Sequence[Span]) -> Body | None:
        for span in verbs:
            stop = line_end(self.plain, span.end, min(span.end + 80, len(self.plain)))
            if self.triggers.is_other(span.start, stop):
                continue
            if body := self.bodies.subject(span.start, self.line_start(span.start)):
                return body
        return None

    def _headline_body(self) -> Body | None:
        """The body with which a headline begins; of a ministry, the one by which it acts."""
        for each in self.segments[:_OPENING]:
            start = self.plain.rfind("-", each.start, each.start + 40) + 1
            body = self.bodies.leading(Span(max(each.start, start), each.end))
            if body and body.rank == MINISTRY:
                acting = self.bodies.after(body.span.end, each.end, 3, has_project=False)
                body = acting[0].bodies[0] if acting else body
            if body:
                return body
        return None


def as_department(body: Body | None) -> Body | None:
    """A body, if it is of the rank that is credited."""
    return body if body and body.rank == DEPARTMENT else None
