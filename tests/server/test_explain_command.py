"""`govgraph explain`: what is printed, and what it exits with."""

from __future__ import annotations

import io
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graph.store import Address
from tests.server.live import choose, command, fill

pytestmark = pytest.mark.lts

QUESTION = """query Q($n: Int) { awards(first: $n) { nodes {
  id year level yearBe edition { year } project { nameTh } category { nameTh nameEn kind }
} } }"""


@pytest.fixture(scope="module", autouse=True)
def _data(address: Address) -> None:
    fill(address)


@pytest.fixture(autouse=True)
def _database(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(address, monkeypatch)


run = partial(command, "explain")


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run("--json", *arguments) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_page_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(QUESTION, "--variables", '{"n": 3}', "--profile") == 0
    shown = capsys.readouterr().out
    for word in ("← awards.nodes.id", "$p0", "ProduceResults", "all together", "never seen"):
        assert word in shown
    (returned,) = [line for line in shown.splitlines() if line.startswith("  RETURN collect")]
    assert " AS c" in returned[-8:]  # lines of the statement are not broken


def test_a_query_a_file_and_standard_input_are_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "question.graphql"
    file.write_text(QUESTION, "utf-8")
    plans = [as_json(capsys, QUESTION)["plan"], as_json(capsys, str(file))["plan"]]
    for arguments in (["-"], []):
        monkeypatch.setattr(sys, "stdin", io.StringIO(QUESTION))
        plans.append(as_json(capsys, *arguments)["plan"])
    assert all(plan == plans[0] for plan in plans)


def test_one_operation_of_several(capsys: pytest.CaptureFixture[str]) -> None:
    query = "query A { awards { totalCount } } query B { provinces { totalCount } }"
    (step,) = as_json(capsys, query, "--operation", "B")["plan"]
    assert step["text"] == "count of all Province"
    assert run(query) == 1
    assert "operationName" in capsys.readouterr().err


def test_errors_have_their_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("{ awards { nothing } provinces(first: no) { totalCount } }") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("error: OPERATION_INVALID: ")
    assert "GraphQL request:1:12" in told.err
    assert told.err.count("GraphQL request:") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["no/such/file"],
        ["{ __typename }", "--variables", "["],
        ["{ __typename }", "--variables", "[]"],
        ["{ __typename }", "--nothing"],
    ],
    ids=" ".join,
)
def test_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_schema_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("{ __typename }") == 0
    assert "no statement is sent" in capsys.readouterr().out
