"""The questions of the guide for auditors lead to the passage, and the passage says so."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import schema
from graph.response import no_words
from graph.service import Service
from graph.store import Store
from seed import Texts
from seed.facts import checksum
from tests.compiler.test_guide import BLOCK, ROOT

pytestmark = pytest.mark.anyio

TEXT = (ROOT / "docs" / "auditors.md").read_text("utf-8")
DOCUMENTS = os.environ.get("GOVGRAPH_DOCUMENTS")
QUESTIONS = {part.partition("\n")[0]: BLOCK.findall(part) for part in TEXT.split("\n## ")[1:]}
QUOTING = [
    name for name, queries in QUESTIONS.items() if any(" words " in each for each in queries)
]


@pytest.fixture(scope="module")
def service(shipped: Store) -> Service:
    quote = Texts(Path(DOCUMENTS)).quote if DOCUMENTS else no_words
    return Service(schema.build()._schema, schema.model(), shipped, quote)


def statements(value: Any) -> Iterator[dict[str, Any]]:
    """All objects of an answer that name a document."""
    if isinstance(value, dict):
        if "document" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from statements(each)


async def answers(service: Service, queries: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for query in queries:
        answer = json.loads((await service.execute(query)).body)
        assert "errors" not in answer
        found += statements(answer["data"])
    return found


@pytest.mark.parametrize("question", QUESTIONS)
async def test_a_question_leads_to_documents(service: Service, question: str) -> None:
    assert QUESTIONS[question]
    for query in QUESTIONS[question]:
        told = await answers(service, [query])
        assert any(each["document"].get("sha256") for each in told) or "integrity" in query
        if "words" in query:
            assert any(each.get("start") is not None for each in told)


@pytest.mark.skipif(DOCUMENTS is None, reason="GOVGRAPH_DOCUMENTS is not set")
@pytest.mark.parametrize("question", QUOTING)
async def test_a_passage_says_so_in_the_document(service: Service, question: str) -> None:
    """The words that are answered are those of which the data has the checksum."""
    quoted = [each for each in await answers(service, QUESTIONS[question]) if each.get("words")]
    assert quoted
    for each in quoted:
        assert checksum(each["words"]) == each["checksum"]
        assert len(each["words"]) == each["end"] - each["start"]
