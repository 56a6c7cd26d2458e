"""What all services are asked, in the same words each time."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.generator import MINISTRY
from bench.peers import LIBRARY, STOCK

Ask = Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]]
"""Answers a GraphQL operation with its data."""

Asked = tuple[str, Mapping[str, Any]]
"""A GraphQL operation and its variables."""

LIBRARY_OPERATIONS = Path(__file__).parent / "peers" / "neo4j-graphql" / "operations"


@dataclass(frozen=True, slots=True)
class Question:
    """A GraphQL operation, and the path and parameters of the same question written by hand.

    ``peers`` has the operation as each peer understands it; one that is not there is not
    asked. ``anchored`` questions start at one node, so that their answers do not grow with
    the graph. ``anew`` names a number that is another one in each request, so that nothing is
    remembered of the request before.
    """

    name: str
    operation: str
    variables: Mapping[str, Any]
    path: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    peers: Mapping[str, Asked] = field(default_factory=dict)
    anchored: bool = False
    anew: str = ""


POINT = """
query Organization($id: ID!) {
  organization(id: $id) { id nameTh nameEn kind abbreviations parent { id nameTh } }
}"""

OFFICES = """
query ProvincialOffices($first: Int!) {
  organizations(
    where: { unitKind: { eq: PROVINCIAL_OFFICE }, awards: { some: {} } }
    first: $first
  ) {
    nodes {
      nameTh
      ministry { nameTh }
      parent { nameTh }
      seatedIn { nameTh nameEn }
      awards {
        nodes {
          year
          yearBe
          level
          category { nameTh parent { nameTh } }
          project { nameTh }
        }
      }
    }
  }
}"""

MINISTRY_TO_PROJECTS = """
query Ministry($id: ID!, $departments: Int!, $units: Int!, $awards: Int!) {
  organization(id: $id) {
    id
    nameTh
    children(orderBy: { nameTh: ASC }, first: $departments) {
      nodes {
        id
        nameTh
        children(orderBy: { nameTh: ASC }, first: $units) {
          nodes {
            id
            nameTh
            unitKind
            seatedIn { nameTh }
            awards(orderBy: { year: DESC }, first: $awards) {
              nodes {
                id
                year
                level
                category { nameTh parent { nameTh } }
                project { id nameTh }
                creditedTo { nameTh }
                ceremony { nameTh date }
              }
            }
          }
        }
      }
    }
  }
}"""

MINISTRIES_TO_PROJECTS = """
query Ministries($ministries: Int!, $departments: Int!, $units: Int!, $awards: Int!) {
  organizations(
    where: { kind: { eq: MINISTRY } }, orderBy: { nameTh: ASC }, first: $ministries
  ) {
    nodes {
      id
      nameTh
      children(orderBy: { nameTh: ASC }, first: $departments) {
        nodes {
          id
          nameTh
          children(orderBy: { nameTh: ASC }, first: $units) {
            nodes {
              id
              nameTh
              unitKind
              seatedIn { nameTh }
              awards(orderBy: { year: DESC }, first: $awards) {
                nodes { id year level category { nameTh } project { id nameTh } }
              }
            }
          }
        }
      }
    }
  }
}"""

AWARDS = """
query Awards($from: Int!, $levels: [AwardLevel!]!, $first: Int!, $after: String) {
  awards(
    where: {
      year: { gte: $from }
      level: { in: $levels }
      winners: { some: { unitKind: { eq: PROVINCIAL_OFFICE } } }
    }
    orderBy: { year: DESC }
    first: $first
    after: $after
  ) {
    nodes { id year level category { nameTh } winners { nodes { id nameTh } } }
    pageInfo { hasNextPage endCursor }
  }
}"""

AWARDS_AND_COUNT = AWARDS.replace("pageInfo {", "totalCount\n    pageInfo {")

ANCESTORS = """
query Ancestors($id: ID!) {
  organization(id: $id) { id ancestors { nodes { id nameTh kind } } }
}"""

DESCENDANTS = """
query Descendants($id: ID!, $first: Int!) {
  organization(id: $id) {
    id
    descendants(first: $first) { nodes { id nameTh kind unitKind } }
  }
}"""

DESCENDANTS_THEN = """
query DescendantsThen($id: ID!, $first: Int!, $day: Date!) {
  organization(id: $id, asOf: $day) {
    id
    descendants(first: $first) { nodes { id nameTh kind unitKind } }
  }
}"""

DESCENDANTS_KNOWN = """
query DescendantsKnown($id: ID!, $first: Int!, $day: Date!, $time: DateTime!) {
  organization(id: $id, asOf: $day, knownAt: $time) {
    id
    descendants(first: $first) { nodes { id nameTh kind unitKind } }
  }
}"""

SOURCES = """
query Sources($first: Int!) {
  awards(orderBy: { year: DESC }, first: $first) {
    nodes {
      id
      year
      level
      winners { nodes { nameTh } }
      creditedTo { nameTh }
      ceremony { nameTh date presidedBy { nameTh position } }
      sources {
        predicate
        object
        basis
        method
        start
        end
        checksum
        document { title publisher address publishedOn sha256 }
      }
    }
  }
}"""

GROUPS = """
query AwardsByMinistryYearAndLevel($from: Int!, $first: Int!) {
  awards(where: { year: { gte: $from } }) {
    groups(
      by: [MINISTRIES, YEAR, LEVEL]
      orderBy: [{ count: DESC }, { ministries: ASC }, { year: ASC }, { level: ASC }]
      first: $first
    ) {
      key { ministries { id nameTh } year level }
      count
    }
  }
}"""

_PLACE = """
  organization(id: $ministry) {
    id
    nameTh
    kind
    abbreviations
    children(orderBy: { nameTh: ASC }, first: 3) {
      nodes {
        id
        nameTh
        children(orderBy: { nameTh: ASC }, first: 3) {
          nodes { id nameTh unitKind seatedIn { id nameTh } }
        }
      }
    }
  }
  province(id: $province) {
    nameTh
    nameEn
    isoCode
    dopaCode
    seats(orderBy: { nameTh: ASC }, first: 5) {
      nodes { id nameTh parent { nameTh parent { nameTh } } }
    }
  }"""

_NEWEST = """
  awards(orderBy: { year: DESC }, first: 10) {
    nodes {
      id
      year
      yearBe
      level
      category { nameTh }
      project { nameTh }
      winners(first: 1) { nodes { id nameTh seatedIn { nameTh } } }
    }
  }"""

_BRANCHES = """
  awardCategories(where: { kind: { eq: BRANCH } }, orderBy: { nameTh: ASC }) {
    nodes { id nameTh kind children(orderBy: { nameTh: ASC }) { nodes { id nameTh } } }
  }"""

_DATASET = """
  dataset { number name checksum loadedAt }"""

THREE_ROOTS = f"query ThreePlaces($ministry: ID!, $province: ID!) {{{_PLACE}{_NEWEST}\n}}"

FIVE_ROOTS = (
    f"query FivePlaces($ministry: ID!, $province: ID!) {{{_PLACE}{_BRANCHES}{_NEWEST}{_DATASET}\n}}"
)

PAGE = 20
"""How many awards a page has."""

DEEPEST = 20_000
"""How many awards come before the deep page, or half of them where there are less."""

ASKED_FOR = {"from": 2013, "levels": ["OUTSTANDING", "GOOD"]}
"""What the awards of a page must have."""


LONG_AGO = -(10**9)
"""A year before all awards, from which there are millions more before them."""


async def questions(ask: Ask) -> list[Question]:
    """The questions about the graph that ``ask`` answers from."""
    small = {"id": MINISTRY, "departments": 3, "units": 5, "awards": 3}
    large = {"id": MINISTRY, "departments": 20, "units": 200, "awards": 20}
    whole = {"ministries": 16, "departments": 20, "units": 200, "awards": 20}
    place = {"ministry": MINISTRY, "province": "TH-50"}
    unit = {"id": f"{MINISTRY}-0-TH-50"}
    top = {"from": ASKED_FOR["from"], "first": 100}
    all_years = {"from": LONG_AGO, "first": 100}
    line = {"id": MINISTRY, "first": 1000}
    then = {"id": f"{MINISTRY}-1", "first": 1000, "day": "2005-01-01"}
    known = {**then, "time": "2024-06-01T00:00:00Z"}
    tree = MINISTRY_TO_PROJECTS
    return [
        _question("one organization", POINT, unit, "/organization", anchored=True),
        _question("provincial offices that won", OFFICES, {"first": 50}, "/offices"),
        _question("ministry to projects, 100", tree, small, "/ministry", anchored=True),
        _question("ministry to projects, 1,000", tree, large, "/ministry", anchored=True),
        _question("ministries to projects, 10,000", MINISTRIES_TO_PROJECTS, whole, "/ministries"),
        *await _pages(ask),
        _question("awards and their sources", SOURCES, {"first": 20}, "/sources"),
        _question("three roots", THREE_ROOTS, place, "/three"),
        Question("five roots, 60 fields", FIVE_ROOTS, place, "/five", place),
        _question("ancestors of an office", ANCESTORS, unit, "/ancestors", anchored=True),
        _question("descendants of a ministry", DESCENDANTS, line, "/descendants", anchored=True),
        Question("descendants as of a day", DESCENDANTS_THEN, then, "/descendants-then", then),
        Question("descendants known then", DESCENDANTS_KNOWN, known, "/descendants-known", known),
        Question("awards by ministry, year, level", GROUPS, top, "/groups", top),
        Question(
            "awards by ministry ..., anew", GROUPS, all_years, "/groups", all_years, anew="from"
        ),
    ]


def _question(
    name: str, operation: str, variables: Mapping[str, Any], path: str, *, anchored: bool = False
) -> Question:
    """A question that all services are asked with the same variables."""
    peers = {STOCK: (operation, variables), LIBRARY: (_for_library(path), variables)}
    return Question(name, operation, variables, path, variables, peers, anchored)


def _for_library(path: str) -> str:
    """The operation of @neo4j/graphql, whose names and arguments are its own."""
    return (LIBRARY_OPERATIONS / f"{path[1:]}.graphql").read_text("utf-8")


async def _pages(ask: Ask) -> list[Question]:
    """The first page of awards and a deep one, each without and with the number of all."""
    count = (await ask(AWARDS_AND_COUNT, {**ASKED_FOR, "first": 0}))["awards"]["totalCount"]
    before = min(DEEPEST, count // 2)
    last, cursor = await _last(ask, before)
    deep: Mapping[str, Any] = {"year": last["year"], "id": last["id"]}
    return [
        _page("awards, first page", AWARDS, "/awards", {}, None, 0),
        _page("awards, deep page", AWARDS, "/awards-after", deep, cursor, before),
        _page("awards, first page and count", AWARDS_AND_COUNT, "/awards-count", {}, None, 0),
        _page(
            "awards, deep page and count",
            AWARDS_AND_COUNT,
            "/awards-after-count",
            deep,
            cursor,
            before,
        ),
    ]


def _page(
    name: str, operation: str, path: str, place: Mapping[str, Any], cursor: str | None, before: int
) -> Question:
    """A page after a cursor: ours and that by hand say a place, those of the peers a number."""
    asked = {**ASKED_FOR, "first": PAGE}
    number = base64.b64encode(f"arrayconnection:{before - 1}".encode()).decode()
    counted = {**asked, "after": number} if before else asked
    of_library = "/awards-count" if operation is AWARDS_AND_COUNT else "/awards"
    peers = {STOCK: (operation, counted), LIBRARY: (_for_library(of_library), counted)}
    given = {**place, "from": ASKED_FOR["from"], "first": PAGE}
    return Question(name, operation, {**asked, "after": cursor}, path, given, peers)


async def _last(ask: Ask, before: int) -> tuple[Mapping[str, Any], str]:
    """The last of so many awards, and its cursor."""
    page: dict[str, Any] = {"pageInfo": {"endCursor": None}}
    while before:
        first = min(before, 1000)
        variables = {**ASKED_FOR, "first": first, "after": page["pageInfo"]["endCursor"]}
        page = (await ask(AWARDS, variables))["awards"]
        before -= first
    return page["nodes"][-1], page["pageInfo"]["endCursor"]
