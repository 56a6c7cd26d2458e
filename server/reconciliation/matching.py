"""Finds candidates for names, scores them, and says what the scores are made of.

Candidates come from the search of the graph, which knows abbreviations and forgives mistakes,
from names that a body bore before, and from ids; where no name is asked for, from what nodes
have. Each query is one operation of one text, so that its plan is made once; what is told of all
candidates of a batch is one more.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.model import enum_name
from graph.searching import MAX_TEXT
from graph.service import Service
from graph.text import search_key
from server.asking import ask
from server.reconciliation.holding import holders
from server.reconciliation.queries import Condition, Quantifier, Query
from server.reconciliation.vocabulary import (
    Attribute,
    attributes,
    details,
    name_of,
    types,
    words,
)

FIND = """
query Candidates(
  $text: String!, $kinds: [SearchKind!]!, $first: Int!, $ids: [ID!]!, $organizations: Boolean!
) {
  search(text: $text, kinds: $kinds, first: $first) { score node { __typename id } }
  nodes(ids: $ids) { __typename id }
  organizations(where: {names: {some: {value: {eqNormalized: $text}}}}, first: $first)
    @include(if: $organizations) { nodes { __typename id } }
}
"""

BODY = """... on Organization {
  kind unitKind validTo seat: seatedIn { nameTh nameEn }
  names(first: 100) { nodes { value kind } }
}"""
"""What only a body has and every candidate is judged by."""

SAME_TIME = 4
"""How many operations of a batch run at the same time: other clients wait for connections too."""

ABBREVIATED, FORMER = 95.0, 90.0
"""The scores of a name that is the text as an abbreviation, and as a name of earlier times."""

SURE = ABBREVIATED
"""A candidate of this score by its name alone is the match, where no other has as much."""

NAME_SHARE = 0.7
"""The part of the score that the name makes where there are conditions."""

IN_PROVINCE = 10.0
"""What is added for a text that names the province of the seat, below the score of the name."""

MOST_VALUES = 100
"""How many related nodes are looked through for a value that is asked for."""

TOLD_AT_ONCE = 500
"""Of how many nodes one operation tells: there is a limit to the ids of one."""

FEATURES = {
    "id": "The text is its identifier",
    "nameExact": "A present name is the text, letter by letter",
    "nameNormalized": "A present name is the text but for case, spaces, digits or abbreviations",
    "abbreviation": "An abbreviation of it is the text",
    "formerName": "A name that it bore before is the text",
    "nameSimilarity": "How much of a name the text is, from 0 to 100",
    "province": "The text names the province of its seat",
    "type": "It is of a type that was asked for",
}
"""The features that explain a score, by identifier; one for each condition comes with them."""

Feature = tuple[str, str, bool | float]
"""Identifier, name and value."""


@dataclass(slots=True)
class Candidate:
    """A node that a query may mean; ``score`` is from 0 to 100."""

    id: str
    type: str
    name: str
    description: str
    score: float
    features: list[Feature] = field(default_factory=list)
    is_sure: bool = False
    match: bool = False


async def match(
    service: Service, queries: Sequence[Query], *, language: str, timeout: float
) -> list[list[Candidate]]:
    """The candidates for each query, the best first. Raises Unanswered.

    ``language`` is that of the names in the answer, TH or EN; ``timeout`` in seconds holds for
    each operation.
    """
    gate = asyncio.Semaphore(SAME_TIME)

    async def find(query: Query) -> dict[str, float]:
        async with gate:
            return await _find(service, query, timeout)

    # One goes ahead: the database plans the statement once, not for each at the same time.
    found = [await find(query) for query in queries[:1]]
    found += await asyncio.gather(*map(find, queries[1:]))
    ids = list(dict.fromkeys(id for each in found for id in each))
    nodes = await told(service, ids, _wanted(queries), language=language, timeout=timeout)
    return [
        _ranked(query, [(nodes[id], score) for id, score in each.items() if id in nodes])
        for query, each in zip(queries, found, strict=True)
    ]


async def _find(service: Service, query: Query, timeout: float) -> dict[str, float]:
    """The ids of the candidates, with how well the search says that they match."""
    if not query.types:
        return {}
    if not query.text:
        return dict.fromkeys(await holders(service, query, timeout), 0.0)
    variables = {
        "text": query.text[:MAX_TEXT],
        "kinds": [enum_name(each) for each in query.types],
        "first": query.sought,
        "ids": [query.text],
        "organizations": "Organization" in query.types,
    }
    data = await ask(service, FIND, variables, timeout=timeout)
    hits = {hit["node"]["id"]: hit["score"] for hit in data["search"]}
    others = [*filter(None, data["nodes"]), *data.get("organizations", {"nodes": []})["nodes"]]
    for node in others:
        if node["__typename"] in query.types:
            hits.setdefault(node["id"], 0.0)
    return hits


def _wanted(queries: Iterable[Query]) -> list[Attribute]:
    """The properties that candidates are judged by: names, and those of conditions."""
    asked = {one.property for query in queries for one in query.conditions}
    return [
        attribute
        for type in dict.fromkeys(type for query in queries for type in query.types)
        for attribute in attributes(type).values()
        if attribute.id in asked or attribute.declared in types()[type].searched
    ]


async def told(
    service: Service,
    ids: Sequence[str],
    wanted: Iterable[Attribute],
    *,
    language: str,
    timeout: float,
    limit: int = MOST_VALUES,
) -> dict[str, dict[str, Any]]:
    """What is known of nodes, by id; those that are not there are left out."""
    document = details(wanted, limit, BODY)
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(ids), TOLD_AT_ONCE):
        variables = {"ids": ids[start : start + TOLD_AT_ONCE], "language": language}
        data = await ask(service, document, variables, timeout=timeout)
        found |= {node["id"]: node for node in data["nodes"] if node is not None}
    return found


def _ranked(query: Query, found: Iterable[tuple[Mapping[str, Any], float]]) -> list[Candidate]:
    judged = [_judged(query, node, similarity) for node, similarity in found]
    ranked = sorted(
        (each for each in judged if each is not None), key=lambda each: (-each.score, each.id)
    )
    sure = [each for each in ranked if each.is_sure]
    if len(sure) == 1:
        sure[0].match = True
    return ranked[: query.limit]


def _judged(query: Query, node: Mapping[str, Any], similarity: float) -> Candidate | None:
    """A candidate with its score; None for one that a required condition leaves out."""
    met = [(one, _meets(one, node)) for one in query.conditions]
    if any(one.required and not is_met for one, is_met in met):
        return None
    by_name, features = _by_name(query, node, similarity) if query.text else (100.0, [])
    score = by_name
    if met:
        share = sum(is_met for _, is_met in met) / len(met)
        name_share = NAME_SHARE if query.text else 0.0
        score = name_share * by_name + (1 - name_share) * 100 * share
    if query.asked_type:
        features.append(("type", FEATURES["type"], node["__typename"] in query.types))
    for one in dict.fromkeys(each.property for each, _ in met):
        is_met = all(yes for each, yes in met if each.property == one)
        features.append((f"property:{one}", f"It has what was asked as {words(one)}", is_met))
    is_sure = by_name >= SURE and all(is_met for _, is_met in met)
    type, name = node["__typename"], name_of(node)
    return Candidate(node["id"], type, name, described(node), round(score, 1), features, is_sure)


def _by_name(
    query: Query, node: Mapping[str, Any], similarity: float
) -> tuple[float, list[Feature]]:
    """The score that the name makes, and why."""
    key = search_key(query.text)
    present, short, former = _names(node)
    values: dict[str, bool | float] = {
        "id": node["id"] == query.text,
        "nameExact": _nfc(query.text) in map(_nfc, present),
        "nameNormalized": bool(key) and key in map(search_key, present),
        "abbreviation": bool(key) and key in map(search_key, short),
        "formerName": bool(key) and key in map(search_key, former),
        "nameSimilarity": round(100 * similarity, 1),
    }
    score = 100 * similarity if similarity < 1 else ABBREVIATED
    if values["formerName"]:
        score = FORMER
    if values["abbreviation"]:
        score = ABBREVIATED
    if values["id"] or values["nameNormalized"] or values["nameExact"]:
        score = 100.0
    if node.get("seat"):
        seats = (search_key(node["seat"][each] or "") for each in ("nameTh", "nameEn"))
        values["province"] = any(seat and seat in key for seat in seats)
        if values["province"] and score < FORMER:
            score = min(score + IN_PROVINCE, FORMER - 1)
    return score, [(each, FEATURES[each], value) for each, value in values.items()]


def _names(node: Mapping[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """Its present names in full, its abbreviations, and the names that it bore before."""
    own = attributes(node["__typename"])
    present: list[str] = []
    short: list[str] = []
    for each in types()[node["__typename"]].searched:
        kept = short if each.name == "abbreviations" else present
        kept += own[each.name].values(node)
    borne = node.get("names", {"nodes": []})["nodes"]
    return present, short, [each["value"] for each in borne if each["kind"] == "FORMER"]


def _meets(condition: Condition, node: Mapping[str, Any]) -> bool:
    attribute = attributes(node["__typename"]).get(condition.property)
    values = attribute.values(node) if attribute else ()
    found = {key for value in values for key in _keys(value)}
    asked = [bool(_keys(each) & found) for each in condition.values]
    match condition.quantifier:
        case Quantifier.ANY:
            return any(asked)
        case Quantifier.ALL:
            return all(asked)
        case Quantifier.NONE:
            return not any(asked)


def _keys(value: Any) -> set[str]:
    """What a value may be given as: a node by its id or a name, a text as people type it."""
    if isinstance(value, dict):
        texts = [
            text for name, each in value.items() if name != "__typename" for text in _flat(each)
        ]
        return {value["id"], *_folded(texts)}
    if isinstance(value, bool):
        return {str(value).lower()}
    return {str(value), *_folded([str(value)])}


def _flat(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _folded(texts: Iterable[str]) -> set[str]:
    return {key for key in map(search_key, texts) if key}


def described(node: Mapping[str, Any]) -> str:
    """What tells a node from its namesakes: its kind, where it sits, whether it is no more."""
    parts = [words(node["__typename"])]
    if node.get("kind"):
        parts = [words(node.get("unitKind") or node["kind"])]
    if node.get("seat"):
        parts.append(f"in {node['seat']['nameEn'] or node['seat']['nameTh']}")
    if node.get("validTo"):
        parts.append(f"until {node['validTo']}")
    return ", ".join(parts)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
