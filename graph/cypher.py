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

from graph.expressions import (
    Names,
    answer,
    any_leg,
    conditions,
    degree,
    equals,
    legs,
    order_by,
    pattern,
)
from graph.model import Relation
from graph.plan import (
    Choice,
    Column,
    Count,
    Find,
    Follow,
    Item,
    Newest,
    Outside,
    Page,
    Plan,
    Read,
    Source,
    Window,
)
from graph.predicates import Compare, Key


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
        self._names = Names()

    # Columns

    def column(self, column: Column, node: str, block: _Block) -> None:
        """Add what reads ``column`` of ``node`` to the block."""
        match column:
            case Read(property):
                block.values.append(answer(property, node))
            case Follow(relation, item):
                self._follow(relation, item, node, block)
            case Page():
                self._subquery(node, self._page(column, node), block)
            case Count():
                self._count_column(column, node, block)
            case Outside():
                self._subquery(node, self._outside(column, node), block)
            case Find():
                self._subquery("", self._find(column), block)
            case Newest(item):
                self._subquery("", self._newest(item), block)

    def _subquery(self, node: str, lines: list[str], block: _Block) -> None:
        """Wrap lines that end in RETURN of one expression in a CALL block."""
        name = self._names.new("c")
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
        far = self._names.new()
        path = pattern(relation, node, far, self._names)
        if relation.is_distinct:
            block.clauses.append(f"OPTIONAL MATCH {path}")
        else:  # a walk: the nearest
            walked = self._names.new("w")
            block.clauses += [
                f"CALL ({node}) {{",
                f"  OPTIONAL MATCH {walked} = {path}",
                f"  RETURN {far} ORDER BY length({walked}), {far}.id LIMIT 1",
                "}",
            ]
        clauses, row = self._row_or_null(item, far)
        block.clauses += clauses
        block.values.append(row)

    def _find(self, find: Find) -> list[str]:
        node = self._names.new()
        label = find.type.label if find.type else "Node"
        clauses, row = self._row_or_null(find.item, node)
        if not find.many:
            match = f"OPTIONAL MATCH ({node}:{label} {{id: ${find.parameter}}})"
            return [match, *clauses, f"RETURN {row}"]
        id = self._names.new("i")
        return [
            f"UNWIND ${find.parameter} AS {id}",
            f"OPTIONAL MATCH ({node}:{label} {{id: {id}}})",
            *clauses,
            f"RETURN collect([{row}])",  # collect drops nulls, so each row is wrapped
        ]

    def _newest(self, item: Item) -> list[str]:
        node = self._names.new()
        clauses, row = self._row_or_null(item, node)
        return [
            f"OPTIONAL MATCH ({node}:{item.type.label}) WHERE {node}.number IS NOT NULL",
            f"WITH {node} ORDER BY {node}.number DESC LIMIT 1",
            *clauses,
            f"RETURN {row}",
        ]

    # Lists

    def _page(self, page: Page, node: str) -> list[str]:
        far = self._names.new()
        source = page.source
        if source.relation is None and _is_indexed(page):
            lines = self._indexed(page, far)
        else:
            where = [*conditions(page.where, far, self._names), *_bounds(page.window, far)]
            lines = self._match(source, node, far, where)
            order = order_by(_prefix(page), far, backward=page.window.backward)
            limit = f" LIMIT ${page.window.limit}" if page.window.limit else ""
            lines.append(f"WITH {far} ORDER BY {order}{limit}")
        clauses, row = self._item(page.item, far)
        return [*lines, *clauses, f"RETURN collect({row})"]

    def _match(self, source: Source, node: str, far: str, where: Sequence[str]) -> list[str]:
        """Match the nodes of a list, each once."""
        if source.relation is None:
            # An index (property, id) is used only with a predicate on each of the two.
            where = [*where, f"{far}.id IS NOT NULL"] if where else []
        condition = f" WHERE {' AND '.join(where)}" if where else ""
        if source.relation is None:
            return [f"MATCH ({far}:{source.type.label}){condition}"]
        match = f"MATCH {pattern(source.relation, node, far, self._names, source.depth)}"
        if source.relation.is_distinct:
            return [match + condition]
        return [match, f"WITH DISTINCT {far}{condition}"]

    def _indexed(self, page: Page, far: str) -> list[str]:
        """A page in the order of an index: walk the index, filter on the way, stop at the limit.

        The planner uses the index when every property of it is in a predicate. After a
        cursor, one leg for each key is walked from where the page starts.
        """
        window = page.window
        present = [f"{far}.{key.property.name} IS NOT NULL" for key in window.order]
        start = window.before if window.backward else window.after
        starts = legs(window.order, start, far, backward=window.backward) if start else [[]]
        order = f"WITH {far} ORDER BY {order_by(window.order, far, backward=window.backward)}"
        where = [*conditions(page.where, far, self._names), *_end(window, far)]
        condition = f" WHERE {' AND '.join(where)}" if where else ""
        match = f"MATCH ({far}:{page.source.type.label}) WHERE "
        limit = f"WITH {far} LIMIT ${window.limit}"
        walks = [
            [match + " AND ".join([*leg, *present]), order + condition, limit] for leg in starts
        ]
        if len(walks) == 1:
            return walks[0]
        lines = [line for walk in walks for line in ("UNION ALL", *walk, f"RETURN {far}")]
        return [
            "CALL () {",
            *(f"  {line}" for line in lines[1:]),
            "}",
            f"{order} LIMIT ${window.limit}",
        ]

    def _count_column(self, count: Count, node: str, block: _Block) -> None:
        source, far = count.source, self._names.new()
        if source.relation and source.relation.is_distinct and not count.where.parts:
            block.values.append(degree(source.relation, node, self._names))
            return
        lines = self._match(source, node, far, conditions(count.where, far, self._names))
        self._subquery(node, [*lines, "RETURN count(*)"], block)

    def _outside(self, column: Outside, node: str) -> list[str]:
        far = self._names.new()
        beyond = legs(column.order, column.cursor, far, backward=column.earlier)
        parameters = [f"${name}" for name in column.cursor]
        place = [equals(*each, far) for each in zip(column.order, parameters, strict=True)]
        where = [*conditions(column.where, far, self._names), any_leg([*beyond, place])]
        lines = self._match(column.source, node, far, where)
        return [*lines, f"WITH {far} LIMIT 1", "RETURN count(*) > 0"]


def _bounds(window: Window, node: str) -> list[str]:
    """What the cursors of a window ask of a node."""
    after = legs(window.order, window.after, node) if window.after else []
    before = legs(window.order, window.before, node, backward=True) if window.before else []
    return [any_leg(bound) for bound in (after, before) if bound]


def _end(window: Window, node: str) -> list[str]:
    """What the cursor asks at which a walk through the window would end."""
    if window.backward:
        return _bounds(Window(window.order, after=window.after), node)
    return _bounds(Window(window.order, before=window.before), node)


def _prefix(page: Page) -> list[Key]:
    """The order of a page, an indexed property with one fixed value first.

    That changes nothing for the reader and lets the index (property, id) give the order.
    """
    if page.source.relation is not None or len(page.window.order) > 1:
        return list(page.window.order)
    fixed = [
        part.property
        for part in page.where.parts
        if isinstance(part, Compare) and part.operator == "eq" and part.property.indexed
    ]
    return [
        *(Key(property, page.window.order[0].descending) for property in fixed[:1]),
        *page.window.order,
    ]


def _is_indexed(page: Page) -> bool:
    """Whether an index gives the order of a root page, and no filter anchors it better."""
    anchors = any(
        isinstance(part, Compare)
        and part.operator in ("eq", "in")
        and (part.property.indexed or part.property.name == "id")
        for part in page.where.parts
    )
    *leading, _ = page.window.order
    return (
        not anchors
        and page.window.limit is not None
        and len({key.descending for key in page.window.order}) == 1
        and len(leading) <= 1
        and all(key.property.indexed and key.property.required for key in leading)
    )
