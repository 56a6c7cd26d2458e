"""The values of a statement: named by position, bound anew for each request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode

from graph.selection import BadInput, Bound, Field, Path, follow, plain


def bad_input(field: Field, argument: str, message: str) -> BadInput:
    """The error for an argument of a field, placed in the document."""
    return BadInput(f"{field.name}({argument}:): {message}", field.nodes[0])


def as_given(value: Any) -> Any:
    """The conversion of a value that the database takes as it is."""
    return value


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of the statement: a constant or Bound, converted for the database."""

    source: Any
    convert: Callable[[Any], Any]
    argument: str
    node: FieldNode

    def value(self, variables: Mapping[str, Any]) -> Any:
        """The value for one request. Raises BadInput."""
        try:
            return self.convert(plain(_resolve(self.source, variables)))
        except ValueError as error:
            raise BadInput(
                f"{self.node.name.value}({self.argument}:): {error}", self.node
            ) from None


def _resolve(source: Any, variables: Mapping[str, Any]) -> Any:
    if isinstance(source, Bound):
        return follow(variables, source.path)
    if isinstance(source, list):
        return [_resolve(item, variables) for item in source]
    return source


class Parameters:
    """Collects the parameters of a plan, and the variables that the plan depends on."""

    def __init__(self, variables: Mapping[str, Any]) -> None:
        self.all: list[Parameter] = []
        self.pins: set[Path] = set()
        self._variables = variables

    def add(
        self,
        source: Any,
        field: Field,
        argument: str,
        convert: Callable[[Any], Any] = as_given,
    ) -> str:
        """The name of a new parameter; ``convert`` raises ValueError for what it refuses."""
        self.all.append(Parameter(source, convert, argument, field.nodes[0]))
        return f"p{len(self.all) - 1}"

    def pin(self, value: Any) -> Any:
        """The value itself: the plan is for this one alone."""
        if isinstance(value, Bound):
            self.pins.add(value.path)
            return plain(follow(self._variables, value.path))
        return plain(value)
