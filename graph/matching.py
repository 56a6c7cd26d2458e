"""What a search has found in a name: which name of a node it was, and where in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from graph.text import Span, search_key, traced_key

_LEAST_BLOCK = 2
"""Shorter runs in common are chance."""


def best_name(names: Sequence[str], key: str) -> str:
    """The name that a search key matches best, the first of equals; empty where none is left."""
    return max(names, key=lambda name: _closeness(search_key(name), key), default="")


def best_spans(names: Sequence[str], key: str) -> list[Span]:
    """Where a search key is in the name that it matches best."""
    return highlights(best_name(names, key), key)


def _closeness(name: str, key: str) -> tuple[int, float]:
    """How well a key matches the key of a name: the kind of match, and how much of it."""
    kinds = (name == key, name.startswith(key), key in name)
    share = len(key) / len(name) if any(kinds) else _similarity(name, key)
    return next((3 - i for i, holds in enumerate(kinds) if holds), 0), share


def _similarity(name: str, key: str) -> float:
    """The part of the key that the name has too, in that order."""
    common = sum(size for _, size in _common_runs(name, key))
    return common / (len(key) or 1)


def highlights(name: str, key: str) -> list[Span]:
    """Where in a name a search key is: each place, or what it has in common with the name.

    In code points of the name, in order, none touching another.
    """
    folded, spans = traced_key(name)
    found = [(spans[i][0], spans[i + size - 1][1]) for i, size in _matches(folded, key)]
    return list(_merged(found))


def _matches(name: str, key: str) -> Iterable[tuple[int, int]]:
    """Place and size of what a name has of a key."""
    if key and key in name:
        return _occurrences(name, key)
    return _common_runs(name, key)


def _occurrences(name: str, key: str) -> Iterator[tuple[int, int]]:
    start = name.find(key)
    while start >= 0:
        yield start, len(key)
        start = name.find(key, start + len(key))


def _common_runs(name: str, key: str) -> Iterator[tuple[int, int]]:
    for start, _, size in SequenceMatcher(None, name, key, autojunk=False).get_matching_blocks():
        if size >= _LEAST_BLOCK:
            yield start, size


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for start, end in spans:
        if last and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last
