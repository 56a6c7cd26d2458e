"""The bodies of a text by place: which stand where, what a part begins with, whose unit one is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from seed.extraction.bodies import (
    DEPARTMENT,
    HOSPITALS,
    LOCAL,
    PROVINCE,
    UNIT,
    Body,
    is_abbreviated,
)
from seed.extraction.names import patterns, province_said
from seed.extraction.text import Span

BELONGS = re.compile(
    r"\)?(?: ?\([^()\n]{1,40}\))? ?(?:\n?(?:ใน|หน่วยงานต้น|ต้น)?สังกัด ?:?|ภายใต้|ของ"
    r"|(?:ซึ่ง)?อยู่ใน(?:ความดูแล|สังกัด|กำกับ)(?:ของ)?"
    r"|(?:(?:จำนวน )?[0-9]{1,2} ?รางวัล )?ทั้ง(?:สอง|สาม|หมด)(?:แห่ง)?สังกัด)? ?\Z"
)
"""What stands between a unit and the body that it is of, the former before the latter."""

_WITHIN_WORDS = re.compile(r"[ก-๙](?<!โดย)(?<!ของ)(?<!กับ)(?<!และ)(?<!ทาง)(?<!กัด)\Z")
NAMED_BEFORE = 160
"""How far before some words a body may stand that belongs to them, in characters."""

_PLACE_BEFORE = re.compile(
    r"(?:(?<!ปิดท้าย)ที่|ใน|(?<!เริ่ม)จาก|ณ|พื้นที่|ศาลากลาง|ระหว่าง|ประจำ|ชาว|(?:จังหวัด|จ\.|อำเภอ"
    r"|อ\.)[ก-๙ ]{2,22}(?:และ|กับ)"
    r"|(?:อำเภอ|ตำบล|อ\.|ต\.|บ้าน|หมู่บ้าน|เทศบาล|เมือง)[ก-๙]{0,20}) ?\Z"
)
LEADS = re.compile(
    r"(?:(?:ชื่อ ?)?(?:หน่วยงาน(?:เจ้าของผลงาน)?|ส่วนราชการ|อปท\.)|โดย|ของ"
    r"|เจ้าของ(?:ผลงาน|รางวัล)|ผู้(?:ได้)?รับรางวัล"
    r"|)[ :“\"\n-]*\Z"
)
_LIES_IN = re.compile(" ?(?:ซึ่ง)?(?:ตั้ง)?(?:อยู่)?(?:ใน|ที่)(?:พื้นที่)? ?(?=จังหวัด|จ\\.)")
_JOINT = re.compile(r" ?(?:และ|,) ?\Z")
_CELL_ENDS = re.compile(r" [-|/] ")
_WIDEST = 80
_ABOVE = (" : ", ": ", " / ", " - ", " (", " โดย", "โดย")
"""What stands between a department and the unit that is named after it."""

TEAMS = ("กลุ่มงาน", "แผนก", "หอผู้ป่วย")
"""How the parts of a hospital are called that are no bodies of their own."""

_PARTS: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("คณะ",): ("มหาวิทยาลัย", "สถาบัน", "จุฬา"),
    ("สถาบัน", "สำนัก"): ("มหาวิทยาลัย",),
    ("โรงพยาบาล",): ("คณะ",),
    (*TEAMS, "หน่วย"): HOSPITALS,
}
"""The parts that are named with the whole after them, by how either begins."""

_OFTEN = 3
_AWARDER = "org:opm-opdc"
_AWARDER_NAMED = re.compile(r"(?:สำนักงาน ?)?(?:คณะกรรมการพัฒนาระบบ|ก\.พ\.ร)")


def _is_awarder(body: Body) -> bool:
    """Whether it is the office that gives the awards."""
    return body.id == _AWARDER or bool(_AWARDER_NAMED.match(body.name))


class Places:
    """The bodies of a text, found by place."""

    def __init__(self, plain: str, bodies: Sequence[Body]) -> None:
        self._plain = plain
        named = [body for body in bodies if not _is_awarder(body)]
        self.all = [body for body in named if body.rank != PROVINCE]
        after = {b.span.end + 1 for b in self.all if not plain.startswith("\n", b.span.end)}
        self._provinces = {
            body.span.end: body
            for body in named
            if body.rank == PROVINCE and body.span.start not in after
        }
        self._acting = list(self._provinces.values())
        self._province_starts = [body.span.start for body in self._acting]
        self._placed: dict[str, Body] = {}
        for body in self.all:
            if body.province:
                self._placed.setdefault(body.name.partition(" ")[0], body)
        self._starts = [body.span.start for body in self.all]
        self._free = self._freely_mentioned()
        self._departments = self._beside_units()
        times = Counter(body.key for body in self.all if body.rank == DEPARTMENT).most_common(2)
        is_clear = len(times) == 1 or (len(times) > 1 and times[0][1] > times[1][1])
        self._leading = times[0][0] if is_clear else None

    def between(self, start: int, end: int) -> list[Body]:
        """The bodies that begin in a range."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _named_between(self, start: int, end: int) -> list[Body]:
        """The bodies that begin in a range, provinces among them."""
        first, last = (bisect_left(self._province_starts, place) for place in (start, end))
        found = self._acting[first:last]
        return sorted([*self.between(start, end), *found], key=lambda body: body.span)

    def _named_next(self, start: int, end: int) -> Body | None:
        """The first body that begins in a range, a province too."""
        return next(iter(self._named_between(start, end)), None)

    def _acting_between(self, start: int, end: int) -> list[Body]:
        """The bodies that begin in a range, and the provinces that are no place there."""
        return [
            body
            for body in self._named_between(start, end)
            if body.rank != PROVINCE or self._acts(body)
        ]

    def apart(self, span: Span) -> list[Body]:
        """The bodies of a part that stand at the beginning of a word."""
        return [
            body
            for body in self._named_between(span.start, span.end)
            if not _WITHIN_WORDS.search(self._plain[body.span.start - 3 : body.span.start])
        ]

    def leading(self, span: Span) -> Body | None:
        """The body with which a part of the text begins."""
        for body in self._named_between(span.start, min(span.end, span.start + 25)):
            lead = self._plain[span.start : body.span.start].strip(' :-“"\n')
            if LEADS.match(lead):
                return self.unit_of(body, span.end)
        return None

    def unit_of(self, body: Body, end: int) -> Body:
        """The unit that a line names after its department: กรมก : ศูนย์ข."""
        following = self.between(body.span.end, min(end, body.span.end + 6))
        gap = self._plain[body.span.end : following[0].span.start] if following else ""
        is_above = following and following[0].rank == UNIT
        if not is_above or (body.rank != DEPARTMENT and gap.strip() != "โดย"):
            return body
        is_cell = gap == " " and _CELL_ENDS.match(self._plain, following[0].span.end)
        is_named = gap.strip() in (":", "-", "/", "โดย", "(") and gap
        return following[0] if is_named or is_cell else body

    def department_above(self, unit: Body) -> Body | None:
        """The department before a unit: กรมก : ศูนย์ข."""
        before = self.between(max(0, unit.span.start - NAMED_BEFORE), unit.span.start)
        if not before or before[-1].rank != DEPARTMENT or unit.rank != UNIT:
            return None
        gap = self._plain[before[-1].span.end : unit.span.start]
        is_cell = gap == " " and _CELL_ENDS.match(self._plain, unit.span.end)
        is_above = gap in _ABOVE or is_cell or (before[-1].is_short and gap == ") ")
        return before[-1] if is_above else None

    def department_of(self, winner: Body, end: int) -> Body | None:
        """The department that a text names right after a unit: in brackets or by สังกัด."""
        last = winner
        for body in self.between(winner.span.end, min(end, winner.span.end + _WIDEST)):
            if body.key == winner.key:
                continue
            gap = self._plain[last.span.end : body.span.start]
            if BELONGS.match(gap) and body.rank == DEPARTMENT:
                return body
            if gap.strip() == "(" and body.is_short and body.rank == DEPARTMENT:
                return body
            is_part = body.name.startswith("คณะ") or "สังกัด" in gap
            if not (is_part and body.rank == UNIT and BELONGS.match(gap)):
                return None
            last = body
        return None

    def place_beside(self, unit: Body, others: Sequence[Body]) -> Span | None:
        """The province named with who won with a unit, with the one above it, or before it."""
        for other in others:
            if other.province and patterns()["within"].search(other.name):
                return other.province
        if place := province_said(self._plain, _LIES_IN, unit.span.end):
            return place
        above = next(iter(self.between(unit.span.end, unit.span.end + 6)), None)
        gap = self._plain[unit.span.end : above.span.start] if above else ""
        if above and above.rank == UNIT and above.province and gap in (" ", " สังกัด", " (", " ใน"):
            return above.province
        before = patterns()["within"].search(
            self._plain, max(0, unit.span.start - _WIDEST), unit.span.start
        )
        is_told = before and self._plain[before.end() : unit.span.start].strip() in ("ซึ่ง", "โดย")
        return Span(*before.span("province")) if before and is_told else None

    def mentioned(self, id: str | None) -> Body | None:
        """The first mention of a department, not beside a unit of which alone it tells."""
        return self._free.get(id or "")

    def _freely_mentioned(self) -> dict[str, Body]:
        found: dict[str, Body] = {}
        unit: Body | None = None
        for body in self.all:
            gap = self._plain[unit.span.end : body.span.start][:_WIDEST] if unit else ""
            if body.id and not (unit and BELONGS.match(gap)):
                found.setdefault(body.id, body)
            unit = body if body.rank == UNIT else None
        return found

    def leads(self, department: Body) -> bool:
        """Whether no other department is named as often as one."""
        return department.key == self._leading

    def department_after(self, person: Body, end: int) -> Body | None:
        """The department that a text names after a person and what the person is."""
        within = self.between(person.span.end, min(end, person.span.end + NAMED_BEFORE))
        return next((body for body in within if body.rank == DEPARTMENT), None)

    def department_elsewhere(self, unit: Body) -> Body | None:
        """The department that a text names beside a unit where it tells of that unit before."""
        return self._departments.get(unit.key)

    def _beside_units(self) -> dict[str, Body]:
        """The department beside each unit, before it or after it, first mention first."""
        found: dict[str, Body] = {}
        for one, other in pairwise(self.all):
            gap = self._plain[one.span.end : other.span.start][:_WIDEST]
            if one.rank == DEPARTMENT and other.rank == UNIT and gap in _ABOVE:
                found.setdefault(other.key, one)
            elif one.rank == UNIT and other.rank == DEPARTMENT and BELONGS.match(gap):
                found.setdefault(one.key, other)
            elif one.rank == other.rank == UNIT and one.key in found and _JOINT.match(gap):
                found.setdefault(other.key, found[one.key])
        return found

    def main_department(self, opening: int) -> Body | None:
        """The department that a text is about: named often, first in its opening, others hardly."""
        named = [body for body in self.all if body.rank == DEPARTMENT]
        times = Counter(body.key for body in named).most_common(2)
        is_sole = len(times) == 1 and times[0][1] > 1
        if (
            not times
            or (times[0][1] < _OFTEN and not is_sole)
            or (len(times) > 1 and times[1][1] * 2 > times[0][1])
        ):
            return None
        first = next(body for body in named if body.key == times[0][0])
        return first if first.span.start < opening else None

    def salient(self) -> Body | None:
        """The body that a text names most often, where it says of none that it won."""
        acting = [body for body in self._provinces.values() if self._acts(body)]
        named = [body for body in self.all if body.rank == DEPARTMENT] or acting
        named = named or [body for body in self.all if body.rank == UNIT]
        times = Counter(body.key for body in named)
        return max(named, key=lambda body: times[body.key], default=None)

    def full_name(self, body: Body) -> Body:
        """A body by the fullest name in the text, with the whole that it is a part of."""
        body = self._first_in_full(body)
        while (whole := self._whole_after(body)) is not None:
            span = Span(body.span.start, whole.span.end)
            province = body.province or whole.province
            name = self._plain[span.start : span.end]
            body = replace(body, span=span, name=name, province=province)
        return body

    def sole_university(self) -> Body | None:
        """The one university that a text names: its faculties are those of it."""
        named = [b for b in self.all if b.rank == DEPARTMENT and "มหาวิทยาลัย" in b.name]
        return named[0] if len({body.key for body in named}) == 1 else None

    def _whole_after(self, part: Body) -> Body | None:
        """What stands right after a faculty, a ward or its like: คณะก มหาวิทยาลัยข."""
        found = self.between(part.span.end + 1, part.span.end + 2)
        last = part.name.rpartition(" ")[2]
        of = next((of for names, of in _PARTS.items() if last.startswith(names)), None)
        is_whole = of and found and self._plain[part.span.end] == " "
        return found[0] if is_whole and found[0].name.startswith(of or ()) else None

    def _first_in_full(self, body: Body) -> Body:
        placed = self._placed.get(body.name)
        is_of_place = body.rank == UNIT or LOCAL.match(body.name)
        if placed and placed.province and is_of_place:
            body = body.in_province(placed.province)
        if not is_abbreviated(body):
            return body
        full = [b for b in self.all if b.key == body.key and len(b.name) > len(body.name)]
        office = next((b for b in full if b.name.startswith("สำนักงาน")), body)
        named = next((b for b in full if not is_abbreviated(b)), office)
        is_placed = named.province is not None or named.rank != UNIT
        return named if is_placed else self._placed.get(named.name, named)

    def _acts(self, province: Body) -> bool:
        """Whether a province is meant that acts, not the place of something."""
        start = province.span.start
        return not _PLACE_BEFORE.search(self._plain[max(0, start - 30) : start])
