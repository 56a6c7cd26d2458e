"""What an operation asks: fields after fragments, `@skip`/`@include`, aliases and merging.

graphql-core collects fields and coerces arguments; this module is the one place that calls
its internals. Values that come from variables stay :class:`Bound`, so that a plan made for
one request serves every request of the same shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLBoolean,
    GraphQLCompositeType,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    SchemaMetaFieldDef,
    TypeMetaFieldDef,
    TypeNameMetaFieldDef,
    get_argument_values,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_composite_type,
)
from graphql.execution.collect_fields import (
    FieldDetails,
    FragmentDetails,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues

from graph.limits import LimitExceeded, Limits

Path = tuple[str | int, ...]

STRUCTURAL_ENUMS = frozenset({"OrderDirection", "Language", "Calendar"})
"""Enums whose value changes the statement, or what is made of its rows."""


class BadInput(GraphQLError):
    """A request that is valid and cannot be served."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A value that a variable gives, at ``path`` (variable name, then keys and indexes)."""

    path: Path


@dataclass(frozen=True, slots=True)
class Field:
    """A field to answer: ``key`` in the response, ``name`` in the schema.

    ``arguments`` hold GraphQL values with Bound leaves. ``children`` are the fields of each
    object type that the answer may have, by type name; empty for leaves. ``nodes`` are the
    places in the document.
    """

    key: str
    name: str
    type: GraphQLOutputType
    arguments: Mapping[str, Any]
    children: Mapping[str, tuple[Field, ...]]
    nodes: tuple[FieldNode, ...]

    @property
    def type_name(self) -> str:
        """The name of the type that the field answers, without lists and non-null."""
        return str(get_named_type(self.type).name)

    def only(self) -> tuple[Field, ...]:
        """The fields of the one object type that the answer has."""
        (fields,) = self.children.values()
        return fields


def mark(value: Any, type: GraphQLInputType, path: Path) -> tuple[Any, Any]:
    """Split a coerced variable into the part that decides the plan and the rest.

    Returns the value with its other leaves replaced by Bound, and a hashable shape: two
    requests with equal shapes have the same plan.
    """
    kind: Any = get_nullable_type(type)
    if value is None:
        return None, None
    if isinstance(kind, GraphQLInputObjectType):
        parts = {
            key: mark(item, kind.fields[key].type, (*path, key)) for key, item in value.items()
        }
        shape = tuple((key, shape) for key, (_, shape) in parts.items())
        return {key: marked for key, (marked, _) in parts.items()}, shape
    if isinstance(kind, GraphQLList) and isinstance(
        get_nullable_type(kind.of_type), (GraphQLInputObjectType, GraphQLList)
    ):
        items = [mark(item, kind.of_type, (*path, i)) for i, item in enumerate(value)]
        return [marked for marked, _ in items], tuple(shape for _, shape in items)
    if kind is GraphQLBoolean:
        return value, value
    if isinstance(kind, GraphQLEnumType) and kind.name in STRUCTURAL_ENUMS:
        return value, plain(value)
    return Bound(path), True


def plain(value: Any) -> Any:
    """An enum's member as its GraphQL name, dates as ISO 8601 text, others as they are."""
    if isinstance(value, Enum):
        return value.name
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def follow(values: Mapping[str, Any], path: Path) -> Any:
    """The value that ``path`` leads to in coerced variables."""
    value: Any = values
    for step in path:
        value = value[step]
    return value


def fragments_of(document: DocumentNode) -> dict[str, FragmentDetails]:
    """The fragments of a document by name."""
    return {
        node.name.value: FragmentDetails(node)
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }


class Selector:
    """Collects the fields of one operation; ``count`` is how many there were."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: dict[str, FragmentDetails],
        operation: OperationDefinitionNode,
        variables: VariableValues,
        limits: Limits,
    ) -> None:
        self._limits = limits
        self._schema = schema
        self._fragments = fragments
        self._operation = operation
        self._variables = variables
        self.count = 0

    def root(self) -> tuple[Field, ...]:
        """The root fields of the operation, with everything below them.

        Raises LimitExceeded: where a field answers an interface, those of all types count.
        """
        query = self._schema.query_type
        assert query is not None
        self.count = 0
        collected = collect_fields(
            self._schema, self._fragments, self._variables, query, self._operation
        )
        return self._fields(query, collected.grouped_field_set)

    def _fields(
        self, parent: GraphQLObjectType, grouped: Mapping[str, list[FieldDetails]]
    ) -> tuple[Field, ...]:
        return tuple(self._field(parent, key, details) for key, details in grouped.items())

    def _field(self, parent: GraphQLObjectType, key: str, details: list[FieldDetails]) -> Field:
        node = details[0].node
        self.count += 1
        if self.count > self._limits.fields:
            raise LimitExceeded("fields", self._limits.fields, node)
        definition = _definition(self._schema, parent, node.name.value)
        named = get_named_type(definition.type)
        is_meta = definition is SchemaMetaFieldDef or definition is TypeMetaFieldDef
        return Field(
            key=key,
            name=node.name.value,
            type=definition.type,
            arguments={}
            if is_meta or not definition.args
            else get_argument_values(definition, node, self._variables),
            children=self._children(named, details)
            if is_composite_type(named) and not is_meta
            else {},
            nodes=tuple(detail.node for detail in details),
        )

    def _children(
        self, type: GraphQLCompositeType, details: list[FieldDetails]
    ) -> dict[str, tuple[Field, ...]]:
        objects = self._schema.get_possible_types(type) if is_abstract_type(type) else [type]
        children = {}
        for each in objects:
            assert isinstance(each, GraphQLObjectType)
            collected = collect_subfields(
                self._schema, self._fragments, self._variables, self._operation, each, details
            )
            children[each.name] = self._fields(each, collected.grouped_field_set)
        return children


def _definition(schema: GraphQLSchema, parent: GraphQLObjectType, name: str) -> Any:
    meta = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}
    if name == "__typename":
        return TypeNameMetaFieldDef
    return meta[name] if name in meta else parent.fields[name]
