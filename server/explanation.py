"""`govgraph explain`: how an operation is answered, and what it costs."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
from rich.console import RenderableType
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from graph import explaining
from graph.askers import Step
from graph.explaining import Database, Explanation
from graph.operation import RequestError
from graph.operators import Operator
from graph.service import Service
from graph.store import Address, Store
from schema import build, model
from server.engine import at_hand
from server.errors import OperationError, UsageError
from server.loading import fill
from server.settings import Settings
from server.terminal import out

STANDARD_INPUT = "-"
SHOWN_ASKERS = 4
"""How many of the fields that asked for a step are named; --json has them all."""


def explain(
    settings: Settings,
    source: str | None,
    variables: str | None,
    name: str | None,
    *,
    profile: bool,
    as_json: bool,
) -> None:
    """Explain an operation. Raises UsageError for what is no operation or no JSON object,
    OperationError when it cannot be run, and StoreError.
    """
    query, given = _text(source), _variables(variables)
    service = Service(build()._schema, model(), None, limits=settings.limits)
    try:
        service.prepare(query, given, name)  # Said before anything is started.
        with at_hand(settings, fill) as address:
            found = asyncio.run(
                _explain(service, address, (query, given, name), profile, settings.limits.time)
            )
    except RequestError as error:
        raise OperationError("\n\n".join(map(str, error.errors))) from None
    if as_json:
        out.file.write(orjson.dumps(found.as_dict(), option=orjson.OPT_INDENT_2).decode() + "\n")
        return
    for part in _page(found):
        # A statement is to be copied: its lines are never broken.
        out.print(part, soft_wrap=isinstance(part, Text))


async def _explain(
    service: Service,
    address: Address,
    request: tuple[str, Mapping[str, Any], str | None],
    profile: bool,
    timeout: float,
) -> Explanation:
    async with Store(address) as store:
        return await explaining.explain(service, store, *request, profile=profile, timeout=timeout)


def _text(source: str | None) -> str:
    if source is None and sys.stdin.isatty():
        raise UsageError("give an operation, a file that holds one, or - for standard input")
    if source in (None, STANDARD_INPUT):
        return sys.stdin.read()
    assert source is not None
    if "{" in source:
        return source
    try:
        return Path(source).read_text("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{source} is no text in UTF-8") from None
    except OSError as error:
        reason = f"cannot read {source}: {error.strerror}"
        raise UsageError(f"{reason} (an operation itself has braces)") from None


def _variables(text: str | None) -> Mapping[str, Any]:
    try:
        given = orjson.loads(text) if text is not None else {}
    except orjson.JSONDecodeError as error:
        raise UsageError(f"--variables is no JSON: {error}") from None
    if not isinstance(given, dict):
        raise UsageError("--variables must be a JSON object")
    return given


# The page


def _page(found: Explanation) -> Iterator[RenderableType]:
    yield from (_heading("Plan"), _plan(found.steps))
    if found.database is None:
        yield Text("The schema answers this; no statement is sent.")
    else:
        statement = Syntax("", "cypher", background_color="default").highlight(found.statement)
        yield from (_heading(f"Statement {found.hash}"), statement)
        if found.uses:
            yield from (_heading("Parameters"), _parameters(found))
        yield from (_heading("Operators of the database"), _operators(found.database))
    yield from (_heading("Times"), _times(found))


def _heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold underline")


def _plan(steps: tuple[Step, ...]) -> Tree:
    tree = Tree("operation", guide_style="dim")
    for step in steps:
        _grow(tree, step)
    return tree


def _grow(tree: Tree, step: Step) -> None:
    named = ", ".join(step.askers[:SHOWN_ASKERS])
    more = len(step.askers) - SHOWN_ASKERS
    label = Text.assemble(step.text, "  ", (f"← {named}", "dim cyan"))
    label.append(f" and {more} more" if more > 0 else "", "dim")
    branch = tree.add(label)
    for each in step.steps:
        _grow(branch, each)


def _table(*columns: str, numbers: int = 0) -> Table:
    """A table whose last ``numbers`` columns are numbers."""
    table = Table(box=None, header_style="dim", pad_edge=False)
    for i, name in enumerate(columns):
        is_number = i >= len(columns) - numbers
        table.add_column(
            name, justify="right" if is_number else "left", no_wrap=is_number, overflow="fold"
        )
    return table


def _parameters(found: Explanation) -> Table:
    table = _table("name", "value", "argument", "of")
    for use in found.uses:
        value = orjson.dumps(found.parameters[use.name]).decode()
        table.add_row(f"${use.name}", Text(value), use.argument, ", ".join(use.askers))
    return table


def _operators(database: Database) -> Table:
    table = _table("operator", "details", "estimated rows", "rows", "hits", numbers=3)
    for operator, depth in _walk(database.plan.root, 0):
        table.add_row(
            Text("│ " * depth + operator.name, no_wrap=True),
            Text(" ".join(operator.details.split())),
            f"{operator.estimated_rows:,.0f}",
            _count(operator.rows),
            _count(operator.hits),
        )
    table.add_row(
        Text("all together", style="bold"), "", "", "", _count(database.plan.root.total_hits())
    )
    return table


def _walk(operator: Operator, depth: int) -> Iterator[tuple[Operator, int]]:
    """Each operator, in Neo4j's own order; only what branches off is indented."""
    yield operator, depth
    for i, child in reversed(list(enumerate(operator.children))):
        yield from _walk(child, depth + i)


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _times(found: Explanation) -> Table:
    table = _table("what", "ms", numbers=1)
    for phase, seconds in found.durations.items():
        table.add_row(f"{phase.value}", _milliseconds(seconds))
    if found.database is not None:
        database = found.database
        table.add_row("database: plan a text never seen", _milliseconds(database.planned_anew))
        table.add_row("database: plan it again, from its cache", _milliseconds(database.planned))
        if database.ran is not None:
            table.add_row("database: run it and count", _milliseconds(database.ran))
    return table


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.2f}"
