"""Writes a line of the log for each request, and one more for each that was slow."""

from __future__ import annotations

import logging

from graph.observation import Span
from server.logs import fields
from server.observing import Observer, Record

access = logging.getLogger("govgraph.access")
slow = logging.getLogger("govgraph.slow")

LONGEST = 200
"""Characters of a path or name that are written."""


def report(record: Record) -> None:
    """One line a request, at the level info."""
    if not access.isEnabledFor(logging.INFO):
        return
    access.info(
        "request",
        extra=fields(
            method=record.method,
            path=record.path[:LONGEST],
            status=record.status,
            ms=_milliseconds(record.whole),
            bytes=record.size,
            operation=record.operation[:LONGEST] if record.operation else None,
            code=record.code,
            cache=record.cache,
            limit=record.limit,
            client=record.client,
            identity=record.identity,
            request=record.id,
        ),
    )


def report_slow(seconds: float) -> Observer:
    """A warning about each request that took longer, with what `govgraph explain` needs."""

    def observe(record: Record) -> None:
        if record.seconds < seconds:
            return
        slow.warning(
            "slow request",
            extra=fields(
                path=record.path[:LONGEST],
                operation=record.operation[:LONGEST] if record.operation else None,
                plan=record.plan,
                ms=_milliseconds(record.whole),
                compile_ms=_milliseconds(record.compiled),
                database_ms=_milliseconds(record.asked),
                bytes=record.size,
                code=record.code,
                client=record.client,
                identity=record.identity,
                request=record.id,
            ),
        )

    return observe


def _milliseconds(span: Span | None) -> float | None:
    return None if span is None else round(span.seconds * 1000, 3)
