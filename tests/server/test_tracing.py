"""Spans, as a collector of OpenTelemetry receives them."""

from __future__ import annotations

import dataclasses
import gzip
import itertools
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from graph.store import Address
from server.app import create
from server.errors import UsageError
from tests.server.live import SETTINGS, free_port, running

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = "00f067aa0ba902b7"
SECRET = "no-one-must-see-this"


class Collector:
    """Keeps what is sent to it."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.services: set[str] = set()
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                if self.headers.get("content-encoding") == "gzip":
                    body = gzip.decompress(body)
                collector.take(ExportTraceServiceRequest.FromString(body))
                self.send_response(200)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def take(self, request: ExportTraceServiceRequest) -> None:
        for resource in request.resource_spans:
            for attribute in resource.resource.attributes:
                if attribute.key == "service.name":
                    self.services.add(attribute.value.string_value)
            for scope in resource.scope_spans:
                self.spans.extend(scope.spans)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    made = Collector()
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", made.url)
    yield made
    made.close()


def attributes(span: Span) -> dict[str, object]:
    return {each.key: each.value.string_value or each.value.int_value for each in span.attributes}


def test_a_span_for_request_compile_and_database(address: Address, collector: Collector) -> None:
    began = time.time_ns()
    settings = dataclasses.replace(SETTINGS, tracing=True)
    with running(address, settings) as url:
        query = "query Traced($id: ID!) { organization(id: $id) { nameTh } }"
        httpx.post(
            f"{url}/graphql?token={SECRET}",
            json={"query": query, "variables": {"id": SECRET}},
            headers={"traceparent": f"00-{TRACE}-{PARENT}-01"},
            timeout=30,
        )
        httpx.get(f"{url}/healthz", headers={"traceparent": "nonsense"})
    # The service has sent all that it had when it has stopped.
    spans = {span.name: span for span in collector.spans}
    assert set(spans) == {"POST /graphql", "compile", "database", "GET /healthz"}
    whole = spans["POST /graphql"]
    assert (whole.trace_id.hex(), whole.parent_span_id.hex()) == (TRACE, PARENT)
    assert whole.kind == Span.SPAN_KIND_SERVER
    found = attributes(whole)
    assert found["graphql.operation.name"] == "Traced"
    assert found["http.response.status_code"] == 200
    compiled, asked = spans["compile"], spans["database"]
    for child in (compiled, asked):
        assert child.parent_span_id == whole.span_id
        assert child.trace_id == whole.trace_id
    moments = [
        began,
        whole.start_time_unix_nano,
        compiled.start_time_unix_nano,
        compiled.end_time_unix_nano,
        asked.start_time_unix_nano,
        asked.end_time_unix_nano,
        whole.end_time_unix_nano,
        time.time_ns(),
    ]
    slack = 1_000_000  # a nanosecond more or less in a float, and two clocks
    assert all(a <= b + slack for a, b in itertools.pairwise(moments))
    assert str(attributes(asked)["db.query.text"]).startswith("CALL")
    assert spans["GET /healthz"].parent_span_id == b""
    assert collector.services == {"govgraph"}
    assert SECRET not in str(collector.spans)


def test_what_the_caller_does_not_sample_is_not_sampled(
    address: Address, collector: Collector
) -> None:
    settings = dataclasses.replace(SETTINGS, tracing=True)
    with running(address, settings) as url:
        headers = {"traceparent": f"00-{TRACE}-{PARENT}-00"}
        httpx.post(f"{url}/graphql", json={"query": "{ __typename }"}, headers=headers)
    assert collector.spans == []


def test_a_service_is_named_by_the_environment(
    address: Address, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_SERVICE_NAME", "another")
    with running(address, dataclasses.replace(SETTINGS, tracing=True)) as url:
        httpx.get(f"{url}/healthz")
    assert collector.services == {"another"}


def test_a_collector_that_is_away_keeps_nobody_waiting(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{free_port()}")
    with running(address, dataclasses.replace(SETTINGS, tracing=True)) as url:
        assert httpx.get(f"{url}/healthz").status_code == 200
        began = time.monotonic()
    assert time.monotonic() - began < 5


def test_without_the_extra_it_is_said_what_to_install(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "server.tracing", raising=False)
    monkeypatch.setitem(sys.modules, "opentelemetry.context", None)
    with pytest.raises(UsageError, match=r"pip install 'govgraph\[tracing\]'"):
        create(dataclasses.replace(SETTINGS, tracing=True), address)
