from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import EngineError
from graph.store.java import Java, find_java, java_of_machine


def a_java(home: Path, version: str) -> dict[str, str]:
    (home / "bin").mkdir()
    java = home / "bin" / "java"
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2025-01-01' >&2\n")
    java.chmod(0o700)
    return {"JAVA_HOME": str(home)}


def test_takes_the_packaged_java() -> None:
    java = find_java({})
    assert java.major >= 25
    assert java.path.exists()
    assert java.has_ahead_of_time_cache


def test_takes_the_java_of_java_home(tmp_path: Path) -> None:
    java = java_of_machine(a_java(tmp_path, "21.0.4"))
    assert java == Java(tmp_path / "bin" / "java", "21.0.4")
    assert not java.has_ahead_of_time_cache
    assert java.quietening == ("--enable-native-access=ALL-UNNAMED",)


def test_takes_the_java_of_the_path(tmp_path: Path) -> None:
    a_java(tmp_path, "26")
    assert java_of_machine({"PATH": str(tmp_path / "bin")}).major == 26


@pytest.mark.parametrize("version", ["17.0.15", "1.8.0_402"])
def test_refuses_an_old_java(tmp_path: Path, version: str) -> None:
    with pytest.raises(EngineError, match=rf"is Java {version}, and Neo4j needs 21.*NEO4J_URI"):
        java_of_machine(a_java(tmp_path, version))


def test_without_java_the_error_names_the_ways_out(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="set JAVA_HOME, or use a Neo4j server through NEO4J_URI"):
        java_of_machine({"PATH": str(tmp_path)})
