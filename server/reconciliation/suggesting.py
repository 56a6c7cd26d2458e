"""Entities, properties and types for a text that is being typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.model import enum_name
from graph.searching import MAX_HITS, MAX_TEXT
from graph.service import Service
from server.asking import ask
from server.reconciliation.matching import described, told
from server.reconciliation.vocabulary import all_attributes, name_of, named, offered

SUGGEST = """
query Suggestions($text: String!, $kinds: [SearchKind!]!, $first: Int!, $ids: [ID!]!) {
  nodes(ids: $ids) { id }
  suggest(text: $text, kinds: $kinds, first: $first) { node { id } }
}
"""

SHOWN = 10
"""How many suggestions an answer has."""

Suggestions = list[dict[str, Any]]


async def suggest_entities(
    service: Service, prefix: str, skipped: int, type: str | None, *, language: str, timeout: float
) -> Suggestions:
    """Nodes by the beginning of a name, or by their id. Raises Unanswered."""
    kinds = [enum_name(each) for each in ([type] if type else offered())]
    first = min(skipped + SHOWN, MAX_HITS)
    variables = {"text": prefix[:MAX_TEXT], "kinds": kinds, "first": first, "ids": [prefix]}
    data = await ask(service, SUGGEST, variables, timeout=timeout)
    known = [node["id"] for node in data["nodes"] if node]
    ids = list(dict.fromkeys([*known, *(hit["node"]["id"] for hit in data["suggest"])]))
    shown = ids[skipped : skipped + SHOWN]
    nodes = await told(service, shown, (), language=language, timeout=timeout)
    return [
        {
            "id": id,
            "name": name_of(nodes[id]),
            "description": described(nodes[id]),
            "notable": [named(nodes[id]["__typename"])],
        }
        for id in shown
        if id in nodes
    ]


def suggest_properties(prefix: str, skipped: int) -> Suggestions:
    """Properties whose id or name has the text."""
    every = (
        {"id": each.id, "name": each.name, "description": each.description}
        for each in all_attributes().values()
    )
    return _fitting(every, prefix, skipped)


def suggest_types(prefix: str, skipped: int) -> Suggestions:
    """Types whose id or name has the text."""
    return _fitting(map(named, offered()), prefix, skipped)


def _fitting(every: Iterable[dict[str, Any]], prefix: str, skipped: int) -> Suggestions:
    """Those that begin with the text first, then those that have it inside."""
    text = prefix.strip().lower()
    ranked = sorted(
        (each for each in every if text in each["id"].lower() or text in each["name"].lower()),
        key=lambda each: not each["id"].lower().startswith(text),
    )
    return ranked[skipped : skipped + SHOWN]
