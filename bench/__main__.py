"""`python -m bench`: generate, load, compare, print."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import rich_click as click
import uvloop

from bench import report
from bench.databases import Engine, database
from bench.inspection import Phases, asking, hits, make_service, phases, statements
from bench.measure import BY_HAND, OURS, Effort, Figures, ask_once, measure
from bench.peers import LIBRARY, STOCK
from bench.peers.node import PeerMissing
from bench.processes import handwritten, library, product, stock
from bench.questions import Question, questions
from graph.store import Address, Store

PEERS = {LIBRARY: library, STOCK: stock}


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option(
    "--size",
    type=click.IntRange(500),
    multiple=True,
    default=[10_000],
    help="Nodes of the graph; may be given several times.",
)
@click.option("--rounds", type=click.IntRange(1), default=5, help="Each with every question.")
@click.option(
    "--seconds",
    type=click.FloatRange(0.05),
    default=1.0,
    help="Seconds of each measurement in a round.",
)
@click.option("--warm", default=6.0, help="Seconds of warming up for each question.")
@click.option("--only", default="", help="Only the questions whose name contains this.")
@click.option(
    "--peers", default=",".join(PEERS), help="The peers to compare to, by comma; empty for none."
)
@click.option("--seed", default=1, help="Another seed makes another graph.")
@click.option("--heap", default="2g", help="Most heap of the database.")
@click.option("--page-cache", default="1g", help="Page cache of the database.")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to keep the graphs in for the next run.",
)
def main(
    size: Sequence[int],
    rounds: int,
    seconds: float,
    warm: float,
    only: str,
    peers: str,
    seed: int,
    heap: str,
    page_cache: str,
    keep: Path | None,
) -> None:
    """Compare this service to a hand-written one and to its peers over one Neo4j, in one run.

    All are asked over HTTP in turn; their answers are compared before any time is taken.
    """
    effort, engine = Effort(rounds, seconds, warm), Engine(heap, page_cache, keep)
    chosen = [name for name in peers.split(",") if name]
    if unknown := set(chosen) - PEERS.keys():
        raise click.BadParameter(f"no peer {', '.join(unknown)}; there are {', '.join(PEERS)}")
    found = {}
    for each in sorted(set(size)):
        with database(each, seed, engine) as address:
            found[each] = _bench(address, each, effort, only, chosen)
    if len(found) > 1:
        report.out.print(report.growth(found))
    report.out.print(report.depth(found))


def _bench(
    address: Address, size: int, effort: Effort, only: str, chosen: Sequence[str]
) -> Sequence[Figures]:
    asked = [each for each in asyncio.run(_questions(address)) if only in each.name]
    costs = asyncio.run(_phases(address, asked))
    with _services(address, chosen) as ports:
        figures = uvloop.run(measure(asked, ports, effort, report.say))
        counts = [_statements(address, each, ports) for each in figures]
    report.out.print(report.comparison(size, figures, counts, hits(address, asked)))
    for name in ports.keys() & PEERS.keys():
        report.out.print(report.against(size, name, figures, counts))
    unseen, cached = ([each.unseen for each in costs], [each.cached for each in costs])
    report.out.print(report.costs("A shape never seen", asked, unseen))
    report.out.print(report.costs("Every request", asked, cached))
    return figures


@contextmanager
def _services(address: Address, chosen: Sequence[str]) -> Iterator[dict[str, int]]:
    """The ports of the services by name, ours first."""
    with ExitStack() as stack:
        ports = {
            OURS: stack.enter_context(product(address)),
            BY_HAND: stack.enter_context(handwritten(address)),
        }
        for name in chosen:
            try:
                ports[name] = stack.enter_context(PEERS[name](address))
            except PeerMissing as error:
                report.say(f"{name} is left out: {error}")
        yield ports


def _statements(address: Address, found: Figures, ports: Mapping[str, int]) -> dict[str, int]:
    """How many statements each service that answered sends for the question."""

    def ask(name: str) -> None:
        asyncio.run(ask_once(found.question, name, ports[name]))

    return {name: statements(address, partial(ask, name)) for name in found.times}


async def _questions(address: Address) -> list[Question]:
    async with Store(address) as store:
        return await questions(asking(make_service(store)))


async def _phases(address: Address, asked: Sequence[Question]) -> list[Phases]:
    async with Store(address) as store:
        return [await phases(store, each) for each in asked]


if __name__ == "__main__":
    main()
