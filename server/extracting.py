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
from seed.review.decisions import rejected, tidy
from server.errors import UsageError
from server.terminal import Bar, complain, tell

JSONL = "awards-jsonl"


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
    draft, failed, taken = Draft(), 0, set[str]()
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
            add_text(draft, _document_id(path, taken), found, digest)
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


def _document_id(path: Path, taken: set[str]) -> str:
    """An id by the name of the file, another for each file."""
    slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "text"
    ids = [f"doc:{slug}", *(f"doc:{slug}-{number}" for number in range(2, len(taken) + 3))]
    id = next(each for each in ids if each not in taken)
    taken.add(id)
    return id
