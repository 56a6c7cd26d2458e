"""The made-up graph is sound, and both services answer the same about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest
from graphql import Visitor, parse, visit

from bench.client import get
from bench.generator import MINISTRY, Graph, generate
from bench.handwritten import create
from bench.inspection import asking, hits, make_service, phases, statements
from bench.loading import fill
from bench.measure import objects
from bench.questions import FIVE_ROOTS, Question, questions
from graph.model import Model
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
    allowed = {
        (edge.type, edge.source, name): edge
        for edge in known.edges()
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


@pytest.mark.anyio
async def test_both_services_answer_the_same(store: Store, asked: list[Question]) -> None:
    ask = asking(make_service(store))
    app = create(store.address)
    async with app.router.lifespan_context(app) as state:
        assert state is not None
        transport = httpx.ASGITransport(_with_state(app, state))
        async with httpx.AsyncClient(transport=transport, base_url="http://bench") as client:
            for question in asked:
                path = get(question.path, question.parameters).split()[1].decode()
                answer = await client.get(path)
                ours = await ask(question.operation, question.variables)
                assert orjson.loads(answer.content) == {"data": ours}, question.name
                assert sum(1 for _ in objects(ours)) > 1


def _with_state(app: Any, state: Any) -> Any:
    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "state": dict(state)}, receive, send)

    return wrapped


@pytest.mark.anyio
async def test_what_happens_inside_is_counted(store: Store, asked: list[Question]) -> None:
    assert await statements(store, asked) == [1] * len(asked)
    assert all(ours > 0 and theirs > 0 for ours, theirs in hits(store.address, asked))
    found = await phases(store, asked[0])
    assert all(value > 0 for value in (*found.unseen.values(), *found.cached.values()))
