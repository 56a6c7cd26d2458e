"""Every error of govgraph that a user can meet, drawn as a tree.

GovgraphError
    DataError             DATA_INVALID       the dataset is wrong
    StoreError            STORE_FAILED       the database refused a statement
        StoreUnavailable  STORE_UNAVAILABLE  no answer: down or starting
            StoreBusy     SERVER_BUSY        not asked: too many operations at once
        StoreTimeout      STORE_TIMEOUT      it took too long
        StoreMemory       STORE_MEMORY       it needed too much memory
        StoreDenied       STORE_DENIED       wrong credentials, or no right to do it
    EngineError           ENGINE_FAILED      the local Neo4j cannot run
    FetchError            FETCH_FAILED       a file of the local Neo4j cannot be fetched
"""

from __future__ import annotations

from typing import ClassVar


class GovgraphError(Exception):
    """The root: its message names the input and what to do, its code is for programs."""

    code: ClassVar[str] = "FAILED"


class DataError(GovgraphError):
    """The dataset breaks a rule."""

    code = "DATA_INVALID"


class StoreError(GovgraphError):
    """The database refused or could not run a statement.

    ``meaning`` is for everyone; the whole message also has the words of the database and
    its address, which are for its operator alone.
    """

    code = "STORE_FAILED"

    def __init__(self, meaning: str, detail: str = "") -> None:
        super().__init__(f"{meaning} ({detail})" if detail else meaning)
        self.meaning = meaning


class StoreUnavailable(StoreError):
    """The database does not answer; the same may work later."""

    code = "STORE_UNAVAILABLE"


class StoreBusy(StoreUnavailable):
    """All connections are busy and the line is full, or moved too slowly."""

    code = "SERVER_BUSY"


class StoreTimeout(StoreError):
    """A statement took longer than it was allowed."""

    code = "STORE_TIMEOUT"


class StoreMemory(StoreError):
    """A statement needed more memory than the database grants a transaction."""

    code = "STORE_MEMORY"


class StoreDenied(StoreError):
    """The credentials are wrong, or do not allow what was asked."""

    code = "STORE_DENIED"


class EngineError(GovgraphError):
    """The local Neo4j cannot be run."""

    code = "ENGINE_FAILED"


class FetchError(GovgraphError):
    """A file that the local Neo4j needs cannot be fetched."""

    code = "FETCH_FAILED"
