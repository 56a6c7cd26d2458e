"""Made-up operations answered both ways: compiled, and by graphql-core with plain resolvers."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from graphql import parse, validate
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph.service import Outcome
from graph.store import Address, Store
from tests.compiler.conftest import World, open_world, revise_world
from tests.compiler.operations import operations
from tests.compiler.world import LOADS

pytestmark = pytest.mark.lts

OPERATIONS = int(os.environ.get("GOVGRAPH_TEST_OPERATIONS", "300"))
"""How many operations are made up for the sound graph; a third of them for the damaged one."""

COMPARED = settings(
    max_examples=OPERATIONS,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def text(value: Any) -> str:
    """JSON that shows the order of keys too."""
    return json.dumps(value, ensure_ascii=False)


def place(error: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    return error["message"], error.get("path"), error.get("locations")


class Both:
    """A world that is asked from synchronous code, where hypothesis draws."""

    def __init__(self, portal: BlockingPortal, world: World) -> None:
        self.portal = portal
        self.world = world

    def compare(self, data: st.DataObject, *, ordered: bool = True) -> None:
        world = self.world
        query, variables = data.draw(operations(world.plain.schema, world.memory))
        assume(ordered or "orderBy" not in query)
        assume(not validate(world.plain.schema, parse(query)))
        expected = world.plain.execute(query, variables)
        before = world.store.statements
        answer = self.portal.call(world.service.execute, query, variables)
        assert answer.outcome is Outcome.DATA, answer.body.decode()
        assert world.store.statements - before <= 1
        found = json.loads(answer.body)
        assert text(found["data"]) == text(expected.data), query
        errors = [place(error) for error in found.get("errors", [])]
        assert errors == [place(error.formatted) for error in expected.errors or []], query


@contextmanager
def both(address: Address, *, damaged: bool) -> Iterator[Both]:
    async def close() -> None:
        await store.__aexit__(None, None, None)

    with start_blocking_portal() as portal:
        store = Store(address)
        portal.call(store.__aenter__)
        try:
            world = portal.call(partial(open_world, store, damaged=damaged))
            portal.call(partial(revise_world, world, () if damaged else LOADS[1:]))
            yield Both(portal, world)
        finally:
            portal.call(close)


@pytest.fixture(scope="module")
def sound(address: Address) -> Iterator[Both]:
    with both(address, damaged=False) as opened:
        yield opened


@COMPARED
@given(data=st.data())
def test_sound_graph(sound: Both, data: st.DataObject) -> None:
    sound.compare(data)


def test_damaged_graph(address: Address) -> None:
    """Values are missing that the schema promises: errors and nulls must agree too.

    Not in an order by such a value: the walk of an index does not meet nodes without it.
    """
    with both(address, damaged=True) as opened:

        @settings(COMPARED, max_examples=OPERATIONS // 3)
        @given(data=st.data())
        def check(data: st.DataObject) -> None:
            opened.compare(data, ordered=False)

        check()
