"""The Starlette application."""

from __future__ import annotations

import asyncio
import pkgutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.response import no_words
from graph.service import Service
from graph.store import Address, Store
from schema import build, federated, model
from seed import Texts
from seed.vocabulary import VERSION
from server import explorer
from server.access import Access
from server.caching import ResponseCache
from server.dataset import Watch
from server.describing import describe
from server.documents import Documents
from server.errors import UsageError
from server.exports.endpoint import ExportEndpoint
from server.feeds.routes import routes as feeds
from server.fingerprint import fingerprint
from server.graphql import GraphQLEndpoint, Policy
from server.headers import ResponseHeaders
from server.health import alive, ready
from server.identity import Authenticator, Verifier
from server.keys import KeyFile
from server.metrics import Metrics
from server.negotiation import JSON
from server.observing import ENDPOINT, Observing
from server.pages import Assets, GraphiQL
from server.ratelimit import RateLimit, shared_memory
from server.reconciliation.routes import application as reconciliation
from server.reporting import report, report_slow
from server.responses import FAILURE, Refusal, error_body, note_code
from server.scraping import Scrape, figures_of
from server.settings import Settings
from server.sharing import sharing

BUCKETS_FILE = "buckets"
"""Of the folder that workers share."""

TOKENS = "server.tokens:tokens"
TOOLS = "server.mcp.mounting:serving"
TRACING = "server.tracing:tracing"
"""Named, not imported: what they need takes long to import, and few services have use for it."""


def create(
    settings: Settings,
    address: Address,
    shared: Path | None = None,
    metrics: Metrics | None = None,
) -> ASGIApp:
    """The application, over the database at ``address``; it connects when it is started.

    ``shared`` is the folder in which the workers of a service share what they count;
    ``metrics`` may be those to which others add what never comes here.
    """
    schema, types = federated() if settings.federation else (build()._schema, model())
    program = fingerprint(settings.documents, federation=settings.federation)
    quote = Texts(settings.documents).quote if settings.documents else no_words

    metrics = metrics or Metrics()
    cache = ResponseCache(settings.response_cache)
    tracing = _tracing() if settings.tracing else None

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        async with (
            Store(address, pool_size=settings.pool_size, queue=settings.limit_queue) as store,
            # Of its own, so that whoever watches need not stand in line with those who ask.
            Store(address, pool_size=1) as aside,
        ):
            service = Service(schema, types, store, quote, settings.limits)
            monitor = Service(schema, types, aside, quote)
            own = partial(figures_of, metrics, cache, service, store, settings.pool_size)
            # In a cluster, only a store that has seen a version reads no earlier one.
            watch = Watch(store if address.routes else aside, types.types[VERSION], program)
            async with (
                tools(service, settings) as assistants,
                sharing(shared, own) as told,
                watch.running(),
            ):
                yield {
                    "service": service,
                    "store": store,
                    "monitor": monitor,
                    "assistants": assistants,
                    "figures": told,
                    "watch": watch,
                }
        if tracing is not None:
            await asyncio.to_thread(tracing.close)

    tools = _tools(settings)
    handlers = {HTTPException: _refused, Refusal: _declined, Exception: _failed}
    policy = Policy(
        limits=settings.limits,
        explains=settings.explains,
        explains_curators=settings.explain is not False,
        max_age=settings.max_age,
    )
    documents = Documents.read(settings.trusted_documents, only=settings.trusted_only)
    endpoint = GraphQLEndpoint(GraphiQL(), policy, cache, documents)
    exports = ExportEndpoint(
        timeout=settings.page_timeout, most=settings.exports, base=settings.base_iri
    )
    scrape = Scrape(proxies=settings.trusted_proxies)
    pages = [*explorer.routes(), Mount("/static/graphiql", Assets())]
    app = Starlette(
        lifespan=lifespan,
        routes=[
            *pages,
            Route("/healthz", alive),
            Route("/readyz", ready),
            Route("/metrics", scrape.answer),
            Route("/schema.graphql", describe),
            Route("/export/{file}", exports),
            Route("/reconcile{below:path}", reconciliation(handlers, settings)),
            *feeds(settings),
            *([Route("/mcp", Assistants())] if settings.mcp else []),
        ],
        exception_handlers=handlers,
    )
    app.router.redirect_slashes = False  # A path that is not there is said to be none.
    observers = [metrics.observe, report, report_slow(settings.slow)]
    if tracing is not None:
        observers.append(tracing.observe)
    entrance = Access(
        Entrance(endpoint, app),
        authenticator=authenticator(settings),
        closed=settings.access == "closed",
        pages=pages,
        limit=rate_limit(settings, shared),
        proxies=settings.trusted_proxies,
    )
    guarded = ResponseHeaders(entrance, settings.cors_origins)
    return Observing(guarded, observers, proxies=settings.trusted_proxies)


class Entrance:
    """Lets operations go straight to their endpoint: most requests are such, and many are so
    quickly answered that the way through ``app`` would be half of the work.
    """

    def __init__(self, endpoint: ASGIApp, app: ASGIApp) -> None:
        self._endpoint = endpoint
        self._route = Route(ENDPOINT, endpoint)
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and scope["path"] == ENDPOINT:
            scope["route"] = self._route
            await self._endpoint(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _tracing() -> Any:
    """What makes traces. Raises UsageError where the extra is not installed."""
    try:
        return pkgutil.resolve_name(TRACING)()
    except ModuleNotFoundError as error:
        raise UsageError(
            f"GOVGRAPH_TRACING=yes needs {error.name}: pip install 'govgraph[tracing]'"
        ) from None


def rate_limit(settings: Settings, shared: Path | None) -> RateLimit | None:
    """What bounds how often a client may ask, all workers together; None when nothing does."""
    if not settings.limit_rate:
        return None
    memory = shared_memory(shared / BUCKETS_FILE if shared else None)
    return RateLimit(settings.limit_rate, settings.limit_burst, memory)


def authenticator(settings: Settings) -> Authenticator:
    """What tells who asks. Raises UsageError for a file of keys that cannot be read."""
    verifiers: list[Verifier] = []
    if settings.api_keys is not None:
        verifiers.append(KeyFile(settings.api_keys))
    if settings.oidc_issuer is not None:
        verifiers.append(pkgutil.resolve_name(TOKENS)(settings))
    return Authenticator(verifiers)


def _tools(settings: Settings) -> Callable[[Service, Settings], AbstractAsyncContextManager[Any]]:
    """What makes the tools of assistants, imported only where they are wanted.

    Raises UsageError where they cannot be.
    """
    if not settings.mcp:
        return lambda *_: nullcontext()
    try:
        serving: Callable[..., Any] = pkgutil.resolve_name(TOOLS)
    except ModuleNotFoundError as error:
        raise UsageError(
            f"GOVGRAPH_MCP=yes needs the package {error.name}: pip install 'govgraph[mcp]'"
        ) from None
    return serving


class Assistants:
    """Passes requests on to the tools that the lifespan has started."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. There is no stream to open by GET, and no session to DELETE."""
        if scope["method"] != "POST":
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"allow": "POST"})
        await scope["state"]["assistants"](scope, receive, send)


async def _refused(request: Request, error: Exception) -> Response:
    """What Starlette refuses (no such path, method not allowed), as a GraphQL error."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    if request.method == "OPTIONS" and status is HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = (error.headers or {}).get("Allow", "GET, HEAD").split(", ")
        return Response(
            None, HTTPStatus.NO_CONTENT, {"allow": ", ".join(sorted({*allowed, "OPTIONS"}))}
        )
    note_code(request.scope, status.name)
    body = error_body(f"{request.method} {request.url.path}: {status.phrase.lower()}", status.name)
    return Response(body, status, error.headers, media_type=JSON)


async def _declined(request: Request, refusal: Exception) -> Response:
    """What a route of ours does not carry out."""
    assert isinstance(refusal, Refusal)
    note_code(request.scope, refusal.code)
    return Response(refusal.body(), refusal.status, refusal.headers, media_type=JSON)


async def _failed(request: Request, _: Exception) -> Response:
    """What nobody foresaw; Starlette raises the error again for the log."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    note_code(request.scope, status.name)
    body = error_body(FAILURE, status.name)
    return Response(body, status, media_type=JSON)
