"""What stands in a feed: a page of the changes of facts, the newest first, with their subjects."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from graph.service import Service
from server.asking import ask
from server.responses import Refusal

PAGE = 100
"""How many changes a page of a feed has."""

NAMESPACE = uuid.UUID("6d4b2a4e-2f0b-5c68-9d7a-64a1f2f0a9c3")
"""Makes the identifiers of feeds and entries by RFC 9562, section 5.5: the same each time."""

VERSION = "{ dataset { number checksum } }"

CHANGES = """
query Changes($where: FactChangeFilter!, $first: Int!, $after: String) {
  dataset { number checksum loadedAt }
  oldest: datasetVersions(orderBy: [{number: ASC}], first: 1) { nodes { checksum loadedAt } }
  changes(where: $where, orderBy: [{recordedAt: DESC}], first: $first, after: $after) {
    nodes {
      id kind version recordedAt subject predicate
      before beforeValid beforeSource beforeBasis after afterValid afterSource afterBasis
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""

NAMES = """
query Names($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on Organization { name } ... on Province { name } ... on Region { name }
    ... on AwardScheme { name } ... on AwardCategory { name } ... on Project { name: nameTh }
    ... on Ceremony { name: nameTh } ... on Person { name: nameTh } ... on Document { name: title }
  }
}
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one fact. ``before`` and ``after`` say what it was and is, with the source."""

    id: str
    title: str
    subject: str
    kind: str
    predicate: str
    recorded_at: str
    before: str | None
    after: str | None
    raw: Mapping[str, Any]

    @property
    def text(self) -> str:
        """All of it in words."""
        lines = [f"{self.subject} {self.predicate}"]
        lines += [f"before: {self.before}"] if self.before else []
        lines += [f"after: {self.after}"] if self.after else []
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a feed. ``tag`` tells one state of the data from another; ``next`` is a cursor."""

    id: str
    title: str
    updated_at: str
    tag: str
    entries: tuple[Entry, ...]
    next: str | None


async def version(service: Service, timeout: float) -> str | None:
    """What tells the present state of the data from others. Raises Unanswered."""
    dataset = (await ask(service, VERSION, {}, timeout=timeout))["dataset"]
    return _tag(dataset) if dataset else None


async def read(
    service: Service, organization: str | None, after: str | None, *, timeout: float
) -> Feed:
    """A page of all changes, or of those about one body. Raises Refusal and Unanswered."""
    where: dict[str, Any] = {}
    if organization is not None:  # What is said of it, and what others say it won, or leads to it.
        named = {"eq": organization}
        where = {"or": [{"subject": named}, {"before": named}, {"after": named}]}
    variables = {"where": where, "first": PAGE, "after": after}
    data = await ask(service, CHANGES, variables, timeout=timeout)
    dataset, nodes = data["dataset"], data["changes"]["nodes"]
    if dataset is None:
        why = "the database holds no dataset; run `govgraph load`"
        raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, why)
    ids = list(dict.fromkeys([organization or "", *(each["subject"] for each in nodes)]))
    named_nodes = await ask(service, NAMES, {"ids": ids}, timeout=timeout)
    names = {each["id"]: each.get("name") for each in named_nodes["nodes"] if each}
    if organization is not None and organization not in names and not nodes:
        raise Refusal(HTTPStatus.NOT_FOUND, f"there is no organization {organization!r}")
    page = data["changes"]["pageInfo"]
    return Feed(
        _uuid("feed", organization, *data["oldest"]["nodes"][0].values()),
        _title(organization, names),
        dataset["loadedAt"],
        _tag(dataset),
        tuple(_entry(each, names) for each in nodes),
        page["endCursor"] if page["hasNextPage"] else None,
    )


def _tag(dataset: Mapping[str, Any]) -> str:
    return f"{dataset['number']}-{dataset['checksum'][:16]}"


def _title(organization: str | None, names: Mapping[str, str | None]) -> str:
    if organization is None:
        return "govgraph: all changes of the data"
    return f"govgraph: changes about {names.get(organization) or organization}"


def _entry(change: Mapping[str, Any], names: Mapping[str, str | None]) -> Entry:
    subject = change["subject"]
    title = f"{change['kind'].lower()}: {names.get(subject) or subject}, {change['predicate']}"
    return Entry(
        # Ids of changes count from the first load of a database: what each says makes it unique.
        _uuid(*change.values()),
        title,
        subject,
        change["kind"],
        change["predicate"],
        change["recordedAt"],
        _told(change, "before"),
        _told(change, "after"),
        change,
    )


def _told(change: Mapping[str, Any], when: str) -> str | None:
    if change[when] is None:
        return None
    parts = [change[when], change[f"{when}Valid"], change[f"{when}Basis"], change[f"{when}Source"]]
    return ", ".join(part for part in parts if part)


def _uuid(*parts: object) -> str:
    return uuid.uuid5(NAMESPACE, "\n".join(map(str, parts))).urn
