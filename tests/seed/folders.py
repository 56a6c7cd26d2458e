"""Copies of the shipped dataset, changed as a test needs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import schema
from graph.errors import DataError
from seed import DEFAULT_FOLDERS, Content, read

MODEL = schema.model()
FOUNDING = DEFAULT_FOLDERS[0]
"""The shipped dataset of the founding document."""
NAME = FOUNDING.name


def copy(tmp_path: Path, folder: Path = FOUNDING) -> Path:
    """A copy of a shipped dataset, that of the founding document unless another is given."""
    return Path(shutil.copytree(folder, tmp_path / folder.name))


def shipped() -> Content:
    """What the dataset of the founding document says."""
    return read(MODEL, [FOUNDING])


def edit(folder: Path, file: str, old: str, new: str) -> int:
    """Put ``new`` for ``old``, which must be there, on its first line; answer that line."""
    path = folder / file
    lines = path.read_text("utf-8").split("\n")
    number = next(i for i, line in enumerate(lines) if old in line)
    lines[number] = lines[number].replace(old, new)
    path.write_text("\n".join(lines), "utf-8")
    return number + 1


def append(folder: Path, file: str, line: str) -> int:
    """Put a line at the end of a file; answer its number."""
    path = folder / file
    text = path.read_text("utf-8")
    path.write_text(f"{text}{line}\n", "utf-8")
    return text.count("\n") + 1


def remove(folder: Path, part: str) -> None:
    """Take out every line of facts that holds ``part``."""
    for path in folder.glob("*.tsv"):
        lines = path.read_text("utf-8").split("\n")
        path.write_text("\n".join(line for line in lines if part not in line), "utf-8")


def problems(*folders: Path) -> list[str]:
    """What reading the folders reports, a problem a line."""
    with pytest.raises(DataError) as caught:
        read(MODEL, folders)
    assert caught.value.code == "DATA_INVALID"
    return str(caught.value).split("\n")[1:]
