"""The data folder of a local Neo4j.

lock          held while a server runs here
engine.json   the newest Neo4j that has opened the store
password      of the user neo4j
neo4j/        conf, data, logs and the rest of the server
before-X/     the store as it was before Neo4j X opened it
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.errors import EngineError
from graph.store.filelock import Held, hold
from graph.store.release import Release, log_settings, order_of

USER = "neo4j"
_ROUNDS = 1024
_LISTENS = re.compile(r"^server\.bolt\.listen_address=(\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A folder that holds one store."""

    path: Path

    @property
    def home(self) -> Path:
        """The home of the server."""
        return self.path / "neo4j"

    @property
    def conf(self) -> Path:
        """The configuration of the server."""
        return self.home / "conf"

    @property
    def logs(self) -> Path:
        """The logs of the server."""
        return self.home / "logs"

    @property
    def password(self) -> str:
        """The password of the server's user."""
        return self._password.read_text(encoding="ascii")

    @property
    def _password(self) -> Path:
        return self.path / "password"

    @property
    def _stamp(self) -> Path:
        return self.path / "engine.json"

    @property
    def _data(self) -> Path:
        return self.home / "data"

    @property
    def _has_store(self) -> bool:
        return (self._data / "databases" / "system").exists()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other servers away; EngineError when there is one."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with hold(self.path / "lock", wait=False):
                yield
        except Held as other:
            raise EngineError(
                f"{self.path} is in use by another server (process {other.holder}); "
                "stop that one, or choose another folder with GOVGRAPH_DATA_DIR"
            ) from None

    def is_held(self) -> bool:
        """Whether a server runs here."""
        lock = self.path / "lock"
        if not lock.exists():
            return False
        try:
            with hold(lock, wait=False):
                return False
        except Held:
            return True

    @property
    def uri(self) -> str | None:
        """Where the server listens, by what it was told at its last start."""
        try:
            settings = (self.conf / "neo4j.conf").read_text(encoding="ascii")
        except FileNotFoundError:
            return None
        found = _LISTENS.search(settings)
        return f"bolt://{found[1]}" if found else None

    def prepare(self, release: Release) -> None:
        """Make the folder ready for ``release``: folders, version, password.

        Raises EngineError when the store cannot be opened by it.
        """
        self.home.mkdir(exist_ok=True)
        self.home.chmod(0o700)  # the server itself makes files that all may read
        for name in ("conf", "data/dbms", "logs", "run", "plugins", "import"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        self._check_version(release)
        self._ensure_password()

    def _check_version(self, release: Release) -> None:
        written = self._version()
        if not self._has_store:
            written = None
        elif written is None:
            raise EngineError(
                f"{self.path} holds a store of an unknown version, since {self._stamp.name} is "
                "missing; choose another folder with GOVGRAPH_DATA_DIR, or put it back"
            )
        if written is not None and order_of(written) > release.order:
            raise EngineError(self._too_new(written, release))
        if written is not None and order_of(written) < release.order:
            self._copy_aside(release)
        # Before the start: from then on the older release may not be able to open the store.
        if written != release.version:
            replace(self._stamp, json.dumps({"neo4j": release.version}) + "\n")

    def _version(self) -> str | None:
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
            order_of(stamp["neo4j"])
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise EngineError(
                f'{self._stamp} is damaged; write {{"neo4j": "VERSION"}} into it, with the '
                "version of the Neo4j that wrote this store"
            ) from None
        return str(stamp["neo4j"])

    def _too_new(self, written: str, release: Release) -> str:
        copy = self.path / f"before-{written}"
        way_back = f", or replace {self._data} by its copy in {copy}" if copy.exists() else ""
        return (
            f"{self.path} was written by Neo4j {written}, and the older {release.version} cannot "
            f"open it; use that version, choose another folder with GOVGRAPH_DATA_DIR{way_back}"
        )

    def _copy_aside(self, release: Release) -> None:
        copy = self.path / f"before-{release.version}"
        unfinished = self.path / f"{copy.name}.part"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(self._data, unfinished)
        shutil.rmtree(copy, ignore_errors=True)
        os.replace(unfinished, copy)

    def _ensure_password(self) -> None:
        if self._password.exists():
            return
        if self._has_store:
            raise EngineError(
                f"{self._password} is missing, and nothing else opens the store; put it back, "
                f"or remove {self.path} to begin anew"
            )
        password = secrets.token_urlsafe(24)
        # The server reads the first when it makes its store. The second comes last: as long
        # as it is not there, both are made again.
        replace(self._data / "dbms" / "auth.ini", credential(password, secrets.token_bytes(32)))
        replace(self._password, password)

    def write_settings(self, settings: str) -> None:
        """Write what the server reads at its start."""
        replace(self.conf / "neo4j.conf", settings)
        replace(self.conf / "user-logs.xml", log_settings("neo4j", "INFO"))
        replace(self.conf / "server-logs.xml", log_settings("debug", "WARN"))

    def log_tail(self, size: int = 1500) -> str:
        """The ends of the logs, to explain why the server does not run."""
        paths = (self.logs / "console.log", self.logs / "neo4j.log")
        tails = (path.read_text(errors="replace")[-size:] for path in paths if path.exists())
        return "\n".join(tail.strip() for tail in tails).strip()


def credential(password: str, salt: bytes) -> str:
    """The line of auth.ini that gives the server's user that password at its first start."""
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{_ROUNDS}:\n"


def replace(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
