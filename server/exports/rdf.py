"""RDF: the nodes as JSON-LD 1.1 or as N-Quads, from the same triples.

In N-Quads the named graph is the version of the data. JSON-LD has one graph, of which the first
node is the export itself: a reader of a single graph finds everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graph.model import Property, Scalar
from server.exports import terms
from server.exports.columns import PRECISION, Column, Row
from server.exports.format import Description, Format
from server.exports.snapshot import Selection
from server.exports.tables import values_of
from server.exports.terms import Term, iri, node_iri, term

_DATATYPES = {
    Scalar.INT: "xsd:integer",
    Scalar.FLOAT: "xsd:double",
    Scalar.BOOLEAN: "xsd:boolean",
    Scalar.DATE: "xsd:date",
    Scalar.DATETIME: "xsd:dateTime",
}
"""The datatypes of values that are no plain text."""

_OF_PRECISION = {"MONTH": ("xsd:gYearMonth", 7), "YEAR": ("xsd:gYear", 4)}
"""The datatype of a day that is known as a month or a year, and how much of it is written."""

_LICENCE = re.compile(r"[A-Za-z0-9.-]+")
_LICENCES = "https://spdx.org/licenses/"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value: its lexical form, and its datatype (a compact IRI) or language."""

    text: str
    datatype: str | None = None
    language: str | None = None


Iri = str
"""A full IRI."""

Triple = tuple[str, Iri | Literal]
"""A predicate, as a compact IRI, and what is said of a subject by it."""


def types_of(type: str, kind: Any = None) -> tuple[str, ...]:
    """The classes of a node, as compact IRIs."""
    further = terms.CLASSES_OF_KIND.get(kind or "")
    return (*terms.CLASSES[type], *([further] if further else []))


def triples(base: str, selection: Selection, row: Row) -> Iterator[Triple]:
    """What a row says of its node, but for the classes."""
    for column in selection.columns[1:]:
        of = term(selection.type.name, column.name)
        for value in values_of(column, row):
            if column.is_link:
                yield of.name, node_iri(base, value["id"])
            else:
                yield of.name, _literal(column, of, value, row)


def _literal(column: Column, of: Term, value: Any, row: Row) -> Literal:
    assert isinstance(column.of, Property)
    datatype, text = _DATATYPES.get(column.of.scalar), _text(value)
    if column.of.scalar is Scalar.DATE:
        precision = row.get(f"{column.name}{PRECISION}")
        datatype, length = _OF_PRECISION.get(precision or "", (datatype, None))
        text = text[:length]
    if datatype:
        return Literal(text, datatype)
    language = str(row.get(of.language_in) or "").lower() if of.language_in else of.language
    return Literal(text, language=language or None)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def export_triples(description: Description) -> Iterator[Triple]:
    """What the export says of itself."""
    yield "prov:wasDerivedFrom", _version_iri(description)
    yield "gov:asOf", Literal(description.as_of, "xsd:date")
    for name in ("where", "orderBy"):
        if name in description.given:
            yield f"gov:{name}", Literal(orjson.dumps(description.given[name]).decode())


def version_triples(description: Description) -> Iterator[Triple]:
    """What it says of the version of the data."""
    version = description.version
    yield "dcterms:title", Literal(version.name)
    yield "dcat:version", Literal(str(version.number), "xsd:integer")
    yield "schema:sha256", Literal(version.checksum)
    yield "dcterms:issued", Literal(version.loaded_at, "xsd:dateTime")
    yield "dc:rights", Literal(version.licence)
    for each in version.licence.split(" AND "):
        if _LICENCE.fullmatch(each) and each != "NOASSERTION":
            yield "dcterms:license", _LICENCES + each


def _version_iri(description: Description) -> Iri:
    return node_iri(description.base, f"dataset:{description.version.number}")


_EXPORT, _VERSION = ("dcat:Distribution", "prov:Entity"), terms.CLASSES["DatasetVersion"]


class NQuads(Format):
    """One statement a line (https://www.w3.org/TR/n-quads/)."""

    media_type = "application/n-quads"

    def begin(self, selections: Sequence[Selection]) -> str:
        """What is said of the export and of the version."""
        version = f"<{_version_iri(self.description)}>"
        return "".join(
            [
                *_quads("_:export", _EXPORT, export_triples(self.description)),
                *_quads(version, _VERSION, version_triples(self.description)),
            ]
        )

    def write(self, selection: Selection, rows: Sequence[Row]) -> str:
        """The statements about some nodes."""
        base, graph = self.description.base, f"<{_version_iri(self.description)}> "
        return "".join(
            quad
            for row in rows
            for quad in _quads(
                f"<{node_iri(base, row['id'])}>",
                types_of(selection.type.name, row.get("kind")),
                triples(base, selection, row),
                graph,
            )
        )


def _quads(
    subject: str, types: Sequence[str], said: Iterator[Triple], graph: str = ""
) -> Iterator[str]:
    for each in types:
        yield f"{subject} <{iri('rdf:type')}> <{iri(each)}> {graph}.\n"
    for predicate, value in said:
        written = _quoted(value) if isinstance(value, Literal) else f"<{value}>"
        yield f"{subject} <{iri(predicate)}> {written} {graph}.\n"


_ESCAPES = {ord(each): f"\\u{ord(each):04X}" for each in map(chr, (*range(0x20), 0x7F))} | {
    ord('"'): '\\"',
    ord("\\"): "\\\\",
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\t"): "\\t",
}


def _quoted(literal: Literal) -> str:
    text = f'"{literal.text.translate(_ESCAPES)}"'
    if literal.language:
        return f"{text}@{literal.language}"
    return f"{text}^^<{iri(literal.datatype)}>" if literal.datatype else text


class JsonLd(Format):
    """A document of JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), one node a line."""

    media_type = "application/ld+json"

    def begin(self, selections: Sequence[Selection]) -> str:
        """The context, and what is said of the export and of the version."""
        about = [
            _node(None, _EXPORT, export_triples(self.description)),
            _node(_version_iri(self.description), _VERSION, version_triples(self.description)),
        ]
        context = orjson.dumps(terms.PREFIXES).decode()
        return f'{{"@context":{context},"@graph":[\n' + ",\n".join(about)

    def write(self, selection: Selection, rows: Sequence[Row]) -> str:
        """Some nodes."""
        base = self.description.base
        return "".join(
            ",\n"
            + _node(
                node_iri(base, row["id"]),
                types_of(selection.type.name, row.get("kind")),
                triples(base, selection, row),
            )
            for row in rows
        )

    def end(self) -> str:
        """The ends of graph and document."""
        return "\n]}\n"


def _node(id: Iri | None, types: Sequence[str], said: Iterator[Triple]) -> str:
    made: dict[str, Any] = {"@id": id} if id else {}
    made["@type"] = list(types)
    for predicate, value in said:
        made.setdefault(predicate, []).append(_value(value))
    return orjson.dumps(made).decode()


def _value(value: Iri | Literal) -> Any:
    if not isinstance(value, Literal):
        return {"@id": value}
    if value.language:
        return {"@value": value.text, "@language": value.language}
    return {"@value": value.text, "@type": value.datatype} if value.datatype else value.text
