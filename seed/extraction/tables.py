"""Tables: rows with a cell on each line, or with bars between the cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seed.extraction.lexicon import LEVELS
from seed.extraction.parts import ITEM, PROSE, Segment
from seed.extraction.text import Span

_COLUMN = re.compile(
    r"(?:ชื่อ)?(?:หน่วยงาน|ผลงาน|โครงการ)(?:ที่ได้รับรางวัล|เจ้าของผลงาน)?|จังหวัด|(?:ต้น)?สังกัด|กรม|กระทรวง|ปี"
    r"|(?:สาขา|ประเภท|ระดับ|รางวัล)(?: ?(?:/|และ) ?(?:สาขา|ประเภท|ระดับ))*(?:ของ)?(?:รางวัล)?"
)
_LEVEL_CELL = re.compile(rf"(?:ระดับ)? ?(?:{'|'.join(LEVELS.values())})(?: ?\([A-Za-z ]+\))?|[-–]")
_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 8
LONGEST_CELL = 250
"""How long a cell, or a line of a list, may be, in characters."""

_CELL, _FEWEST_CELLS = "|", 2


def has_bars(plain: str, line: Span) -> bool:
    """Whether a line is a row whose cells have bars between them."""
    return plain.count(_CELL, line.start, line.end) >= _FEWEST_CELLS


def rows(plain: str, lines: Sequence[Span], first: int) -> list[Segment]:
    """The rows of a table that has a cell on each line, where its head tells its columns."""
    heads: list[str] = []
    for line in lines[first : first + _MOST_COLUMNS]:
        head = plain[line.start : line.end].strip()
        if not _COLUMN.fullmatch(head):
            break
        heads.append(head)
    width, level = len(heads), next((i for i, h in enumerate(heads) if "ระดับ" in h), None)
    if width < _FEWEST_COLUMNS or level is None:
        return []
    found = [Segment(PROSE, lines[first].start, lines[first + width - 1].end)]
    for start in range(first + width, len(lines) - width + 1, width):
        cells = lines[start : start + width]
        is_row = _LEVEL_CELL.fullmatch(plain, cells[level].start, cells[level].end)
        if not is_row or any(cell.end - cell.start > LONGEST_CELL for cell in cells):
            break
        row = Segment(ITEM, cells[0].start, cells[-1].end, is_row=True)
        row.is_first = len(found) == 1
        found.append(row)
    return found if len(found) > 1 else []
