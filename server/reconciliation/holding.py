"""Finds nodes by what they are asked to have, where a query has no name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from graph.model import NodeType, Property, RootKind, Scalar
from graph.service import Service
from graph.text import search_key
from schema import model
from server.asking import ask
from server.reconciliation.queries import Condition, Quantifier, Query
from server.reconciliation.vocabulary import Attribute, attributes

Filter = dict[str, Any]
"""A filter of the schema, as a variable holds it."""

INT_DIGITS = 9
"""Any number of as many digits is an Int of GraphQL."""


async def holders(service: Service, query: Query, timeout: float) -> list[str]:
    """The ids of nodes that have all that is asked, of each type. Raises Unanswered.

    What a node is not to have leaves candidates out and finds none.
    """
    asked = filters(query)
    if not asked:
        return []
    variables = {**asked, "first": query.sought}
    data = await ask(service, _operation(asked), variables, timeout=timeout)
    return [node["id"] for found in data.values() for node in found["nodes"]]


def filters(query: Query) -> dict[str, Filter]:
    """The filters of the types whose nodes can have all that is asked, by the type's name."""
    stated = [each for each in query.conditions if each.quantifier is not Quantifier.NONE]
    found: dict[str, Filter] = {}
    for name in query.types:
        parts = [_holds(attributes(name).get(each.property), each) for each in stated]
        known = [part for part in parts if part is not None]
        if known and len(known) == len(parts):
            found[name] = {"and": known}
    return found


def _operation(types: Iterable[str]) -> str:
    declared = ", ".join(f"${name}: {name}Filter!" for name in types)
    lists = " ".join(
        f"{_listings()[name]}(where: ${name}, first: $first) {{ nodes {{ id }} }}" for name in types
    )
    return f"query Holders($first: Int!, {declared}) {{ {lists} }}"


@cache
def _listings() -> Mapping[str, str]:
    roots = model().roots.values()
    return {root.target: root.name for root in roots if root.kind is RootKind.LISTING}


def _holds(attribute: Attribute | None, condition: Condition) -> Filter | None:
    """What asks for the values of a condition; None where no node can have them."""
    if attribute is None:
        return None
    parts = [_has(attribute, each) for each in condition.values]
    known = [part for part in parts if part is not None]
    is_possible = len(known) == len(parts) or condition.quantifier is Quantifier.ANY
    if not (known and is_possible):
        return None
    return {"and" if condition.quantifier is Quantifier.ALL else "or": known}


def _has(attribute: Attribute, text: str) -> Filter | None:
    if attribute.target is not None:
        related = _called(attribute.target, text)
        return {attribute.id: {"some": related} if attribute.declared.many else related}
    assert isinstance(attribute.declared, Property)
    compared = _compared(attribute.declared, text)
    return None if compared is None else {attribute.id: compared}


def _called(type: NodeType, text: str) -> Filter:
    """A node that is meant by an id or one of its names."""
    by_name = [{each.name: _compared(each, text)} for each in type.searched]
    return {"or": [{"id": {"eq": text}}, *by_name]}


def _compared(property: Property, text: str) -> Filter | None:
    value = _read(property, text)
    if value is None:
        return None
    operator = "has" if property.many else "eqNormalized" if property.natural else "eq"
    return {operator: value}


def _read(property: Property, text: str) -> Any:
    """A text as a value of a property; None where it is none."""
    match property.scalar:
        case Scalar.ENUM:
            key = search_key(text)
            return next((each for each in property.values if search_key(each) == key), None)
        case Scalar.INT:
            is_number = text.isascii() and text.isdigit() and len(text) <= INT_DIGITS
            return int(text) if is_number else None
        case Scalar.BOOLEAN:
            return {"true": True, "false": False}.get(text)
        case Scalar.DATE:
            return text if _is_day(text) else None
        case Scalar.STRING | Scalar.ID:
            return text
    return None  # Nobody tells nodes apart by their degrees or moments.


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
