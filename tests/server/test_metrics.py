"""What Prometheus is told."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.openmetrics.parser import (
    text_string_to_metric_families as parse_openmetrics,
)
from prometheus_client.parser import text_string_to_metric_families as parse_text

from graph.store import Address
from server.identity import Role
from server.keys import new_key
from server.metrics import BUCKETS, LONGEST_NAME, MAX_NAMES, Metrics
from server.observing import Record
from tests.server.live import SETTINGS, running

OPENMETRICS = "application/openmetrics-text; version=1.0.0"
Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def samples(client: httpx.Client, accept: str = "text/plain") -> Samples:
    response = client.get("/metrics", headers={"accept": accept})
    assert response.status_code == 200
    parse = parse_openmetrics if accept == OPENMETRICS else parse_text
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in parse(response.text)
        for sample in family.samples
    }


def of(found: Samples, name: str, **labels: str) -> float:
    return found.get((f"govgraph_{name}", frozenset(labels.items())), 0)


@pytest.fixture(scope="module")
def client(address: Address) -> Iterator[httpx.Client]:
    settings = dataclasses.replace(SETTINGS, limit_rate=0.1, limit_burst=2)
    with running(address, settings) as url, httpx.Client(base_url=url, timeout=30) as made:
        yield made


@pytest.mark.parametrize("accept", ["text/plain", OPENMETRICS])
def test_requests_are_counted_by_operation_and_code(client: httpx.Client, accept: str) -> None:
    before = samples(client, accept)

    def ask(query: str, number: int = 0) -> None:
        client.post("/graphql", json={"query": query, "extensions": {"number": number}})

    name = f"Counted{len(accept)}"
    for number in range(3):  # in three ways: what is asked again is answered from what is kept
        ask(f"query {name} {{ provinces {{ totalCount }} }}", number)
    ask(f"query {name} {{ provinces {{ totalCount }} }}", 0)
    ask("query Wrong { nothing }")
    ask("{")
    client.get("/nothing/at/all")
    after = samples(client, accept)

    def more(metric: str, **labels: str) -> float:
        return of(after, metric, **labels) - of(before, metric, **labels)

    assert more("operations_total", operation=name, code="none") == 4
    labels = {"operation": "unnamed", "code": "GRAPHQL_VALIDATION_FAILED"}
    assert more("operations_total", **labels) == 1
    assert more("operations_total", operation="unnamed", code="GRAPHQL_PARSE_FAILED") == 1
    assert more("operation_seconds_count", operation=name) == 4
    assert more("operation_seconds_sum", operation=name) > 0
    assert more("requests_total", route="/graphql", status="200") == 6
    assert more("requests_total", route="other", status="404") == 1
    assert more("cache_misses_total", cache="plans") == 1
    assert more("cache_hits_total", cache="plans") == 2
    assert more("cache_hits_total", cache="responses") == 1
    assert more("statements_total") >= 3
    assert more("database_seconds_count") == 3
    assert more("compile_seconds_count") == 5
    assert more("phase_runs_total", phase="parse") == 3
    assert of(after, "pool_size") == SETTINGS.pool_size
    assert of(after, "resident_bytes") > 1_000_000


def test_buckets_add_up(client: httpx.Client) -> None:
    client.post("/graphql", json={"query": "query Bucketed { provinces { totalCount } }"})
    found = samples(client)
    bounds = [str(float(bound)) for bound in BUCKETS] + ["+Inf"]
    counts = [
        of(found, "operation_seconds_bucket", operation="Bucketed", le=bound) for bound in bounds
    ]
    assert counts == sorted(counts)
    assert counts[-1] == of(found, "operation_seconds_count", operation="Bucketed") == 1


def test_which_limit_refused(client: httpx.Client) -> None:
    before = samples(client)
    for _ in range(4):
        client.get("/schema.graphql", headers={"x-forwarded-for": "1.2.3.4"})
    after = samples(client)
    labels = {"limit": "GOVGRAPH_LIMIT_RATE"}
    assert of(after, "rejected_total", **labels) - of(before, "rejected_total", **labels) == 2


@pytest.mark.parametrize("access", ["public", "closed"])
def test_strangers_see_no_metrics(address: Address, tmp_path: Path, access: str) -> None:
    made = {role: new_key(role.name.lower(), role) for role in Role}
    keys = tmp_path / "keys.tsv"
    keys.write_text("".join(f"{key}\n" for _, key in made.values()), "utf-8")
    settings = dataclasses.replace(SETTINGS, api_keys=keys, access=access)
    with running(address, settings) as url, httpx.Client(base_url=url) as client:

        def ask(role: Role | None, **headers: str) -> int:
            if role is not None:
                headers["authorization"] = f"Bearer {made[role][0]}"
            return client.get("/metrics", headers=headers).status_code

        proxied = {"x-forwarded-for": "127.0.0.1"}
        assert ask(None) == 200
        assert ask(None, **proxied) == 403
        assert ask(Role.CURATOR, **proxied) == 403
        assert ask(Role.ADMIN, **proxied) == 200
        refused = client.get("/metrics", headers=proxied)
        assert refused.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def record(operation: str, code: str | None = None) -> Record:
    made = Record(id="x", method="POST", path="/graphql", client="1.2.3.4", began=0.0)
    made.operation, made.code, made.cache, made.ended = operation, code, "hit", 0.5
    return made


def test_clients_cannot_make_as_many_series_as_they_like() -> None:
    metrics = Metrics(names=["Known"])
    metrics.observe(record("Refused", "BAD_USER_INPUT"))
    metrics.observe(record("x" * (LONGEST_NAME + 1)))
    for n in range(10 * MAX_NAMES):
        metrics.observe(record(f"Name{n}"))
    metrics.observe(record("Known", "STORE_TIMEOUT"))
    families = {family.name: family for family in metrics.families()}
    counted = families["govgraph_operations"].samples
    names = {labels[0] for _, labels in counted}
    assert len(names) == MAX_NAMES + 2
    assert {"Known", "other", "Name0"} <= names
    assert math.fsum(counted.values()) == 10 * MAX_NAMES + 3
