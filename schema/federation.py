"""The schema as a subgraph of Apollo Federation 2: what a router needs beside it.

After https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec:
every node type is an entity with the key `id`, `_entities` answers nodes by their type and id,
and `_service` the schema with the directives of federation.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
    GraphQLUnionType,
)

from graph.model import Model, Root, RootKind
from schema.query import build, model

ENTITIES, SERVICE, UNION = "_entities", "_service", "_Entity"

LINK = """extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
"""

SHARED = ("PageInfo",)
"""Types without a key that other subgraphs are likely to have alike."""


@cache
def federated() -> tuple[GraphQLSchema, Model]:
    """The schema with what a router asks, and how it maps to the graph."""
    plain, plain_model = build()._schema, model()
    query = plain.query_type
    assert query is not None
    fields = {**query.fields, ENTITIES: _entities(plain, plain_model), SERVICE: _service()}
    own: dict[str, Any] = {**query.to_kwargs(), "fields": fields}
    whole: dict[str, Any] = {**plain.to_kwargs(), "query": GraphQLObjectType(**own)}
    whole["types"] = [type for type in plain.type_map.values() if type is not query]
    schema = GraphQLSchema(**whole)
    names = tuple(plain_model.types)
    entities = Root(ENTITIES, RootKind.ENTITIES, UNION)
    return schema, replace(
        plain_model,
        roots=MappingProxyType({**plain_model.roots, ENTITIES: entities}),
        unions=MappingProxyType({**plain_model.unions, UNION: names}),
    )


@cache
def subgraph() -> str:
    """The schema as a router composes it with others, in the schema definition language."""
    entities = "|".join(model().types)
    text = re.sub(
        rf"^type ({entities}) implements Node \{{",
        r'type \1 implements Node @key(fields: "id") {',
        build().as_str(),
        flags=re.MULTILINE,
    )
    shared = "|".join(SHARED)
    text = re.sub(rf"^type ({shared}) \{{", r"type \1 @shareable {", text, flags=re.MULTILINE)
    return f"{LINK}\n{text}\n"


def _entities(plain: GraphQLSchema, plain_model: Model) -> GraphQLField:
    any_type = GraphQLScalarType(
        "_Any", description="A representation: an object with `__typename` and `id`."
    )
    members = [plain.type_map[name] for name in plain_model.types]
    union = GraphQLUnionType(UNION, members, description="Every type of nodes.")  # type: ignore[arg-type]
    asked = GraphQLNonNull(GraphQLList(GraphQLNonNull(any_type)))
    return GraphQLField(
        GraphQLNonNull(GraphQLList(union)),
        {"representations": GraphQLArgument(asked, description="Which ones.")},
        description="Nodes by type and id, in that order; null for what is not there.",
    )


def _service() -> GraphQLField:
    service = GraphQLObjectType(
        "_Service",
        {"sdl": GraphQLField(GraphQLString, description="With the directives of federation.")},
        description="This subgraph.",
    )
    return GraphQLField(
        GraphQLNonNull(service),
        description="What a router composes.",
        resolve=lambda *_: {"sdl": subgraph()},
    )
