"""From a Thai announcement to draft facts: a grammar and dictionaries over normalized text."""

from __future__ import annotations

from seed.extraction.draft import Draft
from seed.extraction.drafting import add_text
from seed.extraction.grammar import extract
from seed.extraction.jsonl import as_object
from seed.extraction.records import Award, Count, Doubt, Extraction
from seed.extraction.writing import is_ours, write

__all__ = [
    "Award",
    "Count",
    "Doubt",
    "Draft",
    "Extraction",
    "add_text",
    "as_object",
    "extract",
    "is_ours",
    "write",
]
