"""The register of bodies: what official lists call them, with sources (``bodies.tsv``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from seed.extraction.lexicon import SHORT_NAMES

_PREFIX = 6
_UNSURE = "unsure"
COLUMNS = ("id", "nameTh", "abbreviations", "kind", "parent", "valid", "source", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """A body of the register. ``kind`` is the register's word for it."""

    id: str
    name: str
    abbreviation: str
    kind: str
    parent: str
    valid: str
    source: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Register:
    """The bodies by id, by how their names begin, and by their short names."""

    entries: Mapping[str, Entry]
    names: Mapping[str, tuple[Entry, ...]]
    short: Mapping[str, Entry]

    def longest(self, text: str, start: int) -> tuple[Entry, int] | None:
        """The body whose name is written at a place, the longest name first, and its end."""
        for entry in self.names.get(text[start : start + _PREFIX], ()):
            if text.startswith(entry.name, start):
                return entry, start + len(entry.name)
        return None


@cache
def register() -> Register:
    """The register that is shipped."""
    lines = register_file().decode().splitlines()
    entries = {entry.id: entry for entry in map(_entry, lines[1:])}
    return Register(entries, _by_prefix(entries), _by_short_name(entries))


def register_file() -> bytes:
    """The register as it is shipped."""
    return files("seed.extraction").joinpath("bodies.tsv").read_bytes()


def _entry(line: str) -> Entry:
    cells = [*line.split("\t"), *[""] * len(COLUMNS)]
    id, name, short, kind, parent, valid, source, note = cells[:8]
    return Entry(id, name, short, kind, parent, valid, source, note != _UNSURE)


def _by_prefix(entries: Mapping[str, Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        found[entry.name[:_PREFIX]].append(entry)
    return {
        prefix: tuple(sorted(some, key=lambda entry: -len(entry.name)))
        for prefix, some in found.items()
    }


def _by_short_name(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Short names that mean one body only."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if entry.abbreviation:
            found[entry.abbreviation].append(entry)
    sure = {short: some[0] for short, some in found.items() if len(some) == 1}
    named = {short: entries[id] for short, id in SHORT_NAMES.items() if id in entries}
    # The office of a permanent secretary is called after its ministry: สป.มท. or สป.มท
    offices = {
        f"สป.{ministry.abbreviation}": entry
        for entry in entries.values()
        if entry.name.startswith("สำนักงานปลัดกระทรวง")
        and (ministry := entries.get(entry.parent))
        and ministry.abbreviation
    }
    return offices | sure | named
