"""From what texts say to draft facts, each with its passage, and what is left to a reviewer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.thai import BUDDHIST_ERA
from seed.extraction.answers import NONE, Answers, Question
from seed.extraction.categories import Categories
from seed.extraction.citing import Citing, clean, slug
from seed.extraction.draft import Draft
from seed.extraction.identity import bare, known_projects, official_names
from seed.extraction.lexicon import EXCELLENCE, HONOUR, UNITED
from seed.extraction.official import LEVEL_NAMES, TYPE_NAMES
from seed.extraction.organizations import BY_KIND, Organizations
from seed.extraction.records import Award, Doubt, Extraction, Word
from seed.facts import DocumentLine, Fact

_DIGITS = 10
_ADDRESS = re.compile(r"ที่มา ?: ?(?P<address>https?://[^\s]+)")
_SITE = "รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-"


def add_text(
    draft: Draft,
    document: str,
    extraction: Extraction,
    digest: str,
    answers: Answers = NONE,
) -> None:
    """Add what one text says. ``digest``: the SHA-256 of its file.

    ``answers`` decide what would be left to a reviewer, or would be read otherwise.
    """
    _Drafting(Citing(draft, document, extraction, answers)).read(digest)


class _Drafting:
    def __init__(self, cites: Citing) -> None:
        self._cites = cites
        self._categories, self._organizations = Categories(cites), Organizations(cites)

    def read(self, digest: str) -> None:
        properties = {"title": self._title(), "sha256": digest}
        if address := _ADDRESS.search(self._cites.text.original):
            properties["address"] = address["address"]
        properties["characters"] = str(len(self._cites.text.original))
        self._cites.draft.documents.append(DocumentLine(self._cites.document, properties))
        for doubt in self._cites.extraction.doubts:
            self._leave(doubt)
        drafted = [id for award in self._cites.extraction.awards if (id := self._award(award))]
        self._claim(drafted)

    def _title(self) -> str:
        first = next((line for line in self._cites.text.plain.split("\n") if line.strip()), "")
        return clean(first.removeprefix(_SITE)) or self._cites.document

    def _leave(self, doubt: Doubt) -> None:
        words = self._cites.words(doubt.span) if doubt.span else ""
        self._cites.open(doubt.subject, words, doubt.span, doubt.reason)

    def _award(self, award: Award) -> str | None:
        """Draft one award; its id, or None where it is left to the reviewer."""
        award = self._with_answers(award)
        year = award.year or self._cites.extraction.year
        category = self._categories.category_id(award)
        department = self._organizations.resolved(award.credited, None, year)
        winners = [
            self._organizations.resolved(body, department, year)
            for body in ([award.winner] if award.winner else []) + list(award.co_winners)
        ]
        found = [winner for winner in winners if winner]
        if year is None:
            self._cites.open("year", "", award.evidence, "no year is said of the award")
        if category is None or year is None or not found or len(found) < len(winners):
            return None
        edition = f"edition:lertrat-{year - BUDDHIST_ERA}"
        project = self._project(award)
        id = self._key(edition, category, found, project)
        self._cites.draft.add("edition.tsv", self._categories.edition(edition, year))
        self._cites.draft.add("categories.tsv", self._categories.category(award, category, edition))
        self._cites.draft.add(
            "organizations.tsv", self._organizations.facts(award, found, department)
        )
        facts = self._award_facts(award, id, edition, category, year, found, department, project)
        self._cites.draft.add("awards.tsv", facts)
        return id

    def _with_answers(self, award: Award) -> Award:
        """An award with the type and year that a reviewer gave it."""
        type_span = award.type.span if award.type else award.evidence
        if category := self._cites.answer(Question.TYPE, type_span):
            award = replace(award, type=Word(type_span, slug(category)))
        if year := self._cites.answer(Question.YEAR, award.evidence):
            award = replace(award, year=int(year) + BUDDHIST_ERA)
        return award

    def _key(self, edition: str, category: str, winners: Sequence[str], project: str | None) -> str:
        """The id of an award by its content; by its project too where another has the rest."""
        short = "+".join(sorted(map(slug, winners)))
        key = f"award:{slug(edition)}/{slug(category)}/{short}"
        taken = {
            fact.object
            for fact in self._cites.draft.facts.get("awards.tsv", {})
            if fact.subject == key and fact.predicate == "FOR_PROJECT"
        }
        is_taken = any(
            fact.subject == key for fact in self._cites.draft.facts.get("awards.tsv", {})
        )
        if project and is_taken and project not in taken:
            return f"{key}/{slug(project)}"
        return key

    def _award_facts(
        self,
        award: Award,
        id: str,
        edition: str,
        category: str,
        year: int,
        winners: Sequence[str],
        department: str | None,
        project: str | None,
    ) -> Iterator[Fact]:
        told = award.evidence
        yield self._cites.fact(id, "year", str(year - BUDDHIST_ERA), told, "list-placement")
        yield from self._level(award, id)
        yield self._cites.fact(id, "IN_EDITION", edition, told, "list-placement")
        assert award.type is not None
        said = category in _ids(TYPE_NAMES) and self._categories.says(
            award.type.span, TYPE_NAMES, category
        )
        rule = None if said else "other-spelling"
        yield self._cites.fact(id, "IN_CATEGORY", category, award.type.span, rule)
        bodies = [body for body in (award.winner, *award.co_winners) if body]
        for body, winner in zip(bodies, winners, strict=True):
            yield self._cites.fact(
                id, "WON_BY", winner, body.span, self._organizations.naming(body, winner)
            )
        if award.credited and department:
            rule = self._organizations.naming(award.credited, department)
            rule = BY_KIND if award.is_by_kind else rule
            yield self._cites.fact(id, "CREDITED_TO", department, award.credited.span, rule)
        if project and award.project:
            words = self._cites.words(award.project)
            name = official_names().get(project, words)
            rule = None if name == words else "told-elsewhere"
            yield self._cites.fact(id, "FOR_PROJECT", project, award.project, rule)
            yield self._cites.fact(project, "nameTh", name, award.project, rule)
        else:
            yield self._cites.fact(id, "projectAbsence", "NOT_STATED", told, "not-in-text")
        if all(
            self._organizations.is_whole(body, id) for body, id in zip(bodies, winners, strict=True)
        ):
            yield self._cites.fact(id, "unitAbsence", "NOT_STATED", told, "not-in-text")

    def _level(self, award: Award, id: str) -> Iterator[Fact]:
        name = LEVEL_NAMES.get(award.level.meaning or "") if award.level else None
        special = award.type is not None and award.type.meaning in (UNITED, HONOUR, EXCELLENCE)
        if special and award.level is None and award.type is not None:
            span = award.type.span
            yield self._cites.fact(id, "levelAbsence", "NOT_APPLICABLE", span, "special-award")
            return
        if award.level is None or name is None:
            yield self._cites.fact(id, "levelAbsence", "NOT_STATED", award.evidence, "not-in-text")
            if award.level:
                self._cites.open(
                    "level", self._cites.words(award.level.span), award.level.span, "unknown"
                )
            return
        rule = None if self._cites.words(award.level.span) == name else "other-spelling"
        yield self._cites.fact(id, "level", award.level.meaning or "", award.level.span, rule)

    def _project(self, award: Award) -> str | None:
        if award.project is None:
            return None
        name = bare(self._cites.words(award.project))
        digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]
        return known_projects().get(name, f"project:{digest}")

    def _claim(self, drafted: Sequence[str]) -> None:
        """The count that the text claims, where the draft has as many awards."""
        count, subject = self._cites.extraction.count, self._cites.extraction.subject
        if count is None or subject is None or count.value != len(set(drafted)):
            return
        id, year = subject.id, self._cites.extraction.year
        if id is None or year is None or not self._all_under(drafted, id):
            return
        edition = f"edition:lertrat-{year - BUDDHIST_ERA}"
        claim = f"claim:lertrat-{year - BUDDHIST_ERA}/{slug(id)}"
        if any(not award.startswith(f"award:{slug(edition)}/") for award in drafted):
            return
        words = self._cites.words(count.span)
        rule = None if str(count.value) in words.split() else "numeral"
        self._cites.draft.add("organizations.tsv", self._organizations.registered(subject, id))
        self._cites.draft.add(
            "edition.tsv",
            [
                self._cites.fact(claim, "value", str(count.value), count.span, rule),
                self._cites.fact(claim, "CLAIMED_FOR", edition, count.span, "list-placement"),
                self._cites.fact(
                    claim, "COUNTED_FOR", id, subject.span, self._organizations.naming(subject, id)
                ),
            ],
        )

    def _all_under(self, awards: Sequence[str], id: str) -> bool:
        facts = self._cites.draft.facts.get("awards.tsv", {})
        winners = {f.object for f in facts if f.predicate == "WON_BY" and f.subject in awards}
        above = {
            fact.subject: fact.object
            for fact in self._cites.draft.facts.get("organizations.tsv", {})
            if fact.predicate == "PART_OF"
        }
        return all(id in _line(winner, above) for winner in winners)


def _ids(names: Iterable[str]) -> set[str]:
    return {f"category:{name}" for name in names}


def _line(id: str, above: dict[str, str]) -> list[str]:
    found = [id]
    while (parent := above.get(found[-1])) and parent not in found:
        found.append(parent)
    return found
