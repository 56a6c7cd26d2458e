"""Asks a server that was just started: whether it is there, and what it will be asked later."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.errors import EngineError
from graph.store.child import WrongPassword
from graph.store.folder import USER
from graph.store.translation import FAILED

FURNISHING = (
    "CREATE CONSTRAINT c IF NOT EXISTS FOR (n:T) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX r IF NOT EXISTS FOR (n:T) ON (n.name, n.id)",
    "CREATE TEXT INDEX t IF NOT EXISTS FOR (n:T) ON (n.name)",
    "CREATE FULLTEXT INDEX f IF NOT EXISTS FOR (n:T) ON EACH [n.name]",
    "CALL db.awaitIndexes(300)",
    "UNWIND range(1, 50) AS i MERGE (a:T {id: i}) SET a.name = toString(i) "
    "MERGE (b:T {id: i % 7}) MERGE (a)-[:R]->(b)",
)
TRAINING = (
    "CALL () { OPTIONAL MATCH (n:T) WHERE n.name IS NOT NULL WITH n ORDER BY n.name DESC LIMIT 1 "
    "RETURN CASE WHEN n IS NOT NULL THEN [n.id, n.name] END AS one } "
    "CALL () { MATCH (n:T {id: $i}) CALL (n) { MATCH (n)-[:R]->(m) WITH m ORDER BY m.id LIMIT 5 "
    "RETURN collect([m.id, m.name]) AS page } RETURN collect([n.id, page]) AS many } "
    "CALL () { CALL db.index.fulltext.queryNodes('f', '1') YIELD node, score "
    "RETURN collect([node.id, score]) AS hits } RETURN one, many, hits",
)
ROUNDS = 10


def answers(uri: str, password: str) -> bool:
    """Whether the database lets us in; WrongPassword when it refuses the password.

    It does so once its databases have started. No statement is run: the first is the slowest,
    and whoever waits has one of his own.
    """
    host, _, port = uri.rpartition("/")[2].partition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=0.5), _driver(uri, password) as at:
            at.verify_connectivity()
    except AuthError:
        raise WrongPassword from None
    except (OSError, DriverError, Neo4jError):
        return False
    return True


def has_failed(uri: str, password: str) -> bool:
    """Whether the database can begin no transaction any more, until it is started again."""
    try:
        with _driver(uri, password) as at:
            at.execute_query("RETURN 1", database_="neo4j")
    except Neo4jError as error:
        return error.code == FAILED
    except (OSError, DriverError):
        return False  # Busy, starting or gone: that is seen elsewhere.
    return False


def _driver(uri: str, password: str) -> Driver:
    return GraphDatabase.driver(
        uri,
        auth=(USER, password),
        connection_timeout=2.0,
        connection_acquisition_timeout=2.0,  # another program may listen and say nothing
        max_transaction_retry_time=0,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
    )


def furnish(uri: str, password: str, cancelled: threading.Event) -> None:
    """Give the store of a server in training what stores have: indexes of each kind, nodes."""
    _run(FURNISHING, uri, password, cancelled)


def exercise(uri: str, password: str, cancelled: threading.Event) -> None:
    """Run what a server in training is to learn."""
    _run(TRAINING * ROUNDS, uri, password, cancelled)


def _run(statements: Iterable[str], uri: str, password: str, cancelled: threading.Event) -> None:
    try:
        with GraphDatabase.driver(
            uri,
            auth=(USER, password),
            max_transaction_retry_time=0,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        ) as driver:
            for i, statement in enumerate(statements):
                if cancelled.is_set():
                    return
                driver.execute_query(statement, i=i, database_="neo4j")
    except (DriverError, Neo4jError) as error:
        if not cancelled.is_set():
            raise EngineError(f"the server in training does not answer: {error}") from error
