"""Which media type a client accepts, by RFC 9110 section 12.5.1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"

ANSWERS = (JSON, GRAPHQL_RESPONSE)
"""What an operation can be answered in. A wildcard means the first: clients that name no
type were written before the second existed."""

PAGES = (*ANSWERS, HTML)
"""What a GET may ask for: browsers name HTML, and get GraphiQL."""


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One range of an Accept header, such as ``text/*;q=0.5``."""

    type: str
    quality: float
    place: int
    charset: str | None

    def fits(self, media_type: str) -> bool:
        """Whether the range covers a media type, which is always sent as UTF-8."""
        if self.charset not in (None, "utf-8", "utf8"):
            return False
        main, _, sub = self.type.partition("/")
        return self.type in (media_type, "*/*") or (
            sub == "*" and media_type.startswith(f"{main}/")
        )

    @property
    def precision(self) -> int:
        """2 for a type, 1 for ``type/*``, 0 for ``*/*``."""
        return 2 - self.type.count("*")


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """A media type and its parameters, names and values in lower case."""
    type, *rest = value.split(";")
    pairs = (part.partition("=") for part in rest)
    return type.strip().lower(), {
        name.strip().lower(): text.strip().strip('"').lower() for name, _, text in pairs
    }


def _ranges(header: str) -> Iterator[MediaRange]:
    for place, part in enumerate(header.split(",")):
        type, given = parameters(part)
        try:
            quality = float(given.get("q", "1"))
        except ValueError:
            continue
        yield MediaRange(type, quality, place, given.get("charset"))


@lru_cache(maxsize=256)
def choose(header: str | None, offers: Sequence[str]) -> str | None:
    """The offer that an Accept header prefers, or None when it accepts none of them.

    The most precise range decides about each offer. Of equals, the one named first by
    the client wins, then the one offered first. No header accepts anything.
    """
    if header is None or not header.strip():
        return offers[0]
    ranges = list(_ranges(header))
    best: tuple[float, int, int] | None = None
    chosen = None
    for rank, offer in enumerate(offers):
        fitting = [one for one in ranges if one.fits(offer)]
        if offer == HTML:  # A page is for those who ask for one.
            fitting = [one for one in fitting if one.type == HTML]
        if not fitting:
            continue
        decisive = max(fitting, key=lambda one: one.precision)
        key = (decisive.quality, -decisive.place, -rank)
        if decisive.quality > 0 and (best is None or key > best):
            best, chosen = key, offer
    return chosen
