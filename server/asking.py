"""How the other formats ask: GraphQL documents through the one service, as any client does.

So the same limits, plans and rules hold for them, and none has a query of its own kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from starlette.requests import Request

from graph.service import Answer, Outcome, Service
from schema import model
from server.graphql import STATUS
from server.responses import NO_HEADERS, RETRY_SOON, Refusal


class Unanswered(Refusal):
    """An operation of ours that got no answer, with the GraphQL errors that say why."""

    def __init__(self, answer: Answer) -> None:
        self._errors = answer.body
        first = orjson.loads(answer.body)["errors"][0]
        headers = RETRY_SOON if answer.outcome is Outcome.UNAVAILABLE else NO_HEADERS
        code = first["extensions"]["code"]
        super().__init__(STATUS[answer.outcome], first["message"], headers, code=code)

    def body(self) -> bytes:
        """The errors as the service gave them."""
        return self._errors


async def ask(
    service: Service, document: str, variables: Mapping[str, Any], *, timeout: float
) -> dict[str, Any]:
    """The data of an operation, which may take ``timeout`` seconds. Raises Unanswered."""
    answer = await service.execute(document, variables, timeout=timeout)
    if answer.outcome is not Outcome.DATA:
        raise Unanswered(answer)
    data: dict[str, Any] = orjson.loads(answer.body)["data"]
    return data


def base_of(request: Request) -> str:
    """The address under which the client reaches the service, without a slash at its end."""
    return str(request.base_url).rstrip("/")


VIEWS = {"Organization": "organizations", "Award": "awards", "Province": "provinces"}
"""The types of nodes that the explorer has a view of."""


def page_of(base: str, id: str) -> str:
    """The address of the page for people about a node: the explorer's, else the small one."""
    type = model().type_of_id(id)
    if type is not None and type.name in VIEWS:
        return f"{base}/{VIEWS[type.name]}/{quote(id, safe=':/')}"
    return f"{base}/reconcile/preview?{urlencode({'id': id})}"
