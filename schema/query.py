"""The query type, and the schema as a whole."""

from __future__ import annotations

from datetime import date
from functools import cache
from threading import Lock
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLInputObjectType, GraphQLScalarType
from strawberry.schema.schema_converter import GraphQLCoreConverter

from graph.model import Model, RootKind
from graph.thai import BUDDHIST_YEARS, FORMS, read_day
from schema.declare import Connection, Node, declarations, derive_model, root
from schema.inputs import Inputs
from schema.outputs import Outputs
from schema.search import SearchHit, Suggestion
from schema.types import (
    TYPES,
    Award,
    AwardCategory,
    AwardClaim,
    AwardEdition,
    AwardScheme,
    Ceremony,
    ChangeEvent,
    DatasetVersion,
    Document,
    FactChange,
    Finding,
    HistoryEntry,
    Name,
    Organization,
    Person,
    Project,
    Province,
    Region,
    Statement,
)

ONE = RootKind.LOOKUP
ALL = RootKind.LISTING


@strawberry.type(description="Where every question starts.")
class Query:
    """The root fields."""

    node: Node | None = root(ONE, "Anything by its id.")
    nodes: list[Node | None] = root(
        RootKind.LOOKUPS, "Several by their ids, in that order; null for an id that is not there."
    )
    organization: Organization | None = root(ONE, "An organization by its id.")
    organizations: Connection[Organization] = root(ALL, "All organizations.")
    change_event: ChangeEvent | None = root(ONE, "A change of organizations by its id.")
    change_events: Connection[ChangeEvent] = root(
        ALL, "All changes of organizations: those in force, drafts and proposals."
    )
    province: Province | None = root(ONE, "A province by its ISO 3166-2 code, e.g. `TH-71`.")
    provinces: Connection[Province] = root(ALL, "All provinces of Thailand, and Bangkok.")
    region: Region | None = root(ONE, "A region by its id, e.g. `region:western`.")
    regions: Connection[Region] = root(ALL, "All regions: every province is in one of them.")
    award_category: AwardCategory | None = root(ONE, "An award category by its id.")
    award_categories: Connection[AwardCategory] = root(ALL, "All award categories.")
    award: Award | None = root(ONE, "An award by its id.")
    awards: Connection[Award] = root(ALL, "All awards.")
    project: Project | None = root(ONE, "A project by its id.")
    projects: Connection[Project] = root(ALL, "All projects that won.")
    document: Document | None = root(ONE, "A source document by its id.")
    documents: Connection[Document] = root(ALL, "All source documents.")
    names: Connection[Name] = root(ALL, "All names of organizations, of all times.")
    award_schemes: Connection[AwardScheme] = root(ALL, "All schemes of awards.")
    award_editions: Connection[AwardEdition] = root(ALL, "All editions of schemes of awards.")
    award_claims: Connection[AwardClaim] = root(ALL, "All counts of awards that documents state.")
    ceremonies: Connection[Ceremony] = root(ALL, "All ceremonies.")
    people: Connection[Person] = root(ALL, "All persons, as far as in office or winners.")
    statements: Connection[Statement] = root(
        ALL, "All facts as documents support them, those that are set aside too."
    )
    common_ancestor: Organization | None = root(
        RootKind.COMMON,
        "The nearest body under which all these stand in the line of authority, or which is one "
        "of them; null when there is none or an id is not there.",
        along="ancestors",
    )
    search: list[SearchHit] = root(
        RootKind.SEARCH,
        "The nodes whose names match a text best, the best first: a name that is it, starts "
        "with it, has it inside, or has it but for a mistake (a letter wrong, missing, too many "
        "or out of place, a word left out). Case, spaces and punctuation, Thai or Arabic digits "
        "and common abbreviations (สนง., จ., รพ.) make no difference.",
    )
    suggest: list[Suggestion] = root(
        RootKind.SUGGEST,
        "The same, quickly, for a text that is still being typed: mistakes are looked for only "
        "where nothing has the text in its name.",
    )
    integrity: Connection[Finding] = root(
        ALL,
        "What the check of the data found, at its last load; errors are there only where an "
        "exception is declared.",
    )
    dataset: DatasetVersion | None = root(
        RootKind.NEWEST, "The data now in the graph; null before the first load."
    )
    dataset_versions: Connection[DatasetVersion] = root(ALL, "All loads of the data.")
    changes: Connection[FactChange] = root(
        ALL,
        "What each load added, changed or withdrew after `since` and not after `until`, in the "
        "order of the loads. What was changed and changed back is there twice: `govgraph diff` "
        "takes it together.",
        within="recordedAt",
    )


@cache
def model() -> Model:
    """How the schema's types map to the graph."""
    return derive_model(Query, TYPES)


_BUILDING = Lock()


def build() -> strawberry.Schema:
    """The schema with all derived arguments and inputs."""
    with _BUILDING:  # The server warms it in a thread, and may ask for it before that is done.
        return _built()


@cache
def _built() -> strawberry.Schema:
    inputs = Inputs(TYPES)
    outputs = Outputs(TYPES, inputs)
    inputs.add_search_kinds(model().types.values())
    for each in TYPES:
        about = {
            field.python_name.upper(): field.description or "" for field, _ in declarations(each)
        }
        inputs.add_facts(model().types[each.__name__], about)
    inputs.finish()
    for cls in (*TYPES, Query):
        inputs.give_arguments(cls)
        outputs.give_types(cls)
    inputs.give_arguments(HistoryEntry)
    schema = strawberry.Schema(query=Query, types=TYPES)
    for type in schema._schema.type_map.values():
        if isinstance(type, GraphQLInputObjectType):
            _validate_one_of(type)
        elif isinstance(type, GraphQLScalarType) and type.name in ("Date", "DateTime"):
            _read_times(type)
    return schema


_DAY = (
    "A day: ISO 8601, Common Era (2022-01-31), or as on Thai documents (31 มกราคม 2565, "
    "31 ม.ค. 65, 31/1/2565, with Thai digits too). Answered in ISO 8601 unless a calendar is "
    "asked for."
)


_MOMENT = "write YYYY-MM-DDThh:mm:ssZ, Common Era, or +07:00 in place of Z"


def _read_times(type: GraphQLScalarType) -> None:
    """Read days of both eras, and let graphql-core say where a wrong value stands.

    It does not for errors of its own kind.
    """
    coerce = type.coerce_input_value

    def day(value: Any) -> date:
        if not isinstance(value, str):
            raise ValueError(f"{value!r} is no day; write {FORMS}")
        return read_day(value)

    def moment(value: Any) -> Any:
        try:
            found = coerce(value)
        except GraphQLError:
            raise ValueError(f"{value!r} is no time; {_MOMENT}") from None
        if found.tzinfo is None:
            raise ValueError(f"{value!r} says no time of a zone; {_MOMENT}")
        if found.year in BUDDHIST_YEARS:
            raise ValueError(f"{value!r} seems to be of the Buddhist Era; {_MOMENT}")
        return found

    is_day = type.name == "Date"
    type.coerce_input_value = type.parse_value = day if is_day else moment  # type: ignore[method-assign]
    type.description = _DAY if is_day else type.description


def _validate_one_of(type: GraphQLInputObjectType) -> None:
    """Let graphql-core validate `@oneOf`; Strawberry finds it out only while it coerces."""
    definition = type.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
    if definition.is_one_of:
        type.is_one_of = True
        type.out_type = dict[str, Any]  # type: ignore[assignment, method-assign]
