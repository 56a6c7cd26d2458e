"""The driver's account of a plan, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neo4j import ResultSummary

from graph.operators import DatabasePlan, Operator


def database_plan(summary: ResultSummary, seconds: float) -> DatabasePlan:
    """The plan in the summary of a statement that was run with one of Explain."""
    root: Mapping[str, Any] | None = summary.profile or summary.plan
    assert root is not None
    arguments = root.get("args", {})
    return DatabasePlan(
        root=_operator(root),
        seconds=seconds,
        server=summary.server.agent,
        planner=str(arguments.get("planner", "")),
        runtime=str(arguments.get("runtime", "")),
    )


def _operator(given: Mapping[str, Any]) -> Operator:
    arguments = given.get("args", {})
    return Operator(
        name=given["operatorType"].partition("@")[0],
        details=str(arguments.get("Details", "")),
        estimated_rows=float(arguments.get("EstimatedRows", 0)),
        rows=_whole(arguments.get("Rows")),
        hits=_whole(arguments.get("DbHits")),
        children=tuple(_operator(each) for each in given.get("children", ())),
    )


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
