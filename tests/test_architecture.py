"""The rules of the layout, held over the source itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from server.settings import limits_table, table

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {
    "graph": {"graph"},
    "schema": {"graph", "schema"},
    "seed": {"graph", "seed"},
    "server": {"graph", "schema", "seed", "server"},
}
"""Which of our packages each package may import."""

DRIVER = "neo4j"

EMBEDDED_CYPHER = re.compile(r"\b(MATCH|MERGE|UNWIND)\s*\(|\bDETACH DELETE\b|\bOPTIONAL MATCH\b")

MACHINE_PATH = re.compile("|".join([r"(?<![\w.$}>/-])/" + name for name in ("work/", "root/")]))
"""Absolute paths that one machine has. (Paths under the temporary folder are everyone's.)"""

REGISTRY_HOSTS = re.compile(
    "|".join(
        [
            r"pypi\." + "org",
            r"files\.python" + "hosted",
            r"registry\.npm" + "js",
            r"repo1?\.maven",
            r"static\.crates",
            r"proxy\.gol" + "ang",
            r"deb\.deb" + "ian",
        ]
    )
)


def modules(package: str) -> Iterator[tuple[str, Path]]:
    """The dotted name and the file of each module of a package."""
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


ALL = {name: path for package in MAY_IMPORT for name, path in modules(package)}
"""Every module of ours."""


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, in full."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            assert node.module is not None
            for alias in node.names:
                part = f"{node.module}.{alias.name}"
                yield part if part in ALL else node.module


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


@pytest.mark.parametrize("name", ALL)
def test_a_package_imports_only_what_it_may(name: str) -> None:
    ours = {module.split(".")[0] for module in imported(ALL[name])} & MAY_IMPORT.keys()
    assert ours <= MAY_IMPORT[name.split(".")[0]]


@pytest.mark.parametrize("name", ALL)
def test_only_the_store_imports_the_driver(name: str) -> None:
    if not name.startswith("graph.store"):
        assert DRIVER not in {module.split(".")[0] for module in imported(ALL[name])}


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_imported_inside_a_function(name: str) -> None:
    tree = ast.parse(ALL[name].read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert not [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]


def test_imports_make_no_cycle() -> None:
    def needs(name: str) -> set[str]:
        return {module for module in imported(ALL[name]) if module in ALL} - {name}

    try:
        TopologicalSorter({name: needs(name) for name in ALL}).prepare()
    except CycleError as error:
        pytest.fail(f"modules import each other: {' <- '.join(error.args[1])}")


@pytest.mark.parametrize("name", ALL)
def test_cypher_is_written_in_graph_alone(name: str) -> None:
    if not name.startswith("graph."):
        assert not EMBEDDED_CYPHER.search(text_of(ALL[name]))


@pytest.mark.parametrize("name", [name for name, path in ALL.items() if path.stat().st_size])
def test_a_module_says_what_it_is(name: str) -> None:
    assert ast.get_docstring(ast.parse(text_of(ALL[name])))


def test_commands_name_work_that_exists() -> None:
    """The command line names its work in strings, which no type checker follows."""
    named = re.compile(r'^[A-Z]+ = "(server\.\w+):(\w+)"$', re.MULTILINE)
    found = [match for path in ALL.values() for match in named.findall(text_of(path))]
    assert len(found) >= 8
    for module, function in found:
        tree = ast.parse(text_of(ALL[module]))
        assert function in {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}


def test_help_does_not_wait_for_the_schema() -> None:
    """`serve` starts the database before the slow imports, and `--help` has none."""
    code = "import sys, server.cli; print('strawberry' in sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert shown.stdout.strip() == "False"


def test_the_readme_lists_every_setting() -> None:
    readme = text_of(ROOT / "README.md")
    assert table() in readme
    assert limits_table() in readme


@pytest.mark.parametrize("path", tracked(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_names_a_registry_or_a_path_of_one_machine(path: Path) -> None:
    text = text_of(path)
    assert not REGISTRY_HOSTS.search(text)
    assert not MACHINE_PATH.search(text)


@pytest.mark.parametrize(
    "path", [p for p in tracked() if p.suffix == ".lock"], ids=lambda path: path.name
)
def test_a_lock_holds_no_address(path: Path) -> None:
    assert "://" not in text_of(path)


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.lock")), ids=lambda p: p.name)
def test_every_locked_package_has_hashes(path: Path) -> None:
    entries = re.split(r"^(?=[a-zA-Z0-9])", text_of(path), flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+", entry)
        assert "--hash=sha256:" in entry


def test_the_developers_lock_agrees_with_the_runtime_lock() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==\S+", text_of(ROOT / name), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")
