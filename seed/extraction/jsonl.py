"""The awards of a text as one JSON object, every string as the text writes it."""

from __future__ import annotations

from typing import Any

from seed.extraction.bodies import Body
from seed.extraction.records import Award, Extraction, Word
from seed.extraction.text import Span, Text


def as_object(file: str, extraction: Extraction) -> dict[str, Any]:
    """The object of one text: offsets are code points of the file's text, the end excluded."""
    return {
        "file": file,
        "year_be": extraction.year,
        "claimed_count": extraction.count.value if extraction.count else None,
        "awards": [_award(extraction.text, award) for award in extraction.awards],
    }


def _award(text: Text, award: Award) -> dict[str, Any]:
    evidence = text.source(award.evidence)
    province = award.winner.province if award.winner else None
    return {
        "winner_th": _body(text, award.winner),
        "co_winners": [_body(text, body) for body in award.co_winners],
        "credited_department_th": _body(text, award.credited),
        "branch_th": _word(text, award.branch),
        "type_th": _word(text, award.type),
        "level_th": _word(text, award.level),
        "project_th": _quote(text, award.project),
        "province_th": _quote(text, province),
        "evidence": [evidence.start, evidence.end],
    }


def _body(text: Text, body: Body | None) -> str | None:
    return None if body is None else text.quote(body.span)


def _word(text: Text, word: Word | None) -> str | None:
    return None if word is None else text.quote(word.span)


def _quote(text: Text, span: Span | None) -> str | None:
    return None if span is None else text.quote(span)
