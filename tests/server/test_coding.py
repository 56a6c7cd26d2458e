from __future__ import annotations

import gzip

import pytest

from server.coding import ASIDE, IDENTITY, LEAST, choose_coding, encode, zstd

CHROME = b"gzip, deflate, br, zstd"


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        (None, IDENTITY),
        (b"", IDENTITY),
        (b"identity", IDENTITY),
        (b"br, deflate", IDENTITY),
        (b"gzip", "gzip"),
        (CHROME, "zstd"),
        (b"gzip, zstd;q=0.5", "gzip"),
        (b"GZIP;Q=0.5", "gzip"),
        (b"*", "zstd"),
        (b"*;q=0.1, gzip", "gzip"),
        (b"zstd;q=0, *", "gzip"),
        (b"gzip;q=0", IDENTITY),
        (b"gzip;q=0.5, identity", IDENTITY),
        (b"gzip;q=many", IDENTITY),
        (b"*;q=0", IDENTITY),
        (b"\xff\xfe;;;,,,=", IDENTITY),
    ],
)
def test_the_coding_that_a_client_prefers(header: bytes | None, coding: str) -> None:
    assert choose_coding(header) == coding


@pytest.mark.anyio
@pytest.mark.parametrize("size", [LEAST, ASIDE + 1])
async def test_a_body_comes_back_as_it_was(size: int) -> None:
    body = b"0123456789" * size
    assert zstd.decompress(await encode(body, "zstd")) == body
    assert gzip.decompress(await encode(body, "gzip")) == body
    assert await encode(body, IDENTITY) is body
