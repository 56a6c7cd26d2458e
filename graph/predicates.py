"""What a filter asks of a node, and the keys of an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from graph.model import Property, Relation, Scalar

_TEXT = ("eq", "in", "contains", "startsWith", "endsWith", "gt", "gte", "lt", "lte", "isNull")
_RANGE = ("eq", "in", "gt", "gte", "lt", "lte", "isNull")

OPERATORS = {
    Scalar.ID: ("eq", "in", "isNull"),
    Scalar.STRING: _TEXT,
    Scalar.INT: _RANGE,
    Scalar.FLOAT: _RANGE,
    Scalar.BOOLEAN: ("eq", "isNull"),
    Scalar.DATE: _RANGE,
    Scalar.DATETIME: _RANGE,
    Scalar.ENUM: ("eq", "in", "isNull"),
}
"""The comparisons of a property with one value, by its stored type."""

_NORMALIZED = "Normalized"

NATURAL_OPERATORS = tuple(
    f"{each}{_NORMALIZED}" for each in ("eq", "contains", "startsWith", "endsWith")
)
"""The comparisons that natural text has besides: of what it means, however it is typed."""

LIST_OPERATORS = ("has", "isNull")
"""The comparisons of a property with many values."""

COUNT_OPERATORS = ("eq", "in", "gt", "gte", "lt", "lte")
"""The comparisons of the count of a relation."""


class Quantifier(Enum):
    """How many of the related nodes must meet a condition; the values are GraphQL's names."""

    SOME = "some"
    ALL = "all"
    NONE = "none"
    SINGLE = "single"


class Junction(Enum):
    """How the parts of a predicate belong together."""

    AND = auto()
    OR = auto()
    NOT = auto()
    """None of the parts' conjunction; empty values count as not meeting a condition."""


def as_folded(property: Property, operator: str) -> tuple[Property, str] | None:
    """The folded twin and the plain operator of a comparison that is normalized, or None."""
    if operator not in NATURAL_OPERATORS:
        return None
    twin = Property(property.folded, Scalar.STRING, text_indexed=property.indexed)
    return twin, operator.removesuffix(_NORMALIZED)


@dataclass(frozen=True, slots=True)
class Compare:
    """A property against a parameter; ``parameter`` None asks whether it is empty.

    For ``isNull`` the operator itself says which: ``isNull`` or ``isNotNull``.
    """

    property: Property
    operator: str
    parameter: str | None

    def __str__(self) -> str:
        return f"{self.property.name} {self.operator} {self.parameter or ''}".rstrip()


@dataclass(frozen=True, slots=True)
class Related:
    """So many of the related nodes, which carry ``label``, meet the predicate."""

    quantifier: Quantifier
    relation: Relation
    where: Where
    label: str

    def __str__(self) -> str:
        return f"{self.quantifier.value} {self.relation} ({self.where})"


@dataclass(frozen=True, slots=True)
class Counted:
    """The number of related nodes against a parameter."""

    relation: Relation
    operator: str
    parameter: str

    def __str__(self) -> str:
        return f"count of {self.relation} {self.operator} {self.parameter}"


@dataclass(frozen=True, slots=True)
class Existing:
    """The node exists on the day in the parameter."""

    parameter: str

    def __str__(self) -> str:
        return f"existing on {self.parameter}"


@dataclass(frozen=True, slots=True)
class Where:
    """Several predicates as one; AND of none holds of every node."""

    parts: tuple[Predicate, ...] = ()
    junction: Junction = Junction.AND

    def __str__(self) -> str:
        if self.junction is Junction.NOT:
            return f"not ({Where(self.parts)})"
        return f" {self.junction.name.lower()} ".join(map(str, self.parts))


Predicate = Compare | Related | Counted | Existing | Where


def is_anchor(part: Predicate) -> bool:
    """Whether few nodes can meet it, to which an index leads: from an id or a name."""
    match part:
        case Compare(property, operator) if property.text_indexed:
            return operator in ("eq", "contains", "startsWith", "endsWith")
        case Compare(property, operator):
            return operator in ("eq", "in") and (
                property.name == "id" or (property.indexed and property.scalar is Scalar.STRING)
            )
        case Related(quantifier, _, where):
            return quantifier is Quantifier.SOME and is_anchor(where)
        case Where(parts, junction):
            return junction is Junction.AND and any(map(is_anchor, parts))
    return False


def is_own_anchor(part: Predicate) -> bool:
    """Whether a condition on a node itself leads to few."""
    return isinstance(part, Compare) and is_anchor(part)


def anchor_of(parts: Sequence[Predicate]) -> Related | None:
    """The part from whose nodes a list is best reached."""
    return next((each for each in parts if isinstance(each, Related) and is_anchor(each)), None)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an order: a property, of the node itself or at the end of a to-one ``path``.

    Without a property it is the number of nodes of the path's last relation.
    """

    by: Property | None
    descending: bool
    path: tuple[Relation, ...] = ()

    @property
    def scalar(self) -> Scalar:
        """The type of the key's values."""
        return self.by.scalar if self.by else Scalar.INT

    @property
    def required(self) -> bool:
        """Whether every node has a value."""
        if self.by is None:
            return len(self.path) == 1
        return not self.path and self.by.required

    @property
    def name(self) -> str:
        """What it is by, as in the argument: `parent.nameTh`, `awards.count`."""
        names = [relation.name for relation in self.path]
        return ".".join([*names, self.by.name if self.by else "count"])

    def __str__(self) -> str:
        return f"{self.name} {'DESC' if self.descending else 'ASC'}"
