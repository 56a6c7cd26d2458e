"""From what texts say to draft facts, each with its passage, and what is left to a reviewer."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.thai import BUDDHIST_ERA
from seed.extraction.answers import NONE, UNDER, Answers, Question
from seed.extraction.bodies import MINISTRY, Body
from seed.extraction.draft import Draft, Unresolved, register_facts
from seed.extraction.identity import (
    Identity,
    bare,
    folded,
    known_projects,
    names_of,
    new_id,
    official_names,
    parents,
    resolve,
)
from seed.extraction.lexicon import (
    BRANCH_NAMES,
    EXCELLENCE,
    HONOUR,
    LEVEL_NAMES,
    TYPE_NAMES,
    UNITED,
)
from seed.extraction.records import Award, Doubt, Extraction, Word
from seed.extraction.register import register
from seed.extraction.text import Span
from seed.facts import DocumentLine, Fact, Passage, Source, checksum
from seed.names import read_name
from seed.rules import REVIEWER

SCHEME = "scheme:lertrat"
SCHEME_NAME = "รางวัลเลิศรัฐ"

_BY_KIND = "office-family"
_DIGITS = 10
_ADDRESS = re.compile(r"ที่มา ?: ?(?P<address>https?://[^\s]+)")
_JUDGED = {
    "WON_BY": Question.ORGANIZATION,
    "CREDITED_TO": Question.ORGANIZATION,
    "IN_CATEGORY": Question.TYPE,
    "year": Question.YEAR,
}
"""Facts that follow from a reviewer's answer, and what the question was about."""
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
    _Drafting(draft, document, extraction, answers).read(digest)


class _Drafting:
    def __init__(
        self, draft: Draft, document: str, extraction: Extraction, answers: Answers
    ) -> None:
        self._draft = draft
        self._answers = answers
        self._document = document
        self._extraction = extraction
        self._text = extraction.text

    def read(self, digest: str) -> None:
        properties = {"title": self._title(), "sha256": digest}
        if address := _ADDRESS.search(self._text.original):
            properties["address"] = address["address"]
        properties["characters"] = str(len(self._text.original))
        self._draft.documents.append(DocumentLine(self._document, properties))
        for doubt in self._extraction.doubts:
            self._leave(doubt)
        drafted = [id for award in self._extraction.awards if (id := self._award(award))]
        self._claim(drafted)

    def _title(self) -> str:
        first = next((line for line in self._text.plain.split("\n") if line.strip()), "")
        return _clean(first.removeprefix(_SITE)) or self._document

    def _leave(self, doubt: Doubt) -> None:
        words = self._words(doubt.span) if doubt.span else ""
        self._open(doubt.subject, words, doubt.span, doubt.reason)

    def _answer(self, about: str, span: Span) -> str | None:
        """What a reviewer has answered to a question about these words."""
        return self._answers.find(self._document, about, self._text.source(span))

    def _open(
        self, about: str, words: str, span: Span | None, reason: str, candidates: str = ""
    ) -> None:
        source = self._text.source(span) if span else None
        self._draft.unresolved.append(
            Unresolved(self._document, about, words, source, reason, candidates)
        )

    # Awards

    def _award(self, award: Award) -> str | None:
        """Draft one award; its id, or None where it is left to the reviewer."""
        award = self._with_answers(award)
        year = award.year or self._extraction.year
        category = self._category_id(award)
        department = self._resolved(award.credited, None, year)
        winners = [
            self._resolved(body, department, year)
            for body in ([award.winner] if award.winner else []) + list(award.co_winners)
        ]
        found = [winner for winner in winners if winner]
        if year is None:
            self._open("year", "", award.evidence, "no year is said of the award")
        if category is None or year is None or not found or len(found) < len(winners):
            return None
        edition = f"edition:lertrat-{year - BUDDHIST_ERA}"
        project = self._project(award)
        id = self._key(edition, category, found, project)
        self._draft.add("edition.tsv", self._edition(edition, year))
        self._draft.add("categories.tsv", self._category(award, category, edition))
        self._draft.add("organizations.tsv", self._organizations(award, found, department))
        facts = self._award_facts(award, id, edition, category, year, found, department, project)
        self._draft.add("awards.tsv", facts)
        return id

    def _with_answers(self, award: Award) -> Award:
        """An award with the type and year that a reviewer gave it."""
        type_span = award.type.span if award.type else award.evidence
        if category := self._answer(Question.TYPE, type_span):
            award = replace(award, type=Word(type_span, _slug(category)))
        if year := self._answer(Question.YEAR, award.evidence):
            award = replace(award, year=int(year) + BUDDHIST_ERA)
        return award

    def _key(self, edition: str, category: str, winners: Sequence[str], project: str | None) -> str:
        """The id of an award by its content; by its project too where another has the rest."""
        short = "+".join(sorted(map(_slug, winners)))
        key = f"award:{_slug(edition)}/{_slug(category)}/{short}"
        taken = {
            fact.object
            for fact in self._draft.facts.get("awards.tsv", {})
            if fact.subject == key and fact.predicate == "FOR_PROJECT"
        }
        is_taken = any(fact.subject == key for fact in self._draft.facts.get("awards.tsv", {}))
        if project and is_taken and project not in taken:
            return f"{key}/{_slug(project)}"
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
        yield self._fact(id, "year", str(year - BUDDHIST_ERA), told, "list-placement")
        yield from self._level(award, id)
        yield self._fact(id, "IN_EDITION", edition, told, "list-placement")
        assert award.type is not None
        said = category in _ids(TYPE_NAMES) and self._says(award.type.span, TYPE_NAMES, category)
        rule = None if said else "other-spelling"
        yield self._fact(id, "IN_CATEGORY", category, award.type.span, rule)
        bodies = [body for body in (award.winner, *award.co_winners) if body]
        for body, winner in zip(bodies, winners, strict=True):
            yield self._fact(id, "WON_BY", winner, body.span, self._naming(body, winner))
        if award.credited and department:
            rule = self._naming(award.credited, department)
            rule = _BY_KIND if award.is_by_kind else rule
            yield self._fact(id, "CREDITED_TO", department, award.credited.span, rule)
        if project and award.project:
            words = self._words(award.project)
            name = official_names().get(project, words)
            rule = None if name == words else "told-elsewhere"
            yield self._fact(id, "FOR_PROJECT", project, award.project, rule)
            yield self._fact(project, "nameTh", name, award.project, rule)
        else:
            yield self._fact(id, "projectAbsence", "NOT_STATED", told, "not-in-text")
        if all(self._is_whole(body, id) for body, id in zip(bodies, winners, strict=True)):
            yield self._fact(id, "unitAbsence", "NOT_STATED", told, "not-in-text")

    def _is_whole(self, body: Body, id: str) -> bool:
        """Whether a winner is no unit of another body."""
        answer = self._answer(Question.ORGANIZATION, body.span)
        if answer:
            names = names_of(id)
            return answer == id and all(read_name(name)["unitKind"] is None for name in names)
        said = read_name(body.name)["unitKind"]
        return body.id is not None or body.rank == MINISTRY or said is None

    def _level(self, award: Award, id: str) -> Iterator[Fact]:
        name = LEVEL_NAMES.get(award.level.meaning or "") if award.level else None
        special = award.type is not None and award.type.meaning in (UNITED, HONOUR, EXCELLENCE)
        if special and award.level is None and award.type is not None:
            span = award.type.span
            yield self._fact(id, "levelAbsence", "NOT_APPLICABLE", span, "special-award")
            return
        if award.level is None or name is None:
            yield self._fact(id, "levelAbsence", "NOT_STATED", award.evidence, "not-in-text")
            if award.level:
                self._open("level", self._words(award.level.span), award.level.span, "unknown")
            return
        rule = None if self._words(award.level.span) == name else "other-spelling"
        yield self._fact(id, "level", award.level.meaning or "", award.level.span, rule)

    def _project(self, award: Award) -> str | None:
        if award.project is None:
            return None
        name = bare(self._words(award.project))
        digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]
        return known_projects().get(name, f"project:{digest}")

    # Editions and categories

    def _edition(self, edition: str, year: int) -> Iterator[Fact]:
        name = self._text.plain.find(SCHEME_NAME)
        span = self._found(SCHEME_NAME) or self._found("เลิศรัฐ") or self._found("PMQA")
        if span is None:
            return
        rule = None if name >= 0 else "other-spelling"
        yield self._fact(SCHEME, "nameTh", SCHEME_NAME, span, rule)
        yield self._fact(edition, "OF_SCHEME", SCHEME, span, rule)
        said = self._found(str(year)) or self._found(str(year)[-2:]) or span
        is_plain = self._text.quote(said) == str(year)
        common = str(year - BUDDHIST_ERA)
        yield self._fact(edition, "year", common, said, None if is_plain else "numeral")

    def _found(self, words: str) -> Span | None:
        start = self._text.plain.find(words)
        return None if start < 0 else Span(start, start + len(words))

    def _category_id(self, award: Award) -> str | None:
        if award.type is None:
            reason = "the text does not say of which type the award is"
            is_best = award.level is not None and award.level.meaning == "EXCELLENT"
            candidate = f"category:{EXCELLENCE} 0.80 the level of that award" if is_best else ""
            self._open("type", self._words(award.evidence), award.evidence, reason, candidate)
            return None
        if award.type.meaning in TYPE_NAMES:
            return f"category:{award.type.meaning}"
        words = self._words(award.type.span)
        self._open("type", words, award.type.span, "a type that is not known")
        return None

    def _category(self, award: Award, category: str, edition: str) -> Iterator[Fact]:
        assert award.type is not None
        name, span = TYPE_NAMES[_slug(category)], award.type.span
        yield self._fact(category, "nameTh", name, span, self._spelling(span, name))
        yield self._fact(category, "kind", "TYPE", span)
        yield self._fact(category, "OFFERED_IN", edition, span, "award-given")
        if award.branch and award.branch.meaning in BRANCH_NAMES:
            yield from self._branch(award.branch, category)

    def _branch(self, word: Word, category: str) -> Iterator[Fact]:
        branch = f"category:{word.meaning}"
        name = BRANCH_NAMES[word.meaning or ""]
        span = word.span
        if self._text.read(span).startswith("สาขา"):
            start = span.start + len("สาขา")
            start += self._text.plain[start] == " "
            span = Span(start, span.end)
        yield self._fact(branch, "nameTh", name, span, self._spelling(span, name))
        yield self._fact(branch, "kind", "BRANCH", word.span)
        yield self._fact(category, "SUBCATEGORY_OF", branch, word.span, "list-placement")

    def _spelling(self, span: Span, name: str) -> str | None:
        return None if self._words(span) == name else "other-spelling"

    def _says(self, span: Span, names: object, category: str) -> bool:
        return TYPE_NAMES[_slug(category)] in self._words(span)

    # Organizations

    def _resolved(self, body: Body | None, department: str | None, year: int | None) -> str | None:
        if body is None:
            return None
        answer = self._answer(Question.ORGANIZATION, body.span)
        if answer:
            above = answer.removeprefix(UNDER)
            return answer if above == answer else new_id(body.name, above)
        identity = resolve(body, department, year, self._draft.units)
        if identity.id is None or identity.is_new:
            what = "new organization" if identity.is_new else "organization"
            reason = "not known" if not identity.candidates else identity.candidates[0].reason
            self._open(what, self._words(body.span), body.span, reason, _listed(identity))
        return identity.id

    def _naming(self, body: Body, id: str) -> str | None:
        """How a name means its organization: by its own name, or in another form."""
        entry = register().entries.get(id)
        words = self._words(body.span)
        name = entry.name if entry else self._draft_name(id, words)
        if name in words or (entry and words == entry.abbreviation):
            return None
        return "abbreviation-in-use" if body.is_short else "other-spelling"

    def _organizations(
        self, award: Award, winners: Sequence[str], department: str | None
    ) -> Iterator[Fact]:
        bodies = [body for body in (award.winner, *award.co_winners) if body]
        for body, id in zip(bodies, winners, strict=True):
            if id in register().entries:
                yield from self._registered(body, id)
            elif answer := self._answer(Question.ORGANIZATION, body.span):
                yield from self._answered(body, id, answer)
            else:
                span = award.credited.span if award.credited else None
                rule = _BY_KIND if award.is_by_kind else "list-placement"
                yield from self._unit(body, id, department, span, rule)
        if department and award.credited:
            yield from self._registered(award.credited, department)

    def _registered(self, body: Body, id: str) -> Iterator[Fact]:
        entry = register().entries.get(id)
        if entry is None:
            return
        if self._words(body.span) == entry.name:
            yield self._fact(id, "nameTh", entry.name, body.span)
        yield from register_facts(entry)

    def _answered(self, body: Body, id: str, answer: str) -> Iterator[Fact]:
        """What is said of a unit that a reviewer linked, or placed under another body."""
        if not answer.startswith(UNDER):
            yield from self._unit(body, id, None, None, "")
            return
        above = answer.removeprefix(UNDER)
        yield from self._unit(body, id, above, body.span, REVIEWER)
        if entry := register().entries.get(above):
            yield from register_facts(entry)

    def _unit(
        self, body: Body, id: str, department: str | None, span: Span | None, rule: str
    ) -> Iterator[Fact]:
        """What is said of a unit; its department too, which may only be known elsewhere."""
        name = self._draft_name(id, self._words(body.span))
        self._draft.units.setdefault(folded(body.name), id)
        yield self._fact(id, "nameTh", name, body.span)
        said = read_name(name)
        for predicate in ("kind", "unitKind", "SEATED_IN", "SERVES"):
            if value := said[predicate]:
                yield self._fact(id, predicate, value, body.span, "name-pattern")
        if department and span:
            yield self._fact(id, "PART_OF", department, span, rule)
        elif parent := parents().get(id):
            yield self._fact(id, "PART_OF", parent, body.span, "told-elsewhere")
            if entry := register().entries.get(parent):
                yield from register_facts(entry)

    def _draft_name(self, id: str, name: str) -> str:
        """The name that the datasets or the draft have for a unit already, or this one."""
        if known := official_names().get(id):
            return known
        facts = self._draft.facts.get("organizations.tsv", {})
        former = (f.object for f in facts if f.subject == id and f.predicate == "nameTh")
        return next(former, name)

    # Counts

    def _claim(self, drafted: Sequence[str]) -> None:
        """The count that the text claims, where the draft has as many awards."""
        count, subject = self._extraction.count, self._extraction.subject
        if count is None or subject is None or count.value != len(set(drafted)):
            return
        id, year = subject.id, self._extraction.year
        if id is None or year is None or not self._all_under(drafted, id):
            return
        edition = f"edition:lertrat-{year - BUDDHIST_ERA}"
        claim = f"claim:lertrat-{year - BUDDHIST_ERA}/{_slug(id)}"
        if any(not award.startswith(f"award:{_slug(edition)}/") for award in drafted):
            return
        words = self._words(count.span)
        rule = None if str(count.value) in words.split() else "numeral"
        self._draft.add("organizations.tsv", self._registered(subject, id))
        self._draft.add(
            "edition.tsv",
            [
                self._fact(claim, "value", str(count.value), count.span, rule),
                self._fact(claim, "CLAIMED_FOR", edition, count.span, "list-placement"),
                self._fact(claim, "COUNTED_FOR", id, subject.span, self._naming(subject, id)),
            ],
        )

    def _all_under(self, awards: Sequence[str], id: str) -> bool:
        facts = self._draft.facts.get("awards.tsv", {})
        winners = {f.object for f in facts if f.predicate == "WON_BY" and f.subject in awards}
        above = {
            fact.subject: fact.object
            for fact in self._draft.facts.get("organizations.tsv", {})
            if fact.predicate == "PART_OF"
        }
        return all(id in _line(winner, above) for winner in winners)

    # Facts

    def _words(self, span: Span) -> str:
        return _clean(self._text.quote(span))

    def _fact(
        self, subject: str, predicate: str, object: str, span: Span, rule: str | None = None
    ) -> Fact:
        source = self._text.source(span)
        quoted = self._text.original[source.start : source.end]
        about = _JUDGED.get(predicate)
        if about and self._answers.find(self._document, about, source):
            rule = None if _is_named(object, quoted) else REVIEWER
        if rule is None and predicate == "nameTh" and " ".join(quoted.split()) != object:
            rule = "other-spelling"
        passage = Passage(source.start, source.end, checksum(quoted))
        return Fact(subject, predicate, object, Source(self._document, passage), rule)


def _is_named(id: str, words: str) -> bool:
    """Whether words name a body or a type as it is called."""
    name = TYPE_NAMES.get(_slug(id))
    return any(each in words for each in ([name] if name else names_of(id)))


def _ids(names: Iterable[str]) -> set[str]:
    return {f"category:{name}" for name in names}


def _line(id: str, above: dict[str, str]) -> list[str]:
    found = [id]
    while (parent := above.get(found[-1])) and parent not in found:
        found.append(parent)
    return found


def _slug(id: str) -> str:
    return id.partition(":")[2]


def _clean(text: str) -> str:
    """A text on one line, in NFC, with nothing invisible and single spaces."""
    shown = "".join(
        character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Co", "Cs"}
    )
    return " ".join(shown.split())


def _listed(identity: Identity) -> str:
    return "; ".join(f"{each.id} {each.score:.2f} {each.reason}" for each in identity.candidates)
