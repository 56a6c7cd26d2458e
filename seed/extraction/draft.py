"""A draft: facts by file, what is left to a reviewer, and what it takes from the register."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from seed.extraction.register import Entry, register, register_file
from seed.extraction.text import Span
from seed.facts import DocumentLine, Fact, Passage, Source, checksum

REGISTER = "doc:register-of-bodies"
"""The register as a document of a draft."""

_OF_REGISTER = {
    "nameTh": None,
    "abbreviations": None,
    "kind": "register-of-bodies",
    "PART_OF": "register-of-bodies",
}
"""What a draft takes from the register, by which rule."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Something left to a reviewer: in which document, what it is about, where, and why."""

    document: str
    about: str
    words: str
    span: Span | None
    reason: str
    candidates: str = ""


@dataclass(slots=True)
class Draft:
    """The facts of some texts by file of the dataset, and what is left open."""

    documents: list[DocumentLine] = field(default_factory=list)
    facts: dict[str, dict[Fact, None]] = field(default_factory=dict)
    unresolved: list[Unresolved] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)

    def add(self, file: str, facts: Iterable[Fact]) -> None:
        """Add facts to a file, each once."""
        self.facts.setdefault(file, {}).update(dict.fromkeys(facts))

    def leave_out(self, facts: Iterable[Fact]) -> int:
        """Take facts out, and answer how many were there."""
        unwanted = set(facts)
        before = sum(map(len, self.facts.values()))
        for file, kept in self.facts.items():
            self.facts[file] = {fact: None for fact in kept if fact not in unwanted}
        return before - sum(map(len, self.facts.values()))

    @property
    def awards(self) -> int:
        """How many awards the draft holds."""
        return len({fact.subject for fact in self.facts.get("awards.tsv", {})} - self._works())

    def _works(self) -> set[str]:
        facts = self.facts.get("awards.tsv", {})
        return {fact.subject for fact in facts if not fact.subject.startswith("award:")}


def register_document() -> DocumentLine:
    """The register as a document, since facts about bodies are taken from it."""
    content = register_file()
    properties = {
        "title": "Register of bodies, with the source of each",
        "sha256": hashlib.sha256(content).hexdigest(),
        "characters": str(len(content.decode())),
    }
    return DocumentLine(REGISTER, properties)


def register_facts(entry: Entry) -> Iterator[Fact]:
    """What the register says of a body and of those above it."""
    for predicate, rule in _OF_REGISTER.items():
        if stated := _registered_passage(entry.id, predicate):
            words, passage = stated
            yield Fact(entry.id, predicate, words, Source(REGISTER, passage), rule)
    if entry.parent:
        yield from register_facts(register().entries[entry.parent])


@cache
def _registered_passage(id: str, predicate: str) -> tuple[str, Passage] | None:
    """What the file of the register has for a predicate of a body, first, and where."""
    text = register_file().decode()
    before = f"\n{id}\t{predicate}\t"
    start = text.find(before) + len(before)
    if start < len(before):
        return None
    words = text[start : text.index("\t", start)]
    return words, Passage(start, start + len(words), checksum(words))
