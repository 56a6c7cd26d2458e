"""Answers that are kept, and given to all who ask for the same at once.

An answer is kept under all that it depends on, so that it need never be taken back: whatever
changes, changes the key.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import Any, NamedTuple

from graph.observation import Observation
from graph.recent import Recent
from graph.service import Outcome
from graph.statistics import CacheStatistics
from server.coding import IDENTITY, LEAST, encode
from server.responses import Headers

MAX_RESPONSES = 100_000
"""How many answers are kept at most; their bytes are bounded besides."""

LARGEST = 8
"""The share of all bytes that one answer may take: an eighth."""

OVERHEAD = 1000
"""About how many bytes an answer takes besides its own and those of its request, and each form."""


class Key(NamedTuple):
    """What the data of an answer depend on: the state of the database, the day (questions are
    of today), the role that asks, the method, and the bytes of the URL's query or of the body.
    """

    state: str
    day: date
    role: str
    method: str
    request: bytes

    def etag(self, variant: Variant) -> bytes:
        """A strong entity tag (RFC 9110 section 8.8.3) of one representation of the answer."""
        named = "\0".join(
            (self.state, self.day.isoformat(), self.role, variant.media_type, variant.coding)
        )
        digest = hashlib.sha256(named.encode() + b"\0" + self.request).hexdigest()
        return f'"{digest[:32]}"'.encode("ascii")


class Variant(NamedTuple):
    """What the form of an answer depends on; ``is_public``: it is sent to one who is not known."""

    media_type: str
    coding: str
    is_public: bool


class Form(NamedTuple):
    """An answer as it is sent; only one that is current has an entity tag."""

    status: HTTPStatus
    etag: bytes | None
    headers: Headers
    body: bytes


@dataclass(slots=True)
class Reply:
    """An answer, in each coding that it was sent in so far, and each form while it is kept.

    ``is_current``: it has data and no errors, of the state of the database that was known
    before it was asked and still is; so it may be kept, here and elsewhere. ``noted`` is what
    logs tell of it.
    """

    body: bytes
    outcome: Outcome
    is_current: bool
    noted: Observation
    coded: dict[str, bytes] = field(default_factory=dict)
    forms: dict[Variant, Form] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ResponseStatistics:
    """The use of the kept answers since the process began.

    ``shared``: misses that waited for the answer to another request. ``not_modified``: requests
    that were answered with 304 alone, which count as neither hits nor misses.
    """

    kept: CacheStatistics
    shared: int
    not_modified: int

    @property
    def hit_rate(self) -> float:
        """The share of requests that the database was not asked for, 0 to 1."""
        saved = self.kept.hits + self.shared + self.not_modified
        asked = self.kept.hits + self.kept.misses + self.not_modified
        return saved / asked if asked else 0.0


class _Flight:
    """An answer that is being made, and how many wait for it."""

    def __init__(self, task: asyncio.Task[Reply]) -> None:
        self.task = task
        self.waiting = 0


class ResponseCache:
    """Keeps answers, ``most_bytes`` of them at most; those used least recently leave first."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._kept: Recent[Key, Reply] = Recent(MAX_RESPONSES, most_bytes)
        self._flights: dict[Key, _Flight] = {}
        self._state: str | None = None
        self._shared = 0
        self._not_modified = 0

    @property
    def statistics(self) -> ResponseStatistics:
        """How it was used so far."""
        kept = CacheStatistics.of(self._kept.usage, MAX_RESPONSES, self._most_bytes)
        return ResponseStatistics(kept, self._shared, self._not_modified)

    def recall(self, key: Key) -> Reply | None:
        """The answer that is kept under a key."""
        if key.state != self._state:  # Nobody will ask for what was kept before.
            self._kept.clear()
            self._state = key.state
        return self._kept.recall(key)

    def keep(self, key: Key, reply: Reply) -> None:
        """Keep an answer, if it is of the present state and not too large."""
        size = len(key.request) + len(reply.body) + OVERHEAD
        if key.state == self._state and size * LARGEST <= self._most_bytes:
            self._kept.keep(key, reply, size)

    def form(self, key: Key, variant: Variant) -> Form | None:
        """A form of a kept answer, if it was sent before; who looks at it does not use it."""
        reply = self._kept.glance(key) if key.state == self._state else None
        return None if reply is None else reply.forms.get(variant)

    def keep_form(self, key: Key, reply: Reply, variant: Variant, form: Form) -> None:
        """Keep one more form of an answer that is kept."""
        reply.forms[variant] = form
        self._kept.grow(key, OVERHEAD)

    def count_not_modified(self) -> None:
        """Count a request that was answered with 304."""
        self._not_modified += 1

    async def coded(self, key: Key | None, reply: Reply, coding: str) -> tuple[bytes, str]:
        """The body in a coding, made once, and the coding: a short body is sent as it is."""
        if coding == IDENTITY or len(reply.body) < LEAST:
            return reply.body, IDENTITY
        body = reply.coded.get(coding)
        if body is None:
            body = reply.coded[coding] = await encode(reply.body, coding)
            if key is not None:
                self._kept.grow(key, len(body))
        return body, coding

    async def share(
        self, key: Key, make: Callable[[], Coroutine[Any, Any, Reply]]
    ) -> tuple[Reply, bool]:
        """The answer to a request that is not kept, and whether another one had asked for it.

        It is made once for all who wait for it meanwhile, and given up when all have gone;
        where nothing is kept, for each by itself.
        """
        if not self._most_bytes:
            return await make(), False
        flight = self._flights.get(key)
        is_shared = flight is not None
        if flight is None:
            flight = self._flights[key] = _Flight(asyncio.create_task(make()))
        self._shared += is_shared
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task), is_shared
        finally:
            flight.waiting -= 1
            if not flight.waiting:
                flight.task.cancel()  # Nothing is done to what is done already.
                if self._flights.get(key) is flight:
                    del self._flights[key]
