"""How the stock peer reads: a DataLoader for each relation and its arguments in a request.

All that a level of the answer asks along one relation is read by one statement, so that an
operation costs a statement for each relation in it, not one for each object.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from neo4j import AsyncDriver
from strawberry.dataloader import DataLoader

from bench.serving import read

Row = Mapping[str, Any]
"""The properties of a node."""


@dataclass(frozen=True, slots=True)
class Path:
    """A relation: the label of the node ``n`` that has it, and the pattern to nodes ``x``."""

    label: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Slice:
    """Which of the related nodes, in which order (the text of ORDER BY over ``x``)."""

    order: str = "x.id"
    first: int = 20


class Loaders:
    """The loaders of one request."""

    def __init__(self, driver: AsyncDriver, database: str) -> None:
        self._driver = driver
        self._database = database
        self._made: dict[Hashable, DataLoader[str, Any]] = {}

    async def rows(self, statement: str, parameters: Mapping[str, Any]) -> list[list[Any]]:
        """What a statement reads."""
        return await read(self._driver, self._database, statement, parameters)

    async def node(self, label: str, id: str) -> Row | None:
        """The node with that id."""
        statement = f"MATCH (x:{label} {{id: $id}}) RETURN x {{.*}}"
        rows = await self.rows(statement, {"id": id})
        return rows[0][0] if rows else None

    async def one(self, path: Path, id: str) -> Row | None:
        """The node that a node is related to."""
        statement = (
            f"UNWIND $ids AS id MATCH (n:{path.label} {{id: id}}) MATCH {path.pattern} "
            "RETURN id, x {.*}"
        )

        async def load(ids: list[str]) -> list[Row | None]:
            found = {key: row for key, row in await self.rows(statement, {"ids": ids})}
            return [found.get(each) for each in ids]

        row: Row | None = await self._loader(path, load).load(id)
        return row

    async def many(self, path: Path, id: str, part: Slice) -> list[Row]:
        """The nodes that a node is related to, in an order."""
        statement = (
            f"UNWIND $ids AS id MATCH (n:{path.label} {{id: id}}) CALL (n) {{ "
            f"MATCH {path.pattern} WITH DISTINCT x ORDER BY {part.order} LIMIT $first "
            "RETURN collect(x {.*}) AS rows } RETURN id, rows"
        )

        async def load(ids: list[str]) -> list[list[Row]]:
            found = dict(await self.rows(statement, {"ids": ids, "first": part.first}))
            return [found.get(each, []) for each in ids]

        rows: list[Row] = await self._loader((path, part), load).load(id)
        return rows

    def _loader(
        self, key: Hashable, load: Callable[[list[str]], Awaitable[Sequence[Any]]]
    ) -> DataLoader[str, Any]:
        if key not in self._made:
            self._made[key] = DataLoader(load)
        return self._made[key]
