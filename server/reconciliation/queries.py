"""What a client asks to be matched, out of either version of the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import Any

from server.reconciliation.vocabulary import offered
from server.responses import Refusal

MAX_BATCH = 50
"""The most queries of a batch; OpenRefine asks for as many as the manifest says."""

DEFAULT_CANDIDATES = 10
MAX_CANDIDATES = 100

MAX_CONDITIONS = 20
"""The most conditions of a query."""

MAX_VALUES = 20
"""The most values of a condition."""

FIELDS_0_2 = ("query", "type", "type_strict", "limit", "properties")
FIELDS_1_0 = ("conditions", "type", "limit", "lang", "dir")
"""The fields of a query, in each version; there may be no others, so that a misspelt one fails."""


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
    """A name, the types of nodes it may be of, and what else is known of the node.

    Without a name (an empty text) there are conditions. No types: none that is here was asked for.
    """

    text: str
    types: tuple[str, ...]
    limit: int
    conditions: tuple[Condition, ...]
    asked_type: bool = False
    """Whether the client named a type."""

    @property
    def sought(self) -> int:
        """How many are looked for: one more than asked, to know whether the best is alone."""
        return min(self.limit + 1, MAX_CANDIDATES)


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
    each = _query_object(given, FIELDS_0_2, place)
    text = each.get("query") or ""
    if not isinstance(text, str):
        raise bad(f"{place}: `query`, the name to match, must be given as text")
    asked = each.get("type")
    conditions = [
        _condition(one, place)
        for one in _list(each.get("properties") or (), "properties", MAX_CONDITIONS, place)
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
    each = _query_object(given, FIELDS_1_0, place)
    texts: list[str] = []
    conditions = []
    for one in _list(each.get("conditions"), "conditions", MAX_CONDITIONS, place):
        match one.get("matchType"):
            case "name" | "id":  # The text of a query may be either.
                texts += _values(_either(one, "propertyValue", "v"), place)
            case "property":
                conditions.append(_condition(one, place))
            case other:
                raise bad(f"{place}: `matchType` must be name, id or property, not {other!r}")
    if len(texts) > 1:
        raise bad(f"{place}: at most one condition may be of a name or id, with one value")
    asked = each.get("type")
    return _query("".join(texts), [asked] if asked else [], each.get("limit"), conditions, place)


def _query(
    text: str, types: list[object], limit: object, conditions: list[Condition], place: str
) -> Query:
    text = text.strip()
    if not (text or conditions):
        raise bad(f"{place}: give a name to match, or a property")
    if not all(isinstance(each, str) for each in types):
        raise bad(f"{place}: `type` must be the identifier of a type, as text")
    most = DEFAULT_CANDIDATES if limit is None else limit
    if not isinstance(most, int | float) or isinstance(most, bool) or most < 1:
        raise bad(f"{place}: `limit` must be a number from 1")
    most = min(int(min(most, MAX_CANDIDATES)), MAX_CANDIDATES)
    # Nothing is of a type that is not here, which is for the answer to say, not an error.
    known = tuple(each for each in offered() if each in types or not types)
    return Query(text, known, most, tuple(conditions), bool(types))


def _condition(given: Mapping[str, Any], place: str) -> Condition:
    """A condition on a property; nothing has one that is not here, as it is with types.

    `matchQualifier` may be given and changes nothing: none is offered.
    """
    name = _either(given, "propertyId", "pid")
    if not isinstance(name, str):
        raise bad(f"{place}: a property must be named by its identifier, as text")
    required = given.get("required", False)
    if not isinstance(required, bool):
        raise bad(f"{place}: `required` must be true or false")
    try:
        quantifier = Quantifier(given.get("matchQuantifier", "any"))
    except ValueError:
        raise bad(f"{place}: `matchQuantifier` must be any, all or none") from None
    values = _values(_either(given, "propertyValue", "v"), place)
    return Condition(name, tuple(values), required, quantifier)


def _either(given: Mapping[str, Any], name: str, before: str) -> Any:
    """A field that had another name in 0.2, and in the drafts of 1.0 before June 2025."""
    return given[name] if name in given else given.get(before)


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


def _query_object(given: object, fields: Iterable[str], place: str) -> Mapping[str, Any]:
    each = _object(given, place)
    unknown = [name for name in each if name not in fields]
    if unknown:
        raise bad(f"{place}: there is no field {unknown[0]!r}; there are {', '.join(fields)}")
    return each


def _object(given: object, place: str) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise bad(f"{place} must be a JSON object")
    return given


def _list(given: object, name: str, most: int, place: str) -> list[Mapping[str, Any]]:
    if not isinstance(given, list | tuple) or len(given) > most:
        raise bad(f"{place}: `{name}` must be a list, of at most {most}")
    return [_object(each, f"{place}: what is in `{name}`") for each in given]


def _check_size(size: int) -> None:
    if size > MAX_BATCH:
        raise Refusal(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"{size} queries are too many for one batch; send at most {MAX_BATCH}",
        )
