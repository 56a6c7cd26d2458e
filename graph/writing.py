"""Cypher that writes nodes and relationships: from a model and rows to statements.

Pure: each function answers statement texts, with parameters where rows are written. Every
value is a parameter, labels and relationship types too (since Neo4j 5.26), so that a load of
whatever types plans a handful of texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from graph.model import (
    RECORDED_AT,
    RETRACTED_AT,
    SEARCH_PAIRS,
    SEARCH_TEXT,
    SHARED_LABEL,
    SUPERSEDED,
    Model,
    NodeType,
    Scalar,
    search_index,
    superseded_label,
    superseded_type,
)

BATCH = 2_000
"""How many rows a statement writes."""

Write = tuple[str, dict[str, Any]]
"""A statement and its parameters."""


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node to write: its id, the GraphQL name of its type, its properties but the id."""

    id: str
    type: str
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A relationship to write: its type, the ids of its ends, its properties."""

    type: str
    source: str
    target: str
    properties: Mapping[str, Any] = field(default_factory=dict)


def schema_statements(model: Model) -> dict[str, str]:
    """Constraints and indexes by name: a unique id per label, (property, id) where asked.

    Natural text that is indexed has a range index by its collation, for ordered pages, and a
    text index of its folded twin. Search has a text index and a full-text index of its own.
    """
    statements = dict([_unique_id(SHARED_LABEL)])
    for label in (SHARED_LABEL, SUPERSEDED):
        statements.update([_text_index(label, SEARCH_TEXT), _search_index(label)])
    statements.update([_range_index(SUPERSEDED)])
    for node in model.types.values():
        statements.update([_unique_id(node.label)])
        for kept in node.properties.values():
            if kept.indexed and kept.expression is None and not kept.many:
                statements.update([_range_index(node.label, kept.name)])
                if kept.natural:
                    statements.update([_range_index(node.label, kept.collation)])
                    statements.update([_text_index(node.label, kept.folded)])
        for first, second in node.indexes:
            names = (first, node.properties[second].sorted_by)
            statements.update([_range_index(node.label, *names)])
    return statements


def _range_index(label: str, *properties: str) -> tuple[str, str]:
    name = "_".join([label, *(properties or ["ids"])])
    keys = ", ".join(f"n.{each}" for each in (*properties, "id"))
    return name, f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON ({keys})"


def _text_index(label: str, property: str) -> tuple[str, str]:
    name = f"{label}_{property}"
    return name, f"CREATE TEXT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{property})"


def _search_index(label: str) -> tuple[str, str]:
    """The pairs of characters as words; there is no analyzer that would make them."""
    name = search_index(label)
    return name, (
        f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{label}) "
        f"ON EACH [n.{SEARCH_PAIRS}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
    )


def _unique_id(label: str) -> tuple[str, str]:
    name = f"{label}_id"
    return name, (f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE")


def await_indexes(seconds: int = 300) -> str:
    """Wait until every index can be used, at most so many seconds."""
    return f"CALL db.awaitIndexes({int(seconds)})"


def labels_of(node: NodeType, properties: Mapping[str, Any]) -> tuple[str, ...]:
    """The labels of a node of the type with these properties, the shared one first."""
    second = node.sublabels.get(str(properties.get("kind")))
    return (SHARED_LABEL, node.label, *([second] if second else []))


def create_nodes(model: Model, rows: Iterable[NodeRow], at: datetime) -> Iterator[Write]:
    """Create nodes that are not there, recorded ``at`` a time."""
    yield from _writes(
        "UNWIND $rows AS row CREATE (n:$(row.labels)) SET n = row.properties",
        (
            {
                "labels": list(labels_of(model.types[row.type], row.properties)),
                "properties": {**row.properties, "id": row.id, RECORDED_AT: at},
            }
            for row in rows
        ),
    )


def replace_nodes(rows: Iterable[NodeRow]) -> Iterator[Write]:
    """Replace all properties of nodes that are there, but the time when they were recorded."""
    yield from _writes(
        f"UNWIND $rows AS row MATCH (n:{SHARED_LABEL} {{id: row.id}}) "
        f"WITH n, row, n.{RECORDED_AT} AS at SET n = row, n.{RECORDED_AT} = at",
        ({**row.properties, "id": row.id} for row in rows),
    )


def supersede_nodes(labels: Mapping[str, Iterable[str]], at: datetime) -> Iterator[Write]:
    """Take nodes, given as id and labels, out of the graph of now: it was retracted ``at`` a time.

    Their relationships must be superseded before.
    """
    yield from _writes(
        f"UNWIND $rows AS row MATCH (n:{SHARED_LABEL} {{id: row.id}}) "
        f"REMOVE n:$(row.labels) SET n:$(row.superseded), n.{RETRACTED_AT} = row.at",
        (
            {
                "id": id,
                "labels": list(carried),
                "superseded": [superseded_label(label) for label in carried],
                "at": at,
            }
            for id, carried in labels.items()
        ),
    )


def create_edges(rows: Iterable[EdgeRow], at: datetime) -> Iterator[Write]:
    """Create relationships between nodes that are there, recorded ``at`` a time."""
    yield from _writes(
        f"UNWIND $rows AS row MATCH (a:{SHARED_LABEL} {{id: row.source}}) "
        f"MATCH (b:{SHARED_LABEL} {{id: row.target}}) "
        "CREATE (a)-[r:$(row.type)]->(b) SET r = row.properties",
        (
            {
                "type": row.type,
                "source": row.source,
                "target": row.target,
                "properties": {**row.properties, RECORDED_AT: at},
            }
            for row in rows
        ),
    )


def supersede_edges(types: Mapping[str, str], at: datetime) -> Iterator[Write]:
    """Take relationships, given as element id and type, out of the graph of now.

    A relationship cannot change its type: a copy of it takes its place.
    """
    yield from _writes(
        "UNWIND $rows AS row MATCH (a)-[r]->(b) WHERE elementId(r) = row.id "
        "CREATE (a)-[s:$(row.type)]->(b) "
        f"SET s = properties(r), s.{RETRACTED_AT} = row.at DELETE r",
        ({"id": id, "type": superseded_type(type), "at": at} for id, type in types.items()),
    )


def delete_edges(element_ids: Iterable[str]) -> Iterator[Write]:
    """Delete relationships by the element ids that :func:`stored_edges` answered."""
    yield from _writes(
        "UNWIND $rows AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r", element_ids
    )


def stored_nodes(model: Model) -> str:
    """Read all nodes: labels and properties, dates as text."""
    names = {
        kept.name
        for node in model.types.values()
        for kept in node.properties.values()
        if kept.scalar in (Scalar.DATE, Scalar.DATETIME) and kept.expression is None
    }
    dates = [f"{name}: toString(n.{name})" for name in sorted(names | {RECORDED_AT})]
    return f"MATCH (n:{SHARED_LABEL}) RETURN labels(n), n{{{', '.join(['.*', *dates])}}}"


def stored_edges() -> str:
    """Read all relationships of now: type, element id, ends, properties with dates as text."""
    return (
        f"MATCH (a:{SHARED_LABEL})-[r]->(b:{SHARED_LABEL}) WHERE r.{RETRACTED_AT} IS NULL "
        "RETURN type(r), elementId(r), a.id, b.id, r{.*, validFrom: toString(r.validFrom), "
        f"validTo: toString(r.validTo), {RECORDED_AT}: null}}"
    )


def stored_version(node: NodeType) -> str:
    """Read number, checksum and time of the newest version, of the type that keeps versions."""
    return (
        f"MATCH (n:{node.label}) RETURN n.number, n.checksum, toString(n.loadedAt) "
        "ORDER BY n.number DESC LIMIT 1"
    )


def stored_state(node: NodeType) -> str:
    """Read the newest version, as :func:`stored_version` does, and how much there is.

    No row where there is no version. The database knows both numbers without counting.
    """
    return (
        f"MATCH (n:{node.label}) WITH n ORDER BY n.number DESC LIMIT 1 "
        "CALL () { MATCH (m) RETURN count(*) AS nodes } "
        "CALL () { MATCH ()-[r]->() RETURN count(*) AS relationships } "
        "RETURN n.number, n.checksum, toString(n.loadedAt), nodes, relationships"
    )


def stored_schema() -> str:
    """Read the names of the constraints and of the indexes that are not behind one.

    An index may outlive the making of its constraint that failed.
    """
    return (
        "SHOW INDEXES YIELD name, owningConstraint, type "
        "WHERE owningConstraint IS NOT NULL OR NOT name ENDS WITH '_id' RETURN name"
    )


def _writes(statement: str, rows: Iterable[Any]) -> Iterator[Write]:
    for batch in _batches(rows):
        yield statement, {"rows": batch}


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch
