"""The releases of Neo4j that can be run here: their jars, main class and settings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from graph.errors import EngineError

CURRENT = "2026.08.1"
LTS = "5.26.12"

_DATA = files("graph.store") / "data"


@dataclass(frozen=True, slots=True)
class Jar:
    """A file of a Maven repository: its coordinates, and the bytes that it must have."""

    group: str
    artifact: str
    version: str
    classifier: str | None
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """The name of the file."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{suffix}.jar"

    @property
    def path(self) -> str:
        """Where it lies in a repository."""
        return f"{self.group.replace('.', '/')}/{self.artifact}/{self.version}/{self.name}"

    @classmethod
    def parse(cls, line: str) -> Jar:
        """A jar from a line of a lock: group artifact version[:classifier] sha256 size."""
        group, artifact, version, sha256, size = line.split()
        version, _, classifier = version.partition(":")
        return cls(group, artifact, version, classifier or None, sha256, int(size))

    def __str__(self) -> str:
        suffix = f":{self.classifier}" if self.classifier else ""
        return f"{self.group} {self.artifact} {self.version}{suffix} {self.sha256} {self.size}"


@dataclass(frozen=True)
class Release:
    """A version of Neo4j Community."""

    version: str

    @classmethod
    def named(cls, version: str) -> Release:
        """The release of that version; EngineError when there is no lock of it."""
        release = cls(version)
        if not (_DATA / release._lock_name).is_file():
            known = ", ".join(known_versions())
            raise EngineError(f"Neo4j {version} cannot be run here; choose one of {known}")
        return release

    @property
    def _lock_name(self) -> str:
        return f"neo4j-{self.version}.lock"

    @property
    def line(self) -> str:
        """What the releases of one line share: the first part of the version."""
        return self.version.partition(".")[0]

    @property
    def order(self) -> tuple[int, ...]:
        """What sorts versions by age."""
        return order_of(self.version)

    @cached_property
    def lock(self) -> str:
        """The text of the lock."""
        return (_DATA / self._lock_name).read_text(encoding="ascii")

    @property
    def digest(self) -> str:
        """Tells one lock from another."""
        return hashlib.sha256(self.lock.encode()).hexdigest()[:12]

    @cached_property
    def jars(self) -> tuple[Jar, ...]:
        """The jars, in the order of the class path."""
        lines = (line for line in self.lock.splitlines() if not line.startswith("#"))
        return tuple(sorted((Jar.parse(line) for line in lines), key=lambda jar: jar.name))

    @property
    def main_class(self) -> str:
        """The class that starts the server."""
        name = "CommunityEntryPoint" if self.line == "5" else "Neo4jCommunity"
        return f"org.neo4j.server.{name}"

    @property
    def settings(self) -> str:
        """The template of neo4j.conf."""
        names = ("neo4j.conf", f"neo4j-{self.line}.conf")
        return "".join((_DATA / name).read_text(encoding="ascii") for name in names)


def order_of(version: str) -> tuple[int, ...]:
    """What sorts versions by age."""
    return tuple(int(part) for part in version.split("."))


def known_versions() -> Iterator[str]:
    """The versions there is a lock of."""
    for each in sorted(_DATA.iterdir(), key=lambda path: path.name):
        if each.name.endswith(".lock"):
            yield each.name.removeprefix("neo4j-").removesuffix(".lock")


def log_settings(name: str, level: str) -> str:
    """The Log4j configuration of a log, at most 1 MB three times over."""
    template = (_DATA / "log4j.xml").read_text(encoding="ascii")
    return template.replace("@NAME@", name).replace("@LEVEL@", level)
