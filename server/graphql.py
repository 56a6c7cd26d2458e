"""The endpoint of the GraphQL over HTTP specification (https://http-spec.graphql.org)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.errors import StoreBusy, StoreError
from graph.explaining import Explainer, explain
from graph.limits import LimitExceeded, Limits
from graph.observation import Observation
from graph.service import Answer, Outcome, Service
from server.disconnecting import ClientGone, while_connected
from server.identity import Role, role_of
from server.negotiation import ANSWERS, GRAPHQL_RESPONSE, HTML, JSON, PAGES, choose, parameters
from server.responses import NO_HEADERS, RETRY_SOON, Refusal, note_code, send_json

log = logging.getLogger(__name__)

EXPLAIN = ("plan", "profile")
"""What `extensions.explain` may ask for: how an operation would be run, or how it was."""

MAX_PARAMETERS = 100
"""How many parameters the URL of a GET may have; a client needs four."""

STATUS = {
    Outcome.DATA: HTTPStatus.OK,
    Outcome.REQUEST_ERROR: HTTPStatus.BAD_REQUEST,
    Outcome.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    Outcome.FAILED: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The status of an answer sent as application/graphql-response+json: one without data must
be 4xx or 5xx. As application/json it is 200 whatever the outcome, since clients of that type
cannot tell an error of ours from one of a proxy (appendix A of the specification)."""


@dataclass(frozen=True, slots=True)
class Request:
    """A well-formed GraphQL-over-HTTP request."""

    query: str
    variables: Mapping[str, Any] | None
    operation_name: str | None
    explain: str | None = None
    """`plan` or `profile`, where the request asks for an explanation of its operation."""
    cost: bool = False
    """Whether the request asks what its operation costs."""


class GraphQLEndpoint:
    """Answers operations, and shows ``page`` to a browser.

    ``explains`` allows anyone to ask for explanations, ``explains_curators`` those of that role.
    Service and store are taken from the lifespan's state. GET needs no guard against mutations
    while the schema has none.
    """

    def __init__(
        self,
        page: ASGIApp,
        *,
        limits: Limits,
        explains: bool = False,
        explains_curators: bool = False,
    ) -> None:
        self._page = page
        self._limits = limits
        self._explains = explains
        self._explains_curators = explains_curators

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        media_type = JSON
        try:
            headers = _headers(scope)
            media_type = _media_type(scope["method"], headers)
            if media_type == HTML:
                await self._page(scope, receive, send)
                return
            request = await self._request(scope, headers, receive)
            self._check_explain(request, role_of(scope))
        except Refusal as refusal:
            note_code(scope, refusal.code, refusal.extensions.get("limit"))
            await send_json(send, refusal.status, refusal.body(), media_type, refusal.headers)
            return
        try:
            answer = await while_connected(
                receive, self._answer(scope["state"], request, scope.get("record"))
            )
        except ClientGone:
            return
        unavailable = answer.outcome is Outcome.UNAVAILABLE
        record = scope.get("record")
        if record is not None and record.code == StoreBusy.code:
            record.limit = "GOVGRAPH_LIMIT_QUEUE"
        plain = media_type == JSON and not unavailable
        status = HTTPStatus.OK if plain else STATUS[answer.outcome]
        retry = RETRY_SOON if unavailable else NO_HEADERS
        await send_json(send, status, answer.body, media_type, retry)

    async def _request(
        self, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive
    ) -> Request:
        if scope["method"] == "POST":
            _check_encoding(headers)
            return from_json(await self._body(headers, receive))
        if len(scope["query_string"]) > self._limits.body:
            raise self._too_long(HTTPStatus.REQUEST_URI_TOO_LONG)
        return from_url(scope["query_string"])

    async def _body(self, headers: Mapping[bytes, bytes], receive: Receive) -> bytes:
        """The body; refused as soon as it is known to be too long, never read further."""
        announced = headers.get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self._limits.body:
            raise self._too_long(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        chunks: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Refusal(HTTPStatus.BAD_REQUEST, "the client has gone")
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > self._limits.body:
                raise self._too_long(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            chunks.append(chunk)
            if not message.get("more_body", False):
                return b"".join(chunks)

    def _too_long(self, status: HTTPStatus) -> Refusal:
        error = LimitExceeded("body", self._limits.body)
        told = {**(error.extensions or {}), "code": status.name}
        return Refusal(status, error.message, {"connection": "close"}, extensions=told)

    def _check_explain(self, request: Request, role: Role) -> None:
        if not request.explain or self._explains:
            return
        if self._explains_curators and role >= Role.CURATOR:
            return
        # Not ignored: who asks for it would look for a fault elsewhere.
        raise Refusal(
            HTTPStatus.FORBIDDEN,
            "operations are not explained to you here; GOVGRAPH_EXPLAIN=yes turns it on, or leave "
            "out `extensions.explain`",
        )

    async def _answer(
        self, state: Mapping[str, Any], request: Request, observation: Observation | None
    ) -> Answer:
        service: Service = state["service"]
        try:
            answer = await service.execute(
                request.query,
                request.variables,
                request.operation_name,
                timeout=self._limits.time,
                observation=observation,
            )
            if answer.outcome is not Outcome.DATA:
                return answer
            extensions: dict[str, Any] = {}
            if request.cost:
                extensions["cost"] = {"cost": answer.cost, "limit": self._limits.cost}
            if request.explain:
                extensions["explain"] = await self._explanation(service, state["store"], request)
            if not extensions:
                return answer
            return replace(answer, body=_extended(answer.body, extensions))
        except Exception:
            log.exception("an operation failed in an unforeseen way")
            refusal = Refusal(
                HTTPStatus.INTERNAL_SERVER_ERROR, "the service failed; its log says why"
            )
            if observation is not None:
                observation.code = refusal.code
            return Answer(refusal.body(), Outcome.FAILED)

    async def _explanation(
        self, service: Service, store: Explainer, request: Request
    ) -> Mapping[str, Any]:
        try:
            explained = await explain(
                service,
                store,
                request.query,
                request.variables,
                request.operation_name,
                profile=request.explain == "profile",
                timeout=self._limits.time,
            )
        except StoreError as error:  # The answer is there, and is not withheld.
            log.warning("%s: %s", error.code, error)
            return {"error": {"message": error.meaning, "code": error.code}}
        return explained.as_dict()


def _extended(body: bytes, extensions: Mapping[str, Any]) -> bytes:
    """A response with extensions, in front of what there is."""
    added = orjson.dumps({"extensions": extensions})
    return added[:-1] + b"," + body[1:]


def _headers(scope: Scope) -> dict[bytes, bytes]:
    """The headers; values of one that is repeated are joined, as RFC 9110 has it."""
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        found[name] = found[name] + b", " + value if name in found else value
    return found


def _media_type(method: str, headers: Mapping[bytes, bytes]) -> str:
    if method not in ("GET", "HEAD", "POST"):
        raise Refusal(
            HTTPStatus.METHOD_NOT_ALLOWED,
            f"{method} is not allowed here; use POST or GET",
            {"allow": "GET, HEAD, POST"},
        )
    accept = headers.get(b"accept")
    offers = ANSWERS if method == "POST" else PAGES
    chosen = choose(accept.decode("latin-1") if accept is not None else None, offers)
    if chosen is None:
        raise Refusal(
            HTTPStatus.NOT_ACCEPTABLE, f"answers are sent as {GRAPHQL_RESPONSE} or {JSON}"
        )
    return chosen


def _check_encoding(headers: Mapping[bytes, bytes]) -> None:
    type, charset = _content_type(headers.get(b"content-type", b""))
    coding = headers.get(b"content-encoding", b"identity").decode("latin-1").lower()
    if type == JSON and charset in ("utf-8", "utf8") and coding == "identity":
        return
    found = f"{type or 'none given'}; charset={charset}; {coding}"
    raise Refusal(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        f"send the request as {JSON} in UTF-8, uncompressed (found: {found})",
        {"accept": JSON},
    )


@lru_cache(maxsize=64)
def _content_type(header: bytes) -> tuple[str, str]:
    type, given = parameters(header.decode("latin-1"))
    return type, given.get("charset", "utf-8")


def from_json(body: bytes) -> Request:
    """The request in the body of a POST. Raises Refusal."""
    return _request(_loads(body, "the body"))


def from_url(query_string: bytes) -> Request:
    """The request in the URL of a GET, of which variables and extensions are JSON texts.

    Raises Refusal.
    """
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_PARAMETERS,
        )
    except ValueError:
        raise Refusal(HTTPStatus.BAD_REQUEST, "the URL's query cannot be decoded") from None
    given: dict[str, Any] = dict(pairs)
    for name in ("variables", "extensions"):
        if name in given:
            given[name] = _loads(given[name], f"`{name}`")
    given["operationName"] = given.get("operationName") or None
    return _request(given)


def _loads(text: bytes | str, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refusal(HTTPStatus.BAD_REQUEST, f"{what} is no JSON: {error}") from None


def _request(given: object) -> Request:
    if not isinstance(given, dict):
        raise Refusal(HTTPStatus.BAD_REQUEST, "the request must be one JSON object")
    query = given.get("query")
    if not isinstance(query, str):
        raise Refusal(HTTPStatus.BAD_REQUEST, "`query` must be given, as a string")
    operation_name = given.get("operationName")
    if not isinstance(operation_name, str | None):
        raise Refusal(HTTPStatus.BAD_REQUEST, "`operationName` must be a string or null")
    variables = given.get("variables")
    for name in ("variables", "extensions"):
        if not isinstance(given.get(name), dict | None):
            raise Refusal(HTTPStatus.BAD_REQUEST, f"`{name}` must be an object or null")
    extensions = given.get("extensions") or {}
    return Request(query, variables, operation_name, _explain(extensions), _cost(extensions))


def _explain(extensions: Mapping[str, Any]) -> str | None:
    chosen = extensions.get("explain")
    if chosen not in (None, *EXPLAIN):
        raise Refusal(HTTPStatus.BAD_REQUEST, "`extensions.explain` must be plan or profile")
    return chosen


def _cost(extensions: Mapping[str, Any]) -> bool:
    wanted = extensions.get("cost")
    if not isinstance(wanted, bool | None):
        raise Refusal(HTTPStatus.BAD_REQUEST, "`extensions.cost` must be true or false")
    return bool(wanted)
