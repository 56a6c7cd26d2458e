"""The page of a review, served to this machine alone, to whoever has its address."""

from __future__ import annotations

import hmac
from pathlib import Path

import orjson
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.errors import DataError
from seed.review.decisions import ChangedMeanwhile
from seed.review.desk import Desk
from seed.review.state import State
from server.review.acts import act, wrong
from server.review.page import page, parts
from server.review.view import first_open
from server.review.words import preferred, say, speaking

HOSTS = ["127.0.0.1", "localhost"]
BODY_LIMIT = 100_000
_AROUND = 40
_MOST_PLACES = 9
_FOLDER = Path(__file__).parent
_FILES = ("review.css", "review.js")
_MEANWHILE = "it was decided on elsewhere meanwhile, as is shown now; nothing was done: look again"
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Guard:
    """Lets in only what has the token in its path, and lets out no page without its headers.

    Another site that guesses the port knows neither the token nor, by `Referrer-Policy`, ever
    learns it; a name of its own that it points at this machine is refused by its `Host`.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404 to whoever does not have the token."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                names = {name for name, _ in added}
                kept = [pair for pair in message["headers"] if pair[0].lower() not in names]
                message["headers"] = [*kept, *added]
            await send(message)

        given = scope["path"].removeprefix("/").partition("/")[0].encode()
        if hmac.compare_digest(given, self._token):
            await self._app(scope, receive, send_guarded)
        else:
            refusal = PlainTextResponse("There is nothing here.\n", status_code=404)
            await refusal(scope, receive, send_guarded)


def create(desk: Desk, token: str) -> Starlette:
    """The application; ``token`` is the first part of every path."""
    routes = _Routes(desk)
    base = f"/{token}"
    return Starlette(
        routes=[
            Route(f"{base}/", routes.show),
            Route(f"{base}/act", routes.do, methods=["POST"]),
            Route(f"{base}/find", routes.find),
            Route(f"{base}/predicates", routes.predicates),
            Route(f"{base}/places", routes.places),
            Route(base + "/{name:str}", routes.file),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False),
            Middleware(Guard, token=token),
        ],
    )


class _Routes:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, request: Request) -> Response:
        try:
            self._desk.refresh()
        except DataError as error:
            return PlainTextResponse(f"{error}\n", status_code=500)
        document = request.query_params.get("document") or first_open(self._desk)
        if document not in self._desk.texts:
            return PlainTextResponse("The draft has no such text.\n", status_code=404)
        accepted = request.headers.get("accept-language", "")
        with speaking(request.query_params.get("lang") or preferred(accepted)):
            return HTMLResponse(page(self._desk, document), headers={"vary": "accept-language"})

    async def file(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _FILES:
            return PlainTextResponse("There is nothing here.\n", status_code=404)
        return FileResponse(_FOLDER / name)

    async def find(self, request: Request) -> Response:
        """Organizations by words, for the one who links."""
        found = self._desk.find(request.query_params.get("words", "")[:200])
        return _json(
            [
                {
                    "id": each.id,
                    "name": self._desk.name_of(each.id),
                    "score": each.score,
                    "reason": each.reason,
                }
                for each in found
            ]
        )

    async def predicates(self, request: Request) -> Response:
        """What can be said of a subject."""
        vocabulary = self._desk.vocabulary
        node = vocabulary.type_of(request.query_params.get("subject", ""))
        return _json(vocabulary.predicates(node) if node else [])

    async def places(self, request: Request) -> Response:
        """Where the text has words that are typed, each with some of the text around it."""
        document = request.query_params.get("document", "")
        text = self._desk.texts.get(document)
        if text is None:
            return _json([])
        found = self._desk.places(document, request.query_params.get("words", "")[:1000])
        return _json(
            [
                {
                    "start": place.start,
                    "end": place.end,
                    "before": text[max(0, place.start - _AROUND) : place.start],
                    "words": text[place.start : place.end],
                    "after": text[place.end : place.end + _AROUND],
                }
                for place in found[:_MOST_PLACES]
            ]
        )

    async def do(self, request: Request) -> Response:
        """Do what the page asks, and answer with what it shows anew."""
        if refusal := _refusal(request):
            return refusal
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_LIMIT:
                return _json({"wrong": "that is too long"}, 413)
        try:
            asked = orjson.loads(body)
        except orjson.JSONDecodeError:
            return _json({"wrong": "that is no JSON"}, 400)
        named = asked.get("document") if isinstance(asked, dict) else None
        if not isinstance(named, str) or named not in self._desk.texts:
            return _json({"wrong": "no text of the draft is named"}, 400)
        with speaking(str(asked.get("lang"))):
            return self._done(named, asked)

    def _done(self, named: str, asked: dict[str, object]) -> Response:
        if asked.get("revision") != self._desk.revision:
            return self._shown(named, 409, wrong=say(_MEANWHILE))
        try:
            said = act(self._desk, asked)
        except ChangedMeanwhile:
            return self._shown(named, 409, wrong=say(_MEANWHILE))
        except (DataError, OSError) as error:
            return _json({"wrong": wrong(error)}, 422 if isinstance(error, DataError) else 500)
        return self._shown(named, said=f"{said}. {_progress(self._desk.state)}")

    def _shown(self, document: str, status: int = 200, **told: str) -> Response:
        shown = {"revision": self._desk.revision, "parts": parts(self._desk, document)}
        return _json(told | shown, status)


def _refusal(request: Request) -> Response | None:
    """Refuse what a form of another site could send."""
    origin = request.headers.get("origin")
    if origin is not None and origin != f"http://{request.headers.get('host')}":
        return _json({"wrong": "that came from another site"}, 403)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return _json({"wrong": "send application/json"}, 415)
    return None


def _progress(state: State) -> str:
    return say("{decided} of {total} decided", decided=state.decided, total=state.total) + "."


def _json(value: object, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, media_type="application/json")
