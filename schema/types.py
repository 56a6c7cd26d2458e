"""What the graph knows: organizations, the awards they win, and the documents that say so.

Each class is the one declaration of its type; see :mod:`schema.declare`. Organizations and
change follow the W3C Organization ontology, pages follow Relay.
"""

from __future__ import annotations

import datetime

import strawberry

from schema.declare import (
    DAY_PRECISION,
    FIRST_DAY,
    LAST_DAY,
    Authority,
    Connection,
    DatePrecision,
    FilterPath,
    Language,
    Node,
    called,
    history,
    into,
    out,
    prop,
    relation,
    stored,
    unstored,
    walk,
    way,
)
from schema.enums import (
    AbsenceReason,
    Administration,
    AgencyKind,
    AwardLevel,
    Basis,
    CategoryKind,
    CeremonyMode,
    ChangeKind,
    ChangeStatus,
    DateRole,
    FactChangeKind,
    HistoryKind,
    NameKind,
    OrganizationKind,
    Severity,
    StepKind,
    UnitKind,
)

OF_AUTHORITY = "Of which authority it is, where it is not of the line."
SAYS_SO = "The statements that say so; for `SUCCEEDED_BY` those about the change by which it is so."
SAYS_OTHERWISE = "Statements that say otherwise and are not followed; `setAside` tells why."


@strawberry.type(
    description="A step of a way between organizations: what one is to the other, and who says so."
)
class OrganizationStep:
    """One relationship of a way."""

    kind: StepKind = strawberry.field(description="What `subject` is to `object`.")
    subject: Organization = strawberry.field(description="The body that is part, or reports.")
    object: Organization = strawberry.field(description="The body above it, or after it.")
    valid_from: datetime.date | None = strawberry.field(description=FIRST_DAY)
    valid_from_precision: DatePrecision | None = strawberry.field(description=DAY_PRECISION)
    valid_to: datetime.date | None = strawberry.field(description=LAST_DAY)
    valid_to_precision: DatePrecision | None = strawberry.field(description=DAY_PRECISION)
    authority: Authority | None = strawberry.field(description=OF_AUTHORITY)
    sources: list[Statement] = strawberry.field(description=SAYS_SO)
    conflicts: list[Statement] = strawberry.field(description=SAYS_OTHERWISE)


@strawberry.type(description="What an organization was, is or will be to another node.")
class HistoryEntry:
    """A dated relationship, whenever it holds."""

    kind: HistoryKind = strawberry.field(description="What it is to the node.")
    node: Node = strawberry.field(description="The other node.")
    valid_from: datetime.date | None = strawberry.field(description=FIRST_DAY)
    valid_from_precision: DatePrecision | None = strawberry.field(description=DAY_PRECISION)
    valid_to: datetime.date | None = strawberry.field(description=LAST_DAY)
    valid_to_precision: DatePrecision | None = strawberry.field(description=DAY_PRECISION)
    authority: Authority | None = strawberry.field(description=OF_AUTHORITY)
    sources: list[Statement] = strawberry.field(description=SAYS_SO)
    conflicts: list[Statement] = strawberry.field(description=SAYS_OTHERWISE)


FINDINGS = "What the check of the data found about it: see `integrity`."
SOURCES = "The statements that support what is said of it, with document and passage."


@stored("Document", prefix="doc:")
class Document(Node):
    """A published text that facts are taken from. The text itself is not kept here."""

    title: str = prop("Its title as published.", natural=True, searched=True)
    publisher: str | None = prop("Who published it, e.g. `MSK News`.", natural=True)
    address: str | None = prop("Where it is published; empty where that is not known.")
    sha256: str | None = prop("Checksum of the text, SHA-256 in hexadecimal, of its UTF-8 bytes.")
    characters: int | None = prop("Length of the text in Unicode code points.")
    published_on: datetime.date | None = prop("Day of publication.", indexed=True)
    retrieved_on: datetime.date | None = prop("Day on which the copy was taken.")
    licence: str | None = prop("Licence of the data, where it is a data set, as SPDX identifier.")
    statements: Connection[Statement] = relation(
        into("STATED_IN"), about="The facts that were taken from it."
    )
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored("Statement", prefix="statement:")
class Statement(Node):
    """One fact as a document supports it: subject, predicate, object and passage."""

    predicate: str = prop(
        "The property (`nameTh`) or relationship (`WON_BY`) that it is about, as in the graph."
    )
    object: str = prop("The value, or the id of the other node.")
    valid: str | None = prop(
        "When it holds, as the dataset writes it: the first and the last day, month or year, both "
        "included, `..` where it is open, e.g. `2015-03-06/..`; empty where none is told."
    )
    basis: Basis = prop("Whether the passage says it or we conclude it.")
    method: str | None = prop("The rule of an inference, e.g. `list-placement`.")
    set_aside: str | None = prop(
        "Why the graph follows another statement instead, e.g. `day-of-effect`; empty where it "
        "follows this one."
    )
    why: str | None = prop("What that rule or reason says, in words.")
    start: int | None = prop("Where the passage starts: code points from the start, from 0.")
    end: int | None = prop("Where the passage ends, exclusive, in code points.")
    checksum: str | None = prop("First 12 hexadecimal digits of the passage's SHA-256.")
    words: str | None = unstored(
        "The words of the passage, where the service has the text of the document "
        "(`GOVGRAPH_DOCUMENTS`): no text is kept in the graph."
    )
    recorded_at: datetime.datetime | None = prop(
        "When the load was that brought it; empty in a database of an earlier release."
    )
    reviewed_by: str | None = prop(
        "Who read the passage and accepted the fact; empty where nobody is on record."
    )
    reviewed_on: datetime.date | None = prop("The day of that review.")
    document: Document = relation(out("STATED_IN"), about="The document that says it.")
    about: Node = relation(out("ABOUT"), about="The subject of the fact.")
    followed: list[Statement] = relation(
        out("SET_ASIDE_FOR"),
        about="The statements that the graph follows instead, where this one is set aside.",
    )
    conflicts: list[Statement] = relation(
        into("SET_ASIDE_FOR"), about="The statements that are set aside for this one."
    )


@stored("Province", prefix="TH-")
class Province(Node):
    """A province of Thailand (จังหวัด) or Bangkok; the id is its ISO 3166-2 code."""

    name_th: str = prop(
        "Name in Thai without the word จังหวัด, e.g. `กาญจนบุรี`.",
        indexed=True,
        natural=True,
        searched=True,
    )
    name_en: str | None = prop("Name in English, e.g. `Kanchanaburi`.", natural=True, searched=True)
    name: str = called(TH="nameTh", EN="nameEn")
    iso_code: str = prop("ISO 3166-2 code, e.g. `TH-71`.")
    dopa_code: int | None = prop("Code of the Department of Provincial Administration, e.g. 71.")
    region: Region | None = relation(
        out("IN_REGION"), about="The region in which statistics count the province."
    )
    seats: Connection[Organization] = relation(
        into("SEATED_IN", dated=True), about="Organizations with their seat in the province."
    )
    served_by: Connection[Organization] = relation(
        into("SERVES", dated=True), about="Organizations whose area is the province."
    )
    sources: list[Statement] = relation(into("ABOUT"), about=SOURCES)
    conflicts: list[Statement] = relation(into("DISPUTES"), about=SAYS_OTHERWISE)
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored("Region", prefix="region:")
class Region(Node):
    """A region (ภาค): provinces that statistics count together.

    The division of the country is that of the National Economic and Social Development Plan, as
    the National Statistical Office uses it: seven regions, every province in one. There are
    others, of four and of six regions; a region of a regional office is not thereby one of these.
    """

    name_th: str = prop(
        "Name in Thai, e.g. `ภาคตะวันตก`.", indexed=True, natural=True, searched=True
    )
    name_en: str | None = prop(
        "Name in English, e.g. `Western Region`.", natural=True, searched=True
    )
    name: str = called(TH="nameTh", EN="nameEn")
    provinces: Connection[Province] = relation(into("IN_REGION"), about="The provinces in it.")
    sources: list[Statement] = relation(into("ABOUT"), about=SOURCES)
    conflicts: list[Statement] = relation(into("DISPUTES"), about=SAYS_OTHERWISE)
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored(
    "Organization",
    prefix="org:",
    sublabels={
        "MINISTRY": "Ministry",
        "DEPARTMENT": "Department",
        "SUB_UNIT": "SubUnit",
        "AGENCY": "Agency",
        "COMMISSION": "Agency",
    },
    paths={
        "within": FilterPath(
            (walk(out("PART_OF", dated=True), least=0),),
            "Organization",
            "It, or a body above it in the line of authority, meets this.",
        )
    },
    indexes=[("kind", "nameTh"), ("unitKind", "nameTh")],
    succession="SUCCEEDED_BY",
)
class Organization(Node):
    """A government body: a ministry, a department, a unit of one, an agency (org:Organization)."""

    name_th: str = prop(
        "Official name in Thai, the present one; `name` answers that of a day.",
        indexed=True,
        natural=True,
        searched=True,
        dated=True,
    )
    name_en: str | None = prop("Official name in English.", natural=True, searched=True, dated=True)
    abbreviations: list[str] = prop("Short names in use, e.g. `พม.`.", searched=True, dated=True)
    other_names: list[str] = prop(
        "Other names in full that documents use, e.g. a fuller one.", searched=True, dated=True
    )
    name: str = called(TH="nameTh", EN="nameEn", relation="HAS_NAME")
    names: Connection[Name] = relation(
        out("HAS_NAME", said_by="GIVES_NAME"),
        about="All its names at any time: official, former, short and other ones.",
    )
    kind: OrganizationKind = prop("What it is in the order of the state.", indexed=True)
    unit_kind: UnitKind | None = prop("What a sub-unit is, e.g. a provincial office.", indexed=True)
    administration: Administration | None = prop(
        "The level of administration that it belongs to, by a law; empty: outside, or not known. "
        "A name is only a hint.",
        indexed=True,
    )
    agency_kind: AgencyKind | None = prop("What an agency is, e.g. a university.")
    office_number: int | None = prop("Its number where offices of a kind are numbered, e.g. 7.")
    valid_from: datetime.date | None = prop(
        "The first day of its existence, by the change in force that it came out of; empty: not "
        "known. With `asOf`, a body that did not exist on the day is not found.",
        derived=True,
    )
    valid_from_precision: DatePrecision | None = prop(DAY_PRECISION, derived=True)
    valid_to: datetime.date | None = prop(
        "The last day of its existence, by the change in force that ended it; empty: it exists, "
        "or not known.",
        derived=True,
    )
    valid_to_precision: DatePrecision | None = prop(DAY_PRECISION, derived=True)
    parent: Organization | None = relation(
        out("PART_OF", dated=True), about="The body it is part of, in the line of authority."
    )
    ministry: Organization | None = relation(
        walk(out("PART_OF", label="Ministry", dated=True)),
        about="The ministry it stands under in the line of authority; none for a ministry itself.",
    )
    department: Organization | None = relation(
        walk(out("PART_OF", label="Department", dated=True)),
        about="The department it stands under in the line; none for a department itself.",
    )
    children: Connection[Organization] = relation(
        into("PART_OF", dated=True), about="The bodies directly under it in the line of authority."
    )
    ancestors: Connection[Organization] = relation(
        walk(out("PART_OF", dated=True)),
        about="All bodies above it in the line of authority, or those by the authority asked for.",
        depth=True,
        by_authority=walk(out("REPORTS_TO", dated=True, by_authority=True)),
    )
    descendants: Connection[Organization] = relation(
        walk(into("PART_OF", dated=True)),
        about="All bodies below it in the line of authority, or those by the authority asked for.",
        depth=True,
        by_authority=walk(into("REPORTS_TO", dated=True, by_authority=True)),
    )
    path_to: list[Organization] | None = relation(
        walk(out("PART_OF", dated=True), least=0),
        about="The bodies from this one up to the one with the id, both included; null when "
        "that one is not above it.",
        path=True,
    )
    steps_to: list[OrganizationStep] | None = way(
        walk(out("PART_OF", dated=True), least=0),
        about="The steps from this body up to the one with the id, each with its time and its "
        "sources; null when that one is not above it.",
    )
    reports_to: Connection[Organization] = relation(
        out("REPORTS_TO", dated=True, by_authority=True),
        about="Bodies with territorial or functional authority over it, apart from the line; those "
        "of one authority where it is asked for.",
        by_authority=out("REPORTS_TO", dated=True, by_authority=True),
    )
    changed_by: Connection[ChangeEvent] = relation(
        into("ORIGINAL_ORGANIZATION"),
        about="The changes that it went into, proposed ones too (org:changedBy).",
    )
    resulted_from: Connection[ChangeEvent] = relation(
        into("RESULTING_ORGANIZATION"),
        about="The changes that it came out of (org:resultedFrom); it may be the same body.",
    )
    successors: Connection[Organization] = relation(
        walk(out("SUCCEEDED_BY", derived=("ORIGINAL_ORGANIZATION", "RESULTING_ORGANIZATION"))),
        about="The bodies that took its place by changes in force, and those that took theirs.",
        depth=True,
    )
    predecessors: Connection[Organization] = relation(
        walk(into("SUCCEEDED_BY", derived=("ORIGINAL_ORGANIZATION", "RESULTING_ORGANIZATION"))),
        about="The bodies whose place it took by changes in force, and those before them.",
        depth=True,
    )
    seated_in: Province | None = relation(
        out("SEATED_IN", dated=True),
        about="The province of its seat; not thereby the area it serves.",
    )
    region: Region | None = relation(
        out("SEATED_IN", dated=True),
        out("IN_REGION"),
        about="The region of the province of its seat; not thereby one that it serves.",
    )
    serves: Connection[Province] = relation(
        out("SERVES", dated=True), about="The provinces that are its area."
    )
    awards: Connection[Award] = relation(into("WON_BY"), about="The awards that it won itself.")
    awards_under: Connection[Award] = relation(
        walk(into("PART_OF", dated=True), least=0),
        into("WON_BY"),
        about="The awards won by it or by any body below it.",
    )
    credited_awards: Connection[Award] = relation(
        into("CREDITED_TO"), about="The awards that documents credit to it as a department."
    )
    award_claims: Connection[AwardClaim] = relation(
        into("COUNTED_FOR"), about="Counts of its awards that documents state."
    )
    history: list[HistoryEntry] = history(
        "PART_OF",
        "REPORTS_TO",
        "SEATED_IN",
        "SERVES",
        "HAS_NAME",
        about="What it was part of, where it had its seat, what it served and what it was called, "
        "at any time, the "
        "earliest first, what has no first day last.",
    )
    sources: list[Statement] = relation(into("ABOUT"), about=SOURCES)
    conflicts: list[Statement] = relation(into("DISPUTES"), about=SAYS_OTHERWISE)
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored("Name", prefix="name:")
class Name(Node):
    """A name of an organization, and when it bore it (skos:prefLabel, skos:altLabel)."""

    value: str = prop("The name itself.", indexed=True, natural=True)
    kind: NameKind = prop("What it is to the body that bears it.")
    language: Language = prop("Its language.")
    valid_from: datetime.date | None = prop("The first day of the name; empty: not known.")
    valid_from_precision: DatePrecision | None = prop(DAY_PRECISION)
    valid_to: datetime.date | None = prop("The last day of the name; empty: in use, or not known.")
    valid_to_precision: DatePrecision | None = prop(DAY_PRECISION)
    organizations: Connection[Organization] = relation(
        into("HAS_NAME", said_by="GIVES_NAME"), about="The organization that bears it."
    )
    sources: list[Statement] = relation(
        into("GIVES_NAME"), about="The statements that give the name, with document and passage."
    )


@stored("ChangeEvent", prefix="change:")
class ChangeEvent(Node):
    """A change of organizations, in force or only proposed (org:ChangeEvent)."""

    kind: ChangeKind = prop("What it does to the organizations.")
    status: ChangeStatus = prop("How far it has come.")
    date: datetime.date | None = prop(
        "When it happened, or the first day of the month or year where no more is known.",
        indexed=True,
    )
    date_precision: DatePrecision = prop("How precise the date is.")
    date_role: DateRole | None = prop("What the date is the date of; none without a date.")
    legal_instrument: str | None = prop(
        "The law, decree or resolution, as the source names it.", natural=True
    )
    proposed_names: list[str] = prop(
        "Names of bodies that would come out of it: none is in the graph before it is in force."
    )
    note: str | None = prop("What else is to be known of it, in English.")
    originals: Connection[Organization] = relation(
        out("ORIGINAL_ORGANIZATION"),
        about="The bodies that went into it (org:originalOrganization).",
    )
    resulting: Connection[Organization] = relation(
        out("RESULTING_ORGANIZATION"),
        about="The bodies that came out of it (org:resultingOrganization); one that is among "
        "`originals` too lives on.",
    )
    parts_from: Connection[Organization] = relation(
        out("PARTS_FROM"),
        about="Bodies that gave a part of their work and are not succeeded by it.",
    )
    former_parent: Organization | None = relation(
        out("FORMER_PARENT"), about="The body under which the originals stood."
    )
    new_parent: Organization | None = relation(
        out("NEW_PARENT"), about="The body under which the resulting ones stand from then on."
    )
    sources: list[Statement] = relation(into("ABOUT"), about=SOURCES)
    conflicts: list[Statement] = relation(into("DISPUTES"), about=SAYS_OTHERWISE)
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored("Person", prefix="person:")
class Person(Node):
    """An official, only as far as in office at a ceremony, or a person who won an award."""

    name_th: str = prop(
        "Name in Thai with the title used in the document.",
        indexed=True,
        natural=True,
        searched=True,
    )
    position: str | None = prop("The office held then.", natural=True)
    on_behalf_of: Organization | None = relation(
        out("ON_BEHALF_OF"), about="The body for which the person received awards."
    )
    presided_over: Connection[Ceremony] = relation(
        into("PRESIDED_BY"), about="The ceremonies that the person presided over."
    )
    received: Connection[Award] = relation(
        into("RECEIVED_BY"), about="The awards that the person received for the winners."
    )
    won: Connection[Award] = relation(
        into("WON_BY_PERSON"), about="The awards of types that persons win."
    )
    sources: list[Statement] = relation(into("ABOUT"), about=SOURCES)
    conflicts: list[Statement] = relation(into("DISPUTES"), about=SAYS_OTHERWISE)
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored("AwardScheme", prefix="scheme:")
class AwardScheme(Node):
    """A scheme of awards, e.g. the Lert Rat awards (รางวัลเลิศรัฐ)."""

    name_th: str = prop("Name in Thai.", indexed=True, natural=True, searched=True)
    name_en: str | None = prop("Name in English.", natural=True, searched=True)
    name: str = called(TH="nameTh", EN="nameEn")
    editions: Connection[AwardEdition] = relation(into("OF_SCHEME"), about="Its editions by year.")
    sources: list[Statement] = relation(into("ABOUT"), about=SOURCES)
    conflicts: list[Statement] = relation(into("DISPUTES"), about=SAYS_OTHERWISE)
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored("AwardEdition", prefix="edition:")
class AwardEdition(Node):
    """One year's edition of a scheme of awards."""

    year: int = prop("Year, Common Era.", indexed=True)
    year_be: int = prop("Year, Buddhist Era (Common Era + 543).", expression="{node}.year + 543")
    scheme: AwardScheme = relation(out("OF_SCHEME"), about="The scheme.")
    conferred_by: Organization | None = relation(
        out("CONFERRED_BY"), about="Who confers the awards: a commission."
    )
    organised_by: Organization | None = relation(
        out("ORGANISED_BY"), about="Who runs the edition: the commission's office."
    )
    categories: Connection[AwardCategory] = relation(
        into("OFFERED_IN"), about="The categories of this edition; they vary by year."
    )
    ceremonies: Connection[Ceremony] = relation(
        into("FOR_EDITION"), about="The ceremonies at which its awards were presented."
    )
    awards: Connection[Award] = relation(into("IN_EDITION"), about="The awards of this edition.")
    claims: Connection[AwardClaim] = relation(
        into("CLAIMED_FOR"), about="Counts of awards that documents state for this edition."
    )
    sources: list[Statement] = relation(into("ABOUT"), about=SOURCES)
    conflicts: list[Statement] = relation(into("DISPUTES"), about=SAYS_OTHERWISE)
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored(
    "AwardCategory", prefix="category:", sublabels={"BRANCH": "AwardBranch", "TYPE": "AwardType"}
)
class AwardCategory(Node):
    """A branch (สาขา) of awards, or a type (ประเภท) within one."""

    name_th: str = prop(
        "Name in Thai without the word สาขา or ประเภทรางวัล.",
        indexed=True,
        natural=True,
        searched=True,
    )
    name_en: str | None = prop(
        "Name in English, e.g. `Effective Change`.", natural=True, searched=True
    )
    other_names: list[str] = prop(
        "Other spellings in documents of this or other years.", searched=True
    )
    name: str = called(TH="nameTh", EN="nameEn")
    kind: CategoryKind = prop("Branch or type.", indexed=True)
    parent: AwardCategory | None = relation(
        out("SUBCATEGORY_OF"), about="The branch of a type; none for special awards."
    )
    children: Connection[AwardCategory] = relation(
        into("SUBCATEGORY_OF"), about="The types of a branch."
    )
    editions: Connection[AwardEdition] = relation(
        out("OFFERED_IN"), about="The editions that had this category."
    )
    awards: Connection[Award] = relation(into("IN_CATEGORY"), about="The awards of this category.")
    claims: Connection[AwardClaim] = relation(
        into("COUNTED_IN"), about="Counts of its awards that documents state."
    )
    sources: list[Statement] = relation(into("ABOUT"), about=SOURCES)
    conflicts: list[Statement] = relation(into("DISPUTES"), about=SAYS_OTHERWISE)
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored(
    "Award",
    prefix="award:",
    paths={
        "within": FilterPath(
            (out("WON_BY"), walk(out("PART_OF", dated=True), least=0)),
            "Organization",
            "A winner, or a body above one in the line of authority, meets this.",
        )
    },
    indexes=[("level", "year")],
)
class Award(Node):
    """One conferral of an award: the year, the level, the winners, the work that won."""

    year: int = prop("Year of the edition, Common Era.", indexed=True)
    year_be: int = prop("Year of the edition, Buddhist Era.", expression="{node}.year + 543")
    level: AwardLevel | None = prop("Level; see `levelAbsence` where there is none.", indexed=True)
    level_absence: AbsenceReason | None = prop("Why there is no level.")
    project_absence: AbsenceReason | None = prop("Why there is no project.")
    unit_absence: AbsenceReason | None = prop("Why no unit below the department is named.")
    type_absence: AbsenceReason | None = prop(
        "Why the type is not known; `category` is the branch then, or empty."
    )
    winner_absence: AbsenceReason | None = prop("Why no winner is known.")
    edition: AwardEdition = relation(out("IN_EDITION"), about="The edition.")
    category: AwardCategory | None = relation(
        out("IN_CATEGORY"), about="The type of award; its branch where only that is known."
    )
    project: Project | None = relation(
        out("FOR_PROJECT"), about="The work that won; see `projectAbsence` where there is none."
    )
    winners: Connection[Organization] = relation(
        out("WON_BY"),
        about="The bodies that won it; several where they won together, none where that is not "
        "known (`winnerAbsence`).",
    )
    won_by_person: Person | None = relation(
        out("WON_BY_PERSON"),
        about="The person who won it, in a type that persons win; `winners` has the body that "
        "counts it among its own.",
    )
    branch: AwardCategory | None = relation(
        out("IN_CATEGORY"),
        walk(out("SUBCATEGORY_OF", label="AwardBranch"), least=0),
        about="The branch (สาขา) of its type; none for special awards.",
    )
    ministries: Connection[Organization] = relation(
        out("WON_BY"),
        walk(out("PART_OF", label="Ministry", dated=True), least=0),
        about="The ministries of its winners.",
    )
    departments: Connection[Organization] = relation(
        out("WON_BY"),
        walk(out("PART_OF", label="Department", dated=True), least=0),
        about="The departments of its winners.",
    )
    provinces: Connection[Province] = relation(
        out("WON_BY"),
        out("SEATED_IN", dated=True),
        about="The provinces where its winners have their seat.",
    )
    regions: Connection[Region] = relation(
        out("WON_BY"),
        out("SEATED_IN", dated=True),
        out("IN_REGION"),
        about="The regions of the provinces where its winners have their seat.",
    )
    credited_to: Organization | None = relation(
        out("CREDITED_TO"), about="The department as the document names it."
    )
    ceremony: Ceremony | None = relation(
        out("PRESENTED_AT"), about="The ceremony at which it was presented."
    )
    received_by: Person | None = relation(
        out("RECEIVED_BY"), about="Who received it for the winner."
    )
    sources: list[Statement] = relation(into("ABOUT"), about=SOURCES)
    conflicts: list[Statement] = relation(into("DISPUTES"), about=SAYS_OTHERWISE)
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored("Project", prefix="project:")
class Project(Node):
    """The work that won an award."""

    name_th: str = prop(
        "Name in Thai as announced, on one line.", indexed=True, natural=True, searched=True
    )
    located_in: Province | None = relation(
        out("LOCATED_IN"), about="The province of the work, where the name or text tells."
    )
    awards: Connection[Award] = relation(into("FOR_PROJECT"), about="The awards that it won.")
    sources: list[Statement] = relation(into("ABOUT"), about=SOURCES)
    conflicts: list[Statement] = relation(into("DISPUTES"), about=SAYS_OTHERWISE)
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored("Ceremony", prefix="ceremony:")
class Ceremony(Node):
    """A ceremony at which awards were presented."""

    name_th: str = prop("Name in Thai.", indexed=True, natural=True, searched=True)
    date: datetime.date | None = prop("Day on which it was held.", indexed=True)
    time: str | None = prop("Hour of its start, local time, HH:MM.")
    mode: CeremonyMode | None = prop("How it was held.")
    place: str | None = prop(
        "Room where the awards were received, as the document names it.", natural=True
    )
    address: str | None = prop("Address of the place, as the document names it.")
    edition: AwardEdition = relation(out("FOR_EDITION"), about="The edition of the awards.")
    held_at: Organization | None = relation(
        out("HELD_AT"), about="The body in whose house the awards were received."
    )
    presided_by: Person | None = relation(out("PRESIDED_BY"), about="Who presided.")
    awards: Connection[Award] = relation(into("PRESENTED_AT"), about="The awards presented.")
    sources: list[Statement] = relation(into("ABOUT"), about=SOURCES)
    conflicts: list[Statement] = relation(into("DISPUTES"), about=SAYS_OTHERWISE)
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored("AwardClaim", prefix="claim:")
class AwardClaim(Node):
    """A count of awards that a document states, to be compared with the awards themselves."""

    value: int = prop("The number of awards stated, e.g. 9.")
    awards_absence: AbsenceReason | None = prop(
        "Why the graph has fewer awards than that: `NOT_STATED` where no document names them all."
    )
    edition: AwardEdition = relation(out("CLAIMED_FOR"), about="The edition counted.")
    organization: Organization | None = relation(
        out("COUNTED_FOR"),
        about="The body whose awards, its units' included, are counted; none: all winners'.",
    )
    category: AwardCategory | None = relation(
        out("COUNTED_IN"), about="The only category counted; none: all categories."
    )
    sources: list[Statement] = relation(into("ABOUT"), about=SOURCES)
    conflicts: list[Statement] = relation(into("DISPUTES"), about=SAYS_OTHERWISE)
    findings: Connection[Finding] = relation(into("CONCERNS"), about=FINDINGS)


@stored("Finding", prefix="finding:")
class Finding(Node):
    """Something that the check of the data found: a rule of integrity that facts break."""

    severity: Severity = prop("How bad it is.", indexed=True)
    rule: str = prop("The rule, e.g. `two-parents`; the dataset's guide lists them.", indexed=True)
    message: str = prop("What was found.")
    fix: str = prop("What would likely put it right.")
    subjects: list[str] = prop("The ids of the nodes that it is about.")
    exception_reason: str | None = prop(
        "Why it stays as it is, where the dataset declares an exception; empty elsewhere."
    )
    exception_decided_by: str | None = prop("Who decided so.")
    exception_decided_on: datetime.date | None = prop("The day on which that was decided.")
    statements: Connection[Statement] = relation(
        out("RESTS_ON"), about="The statements that break the rule."
    )
    documents: Connection[Document] = relation(
        out("RESTS_ON"), out("STATED_IN"), about="The documents from which these are taken."
    )


@stored("DatasetVersion", prefix="dataset:")
class DatasetVersion(Node):
    """One load of the data: what was in the graph from then on."""

    number: int = prop("1 for the first load, then one more with each.")
    name: str = prop("Names of the data sets loaded.")
    checksum: str = prop("SHA-256 over all nodes and relationships loaded.")
    loaded_at: datetime.datetime = prop("When it was loaded.")
    statements: int = prop("How many statements were loaded.")
    licence: str | None = prop(
        "Licence of the data, an SPDX expression: of each data set loaded or cited; empty in a "
        "database of an earlier release."
    )
    shipped: bool | None = prop(
        "Whether it is what came with the program, which `serve` may replace by what comes with a "
        "later one; empty in a database of an earlier release."
    )


BEFORE = "before the change; empty where it was added"
AFTER = "after the change; empty where it was withdrawn"


@stored("FactChange", prefix="fact-change:")
class FactChange(Node):
    """What one load did to one fact: a line of the feed `changes`, which nothing ever changes."""

    kind: FactChangeKind = prop("What was done.")
    version: int = prop("The number of the dataset version that did it.")
    recorded_at: datetime.datetime = prop("When that was loaded.", indexed=True)
    subject: strawberry.ID = prop("The id of what the fact is about.", indexed=True)
    predicate: str = prop("The property (`nameTh`) or relationship (`WON_BY`), as in the graph.")
    before: str | None = prop(f"The value, or the id of the other node, {BEFORE}.")
    before_valid: str | None = prop(f"When it held, as in `Statement.valid`, {BEFORE}.")
    before_source: str | None = prop(f"Document and passage (@start-end~checksum) {BEFORE}.")
    before_basis: str | None = prop(
        f"`stated`, `inferred:` with the rule, or `set-aside:` with the reason, {BEFORE}."
    )
    after: str | None = prop(f"The value, or the id of the other node, {AFTER}.")
    after_valid: str | None = prop(f"When it holds, as in `Statement.valid`, {AFTER}.")
    after_source: str | None = prop(f"Document and passage (@start-end~checksum) {AFTER}.")
    after_basis: str | None = prop(
        f"`stated`, `inferred:` with the rule, or `set-aside:` with the reason, {AFTER}."
    )


TYPES = (
    Organization,
    Name,
    ChangeEvent,
    Province,
    Region,
    AwardScheme,
    AwardEdition,
    AwardCategory,
    Award,
    Project,
    Ceremony,
    Person,
    AwardClaim,
    Document,
    Statement,
    Finding,
    DatasetVersion,
    FactChange,
)
"""All stored types."""
