"""The driver's errors as ours, in one table."""

from __future__ import annotations

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    DatabaseUnavailable,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import (
    StoreDenied,
    StoreError,
    StoreMemory,
    StoreTimeout,
    StoreUnavailable,
)
from graph.store.address import Address

FAILED = "Neo.DatabaseError.Transaction.TransactionStartFailed"
"""The code with which a database answers that has met a critical error."""

_BY_CODE: dict[str, tuple[type[StoreError], str]] = {
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": (
        StoreMemory,
        "a statement needs more memory than a transaction is granted; ask for less",
    ),
    "Neo.TransientError.General.OutOfMemoryError": (
        StoreMemory,
        "the database ran out of memory; ask for less, or give it a larger heap",
    ),
    "Neo.ClientError.Transaction.TransactionTimedOut": (
        StoreTimeout,
        "a statement took longer than the database allows; ask for less",
    ),
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": (
        StoreTimeout,
        "a statement took longer than it was allowed; ask for less, or allow more time",
    ),
    "Neo.ClientError.Statement.AccessMode": (
        StoreDenied,
        "a read must not write",
    ),
    FAILED: (
        StoreUnavailable,
        "the database has failed and has to be started again; try again later",
    ),
    "Neo.DatabaseError.Transaction.TransactionLogError": (
        StoreError,
        "the database could not write the transaction, and nothing of it is there; is its disk "
        "full?",
    ),
    "Neo.ClientError.Database.DatabaseNotFound": (
        StoreError,
        "the server has no such database; check NEO4J_DATABASE",
    ),
}

_BY_TYPE: tuple[tuple[type[Exception], type[StoreError], str], ...] = (
    (AuthError, StoreDenied, "the database refuses the credentials; check user and password"),
    (Forbidden, StoreDenied, "the user of the database has no right to do this"),
    (ConnectionAcquisitionTimeoutError, StoreUnavailable, "the database does not answer in time"),
    (ServiceUnavailable, StoreUnavailable, "the database does not answer; is it running?"),
    (SessionExpired, StoreUnavailable, "the connection to the database was lost; try again"),
    (DatabaseUnavailable, StoreUnavailable, "the database is not online yet; try again"),
    (ConfigurationError, StoreError, "the database cannot be used so; check NEO4J_URI"),
    (DriverError, StoreError, "the database cannot be used so"),
    (Neo4jError, StoreError, "the database refused a statement"),
)


def translated(error: DriverError | Neo4jError, address: Address) -> StoreError:
    """The error as one of ours; its message says what the database said, and where it is."""
    kind, meaning = _meaning(error)
    detail = getattr(error, "message", None) or str(error) or type(error).__name__
    return kind(meaning, f"{address.uri}, database {address.database}: {detail}")


def _meaning(error: DriverError | Neo4jError) -> tuple[type[StoreError], str]:
    code = getattr(error, "code", None)
    if code in _BY_CODE:
        return _BY_CODE[code]
    for theirs, ours, meaning in _BY_TYPE:
        if isinstance(error, theirs):
            return ours, meaning
    return StoreError, "the database refused a statement"


def may_pass(error: DriverError | Neo4jError) -> bool:
    """Whether the same may work at once, or on another connection.

    Lack of memory is called transient too, but would only come again.
    """
    return error.is_retryable() and not issubclass(_meaning(error)[0], StoreMemory)
