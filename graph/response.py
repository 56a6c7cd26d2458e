"""From the rows of a statement to the data of a response.

A shape is compiled to a Python function of one expression, since a page may hold thousands of
objects: `def f(r, ...): return {"nodes": [{"id": x[0], ...} for x in r[0]]}`. It only builds
complete objects. When a value is missing where the schema promises one, they give up and
:class:`_Completion` walks the same shapes again, slowly, with paths, errors and the
propagation of null that the GraphQL specification asks for (section 6.4.4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphql import GraphQLError

from graph import cursor
from graph.existence import absence_extensions, absence_message
from graph.matching import best_name, best_spans
from graph.plan import (
    Cursor,
    End,
    Fixed,
    Group,
    Injected,
    Leaf,
    Many,
    Matched,
    More,
    Object,
    One,
    Output,
    Past,
    Rows,
    Shape,
    Spans,
    Words,
)
from graph.thai import buddhist_day

Row = Sequence[Any]
Parameters = Mapping[str, Any]
Data = dict[str, Any] | None


Quote = Callable[[Any, Any, Any], str | None]
"""Answers the words of a passage, from the checksum of its document, its start and its end."""


def no_words(checksum: Any, start: Any, end: Any) -> None:
    """What is quoted where no texts are at hand."""


class Incomplete(Exception):
    """A row lacks what the schema promises."""


def _incomplete() -> None:
    raise Incomplete


Build = Callable[[Row, Parameters, Mapping[str, Any]], Data]
"""Makes complete data of a row, the parameters and the injected fields. Raises Incomplete."""


class Response:
    """Makes the data of responses of one shape, by a function that is written when it is needed."""

    def __init__(self, shape: Object, quote: Quote = no_words) -> None:
        self._shape = shape
        self._quote = quote
        self._build: Build | None = None

    @property
    def is_assembled(self) -> bool:
        """The function is there."""
        return self._build is not None

    def assemble(self) -> Build:
        """Write the function."""
        self._build = _Compiler(self._quote).compile(self._shape)
        return self._build

    def data(
        self, row: Row, parameters: Parameters, injected: Mapping[str, Any]
    ) -> tuple[Data, list[GraphQLError]]:
        """The `data` of the response and its errors.

        ``row`` has one value a column of the plan, ``injected`` the introspection fields.
        """
        try:
            data = (self._build or self.assemble())(row, parameters, injected)
        except Incomplete:
            completion = _Completion(parameters, injected, self._quote)
            return completion.data(self._shape, row), completion.errors
        return data, []


class _Compiler:
    """Writes the function of a shape: parameters r (row), p (parameters), j (injected).

    Lists and objects below become one expression, since a call costs as much as an object; a
    row is a variable of its own. Only rows of several types have a function each.
    """

    def __init__(self, quote: Quote) -> None:
        self._lines: list[str] = []
        self._variables = 0
        self._names: dict[str, Any] = {
            "incomplete": _incomplete,
            "encode": cursor.encode,
            "best_name": best_name,
            "spans": best_spans,
            "buddhist": _buddhist,
            "quote": quote,
        }

    def compile(self, shape: Object) -> Build:
        name = self._function(shape, 0)
        # Only literals, numbers and names made here enter the source.
        exec("\n".join(self._lines), self._names)
        build: Build = self._names[name]
        return build

    def _constant(self, value: Any) -> str:
        name = f"k{len(self._names)}"
        self._names[name] = value
        return name

    def _variable(self) -> str:
        self._variables += 1
        return f"r{self._variables}"

    def _function(self, shape: Object, shift: int) -> str:
        """A function of a row whose first ``shift`` values are not columns."""
        body = self._object(shape, "r", shift)
        name = f"f{len(self._lines)}"
        self._lines.append(f"def {name}(r, p, j): return {body}")
        return name

    def _object(self, shape: Object, row: str, shift: int) -> str:
        pairs = [f"{each.key!r}: {self._value(each.shape, row, shift)}" for each in shape.outputs]
        guards = [guard for each in shape.outputs for guard in self._guards(each, row, shift)]
        made = "{" + ", ".join(pairs) + "}"
        return f"({made} if {' and '.join(guards)} else incomplete())" if guards else made

    def _guards(self, output: Output, row: str, shift: int) -> list[str]:
        """What must hold of the row for the field to be complete."""
        match output.shape:
            case Leaf(index, values):
                value = f"{row}[{index + shift}]"
                if values:
                    allowed = frozenset(values) if output.required else frozenset((*values, None))
                    return [f"{value} in {self._constant(allowed)}"]
                return [f"{value} is not None"] if output.required else []
            case One(index):
                return [f"{row}[{index + shift}] is not None"] if output.required else []
        return []

    def _value(self, shape: Shape, row: str, shift: int) -> str:
        match shape:
            case Leaf(index):
                value = f"{row}[{index + shift}]"
                if shape.precision is not None:
                    return f"buddhist({value}, {row}[{shape.precision + shift}])"
                return f"buddhist({value})" if shape.buddhist else value
            case Fixed(value):
                return repr(value)
            case Injected(key):
                return f"j[{key!r}]"
            case Group(inner):
                return self._object(inner, row, shift)
            case One(index, objects, tagged, as_of):
                below = self._variable()
                made = self._made(objects, tagged, below)
                made = _unless_absent(made, below) if as_of else made
                return f"(None if ({below} := {row}[{index + shift}]) is None else {made})"
            case Many():
                return self._many(shape, row, shift)
            case More(rows, outside):
                return _more(rows, outside, row, shift)
            case Past(offset, outside):
                return f"(p[{offset!r}] > 0 and {row}[{outside + shift}])"
            case Cursor(columns, signature):
                keys = ", ".join(f"{row}[{i + shift}]" for i in columns)
                return f"encode({signature}, ({keys},))"
            case End():
                return self._end(shape, row, shift)
            case Matched(index, parameter):
                return f"best_name({row}[{index + shift}], p[{parameter!r}]['key'])"
            case Words((start, end, document)):
                below, place = self._variable(), f"{row}[{document + shift}]"
                words = f"quote({below}[0], {row}[{start + shift}], {row}[{end + shift}])"
                return f"(None if ({below} := {place}) is None else {words})"
            case Spans(index, parameter, made):
                found = f"spans({row}[{index + shift}], p[{parameter!r}]['key'])"
                below = self._variable()
                return f"[{self._object(made, below, 0)} for {below} in {found}]"

    def _made(self, objects: tuple[Object, ...], tagged: bool, row: str) -> str:
        if not tagged:
            return self._object(objects[0], row, 0)
        functions = "(" + ", ".join(self._function(each, 1) for each in objects) + ",)"
        table = self._constant(None)
        self._lines.append(f"{table} = {functions}")
        return f"{table}[{row}[0]]({row}, p, j)"

    def _many(self, shape: Many, row: str, shift: int) -> str:
        rows = _rows(shape.rows, row, shift)
        below = self._variable()
        if shape.nullable:
            made = self._made(shape.objects, shape.tagged, below)
            made = _unless_absent(made, below) if shape.as_of else made
            return f"[None if {below} is None else {made} for ({below},) in {rows}]"
        made = f"[{self._made(shape.objects, shape.tagged, below)} for {below} in {rows}]"
        return f"(None if {rows} is None else {made})" if shape.absent else made

    def _end(self, shape: End, row: str, shift: int) -> str:
        name = f"f{len(self._lines)}"
        made = self._value(shape.cursor, "r", 0)
        place = -1 if shape.last else 0
        self._lines.append(
            f"def {name}(rows):\n if not rows: return None\n r = rows[{place}]; return {made}"
        )
        return f"{name}({_rows(shape.rows, row, shift)})"


def _buddhist(day: str | None, precision: str | None = None) -> str | None:
    return None if day is None else buddhist_day(day, precision)


def _unless_absent(made: str, row: str) -> str:
    """A map in place of a row tells of a node that does not exist on the day asked."""
    return f"(incomplete() if {row}.__class__ is dict else {made})"


def _rows(rows: Rows, row: str, shift: int) -> str:
    """The rows of a page in the order of the list, without the one more than asked."""
    text = f"{row}[{rows.index + shift}]"
    text += f"[:p[{rows.extra!r}] - 1]" if rows.extra else ""
    return f"{text}[::-1]" if rows.backward else text


def _more(rows: Rows | None, outside: int | None, row: str, shift: int) -> str:
    parts = [] if rows is None else [f"len({row}[{rows.index + shift}]) >= p[{rows.extra!r}]"]
    parts += [] if outside is None else [f"{row}[{outside + shift}]"]
    return f"({' or '.join(parts)})"


class _Missing(Exception):
    """A promised value is missing below: the nearest nullable field above becomes null."""


class _Completion:
    """Completes objects one value at a time, collecting errors."""

    def __init__(self, parameters: Parameters, injected: Mapping[str, Any], quote: Quote) -> None:
        self.errors: list[GraphQLError] = []
        self._quote = quote
        self._parameters = parameters
        self._injected = injected

    def data(self, shape: Object, row: Row) -> Data:
        try:
            return self._object(shape, row, 0, [])
        except _Missing:
            return None

    def _object(self, shape: Object, row: Row, shift: int, path: list[str | int]) -> dict[str, Any]:
        return {
            output.key: self._field(shape, output, row, shift, [*path, output.key])
            for output in shape.outputs
        }

    def _field(
        self, parent: Object, output: Output, row: Row, shift: int, path: list[str | int]
    ) -> Any:
        try:
            value = self._value(output, row, shift, path)
        except _Missing:
            if output.required:
                raise
            return None
        if value is None and output.required:
            message = f"Cannot return null for non-nullable field {parent.type}.{output.name}."
            self._fail(message, output, path)
        return value

    def _fail(self, message: str, output: Output, path: list[str | int]) -> None:
        self.errors.append(GraphQLError(message, list(output.nodes), path=path))
        raise _Missing

    def _value(self, output: Output, row: Row, shift: int, path: list[str | int]) -> Any:
        match output.shape:
            case Leaf(index, values, enum, buddhist, precision):
                value = row[index + shift]
                if values and value is not None and value not in values:
                    self._fail(f"Enum '{enum}' cannot represent value: {value!r}", output, path)
                precise = None if precision is None else row[precision + shift]
                return _buddhist(value, precise) if buddhist else value
            case Fixed(value):
                return value
            case Injected(key):
                return self._injected[key]
            case Group(inner):
                return self._object(inner, row, shift, path)
            case One(index, objects, tagged, as_of):
                found = self._existing(row[index + shift], as_of, output, path)
                return self._one(objects, tagged, found, path)
            case Many() as many:
                return self._many(many, output, row, shift, path)
            case More(rows, outside):
                return self._more(rows, outside, row, shift)
            case Matched(index, parameter):
                return best_name(row[index + shift], self._parameters[parameter]["key"])
            case Words(columns):
                first, last, document = (row[index + shift] for index in columns)
                return None if document is None else self._quote(document[0], first, last)
            case Spans(index, parameter, made):
                spans = best_spans(row[index + shift], self._parameters[parameter]["key"])
                return [self._object(made, each, 0, path) for each in spans]
            case Past(offset, outside):
                return self._parameters[offset] > 0 and row[outside + shift]
            case Cursor(columns, signature):
                return cursor.encode(signature, [row[i + shift] for i in columns])
            case End(rows, made, last):
                found = self._rows(rows, row, shift)
                end = found[-1 if last else 0] if found else None
                return end and cursor.encode(made.signature, [end[i] for i in made.columns])

    def _rows(self, rows: Rows, row: Row, shift: int) -> Row:
        found: Row = row[rows.index + shift]
        found = found[: self._parameters[rows.extra] - 1] if rows.extra else found
        return found[::-1] if rows.backward else found

    def _more(self, rows: Rows | None, outside: int | None, row: Row, shift: int) -> bool:
        if rows and rows.extra and len(row[rows.index + shift]) >= self._parameters[rows.extra]:
            return True
        return outside is not None and bool(row[outside + shift])

    def _one(
        self, objects: tuple[Object, ...], tagged: bool, row: Row | None, path: list[str | int]
    ) -> dict[str, Any] | None:
        if row is None:
            return None
        if not tagged:
            return self._object(objects[0], row, 0, path)
        return self._object(objects[row[0]], row, 1, path)

    def _existing(
        self, row: Any, as_of: str | None, output: Output, path: list[str | int]
    ) -> Row | None:
        """A row; None, with an error, for what tells of a node that does not exist."""
        if as_of is None or not isinstance(row, dict):
            return row  # type: ignore[no-any-return]
        day = self._parameters[as_of]
        message, extensions = absence_message(row, day), absence_extensions(row, day)
        self.errors.append(
            GraphQLError(message, list(output.nodes), path=path, extensions=extensions)
        )
        return None

    def _many(
        self, many: Many, output: Output, row: Row, shift: int, path: list[str | int]
    ) -> list[Any] | None:
        if many.absent and row[many.rows.index + shift] is None:
            return None
        rows = self._rows(many.rows, row, shift)
        if not many.nullable:
            return [
                self._one(many.objects, many.tagged, each, [*path, i])
                for i, each in enumerate(rows)
            ]
        made = []
        for i, (each,) in enumerate(rows):
            found = self._existing(each, many.as_of, output, [*path, i])
            try:
                made.append(self._one(many.objects, many.tagged, found, [*path, i]))
            except _Missing:
                made.append(None)
        return made
