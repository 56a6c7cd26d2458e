"""Writes metrics in the formats that Prometheus reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from server.metrics import Family


class _Families(Collector):
    def __init__(self, families: Iterable[Family]) -> None:
        self._families = families

    def collect(self) -> Iterator[Metric]:
        for family in self._families:
            metric = Metric(family.name, family.about, family.kind)
            plain = "_total" if family.kind == "counter" else ""
            for (suffix, values), number in family.samples.items():
                names = (*family.labels, "le") if suffix == "_bucket" else family.labels
                labels = dict(zip(names, values, strict=True))
                metric.add_sample(family.name + (suffix or plain), labels, number)
            yield metric


def expose(families: Iterable[Family], accept: str) -> tuple[bytes, str]:
    """The body and the media type that an Accept header prefers: text, or OpenMetrics."""
    encode, media_type = choose_encoder(accept)
    return encode(_Families(families)), media_type
