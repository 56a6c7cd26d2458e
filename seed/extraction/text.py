"""A text in one spelling of spaces, quotation marks and digits, with the way back.

The grammar reads the normalized text; whatever it finds is quoted from the original by the
offsets that are kept for every character.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

OPEN, CLOSE, STRAIGHT = "“", "”", '"'
"""The three quotation marks that are left: opening, closing, and the one that is both."""

_SAME = (
    dict.fromkeys("„‟«❝〝", OPEN)
    | dict.fromkeys("»❞〞", CLOSE)
    | dict.fromkeys("＂″", STRAIGHT)
    | dict.fromkeys("–—‐‑−", "-")
    | {"\ufe0f": "", "\u20e3": "."}  # 1️⃣ is 1.
    | {chr(0x0E50 + digit): str(digit) for digit in range(10)}
)
_SARA_AM = {"ํา": "ำ", "เเ": "แ"}
_KEPT = r"(?:[ก-ะัาิ-ฺโ-ๆ็-์]|เ(?!เ)|แ|[A-Za-z](?![\u0300-\u036f])|[0-9.,()])"
_ORDINARY = re.compile(rf"{_KEPT}(?:{_KEPT}| (?={_KEPT}))+")
"""Characters that stay as they are, most of every text: they are taken many at once."""

_TONES = frozenset("่้๊๋")
_NIKHAHIT, _SARA_AA = "ํ", "า"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From a code point to a code point, the end not included."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a code point in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Text:
    """``plain`` is the normalized text; its spans lead back to ``original``."""

    original: str
    plain: str
    _starts: tuple[int, ...] = field(repr=False)
    _ends: tuple[int, ...] = field(repr=False)

    def source(self, span: Span) -> Span:
        """The span in the original text of a span in the plain one, which is not empty."""
        return Span(self._starts[span.start], self._ends[span.end - 1])

    def plain_span(self, source: Span) -> Span | None:
        """The span in the plain text of one in the original, None where nothing is left of it."""
        start = bisect_right(self._ends, source.start)
        end = bisect_left(self._starts, source.end)
        return Span(start, end) if start < end else None

    def is_apart(self, newline: int) -> bool:
        """Whether an empty line of the original text stands at a line's end in the plain one."""
        between = self.original[self._starts[newline] : self._ends[newline]]
        return between.count("\n") > 1

    def quote(self, span: Span) -> str:
        """What the original text says there, to the letter."""
        source = self.source(span)
        return self.original[source.start : source.end]

    def read(self, span: Span) -> str:
        """What the plain text says there."""
        return self.plain[span.start : span.end]


def normalize(original: str) -> Text:
    """Read a text in one pass; time and space are linear in its length."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, became in _pieces(original):
        if became == _TAB:
            is_indent = not characters or characters[-1] in (" ", "\n")
            became = " " if is_indent else _BETWEEN_CELLS
        elif became in _ARROWS and characters and characters[-1] == " " and len(characters) > 1:
            became = became if characters[-2] == "\n" else "|"
        if end - start == len(became) > 1:
            characters.extend(became)
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        elif became in (" ", "\n") and characters and characters[-1] in (" ", "\n"):
            if became == "\n":
                characters[-1] = "\n"
            ends[-1] = end
        else:
            characters.extend(became)
            starts.extend([start] * len(became))
            ends.extend([end] * len(became))
    return Text(original, "".join(characters), tuple(starts), tuple(ends))


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Each piece of the original that becomes something, and what it becomes."""
    position = 0
    while position < len(text):
        if ordinary := _ORDINARY.match(text, position):
            yield position, ordinary.end(), ordinary[0]
            position = ordinary.end()
            continue
        end = _cluster_end(text, position)
        became = _spell(text[position:end])
        if became:
            yield position, end, became
        position = end


_LONGEST_CLUSTER = 8
_ARROWS = frozenset("➡👉▶→⇒➜")
"""What points from one cell of a line to the next, or begins a line as a bullet."""

_TAB, _BETWEEN_CELLS = "\t", " | "
"""A tabulator stands between the cells of a table, unless it indents a line."""


def _cluster_end(text: str, start: int) -> int:
    pair = text[start : start + 2]
    if pair in _SARA_AM:
        return start + 2
    if pair[0] == _NIKHAHIT and pair[1:] in _TONES and text[start + 2 : start + 3] == _SARA_AA:
        return start + 3
    end = start + 1
    if not (text[start].isspace() or _is_thai(text[start])):
        while (
            end < len(text)
            and end - start < _LONGEST_CLUSTER
            and not _is_thai(text[end])
            and unicodedata.combining(text[end])
        ):
            end += 1
    return end


def line_end(plain: str, start: int, limit: int) -> int:
    """Where the line that goes on at ``start`` ends, at the latest at ``limit``."""
    found = plain.find("\n", start, limit)
    return limit if found < 0 else found


def _is_thai(character: str) -> bool:
    return "\u0e00" <= character <= "\u0e7f"


def _spell(piece: str) -> str:
    if len(piece) == 1 and _is_thai(piece):
        return _SAME.get(piece, piece)
    if piece in _SARA_AM:
        return _SARA_AM[piece]
    if piece[0] == _NIKHAHIT and len(piece) == 3:
        return piece[1] + "ำ"
    if len(piece) > 1:
        return unicodedata.normalize("NFC", piece)
    if piece in _SAME:
        return _SAME[piece]
    if piece in "\n\v\f\x85\u2028\u2029":
        return "\n"
    if piece == _TAB:
        return piece
    if piece == "\r" or piece.isspace():
        return " "
    return "" if unicodedata.category(piece) in {"Cc", "Cf", "Cs", "Co"} else piece
