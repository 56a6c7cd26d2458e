"""Cypher that writes nodes and relationships: from a model and rows to statements.

Pure: each function answers statement texts, with parameters where rows are written. Names
come from the model alone, whose names are safe in Cypher; every value is a parameter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.model import Edge, Model, NodeType, Scalar

SHARED_LABEL = "Node"
"""The label that every node carries beside that of its type."""

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


def schema_statements(model: Model) -> list[str]:
    """Constraints and indexes: a unique id per label, an index (property, id) where asked."""
    statements = [_unique_id(SHARED_LABEL)]
    for node in model.types.values():
        statements.append(_unique_id(node.label))
        statements += [
            f"CREATE INDEX {node.label}_{kept.name} IF NOT EXISTS "
            f"FOR (n:{node.label}) ON (n.{kept.name}, n.id)"
            for kept in node.properties.values()
            if kept.indexed and kept.expression is None and not kept.many
        ]
    return statements


def _unique_id(label: str) -> str:
    return (
        f"CREATE CONSTRAINT {label}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    )


def await_indexes(seconds: int = 300) -> str:
    """Wait until every index can be used, at most so many seconds."""
    return f"CALL db.awaitIndexes({int(seconds)})"


def labels_of(node: NodeType, properties: Mapping[str, Any]) -> tuple[str, ...]:
    """The labels of a node of the type with these properties, the shared one first."""
    second = node.sublabels.get(str(properties.get("kind")))
    return (SHARED_LABEL, node.label, *([second] if second else []))


def create_nodes(model: Model, rows: Iterable[NodeRow]) -> Iterator[Write]:
    """Create nodes that are not there."""
    for labels, batch in _by_labels(model, rows):
        yield (
            f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) "
            "SET n = row.properties, n.id = row.id",
            {"rows": batch},
        )


def replace_nodes(model: Model, rows: Iterable[NodeRow]) -> Iterator[Write]:
    """Replace all properties, and the second label, of nodes that are there."""
    seconds = {
        node.label: sorted(set(node.sublabels.values())) for node in model.types.values()
    }
    for labels, batch in _by_labels(model, rows):
        others = [label for label in seconds[labels[1]] if label not in labels]
        remove = f" REMOVE n:{':'.join(others)}" if others else ""
        yield (
            f"UNWIND $rows AS row MATCH (n:{SHARED_LABEL} {{id: row.id}})"
            f"{remove} SET n = row.properties, n.id = row.id, n:{':'.join(labels)}",
            {"rows": batch},
        )


def delete_nodes(ids: Sequence[str]) -> Iterator[Write]:
    """Delete nodes by id, with the relationships that they still have."""
    for batch in _batches(ids):
        yield (
            f"UNWIND $ids AS id MATCH (n:{SHARED_LABEL} {{id: id}}) DETACH DELETE n",
            {"ids": batch},
        )


def create_edges(model: Model, rows: Iterable[EdgeRow]) -> Iterator[Write]:
    """Create relationships between nodes that are there."""
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        key = (row.type, _label(model, row.source), _label(model, row.target))
        groups[key].append(
            {"source": row.source, "target": row.target, "properties": dict(row.properties)}
        )
    for (type, source, target), group in groups.items():
        text = (
            f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}) "
            f"MATCH (b:{target} {{id: row.target}}) "
            f"CREATE (a)-[r:{type}]->(b) SET r = row.properties"
        )
        for batch in _batches(group):
            yield text, {"rows": batch}


def delete_edges(element_ids: Sequence[str]) -> Iterator[Write]:
    """Delete relationships by the element ids that :func:`stored_edges` answered."""
    for batch in _batches(element_ids):
        yield (
            "UNWIND $ids AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r",
            {"ids": batch},
        )


def stored_nodes(node: NodeType) -> str:
    """Read all nodes of a type: id, labels and properties, temporal values as text."""
    temporal = [
        f"{kept.name}: toString(n.{kept.name})"
        for kept in node.properties.values()
        if kept.scalar in (Scalar.DATE, Scalar.DATETIME) and kept.expression is None
    ]
    return (
        f"MATCH (n:{SHARED_LABEL}:{node.label}) "
        f"RETURN n.id, labels(n), n{{{', '.join(['.*', *temporal])}}}"
    )


def stored_edges(edge_type: str) -> str:
    """Read all relationships of a type: element id, ends, properties with dates as text."""
    return (
        f"MATCH (a:{SHARED_LABEL})-[r:{edge_type}]->(b:{SHARED_LABEL}) "
        "RETURN elementId(r), a.id, b.id, r{.*, validFrom: toString(r.validFrom), "
        "validTo: toString(r.validTo)}"
    )


def stored_version(node: NodeType) -> str:
    """Read number and checksum of the newest version, of the type that keeps versions."""
    return (
        f"MATCH (n:{node.label}) RETURN n.number, n.checksum ORDER BY n.number DESC LIMIT 1"
    )


def edge_types(edges: Iterable[Edge]) -> list[str]:
    """The relationship types of some edges, sorted, each once."""
    return sorted({edge.type for edge in edges})


def _label(model: Model, id: str) -> str:
    node = model.type_of_id(id)
    if node is None:
        raise ValueError(f"{id!r} has the prefix of no type")
    return node.label


def _by_labels(
    model: Model, rows: Iterable[NodeRow]
) -> Iterator[tuple[tuple[str, ...], list[dict[str, Any]]]]:
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        labels = labels_of(model.types[row.type], row.properties)
        groups[labels].append({"id": row.id, "properties": dict(row.properties)})
    for labels, group in groups.items():
        for batch in _batches(group):
            yield labels, batch


def _batches(rows: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), BATCH):
        yield list(rows[start : start + BATCH])
