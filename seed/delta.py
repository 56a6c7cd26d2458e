"""The difference between what the graph holds and what it is to hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.model import Model
from graph.writing import (
    EdgeRow,
    NodeRow,
    Write,
    create_edges,
    create_nodes,
    delete_edges,
    delete_nodes,
    labels_of,
    replace_nodes,
)
from seed.content import Content, EdgeKey, plain
from seed.stored import Stored, StoredNode
from seed.summary import Change, Summary
from seed.twins import make_twins, split_twins, with_twins


@dataclass(frozen=True, slots=True)
class Delta:
    """What to create, replace and delete so that the graph holds the content.

    ``stale`` nodes have the right facts beside twins that are wrong or missing: they are
    replaced, and that is no change.
    """

    added: list[NodeRow]
    changed: list[NodeRow]
    stale: list[NodeRow]
    removed: dict[str, StoredNode]
    added_edges: list[EdgeRow]
    removed_edges: dict[EdgeKey, list[str]]

    @property
    def is_empty(self) -> bool:
        """True when the graph holds the content already."""
        return not any(
            (self.added, self.changed, self.removed, self.added_edges, self.removed_edges)
        )

    def writes(self, model: Model) -> Iterator[Write]:
        """The statements that make the difference, in an order in which they can run."""
        doomed = [id for ids in self.removed_edges.values() for id in ids]
        yield from delete_edges(doomed)
        yield from delete_nodes(self.removed)
        yield from create_nodes(model, _twinned(model, self.added))
        yield from replace_nodes(model, _twinned(model, [*self.changed, *self.stale]))
        yield from create_edges(self.added_edges)

    def rows(self) -> int:
        """How many nodes and relationships the statements write or delete."""
        doomed = sum(len(ids) for ids in self.removed_edges.values())
        nodes = sum(map(len, (self.added, self.changed, self.stale, self.removed)))
        return nodes + len(self.added_edges) + doomed

    def summary(self, content: Content, version: int, *, is_new: bool, dry_run: bool) -> Summary:
        """What the load changes, or would change."""
        nodes = [Change("added", node.type, node.id) for node in self.added]
        nodes += [Change("changed", node.type, node.id) for node in self.changed]
        nodes += [Change("removed", node.type, id) for id, node in self.removed.items()]
        edges = [Change("added", e.type, f"{e.source} -> {e.target}") for e in self.added_edges]
        for type, source, target, _ in self.removed_edges:
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
    added_edges = [edge for key, edge in content.edges.items() if key not in stored.edges]
    removed_edges = {
        key: doomed
        for key, ids in stored.edges.items()
        if (doomed := ids[1:] if key in content.edges else ids)
    }
    return Delta(added, changed, stale, removed, added_edges, removed_edges)


def _is_same(model: Model, node: NodeRow, former: StoredNode) -> bool:
    type = model.types[node.type]
    facts, _ = split_twins(type, former.properties)
    labels = labels_of(type, node.properties)
    return former.labels == set(labels) and facts == plain(node.properties)


def _has_twins(model: Model, node: NodeRow, former: StoredNode) -> bool:
    type = model.types[node.type]
    _, twins = split_twins(type, former.properties)
    return twins == make_twins(type, node.properties)


def _twinned(model: Model, rows: Iterable[NodeRow]) -> Iterator[NodeRow]:
    return (with_twins(model.types[row.type], row) for row in rows)
