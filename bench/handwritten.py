"""The service that the product is measured against: a route and a statement for each question.

Starlette, the official driver, orjson. Each statement was written for its question, is sent
in an auto-commit read session (one round trip) and answers maps that have the shape of the
response, so that nothing is done for each object in Python. Many small objects are collected
into one record, since the driver takes its time over each; few large ones come one by one.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.serving import open_driver, read, serve
from graph.store import Address

ORGANIZATION = """
OPTIONAL MATCH (o:Organization {id: $id})
OPTIONAL MATCH (o)-[:PART_OF]->(p)
RETURN CASE WHEN o IS NOT NULL THEN {
  id: o.id, nameTh: o.nameTh, nameEn: o.nameEn, kind: o.kind, abbreviations: o.abbreviations,
  parent: p {.id, .nameTh}
} END
"""

OFFICES = """
MATCH (o:Organization)
WHERE o.unitKind = 'PROVINCIAL_OFFICE' AND o.id IS NOT NULL
WITH o ORDER BY o.unitKind, o.id
WHERE EXISTS { (o)<-[:WON_BY]-() }
WITH o LIMIT $first
CALL (o) {
  MATCH (o)<-[:WON_BY]-(a)
  WITH a ORDER BY a.id LIMIT 20
  OPTIONAL MATCH (a)-[:IN_CATEGORY]->(c)
  OPTIONAL MATCH (c)-[:SUBCATEGORY_OF]->(b)
  OPTIONAL MATCH (a)-[:FOR_PROJECT]->(j)
  RETURN collect({
    year: a.year, yearBe: a.year + 543, level: a.level,
    category: {nameTh: c.nameTh, parent: b {.nameTh}}, project: j {.nameTh}
  }) AS awards
}
OPTIONAL MATCH (o)-[:PART_OF]->(p)
OPTIONAL MATCH (o)-[:SEATED_IN]->(s)
CALL (o) {
  OPTIONAL MATCH w = (o)-[:PART_OF*1..16]->(m:Ministry)
  RETURN m ORDER BY length(w) LIMIT 1
}
RETURN collect({
  nameTh: o.nameTh, ministry: m {.nameTh}, parent: p {.nameTh}, seatedIn: s {.nameTh, .nameEn},
  awards: {nodes: awards}
}) AS page
"""

MINISTRY = """
MATCH (m:Organization {id: $id})
CALL (m) {
  MATCH (m)<-[:PART_OF]-(d)
  WITH d ORDER BY d.nameThCollation, d.id LIMIT $departments
  CALL (d) {
    MATCH (d)<-[:PART_OF]-(u)
    WITH u ORDER BY u.nameThCollation, u.id LIMIT $units
    CALL (u) {
      MATCH (u)<-[:WON_BY]-(a)
      WITH a ORDER BY a.year DESC, a.id DESC LIMIT $awards
      OPTIONAL MATCH (a)-[:IN_CATEGORY]->(c)
      OPTIONAL MATCH (c)-[:SUBCATEGORY_OF]->(b)
      OPTIONAL MATCH (a)-[:FOR_PROJECT]->(j)
      OPTIONAL MATCH (a)-[:CREDITED_TO]->(k)
      OPTIONAL MATCH (a)-[:PRESENTED_AT]->(e)
      RETURN collect({
        id: a.id, year: a.year, level: a.level,
        category: {nameTh: c.nameTh, parent: b {.nameTh}}, project: j {.id, .nameTh},
        creditedTo: k {.nameTh}, ceremony: e {.nameTh, date: toString(e.date)}
      }) AS awards
    }
    OPTIONAL MATCH (u)-[:SEATED_IN]->(s)
    RETURN collect({
      id: u.id, nameTh: u.nameTh, unitKind: u.unitKind, seatedIn: s {.nameTh},
      awards: {nodes: awards}
    }) AS units
  }
  RETURN collect({id: d.id, nameTh: d.nameTh, children: {nodes: units}}) AS departments
}
RETURN {id: m.id, nameTh: m.nameTh, children: {nodes: departments}}
"""

MINISTRIES = """
MATCH (m:Organization) WHERE m.kind = 'MINISTRY' AND m.id IS NOT NULL
WITH m ORDER BY m.nameThCollation, m.id LIMIT $ministries
CALL (m) {
  MATCH (m)<-[:PART_OF]-(d)
  WITH d ORDER BY d.nameThCollation, d.id LIMIT $departments
  CALL (d) {
    MATCH (d)<-[:PART_OF]-(u)
    WITH u ORDER BY u.nameThCollation, u.id LIMIT $units
    CALL (u) {
      MATCH (u)<-[:WON_BY]-(a)
      WITH a ORDER BY a.year DESC, a.id DESC LIMIT $awards
      OPTIONAL MATCH (a)-[:IN_CATEGORY]->(c)
      OPTIONAL MATCH (a)-[:FOR_PROJECT]->(j)
      RETURN collect({
        id: a.id, year: a.year, level: a.level, category: {nameTh: c.nameTh},
        project: j {.id, .nameTh}
      }) AS awards
    }
    OPTIONAL MATCH (u)-[:SEATED_IN]->(s)
    RETURN collect({
      id: u.id, nameTh: u.nameTh, unitKind: u.unitKind, seatedIn: s {.nameTh},
      awards: {nodes: awards}
    }) AS units
  }
  RETURN collect({id: d.id, nameTh: d.nameTh, children: {nodes: units}}) AS departments
}
RETURN {id: m.id, nameTh: m.nameTh, children: {nodes: departments}}
"""

_AWARD_ASKED_FOR = """a.level IN ['OUTSTANDING', 'GOOD']
    AND EXISTS { (a)-[:WON_BY]->(w) WHERE w.unitKind = 'PROVINCIAL_OFFICE' }"""

_FIRST_AWARDS = f"""
MATCH (a:Award) WHERE a.year >= $from AND a.id IS NOT NULL
WITH a ORDER BY a.year DESC, a.id DESC
  WHERE {_AWARD_ASKED_FOR}
WITH a LIMIT $first + 1"""

_LATER_AWARDS = f"""
CALL () {{
  MATCH (a:Award) WHERE a.year = $year AND a.id < $id AND a.year >= $from
  WITH a ORDER BY a.year DESC, a.id DESC
    WHERE {_AWARD_ASKED_FOR}
  WITH a LIMIT $first + 1
  RETURN collect(a) AS same
}}
CALL (same) {{
  UNWIND CASE WHEN size(same) <= $first THEN [1] ELSE [] END AS more
  CALL () {{
    MATCH (a:Award) WHERE a.year < $year AND a.year >= $from AND a.id IS NOT NULL
    WITH a ORDER BY a.year DESC, a.id DESC
      WHERE {_AWARD_ASKED_FOR}
    RETURN a LIMIT $first + 1
  }}
  RETURN collect(a) AS earlier
}}
UNWIND same + earlier AS a
WITH a ORDER BY a.year DESC, a.id DESC LIMIT $first + 1"""

_AWARD_PAGE = """
OPTIONAL MATCH (a)-[:IN_CATEGORY]->(c)
CALL (a) {
  MATCH (a)-[:WON_BY]->(o)
  WITH o ORDER BY o.id LIMIT 20
  RETURN collect({id: o.id, nameTh: o.nameTh}) AS winners
}
WITH collect({
  id: a.id, year: a.year, level: a.level, category: {nameTh: c.nameTh}, winners: {nodes: winners}
}) AS page"""

_AWARD_COUNT = f"""
CALL () {{
  MATCH (a:Award) WHERE a.year >= $from AND {_AWARD_ASKED_FOR}
  RETURN count(*) AS total
}}"""

_ROWS = """
RETURN {nodes: page[..$first], more: size(page) > $first}"""

_ROWS_AND_COUNT = """
RETURN {nodes: page[..$first], more: size(page) > $first, total: total}"""

AWARDS = _FIRST_AWARDS + _AWARD_PAGE + _ROWS
AWARDS_AFTER = _LATER_AWARDS + _AWARD_PAGE + _ROWS
AWARDS_COUNT = _FIRST_AWARDS + _AWARD_PAGE + _AWARD_COUNT + _ROWS_AND_COUNT
AWARDS_AFTER_COUNT = _LATER_AWARDS + _AWARD_PAGE + _AWARD_COUNT + _ROWS_AND_COUNT

ANCESTORS = """
MATCH (o:Organization {id: $id})
CALL (o) {
  MATCH (o)-[:PART_OF*1..16]->(a)
  WITH DISTINCT a ORDER BY a.id LIMIT 20
  RETURN collect({id: a.id, nameTh: a.nameTh, kind: a.kind}) AS above
}
RETURN {id: o.id, ancestors: {nodes: above}}
"""

DESCENDANTS = """
MATCH (o:Organization {id: $id})
CALL (o) {
  MATCH (o)<-[:PART_OF*1..16]-(d)
  WITH DISTINCT d ORDER BY d.id LIMIT $first
  RETURN collect({id: d.id, nameTh: d.nameTh, kind: d.kind, unitKind: d.unitKind}) AS below
}
RETURN {id: o.id, descendants: {nodes: below}}
"""

DESCENDANTS_THEN = """
MATCH (o:Organization {id: $id})
CALL (o) {
  MATCH (o)(()<-[e:PART_OF|PART_OF_AT_OTHER_TIMES
    WHERE (e.validFrom IS NULL OR e.validFrom <= date($day))
      AND (e.validTo IS NULL OR e.validTo >= date($day))]-()){1,16}(d)
  WITH DISTINCT d ORDER BY d.id LIMIT $first
  RETURN collect({id: d.id, nameTh: d.nameTh, kind: d.kind, unitKind: d.unitKind}) AS below
}
RETURN {id: o.id, descendants: {nodes: below}}
"""

DESCENDANTS_KNOWN = """
MATCH (o:Organization|SupersededOrganization {id: $id})
WHERE o.recordedAt <= datetime($time)
  AND (o.retractedAt IS NULL OR o.retractedAt > datetime($time))
CALL (o) {
  MATCH (o)(()<-[e:PART_OF|PART_OF_AT_OTHER_TIMES|PART_OF_SUPERSEDED
    WHERE (e.validFrom IS NULL OR e.validFrom <= date($day))
      AND (e.validTo IS NULL OR e.validTo >= date($day))
      AND e.recordedAt <= datetime($time)
      AND (e.retractedAt IS NULL OR e.retractedAt > datetime($time))]-()){1,16}(d)
  WITH DISTINCT d ORDER BY d.id LIMIT $first
  RETURN collect({id: d.id, nameTh: d.nameTh, kind: d.kind, unitKind: d.unitKind}) AS below
}
RETURN {id: o.id, descendants: {nodes: below}}
"""

SOURCES = """
MATCH (a:Award) WHERE a.year IS NOT NULL AND a.id IS NOT NULL
WITH a ORDER BY a.year DESC, a.id DESC LIMIT $first
OPTIONAL MATCH (a)-[:CREDITED_TO]->(k)
OPTIONAL MATCH (a)-[:PRESENTED_AT]->(e)
OPTIONAL MATCH (e)-[:PRESIDED_BY]->(p)
CALL (a) {
  MATCH (a)-[:WON_BY]->(o)
  WITH o ORDER BY o.id LIMIT 20
  RETURN collect({nameTh: o.nameTh}) AS winners
}
CALL (a) {
  MATCH (a)<-[:ABOUT]-(s)
  WITH s ORDER BY s.id
  MATCH (s)-[:STATED_IN]->(d)
  RETURN collect({
    predicate: s.predicate, object: s.object, basis: s.basis, method: s.method,
    start: s.start, end: s.end, checksum: s.checksum,
    document: {
      title: d.title, publisher: d.publisher, address: d.address,
      publishedOn: toString(d.publishedOn), sha256: d.sha256
    }
  }) AS sources
}
RETURN collect({
  id: a.id, year: a.year, level: a.level, winners: {nodes: winners}, creditedTo: k {.nameTh},
  ceremony: e {.nameTh, date: toString(e.date), presidedBy: p {.nameTh, .position}},
  sources: sources
}) AS page
"""

GROUPS = """
MATCH (m:Ministry)<-[:PART_OF*0..16]-(o)<-[:WON_BY]-(a) WHERE a.year >= $from
WITH m, a.year AS year, a.level AS level, count(DISTINCT a) AS number
WITH m, year, level, number ORDER BY number DESC, m.id, year, level LIMIT $first
RETURN collect(
  {key: {ministries: m {.id, .nameTh}, year: year, level: level}, count: number}
) AS groups
"""

_ORGANIZATION_BLOCK = """
CALL () {
  MATCH (m:Organization {id: $ministry})
  CALL (m) {
    MATCH (m)<-[:PART_OF]-(d)
    WITH d ORDER BY d.nameThCollation, d.id LIMIT 3
    CALL (d) {
      MATCH (d)<-[:PART_OF]-(u)
      WITH u ORDER BY u.nameThCollation, u.id LIMIT 3
      OPTIONAL MATCH (u)-[:SEATED_IN]->(s)
      RETURN collect(
        {id: u.id, nameTh: u.nameTh, unitKind: u.unitKind, seatedIn: s {.id, .nameTh}}
      ) AS units
    }
    RETURN collect({id: d.id, nameTh: d.nameTh, children: {nodes: units}}) AS departments
  }
  RETURN collect({
    id: m.id, nameTh: m.nameTh, kind: m.kind, abbreviations: m.abbreviations,
    children: {nodes: departments}
  })[0] AS organization
}"""

_PROVINCE_BLOCK = """
CALL () {
  MATCH (p:Province {id: $province})
  CALL (p) {
    MATCH (p)<-[:SEATED_IN]-(q)
    WITH q ORDER BY q.nameThCollation, q.id LIMIT 5
    OPTIONAL MATCH (q)-[:PART_OF]->(f)
    OPTIONAL MATCH (f)-[:PART_OF]->(g)
    RETURN collect({
      id: q.id, nameTh: q.nameTh,
      parent: CASE WHEN f IS NOT NULL THEN {nameTh: f.nameTh, parent: g {.nameTh}} END
    }) AS seats
  }
  RETURN collect({
    nameTh: p.nameTh, nameEn: p.nameEn, isoCode: p.isoCode, dopaCode: p.dopaCode,
    seats: {nodes: seats}
  })[0] AS province
}"""

_BRANCHES_BLOCK = """
CALL () {
  MATCH (c:AwardCategory) WHERE c.kind = 'BRANCH' AND c.id IS NOT NULL
  WITH c ORDER BY c.nameThCollation, c.id LIMIT 20
  CALL (c) {
    MATCH (c)<-[:SUBCATEGORY_OF]-(t)
    WITH t ORDER BY t.nameThCollation, t.id LIMIT 20
    RETURN collect({id: t.id, nameTh: t.nameTh}) AS types
  }
  RETURN collect(
    {id: c.id, nameTh: c.nameTh, kind: c.kind, children: {nodes: types}}
  ) AS branches
}"""

_AWARDS_BLOCK = """
CALL () {
  MATCH (a:Award) WHERE a.year IS NOT NULL AND a.id IS NOT NULL
  WITH a ORDER BY a.year DESC, a.id DESC LIMIT 10
  OPTIONAL MATCH (a)-[:IN_CATEGORY]->(h)
  OPTIONAL MATCH (a)-[:FOR_PROJECT]->(j)
  CALL (a) {
    MATCH (a)-[:WON_BY]->(o)
    WITH o ORDER BY o.id LIMIT 1
    OPTIONAL MATCH (o)-[:SEATED_IN]->(t)
    RETURN collect({id: o.id, nameTh: o.nameTh, seatedIn: t {.nameTh}}) AS winners
  }
  RETURN collect({
    id: a.id, year: a.year, yearBe: a.year + 543, level: a.level, category: {nameTh: h.nameTh},
    project: j {.nameTh}, winners: {nodes: winners}
  }) AS awards
}"""

_DATASET_BLOCK = """
CALL () {
  MATCH (v:DatasetVersion)
  WITH v ORDER BY v.number DESC LIMIT 1
  RETURN collect({
    number: v.number, name: v.name, checksum: v.checksum, loadedAt: toString(v.loadedAt)
  })[0] AS dataset
}"""

THREE = f"""{_ORGANIZATION_BLOCK}{_PROVINCE_BLOCK}{_AWARDS_BLOCK}
RETURN {{organization: organization, province: province, awards: {{nodes: awards}}}}
"""

FIVE = f"""{_ORGANIZATION_BLOCK}{_PROVINCE_BLOCK}{_BRANCHES_BLOCK}{_AWARDS_BLOCK}{_DATASET_BLOCK}
RETURN {{
  organization: organization, province: province, awardCategories: {{nodes: branches}},
  awards: {{nodes: awards}}, dataset: dataset
}}
"""

Data = dict[str, Any]
Shape = Callable[[list[Any]], Data]


def _one(field: str) -> Shape:
    return lambda rows: {field: rows[0] if rows else None}


def _rows(field: str) -> Shape:
    return lambda rows: {field: {"nodes": rows}}


def _page(field: str) -> Shape:
    return lambda rows: {field: {"nodes": rows[0]}}


def _award_page(rows: list[Any]) -> Data:
    """A page of awards; its cursor says the place of the last one."""
    page = rows[0]
    last = page["nodes"][-1]
    cursor = base64.b64encode(orjson.dumps([last["year"], last["id"]])).decode()
    info = {"hasNextPage": page["more"], "endCursor": cursor}
    count = {"totalCount": page["total"]} if "total" in page else {}
    return {"awards": {"nodes": page["nodes"], **count, "pageInfo": info}}


QUESTIONS: Mapping[str, tuple[str, Shape]] = {
    "/organization": (ORGANIZATION, _one("organization")),
    "/offices": (OFFICES, _page("organizations")),
    "/ministry": (MINISTRY, _one("organization")),
    "/ministries": (MINISTRIES, _rows("organizations")),
    "/awards": (AWARDS, _award_page),
    "/awards-after": (AWARDS_AFTER, _award_page),
    "/awards-count": (AWARDS_COUNT, _award_page),
    "/awards-after-count": (AWARDS_AFTER_COUNT, _award_page),
    "/ancestors": (ANCESTORS, _one("organization")),
    "/descendants": (DESCENDANTS, _one("organization")),
    "/descendants-then": (DESCENDANTS_THEN, _one("organization")),
    "/descendants-known": (DESCENDANTS_KNOWN, _one("organization")),
    "/groups": (GROUPS, lambda rows: {"awards": {"groups": rows[0]}}),
    "/three": (THREE, lambda rows: rows[0]),
    "/sources": (SOURCES, _page("awards")),
    "/five": (FIVE, lambda rows: rows[0]),
}
"""The statement of each path, and how its rows become the data of the response."""


def create(address: Address) -> Starlette:
    """The application, over the database at ``address``."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        async with open_driver(address) as driver:
            yield {"driver": driver}

    routes = [Route(path, _endpoint(address, *each)) for path, each in QUESTIONS.items()]
    return Starlette(lifespan=lifespan, routes=routes)


def _endpoint(
    address: Address, statement: str, shape: Shape
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        parameters = {name: _value(text) for name, text in request.query_params.items()}
        found = await read(request.state.driver, address.database, statement, parameters)
        rows = [row[0] for row in found]
        return Response(orjson.dumps({"data": shape(rows)}), media_type="application/json")

    return endpoint


def _value(text: str) -> str | int:
    return int(text) if text.removeprefix("-").isdigit() else text


if __name__ == "__main__":
    serve(create)
