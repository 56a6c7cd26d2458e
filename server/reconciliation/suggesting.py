"""Entities, properties and types for a text that is being typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

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
"""How many suggestions an answer has where the client does not say."""

T = TypeVar("T")
Suggestions = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, how many suggestions to leave out, and how many to give."""

    prefix: str
    skipped: int
    most: int

    def page(self, ranked: Sequence[T]) -> list[T]:
        """Those of them that are given."""
        return list(ranked[self.skipped : self.skipped + self.most])


async def suggest_entities(
    service: Service, typed: Typed, type: str | None, *, language: str, timeout: float
) -> Suggestions:
    """Nodes by the beginning of a name, or by their id. Raises Unanswered."""
    prefix = typed.prefix
    kinds = [enum_name(each) for each in ([type] if type else offered())]
    first = min(typed.skipped + typed.most, MAX_HITS)
    variables = {"text": prefix[:MAX_TEXT], "kinds": kinds, "first": first, "ids": [prefix]}
    data = await ask(service, SUGGEST, variables, timeout=timeout)
    known = [node["id"] for node in data["nodes"] if node]
    ids = list(dict.fromkeys([*known, *(hit["node"]["id"] for hit in data["suggest"])]))
    shown = typed.page(ids)
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


def suggest_properties(typed: Typed) -> Suggestions:
    """Properties whose id or name has the text."""
    every = (
        {"id": each.id, "name": each.name, "description": each.description}
        for each in all_attributes().values()
    )
    return _fitting(every, typed)


def suggest_types(typed: Typed) -> Suggestions:
    """Types whose id or name has the text."""
    return _fitting(map(named, offered()), typed)


def _fitting(every: Iterable[dict[str, Any]], typed: Typed) -> Suggestions:
    """Those that begin with the text first, then those that have it inside."""
    text = typed.prefix.strip().lower()
    ranked = sorted(
        (each for each in every if text in each["id"].lower() or text in each["name"].lower()),
        key=lambda each: not each["id"].lower().startswith(text),
    )
    return typed.page(ranked)
