"""`python -m bench.attacks`: what hostile requests cost, and those who ask meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import psutil
import rich_click as click
from rich.table import Table

from bench.attacks.cases import attacks
from bench.attacks.grammar import Grammar
from bench.attacks.measure import PATIENCE, Cost, Fuzzed, Latency, Target
from bench.processes import product
from bench.report import out
from graph.store import Address, Store, local_neo4j
from schema import build, model
from seed import DEFAULT_FOLDERS, load

MOST_CPU = 100.0
"""Milliseconds of processor time that an attack may cost."""


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option("--times", type=click.IntRange(1), default=10, help="How often each is sent.")
@click.option("--rate", type=click.FloatRange(0.1), default=5.0, help="Attacks a second, later.")
@click.option("--seconds", type=click.FloatRange(1), default=20.0, help="How long others ask.")
@click.option(
    "--fuzz", type=click.FloatRange(0), default=300.0, help="Seconds of made-up requests."
)
@click.option("--seed", default=1, help="Another seed makes up others.")
def main(times: int, rate: float, seconds: float, fuzz: float, seed: int) -> None:
    """Attack a `govgraph serve` of its own, over the shipped dataset."""
    with TemporaryDirectory() as folder, local_neo4j(Path(folder)) as address:
        asyncio.run(_fill(address))
        with product(address) as port:
            (process,) = (each for each in psutil.Process().children() if "serve" in each.cmdline())
            asyncio.run(_attack(port, process, times, rate, seconds, fuzz, seed))


async def _fill(address: Address) -> None:
    async with Store(address) as store:
        await load(store, model(), DEFAULT_FOLDERS)


async def _attack(
    port: int,
    process: psutil.Process,
    times: int,
    rate: float,
    seconds: float,
    fuzz: float,
    seed: int,
) -> None:
    known = attacks()
    base = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=base, timeout=PATIENCE) as client:
        target = Target(client, process)
        await target.latency(seconds / 4)  # until all is warm
        for attack in known:
            await target.send(attack)
        before = target.memory
        _tell_costs([await target.cost(attack, times) for attack in known])
        _tell_memory("after the attacks", before, target.memory)
        alone = await target.latency(seconds)
        under, count = await target.under_attack(known, rate, seconds)
        _tell_latency(alone, under, count, rate)
        _tell_fuzzed(await target.fuzz(Grammar(build()._schema, seed), fuzz))
        _tell_memory("after what was made up", before, target.memory)


def _tell_costs(costs: list[Cost]) -> None:
    table = Table("attack", "status", "code")
    table.add_column("CPU ms", justify="right")
    for each in sorted(costs, key=lambda cost: -cost.cpu):
        table.add_row(each.attack.name, str(each.status), each.code, f"{each.cpu:.1f}")
    out.print(table)
    refused = sum(400 <= each.status < 500 for each in costs)
    above = sum(each.cpu > MOST_CPU for each in costs)
    worst = max(each.cpu for each in costs)
    out.print(
        f"{refused} of {len(costs)} refused; {above} above {MOST_CPU:g} ms; worst {worst:.1f}"
    )


def _tell_memory(when: str, before: int, now: int) -> None:
    out.print(f"memory {when}: {before / 2**20:.0f} MiB -> {now / 2**20:.0f} MiB")


def _tell_latency(alone: Latency, under: Latency, count: int, rate: float) -> None:
    out.print(
        f"others: p50 {alone.p50:.1f} ms, p99 {alone.p99:.1f} ms alone; p50 {under.p50:.1f} ms, "
        f"p99 {under.p99:.1f} ms ({under.p99 / alone.p99:.2f}) "
        f"under {count} attacks, {rate:g} a second"
    )


def _tell_fuzzed(found: Fuzzed) -> None:
    out.print(f"made up: {sum(found.statuses.values())} requests, by status {found.statuses}")
    for body in found.failures[:5]:
        out.print(body.decode("utf-8", "replace"), markup=False)


if __name__ == "__main__":
    main()
