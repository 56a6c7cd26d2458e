"""`python -m bench.exporting`: a large graph exported over HTTP, and the memory that it takes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import httpx
import psutil
import rich_click as click

from bench.generator import generate
from bench.loading import fill
from bench.processes import product
from bench.report import out
from graph.store import Address, Store, local_neo4j
from schema import model

MEGABYTE = 1_000_000

WARM_UP = 0.05
"""The share of an export after which the service has made all that it keeps: plans, pools."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How far an export was: bytes sent, and bytes of memory that the service had."""

    sent: int
    memory: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What was found of an export."""

    rows: int
    seconds: float
    moments: tuple[Moment, ...]

    @property
    def sent(self) -> int:
        """The bytes of it."""
        return self.moments[-1].sent

    def memory_at(self, share: float) -> int:
        """The memory when this share of it had been sent."""
        return next(each.memory for each in self.moments if each.sent >= share * self.sent)

    @property
    def growth(self) -> int:
        """How much memory was added at most after the service had warmed up."""
        after = [each.memory for each in self.moments if each.sent >= WARM_UP * self.sent]
        return max(after) - after[0]


def export(address: Address, path: str) -> Exported:
    """Export over HTTP and look at the memory of the service with every megabyte."""
    with product(address) as port:
        service = _service()
        began = perf_counter()
        rows, moments = 0, list[Moment]()
        for chunk, memory in _read(f"http://127.0.0.1:{port}/export/{path}", service):
            rows += chunk.count(b"\n")
            moments.append(Moment((moments[-1].sent if moments else 0) + len(chunk), memory))
        return Exported(rows, perf_counter() - began, tuple(moments))


def _service() -> psutil.Process:
    """The service, which this process has started."""
    (found,) = [each for each in psutil.Process().children() if "serve" in each.cmdline()]
    return found


def _read(url: str, service: psutil.Process) -> Iterator[tuple[bytes, int]]:
    with httpx.stream("GET", url, timeout=600) as response:
        response.raise_for_status()
        for chunk in response.iter_bytes(MEGABYTE):
            yield chunk, service.memory_info().rss


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option("--size", type=click.IntRange(500), default=1_000_000, help="Nodes of the graph.")
@click.option("--seed", default=1, help="Another seed makes another graph.")
@click.option("--path", multiple=True, default=["graph.jsonl"], help="What is exported.")
@click.option("--heap", default="2g", help="Most heap of the database.")
@click.option("--page-cache", default="1g", help="Page cache of the database.")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to keep the graph in for the next run.",
)
def main(
    size: int, seed: int, path: tuple[str, ...], heap: str, page_cache: str, keep: Path | None
) -> None:
    """Export a made-up graph and print how the memory of the service grew."""
    with TemporaryDirectory(prefix="govgraph-bench-") as temporary:
        folder = keep / f"{size}-{seed}" if keep else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with local_neo4j(folder, heap=heap, page_cache=page_cache) as address:
            if not (folder / "loaded").exists():
                _load_apart(address, size, seed)
                (folder / "loaded").touch()
            for each in path:
                out.print(_line(each, export(address, each)))


def _load_apart(address: Address, size: int, seed: int) -> None:
    """Load in a process of its own, whose memory is free again afterwards."""
    loading = get_context("spawn").Process(target=_load, args=(address, size, seed))
    loading.start()
    loading.join()
    if loading.exitcode:
        raise SystemExit("the graph could not be loaded; why stands above")


def _load(address: Address, size: int, seed: int) -> None:
    asyncio.run(_fill(address, size, seed))


async def _fill(address: Address, size: int, seed: int) -> None:
    async with Store(address) as store:
        await fill(store, model(), generate(model(), size, seed))


def _line(path: str, found: Exported) -> str:
    at = ", ".join(
        f"{found.memory_at(share) / MEGABYTE:,.0f} MB at {share:.0%}"
        for share in (WARM_UP, 0.25, 0.5, 0.75, 1)
    )
    return (
        f"{path}: {found.rows:,} lines, {found.sent / MEGABYTE:,.0f} MB in {found.seconds:,.0f} s; "
        f"memory {at}; at most {found.growth / MEGABYTE:,.0f} MB more than after {WARM_UP:.0%}"
    )


if __name__ == "__main__":
    main()
