"""Writing a draft: a folder in the dataset's format, with what is unresolved beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from seed.extraction.draft import Draft, register_document
from seed.folder import (
    DECISIONS_FILE,
    DESCRIPTION_FILE,
    DOCUMENT_COLUMNS,
    DOCUMENTS_FILE,
    UNRESOLVED_FILE,
)
from seed.lines import FACT_COLUMNS, write_fact

UNRESOLVED_COLUMNS = ("document", "about", "words", "passage", "reason", "candidates")
FILES = ("awards.tsv", "categories.tsv", "edition.tsv", "organizations.tsv")
_OWN = frozenset({DESCRIPTION_FILE, DOCUMENTS_FILE, UNRESOLVED_FILE, DECISIONS_FILE, *FILES})


def is_ours(folder: Path) -> bool:
    """Whether a folder may be written: it is not there, or holds a draft and nothing else."""
    return not folder.exists() or (
        folder.is_dir() and all(path.name in _OWN for path in folder.iterdir())
    )


def write(draft: Draft, folder: Path) -> None:
    """Write a draft; the same draft gives the same bytes. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    name = "".join(c if c.isascii() and c.isalnum() else "-" for c in folder.resolve().name.lower())
    description = f"Drafted from {len(draft.documents)} texts; nothing is reviewed yet."
    values = {
        "name": name.strip("-") or "draft",
        "title": "Draft of Lert Rat awards",
        "licence": "Apache-2.0",
        "description": description,
    }
    toml = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
    _write(folder / DESCRIPTION_FILE, toml)
    documents = [*draft.documents, register_document()]
    rows = [
        [line.id, *(line.properties.get(column, "") for column in DOCUMENT_COLUMNS[1:])]
        for line in documents
    ]
    _write(folder / DOCUMENTS_FILE, _table(DOCUMENT_COLUMNS, rows))
    for file in FILES:
        facts = "\n".join(write_fact(fact) for fact in draft.facts.get(file, {}))
        _write(folder / file, "\t".join(FACT_COLUMNS) + "\n" + facts + ("\n" if facts else ""))
    _write(folder / UNRESOLVED_FILE, _table(UNRESOLVED_COLUMNS, _unresolved(draft)))


def _unresolved(draft: Draft) -> Iterable[list[str]]:
    for each in draft.unresolved:
        passage = f"@{each.span.start}-{each.span.end}" if each.span else ""
        yield [each.document, each.about, each.words, passage, each.reason, each.candidates]


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = ["\t".join(columns), *("\t".join(row).rstrip("\t") for row in rows)]
    return "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")
