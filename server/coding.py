"""Content codings: which one a client accepts, and how a body is written in it.

zstd writes JSON several times faster than gzip does, and shorter; gzip is for the rest.
"""

from __future__ import annotations

import asyncio
import sys
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from server.negotiation import parameters

if sys.version_info >= (3, 14):
    from compression import zstd as zstd
else:
    from backports import zstd as zstd

IDENTITY = "identity"
"""The body as it is."""

LEAST = 1024
"""Bytes below which a body is sent as it is: it fits in a packet either way."""

ASIDE = 64 * 1024
"""Bytes above which a body is coded in a thread, so that nobody waits for it."""

CODE: Mapping[str, Callable[[bytes], bytes]] = {
    "zstd": partial(zstd.compress, level=3),
    "gzip": partial(zlib.compress, level=6, wbits=31),
}
"""The codings, those of the shortest bodies first."""


@lru_cache(maxsize=256)
def choose_coding(header: bytes | None) -> str:
    """The coding that an Accept-Encoding header prefers, by RFC 9110 section 12.5.3.

    Of equals, the one that is ours to prefer. Without a header, and where the header refuses
    everything that there is, the body is sent as it is: every client can read that.
    """
    if header is None:
        return IDENTITY
    qualities: dict[str, float] = {}
    for part in header.decode("latin-1").split(","):
        coding, given = parameters(part)
        try:
            qualities[coding] = float(given.get("q", "1"))
        except ValueError:
            continue
    others = qualities.get("*", 0.0)
    ranked = {coding: qualities.get(coding, others) for coding in CODE}
    best = max(ranked, key=lambda coding: ranked[coding])
    # Who prefers the body as it is says so; a client that says nothing of it takes it last.
    return best if ranked[best] > qualities.get(IDENTITY, 0.0) else IDENTITY


async def encode(body: bytes, coding: str) -> bytes:
    """A body in one of the codings."""
    if coding == IDENTITY:
        return body
    if len(body) < ASIDE:
        return CODE[coding](body)
    return await asyncio.to_thread(CODE[coding], body)
