"""Brings the answers of the services to one form, in which they can be compared.

@neo4j/graphql has no relation to one node, no page without edges and no walk; cursors are each
service's own. What is left after that must be equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

TO_ONE = frozenset({
    "organization", "province", "parent", "ministry", "seatedIn", "category", "project",
    "creditedTo", "ceremony", "presidedBy", "document",
})  # fmt: skip
"""Fields that answer one node or none."""

STEPS = {"ancestors": "parent", "descendants": "children"}
"""The step that a walk repeats."""


def canonical(body: bytes) -> bytes:
    """The data of an answer, written the same way for all services."""
    return orjson.dumps(_plain(orjson.loads(body)["data"]), option=orjson.OPT_SORT_KEYS)


def _plain(data: Any) -> Any:
    if isinstance(data, list):
        return [_plain(each) for each in data]
    if not isinstance(data, dict):
        return data
    if "edges" in data:
        rest = {name: value for name, value in data.items() if name != "edges"}
        return _plain({**rest, "nodes": [edge["node"] for edge in data["edges"]]})
    if data.keys() == {"nodes"}:
        return _plain(data["nodes"])
    return {name: _field(name, value) for name, value in data.items() if name != "endCursor"}


def _field(name: str, value: Any) -> Any:
    plain = _plain(value)
    if name in STEPS and isinstance(plain, list):
        return sorted(_walked(plain, STEPS[name]), key=lambda node: str(node["id"]))
    if name in TO_ONE and isinstance(plain, list):
        plain = plain[0] if plain else None
    if name == "ministry" and plain and plain.keys() == {"parent"}:
        return plain["parent"]
    return plain


def _walked(nodes: list[dict[str, Any]], step: str) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield {name: value for name, value in node.items() if name != step}
        further = node.get(step) or []
        yield from _walked([further] if isinstance(further, dict) else further, step)


def objects(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of an answer that stand for nodes of the graph, not for pages of them."""
    if isinstance(data, list):
        for item in data:
            yield from objects(item)
    elif isinstance(data, dict):
        if any(
            not isinstance(value, dict | list)
            for name, value in data.items()
            if name not in ("totalCount", "hasNextPage", "endCursor")
        ):
            yield data
        for value in data.values():
            yield from objects(value)


def difference(first: bytes, second: bytes) -> str:
    """Where two texts begin to differ."""
    pairs = enumerate(zip(first, second, strict=False))
    start = max(next((i for i, (a, b) in pairs if a != b), 0) - 60, 0)
    shown = (text[start : start + 160].decode(errors="replace") for text in (first, second))
    return " is not ".join(shown)
