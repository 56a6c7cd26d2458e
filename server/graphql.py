"""The endpoint of the GraphQL over HTTP specification (https://http-spec.graphql.org)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from graph.errors import StoreBusy
from graph.limits import Limits
from graph.observation import Observation
from graph.service import Outcome
from server.answering import answer
from server.caching import Key, Reply, ResponseCache
from server.coding import IDENTITY, choose_coding
from server.disconnecting import ClientGone, while_connected
from server.documents import Documents
from server.identity import ANONYMOUS, Role, role_of
from server.negotiation import ANSWERS, GRAPHQL_RESPONSE, HTML, JSON, PAGES, choose
from server.requests import Request, check_encoding, from_json, from_url, read_body, too_long
from server.responses import (
    NOT_STORED,
    RETRY_SOON,
    VARY,
    Headers,
    Refusal,
    refuse,
    send_nothing,
    send_whole,
)

ALLOWED = "GET, HEAD, OPTIONS, POST"

STATUS = {
    Outcome.DATA: HTTPStatus.OK,
    Outcome.REQUEST_ERROR: HTTPStatus.BAD_REQUEST,
    Outcome.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    Outcome.FAILED: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The status of an answer sent as application/graphql-response+json: one without data must
be 4xx or 5xx. As application/json it is 200 whatever the outcome, since clients of that type
cannot tell an error of ours from one of a proxy (appendix A of the specification)."""

CACHE_STATUS = {
    "hit": b"govgraph; hit",
    "shared": b"govgraph; fwd=miss; collapsed",
    "miss": b"govgraph; fwd=miss",
    "bypass": b"govgraph; fwd=bypass",
}
"""The Cache-Status header (RFC 9211) by where an answer came from."""

RETRY: Headers = [(name.encode(), value.encode()) for name, value in RETRY_SOON.items()]


@dataclass(frozen=True, slots=True)
class Policy:
    """What the endpoint allows.

    ``explains`` allows anyone to ask for explanations, ``explains_curators`` those of that role;
    ``max_age`` are the seconds for which a shared cache may answer a GET without asking.
    """

    limits: Limits
    explains: bool
    explains_curators: bool
    max_age: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came, and the form that the answer is to have.

    ``content`` is the body of a POST or the query of a URL. ``key`` is None while it is not
    known what the database holds.
    """

    scope: Scope
    headers: Mapping[bytes, bytes]
    media_type: str
    content: bytes
    key: Key | None
    coding: str

    @property
    def is_post(self) -> bool:
        """Not GET or HEAD, of which an answer has an entity tag and may be kept by others."""
        return bool(self.scope["method"] == "POST")

    @property
    def etag(self) -> bytes | None:
        """The entity tag that the answer has if it is current."""
        if self.key is None or self.is_post:
            return None
        return self.key.etag(self.media_type, self.coding)

    def status(self, outcome: Outcome) -> HTTPStatus:
        """The status of an answer: as JSON, 200 for all that is no fault of ours."""
        is_ok = self.media_type == JSON and outcome is not Outcome.UNAVAILABLE
        return HTTPStatus.OK if is_ok else STATUS[outcome]


class GraphQLEndpoint:
    """Answers operations, and shows ``page`` to a browser.

    Service, store and watch are taken from the lifespan's state. GET needs no guard against
    mutations while the schema has none.
    """

    def __init__(
        self, page: ASGIApp, policy: Policy, cache: ResponseCache, documents: Documents
    ) -> None:
        self._page = page
        self._policy = policy
        self._cache = cache
        self._documents = documents
        self._public = f"public, max-age={policy.max_age}, must-revalidate".encode("ascii")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if scope["method"] == "OPTIONS":
            await send_nothing(send, HTTPStatus.NO_CONTENT, [(b"allow", ALLOWED.encode("ascii"))])
            return
        media_type = JSON
        try:
            headers = _headers(scope)
            media_type = _media_type(scope["method"], headers)
            if media_type == HTML:
                await self._page(scope, receive, send)
                return
            content = await self._content(scope, headers, receive)
            asked = self._asked(scope, headers, media_type, content)
            await self._answer(asked, receive, send)
        except Refusal as refusal:
            await refuse(scope, send, refusal, media_type)
        except ClientGone:
            return

    async def _content(
        self, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive
    ) -> bytes:
        limit = self._policy.limits.body
        if scope["method"] == "POST":
            check_encoding(headers)
            return await read_body(headers, receive, limit)
        query_string: bytes = scope["query_string"]
        if len(query_string) > limit:
            raise too_long(HTTPStatus.REQUEST_URI_TOO_LONG, limit)
        return query_string

    def _asked(
        self, scope: Scope, headers: Mapping[bytes, bytes], media_type: str, content: bytes
    ) -> Asked:
        state: str | None = scope["state"]["watch"].state
        key = None
        if state is not None:
            key = Key(
                state,
                date.today().isoformat(),
                role_of(scope).name,
                "POST" if scope["method"] == "POST" else "GET",
                content,
            )
        coding = choose_coding(headers.get(b"accept-encoding"))
        return Asked(scope, headers, media_type, content, key, coding)

    async def _answer(self, asked: Asked, receive: Receive, send: Send) -> None:
        """Answer from what the client has, from what is kept, or else from the database.

        Raises Refusal, and ClientGone.
        """
        etag = asked.etag
        if etag is not None and etag in asked.headers.get(b"if-none-match", b""):
            self._cache.count_not_modified()
            _note(asked.scope, "not modified")
            await send_nothing(send, HTTPStatus.NOT_MODIFIED, self._validators(asked, etag))
            return
        reply, found = await self._reply(asked, receive)
        _note(asked.scope, found, reply.noted)
        body, coding = await self._cache.coded(asked.key, reply, asked.coding)
        headers = [
            *self._validators(asked, etag if reply.is_current else None),
            (b"cache-status", CACHE_STATUS[found]),
        ]
        if coding != IDENTITY:
            headers.append((b"content-encoding", coding.encode("ascii")))
        if reply.outcome is Outcome.UNAVAILABLE:
            headers += RETRY
        await send_whole(send, asked.status(reply.outcome), body, asked.media_type, headers)

    def _validators(self, asked: Asked, etag: bytes | None) -> Headers:
        """What others may do with an answer: nothing, where it has no entity tag."""
        if etag is None:
            return [VARY, NOT_STORED]
        identity = asked.scope.get("identity", ANONYMOUS)
        # What is sent to one who is known is not for all.
        control = self._public if identity is ANONYMOUS else b"private, no-cache"
        return [VARY, (b"etag", etag), (b"cache-control", control)]

    async def _reply(self, asked: Asked, receive: Receive) -> tuple[Reply, str]:
        """An answer, and where it came from, as a key of CACHE_STATUS.

        Raises Refusal, and ClientGone.
        """
        key = asked.key
        kept = self._cache.recall(key) if key is not None else None
        if kept is not None:
            return kept, "hit"
        request = (from_json if asked.is_post else from_url)(asked.content)
        self._check_explain(request, role_of(asked.scope))
        query = self._documents.text(request)
        if key is None or not request.is_plain:
            made = self._made(asked.scope, query, request, None)
            return await while_connected(receive, made), "bypass"
        shared = self._cache.share(key, lambda: self._made(asked.scope, query, request, key))
        reply, is_shared = await while_connected(receive, shared)
        return reply, "shared" if is_shared else "miss"

    async def _made(self, scope: Scope, query: str, request: Request, key: Key | None) -> Reply:
        """The answer of the database, kept if that is right."""
        noted: Observation = scope.get("record") or Observation()
        state = scope["state"]
        made = await answer(state, query, request, self._policy.limits, noted)
        if noted.code == StoreBusy.code:
            noted.limit = "GOVGRAPH_LIMIT_QUEUE"
        is_current = key is not None and made.is_whole and key.state == state["watch"].state
        told = Observation(
            operation=noted.operation,
            code=noted.code,
            statement=noted.statement,
            limit=noted.limit,
        )
        reply = Reply(made.body, made.outcome, is_current, told)
        if key is not None and is_current:
            self._cache.keep(key, reply)
        return reply

    def _check_explain(self, request: Request, role: Role) -> None:
        if not request.explain or self._policy.explains:
            return
        if self._policy.explains_curators and role >= Role.CURATOR:
            return
        # Not ignored: who asks for it would look for a fault elsewhere.
        raise Refusal(
            HTTPStatus.FORBIDDEN,
            "operations are not explained to you here; GOVGRAPH_EXPLAIN=yes turns it on, or leave "
            "out `extensions.explain`",
        )


def _note(scope: Scope, cache: str, noted: Observation | None = None) -> None:
    """Tell the log what became of a request, where one is kept."""
    record = scope.get("record")
    if record is None:
        return
    record.cache = cache
    if noted is not None:
        record.operation, record.code = noted.operation, noted.code
        record.statement, record.limit = noted.statement, noted.limit


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
            {"allow": ALLOWED},
        )
    accept = headers.get(b"accept")
    offers = ANSWERS if method == "POST" else PAGES
    chosen = choose(accept.decode("latin-1") if accept is not None else None, offers)
    if chosen is None:
        raise Refusal(
            HTTPStatus.NOT_ACCEPTABLE, f"answers are sent as {GRAPHQL_RESPONSE} or {JSON}"
        )
    return chosen
