"""`govgraph load`, and what `serve` loads by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from graph.errors import StoreError
from graph.service import Outcome, Service
from graph.store import Address, Store
from schema import build, model
from seed import DEFAULT_FOLDERS, SEPARATOR, Content, Summary, read
from seed import load as load_datasets
from server.engine import at_hand
from server.health import PROBE
from server.settings import Settings
from server.terminal import Bar, out, tell


def load(settings: Settings, folders: Sequence[Path], *, dry_run: bool) -> None:
    """Load datasets (the shipped ones when no folder is given) and say what changed."""
    chosen = folders or DEFAULT_FOLDERS
    read(model(), chosen)  # What is wrong with the data is said before anything is started.
    with at_hand(settings) as address:
        summary = asyncio.run(_load(address, chosen, dry_run=dry_run, shipped=not folders))
    out.print(str(summary), markup=False)


async def _load(
    address: Address, folders: Sequence[Path], *, dry_run: bool, shipped: bool
) -> Summary:
    async with Store(address) as store:
        return await load_datasets(
            store, model(), folders, dry_run=dry_run, shipped=shipped, progress=Bar()
        )


@cache
def shipped() -> Content:
    """The datasets that come with the program, checked."""
    return read(model(), DEFAULT_FOLDERS)


def fill(address: Address) -> None:
    """Load the shipped datasets where they are not, unless the database holds another one."""
    asyncio.run(_fill(address))


async def _fill(address: Address) -> None:
    content = shipped()
    async with Store(address) as store:
        held = await _held(store)
        if held is not None and held["checksum"] == content.checksum():
            return
        if held is not None and not _is_earlier(held, content.name):
            tell(
                f"Serving the dataset that is there: {held['name']}, version {held['number']}. "
                "`govgraph load` brings the shipped one."
            )
            return
        summary = await load_datasets(store, model(), DEFAULT_FOLDERS, shipped=True, progress=Bar())
        tell(f"Loaded {summary.statements} statements.")


def _is_earlier(held: Mapping[str, Any], shipped: str) -> bool:
    """Whether the database holds what some version of the program shipped.

    Earlier ones did not say so: then the names of the datasets tell.
    """
    if held["shipped"] is not None:
        return bool(held["shipped"])
    return set(held["name"].split(SEPARATOR)) <= set(shipped.split(SEPARATOR))


async def _held(store: Store) -> dict[str, Any] | None:
    """Name and checksum of the dataset that the database holds."""
    answer = await Service(build()._schema, model(), store).execute(PROBE)
    content = orjson.loads(answer.body)
    if answer.outcome is not Outcome.DATA:
        raise StoreError(content["errors"][0]["message"])
    held: dict[str, Any] | None = content["data"]["dataset"]
    return held
