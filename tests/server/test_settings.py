from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.limits import Limits
from graph.store import Address
from server.errors import UsageError
from server.settings import Settings


def test_nothing_given() -> None:
    settings = Settings.read({"PATH": "/bin", "GOVGRAPH_PORT": ""})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.remote is None
    assert settings.data_dir.is_absolute()


def test_a_server_of_ones_own() -> None:
    settings = Settings.read({"NEO4J_URI": "neo4j+s://db.example.org", "NEO4J_PASSWORD": "secret"})
    assert settings.remote == Address("neo4j+s://db.example.org", "neo4j", "secret", "neo4j")
    assert "secret" not in repr(settings)


def test_values_are_read(tmp_path: Path) -> None:
    settings = Settings.read(
        {
            "GOVGRAPH_DATA_DIR": str(tmp_path),
            "GOVGRAPH_PORT": "9000",
            "GOVGRAPH_PREPARE": "no",
            "GOVGRAPH_LIMIT_TIME": "1.5",
            "GOVGRAPH_LIMIT_COST": "1000",
            "GOVGRAPH_LIMIT_MEMORY": "64m",
            "GOVGRAPH_HEAP": "2g",
            "GOVGRAPH_RESPONSE_CACHE": "2m",
            "GOVGRAPH_CORS_ORIGINS": "https://a.example, http://localhost:3000",
        }
    )
    assert settings.response_cache == 2 * 1024 * 1024
    assert settings.cors_origins == ("https://a.example", "http://localhost:3000")
    assert settings.data_dir == tmp_path
    assert (settings.port, settings.prepare, settings.heap) == (9000, False, "2g")
    assert settings.limits == Limits(time=1.5, cost=1000, memory="64m")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GOVGRAPH_PORT", "http"),
        ("GOVGRAPH_PORT", "70000"),
        ("GOVGRAPH_PORT", "0"),
        ("GOVGRAPH_HEAP", "lots"),
        ("GOVGRAPH_HEAP", "512m -XX:OnError=ls"),
        ("GOVGRAPH_LIMIT_TIME", "0"),
        ("GOVGRAPH_LIMIT_TIME", "nan"),
        ("GOVGRAPH_LIMIT_BODY", "-1"),
        ("GOVGRAPH_LIMIT_DEPTH", "0"),
        ("GOVGRAPH_LIMIT_COST", "1e6"),
        ("GOVGRAPH_LIMIT_MEMORY", "half"),
        ("GOVGRAPH_PREPARE", "maybe"),
        ("GOVGRAPH_EXPLAIN", "maybe"),
        ("GOVGRAPH_MCP_HOSTS", "https://example.org"),
        ("GOVGRAPH_MCP_HOSTS", "example.org,"),
        ("GOVGRAPH_EXPORTS", "0"),
        ("GOVGRAPH_BASE_IRI", "data.example.org/id/"),
        ("GOVGRAPH_BASE_IRI", "https://data.example.org/> <x"),
        ("GOVGRAPH_RESPONSE_CACHE", "64"),
        ("GOVGRAPH_MAX_AGE", "-1"),
        ("GOVGRAPH_CORS_ORIGINS", "app.example.org"),
        ("GOVGRAPH_CORS_ORIGINS", "https://app.example.org/"),
        ("GOVGRAPH_CORS_ORIGINS", "https://app.example.org,null"),
        ("NEO4J_URI", "localhost:7687"),
        ("NEO4J_URI", "http://localhost:7474"),
        ("NEO4J_URI", "bolt://"),
        ("NEO4J_URI", "bolt://localhost:bolt"),
        ("NEO4J_URI", "bolt://local host"),
        ("NEO4J_URI", "bolt://[::1"),
    ],
)
def test_a_value_that_cannot_be_read_is_named(name: str, value: str) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(name)}={re.escape(value)}: "):
        Settings.read({name: value})


def test_a_misspelt_name_is_refused_with_the_right_one() -> None:
    with pytest.raises(UsageError, match="did you mean GOVGRAPH_LIMIT_ALIASES"):
        Settings.read({"GOVGRAPH_LIMIT_ALIAS": "5"})
    with pytest.raises(UsageError, match="GOVGRAPH_PROT is no setting; did you mean GOVGRAPH_PORT"):
        Settings.read({"GOVGRAPH_PROT": "8001"})


def test_a_name_of_the_tests_is_let_be() -> None:
    Settings.read({"GOVGRAPH_TEST_NEO4J": "5.26.12"})


@pytest.mark.parametrize(
    ("environment", "explains"),
    [
        ({}, True),
        ({"GOVGRAPH_HOST": "::1"}, True),
        ({"GOVGRAPH_HOST": "localhost"}, True),
        ({"GOVGRAPH_HOST": "0.0.0.0"}, False),
        ({"GOVGRAPH_HOST": "example.org"}, False),
        ({"NEO4J_URI": "neo4j://db.example.org"}, False),
        ({"GOVGRAPH_EXPLAIN": "no"}, False),
        ({"GOVGRAPH_EXPLAIN": "auto", "GOVGRAPH_HOST": "0.0.0.0"}, False),
        ({"GOVGRAPH_EXPLAIN": "yes", "NEO4J_URI": "neo4j://db.example.org"}, True),
    ],
)
def test_explanations_are_for_whoever_runs_the_service(
    environment: dict[str, str], explains: bool
) -> None:
    assert Settings.read(environment).explains is explains
