"""The quicker parser makes the same tree, tokens and errors as graphql-core's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import DocumentNode, GraphQLError
from graphql import parse as parse_slowly
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.parsing import parse

EXAMPLES = sorted((Path(__file__).parents[2] / "web" / "examples").glob("*.graphql"))
PIECES = [
    *"{}()[]:!@=|&?.$'\"",
    *("a", "_b9", "1", "-1.5e3", '"x\\u0041"', '"""\n b\n  c"""', "...", "on", "fragment", "query"),
    *("#c\n", "\n", "\r\n", "\r", " ", "\t", ",", "\ufeff", "é", "ก", "\x00", "true"),
]


def tokens(document: DocumentNode) -> Iterator[tuple[Any, ...]]:
    assert document.loc is not None
    token: Any = document.loc.start_token
    while token is not None:
        yield token.kind, token.start, token.end, token.line, token.column, token.value
        token = token.next


def outcome(how: Callable[[str], DocumentNode], text: str) -> Any:
    """The document, or the error."""
    try:
        return how(text)
    except GraphQLError as error:
        return error


def compare(text: str) -> None:
    found, expected = outcome(parse, text), outcome(parse_slowly, text)
    if isinstance(expected, GraphQLError):
        assert str(found) == str(expected)
        return
    assert found == expected
    assert list(tokens(found)) == list(tokens(expected))


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("{" * 500)
@example("{ a\r\n\tb,\ufeff c }")
def test_any_text(text: str) -> None:
    compare(text)
    compare(f"{{ a({text}) }}")
    compare(f"{{ {text} }}")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path: Path) -> None:
    compare(path.read_text("utf-8"))
