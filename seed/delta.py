"""The difference between what the graph holds and what it is to hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from graph.model import Model
from graph.writing import (
    EdgeRow,
    NodeRow,
    Write,
    create_edges,
    create_nodes,
    delete_edges,
    labels_of,
    replace_nodes,
    supersede_edges,
    supersede_nodes,
)
from seed.content import Content, EdgeKey, plain
from seed.stored import Stored, StoredNode
from seed.summary import Change, Summary
from seed.twins import make_twins, split_twins, with_twins


@dataclass(frozen=True, slots=True)
class Delta:
    """What to create and supersede so that the graph holds the content.

    Nothing that a load brought is ever changed or deleted: a ``changed`` node is superseded
    and created anew, with the relationships that it keeps, which are ``renewed``. ``former``
    are the nodes that are changed or removed, as they were.

    ``stale`` nodes have the right facts beside twins that are wrong or missing: they are
    replaced, and that is no change. ``duplicates`` are deleted: no load makes any.
    """

    added: list[NodeRow]
    changed: list[NodeRow]
    stale: list[NodeRow]
    removed: dict[str, StoredNode]
    former: dict[str, StoredNode]
    added_edges: list[EdgeRow]
    removed_edges: dict[EdgeKey, str]
    renewed_edges: dict[str, EdgeRow]
    duplicates: dict[str, EdgeKey]

    @property
    def is_empty(self) -> bool:
        """True when the graph holds the content already."""
        return not any(
            (
                self.added,
                self.changed,
                self.removed,
                self.added_edges,
                self.removed_edges,
                self.duplicates,
            )
        )

    def writes(self, model: Model, at: datetime) -> Iterator[Write]:
        """The statements that make the difference ``at`` a time, in an order that works."""
        yield from delete_edges(self.duplicates)
        types = {id: key[0] for key, id in self.removed_edges.items()}
        types |= {id: edge.type for id, edge in self.renewed_edges.items()}
        yield from supersede_edges(types, at)
        labels = {id: sorted(node.labels) for id, node in self.former.items()}
        yield from supersede_nodes(labels, at)
        yield from create_nodes(model, _twinned(model, [*self.added, *self.changed]), at)
        yield from replace_nodes(_twinned(model, self.stale))
        yield from create_edges([*self.added_edges, *self.renewed_edges.values()], at)

    def rows(self) -> int:
        """How many rows the statements have."""
        nodes = sum(map(len, (self.added, self.changed, self.stale, self.former)))
        edges = len(self.added_edges) + len(self.removed_edges) + len(self.duplicates)
        return nodes + edges + 2 * len(self.renewed_edges)

    def summary(self, content: Content, version: int, *, is_new: bool, dry_run: bool) -> Summary:
        """What the load changes, or would change."""
        nodes = [Change("added", node.type, node.id) for node in self.added]
        nodes += [Change("changed", node.type, node.id) for node in self.changed]
        nodes += [Change("removed", node.type, id) for id, node in self.removed.items()]
        edges = [Change("added", e.type, f"{e.source} -> {e.target}") for e in self.added_edges]
        for type, source, target, _ in (*self.removed_edges, *self.duplicates.values()):
            edges.append(Change("removed", type, f"{source} -> {target}"))
        return Summary(tuple(nodes), tuple(edges), content.statements, version, is_new, dry_run)


def find_delta(model: Model, content: Content, stored: Stored) -> Delta:
    """Compare; a node whose type's label is wrong is not found and so is created."""
    added, changed, stale = [], [], []
    for id, node in content.nodes.items():
        former = stored.nodes.get(id)
        if former is None:
            added.append(node)
        elif not _is_same(model, node, former):
            changed.append(node)
        elif not _has_twins(model, node, former):
            stale.append(node)
    removed = {id: node for id, node in stored.nodes.items() if id not in content.nodes}
    replaced = {node.id: stored.nodes[node.id] for node in changed}
    return Delta(
        added,
        changed,
        stale,
        removed,
        removed | replaced,
        [edge for key, edge in content.edges.items() if key not in stored.edges],
        {key: ids[0] for key, ids in stored.edges.items() if key not in content.edges},
        {
            stored.edges[key][0]: edge
            for key, edge in content.edges.items()
            if key in stored.edges and (edge.source in replaced or edge.target in replaced)
        },
        {id: key for key, ids in stored.edges.items() for id in ids[1:]},
    )


def _is_same(model: Model, node: NodeRow, former: StoredNode) -> bool:
    type = model.types[node.type]
    facts, _ = split_twins(type, former.properties)
    labels = labels_of(type, node.properties)
    return former.is_recorded and former.labels == set(labels) and facts == plain(node.properties)


def _has_twins(model: Model, node: NodeRow, former: StoredNode) -> bool:
    type = model.types[node.type]
    _, twins = split_twins(type, former.properties)
    return twins == make_twins(type, node.properties)


def _twinned(model: Model, rows: Iterable[NodeRow]) -> Iterator[NodeRow]:
    return (with_twins(model.types[row.type], row) for row in rows)
