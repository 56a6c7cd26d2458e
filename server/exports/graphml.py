"""GraphML (http://graphml.graphdrawing.org): nodes, then the relationships between them.

Two readings of the graph: the nodes with their values, then the edges. So nothing is held in
memory, and every reader meets a node before its edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import orjson

from graph.model import Direction, NodeType, Property, Relation, Scalar
from server.exports.columns import Column, Row, name_property
from server.exports.format import Format, Step
from server.exports.snapshot import Selection
from server.exports.tables import SEPARATOR, values_of

_TYPES = {Scalar.INT: "int", Scalar.FLOAT: "double", Scalar.BOOLEAN: "boolean"}
"""The types of values that are no text."""

TYPE, LABEL = "type", "label"
"""The keys that every node has: the type of it, and the name that Gephi shows."""

_ENTITIES = {"\r": "&#13;"}
"""What readers would take for a line feed (XML 1.0, section 2.11)."""

_NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
"""The characters that XML 1.0 cannot hold (section 2.2)."""

_OPEN = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


class GraphMl(Format):
    """A directed graph with typed values."""

    media_type = "application/graphml+xml"

    def begin(self, selections: Sequence[Selection]) -> str:
        """The keys, and what is said of the whole."""
        told = self.description.full()
        graph = [_key("graph", name, "string") for name in told]
        nodes = [_key("node", name, type) for name, type in _keys(selections).items()]
        data = [_data(f"graph-{name}", _plain(value)) for name, value in told.items()]
        edges = [_key("edge", name, "string") for name in (TYPE, LABEL)]
        return "".join(
            [_OPEN, *graph, *nodes, *edges, '<graph id="G" edgedefault="directed">', *data, "\n"]
        )

    def steps(self, selections: Sequence[Selection]) -> Iterable[Step]:
        """All nodes, then all edges."""
        for selection in selections:
            only = tuple(each for each in selection.columns if not each.is_link)
            yield selection.only(only), partial(self.write, selection)
        for selection in selections:
            ends = tuple(each for each in selection.columns if _is_edge(each))
            if ends:
                columns = (selection.columns[0], *ends)
                yield selection.only(columns), partial(_edges, columns)

    def write(self, selection: Selection, rows: Sequence[Row]) -> str:
        """Some nodes."""
        columns = tuple(each for each in selection.columns[1:] if not each.is_link)
        return "".join(_node(selection.type, columns, row) for row in rows)

    def end(self) -> str:
        """The ends of graph and document."""
        return "</graph>\n</graphml>\n"


def _is_edge(column: Column) -> bool:
    """Whether a column tells the ends of relationships that start at the node."""
    of = column.of
    return isinstance(of, Relation) and of.is_step and of.hops[0].direction is Direction.OUT


def _keys(selections: Sequence[Selection]) -> dict[str, str]:
    """The types of the values of nodes by name; text where types of nodes differ."""
    found = {TYPE: "string", LABEL: "string"}
    for selection in selections:
        for column in selection.columns[1:]:
            if isinstance(column.of, Property):
                kind = "string" if column.many else _TYPES.get(column.of.scalar, "string")
                known = found.setdefault(column.name, kind)
                found[column.name] = kind if known == kind else "string"
    return found


def _node(type: NodeType, columns: Sequence[Column], row: Row) -> str:
    texts: dict[str, str] = {
        column.name: SEPARATOR.join(map(_plain, values))
        for column in columns
        if (values := values_of(column, row))
    }
    name = name_property(type)
    label = texts.get(name or "") or str(row["id"])
    told = {TYPE: type.name, LABEL: label, **texts}
    data = "".join(_data(f"node-{name}", text) for name, text in told.items())
    return f"<node id={_attribute(row['id'])}>{data}</node>\n"


def _edges(columns: Sequence[Column], rows: Sequence[Row]) -> str:
    return "".join(_edge(row["id"], each, end["id"]) for each, row, end in _ends(columns, rows))


def _ends(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[tuple[Column, Row, Any]]:
    for row in rows:
        for column in columns[1:]:
            for end in values_of(column, row):
                yield column, row, end


def _edge(source: str, column: Column, target: str) -> str:
    assert isinstance(column.of, Relation)
    kind = column.of.hops[0].type
    ends = f"source={_attribute(source)} target={_attribute(target)}"
    data = _data(f"edge-{TYPE}", kind) + _data(f"edge-{LABEL}", column.name)
    return f"<edge {ends}>{data}</edge>\n"


def _key(of: str, name: str, type: str) -> str:
    return f'<key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{type}"/>\n'


def _data(key: str, text: str) -> str:
    return f'<data key="{key}">{escape(text.translate(_NO_XML), _ENTITIES)}</data>'


def _attribute(text: str) -> str:
    return quoteattr(text.translate(_NO_XML))


def _plain(value: Any) -> str:
    """A value as text, as JSON has it."""
    return value if isinstance(value, str) else orjson.dumps(value).decode()
