"""How much one request may ask for, and the one pass over a document that holds it to that.

The pass comes before validation, since rules of validation do more work than the document is
long; it walks each fragment once, however often that is spread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    ListValueNode,
    Node,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
)

CODE = "LIMIT_EXCEEDED"
SETTING = "GOVGRAPH_LIMIT_"
"""How the names of the settings of limits begin."""


def _limit(default: Any, what: str, instead: str = "", *, shown: str | None = None) -> Any:
    """Declare a limit: the most of ``what``, and what to do ``instead`` of asking for more."""
    metadata = {"what": what, "instead": instead, "shown": shown}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that a request may be, ask for or take; immutable.

    Sizes are in bytes, times in seconds, ``document`` in characters.
    """

    body: int = _limit(256_000, "bytes of a request", "send less")
    document: int = _limit(100_000, "characters of a document", "ask in parts")
    tokens: int = _limit(
        3_000,
        "tokens of a document, and comments in it",
        "ask in parts, or give lists as variables",
    )
    definitions: int = _limit(100, "operations and fragments of a document", "ask in parts")
    variables: int = _limit(100, "variables of an operation", "join them in input objects")
    depth: int = _limit(80, "fields and fragments below each other", "start further down")
    roots: int = _limit(50, "root fields of an operation", "ask in parts")
    fields: int = _limit(
        2_000,
        "fields of an operation, each counted as often as its fragments repeat it",
        "ask for them in parts",
    )
    aliases: int = _limit(200, "aliases of an operation, counted alike", "ask in parts")
    directives: int = _limit(100, "directives of an operation, counted alike", "ask in parts")
    list: int = _limit(1_000, "values of a list in arguments or variables", "ask in parts")
    values: int = _limit(
        5_000, "values in all lists and input objects of a request", "ask in parts"
    )
    conditions: int = _limit(
        500, "conditions in the filters of an operation", "compare with several values by `in`"
    )
    nesting: int = _limit(20, "levels of a filter", "split the question")
    relations: int = _limit(100, "relations in one operation", "ask in parts")
    levels: int = _limit(25, "relations below each other", "start further down")
    introspection: int = _limit(
        60_000, "values that introspection may answer, about", "ask for fewer types or fields"
    )
    cost: int = _limit(
        5_000_000, "nodes that an operation may touch, by its page sizes", "ask in parts"
    )
    time: float = _limit(30.0, "seconds that an operation may take", "ask for less")
    memory: str | None = _limit(
        None, "memory of a transaction of the local Neo4j", shown="70 % of `GOVGRAPH_HEAP`"
    )


DEFAULTS = Limits()

LIMITS = {each.name: each for each in fields(Limits)}


class LimitExceeded(GraphQLError):
    """A request asks for more than a limit allows.

    Its extensions name the setting of the ``limit``, the ``most`` that this allows, and what
    was ``found``, unless counting stopped before that was known. The ``place`` is a node, or
    the error of the parser where it gave up.
    """

    def __init__(
        self,
        name: str,
        most: float,
        place: Node | GraphQLError | None = None,
        *,
        found: float | None = None,
        instead: str | None = None,
    ) -> None:
        metadata = LIMITS[name].metadata
        told = {"code": CODE, "limit": setting(name), "most": most}
        figure = "" if found is None else f" (found: {found:,})"
        super().__init__(
            f"more than {most:,} {metadata['what']}{figure}; {instead or metadata['instead']}",
            place if isinstance(place, Node) else None,
            source=place.source if isinstance(place, GraphQLError) else None,
            positions=place.positions if isinstance(place, GraphQLError) else None,
            extensions=told if found is None else {**told, "found": found},
        )


def setting(name: str) -> str:
    """The setting that changes a limit."""
    return SETTING + name.upper()


# Variables


def check_variables(variables: Mapping[str, Any], limits: Limits) -> None:
    """Hold the values of a request to its limits, before they are coerced.

    Raises LimitExceeded.
    """
    waiting: list[Any] = [variables]
    count = 0
    while waiting:
        value = waiting.pop()
        if isinstance(value, list) and len(value) > limits.list:
            raise LimitExceeded("list", limits.list, found=len(value))
        count += len(value)
        if count > limits.values:
            raise LimitExceeded("values", limits.values)
        items = value.values() if isinstance(value, Mapping) else value
        waiting += [item for item in items if isinstance(item, (Mapping, list))]


# Documents

Sizes = Mapping[str, float]
"""How many values the lists of introspection have on average, by field."""

WRAPPED = 0.5
"""How many types of introspection wrap another (a list, what is not null), about."""

SUMMED = ("fields", "aliases", "directives", "values", "introspection")
"""What is added up over an operation; each is a limit."""


@dataclass(slots=True)
class _Tally:
    """What is in a selection set, with all below it: ``roots`` are the fields of its own.

    ``weight`` is what it would answer were it a part of introspection.
    """

    height: int = 0
    roots: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    values: int = 0
    introspection: float = 0
    weight: float = 0

    def add(self, other: _Tally) -> None:
        self.height = max(self.height, other.height)
        self.roots += other.roots
        self.fields += other.fields
        self.aliases += other.aliases
        self.directives += other.directives
        self.values += other.values
        self.introspection += other.introspection
        self.weight += other.weight


def check_document(document: DocumentNode, limits: Limits, sizes: Sizes) -> None:
    """Hold a document to its limits; it need not be valid. Raises LimitExceeded.

    ``sizes`` are those of the schema, see :func:`introspection_sizes`.
    """
    found = len(document.definitions)
    if found > limits.definitions:
        place = document.definitions[limits.definitions]
        raise LimitExceeded("definitions", limits.definitions, place, found=found)
    check = _Check(document, limits, sizes)
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            check.operation(each)


class _Check:
    """Walks the operations of a document, once through each fragment.

    An error is placed at the selection with which a limit is passed, in the innermost
    selection set that passes it.
    """

    def __init__(self, document: DocumentNode, limits: Limits, sizes: Sizes) -> None:
        self._limits = limits
        self._sizes = sizes
        self._fragments = {
            each.name.value: each
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }
        self._known: dict[str, _Tally] = {}

    def operation(self, operation: OperationDefinitionNode) -> None:
        limits, variables = self._limits, operation.variable_definitions or ()
        if len(variables) > limits.variables:
            place = variables[limits.variables]
            raise LimitExceeded("variables", limits.variables, place, found=len(variables))
        found = self._selections(operation.selection_set, 1)
        if found.roots > limits.roots:
            raise LimitExceeded("roots", limits.roots, operation, found=found.roots)
        found.directives += len(operation.directives or ())
        for each in variables:
            found.directives += len(each.directives or ())
            found.values += self._values([each.default_value] if each.default_value else [])
        self._hold(found, operation)

    def _selections(self, selections: SelectionSetNode, depth: int) -> _Tally:
        """What is in a selection set at a depth, of an operation or of a fragment."""
        total = _Tally()
        for node in selections.selections:
            if depth > self._limits.depth:
                raise LimitExceeded("depth", self._limits.depth, node)
            total.add(self._selection(node, depth))
            total.directives += len(node.directives or ())
            total.values += self._arguments(node.directives or ())
            self._hold(total, node)
        total.height += 1
        return total

    def _hold(self, total: _Tally, place: Node) -> None:
        for name in SUMMED:
            most = getattr(self._limits, name)
            if getattr(total, name) > most:
                raise LimitExceeded(name, most, place)

    def _selection(self, node: SelectionNode, depth: int) -> _Tally:
        if isinstance(node, FieldNode):
            return self._field(node, depth)
        if isinstance(node, FragmentSpreadNode):
            return self._spread(node, depth)
        inner: SelectionSetNode = node.selection_set  # type: ignore[attr-defined]
        return self._selections(inner, depth + 1)

    def _field(self, node: FieldNode, depth: int) -> _Tally:
        below = self._selections(node.selection_set, depth + 1) if node.selection_set else _Tally()
        name = node.name.value
        below.roots = 1
        below.fields += 1
        below.aliases += node.alias is not None
        below.values += self._arguments((node,))
        below.weight = (1 + below.weight) * self._sizes.get(name, 1)
        if name in ("__schema", "__type"):
            below.introspection += below.weight
        return below

    def _spread(self, node: FragmentSpreadNode, depth: int) -> _Tally:
        name = node.name.value
        if name not in self._known:
            self._known[name] = _Tally()  # of a fragment in itself, which is no valid one
            if name in self._fragments:
                fragment = self._fragments[name]
                self._known[name] = self._selections(fragment.selection_set, depth + 1)
        known = self._known[name]
        if depth + known.height > self._limits.depth:
            raise LimitExceeded("depth", self._limits.depth, node)
        return known

    def _arguments(self, nodes: Iterable[FieldNode | DirectiveNode]) -> int:
        return sum(self._values([a.value for a in each.arguments or ()]) for each in nodes)

    def _values(self, waiting: list[ValueNode]) -> int:
        """How many values the lists and input objects in these values have."""
        count = 0
        while waiting:
            node = waiting.pop()
            if isinstance(node, ListValueNode):
                items = list(node.values)
                if len(items) > self._limits.list:
                    raise LimitExceeded("list", self._limits.list, node, found=len(items))
            elif isinstance(node, ObjectValueNode):
                items = [each.value for each in node.fields]
            else:
                continue
            count += len(items)
            waiting += items
        return count


def introspection_sizes(schema: GraphQLSchema) -> Sizes:
    """How many values the lists of introspection have, on average over this schema."""
    types = list(schema.type_map.values())
    kinds = (GraphQLObjectType, GraphQLInterfaceType)
    owners = [each for each in types if isinstance(each, kinds)]
    outputs = [each for owner in owners for each in owner.fields.values()]
    inputs = [each for each in types if isinstance(each, GraphQLInputObjectType)]
    enums = [each for each in types if isinstance(each, GraphQLEnumType)]
    interfaces = [each for each in types if isinstance(each, GraphQLInterfaceType)]

    def average(count: int, of: Iterable[Any]) -> float:
        return count / max(1, len(list(of)))

    return {
        "types": len(types),
        "directives": len(schema.directives),
        "ofType": WRAPPED,
        "fields": average(len(outputs), types),
        "args": average(sum(len(each.args) for each in outputs), outputs),
        "inputFields": average(sum(len(each.fields) for each in inputs), types),
        "enumValues": average(sum(len(each.values) for each in enums), types),
        "interfaces": average(sum(len(each.interfaces) for each in owners), types),
        "possibleTypes": average(
            sum(len(schema.get_possible_types(each)) for each in interfaces), types
        ),
    }
