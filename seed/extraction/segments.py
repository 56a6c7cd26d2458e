"""The parts of a text: headline, prose, and items of lists on two levels or more.

An item is found by its number, which must follow the one before in the same list and style,
so that dates, amounts and versions are not taken for one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from seed.extraction.parts import HEADLINE, ITEM, PROSE, Segment, lines_of
from seed.extraction.signs import (
    AFTER_ITEM,
    ALONE,
    AWARDED,
    BODY,
    BULLET,
    CONTINUES,
    COUNTED,
    FIELD,
    LABEL,
    LETTER,
    LONGEST_FIELD,
    MARKER,
    SIGNS,
    SPEAKS,
    TURNS,
    begins_group,
    group_of,
    introduces,
)
from seed.extraction.tables import (
    LONGEST_CELL,
    are_cells,
    barred,
    blocks_of,
    count_of_awards,
    has_bars,
    head_of,
    record,
    rows,
)
from seed.extraction.text import Span, Text, line_end

_OF_AWARD = ("รางวัล", " รางวัล", " สาขา", " ประเภท", " ระดับ")
_LONGEST_ITEM = 400
"""Up to how many characters a line that no sign sets apart is an item; a longer one is prose."""

_LONGEST_END = 40
_MOST_LINES = 4
_SHORTEST_PROSE = 30
_DEEPEST = 6


def segment(text: Text) -> list[Segment]:
    """The segments of a text in order."""
    return _Reader(text).read()


@dataclass(slots=True)
class _Open:
    """A list that is being read: its style, last number, and the segment of that item."""

    style: str
    last: int
    index: int


class _Reader:
    def __init__(self, text: Text) -> None:
        self._text, self._plain = text, text.plain
        self._found: list[Segment] = []
        self._lists: list[_Open] = []
        self._is_interrupted = True
        self._is_table = False
        self._head: list[str] = []
        """What the columns of the last table with bars tell."""
        self._labels: set[str] = set()
        self._is_introduced = False
        self._groups: set[str] = set()
        """The words with which lines begin that group the bullets under the last number."""
        self._bullets: list[tuple[str, int]] = []
        """The signs of the lists of bullets that are open, each with its last item."""
        self._heads: set[str] = set()
        """The words with which lines above and between the items of a list begin: a line like
        them is none."""

    def read(self) -> list[Segment]:
        lines = list(lines_of(self._plain))
        blocks = {block[0]: block for block in blocks_of(self._plain, lines, self._text.is_apart)}
        position = 0
        while position < len(lines):
            line = lines[position]
            if position == 0:
                self._found.append(Segment(HEADLINE, line.start, line.end))
            elif found := rows(self._plain, lines, position):
                has_head = found[0].start > line.end
                self._is_introduced = self._is_introduced and not has_head
                self._add_rows(found)
                position = bisect_left(lines, Span(found[-1].end, 0))
                continue
            elif counted := count_of_awards(self._plain, lines, position):
                position += counted
                continue
            elif block := blocks.get(line):
                signs = SIGNS.match(self._plain, line.start, line.end)
                start = signs.end() if signs else line.start
                is_first = self._found[-1].kind != ITEM
                is_row = are_cells(self._plain, block)
                self._add_rows(
                    [Segment(ITEM, start, block[-1].end, is_first=is_first, is_row=is_row)]
                )
                position += len(block)
                continue
            else:
                self._line(line)
            position += 1
        for part in self._found:
            if part.kind == ITEM and not part.cells and (told := record(self._plain, part.span)):
                part.cells, part.is_row = told, True
        return self._found

    def _add_rows(self, found: Sequence[Segment]) -> None:
        """Takes what is read of several lines: below the item above them, or after all lists."""
        above = self._numbered_above(self._found[-1])
        for part in found:
            part.parent = above
        self._found += found
        self._is_table = False
        if above is None:
            self._is_interrupted = True
            self._lists.clear()

    def _line(self, line: Span) -> None:
        alone = ALONE.match(self._plain[line.start : line.end][:6])
        if alone and line.end - line.start < 5 and self._accept("alone", int(alone["number"])):
            self._item(line.end)
            self._found[-1].is_row = True
            self._is_table = True
            return
        if has_bars(self._plain, line):
            self._is_interrupted, self._is_introduced = True, False
            if head := head_of(self._plain, line):
                self._head = head
                return
            last = self._found[-1]
            is_first = not last.is_row
            told = barred(self._plain, line, self._head)
            self._found.append(
                Segment(ITEM, line.start, line.end, None, is_first, is_row=True, cells=told)
            )
            return
        is_open = False
        for match in MARKER.finditer(self._plain, line.start, line.end):
            if not is_open and self._is_prose(Span(line.start, match.start())):
                self._is_interrupted = True
            if not self._accept_match(match):
                continue
            if is_open:
                self._found[-1].end = match.start()
            elif match.start() > line.start:
                self._words(Span(line.start, match.start()))
            self._item(match.end())
            self._is_table = False
            is_open = True
        if is_open:
            item = self._found[-1]
            after = AFTER_ITEM.search(self._plain, item.start, line.end)
            item.end = after.start() if after else line.end
            if after:
                self._found.append(Segment(PROSE, after.end(), line.end))
                self._is_interrupted = True
        elif not self._listed(line):
            self._words(line)
        if introduces(self._plain, line):
            self._is_introduced = True

    def _is_prose(self, before: Span) -> bool:
        """Whether the words before a number are a sentence, which may introduce another list."""
        return before.end - before.start > _SHORTEST_PROSE or introduces(self._plain, before)

    def _listed(self, line: Span) -> bool:
        """Whether a line is one of those that a sentence introduces: ดังนี้, ได้แก่ …"""
        is_short = line.end - line.start <= LONGEST_CELL
        turns = SPEAKS.search(self._plain, line.start, line.end) or TURNS.match(
            self._plain, line.start
        )
        if not is_short or turns:
            self._is_introduced = False
        last = self._found[-1]
        if not self._is_introduced or self._is_table or (last.kind == ITEM and last.is_numbered):
            return False
        if last.kind == ITEM and self._continues(line):
            return False
        is_label = self._label(line, last) or self._is_field(line, last)
        if is_label or BULLET.match(self._plain, line.start):
            return False
        letter = LETTER.match(self._plain, line.start, line.end)
        start = letter.end() if letter else line.start
        self._found.append(Segment(ITEM, start, line.end, None, last.kind != ITEM))
        self._is_interrupted = True
        return True

    def _words(self, span: Span) -> None:
        """A line, or its beginning, that no number opens."""
        last = self._found[-1]
        label = self._label(span, last)
        if label and self._is_of_record(label["name"], last):
            self._labels.add(label["name"])
            last.end = span.end
            return
        bullet = BULLET.match(self._plain, span.start)
        above = self._numbered_above(last)
        group = group_of(self._plain, Span(bullet.end(), span.end) if bullet else span)
        is_heading = bullet is not None and last.is_numbered and group in self._heads
        if bullet and bullet["point"] and (above is not None or self._bullets) and not is_heading:
            if last.is_numbered:
                self._groups = self._groups_in(last.span)
            self._labels = set()
            self._found.append(self._bulleted(bullet, span, above))
            return
        if above is not None and begins_group(self._plain, span.start) and self._counts(above):
            self._found.append(Segment(ITEM, span.start, span.end, above))
            return
        if above is not None and not last.is_numbered and group in self._groups:
            self._found.append(Segment(ITEM, span.start, span.end, above))
            return
        is_group = group in self._heads and (group != BODY or self._is_before_number(span))
        is_next_record = label is not None and label["name"] in self._labels
        is_told_on = bool(label or bullet) and group not in self._heads and self._is_work(last)
        is_told_on = is_told_on or self._is_field(span, last)
        if (
            last.kind == ITEM
            and not (is_group or is_next_record)
            and (is_told_on or self._continues(span) or self._is_in_block(span))
        ):
            last.end = span.end
            if field := FIELD.match(self._plain, span.start, span.end):
                self._labels.add(field["name"])
            return
        self._labels = {label["name"]} if label else set()
        if label:
            self._found.append(Segment(ITEM, span.start, span.end, None, last.kind != ITEM))
            self._is_interrupted, self._is_table = False, False
            return
        self._bullets.clear()
        if bullet and bullet["point"]:
            self._found.append(self._bulleted(bullet, span, None))
        elif bullet and span.end - span.start <= _LONGEST_ITEM:
            self._found.append(Segment(ITEM, bullet.end(), span.end, None, last.kind != ITEM))
        else:
            self._found.append(Segment(PROSE, span.start, span.end))
        if group:
            self._heads.add(group)
        self._is_interrupted = True
        self._is_table = False

    def _is_work(self, last: Segment) -> bool:
        """Whether an item with a bullet begins with a work, and does not say yet what it won."""
        is_quoted = self._plain.startswith(("“", '"'), last.start)
        return (
            bool(self._bullets)
            and is_quoted
            and last.end - last.start <= LONGEST_CELL
            and not AWARDED.search(self._plain, last.start, last.end)
        )

    def _is_field(self, span: Span, last: Segment) -> bool:
        """Whether a line with a word before its colon tells more of a record or a bulleted item."""
        field = FIELD.match(self._plain, span.start, span.end)
        is_open = bool(self._bullets or self._labels) and last.kind == ITEM
        if field is None or last.is_numbered or not is_open:
            return False
        return field["name"] not in self._labels and span.end - span.start <= LONGEST_FIELD

    def _label(self, span: Span, last: Segment) -> re.Match[str] | None:
        """The label of a record with which a line begins; below an item it needs no colon."""
        label = LABEL.match(self._plain, span.start, span.end)
        return label if label and (last.kind == ITEM or label[0].endswith(":")) else None

    def _bulleted(self, bullet: re.Match[str], span: Span, above: int | None) -> Segment:
        """An item with a bullet; under one with another sign if that one introduces a list."""
        points = [point for point, _ in self._bullets]
        if bullet["point"] in points:
            del self._bullets[points.index(bullet["point"]) + 1 :]
        else:
            if not introduces(self._plain, self._found[-1].span):
                self._bullets.clear()
            self._bullets.append((bullet["point"], -1))
        parent = self._bullets[-2][1] if len(self._bullets) > 1 else above
        is_first = self._bullets[-1][1] < 0 and (parent is not None or self._found[-1].kind != ITEM)
        self._bullets[-1] = (bullet["point"], len(self._found))
        return Segment(ITEM, bullet.end(), span.end, parent, is_first)

    def _numbered_above(self, last: Segment) -> int | None:
        """The item with a number under which a bullet stands, if it is one that is being read."""
        if not self._lists or self._is_interrupted or last.kind != ITEM:
            return None
        return self._lists[-1].index

    def _groups_above(self) -> set[str]:
        """The words with which the lines right above a list begin, which may group its items."""
        found = set()
        for part in reversed(self._found):
            group = None if part.is_numbered else group_of(self._plain, part.span)
            if group is None:
                break
            found.add(group)
        return found

    def _counts(self, index: int) -> bool:
        """Whether an item only says how many awards the lines below it tell."""
        item = self._found[index]
        end = line_end(self._plain, item.start, item.end)
        return bool(COUNTED.match(self._plain[item.start : end].strip()))

    def _groups_in(self, span: Span) -> set[str]:
        """The words with which the lines of an item begin that group the bullets below it."""
        starts = [
            start
            for start, char in enumerate(self._plain[span.start : span.end], span.start + 1)
            if char == "\n"
        ]
        lines = [Span(start, line_end(self._plain, start, span.end)) for start in starts]
        return {word for line in lines if (word := group_of(self._plain, line))}

    def _is_before_number(self, span: Span) -> bool:
        """Whether a line stands between two items of one line each: the body of those below it."""
        last = self._found[-1].span
        is_one_line = "\n" not in self._plain[last.start : last.end]
        match = MARKER.match(self._plain, min(span.end + 1, len(self._plain)))
        return bool(is_one_line and match and match["number"])

    def _is_of_record(self, label: str, last: Segment) -> bool:
        """Whether a line with a label tells more of the item before: each label comes once."""
        if last.kind != ITEM or self._is_interrupted:
            return False
        return label not in self._labels

    def _is_in_block(self, span: Span) -> bool:
        """Whether the next number of a list comes within a few short lines: an item of lines."""
        if not self._lists or self._is_interrupted or span.end - span.start > LONGEST_CELL:
            return False
        opened, position = self._lists[-1], span.end + 1
        for _ in range(_MOST_LINES):
            end = line_end(self._plain, position, len(self._plain))
            match = MARKER.match(self._plain, position)
            if match and match["number"] and int(match["number"]) == opened.last + 1:
                is_block = (match["opens"] or "") + match["style"] == opened.style
                self._found[-1].is_row = self._found[-1].is_row or is_block
                return is_block
            is_restarted = match and match["number"] and int(match["number"]) <= opened.last
            if is_restarted or end - position > LONGEST_CELL:
                break
            position = end + 1
        is_last = self._found[-2].is_row if len(self._found) > 1 else False
        if is_last and not SPEAKS.search(self._plain, span.start, span.end):
            self._found[-1].is_row = True
            return True
        return False

    def _continues(self, span: Span) -> bool:
        if COUNTED.match(self._plain, span.start, span.end):
            return False
        if self._is_table:
            return span.end - span.start < LONGEST_CELL
        is_speech = SPEAKS.search(self._plain, max(span.start, span.end - _LONGEST_END), span.end)
        is_more = CONTINUES.match(self._plain, span.start)
        return not self._is_interrupted and bool(is_more) and not is_speech

    def _accept_match(self, match: re.Match[str]) -> bool:
        if match["number"]:
            style = (match["opens"] or "") + match["style"]
            return self._accept(style, int(match["number"]))
        at_line_start = match.start() == 0 or self._plain[match.start() - 1] == "\n"
        is_of_award = self._plain.startswith(_OF_AWARD, match.end())
        if not (match["close"] or at_line_start or is_of_award):
            return False
        return self._accept(f"{match['outer']}.", int(match["inner"]))

    def _accept(self, style: str, number: int) -> bool:
        """Whether a number goes on with an open list, or begins one."""
        for depth in range(len(self._lists) - 1, -1, -1):
            opened = self._lists[depth]
            if opened.style == style and opened.last == number - 1:
                del self._lists[depth + 1 :]
                opened.last = number
                self._is_interrupted = False
                return True
        if number != 1:
            return False
        if self._is_interrupted:
            self._lists.clear()
            # What stands above a list groups its items; a line like it begins the next group.
            self._heads = self._groups_above()
        if len(self._lists) < _DEEPEST:
            self._lists.append(_Open(style, 0, -1))
            self._lists[-1].last = 1
        self._is_interrupted = False
        return True

    def _item(self, start: int) -> None:
        self._labels = set()
        self._bullets.clear()
        parent = self._lists[-2].index if len(self._lists) > 1 else None
        self._lists[-1].index = len(self._found)
        self._found.append(Segment(ITEM, start, start, parent, self._lists[-1].last == 1, True))
        self._is_interrupted = False
