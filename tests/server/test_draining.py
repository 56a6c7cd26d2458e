"""A stop, seen by those who ask meanwhile; no database is needed for that."""

from __future__ import annotations

import asyncio
import dataclasses
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from server.app import create
from server.draining import Server
from server.metrics import Metrics
from server.running import configured
from tests.server.live import SETTINGS, nowhere

QUESTION = {"query": "{ __typename }"}


@contextmanager
def serving(
    app: ASGIApp | None = None, **given: Any
) -> Iterator[tuple[str, Server, threading.Thread]]:
    """The URL of a service that can be sent signals, and its thread."""
    settings = dataclasses.replace(SETTINGS, **given)
    config = configured(app or create(settings, nowhere()), settings, Metrics())
    up = threading.Event()
    server = Server(config, settings.drain, up.set)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        assert up.wait(30)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}", server, thread
        finally:
            server.handle_exit(signal.SIGINT, None)
            thread.join(10)
            assert not thread.is_alive()


def test_it_answers_while_it_drains_and_then_ends() -> None:
    with serving(drain=1.5) as (url, server, thread), httpx.Client(base_url=url) as client:
        before = client.post("/graphql", json=QUESTION)
        assert "connection" not in before.headers
        server.handle_exit(signal.SIGTERM, None)
        began = time.monotonic()
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["reasons"][0]["code"]) == (503, "DRAINING")
        answer = client.post("/graphql", json=QUESTION)
        assert (answer.status_code, answer.headers["connection"]) == (200, "close")
        server.handle_exit(signal.SIGTERM, None)  # said again, it begins no second time
        thread.join(10)
        assert 1.0 < time.monotonic() - began < 8
        with pytest.raises(httpx.ConnectError):
            client.get("/healthz")


def test_ctrl_c_does_not_wait_for_the_drain() -> None:
    with serving(drain=60.0) as (_, server, thread):
        server.handle_exit(signal.SIGTERM, None)
        server.handle_exit(signal.SIGINT, None)
        thread.join(5)
        assert not thread.is_alive()


class Endless:
    """An application that never answers."""

    def __init__(self) -> None:
        self.asked = threading.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.asked.set()
            await asyncio.Event().wait()


def test_what_is_still_running_at_the_end_is_told() -> None:
    app = Endless()
    with (
        serving(app, grace=0.2) as (url, server, _),
        ThreadPoolExecutor() as threads,
    ):
        waiting = threads.submit(httpx.get, url, timeout=30)
        assert app.asked.wait(10)
        server.handle_exit(signal.SIGTERM, None)
        answer = waiting.result(30)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.headers["connection"] == "close"
    assert answer.json()["errors"][0]["extensions"]["code"] == "SERVICE_STOPPING"
