"""What a load changed, to be read by a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SHOWN = 3
_STATEMENT = "Statement"


@dataclass(frozen=True, slots=True)
class Change:
    """A node or relationship that was added, changed or removed; ``what`` names it."""

    action: str
    type: str
    what: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a load changed: nodes (statements among them) and relationships.

    ``statements`` counts all that the data now has, ``version`` is the number of the dataset
    version that holds it; ``is_new`` says that this load made that version.
    """

    nodes: tuple[Change, ...]
    edges: tuple[Change, ...]
    statements: int
    version: int
    is_new: bool
    dry_run: bool

    @property
    def is_unchanged(self) -> bool:
        """True when the graph held exactly this already."""
        return not (self.nodes or self.edges)

    def counts(self, changes: Sequence[Change]) -> dict[str, Counter[str]]:
        """How many of each type were added, changed and removed, by action."""
        found: dict[str, Counter[str]] = {}
        for change in changes:
            found.setdefault(change.action, Counter())[change.type] += 1
        return found

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        if self.is_unchanged:
            yield f"Nothing changed: {self.statements} statements."
        else:
            would = "A load would change" if self.dry_run else "Changed"
            yield f"{would}:"
            statements = [change for change in self.nodes if change.type == _STATEMENT]
            others = [change for change in self.nodes if change.type != _STATEMENT]
            yield from self._part("nodes", others)
            yield from self._part("statements", statements)
            yield from self._part("relationships", self.edges)
        if self.version:
            made = "would be" if self.dry_run and self.is_new else "is"
            yield f"Dataset version {made} {self.version}."

    def _part(self, title: str, changes: Sequence[Change]) -> Iterator[str]:
        for action, counter in self.counts(changes).items():
            yield f"  {title} {action}: {counter.total()}"
            for type, count in sorted(counter.items()):
                first = [c.what for c in changes if (c.action, c.type) == (action, type)][:_SHOWN]
                more = ", …" if count > len(first) else ""
                yield f"    {type} {count}: {', '.join(first)}{more}"
