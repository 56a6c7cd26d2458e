"""What a text says of awards: won, not won, another scheme."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from seed.extraction.lexicon import NEITHER
from seed.extraction.marks import find, find_leads
from seed.extraction.text import Span

_NEITHER = re.compile(NEITHER)


_INTRODUCES = re.compile("หน่วยงาน|ส่วนราชการ|องค์กร|จังหวัด|ผ่าน|การประเมิน|ตรวจ|ส่ง")
"""How that begins which is not a win, unless an award that has a level comes next."""

_PASSED = re.compile(r"ผ่าน(?:การ(?:พิจารณา|คัดเลือก)|เกณฑ์)(?![^\n]{0,40}(?:รอบ|ขั้น|เบื้องต้น|แต่|ไม่ได้))")
"""What is said of those that won, too."""

_PASSED_FOR_AWARDS = re.compile(rf"{_PASSED.pattern}(?:[^\n0-9]{{0,24}}[0-9]{{1,2}} ?)?รางวัล")
"""What is only said of those that won: ผ่านการพิจารณาถึง 4 รางวัล, ผ่านเกณฑ์รางวัล."""

_ASIDE = ("เปิด", "สมัคร", "ประกวด")
"""How that begins which may tell of an award beside saying that it was won."""

_NEXT_ONE = re.compile(
    r"(?:เรื่อง|ผลงาน|โครงการ|รางวัล)(?:ที่|ลำดับที่) ?(?:สอง|สาม|สี่|ห้า|หก|[2-9](?![0-9]))"
    "|ปิดท้ายด้วย|(?:ชิ้น|เรื่อง|ผลงาน|รางวัล)(?:ต่อมา|ถัดมา|สุดท้าย)"
)
"""How the next one of several awards begins: what was said beside the one before is over."""

_OPENING = 400
"""How much of a text is its headline, which may stand there twice with a date between."""

REACH = 330
"""How far before its words the verb of a conferral may stand."""

_AFTER = 160
"""How far after the words that tell what won: the work comes first, then that it won."""

FAR = 1200
"""How far a headline, a heading or an earlier sentence speaks for what follows it."""


@dataclass(frozen=True, slots=True)
class Stance:
    """Whether an award is said to be won, where that is said, and whether it is said near."""

    is_win: bool
    verb: int
    is_near: bool = True


class Triggers:
    """What is said to happen to awards, by place: won, not won, another scheme.

    ``works``: where works are named; their names say nothing of the kind.
    """

    def __init__(self, plain: str, works: Sequence[Span]) -> None:
        self._plain = plain
        self.other = find("other", plain)
        self.scheme = find("scheme", plain)
        self._other_starts = [span.start for span in self.other]
        self._scheme_starts = [span.start for span in self.scheme]
        aside = find("aside", plain)
        leads = [span for span in find_leads(plain) if not self.is_other(0, span.start)]
        not_won = sorted(
            [*(s for s in find("not_a_win", plain) if not _overlaps(s, leads)), *aside]
        )
        not_won = [span for span in not_won if not _overlaps(span, works)]
        said = [s for s in find("win", plain) if not (_overlaps(s, leads) or _overlaps(s, works))]
        won = [span for span in sorted([*said, *leads]) if not _overlaps(span, not_won)]
        self.won = won
        self._all = sorted(
            [(span.start, span.end, True) for span in won]
            + [
                (s.start, s.end, False)
                for s in not_won
                if not (_NEITHER.match(plain, s.start) or _overlaps(s, aside))
            ]
        )
        self._starts = [start for start, _, _ in self._all]
        self._opens_with_win = self._opens(plain)
        if self._opens_with_win:
            told = [span.start for span in find("told", plain)]
            self._all = [
                (start, end, is_win or bool(_PASSED_FOR_AWARDS.match(plain, start)))
                for start, end, is_win in self._all
                if not _only_introduces((start, end, is_win), told, plain)
            ]
            self._starts = [start for start, _, _ in self._all]

    def _opens(self, plain: str) -> bool:
        """Whether a text says in its headline, before anything else, that such awards were won."""
        first = self.first(0, _OPENING)
        if first is None or not first[0]:
            return False
        schemes, others = (
            next((start for start in starts if start > first[1]), len(plain))
            for starts in (self._scheme_starts, self._other_starts)
        )
        return schemes < min(others, _OPENING)

    def far(self, start: int, end: int, near: int) -> tuple[bool, int] | None:
        """What was said last in a range before a part: by the text as a whole if by nothing near.

        What is not a win before ``near`` is of something else, if the text tells of a win.
        """
        found = self.last(start, end)
        is_past = found is not None and self._plain.startswith("เคย", found[1])
        if found is not None and (found[0] or (found[1] >= near and not is_past)):
            return found
        return (True, self._starts[0]) if self._opens_with_win else found

    @property
    def opens_with_other(self) -> bool:
        """Whether the first award that a text names, in its opening, is of another scheme."""
        first = self._other_starts[0] if self._other_starts else _OPENING
        return first < min([_OPENING, *self._scheme_starts[:1]])

    def is_silent(self, position: int) -> bool:
        """Whether a text says before a place neither that something was won nor that it was not."""
        return not self._starts or self._starts[0] >= position

    def begins(self, start: int) -> bool:
        """Whether what begins there says first of all that something was won."""
        index = bisect_left(self.won, Span(start, 0))
        return index < len(self.won) and self.won[index].start <= start + 1

    def is_whole(self, part: Span) -> bool:
        """Whether a part says that something was won and nothing else, as a heading does."""
        return part in self.won

    def last(self, start: int, end: int) -> tuple[bool, int] | None:
        """Whether the last trigger of a range is a win, and where it begins."""
        index = bisect_left(self._starts, end) - 1
        while index >= 0 and self._starts[index] >= start:
            position, stop, is_win = self._all[index]
            if stop <= end:
                return is_win, position
            index -= 1
        return None

    def first(self, start: int, end: int) -> tuple[bool, int] | None:
        """Whether the first trigger of a range is a win, and where it begins."""
        index = bisect_left(self._starts, start)
        if index == len(self._starts) or self._starts[index] >= end:
            return None
        return self._all[index][2], self._starts[index]

    def stance(self, part: Span, words: Span, following: int, chained: int | None) -> Stance | None:
        """What is said of the award that some words of a part tell: the nearest before counts.

        ``chained``: the verb that governs the award told before; ``following``: where the next
        award begins.
        """
        start = max(part.start, words.start - REACH)
        for ordinal in _NEXT_ONE.finditer(self._plain, start, words.start):
            start = ordinal.start()
        if before := self.last(start, words.end):
            is_aside = self._plain.startswith(_ASIDE, before[1])
            if before[1] >= words.start and not before[0] and is_aside:
                # ได้รับรางวัล … ซึ่งเปิดให้สมัครเป็นปีที่สอง: what is told beside the award.
                earlier = self.last(start, words.start)
                before = earlier if earlier and earlier[0] else before
            return Stance(*before)
        if chained is not None:
            return Stance(True, chained)
        if after := self.first(words.end, min(following, words.end + _AFTER)):
            return Stance(*after)
        if far := self.far(max(0, words.start - FAR), part.start, part.start):
            return Stance(*far, is_near=False)
        if (
            self.is_silent(words.start)
            and self._scheme_starts
            and self._scheme_starts[0] < words.start
        ):
            return Stance(True, words.start, is_near=False)
        return None

    def is_other(self, start: int, end: int) -> bool:
        """Whether the award named last in a range is of another scheme."""
        other = bisect_right(self._other_starts, end) - 1
        scheme = bisect_right(self._scheme_starts, end) - 1
        if other < 0 or self._other_starts[other] < start:
            return False
        return scheme < 0 or self._scheme_starts[scheme] < self._other_starts[other]


def _only_introduces(trigger: tuple[int, int, bool], told: Sequence[int], plain: str) -> bool:
    """Whether what is not a win by itself leads to an award told with its level: it was won.

    Who applies for one, or judges it, knows no level yet.
    """
    start, end, is_win = trigger
    if is_win:
        return False
    if _PASSED.match(plain, start):
        return not _PASSED_FOR_AWARDS.match(plain, start)
    if not _INTRODUCES.match(plain, start):
        return False
    index = bisect_left(told, end)
    return index < len(told) and told[index] < end + REACH


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    index = bisect_right(others, span)
    around = others[max(0, index - 1) : index + 1]
    return any(other.start < span.end and span.start < other.end for other in around)
