"""What a reviewer answers where the grammar does not decide, or decides wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from seed.extraction.text import Span

UNDER = "under "
"""Begins an answer that makes a new unit: the id of the body that it stands under follows."""


class Question:
    """What a question is about, as ``unresolved.tsv`` calls it."""

    ORGANIZATION = "organization"
    NEW_ORGANIZATION = "new organization"
    TYPE = "type"
    YEAR = "year"


ANSWERABLE = frozenset(
    {Question.ORGANIZATION, Question.NEW_ORGANIZATION, Question.TYPE, Question.YEAR}
)
"""The questions whose answer completes a draft; the others are only taken note of."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers by document, what they are about, and the passage, in code points of the text.

    The answer about an organization is its id, or ``under`` and the id of the body above a new
    unit; about a type, the id of the category; about a year, the year of the Common Era.
    """

    by_passage: Mapping[tuple[str, str, Span], str] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def find(self, document: str, about: str, span: Span) -> str | None:
        """The answer to a question, or None."""
        return self.by_passage.get((document, about, span))


NONE = Answers()
