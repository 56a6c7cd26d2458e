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
from seed import DEFAULT_FOLDERS, SEPARATOR, Content, Summary, load_content, read
from server.engine import at_hand
from server.health import PROBE
from server.settings import Settings
from server.terminal import Bar, out, tell


def load(settings: Settings, folders: Sequence[Path], *, dry_run: bool) -> None:
    """Load datasets (the shipped ones when no folder is given) and say what changed."""
    chosen = folders or DEFAULT_FOLDERS
    content = read(model(), chosen)  # What is wrong is said before anything is started.
    with at_hand(settings) as address:
        summary = asyncio.run(_load(address, content, dry_run=dry_run, shipped=not folders))
    out.print(str(summary), markup=False)


async def _load(address: Address, content: Content, *, dry_run: bool, shipped: bool) -> Summary:
    async with Store(address) as store:
        return await load_content(
            store, model(), content, dry_run=dry_run, shipped=shipped, progress=Bar()
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
        summary = await load_content(store, model(), content, shipped=True, progress=Bar())
        tell(f"Loaded {summary.statements} statements.")


def _is_earlier(held: Mapping[str, Any], shipped: str) -> bool:
    """Whether the database holds what some version of the program shipped.

    Earlier ones did not say so: then the names of the datasets tell.
    """
    if held["shipped"] is not None:
        return bool(held["shipped"])
    return set(held["name"].split(SEPARATOR)) <= set(shipped.split(SEPARATOR))


async def _held(store: Store) -> dict[str, Any] | None:
    """The newest version that the database holds."""
    held: dict[str, Any] | None = (await ask(Service(build()._schema, model(), store), PROBE))[
        "dataset"
    ]
    return held


async def ask(
    service: Service, query: str, variables: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The data of an operation. Raises StoreError."""
    answer = await service.execute(query, variables)
    content = orjson.loads(answer.body)
    if answer.outcome is not Outcome.DATA:
        raise StoreError(content["errors"][0]["message"])
    data: dict[str, Any] = content["data"]
    return data
