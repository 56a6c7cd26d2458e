"""What a filter asks of a node, and the keys of an order."""

from __future__ import annotations

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
    """So many of the related nodes meet the predicate."""

    quantifier: Quantifier
    relation: Relation
    where: Where

    def __str__(self) -> str:
        return f"{self.quantifier.value} {self.relation.name} ({self.where})"


@dataclass(frozen=True, slots=True)
class Counted:
    """The number of related nodes against a parameter."""

    relation: Relation
    operator: str
    parameter: str

    def __str__(self) -> str:
        return f"count of {self.relation.name} {self.operator} {self.parameter}"


@dataclass(frozen=True, slots=True)
class Where:
    """Several predicates as one; AND of none holds of every node."""

    parts: tuple[Predicate, ...] = ()
    junction: Junction = Junction.AND

    def __str__(self) -> str:
        if self.junction is Junction.NOT:
            return f"not ({Where(self.parts)})"
        return f" {self.junction.name.lower()} ".join(map(str, self.parts))


Predicate = Compare | Related | Counted | Where


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an order."""

    property: Property
    descending: bool

    def __str__(self) -> str:
        return f"{self.property.name} {'DESC' if self.descending else 'ASC'}"
