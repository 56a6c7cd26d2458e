"""The texts of source documents, which are no part of the project: files in a folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from seed.extraction.register import register_file
from seed.provinces import province_file

_KEPT = 64
"""How many texts are kept in memory."""


class Texts:
    """The files of a folder, told apart by their SHA-256 whatever their names.

    The data files that come with the program are there too. Nothing is read before it is asked.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._text = lru_cache(_KEPT)(self._read)

    @cached_property
    def _paths(self) -> Mapping[str, Path]:
        paths = (path for path in sorted(self._folder.rglob("*")) if path.is_file())
        readable = (path for path in paths if os.access(path, os.R_OK))
        return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in readable}

    @cached_property
    def _own(self) -> Mapping[str, bytes]:
        contents = (province_file(), register_file())
        return {hashlib.sha256(content).hexdigest(): content for content in contents}

    def content(self, sha256: str) -> bytes | None:
        """The content with a checksum; None where no file has it."""
        if sha256 in self._own:
            return self._own[sha256]
        path = self._paths.get(sha256)
        return None if path is None else path.read_bytes()

    def _read(self, sha256: str) -> str | None:
        content = self.content(sha256)
        return None if content is None else content.decode()

    def quote(self, sha256: str | None, start: int | None, end: int | None) -> str | None:
        """The words of a passage, in code points, end exclusive; None where they are not known."""
        if sha256 is None or start is None or end is None:
            return None
        text = self._text(sha256)
        return None if text is None or end > len(text) else text[start:end]
