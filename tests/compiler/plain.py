"""The obvious way to answer: graphql-core with plain resolvers over lists in memory.

It is slow and reads like the documentation; the compiler is compared with it.
"""

from __future__ import annotations

import base64
import functools
import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    ExecutionResult,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    build_schema,
    execute_sync,
    parse,
)

from graph.model import Direction, Hop, Model, NodeType, Relation, RootKind
from graph.store import Store


@dataclass
class Thing:
    """A node in memory."""

    type: str
    properties: dict[str, Any]
    labels: frozenset[str]
    out: dict[str, list[Thing]] = field(default_factory=dict)
    into: dict[str, list[Thing]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.properties["id"])


def plain_value(value: Any) -> Any:
    """Dates as text, times to the second in UTC as the made-up graph has them."""
    iso_format: Callable[[], str] | None = getattr(value, "iso_format", None)
    if iso_format is None:
        return value
    text = iso_format()
    return text.replace(".000000000", "").replace("+00:00", "Z")


class Memory:
    """A copy of everything in the store."""

    def __init__(self, model: Model, nodes: Iterable[Any], edges: Iterable[Any]) -> None:
        self.model = model
        self.things: dict[str, Thing] = {}
        for labels, properties in nodes:
            type = next(t.name for t in model.types.values() if t.label in labels)
            kept = {key: plain_value(value) for key, value in properties.items()}
            self.things[kept["id"]] = Thing(type, kept, frozenset(labels))
        for start, name, end in edges:
            a, b = self.things[start], self.things[end]
            a.out.setdefault(name, []).append(b)
            b.into.setdefault(name, []).append(a)

    @classmethod
    async def of(cls, store: Store, model: Model) -> Memory:
        nodes = await store.read("MATCH (n:Node) RETURN labels(n), properties(n)", {})
        edges = await store.read("MATCH (a:Node)-[r]->(b:Node) RETURN a.id, type(r), b.id", {})
        return cls(model, nodes, edges)

    def all(self, type: str) -> list[Thing]:
        return [thing for thing in self.things.values() if thing.type == type]


def step(things: Iterable[Thing], hop: Hop) -> list[Thing]:
    found: dict[str, Thing] = {}
    for thing in things:
        edges = thing.out if hop.direction is Direction.OUT else thing.into
        found.update({each.id: each for each in edges.get(hop.type, [])})
    return list(found.values())


def travel(start: Thing, hop: Hop, depth: int | None) -> list[Thing]:
    """The things that a hop reaches, nearest first."""
    if not hop.is_walk:
        reached = step([start], hop)
    else:
        most = min(hop.most, depth) if depth else hop.most
        reached, now = ([start] if hop.least == 0 else []), [start]
        for _ in range(most):
            now = step(now, hop)
            reached += [thing for thing in now if thing not in reached]
    return [thing for thing in reached if not hop.label or hop.label in thing.labels]


def related(start: Thing, relation: Relation, depth: int | None = None) -> list[Thing]:
    things = [start]
    for hop in relation.hops:
        found: dict[str, Thing] = {}
        for thing in things:
            found.update({each.id: each for each in travel(thing, hop, depth)})
        things = list(found.values())
    return things


def read(type: NodeType, thing: Thing, name: str) -> Any:
    property = type.properties[name]
    if name == "yearBe":
        year = thing.properties.get("year")
        return None if year is None else year + 543
    return thing.properties.get(name, [] if property.many else None)


def meets(model: Model, thing: Thing, where: Mapping[str, Any] | None) -> bool:
    type = model.types[thing.type]
    return all(
        condition is None or meets_one(model, type, thing, name, condition)
        for name, condition in (where or {}).items()
    )


def meets_one(model: Model, type: NodeType, thing: Thing, name: str, condition: Any) -> bool:
    if name in ("and", "or"):
        parts = [meets(model, thing, each) for each in condition]
        return all(parts) if name == "and" else any(parts)
    if name == "not":
        return not meets(model, thing, condition)
    if name in type.properties:
        value = read(type, thing, name)
        if type.properties[name].many and name not in thing.properties:
            value = None
        return all(holds(value, operator, other) for operator, other in condition.items())
    relation = type.relations[name]
    things = related(thing, relation)
    if not relation.many:
        return any(meets(model, each, condition) for each in things)
    return all(
        inner is None or quantified(model, things, quantifier, inner)
        for quantifier, inner in condition.items()
    )


def quantified(model: Model, things: list[Thing], quantifier: str, inner: Any) -> bool:
    if quantifier == "count":
        return all(holds(len(things), operator, other) for operator, other in inner.items())
    meeting = sum(meets(model, each, inner) for each in things)
    return {
        "some": meeting > 0,
        "all": meeting == len(things),
        "none": meeting == 0,
        "single": meeting == 1,
    }[quantifier]


def holds(value: Any, operator: str, other: Any) -> bool:
    if operator == "isNull":
        return other is None or (value is None) is other
    if operator == "eq":
        return bool(value == other)
    if value is None:
        return False
    tests: dict[str, Callable[[Any, Any], bool]] = {
        "in": lambda a, b: a in b,
        "has": lambda a, b: b in a,
        "gt": lambda a, b: a > b,
        "gte": lambda a, b: a >= b,
        "lt": lambda a, b: a < b,
        "lte": lambda a, b: a <= b,
        "contains": lambda a, b: b in a,
        "startsWith": lambda a, b: a.startswith(b),
        "endsWith": lambda a, b: a.endswith(b),
    }
    return tests[operator](value, other)


def compare(model: Model, keys: list[tuple[str, bool]], a: Thing, b: Thing) -> int:
    for name, descending in keys:
        x, y = (read(model.types[each.type], each, name) for each in (a, b))
        if x == y:
            continue
        if x is None or y is None:
            return 1 if x is None else -1
        return (-1 if x < y else 1) * (-1 if descending else 1)
    return 0


def order_keys(order: list[dict[str, str]] | None) -> list[tuple[str, bool]]:
    keys: dict[str, bool] = {}
    for entry in order or []:
        ((name, direction),) = entry.items()
        keys.setdefault(name, direction == "DESC")
    if "id" not in keys:
        keys["id"] = list(keys.values())[-1] if keys else False
    return list(keys.items())


def cursor_of(model: Model, keys: list[tuple[str, bool]], thing: Thing) -> str:
    text = ",".join(f"{name} {'DESC' if down else 'ASC'}" for name, down in keys)
    values = [read(model.types[thing.type], thing, name) for name, _ in keys]
    content = json.dumps(
        [zlib.crc32(text.encode()), *values], ensure_ascii=False, separators=(",", ":")
    ).encode()
    raw = b"1" + zlib.crc32(content).to_bytes(4, "big") + content
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def connection(model: Model, things: list[Thing], args: Mapping[str, Any]) -> dict[str, Any]:
    keys = order_keys(args.get("orderBy"))
    kept = [thing for thing in things if meets(model, thing, args.get("where"))]
    kept.sort(key=functools.cmp_to_key(lambda a, b: compare(model, keys, a, b)))
    cursors = [cursor_of(model, keys, thing) for thing in kept]
    start = cursors.index(args["after"]) + 1 if args.get("after") else 0
    end = cursors.index(args["before"]) if args.get("before") else len(kept)
    if args.get("last") is not None:
        start = max(start, end - args["last"])
    else:
        first = args.get("first")
        end = max(start, min(end, start + (20 if first is None else first)))
    page, marks = kept[start:end], cursors[start:end]
    return {
        "nodes": page,
        "edges": [{"cursor": c, "node": n} for c, n in zip(marks, page, strict=True)],
        "totalCount": len(kept),
        "pageInfo": {
            "hasNextPage": end < len(kept),
            "hasPreviousPage": start > 0,
            "startCursor": marks[0] if marks else None,
            "endCursor": marks[-1] if marks else None,
        },
    }


class Plain:
    """Answers operations with graphql-core alone."""

    def __init__(self, sdl: str, memory: Memory) -> None:
        self.memory = memory
        self.schema: GraphQLSchema = build_schema(sdl)
        for type in self.schema.type_map.values():
            if isinstance(type, GraphQLObjectType) and type.name in memory.model.types:
                for name, definition in type.fields.items():
                    definition.resolve = functools.partial(self.field, type.name, name)
        assert self.schema.query_type
        for name, definition in self.schema.query_type.fields.items():
            definition.resolve = functools.partial(self.root, name)
        self.schema.type_map["Node"].resolve_type = lambda thing, *_: thing.type  # type: ignore[attr-defined]

    def execute(self, query: str, variables: dict[str, Any] | None = None) -> ExecutionResult:
        return execute_sync(self.schema, parse(query), variable_values=variables)

    def root(self, name: str, _: Any, __: GraphQLResolveInfo[Any], **args: Any) -> Any:
        root = self.memory.model.roots[name]
        if root.kind is RootKind.LISTING:
            return connection(self.memory.model, self.memory.all(root.target), args)
        if root.kind is RootKind.NEWEST:
            numbered = [v for v in self.memory.all(root.target) if "number" in v.properties]
            return max(numbered, key=lambda v: v.properties["number"], default=None)
        if root.kind is RootKind.LOOKUPS:
            return [self.memory.things.get(id) for id in args["ids"]]
        thing = self.memory.things.get(args["id"])
        return thing if thing and root.target in ("Node", thing.type) else None

    def field(
        self, type_name: str, name: str, thing: Thing, _: GraphQLResolveInfo[Any], **args: Any
    ) -> Any:
        model = self.memory.model
        type = model.types[type_name]
        if name in type.properties:
            return read(type, thing, name)
        relation = type.relations[name]
        things = related(thing, relation, args.get("maxDepth"))
        if relation.plain:
            return sorted(things, key=lambda each: each.id)
        if relation.many:
            return connection(model, things, args)
        return things[0] if things else None
