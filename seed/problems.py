"""What is wrong with a dataset: each problem with its file, line, field and fix."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from graph.errors import DataError
from seed.facts import Exemption, Fact
from seed.facts import Place as Place
from seed.integrity import Rule, Severity

_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, and what to do about it.

    ``subjects`` are the ids of the nodes that it is about, ``facts`` those that break the
    ``rule``; an ``exemption`` says why it stays as it is.
    """

    place: Place
    field: str
    message: str
    fix: str
    rule: Rule = dataclasses.field(default=Rule.FORMAT, compare=False)
    subjects: tuple[str, ...] = dataclasses.field(default=(), compare=False)
    facts: tuple[Fact, ...] = dataclasses.field(default=(), compare=False)
    exemption: Exemption | None = dataclasses.field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.place}: {self.field}: {self.message}; {self.fix}"

    @property
    def is_error(self) -> bool:
        """Whether the data cannot be loaded for it."""
        return self.rule.severity is Severity.ERROR and self.exemption is None

    @property
    def documents(self) -> list[str]:
        """The documents from which its facts are taken, each once."""
        return list(dict.fromkeys(fact.source.document for fact in self.facts))


class FieldError(ValueError):
    """A value that cannot stand where it stands; becomes a :class:`Problem`."""

    def __init__(self, message: str, fix: str, rule: Rule = Rule.FORMAT) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.rule = rule


class Problems:
    """All problems of a dataset, so that they are reported together."""

    def __init__(self) -> None:
        self._found: dict[Problem, Problem] = {}

    def add(
        self,
        place: Place,
        field: str,
        message: str,
        fix: str,
        *,
        rule: Rule = Rule.FORMAT,
        subjects: Iterable[str] = (),
        facts: Iterable[Fact] = (),
    ) -> None:
        """Note a problem; the same one again counts once. The facts' subjects are its own too."""
        facts = tuple(facts)
        ids = tuple(dict.fromkeys([*subjects, *(fact.subject for fact in facts)]))
        problem = Problem(place, field, message, fix, rule, ids, facts)
        self._found.setdefault(problem, problem)

    def add_error(self, place: Place, field: str, error: FieldError) -> None:
        """Note what a field's reading raised."""
        self.add(place, field, error.message, error.fix, rule=error.rule)

    def __len__(self) -> int:
        return len(self._found)

    def all(self) -> list[Problem]:
        """Every problem, in the order of the files."""
        return sorted(self._found.values())

    def exempt(self, exemptions: Sequence[Exemption]) -> None:
        """Let what was declared stand; an exemption that matches nothing is a problem itself."""
        declared: dict[tuple[str, str], Exemption] = {}
        for each in exemptions:
            former = declared.setdefault((each.rule, each.subject), each)
            if former is not each:
                self.add(
                    each.place,
                    "subject",
                    f"{each.rule!r} of {each.subject!r} is excepted already ({former.place})",
                    "take one of the two out",
                    rule=Rule.UNUSED_EXCEPTION,
                    subjects=[each.subject],
                )
        used: set[Exemption] = set()
        for problem in self.all():
            keys = [(problem.rule.code, subject) for subject in problem.subjects]
            found = next((declared[key] for key in keys if key in declared), None)
            if found and problem.rule.allows_exceptions:
                used.add(found)
                self._found[problem] = replace(problem, exemption=found)
        for each in exemptions:
            if each not in used and declared[each.rule, each.subject] is each:
                self.add(
                    each.place,
                    "subject",
                    f"no finding of {each.rule!r} is about {each.subject!r}",
                    "take the exception out",
                    rule=Rule.UNUSED_EXCEPTION,
                    subjects=[each.subject],
                )

    def messages(self) -> list[str]:
        """What is wrong and how to mend it, without the places."""
        return [f"{each.field}: {each.message}; {each.fix}" for each in self.all()]

    def raise_any(self) -> None:
        """Raise DataError with every error, one a line, in the order of the files."""
        raise_errors(self.all())


def raise_errors(problems: Iterable[Problem]) -> None:
    """Raise DataError with every error among the problems, one a line."""
    lines = [str(problem) for problem in problems if problem.is_error]
    if not lines:
        return
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    if len(lines) > _MOST_SHOWN:
        lines[_MOST_SHOWN:] = [f"and {len(lines) - _MOST_SHOWN} more"]
    raise DataError("\n".join([f"The data has {count}:", *lines]))


def closest(word: str, candidates: Iterable[str], otherwise: str) -> str:
    """The fix for a word that is not known: the nearest one that is, or ``otherwise``."""
    found = get_close_matches(word, list(candidates), n=1, cutoff=0.6)
    return f"did you mean {found[0]!r}?" if found else otherwise
