"""Validation in two speeds, with the verdict of graphql-core.

graphql-core visits a document once for all of its rules together, which takes longer than
all else that is done to an operation. Nearly every document is valid: :class:`_Check` proves
that in one plain walk for the usual kind. Where it has any doubt, because something is wrong
or merely unusual, graphql-core decides, and gives the errors. A check may doubt what is
valid; it must never pass what graphql-core refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import (
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    TypeNameMetaFieldDef,
    ValueNode,
    VariableNode,
    get_named_type,
    is_composite_type,
    is_input_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
    is_type_sub_type_of,
    type_from_ast,
    validate,
)
from graphql.utilities import do_types_overlap
from graphql.utilities.validate_input_value import validate_input_literal
from graphql.validation.rules import overlapping_fields_can_be_merged

MOST_FIELDS = 1000
"""The size up to which a check is made: graphql-core gives up on some that are very large."""

MOST_LEVELS = 60
"""The depth, through fragments, up to which a check is made, for the same reason."""

MOST_ERRORS = 5
"""How many errors are told: each looks for names that are like the wrong one, of them all."""

GIVEN_UP = "Validation aborted."
"""All that graphql-core says where it has compared enough fields, or followed fragments."""

TOO_OFTEN = GraphQLError(
    "the same fields and fragments are repeated too often to see whether they fit together; "
    "ask for each once, or under names of its own"
)

PLAIN_DIRECTIVES = ("skip", "include")


# What graphql-core may compare to find out whether fields merge, in its own measure; it says
# that this is set here. Its default lets a short document cost a second.
overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = 20_000


def errors_of(schema: GraphQLSchema, document: DocumentNode) -> list[GraphQLError]:
    """What graphql-core's rules find wrong with a document."""
    if is_surely_valid(schema, document):
        return []
    errors = validate(schema, document, max_errors=MOST_ERRORS)
    return [TOO_OFTEN if error.message == GIVEN_UP else error for error in errors]


def is_surely_valid(schema: GraphQLSchema, document: DocumentNode) -> bool:
    """True for most valid documents, and for no other."""
    try:
        _Check(schema, document).run()
    except _Doubt:
        return False
    return True


class _Doubt(Exception):
    """Something is wrong or unusual."""


class _Response:
    """What one response key stands for: the field, and where it is written."""

    __slots__ = ("is_plain", "node", "type")

    def __init__(self, node: FieldNode, type: Any, *, is_plain: bool) -> None:
        self.node = node
        self.type = type
        self.is_plain = is_plain

    def merges(self, other: _Response) -> bool:
        """Whether the two are surely no conflict: the same leaf, without arguments."""
        return self.node is other.node or (
            self.is_plain
            and other.is_plain
            and self.node.name.value == other.node.name.value
            and str(self.type) == str(other.type)
        )


_Keys = dict[str, _Response]


class _Check:
    """Walks one document, once through each fragment."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._document = document
        self._fragments: dict[str, FragmentDefinitionNode] = {}
        self._keys: dict[str, _Keys | None] = {}
        self._heights: dict[str, int] = {}
        self._reached = 0
        self._used: list[tuple[str, Any]] = []
        self._fields = 0

    def run(self) -> None:
        """Raises _Doubt."""
        operation = self._operation()
        root = self._schema.query_type
        _sure(root is not None)
        self._selections(operation.selection_set, root, 1)
        _sure(len(self._keys) == len(self._fragments))
        self._variables(operation)

    def _operation(self) -> OperationDefinitionNode:
        """The only operation, a query; the fragments are noted."""
        operations = []
        for each in self._document.definitions:
            if isinstance(each, OperationDefinitionNode):
                operations.append(each)
            else:
                _sure(isinstance(each, FragmentDefinitionNode))
                assert isinstance(each, FragmentDefinitionNode)
                _sure(not each.variable_definitions and each.name.value not in self._fragments)
                self._fragments[each.name.value] = each
            _sure(not each.directives)
        _sure(len(operations) == 1 and operations[0].operation is OperationType.QUERY)
        return operations[0]

    # Selections

    def _selections(self, selections: SelectionSetNode, parent: Any, depth: int) -> _Keys:
        """Check a selection set; its response keys, those of its fragments included."""
        self._reach(depth)
        _sure(bool(selections.selections))
        keys: _Keys = {}
        for node in selections.selections:
            self._directives(node.directives)
            if isinstance(node, FieldNode):
                key = (node.alias or node.name).value
                _merge(keys, {key: self._field(node, parent, depth)})
            elif isinstance(node, FragmentSpreadNode):
                _sure(not getattr(node, "arguments", None))
                _merge(keys, self._spread(node, parent, depth))
            else:
                assert isinstance(node, InlineFragmentNode)
                inner = self._condition(node.type_condition, parent)
                _merge(keys, self._selections(node.selection_set, inner, depth + 1))
        return keys

    def _field(self, node: FieldNode, parent: Any, depth: int) -> _Response:
        self._fields += 1
        _sure(self._fields <= MOST_FIELDS)
        name = node.name.value
        if name == "__typename":
            definition: Any = TypeNameMetaFieldDef
        else:
            _sure(isinstance(parent, GraphQLObjectType | GraphQLInterfaceType))
            definition = parent.fields.get(name)
            _sure(definition is not None)
        self._arguments(node.arguments, definition.args)
        named = get_named_type(definition.type)
        is_leaf = is_leaf_type(named)
        _sure((node.selection_set is None) is is_leaf)
        if node.selection_set is not None:
            self._selections(node.selection_set, named, depth + 1)
        is_plain = is_leaf and not node.arguments
        return _Response(node, definition.type, is_plain=is_plain)

    def _spread(self, node: FragmentSpreadNode, parent: Any, depth: int) -> _Keys:
        name = node.name.value
        fragment = self._fragments.get(name)
        if fragment is None:
            raise _Doubt
        inner = self._condition(fragment.type_condition, parent)
        if name not in self._keys:
            self._keys[name] = None  # until it is known: a fragment in itself is found by this
            reached, self._reached = self._reached, depth
            self._keys[name] = self._selections(fragment.selection_set, inner, depth + 1)
            self._heights[name] = self._reached - depth
            self._reached = max(reached, self._reached)
        keys = self._keys[name]
        if keys is None:
            raise _Doubt
        self._reach(depth + self._heights[name])
        return keys

    def _reach(self, depth: int) -> None:
        self._reached = max(self._reached, depth)
        _sure(depth <= MOST_LEVELS)

    def _condition(self, condition: Any, parent: Any) -> Any:
        """The type that a fragment is on."""
        if condition is None:
            return parent
        type: Any = self._schema.get_type(condition.name.value)
        _sure(is_composite_type(type) and do_types_overlap(self._schema, type, parent))
        return type

    def _directives(self, directives: Iterable[DirectiveNode] | None) -> None:
        names = [each.name.value for each in directives or ()]
        _sure(len(set(names)) == len(names))
        for each in directives or ():
            definition = self._schema.get_directive(each.name.value)
            if definition is None or each.name.value not in PLAIN_DIRECTIVES:
                raise _Doubt
            self._arguments(each.arguments, definition.args)

    # Values

    def _arguments(self, given: Iterable[ArgumentNode] | None, defined: Mapping[str, Any]) -> None:
        names = set()
        for node in given or ():
            name = node.name.value
            definition = defined.get(name)
            _sure(definition is not None and name not in names)
            names.add(name)
            assert definition is not None
            self._value(node.value, definition.type)
        for name, definition in defined.items():
            _sure(name in names or not is_required_argument(definition))

    def _value(self, node: ValueNode, type: Any) -> None:
        if isinstance(node, VariableNode):
            self._used.append((node.name.value, type))
            return
        if isinstance(type, GraphQLNonNull):
            _sure(not isinstance(node, NullValueNode))
            type = type.of_type
        if isinstance(node, NullValueNode):
            return
        if isinstance(type, GraphQLList):
            for item in node.values if isinstance(node, ListValueNode) else (node,):
                self._value(item, type.of_type)
        elif isinstance(type, GraphQLInputObjectType):
            self._object(node, type)
        else:
            _sure(not isinstance(node, ListValueNode | ObjectValueNode))
            validate_input_literal(node, type, _doubt)

    def _object(self, node: ValueNode, type: GraphQLInputObjectType) -> None:
        if not isinstance(node, ObjectValueNode):
            raise _Doubt
        names = set()
        for each in node.fields:
            name = each.name.value
            definition = type.fields.get(name)
            if definition is None or name in names:
                raise _Doubt
            names.add(name)
            # One of several must be given, and not be null: a variable might be.
            _sure(not type.is_one_of or not isinstance(each.value, VariableNode | NullValueNode))
            self._value(each.value, definition.type)
        _sure(not type.is_one_of or len(names) == 1)
        for name, definition in type.fields.items():
            _sure(name in names or not is_required_input_field(definition))

    def _variables(self, operation: OperationDefinitionNode) -> None:
        types: dict[str, Any] = {}
        for node in operation.variable_definitions or ():
            name = node.variable.name.value
            type: Any = type_from_ast(self._schema, node.type)
            _sure(name not in types and not node.directives and is_input_type(type))
            if node.default_value is not None:
                self._value(node.default_value, type)
                # What a default allows is left to graphql-core: here it counts as nullable.
            types[name] = type
        for name, wanted in self._used:
            _sure(name in types and is_type_sub_type_of(self._schema, types[name], wanted))
        _sure(types.keys() == {name for name, _ in self._used})


def _merge(keys: _Keys, more: _Keys) -> None:
    for key, response in more.items():
        _sure(keys.setdefault(key, response).merges(response))


def _sure(holds: bool) -> None:
    if not holds:
        raise _Doubt


def _doubt(_error: GraphQLError, _path: Any) -> None:
    raise _Doubt
