"""The cases in files: an operation, its plan, its statement, and its answer on a real database.

GOVGRAPH_TEST_WRITE_CASES=1 writes plans, statements and answers anew; read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import schema
from graph.operation import Compiled
from graph.service import Service
from graph.store import Store

pytestmark = [pytest.mark.anyio, pytest.mark.lts]

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/operation.graphql"))
WRITE = bool(os.environ.get("GOVGRAPH_TEST_WRITE_CASES"))


@pytest.fixture(scope="module")
def service(shipped: Store) -> Service:
    return Service(schema.build()._schema, schema.model(), shipped)


def read_variables(case: Path) -> dict[str, Any]:
    file = case / "variables.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return found


def compiled(service: Service, query: str, variables: dict[str, Any]) -> Compiled:
    operation = service.operation(query, None)
    return operation.compiled(operation.variables(variables))


def expect(file: Path, found: str) -> None:
    if WRITE:
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text("utf-8"), f"{file} differs"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_case(case: Path, service: Service) -> None:
    query = (case / "operation.graphql").read_text("utf-8")
    variables = read_variables(case)
    made = compiled(service, query, variables)
    expect(case / "plan.txt", f"{made.plan}\n")
    expect(case / "statement.cypher", f"{made.statement}\n")
    answer = await service.execute(query, variables)
    result = json.dumps(json.loads(answer.body), ensure_ascii=False, indent=1)
    expect(case / "result.json", f"{result}\n")
