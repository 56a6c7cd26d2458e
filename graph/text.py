"""Text as people mean it: the same name however it is typed.

`fold` makes texts equal that differ only in how they were typed; filters compare what it
makes. `search_key` goes further, for search: abbreviations are written out and all but
letters and digits is dropped. Whitespace is removed, not reduced to one space: Thai writes
none between words, so whether a name has one (`สำนักงาน จังหวัดน่าน`) is a matter of taste.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from graph.thai import DIGITS

Span = tuple[int, int]
"""Start and end of a passage in code points, end exclusive."""

# Soft hyphen, zero-width spaces and joiners, marks of direction, the byte order mark.
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])
_TYPED = {**DIGITS, **_INVISIBLE}

_TONES = "\u0e48-\u0e4b"
# Sara am, or nikhahit and sara aa, typed before, between or after tone marks.
_SARA_AM = re.compile(f"([{_TONES}]*)(?:\u0e33|\u0e4d([{_TONES}]*)\u0e32)([{_TONES}]*)")


def fold(text: str) -> str:
    """What texts that mean the same have in common; to be compared, not shown.

    NFC, case folded, Thai digits as Arabic ones, sara am as one character after its tone
    mark, sara ae as one character, no whitespace, nothing invisible. Folding what is folded
    changes nothing.
    """
    kept = "".join(text.translate(_TYPED).split())
    if kept.isascii():
        return kept.lower()
    # Once is not enough: folding the case may compose, and composing bring back a case.
    return _spelled(_nfc(_nfc(_nfc(kept).casefold()).casefold()))


def respelled(text: str) -> str:
    """A text in one spelling, to sort by: NFC, sara am and sara ae as one, single spaces."""
    return _spelled(_nfc(" ".join(text.translate(_INVISIBLE).split())))


def _spelled(text: str) -> str:
    """Sara am after its tone mark and sara ae, as one character each."""
    return _nfc(_SARA_AM.sub("\\1\\2\\3\u0e33", text).replace("\u0e40\u0e40", "\u0e41"))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


# Search

ABBREVIATIONS = {
    "สนง.": "สำนักงาน",
    "รพ.สต.": "โรงพยาบาลส่งเสริมสุขภาพตำบล",
    "รพ.สต": "โรงพยาบาลส่งเสริมสุขภาพตำบล",
    "รพสต.": "โรงพยาบาลส่งเสริมสุขภาพตำบล",
    "รพ.": "โรงพยาบาล",
    "รร.": "โรงเรียน",
    "อบจ.": "องค์การบริหารส่วนจังหวัด",
    "อบต.": "องค์การบริหารส่วนตำบล",
    "กทม.": "กรุงเทพมหานคร",
    "จ.": "จังหวัด",
    "อ.": "อำเภอ",
    "ต.": "ตำบล",
    "ฯ": "",
}
"""What search reads for the abbreviations that names of bodies are typed with."""

# A letter alone with a full stop may also end a longer abbreviation (`กจ.`): it stands for
# its word at the start, after what is no letter, or after a longer run of Thai, and before a name.
_LONG = "|".join(re.escape(each) for each in ABBREVIATIONS if each not in ("จ.", "อ.", "ต."))
_ABBREVIATION = re.compile(
    rf"(?<![ก-ฮ.])(?:{_LONG})|ฯ|(?:(?<![ก-๎.])|(?<=[ก-๎]{{4}}))[จอต]\.(?=\s*[ก-ฮเ-ไ])"
)


def search_key(text: str) -> str:
    """What search compares of a text: folded, abbreviations written out, letters and digits.

    Nothing is left of a text of punctuation alone.
    """
    return _letters(fold(_ABBREVIATION.sub(_written_out, text)))


def _written_out(match: re.Match[str]) -> str:
    return ABBREVIATIONS[match[0]]


def _letters(folded: str) -> str:
    if folded.isalnum():
        return folded
    # What was apart may now be together, such as a letter and its accent.
    return fold("".join(c for c in folded if c.isalnum() or _is_mark(c)))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def traced_key(text: str) -> tuple[str, list[Span]]:
    """The search key of a text and, for each character of it, where in the text it comes from."""
    key, spans = [], []
    for start, end, meant in _pieces(text):
        found = search_key(meant)
        is_plain = len(found) == end - start
        for i, character in enumerate(found):
            key.append(character)
            spans.append((start + i, start + i + 1) if is_plain else (start, end))
    return "".join(key), spans


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """The pieces that are folded each on their own, and what is meant by each."""
    start = 0
    for match in _ABBREVIATION.finditer(text):
        yield from _letters_with_marks(text, start, match.start())
        yield match.start(), match.end(), ABBREVIATIONS[match[0]]
        start = match.end()
    yield from _letters_with_marks(text, start, len(text))


def _letters_with_marks(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for i in range(start + 1, end):
        if not _joins(text[start:i], text[i]):
            yield start, i, text[start:i]
            start = i
    if start < end:
        yield start, end, text[start:end]


def _joins(cluster: str, following: str) -> bool:
    """Whether a character belongs to what stands before it."""
    if following == "\u0e32":
        return "\u0e4d" in cluster
    return (
        _is_mark(following)
        or ord(following) in _INVISIBLE
        or (following == "\u0e40" and cluster == "\u0e40")
        or (following == "\u0e33" and cluster[-1] == "\u0e4d")
    )


# What is stored for search

MARGIN = "\n\n"
"""Stands before each name in a search text, so that even one letter can be asked for at the
start of a name: a text index looks up three characters or more."""

END = "\n"
"""Stands after each name in a search text."""


def search_text(names: Iterable[str]) -> str:
    """The search keys of the names of a node, one a line, as a text index holds them."""
    return "".join(f"{MARGIN}{key}{END}" for key in _keys(names))


def search_pairs(names: Iterable[str]) -> str:
    """The pairs of the search keys of the names of a node, as words of a full-text index."""
    return " ".join(dict.fromkeys(pair for key in _keys(names) for pair in pairs(key)))


def pairs(key: str) -> list[str]:
    """The pairs of neighbouring characters of a key, each once."""
    return list(dict.fromkeys(key[i : i + 2] for i in range(len(key) - 1)))


def _keys(names: Iterable[str]) -> list[str]:
    return [key for key in dict.fromkeys(map(search_key, names)) if key]
