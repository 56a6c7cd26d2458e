"""Documents that a request may name instead of sending them: trusted ones, and remembered ones.

Trusted documents are read at the start, from what tools write when a client is built. Others
are remembered when a client sends them with their hash (Apollo's automatic persisted queries).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

import orjson

from graph.recent import Recent
from server.errors import UsageError
from server.requests import Request
from server.responses import NotRun

PREFIX = "sha256:"
"""Begins the name of a document by its hash, in the appendix of the specification."""

MAX_REMEMBERED = 10_000
"""How many documents are remembered that clients sent with their hash."""

MAX_BYTES = 16 * 1024 * 1024
"""About how many bytes all of these may take."""

NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
APOLLO_NOT_FOUND = "PersistedQueryNotFound"
"""The code and the message after which Apollo's clients, and urql, send the document."""


class Documents:
    """The documents that may be named; with ``only``, no other one is answered.

    ``trusted`` are texts by name. Each is known by its SHA-256 as well.
    """

    @classmethod
    def read(cls, place: Path | None, *, only: bool) -> Documents:
        """With the trusted documents of a file or folder. Raises UsageError."""
        if only and place is None:
            raise UsageError(
                "GOVGRAPH_TRUSTED_ONLY=yes needs documents to trust: give the file or folder of "
                "them in GOVGRAPH_TRUSTED_DOCUMENTS"
            )
        return cls(read_trusted(place) if place else {}, only=only)

    def __init__(self, trusted: Mapping[str, str], *, only: bool = False) -> None:
        self._only = only
        self._texts = frozenset(trusted.values())
        self._trusted = {_sha256(text): text for text in self._texts} | dict(trusted)
        self._remembered: Recent[str, str] = Recent(MAX_REMEMBERED, MAX_BYTES)

    def text(self, request: Request) -> str:
        """The document of a request. Raises NotRun."""
        named = request.document_id
        if request.query is None:
            assert named is not None
            return self._find(named)
        if self._only and request.query not in self._texts:
            raise NotRun(
                HTTPStatus.FORBIDDEN,
                "only the documents are answered that are trusted here, and this is none of them",
                "DOCUMENT_NOT_TRUSTED",
            )
        if named is not None and named.startswith(PREFIX):
            self._remember(named.removeprefix(PREFIX), request.query)
        return request.query

    def _find(self, named: str) -> str:
        name = named.removeprefix(PREFIX)
        text = self._trusted.get(named) or self._trusted.get(name)
        if text is None and named.startswith(PREFIX):
            text = self._remembered.recall(name)
        if text is None:
            raise NotRun(HTTPStatus.NOT_FOUND, APOLLO_NOT_FOUND, NOT_FOUND)
        return text

    def _remember(self, sha256: str, text: str) -> None:
        actual = _sha256(text)
        if actual != sha256:
            raise NotRun(
                HTTPStatus.BAD_REQUEST,
                f"the SHA-256 of `query` is {actual}, and not {sha256} as the request says",
                "PERSISTED_QUERY_MISMATCH",
            )
        if text not in self._texts:
            self._remembered.keep(sha256, text, len(text) + len(sha256))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_trusted(place: Path) -> dict[str, str]:
    """The documents of a file or of a folder with files, texts by name.

    Manifests of GraphQL Code Generator and of Relay's compiler (JSON, texts by name), of Apollo
    (JSON with `format` and `operations`), and `.graphql` files, each of which is one document
    and has its name. Raises UsageError for what cannot be read, for no document at all, and for
    two documents of one name.
    """
    found: dict[str, str] = {}
    for path in sorted(place.iterdir()) if place.is_dir() else [place]:
        for name, text in _read(path):
            if found.setdefault(name, text) != text:
                raise UsageError(f"{path}: another document has the name {name!r} already")
    if not found:
        raise UsageError(f"{place} holds no documents (.json manifests or .graphql files)")
    return found


def _read(path: Path) -> Iterator[tuple[str, str]]:
    try:
        if path.suffix in (".graphql", ".gql"):
            yield path.stem, path.read_text("utf-8")
        elif path.suffix == ".json":
            yield from _manifest(orjson.loads(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read as trusted documents: {error}") from None


def _manifest(content: Any) -> Iterator[tuple[str, str]]:
    """The documents of a manifest. Raises ValueError."""
    if not isinstance(content, dict):
        raise ValueError("a manifest is a JSON object")
    if content.get("format") == "apollo-persisted-query-manifest":
        operations = content.get("operations")
        if not isinstance(operations, list):
            raise ValueError("`operations` of an Apollo manifest is a list")
        if not all(isinstance(each, dict) for each in operations):
            raise ValueError("each of the `operations` is an object")
        pairs = [(each.get("id"), each.get("body")) for each in operations]
    else:
        pairs = list(content.items())
    for name, text in pairs:
        if not isinstance(name, str) or not isinstance(text, str):
            raise ValueError(f"the document {name!r} has no text")
        yield name, text
