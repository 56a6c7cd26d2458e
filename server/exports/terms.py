"""The words of the graph in RDF: standard terms where there are any, else our own.

W3C Organization Ontology (https://www.w3.org/TR/vocab-org/), PROV-O
(https://www.w3.org/TR/prov-o/), SKOS and SKOS-XL, Dublin Core, DCAT 3, FOAF, schema.org. What is
not listed here has the name that it has in GraphQL, under ``gov:``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

GOV = "urn:govgraph:schema#"
"""The terms of our own."""

PREFIXES = {
    "gov": GOV,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of compact IRIs."""

CLASSES: Mapping[str, tuple[str, ...]] = {
    "Organization": ("org:Organization",),
    "Name": ("skosxl:Label",),
    "ChangeEvent": ("org:ChangeEvent",),
    "Province": ("schema:AdministrativeArea",),
    # A region is counted, not governed.
    "Region": ("schema:Place",),
    "AwardScheme": ("gov:AwardScheme", "skos:ConceptScheme"),
    "AwardEdition": ("gov:AwardEdition",),
    "AwardCategory": ("gov:AwardCategory", "skos:Concept"),
    # schema.org has no class of awards; that a body won one is the action of winning.
    "Award": ("gov:Award", "schema:WinAction"),
    "Project": ("foaf:Project",),
    "Ceremony": ("schema:Event",),
    "Person": ("foaf:Person",),
    "AwardClaim": ("gov:AwardClaim", "schema:Claim"),
    "Document": ("foaf:Document", "prov:Entity"),
    "Statement": ("rdf:Statement", "prov:Entity"),
    "Finding": ("gov:Finding",),
    "DatasetVersion": ("dcat:Dataset", "prov:Entity"),
    "FactChange": ("gov:FactChange",),
}
"""The classes of the nodes of a type."""

CLASSES_OF_KIND: Mapping[str, str] = {"SUB_UNIT": "org:OrganizationalUnit"}
"""A further class of nodes whose `kind` is this."""


@dataclass(frozen=True, slots=True)
class Term:
    """A property of RDF, as a compact IRI.

    ``language`` is that of its texts, ``language_in`` the field of the same node that tells it.
    """

    name: str
    language: str | None = None
    language_in: str | None = None


_DEFAULTS: Mapping[str, Term] = {
    "nameTh": Term("skos:prefLabel", "th"),
    "nameEn": Term("skos:prefLabel", "en"),
    "abbreviations": Term("skos:altLabel", "th"),
    "otherNames": Term("skos:altLabel", "th"),
    "sources": Term("prov:wasDerivedFrom"),
}
"""The terms of fields of whatever type."""

_TERMS: Mapping[str, Mapping[str, Term]] = {
    "Organization": {
        "parent": Term("org:subOrganizationOf"),
        "children": Term("org:hasSubOrganization"),
        "ancestors": Term("org:transitiveSubOrganizationOf"),
        "changedBy": Term("org:changedBy"),
        "resultedFrom": Term("org:resultedFrom"),
        "kind": Term("gov:kind"),
    },
    "Name": {
        "value": Term("skosxl:literalForm", language_in="language"),
        "language": Term("dcterms:language"),
    },
    "ChangeEvent": {
        "originals": Term("org:originalOrganization"),
        "resulting": Term("org:resultingOrganization"),
        "date": Term("dcterms:date"),
        "note": Term("skos:note", "en"),
    },
    "Province": {
        "isoCode": Term("skos:notation"),
        "region": Term("schema:containedInPlace"),
    },
    "Region": {"provinces": Term("schema:containsPlace")},
    "AwardEdition": {"scheme": Term("dcterms:isPartOf")},
    "AwardCategory": {
        "parent": Term("skos:broader"),
        "children": Term("skos:narrower"),
    },
    "Award": {
        "winners": Term("schema:agent"),
        "wonByPerson": Term("schema:participant"),
        "project": Term("schema:object"),
        "edition": Term("dcterms:isPartOf"),
        "category": Term("dcterms:subject"),
    },
    "Ceremony": {
        "date": Term("schema:startDate"),
        "place": Term("schema:location", "th"),
        "heldAt": Term("schema:organizer"),
    },
    "AwardClaim": {"value": Term("schema:value")},
    "Document": {
        "title": Term("dcterms:title"),
        "publisher": Term("dc:publisher"),
        "address": Term("schema:url"),
        "sha256": Term("schema:sha256"),
        "publishedOn": Term("dcterms:issued"),
        "licence": Term("dc:rights"),
    },
    "Statement": {
        "about": Term("rdf:subject"),
        "document": Term("prov:wasDerivedFrom"),
        "recordedAt": Term("prov:generatedAtTime"),
    },
    "DatasetVersion": {
        "number": Term("dcat:version"),
        "name": Term("dcterms:title"),
        "checksum": Term("schema:sha256"),
        "licence": Term("dc:rights"),
        "loadedAt": Term("dcterms:issued"),
    },
}
"""The terms of fields of one type."""


def term(type: str, field: str) -> Term:
    """The term of a field of a type."""
    found = _TERMS.get(type, {}).get(field) or _DEFAULTS.get(field)
    return found or Term(f"gov:{field}")


def listed() -> list[tuple[str, str]]:
    """The fields that have a term of their own, each with its type; a test holds that they are."""
    return [(type, field) for type, fields in _TERMS.items() for field in fields]


def iri(compact: str) -> str:
    """A compact IRI in full."""
    prefix, _, name = compact.partition(":")
    return PREFIXES[prefix] + name


def node_iri(base: str, id: str) -> str:
    """The IRI of a node: ``base``, and the id with what IRIs may not hold encoded (RFC 3987)."""
    return base + quote(id, safe="/:@!$&'()*+,;=-._~")
