"""What a client asks to be matched, out of either version of the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import Any

from server.reconciliation.vocabulary import all_attributes, offered
from server.responses import Refusal

MAX_BATCH = 50
"""The most queries of a batch; OpenRefine asks for as many as the manifest says."""

DEFAULT_CANDIDATES = 10
MAX_CANDIDATES = 100

MAX_CONDITIONS = 20
"""The most conditions of a query."""

MAX_VALUES = 20
"""The most values of a condition."""


class Quantifier(Enum):
    """Which of the values of a condition a candidate must have."""

    ANY = "any"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Condition:
    """Values that a property is expected to have; an entity stands for itself by its id."""

    property: str
    values: tuple[str, ...]
    required: bool = False
    quantifier: Quantifier = Quantifier.ANY


@dataclass(frozen=True, slots=True)
class Query:
    """A name, the types of nodes it may be of, and what else is known of the node."""

    text: str
    types: tuple[str, ...]
    limit: int
    conditions: tuple[Condition, ...]
    asked_type: bool = False
    """Whether the client named a type."""


def bad(why: str) -> Refusal:
    """The refusal of a request that is not of the API's form."""
    return Refusal(HTTPStatus.BAD_REQUEST, why)


def batch_of_0_2(given: object) -> dict[str, Query]:
    """The queries of a batch by their identifiers, as 0.2 has it. Raises Refusal."""
    if not isinstance(given, dict):
        raise bad("`queries` must be a JSON object of queries by identifiers")
    _check_size(len(given))
    return {name: _query_of_0_2(each, f"query `{name}`") for name, each in given.items()}


def _query_of_0_2(given: object, place: str) -> Query:
    each = _object(given, place)
    text = each.get("query")
    if not isinstance(text, str) or not text.strip():
        raise bad(f"{place}: `query`, the name to match, must be given as text")
    asked = each.get("type")
    properties = each.get("properties") or ()
    conditions = [
        _condition(_object(one, place), place) for one in _list(properties, place, MAX_CONDITIONS)
    ]
    types = asked if isinstance(asked, list) else [asked] if asked else []
    return _query(text, types, each.get("limit"), conditions, place)


def batch_of_1_0(given: object) -> list[Query]:
    """The queries of a batch in their order, as the draft of 1.0 has it. Raises Refusal."""
    queries = _object(given, "the batch").get("queries")
    if not isinstance(queries, list):
        raise bad("the batch must have `queries`, a list")
    _check_size(len(queries))
    return [_query_of_1_0(each, f"query {i}") for i, each in enumerate(queries)]


def _query_of_1_0(given: object, place: str) -> Query:
    each = _object(given, place)
    texts: list[str] = []
    conditions = []
    for one in _list(each.get("conditions"), place, MAX_CONDITIONS):
        condition = _object(one, place)
        match condition.get("matchType"):
            case "name":
                texts += _values(condition.get("v"), place)
            case "property":
                conditions.append(_condition(condition, place))
            case other:
                raise bad(f"{place}: `matchType` must be name or property, not {other!r}")
    if len(texts) != 1 or not texts[0].strip():
        raise bad(f"{place}: one condition must be of the name to match, with one text as `v`")
    asked = each.get("type")
    return _query(texts[0], [asked] if asked else [], each.get("limit"), conditions, place)


def _query(
    text: str, types: Iterable[object], limit: object, conditions: list[Condition], place: str
) -> Query:
    known = tuple(each for each in types if isinstance(each, str) and each in offered())
    unknown = [each for each in types if each not in known]
    if unknown:
        raise bad(f"{place}: {unknown[0]!r} is no type here; there are {', '.join(offered())}")
    most = DEFAULT_CANDIDATES if limit is None else limit
    if not isinstance(most, int | float) or isinstance(most, bool) or most < 1:
        raise bad(f"{place}: `limit` must be a number from 1")
    most = min(int(min(most, MAX_CANDIDATES)), MAX_CANDIDATES)
    asked = known or tuple(offered())
    return Query(text.strip(), asked, most, tuple(conditions), bool(known))


def _condition(given: Mapping[str, Any], place: str) -> Condition:
    name = given.get("pid")
    if not isinstance(name, str) or name not in all_attributes():
        raise bad(f"{place}: {name!r} is no property here; the manifest says how to look them up")
    if given.get("matchQualifier") is not None:
        raise bad(f"{place}: there is no `matchQualifier` here; leave it out")
    required = given.get("required", False)
    if not isinstance(required, bool):
        raise bad(f"{place}: `required` must be true or false")
    try:
        quantifier = Quantifier(given.get("matchQuantifier", "any"))
    except ValueError:
        raise bad(f"{place}: `matchQuantifier` must be any, all or none") from None
    return Condition(name, tuple(_values(given.get("v"), place)), required, quantifier)


def _values(given: object, place: str) -> list[str]:
    many = given if isinstance(given, list) else [given]
    if len(many) > MAX_VALUES:
        raise bad(f"{place}: {len(many)} values are too many; give at most {MAX_VALUES}")
    return [_value(each, place) for each in many]


def _value(given: object, place: str) -> str:
    if isinstance(given, dict):
        given = given.get("id")
    match given:
        case bool():
            return str(given).lower()
        case float() if given.is_integer():
            return str(int(given))
        case str() | int() | float():
            return str(given)
    raise bad(f"{place}: a value must be text, a number, true, false or an object with an `id`")


def _object(given: object, place: str) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise bad(f"{place} must be a JSON object")
    return given


def _list(given: object, place: str, most: int) -> list[Any]:
    if not isinstance(given, list | tuple) or len(given) > most:
        raise bad(f"{place}: its conditions must be a list, of at most {most}")
    return list(given)


def _check_size(size: int) -> None:
    if size > MAX_BATCH:
        raise Refusal(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"{size} queries are too many for one batch; send at most {MAX_BATCH}",
        )
