"""Reading a dataset folder: ``dataset.toml``, ``documents.tsv`` and the files of facts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from seed.facts import Dataset, DocumentLine, Exemption, Fact
from seed.lines import (
    EXEMPTION_COLUMNS,
    FACT_COLUMNS,
    REVIEWED,
    Row,
    read_exemption,
    read_fact,
    read_id,
    read_rows,
    read_text,
)
from seed.problems import FieldError, Place, Problems, closest

DESCRIPTION_FILE = "dataset.toml"
DOCUMENTS_FILE = "documents.tsv"
UNRESOLVED_FILE = "unresolved.tsv"
"""What a draft leaves to its reviewer; it holds no facts."""
EXEMPTIONS_FILE = "exceptions.tsv"
"""What breaks a rule of integrity and stays, with the reason; it may be left out."""

DECISIONS_FILE = "decisions.tsv"
"""What a reviewer decided on a draft; its lines are decisions."""

_NO_FACTS = frozenset({DOCUMENTS_FILE, UNRESOLVED_FILE, EXEMPTIONS_FILE, DECISIONS_FILE})

DOCUMENT_COLUMNS = (
    "id",
    "title",
    "publisher",
    "address",
    "sha256",
    "characters",
    "publishedOn",
    "retrievedOn",
    "licence",
)
_DATA = Path(__file__).parent / "data"
REGISTER = _DATA / "register"
"""The register of bodies, which texts are read with too."""
REGIONS = _DATA / "regions"
"""The regions of the provinces."""
DEFAULT_FOLDERS = (
    _DATA / "lertrat-2022-msdhs",
    _DATA / "reorganizations",
    REGISTER,
    REGIONS,
    _DATA / "lertrat",
)
"""The datasets that are shipped and loaded together: the Lert Rat awards of 2022 won under the
ministry of social development and human security, changes of organizations, the register, the
regions of the provinces, and the Lert Rat awards of all years."""

_KEYS = ("name", "title", "licence", "description")


@dataclass(frozen=True, slots=True)
class _File:
    """A file to read, and how messages call it: by folder and name."""

    path: Path
    called: str


def read_folder(folder: Path, problems: Problems) -> Dataset:
    """The dataset in a folder, as far as it can be read; all that is wrong is noted."""
    if not folder.is_dir():
        problems.add(
            Place(str(folder), 0),
            "folder",
            "there is no such folder",
            "give the path of a dataset folder",
        )
        return Dataset("", "", "", "", (), ())
    described = _description(_file(folder, DESCRIPTION_FILE), problems)
    documents = _documents(_file(folder, DOCUMENTS_FILE), problems)
    facts: list[Fact] = []
    doubtful: set[str] = set()
    names = fact_files(folder)
    if not names:
        problems.add(
            Place(folder.name, 0), "folder", "it has no file of facts", "add one, named *.tsv"
        )
    for name in names:
        for row in _rows(_file(folder, name), FACT_COLUMNS, problems, REVIEWED):
            fact = read_fact(row, problems)
            if fact:
                facts.append(fact)
            else:
                doubtful.add(row.cells["subject"])
    return Dataset(
        **described,
        documents=tuple(documents),
        facts=tuple(facts),
        doubtful=frozenset(doubtful),
        exemptions=tuple(_exemptions(_file(folder, EXEMPTIONS_FILE), problems)),
    )


def fact_files(folder: Path) -> list[str]:
    """The names of the files of facts in a folder, in order."""
    return sorted(path.name for path in folder.glob("*.tsv") if path.name not in _NO_FACTS)


def _file(folder: Path, name: str) -> _File:
    return _File(folder / name, f"{folder.name}/{name}")


def read_table(folder: Path, name: str, columns: Sequence[str], problems: Problems) -> list[Row]:
    """The rows of one file of a folder, as far as it can be read; all that is wrong is noted."""
    return _rows(_file(folder, name), columns, problems)


def _text(file: _File, problems: Problems) -> str | None:
    place = Place(file.called, 0)
    try:
        return file.path.read_bytes().decode()
    except OSError as error:
        problems.add(
            place,
            "file",
            f"it cannot be read: {error.strerror}",
            f"put it in the folder {file.path.parent}",
        )
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.add(Place(file.called, line), "file", "it is not UTF-8", "save it as UTF-8")
    return None


def _rows(
    file: _File, columns: Sequence[str], problems: Problems, optional: str | None = None
) -> list[Row]:
    text = _text(file, problems)
    if text is None:
        return []
    return list(read_rows(text, file.called, columns, problems, optional))


def _description(file: _File, problems: Problems) -> dict[str, str]:
    text = _text(file, problems)
    place = Place(file.called, 0)
    try:
        table = tomllib.loads(text or "")
    except tomllib.TOMLDecodeError as error:
        problems.add(place, "file", f"it is not TOML: {error}", "correct that line")
        table, text = {}, None
    for key in table.keys() - set(_KEYS):
        problems.add(
            place, key, "there is no such key", closest(key, _KEYS, f"use {', '.join(_KEYS)}")
        )
    for key in _KEYS:
        if text is not None and not (isinstance(table.get(key), str) and table[key].strip()):
            problems.add(place, key, "it is missing", f'write {key} = "…"')
    return {key: str(table.get(key, "")).strip() for key in _KEYS}


def _exemptions(file: _File, problems: Problems) -> Iterator[Exemption]:
    if file.path.exists():
        for row in _rows(file, EXEMPTION_COLUMNS, problems):
            if exemption := read_exemption(row, problems):
                yield exemption


def _documents(file: _File, problems: Problems) -> list[DocumentLine]:
    documents = []
    for row in _rows(file, DOCUMENT_COLUMNS, problems):
        properties = {}
        for column, cell in row.cells.items():
            try:
                if column == "id":
                    read_id(cell)
                elif cell:
                    properties[column] = read_text(cell)
            except FieldError as error:
                problems.add_error(row.place, column, error)
        documents.append(DocumentLine(row.cells["id"], properties, row.place))
    return documents
