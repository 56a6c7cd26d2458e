"""Is the process alive, and can it answer?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from graph.service import Outcome, Service
from server.negotiation import JSON

PROBE = "{ dataset { number name checksum loadedAt shipped } }"
"""Answers when the database does, with null when nothing has been loaded."""

PROBE_TIMEOUT = 5.0
"""Seconds that /readyz waits for the database at most."""


async def alive(_: Request) -> Response:
    """200: the process answers."""
    return _json({"status": "alive"}, HTTPStatus.OK)


async def ready(request: Request) -> Response:
    """200 when the database answers and the dataset is there, else 503 and why.

    503 as well when the service is about to stop: whoever asks sends nothing more then.
    """
    if request.scope.get("draining"):
        return _not_ready({"message": "the service stops soon", "extensions": {"code": "DRAINING"}})
    monitor: Service = request.state.monitor
    answer = await monitor.execute(PROBE, timeout=PROBE_TIMEOUT)
    found = orjson.loads(answer.body)
    if answer.outcome is not Outcome.DATA:
        return _not_ready(found["errors"][0])
    if found["data"]["dataset"] is None:
        return _not_ready(
            {
                "message": "the database holds no dataset; run `govgraph load`",
                "extensions": {"code": "DATASET_MISSING"},
            }
        )
    return _json({"status": "ready", "dataset": found["data"]["dataset"]}, HTTPStatus.OK)


def _not_ready(error: dict[str, Any]) -> Response:
    reason = {"code": error["extensions"]["code"], "message": error["message"]}
    body = {"status": "not ready", "reasons": [reason]}
    return _json(body, HTTPStatus.SERVICE_UNAVAILABLE)


def _json(content: dict[str, Any], status: HTTPStatus) -> Response:
    headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
    return Response(orjson.dumps(content), status, headers, media_type=JSON)
