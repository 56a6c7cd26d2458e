"""Logs: one line for each event, for people or as JSON; never a variable, header or key."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

LEVELS = ("debug", "info", "warning", "error")
FORMATS = ("console", "json")

REQUEST_ID: ContextVar[str | None] = ContextVar("REQUEST_ID", default=None)
"""The id of the request that is being answered, for whatever is logged meanwhile."""

PLAIN = re.compile(r"[\w.:/+@-]+", re.ASCII)
"""A value that needs no quotes; any other could pretend to be a field or a line."""

HUSHED = ("neo4j", "uvicorn.access")
"""The one's debug messages hold the parameters of statements, the other's lines whole URLs."""


def configure(level: str, form: str) -> None:
    """Write what is logged from a level up to standard error; may be called again."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if form == "json" else ConsoleFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in HUSHED:
        logging.getLogger(name).setLevel(logging.WARNING)


def fields(**values: object) -> dict[str, Any]:
    """What a message says besides its text, for ``extra``; None counts as not said."""
    return {"fields": {name: value for name, value in values.items() if value is not None}}


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        event = {
            "time": f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S.%f}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            event["exception"] = self.formatException(record.exc_info)
        # Not by orjson, which refuses a lone surrogate that a client may have sent.
        return json.dumps(event, default=str)


class ConsoleFormatter(logging.Formatter):
    """Time, level, text and fields; a line break in a value is shown, not made."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and below it the trace of an exception."""
        time = datetime.fromtimestamp(record.created)
        parts = [f"{time:%H:%M:%S}", record.levelname.lower(), _one_line(record.getMessage())]
        parts += [f"{name}={_quoted(value)}" for name, value in _fields(record).items()]
        if record.exc_info:
            parts.append("\n" + self.formatException(record.exc_info))
        return " ".join(parts)


def _fields(record: logging.LogRecord) -> Mapping[str, Any]:
    given: dict[str, Any] = getattr(record, "fields", {})
    id = REQUEST_ID.get()
    return given if id is None or "request" in given else {**given, "request": id}


def _one_line(text: str) -> str:
    return text if text.isprintable() else json.dumps(text)[1:-1]


def _quoted(value: object) -> str:
    text = str(value)
    return text if PLAIN.fullmatch(text) else json.dumps(text)
