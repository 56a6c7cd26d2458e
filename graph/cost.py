"""What an operation costs: how many nodes it may touch, by its plan and its page sizes.

What arguments bound is taken at its most: a page of 20 below a page of 10 is 200 nodes. What
they do not bound is taken at a size that is usual: ``SCAN`` nodes of a type that are all looked
at, ``LIST`` nodes that a relation leads to, ``WALK`` nodes in a hierarchy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

from graph.askers import uses
from graph.limits import LimitExceeded
from graph.model import MAX_DEPTH, Relation
from graph.plan import (
    Aggregate,
    Behind,
    Choice,
    Column,
    Common,
    Count,
    EndNode,
    Find,
    Follow,
    Groups,
    History,
    Item,
    Lacking,
    Newest,
    Outside,
    Page,
    PathTo,
    Plan,
    Search,
    Source,
    Steps,
    StepsTo,
    Support,
    SupportOf,
    Trail,
)
from graph.predicates import Counted, Key, Predicate, Related, Where, is_anchor

SCAN = 1000
"""Nodes of a type that are all looked at, to filter, sort, count or group them."""

LIST = 20
"""Nodes that a relation leads to, where no page bounds them, or a lookup by name."""

WALK = 100
"""Nodes of a hierarchy below or above a node."""

CANDIDATES = 500
"""Nodes whose names are compared in a search."""

HIGHEST = 10**15
"""The cost of all that costs more: JSON's numbers end somewhere."""

Term = tuple[tuple[str, ...], int]
"""A count of nodes, and the parameters by whose values it is multiplied."""

Terms = Mapping[tuple[str, ...], int]
"""A sum of terms."""

ONE: Terms = {(): 1}


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a plan; made once, it tells the cost of each request from its parameters."""

    terms: tuple[Term, ...]

    def of(self, parameters: Mapping[str, Any]) -> int:
        """How many nodes one request may touch, ``HIGHEST`` at most."""
        return min(HIGHEST, sum(_value(term, parameters) for term in self.terms))


def cost_of(plan: Plan) -> Cost:
    """The cost of a plan: one for the answer itself and what its columns touch."""
    return Cost(tuple(_sum(ONE, *map(_column, plan.columns)).items()))


def excess(plan: Plan, cost: Cost, parameters: Mapping[str, Any], most: int) -> LimitExceeded:
    """The error of a request that costs more than ``most``, with the smallest way out."""
    found = cost.of(parameters)
    changes = list(_changes(cost, parameters, most))
    if not changes:
        return LimitExceeded("cost", most, found=found)
    _, name, size = max(changes)
    parameter, use = plan.parameters[int(name[1:])], uses(plan)[int(name[1:])]
    reached = cost.of({**parameters, name: size})
    # A page that tells whether there are more reads one more than it shows.
    shown = size - parameter.convert(0) if use.argument in ("first", "last") else size
    instead = f"`{use.argument}: {shown}`" if use.argument != "ids" else f"{shown} `ids`"
    at = f" at {use.askers[0]}" if use.askers else ""
    instead += f"{at} would bring it to {reached:,}"
    return LimitExceeded("cost", most, parameter.node, found=found, instead=instead)


def _changes(
    cost: Cost, parameters: Mapping[str, Any], most: int
) -> Iterator[tuple[float, str, int]]:
    """How much of one size can stay, which parameter that is, and what it would then be.

    No parameter multiplies itself, so the cost grows with each along a straight line.
    """
    for name in {name for names, _ in cost.terms for name in names}:
        now = _size(parameters[name])
        with_it = sum(_value(term, parameters) for term in cost.terms if name in term[0])
        without = sum(_value(term, parameters) for term in cost.terms) - with_it
        if with_it and (size := (most - without) * now // with_it) > 1:
            yield size / now, name, size


def _value(term: Term, parameters: Mapping[str, Any]) -> int:
    names, count = term
    for name in names:
        count *= _size(parameters[name])
    return count


def _size(value: Any) -> int:
    return len(value) if isinstance(value, list) else int(value)


# Terms


def _sum(*parts: Terms) -> Terms:
    total: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for part in parts:
        for names, count in part.items():
            total[names] += count
    return total


def _nodes(count: int) -> Terms:
    """A number that no parameter changes."""
    return {(): count}


def _times(size: int | str, terms: Terms) -> Terms:
    """So many rows of a cost: a number, or the parameter that says it or lists them."""
    if isinstance(size, int):
        return {names: size * count for names, count in terms.items()} if size else {}
    return {(*names, size): count for names, count in terms.items()}


def _row(item: Item | Choice | None, *columns: Column) -> Terms:
    """One node and what is read around it. Of a choice only one comes about."""
    if isinstance(item, Choice):
        rows = [_row(each) for each in item.items]
        fixed = max((row[()] for row in rows), default=1)
        return {**_sum(*rows), (): fixed}
    return _sum(ONE, *map(_column, columns), *map(_column, item.columns if item else ()))


def _column(column: Column) -> Terms:
    """What a column touches, for one row of what it belongs to."""
    match column:
        case Page() | Count() | Outside() | Aggregate() | Groups():
            return _list(column)
        case Find(parameter=parameter, item=item, many=many):
            return _times(parameter if many else 1, _row(item))
        case Follow(item=item) | EndNode(item=item) | Newest(item=item):
            return _row(item)
        case Common(parameter=parameter, item=item):
            return _sum(_times(parameter, _nodes(MAX_DEPTH)), _row(item))
        case Trail(item=item) | PathTo(item=item):
            return _times(MAX_DEPTH, _row(item))
        case Steps(columns=columns) | StepsTo(columns=columns):
            return _times(MAX_DEPTH, _row(None, *columns))
        case History(columns=columns):
            return _times(LIST, _row(None, *columns))
        case Behind(item=item) | Support(item=item) | SupportOf(item=item):
            return _times(LIST, _row(item))
        case Lacking():
            return _nodes(SCAN)
        case Search(limit=limit, item=item):
            return _sum(_nodes(CANDIDATES), _times(limit, _row(item)))
    return {}


def _list(column: Page | Count | Outside | Aggregate | Groups) -> Terms:
    """What a list touches: the nodes that it is taken from, and those that it answers."""
    source, where = column.source, column.where
    around = _around(where)
    looked_at = _looked_at(source, where)
    match column:
        case Page(window=window, item=item):
            around += sum(map(_on_the_way, window.order))
            skipped = _times(window.offset, ONE) if window.offset else {}
            walked = _nodes(WALK if _walks(source.relation) else 0)
            rows = _times(window.limit or LIST, _row(item))
            return _sum(rows, _nodes(looked_at * around), skipped, walked)
        case Outside():
            return _nodes(1 + looked_at * around)
        case Groups(dimensions=dimensions, limit=limit):
            related = [each for each in dimensions if each.item]
            rows = _sum(ONE, *(_row(each.item) for each in related))
            counted = _nodes(looked_at * (1 + around + len(related)))
            return _sum(counted, _times(limit, rows))
        case Count() if source.relation is None and not where.parts:
            return ONE  # The database knows it without counting.
    return _nodes(looked_at * (1 + around))


def _looked_at(source: Source, where: Where) -> int:
    """How many nodes a condition is asked of; an index leads to few."""
    if _walks(source.relation):
        return WALK
    return LIST if source.relation or is_anchor(where) else SCAN


def _walks(relation: Relation | None) -> bool:
    return relation is not None and any(hop.is_walk for hop in relation.hops)


def _around(predicate: Predicate) -> int:
    """How many nodes around a node are touched to see whether it meets a condition."""
    match predicate:
        case Related(relation=relation, where=where):
            return _led_to(relation) * (1 + _around(where))
        case Counted(relation=relation):
            return _led_to(relation)
        case Where(parts=parts):
            return sum(map(_around, parts))
    return 0


def _on_the_way(key: Key) -> int:
    """How many nodes are touched to find the value of a key."""
    return prod(map(_led_to, key.path)) if key.path else 0


def _led_to(relation: Relation) -> int:
    if _walks(relation):
        return WALK if relation.many else MAX_DEPTH
    return LIST if relation.many else 1
