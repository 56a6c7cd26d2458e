"""Has a request answered, and explained where it asks for that."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from graph.errors import StoreError
from graph.explaining import Explainer, explain
from graph.limits import Limits
from graph.observation import Observation
from graph.service import Answer, Outcome, Service
from server.requests import Request

log = logging.getLogger(__name__)


async def answer(
    state: Mapping[str, Any], query: str, request: Request, limits: Limits, noted: Observation
) -> Answer:
    """The answer to a request for the document ``query``.

    ``state`` is that of the lifespan; ``limits.time`` bounds each statement.
    """
    service: Service = state["service"]
    asked = (query, request.variables, request.operation_name)
    answer = await service.execute(*asked, timeout=limits.time, observation=noted)
    if answer.outcome is not Outcome.DATA:
        return answer
    extensions: dict[str, Any] = {}
    if request.cost:
        extensions["cost"] = {"cost": answer.cost, "limit": limits.cost}
    if request.explain:
        extensions["explain"] = await _explanation(
            service, state["store"], asked, request.explain, limits.time
        )
    return replace(answer, body=_extended(answer.body, extensions)) if extensions else answer


async def _explanation(
    service: Service,
    store: Explainer,
    asked: tuple[str, Mapping[str, Any] | None, str | None],
    how: str,
    timeout: float,
) -> Mapping[str, Any]:
    try:
        explained = await explain(service, store, *asked, profile=how == "profile", timeout=timeout)
    except StoreError as error:  # The answer is there, and is not withheld.
        log.warning("%s: %s", error.code, error)
        return {"error": {"message": error.meaning, "code": error.code}}
    return explained.as_dict()


def _extended(body: bytes, extensions: Mapping[str, Any]) -> bytes:
    """A response with extensions, in front of what there is."""
    added = orjson.dumps({"extensions": extensions})
    return added[:-1] + b"," + body[1:]
