"""All facts of some datasets, found by subject and predicate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from seed.facts import Fact
from seed.problems import Place


class Knowledge:
    """Facts by subject and predicate, in the order in which they were read.

    ``doubtful``: subjects with facts that are wrong and so not here; what such a subject
    lacks may only be misspelt.
    """

    def __init__(self, facts: Iterable[Fact], doubtful: Iterable[str] = ()) -> None:
        self.doubtful = frozenset(doubtful)
        self._by_subject: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        self._set_aside: list[Fact] = []
        for fact in facts:
            if fact.followed:
                self._by_subject[fact.subject][fact.predicate].append(fact)
            else:
                self._set_aside.append(fact)

    def __contains__(self, id: object) -> bool:
        return id in self._by_subject

    def subjects(self, prefix: str = "") -> list[str]:
        """The ids of subjects that start with a prefix."""
        return [id for id in self._by_subject if id.startswith(prefix)]

    def sound_subjects(self, prefix: str = "") -> list[str]:
        """The ids of subjects of which nothing is in doubt."""
        return [id for id in self.subjects(prefix) if id not in self.doubtful]

    def facts(self, subject: str, predicate: str) -> Sequence[Fact]:
        """The facts that give a subject an object by a predicate."""
        return self._by_subject.get(subject, {}).get(predicate, ())

    @property
    def set_aside(self) -> Sequence[Fact]:
        """The statements that are kept and not followed: all else here leaves them out."""
        return self._set_aside

    def all_facts(self) -> Iterator[Fact]:
        """Every fact, subject by subject."""
        for predicates in self._by_subject.values():
            for facts in predicates.values():
                yield from facts

    def everything(self) -> Iterator[Fact]:
        """Every statement, those set aside last."""
        yield from self.all_facts()
        yield from self._set_aside

    def objects(self, subject: str, predicate: str) -> list[str]:
        """The objects of a subject by a predicate, each once."""
        return list(dict.fromkeys(fact.object for fact in self.facts(subject, predicate)))

    def one(self, subject: str, predicate: str) -> str | None:
        """The first object of a subject by a predicate, or None."""
        facts = self.facts(subject, predicate)
        return facts[0].object if facts else None

    def place(self, subject: str, predicate: str | None = None) -> Place:
        """Where a subject, or its first fact by the predicate, is stated."""
        predicates = self._by_subject[subject]
        if predicate in predicates:
            return predicates[predicate][0].place
        return next(iter(predicates.values()))[0].place

    def line(self, subject: str) -> list[str]:
        """The subject and all bodies above it in the line of authority, nearest first."""
        found = {subject: None}
        waiting = [subject]
        while waiting:
            for above in self.objects(waiting.pop(0), "PART_OF"):
                if above not in found:
                    found[above] = None
                    waiting.append(above)
        return list(found)
