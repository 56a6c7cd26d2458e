"""Answers GraphQL requests: parse, validate, plan, run one statement, respond.

What a document's text decides is kept: its parse and validation, and a plan for each shape
of its variables.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Generic, Protocol, TypeVar

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    execute_sync,
    get_operation_ast,
    get_variable_values,
    parse,
    validate,
)
from graphql.execution.values import VariableValues
from graphql.type import GraphQLInputType

from graph.cypher import render
from graph.errors import StoreError, StoreUnavailable
from graph.model import Model
from graph.plan import Plan
from graph.planner import make_plan
from graph.response import Response
from graph.selection import BadInput, Field, Path, Selector, follow, fragments_of, mark, plain

log = logging.getLogger(__name__)

MAX_DOCUMENTS = 1000
"""How many documents are kept parsed."""

MAX_PLANS = 100
"""How many plans are kept for a document."""


class Reader(Protocol):
    """What runs a statement: :class:`graph.store.Store`."""

    async def read(
        self, statement: str, parameters: Mapping[str, Any], *, timeout: float | None = None
    ) -> list[list[Any]]:
        """The records of a statement, run in a read transaction."""


class Outcome(Enum):
    """What became of a request."""

    DATA = auto()
    """Answered; there may be errors beside the data."""
    REQUEST_ERROR = auto()
    """Not run: the request is wrong."""
    UNAVAILABLE = auto()
    """Not answered: the database is down or busy."""
    FAILED = auto()
    """Not answered: the database gave up on it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: the JSON body, and what became of the request."""

    body: bytes
    outcome: Outcome


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Recent(OrderedDict[K, V], Generic[K, V]):
    """The values used most recently, at most ``size`` of them."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def recall(self, key: K) -> V | None:
        value = self.get(key)
        if value is not None:
            self.move_to_end(key)
        return value

    def keep(self, key: K, value: V) -> V:
        self[key] = value
        if len(self) > self._size:
            self.popitem(last=False)
        return value


class _RequestError(Exception):
    """The request cannot be run."""

    def __init__(self, errors: Iterable[GraphQLError], code: str) -> None:
        self.errors = list(errors)
        self.code = code


@dataclass(frozen=True, slots=True)
class Compiled:
    """A plan with its statement and the maker of its responses."""

    plan: Plan
    statement: str
    response: Response
    introspection: DocumentNode | None


class Operation:
    """One operation of a valid document, with the plans made for it so far."""

    def __init__(
        self,
        schema: GraphQLSchema,
        model: Model,
        document: DocumentNode,
        definition: OperationDefinitionNode,
    ) -> None:
        self._schema = schema
        self._model = model
        self._document = document
        self._definition = definition
        self._pins: tuple[Path, ...] = ()
        self._plans: _Recent[Hashable, Compiled] = _Recent(MAX_PLANS)

    def variables(self, given: Mapping[str, Any]) -> VariableValues:
        """Coerce the variables of a request. Raises _RequestError."""
        values = get_variable_values(
            self._schema, self._definition.variable_definitions or (), dict(given), max_errors=50
        )
        if isinstance(values, list):
            raise _RequestError(values, "BAD_USER_INPUT")
        return values

    def compiled(self, values: VariableValues) -> Compiled:
        """The plan for variables of this shape. Raises BadInput."""
        marked: dict[str, Any] = {}
        shapes: list[Hashable] = []
        for name, value in values.coerced.items():
            type: GraphQLInputType = values.sources[name].signature.type
            marked[name], shape = mark(value, type, (name,))
            shapes.append((name, shape))
        key = (tuple(shapes), self._pinned(values.coerced))
        found = self._plans.recall(key)
        if found is not None:
            return found
        made = self._compile(VariableValues(values.sources, marked), values.coerced)
        self._pins = tuple(sorted({*self._pins, *made.plan.pins}, key=repr))
        return self._plans.keep((tuple(shapes), self._pinned(values.coerced)), made)

    def _pinned(self, coerced: Mapping[str, Any]) -> tuple[Hashable, ...]:
        return tuple(_pin(coerced, path) for path in self._pins)

    def _compile(self, marked: VariableValues, coerced: Mapping[str, Any]) -> Compiled:
        fragments = fragments_of(self._document)
        selector = Selector(self._schema, fragments, self._definition, marked)
        plan = make_plan(self._model, selector.root(), coerced)
        return Compiled(
            plan, render(plan), Response(plan.shape), self._introspection(plan.introspection)
        )

    def _introspection(self, fields: tuple[Field, ...]) -> DocumentNode | None:
        """The document with only the fields that the schema itself answers."""
        if not fields:
            return None
        nodes: list[FieldNode] = [node for field in fields for node in field.nodes]
        definition = OperationDefinitionNode(
            operation=self._definition.operation,
            name=None,
            variable_definitions=self._definition.variable_definitions,
            directives=(),
            selection_set=SelectionSetNode(selections=tuple(nodes)),
        )
        others = [
            each
            for each in self._document.definitions
            if not isinstance(each, OperationDefinitionNode)
        ]
        return DocumentNode(definitions=(definition, *others))


def _pin(coerced: Mapping[str, Any], path: Path) -> Hashable:
    try:
        value = plain(follow(coerced, path))
    except (KeyError, IndexError, TypeError):
        return None
    return tuple(value) if isinstance(value, list) else value


class Service:
    """Answers requests over one schema from one store."""

    def __init__(self, schema: GraphQLSchema, model: Model, store: Reader) -> None:
        self._schema = schema
        self._model = model
        self._store = store
        self._operations: _Recent[tuple[str, str | None], Operation] = _Recent(MAX_DOCUMENTS)

    async def execute(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        *,
        timeout: float | None = None,
    ) -> Answer:
        """Answer one request; ``timeout`` (seconds) bounds the statement.

        Never raises for what a request can cause: every error is in the answer.
        """
        try:
            operation = self.operation(query, operation_name)
            values = operation.variables(variables or {})
            compiled = operation.compiled(values)
            parameters = compiled.plan.bind(values.coerced)
            injected = self._injected(compiled.introspection, variables or {})
        except _RequestError as error:
            return Answer(_errors(error.errors, error.code), Outcome.REQUEST_ERROR)
        except BadInput as error:
            return Answer(_errors([error], "BAD_USER_INPUT"), Outcome.REQUEST_ERROR)
        try:
            records = (
                [[]]
                if not compiled.plan.columns
                else await self._store.read(compiled.statement, parameters, timeout=timeout)
            )
        except StoreUnavailable as error:
            return Answer(_failure(error), Outcome.UNAVAILABLE)
        except StoreError as error:
            return Answer(_failure(error), Outcome.FAILED)
        data, errors = compiled.response.data(records[0], parameters, injected)
        return Answer(_body(data, errors), Outcome.DATA)

    def operation(self, query: str, name: str | None) -> Operation:
        """The operation of a document, checked. Raises _RequestError."""
        found = self._operations.recall((query, name))
        if found is not None:
            return found
        try:
            document = parse(query)
        except GraphQLError as error:
            raise _RequestError([error], "GRAPHQL_PARSE_FAILED") from None
        errors = validate(self._schema, document)
        if errors:
            raise _RequestError(errors, "GRAPHQL_VALIDATION_FAILED")
        definition = get_operation_ast(document, name)
        if definition is None:
            raise _RequestError([GraphQLError(_no_operation(name))], "BAD_USER_INPUT")
        operation = Operation(self._schema, self._model, document, definition)
        return self._operations.keep((query, name), operation)

    def _injected(
        self, document: DocumentNode | None, variables: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        if document is None:
            return {}
        result = execute_sync(self._schema, document, variable_values=dict(variables))
        if result.data is None:
            raise _RequestError(result.errors or (), "BAD_USER_INPUT")
        return result.data


def _no_operation(name: str | None) -> str:
    if name is None:
        return "the document has several operations; say which one in `operationName`"
    return f"the document has no operation named {name!r}"


def _failure(error: StoreError) -> bytes:
    """What the client is told; the log has what the database said."""
    log.warning("%s: %s", error.code, error)
    return _errors([GraphQLError(error.meaning)], error.code)


def _errors(errors: Iterable[GraphQLError], code: str) -> bytes:
    return orjson.dumps({"errors": [_formatted(error, code) for error in errors]})


def _formatted(error: GraphQLError, code: str) -> dict[str, Any]:
    return {**error.formatted, "extensions": {"code": code, **(error.extensions or {})}}


def _body(data: dict[str, Any] | None, errors: list[GraphQLError]) -> bytes:
    if not errors:
        return orjson.dumps({"data": data})
    listed = [_formatted(error, "DATA_INCOMPLETE") for error in errors]
    return orjson.dumps({"data": data, "errors": listed})
