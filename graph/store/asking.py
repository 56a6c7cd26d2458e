"""Asks a server that was just started: whether it is there, and what it will be asked later."""

from __future__ import annotations

import socket
import threading

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.errors import EngineError
from graph.store.child import WrongPassword
from graph.store.folder import USER

TRAINING = (
    "MERGE (n:T {id: $i}) WITH n CALL (n) { OPTIONAL MATCH (n)-[:R]->(m) "
    "WITH m ORDER BY m.id LIMIT 5 RETURN collect(m {.id}) AS page } RETURN n {.id, page: page}"
)
ROUNDS = 10


def answers(uri: str, password: str) -> bool:
    """Whether the database lets us in; WrongPassword when it refuses the password.

    It does so once its databases have started. No statement is run: the first is the slowest,
    and whoever waits has one of his own.
    """
    host, _, port = uri.rpartition("/")[2].partition(":")
    try:
        with (
            socket.create_connection((host, int(port)), timeout=0.5),
            GraphDatabase.driver(
                uri,
                auth=(USER, password),
                connection_timeout=2.0,
                connection_acquisition_timeout=2.0,  # another program may listen and say nothing
                max_transaction_retry_time=0,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
            ) as driver,
        ):
            driver.verify_connectivity()
    except AuthError:
        raise WrongPassword from None
    except (OSError, DriverError, Neo4jError):
        return False
    return True


def exercise(uri: str, password: str, cancelled: threading.Event) -> None:
    """Run what a server in training is to learn."""
    try:
        with GraphDatabase.driver(
            uri, auth=(USER, password), max_transaction_retry_time=0, telemetry_disabled=True
        ) as driver:
            for i in range(ROUNDS):
                if cancelled.is_set():
                    return
                driver.execute_query(TRAINING, i=i, database_="neo4j")
    except (DriverError, Neo4jError) as error:
        if not cancelled.is_set():
            raise EngineError(f"the server in training does not answer: {error}") from error
