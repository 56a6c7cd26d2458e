"""Every example of the guide to exports runs as it stands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import httpx
import pytest

from graph.store import Address
from tests.server.live import choose, command

GUIDE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
SERVED = "http://127.0.0.1:8000"
PYTHON = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
LINES = [
    line
    for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
    for line in block.splitlines()
]


@pytest.mark.parametrize("program", PYTHON)
def test_a_program(program: str, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(program.replace(SERVED, url), "docs/exports.md", "exec"), {})
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("line", LINES)
def test_a_command(
    line: str, url: str, address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, *arguments = shlex.split(line)
    if program == "govgraph":
        monkeypatch.chdir(tmp_path)
        choose(address, monkeypatch)
        assert command(*arguments) == 0
        assert [each for each in tmp_path.iterdir() if each.stat().st_size]
        return
    assert program == "curl"
    (asked,) = [each for each in arguments if each.startswith(SERVED)]
    named = [each for each in arguments if "=" in each and each != asked]
    parameters = dict(each.split("=", 1) for each in named)
    response = httpx.get(asked.replace(SERVED, url), params=parameters, timeout=60)
    assert response.status_code == 200
    assert response.content
