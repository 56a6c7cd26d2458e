"""The parts of a text and its lines, of which they are made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from seed.extraction.text import CLOSE, OPEN, STRAIGHT, Span, line_end

HEADLINE, PROSE, ITEM = "headline", "prose", "item"
WINNER, DEPARTMENT_ABOVE, WORK = "winner", "department", "work"
"""What a column of a table tells."""

_LONGEST_BREAK = 200
_NAMES_NEXT = re.compile("(?:ผลงาน|โครงการ|เรื่อง|ชื่อ) ?\\Z")
_TELLS_WORK = ("จากผลงาน", "ภายใต้ผลงาน", "ด้วยผลงาน")
"""How a line begins that goes on with what the one before it says of an award."""

_GOES_ON = re.compile("(?:(?<!ผู้)ได้รับรางวัล|และ|ของ|ร่วมกับ|ขึ้นโดย) ?\\Z")


@dataclass(slots=True)
class Segment:
    """A part of a text. ``parent`` is the index of the item that an item stands under.

    ``is_row``: of a table, a cell on each line. ``cells``: where the row says what the head of
    its table says that its columns tell.
    """

    kind: str
    start: int
    end: int
    parent: int | None = None
    is_first: bool = False
    is_numbered: bool = False
    is_row: bool = False
    cells: Mapping[str, Span] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        """Where it stands in the plain text."""
        return Span(self.start, self.end)


_BUTTONS = re.compile(
    r"(?: ?\[ ?(?:ดู|ดาวน์โหลด|อ่าน|แชร์|พิมพ์|คลิก|กลับ|ส่งต่อ|เปิด|เพิ่มเติม)[^\[\]\n]{0,40}\] ?)+"
)
"""A line of a page that is only there to be pressed: [ดูรายละเอียด] [ดาวน์โหลด]."""

_LABELLED = re.compile(r"[ก-๙. ]{2,30} ?:")
"""A line with a word before its colon tells of a record, and goes on with nothing."""


def lines_of(plain: str) -> Iterator[Span]:
    """Lines that are not empty; one that breaks within quotation marks goes on."""
    start = 0
    while start < len(plain):
        end = line_end(plain, start, len(plain))
        while end < len(plain) and _is_broken(plain, start, end):
            end = line_end(plain, end + 1, len(plain))
        if end > start and not (
            plain[start:end].isspace() or _BUTTONS.fullmatch(plain, start, end)
        ):
            yield Span(start, end)
        start = end + 1


def _is_broken(plain: str, start: int, end: int) -> bool:
    if _NAMES_NEXT.search(plain, max(start, end - 12), end) and plain[end + 1 : end + 2] in (
        OPEN,
        STRAIGHT,
    ):
        return True
    if plain.startswith(_TELLS_WORK, end + 1):
        return True
    if plain[end - 1] in (CLOSE, STRAIGHT) and plain.startswith("ของ", end + 1):
        return True
    if _GOES_ON.search(plain, max(start, end - 16), end):
        return not _LABELLED.match(plain, end + 1)
    opened = plain.rfind(OPEN, max(start, end - _LONGEST_BREAK), end)
    if opened < 0 or plain.find(CLOSE, opened, end) >= 0:
        return False
    closed = plain.find(CLOSE, end, end + _LONGEST_BREAK)
    again = plain.find(OPEN, end, end + _LONGEST_BREAK)
    return closed >= 0 and (again < 0 or closed < again)
