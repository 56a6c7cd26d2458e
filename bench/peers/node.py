"""Installs the packages of @neo4j/graphql, where there is a Node.js."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from web.build import BuildError, Node, find_node

FOLDER = Path(__file__).parent / "neo4j-graphql"

_INSTALLED = FOLDER / "node_modules" / ".installed"


class PeerMissing(Exception):
    """The packages cannot be installed or run here; the message says why."""


def prepare() -> Node:
    """The Node.js to run the peer with, its packages installed. Raises PeerMissing."""
    try:
        node = find_node()
    except BuildError as error:
        raise PeerMissing("there is no Node.js") from error
    lock = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    if not (_INSTALLED.exists() and _INSTALLED.read_text("utf-8") == lock):
        _install(node)
        _INSTALLED.write_text(lock, "utf-8")
    return node


def is_installed() -> bool:
    """Whether that was done before."""
    return _INSTALLED.exists()


def _install(node: Node) -> None:
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
    done = subprocess.run(
        [*node.npm, "ci", *options],
        cwd=FOLDER,
        env=node.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise PeerMissing(f"npm could not install its packages:\n{done.stdout}")
