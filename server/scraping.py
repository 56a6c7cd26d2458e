"""`/metrics`: for this machine and for admins."""

from __future__ import annotations

import asyncio
import pkgutil
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
    """The route; ``proxies`` is how many trusted ones stand before the service.

    The figures are told by ``figures`` of the lifespan's state.
    """

    def __init__(self, *, proxies: int) -> None:
        self._proxies = proxies

    async def answer(self, request: Request) -> Response:
        """The figures, or 403 for a stranger. Raises Refusal."""
        if role_of(request.scope) < Role.ADMIN and not is_local(request.scope, self._proxies):
            raise Refusal(
                HTTPStatus.FORBIDDEN,
                "metrics are for this machine and for the role admin: send the API key of one",
            )
        expose = await asyncio.to_thread(pkgutil.resolve_name, EXPOSE)  # others go on meanwhile
        body, media_type = expose(request.state.figures(), request.headers.get("accept", ""))
        return Response(body, headers={"content-type": media_type, "cache-control": "no-store"})


def figures_of(
    metrics: Metrics, cache: ResponseCache, service: Service, store: Store, pool_size: int
) -> list[Family]:
    """All that one process counts."""
    return [
        *metrics.families(),
        *service_families(service.statistics, cache.statistics),
        *store_families(store.load, pool_size, store.statements),
        *process_families(),
    ]
