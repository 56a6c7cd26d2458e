"""The paths of the reconciliation service.

    /reconcile       0.2, names in Thai
    /reconcile/en    0.2, names in English where there are any
    /reconcile/1.0   the draft of 1.0, in the language of Accept-Language

JSONP is not to be had: it runs what the service answers as a program in the client's page, and
OpenRefine has asked without it since 3.0. Browsers of all origins may read the answers instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from graph.searching import MAX_HITS
from schema import model
from server.asking import base_of, page_of
from server.negotiation import JSON
from server.reconciliation import extending, manifest, preview
from server.reconciliation.matching import Candidate, match, told
from server.reconciliation.queries import bad, batch_of_0_2, batch_of_1_0
from server.reconciliation.suggesting import (
    SHOWN,
    Typed,
    suggest_entities,
    suggest_properties,
    suggest_types,
)
from server.reconciliation.vocabulary import all_attributes, attributes, named, offered
from server.requests import read_body
from server.responses import Refusal
from server.settings import Settings

FORM = "application/x-www-form-urlencoded"


def application(handlers: Mapping[Any, Any], settings: Settings) -> Starlette:
    """The service, to be reached at /reconcile and all below; ``handlers`` answer errors."""
    routes = [
        Route("/reconcile/view", _view),
        *_V02("/reconcile", settings, "TH").routes(),
        *_V02("/reconcile/en", settings, "EN").routes(),
        *_V10("/reconcile/1.0", settings, None).routes(),
    ]
    # The specification, section 3.3: every endpoint is open to pages of every origin.
    anyone = Middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"]
    )
    app = Starlette(routes=routes, middleware=[anyone], exception_handlers=handlers)
    app.router.redirect_slashes = False
    return app


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """What both versions have; ``language`` None leaves it to the request."""

    root: str
    settings: Settings
    language: str | None

    def _common(self) -> list[Route]:
        return [
            Route(f"{self.root}/suggest/{{what}}", self.suggest),
            Route(f"{self.root}/preview", self.preview),
            Route(f"{self.root}/extend/propose", self.propose),
        ]

    def spoken(self, request: Request) -> str:
        """The language of names in the answer, TH or EN."""
        if self.language is not None:
            return self.language
        first = request.headers.get("accept-language", "").strip().lower()
        return "EN" if first.startswith("en") else "TH"

    async def suggest(self, request: Request) -> Response:
        """Types, properties or entities whose names begin as what was typed."""
        # 0.2 calls `cursor` what the draft of 1.0 has called `offset` since 2025.
        skipped = _number(request, "offset") or _number(request, "cursor") or 0
        most = min(_number(request, "limit") or SHOWN, MAX_HITS)
        typed = Typed(_text(request, "prefix"), skipped, most)
        match request.path_params["what"]:
            case "entity":
                asked = request.query_params.get("type")
                found = await suggest_entities(
                    request.state.service,
                    typed,
                    asked if asked in offered() else None,
                    language=self.spoken(request),
                    timeout=self.settings.limits.time,
                )
            case "property":
                found = suggest_properties(typed)
            case "type":
                found = suggest_types(typed)
            case other:
                raise Refusal(HTTPStatus.NOT_FOUND, f"/suggest/{other}: entity, property or type")
        return self.answer(request, {"result": found})

    async def preview(self, request: Request) -> Response:
        """A page about one node."""
        node = await self.node(request)
        content = preview.page(node, self.spoken(request))
        return HTMLResponse(content, headers=preview.HEADERS)

    async def node(self, request: Request) -> dict[str, Any]:
        """The node that a request names. Raises Refusal."""
        id = _text(request, "id")
        type = model().type_of_id(id)
        wanted = preview.shown(type.name) if type is not None else []
        found = await told(
            request.state.service,
            [id],
            wanted,
            language=self.spoken(request),
            timeout=self.settings.limits.time,
        )
        if id not in found:
            raise Refusal(HTTPStatus.NOT_FOUND, f"there is nothing with the id {id!r}")
        return found[id]

    async def propose(self, request: Request) -> Response:
        """The properties of a type that can be fetched."""
        type, limit = _text(request, "type"), _number(request, "limit")
        found = [
            {"id": each.id, "name": each.name, "description": each.description}
            for each in extending.proposed(type, limit)
        ]
        told = {"type": type, "properties": found}
        return self.answer(request, told if limit is None else {**told, "limit": limit})

    def answer(self, request: Request, content: object) -> Response:
        """An answer as JSON, in the language of the endpoint."""
        headers = {
            "content-language": self.spoken(request).lower(),
            "x-content-type-options": "nosniff",
        }
        if self.language is None:
            headers["vary"] = "accept-language"
        return Response(orjson.dumps(content), 200, headers, media_type=JSON)


class _V02(_Endpoint):
    """Version 0.2: everything but suggestions goes to one address, in forms."""

    def routes(self) -> list[Route]:
        return [
            Route(self.root, self.entry, methods=["GET", "POST"]),
            Route(f"{self.root}/flyout/{{what}}", self.flyout),
            *self._common(),
        ]

    async def entry(self, request: Request) -> Response:
        given = await self._parameters(request)
        if "queries" in given:
            return await self._reconcile(request, given["queries"])
        if "extend" in given:
            return await self._extend(request, given["extend"])
        if request.method == "POST":
            raise bad("send `queries` or `extend`, as a form")
        told = manifest.of_0_2(base_of(request), self.root, self.spoken(request))
        return self.answer(request, told)

    async def _parameters(self, request: Request) -> Mapping[str, str]:
        if request.method != "POST":
            return request.query_params
        type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if type != FORM:
            raise Refusal(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send a form, as {FORM}", {"accept": FORM}
            )
        body = await _body(request, self.settings.limits.body)
        try:
            return dict(parse_qsl(body.decode("ascii"), errors="strict", max_num_fields=10))
        except ValueError:
            raise bad("the form cannot be decoded; encode it as UTF-8") from None

    async def _reconcile(self, request: Request, text: str) -> Response:
        batch = batch_of_0_2(_loads(text, "`queries`"))
        found = await match(
            request.state.service,
            list(batch.values()),
            language=self.spoken(request),
            timeout=self.settings.limits.time,
        )
        told = {
            name: {"result": [_written(each, with_names=False) for each in candidates]}
            for name, candidates in zip(batch, found, strict=True)
        }
        return self.answer(request, told)

    async def _extend(self, request: Request, text: str) -> Response:
        asked = extending.read(_loads(text, "`extend`"))
        rows = await extending.extend(
            request.state.service,
            asked,
            language=self.spoken(request),
            timeout=self.settings.limits.time,
        )
        return self.answer(request, {"meta": extending.meta(asked.columns), "rows": rows})

    async def flyout(self, request: Request) -> Response:
        id = _text(request, "id")
        match request.path_params["what"]:
            case "entity":
                html = preview.flyout(await self.node(request))
            case "property" if id in all_attributes():
                each = all_attributes()[id]
                html = preview.flyout_of(each.name, each.description)
            case "type" if id in offered():
                properties = ", ".join(each.name for each in attributes(id).values())
                html = preview.flyout_of(named(id)["name"], properties)
            case what:
                raise Refusal(HTTPStatus.NOT_FOUND, f"there is no {what} {id!r}")
        return self.answer(request, {"id": id, "html": html})


class _V10(_Endpoint):
    """The draft of version 1.0: a path for each thing, and JSON."""

    def routes(self) -> list[Route]:
        return [
            Route(self.root, self.manifest),
            Route(f"{self.root}/match", self.match, methods=["POST"]),
            # Where earlier drafts had it.
            Route(f"{self.root}/reconcile", self.match, methods=["POST"]),
            Route(f"{self.root}/extend", self.extend, methods=["POST"]),
            *self._common(),
        ]

    async def manifest(self, request: Request) -> Response:
        told = manifest.of_1_0(base_of(request), self.root, self.spoken(request))
        return self.answer(request, told)

    async def match(self, request: Request) -> Response:
        batch = batch_of_1_0(await self._json(request))
        found = await match(
            request.state.service,
            batch,
            language=self.spoken(request),
            timeout=self.settings.limits.time,
        )
        results = [
            {"candidates": [_written(each, with_names=True) for each in candidates]}
            for candidates in found
        ]
        return self.answer(request, {"results": results})

    async def extend(self, request: Request) -> Response:
        asked = extending.read(await self._json(request))
        found = await extending.extend(
            request.state.service,
            asked,
            language=self.spoken(request),
            timeout=self.settings.limits.time,
        )
        rows = [
            {"id": id, "properties": [{"id": name, "values": each} for name, each in row.items()]}
            for id, row in found.items()
        ]
        return self.answer(request, {"meta": extending.meta(asked.columns), "rows": rows})

    async def _json(self, request: Request) -> Any:
        type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if type != JSON:
            raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send {JSON}", {"accept": JSON})
        return _loads(await _body(request, self.settings.limits.body), "the body")


async def _body(request: Request, most: int) -> bytes:
    return await read_body(dict(request.headers.raw), request.receive, most)


async def _view(request: Request) -> Response:
    """Leads to the page for people about an entity, by its id in this identifier space."""
    return RedirectResponse(page_of(base_of(request), _text(request, "id")))


def _written(candidate: Candidate, *, with_names: bool) -> dict[str, Any]:
    """A candidate as the API writes it; 1.0 names the features."""
    features = [
        {"id": id, "name": name, "value": value} if with_names else {"id": id, "value": value}
        for id, name, value in candidate.features
    ]
    return {
        "id": candidate.id,
        "name": candidate.name,
        "description": candidate.description,
        "type": [named(candidate.type)],
        "score": candidate.score,
        "match": candidate.match,
        "features": features,
    }


def _text(request: Request, name: str) -> str:
    found = request.query_params.get(name)
    if found is None:
        raise bad(f"the parameter `{name}` must be given")
    return found


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise bad(f"the parameter `{name}` must be a number")
    return int(text)


def _loads(text: bytes | str, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise bad(f"{what} is no JSON: {error}") from None
