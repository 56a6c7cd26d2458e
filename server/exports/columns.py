"""What an export tells of a node: columns derived from the model, and how they are asked for.

A row is a mapping of field names: a value, a list of values, or of a relation one link or a list
of them (``{"id": …, "name": …}``).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from graph.model import (
    ABOUT,
    STATEMENT,
    Direction,
    Hop,
    Model,
    NodeType,
    Property,
    Relation,
    Root,
    RootKind,
    Scalar,
)
from server.errors import UsageError

Row = Mapping[str, Any]
T = TypeVar("T")

LINKS = 100
"""How many nodes of a relation come with a row; the rest is asked for one row at a time."""

PRECISION = "Precision"
"""The end of the name of a property that says how precisely a day is known."""

SOURCES = "sources"
"""The relation to the statements about a node, of which exports tell the documents."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a type, as an export has it.

    ``label`` is the field that names the nodes of a relation, where they have a name.
    """

    name: str
    of: Property | Relation
    about: str = ""
    label: str | None = None

    @property
    def many(self) -> bool:
        """Whether it has a list of values."""
        return self.of.many

    @property
    def is_link(self) -> bool:
        """Whether its values are nodes."""
        return isinstance(self.of, Relation)

    @property
    def is_paged(self) -> bool:
        """Whether its nodes come in pages."""
        return isinstance(self.of, Relation) and self.of.many and not self.of.plain

    @property
    def tells_documents(self) -> bool:
        """Whether its nodes are the documents of the statements about the node."""
        return isinstance(self.of, Relation) and is_evidence(self.of)

    def nodes(self) -> str:
        """The selection of its nodes."""
        if self.tells_documents:
            return f"{{ document {{ id {_named(self.label)}}} }}"
        return f"{{ id {_named(self.label)}}}"

    def page(self, arguments: str) -> str:
        """The selection of a page of its nodes."""
        return (
            f"{self.name}({arguments}) {{ nodes {self.nodes()} "
            "pageInfo { hasNextPage endCursor } }"
        )

    def selection(self) -> str:
        """The field in an operation."""
        if self.is_paged:
            return self.page(f"first: {LINKS}")
        return f"{self.name} {self.nodes()}" if self.is_link else self.name


def _named(label: str | None) -> str:
    return f"name: {label} " if label else ""


def is_evidence(relation: Relation) -> bool:
    """Whether a relation leads to the statements about a node."""
    return relation.plain and relation.hops == (Hop(ABOUT, Direction.IN),)


def listings(model: Model) -> dict[str, Root]:
    """The root fields that list all nodes of a type: what can be exported, by name."""
    return {name: root for name, root in model.roots.items() if root.kind is RootKind.LISTING}


def listing(model: Model, name: str) -> Root:
    """The root field of this name. Raises UsageError."""
    return pick(name, listings(model), "nothing to export")


def pick(name: str, known: Mapping[str, T], what: str) -> T:
    """What is known by a name; UsageError names what comes close, or all that there is."""
    if name in known:
        return known[name]
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"there is {', '.join(known)}"
    raise UsageError(f"{name!r} is {what}; {hint}")


def columns(
    model: Model,
    type: NodeType,
    names: Iterable[str] = (),
    about: Mapping[str, str] | None = None,
) -> tuple[Column, ...]:
    """The columns of a type: those named, in that order, or what a node tells of itself.

    That are its properties, the one nodes that it is related to, the many to which its own
    relationships lead, and the documents that tell of it. Not among them, unless named, are the
    nodes whose relationships lead to it: those tell of it themselves. The id comes first; a day
    comes with its precision. ``about`` has descriptions. Raises UsageError for an unknown name.
    """
    known = _known(model, type)
    chosen = tuple(names) or tuple(
        name for name, each in known.items() if _is_own(each) and name not in type.called
    )
    for name in chosen:
        pick(name, known, f"no field of {type.name} that can be exported")
    wanted = dict.fromkeys(("id", *_with_precisions(chosen, known)))
    return tuple(
        Column(name, known[name], (about or {}).get(name, ""), _label(model, known[name]))
        for name in wanted
    )


def _known(model: Model, type: NodeType) -> dict[str, Property | Relation]:
    called = {name: Property(name, Scalar.STRING) for name in type.called}
    relations = {name: each for name, each in type.relations.items() if not each.path}
    return {
        "id": Property("id", Scalar.ID, required=True),
        **called,
        **type.properties,
        **relations,
    }


def _is_own(field: Property | Relation) -> bool:
    if isinstance(field, Property) or not field.many or is_evidence(field):
        return True
    return not field.depth and all(hop.direction is Direction.OUT for hop in field.hops)


def _with_precisions(names: Iterable[str], known: Mapping[str, object]) -> Iterator[str]:
    for name in names:
        yield name
        if f"{name}{PRECISION}" in known:
            yield f"{name}{PRECISION}"


def _label(model: Model, field: Property | Relation) -> str | None:
    """The field that names the nodes of a relation."""
    if isinstance(field, Property):
        return None
    if is_evidence(field):
        return _name_of(model.types[model.types[STATEMENT].relations["document"].target])
    target = model.types.get(field.target)
    return _name_of(target) if target else None


def _name_of(type: NodeType) -> str | None:
    """The field that names the nodes of a type; None where they have none, only an id."""
    return next(iter(type.called), None) or name_property(type)


def name_property(type: NodeType) -> str | None:
    """The property that names every node of a type, where there is one."""
    natural = (name for name, each in type.properties.items() if each.natural and each.required)
    return next(natural, None)
