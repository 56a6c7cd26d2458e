"""What is wrong with a dataset: each problem with its file, line, field and fix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from graph.errors import DataError

_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file; line 0 is the file as a whole."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, and what to do about it."""

    place: Place
    field: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.place}: {self.field}: {self.message}; {self.fix}"


class FieldError(ValueError):
    """A value that cannot stand where it stands; becomes a :class:`Problem`."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class Problems:
    """All problems of a dataset, so that they are reported together."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def add(self, place: Place, field: str, message: str, fix: str) -> None:
        """Note a problem; the same one again counts once."""
        self._found[Problem(place, field, message, fix)] = None

    def add_error(self, place: Place, field: str, error: FieldError) -> None:
        """Note what a field's reading raised."""
        self.add(place, field, error.message, error.fix)

    def __len__(self) -> int:
        return len(self._found)

    def raise_any(self) -> None:
        """Raise DataError with every problem, one a line, in the order of the files."""
        if not self._found:
            return
        lines = [str(problem) for problem in sorted(self._found)]
        if len(lines) > _MOST_SHOWN:
            lines[_MOST_SHOWN:] = [f"and {len(lines) - _MOST_SHOWN} more"]
        count = "1 problem" if len(self._found) == 1 else f"{len(self._found)} problems"
        raise DataError("\n".join([f"The data has {count}:", *lines]))


def closest(word: str, candidates: Iterable[str], otherwise: str) -> str:
    """The fix for a word that is not known: the nearest one that is, or ``otherwise``."""
    found = get_close_matches(word, list(candidates), n=1, cutoff=0.6)
    return f"did you mean {found[0]!r}?" if found else otherwise
