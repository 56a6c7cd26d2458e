"""What the graph is to hold: nodes and relationships made from facts and documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.model import ABOUT, AUTHORITY, BY, DISPUTES, Model, other_times
from graph.writing import EdgeRow, NodeRow
from seed.existence import common_time, lifetimes, validity
from seed.facts import Dataset, DocumentLine, Fact, Interval
from seed.findings import finding_edges, finding_nodes
from seed.knowledge import Knowledge
from seed.lines import days
from seed.naming import names_of_bodies
from seed.problems import Problem
from seed.rules import REASONS
from seed.rules import RULES as CONCLUSIONS
from seed.succession import derive_succession
from seed.twins import RULES
from seed.values import read_value
from seed.vocabulary import DOCUMENT, STATEMENT, Vocabulary

SET_ASIDE_FOR = "SET_ASIDE_FOR"
"""The type of the relationships from what is set aside to what is followed instead."""

SEPARATOR = ", "
"""Between the names of the datasets in the name of a content."""

EdgeKey = tuple[str, str, str, str]
"""A relationship's type, source, target and interval: there are no two alike."""


@dataclass(frozen=True, slots=True)
class Content:
    """All nodes by id and all relationships by key, from datasets of these names.

    ``licence`` holds for all of it, an SPDX expression.
    """

    name: str
    nodes: dict[str, NodeRow]
    edges: dict[EdgeKey, EdgeRow]
    licence: str | None = None

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return sum(node.type == STATEMENT for node in self.nodes.values())

    def checksum(self) -> str:
        """SHA-256 over everything, whatever the order of the facts, and the rules of twins."""
        digest = hashlib.sha256(f"twins {RULES}\n".encode())
        for id in sorted(self.nodes):
            node = self.nodes[id]
            text = json.dumps(
                [node.type, id, plain(node.properties)], ensure_ascii=False, sort_keys=True
            )
            digest.update(text.encode() + b"\n")
        for key in sorted(self.edges):
            digest.update(json.dumps(key, ensure_ascii=False).encode() + b"\n")
        return digest.hexdigest()


def plain(properties: Any) -> dict[str, Any]:
    """Properties as the graph answers them: no empty ones, dates as ISO 8601 text."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in properties.items()
        if value is not None
    }


def edge_key(edge: EdgeRow) -> EdgeKey:
    """What tells a relationship from every other."""
    kept = plain(edge.properties)
    interval = " ".join(f"{name}={kept[name]}" for name in sorted(kept))
    return edge.type, edge.source, edge.target, interval


def build_content(
    model: Model,
    datasets: Sequence[Dataset],
    known: Knowledge,
    findings: Sequence[Problem],
    today: date,
) -> Content:
    """The content of datasets whose facts and documents have been checked, and the findings.

    ``today`` is the day on which a relationship must hold to be one of those of now.
    """
    vocabulary = Vocabulary(model)
    lived = lifetimes(known)
    nodes = [_node(vocabulary, known, id, today, lived.get(id)) for id in known.subjects()]
    for dataset in datasets:
        nodes += [_document(model, line) for line in dataset.documents]
    edges = list(_relationships(vocabulary, known, today, lived))
    edges += derive_succession(known)
    for row in names_of_bodies(known, lived, today):
        if isinstance(row, NodeRow):
            nodes.append(row)
        else:
            edges.append(row)
    for fact in known.everything():
        nodes.append(_statement(fact))
        edges.append(EdgeRow(ABOUT, fact.statement_id, fact.subject))
        if not fact.followed:
            edges.append(EdgeRow(DISPUTES, fact.statement_id, fact.subject))
            for followed in known.facts(fact.subject, fact.predicate):
                edges.append(EdgeRow(SET_ASIDE_FOR, fact.statement_id, followed.statement_id))
        edges.append(EdgeRow("STATED_IN", fact.statement_id, fact.source.document))
    nodes += finding_nodes(findings)
    edges += finding_edges(findings, {node.id for node in nodes})
    return Content(
        name=SEPARATOR.join(dict.fromkeys(dataset.name for dataset in datasets)),
        nodes={node.id: node for node in nodes},
        edges={edge_key(edge): edge for edge in edges},
        licence=_licence(datasets),
    )


def _licence(datasets: Sequence[Dataset]) -> str | None:
    """The licences of the datasets and of the data sets that they cite, which hold together."""
    cited = [line.properties.get("licence") for each in datasets for line in each.documents]
    found = {each for each in (*(each.licence for each in datasets), *cited) if each}
    return " AND ".join(f"({each})" if " OR " in each else each for each in sorted(found)) or None


def _node(
    vocabulary: Vocabulary, known: Knowledge, id: str, today: date, lived: Interval | None
) -> NodeRow:
    node = vocabulary.type_of(id)
    if node is None:
        raise ValueError(f"{id!r} was not checked")
    properties: dict[str, Any] = validity(lived)
    for kept in vocabulary.properties(node):
        facts = known.facts(id, kept.name)
        if kept.dated:
            facts = _in_use(facts, today, many=kept.many)
        values = [read_value(kept, text) for text in dict.fromkeys(fact.object for fact in facts)]
        if kept.many:
            properties[kept.name] = values
        elif values:
            properties[kept.name] = values[0]
    return NodeRow(id, node.name, properties)


def _in_use(facts: Sequence[Fact], today: date, *, many: bool) -> Sequence[Fact]:
    """The facts of a property that hold today; of a single one the latest, where none does."""
    now = [fact for fact in facts if _holds(fact.valid, today)]
    if now or many:
        return now
    return sorted(facts, key=lambda fact: days(fact.valid)[1])[-1:]


def _document(model: Model, line: DocumentLine) -> NodeRow:
    kept = model.types[DOCUMENT].properties
    values = {name: read_value(kept[name], text) for name, text in line.properties.items()}
    return NodeRow(line.id, DOCUMENT, values)


DAYS = ("validFrom", "validTo")
"""The first and the last day of what holds for a time."""


def _statement(fact: Fact) -> NodeRow:
    properties: dict[str, Any] = {
        "predicate": fact.predicate,
        "object": fact.object,
        "basis": "STATED" if fact.is_stated else "INFERRED",
    }
    if fact.valid:
        properties["valid"] = str(fact.valid)
        days_told = validity(fact.valid)
        properties |= {name: days_told[name] for name in DAYS if name in days_told}
    if fact.rule:
        properties["method" if fact.followed else "setAside"] = fact.rule
        properties["why"] = (CONCLUSIONS if fact.followed else REASONS)[fact.rule]
    if review := fact.reviewed:
        properties |= {"reviewedBy": review.reviewer, "reviewedOn": review.day}
    if passage := fact.source.passage:
        properties |= {
            "start": passage.start,
            "end": passage.end,
            "checksum": passage.checksum,
        }
    return NodeRow(fact.statement_id, STATEMENT, properties)


def _relationships(
    vocabulary: Vocabulary, known: Knowledge, today: date, lived: Mapping[str, Interval]
) -> Iterator[EdgeRow]:
    """The relationships of facts, those of dated types that hold today apart from the others.

    Where a fact says nothing of when, the relationship holds as long as both its ends exist.
    """
    facts = list(known.all_facts())
    in_time = {(fact.subject, fact.predicate, fact.object) for fact in facts if fact.valid}
    for fact in facts:
        node = vocabulary.type_of(fact.subject)
        edges = vocabulary.edges(node, fact.predicate) if node else ()
        # What is said without dates says nothing of when: it is one with what is said with them.
        is_said = not fact.valid and (fact.subject, fact.predicate, fact.object) in in_time
        if edges and not is_said:
            type, _, authority = fact.predicate.partition(BY)
            is_dated, valid = any(edge.dated for edge in edges), fact.valid
            if is_dated and not valid:
                valid = common_time(lived.get(fact.subject), lived.get(fact.object))
            properties = validity(valid)
            if authority:
                properties[AUTHORITY.name] = authority
            is_of_now = not is_dated or _holds(valid, today)
            type = type if is_of_now else other_times(type)
            yield EdgeRow(type, fact.subject, fact.object, properties)


def _holds(valid: Interval | None, day: date) -> bool:
    first, last = days(valid)
    return first <= day <= last


def count_by_type(nodes: Iterable[NodeRow]) -> dict[str, int]:
    """How many nodes there are of each type."""
    counts: dict[str, int] = {}
    for node in nodes:
        counts[node.type] = counts.get(node.type, 0) + 1
    return counts
