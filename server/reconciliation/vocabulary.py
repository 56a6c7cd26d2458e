"""The types and properties that are offered: those of the model, with the schema's words.

The identifier of a type is its name in GraphQL (`Organization`), that of a property the name
of its field (`seatedIn`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graphql import GraphQLObjectType

from graph.model import NodeType, Property, Relation, enum_name
from schema import build, model

LABEL = "label"
"""The key under which a node's name is asked for."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property of one type, in the sense of the API: a value, or related nodes."""

    type: NodeType
    id: str
    name: str
    description: str
    declared: Property | Relation

    @property
    def key(self) -> str:
        """Its key in an answer: types have fields of one name and different kinds."""
        return f"{self.type.name}_{self.id}"

    @property
    def target(self) -> NodeType | None:
        """The type of the related nodes; None for a value."""
        return types()[self.declared.target] if isinstance(self.declared, Relation) else None

    def selection(self, limit: int) -> str:
        """What asks for it, of related nodes at most ``limit``."""
        if self.target is None:
            return f"{self.key}: {self.id}"
        names = " ".join(each.name for each in self.target.searched)
        node = f"{{ __typename id {label(self.target)} {names} }}"
        if self.declared.many:
            return f"{self.key}: {self.id}(first: {limit}) {{ nodes {node} }}"
        return f"{self.key}: {self.id} {node}"

    def values(self, node: Mapping[str, Any]) -> list[Any]:
        """Its values in an answer about a node: scalars, or maps of related nodes."""
        found = node.get(self.key)
        if found is None:
            return []
        if self.target is not None and self.declared.many:
            return list(found["nodes"])
        return found if isinstance(found, list) else [found]


@cache
def types() -> Mapping[str, NodeType]:
    """All types of nodes by name."""
    return model().types


@cache
def offered() -> Mapping[str, NodeType]:
    """The types that names are matched with: those that search finds."""
    return {name: type for name, type in types().items() if type.searched}


@cache
def attributes(type: str) -> Mapping[str, Attribute]:
    """The properties of a type, by identifier."""
    declared = types()[type]
    described = build()._schema.get_type(type)
    assert isinstance(described, GraphQLObjectType)
    found: dict[str, Property | Relation] = {
        **{name: each for name, each in declared.properties.items() if name != "id"},
        **{name: each for name, each in declared.relations.items() if not each.is_special},
    }
    return {
        name: Attribute(declared, name, words(name), described.fields[name].description or "", each)
        for name, each in found.items()
    }


@cache
def all_attributes() -> Mapping[str, Attribute]:
    """One property of each identifier, that of the types that are offered first."""
    found: dict[str, Attribute] = {}
    for type in (*offered(), *types()):
        for name, each in attributes(type).items():
            found.setdefault(name, each)
    return found


def words(name: str) -> str:
    """The name of a field or type as words: `seated in` for `seatedIn`."""
    return enum_name(name).replace("_", " ").lower()


def named(type: str) -> dict[str, str]:
    """A type as the API writes it."""
    title = words(type)
    return {"id": type, "name": title[:1].upper() + title[1:]}


def label(type: NodeType) -> str:
    """What asks for the name of a node of a type; nothing where it has none but its id."""
    if "name" in type.called:
        return f"{LABEL}: name(language: $language)"
    title = next((each.name for each in type.searched), None)
    title = title or ("value" if type.name == "Name" else None)
    return f"{LABEL}: {title}" if title else ""


def name_of(node: Mapping[str, Any]) -> str:
    """The name of a node in an answer, else its id."""
    found: str = node.get(LABEL) or node["id"]
    return found


def details(wanted: Iterable[Attribute], limit: int, more: str = "") -> str:
    """The operation that asks for properties of nodes, whatever types these are of.

    Of related nodes it asks for at most ``limit``; ``more`` is a selection beside them.
    """
    lines: dict[str, list[str]] = {
        name: [label(type)] for name, type in types().items() if label(type)
    }
    for each in wanted:
        lines.setdefault(each.type.name, []).append(each.selection(limit))
    asked = " ".join(
        f"... on {name} {{ {' '.join(selections)} }}" for name, selections in lines.items()
    )
    return (
        "query Details($ids: [ID!]!, $language: Language!) "
        f"{{ nodes(ids: $ids) {{ __typename id {more} {asked} }} }}"
    )
