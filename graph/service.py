"""Answers GraphQL requests: parse, validate, plan, run one statement, respond.

What a document's text decides is kept: its parse and validation, and a plan for each shape
of its variables. The least recently used documents leave, with their plans, when there are
more than ``MAX_DOCUMENTS``, or when all together are estimated at more than ``MAX_BYTES``.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Coroutine, Hashable, Mapping
from copy import copy
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Protocol

import orjson
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    execute_sync,
    get_operation_ast,
    parse,
)

from graph.cost import excess
from graph.errors import StoreBusy, StoreError, StoreMemory, StoreTimeout, StoreUnavailable
from graph.figures import Figures
from graph.limits import (
    DEFAULTS,
    LimitExceeded,
    Limits,
    check_document,
    introspection_sizes,
    setting,
)
from graph.model import Model
from graph.observation import Observation
from graph.operation import MAX_PLANS, Compiled, Operation, RequestError, formatted
from graph.recent import Recent, Usage
from graph.response import Quote, Response, no_words
from graph.selection import BadInput
from graph.statistics import CacheStatistics, Clock, Durations, Phase, Statistics
from graph.validation import errors_of

log = logging.getLogger(__name__)

MAX_DOCUMENTS = 1000
"""How many documents are kept parsed."""

MAX_BYTES = 128 * 1024 * 1024
"""About how many bytes of memory all documents and plans may take that are kept."""

ABORTED = "Parsing aborted."
"""How the errors of graphql-core's parser end where it gives up, by too many tokens or depth."""

MAX_INTROSPECTED = 20
"""How many answers of the schema itself are kept, each whole, as JSON."""

MAX_INTROSPECTED_BYTES = 16 * 1024 * 1024

BYTES_PER_CHARACTER = 300
"""The most memory that graphql-core's tree takes, for a character of a document.

Measured: 78 bytes for a usual document, 275 for one of names of a single letter.
"""


TAKEN = {StoreTimeout: "time", StoreMemory: "memory"}
"""The limits that are met only while a statement runs."""


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
    """A response: the JSON body, what became of the request, and what it cost if it was run.

    ``is_whole``: there are data, and no errors.
    """

    body: bytes
    outcome: Outcome
    cost: int | None = None
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request that can be run, with the parameters of its statement, and its cost.

    ``operation`` is its name in the document; ``injected`` are the root fields that the schema
    itself answered.
    """

    operation: str | None
    compiled: Compiled
    parameters: Mapping[str, Any]
    cost: int
    injected: Mapping[str, Any]


class Service:
    """Answers requests over one schema from one store; without one it only compiles.

    ``quote`` answers the words of passages, where the texts of documents are at hand.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        model: Model,
        store: Reader | None,
        quote: Quote = no_words,
        limits: Limits = DEFAULTS,
    ) -> None:
        self._quote = quote
        self._limits = limits
        self._sizes = introspection_sizes(schema)
        self._schema = schema
        self._model = model
        self._store = store
        self._clock = Clock()
        self._plans = Usage()
        self._figures = Figures()
        self._introspected: Recent[Hashable, Mapping[str, Any]] = Recent(
            MAX_INTROSPECTED, MAX_INTROSPECTED_BYTES
        )
        self._operations: Recent[tuple[str, str | None], Operation] = Recent(
            MAX_DOCUMENTS, MAX_BYTES, on_leave=Operation.forget
        )

    @property
    def statistics(self) -> Statistics:
        """What was done so far: hits and misses of the caches, times of the phases."""
        return Statistics(
            CacheStatistics.of(self._operations.usage, MAX_DOCUMENTS, MAX_BYTES),
            CacheStatistics.of(self._plans, MAX_PLANS, MAX_BYTES),
            {phase: copy(times) for phase, times in self._clock.times.items()},
        )

    async def execute(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        *,
        timeout: float | None = None,
        observation: Observation | None = None,
    ) -> Answer:
        """Answer one request; ``timeout`` (seconds) bounds all that is done for it.

        Never raises for what a request can cause: every error is in the answer. What there
        is to know about the request besides is noted in ``observation``.
        """
        began = time.monotonic()
        noted = observation if observation is not None else Observation()
        try:
            with noted.compiling():
                ready = self.prepare(query, variables, operation_name)
        except RequestError as error:
            refused = error.formatted()
            noted.code = refused[0]["extensions"]["code"]
            noted.limit = refused[0]["extensions"].get("limit")
            return Answer(orjson.dumps({"errors": refused}), Outcome.REQUEST_ERROR)
        noted.operation = ready.operation
        try:
            row = await self._row(ready, _left(timeout, began), noted)
        except StoreError as error:
            noted.code = error.code
            noted.limit = _limit_of(error)
            unavailable = isinstance(error, StoreUnavailable)
            return Answer(_failure(error), Outcome.UNAVAILABLE if unavailable else Outcome.FAILED)
        response = self._assembled(ready.compiled)
        data, errors = response.data(row, ready.parameters, ready.injected)
        listed = [formatted(error, "DATA_INCOMPLETE") for error in errors]
        noted.code = listed[0]["extensions"]["code"] if listed else None
        return Answer(_body(data, listed), Outcome.DATA, ready.cost, is_whole=not listed)

    async def _row(self, ready: Prepared, timeout: float | None, noted: Observation) -> list[Any]:
        """The one record of a statement; nothing is asked for what the schema answers."""
        if not ready.compiled.plan.columns:
            return []
        assert self._store is not None
        compiled, parameters = ready.compiled, ready.parameters
        known = self._figures.recall(compiled.figures, parameters)
        noted.statement = compiled.statement
        with noted.asking():
            asked = {**parameters, **known.told}
            reading = self._store.read(compiled.statement, asked, timeout=timeout)
            if not compiled.response.is_assembled:
                reading = self._assembling(reading, compiled)
            (row,) = await reading
        self._figures.complete(row, known)
        return row

    async def _assembling(
        self, reading: Coroutine[Any, Any, list[list[Any]]], compiled: Compiled
    ) -> list[list[Any]]:
        """What is read; the maker of the response is made while the database plans and reads."""

        async def assemble() -> None:
            self._assembled(compiled)

        found: list[list[Any]]
        found, _ = await asyncio.gather(reading, assemble())
        return found

    def _assembled(self, compiled: Compiled) -> Response:
        if not compiled.response.is_assembled:
            with self._clock.measure(Phase.ASSEMBLE, compiled.durations):
                compiled.response.assemble()
        return compiled.response

    def prepare(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
    ) -> Prepared:
        """All of a request but the statement's run. Raises RequestError."""
        try:
            operation = self.operation(query, operation_name)
            values = operation.variables(variables or {})
            compiled = operation.compiled(values)
            parameters = compiled.plan.bind(values.coerced)
            cost = compiled.cost.of(parameters)
            if cost > self._limits.cost:
                raise excess(compiled.plan, compiled.cost, parameters, self._limits.cost)
        except (BadInput, LimitExceeded) as error:
            raise RequestError([error], "BAD_USER_INPUT") from None
        injected: Mapping[str, Any] = {}
        if compiled.introspection:
            key = (query, operation_name, orjson.dumps(variables))
            injected = self._introspected.recall(key) or self._introspected.keep(
                key, *self._introspect(compiled.introspection, variables or {})
            )
        return Prepared(operation.name, compiled, parameters, cost, injected)

    def operation(self, query: str, name: str | None) -> Operation:
        """The operation of a document, checked. Raises RequestError and LimitExceeded."""
        key = (query, name)
        found = self._operations.recall(key)
        if found is not None:
            return found
        durations: Durations = {}
        document = self._document(query, durations)
        definition = get_operation_ast(document, name)
        if definition is None:
            raise RequestError([GraphQLError(_no_operation(name))], "BAD_USER_INPUT")
        operation = Operation(
            self._schema,
            self._model,
            document,
            definition,
            clock=self._clock,
            usage=self._plans,
            durations=durations,
            grown=lambda size: self._operations.grow(key, size),
            limits=self._limits,
            quote=self._quote,
        )
        return self._operations.keep(key, operation, len(query) * BYTES_PER_CHARACTER)

    def _document(self, query: str, durations: Durations) -> DocumentNode:
        """A document, parsed and validated. Raises RequestError and LimitExceeded."""
        with self._clock.measure(Phase.PARSE, durations):
            document = self._parsed(query)
        with self._clock.measure(Phase.VALIDATE, durations):
            check_document(document, self._limits, self._sizes)
            errors = errors_of(self._schema, document)
        if errors:
            raise RequestError(errors, "GRAPHQL_VALIDATION_FAILED")
        return document

    def _parsed(self, query: str) -> DocumentNode:
        limits = self._limits
        if len(query) > limits.document:
            raise LimitExceeded("document", limits.document, found=len(query))
        try:
            return parse(query, max_lexical_tokens=limits.tokens, max_comments=limits.tokens)
        except GraphQLError as error:
            if not error.message.endswith(ABORTED):
                raise RequestError([error], "GRAPHQL_PARSE_FAILED") from None
            name = "depth" if "nested" in error.message else "tokens"
            raise LimitExceeded(name, getattr(limits, name), error) from None

    def _introspect(
        self, document: DocumentNode, variables: Mapping[str, Any]
    ) -> tuple[Mapping[str, orjson.Fragment], int]:
        """What the schema answers, each root field as JSON, and its size. Raises RequestError."""
        result = execute_sync(self._schema, document, variable_values=dict(variables))
        if result.data is None:
            raise RequestError(result.errors or (), "BAD_USER_INPUT")
        written = {name: orjson.dumps(value) for name, value in result.data.items()}
        size = sum(map(len, written.values()))
        return {name: orjson.Fragment(text) for name, text in written.items()}, size


def _left(timeout: float | None, began: float) -> float | None:
    """The seconds that are left. Raises StoreTimeout when there are none."""
    if timeout is None:
        return None
    left = timeout - (time.monotonic() - began)
    if left <= 0:
        raise StoreTimeout("the operation took longer to plan than it was allowed")
    return left


def _no_operation(name: str | None) -> str:
    if name is None:
        return "the document has several operations; say which one in `operationName`"
    return f"the document has no operation named {name!r}"


def _limit_of(error: StoreError) -> str | None:
    name = TAKEN.get(type(error))
    return setting(name) if name else None


def _failure(error: StoreError) -> bytes:
    """What the client is told; the log has what the database said."""
    # A line for each one refused would only add to what there is too much of.
    log.log(
        logging.DEBUG if isinstance(error, StoreBusy) else logging.WARNING,
        "%s: %s",
        error.code,
        error,
    )
    limit = _limit_of(error)
    told = GraphQLError(error.meaning, extensions={"limit": limit} if limit else None)
    return orjson.dumps({"errors": [formatted(told, error.code)]})


def _body(data: dict[str, Any] | None, errors: list[dict[str, Any]]) -> bytes:
    if not errors:
        return orjson.dumps({"data": data})
    return orjson.dumps({"data": data, "errors": errors})
