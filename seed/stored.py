"""What the graph holds now, read back in the form of what it is to hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.model import RECORDED_AT, Model
from graph.store import Run
from graph.writing import EdgeRow, stored_edges, stored_nodes, stored_version
from seed.content import EdgeKey, edge_key, plain
from seed.vocabulary import APPENDED, VERSION


@dataclass(frozen=True, slots=True)
class StoredNode:
    """A node in the graph: the name of its type, its labels, its properties but the id.

    ``is_recorded``: it says when it was recorded; releases before that was kept did not.
    """

    type: str
    labels: frozenset[str]
    properties: dict[str, Any]
    is_recorded: bool = True


@dataclass(frozen=True, slots=True)
class Version:
    """The newest dataset version in the graph; number 0 where there is none."""

    number: int = 0
    checksum: str = ""
    loaded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """Nodes by id, the element ids of relationships by key, and the newest version."""

    nodes: dict[str, StoredNode]
    edges: dict[EdgeKey, list[str]]
    version: Version


async def read_version(run: Run, model: Model) -> Version:
    """The newest dataset version."""
    rows = await run(stored_version(model.types[VERSION]), {})
    if not rows:
        return Version()
    number, checksum, loaded_at = rows[0]
    return Version(number, checksum, datetime.fromisoformat(loaded_at))


async def read_stored(run: Run, model: Model) -> Stored:
    """Everything in the graph of now that a load may change."""
    types = {node.label: node.name for node in model.types.values()}
    nodes: dict[str, StoredNode] = {}
    for labels, properties in await run(stored_nodes(model), {}):
        kept = plain(properties)
        is_recorded = kept.pop(RECORDED_AT, None) is not None
        type = next((types[label] for label in labels if label in types), "")
        if type not in APPENDED:
            id = str(kept.pop("id", ""))
            nodes[id] = StoredNode(type, frozenset(labels), kept, is_recorded)
    edges: dict[EdgeKey, list[str]] = defaultdict(list)
    for type, element_id, source, target, properties in await run(stored_edges(), {}):
        edges[edge_key(EdgeRow(type, source, target, properties))].append(element_id)
    return Stored(nodes, dict(edges), await read_version(run, model))
