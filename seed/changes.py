"""What loads did to facts: the lines of the feed of changes, made, and taken together again.

A line is what a dataset says in one line: a statement, or one property of a document, which
has no source. Each load appends, for every line that it brought or took away, a node of type
FactChange; what was taken away and what took its place are one change.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from graph.model import Model
from graph.writing import NodeRow
from seed.content import Content, EdgeKey, plain
from seed.delta import Delta
from seed.facts import Passage, Source
from seed.stored import Stored
from seed.twins import split_twins
from seed.vocabulary import DOCUMENT, FACT_CHANGE, STATEMENT


class Line(NamedTuple):
    """A fact in the notation of the datasets; what it has not is empty."""

    subject: str
    predicate: str
    object: str
    valid: str = ""
    source: str = ""
    basis: str = ""


class Pair(NamedTuple):
    """A line before and after a change: None where it was added, or withdrawn."""

    before: Line | None
    after: Line | None

    @property
    def kind(self) -> str:
        """The name of the kind of the change."""
        if self.before is None:
            return "ADDED"
        return "WITHDRAWN" if self.after is None else "CHANGED"


_TELLING = (STATEMENT, DOCUMENT)
"""The types of nodes whose properties are lines of a dataset."""

_CELLS = {"": "object", "Valid": "valid", "Source": "source", "Basis": "basis"}
"""The cells that a change tells before and after, by what their properties end in."""


def fact_changes(
    model: Model, stored: Stored, content: Content, delta: Delta, number: int
) -> list[NodeRow]:
    """The changes of facts that make dataset version ``number`` of what is stored."""
    before = {
        id: (node.type, split_twins(model.types[node.type], node.properties)[0])
        for id, node in delta.former.items()
        if node.type in _TELLING
    }
    after = {row.id: (row.type, plain(row.properties)) for row in (*delta.added, *delta.changed)}
    pairs = pair(_lines(before, stored.edges), _lines(after, content.edges))
    prefix = model.types[FACT_CHANGE].prefix
    return [
        NodeRow(f"{prefix}{number:06}-{i:07}", FACT_CHANGE, _properties(each, number))
        for i, each in enumerate(pairs, 1)
    ]


def read_pair(properties: Mapping[str, Any]) -> Pair:
    """The change that the properties of a stored node tell."""

    def line(side: str) -> Line | None:
        if properties.get(f"{side}") is None:
            return None
        cells = {cell: properties.get(f"{side}{end}") or "" for end, cell in _CELLS.items()}
        return Line(properties["subject"], properties["predicate"], **cells)

    return Pair(line("before"), line("after"))


def pair(removed: Iterable[Line], added: Iterable[Line]) -> list[Pair]:
    """Lines taken away and brought as changes; what is on both sides is none.

    A line replaces one of the same subject, predicate and object; else the only one that says
    otherwise in the same words of the same document; else the only one of the same subject and
    predicate.
    """
    gone, new = Counter(removed), Counter(added)
    only_gone, only_new = sorted((gone - new).elements()), sorted((new - gone).elements())
    pairs: list[Pair] = []
    for of, only in ((_of_object, False), (_of_source, True), (_of_predicate, True)):
        found, only_gone, only_new = _matched(only_gone, only_new, of, only=only)
        pairs += found
    pairs += [Pair(line, None) for line in only_gone]
    pairs += [Pair(None, line) for line in only_new]
    return sorted(pairs, key=lambda each: [*(each.after or each.before or ()), each.kind])


def fold(pairs: Iterable[Pair]) -> list[Pair]:
    """Changes one after another as those from the first state to the last."""
    balance: Counter[Line] = Counter()
    for before, after in pairs:
        balance.update([after] if after else [])
        balance.subtract([before] if before else [])
    return pair((-balance).elements(), (+balance).elements())


def _of_object(line: Line) -> tuple[str, ...]:
    return line[:3]


def _of_source(line: Line) -> tuple[str, ...]:
    return (*line[:2], *line[3:])


def _of_predicate(line: Line) -> tuple[str, ...]:
    return line[:2]


def _matched(
    gone: list[Line], new: list[Line], of: Callable[[Line], tuple[str, ...]], *, only: bool
) -> tuple[list[Pair], list[Line], list[Line]]:
    """The pairs of lines that have a key in common, and the lines left over on both sides."""
    sides: dict[tuple[str, ...], tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
    for side, lines in enumerate((gone, new)):
        for line in lines:
            sides[of(line)][side].append(line)
    pairs: list[Pair] = []
    rests: tuple[list[Line], list[Line]] = ([], [])
    for before, after in sides.values():
        count = min(len(before), len(after))
        if only and max(len(before), len(after)) > 1:
            count = 0
        pairs += map(Pair, before[:count], after[:count])
        rests[0].extend(before[count:])
        rests[1].extend(after[count:])
    return pairs, *rests


def _lines(
    nodes: Mapping[str, tuple[str, Mapping[str, Any]]], edges: Iterable[EdgeKey]
) -> Iterator[Line]:
    """The lines of those nodes that tell of facts."""
    ends: dict[tuple[str, str], str] = {}
    for type, source, target, _ in edges:
        if type in ("ABOUT", "STATED_IN") and source in nodes:
            ends[type, source] = target
    for id, (type, properties) in nodes.items():
        if type == STATEMENT:
            source = str(Source(ends.get(("STATED_IN", id), ""), _passage(properties)))
            yield Line(
                ends.get(("ABOUT", id), ""),
                properties["predicate"],
                properties["object"],
                properties.get("valid", ""),
                source,
                _basis(properties),
            )
        elif type == DOCUMENT:
            for name, value in properties.items():
                yield Line(id, name, str(value))


def _passage(properties: Mapping[str, Any]) -> Passage | None:
    if "start" not in properties:
        return None
    return Passage(properties["start"], properties["end"], properties["checksum"])


def _basis(properties: Mapping[str, Any]) -> str:
    if "setAside" in properties:
        return f"set-aside:{properties['setAside']}"
    return f"inferred:{properties['method']}" if "method" in properties else "stated"


def _properties(pair: Pair, number: int) -> dict[str, Any]:
    line = pair.after or pair.before
    assert line
    made: dict[str, Any] = {
        "kind": pair.kind,
        "version": number,
        "subject": line.subject,
        "predicate": line.predicate,
    }
    for side, told in (("before", pair.before), ("after", pair.after)):
        for end, cell in _CELLS.items():
            if told and (value := getattr(told, cell)):
                made[f"{side}{end}"] = value
    return made
