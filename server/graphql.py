"""The endpoint of the GraphQL over HTTP specification (https://http-spec.graphql.org)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from graph.errors import StoreBusy
from graph.limits import Limits
from graph.observation import Observation
from graph.service import Outcome
from server.answering import answer
from server.caching import Form, Key, Reply, ResponseCache, Variant
from server.coding import IDENTITY, choose_coding
from server.disconnecting import ClientGone, while_connected
from server.documents import Documents
from server.identity import ANONYMOUS, Role, role_of
from server.negotiation import ANSWERS, GRAPHQL_RESPONSE, HTML, JSON, PAGES, choose
from server.requests import (
    Request,
    check_encoding,
    fields,
    from_json,
    from_url,
    read_body,
    too_long,
)
from server.responses import (
    CONTENT_TYPES,
    FAILURE,
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
    "hit": (b"cache-status", b"govgraph; hit"),
    "shared": (b"cache-status", b"govgraph; fwd=miss; collapsed"),
    "miss": (b"cache-status", b"govgraph; fwd=miss"),
    "bypass": (b"cache-status", b"govgraph; fwd=bypass"),
}
"""The Cache-Status header (RFC 9211) by where an answer came from."""

log = logging.getLogger(__name__)

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


@dataclass(slots=True)
class Asked:
    """A request as it came, and the form that the answer is to have.

    ``content`` is the body of a POST or the query of a URL. ``key`` is None while it is not
    known what the database holds.
    """

    scope: Scope
    headers: Mapping[bytes, bytes]
    variant: Variant
    content: bytes
    key: Key | None

    @property
    def is_post(self) -> bool:
        """Not GET or HEAD, of which an answer has an entity tag and may be kept by others."""
        return bool(self.scope["method"] == "POST")


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
            headers = fields(scope)
            media_type, coding = _form_asked(
                scope["method"], headers.get(b"accept"), headers.get(b"accept-encoding")
            )
            if media_type == HTML:
                await self._page(scope, receive, send)
                return
            if scope["method"] == "POST":
                check_encoding(headers)
                content = await read_body(headers, receive, self._policy.limits.body)
            else:
                content = self._query(scope)
            is_public = scope.get("identity", ANONYMOUS) is ANONYMOUS
            variant = Variant(media_type, coding, is_public)
            asked = Asked(scope, headers, variant, content, _key(scope, content))
            await self._answer(asked, receive, send)
        except Refusal as refusal:
            await refuse(scope, send, refusal, media_type)
        except ClientGone:
            return
        except Exception:
            log.exception("an operation failed in an unforeseen way")
            failure = Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, FAILURE)
            await refuse(scope, send, failure, media_type)

    def _query(self, scope: Scope) -> bytes:
        query: bytes = scope["query_string"]
        if len(query) > self._policy.limits.body:
            raise too_long(HTTPStatus.REQUEST_URI_TOO_LONG, self._policy.limits.body)
        return query

    async def _answer(self, asked: Asked, receive: Receive, send: Send) -> None:
        """Answer from what the client has, from what is kept, or else from the database.

        Raises Refusal, and ClientGone.
        """
        known = asked.headers.get(b"if-none-match")
        if known is not None and (etag := self._etag(asked)) is not None and etag in known:
            self._cache.count_not_modified()
            _note(asked.scope, "not modified")
            headers = self._validators(asked.variant, etag)
            await send_nothing(send, HTTPStatus.NOT_MODIFIED, headers)
            return
        kept = self._cache.recall(asked.key) if asked.key is not None else None
        reply, found = (kept, "hit") if kept is not None else await self._reply(asked, receive)
        _note(asked.scope, found, reply.noted)
        form = reply.forms.get(asked.variant) or await self._form(asked, reply)
        await send_whole(send, form.status, form.body, [*form.headers, CACHE_STATUS[found]])

    def _etag(self, asked: Asked) -> bytes | None:
        """The entity tag that the answer has if it is current."""
        if asked.key is None or asked.is_post:
            return None
        form = self._cache.form(asked.key, asked.variant)
        return asked.key.etag(asked.variant) if form is None else form.etag

    async def _form(self, asked: Asked, reply: Reply) -> Form:
        """A reply as it is sent to those who ask in this way, kept with one that is kept."""
        key, variant = asked.key, asked.variant
        body, coding = await self._cache.coded(key, reply, variant.coding)
        etag = self._etag(asked) if reply.is_current else None
        headers = [
            (b"content-type", CONTENT_TYPES[variant.media_type]),
            (b"content-length", str(len(body)).encode("ascii")),
            *self._validators(variant, etag),
        ]
        if coding != IDENTITY:
            headers.append((b"content-encoding", coding.encode("ascii")))
        if reply.outcome is Outcome.UNAVAILABLE:
            headers += RETRY
        is_ok = variant.media_type == JSON and reply.outcome is not Outcome.UNAVAILABLE
        form = Form(HTTPStatus.OK if is_ok else STATUS[reply.outcome], etag, headers, body)
        if key is not None and reply.is_current:
            self._cache.keep_form(key, reply, variant, form)
        return form

    def _validators(self, variant: Variant, etag: bytes | None) -> Headers:
        """What others may do with an answer: nothing, where it has no entity tag."""
        if etag is None:
            return [VARY, NOT_STORED]
        # What is sent to one who is known is not for all.
        control = self._public if variant.is_public else b"private, no-cache"
        return [VARY, (b"etag", etag), (b"cache-control", control)]

    async def _reply(self, asked: Asked, receive: Receive) -> tuple[Reply, str]:
        """An answer that is not kept, and where it came from, as a key of CACHE_STATUS.

        Raises Refusal, and ClientGone.
        """
        key = asked.key
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


def _key(scope: Scope, content: bytes) -> Key | None:
    state: str | None = scope["state"]["watch"].state
    if state is None:
        return None
    method = "POST" if scope["method"] == "POST" else "GET"
    return Key(state, date.today(), role_of(scope).name, method, content)


def _note(scope: Scope, cache: str, noted: Observation | None = None) -> None:
    """Tell the log what became of a request, where one is kept."""
    record = scope.get("record")
    if record is None:
        return
    record.cache = cache
    if noted is not None:
        record.operation, record.code = noted.operation, noted.code
        record.statement, record.limit = noted.statement, noted.limit


@lru_cache(maxsize=256)
def _form_asked(
    method: str, accept: bytes | None, accept_encoding: bytes | None
) -> tuple[str, str]:
    """The media type and the coding of the answer. Raises Refusal."""
    if method not in ("GET", "HEAD", "POST"):
        raise Refusal(
            HTTPStatus.METHOD_NOT_ALLOWED,
            f"{method} is not allowed here; use POST or GET",
            {"allow": ALLOWED},
        )
    offers = ANSWERS if method == "POST" else PAGES
    chosen = choose(accept.decode("latin-1") if accept is not None else None, offers)
    if chosen is None:
        raise Refusal(
            HTTPStatus.NOT_ACCEPTABLE, f"answers are sent as {GRAPHQL_RESPONSE} or {JSON}"
        )
    return chosen, choose_coding(accept_encoding)
