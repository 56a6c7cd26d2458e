"""API keys: random secrets, of which a file holds the hashes.

A line of the file is a name, a role, the SHA-256 of a key and the day it was made, separated by
tabs. A key has 256 random bits, so that nothing slower than one hash is needed to keep it safe.
A name may have several keys: a new one is handed out before the old one is removed.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import re
import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from server.errors import UsageError
from server.identity import Identity, Role, Unauthenticated
from server.settings import Settings
from server.terminal import out, tell

log = logging.getLogger(__name__)

PREFIX = "govgraph_"
"""Begins every key, so that scanners for leaked secrets can know one."""

RANDOM_BYTES = 32
NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,62}")
DIGEST = re.compile(r"[0-9a-f]{64}")
HEADING = "# name\trole\tsha256 of the key\tmade on\n"

LOOK_EVERY = 1.0
"""Seconds after which it is looked again whether the file has changed."""


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the file."""

    name: str
    role: Role
    digest: str
    made_on: str

    def __str__(self) -> str:
        return "\t".join([self.name, self.role.name.lower(), self.digest, self.made_on])


def new_key(name: str, role: Role) -> tuple[str, Key]:
    """A new key, and what is kept of it. Raises UsageError for a name that cannot be."""
    if not NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot name a key; take up to 63 small letters, digits, hyphens and dots"
        )
    secret = f"{PREFIX}{name}_{secrets.token_urlsafe(RANDOM_BYTES)}"
    return secret, Key(name, role, _digest(secret), f"{datetime.now(UTC):%Y-%m-%d}")


def read_keys(path: Path) -> Iterator[Key]:
    """The keys of a file. Raises UsageError, naming the line, and never shows what is in it."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"GOVGRAPH_API_KEYS: cannot read {path}: {_reason(error)}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, role, digest, made_on = (*line.split("\t"), "", "", "", "")[:4]
        is_good = NAME.fullmatch(name) and DIGEST.fullmatch(digest)
        if not is_good or role.upper() not in Role.__members__:
            raise UsageError(
                f"GOVGRAPH_API_KEYS: line {number} of {path} is not name, role (reader, curator "
                "or admin), hash and day with tabs between; `govgraph key new` writes such lines"
            )
        yield Key(name, Role[role.upper()], digest, made_on)


def check_keys(path: Path) -> None:
    """Raise UsageError where a file of keys is not as it should be."""
    for _ in read_keys(path):
        pass


class KeyFile:
    """Verifies keys by a file, which is read again when it has changed.

    Raises UsageError when it cannot be read at first. Later the keys stay as they were, and
    the log says why.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = self._look()
        self._looked = time.monotonic()
        self._keys = self._read()

    def knows(self, credential: str) -> bool:
        """Whether that is an API key, good or not."""
        return credential.startswith(PREFIX)

    async def verify(self, credential: str) -> Identity:
        """Whose key that is. Raises Unauthenticated."""
        self._refresh()
        name = credential.removeprefix(PREFIX).partition("_")[0]
        digest = _digest(credential)
        found = None
        for key in self._keys.get(name, ()):
            if hmac.compare_digest(key.digest, digest):
                found = Identity(f"key:{key.name}", key.role)
        if found is None:
            raise Unauthenticated("this API key is not known here, or no more")
        return found

    def _refresh(self) -> None:
        now = time.monotonic()
        if now - self._looked < LOOK_EVERY:
            return
        self._looked = now
        stamp = self._look()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._keys = self._read()
        except UsageError as error:
            log.error("the API keys stay as they were: %s", error)

    def _look(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def _read(self) -> Mapping[str, list[Key]]:
        keys: dict[str, list[Key]] = {}
        for key in read_keys(self._path):
            keys.setdefault(key.name, []).append(key)
        return keys


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "" if isinstance(error, OSError) else "it is no text in UTF-8"


# The command


def create(settings: Settings, name: str, role: str) -> None:
    """`govgraph key new`: add a key to the file and show it, this once. Raises UsageError."""
    path = _file(settings)
    if path.exists():
        check_keys(path)  # What is wrong with it is said before a key is made.
    secret, key = new_key(name, Role[role.upper()])
    _append(path, key)
    tell(f"A key of {name} as {role} was added to {path}. It is shown this once:")
    out.print(secret, markup=False)


def show(settings: Settings) -> None:
    """`govgraph key list`: the names and roles. Raises UsageError."""
    for key in read_keys(_file(settings)):
        out.print(f"{key.name}\t{key.role.name.lower()}\t{key.made_on}", markup=False)


def _file(settings: Settings) -> Path:
    if settings.api_keys is None:
        raise UsageError(
            "no file holds the keys; name one: GOVGRAPH_API_KEYS=keys.tsv, for `govgraph serve` too"
        )
    return settings.api_keys


def _append(path: Path, key: Key) -> None:
    try:
        # Hashes are no secrets that can be used, but are nobody else's business.
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with open(descriptor, "a", encoding="utf-8") as file:
            file.write(f"{HEADING if file.tell() == 0 else ''}{key}\n")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from None
