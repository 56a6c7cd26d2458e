"""What a GraphQL-over-HTTP request says, in the URL of a GET or in the body of a POST."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.types import Receive, Scope

from graph.limits import LimitExceeded
from server.negotiation import JSON, parameters
from server.responses import Refusal

EXPLAIN = ("plan", "profile")
"""What `extensions.explain` may ask for: how an operation would be run, or how it was."""

TELLING = frozenset({"explain", "cost"})
"""The extensions that ask how an answer is made, which differs from time to time."""

MAX_PARAMETERS = 100
"""How many parameters the URL of a GET may have; a client needs five."""

DOCUMENT_ID = ("documentId", "doc_id")
"""What names a persisted document: in the specification's appendix, and in Relay's guide."""

SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Request:
    """A well-formed request: a document, or the name of one, or both."""

    query: str | None
    variables: Mapping[str, Any] | None
    operation_name: str | None
    extensions: Mapping[str, Any]
    document_id: str | None = None

    @property
    def explain(self) -> str | None:
        """`plan` or `profile`, where the request asks for an explanation of its operation."""
        return self.extensions.get("explain")

    @property
    def cost(self) -> bool:
        """Whether the request asks what its operation costs."""
        return bool(self.extensions.get("cost"))

    @property
    def is_plain(self) -> bool:
        """Whether the answer is the data alone, with nothing told of how it was made."""
        return self.extensions.keys().isdisjoint(TELLING)


def fields(scope: Scope) -> Mapping[bytes, bytes]:
    """The headers of a request, by name; each layer looks at the same mapping.

    Values of one that is repeated are joined, as RFC 9110 section 5.3 has it.
    """
    found: dict[bytes, bytes] | None = scope.get("fields")
    if found is None:
        found = scope["fields"] = {}
        for name, value in scope["headers"]:
            found[name] = found[name] + b", " + value if name in found else value
    return found


def check_encoding(headers: Mapping[bytes, bytes]) -> None:
    """Refuse a body that is no JSON in UTF-8.

    That keeps pages of elsewhere from asking in the name of who looks at them: a browser sends
    no JSON to another origin without being allowed to (CORS).
    """
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


async def read_body(headers: Mapping[bytes, bytes], receive: Receive, limit: int) -> bytes:
    """The body; refused as soon as it is known to be longer than ``limit``, never read further.

    Raises Refusal.
    """
    announced = headers.get(b"content-length", b"0")
    if announced.isdigit() and int(announced) > limit:
        raise too_long(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, limit)
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(HTTPStatus.BAD_REQUEST, "the client has gone")
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise too_long(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, limit)
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def too_long(status: HTTPStatus, limit: int) -> Refusal:
    """Says that a request has more than ``limit`` bytes."""
    error = LimitExceeded("body", limit)
    told = {**(error.extensions or {}), "code": status.name}
    return Refusal(status, error.message, {"connection": "close"}, extensions=told)


def from_json(body: bytes) -> Request:
    """The request in the body of a POST. Raises Refusal."""
    return _request(_loads(body, "the body"))


def from_url(query_string: bytes) -> Request:
    """The request in the URL of a GET, of which variables and extensions are JSON texts.

    Raises Refusal.
    """
    try:
        given: dict[str, Any] = dict(url_parameters(query_string, MAX_PARAMETERS))
    except ValueError:
        raise Refusal(HTTPStatus.BAD_REQUEST, "the URL's query cannot be decoded") from None
    for name in ("variables", "extensions"):
        if name in given:
            given[name] = _loads(given[name], f"`{name}`")
    given["operationName"] = given.get("operationName") or None
    return _request(given)


def url_parameters(query_string: bytes, most: int) -> list[tuple[str, str]]:
    """The parameters of a URL, at most so many. Raises ValueError for what cannot be decoded."""
    return parse_qsl(
        query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=most
    )


def _loads(text: bytes | str, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refusal(HTTPStatus.BAD_REQUEST, f"{what} is no JSON: {error}") from None


def _request(given: object) -> Request:
    if not isinstance(given, dict):
        raise Refusal(HTTPStatus.BAD_REQUEST, "the request must be one JSON object")
    for name in ("variables", "extensions"):
        if not isinstance(given.get(name), dict | None):
            raise Refusal(HTTPStatus.BAD_REQUEST, f"`{name}` must be an object or null")
    for name in ("query", "operationName", *DOCUMENT_ID):
        if not isinstance(given.get(name), str | None):
            raise Refusal(HTTPStatus.BAD_REQUEST, f"`{name}` must be a string or null")
    extensions = given.get("extensions") or {}
    request = Request(
        given.get("query"),
        given.get("variables"),
        given.get("operationName"),
        extensions,
        _document_id(given, extensions),
    )
    if request.query is None and request.document_id is None:
        raise Refusal(HTTPStatus.BAD_REQUEST, "`query` must be given, as a string, or `documentId`")
    if request.explain not in (None, *EXPLAIN):
        raise Refusal(HTTPStatus.BAD_REQUEST, "`extensions.explain` must be plan or profile")
    if not isinstance(extensions.get("cost"), bool | None):
        raise Refusal(HTTPStatus.BAD_REQUEST, "`extensions.cost` must be true or false")
    return request


def _document_id(given: Mapping[str, Any], extensions: Mapping[str, Any]) -> str | None:
    """The name of a document, in any of the ways in which clients give it."""
    named = next((given[name] for name in DOCUMENT_ID if given.get(name) is not None), None)
    persisted = extensions.get("persistedQuery")
    if named is not None or persisted is None:
        return named
    # Apollo's protocol of automatic persisted queries.
    sha256 = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    is_known = isinstance(sha256, str) and SHA256.fullmatch(sha256) is not None
    if not is_known or persisted.get("version") != 1:
        raise Refusal(
            HTTPStatus.BAD_REQUEST,
            "`extensions.persistedQuery` must have `version` 1 and the SHA-256 of the document as "
            "`sha256Hash`, in 64 hexadecimal digits of lower case",
        )
    return f"sha256:{sha256}"
