"""Traces by OpenTelemetry: a span for each request, and in it compile and database.

Spans are made when a request is over, from the times that were noted anyway, so that a request
costs no more while it is answered. Where they are sent, and how many, is said by the variables of
OpenTelemetry itself (OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER, OTEL_SERVICE_NAME ...).
"""

from __future__ import annotations

import threading
import time

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Tracer, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.trace.status import StatusCode
from opentelemetry.util.types import AttributeValue

from graph.observation import Span
from server.observing import Record

SCOPE = "govgraph"
GRACE = 1.0
"""Seconds that the last spans have to be sent: nobody waits for a collector that is away."""
FAILED_FROM = 500
"""The statuses from which a span of a server is one of an error, by the conventions."""


class Tracing:
    """An observer that makes spans, and has them sent by a thread of their own."""

    def __init__(self) -> None:
        named = Resource.create({SERVICE_NAME: SCOPE})
        # What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say comes last, and so counts.
        resource = named.merge(OTELResourceDetector().detect())
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer: Tracer = self._provider.get_tracer(SCOPE)
        self._propagator = TraceContextTextMapPropagator()
        # What is noted are readings of a clock that only runs; spans want the time of day.
        self._offset = time.time_ns() - time.perf_counter_ns()

    def observe(self, record: Record) -> None:
        """Make the spans of a request that is over."""
        begin, end = self._times(record.whole)
        span = self._tracer.start_span(
            f"{record.method} {record.route}" if record.route else record.method,
            self._parent(record),
            SpanKind.SERVER,
            _attributes(record),
            start_time=begin,
        )
        if record.status >= FAILED_FROM:
            span.set_status(StatusCode.ERROR)
        if span.is_recording():
            inside = set_span_in_context(span)
            self._child("compile", record.compiled, inside, SpanKind.INTERNAL)
            self._child("database", record.asked, inside, SpanKind.CLIENT, _database(record))
        span.end(end)

    def close(self) -> None:
        """Send what is left, where that can be done soon."""
        closing = threading.Thread(target=self._provider.shutdown, daemon=True)
        closing.start()
        closing.join(GRACE)

    def _child(
        self,
        name: str,
        what: Span | None,
        parent: Context,
        kind: SpanKind,
        attributes: dict[str, AttributeValue] | None = None,
    ) -> None:
        if what is not None:
            begin, end = self._times(what)
            self._tracer.start_span(name, parent, kind, attributes, start_time=begin).end(end)

    def _times(self, span: Span) -> tuple[int, int]:
        """Begin and end in nanoseconds of the time of day."""
        return int(span.begin * 1e9) + self._offset, int(span.end * 1e9) + self._offset

    def _parent(self, record: Record) -> Context:
        """The span of whoever asked, by the header traceparent (W3C Trace Context)."""
        if record.traceparent is None:
            return Context()
        carrier = {"traceparent": record.traceparent.decode("latin-1")}
        return self._propagator.extract(carrier, Context())


def tracing() -> Tracing:
    """The observer that makes spans."""
    return Tracing()


def _attributes(record: Record) -> dict[str, AttributeValue]:
    """By the semantic conventions of OpenTelemetry, where they have a name; no variables."""
    given: dict[str, AttributeValue | None] = {
        "http.request.method": record.method,
        "http.route": record.route,
        "url.path": record.path,
        "http.response.status_code": record.status,
        "http.response.body.size": record.size,
        "client.address": record.client,
        "enduser.id": record.identity,
        "graphql.operation.name": record.operation,
        "govgraph.request.id": record.id,
        "govgraph.code": record.code,
        "govgraph.cache": record.cache,
        "govgraph.plan": record.plan,
    }
    return {name: value for name, value in given.items() if value is not None}


def _database(record: Record) -> dict[str, AttributeValue]:
    statement = record.statement or ""
    return {"db.system.name": "neo4j", "db.query.text": statement}
