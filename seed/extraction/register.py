"""The register of bodies: what official lists call them, as the dataset ``register`` has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from seed.existence import lifetimes
from seed.extraction.lexicon import SHORT_NAMES
from seed.facts import Fact
from seed.folder import DEFAULT_FOLDERS, REGISTER, read_folder
from seed.knowledge import Knowledge
from seed.problems import Problems

_PREFIX = 6
_FILE = REGISTER / "organizations.tsv"


@dataclass(frozen=True, slots=True)
class Entry:
    """A body of the register.

    ``kind`` is what an agency is, else the kind of organization, in small letters; ``valid``
    the interval in which it exists, or empty; ``source`` the document that has its name.
    """

    id: str
    name: str
    abbreviation: str
    kind: str
    parent: str
    valid: str
    source: str


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
    known = Knowledge(read_folder(REGISTER, Problems()).facts)
    lives = lifetimes(Knowledge(shipped()))
    ids = known.subjects("org:")
    entries = {id: _entry(id, known, str(lives.get(id, ""))) for id in ids}
    return Register(entries, _by_prefix(entries), _by_short_name(entries))


@cache
def shipped() -> tuple[Fact, ...]:
    """The facts of all datasets that are shipped."""
    return tuple(
        fact for folder in DEFAULT_FOLDERS for fact in read_folder(folder, Problems()).facts
    )


@cache
def register_file() -> bytes:
    """The file of the register, which drafts cite."""
    return _FILE.read_bytes()


def _entry(id: str, known: Knowledge, valid: str) -> Entry:
    name = known.facts(id, "nameTh")[0]
    kind = known.one(id, "agencyKind") or known.one(id, "kind") or ""
    return Entry(
        id,
        name.object,
        known.one(id, "abbreviations") or "",
        kind.lower(),
        known.one(id, "PART_OF") or "",
        valid,
        name.source.document,
    )


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
    # The body that an office is of is called without the word for it: กกต.
    bare = {
        short.removeprefix("สำนักงาน "): entry
        for short, entry in sure.items()
        if short.startswith("สำนักงาน ")
    }
    return bare | offices | sure | named
