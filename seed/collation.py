"""Keys whose order by code point is the order of words in a dictionary.

The order is that of the Unicode Collation Algorithm (UTS #10) with the default table, which
is the one of the Royal Institute's dictionary for Thai: a vowel written before its
consonant sorts after it (เก under ก), tone marks count only between words otherwise equal.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby

from graph.text import respelled

COLLATOR = "pyuca.collator:Collator_9_0_0"
"""Named, not imported: it reads its table in a third of a second, which only a load needs."""

_SEPARATOR = " "
_LOWEST = 0x20
"""Weights start above the separator of their levels."""
_LAST = 0xD7FF
"""The last code point before the surrogates, whose order Java and Unicode do not agree on."""
_COMMON = (0, 0x20, 0x02)
"""The least weight of each level, which most characters have; none at the first."""


@cache
def _weights() -> Callable[[str], Sequence[int]]:
    collator = pkgutil.resolve_name(COLLATOR)()
    weights: Callable[[str], Sequence[int]] = collator.sort_key
    return weights


def collation_key(text: str) -> str:
    """The key of a text; two keys compare by code point as the texts do in a dictionary."""
    levels = list(_levels(_weights()(respelled(text))))
    return _SEPARATOR.join(map(_encoded, levels)).rstrip(_SEPARATOR)


def _levels(weights: Sequence[int]) -> Iterator[list[int]]:
    """The weights level by level, without the least ones at the end, which decide nothing."""
    split = [list(part) for is_weight, part in groupby(weights, key=bool) if is_weight]
    for level, common in zip(split, _COMMON, strict=False):
        while level and level[-1] == common:
            level.pop()
        yield level


def _encoded(level: Sequence[int]) -> str:
    return "".join(map(_character, level))


def _character(weight: int) -> str:
    """A weight as a character; the few above the surrogates as two, after all others."""
    code = weight + _LOWEST
    return chr(code) if code < _LAST else chr(_LAST) + chr(code - _LAST + _LOWEST + 1)
