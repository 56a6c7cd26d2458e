"""Who won: the bodies around the words of an award, and the department that is credited."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from seed.extraction.bodies import DEPARTMENT, MINISTRY, PERSON, PROVINCE, UNIT, Body
from seed.extraction.text import Span

_BY = re.compile(
    r"(?:(?<!ดำเนินการ)โดย(?:ทาง|หน่วยงาน)? ?|ได้แก่ ?|คือ ?|ให้(?:แก่"
    r"|กับ) ?|แก่ ?|ของ ?|หน่วยงาน ?: ?|ผู้ได้รับรางวัล ?:? ?)(?:ทาง|แก่)?\Z"
)
_ENUMERATED = re.compile(
    r"\)?(?: ?\([^()\n]{1,40}\))?(?: ?(?:จำนวน )?(?P<count>[0-9]{1,2}) ?(?:รางวัล|ผลงาน))?"
    r" ?(?:,|และ|ร่วมกับ|ร่วม(?:มือ)?กับ|พร้อมด้วย|กับ|/)? ?(?:และ)?\Z"
)
_JOINED = re.compile(r"ร่วมกับ|ร่วมมือกับ|กับ|และ|พร้อมด้วย|,")
_BELONGS = re.compile(r"\)?(?: ?\([^()\n]{1,40}\))? ?(?:(?:ใน)?สังกัด|ภายใต้|ของ)? ?\Z")
_COUNT_AFTER = re.compile(
    r"\)?(?: ?\([^()\n]{1,40}\))? ?(?:สังกัด[^\n]{2,80}?)?จำนวน (?P<count>[0-9]{1,2}) ?(?:รางวัล"
    r"|ผลงาน)"
)
_BETWEEN_SUBJECT_AND_VERB = re.compile(
    r"(?: ?\([^()\n]{1,60}\)| ?หรือ ?[ก-ฮ.]+)*[”\"]? ?(?:ยัง|จึง|ก็|ได้|สามารถ|สุดปลื้ม"
    r"|ปลื้ม|สุดเจ๋ง|เจ๋ง|โชว์ผลงาน|เฮ|,| |ซึ่ง|ล่าสุด|ในปีนี้|ใน(?:ปี)? ?(?:พ\.ศ\.)? ?25[0-9]{2}"
    r"|ไม่หยุด|เป็นหน่วยงาน[ก-๙]{0,24}?(?=หน่วยงานเดียว|เดียว|\Z)|หน่วยงาน|เพียง)*\Z"
)
_NOT_A_SUBJECT = re.compile(
    r"(?:จาก|อธิบดี|ผู้อำนวยการ|ผอ\.|ปลัด|โฆษก|เลขาธิการ|รัฐมนตรี(?:ว่าการ|ช่วยว่าการ)?|จัด(?:ขึ้น)?โดย|ณ|ที่ ?"
    r"|ต่อ|หัวหน้า|ผู้แทน|กับ|คณะผู้บริหาร|สังกัด|เจ้าหน้าที่|บุคลากร|ผู้บริหาร|อาคาร|ห้อง[ก-๙]{0,20}|ร่วมกับ|ใน|สู่) ?\Z"
)
_PERSON = re.compile(
    r"(?:โดย|ได้แก่|คือ|ให้แก่|ให้กับ) ?(?P<name>(?:นายแพทย์|แพทย์หญิง|นาย|นางสาว|นาง|น\.ส\.)[ก-๙]+ [ก-๙]+)"
)
_WORK_OF = re.compile(
    r"(?: ?\([^()\n]{1,40}\))? ?(?:เรื่อง|(?:จาก|ชื่อ"
    r"|ด้วย)?ผลงาน(?:เรื่อง)?) ?:? ?(?P<name>[^\n]{3,200})\Z"
)
_ONLY_JOINED = re.compile(r"(?: ?\([^()\n]{1,40}\))? ?(?:,|และ|ร่วมกับ)? ?\Z")
_FARTHEST_BY = 60
_RIGHT_AFTER = 4
_FARTHEST_SUBJECT = 260
AWARDER = "org:opm-opdc"
_AWARDER_NAMED = re.compile(r"(?:สำนักงาน ?)?(?:คณะกรรมการพัฒนาระบบ|ก\.พ\.ร)")


def is_awarder(body: Body) -> bool:
    """Whether it is the office that gives the awards."""
    return body.id == AWARDER or bool(_AWARDER_NAMED.match(body.name))


@dataclass(frozen=True, slots=True)
class Winners:
    """Who won one award, its department where the text names it, and how many such awards."""

    bodies: tuple[Body, ...]
    credited: Body | None = None
    times: int = 1
    project: Span | None = None


class Bodies:
    """The bodies of a text, found by place."""

    def __init__(self, plain: str, bodies: Sequence[Body]) -> None:
        self._plain = plain
        named = [body for body in bodies if not is_awarder(body)]
        self.all = [body for body in named if body.rank != PROVINCE]
        self._provinces = {body.span.end: body for body in named if body.rank == PROVINCE}
        self._starts = [body.span.start for body in self.all]

    def between(self, start: int, end: int) -> list[Body]:
        """The bodies that begin in a range."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def after(
        self,
        start: int,
        end: int,
        reach: int = _FARTHEST_BY,
        *,
        has_project: bool,
        persons: bool = False,
    ) -> list[Winners]:
        """Who is named as winner after the words of an award: each element won one of its own."""
        if persons and (person := _PERSON.search(self._plain, start, min(end, start + reach + 60))):
            span = Span(*person.span("name"))
            name = self._plain[span.start : span.end]
            return [Winners((Body(span, name, PERSON, name.replace(" ", "")),))]
        for body in self.between(start, min(end, start + reach + 40)):
            by = _BY.search(self._plain[start : body.span.start])
            if by is None or by.start() > reach:
                continue
            word = by[0].strip()
            if word == "ของ" and not (has_project and by.start() < _RIGHT_AFTER):
                continue
            with_works = [] if has_project else self._with_works(body, end)
            return with_works or self._enumerated(body, end, word)
        return []

    def named(self, body: Body, end: int) -> list[Winners]:
        """A body that is named as winner, with its department and co-winners."""
        return self._enumerated(body, end, "")

    def belonging(self, verb: int, start: int) -> Body | None:
        """The department whose units are said to win: หน่วยงานในสังกัดกรมก …"""
        for body in reversed(self.between(max(start, verb - _FARTHEST_SUBJECT), verb)):
            if body.rank == DEPARTMENT and self._plain.endswith("สังกัด", 0, body.span.start):
                return body
        return None

    def _with_works(self, first: Body, end: int) -> list[Winners]:
        """Bodies that each have their work: โรงพยาบาลก เรื่องข และโรงพยาบาลค เรื่องง."""
        line_end = self._plain.find("\n", first.span.end, end)
        end = line_end if line_end >= 0 else end
        bodies = self.between(first.span.start, end)
        found: list[Winners] = []
        group: list[Body] = []
        for number, body in enumerate(bodies):
            group.append(body)
            following = bodies[number + 1].span.start if number + 1 < len(bodies) else end
            gap = self._plain[body.span.end : following]
            if work := _WORK_OF.match(gap):
                name = work["name"].rstrip(" ,").removesuffix("และ").rstrip(" ,")
                start = body.span.end + work.start("name")
                span = Span(start, start + len(name)) if name else None
                found.append(Winners(tuple(group), project=span))
                group = []
            elif not _ONLY_JOINED.match(gap):
                break
        return found

    def _enumerated(self, first: Body, end: int, word: str) -> list[Winners]:
        """A body and those that follow it: parts of it, co-winners, or winners of their own."""
        groups: list[list[Body]] = [[first]]
        credited: list[Body | None] = [None]
        times = [self._times(first, end)]
        last = first
        for body in self.between(first.span.end, end):
            gap = self._plain[last.span.end : body.span.start]
            if body.key == last.key:
                last = body
            elif _BELONGS.match(gap) and last.rank != body.rank and body.rank != UNIT:
                if body.rank == DEPARTMENT:
                    credited[-1] = body
                last = body
            elif (listed := _ENUMERATED.match(gap)) and gap.strip() and body.rank != MINISTRY:
                is_own = listed["count"] or (word.startswith("ได้แก่") and not _JOINED.search(gap))
                if is_own:
                    groups.append([body])
                    credited.append(None)
                    times.append(self._times(body, end))
                else:
                    groups[-1].append(body)
                last = body
            else:
                break
        return [
            Winners(tuple(some), department, count)
            for some, department, count in zip(groups, credited, times, strict=True)
        ]

    def _times(self, body: Body, end: int) -> int:
        match = _COUNT_AFTER.match(self._plain, body.span.end, end)
        return int(match["count"]) if match else 1

    def subject(self, verb: int, start: int) -> Body | None:
        """Who is said to win: the body before a verb, the nearest that can be its subject."""
        start = max(start, verb - _FARTHEST_SUBJECT)
        before = verb - (self._plain[verb - 1 : verb] == " ")
        if (province := self._provinces.get(before)) and self._begins(province):
            return province
        candidates = self.between(start, verb)
        for body in reversed(candidates):
            between = self._plain[body.span.end : verb]
            if _BETWEEN_SUBJECT_AND_VERB.match(between) and not self._is_other_role(body):
                return self._fuller(body, candidates)
        return None

    def _begins(self, body: Body) -> bool:
        """Whether a body begins its line, or a headline after the name of the site."""
        start = body.span.start
        return start == 0 or self._plain[start - 1] in "\n-“"

    def likely_subject(self, verb: int, start: int) -> Body | None:
        """The nearest body before a verb that has no other part in the sentence."""
        start = max(start, verb - _FARTHEST_SUBJECT)
        for body in reversed(self.between(start, verb)):
            if body.rank != MINISTRY and not self._is_other_role(body):
                return body
        return None

    def full_name(self, body: Body) -> Body:
        """The first mention of a body by its full name, where the text has one."""
        if not (body.is_short or body.name.startswith("รพ")):
            return body
        full = (b for b in self.all if b.key == body.key)
        return next((b for b in full if not (b.is_short or b.name.startswith("รพ"))), body)

    def _fuller(self, body: Body, candidates: Sequence[Body]) -> Body:
        """The full name where a short name only repeats it in brackets."""
        if not body.is_short:
            return body
        for other in candidates:
            gap = self._plain[other.span.end : body.span.start]
            if other.key == body.key and not other.is_short and gap.strip() in ("(", "หรือ"):
                return other
        return body

    def _is_other_role(self, body: Body) -> bool:
        before = self._plain[max(0, body.span.start - 30) : body.span.start]
        return bool(_NOT_A_SUBJECT.search(before))

    def leading(self, span: Span) -> Body | None:
        """The body with which a part of the text begins."""
        for body in self.between(span.start, min(span.end, span.start + 25)):
            lead = self._plain[span.start : body.span.start].strip(' :-“"')
            if lead in ("", "หน่วยงาน", "โดย", "ของ"):
                return body
        return None

    def department_of(self, winner: Body, end: int) -> Body | None:
        """The department that a text names right after a unit: in brackets or by สังกัด."""
        for body in self.between(winner.span.end, min(end, winner.span.end + 60)):
            if body.key == winner.key:
                continue
            gap = self._plain[winner.span.end : body.span.start]
            if _BELONGS.match(gap) and body.rank == DEPARTMENT:
                return body
            if gap.strip() == "(" and body.is_short and body.rank == DEPARTMENT:
                return body
            return None
        return None
