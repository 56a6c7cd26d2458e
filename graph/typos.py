"""Search keys with a letter wrong, missing, too many or out of place, as queries.

Thai has no spaces, so names cannot be looked up by word, and a dictionary cuts words wrongly
as soon as a letter is wrong. Instead the full-text index holds the pairs of neighbouring
characters of each name. A mistake spoils the two or three pairs around it and no others, so
a name with one mistake has all pairs of the search but a few that stand together: a query
is the disjunction, over the places where the mistake may be, of the conjunction of the
other pairs. Lucene starts each conjunction at its rarest pair, so that the query costs
little though most pairs are common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.text import pairs

SHORTEST = 4
"""Fewer characters mean nothing with a mistake in them."""

_SHORT = 12
"""Up to this length every mistake is tried at every place; longer keys are cut to windows."""

_STEP = 4
_WINDOW = _STEP + 3
"""Pairs left out together; a mistake spoils at most three, so one window holds them all."""

_MOST_PAIRS = 16
"""Pairs asked for at once; Lucene takes at most 1,024 in a query."""


def full_text(key: str) -> str:
    """The full-text query for a key with a mistake; empty where none makes sense.

    A key is letters, marks and digits in lower case: nothing in it is Lucene's syntax.
    """
    if len(key) < SHORTEST:
        return ""
    alternatives = _every_mistake(key) if len(key) <= _SHORT else _windows(key)
    return " ".join(dict.fromkeys(_conjunction(each) for each in alternatives if each))


def _conjunction(words: Sequence[str]) -> str:
    return f"({' '.join(f'+{word}' for word in words)})"


def _every_mistake(key: str) -> Iterator[list[str]]:
    for i in range(len(key)):
        yield pairs(key[:i] + key[i + 1 :])
        yield pairs(key[:i] + key[i + 1 : i + 2] + key[i] + key[i + 2 :])
        # Another letter here, or one missing before it: what is on both sides of it remains.
        if 0 < i < len(key) - 1:
            yield list(dict.fromkeys([*pairs(key[:i]), *pairs(key[i + 1 :])]))


def _windows(key: str) -> Iterator[list[str]]:
    every = [key[i : i + 2] for i in range(len(key) - 1)]
    for start in range(0, len(every), _STEP):
        yield _spread(list(dict.fromkeys(every[:start] + every[start + _WINDOW :])))


def _spread(words: Sequence[str]) -> list[str]:
    """At most as many pairs as are asked for at once, from everywhere."""
    step = -(-len(words) // _MOST_PAIRS) or 1
    return list(words[::step])


def expression(key: str) -> str | None:
    """The regular expression of a short key with one mistake, anywhere in a text; or None.

    A letter may be another, missing, too many, or in the place of its neighbour.
    """
    if not SHORTEST <= len(key) <= _SHORT:
        return None
    return rf"[\s\S]*(?:{'|'.join(dict.fromkeys(_mistaken(key)))})[\s\S]*"


def _mistaken(key: str) -> Iterable[str]:
    for i in range(len(key)):
        before, here, after = key[:i], key[i], key[i + 1 :]
        yield before + after
        yield before + after[:1] + here + after[1:]
        if before:
            yield f"{before}.{here}{after}"
            if after:
                yield f"{before}.{after}"
