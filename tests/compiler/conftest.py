"""A made-up graph in the store, its copy in memory, and the service over it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import pytest

import schema
from graph.cost import HIGHEST
from graph.limits import Limits
from graph.service import Service
from graph.store import Address, Run, Store
from seed import DEFAULT_FOLDERS
from seed import load as load_folders
from seed.delta import find_delta
from seed.stored import read_stored
from tests.compiler.plain import Memory, Plain
from tests.compiler.world import LOADS, damage, make_world, record, revise
from tests.conftest import empty


@pytest.fixture(scope="module")
async def shipped(address: Address) -> AsyncIterator[Store]:
    """The store with the data that is shipped, and nothing else."""
    async with Store(address) as store:
        await empty(store)
        await load_folders(store, schema.model(), DEFAULT_FOLDERS)
        yield store


class World:
    """A graph in the store and the two ways to ask it."""

    def __init__(self, store: Store, memory: Memory) -> None:
        built = schema.build()
        self.store = store
        self.memory = memory
        # The graph is small, whatever an operation may cost in another.
        limits = Limits(cost=HIGHEST)
        self.service = Service(built._schema, schema.model(), store, limits=limits)
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


async def revise_world(world: World, loads: Sequence[str]) -> None:
    """Load the graph again at these times, keeping what was in it after each load."""
    model, store, memory = schema.model(), world.store, world.memory
    for text in record(LOADS[0]):
        await store.execute(text)
    memory.versions.append((LOADS[0], await Memory.of(store, model)))
    for seed, at in enumerate(loads):

        async def load(run: Run, seed: int = seed, at: str = at) -> None:
            stored = await read_stored(run, model)
            delta = find_delta(model, revise(model, stored, seed), stored)
            for text, parameters in delta.writes(model, datetime.fromisoformat(at)):
                await run(text, parameters)

        await store.write(load)
        memory.versions.append((at, await Memory.of(store, model)))
    now = memory.versions[-1][1]
    memory.things = now.things


@pytest.fixture(scope="module")
async def world(address: Address) -> AsyncIterator[World]:
    async with Store(address) as store:
        yield await open_world(store, damaged=False)
