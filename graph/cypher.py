"""From a plan to one Cypher statement.

The text depends on the plan's shape alone: variables are named by position and every value
is a parameter, because Neo4j caches its own plans by text. Only names of the model enter
the text, and :class:`graph.model.NodeType` accepts none that could end an identifier.

Shape of the statement, at every level: filter, sort, limit, and only then expand; each list
in a `CALL` block of its own, so that a list with no rows does not wipe out its neighbours.
A node's row is a list of its columns in the plan's order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph.existence import called_name, row_or_absence
from graph.expressions import (
    Names,
    answer,
    any_leg,
    as_answer,
    conditions,
    degree,
    equals,
    key_answer,
    key_value,
    known,
    legs,
    order_by,
    pattern,
    types_at,
    value,
)
from graph.finding import find_hits, names_of
from graph.model import (
    AUTHORITY,
    NOW,
    SHARED_LABEL,
    NodeType,
    Property,
    Relation,
    Scalar,
    labels_at,
)
from graph.plan import (
    Aggregate,
    Behind,
    CalledName,
    Choice,
    Column,
    Common,
    Count,
    Depth,
    Dimension,
    EdgeColumn,
    EndNode,
    Find,
    Follow,
    Function,
    GroupKey,
    Groups,
    Held,
    History,
    Item,
    KeyValue,
    Kind,
    Lacking,
    Measure,
    Newest,
    Outside,
    Page,
    PathTo,
    Plan,
    Read,
    Search,
    Source,
    Steps,
    StepsTo,
    Support,
    SupportOf,
    Trail,
    Window,
    memory,
    remembered_value,
)
from graph.predicates import Compare, Key, Where, anchor_of, is_anchor, is_own_anchor
from graph.proof import Among, behind, statements_of


def render(plan: Plan) -> str:
    """The statement; it returns one record with one value for each column of the plan.

    A column whose value is known in this state of the graph is null; the state comes last.
    """
    renderer = _Renderer()
    block = _Block([], [])
    if plan.version and plan.remembered:
        block.clauses += _state(plan.version)
    for i, column in enumerate(plan.columns):
        if isinstance(column, Lacking):
            renderer.lacking(i, column, block, is_remembered=i in plan.remembered)
        elif i in plan.remembered:
            renderer.unless_known(memory(i), column, block)
        else:
            renderer.column(column, "", block)
    values = [*block.values, *(["state"] if plan.remembered else [])]
    names = ", ".join(f"{value} AS r{i}" for i, value in enumerate(values))
    return "\n".join([*block.clauses, f"RETURN {names}"])


def alone(column: Column) -> str:
    """What reads a column and nothing else, the same text in every statement."""
    block = _Block([], [])
    _Renderer().column(column, "", block)
    return "\n".join([*block.clauses, *block.values])


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
        self._trails: dict[str, str] = {}
        """The variable of the shortest path to a node, by the node's variable."""
        self._lacking: dict[int | None, str] = {}
        """The variables that tell whether any node lacks something, by their columns."""

    # Columns

    def column(self, column: Column, node: str, block: _Block) -> None:
        """Add what reads ``column`` of ``node`` to the block."""
        match column:
            case Read(property):
                block.values.append(answer(property, node))
            case CalledName():
                block.values.append(called_name(column, node, self._names))
            case KeyValue(key):
                block.values.append(key_answer(key, node, self._names))
            case Depth():
                block.values.append(f"length({self._trails[node]})")
            case Held(property):
                edge = f"head(relationships({self._trails[node]}))"
                block.values.append(as_answer(property, f"{edge}.{property.name}"))
            case History():
                self._subquery(node, self._history(column, node), block)
            case Steps(relation, columns):
                trail = self._trails[node]
                self._subquery(trail, self._steps(trail, relation, columns), block)
            case StepsTo():
                self._subquery(node, self._steps_to(column, node), block)
            case Support(relation, item, disputed):
                trail = self._trails[node]
                lines = self._support(trail, relation, item, disputed=disputed)
                self._subquery(trail, lines, block)
            case SupportOf():
                self._subquery(node, self._support_of(column, node), block)
            case Trail(item):
                trail = self._trails[node]
                self._subquery(trail, self._nodes_of(trail, item), block)
            case PathTo():
                self._subquery(node, self._path_to(column, node), block)
            case Follow(relation, item):
                self._follow(relation, item, node, block)
            case Aggregate():
                self._subquery(node, self._aggregate(column, node), block)
            case Groups():
                lacking = self._lacking.get(column.lacking)
                self._subquery(lacking or node, self._groups(column, node), block)
            case Common():
                self._subquery("", self._common(column), block)
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
            case Search():
                self._subquery("", self._search(column), block)

    def lacking(self, index: int, column: Lacking, block: _Block, *, is_remembered: bool) -> None:
        """Whether any node of a type lacks something, for what comes after it in the statement."""
        node, name = self._names.new(), self._names.new("l")
        path = pattern(column.relation, node, self._names.new(), self._names)
        known_at = column.type.known_at
        labels = labels_at(column.type.label, known_at)
        found = _where([*known(node, known_at), f"NOT EXISTS {{ {path} }}"])
        lines = [f"RETURN EXISTS {{ MATCH ({node}:{labels}){found} }} AS {name}"]
        if is_remembered:
            value = f"${remembered_value(index)} AS {name}"
            lines = _unless_known(memory(index), value, lines)
        imported = "state" if is_remembered else ""
        block.clauses += [f"CALL ({imported}) {{", *(f"  {line}" for line in lines), "}"]
        block.values.append(name)
        self._lacking[index] = name

    def unless_known(self, known: str, column: Column, block: _Block) -> None:
        """Read a column only when its value is known of another state of the graph, or of none."""
        read = _Block([], [])
        self.column(column, "", read)
        (value,) = read.values
        lines = _unless_known(known, f"null AS {value}", [*read.clauses, f"RETURN {value}"])
        imported = ", ".join(["state", *self._lacking.values()])
        block.clauses += [f"CALL ({imported}) {{", *(f"  {line}" for line in lines), "}"]
        block.values.append(value)

    def _subquery(self, node: str, lines: list[str], block: _Block) -> None:
        """Wrap lines that end in RETURN of one expression in a CALL block."""
        name = self._names.new("c")
        body = [*lines[:-1], f"{lines[-1]} AS {name}"]
        block.clauses += [f"CALL ({node}) {{", *(f"  {line}" for line in body), "}"]
        block.values.append(name)

    def _item(self, item: Item | Choice | None, node: str) -> tuple[list[str], str]:
        """The clauses that read an item of ``node``, and its row: null for no node or item."""
        if item is None:
            return [], "null"
        if isinstance(item, Item):
            block = self._block(item, node)
            return block.clauses, block.row()
        clauses: list[str] = []
        cases: list[str] = []
        for tag, each in enumerate(item.items):
            block = self._block(each, node)
            clauses += block.clauses
            row = ", ".join([str(tag), *block.values])
            cases.append(f"WHEN {node}:{each.type.labels} THEN [{row}]")
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
        if relation.is_distinct:
            path = pattern(relation, node, far, self._names)
            block.clauses.append(f"OPTIONAL MATCH {path}")
        else:
            block.clauses += self._nearest(relation, node, far)
        clauses, row = self._row_or_null(item, far)
        block.clauses += clauses
        block.values.append(row)

    def _nearest(self, relation: Relation, node: str, far: str) -> list[str]:
        walked = self._names.new("w")
        return [
            f"CALL ({node}) {{",
            f"  OPTIONAL MATCH {walked} = {pattern(relation, node, far, self._names)}",
            f"  RETURN {far} ORDER BY length({walked}), {far}.id LIMIT 1",
            "}",
        ]

    def _nodes_of(self, path: str, item: Item) -> list[str]:
        """The rows of a path's nodes, from its start to its end."""
        i, node = self._names.new("i"), self._names.new()
        clauses, row = self._item(item, node)
        return [
            f"UNWIND range(0, coalesce(length({path}), -1)) AS {i}",
            f"WITH {i}, nodes({path})[{i}] AS {node}",
            *clauses,
            f"WITH {row} AS row, {i} ORDER BY {i}",
            "RETURN collect(row)",
        ]

    def _path_to(self, column: PathTo, node: str) -> list[str]:
        path = self._names.new("w")
        lines = self._nodes_of(path, column.item)
        return self._way_to(path, column.relation, column.parameter, node, lines)

    def _way_to(
        self, path: str, relation: Relation, parameter: str, node: str, lines: Sequence[str]
    ) -> list[str]:
        """What lines answer of the shortest path to the node with an id, null when none leads."""
        far = self._names.new()
        walk = pattern(relation, node, far, self._names)
        return [
            f"OPTIONAL MATCH {path} = {walk} WHERE {far}.id = ${parameter}",
            f"WITH {path} ORDER BY {_shortest(path, relation)} LIMIT 1",
            f"CALL ({path}) {{",
            *(f"  {line}" for line in [*lines[:-1], f"{lines[-1]} AS rows"]),
            "}",
            f"RETURN CASE WHEN {path} IS NOT NULL THEN rows END",
        ]

    def _common(self, column: Common) -> list[str]:
        id, node, far = self._names.new("i"), self._names.new(), self._names.new()
        path, parameter = self._names.new("w"), column.parameter
        clauses, row = self._item(column.item, far)
        condition = _where(known(node, column.type.known_at))
        return [
            f"UNWIND ${parameter} AS {id}",
            f"MATCH ({node}:{column.type.labels} {{id: {id}}}){condition}",
            f"MATCH {path} = {pattern(column.relation, node, far, self._names)}",
            f"WITH {far}, {id}, min(length({path})) AS steps",
            f"WITH {far}, count({id}) AS reached, max(steps) AS most, sum(steps) AS total",
            f"WHERE reached = size(${parameter})",
            f"WITH {far} ORDER BY most, total, {far}.id LIMIT 1",
            *clauses,
            f"RETURN head(collect({row}))",
        ]

    def _find(self, find: Find) -> list[str]:
        node = self._names.new()
        label = find.type.label if find.type else SHARED_LABEL
        found = f"{node}:{labels_at(label, find.known_at)}"
        condition = _where(known(node, find.known_at))
        clauses, row = self._row_or_null(find.item, node)
        for type in find.mortal:
            row = row_or_absence(type, node, row, str(find.as_of), self._names)
        if not find.many:
            match = f"OPTIONAL MATCH ({found} {{id: ${find.parameter}}}){condition}"
            return [match, *clauses, f"RETURN {row}"]
        id = self._names.new("i")
        return [
            f"UNWIND ${find.parameter} AS {id}",
            f"OPTIONAL MATCH ({found} {{id: {id}}}){condition}",
            *clauses,
            f"RETURN collect([{row}])",  # collect drops nulls, so each row is wrapped
        ]

    def _newest(self, item: Item) -> list[str]:
        node = self._names.new()
        clauses, row = self._row_or_null(item, node)
        return [
            *_latest(item.type, node),
            *clauses,
            f"RETURN {row}",
        ]

    def _search(self, search: Search) -> list[str]:
        node, hit = self._names.new(), self._names.new("h")
        clauses, row = self._item(search.item, node)
        return [
            *find_hits(search, node, hit, self._names),
            *clauses,
            f"RETURN collect([{hit}, {names_of(search, node)}, {row}])",
        ]

    # Relationships

    def _history(self, history: History, node: str) -> list[str]:
        edge, far = self._names.new("e"), self._names.new()
        among = Among(history.hops, history.when)
        known_at, names = history.when.known_at, [hop.type for hop in history.hops]
        types = [types_at(type, other_days=True, known_at=known_at) for type in names]
        condition = _where(known(edge, known_at))
        order = f"{edge}.validFrom, {edge}.validTo, {among.type_of(edge)}, {far}.id"
        order += f", {edge}.{AUTHORITY.name}"
        block = self._relationship(history.columns, edge, among)
        return [
            f"MATCH ({node})-[{edge}:{'|'.join(types)}]->({far}){condition}",
            f"WITH {edge}, {far} ORDER BY {order}",
            *block.clauses,
            f"RETURN collect({block.row()})",
        ]

    def _steps(self, path: str, relation: Relation, columns: Sequence[EdgeColumn]) -> list[str]:
        """The rows of a path's relationships, from its start to its end."""
        i, edge = self._names.new("i"), self._names.new("e")
        block = self._relationship(columns, edge, Among(relation.hops, relation.when))
        return [
            *_unwound(path, i, edge),
            *block.clauses,
            f"WITH {block.row()} AS row, {i} ORDER BY {i}",
            "RETURN collect(row)",
        ]

    def _steps_to(self, column: StepsTo, node: str) -> list[str]:
        path = self._names.new("w")
        lines = self._steps(path, column.relation, column.columns)
        return self._way_to(path, column.relation, column.parameter, node, lines)

    def _support(self, path: str, relation: Relation, item: Item, *, disputed: bool) -> list[str]:
        """The statements behind each relationship of a path, from its start to its end."""
        i, edge, statement = (self._names.new(prefix) for prefix in "ies")
        clauses, row = self._item(item, statement)
        among = Among(relation.hops, relation.when)
        return [
            *_unwound(path, i, edge),
            *behind(edge, among, statement, self._names, disputed=disputed),
            f"WITH {statement}, {i} ORDER BY {i}, {statement}.id",
            *clauses,
            f"RETURN collect({row})",
        ]

    def _support_of(self, column: SupportOf, node: str) -> list[str]:
        by = column.by
        if isinstance(by, Property):
            statement = self._names.new("s")
            clauses, row = self._item(column.item, statement)
            return [
                *statements_of(node, by.name, column.when, statement, self._names),
                f"WITH {statement} ORDER BY {statement}.id",
                *clauses,
                f"RETURN collect({row})",
            ]
        path, far = self._names.new("w"), self._names.new()
        return [
            f"MATCH {path} = {pattern(by, node, far, self._names)}",
            f"WITH {path} ORDER BY length({path}), {far}.id, {_shortest(path, by)} LIMIT 1",
            *self._support(path, by, column.item, disputed=False),
        ]

    def _relationship(self, columns: Sequence[EdgeColumn], edge: str, among: Among) -> _Block:
        """What is read of a relationship."""
        block = _Block([], [])
        for column in columns:
            match column:
                case Kind():
                    block.values.append(among.type_of(edge))
                case Held(property):
                    block.values.append(as_answer(property, f"{edge}.{property.name}"))
                case EndNode(item, starts):
                    node = self._names.new()
                    end = "startNode" if starts else "endNode"
                    clauses, row = self._item(item, node)
                    block.clauses += [f"WITH *, {end}({edge}) AS {node}", *clauses]
                    block.values.append(row)
                case Behind(item, disputed):
                    statement = self._names.new("s")
                    clauses, row = self._item(item, statement)
                    found = behind(edge, among, statement, self._names, disputed=disputed)
                    order = f"WITH {statement} ORDER BY {statement}.id"
                    lines = [*found, order, *clauses, f"RETURN collect({row})"]
                    self._subquery(edge, lines, block)
        return block

    # Lists

    def _page(self, page: Page, node: str) -> list[str]:
        far = self._names.new()
        if page.source.relation is None and _is_indexed(page):
            lines = self._indexed(page, far)
        else:
            lines = self._sorted(page, node, far)
        clauses, row = self._item(page.item, far)
        return [*lines, *clauses, f"RETURN collect({row})"]

    def _sorted(self, page: Page, node: str, far: str) -> list[str]:
        """A page of nodes that are matched, sorted, and cut."""
        window = page.window
        order = _prefix(page)
        values, computed = self._key_values(order, far)
        bounds = _bounds(window, values[len(order) - len(window.order) :])
        kept = far
        if _needs_trail(page.item):
            self._trails[far] = self._names.new("w")
            kept = f"{far}, {self._trails[far]}"
        lines = self._match(page.source, node, far, page.where, () if computed else bounds)
        if computed:
            condition = f" WHERE {' AND '.join(bounds)}" if bounds else ""
            lines.append(f"WITH {', '.join([kept, *computed])}{condition}")
        keys = order_by(order, values, backward=window.backward)
        return [*lines, f"WITH {kept} ORDER BY {keys}{_cut(window)}"]

    def _key_values(self, order: Sequence[Key], node: str) -> tuple[list[str], list[str]]:
        """What a node is sorted by, and what must be computed for that first."""
        values, computed = [], []
        for key in order:
            found = key_value(key, node, self._names)
            if key.path:
                name = self._names.new("k")
                computed.append(f"{found} AS {name}")
                found = name
            values.append(found)
        return values, computed

    def _match(
        self, source: Source, node: str, far: str, where: Where, bounds: Sequence[str] = ()
    ) -> list[str]:
        """Match the nodes of a list, each once."""
        if source.relation is None:
            return self._match_all(source.type.label, far, where, bounds, source.type.known_at)
        path = pattern(source.relation, node, far, self._names, source.most)
        found = [*conditions(where, far, self._names), *bounds]
        trail = self._trails.get(far)
        if source.least > 1:
            trail = trail or self._names.new("w")
            found.append(f"length({trail}) >= {source.least}")
        condition = _where(found)
        if trail:
            shortest = f"WITH {far}, {trail} ORDER BY {_shortest(trail, source.relation)}"
            first = f"WITH {far}, head(collect({trail})) AS {trail}{condition}"
            return [f"MATCH {trail} = {path}", shortest, first]
        if source.relation.is_distinct:
            return [f"MATCH {path}{condition}"]
        return [f"MATCH {path}", f"WITH DISTINCT {far}{condition}"]

    def _match_all(
        self, label: str, far: str, where: Where, bounds: Sequence[str], known_at: str | None
    ) -> list[str]:
        """Match nodes by label, from a related node that an index finds where one is asked."""
        anchor = None if any(map(is_own_anchor, where.parts)) else anchor_of(where.parts)
        if anchor is None:
            found = [*conditions(where, far, self._names), *bounds, *known(far, known_at)]
            # An index (property, id) is used only with a predicate on each of the two.
            found += [f"{far}.id IS NOT NULL"] if found else []
            return [f"MATCH ({far}:{labels_at(label, known_at)}){_where(found)}"]
        rest = Where(tuple(part for part in where.parts if part is not anchor))
        near = self._names.new()
        start = f"{far}:{labels_at(label, known_at)}"
        path = pattern(anchor.relation, start, near, self._names)
        found = [*conditions(rest, far, self._names), *bounds]
        return [
            *self._match_all(anchor.label, near, anchor.where, (), known_at),
            f"MATCH {path}",
            f"WITH DISTINCT {far}{_where(found)}",
        ]

    def _indexed(self, page: Page, far: str) -> list[str]:
        """A page in the order of an index: walk the index, filter on the way, stop at the limit.

        The planner uses the index when every property of it is in a predicate. After a
        cursor, one leg for each key is walked from where the page starts.
        """
        window, fixed = page.window, _fixed(page)
        values = [key_value(key, far, self._names) for key in window.order]
        present = [f"{value} IS NOT NULL" for value in values]
        if fixed:
            present += conditions(Where((fixed,)), far, self._names)
        start = window.before if window.backward else window.after
        starts = legs(window.order, values, start, backward=window.backward) if start else [[]]
        keys = order_by(window.order, values, backward=window.backward)
        if fixed:  # says nothing new, and tells the planner which index has the order
            down = " DESC" if window.order[0].descending is not window.backward else ""
            keys = f"{value(fixed.property, far)}{down}, {keys}"
        order = f"WITH {far} ORDER BY {keys}"
        rest = Where(tuple(part for part in page.where.parts if part is not fixed))
        condition = _where([*conditions(rest, far, self._names), *_end(window, values)])
        present += known(far, page.source.type.known_at)
        match = f"MATCH ({far}:{page.source.type.labels}) WHERE "
        limit = f"WITH {far}{_cut(window)}"
        walks = [
            [match + " AND ".join([*leg, *present]), order + condition, limit] for leg in starts
        ]
        if len(walks) == 1:
            return walks[0]
        # The last leg is the nearest: most pages end within it.
        lines = self._until_enough(list(reversed(walks)), far, f"${window.limit}")
        return [*lines, f"{order} LIMIT ${window.limit}"]

    def _until_enough(self, walks: Sequence[Sequence[str]], far: str, enough: str) -> list[str]:
        """What the first walk finds, and the next ones as long as there is not enough."""
        lists: list[str] = []
        lines: list[str] = []
        for walk in walks:
            found = list(walk)
            if lists:
                some, size = self._names.new("s"), f"size({' + '.join(lists)})"
                found = [
                    # Unlike a condition, which would be met after the nodes are found.
                    f"UNWIND CASE WHEN {size} < {enough} THEN [1] ELSE [] END AS {some}",
                    "CALL () {",
                    *(f"  {line}" for line in [*walk, f"RETURN {far}"]),
                    "}",
                ]
            name = self._names.new("l")
            found.append(f"RETURN collect({far}) AS {name}")
            lines += [f"CALL ({', '.join(lists)}) {{", *(f"  {line}" for line in found), "}"]
            lists.append(name)
        return [*lines, f"UNWIND {' + '.join(lists)} AS {far}"]

    def _count_column(self, count: Count, node: str, block: _Block) -> None:
        source, far = count.source, self._names.new()
        if source.relation and source.relation.is_distinct and not count.where.parts:
            block.values.append(degree(source.relation, node, self._names))
            return
        lines = [*self._match(source, node, far, count.where), "RETURN count(*)"]
        self._subquery(node, lines, block)

    def _outside(self, column: Outside, node: str) -> list[str]:
        far = self._names.new()
        values, computed = self._key_values(column.order if column.cursor else (), far)
        bounds = []
        if column.cursor:
            beyond = legs(column.order, values, column.cursor, backward=column.earlier)
            parameters = [f"${name}" for name in column.cursor]
            place = [equals(*each) for each in zip(column.order, values, parameters, strict=True)]
            bounds = [any_leg([*beyond, place])]
        lines = self._match(column.source, node, far, column.where, () if computed else bounds)
        if computed:
            lines.append(f"WITH {', '.join([far, *computed])}{_where(bounds)}")
        return [*lines, f"WITH {far} LIMIT 1", "RETURN count(*) > 0"]

    # Aggregation

    def _aggregate(self, column: Aggregate, node: str) -> list[str]:
        far = self._names.new()
        lines = self._match(column.source, node, far, column.where)
        values = [_measure(each, far) for each in column.measures]
        return [*lines, f"RETURN [{', '.join(values)}]"]

    def _groups(self, column: Groups, node: str) -> list[str]:
        far = self._names.new()
        dimensions = [self._names.new("d") for _ in column.dimensions]
        measures = [self._names.new("m") for _ in column.measures]
        counts = [n for m, n in zip(column.measures, measures, strict=True) if m.property is None]
        size = counts[0] if counts else self._names.new("s")
        names = [*dimensions, *measures, *([] if counts else [size])]

        def computed(keys: Sequence[str], counted: str) -> str:
            """Each dimension and measure by its name, and the size of each group."""
            number = f"count({counted})"
            of = [_measure(m, far) if m.property else number for m in column.measures]
            values = [*keys, *of, *([] if counts else [number])]
            return ", ".join(f"{v} AS {name}" for v, name in zip(values, names, strict=True))

        if column.walked is None:
            lines, keys, counted = self._keyed(column, far, {})
            lines = [*self._match(column.source, node, far, column.where), *lines]
            lines.append(f"WITH {computed(keys, counted)}")
        else:
            lines = self._walked(column, column.walked, far, computed)
            lines.append(f"WITH {', '.join(names)}")
        order = ", ".join(_group_order(column, each, dimensions, size) for each in column.order)
        lines.append(f"ORDER BY {order} LIMIT ${column.limit}")
        rows = []
        for dimension, name in zip(column.dimensions, dimensions, strict=True):
            if dimension.item is None:
                assert isinstance(dimension.by, Property)
                rows.append(as_answer(dimension.by, name))
                continue
            clauses, row = self._row_or_null(dimension.item, name)
            lines += clauses
            rows.append(row)
        return [*lines, f"RETURN collect([{', '.join([*rows, *measures])}])"]

    def _keyed(
        self, column: Groups, far: str, known: Mapping[int, str], *, repeats: bool = False
    ) -> tuple[list[str], list[str], str]:
        """The clauses that lead to what nodes are grouped by, each dimension, what is counted.

        ``known``: dimensions that are matched already; ``repeats``: a node may come more than
        once with the same of them, which most measures do not mind.
        """
        keys = [known.get(i, "") for i in range(len(column.dimensions))]
        others = [(i, each) for i, each in enumerate(column.dimensions) if i not in known]
        lines: list[str] = []
        for i, each in others:
            clauses, keys[i] = self._dimension(each, far)
            lines += clauses
        minds = repeats and any(each.function in _OF_ALL_VALUES for each in column.measures)
        if minds or any(_multiplies(each) for _, each in others):
            lines.append(f"WITH DISTINCT {', '.join([far, *_variables(keys)])}")
            repeats = False
        return lines, keys, f"DISTINCT {far}" if repeats else far

    def _walked(
        self, column: Groups, walked: int, far: str, computed: Callable[[Sequence[str], str], str]
    ) -> list[str]:
        """The groups of all nodes of a type by what a walk leads to, null where to nothing.

        The walk may begin at the other end, where the nodes are few. The nodes that it does
        not reach come beside it; they are only looked for where there are some at all.
        """
        by, type = column.dimensions[walked].by, column.source.type
        assert isinstance(by, Relation)
        node, some = self._names.new("g"), self._names.new("s")
        where = conditions(column.where, far, self._names)
        path = pattern(by, f"{far}:{type.labels}", node, self._names)
        none = pattern(by, far, self._names.new(), self._names)
        everything = self._match_all(type.label, far, column.where, (), type.known_at)
        lacking = self._lacking.get(column.lacking)
        reached, reached_keys, counted = self._keyed(column, far, {walked: node}, repeats=True)
        rest, rest_keys, rest_counted = self._keyed(column, far, {walked: "null"})
        lines = [
            f"MATCH {path}{_where(where)}",
            *reached,
            f"RETURN {computed(reached_keys, counted)}",
            "UNION ALL",
            # Unlike a condition, which would be met after the nodes are found.
            *([f"UNWIND CASE WHEN {lacking} THEN [1] ELSE [] END AS {some}"] if lacking else []),
            *everything,
            f"WITH {far} WHERE NOT EXISTS {{ {none} }}",
            *rest,
            f"RETURN {computed(rest_keys, rest_counted)}",
        ]
        return [f"CALL ({lacking or ''}) {{", *(f"  {line}" for line in lines), "}"]

    def _dimension(self, dimension: Dimension, far: str) -> tuple[list[str], str]:
        """The clauses that lead to what a node is grouped by, and its expression."""
        by = dimension.by
        if isinstance(by, Property):
            return [], value(by, far)
        node = self._names.new("g")
        if not by.many and not by.is_distinct:
            return self._nearest(by, far, node), node
        return [f"OPTIONAL MATCH {pattern(by, far, node, self._names)}"], node


def _latest(type: NodeType, node: str) -> list[str]:
    """The clauses that find the node with the highest number, null when none has one."""
    found = [f"{node}.number IS NOT NULL", *known(node, type.known_at)]
    return [
        f"OPTIONAL MATCH ({node}:{type.labels}){_where(found)}",
        f"WITH {node} ORDER BY {node}.number DESC LIMIT 1",
    ]


def _state(version: NodeType) -> list[str]:
    """The clauses that read the state of the graph: null when it has no version."""
    return [
        "CALL () {",
        *(f"  {line}" for line in _latest(version, "n")),
        "  CALL () { MATCH (n) RETURN count(*) AS nodes }",
        "  CALL () { MATCH ()-[r]->() RETURN count(*) AS relationships }",
        "  RETURN CASE WHEN n IS NOT NULL THEN [n.number, nodes, relationships] END AS state",
        "}",
    ]


def _unless_known(known: str, value: str, read: Sequence[str]) -> list[str]:
    """A value that is known of the present state of the graph, or else lines that read it."""
    return [
        f"WITH state WHERE state = ${known}",
        f"RETURN {value}",
        "UNION ALL",
        f"WITH state WHERE coalesce(state <> ${known}, true)",
        *read,
    ]


def _variables(keys: Sequence[str]) -> list[str]:
    """Those of the keys that are nodes, not expressions over the node that is grouped."""
    return [key for key in keys if key != "null" and "." not in key and "(" not in key]


def _where(parts: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(parts)}" if parts else ""


def _shortest(path: str, relation: Relation) -> str:
    """The order in which the first path is the shortest, then that by ids, then the earliest."""
    order = f"length({path}), {_ids(path)}"
    if not relation.is_dated or (relation.when == NOW and not relation.tells_times):
        return order
    told = ["validFrom", "validTo", AUTHORITY.name]
    told = told if any(hop.by_authority for hop in relation.hops) else told[:2]
    return f"{order}, [x IN relationships({path}) | [{', '.join(f'x.{name}' for name in told)}]]"


def _unwound(path: str, i: str, edge: str) -> list[str]:
    """The relationships of a path one by one, with their places in it."""
    return [
        f"UNWIND range(0, coalesce(length({path}), 0) - 1) AS {i}",
        f"WITH {i}, relationships({path})[{i}] AS {edge}",
    ]


def _ids(path: str) -> str:
    return f"[x IN nodes({path}) | x.id]"


def _cut(window: Window) -> str:
    skip = f" SKIP ${window.offset}" if window.offset else ""
    return skip + (f" LIMIT ${window.limit}" if window.limit else "")


_ON_THE_WAY = (Depth, Held, Trail, Steps, Support)
"""What is read of the way to a node."""


def _needs_trail(item: Item | Choice) -> bool:
    return isinstance(item, Item) and any(isinstance(c, _ON_THE_WAY) for c in item.columns)


_OF_ALL_VALUES = (Function.SUM, Function.AVG)
"""Functions for which it matters how often a value comes."""


def _multiplies(dimension: Dimension) -> bool:
    return isinstance(dimension.by, Relation) and dimension.by.many


def _group_order(column: Groups, key: GroupKey, dimensions: Sequence[str], size: str) -> str:
    """A key of the order of groups; nulls last, nodes by their id."""
    if key.index is None:
        return f"{size}{' DESC' if key.descending else ''}"
    name = dimensions[key.index]
    if column.dimensions[key.index].item is not None:
        name = f"{name}.id"
    return f"{name} IS NULL, {name} DESC" if key.descending else name


def _measure(measure: Measure, node: str) -> str:
    """A measure in Cypher; sums and means as floats, which hold any number of integers."""
    if measure.property is None:
        return f"count({node})"
    values = value(measure.property, node)
    match measure.function:
        case Function.DISTINCT:
            return f"count(DISTINCT {values})"
        case Function.SUM:
            return f"toFloat(sum({values}))"
        case Function.AVG:
            mean = f"toFloat(sum({values})) / count({values})"
            return f"CASE WHEN count({values}) > 0 THEN {mean} END"
    return as_answer(measure.property, f"{measure.function.value}({values})")


def _bounds(window: Window, values: Sequence[str]) -> list[str]:
    """What the cursors of a window ask of a node with these values."""
    order = window.order
    after = legs(order, values, window.after) if window.after else []
    before = legs(order, values, window.before, backward=True) if window.before else []
    return [any_leg(bound) for bound in (after, before) if bound]


def _end(window: Window, values: Sequence[str]) -> list[str]:
    """What the cursor asks at which a walk through the window would end."""
    if window.backward:
        return _bounds(Window(window.order, after=window.after), values)
    return _bounds(Window(window.order, before=window.before), values)


def _prefix(page: Page) -> list[Key]:
    """The order of a page, an indexed property with one fixed value first.

    That changes nothing for the reader and lets the index (property, id) give the order.
    """
    if page.source.relation is not None or len(page.window.order) > 1:
        return list(page.window.order)
    fixed = [
        part.property
        for part in page.where.parts
        if isinstance(part, Compare)
        and part.operator == "eq"
        and part.property.indexed
        and not part.property.natural
    ]
    return [
        *(Key(property, page.window.order[0].descending) for property in fixed[:1]),
        *page.window.order,
    ]


def _is_indexed(page: Page) -> bool:
    """Whether an index gives the order of a root page, and no filter anchors it better."""
    *leading, _ = page.window.order
    return (
        (_fixed(page) is not None or not _is_anchored(page))
        and page.window.limit is not None
        and len({key.descending for key in page.window.order}) == 1
        and len(leading) <= 1
        and all(key.by.indexed and key.required for key in leading if key.by)
        and not any(key.path for key in page.window.order)
    )


def _is_anchored(page: Page) -> bool:
    """Whether a filter leads to few nodes. A value of an enum keeps a share of all nodes."""
    is_led = len(page.window.order) > 1
    return anchor_of(page.where.parts) is not None or any(
        is_anchor(part)
        or (
            (part.operator in ("eq", "in") and part.property.indexed)
            and not (is_led and part.property.scalar is Scalar.ENUM)
        )
        for part in page.where.parts
        if isinstance(part, Compare)
    )


def _fixed(page: Page) -> Compare | None:
    """The part that fixes the first property of an index in whose order the page is."""
    if any(map(is_anchor, page.where.parts)):
        return None
    leading = page.window.order[0].name
    indexes = page.source.type.indexes
    equal = (p for p in page.where.parts if isinstance(p, Compare) and p.operator == "eq")
    return next((part for part in equal if (part.property.name, leading) in indexes), None)
