"""Where a text says what a reviewer takes from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.thai import BUDDHIST_ERA
from seed.extraction.text import Span, Text, normalize
from seed.facts import Fact, Interval, Passage, Source, checksum
from seed.knowledge import Knowledge
from seed.rules import REVIEWER
from seed.verification import LEVEL_WORDS, MAKES_ANOTHER_LEVEL, names_in, says

_NEAR = 400
"""How far from a passage, in code points, the words of a correction are looked for."""

_BETWEEN = re.compile(r"…|\.{3}")
_LONGEST_BETWEEN = 5000
_CLUSTER_GOES_ON = r"(?![ัิ-ฺ็-๎\u0300-\u036f])"
"""No match ends within a letter: ``ที`` is not in ``ที่``."""


def find(text: Text, typed: str, within: Span | None = None) -> list[Span]:
    """Where a text has words as a person types them, in its order; spans of the original.

    White space counts for nothing, nor does another spelling of digits, quotation marks and
    vowels. ``…``, or three dots, stands for what is between the first words and the last, where
    the text does not have it to the letter.
    """
    words = normalize(typed).plain
    found = _matches(text, [words]) or _matches(text, _BETWEEN.split(words))
    return [
        span
        for span in found
        if within is None or within.start <= span.start <= span.end <= within.end
    ]


def _matches(text: Text, parts: Sequence[str]) -> list[Span]:
    patterns = [r"\s?".join(re.escape(c) for c in part if not c.isspace()) for part in parts]
    if not all(patterns):
        return []
    pattern = rf"[\s\S]{{0,{_LONGEST_BETWEEN}}}?".join(patterns) + _CLUSTER_GOES_ON
    return [text.source(Span(*match.span())) for match in re.finditer(pattern, text.plain)]


def locate(text: str, words: str, near: Span) -> list[Span]:
    """Where the text has the words near a passage, however its lines are broken; nearest first."""
    start, end = max(0, near.start - _NEAR), min(len(text), near.end + _NEAR)
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = [Span(*match.span()) for match in pattern.finditer(text, start, end)]
    if words in LEVEL_WORDS.values():
        found = [span for span in found if not text.startswith(MAKES_ANOTHER_LEVEL, span.end)]
    return sorted(found, key=lambda span: abs(span.start - near.start))


def written(
    text: str,
    document: str,
    words: tuple[str, str, str],
    span: Span,
    known: Knowledge,
    valid: Interval | None = None,
    within: Sequence[Span] = (),
) -> Fact:
    """The fact of subject, predicate and object that a passage supports.

    It is stated where the passage says it outright, or words in it or in one of ``within`` do;
    else the reviewer concludes it from the passage.
    """
    subject, predicate, object = words
    base = Fact(subject, predicate, object, _source(text, document, span), valid=valid)
    close = [place for each in _said(base, known) for place in locate(text, each, span)]
    for place in [span, *(place for place in close if _is_in(place, [span, *within]))]:
        fact = replace(base, source=_source(text, document, place))
        if says(fact, text[place.start : place.end], text[place.end :][:_NEAR], known):
            return fact
    return replace(base, rule=REVIEWER)


def _is_in(place: Span, spans: Sequence[Span]) -> bool:
    return any(span.start <= place.start and place.end <= span.end for span in spans)


def _source(text: str, document: str, span: Span) -> Source:
    passage = Passage(span.start, span.end, checksum(text[span.start : span.end]))
    return Source(document, passage)


def _said(fact: Fact, known: Knowledge) -> list[str]:
    """The words in which a text may say it."""
    if fact.predicate == "level":
        return [LEVEL_WORDS[fact.object]] if fact.object in LEVEL_WORDS else []
    if fact.predicate in ("year", "value") and fact.object.isdecimal():
        return [fact.object, str(int(fact.object) + BUDDHIST_ERA)]
    return names_in(known, fact.object) or [fact.object]
