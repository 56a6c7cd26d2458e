"""All that the check of datasets finds, errors and what is only worth knowing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.model import Model
from seed.problems import Problem, raise_errors
from seed.reading import examine
from seed.verification import Verification, verify_passages


@dataclass(frozen=True, slots=True)
class Report:
    """The datasets' names, how many statements could be read, and the findings by place.

    ``verification`` is None where no texts were given.
    """

    name: str
    statements: int
    findings: tuple[Problem, ...]
    verification: Verification | None

    @property
    def errors(self) -> int:
        """How many findings keep the data from being loaded."""
        return sum(finding.is_error for finding in self.findings)

    def raise_any(self) -> None:
        """Raise DataError with every error, one a line."""
        raise_errors(self.findings)


def report(model: Model, folders: Sequence[Path], documents: Path | None) -> Report:
    """Check datasets, and their passages where a folder with the ``documents`` is given."""
    examined = examine(model, folders)
    verification = None
    if documents is not None:
        verification = verify_passages(examined.datasets, documents, examined.problems)
    return Report(
        examined.name,
        len({fact.statement_id for fact in examined.known.everything()}),
        tuple(examined.problems.all()),
        verification,
    )
