"""Values of properties for nodes that were matched: the data extension service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model import MAX_PAGE, Property, Scalar
from graph.service import Service
from schema import model
from server.reconciliation.matching import told
from server.reconciliation.queries import bad
from server.reconciliation.vocabulary import (
    Attribute,
    all_attributes,
    attributes,
    name_of,
    named,
    types,
)

MAX_ROWS = 200
"""The most nodes that are asked about at once."""

MAX_COLUMNS = 30
"""The most properties that are asked for at once."""

LIMIT = 10
"""How many related nodes a cell holds where the client does not say."""


@dataclass(frozen=True, slots=True)
class Extension:
    """Which properties are asked for, of which nodes, and how many related nodes of each."""

    ids: tuple[str, ...]
    columns: Mapping[str, int]


def read(given: object) -> Extension:
    """A data extension query, of either version. Raises Refusal."""
    if not isinstance(given, dict):
        raise bad("the data extension query must be a JSON object")
    ids, properties = given.get("ids"), given.get("properties")
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise bad("`ids` must be a list of identifiers")
    if len(ids) > MAX_ROWS:
        raise bad(f"{len(ids)} identifiers are too many; give at most {MAX_ROWS}")
    if not isinstance(properties, list) or len(properties) > MAX_COLUMNS:
        raise bad(f"`properties` must be a list, of at most {MAX_COLUMNS}")
    return Extension(tuple(dict.fromkeys(ids)), dict(map(_column, properties)))


def _column(given: object) -> tuple[str, int]:
    name = given.get("id") if isinstance(given, dict) else None
    if not isinstance(name, str) or name not in all_attributes():
        raise bad(f"{name!r} is no property here; the manifest says how they are proposed")
    assert isinstance(given, dict)
    settings = given.get("settings") or {}
    limit = settings.get("limit", LIMIT) if isinstance(settings, dict) else 0
    try:
        most = int(limit)  # OpenRefine sends what was typed, as text.
    except (TypeError, ValueError, OverflowError):
        most = 0
    if not 0 < most <= MAX_PAGE:
        raise bad(f"{name}: the setting `limit` must be a number from 1 to {MAX_PAGE}")
    return name, most


async def extend(
    service: Service, asked: Extension, *, language: str, timeout: float
) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The values by id and property; an id that is not there has none. Raises Unanswered."""
    kinds = {type.name for id in asked.ids if (type := model().type_of_id(id)) is not None}
    wanted = [
        own[name] for own in map(attributes, sorted(kinds)) for name in asked.columns if name in own
    ]
    most = max(asked.columns.values(), default=LIMIT)
    nodes = await told(service, asked.ids, wanted, language=language, timeout=timeout, limit=most)
    return {id: _row(nodes.get(id), asked.columns) for id in asked.ids}


def _row(
    node: Mapping[str, Any] | None, columns: Mapping[str, int]
) -> dict[str, list[dict[str, Any]]]:
    own = attributes(node["__typename"]) if node else {}
    return {
        name: [_cell(own[name], value) for value in own[name].values(node)[:most]]
        if node and name in own
        else []
        for name, most in columns.items()
    }


def _cell(attribute: Attribute, value: Any) -> dict[str, Any]:
    """A value as the API writes it."""
    if isinstance(value, dict):
        return {"id": value["id"], "name": name_of(value)}
    assert isinstance(attribute.declared, Property)
    match attribute.declared.scalar:
        case Scalar.INT:
            return {"int": value}
        case Scalar.FLOAT:
            return {"float": value}
        case Scalar.BOOLEAN:
            return {"str": str(value).lower()}
        case Scalar.DATE:
            return {"date": f"{value}T00:00:00Z"}
        case Scalar.DATETIME:
            return {"date": value}
    return {"str": value}


def meta(columns: Iterable[str]) -> list[dict[str, Any]]:
    """What the properties are: names, and the type of what they lead to."""
    described = [all_attributes()[name] for name in columns]
    return [
        {"id": each.id, "name": each.name}
        | ({"type": named(each.target.name)} if each.target else {})
        for each in described
    ]


def proposed(type: str, limit: int | None) -> Sequence[Attribute]:
    """The properties of a type, as one fetches them. Raises Refusal."""
    if type not in types():
        raise bad(f"{type!r} is no type here; /suggest/type lists them")
    return list(attributes(type).values())[:limit]
