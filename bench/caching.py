"""`python -m bench.caching`: answers that are kept, and 304s, against a plain Starlette route."""

from __future__ import annotations

import asyncio
from itertools import repeat
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import httpx
import rich_click as click
from rich.table import Table

from bench.client import Connection, get, throughput
from bench.processes import plain, product
from bench.report import out
from graph.store import Address, Store, local_neo4j
from schema import model
from seed import DEFAULT_FOLDERS, load

QUERY = (Path(__file__).parents[1] / "web/examples/1-provincial-offices.graphql").read_text("utf-8")
TARGET = 0.9
"""The share of the requests of a plain route that ours must answer in the same time."""


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option("--rounds", type=click.IntRange(1), default=9, help="How often each is measured.")
@click.option("--seconds", type=click.FloatRange(0.1), default=2.0, help="How long, each time.")
@click.option("--clients", type=click.IntRange(1), default=8, help="Connections at once.")
def main(rounds: int, seconds: float, clients: int) -> None:
    """Ask the main question of a `govgraph serve` and of a plain route, in turn.

    Both get the same request, and send the same body and headers as long.
    """
    with TemporaryDirectory() as folder, local_neo4j(Path(folder)) as address:
        asyncio.run(_fill(address))
        with product(address, cached=True) as ours, plain(address, QUERY) as other:
            table = asyncio.run(_compare(ours, other, rounds, seconds, clients))
    out.print(table)


async def _fill(address: Address) -> None:
    async with Store(address) as store:
        await load(store, model(), DEFAULT_FOLDERS)


async def _compare(ours: int, other: int, rounds: int, seconds: float, clients: int) -> Table:
    question = {"query": QUERY}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{ours}") as client:
        headers = {"accept": "application/json", "accept-encoding": "identity"}
        etag = (await client.get("/graphql", params=question, headers=headers)).headers["etag"]
    pairs = {
        "kept": (get("/graphql", question), get("/", question)),
        "304": (get("/graphql", question, etag), get("/304", question, etag)),
    }
    table = Table("answer", "requests/s", "of a plain route", "ratio", f"at least {TARGET}")
    for name, (asked, compared) in pairs.items():
        rates = [
            (
                await _rate(ours, asked, clients, seconds),
                await _rate(other, compared, clients, seconds),
            )
            for _ in range(rounds)
        ]
        ratio = median(one / two for one, two in rates)
        figures = [f"{median(each):,.0f}" for each in zip(*rates, strict=True)]
        table.add_row(name, *figures, f"{ratio:.2f}", "yes" if ratio >= TARGET else "no")
    return table


async def _rate(port: int, request: bytes, clients: int, seconds: float) -> float:
    connections = [await Connection.open(port) for _ in range(clients)]
    try:
        return await throughput(connections, repeat(request), seconds)
    finally:
        for each in connections:
            each.close()


if __name__ == "__main__":
    main()
