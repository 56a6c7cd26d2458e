"""Makes up valid operations from the schema, for comparison."""

from __future__ import annotations

import json
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLOutputType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_composite_type,
)
from hypothesis import strategies as st

from tests.compiler.plain import Memory, read
from tests.compiler.world import DAYS, TIMES

Made = tuple[str, dict[str, Any]]


class Maker:
    """Draws one operation: its text and variables."""

    def __init__(self, draw: st.DrawFn, schema: GraphQLSchema, memory: Memory) -> None:
        self.draw = draw
        self.schema = schema
        self.memory = memory
        self.ids = sorted({id for each in (memory, *memory.former) for id in each.things})
        self.variables: dict[str, Any] = {}
        self.declared: list[str] = []
        self.fragments: list[str] = []
        self.names = 0

    def name(self, prefix: str) -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def chance(self, percent: int) -> bool:
        return self.draw(st.integers(0, 99)) < percent

    def operation(self) -> Made:
        query = self.schema.query_type
        assert query
        body = self.selection(query, self.draw(st.integers(2, 5)), 3)
        head = f"query Q({', '.join(self.declared)}) " if self.declared else "query Q "
        return "\n".join([head + body, *self.fragments]), self.variables

    # Selections

    def selection(self, type: Any, depth: int, most: int) -> str:
        fields = self.fields(type, depth)
        chosen = self.draw(st.lists(st.sampled_from(fields), min_size=1, max_size=most))
        parts = [self.part(type, each, depth) for each in chosen]
        if isinstance(type, GraphQLInterfaceType) and depth > 1:
            for each in self.draw(
                st.lists(st.sampled_from(self.schema.get_possible_types(type)), max_size=2)
            ):
                parts.append(f"... on {each.name} {self.selection(each, depth - 1, 3)}")
        return "{ " + " ".join(parts) + " }"

    def fields(self, type: Any, depth: int) -> list[str]:
        names = ["__typename"]
        for name, definition in type.fields.items():
            if depth > 1 or not is_composite_type(get_named_type(definition.type)):
                names.append(name)
        if type is self.schema.query_type:
            names.append("__schema")
            # What they find is a matter of judgement: they have tests of their own.
            names = [name for name in names if name not in ("search", "suggest")]
        return names

    def part(self, type: Any, name: str, depth: int) -> str:
        text = self.field(type, name, depth)
        if self.chance(8):
            text += " " + self.field(type, name, depth)
        if self.chance(10):
            return f"... on {type.name} {self.condition()} {{ {text} }}"
        if self.chance(8):
            fragment = self.name("F")
            self.fragments.append(f"fragment {fragment} on {type.name} {{ {text} }}")
            return f"...{fragment} {self.condition()}"
        return text

    def field(self, type: Any, name: str, depth: int) -> str:
        alias = f"{self.name('a')}: " if self.chance(30) else ""
        if name == "__typename":
            return f"{alias}{name} {self.condition()}"
        if name == "__schema":
            return f"{alias}__schema {{ queryType {{ name }} }}"
        definition = type.fields[name]
        arguments = self.arguments(definition.args, definition.type)
        named: GraphQLOutputType = get_named_type(definition.type)
        below = self.selection(named, depth - 1, 4) if is_composite_type(named) else ""
        return f"{alias}{name}{arguments} {self.condition()} {below}"

    def condition(self) -> str:
        if not self.chance(8):
            return ""
        directive = self.draw(st.sampled_from(["@skip", "@include"]))
        value = self.draw(st.booleans())
        if self.chance(50):
            return f"{directive}(if: {json.dumps(value)})"
        return f"{directive}(if: {self.variable('Boolean!', value)})"

    # Arguments

    def variable(self, type: str, value: Any) -> str:
        name = self.name("v")
        self.declared.append(f"${name}: {type}")
        self.variables[name] = value
        return f"${name}"

    def arguments(self, arguments: dict[str, GraphQLArgument], answer: Any) -> str:
        given: dict[str, str] = {}
        self.by: list[str] = []
        for name, argument in arguments.items():
            if name in ("after", "before") or EXCLUDED.get(name) in given:
                continue
            if isinstance(argument.type, GraphQLNonNull) or self.chance(30):
                value = self.value(name, argument.type, 2, answer)
                if name == "by":
                    self.by = value
                if self.chance(35):
                    given[name] = f"{name}: {self.variable(str(argument.type), value)}"
                else:
                    given[name] = f"{name}: {literal(value, argument.type)}"
        return f"({', '.join(given.values())})" if given else ""

    def value(self, name: str, type: GraphQLInputType, depth: int, answer: Any) -> Any:
        named = get_named_type(type)
        kind: Any = get_nullable_type(type)
        if name in ("first", "last"):
            return self.draw(st.sampled_from([0, 1, 2, 3, 7, 20, 100, None]))
        if name == "minDepth":
            return self.draw(st.sampled_from([1, 2]))
        if name == "maxDepth":
            return self.draw(st.sampled_from([2, 3, 16, None]))
        if name == "offset":
            return self.draw(st.sampled_from([0, 1, 3, 8, 100, None]))
        if named.name.endswith("GroupOrder"):
            return self.group_order()
        if isinstance(kind, GraphQLList):
            size = 1 if named.name.endswith(("Order", "Dimension")) else 0
            return [
                self.value(name, kind.of_type, depth, answer)
                for _ in range(self.draw(st.integers(size, 3)))
            ]
        if isinstance(kind, GraphQLInputObjectType):
            return self.input(kind, depth)
        if isinstance(kind, GraphQLEnumType):
            return self.draw(st.sampled_from(sorted(kind.values)))
        return self.scalar(named.name)

    def group_order(self) -> list[dict[str, str]]:
        """Keys that occur in the dimensions of the groups at hand."""
        names = ["count", *(camel(each) for each in self.by)]
        chosen = self.draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
        return [{name: self.draw(st.sampled_from(["ASC", "DESC"]))} for name in chosen]

    def input(self, type: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
        names = [
            name
            for name, each in type.fields.items()
            if depth > 0 or is_scalar_filter(get_named_type(each.type)) or type.is_one_of
        ]
        if not names:
            return {}
        size = (1, 1) if type.is_one_of else (0, 2)
        chosen = self.draw(
            st.lists(st.sampled_from(names), min_size=size[0], max_size=size[1], unique=True)
        )
        owner = type.name.removesuffix("Filter")
        made: dict[str, Any] = {}
        for name in chosen:
            each = type.fields[name].type
            if is_scalar_filter(get_named_type(each)):
                made[name] = self.comparisons(owner, name, get_named_type(each))
            else:
                made[name] = self.value(name, each, depth - 1, None)
        return made

    def comparisons(self, owner: str, name: str, type: Any) -> dict[str, Any]:
        """Conditions on values that occur, most of the time."""
        operator = self.draw(st.sampled_from(sorted(type.fields)))
        if operator == "isNull":
            return {operator: self.draw(st.booleans())}
        known = self.known(owner, name)
        value_type: Any = get_named_type(type.fields[operator].type)
        if isinstance(value_type, GraphQLEnumType):  # a damaged graph holds other values too
            known = [each for each in known if each in value_type.values]
        if not known:
            return {}
        if operator == "in":
            return {operator: self.draw(st.lists(st.sampled_from(known), max_size=3))}
        value = self.draw(st.sampled_from(known))
        if operator.startswith(("contains", "startsWith", "endsWith")):
            start = self.draw(st.integers(0, 3))
            value = value[start : start + 4]
        if operator.endswith("Normalized"):
            value = self.draw(st.sampled_from([value, *retyped(value)]))
        if operator == "eq" and name != "count" and self.chance(10):
            return {operator: None}
        return {operator: value}

    def known(self, owner: str, name: str) -> list[Any]:
        """Values of a property in the graph."""
        if name == "count":
            return [0, 1, 2, 4]
        if owner == "Node":
            return self.ids
        found: set[Any] = set()
        for thing in self.memory.all(owner):
            value = read(self.memory.model.types[owner], thing, name)
            found.update(value if isinstance(value, list) else [value])
        return sorted(found - {None}, key=repr)

    def scalar(self, name: str) -> Any:
        if name == "ID":
            return self.draw(st.sampled_from([*self.ids, "org:nobody"]))
        if name == "Boolean":
            return self.draw(st.booleans())
        if name == "Date":
            return self.draw(st.sampled_from([*DAYS, "1990-01-01", "2010-02-28", "2026-01-01"]))
        if name == "DateTime":
            return self.draw(st.sampled_from(TIMES))
        return {"Int": 3, "String": "x", "Boolean": True, "Float": 1.5}.get(name)


EXCLUDED = {"last": "first", "offset": "last"}
"""Arguments that are not given together."""


def camel(name: str) -> str:
    first, *rest = name.lower().split("_")
    return first + "".join(each.capitalize() for each in rest)


def retyped(text: str) -> list[str]:
    """The same text, typed otherwise."""
    return [
        text.replace("ำ", "\u0e4d\u0e32"),
        text.replace("้ำ", "\u0e4d้\u0e32"),
        " ".join(text).upper(),
        text.replace(" ", "\u200b"),
    ]


def is_scalar_filter(type: Any) -> bool:
    return isinstance(type, GraphQLInputObjectType) and bool({"eq", "has"} & set(type.fields))


def literal(value: Any, type: GraphQLInputType) -> str:
    """A value as GraphQL text."""
    kind: Any = get_nullable_type(type)
    if value is None:
        return "null"
    if isinstance(kind, GraphQLList):
        return "[" + ", ".join(literal(item, kind.of_type) for item in value) + "]"
    if isinstance(kind, GraphQLInputObjectType):
        pairs = (f"{k}: {literal(v, kind.fields[k].type)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(kind, GraphQLEnumType):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


@st.composite
def operations(draw: st.DrawFn, schema: GraphQLSchema, memory: Memory) -> Made:
    """Valid operations with their variables."""
    return Maker(draw, schema, memory).operation()
