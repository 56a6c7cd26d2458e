"""What a text says of the bodies that it names: which they are, and whose parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seed.extraction.answers import UNDER, Question
from seed.extraction.bodies import MINISTRY, Body
from seed.extraction.citing import Citing
from seed.extraction.draft import register_facts
from seed.extraction.identity import (
    Identity,
    folded,
    names_of,
    new_id,
    official_names,
    parents,
    resolve,
)
from seed.extraction.records import Award
from seed.extraction.register import register
from seed.extraction.text import Span
from seed.facts import Fact
from seed.names import read_name
from seed.rules import REVIEWER

BY_KIND = "office-family"
"""The rule by which the kind of an office tells its department."""


class Organizations:
    """Resolves the bodies of a text and drafts what it says of them."""

    def __init__(self, cites: Citing) -> None:
        self._cites = cites

    def resolved(self, body: Body | None, department: str | None, year: int | None) -> str | None:
        """The id of a body, or None where it is left to the reviewer."""
        if body is None:
            return None
        answer = self._cites.answer(Question.ORGANIZATION, body.span)
        if answer:
            above = answer.removeprefix(UNDER)
            return answer if above == answer else new_id(body.name, above)
        identity = resolve(body, department, year, self._cites.draft.units)
        if identity.id is None or identity.is_new:
            what = "new organization" if identity.is_new else "organization"
            reason = "not known" if not identity.candidates else identity.candidates[0].reason
            self._cites.open(
                what, self._cites.words(body.span), body.span, reason, _listed(identity)
            )
        return identity.id

    def naming(self, body: Body, id: str) -> str | None:
        """How a name means its organization: by its own name, or in another form."""
        entry = register().entries.get(id)
        words = self._cites.words(body.span)
        name = entry.name if entry else self._draft_name(id, words)
        if name in words or (entry and words == entry.abbreviation):
            return None
        return "abbreviation-in-use" if body.is_short else "other-spelling"

    def facts(self, award: Award, winners: Sequence[str], department: str | None) -> Iterator[Fact]:
        """What is said of who won an award and of who is credited."""
        bodies = [body for body in (award.winner, *award.co_winners) if body]
        for body, id in zip(bodies, winners, strict=True):
            if id in register().entries:
                yield from self.registered(body, id)
            elif answer := self._cites.answer(Question.ORGANIZATION, body.span):
                yield from self._answered(body, id, answer)
            else:
                span = award.credited.span if award.credited else None
                rule = BY_KIND if award.is_by_kind else "list-placement"
                yield from self._unit(body, id, department, span, rule)
        if department and award.credited:
            yield from self.registered(award.credited, department)

    def registered(self, body: Body, id: str) -> Iterator[Fact]:
        """What is said of a body of the register, by the text and the register."""
        entry = register().entries.get(id)
        if entry is None:
            return
        if self._cites.words(body.span) == entry.name:
            yield self._cites.fact(id, "nameTh", entry.name, body.span)
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
        name = self._draft_name(id, self._cites.words(body.span))
        self._cites.draft.units.setdefault(folded(body.name), id)
        yield self._cites.fact(id, "nameTh", name, body.span)
        said = read_name(name)
        for predicate in ("kind", "unitKind", "SEATED_IN", "SERVES"):
            if value := said[predicate]:
                yield self._cites.fact(id, predicate, value, body.span, "name-pattern")
        if department and span:
            yield self._cites.fact(id, "PART_OF", department, span, rule)
        elif parent := parents().get(id):
            yield self._cites.fact(id, "PART_OF", parent, body.span, "told-elsewhere")
            if entry := register().entries.get(parent):
                yield from register_facts(entry)

    def _draft_name(self, id: str, name: str) -> str:
        """The name that the datasets or the draft have for a unit already, or this one."""
        if known := official_names().get(id):
            return known
        facts = self._cites.draft.facts.get("organizations.tsv", {})
        former = (f.object for f in facts if f.subject == id and f.predicate == "nameTh")
        return next(former, name)

    def is_whole(self, body: Body, id: str) -> bool:
        """Whether a winner is no unit of another body."""
        answer = self._cites.answer(Question.ORGANIZATION, body.span)
        if answer:
            names = names_of(id)
            return answer == id and all(read_name(name)["unitKind"] is None for name in names)
        said = read_name(body.name)["unitKind"]
        return body.id is not None or body.rank == MINISTRY or said is None


def _listed(identity: Identity) -> str:
    return "; ".join(f"{each.id} {each.score:.2f} {each.reason}" for each in identity.candidates)
