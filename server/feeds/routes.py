"""The paths of the feeds.

    /feeds/changes.atom              /feeds/changes.json
    /feeds/organizations/<id>.atom   /feeds/organizations/<id>.json

A page has a link to the next, older one. The entity tag is of the version of the data, so that a
reader that comes again before the next load is answered 304.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.asking import base_of
from server.feeds import reading
from server.feeds.writing import ATOM, JSON_FEED, atom, json_feed
from server.fingerprint import release
from server.settings import Settings

FORMS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "atom": (ATOM, atom),
    "json": (JSON_FEED, json_feed),
}

CACHING = "public, max-age=0, must-revalidate"


def routes(settings: Settings) -> list[Route]:
    """The routes of the feeds."""

    async def answer(request: Request) -> Response:
        return await _feed(request, settings.limits.time)

    return [
        Route(f"{path}.{form}", answer)
        for form in FORMS
        for path in ("/feeds/changes", "/feeds/organizations/{id:path}")
    ]


async def _feed(request: Request, timeout: float) -> Response:
    form = request.url.path.rpartition(".")[2]
    media_type, write = FORMS[form]
    service, organization = request.state.service, request.path_params.get("id")
    asked = request.headers.get("if-none-match")
    if asked:
        known = await reading.version(service, timeout)
        if known and _etag(known, form) in asked:
            return Response(status_code=304, headers=_headers(known, form))
    after = request.query_params.get("after")
    feed = await reading.read(service, organization, after, timeout=timeout)
    base = base_of(request)
    links = _links(base, organization, form, after, feed.next)
    body = write(feed, links, base)
    return Response(body, 200, _headers(feed.tag, form), media_type=media_type)


def _links(
    base: str, organization: str | None, form: str, after: str | None, older: str | None
) -> dict[str, str]:
    path = "changes" if organization is None else f"organizations/{quote(organization, safe=':')}"
    first = f"{base}/feeds/{path}.{form}"

    def page(cursor: str | None) -> str:
        return f"{first}?{urlencode({'after': cursor})}" if cursor else first

    links = {"self": page(after), "first": first}
    return {**links, "next": page(older)} if older else links


def _etag(tag: str, form: str) -> str:
    return f'"{tag}-{release()}-{form}"'


def _headers(tag: str, form: str) -> dict[str, str]:
    return {
        "etag": _etag(tag, form),
        "cache-control": CACHING,
        "x-content-type-options": "nosniff",
    }
