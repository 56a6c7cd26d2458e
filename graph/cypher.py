"""From a plan to one Cypher statement.

The text depends on the plan's shape alone: variables are named by position and every value
is a parameter, because Neo4j caches its own plans by text. Only names of the model enter
the text, and :class:`graph.model.NodeType` accepts none that could end an identifier.

Shape of the statement, at every level: filter, sort, limit, and only then expand; each list
in a `CALL` block of its own, so that a list with no rows does not wipe out its neighbours.
A node's row is a list of its columns in the plan's order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Direction, Property, Relation, Scalar
from graph.plan import (
    All,
    Choice,
    Column,
    Compare,
    Count,
    Find,
    Follow,
    Item,
    Key,
    Newest,
    Page,
    Plan,
    Precedes,
    Read,
    Some,
    Source,
)


def render(plan: Plan) -> str:
    """The statement; it returns one record with one value for each column of the plan."""
    renderer = _Renderer()
    block = _Block([], [])
    for column in plan.columns:
        renderer.column(column, "", block)
    names = ", ".join(f"{value} AS r{i}" for i, value in enumerate(block.values))
    return "\n".join([*block.clauses, f"RETURN {names}"])


@dataclass(slots=True)
class _Block:
    """Clauses that read a node's columns, and the expression of each."""

    clauses: list[str]
    values: list[str]

    def row(self) -> str:
        return f"[{', '.join(self.values)}]"


class _Renderer:
    def __init__(self) -> None:
        self._count = 0

    def _name(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}{self._count}"

    # Columns

    def column(self, column: Column, node: str, block: _Block) -> None:
        """Add what reads ``column`` of ``node`` to the block."""
        match column:
            case Read(property):
                block.values.append(_answer(property, node))
            case Follow(relation, item):
                self._follow(relation, item, node, block)
            case Page():
                self._subquery(node, self._page(column, node), block)
            case Count():
                self._count_column(column, node, block)
            case Precedes():
                self._subquery(node, self._precedes(column, node), block)
            case Find():
                self._subquery("", self._find(column), block)
            case Newest(item):
                self._subquery("", self._newest(item), block)

    def _subquery(self, node: str, lines: list[str], block: _Block) -> None:
        """Wrap lines that end in RETURN of one expression in a CALL block."""
        name = self._name("c")
        body = [*lines[:-1], f"{lines[-1]} AS {name}"]
        block.clauses += [f"CALL ({node}) {{", *(f"  {line}" for line in body), "}"]
        block.values.append(name)

    def _item(self, item: Item | Choice, node: str) -> tuple[list[str], str]:
        """The clauses that read an item of ``node``, and its row: null for no node."""
        if isinstance(item, Item):
            block = self._block(item, node)
            return block.clauses, block.row()
        clauses: list[str] = []
        cases: list[str] = []
        for tag, each in enumerate(item.items):
            block = self._block(each, node)
            clauses += block.clauses
            row = ", ".join([str(tag), *block.values])
            cases.append(f"WHEN {node}:{each.type.label} THEN [{row}]")
        return clauses, f"CASE {' '.join(cases)} END"

    def _block(self, item: Item, node: str) -> _Block:
        block = _Block([], [])
        for column in item.columns:
            self.column(column, node, block)
        return block

    def _row_or_null(self, item: Item | Choice, node: str) -> tuple[list[str], str]:
        clauses, row = self._item(item, node)
        if isinstance(item, Choice):
            return clauses, row
        return clauses, f"CASE WHEN {node} IS NOT NULL THEN {row} END"

    def _follow(self, relation: Relation, item: Item | Choice, node: str, block: _Block) -> None:
        far = self._name("n")
        pattern = self._pattern(relation, node, far, None)
        if relation.is_distinct:
            block.clauses.append(f"OPTIONAL MATCH {pattern}")
        else:  # a walk: the nearest
            path = self._name("w")
            block.clauses += [
                f"CALL ({node}) {{",
                f"  OPTIONAL MATCH {path} = {pattern}",
                f"  RETURN {far} ORDER BY length({path}), {far}.id LIMIT 1",
                "}",
            ]
        clauses, row = self._row_or_null(item, far)
        block.clauses += clauses
        block.values.append(row)

    def _find(self, find: Find) -> list[str]:
        node = self._name("n")
        label = find.type.label if find.type else "Node"
        clauses, row = self._row_or_null(find.item, node)
        if not find.many:
            match = f"OPTIONAL MATCH ({node}:{label} {{id: ${find.parameter}}})"
            return [match, *clauses, f"RETURN {row}"]
        id = self._name("i")
        return [
            f"UNWIND ${find.parameter} AS {id}",
            f"OPTIONAL MATCH ({node}:{label} {{id: {id}}})",
            *clauses,
            f"RETURN collect([{row}])",  # collect drops nulls, so each row is wrapped
        ]

    def _newest(self, item: Item) -> list[str]:
        node = self._name("n")
        clauses, row = self._row_or_null(item, node)
        return [
            f"OPTIONAL MATCH ({node}:{item.type.label}) WHERE {node}.number IS NOT NULL",
            f"WITH {node} ORDER BY {node}.number DESC LIMIT 1",
            *clauses,
            f"RETURN {row}",
        ]

    # Lists

    def _page(self, page: Page, node: str) -> list[str]:
        far = self._name("n")
        source = page.source
        if source.relation is None and _is_indexed(page):
            lines = self._indexed(page, far)
        else:
            lines = self._match(
                source,
                node,
                far,
                [
                    *self._conditions(page.where, far),
                    *self._after(page, far),
                ],
            )
            lines.append(f"WITH {far} ORDER BY {_order(_prefix(page), far)}")
            if page.limit:
                lines[-1] += f" LIMIT ${page.limit}"
        clauses, row = self._item(page.item, far)
        return [*lines, *clauses, f"RETURN collect({row})"]

    def _match(self, source: Source, node: str, far: str, where: Sequence[str]) -> list[str]:
        """Match the nodes of a list, each once."""
        condition = f" WHERE {' AND '.join(where)}" if where else ""
        if source.relation is None:
            return [f"MATCH ({far}:{source.type.label}){condition}"]
        match = f"MATCH {self._pattern(source.relation, node, far, source.depth)}"
        if source.relation.is_distinct:
            return [match + condition]
        return [match, f"WITH DISTINCT {far}{condition}"]

    def _indexed(self, page: Page, far: str) -> list[str]:
        """A page in the order of an index: walk the index, filter on the way, stop at the limit.

        The planner uses the index when every property of it is in a predicate. After a
        cursor, one leg for each key is walked from where the page starts.
        """
        present = [f"{far}.{key.property.name} IS NOT NULL" for key in page.order]
        legs = _legs(page.order, page.after, far) if page.after else [[]]
        order = f"WITH {far} ORDER BY {_order(page.order, far)}"
        where = self._conditions(page.where, far)
        condition = f" WHERE {' AND '.join(where)}" if where else ""
        match = f"MATCH ({far}:{page.source.type.label}) WHERE "
        walks: list[str] = []
        for leg in legs:
            walks += ["UNION ALL"] if walks else []
            walks += [match + " AND ".join([*leg, *present]), order + condition]
            walks += [f"WITH {far} LIMIT ${page.limit}"]
            walks += [f"RETURN {far}"] if len(legs) > 1 else []
        if len(legs) == 1:
            return walks
        return ["CALL () {", *(f"  {line}" for line in walks), "}", f"{order} LIMIT ${page.limit}"]

    def _after(self, page: Page, far: str) -> list[str]:
        if not page.after:
            return []
        return [_any_leg(_legs(page.order, page.after, far))]

    def _count_column(self, count: Count, node: str, block: _Block) -> None:
        source, far = count.source, self._name("n")
        if source.relation and source.relation.is_distinct and not count.where.parts:
            # The store keeps the degree of a node: nothing is read.
            block.values.append(f"COUNT {{ {self._pattern(source.relation, node, '', None)} }}")
            return
        lines = self._match(source, node, far, self._conditions(count.where, far))
        self._subquery(node, [*lines, "RETURN count(*)"], block)

    def _precedes(self, column: Precedes, node: str) -> list[str]:
        far = self._name("n")
        legs = _legs(column.order, column.after, far, backward=True)
        parameters = [f"${name}" for name in column.after]
        legs.append([_equals(*each, far) for each in zip(column.order, parameters, strict=True)])
        where = [*self._conditions(column.where, far), _any_leg(legs)]
        lines = self._match(column.source, node, far, where)
        return [*lines, f"WITH {far} LIMIT 1", "RETURN count(*) > 0"]

    # Patterns and predicates

    def _pattern(self, relation: Relation, start: str, end: str, depth: int | None) -> str:
        """The path pattern of a relation from ``start`` to ``end``."""
        text = f"({start})"
        for i, hop in enumerate(relation.hops):
            most = min(hop.most, depth) if depth else hop.most
            steps = f"*{hop.least}..{most}" if hop.is_walk else ""
            arrow = f"-[:{hop.type}{steps}]-"
            arrow = f"{arrow}>" if hop.direction is Direction.OUT else f"<{arrow}"
            is_last = i == len(relation.hops) - 1
            label = f":{hop.label}" if hop.label else ""
            text += f"{arrow}({end if is_last else self._name('n')}{label})"
        return text

    def _conditions(self, where: All, node: str) -> list[str]:
        return [self._condition(part, node) for part in where.parts]

    def _condition(self, part: Compare | Some, node: str) -> str:
        if isinstance(part, Compare):
            return _compare(part, node)
        far = self._name("n")
        pattern = self._pattern(part.relation, node, far, None)
        inner = self._conditions(part.where, far)
        return f"EXISTS {{ {pattern}{' WHERE ' + ' AND '.join(inner) if inner else ''} }}"


_COMPARISONS = {"eq": "=", "in": "IN"}


def _compare(part: Compare, node: str) -> str:
    value = _value(part.property, node)
    if part.parameter is None:
        return f"{value} IS NULL"
    parameter = f"${part.parameter}"
    if part.operator == "in":
        cast = _cast(part.property, "x")
        values = parameter if cast == "x" else f"[x IN {parameter} | {cast}]"
        return f"{value} IN {values}"
    return f"{value} {_COMPARISONS[part.operator]} {_cast(part.property, parameter)}"


def _value(property: Property, node: str) -> str:
    if property.expression:
        return f"({property.expression.format(node=node)})"
    return f"{node}.{property.name}"


def _answer(property: Property, node: str) -> str:
    """The expression of a property as the response has it."""
    value = _value(property, node)
    if property.many:
        return f"coalesce({value}, [])"
    if property.scalar in (Scalar.DATE, Scalar.DATETIME):
        return f"toString({value})"
    return value


def _cast(property: Property, parameter: str) -> str:
    """A parameter as the type in which the property is stored."""
    match property.scalar:
        case Scalar.DATE:
            return f"date({parameter})"
        case Scalar.DATETIME:
            return f"datetime({parameter})"
    return parameter


def _order(order: Sequence[Key], node: str) -> str:
    """The keys of ORDER BY. Neo4j puts nulls last ascending and first descending; ours are
    last in both."""
    words = []
    for key in order:
        value = _value(key.property, node)
        if key.descending and not key.property.required:
            words.append(f"{value} IS NULL")
        words.append(f"{value} DESC" if key.descending else value)
    return ", ".join(words)


def _prefix(page: Page) -> list[Key]:
    """The order of a page, an indexed property with one fixed value first.

    That changes nothing for the reader and lets the index (property, id) give the order.
    """
    if page.source.relation is not None or len(page.order) > 1:
        return list(page.order)
    fixed = [
        part.property
        for part in page.where.parts
        if isinstance(part, Compare)
        and part.operator == "eq"
        and part.parameter
        and part.property.indexed
    ]
    return [*(Key(property, page.order[0].descending) for property in fixed[:1]), *page.order]


def _is_indexed(page: Page) -> bool:
    """Whether an index gives the order of a root page, and no filter anchors it better."""
    anchors = any(
        isinstance(part, Compare)
        and part.parameter
        and (part.property.indexed or part.property.name == "id")
        for part in page.where.parts
    )
    *leading, _ = page.order
    return (
        not anchors
        and page.limit is not None
        and len({key.descending for key in page.order}) == 1
        and len(leading) <= 1
        and all(key.property.indexed and key.property.required for key in leading)
    )


def _equals(key: Key, parameter: str, node: str) -> str:
    value, other = _value(key.property, node), _cast(key.property, parameter)
    if key.property.required:
        return f"{value} = {other}"
    return f"({value} = {other} OR ({value} IS NULL AND {parameter} IS NULL))"


def _beyond(key: Key, parameter: str, node: str, backward: bool) -> str:
    value, other = _value(key.property, node), _cast(key.property, parameter)
    comparison = f"{value} {'<' if key.descending != backward else '>'} {other}"
    if key.property.required:
        return comparison
    null, given = (parameter, value) if backward else (value, parameter)
    return f"({comparison} OR ({null} IS NULL AND {given} IS NOT NULL))"


def _legs(
    order: Sequence[Key], after: Sequence[str], node: str, *, backward: bool = False
) -> list[list[str]]:
    """What lies beyond a cursor: for each key, equal in the keys before it and beyond in it."""
    parameters = [f"${name}" for name in after]
    return [
        [
            *(_equals(key, p, node) for key, p in zip(order[:i], parameters, strict=False)),
            _beyond(order[i], parameters[i], node, backward),
        ]
        for i in range(len(order))
    ]


def _any_leg(legs: Sequence[Sequence[str]]) -> str:
    return "(" + " OR ".join(f"({' AND '.join(leg)})" for leg in legs) + ")"
