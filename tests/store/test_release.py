from __future__ import annotations

import re

import pytest

from graph.errors import EngineError
from graph.store.release import CURRENT, LTS, Jar, Release, known_versions, order_of

LINE = re.compile(r"[\w.-]+ [\w.-]+ [\w.+-]+(:[\w.-]+)? [0-9a-f]{64} [1-9][0-9]*\Z")


@pytest.mark.parametrize(("version", "count", "megabytes"), [(CURRENT, 225, 158), (LTS, 214, 120)])
def test_a_lock_names_each_jar_once(version: str, count: int, megabytes: int) -> None:
    release = Release.named(version)
    assert len(release.jars) == count
    assert len({jar.name for jar in release.jars}) == count
    assert sum(jar.size for jar in release.jars) // 1_000_000 == megabytes
    assert [jar.name for jar in release.jars] == sorted(jar.name for jar in release.jars)


@pytest.mark.parametrize("version", list(known_versions()))
def test_a_lock_holds_facts_and_no_address(version: str) -> None:
    head, *lines = Release.named(version).lock.splitlines()
    assert head == f"# org.neo4j:neo4j:{version}"
    assert [line for line in lines if not LINE.match(line)] == []
    assert [str(Jar.parse(line)) for line in lines] == lines


def test_a_classifier_is_part_of_the_name() -> None:
    jar = Jar.parse(f"io.netty netty 4.1:linux-x86_64 {'0' * 64} 7")
    assert jar.name == "netty-4.1-linux-x86_64.jar"
    assert jar.path == "io/netty/netty/4.1/netty-4.1-linux-x86_64.jar"


def test_an_unknown_version_is_refused_with_those_known() -> None:
    with pytest.raises(EngineError, match=rf"4\.4\.0 cannot be run.*{CURRENT}.*{LTS}"):
        Release.named("4.4.0")


def test_versions_are_ordered_by_age() -> None:
    assert order_of("5.26.12") > order_of("5.26.9")
    assert order_of(CURRENT) > order_of(LTS)
