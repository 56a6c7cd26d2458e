"""The tables that the bench prints: of Markdown where there is no terminal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from statistics import median

from rich import box
from rich.console import Console
from rich.table import Table

from bench.measure import BY_HAND, OURS, Figures
from bench.questions import Question

TARGETS = {BY_HAND: 0.85}
"""The least throughput that we aim at, against each other service; 2 against the peers."""

LEAST = 2.0
"""The least throughput that we aim at against a peer."""

MOST_HITS = 1.1
"""The most database hits that we aim at, against the hand-written statement."""

MOST_GROWTH = 1.3
"""The most by which the time of an anchored question may grow with the graph."""

WIDTH = 250
"""Columns of the tables where there is no terminal."""

out = Console(highlight=False)
if not out.is_terminal:
    out.width = WIDTH


def say(text: str) -> None:
    """Tell what is being done."""
    out.print(text, style="dim")


def _table(title: str, first: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", box=None if out.is_terminal else box.MARKDOWN)
    table.add_column(first, no_wrap=True)
    for name in columns:
        table.add_column(name, justify="right")
    return table


def comparison(
    size: int,
    figures: Sequence[Figures],
    statements: Sequence[Mapping[str, int]],
    hits: Sequence[tuple[int, int]],
) -> Table:
    """Ours against the hand-written service; ratios are above 1 where we are faster."""
    table = _table(
        f"{size:,} nodes, against the hand-written service", "question",
        ("objects", "bytes", "ours p50 ms", "p99 ms", "per s", "by hand p50 ms", "p50 ratio",
         "p99 ratio", "throughput", "statements", "hits", "by hand hits", "hits ratio"),
    )  # fmt: skip
    for each, counts, (ours, theirs) in zip(figures, statements, hits, strict=True):
        times, found = each.times, each.ratios[BY_HAND]
        table.add_row(
            each.question.name, f"{each.objects:,}", f"{each.bytes:,}",
            _milliseconds(times[OURS].p50), _milliseconds(times[OURS].p99),
            f"{times[OURS].rate:,.0f}", _milliseconds(times[BY_HAND].p50), f"{found.p50:.2f}",
            f"{found.p99:.2f}", _least(found.rate, TARGETS[BY_HAND]), str(counts[OURS]),
            f"{ours:,}", f"{theirs:,}", _most(ours / theirs, MOST_HITS),
        )  # fmt: skip
    return table


def against(
    size: int, peer: str, figures: Sequence[Figures], statements: Sequence[Mapping[str, int]]
) -> Table:
    """Ours against a peer; ratios are above 1 where we are faster."""
    table = _table(
        f"{size:,} nodes, against {peer}", "question",
        ("ours p50 ms", f"{peer} p50 ms", "p50 ratio", "p99 ratio", "throughput",
         f"{peer} statements"),
    )  # fmt: skip
    rates = []
    for each, counts in zip(figures, statements, strict=True):
        if peer not in each.ratios:
            said = each.failures.get(peer, "not asked")
            table.add_row(each.question.name, "", said, "", "", "", "")
            continue
        found, times = each.ratios[peer], each.times
        rates.append(found.rate)
        table.add_row(
            each.question.name, _milliseconds(times[OURS].p50), _milliseconds(times[peer].p50),
            f"{found.p50:.2f}", f"{found.p99:.2f}", _least(found.rate, LEAST), str(counts[peer]),
        )  # fmt: skip
    if rates:
        table.add_row("median of the questions", "", "", "", "", f"{median(rates):.2f}", "")
    return table


def growth(found: Mapping[int, Sequence[Figures]]) -> Table:
    """The time of each question by the size of the graph, for those asked at every size."""
    sizes = sorted(found)
    table = _table(
        "Growth with the graph, ours, p50 ms", "question",
        [*(f"{size:,} nodes" for size in sizes), "growth", "by hand"],
    )  # fmt: skip
    for first in found[sizes[0]]:
        name = first.question.name
        rows = [each for size in sizes for each in found[size] if each.question.name == name]
        ours, theirs = ([row.times[who].p50 for row in rows] for who in (OURS, BY_HAND))
        grown = ours[-1] / ours[0]
        text = _most(grown, MOST_GROWTH) if first.question.anchored else f"{grown:.2f}"
        table.add_row(name, *map(_milliseconds, ours), text, f"{theirs[-1] / theirs[0]:.2f}")
    return table


def depth(found: Mapping[int, Sequence[Figures]]) -> Table:
    """The time of the deep page against that of the first page, by the size of the graph."""
    table = _table("Deep page against first page, p50", "nodes", (OURS, BY_HAND))
    for size, figures in sorted(found.items()):
        pages = {each.question.name: each.times for each in figures}
        first, deep = (pages.get(f"awards, {page} page") for page in ("first", "deep"))
        if first and deep:
            ours, theirs = (deep[who].p50 / first[who].p50 for who in (OURS, BY_HAND))
            table.add_row(f"{size:,}", _most(ours, MOST_GROWTH), f"{theirs:.2f}")
    return table


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.2f}"


def _least(value: float, target: float) -> str:
    return f"{value:.2f}" if value >= target else f"[bold red]{value:.2f}[/]"


def _most(value: float, target: float) -> str:
    return f"{value:.2f}" if value <= target else f"[bold red]{value:.2f}[/]"


def costs(title: str, questions: Sequence[Question], found: Sequence[Mapping[str, float]]) -> Table:
    """What the phases of answering cost, beside the database and HTTP."""
    table = _table(f"{title}, microseconds", "question", (*found[0], "all"))
    for question, phases in zip(questions, found, strict=True):
        table.add_row(question.name, *_costs(phases.values()))
    return table


def _costs(values: Collection[float]) -> list[str]:
    return [f"{value:,.0f}" for value in (*values, sum(values))]
