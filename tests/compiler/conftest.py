"""A made-up graph in the store, its copy in memory, and the service over it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from functools import partial
from typing import Any

import pytest

import schema
from graph.service import Service
from graph.store import Address, Run, Store
from tests.compiler.plain import Memory, Plain
from tests.compiler.world import damage, make_world
from tests.conftest import empty


class World:
    """A graph in the store and the two ways to ask it."""

    def __init__(self, store: Store, memory: Memory) -> None:
        built = schema.build()
        self.store = store
        self.memory = memory
        self.service = Service(built._schema, schema.model(), store)
        self.plain = Plain(built.as_str(), memory)


async def call(text: str, parameters: Mapping[str, Any], run: Run) -> None:
    await run(text, parameters)


async def open_world(store: Store, *, damaged: bool) -> World:
    model = schema.model()
    await empty(store)
    statements = make_world(model) + (damage(model) if damaged else [])
    for text, parameters in statements:
        await store.write(partial(call, text, parameters))
    return World(store, await Memory.of(store, model))


@pytest.fixture(scope="module")
async def world(address: Address) -> AsyncIterator[World]:
    async with Store(address) as store:
        yield await open_world(store, damaged=False)
