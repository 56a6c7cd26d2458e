"""`python -m bench`: generate, load, compare, print."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated

import typer
import uvloop

from bench import report
from bench.generator import generate
from bench.inspection import Phases, asking, hits, make_service, phases, statements
from bench.loading import fill
from bench.measure import Effort, Figures, measure
from bench.processes import handwritten, product
from bench.questions import Question, questions
from graph.store import Address, Store, local_neo4j
from schema import model

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command(context_settings={"help_option_names": ["-h", "--help"]})
def main(
    size: Annotated[
        list[int] | None,
        typer.Option(min=500, help="Nodes of the graph; may be given several times. [10000]"),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds, each with every question.")] = 5,
    seconds: Annotated[
        float, typer.Option(min=0.05, help="Seconds of each measurement in a round.")
    ] = 1.0,
    warm: Annotated[float, typer.Option(help="Seconds of warming up for each question.")] = 6.0,
    only: Annotated[
        str, typer.Option(help="Only the questions whose name contains this.")
    ] = "",
    seed: Annotated[int, typer.Option(help="Another seed makes another graph.")] = 1,
) -> None:
    """Compare this service to a hand-written one over the same Neo4j, in one run.

    Both are asked over HTTP in turn; their answers are compared before any time is taken.
    """
    effort = Effort(rounds, seconds, warm)
    for each in size or [10_000]:
        with TemporaryDirectory(prefix="govgraph-bench-") as folder, local_neo4j(
            Path(folder)
        ) as address:
            _bench(address, each, seed, effort, only)


def _bench(address: Address, size: int, seed: int, effort: Effort, only: str) -> None:
    asyncio.run(_load(address, size, seed))
    asked = [each for each in asyncio.run(_questions(address)) if only in each.name]
    counts, costs = asyncio.run(_inspect(address, asked))
    with product(address) as ours, handwritten(address) as theirs:
        figures: Sequence[Figures] = uvloop.run(measure(asked, (ours, theirs), effort, _say))
    report.out.print(report.comparison(figures, counts, hits(address, asked)))
    unseen, cached = ([each.unseen for each in costs], [each.cached for each in costs])
    report.out.print(report.costs("A shape never seen", asked, unseen))
    report.out.print(report.costs("Every request", asked, cached))


def _say(text: str) -> None:
    report.out.print(text, style="dim")


async def _load(address: Address, size: int, seed: int) -> None:
    graph = generate(model(), size, seed)
    start = perf_counter()
    async with Store(address) as store:
        await fill(store, model(), graph)
    rate = (len(graph.nodes) + len(graph.edges)) / (perf_counter() - start)
    _say(
        f"{len(graph.nodes):,} nodes and {len(graph.edges):,} relationships, "
        f"loaded at {rate:,.0f} a second"
    )


async def _questions(address: Address) -> list[Question]:
    async with Store(address) as store:
        return await questions(asking(make_service(store)))


async def _inspect(
    address: Address, asked: Sequence[Question]
) -> tuple[list[int], list[Phases]]:
    async with Store(address) as store:
        return await statements(store, asked), [await phases(store, each) for each in asked]


if __name__ == "__main__":
    app()
