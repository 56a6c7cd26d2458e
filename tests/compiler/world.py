"""A small made-up graph with every type and relation of the model, absences included."""

from __future__ import annotations

import random
import re
from datetime import date
from typing import Any

from graph.model import (
    ABOUT,
    AUTHORITIES,
    BY,
    DISPUTES,
    RECORDED_AT,
    STATEMENT,
    Model,
    NodeType,
    Property,
    Scalar,
    other_times,
)
from graph.writing import EdgeRow, NodeRow
from seed.content import Content, EdgeKey, edge_key
from seed.stored import Stored
from seed.twins import make_twins, split_twins
from seed.vocabulary import APPENDED

SIZE = 9
STATEMENTS = 59
"""How many statements there are: some for a share of all relationships."""

DAYS = ["2001-10-01", "2009-06-15", "2015-03-01", "2019-12-31"]
"""Days on which something begins or ends."""

LOADS = ["2022-09-12T10:01:00Z", "2022-09-12T10:02:00Z", "2022-09-12T10:03:00Z"]
"""When the graph was loaded, when it has known several states."""

TIMES = ["2022-09-12T09:00:00Z", *LOADS, "2022-09-12T10:02:30Z", "2030-01-01T00:00:00Z"]
"""Times of which its knowledge may be asked."""

WORDS = ["กรม", "สำนักงาน", "ศูนย์", "กอง", "จังหวัด", "น้ำ", "ป่า", "เด็ก"]


def value(rng: random.Random, property: Property, number: int) -> Any:
    """A value that a property may have; few of them, so that rows share it."""
    if property.name in ("validFrom", "validTo"):
        return rng.choice(DAYS[:2] if property.name == "validFrom" else DAYS[2:])
    match property.scalar:
        case Scalar.ENUM:
            return rng.choice(property.values)
        case Scalar.INT:
            return rng.randint(2018, 2022)
        case Scalar.DATE:
            return f"2022-09-{rng.randint(1, 28):02}"
        case Scalar.DATETIME:
            return f"2022-09-12T10:00:{number:02}Z"
    words = " ".join(rng.choices(WORDS, k=rng.randint(1, 2)))
    return len(words) % 2 == 0 if property.scalar is Scalar.BOOLEAN else words


def make_node(rng: random.Random, type: NodeType, number: int) -> dict[str, Any]:
    node: dict[str, Any] = {"id": f"{type.prefix}{number:02}"}
    for property in type.properties.values():
        if property.name == "id" or property.expression:
            continue
        if property.required or rng.random() < 0.6:
            made = value(rng, property, number)
            node[property.name] = [made] if property.many else made
    return {**node, **make_twins(type, node)}


def make_world(model: Model, seed: int = 1) -> list[tuple[str, dict[str, Any]]]:
    """The statements that write the graph."""
    rng = random.Random(seed)
    written: list[tuple[str, dict[str, Any]]] = []
    for type in model.types.values():
        rows = [make_node(rng, type, i) for i in range(number_of(type))]
        dates = [p for p in type.properties.values() if p.scalar is Scalar.DATE]
        times = [p for p in type.properties.values() if p.scalar is Scalar.DATETIME]
        casts = [f"SET n.{p.name} = date(row.{p.name})" for p in dates]
        casts += [f"SET n.{p.name} = datetime(row.{p.name})" for p in times]
        text = f"UNWIND $rows AS row CREATE (n:Node:{type.label}) SET n = row {' '.join(casts)}"
        written.append((text, {"rows": rows}))
        for kind, label in type.sublabels.items():
            text = f"MATCH (n:{type.label}) WHERE n.kind = $kind SET n:{label}"
            written.append((text, {"kind": kind}))
    for edge in model.edges():
        if edge.target not in model.types or edge.type in (ABOUT, DISPUTES):
            continue
        source, target = model.types[edge.source], model.types[edge.target]
        pairs = make_edges(rng, source, target, to_one=edge.to_one, required=edge.required)
        written.append(write_edges(edge.type, source, target, pairs))
        if edge.dated:
            by = AUTHORITIES if edge.by_authority else [None]
            now = [[*p, rng.choice([None, *DAYS[:2]]), None, rng.choice(by)] for p in pairs]
            written[-1] = write_edges(edge.type, source, target, now)
            past = make_edges(rng, source, target, to_one=False, required=False)
            other = [[*p, *sorted(rng.choices(DAYS, k=2)), rng.choice(by)] for p in past]
            written.append(write_edges(other_times(edge.type), source, target, other))
    for name, label in sorted(derived(model)):
        type = next(each for each in model.types.values() if each.label == label)
        pairs = make_edges(rng, type, type, to_one=False, required=False)
        written.append(write_edges(name, type, type, pairs))
    return [*written, *say(rng, model, written)]


def number_of(type: NodeType) -> int:
    """How many nodes of a type there are."""
    return STATEMENTS if type.name == STATEMENT else SIZE


def say(
    rng: random.Random, model: Model, written: list[tuple[str, dict[str, Any]]]
) -> list[tuple[str, dict[str, Any]]]:
    """The statements that say of statements what they are about: what was written, mostly.

    A fifth of them is not followed: their objects are others than those of the relationships.
    """
    said = [
        (
            pair[0],
            BY.join([match[1].removesuffix("_AT_OTHER_TIMES"), *filter(None, pair[4:])]),
            pair[1],
        )
        for text, parameters in written
        if (match := re.search(r"-\[r:(\w+)\]->", text))
        for pair in parameters["pairs"]
    ]
    types = [type for name, type in model.types.items() if name not in APPENDED]
    subjects = [f"{type.prefix}{rng.randrange(SIZE):02}" for type in types]
    names = [(subject, rng.choice(["nameTh", "kind", "year"]), "x") for subject in subjects]
    rows: dict[bool, list[list[str]]] = {True: [], False: []}
    for i in range(STATEMENTS):
        subject, predicate, object = rng.choice(said if rng.random() < 0.8 else names)
        is_followed = rng.random() < 0.8
        row = [f"statement:{i:02}", subject, predicate, object if is_followed else "another"]
        rows[is_followed].append(row)
    text = (
        "UNWIND $rows AS row MATCH (a:Statement {{id: row[0]}}), (b:Node {{id: row[1]}}) "
        "SET a.predicate = row[2], a.object = row[3] REMOVE a.valid CREATE (a)-[:ABOUT]->(b) {}"
    )
    return [
        (text.format("" if is_followed else "CREATE (a)-[:DISPUTES]->(b)"), {"rows": found})
        for is_followed, found in rows.items()
    ]


def write_edges(
    type: str, source: NodeType, target: NodeType, pairs: list[list[Any]]
) -> tuple[str, dict[str, Any]]:
    """The statement that writes relationships, with their days and authority."""
    text = (
        f"UNWIND $pairs AS pair MATCH (a:{source.label} {{id: pair[0]}}), "
        f"(b:{target.label} {{id: pair[1]}}) CREATE (a)-[r:{type}]->(b) "
        "SET r.validFrom = date(pair[2]), r.validTo = date(pair[3]), r.authority = pair[4]"
    )
    return text, {"pairs": pairs}


def derived(model: Model) -> set[tuple[str, str]]:
    """Relationships of which the model has walks alone, with the label of both their ends."""
    stated = {edge.type for edge in model.edges()}
    return {
        (relation.hops[0].type, type.label)
        for type in model.types.values()
        for relation in type.relations.values()
        if relation.hops[0].is_walk and relation.hops[0].type not in stated
    }


def make_edges(
    rng: random.Random, source: NodeType, target: NodeType, *, to_one: bool, required: bool
) -> list[list[str]]:
    pairs = []
    for i in range(number_of(source)):
        least = 1 if required else 0
        count = rng.randint(least, 1) if to_one else rng.randint(0, 4)
        among = range(i) if source is target else range(number_of(target))  # no cycles
        for j in rng.sample(among, min(count, len(among))):
            pairs.append([f"{source.prefix}{i:02}", f"{target.prefix}{j:02}"])
    return pairs


def damage(model: Model, seed: int = 2) -> list[tuple[str, dict[str, Any]]]:
    """Statements that break what is promised: absent values, edges, unknown enums, a circle."""
    rng = random.Random(seed)
    written: list[tuple[str, dict[str, Any]]] = []
    for type in model.types.values():
        promised = [p for p in type.properties.values() if p.required and not p.expression]
        for property in promised:
            if property.name in ("id", RECORDED_AT):
                continue
            id = f"{type.prefix}{rng.randrange(SIZE):02}"
            names = [property.name]
            if property.natural:
                names += [property.folded, property.collation]
            removed = ", ".join(f"n.{name}" for name in names)
            written.append((f"MATCH (n:Node {{id: $id}}) REMOVE {removed}", {"id": id}))
        for property in type.properties.values():
            if property.values:
                id = f"{type.prefix}{rng.randrange(SIZE):02}"
                text = f"MATCH (n:Node {{id: $id}}) SET n.{property.name} = 'UNHEARD_OF'"
                written.append((text, {"id": id}))
    for edge in model.edges():
        if edge.required and edge.target in model.types:
            source = model.types[edge.source]
            text = f"MATCH (:{source.label} {{id: $id}})-[r:{edge.type}]->() DELETE r"
            id = f"{source.prefix}{rng.randrange(SIZE):02}"
            written.append((text, {"id": id}))
    circle = (
        "MATCH (a:Organization)<-[:PART_OF*1..16]-(b) WHERE NOT (a)-[:PART_OF]->() "
        "WITH a, b ORDER BY a.id, b.id DESC LIMIT 1 CREATE (a)-[:PART_OF]->(b)"
    )
    return [*written, (circle, {})]


def record(at: str) -> list[str]:
    """Statements after which everything was recorded at one time, but what tells its own."""
    return [
        f"MATCH (n:Node) WHERE NOT n:FactChange SET n.recordedAt = datetime('{at}')",
        f"MATCH ()-[r]->() SET r.recordedAt = datetime('{at}')",
    ]


def revise(model: Model, stored: Stored, seed: int) -> Content:
    """What the graph may say after another load: some of it withdrawn, changed and added."""
    rng = random.Random(seed)
    nodes: dict[str, NodeRow] = {}
    for id, former in stored.nodes.items():
        type = model.types[former.type]
        facts, _ = split_twins(type, former.properties)
        if rng.random() < 0.15:
            facts = {**facts, **make_facts(rng, type)}
        if rng.random() < 0.9:
            kept = ((name, _typed(type.properties[name], value)) for name, value in facts.items())
            nodes[id] = NodeRow(id, type.name, dict(kept))
    edges: dict[EdgeKey, EdgeRow] = {}
    for name, source, target, interval in stored.edges:
        if target not in stored.nodes:  # of a load itself, which no content has
            continue
        if rng.random() < 0.2:
            among = [id for id, node in nodes.items() if node.type == stored.nodes[target].type]
            target = rng.choice([id for id in among if id < source] or [target])
        if {source, target} <= nodes.keys() and rng.random() < 0.9:
            told = dict(pair.split("=") for pair in interval.split())
            properties = {
                key: text if key == "authority" else date.fromisoformat(text)
                for key, text in told.items()
            }
            edge = EdgeRow(name, source, target, properties)
            edges[edge_key(edge)] = edge
    return Content("made up", nodes, edges)


def make_facts(rng: random.Random, type: NodeType) -> dict[str, Any]:
    """New values of a node's properties."""
    made = make_node(rng, type, rng.randrange(SIZE))
    return {name: made[name] for name in type.properties if name in made and name != "id"}


def _typed(property: Property, value: Any) -> Any:
    return date.fromisoformat(value) if property.scalar is Scalar.DATE else value
