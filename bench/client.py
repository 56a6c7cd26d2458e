"""An HTTP client that costs next to nothing: it shares the machine with what it measures."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from time import perf_counter
from typing import cast
from urllib.parse import urlencode

import orjson

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


class RequestFailed(Exception):
    """The server answered with another status than 200 or 304, or not at all."""


class Connection(asyncio.Protocol):
    """A connection that is kept open, or opened again; one request at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[bytes] | None = None
        self._received = bytearray()
        self._needed = 0
        self._body = 0

    @classmethod
    async def open(cls, port: int) -> Connection:
        """Connect to a port of the loopback interface."""
        connection = cls(port)
        await connection._connect()
        return connection

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self, "127.0.0.1", self._port)

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it: a service does so with those that nobody uses."""
        return self._transport is not None and not self._transport.is_closing()

    def close(self) -> None:
        """Close it."""
        assert self._transport is not None
        self._transport.close()

    async def ask(self, request: bytes) -> bytes:
        """Send a whole request and wait for the body of its response. Raises RequestFailed."""
        if not self.is_open:  # Some services close what others are asked beside it for too long.
            await self._connect()
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Collect until the length that the headers announce is there."""
        received = self._received
        received += data
        if not self._needed and not self._read_head():
            return
        if len(received) >= self._needed:
            body = bytes(received[self._body : self._needed])
            received.clear()
            self._needed = 0
            assert self._answer is not None
            self._answer.set_result(body)

    def connection_lost(self, error: Exception | None) -> None:
        """Fail the request that waits."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(RequestFailed(f"the connection was lost: {error}"))

    def _read_head(self) -> bool:
        end = self._received.find(_END)
        if end < 0:
            return False
        head = bytes(self._received[:end]).lower()
        if not head.startswith((b"http/1.1 200", b"http/1.1 304")):
            assert self._answer is not None
            assert self._transport is not None
            self._answer.set_exception(RequestFailed(bytes(self._received).decode()))
            self._transport.abort()  # The rest of it is not read.
            return False
        _, _, length = head.partition(_LENGTH)  # 304 has none, and no body
        self._body = end + len(_END)
        self._needed = self._body + int(length.split(b"\r\n", 1)[0] or 0)
        return True


def post(path: str, content: object) -> bytes:
    """A request that posts JSON."""
    body = orjson.dumps(content)
    head = (
        f"POST {path} HTTP/1.1\r\nhost: localhost\r\naccept: application/json\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body


def get(path: str, parameters: Mapping[str, object], known: str | None = None) -> bytes:
    """A request that gets a path; ``known`` is the entity tag of what the client has."""
    query = f"?{urlencode(parameters)}" if parameters else ""
    head = f"GET {path}{query} HTTP/1.1\r\nhost: localhost\r\naccept: application/json\r\n"
    condition = f"if-none-match: {known}\r\n" if known else ""
    return f"{head}{condition}\r\n".encode("ascii")


async def latency(connection: Connection, request: bytes) -> float:
    """Seconds that a request takes."""
    start = perf_counter()
    await connection.ask(request)
    return perf_counter() - start


async def throughput(
    connections: list[Connection], requests: Iterator[bytes], seconds: float
) -> float:
    """Requests answered in a second, one after the other on each connection."""
    start = perf_counter()
    end = start + seconds

    async def work(connection: Connection) -> int:
        count = 0
        while perf_counter() < end:
            await connection.ask(next(requests))
            count += 1
        return count

    counts = await asyncio.gather(*(work(each) for each in connections))
    return sum(counts) / (perf_counter() - start)
