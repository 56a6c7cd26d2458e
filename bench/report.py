"""The tables that the bench prints."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rich.console import Console
from rich.table import Table

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
    table.add_column("question", no_wrap=True)
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


def costs(
    title: str, questions: Sequence[Question], found: Sequence[Mapping[str, float]]
) -> Table:
    """What the phases of answering cost, beside the database and HTTP."""
    table = Table(title=f"{title}, microseconds")
    table.add_column("question", no_wrap=True)
    for phase in (*found[0], "all"):
        table.add_column(phase, justify="right")
    for question, phases in zip(questions, found, strict=True):
        table.add_row(question.name, *_costs(phases.values()))
    return table


def _costs(values: Collection[float]) -> list[str]:
    return [f"{value:,.0f}" for value in (*values, sum(values))]
