"""The graph as one version of the data left it, read page by page.

An export takes longer than a statement, and a load may come in between. So each page is followed
by the question whether the version is still the same: versions only grow, so if it is, none of
what was read is of a later one. From the first page on that fails, what follows (and that page
again) is asked with `knownAt` the version. Until then it is not, for that costs more.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from graph.model import MAX_PAGE, NodeType, Root
from graph.service import Outcome, Service
from server.exports.columns import Column, Row
from server.responses import error_body

PAGE = MAX_PAGE
"""How many nodes are asked for at a time."""

TRIES = 10
"""How often a page is asked for that the database does not answer, once an export has begun: what
was sent is not thrown away because the database is busy, or starts again."""

TOO_MUCH = "LIMIT_EXCEEDED"
"""The code of what asks for more than an operation may: the next page is half as large."""

PAUSE = 1.0
"""Seconds before it is asked for again."""

VERSION = "number name checksum licence loadedAt"

NOW = f"query Version {{ dataset {{ {VERSION} }} }}"

THEN = f"""query Version($knownAt: DateTime!) {{
  datasetVersions(where: {{loadedAt: {{lte: $knownAt}}}}, orderBy: [{{number: DESC}}], first: 1) {{
    nodes {{ {VERSION} }}
  }}
}}"""

STILL = """query Still($loadedAt: DateTime!) {
  dataset { number }
  datasetVersions(where: {loadedAt: {eq: $loadedAt}}) { nodes { number checksum } }
}"""


GONE = "the database was emptied or replaced while it was exported; start again"


class ExportError(Exception):
    """An operation of an export that was not answered: the GraphQL errors as JSON, and why."""

    def __init__(self, body: bytes, outcome: Outcome) -> None:
        errors = orjson.loads(body)["errors"]
        self.body = body
        self.outcome = outcome
        self.code: str = errors[0]["extensions"]["code"]
        super().__init__("; ".join(each["message"] for each in errors))


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the data, as `DatasetVersion` tells of it."""

    number: int
    name: str
    checksum: str
    licence: str
    loaded_at: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The nodes of a list that are exported, with their columns.

    ``given`` are the arguments of the list: `where`, `orderBy`, `asOf`, `knownAt`.
    """

    root: Root
    type: NodeType
    columns: tuple[Column, ...]
    given: Mapping[str, Any]

    def only(self, columns: tuple[Column, ...]) -> Selection:
        """The same nodes with other columns."""
        return replace(self, columns=columns)

    def operation(self) -> str:
        """The operation for a page of them."""
        types = {
            "where": f"{self.type.name}Filter",
            "orderBy": f"[{self.type.name}Order!]",
            "asOf": "Date",
            "knownAt": "DateTime",
            "first": "Int",
            "after": "String",
        }
        variables = ", ".join(f"${name}: {type}" for name, type in types.items())
        arguments = ", ".join(f"{name}: ${name}" for name in types)
        fields = " ".join(each.selection() for each in self.columns)
        return (
            f"query Export({variables}) {{ {self.root.name}({arguments}) {{ "
            f"nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }}"
        )

    def count(self) -> str:
        """The operation for their number."""
        return (
            f"query Count($where: {self.type.name}Filter, $asOf: Date, $knownAt: DateTime) {{ "
            f"{self.root.name}(where: $where, asOf: $asOf, knownAt: $knownAt) {{ totalCount }} }}"
        )

    def rest(self, column: Column) -> str:
        """The operation for the further nodes of a relation of one of them."""
        page = column.page(f"first: {PAGE}, after: $after")
        return (
            "query Rest($id: ID!, $after: String, $asOf: Date, $knownAt: DateTime) { "
            "node(id: $id, asOf: $asOf, knownAt: $knownAt) { "
            f"... on {self.type.name} {{ {page} }} }} }}"
        )


class Snapshot:
    """Reads what one version of the data said; made by :meth:`open`.

    ``timeout`` (seconds) bounds each statement, ``page`` says how many nodes are asked for at a
    time. Everything raises ExportError.
    """

    def __init__(
        self,
        service: Service,
        timeout: float,
        version: Version,
        known_at: str | None,
        page: int = PAGE,
    ) -> None:
        self.version = version
        self._page = page
        self._service = service
        self._timeout = timeout
        self._known_at = known_at
        self._has_begun = False

    @classmethod
    async def open(
        cls, service: Service, timeout: float, known_at: str | None = None, page: int = PAGE
    ) -> Snapshot | None:
        """The version of now, or of a time; None when nothing was loaded then."""
        if known_at is None:
            found = (await _ask(service, NOW, {}, timeout))["dataset"]
        else:
            data = await _ask(service, THEN, {"knownAt": known_at}, timeout)
            found = next(iter(data["datasetVersions"]["nodes"]), None)
        if found is None:
            return None
        version = Version(
            found["number"],
            found["name"],
            found["checksum"],
            found["licence"] or "NOASSERTION",
            found["loadedAt"],
        )
        return cls(service, timeout, version, known_at, page)

    async def pages(self, selection: Selection) -> AsyncIterator[list[Row]]:
        """All nodes of a selection, page by page; at least one page, which may be empty."""
        operation, after, is_more = selection.operation(), None, True
        while is_more:
            asked = {**selection.given, "first": self._page, "after": after}
            try:
                page = (await self._ask(operation, asked))[selection.root.name]
            except ExportError as error:
                if error.code != TOO_MUCH or self._page == 1:
                    raise
                self._page //= 2  # Limits are what an operator sets: an export keeps to them.
                continue
            after, is_more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
            rows = [await self._row(selection, node) for node in page["nodes"]]
            self._has_begun = True
            yield rows

    async def count(self, selection: Selection) -> int:
        """How many nodes a selection has."""
        asked = {name: each for name, each in selection.given.items() if name != "orderBy"}
        counted: int = (await self._ask(selection.count(), asked))[selection.root.name][
            "totalCount"
        ]
        return counted

    async def _row(self, selection: Selection, node: dict[str, Any]) -> Row:
        """A row of a node: lists in place of their pages."""
        for column in selection.columns:
            if column.is_paged:
                node[column.name] = await self._all(selection, column, node)
            elif column.tells_documents:
                found = (each["document"] for each in node[column.name])
                node[column.name] = list({each["id"]: each for each in found}.values())
        return node

    async def _all(
        self, selection: Selection, column: Column, node: Mapping[str, Any]
    ) -> list[Row]:
        """All nodes of a relation; the first of them are there."""
        page = node[column.name]
        found: list[Row] = page["nodes"]
        given = {name: each for name, each in selection.given.items() if name in ("asOf",)}
        while page["pageInfo"]["hasNextPage"]:
            asked = {**given, "id": node["id"], "after": page["pageInfo"]["endCursor"]}
            page = (await self._ask(selection.rest(column), asked))["node"][column.name]
            found += page["nodes"]
        return found

    async def _ask(self, operation: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The data of an operation, of this version."""
        if self._known_at is None:
            data = await self._read(operation, variables)
            if await self._is_newest():
                return data
            self._known_at = self.version.loaded_at
        data = await self._read(operation, {**variables, "knownAt": self._known_at})
        await self._is_newest()
        return data

    async def _is_newest(self) -> bool:
        """Whether no later version was loaded. Raises ExportError where this one is gone."""
        found = await self._read(STILL, {"loadedAt": self.version.loaded_at})
        known = {"number": self.version.number, "checksum": self.version.checksum}
        if known not in found["datasetVersions"]["nodes"]:
            raise ExportError(error_body(GONE, "DATASET_REPLACED"), Outcome.FAILED)
        return bool(found["dataset"]["number"] == self.version.number)

    async def _read(self, operation: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        tries = TRIES if self._has_begun else 1
        return await _ask(self._service, operation, variables, self._timeout, tries)


async def _ask(
    service: Service, operation: str, variables: Mapping[str, Any], timeout: float, tries: int = 1
) -> dict[str, Any]:
    answer = await service.execute(operation, variables, timeout=timeout)
    while answer.outcome is Outcome.UNAVAILABLE and tries > 1:
        await asyncio.sleep(PAUSE)
        tries -= 1
        answer = await service.execute(operation, variables, timeout=timeout)
    content = orjson.loads(answer.body)
    if answer.outcome is not Outcome.DATA or "errors" in content:
        raise ExportError(answer.body, answer.outcome)
    data: dict[str, Any] = content["data"]
    return data
