"""What the check of the data found, as it is told: nodes of the graph, and JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from graph.writing import EdgeRow, NodeRow
from seed.problems import Problem

FINDING = "Finding"
PREFIX = "finding:"
CONCERNS = "CONCERNS"
RESTS_ON = "RESTS_ON"
_ID_DIGITS = 20


def finding_nodes(problems: Iterable[Problem]) -> Iterator[NodeRow]:
    """A node for each problem. Where a line stands is left out: it moves with every edit."""
    for problem in problems:
        properties: dict[str, Any] = {
            "severity": problem.rule.severity.value,
            "rule": problem.rule.code,
            "message": problem.message,
            "fix": problem.fix,
            "subjects": list(problem.subjects),
        }
        if problem.exemption:
            properties |= {
                "exceptionReason": problem.exemption.reason,
                "exceptionDecidedBy": problem.exemption.decided_by,
                "exceptionDecidedOn": date.fromisoformat(problem.exemption.decided_on),
            }
        yield NodeRow(_id(problem), FINDING, properties)


def finding_edges(problems: Iterable[Problem], there: Collection[str]) -> Iterator[EdgeRow]:
    """What each problem is about, of the nodes that are ``there``, and on what it rests."""
    for problem in problems:
        id = _id(problem)
        yield from (EdgeRow(CONCERNS, id, each) for each in problem.subjects if each in there)
        yield from (EdgeRow(RESTS_ON, id, fact.statement_id) for fact in problem.facts)


def as_object(problem: Problem) -> dict[str, Any]:
    """A problem as an object of JSON."""
    exemption = problem.exemption
    return {
        "severity": problem.rule.severity.value,
        "rule": problem.rule.code,
        "message": problem.message,
        "fix": problem.fix,
        "file": problem.place.file,
        "line": problem.place.line,
        "field": problem.field,
        "subjects": list(problem.subjects),
        "facts": [
            {
                "statement": fact.statement_id,
                "subject": fact.subject,
                "predicate": fact.predicate,
                "object": fact.object,
                "source": str(fact.source),
                "file": fact.place.file,
                "line": fact.place.line,
            }
            for fact in problem.facts
        ],
        "documents": problem.documents,
        "exception": exemption
        and {
            "reason": exemption.reason,
            "decidedBy": exemption.decided_by,
            "decidedOn": exemption.decided_on,
        },
    }


def _id(problem: Problem) -> str:
    """The id of a finding, by its content."""
    statements = sorted(fact.statement_id for fact in problem.facts)
    parts = [problem.rule.code, problem.field, *problem.subjects, *statements, problem.message]
    return PREFIX + hashlib.sha256("\t".join(parts).encode()).hexdigest()[:_ID_DIGITS]
