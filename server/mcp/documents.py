"""The GraphQL operations of the tools."""

from __future__ import annotations

from schema import model

SOURCE = """
fragment Source on Statement {
  predicate object basis method why start end checksum words
  document { id title publisher address sha256 }
}
"""

REFERENCE = """
fragment Reference on Organization { id name }
"""

SEARCH = (
    """
query Search($text: String!, $kinds: [SearchKind!], $first: Int!) {
  search(text: $text, kinds: $kinds, first: $first) {
    score matched
    node {
      type: __typename id
      ... on Organization { kind unitKind ministry { ...Reference } validTo }
    }
  }
}
"""
    + REFERENCE
)

ORGANIZATION = (
    """
query Organization($id: ID!, $asOf: Date) {
  organization(id: $id, asOf: $asOf) {
    id name nameTh nameEn abbreviations kind unitKind administration validFrom validTo
    parent { ...Reference } department { ...Reference } ministry { ...Reference }
    seatedIn { id name }
    names(first: 50) { nodes { value kind language validFrom validTo } }
    predecessors(first: 50) { nodes { ...Reference } }
    successors(first: 50) { nodes { ...Reference } }
    children(first: 50) { nodes { ...Reference } }
    awards { totalCount }
    awardsUnder { totalCount }
    sources { ...Source }
  }
}
"""
    + REFERENCE
    + SOURCE
)

STEP = """
fragment Step on OrganizationStep {
  kind subject { ...Reference } object { ...Reference } validFrom validTo
  sources { ...Source }
}
"""

MEETING = (
    """
query Meeting($ids: [ID!]!, $asOf: Date) {
  nodes(ids: $ids, asOf: $asOf) { ... on Organization { ...Reference } }
  commonAncestor(ids: $ids, asOf: $asOf) { ...Reference }
}
"""
    + REFERENCE
)

WAYS = (
    """
query Ways($one: ID!, $other: ID!, $top: ID!, $asOf: Date) {
  one: organization(id: $one, asOf: $asOf) { steps: stepsTo(id: $top) { ...Step } }
  other: organization(id: $other, asOf: $asOf) { steps: stepsTo(id: $top) { ...Step } }
}
"""
    + STEP
    + REFERENCE
    + SOURCE
)

AWARDS = (
    """
query Awards($where: AwardFilter!, $first: Int!, $after: String) {
  awards(where: $where, orderBy: [{year: DESC}], first: $first, after: $after) {
    totalCount
    pageInfo { endCursor hasNextPage }
    nodes {
      id year yearBe level
      category { id name } branch { id name } project { id name: nameTh }
      winners(first: 20) { nodes { ...Reference } }
      ministries(first: 5) { nodes { ...Reference } }
      sources { ...Source }
    }
  }
}
"""
    + REFERENCE
    + SOURCE
)

AGGREGATE = (
    """
query Aggregate($where: AwardFilter!, $by: [AwardDimension!]!, $first: Int!) {
  awards(where: $where) {
    totalCount
    groups(by: $by, first: $first) {
      count
      key {
        year level category { id name } branch { id name } winners { ...Reference }
        departments { ...Reference } ministries { ...Reference } provinces { id name }
        regions { id name }
      }
    }
  }
}
"""
    + REFERENCE
)


def cite() -> str:
    """What asks for the sources of a node of any type that has some."""
    asked = " ".join(
        f"... on {type.name} {{ sources {{ ...Source }} conflicts {{ ...Source }} }}"
        for type in model().types.values()
        if {"sources", "conflicts"} <= type.relations.keys()
    )
    return f"query Cite($id: ID!) {{ node(id: $id) {{ type: __typename id {asked} }} }}{SOURCE}"
