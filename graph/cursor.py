"""Cursors: the sort keys of a row as opaque text, so that a page starts after that row.

A cursor carries a version, the order it belongs to and a checksum; it is no secret and
grants nothing.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any

import orjson

_VERSION = b"1"


def signature(order: str) -> int:
    """A number that tells orders apart: the CRC-32 of their text."""
    return binascii.crc32(order.encode())


def encode(order: int, values: Sequence[Any]) -> str:
    """The cursor of a row with these key values in the order with this signature."""
    content = orjson.dumps([order, *values])
    checksum = binascii.crc32(content).to_bytes(4, "big")
    return urlsafe_b64encode(_VERSION + checksum + content).decode().rstrip("=")


def decode(text: str, order: int) -> list[Any]:
    """The key values in a cursor.

    Raises ValueError with a sentence for the client when the text is no cursor of ours or
    belongs to another order.
    """
    try:
        raw = urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
    except (ValueError, UnicodeEncodeError):
        raise ValueError(_BROKEN) from None
    version, checksum, content = raw[:1], raw[1:5], raw[5:]
    if version != _VERSION or checksum != binascii.crc32(content).to_bytes(4, "big"):
        raise ValueError(_BROKEN)
    try:
        found, *values = orjson.loads(content)
    except (ValueError, TypeError):
        raise ValueError(_BROKEN) from None
    if found != order:
        raise ValueError(
            "this cursor belongs to a list in another order; start again without `after`"
        )
    return list(values)


_BROKEN = "this is not a cursor of ours; take it as it is from `endCursor` or an edge's `cursor`"
