from __future__ import annotations

import pytest

from server.negotiation import ANSWERS, GRAPHQL_RESPONSE, HTML, JSON, PAGES, choose

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RECOMMENDED = "application/graphql-response+json, application/json;q=0.9"
EARLIER = "application/graphql-response+json; charset=utf-8, application/json; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL_RESPONSE, GRAPHQL_RESPONSE),
        (RECOMMENDED, GRAPHQL_RESPONSE),
        (EARLIER, GRAPHQL_RESPONSE),
        (f"{JSON}, {GRAPHQL_RESPONSE}", JSON),
        (f"{JSON};q=0.5, {GRAPHQL_RESPONSE};q=0.6", GRAPHQL_RESPONSE),
        (f"{JSON};q=0, */*", GRAPHQL_RESPONSE),
        (f"*/*;q=0.1, {GRAPHQL_RESPONSE};q=0", JSON),
        ("APPLICATION/JSON", JSON),
        (f"{JSON}, multipart/mixed", JSON),
        ("text/html", None),
        ("image/png, text/*", None),
        (f"{JSON};charset=iso-8859-1", None),
        (f'{JSON};charset="UTF-8"', JSON),
        (f"{JSON};q=many", None),
        (f"{JSON};q=0", None),
    ],
)
def test_operations(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, ANSWERS) == chosen


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (FIREFOX, HTML),
        ("text/html", HTML),
        ("text/html;q=0.5, application/json", JSON),
        ("*/*", JSON),
        ("text/*", None),
        (None, JSON),
    ],
)
def test_only_who_names_html_gets_a_page(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, PAGES) == chosen
