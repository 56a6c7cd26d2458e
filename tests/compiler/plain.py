"""The obvious way to answer: graphql-core with plain resolvers over lists in memory.

It is slow and reads like the documentation; the compiler is compared with it.
"""

from __future__ import annotations

import base64
import functools
import itertools
import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    build_schema,
    execute_sync,
    parse,
)

from graph.model import (
    Called,
    Direction,
    Hop,
    Model,
    NodeType,
    Property,
    Relation,
    RootKind,
)
from graph.store import Store


@dataclass
class Thing:
    """A node in memory."""

    type: str
    properties: dict[str, Any]
    labels: frozenset[str]
    out: dict[str, list[Edge]] = field(default_factory=dict)
    into: dict[str, list[Edge]] = field(default_factory=dict)
    as_of: str | None = None
    """The day of which it is asked, None for today."""
    day: str | None = None
    """The same where the operation names it, None where it follows from `knownAt`."""

    @property
    def id(self) -> str:
        return str(self.properties["id"])

    def exists(self, day: str) -> bool:
        start, end = (self.properties.get(name) or day for name in ("validFrom", "validTo"))
        return bool(start <= day <= end)

    def at(self, day: Any) -> Thing:
        """The same thing, asked as of a day."""
        return replace(self, as_of=str(day), day=str(day)) if day else self

    def like(self, other: Thing) -> Thing:
        """The same thing, asked as of the day of another."""
        return replace(self, as_of=other.as_of, day=other.day)


@dataclass
class Edge:
    """A relationship to a thing, with the days from and to which it holds."""

    far: Thing
    start: str | None
    end: str | None
    authority: str | None = None

    def holds(self, day: str) -> bool:
        return (self.start or day) <= day <= (self.end or day)


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
        self.versions: list[tuple[str, Memory]] = []
        """What was in the store after each load, with its time; empty where that is not known."""
        self.things: dict[str, Thing] = {}
        for labels, properties in nodes:
            type = next(t.name for t in model.types.values() if t.label in labels)
            kept = {key: plain_value(value) for key, value in properties.items()}
            self.things[kept["id"]] = Thing(type, kept, frozenset(labels))
        for start, name, end, *told in edges:
            a, b = self.things[start], self.things[end]
            a.out.setdefault(name, []).append(Edge(b, *told))
            b.into.setdefault(name, []).append(Edge(a, *told))

    @classmethod
    async def of(cls, store: Store, model: Model) -> Memory:
        nodes = await store.read("MATCH (n:Node) RETURN labels(n), properties(n)", {})
        edges = await store.read(
            "MATCH (a:Node)-[r]->(b:Node) WHERE r.retractedAt IS NULL RETURN a.id, type(r), b.id, "
            "toString(r.validFrom), toString(r.validTo), r.authority",
            {},
        )
        return cls(model, nodes, edges)

    @property
    def former(self) -> list[Memory]:
        """What was in the store after each load."""
        return [each for _, each in self.versions]

    def known_at(self, time: Any) -> Memory:
        """What was in the store at a time."""
        text = time if isinstance(time, str) else time.isoformat()
        before = [each for start, each in self.versions if start <= text]
        return before[-1] if before else Memory(self.model, [], [])

    def all(self, type: str) -> list[Thing]:
        return [thing for thing in self.things.values() if thing.type == type]


def edges_of(thing: Thing, hop: Hop, authority: str | None = None) -> list[Edge]:
    edges = thing.out if hop.direction is Direction.OUT else thing.into
    found = edges.get(hop.type, [])
    day = thing.as_of
    if day and hop.dated:
        found = [*found, *edges.get(f"{hop.type}_AT_OTHER_TIMES", [])]
        found = [edge for edge in found if edge.holds(day)]
    return [edge for edge in found if authority in (None, edge.authority)]


def step(thing: Thing, hop: Hop, authority: str | None = None) -> list[Thing]:
    edges = edges_of(thing, hop, authority)
    return list({e.far.id: e.far.like(thing) for e in edges}.values())


Way = list[Thing]


def ways(
    start: Thing, hops: tuple[Hop, ...], most: int | None = None, authority: str | None = None
) -> list[Way]:
    """Every way along the hops that uses no edge twice, walks of at most ``most`` steps."""
    found = [[start]]
    for hop in hops:
        found = [way + rest for way in found for rest in ways_of_hop(way[-1], hop, most, authority)]
    return found


def ways_of_hop(
    start: Thing, hop: Hop, most: int | None, authority: str | None = None
) -> list[Way]:
    """What follows ``start`` on each way along one hop."""
    reached: list[Way] = [[]] if hop.least == 0 else []
    now: list[Way] = [[]]
    for _ in range((most or hop.most) if hop.is_walk else 1):
        longer = []
        for way in now:
            line = [start, *way]
            used = {(a.id, b.id) for a, b in itertools.pairwise(line)}
            longer += [
                [*way, far]
                for far in step(line[-1], hop, authority)
                if (line[-1].id, far.id) not in used
            ]
        now = longer
        reached += now
    return [way for way in reached if not hop.label or hop.label in (way or [start])[-1].labels]


def nearest(start: Thing, relation: Relation, most: int | None = None) -> dict[str, Way]:
    """The shortest way to each thing of a relation, by id; of equal ones the first by ids."""
    found: dict[str, Way] = {}
    for way in sorted(
        ways(start, relation.hops, most, relation.authority),
        key=lambda w: (len(w), [t.id for t in w]),
    ):
        found.setdefault(way[-1].id, way)
    return found


def related(start: Thing, relation: Relation) -> list[Thing]:
    """The things of a relation, nearest first."""
    found = sorted(nearest(start, relation).values(), key=lambda way: (len(way), way[-1].id))
    return [way[-1] for way in found]


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
    if name == "isNull":
        return not condition
    if name == "not":
        return not meets(model, thing, condition)
    if name in type.properties:
        value = read(type, thing, name)
        if type.properties[name].many and name not in thing.properties:
            value = None
        return all(holds(value, operator, other) for operator, other in condition.items())
    relation = type.paths.get(name) or type.relations[name]
    things = related(thing, relation)
    if not relation.many and condition.get("isNull"):
        return not things and len(condition) == 1
    if not relation.many or name in type.paths:
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
    if operator.endswith("Normalized"):
        plain_operator = operator.removesuffix("Normalized")
        return holds(meaning(value), plain_operator, meaning(other))
    return tests[operator](value, other)


def meaning(text: str) -> str:
    """What a text has in common with others that mean the same."""
    for typed, meant in [*zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True), ("\u200b", "")]:
        text = text.replace(typed, meant)
    for tone in ("", "่", "้", "๊", "๋"):
        for typed in (f"{tone}\u0e4d\u0e32", f"\u0e4d{tone}\u0e32"):
            text = text.replace(typed, f"{tone}ำ")
    return "".join(text.lower().split())


def key_of(model: Model, thing: Thing | None, name: str) -> Any:
    """The value of a key such as `parent.nameTh` or `awards.count`."""
    if thing is None:
        return None
    type = model.types[thing.type]
    first, _, rest = name.partition(".")
    if not rest:
        if type.properties[first].natural:
            return thing.properties.get(type.properties[first].collation)
        return read(type, thing, first)
    things = related(thing, type.relations[first])
    if type.relations[first].many:
        return len(things)
    return key_of(model, things[0] if things else None, rest)


def ranked(a: list[Any], b: list[Any], descending: list[bool]) -> int:
    """Compare values key by key, None last in either direction."""
    for x, y, down in zip(a, b, descending, strict=True):
        if x == y:
            continue
        if x is None or y is None:
            return 1 if x is None else -1
        return (-1 if x < y else 1) * (-1 if down else 1)
    return 0


def order_keys(order: list[dict[str, Any]] | None) -> dict[str, bool]:
    keys: dict[str, bool] = {}
    for entry in order or []:
        names: list[str] = []
        inner: Any = entry
        while isinstance(inner, dict):
            ((name, inner),) = inner.items()
            names.append(name)
        keys.setdefault(".".join(names), inner == "DESC")
    if "id" not in keys:
        keys["id"] = list(keys.values())[-1] if keys else False
    return keys


def cursor_of(keys: dict[str, bool], values: list[Any]) -> str:
    text = ",".join(f"{name} {'DESC' if down else 'ASC'}" for name, down in keys.items())
    content = json.dumps(
        [zlib.crc32(text.encode()), *values], ensure_ascii=False, separators=(",", ":")
    ).encode()
    raw = b"1" + zlib.crc32(content).to_bytes(4, "big") + content
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def periods_of(start: Thing, relation: Relation) -> dict[str, dict[str, Any]]:
    """What the relationship to each thing tells; of several, that which began first."""
    if not relation.tells_times:
        return {}
    (hop,) = relation.hops
    edges = edges_of(start, hop, relation.authority)
    edges.sort(key=lambda e: (e.start or "9", e.end or "9", e.authority or ""))
    found: dict[str, dict[str, Any]] = {}
    for edge in edges:
        found.setdefault(edge.far.id, told(edge))
    return found


def told(edge: Edge) -> dict[str, Any]:
    """What a list tells of the relationship to a thing."""
    return {
        "validFrom": edge.start,
        "validTo": edge.end,
        "validFromPrecision": None,
        "validToPrecision": None,
        "authority": edge.authority,
    }


def written(value: Any, args: Mapping[str, Any], precision: str | None) -> Any:
    """A value as it is answered, a day in the calendar asked for."""
    if value is None or args.get("calendar") != "BUDDHIST":
        return value
    year, month, day = map(int, value.split("-"))
    months = (
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"
    )
    if precision == "YEAR":
        return f"พ.ศ. {year + 543}"
    text = f"{months.split()[month - 1]} {year + 543}"
    return text if precision == "MONTH" else f"{day} {text}"


def day_of(name: str, entry: Mapping[str, Any], _: Any, **args: Any) -> Any:
    """A day of an edge or of an entry of a history."""
    return written(entry[name], args, entry.get(f"{name}Precision"))


def called(thing: Thing, how: Called, language: str | None) -> Any:
    """The name in a language, of a day where one is asked, else the other name."""
    language = language or "TH"
    if thing.day and how.relation:
        names = [
            edge.far
            for edge in thing.out.get(how.relation, [])
            if edge.far.properties["kind"] in ("OFFICIAL", "FORMER") and edge.far.exists(thing.day)
        ]
        names.sort(key=lambda name: name.id)
        names.sort(key=lambda name: name.properties.get("validFrom") or "", reverse=True)
        names.sort(key=lambda name: name.properties["language"] != language)
        if names and "value" in names[0].properties:
            return names[0].properties["value"]
    values = [thing.properties.get(how.properties[each]) for each in how.order(language)]
    return next((value for value in values if value is not None), None)


def absence(thing: Thing, type: NodeType, day: str) -> GraphQLError:
    """The error for a thing that does not exist on the day."""
    start, end = thing.properties.get("validFrom"), thing.properties.get("validTo")
    is_over = end is not None and end < day
    direction = Direction.OUT if is_over else Direction.IN
    steps = ways_of_hop(thing, Hop(type.succession, direction, 1, 16), None)
    others = sorted({way[-1].id for way in steps if way[-1].exists(day)})
    text = f"{thing.id} did not exist on {day}: it "
    text += f"existed until {end}" if is_over else f"exists from {start}"
    if others:
        text += f"; {'after' if is_over else 'before'} it there was {', '.join(others)}"
    return GraphQLError(text)


def statements(subject: Thing, predicate: str, far: Thing | None, kind: str) -> list[Thing]:
    """What is said of a thing by a predicate, of one other thing or of any."""
    found = [
        edge.far
        for edge in subject.into.get(kind, [])
        if edge.far.properties.get("predicate") == predicate
        and (far is None or edge.far.properties.get("object") == far.id)
    ]
    return [each.like(subject) for each in sorted(found, key=lambda each: each.id)]


def said_as(type: str, authority: str | None) -> str:
    """The predicate of the facts that state a relationship."""
    return f"{type}:{authority}" if authority else type


def says(near: Thing, far: Thing, hop: Hop, kind: str, authority: str | None = None) -> list[Thing]:
    """The statements behind the edge between two things."""
    start, end = (near, far) if hop.direction is Direction.OUT else (far, near)
    disputed = kind == "DISPUTES"
    if not hop.derived:
        predicate = said_as(hop.type, authority)
        found = {s.id: s for s in statements(start, predicate, None if disputed else end, kind)}
        if not disputed:
            given = end.into.get(hop.said_by or "", [])
            found |= {edge.far.id: edge.far.like(near) for edge in given}
        return [found[id] for id in sorted(found)]
    to_start, to_end = hop.derived
    after = {edge.far.id for edge in end.into.get(to_end, [])}
    found = {}
    for edge in start.into.get(to_start, []):
        if edge.far.id in after:
            between = edge.far.like(near)
            for type, thing in ((to_start, start), (to_end, end)):
                for each in statements(between, type, None if disputed else thing, kind):
                    found[each.id] = each
    return [found[id] for id in sorted(found)]


def steps_of(way: Way, relation: Relation) -> list[tuple[Thing, Thing, Hop]]:
    """The steps of a way: from where, to where, along which hop."""
    rest = len(way) - 1 - sum(not hop.is_walk for hop in relation.hops)
    hops = [hop for hop in relation.hops for _ in range(rest if hop.is_walk else 1)]
    return [(a, b, hop) for (a, b), hop in zip(itertools.pairwise(way), hops, strict=True)]


def proof(way: Way, relation: Relation, kind: str, _: Any) -> list[Thing]:
    return [
        each
        for step in steps_of(way, relation)
        for each in says(*step, kind, edge_of(step, relation).authority)
    ]


def edge_of(step: tuple[Thing, Thing, Hop], relation: Relation) -> Edge:
    """The edge of a step: of several, that which began first."""
    near, far, hop = step
    return min(
        (edge for edge in edges_of(near, hop, relation.authority) if edge.far.id == far.id),
        key=lambda e: (e.start or "9", e.end or "9", e.authority or ""),
    )


def step_objects(way: Way, relation: Relation, _: Any = None) -> list[dict[str, Any]]:
    made = []
    for near, far, hop in steps_of(way, relation):
        edge = edge_of((near, far, hop), relation)
        start, end = (near, far) if hop.direction is Direction.OUT else (far, near)
        made.append(
            {
                "kind": hop.type,
                "subject": start,
                "object": end,
                **told(edge),
                "sources": says(near, far, hop, "ABOUT", edge.authority),
                "conflicts": says(near, far, hop, "DISPUTES", edge.authority),
            }
        )
    return made


def history(start: Thing, type: NodeType, name: str) -> list[dict[str, Any]]:
    """The dated relationships of a thing, the earliest first."""
    hops = {hop.type: hop for each in type.relations.values() for hop in each.hops}
    entries = [
        {
            "kind": kind,
            "node": edge.far.like(start),
            **told(edge),
            "sources": says(start, edge.far, hops[kind], "ABOUT", edge.authority),
            "conflicts": statements(start, said_as(kind, edge.authority), None, "DISPUTES"),
        }
        for kind in type.histories[name]
        for edge in [*start.out.get(kind, []), *start.out.get(f"{kind}_AT_OTHER_TIMES", [])]
    ]

    def rank(entry: dict[str, Any]) -> tuple[str, ...]:
        days = (entry["validFrom"] or "9", entry["validTo"] or "9")
        return *days, entry["kind"], entry["node"].id, entry["authority"] or ""

    return sorted(entries, key=rank)


def connection(
    model: Model,
    type: NodeType,
    found: dict[str, Way],
    args: Mapping[str, Any],
    periods: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    relation: Relation | None = None,
) -> dict[str, Any]:
    """A connection over things by id, each with the way to it."""
    keys = order_keys(args.get("orderBy"))
    kept: list[tuple[Thing, list[Any]]] = [
        (thing, [key_of(model, thing, name) for name in keys])
        for thing in (way[-1] for way in found.values())
        if meets(model, thing, args.get("where"))
    ]
    down = list(keys.values())

    def compare(a: tuple[Thing, list[Any]], b: tuple[Thing, list[Any]]) -> int:
        return ranked(a[1], b[1], down)

    kept.sort(key=functools.cmp_to_key(compare))
    things = [thing for thing, _ in kept]
    cursors = [cursor_of(keys, values) for _, values in kept]
    start = cursors.index(args["after"]) + 1 if args.get("after") else args.get("offset") or 0
    end = cursors.index(args["before"]) if args.get("before") else len(kept)
    if args.get("last") is not None:
        start = max(start, end - args["last"])
    else:
        first = args.get("first")
        end = max(start, min(end, start + (20 if first is None else first)))
    page, marks = things[start:end], cursors[start:end]
    return {
        "nodes": page,
        "edges": [
            {
                "cursor": c,
                "node": n,
                "depth": len(found[n.id]) - 1,
                **periods.get(n.id, {}),
                **proofs(found[n.id], relation),
                "path": found[n.id],
            }
            for c, n in zip(marks, page, strict=True)
        ],
        "totalCount": len(kept),
        "pageInfo": {
            "hasNextPage": end < len(kept),
            "hasPreviousPage": start > 0 and len(kept) > 0,
            "startCursor": marks[0] if marks else None,
            "endCursor": marks[-1] if marks else None,
        },
        "aggregate": aggregate(type, things),
        "groups": functools.partial(groups, model, type, things),
    }


def proofs(way: Way, relation: Relation | None) -> dict[str, Any]:
    """What an edge tells of where it is from, found when it is asked."""
    if relation is None:
        return {"sources": [], "conflicts": []}
    return {
        "sources": functools.partial(proof, way, relation, "ABOUT"),
        "conflicts": functools.partial(proof, way, relation, "DISPUTES"),
        "steps": functools.partial(step_objects, way, relation),
    }


def aggregate(type: NodeType, things: list[Thing]) -> dict[str, Any]:
    made: dict[str, Any] = {"count": len(things)}
    for name, property in type.properties.items():
        if property.many:
            continue
        values = [v for v in (read(type, thing, name) for thing in things) if v is not None]
        numbers = all(isinstance(v, int) for v in values)
        made[name] = {
            "distinct": len(set(values)),
            "min": min(values, default=None),
            "max": max(values, default=None),
            "sum": float(sum(values)) if numbers else None,
            "avg": sum(values) / len(values) if values and numbers else None,
        }
    return made


def groups(
    model: Model,
    type: NodeType,
    things: list[Thing],
    _: Any,
    by: list[str],
    orderBy: list[dict[str, str]] | None = None,  # noqa: N803
    first: int | None = None,
) -> list[dict[str, Any]]:
    names = list(dict.fromkeys(next(n for n in type.dimensions if snake(n) == b) for b in by))
    found: dict[tuple[Any, ...], tuple[tuple[Any, ...], list[Thing]]] = {}
    for thing in things:
        for values in itertools.product(*(parts(type, thing, name) for name in names)):
            key = tuple(v.id if isinstance(v, Thing) else v for v in values)
            found.setdefault(key, (values, []))[1].append(thing)
    order = {name: way == "DESC" for entry in orderBy or [] for name, way in entry.items()}
    order = order or {"count": True}
    order |= {name: False for name in names if name not in order}

    def rank(item: Any) -> list[Any]:
        key, (_, members) = item
        at = {**dict(zip(names, key, strict=True)), "count": len(members)}
        return [at[name] for name in order]

    down = list(order.values())

    def compare(a: Any, b: Any) -> int:
        return ranked(rank(a), rank(b), down)

    listed = sorted(found.items(), key=functools.cmp_to_key(compare))
    return [
        {
            "key": dict(zip(names, values, strict=True)),
            "count": len(members),
            "aggregate": aggregate(type, members),
        }
        for _, (values, members) in listed[: 100 if first is None else first]
    ]


def snake(name: str) -> str:
    return "".join(f"_{c}" if c.isupper() else c.upper() for c in name)


def parts(type: NodeType, thing: Thing, name: str) -> list[Any]:
    """The values by which a thing is grouped: one, or each of its related things."""
    if name in type.properties:
        return [read(type, thing, name)]
    things = related(thing, type.relations[name])
    return (things if type.relations[name].many else things[:1]) or [None]


def sources_of(thing: Thing, by: Property | Relation) -> list[Thing]:
    """The statements that give a thing a property, or the one thing of a relation."""
    if isinstance(by, Property):
        return statements(thing, by.name, None, "ABOUT")
    ways = sorted(nearest(thing, by).values(), key=lambda way: (len(way), way[-1].id))
    return proof(ways[0], by, "ABOUT", None) if ways else []


class Plain:
    """Answers operations with graphql-core alone."""

    def __init__(self, sdl: str, memory: Memory) -> None:
        self.memory = memory
        self.schema: GraphQLSchema = build_schema(sdl)
        for type in self.schema.type_map.values():
            if isinstance(type, GraphQLObjectType) and type.name in memory.model.types:
                for name, definition in type.fields.items():
                    definition.resolve = functools.partial(self.field, type.name, name)
        for type in self.schema.type_map.values():
            if isinstance(type, GraphQLObjectType) and type.name not in memory.model.types:
                for name, definition in type.fields.items():
                    if "calendar" in definition.args:
                        definition.resolve = functools.partial(day_of, name)
        assert self.schema.query_type
        for name, definition in self.schema.query_type.fields.items():
            definition.resolve = functools.partial(self.root, name)
        self.schema.type_map["Node"].resolve_type = lambda thing, *_: thing.type  # type: ignore[attr-defined]

    def execute(self, query: str, variables: dict[str, Any] | None = None) -> ExecutionResult:
        return execute_sync(self.schema, parse(query), variable_values=variables)

    def root(
        self,
        name: str,
        _: Any,
        __: GraphQLResolveInfo[Any],
        asOf: Any = None,  # noqa: N803
        knownAt: Any = None,  # noqa: N803
        **args: Any,
    ) -> Any:
        memory = self.memory.known_at(knownAt) if knownAt else self.memory
        today = str(date.today()) if knownAt else None
        model = memory.model
        root = model.roots[name]
        things = {id: replace(thing, as_of=today).at(asOf) for id, thing in memory.things.items()}
        if root.kind is RootKind.LISTING:
            is_mortal = asOf and model.types[root.target].succession
            things = {id: t for id, t in things.items() if not is_mortal or t.exists(str(asOf))}
            found = {id: [each] for id, each in things.items() if each.type == root.target}
            since, until = args.pop("since", None), args.pop("until", None)
            for id, (each,) in list(found.items()) if root.within else ():
                time = each.properties[root.within]
                if (since and time <= since) or (until and time > until):
                    del found[id]
            return connection(model, model.types[root.target], found, args)
        if root.kind is RootKind.COMMON:
            along = model.types[root.target].relations[root.along]
            return self.common(things, along, args["ids"])
        if root.kind is RootKind.NEWEST:
            numbered = [v for v in memory.all(root.target) if "number" in v.properties]
            return max(numbered, key=lambda v: v.properties["number"], default=None)
        if root.kind is RootKind.LOOKUPS:
            return [self.existing(things.get(id)) for id in args["ids"]]
        thing = things.get(args["id"])
        return self.existing(thing) if thing and root.target in ("Node", thing.type) else None

    def field(
        self, type_name: str, name: str, thing: Thing, _: GraphQLResolveInfo[Any], **args: Any
    ) -> Any:
        model = self.memory.model
        type = model.types[type_name]
        if name in type.properties:
            precise = f"{name}Precision"
            known = read(type, thing, precise) if precise in type.properties else None
            return written(read(type, thing, name), args, known)
        if name in type.called:
            at = thing.at(args.get("asOf"))
            return called(at, type.called[name], args.get("language"))
        if name == "words":  # no text is at hand
            return None
        if name in type.histories:
            return history(thing, type, name)
        if name in type.ways:
            thing, way = thing.at(args.get("asOf")), type.ways[name]
            path = nearest(thing, way).get(args["id"])
            return None if path is None else step_objects(path, way)
        if args.get("of"):
            return sources_of(thing, type.stated[args["of"]])
        relation, thing = type.relations[name], thing.at(args.pop("asOf", None))
        if args.get("authority"):
            relation = relation.under(args["authority"])
        if relation.path:
            return nearest(thing, relation).get(args["id"])
        if relation.many and not relation.plain:
            most, least = args.get("maxDepth"), args.get("minDepth") or 1
            found = nearest(thing, relation, most)
            if relation.depth:
                found = {id: way for id, way in found.items() if len(way) > least}
            periods = periods_of(thing, relation)
            target = model.types[relation.target]
            return connection(model, target, found, args, periods, relation)
        things = related(thing, relation)
        if relation.plain:
            return sorted(things, key=lambda each: each.id)
        return things[0] if things else None

    def existing(self, thing: Thing | None) -> Thing | GraphQLError | None:
        """The thing, or the error that it does not exist on the day."""
        type = thing and self.memory.model.types[thing.type]
        if not (thing and type and type.succession and thing.day) or thing.exists(thing.day):
            return thing
        return absence(thing, type, thing.day)

    def common(
        self, things: Mapping[str, Thing], relation: Relation, ids: list[str]
    ) -> Thing | None:
        """The nearest thing that all reach or are."""
        start = [things.get(id) for id in dict.fromkeys(ids)]
        reached = [
            {**nearest(thing, relation), thing.id: [thing]}
            for thing in start
            if thing and thing.type == "Organization"
        ]
        if not reached or len(reached) < len(start):
            return None
        shared = set.intersection(*(set(each) for each in reached))
        steps = {id: [len(each[id]) - 1 for each in reached] for id in shared}
        best = min(shared, key=lambda id: (max(steps[id]), sum(steps[id]), id), default=None)
        return None if best is None else things[best]
