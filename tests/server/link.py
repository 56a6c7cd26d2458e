"""A line to the database that can fail in every way: slow, dead, refused, cut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace

from graph.store import Address


@dataclass
class Link:
    """A TCP proxy to a database; it runs in the loop of the test.

    ``delay`` holds back each piece of what the database says (seconds); while ``silent`` nothing
    is passed on.
    """

    address: Address
    delay: float = 0.0
    silent: bool = False
    _port: int = 0
    _server: asyncio.Server | None = None
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _passing: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def through(self) -> Address:
        """The address of the database at our end."""
        return replace(self.address, uri=f"bolt://127.0.0.1:{self._port}")

    async def accept(self) -> None:
        """Let connections in, always on the same port."""
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    def refuse(self) -> None:
        """Refuse connections and cut those that are open, as a database that is gone."""
        assert self._server is not None
        self._server.close()
        self.cut()

    def cut(self) -> None:
        """Cut all connections."""
        for each in self._open:
            each.transport.abort()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, _, port = self.address.uri.rpartition("/")[2].partition(":")
        there, to_there = await asyncio.open_connection(host, int(port))
        self._open |= {writer, to_there}
        for source, sink, back in ((reader, to_there, False), (there, writer, True)):
            task = asyncio.create_task(self._pass(source, sink, back))
            self._passing.add(task)
            task.add_done_callback(self._passing.discard)

    async def _pass(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, back: bool
    ) -> None:
        with suppress(ConnectionError):
            while piece := await source.read(65536):
                while self.silent:
                    await asyncio.sleep(0.01)
                if back and self.delay:
                    await asyncio.sleep(self.delay)
                sink.write(piece)
        self._open.discard(sink)
        sink.close()

    async def close(self) -> None:
        """End it."""
        self.silent = False
        self.refuse()
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)


@asynccontextmanager
async def linked(address: Address) -> AsyncIterator[Link]:
    """A line to that database."""
    link = Link(address)
    await link.accept()
    try:
        yield link
    finally:
        await link.close()
