"""A plain Starlette route: what HTTP itself costs, with nothing to find out.

`python -m bench.plain QUERY` answers `/` with the bytes that the service would answer QUERY
with, and `/304` with nothing but the status and the headers; the headers are as long as ours.
"""

from __future__ import annotations

import asyncio
import sys

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.serving import serve
from graph.service import Service
from graph.store import Address, Store
from schema import build, model

HEADERS = {
    "etag": f'"{"0" * 32}"',
    "cache-control": "public, max-age=0, must-revalidate",
    "vary": "accept, accept-encoding, authorization, x-api-key",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-request-id": "0123456789ab-1",
}


def create(address: Address) -> Starlette:
    """The application."""
    body = asyncio.run(_answer(address, sys.argv[1]))

    async def answer(_: Request) -> Response:
        headers = HEADERS | {"cache-status": "govgraph; hit"}
        return Response(body, headers=headers, media_type="application/json; charset=utf-8")

    async def not_modified(_: Request) -> Response:
        return Response(None, 304, HEADERS)

    return Starlette(routes=[Route("/", answer), Route("/304", not_modified)])


async def _answer(address: Address, query: str) -> bytes:
    async with Store(address) as store:
        return (await Service(build()._schema, model(), store).execute(query)).body


if __name__ == "__main__":
    serve(create)
