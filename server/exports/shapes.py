"""SHACL shapes of the RDF exports, derived from the model (https://www.w3.org/TR/shacl/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from graph.model import NodeType, Property, Relation, Scalar
from schema import model
from server.exports import terms
from server.exports.columns import Column, columns
from server.exports.order import descriptions
from server.exports.terms import GOV, PREFIXES, term

SHAPES_FILE = "shapes.ttl"
"""The name of the file with them."""

_DATES = "[ sh:datatype xsd:date ] [ sh:datatype xsd:gYearMonth ] [ sh:datatype xsd:gYear ]"
"""A day, or the month or year that it is known as."""

_DATATYPES = {
    Scalar.INT: "xsd:integer",
    Scalar.FLOAT: "xsd:double",
    Scalar.BOOLEAN: "xsd:boolean",
    Scalar.DATETIME: "xsd:dateTime",
}


@cache
def shapes() -> str:
    """All shapes, in Turtle."""
    known = model()
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    listed = dict.fromkeys(
        root.target for root in known.roots.values() if root.target in known.types
    )
    types = [known.types[name] for name in listed]
    return prefixes + "".join(
        _shape(type, columns(known, type, (), descriptions(type))) for type in types
    )


def _shape(type: NodeType, told: Iterable[Column]) -> str:
    main = terms.CLASSES[type.name][0]
    properties = "".join(_property(type, column) for column in told if column.name != "id")
    return (
        f"\n<{GOV}{type.name}Shape> a sh:NodeShape ;\n"
        f"  sh:targetClass {main} ;\n  sh:nodeKind sh:IRI{properties} .\n"
    )


def _property(type: NodeType, column: Column) -> str:
    of = term(type.name, column.name)
    said = [f"sh:path {of.name}", *_constraints(type, column)]
    return " ;\n  sh:property [ " + " ; ".join(said) + " ]"


def _constraints(type: NodeType, column: Column) -> Iterator[str]:
    field = column.of
    shared = _shares(type, column)
    if isinstance(field, Relation):
        yield "sh:nodeKind sh:IRI"
    elif not shared:
        yield from _values(type, column, field)
    if not shared and not field.many:
        yield "sh:maxCount 1"
    if field.required:
        yield "sh:minCount 1"
    if column.about:
        text = column.about.replace("\\", "\\\\").replace('"', '\\"')
        yield f'sh:description "{text}"@en'


def _shares(type: NodeType, column: Column) -> bool:
    """Whether a term tells several fields of a type, as that of names in two languages."""
    name = term(type.name, column.name).name
    fields = {*type.properties, *type.relations} - {column.name}
    return any(term(type.name, each).name == name for each in fields)


def _values(type: NodeType, column: Column, field: Property) -> Iterator[str]:
    of = term(type.name, column.name)
    if field.values:
        listed = " ".join(f'"{each}"' for each in field.values)
        yield f"sh:in ( {listed} )"
    elif field.scalar is Scalar.DATE:
        yield f"sh:or ( {_DATES} )"
    elif field.scalar in _DATATYPES:
        yield f"sh:datatype {_DATATYPES[field.scalar]}"
    else:
        yield f"sh:datatype {'rdf:langString' if of.language or of.language_in else 'xsd:string'}"
