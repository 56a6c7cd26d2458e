"""The text of values, predicates and orders in Cypher."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import (
    AUTHORITY,
    RECORDED_AT,
    RETRACTED_AT,
    Direction,
    Hop,
    Property,
    Relation,
    Scalar,
    labels_at,
    other_times,
    superseded_type,
)
from graph.predicates import (
    Compare,
    Counted,
    Existing,
    Junction,
    Key,
    Predicate,
    Quantifier,
    Related,
    Where,
)


class Names:
    """Names of variables, unique over a statement and given by position."""

    def __init__(self) -> None:
        self._count = 0

    def new(self, prefix: str = "n") -> str:
        """A name that was not given before."""
        self._count += 1
        return f"{prefix}{self._count}"


def pattern(relation: Relation, start: str, end: str, names: Names, most: int | None = None) -> str:
    """The path pattern of a relation between two variables, at most so many steps a walk."""
    text = f"({start})"
    for i, hop in enumerate(relation.hops):
        text += _hop(hop, most or hop.most, relation, names)
        is_last = i == len(relation.hops) - 1
        label = f":{labels_at(hop.label, relation.when.known_at)}" if hop.label else ""
        text += f"({end if is_last else names.new()}{label})"
    return text


def _hop(hop: Hop, most: int, relation: Relation, names: Names) -> str:
    when, authority = relation.when, relation.authority if hop.by_authority else None
    other_days = hop.dated and when.as_of is not None
    if not (when.known_at or other_days or authority):
        return _arrow(hop, f":{hop.type}" + (f"*{hop.least}..{most}" if hop.is_walk else ""))
    edge = names.new("e")
    types = types_at(hop.type, other_days=other_days, known_at=when.known_at)
    found = [*(holds(edge, when.as_of) if other_days else []), *known(edge, when.known_at)]
    found += [f"{edge}.{AUTHORITY.name} = ${authority}"] if authority else []
    arrow = _arrow(hop, f"{edge}:{types} WHERE {' AND '.join(found)}")
    # A walk of variable length takes no condition: that is what a quantified path is for.
    return f" ((){arrow}()){{{hop.least},{most}}} " if hop.is_walk else arrow


def _arrow(hop: Hop, inside: str) -> str:
    return f"-[{inside}]->" if hop.direction is Direction.OUT else f"<-[{inside}]-"


def types_at(type: str, *, other_days: bool, known_at: str | None) -> str:
    """The types of the relationships among which those of a time are."""
    types = [type, *([other_times(type)] if other_days else [])]
    return "|".join([*types, *([superseded_type(type)] if known_at else [])])


def holds(held: str, as_of: str | None) -> list[str]:
    """What is asked of a relationship, or node, that holds on a day; both ends are included."""
    assert as_of
    day = cast(Scalar.DATE, f"${as_of}")
    return [
        f"({held}.validFrom IS NULL OR {held}.validFrom <= {day})",
        f"({held}.validTo IS NULL OR {held}.validTo >= {day})",
    ]


def known(entity: str, known_at: str | None) -> list[str]:
    """What is asked of a node or relationship that was in the graph at a time."""
    if known_at is None:
        return []
    time = cast(Scalar.DATETIME, f"${known_at}")
    return [
        f"{entity}.{RECORDED_AT} <= {time}",
        f"({entity}.{RETRACTED_AT} IS NULL OR {entity}.{RETRACTED_AT} > {time})",
    ]


# Values


def value(property: Property, node: str) -> str:
    """A property as it is stored, or computed."""
    if property.expression:
        return f"({property.expression.format(node=node)})"
    return f"{node}.{property.name}"


def answer(property: Property, node: str) -> str:
    """A property as the response has it."""
    return as_answer(property, value(property, node))


def as_answer(property: Property, stored: str) -> str:
    """A value of a property as the response has it."""
    if property.many:
        return f"coalesce({stored}, [])"
    return f"toString({stored})" if property.scalar in _TIMES else stored


_TIMES = (Scalar.DATE, Scalar.DATETIME)


def cast(scalar: Scalar, parameter: str) -> str:
    """A parameter as the type in which values are stored."""
    match scalar:
        case Scalar.DATE:
            return f"date({parameter})"
        case Scalar.DATETIME:
            return f"datetime({parameter})"
    return parameter


# Predicates

_INFIX = {
    "eq": "=",
    "gt": ">",
    "gte": ">=",
    "lt": "<",
    "lte": "<=",
    "contains": "CONTAINS",
    "startsWith": "STARTS WITH",
    "endsWith": "ENDS WITH",
    "in": "IN",
}


def conditions(where: Where, node: str, names: Names) -> list[str]:
    """The predicates that must all hold of ``node``."""
    return [_predicate(part, node, names) for part in where.parts]


def _predicate(part: Predicate, node: str, names: Names) -> str:
    match part:
        case Compare():
            return _compare(part, node)
        case Counted(relation, operator, parameter):
            return f"{_count(relation, Where(), node, names)} {_INFIX[operator]} ${parameter}"
        case Related():
            return _related(part, node, names)
        case Existing(parameter):
            return f"({' AND '.join(holds(node, parameter))})"
        case Where():
            return _where(part, node, names)


def _where(where: Where, node: str, names: Names) -> str:
    parts = conditions(where, node, names)
    match where.junction:
        case Junction.OR:
            return f"({' OR '.join(parts)})" if parts else "false"
        case Junction.NOT:
            return _negated(parts)
    return f"({' AND '.join(parts)})" if parts else "true"


def _negated(parts: Sequence[str]) -> str:
    """Not all of these; null, which an empty value gives, counts as false."""
    return f"NOT coalesce({' AND '.join(parts)}, false)" if parts else "false"


def _compare(part: Compare, node: str) -> str:
    stored = value(part.property, node)
    if part.operator == "isNull":
        return f"{stored} IS NULL"
    if part.operator == "isNotNull":
        return f"{stored} IS NOT NULL"
    parameter = f"${part.parameter}"
    if part.operator == "has":
        return f"{parameter} IN {stored}"
    scalar = part.property.scalar
    if part.operator == "in" and scalar in _TIMES:
        return f"{stored} IN [x IN {parameter} | {cast(scalar, 'x')}]"
    given = parameter if part.operator == "in" else cast(scalar, parameter)
    return f"{stored} {_INFIX[part.operator]} {given}"


def _related(part: Related, node: str, names: Names) -> str:
    far = names.new()
    path = pattern(part.relation, node, far, names)
    inner = conditions(part.where, far, names)
    match part.quantifier:
        case Quantifier.ALL:
            return f"NOT EXISTS {{ {path} WHERE {_negated(inner)} }}" if inner else "true"
        case Quantifier.SINGLE:
            return f"{_count(part.relation, part.where, node, names)} = 1"
    exists = f"EXISTS {{ {path}{' WHERE ' + ' AND '.join(inner) if inner else ''} }}"
    return f"NOT {exists}" if part.quantifier is Quantifier.NONE else exists


def degree(relation: Relation, node: str, names: Names) -> str:
    """The number of nodes of a single step; the store keeps it, so nothing is read."""
    return f"COUNT {{ {pattern(relation, node, '', names)} }}"


def _count(relation: Relation, where: Where, node: str, names: Names) -> str:
    """The number of related nodes that meet a predicate, each counted once."""
    if relation.is_distinct and not where.parts:
        return degree(relation, node, names)
    far = names.new()
    path = pattern(relation, node, far, names)
    inner = conditions(where, far, names)
    condition = f" WHERE {' AND '.join(inner)}" if inner else ""
    return f"COUNT {{ MATCH {path}{condition} RETURN DISTINCT {far} }}"


# Orders and cursors


def key_value(key: Key, node: str, names: Names) -> str:
    """The value by which a node is sorted, null where its path ends early."""
    if not key.path:
        assert key.by is not None
        return sort_value(key.by, node)
    *steps, last = key.path
    if key.by is None and not steps:
        return _count(last, Where(), node, names)
    clauses = []
    for relation in steps if key.by is None else key.path:
        far = names.new()
        clauses.append(to_one(relation, node, far, names))
        node = far
    found = sort_value(key.by, node) if key.by else _count(last, Where(), node, names)
    return f"head(COLLECT {{ {' '.join(clauses)} RETURN {found} }})"


def sort_value(property: Property, node: str) -> str:
    """A property as it is sorted: text in the order of a dictionary."""
    return f"{node}.{property.collation}" if property.natural else value(property, node)


def to_one(relation: Relation, node: str, far: str, names: Names) -> str:
    """The clauses that match the one node of a relation: of a walk, the nearest."""
    path = pattern(relation, node, far, names)
    if relation.is_distinct:
        return f"MATCH {path}"
    walked = names.new("w")
    return f"MATCH {walked} = {path} WITH {far} ORDER BY length({walked}), {far}.id LIMIT 1"


def key_answer(key: Key, node: str, names: Names) -> str:
    """The value of a key as a cursor has it."""
    found = key_value(key, node, names)
    return f"toString({found})" if key.scalar in _TIMES else found


def order_by(order: Sequence[Key], values: Sequence[str], *, backward: bool = False) -> str:
    """The keys of ORDER BY, for a walk from the list's end when ``backward``.

    Neo4j puts nulls last ascending and first descending; in our lists they are last.
    """
    words = []
    for key, stored in zip(order, values, strict=True):
        if key.descending and not key.required:
            words.append(f"{stored} IS NULL{' DESC' if backward else ''}")
        words.append(f"{stored} DESC" if key.descending is not backward else stored)
    return ", ".join(words)


def equals(key: Key, stored: str, parameter: str) -> str:
    """The node has the cursor's value in this key."""
    given = cast(key.scalar, parameter)
    if key.required:
        return f"{stored} = {given}"
    return f"({stored} = {given} OR ({stored} IS NULL AND {parameter} IS NULL))"


def _beyond(key: Key, stored: str, parameter: str, backward: bool) -> str:
    comparison = f"{stored} {'<' if key.descending != backward else '>'} " + cast(
        key.scalar, parameter
    )
    if key.required:
        return comparison
    empty, full = (parameter, stored) if backward else (stored, parameter)
    return f"({comparison} OR ({empty} IS NULL AND {full} IS NOT NULL))"


def legs(
    order: Sequence[Key], values: Sequence[str], after: Sequence[str], *, backward: bool = False
) -> list[list[str]]:
    """What lies beyond a cursor: for each key, equal in the keys before it and beyond in it."""
    each = list(zip(order, values, [f"${name}" for name in after], strict=True))
    return [
        [*(equals(*before) for before in each[:i]), _beyond(*each[i], backward)]
        for i in range(len(each))
    ]


def any_leg(legs: Sequence[Sequence[str]]) -> str:
    """One of the legs holds."""
    return "(" + " OR ".join(f"({' AND '.join(leg)})" for leg in legs) + ")"
