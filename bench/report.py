"""The tables that the bench prints."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.console import Console
from rich.table import Table

from bench.inspection import Phases
from bench.measure import Figures
from bench.questions import Question

TARGET = 0.85
"""The least part of the hand-written service's throughput that we aim at."""

WIDTH = 150
"""Columns of the tables where there is no terminal."""

out = Console(highlight=False)
if not out.is_terminal:
    out.width = WIDTH


def comparison(
    figures: Sequence[Figures], statements: Sequence[int], hits: Sequence[tuple[int, int]]
) -> Table:
    """What was measured for each question."""
    table = Table(caption="Ratios are to the hand-written service: above 1.00 we are faster.")
    table.add_column("question")
    for name in (
        "objects", "bytes", "ours ms", "by hand ms", "speed", "throughput", "per s",
        "statements", "hits", "by hand",
    ):
        table.add_column(name, justify="right")
    for each, count, (ours, theirs) in zip(figures, statements, hits, strict=True):
        table.add_row(
            each.question.name, f"{each.objects:,}", f"{each.bytes:,}", _milliseconds(each.ours),
            _milliseconds(each.theirs), _ratio(each.latency), _ratio(each.throughput),
            f"{each.rate:,.0f}", str(count), f"{ours:,}", f"{theirs:,}",
        )
    return table


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.2f}"


def _ratio(value: float) -> str:
    return f"{value:.2f}" if value >= TARGET else f"[bold red]{value:.2f}[/]"


def costs(questions: Sequence[Question], found: Sequence[Phases]) -> Table:
    """What the phases of answering cost beside the database and HTTP."""
    unseen, cached = ([*names, "all"] for names in (found[0].unseen, found[0].cached))
    table = Table(
        caption=f"Microseconds: first for a shape never seen ({unseen[0]} to {unseen[-2]}), "
        f"then for every request ({cached[0]} to {cached[-2]})."
    )
    table.add_column("question")
    for phase in ("fields", *unseen, *cached):
        table.add_column(phase, justify="right")
    for question, each in zip(questions, found, strict=True):
        costs = (*_costs(each.unseen.values()), *_costs(each.cached.values()))
        table.add_row(question.name, str(each.fields), *costs)
    return table


def _costs(values: Collection[float]) -> list[str]:
    return [f"{value:,.0f}" for value in (*values, sum(values))]
