"""`/export/…`: exports over HTTP, streamed; nothing is written to a disk.

What is wrong is said before the first byte, as a GraphQL error. An export that fails later is
broken off: the connection is closed without an end, so that no client takes it for whole.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from urllib.parse import quote

import orjson
from starlette.types import Receive, Scope, Send

from graph.service import Outcome, Service
from server.disconnecting import ClientGone, while_connected
from server.errors import UsageError
from server.exports.archive import ARCHIVE, Archive
from server.exports.columns import pick
from server.exports.export import METADATA, NothingLoaded, make, metadata, open_snapshot
from server.exports.order import FORMATS, GRAPH, PARAMETERS, order_of
from server.exports.shapes import SHAPES_FILE, shapes
from server.exports.snapshot import ExportError, Snapshot
from server.exports.tables import WideTable
from server.fingerprint import release
from server.negotiation import JSON
from server.requests import fields, url_parameters
from server.responses import NO_HEADERS, RETRY_SOON, Refusal, refuse, send_json

log = logging.getLogger(__name__)

MAX_PARAMETERS = 20
"""How many there may be; each may stand there once."""

QUERY = "%&=+,:;/?@!$'()*~-._[]{}"
"""What stays as it is in a query that is repeated in a header, where `>` would end it."""

RETRY_AFTER = "10"
"""Seconds after which one that was refused for the number of exports may ask again."""

PATIENCE = 60.0
"""Seconds in which a client must take a chunk: one that stands still keeps others from theirs."""

STALLED = f"the client took nothing for {PATIENCE:g} s"

STATUS = {
    Outcome.REQUEST_ERROR: HTTPStatus.BAD_REQUEST,
    Outcome.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The status of an operation of an export that failed; of others it is 500."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that can be sent: its name and type, and its bytes when they are asked for."""

    name: str
    media_type: str
    chunks: Callable[[], AsyncGenerator[bytes]]


class ExportEndpoint:
    """Answers `/export/{file}`.

    ``timeout`` (seconds) bounds each page, ``most`` the exports at once. ``base`` starts the IRIs
    of nodes.
    """

    def __init__(self, *, timeout: float, most: int, base: str) -> None:
        self._timeout = timeout
        self._most = most
        self._base = base
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        try:
            await self._answer(scope, receive, send)
        except ClientGone:
            return
        except Refusal as refusal:
            await refuse(scope, send, refusal)
        except NothingLoaded as error:
            status = HTTPStatus.SERVICE_UNAVAILABLE
            await refuse(scope, send, Refusal(status, str(error), RETRY_SOON, code=error.code))
        except UsageError as error:
            status = HTTPStatus.BAD_REQUEST
            await refuse(scope, send, Refusal(status, str(error), code="BAD_USER_INPUT"))
        except ExportError as error:
            status = STATUS.get(error.outcome, HTTPStatus.INTERNAL_SERVER_ERROR)
            record = scope.get("record")
            if record is not None:
                record.code = error.code
            headers = RETRY_SOON if error.outcome is Outcome.UNAVAILABLE else NO_HEADERS
            await send_json(send, status, error.body, JSON, headers)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            raise Refusal(
                HTTPStatus.METHOD_NOT_ALLOWED,
                f"{scope['method']} is not allowed here; use GET",
                {"allow": "GET, HEAD"},
            )
        if self._running >= self._most:
            raise Refusal(
                HTTPStatus.SERVICE_UNAVAILABLE,
                f"{self._most} exports are running, which is the most at once; try again",
                {"retry-after": RETRY_AFTER},
                code="SERVER_BUSY",
            )
        self._running += 1
        try:
            await while_connected(receive, self._export(scope, send))
        finally:
            self._running -= 1

    async def _export(self, scope: Scope, send: Send) -> None:
        name = scope["path_params"]["file"]
        given = from_url(scope["query_string"])
        service: Service = scope["state"]["service"]
        snapshot = await open_snapshot(service, self._timeout, given.get("knownAt"))
        file = self._file(name, given, snapshot, scope)
        headers = _headers(file, snapshot, scope)
        known = _known(scope)
        if _opaque(headers["etag"]) in known:
            await _not_modified(send, headers)
            return
        async with aclosing(file.chunks()) as chunks:
            chunk = await anext(chunks)  # What is wrong is found before anything is said.
            if "*" in known:  # Whatever the client has: that there is an export is known by now.
                await _not_modified(send, headers)
                return
            await _start(send, HTTPStatus.OK, headers)
            if scope["method"] == "HEAD":
                await send({"type": "http.response.body", "body": b""})
                return
            try:
                await _stream(chunk, chunks, send)
            except (ExportError, TimeoutError) as error:
                # The server closes what was left without an end.
                why = STALLED if isinstance(error, TimeoutError) else error
                log.error("the export %s was broken off: %s", file.name, why)

    def _file(self, name: str, given: Mapping[str, str], snapshot: Snapshot, scope: Scope) -> File:
        """The file of a name. Raises UsageError, and Refusal for a name of none."""
        number = snapshot.version.number
        if name == SHAPES_FILE:
            return File(name, "text/turtle; charset=utf-8", lambda: _whole(shapes()))
        if name == ARCHIVE:
            order = order_of(GRAPH, "nq", given)
            return File(
                f"govgraph-{number}.zip",
                "application/zip",
                Archive(order, snapshot, self._base).chunks,
            )
        is_described = name.endswith(f".csv{METADATA}")
        stem, dot, ending = name.removesuffix(METADATA if is_described else "").rpartition(".")
        if not dot or ending not in FORMATS:
            endings = ", ".join(f".{each}" for each in FORMATS)
            raise Refusal(
                HTTPStatus.NOT_FOUND,
                f"there is no export {name!r}; it ends with one of {endings}, or is {ARCHIVE} or "
                f"{SHAPES_FILE}",
            )
        order = order_of(stem, ending, given)
        if is_described:
            text = metadata(order, snapshot, self._base, _relative(f"{stem}.csv", scope))
            return File(name, "application/csvm+json", lambda: _whole(text))
        export = make(order, snapshot, self._base)
        return File(f"govgraph-{stem}-{number}.{ending}", export.format.media_type, export.chunks)


async def _whole(text: str) -> AsyncGenerator[bytes]:
    yield text.encode()


def from_url(query_string: bytes) -> dict[str, str]:
    """The parameters of an URL. Raises UsageError."""
    try:
        pairs = url_parameters(query_string, MAX_PARAMETERS)
    except ValueError:
        raise UsageError(
            f"the URL's query must be UTF-8, of at most {MAX_PARAMETERS} parameters"
        ) from None
    given: dict[str, str] = {}
    for name, text in pairs:
        pick(name, dict.fromkeys(PARAMETERS), "no parameter of exports")
        if name in given:
            raise UsageError(f"`{name}` is given twice")
        given[name] = text
    return given


def _headers(file: File, snapshot: Snapshot, scope: Scope) -> dict[str, str]:
    headers = {
        "content-type": file.media_type,
        # Names of lists and formats are letters and digits alone, whatever was asked for.
        "content-disposition": f'attachment; filename="{file.name}"',
        "etag": _tag(snapshot, scope),
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
    }
    if file.media_type == WideTable.media_type:
        described = _relative(f"{scope['path_params']['file']}{METADATA}", scope)
        headers["link"] = f'<{described}>; rel="describedby"; type="application/csvm+json"'
    return headers


def _relative(name: str, scope: Scope) -> str:
    """The address of an export beside this one, asked for in the same way."""
    query = scope["query_string"].decode("ascii")
    return quote(name) + (f"?{quote(query, safe=QUERY)}" if query else "")


def _tag(snapshot: Snapshot, scope: Scope) -> str:
    """What the bytes depend on: the data, the request, the day of which it tells, and us."""
    said = [
        snapshot.version.number,
        snapshot.version.checksum,
        scope["path_params"]["file"],
        scope["query_string"].decode("ascii"),
        date.today().isoformat(),
        release(),
    ]
    return f'W/"{hashlib.sha256(orjson.dumps(said)).hexdigest()[:32]}"'


def _known(scope: Scope) -> set[str]:
    """What the client has already, to be compared weakly (RFC 9110, section 13.1.2)."""
    given = fields(scope).get(b"if-none-match", b"").decode("latin-1")
    return {_opaque(each.strip()) for each in given.split(",")}


def _opaque(tag: str) -> str:
    return tag.removeprefix("W/")


async def _not_modified(send: Send, headers: Mapping[str, str]) -> None:
    of_content = ("content-type", "content-disposition")
    kept = {name: value for name, value in headers.items() if name not in of_content}
    await _start(send, HTTPStatus.NOT_MODIFIED, kept)
    await send({"type": "http.response.body", "body": b""})


async def _start(send: Send, status: HTTPStatus, headers: Mapping[str, str]) -> None:
    lines = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": int(status), "headers": lines})


async def _stream(chunk: bytes, chunks: AsyncIterator[bytes], send: Send) -> None:
    """Send a first chunk, the others and the end. Raises TimeoutError when nobody takes them."""
    await _chunk(send, chunk)
    async for each in chunks:
        await _chunk(send, each)
    await send({"type": "http.response.body", "body": b""})


async def _chunk(send: Send, chunk: bytes) -> None:
    async with asyncio.timeout(PATIENCE):
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
