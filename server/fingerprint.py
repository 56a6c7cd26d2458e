"""What an answer depends on besides the request and the database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

PROGRAM = Path(__file__).parents[1]
PACKAGES = ("graph", "schema", "seed", "server")


@cache
def release() -> str:
    """The version of the program, as it is installed; looked up in its files once."""
    return version("govgraph")


def fingerprint(documents: Path | None, *, federation: bool = False) -> str:
    """A hash of the program, of the schema that it was told to serve, and of the folder of texts
    that it quotes from, if there is one.

    Of two releases, or of one with other texts, no answer may pass for that of the other; the
    processes of one installation agree.
    """
    digest = hashlib.sha256()
    for part in (*_program(), *_texts(documents), str(federation).encode()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _program() -> Iterator[bytes]:
    for package in PACKAGES:
        for path in sorted((PROGRAM / package).rglob("*.py")):
            yield path.relative_to(PROGRAM).as_posix().encode()
            yield path.read_bytes()


def _texts(folder: Path | None) -> Iterator[bytes]:
    if folder is None:
        return
    for path in sorted(folder.rglob("*")):
        found = path.stat()
        yield f"{path.relative_to(folder)} {found.st_size} {found.st_mtime_ns}".encode()
