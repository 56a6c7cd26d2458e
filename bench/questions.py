"""What both services are asked, in the same words each time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bench.generator import MINISTRY

Ask = Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]]
"""Answers a GraphQL operation with its data."""


@dataclass(frozen=True, slots=True)
class Question:
    """A GraphQL operation, and the path and parameters of the same question written by hand."""

    name: str
    operation: str
    variables: Mapping[str, Any]
    path: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


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
query Awards($after: String, $first: Int!) {
  awards(orderBy: { year: DESC }, first: $first, after: $after) {
    nodes { id year level category { nameTh } winners { nodes { id nameTh } } }
  }
}"""

COUNT = "{ awards { totalCount } }"

LAST_AWARD = """
query LastAward($first: Int!) {
  awards(orderBy: { year: DESC }, first: $first) {
    nodes { id year }
    pageInfo { endCursor }
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

FIVE_ROOTS = """
query FivePlaces($ministry: ID!, $province: ID!) {
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
  }
  awardCategories(where: { kind: { eq: BRANCH } }, orderBy: { nameTh: ASC }) {
    nodes { id nameTh kind children(orderBy: { nameTh: ASC }) { nodes { id nameTh } } }
  }
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
  }
  dataset { number name checksum loadedAt }
}"""


async def questions(ask: Ask) -> list[Question]:
    """The questions about the graph that ``ask`` answers from."""
    small = {"id": MINISTRY, "departments": 3, "units": 5, "awards": 3}
    large = {"id": MINISTRY, "departments": 20, "units": 200, "awards": 20}
    whole = {"ministries": 16, "departments": 20, "units": 200, "awards": 20}
    place = {"ministry": MINISTRY, "province": "TH-50"}
    unit = {"id": f"{MINISTRY}-0-TH-50"}
    return [
        Question("one organization", POINT, unit, "/organization", unit),
        Question("provincial offices that won", OFFICES, {"first": 50}, "/offices", {"first": 50}),
        Question("ministry to projects, 100", MINISTRY_TO_PROJECTS, small, "/ministry", small),
        Question("ministry to projects, 1,000", MINISTRY_TO_PROJECTS, large, "/ministry", large),
        Question(
            "ministries to projects, 10,000", MINISTRIES_TO_PROJECTS, whole, "/ministries", whole
        ),
        await _deep_page(ask),
        Question("awards and their sources", SOURCES, {"first": 20}, "/sources", {"first": 20}),
        Question("five roots, 60 fields", FIVE_ROOTS, place, "/five", place),
    ]


async def _deep_page(ask: Ask) -> Question:
    """The page of awards after the first thousand, or after half of them where there are less."""
    count = (await ask(COUNT, {}))["awards"]["totalCount"]
    page = (await ask(LAST_AWARD, {"first": min(1000, count // 2)}))["awards"]
    last = page["nodes"][-1]
    return Question(
        "awards, a deep page",
        AWARDS,
        {"first": 20, "after": page["pageInfo"]["endCursor"]},
        "/awards",
        {"first": 20, "year": last["year"], "id": last["id"]},
    )
