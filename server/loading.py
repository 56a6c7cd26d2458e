"""`govgraph load`, and what `serve` loads by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import orjson

from graph.errors import GovgraphError
from graph.service import Outcome, Service
from graph.store import Address, Store
from schema import build, model
from seed import DEFAULT_FOLDER, Summary, is_loaded, read
from seed import load as load_datasets
from server.engine import database
from server.settings import Settings
from server.terminal import Bar, out, tell

HELD = "{ dataset { name } }"


def load(settings: Settings, folders: Sequence[Path], *, dry_run: bool) -> None:
    """Load datasets (the shipped one when no folder is given) and say what changed."""
    chosen = folders or [DEFAULT_FOLDER]
    read(model(), chosen)  # What is wrong with the data is said before anything is started.
    with database(settings) as address:
        summary = asyncio.run(_load(address, chosen, dry_run=dry_run))
    out.print(str(summary), markup=False)


async def _load(address: Address, folders: Sequence[Path], *, dry_run: bool) -> Summary:
    async with Store(address) as store:
        return await load_datasets(store, model(), folders, dry_run=dry_run, progress=Bar())


def fill(address: Address) -> None:
    """Load the shipped dataset where it is not, unless the database holds another one."""
    asyncio.run(_fill(address))


async def _fill(address: Address) -> None:
    async with Store(address) as store:
        if await is_loaded(store, model(), [DEFAULT_FOLDER]):
            return
        held = await _name_of_held(store)
        if held is not None and held != read(model(), [DEFAULT_FOLDER]).name:
            tell(f"Serving the dataset that is there: {held}.")
            return
        summary = await load_datasets(store, model(), [DEFAULT_FOLDER], progress=Bar())
        tell(f"Loaded {summary.statements} statements.")


async def _name_of_held(store: Store) -> str | None:
    """The name of the dataset that the database holds."""
    answer = await Service(build()._schema, model(), store).execute(HELD)
    content = orjson.loads(answer.body)
    if answer.outcome is not Outcome.DATA:
        raise GovgraphError(content["errors"][0]["message"])
    held = content["data"]["dataset"]
    return None if held is None else str(held["name"])
