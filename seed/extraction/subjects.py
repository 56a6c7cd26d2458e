"""Who is said to win: the body before a verb, or right before the words of an award."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seed.extraction.bodies import DEPARTMENT, LOCAL, MINISTRY, UNIT, Body
from seed.extraction.lexicon import OF_YEAR
from seed.extraction.places import BELONGS, NAMED_BEFORE, Places

_BETWEEN_SUBJECT_AND_VERB = re.compile(
    r"(?: ?\([^()\n]{1,60}\)| ?หรือ ?[ก-ฮ.]+)*[”\"]? ?(?:ยัง|จึง|ก็|ได้|สามารถ|สุดปลื้ม"
    r"|ปลื้ม|สุดเจ๋ง|เจ๋ง|โชว์ผลงาน|เฮ|,| |ซึ่ง|ล่าสุด|ในปีนี้|ใน(?:ปี)? ?(?:พ\.ศ\.)? ?25[0-9]{2}"
    r"|ไม่หยุด|ขึ้น|ไป|มา|สามารถ|เป็นหน่วยงาน[ก-๙]{0,24}?(?=หน่วยงานเดียว|เดียว|\Z)|หน่วยงาน"
    r"|เพียง|เอง|(?:ซึ่ง)?(?:อยู่)?(?:ใน)?สังกัดเดียวกัน(?:นี้)?"
    r"|เป็นอีก(?:หนึ่ง)?หน่วยงาน[ก-๙]{0,24}?ที่(?=\Z)|ในฐานะ[ก-๙]{2,40}(?= )"
    r"|ซึ่งมี[^\n“”()]{5,60}?เป็นผู้ว่าราชการจังหวัด"
    r"|(?:อำเภอ|ตำบล|เขต|อ\.|ต\.) ?[ก-๙]{2,24}(?= ))*\Z"
)
_NOT_A_SUBJECT = re.compile(
    r"(?:(?<!เริ่ม)จาก|(?:ซึ่ง|ที่)เป็น[ก-๙]{2,36}ของ| หน่วย[ก-๙]{0,30}ของ|อธิบดี|คณบดี|อธิการบดี|ผู้ว่าการ|ผู้จัดการ"
    r"|ผู้บัญชาการ|ประธาน(?:กรรมการ)?|นายก|ผู้อำนวยการ|ผอ\.|ปลัด|โฆษก|เลขาธิการ|รัฐมนตรี(?:ว่าการ|ช่วยว่าการ)?"
    r"|จัด(?:ขึ้น)?โดย|ณ|(?<!รางวัล)(?<!กรณี)(?<!ขณะ)(?<!โอกาส)(?<!อยู่)(?<!การ)(?<!และ)"
    r"(?<!โครงการ)(?<!ผลงาน)(?<!นวัตกรรม)(?<!ปิดท้าย)ที่ ?"
    r"|ต่อ|หัวหน้า|(?<!เป็น)ผู้แทน|กับ|ดูแล|จับมือกับ|ไปยัง|คณะผู้บริหาร|สังกัด|เจ้าหน้าที่"
    r"|บุคลากร|ผู้บริหาร|อาคาร|ห้อง[ก-๙]{0,20}|หอประชุม|สโมสร|โรงแรม|ร่วมกับ|ใน|สู่) ?\Z"
)
_SAYS = re.compile(
    r"(?: ?\([^()\n]{1,40}\))? ?(?:กล่าว|ระบุ|เปิดเผย|เผย|ชี้แจง|เล่า|ให้(?:รายละเอียด"
    r"|ข้อมูล|สัมภาษณ์)|บอก)[^\n“”]{0,40}?ว่า"
)
_HEAD_OF = re.compile("(?:อธิบดี|เลขาธิการ|ผู้ว่าการ|ผู้อำนวยการ|อธิการบดี|คณบดี|โฆษก|ผู้จัดการ) ?\\Z")
_TOGETHER = re.compile(r" ?\)? ?(?:ร่วมกับ|ร่วมมือกับ|จับมือกับ|จับมือ|ควง|ผนึกกำลัง) ?(?:[^ \n]{2,40} และ)?\Z")
_WIN_TOGETHER = re.compile(
    " ?(?:ยัง|ได้|ก็)*(?:ร่วมกัน|(?:ได้รับ|คว้า|(?:เข้า)?รับ)รางวัล[^\n“”]{0,40}?ร่วมกัน)"
)
_WITH_WORK = re.compile(r"[)”]? ?\(?(?:กับ|จาก|ด้วย|เรื่อง|ใน|นำ|มี)? ?")
_NAMES_AFTER = re.compile(
    r"(?:ยินดี|มีชื่อ(?:อยู่)?|มอบให้|ประกาศให้|มอบรางวัลเลิศรัฐให้|ตกเป็นของ|(?:รับ"
    r"|เข้ารับ)?แทน)(?:กับ|ต่อ|แก่|ทาง)? ?"
)
_RELATIVE = re.compile(
    r"\A(?: ?เอง)? ?(?:ซึ่ง|ที่) ?(?:เพิ่ง|ยัง|ก็)?(?:ได้รับ|คว้า|ได้|รับ|มี|ผ่านเกณฑ์|ผ่าน)(?:มอบ)?(?:รางวัล)?"
    rf"(?:เลิศรัฐ)?{OF_YEAR} ?\Z"
)
_OF_WHOM = re.compile(r"(?:สังกัด|แห่ง ?ของ|หน่วยงานของ)\Z")
_HEADS_OF_UNITS = ("ผู้อำนวยการ", "ผอ.", "หัวหน้า", "ผู้จัดการ", "ผู้บัญชาการ")
_DID = re.compile(r"[”\"] ?โดย ?\Z")
_RIGHT_BEFORE = re.compile(
    r"(?: (?:ตำบล|อำเภอ|[ตอ]\.) ?[ก-๙]{2,24})* (?:ใน)?| ?[:|] ?| ?\("
    r"| ?(?:ยัง|ก็)?(?:ได้รับ|คว้า|ได้|รับ)(?:ใน)? ?"
    rf"| (?:เจ้าของ)?รางวัลเลิศรัฐ{OF_YEAR} ?"
)
_WINS_NEXT = re.compile(rf"{_RIGHT_BEFORE.pattern}| ?(?:ยัง|ก็|จึง)?(?:ได้รับ|คว้า|รับ)รางวัล ?")
_RECEIVED = re.compile(" ?(?:ยัง|ก็|จึง)?(?:ได้รับ|คว้า|รับ|ได้)(?:รางวัล)? ?")
_WINS_HERE = re.compile(" ?(?:(?:ใน)?สังกัดเดียวกัน(?:นี้)?)? ?(?:ก็|ยัง|จึง)?(?:ได้รับ|คว้า|รับ)(?:รางวัล|ระดับ)")
_WITH_NEXT = re.compile('[”"] ?กับ(?:ทาง)? ?\\Z')
_NAMES_NEXT = re.compile(rf"ที่\Z|{_WITH_NEXT.pattern}")
_AND = re.compile(r" ?(?:และ|,) ?\Z")
_HEAD = 6
_RECEIVES = ("ยินดีกับ", "ยินดีต่อ", "ให้กับ")
_FARTHEST_SUBJECT, _FARTHEST_SPEAKER = 260, 1200


class Subjects(Places):
    """The bodies of a text, and which of them a verb or a work has as its subject."""

    def subject(self, verb: int, start: int) -> Body | None:
        """Who is said to win: the body before a verb, the nearest that can be its subject."""
        start = max(start, verb - _FARTHEST_SUBJECT)
        before = verb - (self._plain[verb - 1 : verb] == " ")
        if (province := self._provinces.get(before)) and self._acts(province):
            return province
        if verb_object := self._object(verb):
            return verb_object
        candidates = self._acting_between(start, verb)
        for body in reversed(candidates):
            between = self._plain[body.span.end : verb]
            if _BETWEEN_SUBJECT_AND_VERB.match(between) and not self._is_other_role(body):
                return self.first_of(self._fuller(body, candidates), candidates)
        return None

    def speaker(self, verb: int, start: int) -> Body | None:
        """Whose head says what a verb tells: อธิบดีกรมก กล่าวว่า …"""
        for body in reversed(self.between(max(start, verb - _FARTHEST_SPEAKER), verb)):
            if _SAYS.match(self._plain, body.span.end, verb):
                is_head = _HEAD_OF.search(
                    self._plain, max(start, body.span.start - 30), body.span.start
                )
                return body if is_head and body.rank != MINISTRY else None
        return None

    def likely_subject(self, verb: int, start: int) -> Body | None:
        """The nearest body before a verb that has no other part in the sentence."""
        start = max(start, verb - _FARTHEST_SUBJECT)
        candidates = self.between(start, verb)
        for body in reversed(candidates):
            if body.rank != MINISTRY and not self._is_of_person(body, candidates):
                return self.first_of(body, candidates)
        return None

    def first_of(self, body: Body, candidates: Sequence[Body]) -> Body:
        """The first of those that win together, or the part of a department that is named."""
        first, after = body, body
        for other in reversed([each for each in candidates if each.span.end <= body.span.start]):
            gap = self._plain[other.span.end : after.span.start]
            if other.key == after.key and gap.strip() in ("(", "หรือ"):
                first, after = (other if first is after else first), other
                continue
            is_above = after.rank == DEPARTMENT or after.name[:_HEAD] != other.name[:_HEAD]
            is_place = other.name.startswith("อำเภอ")
            is_unit = other.rank == UNIT and not is_place
            is_joined = _WIN_TOGETHER.match(self._plain, body.span.end)
            is_part = is_unit and is_above and gap and BELONGS.match(gap)
            if (
                is_part
                and self._is_other_role(other)
                and not _TOGETHER.search(
                    self._plain[max(0, other.span.start - 20) : other.span.start]
                )
            ):
                if self._plain.endswith("สังกัด", 0, other.span.start):
                    after = other
                    continue
                return other if self._is_headed(other) else first
            is_above = after.rank == MINISTRY or after.name.startswith("กองทัพ")
            is_acting = other.rank == DEPARTMENT and is_above and BELONGS.match(gap)
            is_beside = gap == " " and is_unit and other.name[:_HEAD] == after.name[:_HEAD]
            if is_part or is_acting or is_beside or _TOGETHER.match(gap):
                first = other
            elif not _AND.match(gap):
                break
            elif (is_unit and (after.rank == UNIT or LOCAL.match(after.name))) or is_joined:
                first = other
            after = other
        return first

    def _is_headed(self, unit: Body) -> bool:
        """Whether a unit is named as the one of its head, who receives its award."""
        return self._plain.endswith(_HEADS_OF_UNITS, 0, unit.span.start)

    def _is_of_person(self, body: Body, candidates: Sequence[Body]) -> bool:
        """Whether a body, or its part that is named before it, says only whose head somebody is."""
        for other in reversed([each for each in candidates if each.span.end <= body.span.start]):
            if other.rank != UNIT or not BELONGS.match(
                self._plain[other.span.end : body.span.start]
            ):
                break
            body = other
        return self._is_other_role(body)

    def _fuller(self, body: Body, candidates: Sequence[Body]) -> Body:
        """The full name where a short name only repeats it in brackets."""
        if not body.is_short:
            return body
        for other in candidates:
            gap = self._plain[other.span.end : body.span.start]
            if other.key == body.key and not other.is_short and gap.strip() in ("(", "หรือ"):
                return other
        return body

    def _object(self, verb: int) -> Body | None:
        """Whom a verb names after itself as the one who won: ยินดีกับ, มีชื่อ, มอบให้แก่."""
        match = _NAMES_AFTER.match(self._plain, verb)
        return self._named_next(match.end(), match.end() + 3) if match else None

    def _is_other_role(self, body: Body) -> bool:
        before = self._plain[max(0, body.span.start - 50) : body.span.start]
        return bool(_NOT_A_SUBJECT.search(before)) and not before.endswith(_RECEIVES)

    def owner(self, words: int, start: int) -> Body | None:
        """Whose works are told: ผลงานของโรงพยาบาลก 2 ผลงาน คือ …"""
        for body in reversed(self._named_between(max(start, words - _FARTHEST_SUBJECT), words)):
            if self._plain.endswith(("ผลงานของ", "รางวัลของ"), 0, body.span.start):
                return body
            if _WINS_HERE.match(self._plain, body.span.end):
                return None
        return None

    def belonging(self, verb: int, start: int) -> Body | None:
        """The department whose units are said to win: หน่วยงานในสังกัดกรมก …"""
        for body in reversed(self.between(max(start, verb - _FARTHEST_SUBJECT), verb)):
            before = self._plain[max(0, body.span.start - 12) : body.span.start]
            if body.rank == DEPARTMENT and _OF_WHOM.search(before):
                return body
        return None

    def just_before(self, work: int) -> Body | None:
        """Whose work it is: the body named right before it, with its department or not."""
        found = self._acting_between(max(0, work - NAMED_BEFORE), work)
        if (
            not found
            or self._did_another(found[-1])
            or not _WITH_WORK.fullmatch(self._plain[found[-1].span.end : work])
        ):
            return None
        first = self.first_of(found[-1], found)
        return None if first is found[-1] and self._is_other_role(first) else first

    def right_before(self, words: int, start: int, *, is_between: bool = False) -> Body | None:
        """The body that stands right before the words of an award, or right before their verb.

        ``is_between``: others of these words stand before it.
        """
        found = self._named_between(max(start, words - NAMED_BEFORE), words)
        if not found or self._did_another(found[-1]):
            return None
        gap = self._plain[found[-1].span.end : words]
        if found[-1].is_short and gap.startswith(")"):
            gap = gap.removeprefix(")") or " "
        is_of_units = self._plain.endswith("สังกัด", 0, found[-1].span.start)
        is_told = bool(_RELATIVE.match(gap)) and not is_of_units
        first = self._unit_before(found) if is_told else None
        first = first or self.first_of(found[-1], found)
        near = max(0, first.span.start - 12), first.span.start
        is_told = is_told or bool(
            _NAMES_NEXT.search(self._plain, *near) and _RECEIVED.fullmatch(gap)
        )
        is_next = _WITH_NEXT.search(self._plain, *near)
        if self._is_other_role(first) and not (is_told or is_next):
            return None
        pattern = _WINS_NEXT if is_between else _RIGHT_BEFORE
        return first if is_told or pattern.fullmatch(gap) else None

    def _unit_before(self, found: Sequence[Body]) -> Body | None:
        """The unit that is named right before the last of some bodies, which it is of."""
        if len(found) < 2 or found[-2].rank != UNIT or found[-1].rank == UNIT:
            return None
        gap = self._plain[found[-2].span.end : found[-1].span.start]
        return found[-2] if gap and BELONGS.match(gap) else None

    def _did_another(self, body: Body) -> bool:
        """Whether a body is named as the one that did the work before it: “work” โดยbody."""
        return bool(_DID.search(self._plain, max(0, body.span.start - 10), body.span.start))
