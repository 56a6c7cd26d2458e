"""Tables, with or without a head: a cell on each line, a row on each line, or bars between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import pairwise

from seed.extraction.lexicon import BRANCHES, LEVELS, TYPES
from seed.extraction.names import patterns
from seed.extraction.parts import DEPARTMENT_ABOVE, ITEM, PROSE, WINNER, WORK, Segment
from seed.extraction.signs import BULLET
from seed.extraction.text import Span
from seed.provinces import province_ids

_COLUMN = re.compile(
    r"(?:ชื่อ)?(?:หน่วยงาน|ส่วนราชการ|ส่วนงาน|หน่วย|ผลงาน|โครงการ|บุคคล)(?:ที่ได้รับรางวัล|เจ้าของผลงาน)?"
    r"|(?:ชื่อ)?ผู้(?:ได้)?รับรางวัล|เจ้าของรางวัล|จังหวัด|พื้นที่|(?:กรม|หน่วยงาน)?(?:ต้น)?สังกัด|เจ้าของผลงาน|ผู้จัดทำ|ทีมผู้จัดทำ|ทีมงาน"
    r"|ลำดับ(?:ที่)?|ที่|ชื่อ ?- ?(?:นาม)?สกุล|หน่วยงานที่เสนอชื่อ|เสนอโดย|กรม|กระทรวง|ปี"
    r"|(?:สาขา|ประเภท|ระดับ|รางวัล)(?: ?(?:/|และ) ?(?:สาขา|ประเภท|ระดับ))*(?:ของ)?(?:รางวัล)?"
)
_TELLS: Mapping[str, re.Pattern[str]] = {
    WORK: re.compile("(?:ชื่อ)?(?:ผลงาน|โครงการ)"),
    WINNER: re.compile(
        r"(?:ชื่อ)?(?:หน่วยงาน|ส่วนราชการ|ส่วนงาน|หน่วย)(?:ที่ได้รับรางวัล|เจ้าของผลงาน)?|บุคคล"
        r"|(?:ชื่อ)?ผู้(?:ได้)?รับรางวัล|เจ้าของ(?:รางวัล|ผลงาน)|ชื่อ ?- ?(?:นาม)?สกุล"
    ),
    DEPARTMENT_ABOVE: re.compile("(?:กรม|หน่วยงาน)?(?:ต้น)?สังกัด|กรม"),
}
"""What columns tell, by their heads."""

_EMPTY = "-"
_LONGEST_WORDS, _MOST_LINES = 110, 5
_LEVEL = re.compile(rf"(?:ระดับ)? ?(?:{'|'.join(LEVELS.values())})(?: ?\([A-Za-z ]+\))?")
_LEVEL_CELL = re.compile(rf"{_LEVEL.pattern}|{_EMPTY}")
_LEVEL_WORD = re.compile(rf" (?:ระดับ)?(?:{'|'.join(LEVELS.values())})(?= |\Z)")
_TYPE_CELL = re.compile(
    rf"(?:ประเภท|รางวัล)? ?(?:{'|'.join(spelling for _, spelling in TYPES.values())})"
)
_TYPE_WORD = re.compile("|".join(spelling for _, spelling in TYPES.values()))
_NAMES_FIRST = re.compile(r"(?![0-9(]|สาขา|ประเภท|ระดับ|รางวัล)[^:|\n]{2,90}\Z")
_AWARD_CELL = re.compile(
    rf"(?:สาขา|รางวัล)?(?:{'|'.join(BRANCHES.values())}) ?[/|] ?{_TYPE_CELL.pattern}"
)
_TELLS_MORE = re.compile("เรื่อง|ผลงาน|รางวัล|ระดับ|ได้รับ")
_PLACE_CELL = re.compile(
    rf"(?:จังหวัด|จ\.)? ?(?P<province>{'|'.join(map(re.escape, province_ids()))})"
)
_PERSON = re.compile(r"(?:นาย|นาง(?:สาว)?|ด\.ต\. ?)[ก-๙]+ [ก-๙]+")
_NUMBER = re.compile(r"[0-9]{1,3}\.?")
_NUMBER_BEFORE = re.compile(r"[0-9]{1,3}[.)]? ")
_ITEM = re.compile(r"\(?[0-9]{1,2}[.)]")
"""How a line begins that is an item of a list, not a cell."""

_TOLD_BELOW = re.compile(rf"\((?:ประเภท)? ?(?:{_TYPE_WORD.pattern})\) ?\Z")
"""What a line below a bullet says last: “งานก” (ประเภทข)."""

_BULLET = re.compile("[-•*] ?")
_BELOW = re.compile(rf"{_BULLET.pattern}|{_ITEM.pattern}")
_COUNT_COLUMN = re.compile(
    rf"(?:ระดับ)?(?:{'|'.join(LEVELS.values())})|รวม(?:ทั้งสิ้น|รางวัล)?|จำนวน(?:รางวัล)?(?: ?\(รางวัล\))?"
)
_NAME_CELL = re.compile(rf"(?![0-9]|{_EMPTY}\Z)[^\n]{{1,{_LONGEST_WORDS}}}")
_COUNT_CELL = re.compile(rf"[0-9]{{1,3}}|{_EMPTY}")

_ORDINAL = ("ลำดับ", "ลำดับที่", "ที่")
_GROUP = re.compile(r"(?:สาขา|ประเภท|ระดับ|รางวัล)[^\n]{2,80}")
"""A line between the rows of a table that tells what those below it have in common."""

_FEWEST_COLUMNS, _MOST_COLUMNS = 2, 8
LONGEST_CELL = 250
"""How long a cell, or a line of a list, may be, in characters."""

_FIELD_OF_RECORD = re.compile(r"(?P<label>[ก-๙ ]{2,40}?) ?: ?(?P<value>[^\n]{1,250})")
_DID = re.compile("(?:หน่วยงาน)?(?:ผู้|ที่)(?:รับผิดชอบ|ดำเนินการ)|หน่วยงานเจ้าของผลงาน")
_LINE_ENDS = re.compile("\n")
_FEWEST_FIELDS = 3

_BETWEEN_CELLS = (re.compile(" // "), re.compile(" / "), re.compile(" - "))
_CELL_ENDS = re.compile(rf"\n(?:{_BULLET.pattern})?| (?://|[/|-]) ")
_FEWEST_ROWS = 2
_CELL, _FEWEST_CELLS = "|", 2
_BAR = re.compile(re.escape(_CELL))


def has_bars(plain: str, line: Span) -> bool:
    """Whether a line is a row whose cells have bars between them."""
    return plain.count(_CELL, line.start, line.end) >= _FEWEST_CELLS


def head_of(plain: str, row: Span) -> list[str]:
    """What the columns tell, where a row with bars is the head of its table."""
    cells = _texts(plain, row, _BAR)
    return cells if _are_columns(filter(None, cells)) else []


def barred(plain: str, row: Span, head: Sequence[str]) -> dict[str, Span]:
    """What the cells of a row with bars tell, by the head of the table."""
    return _told(plain, head, list(cells_of(plain, row, _BAR)))


def _told(plain: str, head: Sequence[str], cells: Sequence[Span]) -> dict[str, Span]:
    """What cells tell, the first of each kind; nothing where they are not as many as columns.

    An empty one is left out, but for those of the department, for the winner is of none, and of
    the work.
    """
    found: dict[str, Span] = {}
    for name, cell in zip(head, cells, strict=True) if len(head) == len(cells) else ():
        kind = next((kind for kind, heads in _TELLS.items() if heads.fullmatch(name)), None)
        text = plain[cell.start : cell.end].strip()
        if kind in (DEPARTMENT_ABOVE, WORK) and text == _EMPTY:
            cell = Span(cell.start, cell.start)
        elif text in ("", _EMPTY):
            continue
        if kind:
            found.setdefault(kind, cell)
    return found


def rows(plain: str, lines: Sequence[Span], first: int) -> list[Segment]:
    """The rows of a table that has a cell on each line, where its head tells its columns."""
    if found := _in_lines(plain, lines, first):
        return found
    words = plain[lines[first].start : lines[first].end].split()
    if len(words) > _FEWEST_COLUMNS and _are_columns(words):
        is_numbered = words[0] in _ORDINAL
        whole = list(_lines_of(plain, lines[first + 1 :], is_numbered=is_numbered))
        return whole or _rows(plain, lines, first + 1, words[is_numbered:], in_line=True)
    heads: list[str] = []
    for line in lines[first : first + _MOST_COLUMNS]:
        cell = plain[line.start : line.end].strip()
        if not _COLUMN.fullmatch(cell):
            break
        heads.append(cell)
    if not heads:
        return list(_headless(plain, lines, first))
    return _rows(plain, lines, first + len(heads), heads)


def count_of_awards(plain: str, lines: Sequence[Span], first: int) -> int:
    """How many lines from there on are a table that only counts awards, by level or in all."""

    def run(start: int, pattern: re.Pattern[str], most: int = _MOST_COLUMNS) -> int:
        """Where the lines end, from one on, that are such cells."""
        end = start
        while end < min(len(lines), start + most) and pattern.fullmatch(
            plain, lines[end].start, lines[end].end
        ):
            end += 1
        return end

    names = run(first, _COLUMN)
    start = run(names, _COUNT_COLUMN)
    width = start - names
    if names == first or width < _FEWEST_COLUMNS:
        return 0
    rows = 0
    while start < len(lines):
        cells = run(start, _NAME_CELL, names - first)
        end = run(cells, _COUNT_CELL, width)
        if cells == start or end - cells < width:
            break
        start, rows = end, rows + 1
    return start - first if rows >= _FEWEST_ROWS else 0


def _lines_of(plain: str, lines: Sequence[Span], *, is_numbered: bool) -> Iterator[Segment]:
    """Rows below a head in one line, each in one line too: with its number, and its level."""
    for number, line in enumerate(lines):
        begins = _NUMBER_BEFORE.match(plain, line.start)
        has_level = _LEVEL_WORD.search(plain, line.start, line.end)
        is_row = has_level and (begins or not is_numbered)
        if not is_row or line.end - line.start > LONGEST_CELL:
            break
        start = begins.end() if begins else line.start
        yield Segment(ITEM, start, line.end, is_first=number == 0, is_row=True)


def _headless(plain: str, lines: Sequence[Span], first: int) -> Iterator[Segment]:
    """The rows of a table without a head: lines of the same kinds come again and again.

    Lines between them that tell a branch, type or level group those below.
    """
    if _kind(plain, lines[first]) not in _OPENS_ROW:
        return  # as most lines do
    kinds = [_kind(plain, line) for line in lines[first : first + 2 * _MOST_COLUMNS]]
    width = _width(kinds)
    if width is None:
        return
    period = kinds[:width]
    start = first
    while start + width <= len(lines):
        row = lines[start : start + width]
        if _are_alike([_kind(plain, line) for line in row], period):
            begin = row[period[0] == _Kind.NUMBER].start
            yield Segment(ITEM, begin, row[-1].end, is_first=start == first, is_row=True)
            start += width
        elif _is_group(plain, row[0]):
            yield Segment(PROSE, row[0].start, row[0].end)
            start += 1
        else:
            break


def _width(kinds: Sequence[_Kind | None]) -> int | None:
    """How many cells each row has, if a row begins with the first."""
    if not kinds or kinds[0] not in _OPENS_ROW:
        return None
    # A level may head the rows below it.
    below = _width(kinds[1:]) if kinds[0] == _Kind.LEVEL else None
    for is_grouped in (False, True):
        for width in range(_FEWEST_COLUMNS + 1, _MOST_COLUMNS):
            period, following = kinds[:width], kinds[width:]
            is_whole = _Kind.BODY in period and _OF_AWARD & {*period} and None not in period
            if kinds[0] == _Kind.LEVEL:
                is_whole = is_whole and bool(_OF_AWARD & {*period[1:]})
                is_whole = is_whole and (below or width) >= width
            if is_grouped:
                is_whole = is_whole and following[:1] != [] and following[0] in _OF_AWARD
            if is_whole and _are_alike(following[is_grouped : is_grouped + width], period):
                return width
    return None


def _are_alike(row: Sequence[_Kind | None], period: Sequence[_Kind | None]) -> bool:
    """Whether a row has the cells of another, of which some may be empty.

    A work may be called as a body is, after the body that won.
    """
    begins = next((i for i, kind in enumerate(row) if kind == _Kind.BODY), len(row))
    work = {_Kind.BODY, _Kind.WORDS}
    return len(row) == len(period) and all(
        a == b or a == _Kind.NOTHING or (i > begins and {a, b} == work)
        for i, (a, b) in enumerate(zip(row, period, strict=True))
    )


def _is_group(plain: str, line: Span) -> bool:
    """Whether a line tells what rows below it have in common."""
    return any(each.fullmatch(plain, line.start, line.end) for each in (_LEVEL, _GROUP))


class _Kind(Enum):
    """What a cell tells by itself."""

    NUMBER, BODY, PLACE, AWARD, TYPE, LEVEL, WORDS, NOTHING = range(8)


_OF_AWARD = {_Kind.AWARD, _Kind.TYPE, _Kind.LEVEL}
_OPENS_ROW = {_Kind.BODY, _Kind.NUMBER, _Kind.PLACE, _Kind.AWARD, _Kind.LEVEL}


def _kind(plain: str, line: Span) -> _Kind | None:
    """What kind of cell a line is; None where it is too long for one."""
    if line.end - line.start > _LONGEST_WORDS:
        return None
    cell = plain[line.start : line.end].strip()
    if _ITEM.match(cell) and not _NUMBER.fullmatch(cell):
        return None
    if cell == _EMPTY:
        return _Kind.NOTHING
    if _NUMBER.fullmatch(cell):
        return _Kind.NUMBER
    if _LEVEL.fullmatch(cell):
        return _Kind.LEVEL
    if _TYPE_CELL.fullmatch(cell):
        return _Kind.TYPE
    if _PLACE_CELL.fullmatch(cell):
        return _Kind.PLACE
    if cell.startswith(("รางวัล", "ประเภท")) or _AWARD_CELL.fullmatch(cell):
        return _Kind.AWARD
    is_named = patterns()["head"].match(cell) or _PERSON.fullmatch(cell)
    is_body = is_named and not _TELLS_MORE.search(cell)
    return _Kind.BODY if is_body else _Kind.WORDS


def cells_of(plain: str, row: Span, ends: re.Pattern[str] = _CELL_ENDS) -> Iterator[Span]:
    """The cells of a row: its lines and what a sign stands between, or as ``ends`` has it."""
    start = row.start
    for match in ends.finditer(plain, row.start, row.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, row.end)


def record(plain: str, part: Span) -> dict[str, Span]:
    """What the lines of a part tell by the words before their colons; nothing if it is no record.

    The body that is said to have done a work won, that beside it is its department.
    """
    fields = [
        (match["label"].strip(), Span(*match.span("value")))
        for line in cells_of(plain, part, _LINE_ENDS)
        if (match := _FIELD_OF_RECORD.fullmatch(plain, line.start, line.end))
    ]
    names = [name for name, _ in fields]
    if sum(bool(_COLUMN.fullmatch(name)) for name in names) < _FEWEST_FIELDS:
        return {}
    told = _told(plain, names, [value for _, value in fields])
    did = next((value for name, value in fields if _DID.fullmatch(name)), None)
    if did and WINNER in told and plain[did.start : did.end].strip() != _EMPTY:
        told[DEPARTMENT_ABOVE], told[WINNER] = told[WINNER], did
    return told


def blocks_of(
    plain: str, lines: Sequence[Span], is_apart: Callable[[int], bool]
) -> list[Sequence[Span]]:
    """Lines that tell one award together, where such stand in a row.

    They stand between empty lines, or below a bullet with bullets of their own. ``is_apart``:
    whether an empty line stands where a line ends.
    """
    signs = [match["point"] if (match := BULLET.match(plain, b.start)) else None for b in lines]
    inner: set[str] = set()
    starts: list[int] = []
    pairs: set[int] = set()
    for number, (sign, following) in enumerate(pairwise([*signs, None])):
        is_outer = sign and following and sign != following and sign not in inner
        if following and is_outer:
            inner.add(following)
        is_alone = sign and not following and number + 1 < len(lines)
        told = lines[number + 1] if is_alone else lines[number]
        is_told = is_alone and _TOLD_BELOW.search(plain, told.start, told.end)
        if is_told:
            pairs.add(number)
        if is_outer or is_told or number == 0 or is_apart(lines[number].start - 1):
            starts.append(number)
    found: list[Sequence[Span]] = []
    run: list[Sequence[Span]] = []
    for start, end in pairwise([*starts, len(lines)]):
        end = start + 2 if start in pairs else end
        below = signs[start + 1] if start + 1 < end else None
        if below and signs[start] not in (None, below):
            end = next((n for n in range(start + 2, end) if signs[n] != below), end)
        block = lines[start:end]
        if _tells_one(plain, block):
            run.append(block)
            continue
        if len(block) == 1 and _GROUP.fullmatch(plain, block[0].start, block[0].end):
            continue  # a heading between those below it
        found += run if len(run) >= _FEWEST_ROWS else []
        run = []
    return found + (run if len(run) >= _FEWEST_ROWS else [])


def _tells_one(plain: str, block: Sequence[Span]) -> bool:
    """Whether a few short lines tell one award: the first names who won it, or all are cells."""
    first = block[0]
    if not 1 < len(block) <= _MOST_LINES or max(b.end - b.start for b in block) > LONGEST_CELL:
        return False
    bullet = BULLET.match(plain, first.start)
    kinds = [_kind(plain, line) for line in block]
    if None not in kinds and all(kinds.count(each) == 1 for each in (_Kind.BODY, _Kind.TYPE)):
        return True
    if not _NAMES_FIRST.match(plain, bullet.end() if bullet else first.start, first.end):
        return False
    is_list = bullet and all(BULLET.match(plain, line.start) for line in block[1:])
    if not is_list and any(_BELOW.match(plain, line.start) for line in block[1:]):
        return False
    types = [len(_TYPE_WORD.findall(plain, line.start, line.end)) for line in block]
    return sum(types) == 1 and not types[0]


def are_cells(plain: str, block: Sequence[Span]) -> bool:
    """Whether the lines of an award are its cells: bullets below a bullet, or a type by itself."""
    if BULLET.match(plain, block[1].start):
        return True
    return any(_TYPE_CELL.fullmatch(plain, line.start, line.end) for line in block) and all(
        _kind(plain, line) is not None for line in block
    )


def has_work(plain: str, row: Span) -> bool:
    """Whether a cell of a row is neither a body nor a place, nor tells of the award."""
    return any(_kind(plain, cell) == _Kind.WORDS for cell in cells_of(plain, row))


def place_cell(plain: str, row: Span) -> Span | None:
    """The cell of a row that only names a province."""
    for cell in cells_of(plain, row):
        if match := _PLACE_CELL.fullmatch(plain[cell.start : cell.end].strip()):
            at = plain.index(match["province"], cell.start)
            return Span(at, at + len(match["province"]))
    return None


def _rows(
    plain: str, lines: Sequence[Span], start: int, heads: Sequence[str], *, in_line: bool = False
) -> list[Segment]:
    """The rows below a head. ``in_line``: the number of a row stands before its first cell."""
    width, level = len(heads), next((i for i, h in enumerate(heads) if "ระดับ" in h), None)
    is_numbered = heads[:1] != [] and heads[0] in _ORDINAL
    if width < _FEWEST_COLUMNS or (level is None and not is_numbered):
        return []
    column, cell_of = (0, _NUMBER) if is_numbered or level is None else (level, _LEVEL_CELL)
    found: list[Segment] = []
    is_first = True
    while start + width <= len(lines):
        cells = lines[start : _end(plain, lines, start, width) if is_numbered else start + width]
        is_row = cell_of.fullmatch(plain, cells[column].start, cells[column].end)
        if is_row and all(cell.end - cell.start <= LONGEST_CELL for cell in cells):
            begin = cells[1 if is_numbered else 0].start
            if in_line and (number := _NUMBER_BEFORE.match(plain, begin)):
                begin = number.end()
            told = {} if in_line else _told(plain, heads, cells)
            found.append(
                Segment(ITEM, begin, cells[-1].end, None, is_first, is_row=True, cells=told)
            )
            start, is_first = start + len(cells), False
        elif _GROUP.fullmatch(plain, cells[0].start, cells[0].end):
            found.append(Segment(PROSE, cells[0].start, cells[0].end))
            start, is_first = start + 1, True
        else:
            break
    return found if any(part.is_row for part in found) else []


def _end(plain: str, lines: Sequence[Span], start: int, width: int) -> int:
    """Where a numbered row ends: a cell may be broken once or twice before the next row."""
    usual = start + width
    for end in range(usual, min(usual + 2, len(lines) - 1) + 1):
        following = lines[end] if end < len(lines) else None
        if following is None:
            return end
        text = plain[following.start : following.end].strip()
        if _NUMBER.fullmatch(text) or _GROUP.fullmatch(text):
            return end
    return usual


def _in_lines(plain: str, lines: Sequence[Span], first: int) -> list[Segment]:
    """The rows of a table with one on each line, between whose cells one sign stands.

    They are those below a head; without one, lines in a row that each tell of an award.
    """
    for sign in _BETWEEN_CELLS:
        columns = _texts(plain, lines[first], sign)
        is_head = len(columns) > 1 and _are_columns(columns)
        if not is_head and len(columns) <= _FEWEST_COLUMNS:
            continue
        widths = {len(columns)}
        if is_head and columns[0] in _ORDINAL:
            widths.add(len(columns) - 1)  # the number stands before the first cell
        found: list[Segment] = []
        for line in lines[first + is_head :]:
            cells = _texts(plain, line, sign)
            is_told = is_head or any(_award_cell(cell) for cell in cells)
            if len(cells) not in widths or line.end - line.start > LONGEST_CELL or not is_told:
                break
            number = _NUMBER_BEFORE.match(plain, line.start)
            bullet = _BULLET.match(plain, line.start)
            start = number.end() if number and columns[0] in _ORDINAL else line.start
            start = bullet.end() if bullet else start
            found.append(Segment(ITEM, start, line.end, is_first=not found, is_row=True))
        if is_head or len(found) >= _FEWEST_ROWS:
            return found
    return []


def _texts(plain: str, line: Span, ends: re.Pattern[str]) -> list[str]:
    return [plain[cell.start : cell.end].strip() for cell in cells_of(plain, line, ends)]


def _are_columns(cells: Iterable[str]) -> bool:
    """Whether cells are those of a head."""
    return all(_COLUMN.fullmatch(cell) for cell in cells)


def _award_cell(cell: str) -> bool:
    """Whether a cell is a level or a type, and no more."""
    return bool(_LEVEL.fullmatch(cell) or _TYPE_CELL.fullmatch(cell))
