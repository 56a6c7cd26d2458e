"""The filters, orders and arguments that are derived from the declared types."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from enum import Enum, EnumMeta
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_snake_case

from graph.model import (
    ABOUT,
    DEFAULT_GROUPS,
    DEFAULT_PAGE,
    MAX_DEPTH,
    MAX_OFFSET,
    MAX_PAGE,
    NodeType,
    RootKind,
    Scalar,
)
from graph.predicates import (
    COUNT_OPERATORS,
    LIST_OPERATORS,
    NATURAL_OPERATORS,
    OPERATORS,
    Quantifier,
)
from graph.searching import DEFAULT_HITS, MAX_HITS, MAX_TEXT, kinds
from schema.declare import (
    DECLARATION,
    AtAnyTime,
    Authority,
    Calendar,
    Hint,
    Hops,
    InLanguage,
    Language,
    Node,
    OrderDirection,
    Start,
    Stored,
    Unstored,
    Way,
    declarations,
    filter_paths,
    into,
    relation_of,
    scalar_of,
)

_NORMALIZED = (
    "whatever its case, spaces, digits (Thai or Arabic) and spelling of sara am (ำ) in Unicode"
)

_ABOUT = {
    "eq": "Equal to this; null asks for an empty value.",
    "in": "One of these.",
    "contains": "Contains this text.",
    "startsWith": "Starts with this text.",
    "endsWith": "Ends with this text.",
    "gt": "Greater than this.",
    "gte": "Greater than this or equal to it.",
    "lt": "Less than this.",
    "lte": "Less than this or equal to it.",
    "eqNormalized": f"Equal to this, {_NORMALIZED}.",
    "containsNormalized": f"Contains this text, {_NORMALIZED}.",
    "startsWithNormalized": f"Starts with this text, {_NORMALIZED}.",
    "endsWithNormalized": f"Ends with this text, {_NORMALIZED}.",
    "isNull": "True: empty. False: not empty.",
    "has": "This is among the values.",
}

_IS_NULL = "Of a related node: true asks that there is none, false that there is one."

_QUANTIFIERS = {
    Quantifier.SOME: "At least one of them meets this; `{}` asks whether there is any.",
    Quantifier.ALL: "Each of them meets this; so it is too when there is none.",
    Quantifier.NONE: "None of them meets this.",
    Quantifier.SINGLE: "Exactly one of them meets this.",
}

_JUNCTIONS = {
    "and": ("list[{}]", "All of these hold."),
    "or": ("list[{}]", "At least one of these holds."),
    "not": ("{}", "This does not hold; an empty value meets no condition, so it passes."),
}

_PYTHON_TYPES = {
    Scalar.ID: "ID",
    Scalar.STRING: "str",
    Scalar.INT: "int",
    Scalar.FLOAT: "float",
    Scalar.BOOLEAN: "bool",
    Scalar.DATE: "date",
    Scalar.DATETIME: "datetime",
}

_TITLES = {Scalar.ID: "ID", Scalar.DATETIME: "DateTime"}


_AS_OF = (
    "The day of which it is asked, with all below it that names no other; today when not given."
)

_KNOWN_AT = (
    "The time whose knowledge is asked, with all below it: what the last load until then had "
    "brought, whatever later ones corrected (`loadedAt` of a `DatasetVersion` is the first "
    "moment of it). All that is known now when not given."
)


_SOURCES = (into(ABOUT),)
"""The hops of lists of statements about a node."""


def _asks_of_a_day(field: StrawberryField, hint: Hint) -> bool:
    """Whether a field can be asked as of a day: it is dated, or something below it may be."""
    how = field.metadata.get(DECLARATION)
    if isinstance(how, Start):
        return how.kind is not RootKind.NEWEST
    if isinstance(how, InLanguage):
        return how.called.relation is not None
    relation = relation_of(field, hint)
    return isinstance(how, Way) or (relation is not None and relation.is_dated)


class Inputs:
    """The input types derived from declared types, made once and found by name."""

    def __init__(self, types: Iterable[type]) -> None:
        self.namespace: dict[str, Any] = {
            "ID": strawberry.ID,
            "OrderDirection": OrderDirection,
            "Calendar": Calendar,
            "Language": Language,
            "Authority": Authority,
            "date": datetime.date,
            "datetime": datetime.datetime,
        }
        self._pending: list[tuple[StrawberryField, str]] = []
        self._annotations: dict[str, StrawberryAnnotation] = {}
        for cls in types:
            self._add_type(cls)

    def annotation(self, text: str) -> StrawberryAnnotation:
        """An annotation that is resolved when the schema is built, once for all its uses."""
        return self._annotations.setdefault(
            text, StrawberryAnnotation(text, namespace=self.namespace)
        )

    # Filters and orders

    def _add_type(self, cls: type) -> None:
        filters: dict[str, StrawberryField] = {}
        orders: dict[str, StrawberryField] = {}
        for field, hint in declarations(cls):
            name = field.python_name
            how = field.metadata.get(DECLARATION)
            if isinstance(how, AtAnyTime | InLanguage | Unstored | Way):
                continue
            if isinstance(how, Hops):
                if not how.path:
                    filters[name] = self._relation_filter(hint)
                    orders[name] = self._relation_order(hint)
                continue
            is_natural = isinstance(how, Stored) and how.natural
            filter = self._property_filter(hint, is_natural=is_natural)
            filters[name] = self._input(filter, "By this property.")
            if not hint.list:
                orders[name] = self._input("OrderDirection", "By this property.")
        for name, path in filter_paths(cls).items():
            filters[name] = self._input(f"{path.target}Filter", path.about)
        name = cls.__name__
        self._make_filter(name, filters)
        about = "One key of an order; give a list of them for several."
        self._make(f"{name}Order", about, orders, one_of=True)
        self._make_list_filter(name)

    def _make_filter(self, name: str, fields: dict[str, StrawberryField]) -> None:
        for junction, (type, about) in _JUNCTIONS.items():
            annotation = type.format(f"{name}Filter")
            fields[f"{junction}_"] = self._input(annotation, about, graphql_name=junction)
        fields["is_null"] = self._input("bool", _IS_NULL)
        about = f"Conditions on nodes of type {name}; all those given must hold."
        self._make(f"{name}Filter", about, fields)

    def _make_list_filter(self, name: str) -> None:
        fields = {
            quantifier.value: self._input(f"{name}Filter", about)
            for quantifier, about in _QUANTIFIERS.items()
        }
        count = self._comparisons("CountFilter", Scalar.INT, "int", COUNT_OPERATORS)
        fields["count"] = self._input(count, "By how many they are.")
        self._make(f"{name}ListFilter", f"Conditions on the related nodes ({name}).", fields)

    def _relation_filter(self, hint: Hint) -> StrawberryField:
        name: str = hint.type.__name__
        if hint.type is Node and "NodeFilter" not in self.namespace:
            by_id = self._comparisons("IDFilter", Scalar.ID, "ID", OPERATORS[Scalar.ID])
            self._make(
                "NodeFilter",
                "Conditions on nodes of any type.",
                {"id": self._input(by_id, "By the id."), "is_null": self._input("bool", _IS_NULL)},
            )
        many = hint.list or hint.connection
        return self._input(f"{name}{'List' if many else ''}Filter", "By what it is related to.")

    def _relation_order(self, hint: Hint) -> StrawberryField:
        """By a value of the one node, or by the number of the many."""
        if hint.list or hint.connection:
            if "CountOrder" not in self.namespace:
                count = {"count": self._input("OrderDirection", "By how many they are.")}
                self._make("CountOrder", "An order by a number of nodes.", count, one_of=True)
            return self._input("CountOrder", "By how many there are.")
        if hint.type is Node and "NodeOrder" not in self.namespace:
            id = {"id": self._input("OrderDirection", "By the id.")}
            self._make("NodeOrder", "An order of nodes of any type.", id, one_of=True)
        return self._input(f"{hint.type.__name__}Order", "By what it is related to.")

    def _property_filter(self, hint: Hint, *, is_natural: bool) -> str:
        scalar = scalar_of(hint.type)
        if is_natural:
            operators = (*OPERATORS[scalar], *NATURAL_OPERATORS)
            return self._comparisons("TextFilter", scalar, _PYTHON_TYPES[scalar], operators)
        if scalar is Scalar.ENUM:
            title = type = hint.type.__name__
            self.namespace[title] = hint.type
        else:
            title, type = _TITLES.get(scalar, scalar.name.capitalize()), _PYTHON_TYPES[scalar]
        if hint.list:
            return self._comparisons(f"{title}ListFilter", scalar, type, LIST_OPERATORS)
        return self._comparisons(f"{title}Filter", scalar, type, OPERATORS[scalar])

    def _comparisons(self, name: str, scalar: Scalar, type: str, operators: Iterable[str]) -> str:
        """The name of an input with these operators over values of one type."""
        if name not in self.namespace:
            special = {"in": f"list[{type}]", "isNull": "bool"}
            fields = {
                to_snake_case(f"{operator}_" if operator == "in" else operator): self._input(
                    special.get(operator, type), _ABOUT[operator], graphql_name=operator
                )
                for operator in operators
            }
            title = type if scalar is Scalar.ENUM else scalar.name.lower()
            self._make(name, f"Comparisons ({title}); all those given must hold.", fields)
        return name

    def _input(
        self, type: str, description: str, graphql_name: str | None = None
    ) -> StrawberryField:
        field = StrawberryField(
            graphql_name=graphql_name, description=description, default=strawberry.UNSET
        )
        self._pending.append((field, f"{type} | None"))
        return field

    def _make(
        self,
        name: str,
        description: str,
        fields: dict[str, StrawberryField],
        *,
        one_of: bool = False,
    ) -> None:
        body = {"__annotations__": dict.fromkeys(fields, Any), "__module__": __name__, **fields}
        self.namespace[name] = strawberry.input(
            type(name, (), body), name=name, description=description, one_of=one_of
        )

    # Arguments

    def give_arguments(self, cls: type) -> None:
        """Give every lookup, connection, walk and dated relation of ``cls`` its arguments."""
        for field, hint in declarations(cls):
            how = field.metadata.get(DECLARATION)
            kind = how.kind if isinstance(how, Start) else None
            arguments: list[StrawberryArgument] = []
            is_way = isinstance(how, Way) or (isinstance(how, Hops) and how.path)
            if kind is RootKind.LOOKUP or is_way:
                arguments.append(self._argument("id", "ID", "The id."))
            elif kind in (RootKind.LOOKUPS, RootKind.COMMON):
                about = f"The ids, at most {MAX_PAGE}."
                arguments.append(self._argument("ids", "list[ID]", about))
            elif kind in DEFAULT_HITS:
                arguments += self._search_arguments(DEFAULT_HITS[kind])
            if hint.connection:
                arguments += self._page_arguments(hint.type.__name__)
            if isinstance(how, Hops) and how.depth:
                for end, name in (("least", "min_depth"), ("most", "max_depth")):
                    about = f"How many steps away at {end}, 1 to {MAX_DEPTH}."
                    arguments.append(self._argument(name, "int | None", about, None))
            if hint.type is datetime.date and not hint.list:
                arguments += self.calendar_arguments()
            if isinstance(how, Hops) and how.by_authority:
                about = "By this authority, in place of the line."
                arguments.append(self._argument("authority", "Authority | None", about, None))
            if isinstance(how, InLanguage):
                about = "The language; Thai when not given."
                arguments.append(self._argument("language", "Language | None", about, None))
            if isinstance(how, Hops) and how.hops == _SOURCES:
                about = "Of this fact alone; of all when not given."
                type = f"{cls.__name__}Fact | None"
                arguments.append(self._argument("of", type, about, None))
            if _asks_of_a_day(field, hint):
                arguments.append(self._argument("as_of", "date | None", _AS_OF, None))
            if isinstance(how, Start):
                if how.within:
                    about = "Only later ones."
                    arguments.append(self._argument("since", "datetime | None", about, None))
                    about = "Only those of that time or earlier."
                    arguments.append(self._argument("until", "datetime | None", about, None))
                arguments.append(self._argument("known_at", "datetime | None", _KNOWN_AT, None))
            field.arguments = arguments

    def _page_arguments(self, name: str) -> list[StrawberryArgument]:
        order = "The keys of the order, most important first; by id when not given."
        first = f"How many from the start, 0 to {MAX_PAGE}; {DEFAULT_PAGE} when not given."
        offset = (
            f"How many to leave out at the start, 0 to {MAX_OFFSET}, for page numbers; "
            "cursors are faster, and stable while the data changes."
        )
        last = f"How many from the end, 0 to {MAX_PAGE}, instead of `first`."
        return [
            self._argument("where", f"{name}Filter | None", "Keep only these.", None),
            self._argument("order_by", f"list[{name}Order] | None", order, None),
            self._argument("first", "int | None", first, None),
            self._argument("after", "str | None", "Only those after this cursor.", None),
            self._argument("last", "int | None", last, None),
            self._argument("before", "str | None", "Only those before this cursor.", None),
            self._argument("offset", "int | None", offset, None),
        ]

    def _search_arguments(self, default: int) -> list[StrawberryArgument]:
        about = (
            f"What to look for, at most {MAX_TEXT} characters: a name or a part of one. "
            "Punctuation counts for nothing, and nothing is found by it alone."
        )
        first = f"How many at most, 0 to {MAX_HITS}; {default} when not given."
        of = "Only nodes of these kinds; of all kinds when not given."
        return [
            self._argument("text", "str", about),
            self._argument("kinds", "list[SearchKind] | None", of, None),
            self._argument("first", "int | None", first, None),
        ]

    def calendar_arguments(self) -> list[StrawberryArgument]:
        """The argument of a field that answers a day."""
        about = "The calendar of the answer; Gregorian when not given."
        return [self._argument("calendar", "Calendar | None", about, None)]

    def add_search_kinds(self, types: Iterable[NodeType]) -> None:
        """The enum of what search finds."""
        values: dict[str, Any] = {
            name: strawberry.enum_value(name, description=f"Nodes of type {type.name}.")
            for name, type in kinds(types).items()
        }
        made = EnumMeta.__call__(Enum, "SearchKind", values)
        about = "The kinds of nodes that have names to be found by."
        self.namespace["SearchKind"] = strawberry.enum(made, description=about)

    def add_facts(self, type: NodeType, descriptions: Mapping[str, str]) -> None:
        """The enum of what one can ask the sources of, with descriptions by value."""
        values: dict[str, Any] = {
            name: strawberry.enum_value(name, description=descriptions[name])
            for name in type.stated
        }
        made = EnumMeta.__call__(Enum, f"{type.name}Fact", values)
        about = f"What is said of nodes of type {type.name}, one thing at a time."
        self.namespace[f"{type.name}Fact"] = strawberry.enum(made, description=about)

    def group_arguments(self, name: str) -> list[StrawberryArgument]:
        """The arguments of the groups of nodes of a type."""
        first = f"How many groups, 0 to {MAX_PAGE}; {DEFAULT_GROUPS} when not given."
        order = "The order of the groups; the largest first when not given."
        return [
            self._argument("by", f"list[{name}Dimension]", "What to group by, one or more."),
            self._argument("order_by", f"list[{name}GroupOrder] | None", order, None),
            self._argument("first", "int | None", first, None),
        ]

    def add_group_order(self, name: str, dimensions: Iterable[str]) -> None:
        """The input that orders groups, by their size or a dimension (Python names)."""
        fields = {"count": self._input("OrderDirection", "By how many are in the group.")}
        for each in dimensions:
            fields[each] = self._input("OrderDirection", "By this; related nodes by their id.")
        self._make(f"{name}GroupOrder", f"An order of groups ({name}).", fields, one_of=True)

    def finish(self) -> None:
        """Give all fields their types, once every type is there."""
        # Filters refer to each other in circles, so their types are given at the end.
        for field, type in self._pending:
            field.type_annotation = self.annotation(type)
        self._pending.clear()

    def _argument(
        self, name: str, type: str, description: str, default: Any = strawberry.UNSET
    ) -> StrawberryArgument:
        return StrawberryArgument(
            python_name=name,
            graphql_name=None,
            type_annotation=self.annotation(type),
            description=description,
            default=default,
        )
