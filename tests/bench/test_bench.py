"""The made-up graph is sound, and all services answer the same about it."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx
import orjson
import pytest
from graphql import Visitor, parse, visit
from starlette.applications import Starlette

from bench.answers import canonical, objects
from bench.client import get
from bench.generator import MINISTRY, Graph, generate
from bench.handwritten import create
from bench.inspection import asking, hits, make_service, phases, statements, written_out
from bench.loading import fill
from bench.peers import LIBRARY, STOCK
from bench.peers import stock as stock_peer
from bench.peers.node import FOLDER, is_installed
from bench.processes import library
from bench.questions import FIVE_ROOTS, Question, questions
from graph.model import Model, other_times
from graph.store import Address, Store
from schema import model
from tests.conftest import empty

SIZE = 500


@pytest.fixture(scope="module")
def known() -> Model:
    return model()


@pytest.fixture(scope="module")
def graph(known: Model) -> Graph:
    return generate(known, SIZE)


def test_the_same_seed_makes_the_same_graph(known: Model, graph: Graph) -> None:
    assert generate(known, SIZE) == graph
    assert generate(known, SIZE, seed=2) != graph


@pytest.mark.parametrize("size", [5_000, 20_000])
def test_a_graph_has_about_the_size_asked_for(known: Model, size: int) -> None:
    assert len(generate(known, size).nodes) == pytest.approx(size, rel=0.15)


def test_what_stands_under_a_ministry_does_not_grow(known: Model) -> None:
    def under(graph: Graph) -> int:
        return sum(node.id.startswith(f"{MINISTRY}-") for node in graph.nodes)

    assert under(generate(known, 5_000)) == under(generate(known, 20_000))


def test_ids_are_unique_and_tell_the_type(known: Model, graph: Graph) -> None:
    assert len({node.id for node in graph.nodes}) == len(graph.nodes)
    for node in graph.nodes:
        type = known.type_of_id(node.id)
        assert type is not None
        assert type.name == node.type


def test_nodes_have_the_properties_of_the_model(known: Model, graph: Graph) -> None:
    for node in graph.nodes:
        stored = {
            name: kept
            for name, kept in known.types[node.type].properties.items()
            if kept.expression is None and name != "id"
        }
        assert node.properties.keys() <= stored.keys()
        for name, kept in stored.items():
            value = node.properties.get(name)
            assert value is not None or not kept.required, f"{node.id} has no {name}"
            assert value is None or not kept.values or value in kept.values


def test_edges_are_those_of_the_model(known: Model, graph: Graph) -> None:
    types = {node.id: node.type for node in graph.nodes}
    edges = list(known.edges())
    # What is of other times may be any number, and nothing requires it.
    edges += [
        replace(edge, type=other_times(edge.type), to_one=False, required=False)
        for edge in edges
        if edge.dated
    ]
    allowed = {
        (edge.type, edge.source, name): edge
        for edge in edges
        for name in known.unions.get(edge.target, (edge.target,))
    }
    counts = Counter((edge.type, edge.source) for edge in graph.edges)
    for edge in graph.edges:
        found = allowed[edge.type, types[edge.source], types[edge.target]]
        assert not found.to_one or counts[edge.type, edge.source] == 1
    for (type, source, _), found in allowed.items():
        if found.required:
            for id in (id for id, name in types.items() if name == source):
                assert counts[type, id] >= 1, f"{id} has no {type}"


def test_an_operation_of_sixty_fields_has_sixty() -> None:
    class Counting(Visitor):
        fields = 0

        def enter_field(self, *_: Any) -> None:
            self.fields += 1

    counting = Counting()
    visit(parse(FIVE_ROOTS), counting)
    assert counting.fields == 60


def test_objects_are_counted_without_the_pages_around_them() -> None:
    data = {"a": {"nodes": [{"id": "1", "b": {"nodes": []}, "c": {"id": "2"}}, {"id": "3"}]}}
    assert [each["id"] for each in objects(data)] == ["1", "2", "3"]


@pytest.fixture(scope="module")
async def asked(
    address: Address, known: Model, graph: Graph, anyio_backend: str
) -> AsyncIterator[list[Question]]:
    async with Store(address) as store:
        await empty(store)
        await fill(store, known, graph)
        yield await questions(asking(make_service(store)))
        await empty(store)


@asynccontextmanager
async def client_of(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with app.router.lifespan_context(app) as state:
        assert state is not None
        transport = httpx.ASGITransport(_with_state(app, state))
        async with httpx.AsyncClient(transport=transport, base_url="http://bench") as client:
            yield client


def _with_state(app: Any, state: Any) -> Any:
    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "state": dict(state)}, receive, send)

    return wrapped


@pytest.mark.anyio
async def test_the_service_by_hand_answers_the_same(store: Store, asked: list[Question]) -> None:
    ask = asking(make_service(store))
    async with client_of(create(store.address)) as client:
        for question in asked:
            path = get(question.path, question.parameters).split()[1].decode()
            answer = await client.get(path)
            ours = await ask(question.operation, question.variables)
            assert canonical(answer.content) == canonical(orjson.dumps({"data": ours}))
            assert sum(1 for _ in objects(ours)) > 1


@pytest.mark.anyio
async def test_stock_resolvers_answer_the_same(store: Store, asked: list[Question]) -> None:
    async with client_of(stock_peer.create(store.address)) as client:
        await expect_same(STOCK, client, store, asked)


@pytest.mark.anyio
@pytest.mark.skipif(not is_installed(), reason="its packages come with `make bench`")
async def test_the_library_answers_the_same(store: Store, asked: list[Question]) -> None:
    with library(store.address) as port:
        base = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(base_url=base, timeout=60) as client:
            await expect_same(LIBRARY, client, store, asked)


async def expect_same(
    peer: str, client: httpx.AsyncClient, store: Store, asked: list[Question]
) -> None:
    ask = asking(make_service(store))
    offered = [question for question in asked if peer in question.peers]
    assert len(offered) > 10
    for question in offered:
        operation, variables = question.peers[peer]
        content = {"query": operation, "variables": dict(variables)}
        answer = await client.post("/graphql", json=content)
        ours = await ask(question.operation, question.variables)
        assert "errors" not in answer.json(), question.name
        assert canonical(answer.content) == canonical(orjson.dumps({"data": ours})), question.name


def test_the_lock_of_the_library_names_no_registry() -> None:
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    for name, entry in lock["packages"].items():
        assert "resolved" not in entry, name
        assert not name or "integrity" in entry, name


def test_answers_are_brought_to_one_form() -> None:
    ours = {
        "organization": {
            "id": "c", "ministry": {"id": "a"},
            "ancestors": {"nodes": [{"id": "a"}, {"id": "b"}]},
            "awards": {"nodes": [{"id": "1"}], "pageInfo": {"endCursor": "x", "more": True}},
        }
    }  # fmt: skip
    theirs = {
        "organization": [{
            "id": "c", "ministry": [{"parent": [{"id": "a"}]}],
            "ancestors": [{"id": "b", "parent": [{"id": "a"}]}],
            "awards": {"edges": [{"node": {"id": "1"}}], "pageInfo": {"more": True}},
        }]
    }  # fmt: skip
    assert canonical(orjson.dumps({"data": ours})) == canonical(orjson.dumps({"data": theirs}))
    theirs["organization"][0]["ancestors"] = [{"id": "b", "parent": []}]
    assert canonical(orjson.dumps({"data": ours})) != canonical(orjson.dumps({"data": theirs}))


def test_projections_are_written_out_to_be_counted() -> None:
    found = written_out("RETURN {id: a.id, project: j {.id, .nameTh}, other: e {.id, x: 1}}")
    written = "CASE WHEN j IS NOT NULL THEN {id: j.id, nameTh: j.nameTh} END"
    assert found == f"RETURN {{id: a.id, project: {written}, other: e {{.id, x: 1}}}}"


@pytest.mark.anyio
async def test_what_happens_inside_is_counted(store: Store, asked: list[Question]) -> None:
    async def ours(question: Question) -> None:
        async with Store(store.address) as fresh:
            await asking(make_service(fresh))(question.operation, question.variables)

    async def twice(question: Question) -> None:
        await ours(question)
        await ours(question)

    def count(ask: Callable[[Question], Coroutine[Any, Any, None]], question: Question) -> int:
        # What else asks the database meanwhile can only add to it.
        return min(statements(store.address, lambda: asyncio.run(ask(question))) for _ in range(3))

    for question in asked:
        assert await asyncio.to_thread(count, ours, question) == 1, question.name
    assert await asyncio.to_thread(count, twice, asked[0]) == 2
    assert all(one > 0 and other > 0 for one, other in hits(store.address, asked))
    found = await phases(store, asked[0])
    assert all(value > 0 for value in (*found.unseen.values(), *found.cached.values()))
