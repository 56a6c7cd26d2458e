"""Every GraphQL example of the documentation runs, and answers something."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import schema
from graph.service import Service
from graph.store import Store

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```graphql\n(.*?)```", re.DOTALL)
ANSWERED = re.compile(r"```graphql\n((?:(?!```).)*)```\n+```json\n(.*?)```", re.DOTALL)
QUESTIONS = ANSWERED.findall((ROOT / "docs" / "data.md").read_text("utf-8"))
ANSWERS = QUESTIONS + ANSWERED.findall((ROOT / "docs" / "queries.md").read_text("utf-8"))
EXAMPLES = [
    pytest.param(text, id=f"{page.name}-{i}")
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    for i, text in enumerate(BLOCK.findall(page.read_text("utf-8")), 1)
] + [
    pytest.param(path.read_text("utf-8"), id=path.name)
    for path in sorted((ROOT / "web" / "examples").glob("*.graphql"))
]


@pytest.fixture(scope="module")
def service(shipped: Store) -> Service:
    return Service(schema.build()._schema, schema.model(), shipped)


def something(value: Any) -> bool:
    """Whether an answer holds anything but nulls and empty lists."""
    if isinstance(value, dict):
        return any(map(something, value.values()))
    if isinstance(value, list):
        return any(map(something, value))
    return value is not None


@pytest.mark.parametrize("query", EXAMPLES)
async def test_example(query: str, service: Service) -> None:
    found = json.loads((await service.execute(query)).body)
    assert "errors" not in found
    for name, value in found["data"].items():
        assert something(value), f"{name} answers nothing"


def test_there_are_ten_questions_with_answers() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize(("query", "answer"), ANSWERS, ids=range(1, len(ANSWERS) + 1))
async def test_the_answer_in_the_documentation_is_the_answer(
    query: str, answer: str, service: Service
) -> None:
    found = json.loads((await service.execute(query)).body)
    assert found == {"data": json.loads(answer)}
