"""`/metrics`: for this machine and for admins."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from graph.service import Service
from graph.store import Store
from server.caching import ResponseCache
from server.clients import is_local
from server.identity import Role, role_of
from server.metrics import (
    Family,
    Metrics,
    process_families,
    service_families,
    store_families,
)
from server.responses import Refusal

EXPOSE = "server.exposition:expose"
"""Named, not imported: the library takes longer to import than the rest, and few ask for it."""


class Scrape:
    """The route; ``pool_size`` is that of the store, ``proxies`` how many stand before it."""

    def __init__(
        self, metrics: Metrics, cache: ResponseCache, *, pool_size: int, proxies: int
    ) -> None:
        self._metrics = metrics
        self._cache = cache
        self._pool_size = pool_size
        self._proxies = proxies

    async def answer(self, request: Request) -> Response:
        """The figures, or 403 for a stranger. Raises Refusal."""
        scope = request.scope
        if role_of(scope) < Role.ADMIN and not is_local(scope, self._proxies):
            raise Refusal(
                HTTPStatus.FORBIDDEN,
                "metrics are for this machine and for the role admin: send the API key of one",
            )
        families = list(self._families(request.state.service, request.state.store))
        expose = pkgutil.resolve_name(EXPOSE)
        body, media_type = expose(families, request.headers.get("accept", ""))
        return Response(body, headers={"content-type": media_type, "cache-control": "no-store"})

    def _families(self, service: Service, store: Store) -> Iterator[Family]:
        yield from self._metrics.families()
        yield from service_families(service.statistics, self._cache.statistics)
        yield from store_families(store.load, self._pool_size, store.statements)
        yield from process_families()
