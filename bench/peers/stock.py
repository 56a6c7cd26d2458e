"""The peer as a good developer writes it with stock Strawberry: resolvers and DataLoaders.

It answers the questions of the bench word by word, by the same driver and its settings, with
a resolver for each relation. Pages of all awards go by number, as those of `strawberry.relay`.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Generic, TypeVar

import strawberry
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from bench.peers.loading import Loaders, Path, Row, Slice
from bench.serving import open_driver, serve
from graph.store import Address
from schema.declare import OrderDirection
from schema.enums import AwardLevel, CategoryKind, OrganizationKind, UnitKind

T = TypeVar("T")

Info = strawberry.Info[Any, None]

# Inputs


@strawberry.input
class OrganizationKindFilter:
    eq: OrganizationKind


@strawberry.input
class UnitKindFilter:
    eq: UnitKind


@strawberry.input
class CategoryKindFilter:
    eq: CategoryKind


@strawberry.input
class YearFilter:
    gte: int


@strawberry.input
class LevelFilter:
    in_: list[AwardLevel] = strawberry.field(name="in")


@strawberry.input
class AnyAward:
    pass_: bool | None = strawberry.field(name="any", default=None)


@strawberry.input
class SomeAward:
    some: AnyAward


@strawberry.input
class OrganizationFilter:
    kind: OrganizationKindFilter | None = None
    unit_kind: UnitKindFilter | None = None
    awards: SomeAward | None = None


@strawberry.input
class SomeOrganization:
    some: OrganizationFilter


@strawberry.input
class CategoryFilter:
    kind: CategoryKindFilter | None = None


@strawberry.input
class AwardFilter:
    year: YearFilter | None = None
    level: LevelFilter | None = None
    winners: SomeOrganization | None = None


@strawberry.input
class NameOrder:
    name_th: OrderDirection


@strawberry.input
class YearOrder:
    year: OrderDirection


Conditions = tuple[list[str], dict[str, Any]]
"""Conditions in Cypher and their parameters."""


def _of_organization(where: OrganizationFilter | None, node: str) -> Conditions:
    conditions: list[str] = []
    values: dict[str, Any] = {}
    if where and where.kind:
        conditions.append(f"{node}.kind = $kind")
        values["kind"] = where.kind.eq.name
    if where and where.unit_kind:
        conditions.append(f"{node}.unitKind = $unitKind")
        values["unitKind"] = where.unit_kind.eq.name
    if where and where.awards:
        conditions.append(f"EXISTS {{ ({node})<-[:WON_BY]-() }}")
    return conditions, values


def _of_category(where: CategoryFilter | None, node: str) -> Conditions:
    if where is None or where.kind is None:
        return [], {}
    return [f"{node}.kind = $kind"], {"kind": where.kind.eq.name}


def _of_award(where: AwardFilter | None, node: str) -> Conditions:
    conditions: list[str] = []
    values: dict[str, Any] = {}
    if where and where.year:
        conditions.append(f"{node}.year >= $year")
        values["year"] = where.year.gte
    if where and where.level:
        conditions.append(f"{node}.level IN $levels")
        values["levels"] = [level.name for level in where.level.in_]
    if where and where.winners:
        inner, more = _of_organization(where.winners.some, "w")
        conditions.append(f"EXISTS {{ ({node})-[:WON_BY]->(w) WHERE {' AND '.join(inner)} }}")
        values |= more
    return conditions, values


def _order(keys: Sequence[NameOrder | YearOrder] | None) -> str:
    """The text of ORDER BY; the id breaks ties in the direction of the last key."""
    words, direction = [], "ASC"
    for key in keys or ():
        if isinstance(key, NameOrder):
            name, value = "nameThCollation", key.name_th
        else:
            name, value = "year", key.year
        direction = value.name
        words.append(f"x.{name} {direction}")
    return ", ".join([*words, f"x.id {direction}"])


# Reading


def _loaders(info: Info) -> Loaders:
    found: Loaders = info.context["loaders"]
    return found


_COLUMNS: dict[type, tuple[tuple[str, str], ...]] = {}


def _columns(cls: type) -> tuple[tuple[str, str], ...]:
    """The fields of a type that are stored, with the names of the properties."""
    if cls not in _COLUMNS:
        definition = cls.__strawberry_definition__  # type: ignore[attr-defined]
        fields: Iterable[StrawberryField] = definition.fields
        _COLUMNS[cls] = tuple(
            (each.python_name, to_camel_case(each.python_name))
            for each in fields
            if each.base_resolver is None
        )
    return _COLUMNS[cls]


def _made(cls: type[T], row: Row) -> T:
    """An object of a type from the properties of a node."""
    return cls(**{name: _native(row.get(stored)) for name, stored in _columns(cls)})


def _native(value: Any) -> Any:
    return value.to_native() if hasattr(value, "to_native") else value


async def _one(info: Info, cls: type[T], path: Path, id: str) -> T | None:
    row = await _loaders(info).one(path, id)
    return None if row is None else _made(cls, row)


async def _list(info: Info, cls: type[T], path: Path, id: str, part: Slice) -> Nodes[T]:
    return Nodes(nodes=[_made(cls, row) for row in await _loaders(info).many(path, id, part)])


@strawberry.type
class Nodes(Generic[T]):
    nodes: list[T]


@strawberry.type
class PageInfo:
    has_next_page: bool
    end_cursor: str | None


# Types

ORGANIZATION_PARENT = Path("Organization", "(n)-[:PART_OF]->(x)")
ORGANIZATION_MINISTRY = Path("Organization", "(n)-[:PART_OF*1..16]->(x:Ministry)")
ORGANIZATION_CHILDREN = Path("Organization", "(n)<-[:PART_OF]-(x)")
ORGANIZATION_ANCESTORS = Path("Organization", "(n)-[:PART_OF*1..16]->(x)")
ORGANIZATION_DESCENDANTS = Path("Organization", "(n)<-[:PART_OF*1..16]-(x)")
ORGANIZATION_SEAT = Path("Organization", "(n)-[:SEATED_IN]->(x)")
ORGANIZATION_AWARDS = Path("Organization", "(n)<-[:WON_BY]-(x)")
PROVINCE_SEATS = Path("Province", "(n)<-[:SEATED_IN]-(x)")
CATEGORY_PARENT = Path("AwardCategory", "(n)-[:SUBCATEGORY_OF]->(x)")
CATEGORY_CHILDREN = Path("AwardCategory", "(n)<-[:SUBCATEGORY_OF]-(x)")
AWARD_CATEGORY = Path("Award", "(n)-[:IN_CATEGORY]->(x)")
AWARD_PROJECT = Path("Award", "(n)-[:FOR_PROJECT]->(x)")
AWARD_WINNERS = Path("Award", "(n)-[:WON_BY]->(x)")
AWARD_CREDIT = Path("Award", "(n)-[:CREDITED_TO]->(x)")
AWARD_CEREMONY = Path("Award", "(n)-[:PRESENTED_AT]->(x)")
AWARD_SOURCES = Path("Award", "(n)<-[:ABOUT]-(x)")
CEREMONY_PRESIDENT = Path("Ceremony", "(n)-[:PRESIDED_BY]->(x)")
STATEMENT_DOCUMENT = Path("Statement", "(n)-[:STATED_IN]->(x)")


@strawberry.type
class Province:
    id: strawberry.ID
    name_th: str
    name_en: str | None
    iso_code: str
    dopa_code: int | None

    @strawberry.field
    async def seats(
        self, info: Info, order_by: list[NameOrder] | None = None, first: int = 20
    ) -> Nodes[Organization]:
        part = Slice(_order(order_by), first)
        return await _list(info, Organization, PROVINCE_SEATS, self.id, part)


@strawberry.type
class Organization:
    id: strawberry.ID
    name_th: str
    name_en: str | None
    abbreviations: list[str]
    kind: str
    unit_kind: str | None

    @strawberry.field
    async def parent(self, info: Info) -> Organization | None:
        return await _one(info, Organization, ORGANIZATION_PARENT, self.id)

    @strawberry.field
    async def ministry(self, info: Info) -> Organization | None:
        return await _one(info, Organization, ORGANIZATION_MINISTRY, self.id)

    @strawberry.field
    async def children(
        self, info: Info, order_by: list[NameOrder] | None = None, first: int = 20
    ) -> Nodes[Organization]:
        part = Slice(_order(order_by), first)
        return await _list(info, Organization, ORGANIZATION_CHILDREN, self.id, part)

    @strawberry.field
    async def ancestors(self, info: Info, first: int = 20) -> Nodes[Organization]:
        return await _list(info, Organization, ORGANIZATION_ANCESTORS, self.id, Slice(first=first))

    @strawberry.field
    async def descendants(self, info: Info, first: int = 20) -> Nodes[Organization]:
        part = Slice(first=first)
        return await _list(info, Organization, ORGANIZATION_DESCENDANTS, self.id, part)

    @strawberry.field
    async def seated_in(self, info: Info) -> Province | None:
        return await _one(info, Province, ORGANIZATION_SEAT, self.id)

    @strawberry.field
    async def awards(
        self, info: Info, order_by: list[YearOrder] | None = None, first: int = 20
    ) -> Nodes[Award]:
        part = Slice(_order(order_by), first)
        return await _list(info, Award, ORGANIZATION_AWARDS, self.id, part)


@strawberry.type
class AwardCategory:
    id: strawberry.ID
    name_th: str
    kind: str

    @strawberry.field
    async def parent(self, info: Info) -> AwardCategory | None:
        return await _one(info, AwardCategory, CATEGORY_PARENT, self.id)

    @strawberry.field
    async def children(
        self, info: Info, order_by: list[NameOrder] | None = None, first: int = 20
    ) -> Nodes[AwardCategory]:
        part = Slice(_order(order_by), first)
        return await _list(info, AwardCategory, CATEGORY_CHILDREN, self.id, part)


@strawberry.type
class Project:
    id: strawberry.ID
    name_th: str


@strawberry.type
class Person:
    name_th: str
    position: str | None


@strawberry.type
class Ceremony:
    id: strawberry.ID
    name_th: str
    date: datetime.date | None

    @strawberry.field
    async def presided_by(self, info: Info) -> Person | None:
        return await _one(info, Person, CEREMONY_PRESIDENT, self.id)


@strawberry.type
class Document:
    title: str
    publisher: str | None
    address: str | None
    sha256: str | None
    published_on: datetime.date | None


@strawberry.type
class Statement:
    id: strawberry.ID
    predicate: str
    object: str
    basis: str
    method: str | None
    start: int | None
    end: int | None
    checksum: str | None

    @strawberry.field
    async def document(self, info: Info) -> Document | None:
        return await _one(info, Document, STATEMENT_DOCUMENT, self.id)


@strawberry.type
class Award:
    id: strawberry.ID
    year: int
    level: str | None

    @strawberry.field
    def year_be(self) -> int:
        return self.year + 543

    @strawberry.field
    async def category(self, info: Info) -> AwardCategory | None:
        return await _one(info, AwardCategory, AWARD_CATEGORY, self.id)

    @strawberry.field
    async def project(self, info: Info) -> Project | None:
        return await _one(info, Project, AWARD_PROJECT, self.id)

    @strawberry.field
    async def winners(self, info: Info, first: int = 20) -> Nodes[Organization]:
        return await _list(info, Organization, AWARD_WINNERS, self.id, Slice(first=first))

    @strawberry.field
    async def credited_to(self, info: Info) -> Organization | None:
        return await _one(info, Organization, AWARD_CREDIT, self.id)

    @strawberry.field
    async def ceremony(self, info: Info) -> Ceremony | None:
        return await _one(info, Ceremony, AWARD_CEREMONY, self.id)

    @strawberry.field
    async def sources(self, info: Info) -> list[Statement]:
        rows = await _loaders(info).many(AWARD_SOURCES, self.id, Slice(first=1000))
        return [_made(Statement, row) for row in rows]


# Root fields


@strawberry.type
class Page(Generic[T]):
    nodes: list[T]
    page_info: PageInfo
    match: strawberry.Private[tuple[str, Mapping[str, Any]]]

    @strawberry.field
    async def total_count(self, info: Info) -> int:
        match, values = self.match
        rows = await _loaders(info).rows(f"{match} RETURN count(*)", values)
        count: int = rows[0][0]
        return count


_PREFIX = "arrayconnection:"


async def _page(
    info: Info,
    cls: type[T],
    label: str,
    conditions: Conditions,
    order: str,
    first: int,
    after: str | None = None,
) -> Page[T]:
    """A page of all nodes with a label."""
    where, values = conditions
    skip = int(base64.b64decode(after).decode().removeprefix(_PREFIX)) + 1 if after else 0
    match = f"MATCH (x:{label}){' WHERE ' + ' AND '.join(where) if where else ''}"
    statement = f"{match} WITH x ORDER BY {order} SKIP $skip LIMIT $limit RETURN x {{.*}}"
    rows = await _loaders(info).rows(statement, {**values, "skip": skip, "limit": first + 1})
    nodes = [_made(cls, row) for (row,) in rows[:first]]
    end = base64.b64encode(f"{_PREFIX}{skip + len(nodes) - 1}".encode()).decode()
    info_of_page = PageInfo(has_next_page=len(rows) > first, end_cursor=end)
    return Page(nodes=nodes, page_info=info_of_page, match=(match, values))


@strawberry.type
class Query:
    @strawberry.field
    async def organization(self, info: Info, id: strawberry.ID) -> Organization | None:
        row = await _loaders(info).node("Organization", id)
        return _made(Organization, row) if row else None

    @strawberry.field
    async def province(self, info: Info, id: strawberry.ID) -> Province | None:
        row = await _loaders(info).node("Province", id)
        return _made(Province, row) if row else None

    @strawberry.field
    async def organizations(
        self,
        info: Info,
        where: OrganizationFilter | None = None,
        order_by: list[NameOrder] | None = None,
        first: int = 20,
    ) -> Page[Organization]:
        conditions = _of_organization(where, "x")
        return await _page(info, Organization, "Organization", conditions, _order(order_by), first)

    @strawberry.field
    async def award_categories(
        self,
        info: Info,
        where: CategoryFilter | None = None,
        order_by: list[NameOrder] | None = None,
        first: int = 20,
    ) -> Page[AwardCategory]:
        conditions = _of_category(where, "x")
        order = _order(order_by)
        return await _page(info, AwardCategory, "AwardCategory", conditions, order, first)

    @strawberry.field
    async def awards(
        self,
        info: Info,
        where: AwardFilter | None = None,
        order_by: list[YearOrder] | None = None,
        first: int = 20,
        after: str | None = None,
    ) -> Page[Award]:
        conditions, order = _of_award(where, "x"), _order(order_by)
        return await _page(info, Award, "Award", conditions, order, first, after)


# The application


class _Endpoint(GraphQL[Any, None]):
    """Gives each request loaders of its own."""

    database = ""

    async def get_context(self, request: Any, response: Any) -> Any:
        return {"loaders": Loaders(request.state.driver, self.database)}


def create(address: Address) -> Starlette:
    """The application, over the database at ``address``."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        async with open_driver(address) as driver:
            yield {"driver": driver}

    endpoint = _Endpoint(strawberry.Schema(Query))
    endpoint.database = address.database
    return Starlette(lifespan=lifespan, routes=[Route("/graphql", endpoint)])


if __name__ == "__main__":
    serve(create)
