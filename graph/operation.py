"""One operation of a document, and the plans that were made for the shapes of its variables."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    get_variable_values,
)
from graphql.execution.values import VariableValues
from graphql.type import GraphQLInputType

from graph.cost import Cost, cost_of
from graph.cypher import render
from graph.figures import Figure, figures
from graph.limits import Limits, check_variables
from graph.model import Model
from graph.plan import Plan
from graph.planner import make_plan
from graph.recent import Recent, Usage
from graph.response import Quote, Response, no_words
from graph.selection import Field, Path, Selector, follow, fragments_of, mark, plain
from graph.statistics import Clock, Durations, Phase
from graph.validation import MOST_ERRORS

MAX_PLANS = 100
"""How many plans are kept for a document."""

MAX_MESSAGE = 1000
"""How many characters of an error's message are told: some repeat what was sent."""

BYTES_PER_FIELD = 2000
"""The memory of a plan and of the maker of its responses, for a field: measured 700 bytes,
the statement included, whose text is counted beside it."""


class RequestError(Exception):
    """A request that is not run: its errors, and their code unless they have one."""

    def __init__(self, errors: Iterable[GraphQLError], code: str) -> None:
        self.errors = list(errors)
        self.code = code
        super().__init__("; ".join(error.message for error in self.errors))

    def formatted(self) -> list[dict[str, Any]]:
        """The errors as they stand in a response."""
        return [formatted(error, self.code) for error in self.errors]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A plan with its cost, its statement and the maker of its responses.

    ``durations`` are those of all phases that led here; ``size`` is about how many bytes it
    takes.
    """

    plan: Plan
    cost: Cost
    statement: str
    response: Response
    introspection: DocumentNode | None
    figures: tuple[Figure, ...]
    durations: Durations
    size: int


class Operation:
    """One operation of a valid document, with the plans made for it so far."""

    def __init__(
        self,
        schema: GraphQLSchema,
        model: Model,
        document: DocumentNode,
        definition: OperationDefinitionNode,
        *,
        clock: Clock,
        usage: Usage,
        durations: Durations,
        grown: Callable[[int], None],
        limits: Limits,
        quote: Quote = no_words,
    ) -> None:
        self._limits = limits
        self._quote = quote
        self.durations = durations
        self._clock = clock
        self._grown = grown
        self._schema = schema
        self._model = model
        self._document = document
        self._definition = definition
        self._pins: tuple[Path, ...] = ()
        self._plans: Recent[Hashable, Compiled] = Recent(
            MAX_PLANS, usage=usage, on_leave=lambda plan: grown(-plan.size)
        )

    @property
    def name(self) -> str | None:
        """What the document calls it."""
        return self._definition.name.value if self._definition.name else None

    def forget(self) -> None:
        """Let the plans go, and keep none from now on."""
        self._plans.clear()
        self._plans = Recent(0)

    def variables(self, given: Mapping[str, Any]) -> VariableValues:
        """Coerce the variables of a request. Raises RequestError and LimitExceeded."""
        check_variables(given, self._limits)
        values = get_variable_values(
            self._schema,
            self._definition.variable_definitions or (),
            dict(given),
            max_errors=MOST_ERRORS,
        )
        if isinstance(values, list):
            raise RequestError(values, "BAD_USER_INPUT")
        return values

    def compiled(self, values: VariableValues) -> Compiled:
        """The plan for variables of this shape. Raises BadInput and LimitExceeded."""
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
        self._plans.keep((tuple(shapes), self._pinned(values.coerced)), made, made.size)
        self._grown(made.size)
        return made

    def _pinned(self, coerced: Mapping[str, Any]) -> tuple[Hashable, ...]:
        return tuple(_pin(coerced, path) for path in self._pins)

    def _compile(self, marked: VariableValues, coerced: Mapping[str, Any]) -> Compiled:
        durations = dict(self.durations)
        fragments = fragments_of(self._document)
        selector = Selector(self._schema, fragments, self._definition, marked, self._limits)
        with self._clock.measure(Phase.PLAN, durations):
            plan = make_plan(self._model, selector.root(), coerced, self._limits)
        with self._clock.measure(Phase.RENDER, durations):
            statement = render(plan)
        size = selector.count * BYTES_PER_FIELD + len(statement)
        introspection = self._introspection(plan.introspection)
        return Compiled(
            plan,
            cost_of(plan),
            statement,
            Response(plan.shape, self._quote),
            introspection,
            figures(plan),
            durations,
            size,
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


def formatted(error: GraphQLError, code: str) -> dict[str, Any]:
    """An error as it stands in a response, with a code unless it has one."""
    told = error.formatted
    message = told["message"]
    if len(message) > MAX_MESSAGE:
        message = f"{message[:MAX_MESSAGE]}…"
    extensions = {"code": code, **(error.extensions or {})}
    return {**told, "message": message, "extensions": extensions}
