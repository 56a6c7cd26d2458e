"""The values that a field may have, where they are few and known."""

from __future__ import annotations

from enum import Enum

import strawberry


@strawberry.enum(description="What an organization is in the order of the state.")
class OrganizationKind(Enum):
    """The kinds of organizations; the kind decides the second label in the graph."""

    MINISTRY = strawberry.enum_value("MINISTRY", description="กระทรวง, led by a minister.")
    DEPARTMENT = strawberry.enum_value(
        "DEPARTMENT",
        description="กรม or a body of that rank, such as a permanent secretary's office.",
    )
    SUB_UNIT = strawberry.enum_value(
        "SUB_UNIT", description="A part of a department: a division, centre or office."
    )
    AGENCY = strawberry.enum_value(
        "AGENCY", description="A public body outside the line of departments."
    )
    COMMISSION = strawberry.enum_value(
        "COMMISSION", description="คณะกรรมการ: a commission set up by law."
    )
    PROVINCE = strawberry.enum_value(
        "PROVINCE",
        description="จังหวัด as a body: the juristic person that a governor leads. The area is a "
        "`Province`.",
    )


@strawberry.enum(
    description="What a sub-unit is by its name and place. The status of a provincial office "
    "comes from a law; a unit seated in a province is not thereby one."
)
class UnitKind(Enum):
    """The kinds of sub-units."""

    PROVINCIAL_OFFICE = strawberry.enum_value(
        "PROVINCIAL_OFFICE",
        description="An office of the province's administration (ราชการบริหารส่วนภูมิภาค).",
    )
    REGIONAL_OFFICE = strawberry.enum_value(
        "REGIONAL_OFFICE",
        description="A central office placed in the regions, for several provinces.",
    )
    DISTRICT_OFFICE = strawberry.enum_value(
        "DISTRICT_OFFICE", description="An office of a district."
    )
    DIVISION = strawberry.enum_value("DIVISION", description="กอง, สำนัก or กลุ่ม of a department.")
    CENTER = strawberry.enum_value("CENTER", description="ศูนย์ or สถาน: a centre or home.")
    HOSPITAL = strawberry.enum_value("HOSPITAL", description="โรงพยาบาล.")
    SERVICE_POINT = strawberry.enum_value(
        "SERVICE_POINT", description="A function housed in another office."
    )


@strawberry.enum(
    description="The level of the state's administration that a body belongs to, after the State "
    "Administration Act B.E. 2534 (1991), section 4."
)
class Administration(Enum):
    """The levels of administration, and the units of the first that are placed in the regions.

    Source: พระราชบัญญัติระเบียบบริหารราชการแผ่นดิน พ.ศ. 2534, section 4 (the three levels), 7 (central),
    51 to 68 (provincial), 70 (local). Public organizations, state enterprises, universities and
    bodies under the constitution stand outside.
    """

    CENTRAL = strawberry.enum_value(
        "CENTRAL",
        description="ราชการบริหารส่วนกลาง: the Office of the Prime Minister, ministries, departments "
        "and their units (section 7).",
    )
    CENTRAL_IN_REGION = strawberry.enum_value(
        "CENTRAL_IN_REGION",
        description="ราชการบริหารส่วนกลางในภูมิภาค: a unit of the central administration placed in the "
        "regions. It stands under its department and not under the governor; in the Act it is no "
        "level of its own.",
    )
    PROVINCIAL = strawberry.enum_value(
        "PROVINCIAL",
        description="ราชการบริหารส่วนภูมิภาค: provinces and districts, and the units that ministries "
        "and departments set up in them, under the governor (sections 51 to 68).",
    )
    LOCAL = strawberry.enum_value(
        "LOCAL", description="ราชการบริหารส่วนท้องถิ่น: self-government, e.g. Bangkok (section 70)."
    )


@strawberry.enum(description="What a public body outside the line of departments is.")
class AgencyKind(Enum):
    """The kinds of agencies."""

    STATE_AGENCY = strawberry.enum_value(
        "STATE_AGENCY", description="An agency of the state under a law of its own."
    )
    PUBLIC_ORGANIZATION = strawberry.enum_value(
        "PUBLIC_ORGANIZATION", description="องค์การมหาชน, by a decree of its own."
    )
    STATE_ENTERPRISE = strawberry.enum_value("STATE_ENTERPRISE", description="รัฐวิสาหกิจ.")
    UNIVERSITY = strawberry.enum_value(
        "UNIVERSITY", description="มหาวิทยาลัย, or an institute of that rank."
    )
    ARMED_FORCES = strawberry.enum_value("ARMED_FORCES", description="กองทัพ, or their command.")
    INDEPENDENT_AGENCY = strawberry.enum_value(
        "INDEPENDENT_AGENCY", description="Under the constitution, apart from the government."
    )
    PARLIAMENT_OFFICE = strawberry.enum_value(
        "PARLIAMENT_OFFICE", description="An office or institute of the parliament."
    )
    COURT_OFFICE = strawberry.enum_value("COURT_OFFICE", description="An office of the courts.")
    LOCAL_GOVERNMENT = strawberry.enum_value(
        "LOCAL_GOVERNMENT", description="ราชการส่วนท้องถิ่น, e.g. Bangkok."
    )


@strawberry.enum(
    description="What a change does to organizations (org:ChangeEvent). A body that only "
    "changes its place or its order stays the same body."
)
class ChangeKind(Enum):
    """The kinds of change events."""

    FOUNDED = strawberry.enum_value("FOUNDED", description="A new body; no body becomes it.")
    RENAMED = strawberry.enum_value("RENAMED", description="A body goes on under another name.")
    MERGED = strawberry.enum_value("MERGED", description="Several bodies become one.")
    SPLIT = strawberry.enum_value("SPLIT", description="One body becomes several.")
    DISSOLVED = strawberry.enum_value(
        "DISSOLVED", description="A body ends; `resulting` has those that took its place."
    )
    TRANSFERRED = strawberry.enum_value(
        "TRANSFERRED", description="A body moves in the line of authority, to `newParent`."
    )
    RESTRUCTURED = strawberry.enum_value(
        "RESTRUCTURED", description="The rank, status or inner order of a body changes."
    )


@strawberry.enum(description="How far a change has come. Only one in force changes anything.")
class ChangeStatus(Enum):
    """From a proposal to a law in force."""

    PROPOSED = strawberry.enum_value(
        "PROPOSED", description="Asked for, e.g. by a committee of a ministry."
    )
    DRAFT = strawberry.enum_value(
        "DRAFT", description="The cabinet approved or acknowledged the draft of a law."
    )
    GAZETTED = strawberry.enum_value(
        "GAZETTED", description="The law is published; nothing says that it has taken effect."
    )
    IN_FORCE = strawberry.enum_value("IN_FORCE", description="It has taken effect.")


@strawberry.enum(description="What happened on the date of a change.")
class DateRole(Enum):
    """What a date is the date of."""

    EFFECT = strawberry.enum_value("EFFECT", description="The change took effect.")
    GAZETTE = strawberry.enum_value("GAZETTE", description="Its law was published.")
    CABINET_RESOLUTION = strawberry.enum_value(
        "CABINET_RESOLUTION", description="The cabinet resolved on it."
    )
    MEETING = strawberry.enum_value("MEETING", description="A committee or minister asked for it.")
    REPORT = strawberry.enum_value("REPORT", description="A text tells of it; no date is said.")


@strawberry.enum(description="The level of an award (ระดับ).")
class AwardLevel(Enum):
    """The levels of the Lert Rat awards."""

    OUTSTANDING = strawberry.enum_value("OUTSTANDING", description="ระดับดีเด่น.")
    GOOD = strawberry.enum_value("GOOD", description="ระดับดี.")
    EXCELLENT = strawberry.enum_value("EXCELLENT", description="ระดับยอดเยี่ยม.")
    ADVANCED = strawberry.enum_value(
        "ADVANCED", description="ระดับก้าวหน้า, of the quality of public management."
    )
    SIGNIFICANT = strawberry.enum_value(
        "SIGNIFICANT", description="ระดับพัฒนาจนเกิดผล, of the quality of public management."
    )


@strawberry.enum(description="Why something is absent.")
class AbsenceReason(Enum):
    """Why an award has no type, winner, level, project or sub-unit, or a count no awards."""

    NOT_APPLICABLE = strawberry.enum_value(
        "NOT_APPLICABLE", description="This kind of award has none."
    )
    NOT_STATED = strawberry.enum_value("NOT_STATED", description="The document does not say.")


@strawberry.enum(description="What an award category is in the tree of categories.")
class CategoryKind(Enum):
    """The two levels of award categories."""

    BRANCH = strawberry.enum_value("BRANCH", description="สาขา.")
    TYPE = strawberry.enum_value("TYPE", description="ประเภท.")


@strawberry.enum(description="How a ceremony was held.")
class CeremonyMode(Enum):
    """The two ways to hold a ceremony."""

    ELECTRONIC = strawberry.enum_value("ELECTRONIC", description="ผ่านสื่ออิเล็กทรอนิกส์.")
    ONSITE = strawberry.enum_value("ONSITE", description="In person.")


@strawberry.enum(description="Whether the document says a fact or we conclude it.")
class Basis(Enum):
    """How a statement follows from its document."""

    STATED = strawberry.enum_value("STATED", description="The passage says it.")
    INFERRED = strawberry.enum_value(
        "INFERRED", description="Concluded from the passage, by the rule named in `method`."
    )


@strawberry.enum(description="What a name is to the body that bears it.")
class NameKind(Enum):
    """The kinds of names."""

    OFFICIAL = strawberry.enum_value("OFFICIAL", description="The name it has now in full.")
    FORMER = strawberry.enum_value(
        "FORMER", description="The name that it, or the body that it was renamed from, had."
    )
    ABBREVIATION = strawberry.enum_value("ABBREVIATION", description="A short name, e.g. `พม.`.")
    ALIAS = strawberry.enum_value(
        "ALIAS", description="Another name or spelling in a document, fuller or shorter."
    )


@strawberry.enum(description="How bad a finding is.")
class Severity(Enum):
    """The severities of findings."""

    ERROR = strawberry.enum_value(
        "ERROR",
        description="The data is wrong; it was loaded because an exception is declared for it.",
    )
    WARNING = strawberry.enum_value(
        "WARNING", description="The data may be wrong, or something is missing."
    )
    INFO = strawberry.enum_value("INFO", description="Worth knowing; nothing has to be done.")


@strawberry.enum(description="What an organization may be to another node for a time.")
class HistoryKind(Enum):
    """The dated relationships of an organization."""

    PART_OF = strawberry.enum_value("PART_OF", description="Part of it in the line of authority.")
    REPORTS_TO = strawberry.enum_value(
        "REPORTS_TO", description="Under its territorial or functional authority."
    )
    SEATED_IN = strawberry.enum_value("SEATED_IN", description="With its seat in that province.")
    SERVES = strawberry.enum_value("SERVES", description="With that province as its area.")
    HAS_NAME = strawberry.enum_value("HAS_NAME", description="Under that name (a `Name`).")


@strawberry.enum(description="What an organization is to another one, in a step of a way.")
class StepKind(Enum):
    """The relationships between organizations that one can follow."""

    PART_OF = strawberry.enum_value("PART_OF", description="Part of it in the line of authority.")
    REPORTS_TO = strawberry.enum_value(
        "REPORTS_TO", description="Under its territorial or functional authority."
    )
    SUCCEEDED_BY = strawberry.enum_value(
        "SUCCEEDED_BY", description="Its place was taken by it, by a change in force."
    )


@strawberry.enum(description="What a load did to a fact.")
class FactChangeKind(Enum):
    """The kinds of changes of facts."""

    ADDED = strawberry.enum_value("ADDED", description="It was not there before.")
    CHANGED = strawberry.enum_value(
        "CHANGED", description="Another value, time, source or reason took the place of one."
    )
    WITHDRAWN = strawberry.enum_value("WITHDRAWN", description="It is not there any more.")
