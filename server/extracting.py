"""`govgraph extract`: from the texts of announcements to draft facts for a reviewer."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson

from graph.errors import DataError
from seed.extraction import Draft, Extraction, add_text, as_object, extract, is_ours, write
from seed.folder import DOCUMENTS_FILE, read_folder
from seed.problems import Problems
from seed.review.decisions import rejected, tidy
from server.errors import UsageError
from server.terminal import Bar, complain, tell

JSONL = "awards-jsonl"
_DIGITS = 8
"""Hexadecimal digits of a SHA-256 in the id of a document."""


def extract_files(files: Sequence[Path], *, as_jsonl: bool, folder: Path | None) -> None:
    """Read texts and write what they say; a file that cannot be read is told, and others go on.

    Raises DataError where a file could not be read or written, UsageError for a folder that is in
    use.
    """
    try:
        _extract_files(files, as_jsonl=as_jsonl, folder=folder)
    except BrokenPipeError:
        raise  # whoever reads the output has had enough
    except OSError as error:
        where = error.filename or folder
        raise DataError(f"{where}: it cannot be written: {error.strerror}") from None


def _extract_files(files: Sequence[Path], *, as_jsonl: bool, folder: Path | None) -> None:
    if folder is not None and folder.is_dir():
        tidy(folder)
    if folder is not None and not is_ours(folder):
        raise UsageError(f"{folder} holds other files than a draft: name another folder")
    draft, failed, ids = Draft(), 0, _Ids(folder, files)
    for path in _shown(files):
        try:
            content = path.read_bytes()
            found = extract(_decoded(path, content))
        except (DataError, OSError) as error:
            failed += 1
            complain(error if isinstance(error, DataError) else _unreadable(path, error))
            continue
        if as_jsonl:
            _print(path, found)
        if folder is not None:
            digest = hashlib.sha256(content).hexdigest()
            add_text(draft, ids.take(path, digest), found, digest)
    if folder is not None:
        left_out = draft.leave_out(rejected(folder))
        write(draft, folder)
        tell(
            f"{folder}: {draft.awards} awards of {len(draft.documents)} texts, "
            f"{len(draft.unresolved)} things for a reviewer in unresolved.tsv."
        )
        if left_out:
            tell(f"Left out as the reviewer decided (decisions.tsv): {left_out} facts.")
    if failed:
        raise DataError(f"{failed} of {len(files)} texts could not be read.")


def _shown(files: Sequence[Path]) -> Iterator[Path]:
    """The files, with progress where that is worth it."""
    bar = Bar() if len(files) > 1 and sys.stderr.isatty() else None
    if bar:
        bar.start("Reading texts", len(files))
    for path in files:
        yield path
        if bar:
            bar.advance(1)
    if bar:
        bar.finish()


def _decoded(path: Path, content: bytes) -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataError(f"{path}:{line}: it is not UTF-8; save it as UTF-8") from None
    if not text.strip("\ufeff \t\r\n"):
        raise DataError(f"{path}: it is empty; give the text of an announcement")
    return text


def _unreadable(path: Path, error: OSError) -> DataError:
    return DataError(f"{path}: it cannot be read: {error.strerror}")


def _print(path: Path, found: Extraction) -> None:
    line = orjson.dumps(as_object(path.name, found), option=orjson.OPT_APPEND_NEWLINE)
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


class _Ids:
    """The ids of documents: a text keeps the one that it has in a draft, whatever it is called."""

    def __init__(self, draft: Path | None, files: Sequence[Path]) -> None:
        is_there = draft is not None and (draft / DOCUMENTS_FILE).exists()
        lines = read_folder(draft, Problems()).documents if draft and is_there else ()
        given = set(map(_digest, files)) if lines else set()
        ids = {line.properties.get("sha256", ""): line.id for line in lines}
        self._kept = {digest: id for digest, id in ids.items() if digest in given}
        self._taken = set(self._kept.values())

    def take(self, path: Path, digest: str) -> str:
        """The id of a text, another for each file; ``digest`` is its SHA-256.

        A new one is called like its file. Where that name has letters that no id may have, or is
        another's too, the content tells them apart.
        """
        if kept := self._kept.pop(digest, None):
            return kept
        slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "text"
        apart = f"{slug}-{digest[:_DIGITS]}"
        is_whole = all(letter.isascii() for letter in path.stem if letter.isalnum())
        again = (f"{apart}-{number}" for number in range(2, len(self._taken) + 3))
        slugs = [*([slug] if is_whole else []), apart, *again]
        id = next(each for each in (f"doc:{slug}" for slug in slugs) if each not in self._taken)
        self._taken.add(id)
        return id


def _digest(path: Path) -> str:
    """The SHA-256 of a file, nothing where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
