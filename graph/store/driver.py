"""Runs statements in Neo4j."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from types import TracebackType
from typing import Any, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncResult,
    AsyncSession,
    Query,
)
from neo4j.api import AsyncBookmarkManager
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import StoreTimeout
from graph.operators import DatabasePlan, Explain
from graph.store.address import Address
from graph.store.admission import QUEUE, Admission, Load
from graph.store.profiling import database_plan
from graph.store.translation import may_pass, translated

T = TypeVar("T")
Rows = list[list[Any]]
Run = Callable[[str, Mapping[str, Any]], Awaitable[Rows]]
"""Runs one statement of a transaction."""
Take = Callable[[AsyncResult], Awaitable[T]]
"""What is taken from the result of a statement."""

CONNECT = 1.5
"""Seconds to reach the database and log in before it counts as down."""
AT_ONCE = 0.5
"""Seconds within which a read must have failed to be tried again: what failed slowly will."""
RETRY = 5.0
"""Seconds in which a write transaction is tried again."""
FIRST_PAUSE = 0.1
"""Seconds before the second try of a write; twice as long before each further one."""
SLACK = 2.0
"""Seconds that an answer may be late before the connection is given up."""
LEAST = 0.001
"""Seconds that a statement is given at least: to the database, 0 means no limit."""


class Store:
    """One database and the pool of connections to it; made once in a process.

    ``pool_size`` statements run at once and ``queue`` more wait. ``statements`` counts what was
    sent. Every error is a StoreError.

    Of a cluster (an address with ``neo4j://``), reads go to followers and writes to the leader.
    Whoever has seen a version through this store sees no earlier one afterwards: each session
    begins where the others ended, by the bookmarks of causal consistency.
    """

    def __init__(self, address: Address, *, pool_size: int = 16, queue: int = QUEUE) -> None:
        self.address = address
        self.statements = 0
        self._admission = Admission(pool_size, queue)
        # A single server is always up to date with itself, and need not be told.
        self._bookmarks: AsyncBookmarkManager = (
            AsyncGraphDatabase.bookmark_manager() if address.routes else _NoBookmarks()
        )
        self._readers: list[AsyncSession] = []
        # Both connect when they are first used: a service uses one, a loader the other.
        self._driver = _driver(address, pool_size)
        self._bounded = _without_timeouts(_driver(address, pool_size))

    async def __aenter__(self) -> Store:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        for session in self._readers:
            await session.close()
        self._readers.clear()
        await self._bounded.close()
        await self._driver.close()

    @property
    def load(self) -> Load:
        """How busy it is now."""
        return self._admission.load

    async def ping(self) -> None:
        """Return when the database answers a statement."""
        await self.read("RETURN 1", {})

    async def read(
        self, statement: str, parameters: Mapping[str, Any], *, timeout: float | None = None
    ) -> Rows:
        """The rows of a statement that only reads, in one round trip.

        ``timeout``: the seconds it may take; without one the server's own limit holds.
        """
        return await self._limited(AsyncResult.values, statement, parameters, timeout)

    async def explain(
        self,
        statement: str,
        parameters: Mapping[str, Any],
        explain: Explain = Explain.PLAN,
        *,
        timeout: float | None = None,
    ) -> DatabasePlan:
        """The database's plan of a statement that only reads, under the limits of a read.

        It is not run unless ``explain`` is PROFILE.
        """
        began = time.perf_counter()
        text = explain.value + statement
        summary = await self._limited(AsyncResult.consume, text, parameters, timeout)
        return database_plan(summary, time.perf_counter() - began)

    async def _limited(
        self, take: Take[T], statement: str, parameters: Mapping[str, Any], timeout: float | None
    ) -> T:
        began = time.monotonic()
        deadline, limit = (None, None) if timeout is None else (began + timeout, timeout + SLACK)
        session_for = self._patient_reader if timeout is None else self._reader
        asked = (take, statement, parameters, session_for, deadline)
        try:
            async with asyncio.timeout(limit):
                try:
                    return await self._autocommit(*asked)
                except (DriverError, Neo4jError) as error:
                    # A connection may have died in the pool. A read can be repeated safely.
                    if not may_pass(error) or time.monotonic() - began > AT_ONCE:
                        raise
                return await self._autocommit(*asked)
        except TimeoutError as error:
            raise StoreTimeout(f"the database did not answer within {limit:g} s") from error
        except (DriverError, Neo4jError) as error:
            raise translated(error, self.address) from error

    async def _autocommit(
        self,
        take: Take[T],
        statement: str,
        parameters: Mapping[str, Any],
        session_for: Callable[[], AbstractAsyncContextManager[AsyncSession]],
        deadline: float | None = None,
    ) -> T:
        left = None if deadline is None else _left(deadline)
        async with self._admission.place(left), session_for() as session:
            self.statements += 1
            query: Any = (
                statement if deadline is None else Query(statement, timeout=_left(deadline))
            )
            result = await session.run(query, parameters)  # type: ignore[arg-type]
            return await take(result)

    def _writer(self) -> AsyncSession:
        return self._session(self._driver, WRITE_ACCESS)

    def _patient_reader(self) -> AsyncSession:
        return self._session(self._driver, READ_ACCESS)

    def _reader(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A session for reads that we end ourselves, kept for the next unless one fails in it.

        To make one costs a tenth of a small statement; it holds a connection only while it reads.
        """
        if self._readers:
            session = self._readers.pop()
        else:
            session = self._session(self._bounded, READ_ACCESS)
        return _Kept(session, self._readers)

    def _session(self, driver: AsyncDriver, access: str) -> AsyncSession:
        """A session, for one who has a place, and will find a connection free."""
        return driver.session(
            database=self.address.database,
            default_access_mode=access,
            fetch_size=-1,
            bookmark_manager=self._bookmarks,
        )

    async def execute(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run one statement in a transaction that it may manage itself.

        For what cannot share a transaction: CREATE CONSTRAINT, CALL { } IN TRANSACTIONS.
        It is not repeated after an error.
        """
        try:
            return await self._autocommit(
                AsyncResult.values, statement, parameters or {}, self._writer
            )
        except (DriverError, Neo4jError) as error:
            raise translated(error, self.address) from error

    async def write(self, work: Callable[[Run], Awaitable[T]]) -> T:
        """Run ``work`` in one transaction: all that it writes is there afterwards, or nothing.

        ``work`` is called again when the transaction fails in a way that may pass (a deadlock,
        a lost connection); not when it needs more memory than it is granted. An error that it
        raises itself undoes the transaction.
        """
        limit = time.monotonic() + RETRY
        pause = FIRST_PAUSE
        while True:
            try:
                return await self._attempt(work)
            except (DriverError, Neo4jError) as error:
                if time.monotonic() > limit or not may_pass(error):
                    raise translated(error, self.address) from error
            await asyncio.sleep(pause * random.uniform(0.8, 1.2))
            pause *= 2

    async def _attempt(self, work: Callable[[Run], Awaitable[T]]) -> T:
        # Not the driver's managed transaction: that one tries again when memory is lacking.
        async with (
            self._admission.place(),
            self._writer() as session,
            await session.begin_transaction() as transaction,
        ):

            async def run(statement: str, parameters: Mapping[str, Any]) -> Rows:
                self.statements += 1
                result = await transaction.run(statement, parameters)  # type: ignore[arg-type]
                return await result.values()

            outcome = await work(run)
            await transaction.commit()
            return outcome


class _Kept:
    """A session, kept for the next one when it is left without an error.

    A generator in its stead costs more than entering.
    """

    __slots__ = ("_kept", "_session")

    def __init__(self, session: AsyncSession, kept: list[AsyncSession]) -> None:
        self._session = session
        self._kept = kept

    async def __aenter__(self) -> AsyncSession:
        return self._session

    async def __aexit__(self, *raised: Any) -> None:
        if raised[0] is None:
            self._kept.append(self._session)
        else:
            await self._session.__aexit__(*raised)  # type: ignore[no-untyped-call]


class _NoBookmarks(AsyncBookmarkManager):
    """Remembers nothing: a database that was set back would wait for what it never had."""

    async def update_bookmarks(
        self, previous_bookmarks: Collection[str], new_bookmarks: Collection[str]
    ) -> None:
        """Forget them."""

    async def get_bookmarks(self) -> Collection[str]:
        """None."""
        return ()


def _driver(address: Address, pool_size: int) -> AsyncDriver:
    return AsyncGraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        connection_timeout=CONNECT,
        # Nobody waits in the driver for a free connection, so that this is for new ones.
        connection_acquisition_timeout=CONNECT,
        max_connection_pool_size=pool_size,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        user_agent="govgraph",
    )


def _without_timeouts(driver: AsyncDriver) -> AsyncDriver:
    """Have a driver read and write for as long as its caller waits.

    It gives up a write after 30 s, and a read after what the server says (the hint
    `connection.recv_timeout_seconds`, two minutes). Before Python 3.12 it makes a task and a
    timer to do so, seven times in an answer: a fifth of the work on a small one. No setting
    turns both off; a later driver that keeps its connections elsewhere keeps the timeouts.
    """
    with suppress(AttributeError):
        pool = driver._pool
        open_connection = pool.opener

        async def opened(*args: Any, **kwargs: Any) -> Any:
            connection = await open_connection(*args, **kwargs)
            with suppress(AttributeError):
                connection.socket.set_read_timeout(None)
                connection.socket.set_write_timeout(None)
            return connection

        pool.opener = opened
    return driver


def _left(deadline: float) -> float:
    """The seconds until a moment; what was spent in line is not granted again."""
    return max(deadline - time.monotonic(), LEAST)
