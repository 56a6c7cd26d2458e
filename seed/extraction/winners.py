"""Who won: the bodies around the words of an award, and the department that is credited."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from seed.extraction.bodies import DEPARTMENT, MINISTRY, PERSON, PROVINCE, UNIT, Body
from seed.extraction.text import Span

_BY = re.compile(
    r"(?:(?<!ดำเนินการ)โดย(?:ทาง|หน่วยงาน)? ?|ได้แก่ ?|คือ ?|ให้(?:แก่"
    r"|กับ) ?|แก่ ?|ของ ?|หน่วยงาน ?: ?|ผู้ได้รับรางวัล ?:? ?|ในนาม(?:ของ)? ?)(?:ทาง|แก่)?\Z"
)
_ENUMERATED = re.compile(
    r"\)?(?: ?\([^()\n]{1,40}\))?(?: ?(?:จำนวน )?(?P<count>[0-9]{1,2}) ?(?:รางวัล|ผลงาน))?"
    r" ?(?:,|และ|ร่วมกับ|ร่วม(?:มือ)?กับ|พร้อมด้วย|กับ|/)? ?(?:และ)?\Z"
)
_JOINED = re.compile(r"ร่วมกับ|ร่วมมือกับ|กับ|และ|พร้อมด้วย|,")
_BELONGS = re.compile(
    r"\)?(?: ?\([^()\n]{1,40}\))? ?(?:\n?(?:ใน|หน่วยงานต้น|ต้น)?สังกัด ?:?|ภายใต้|ของ)? ?\Z"
)
_COUNT_AFTER = re.compile(
    r"\)?(?: ?\([^()\n]{1,40}\))? ?(?:สังกัด[^\n]{2,80}?)?จำนวน (?P<count>[0-9]{1,2}) ?(?:รางวัล"
    r"|ผลงาน)"
)
_BETWEEN_SUBJECT_AND_VERB = re.compile(
    r"(?: ?\([^()\n]{1,60}\)| ?หรือ ?[ก-ฮ.]+)*[”\"]? ?(?:ยัง|จึง|ก็|ได้|สามารถ|สุดปลื้ม"
    r"|ปลื้ม|สุดเจ๋ง|เจ๋ง|โชว์ผลงาน|เฮ|,| |ซึ่ง|ล่าสุด|ในปีนี้|ใน(?:ปี)? ?(?:พ\.ศ\.)? ?25[0-9]{2}"
    r"|ไม่หยุด|ขึ้น|ไป|มา|สามารถ|เป็นหน่วยงาน[ก-๙]{0,24}?(?=หน่วยงานเดียว|เดียว|\Z)|หน่วยงาน"
    r"|เพียง)*\Z"
)
_NOT_A_SUBJECT = re.compile(
    r"(?:จาก|อธิบดี|ผู้อำนวยการ|ผอ\.|ปลัด|โฆษก|เลขาธิการ|รัฐมนตรี(?:ว่าการ|ช่วยว่าการ)?"
    r"|จัด(?:ขึ้น)?โดย|ณ|(?<!รางวัล)(?<!กรณี)ที่ ?"
    r"|ต่อ|หัวหน้า|(?<!เป็น)ผู้แทน|กับ|ดูแล|จับมือกับ|ไปยัง|คณะผู้บริหาร|สังกัด|เจ้าหน้าที่"
    r"|บุคลากร|ผู้บริหาร|อาคาร|ห้อง[ก-๙]{0,20}|ร่วมกับ|ใน|สู่) ?\Z"
)
_PERSON = re.compile(
    r"(?:โดย|ได้แก่|คือ|ให้แก่|ให้กับ) ?(?P<name>(?:นายแพทย์|แพทย์หญิง|นาย|นางสาว|นาง"
    r"|น\.ส\.)[ก-๙]+ [ก-๙]+)"
)
_WORK_OF = re.compile(
    r"(?: ?\([^()\n]{1,40}\))? ?(?:เรื่อง|(?:จาก|ชื่อ"
    r"|ด้วย)?ผลงาน(?:เรื่อง)?) ?:? ?(?P<name>[^\n]{3,200})\Z"
)
_ONLY_JOINED = re.compile(r"(?: ?\([^()\n]{1,40}\))? ?(?:,|และ|ร่วมกับ)? ?\Z")
_RIGHT_BESIDE = re.compile(r"[”\"’']? ?\(? ?\Z|[”\"’']? ?[-–:/|,] ?\Z")
_IN_BRACKETS = re.compile(r"[”\"’']? ?\( ?\Z")
_TOGETHER = re.compile(r" ?\)? ?(?:ร่วมกับ|ร่วมมือกับ|จับมือกับ|จับมือ) ?(?:[^ \n]{2,40} และ)?\Z")
_WITH_WORK = re.compile(r"[)”]? ?(?:กับ|จาก|ด้วย|เรื่อง|ใน|นำ|มี)? ?")
_WITHIN_WORDS = re.compile(r"[ก-๙](?<!โดย)(?<!ของ)(?<!กับ)(?<!และ)(?<!ทาง)(?<!กัด)\Z")
_NAMED_BEFORE = 160
_PLACE_BEFORE = re.compile(
    r"(?:ที่|ใน|จาก|ณ|พื้นที่|ศาลากลาง|ระหว่าง|และ|กับ|(?:อำเภอ|ตำบล|อ\.|ต\.|บ้าน|หมู่บ้าน|เทศบาล"
    r"|เมือง)[ก-๙]{0,20}) ?\Z"
)
_NAMES_AFTER = re.compile(
    r"(?:ยินดี|มีชื่อ(?:อยู่)?|มอบให้|ประกาศให้|มอบรางวัลเลิศรัฐให้|ตกเป็นของ|(?:รับ"
    r"|เข้ารับ)?แทน)(?:กับ|ต่อ|แก่|ทาง)? ?"
)
_LEADS = re.compile(
    r"(?:(?:ชื่อ)?หน่วยงาน(?:เจ้าของผลงาน)?|โดย|ของ|เจ้าของ(?:ผลงาน|รางวัล)|ผู้(?:ได้)?รับรางวัล"
    r"|)[ :“\"\n-]*\Z"
)
_DONE_BY = re.compile(r"[”\"]? ?(?:ซึ่ง)?(?:ดำเนินการ|จัดทำ|พัฒนา)โดย ?")
_DID = re.compile(r"[”\"] ?โดย ?\Z")
_AFTER_WORK = 24
_AND = re.compile(r" ?(?:และ|,) ?\Z")
_WINS_ITSELF = re.compile(
    r"(?!ซึ่ง|ที่| ซึ่ง| ที่)[^\n“”,;]{0,30}?(?:ก็|ยัง|จึง)?(?:ได้รับ|คว้า|รับ)(?:มอบ)?รางวัล"
)
_HEAD = 6
_OFTEN = 3
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
        self._acting = list(self._provinces.values())
        self._province_starts = [body.span.start for body in self._acting]
        self._placed: dict[str, Body] = {}
        for body in self.all:
            if body.province:
                self._placed.setdefault(body.name.partition(" ")[0], body)
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
        beside: bool = False,
        is_told_next: bool = False,
    ) -> list[Winners]:
        """Who is named as winner after the words of an award: each element won one of its own.

        ``beside``: a body right after the name of the work is named as winner by its place.
        ``is_told_next``: the words of the award begin at ``end``, so that who is said there to
        win it is no other.
        """
        if persons and (person := _PERSON.search(self._plain, start, min(end, start + reach + 60))):
            span = Span(*person.span("name"))
            name = self._plain[span.start : span.end]
            return [Winners((Body(span, name, PERSON, name.replace(" ", "")),))]
        if has_project and (body := self._beside(start, end, within_brackets=not beside)):
            return self._enumerated(body, end, "")
        if has_project and (body := self._doer(start, end)):
            return self._enumerated(body, end, "")
        for body in self.between(start, end):
            if self._plain.startswith(("เป็นเจ้าของ", " เป็นเจ้าของ"), body.span.end):
                return self._enumerated(body, end, "")
        for body in self.between(start, min(end, start + reach + 40)):
            by = _BY.search(self._plain[start : body.span.start])
            if by is None or by.start() > reach:
                continue
            if _WINS_ITSELF.match(self._plain, body.span.end) and not is_told_next:
                break
            word = by[0].strip()
            if word == "ของ" and not (has_project and by.start() < _RIGHT_AFTER):
                continue
            with_works = [] if has_project else self._with_works(body, end)
            return with_works or self._enumerated(body, end, word)
        return []

    def just_before(self, work: int) -> Body | None:
        """Whose work it is: the body named right before it, with its department or not."""
        found = self._named_between(max(0, work - _NAMED_BEFORE), work)
        if (
            not found
            or self._did_another(found[-1])
            or not _WITH_WORK.fullmatch(self._plain[found[-1].span.end : work])
        ):
            return None
        return self._first_of(found[-1], found)

    def owner(self, words: int, start: int) -> Body | None:
        """Whose works are told: ผลงานของโรงพยาบาลก 2 ผลงาน คือ …"""
        for body in reversed(self._named_between(max(start, words - _FARTHEST_SUBJECT), words)):
            if self._plain.endswith(("ผลงานของ", "รางวัลของ"), 0, body.span.start):
                return body
        return None

    def right_before(self, words: int, start: int) -> Body | None:
        """The body that stands right before the words of an award, with no verb between."""
        found = self._named_between(max(start, words - _NAMED_BEFORE), words)
        if not found or self._is_other_role(found[-1]) or self._did_another(found[-1]):
            return None
        gap = self._plain[found[-1].span.end : words]
        return self._first_of(found[-1], found) if gap in (" ", ": ", " : ", ":") else None

    def _did_another(self, body: Body) -> bool:
        """Whether a body is named as the one that did the work before it: “work” โดยbody."""
        return bool(_DID.search(self._plain, max(0, body.span.start - 10), body.span.start))

    def apart(self, span: Span) -> list[Body]:
        """The bodies of a part that stand at the beginning of a word."""
        return [
            body
            for body in self._named_between(span.start, span.end)
            if not _WITHIN_WORDS.search(self._plain[body.span.start - 3 : body.span.start])
        ]

    def _beside(self, start: int, end: int, *, within_brackets: bool) -> Body | None:
        """The body that a text names right after a work: “work” body, or “work” (body)."""
        pattern = _IN_BRACKETS if within_brackets else _RIGHT_BESIDE
        body = next(iter(self._named_between(start, min(end, start + 6))), None)
        return body if body and pattern.match(self._plain, start, body.span.start) else None

    def _doer(self, start: int, end: int) -> Body | None:
        """Who is said right after a work to have done it: “work” ดำเนินการโดย body."""
        body = next(iter(self._named_between(start, min(end, start + _AFTER_WORK))), None)
        return body if body and _DONE_BY.fullmatch(self._plain[start : body.span.start]) else None

    def _named_between(self, start: int, end: int) -> list[Body]:
        """The bodies that begin in a range, provinces among them."""
        first, last = (bisect_left(self._province_starts, place) for place in (start, end))
        found = self._acting[first:last]
        return sorted([*self.between(start, end), *found], key=lambda body: body.span)

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
        if (province := self._provinces.get(before)) and self._acts(province):
            return province
        if verb_object := self._object(verb):
            return verb_object
        candidates = self.between(start, verb)
        for body in reversed(candidates):
            between = self._plain[body.span.end : verb]
            if _BETWEEN_SUBJECT_AND_VERB.match(between) and not self._is_other_role(body):
                return self._first_of(self._fuller(body, candidates), candidates)
        return None

    def _first_of(self, body: Body, candidates: Sequence[Body]) -> Body:
        """The first of those that win together, or the part of a department that is named."""
        first, after = body, body
        for other in reversed([each for each in candidates if each.span.end <= body.span.start]):
            gap = self._plain[other.span.end : after.span.start]
            is_above = after.rank == DEPARTMENT or after.name[:_HEAD] != other.name[:_HEAD]
            is_part = other.rank == UNIT and is_above and gap and _BELONGS.match(gap)
            if (
                is_part
                and self._is_other_role(other)
                and not _TOGETHER.search(
                    self._plain[max(0, other.span.start - 20) : other.span.start]
                )
            ):
                break
            if is_part or _TOGETHER.match(gap):
                first = other
            elif not _AND.match(gap):
                break
            after = other
        return first

    def _acts(self, province: Body) -> bool:
        """Whether a province is meant that acts, not the place of something."""
        start = province.span.start
        return not _PLACE_BEFORE.search(self._plain[max(0, start - 30) : start])

    def _object(self, verb: int) -> Body | None:
        """Whom a verb names after itself as the one who won: ยินดีกับ, มีชื่อ, มอบให้แก่."""
        match = _NAMES_AFTER.match(self._plain, verb)
        found = self._named_between(match.end(), match.end() + 3) if match else []
        return found[0] if found else None

    def salient(self) -> Body | None:
        """The body that a text names most often, where it says of none that it won."""
        acting = [body for body in self._provinces.values() if self._acts(body)]
        named = [body for body in self.all if body.rank == DEPARTMENT] or acting
        named = named or [body for body in self.all if body.rank == UNIT]
        times = Counter(body.key for body in named)
        return max(named, key=lambda body: times[body.key], default=None)

    def likely_subject(self, verb: int, start: int) -> Body | None:
        """The nearest body before a verb that has no other part in the sentence."""
        start = max(start, verb - _FARTHEST_SUBJECT)
        candidates = self.between(start, verb)
        for body in reversed(candidates):
            if body.rank != MINISTRY and not self._is_other_role(body):
                return self._first_of(body, candidates)
        return None

    def full_name(self, body: Body) -> Body:
        """The first mention of a body by its full name, where the text has one."""
        if body.rank == UNIT and body.province is None:
            body = self._placed.get(body.name, body)
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
        return bool(_NOT_A_SUBJECT.search(before)) and not before.endswith(("ยินดีกับ", "ยินดีต่อ"))

    def leading(self, span: Span) -> Body | None:
        """The body with which a part of the text begins."""
        for body in self._named_between(span.start, min(span.end, span.start + 25)):
            lead = self._plain[span.start : body.span.start].strip(' :-“"\n')
            if _LEADS.match(lead):
                return self._unit_of(body, span.end)
        return None

    def _unit_of(self, body: Body, end: int) -> Body:
        """The unit that a line names after its department: กรมก : ศูนย์ข."""
        following = self.between(body.span.end, min(end, body.span.end + 4))
        is_above = body.rank == DEPARTMENT and following and following[0].rank == UNIT
        gap = self._plain[body.span.end : following[0].span.start] if is_above else ""
        return following[0] if gap.strip() in (":", "-", "/", "โดย", "(") and gap else body

    def department_above(self, unit: Body) -> Body | None:
        """The department before a unit: กรมก : ศูนย์ข."""
        before = self.between(max(0, unit.span.start - _NAMED_BEFORE), unit.span.start)
        if not before or before[-1].rank != DEPARTMENT or unit.rank != UNIT:
            return None
        gap = self._plain[before[-1].span.end : unit.span.start]
        return before[-1] if gap in (" : ", ": ", " / ", " - ", " (") else None

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
