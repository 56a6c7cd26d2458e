"""Which fields of an operation asked for what a plan reads.

Columns say what is read and shapes where it goes; walking both together gives, for each
column, the response paths it serves. The walk knows no kind of shape by name: it follows the
indexes in a shape to columns, and the objects in it to the rows of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.plan import (
    Aggregate,
    Choice,
    Column,
    Dimension,
    Groups,
    History,
    Item,
    Measure,
    Object,
    Output,
    Plan,
    Search,
    Steps,
    StepsTo,
    headline,
)

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A node of a plan: what is read, for which fields, and what is read of that in turn.

    ``askers`` are response paths such as ``organizations.nodes.ministry``. Where the answer
    may be of several types, there is a step for each, which reads nothing itself.
    """

    text: str
    askers: tuple[str, ...]
    steps: tuple[Step, ...]

    def __iter__(self) -> Iterator[Step]:
        """The step and all below it."""
        yield self
        for step in self.steps:
            yield from step


@dataclass(frozen=True, slots=True)
class Use:
    """A parameter of the statement: its name, the argument it is from, for which fields."""

    name: str
    argument: str
    askers: tuple[str, ...]


@dataclass(slots=True)
class _Node:
    """A column, the paths that led to it so far, and its rows: one for each possible type."""

    text: str
    rows: tuple[_Row, ...]
    is_implied: bool = False
    askers: dict[str, None] = field(default_factory=dict)

    def step(self, parent: Iterable[str] = ()) -> Step:
        """As a step; what no field shows may be read for the list's own sake, as it asks."""
        askers = tuple(self.askers or (parent if self.is_implied else ()))
        if len(self.rows) == 1:
            below = self.rows[0].steps(askers)
        else:
            typed = [(row.type, row.steps(askers)) for row in self.rows]
            below = tuple(
                Step(f"on {type}", _askers(steps), steps) for type, steps in typed if steps
            )
        return Step(self.text, askers, below)


@dataclass(frozen=True, slots=True)
class _Row:
    """The columns of a node of one type."""

    type: str
    nodes: tuple[_Node, ...]

    def steps(self, parent: Iterable[str] = ()) -> tuple[Step, ...]:
        return tuple(node.step(parent) for node in self.nodes)


def steps(plan: Plan) -> tuple[Step, ...]:
    """The tree of a plan, each step with the fields that asked for it."""
    nodes = tuple(map(_node, plan.columns))
    for i in plan.remembered:
        nodes[i].text = plan.headline(i)
    root = _Row("Query", nodes)
    _object(plan.shape, root, ())
    for node, column in zip(nodes, plan.columns, strict=True):
        if isinstance(column, Groups) and column.lacking is not None:
            nodes[column.lacking].askers |= node.askers
    return root.steps()


def uses(plan: Plan) -> tuple[Use, ...]:
    """What each parameter of a plan is for, in order."""
    paths: dict[int, dict[str, None]] = {}
    for path, output in _outputs(plan.shape, ()):
        for node in output.nodes:
            paths.setdefault(id(node), {})[_text(path)] = None
    return tuple(
        Use(f"p{i}", each.argument, tuple(paths.get(id(each.node), ())))
        for i, each in enumerate(plan.parameters)
    )


def _askers(steps: Iterable[Step]) -> tuple[str, ...]:
    return tuple({asker: None for step in steps for asker in step.askers})


def _text(path: Path) -> str:
    return ".".join(path)


# Columns


def _node(column: Column | Dimension | Measure) -> _Node:
    match column:
        case Dimension(by):
            return _Node(f"by {by.name}", tuple(_rows(column)), is_implied=True)
        case Measure():
            return _Node(str(column), ())
    return _Node(headline(column), tuple(_rows(column)))


def _rows(column: Column | Dimension) -> Iterator[_Row]:
    """The rows that a column is made of: of each type that its nodes may have."""
    if isinstance(column, Aggregate):
        yield _Row("", tuple(map(_node, column.measures)))
    if isinstance(column, Groups):
        parts: tuple[Dimension | Measure, ...] = (*column.dimensions, *column.measures)
        yield _Row("", tuple(map(_node, parts)))
    if isinstance(column, History | Steps | StepsTo):
        yield _Row("", tuple(map(_node, column.columns)))
    elif isinstance(column, Search):
        read = [_Node(text, (), is_implied=True) for text in ("score", "names")]
        node = _Node("node", tuple(_item_rows(column.item)))
        yield _Row("", (*read, *([node] if column.item else [])))
    else:
        yield from _item_rows(getattr(column, "item", None))


def _item_rows(item: Item | Choice | None) -> Iterator[_Row]:
    for each in item.items if isinstance(item, Choice) else (item,) if item else ():
        yield _Row(each.type.name, tuple(map(_node, each.columns)))


# Shapes


def _object(shape: Object, row: _Row, path: Path) -> None:
    for output in shape.outputs:
        _mark(output.shape, row, (*path, output.key))


def _mark(shape: Any, row: _Row, path: Path) -> None:
    """Note the path at each column that a shape needs, and go on below."""
    for index in _indexes(shape):
        row.nodes[index].askers[_text(path)] = None
    for index in getattr(shape, "columns", ()):  # and what these read of another node
        for node in (node for inner in row.nodes[index].rows for node in inner.nodes):
            node.askers[_text(path)] = None
    below = _below(shape, row)
    for made, inner in zip(_objects(shape), below, strict=len(below) > 1):
        _object(made, inner, path)
    if hasattr(shape, "cursor"):  # the cursor of a row of the list
        _mark(shape.cursor, below[0], path)


def _indexes(shape: Any) -> Iterator[int]:
    """The columns of a row that a shape needs."""
    rows = getattr(shape, "rows", None)
    if rows is not None:
        yield rows.index
    found = (getattr(shape, name, None) for name in ("index", "outside", "precision"))
    yield from (index for index in found if index is not None)
    yield from getattr(shape, "columns", ())


def _below(shape: Any, row: _Row) -> Sequence[_Row]:
    """The rows that the objects of a shape are made of: those of its column, or its own."""
    rows = getattr(shape, "rows", None)
    index = rows.index if rows else getattr(shape, "index", None)
    return (row,) if index is None else row.nodes[index].rows


def _objects(shape: Any) -> Sequence[Object]:
    """The objects of a shape, one for each type that its row may have."""
    if hasattr(shape, "object"):
        return (shape.object,)
    objects: tuple[Object, ...] = getattr(shape, "objects", ())
    return objects


def _outputs(shape: Object, path: Path) -> Iterator[tuple[Path, Output]]:
    for output in shape.outputs:
        inner = (*path, output.key)
        yield inner, output
        for each in _objects(output.shape):
            yield from _outputs(each, inner)
