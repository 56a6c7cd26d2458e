"""What every format has in common: how it is written, and what it says of the data in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar

from server.exports.columns import Row
from server.exports.snapshot import Selection, Version

Write = Callable[[Sequence[Row]], str]
"""Makes text of a page of rows."""

Step = tuple[Selection, Write]
"""What is read, and what is made of it."""


@dataclass(frozen=True, slots=True)
class Description:
    """What an export says of itself: the version of the data, and what was asked of it.

    ``as_of`` is the day of which it tells; ``given`` are the arguments of the list. ``base``
    starts the IRIs of nodes.
    """

    version: Version
    as_of: str
    base: str
    given: Mapping[str, Any] = field(default_factory=dict)

    def short(self) -> dict[str, Any]:
        """What goes with every row: a row may be cut out and still says where it is from."""
        version = self.version
        return {
            "version": version.number,
            "checksum": f"sha256:{version.checksum}",
            "licence": version.licence,
        }

    def full(self) -> dict[str, Any]:
        """All of it, but for the base."""
        return {
            **self.short(),
            "name": self.version.name,
            "loadedAt": self.version.loaded_at,
            "asOf": self.as_of,
            **{name: self.given[name] for name in ("where", "orderBy") if name in self.given},
        }


class Format:
    """A format of exports; one is made for an export, and writes it from start to end.

    ``several``: whether one file can hold nodes of several types.
    """

    media_type: ClassVar[str]
    several: ClassVar[bool] = True

    def __init__(self, description: Description) -> None:
        self.description = description

    def begin(self, selections: Sequence[Selection]) -> str:
        """What comes before the first node."""
        return ""

    def steps(self, selections: Sequence[Selection]) -> Iterable[Step]:
        """What is read, in order, and what is made of each page of it."""
        return _each(selections, self.write)

    def write(self, selection: Selection, rows: Sequence[Row]) -> str:
        """The text of a page of rows."""
        raise NotImplementedError

    def end(self) -> str:
        """What comes after the last node."""
        return ""


def _each(
    selections: Iterable[Selection], write: Callable[[Selection, Sequence[Row]], str]
) -> Iterator[Step]:
    for selection in selections:
        yield selection, partial(write, selection)
