"""What Thai names of government bodies say about them.

A name is a hint, never a proof: the status of an office comes from a law. A fact inferred by
the rule ``name-pattern`` must be what these patterns say; what is not needs another reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from seed.provinces import province_ids

# The first pattern that matches decides. Offices with a number, of an area (พื้นที่) or of the
# courts' and prisons' administration serve more or other than the province in their name.
_UNIT_KINDS = (
    (r"(?:ศูนย์ดำรงธรรม|ศูนย์บริการคนพิการ)", "SERVICE_POINT"),
    (r"(?:โรงพยาบาล|รพ\.)", "HOSPITAL"),
    (r"(?:สถานพินิจและคุ้มครองเด็กและเยาวชน|เรือนจำ)", "REGIONAL_OFFICE"),
    (r"สำนักงาน(?:บังคับคดี|คุมประพฤติ)", "REGIONAL_OFFICE"),
    (r"(?:สำนักงาน|ศูนย์).*?(?:พื้นที่|ภาคที่|ภาค|เขต|ที่)?\s?[0-9๐-๙]+", "REGIONAL_OFFICE"),
    (r"สำนักงาน.*พื้นที่", "REGIONAL_OFFICE"),
    (r"(?:ศูนย์|สถาน|บ้านพัก)", "CENTER"),
    (r"(?:สำนักงาน|ที่ว่าการ).*อำเภอ", "DISTRICT_OFFICE"),
    (r"(?:สำนักงาน|ที่ทำการปกครอง).*(?<!ใน)จังหวัด(?:{provinces})\Z", "PROVINCIAL_OFFICE"),
    (r"(?:กอง|กลุ่ม|สำนัก(?!งาน))", "DIVISION"),
)
_KINDS = (
    (r"กระทรวง", "MINISTRY"),
    (r"(?:กรม|สำนักงานปลัดกระทรวง)", "DEPARTMENT"),
    (r"คณะกรรมการ", "COMMISSION"),
    (r"สำนักงานคณะกรรมการ", "AGENCY"),
    (r"จังหวัด(?:{provinces})\Z", "PROVINCE"),
)


@cache
def _province_pattern() -> str:
    # Longest first: no name may match the beginning of another.
    names = sorted(province_ids(), key=len, reverse=True)
    return "|".join(map(re.escape, names))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{provinces}", _province_pattern()))


def unit_kind(name: str) -> str | None:
    """The UnitKind that a name says, or None."""
    return _first(_UNIT_KINDS, name)


def organization_kind(name: str) -> str | None:
    """The OrganizationKind that a name says, or None."""
    return _first(_KINDS, name) or ("SUB_UNIT" if unit_kind(name) else None)


def province_id(name: str) -> str | None:
    """The id of the province that a name ends with after จังหวัด or จ., or None."""
    match = _compiled(r"(?<!ใน)(?:จังหวัด|จ\.)\s?({provinces})\Z").search(name)
    return province_ids()[match[1]] if match else None


def read_name(name: str) -> Mapping[str, str | None]:
    """What a name says, by the predicate it would be the object of."""
    province = province_id(name)
    kind = unit_kind(name)
    is_of_province = kind == "PROVINCIAL_OFFICE" or organization_kind(name) == "PROVINCE"
    return {
        "kind": organization_kind(name),
        "unitKind": kind,
        "SEATED_IN": province,
        "SERVES": province if is_of_province else None,
    }


def _first(patterns: tuple[tuple[str, str], ...], name: str) -> str | None:
    return next((value for pattern, value in patterns if _compiled(pattern).match(name)), None)
