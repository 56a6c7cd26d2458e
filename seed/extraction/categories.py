"""What a text says of the edition and of the categories of its awards."""

from __future__ import annotations

from collections.abc import Iterator

from graph.thai import BUDDHIST_ERA
from seed.extraction.citing import Citing, slug
from seed.extraction.lexicon import EXCELLENCE
from seed.extraction.official import BRANCH_NAMES, TYPE_NAMES
from seed.extraction.records import Award, Word
from seed.extraction.text import Span
from seed.facts import Fact

SCHEME = "scheme:lertrat"
SCHEME_NAME = "รางวัลเลิศรัฐ"


class Categories:
    """Drafts what a text says of the edition, the types and the branches."""

    def __init__(self, cites: Citing) -> None:
        self._cites = cites

    def edition(self, edition: str, year: int) -> Iterator[Fact]:
        """The scheme and its edition, where the text names them."""
        name = self._cites.text.plain.find(SCHEME_NAME)
        span = (
            self._cites.found(SCHEME_NAME)
            or self._cites.found("เลิศรัฐ")
            or self._cites.found("PMQA")
        )
        if span is None:
            return
        rule = None if name >= 0 else "other-spelling"
        yield self._cites.fact(SCHEME, "nameTh", SCHEME_NAME, span, rule)
        yield self._cites.fact(edition, "OF_SCHEME", SCHEME, span, rule)
        said = self._cites.found(str(year)) or self._cites.found(str(year)[-2:]) or span
        is_plain = self._cites.text.quote(said) == str(year)
        common = str(year - BUDDHIST_ERA)
        yield self._cites.fact(edition, "year", common, said, None if is_plain else "numeral")

    def category_id(self, award: Award) -> str | None:
        """The id of the type of an award, or None where it is left to the reviewer."""
        if award.type is None:
            reason = "the text does not say of which type the award is"
            is_best = award.level is not None and award.level.meaning == "EXCELLENT"
            candidate = f"category:{EXCELLENCE} 0.80 the level of that award" if is_best else ""
            self._cites.open(
                "type", self._cites.words(award.evidence), award.evidence, reason, candidate
            )
            return None
        if award.type.meaning in TYPE_NAMES:
            return f"category:{award.type.meaning}"
        words = self._cites.words(award.type.span)
        self._cites.open("type", words, award.type.span, "a type that is not known")
        return None

    def category(self, award: Award, category: str, edition: str) -> Iterator[Fact]:
        """What is said of a type, and of the branch that it belongs to."""
        assert award.type is not None
        name, span = TYPE_NAMES[slug(category)], award.type.span
        yield self._cites.fact(category, "nameTh", name, span, self._spelling(span, name))
        yield self._cites.fact(category, "kind", "TYPE", span)
        yield self._cites.fact(category, "OFFERED_IN", edition, span, "award-given")
        if award.branch and award.branch.meaning in BRANCH_NAMES:
            yield from self._branch(award.branch, category)

    def _branch(self, word: Word, category: str) -> Iterator[Fact]:
        branch = f"category:{word.meaning}"
        name = BRANCH_NAMES[word.meaning or ""]
        span = word.span
        if self._cites.text.read(span).startswith("สาขา"):
            start = span.start + len("สาขา")
            start += self._cites.text.plain[start] == " "
            span = Span(start, span.end)
        yield self._cites.fact(branch, "nameTh", name, span, self._spelling(span, name))
        yield self._cites.fact(branch, "kind", "BRANCH", word.span)
        yield self._cites.fact(category, "SUBCATEGORY_OF", branch, word.span, "list-placement")

    def _spelling(self, span: Span, name: str) -> str | None:
        return None if self._cites.words(span) == name else "other-spelling"

    def says(self, span: Span, names: object, category: str) -> bool:
        """Whether words name a type as it is called here."""
        return TYPE_NAMES[slug(category)] in self._cites.words(span)
