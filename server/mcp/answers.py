"""What the tools answer: the fields of GraphQL, with lists in place of connections."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Answer(BaseModel):
    """Something that is read from an answer of GraphQL, and written with the same names."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")


class Reference(Answer):
    """A node by its id and name."""

    id: str
    name: str | None = None


class Document(Answer):
    """A source document, as it is to be cited."""

    id: str
    title: str
    publisher: str | None = None
    address: str | None = Field(None, description="Where it is published")
    sha256: str | None = None


class Source(Answer):
    """What a document says, and where: offsets are code points, `words` the passage itself."""

    predicate: str
    object: str
    basis: str = Field(description="STATED by the passage, or INFERRED by the rule in `method`")
    method: str | None = None
    why: str | None = None
    start: int | None = None
    end: int | None = None
    checksum: str | None = None
    words: str | None = None
    document: Document


class Found(Answer):
    """A node that a search found."""

    type: str
    id: str
    kind: str | None = None
    unit_kind: str | None = None
    ministry: Reference | None = None
    valid_to: str | None = None


class Hit(Answer):
    """A hit of a search: the better, the nearer its score is to 1."""

    score: float
    matched: str
    node: Found


class Hits(Answer):
    """What a search found, the best first."""

    hits: list[Hit]


class Name(Answer):
    """A name that a body bears or bore."""

    value: str
    kind: str
    language: str
    valid_from: str | None = None
    valid_to: str | None = None


class Count(Answer):
    """How many there are."""

    total_count: int


class Organization(Answer):
    """A government body, and who says so."""

    id: str
    name: str
    name_th: str
    name_en: str | None = None
    abbreviations: list[str]
    kind: str
    unit_kind: str | None = None
    administration: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    parent: Reference | None = None
    department: Reference | None = None
    ministry: Reference | None = None
    seated_in: Reference | None = None
    names: list[Name]
    predecessors: list[Reference]
    successors: list[Reference]
    children: list[Reference] = Field(description="At most 50")
    awards: Count = Field(description="Won by it")
    awards_under: Count = Field(description="Won by it or a body below it")
    sources: list[Source]


class Step(Answer):
    """What one body is to the one above it, since when, and who says so."""

    kind: str
    subject: Reference
    object: Reference
    valid_from: str | None = None
    valid_to: str | None = None
    sources: list[Source]


class Trace(Answer):
    """How two bodies hang together: the ways of both up to where they meet."""

    meeting: Reference | None = Field(None, description="Null where their lines do not meet")
    from_steps: list[Step]
    to_steps: list[Step]


class Award(Answer):
    """An award, who won it and who says so."""

    id: str
    year: int = Field(description="Common Era")
    year_be: int = Field(description="Buddhist Era")
    level: str | None = None
    category: Reference | None = None
    branch: Reference | None = None
    project: Reference | None = None
    winners: list[Reference]
    ministries: list[Reference]
    sources: list[Source]


class Awards(Answer):
    """A page of awards; `next` asks for the following one, as `after`."""

    total_count: int
    awards: list[Award]
    next: str | None = None


class Key(Answer):
    """What the awards of a group have in common; null where it was not asked."""

    year: int | None = None
    level: str | None = None
    category: Reference | None = None
    branch: Reference | None = None
    winners: Reference | None = None
    departments: Reference | None = None
    ministries: Reference | None = None
    provinces: Reference | None = None
    regions: Reference | None = None


class Group(Answer):
    """Awards with something in common."""

    count: int
    key: Key


class Groups(Answer):
    """Numbers of awards; an award with several winners is in the group of each."""

    total_count: int
    groups: list[Group]


class Citation(Answer):
    """All that says what is known of a node, and what says otherwise and is not followed."""

    type: str
    id: str
    sources: list[Source]
    conflicts: list[Source]


class Response(Answer):
    """A GraphQL response."""

    data: dict[str, Any] | None = None
    errors: list[dict[str, Any]] = []


def flat(value: Any) -> Any:
    """An answer with the nodes of a connection in its place, where nothing else was asked of it."""
    if isinstance(value, list):
        return [flat(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"nodes"}:
        return flat(value["nodes"])
    return {name: flat(each) for name, each in value.items()}
