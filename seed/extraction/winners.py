"""Who won: the bodies after the words of an award, and the department that is credited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from seed.extraction.bodies import DEPARTMENT, MINISTRY, PERSON, PROVINCE, UNIT, Body, unit
from seed.extraction.names import patterns
from seed.extraction.parts import DEPARTMENT_ABOVE, WINNER
from seed.extraction.places import BELONGS, LEADS
from seed.extraction.projects import LONGEST, trimmed
from seed.extraction.subjects import Subjects
from seed.extraction.tables import cells_of, has_work
from seed.extraction.text import Span, line_end

_BY = re.compile(
    r"(?:(?<!ดำเนินการ)โดย(?:ทาง|หน่วยงาน)? ?|ได้แก่ ?|คือ ?|(?:อาทิ|เช่น) ?|ซึ่งมอบให้ ?|(?:ตก)?เป็นของ ?"
    r"|เป็น(?:ผลงาน|ฝีมือ)ของ ?|ให้(?:แก่"
    r"|กับ) ?|แก่ ?|จาก ?|(?:ร่วมกัน|ร่วมมือ)(?:ของ|ระหว่าง|โดย) ?|ของ ?"
    r"|(?:\n|(?=หน่วยงาน ?:))หน่วยงาน ?:? ?|(?:หน่วยงาน|ผู้)(?:ที่)?(?:รับผิดชอบ|ดำเนินการ) ?:? ?"
    r"|ผู้ได้รับรางวัล ?:? ?"
    r"|ใน(?:นาม|ชื่อ)(?:ของ)? ?)(?:ทาง|แก่)?\Z"
)
_ENUMERATED = re.compile(
    r"\)?(?: ?\([^()\n]{1,40}\))?(?: ?(?:จำนวน )?(?P<count>[0-9]{1,2}) ?(?:รางวัล|ผลงาน))?"
    r" ?(?:,|และ|ร่วมกับ|ร่วม(?:มือ)?กับ|พร้อมด้วย|กับ|/)? ?(?:และ)?\Z"
)
_JOINED = re.compile(r"ร่วมกับ|ร่วมมือกับ|กับ|และ|พร้อมด้วย|,")
_OWNS = re.compile(
    r"(?: ?\([^()\n]{1,20}\))? ?(?:เป็นเจ้าของ(?!รางวัล)"
    r"|เป็นผู้(?:พัฒนา|ดำเนินการ|จัดทำ|ริเริ่ม|คิด(?:ค้น)?|รับรางวัล|ได้รับ|คว้า)"
    r"|ได้(?:รับ)?จาก(?:ผลงาน|โครงการ)|คว้า(?:ไว้|ไปครอง))"
)
_DID_IT = re.compile(
    rf"{_OWNS.pattern}| ?(?:(?:ได้)?รับรางวัลร่วมกับ"
    r"|(?:เพิ่ง|ก็)?ได้รับ(?:ในนาม|มา|ไป|ไว้|เป็น)|เป็น[^\n“”]{2,40}?(?:แรก|เดียว)ที่ได้รับ"
    r"|(?:ได้)?(?:ดำเนินการ|ดำเนินงาน|ดำเนินโครงการ|พัฒนา|ริเริ่ม|คิดค้น|จัดทำ|จัด|ทำ)?"
    r"(?: ?ร่วมกับ|ร่วมมือกับ)|(?:ได้)?(?:ดำเนินการ|ดำเนินงาน|พัฒนา|ริเริ่ม|คิดค้น|จัดทำ)(?:ขึ้น|และส่ง))"
)
"""What a sentence says of the body that did the work before it: … ซึ่งกรมก พัฒนาร่วมกับ …"""

_WHO = ("ซึ่ง", "ที่", "ซึ่ง ", "ที่ ")
_TURNS = re.compile("ขณะ(?:ที่|เดียวกัน)|นอกจากนี้|ถัดมา|ต่อมา|ตามด้วย")
_BY_NEXT = re.compile(r" ?\.?[”’\"]* ?(?:โดย|(?:เป็น(?:ผลงาน)?)?ของ|จาก)(?:ทาง)? ?")
_TOGETHER = re.compile("ร่วมกับ|ร่วมมือกับ|กับ|พร้อมด้วย")
_COUNT_AFTER = re.compile(
    r"\)?(?: ?\([^()\n]{1,40}\))? ?(?:สังกัด[^\n]{2,80}?)?จำนวน (?P<count>[0-9]{1,2}) ?(?:รางวัล"
    r"|ผลงาน)"
)
_TITLE = (
    r"(?:นายแพทย์|แพทย์หญิง|นาย(?!แพทย์สาธารณสุข|กรัฐ|กเทศ|กองค์|กอบ|ก |กสมาคม|อำเภอ|ทะเบียน"
    r"|ช่าง|ทหาร|ตำรวจ)|นางสาว|นาง"
    r"|น\.ส\.|ดร\.|(?:(?:รอง|ผู้ช่วย)?ศาสตราจารย์|[ผร]?ศ\.)(?= ?ดร\.|[ก-ฮเแโไใ])"
    r"|(?:พล|พัน|ร้อย)(?:ตำรวจ)?(?:เอก|โท|ตรี)(?:หญิง)?|ดาบตำรวจ|จ่าสิบ(?:ตำรวจ)?(?:เอก|โท|ตรี)"
    r"|(?:ด\.ต\.|จ\.ส\.[ตทอ]\.|[สรพ]\.[ตทอ]\.(?:[ตทอ]\.)?)(?: ?หญิง)?)"
)
_NAME_OF_PERSON = (
    rf"(?P<name>(?:{_TITLE} ?){{1,3}}[ก-๙]+ [ก-๙]+"
    r"|(?:พระครู|พระ(?=มหา|อธิการ))[ก-๙]+(?: (?!เจ้า|รอง|ประธาน|วัด|ที่|ผู้|ได้|รับ|จาก)[ก-๙]+)?)"
)
_PERSON = re.compile(rf"(?:โดย|ได้แก่|คือ|และ|แก่|ให้กับ|ของ|[:)-]|\A|\n) ?{_NAME_OF_PERSON}")
_BY_KIN = re.compile(r"(?P<name>(?:ลุง|ป้า|น้า|ตา|ยาย|พ่อ|แม่|ครู|หมอ|กำนัน|ผู้ใหญ่)[ก-๙]{2,20} [ก-๙]{2,24})")
"""A person as neighbours call them: ลุงสมาน ชูน้ำใส."""

_PERSON_NEXT = re.compile(
    rf"[ \n:-]*(?:ผู้(?:ได้)?รับรางวัล ?:? ?)?(?:ได้แก่|คือ|มอบให้(?:แก่)?)? ?{_NAME_OF_PERSON}"
)
_ANY_PERSON = re.compile(_NAME_OF_PERSON)
_TOLD_OF_PERSON = re.compile(
    r"(?:(?!ได้|คว้า|รับ|ผลงาน|ประเภท|ระดับ|สาขา|โดย|จาก|และ|ซึ่ง|กล่าว|เผย)[^\n“”\"(:;,]){0,90}"
)
"""Who a person is and from where, before what the person won: นายก ข ประธานชุมชนค จังหวัดง."""

_WINS_AFTER = re.compile(
    r"(?:(?!กล่าว|เปิดเผย|เผย|ว่า)[^\n“”]){0,120}?(?:ได้รับ|คว้า|รับ|ได้)[^\n“”]{0,30}\Z"
    r"|(?:(?!กล่าว|เปิดเผย|เผย|ว่า|นำ|พร้อม)[^\n“”]){0,110}\Z"
)
_MORE_OF_NAME = re.compile(r" (?!ร่วมกับ|และ|กระทรวง|จังหวัด|จ\.|สังกัด)[ก-๙0-9][^()\n]*")
"""What a cell says after a body that it begins with, if all of it is a name."""

_ENDS_CELL = re.compile(r" ?(?:\([^()\n]*\))?(?:\n| [/|-] |\Z)")
_WHOSE = re.compile(
    r"(?<![0-9] )(?<!สอง)(?<!สาม)(?:รางวัล|ผลงาน|เรื่อง|ถัดมา|โล่|ใบ|ชิ้น)[ก-๙0-9 ฯ]{0,40}?"
    r"(?:เป็น(?:ผลงาน)?ของ|มอบให้(?:แก่|กับ|ในนาม)?) ?"
    r"|หน่วย(?:งาน)?(?:แรก|ที่ ?(?:หนึ่ง|สอง|สาม|สี่|[1-9])) ?(?:คือ|ได้แก่) ?"
)
_WINNER_LABEL = re.compile(
    r"\n(?:เจ้าของ(?:ผลงาน|รางวัล)|(?:ชื่อ)?หน่วยงาน(?:เจ้าของผลงาน)?|ผู้(?:ได้)?รับรางวัล|ส่วนราชการ) ?: ?"
)
_NAMES_WORK = re.compile(
    r"[”\"]? ?(?:(?:จำนวน |มี )?[0-9]{1,2} ?(?:ผลงาน|รางวัล|เรื่อง) ?)?(?:ได้แก่|คือ|สองผลงาน) ?"
    r"(?:ชื่อผลงาน ?)?"
)
_COUNT_OF = re.compile(
    r"[”\"]? ?(?:จำนวน |มี )?[0-9]{1,2} ?(?:ผลงาน|รางวัล|เรื่อง) ?(?:เป็น(?:ผลงาน)?)?ของ ?"
)
_AND_WORK = re.compile(r"(?: ?\([^()\n]{1,40}\))? ?(?:และ|,)? ?")
_IS_WORK = re.compile(r"(?!ผลงาน|เรื่อง|รางวัล)[ก-๙A-Za-z0-9 .()+-]{8,120}")
_OF = re.compile(r" ?(?:(?:ซึ่ง|อัน)เป็นผลงาน)?(?<!และ)ของ ?\Z")
_IN_ORDER = re.compile(" ?ตามลำดับ")
_WORKS = re.compile(
    r"(?:(?:จาก|ด้วย|คือ|ได้แก่|กับ)(?:ชื่อ)?(?:ผลงาน|โครงการ|เรื่อง)?|(?:ผลงาน|เรื่อง|โครงการ)) ?"
)
_NEXT_WORK = r",? ?(?:และ|กับ) ?(?:ผลงาน|โครงการ|เรื่อง)|,? (?:ผลงาน|โครงการ|เรื่อง)"
_JOINTS = tuple(
    map(
        re.compile,
        (
            _NEXT_WORK,
            rf"{_NEXT_WORK}|,? และ ?",
            rf"{_NEXT_WORK}| (?:และ|กับ)? ?",
            rf"{_NEXT_WORK}|และ| ",
        ),
    )
)
"""What may stand between works in a row, the surest first."""

_PERSON_TOLD = re.compile(rf" ?(?:ได้แก่|คือ|(?:ซึ่ง)?มอบ(?:ให้)?แก่) ?{_NAME_OF_PERSON}")
_WORK_OF = re.compile(
    r" ?\((?:ชื่อ)?(?:ผลงาน|เรื่อง|โครงการ) ?:? ?(?P<bracketed>[^()\n]{3,200})\)"
    r"|(?: ?\([^()\n]{1,40}\))?(?: ?(?:อำเภอ|ตำบล|อ\.|ต\.) ?[ก-๙]{2,24})* ?(?:กับ(?=การ|คลินิก|ระบบ"
    r"|โครงการ|ตู้|รถ|เครื่อง)|(?:จาก|ใน)?เรื่อง"
    r"|(?:จาก|ชื่อ"
    r"|ด้วย|ใน|กับ)?ผลงาน(?:เรื่อง)?) ?:? ?(?P<name>[^\n]{3,200}?)"
    r"(?= (?:ขณะ|สำหรับ(?:สาขา|ประเภท|รางวัล)|ส่วน ?[“\"]?(?:ระดับ"
    r"|ประเภท|สาขา|รางวัล|อีก|\Z)|โดย|ซึ่ง|ทั้งนี้|นอกจาก|และ(?:ระดับ|ประเภท|สาขา))|\Z)"
)
_ONLY_JOINED = re.compile(r"(?: ?\([^()\n]{1,40}\))? ?(?:,|และ|ร่วมกับ)? ?\Z")
_RIGHT_BESIDE = re.compile(r"\.?[”\"’']? ?\(? ?\Z|\.?[”\"’']? ?[-–:/|,] ?\Z")
_IN_BRACKETS = re.compile(r"\.?[”\"’']? ?\( ?\Z")
_DONE_BY = re.compile(r"[”\"]? ?(?:ซึ่ง)?(?:ดำเนินการ|จัดทำ|พัฒนา)(?:ขึ้น)?โดย[ \n]?")
_AFTER_WORK = 24
_WINS_ITSELF = re.compile(
    r"(?!ซึ่ง|ที่| ซึ่ง| ที่)[^\n“”,;]{0,50}?(?:ก็|ยัง|จึง)?(?:ได้รับ|คว้า|รับ|ได้)(?:มอบ)?"
    r"(?: ?[0-9]{1,2} ?)?รางวัล"
)
_HEAD = 6
"""How many letters tell of which kind a body is."""

_FARTHEST_BY = 60
_LONGEST_OF = 20
_RIGHT_AFTER = 4
_FEWEST_IN_ORDER = 2


def _of_person(match: re.Match[str] | None) -> Body | None:
    if match is None:
        return None
    name = match["name"]
    told = _TOLD_OF_PERSON.match(match.string, match.end("name"))
    place = patterns()["within"].search(match.string, *told.span()) if told else None
    province = Span(*place.span("province")) if place else None
    return Body(Span(*match.span("name")), name, PERSON, name.replace(" ", ""), None, province)


@dataclass(frozen=True, slots=True)
class Winners:
    """Who won one award, its department where the text names it, and how many such awards.

    ``is_of_none``: the text says that there is no department.
    """

    bodies: tuple[Body, ...]
    credited: Body | None = None
    times: int = 1
    project: Span | None = None
    is_of_none: bool = False

    def in_province(self, province: Span) -> Winners:
        """The same, in a province that the text names beside them."""
        return replace(self, bodies=tuple(body.in_province(province) for body in self.bodies))


class Bodies(Subjects):
    """The bodies of a text, and which of them its awards name as winners."""

    def after(
        self,
        start: int,
        end: int,
        reach: int = _FARTHEST_BY,
        *,
        has_project: bool,
        persons: bool = False,
        beside: bool = False,
        at_end: bool = False,
        is_told_next: bool = False,
    ) -> list[Winners]:
        """Who is named as winner after the words of an award: each element won one of its own.

        ``beside``: a body right after the name of the work is named as winner by its place;
        ``at_end``: one with which the line ends.
        ``is_told_next``: the words of the award begin at ``end``, so that who is said there to
        win it is no other.
        """
        if persons and (person := self.person(start, min(end, start + reach + 60))):
            return [Winners((person,))]
        within_brackets = not (beside and has_project)
        if body := self.right_beside(start, end, within_brackets=within_brackets):
            return self._enumerated(body, end, "")
        if has_project and (body := self._doer(start, end)):
            return self._enumerated(body, end, "")
        if (beside or at_end) and (body := self._at_end(start, line_end(self._plain, start, end))):
            return [Winners((body,))]
        for body in self.between(start, end):
            if self._did_it(body):
                return self._enumerated(body, end, "")
        for body in self._acting_between(start, min(end, start + reach + 40)):
            between = self._plain[start : body.span.start]
            if _TURNS.search(between):
                break
            by = _BY.search(between)
            if by is None and not (has_project or between.strip()):
                return self._with_works(body, end)
            if _WINS_ITSELF.match(self._plain, body.span.end) and not is_told_next:
                break
            if by is None or by.start() > reach:
                continue
            word = by[0].strip()
            if word == "ของ" and by.start() >= _RIGHT_AFTER and not between.endswith("ผลงานของ"):
                continue
            with_works = [] if has_project else self._with_works(body, end)
            is_of_work = has_project or bool(with_works)
            if word == "จาก" and not (is_of_work and by.start() < _RIGHT_AFTER):
                continue
            return with_works or self._enumerated(body, end, word, has_project=has_project)
        return []

    def wins_next(self, start: int, end: int) -> bool:
        """Whether right after some words a body is said to win the next: สาขาก กรมข ได้รับ …"""
        body = self._named_next(start, min(end, start + _RIGHT_AFTER))
        return body is not None and bool(_WINS_ITSELF.match(self._plain, body.span.end))

    def person(self, start: int, end: int) -> Body | None:
        """Who is named in a range as a winner that is no body."""
        return _of_person(_PERSON.search(self._plain, start, end))

    def person_first(self, start: int) -> Body | None:
        """Who is named first of all in an item: by a title, or as neighbours do."""
        return _of_person(
            _ANY_PERSON.match(self._plain, start) or _BY_KIN.match(self._plain, start)
        )

    def person_before(self, start: int, end: int) -> Body | None:
        """Who is named last in a range as the subject of a verb of winning, and says nothing."""
        found = None
        for match in _ANY_PERSON.finditer(self._plain, start, end):
            found = match
        if found and _WINS_AFTER.match(self._plain, found.end(), end):
            return _of_person(found)
        return None

    def person_next(self, start: int, end: int, *, is_usual: bool) -> Body | None:
        """Who is named right after some words as their winner. ``is_usual``: as a type has it."""
        pattern = _PERSON_NEXT if is_usual else _PERSON_TOLD
        return _of_person(pattern.match(self._plain, start, end))

    def right_beside(self, start: int, end: int, *, within_brackets: bool) -> Body | None:
        """The body that a text names right after a work: “work” body, or “work” (body)."""
        pattern = _IN_BRACKETS if within_brackets else _RIGHT_BESIDE
        body = self._named_next(start, min(end, start + 6))
        return body if body and pattern.match(self._plain, start, body.span.start) else None

    def _at_end(self, start: int, end: int) -> Body | None:
        """The unit that an item ends with, in brackets or after a colon: … : work (unit)."""
        bodies = self.between(start, end)
        body = bodies[-1] if bodies else None
        rest = self._plain[body.span.end : end].strip() if body else ""
        before = self._plain[max(0, body.span.start - 2) : body.span.start] if body else ""
        is_last = (rest == ")" and before.endswith("(")) or (
            not rest and before in (": ", " :", "- ")
        )
        is_next = not rest and body is not None and body.span.start - start <= 1
        is_named = (is_last and body.rank == UNIT) or is_next if body else False
        return body if body and is_named and body.rank != MINISTRY else None

    def _doer(self, start: int, end: int) -> Body | None:
        """Who is said right after a work to have done it: “work” ดำเนินการโดย body."""
        body = self._named_next(start, min(end, start + _AFTER_WORK))
        return body if body and _DONE_BY.fullmatch(self._plain[start : body.span.start]) else None

    def doer(self, work: int, end: int) -> Body | None:
        """Whose work it is by the words right after it: “work” โดย body, ซึ่ง body พัฒนาร่วมกับ …"""
        body = self._named_next(work, min(end, work + _RIGHT_AFTER * 4))
        if body is None:
            return None
        between = self._plain[work : body.span.start]
        is_said = between.endswith(_WHO) and self._did_it(body)
        return body if is_said or _BY_NEXT.fullmatch(between) else None

    def _did_it(self, body: Body) -> bool:
        """Whether a sentence says of a body, maybe with its department, that it did the work."""
        if not self._plain.endswith(_WHO, 0, body.span.start):
            return bool(_OWNS.match(self._plain, body.span.end))
        end = body.span.end
        following = self._named_next(end, end + _RIGHT_AFTER)
        if following and BELONGS.match(self._plain[end : following.span.start]):
            end = following.span.end
        return bool(_DID_IT.match(self._plain, end))

    def owned_before(self, owner: Body) -> int | None:
        """Where that ends which is said right before a body to be its own: ระบบก ของกรมข."""
        start = max(0, owner.span.start - _LONGEST_OF)
        match = _OF.search(self._plain, start, owner.span.start)
        return match.start() if match and owner.rank != MINISTRY else None

    def named_work(self, words: int, end: int) -> list[Winners]:
        """Who won for works named after an award: ระดับดี ได้แก่ ระบบข ของศูนย์ค และชุดง ของกองจ."""
        found: list[Winners] = []
        counted = _COUNT_OF.match(self._plain, words, end)
        owner = self._named_next(counted.end(), counted.end() + 1) if counted else None
        if owner and owner.rank != MINISTRY:
            return self.named(owner, end)
        joint = _NAMES_WORK.match(self._plain, words, end)
        while joint:
            start = joint.end()
            for owner in self._named_between(start, min(end, start + LONGEST)):
                of = self.owned_before(owner)
                if of is not None and _IS_WORK.fullmatch(self._plain, start, of):
                    break
            else:
                break
            named = self.named(owner, min(end, owner.span.end + LONGEST))[0]
            found.append(replace(named, project=trimmed(self._plain, start, of)))
            last = named.bodies[-1]
            joint = _AND_WORK.match(self._plain, last.span.end, end)
        return found

    def labelled(self, start: int, end: int) -> list[Winners]:
        """Who won by a line with a label: a work, then เจ้าของผลงาน : bodyก, then its award."""
        match = _WINNER_LABEL.search(self._plain, start, end)
        body = self._named_next(match.end(), match.end() + 1) if match else None
        return self.named(body, line_end(self._plain, body.span.end, end)) if body else []

    def whose(self, start: int, words: int) -> list[Winners]:
        """Whose award or work a sentence says that it tells of next: รางวัลแรกเป็นของกรมก ซึ่ง …"""
        for match in _WHOSE.finditer(self._plain, start, words):
            body = self._named_next(match.end(), min(words, match.end() + 4))
            if body and body.rank in (UNIT, PROVINCE):
                return self.named(body, words)
        return []

    def of_row(self, row: Span) -> Winners | None:
        """Who won by the cells of a row: a unit beside a department, which is credited."""
        found = [body for body in self._in_cells(row) if body.rank != MINISTRY]
        is_below = [body.rank for body in found[:2]] == [DEPARTMENT, UNIT] and bool(
            found[0].id
            and _ENDS_CELL.match(self._plain, found[1].span.end)
            and has_work(self._plain, row)  # else the work is called as a unit is
        )
        if len(found) < 2 or not (is_below or found[0].rank == UNIT):
            return None
        unit = found[is_below]
        cell = next(cell for cell in cells_of(self._plain, row) if cell.end >= unit.span.end)
        named = self._enumerated(unit, cell.end, "")[0]
        others = [body for body in found if body not in named.bodies]
        above = next((body for body in others if body.rank == DEPARTMENT), None)
        return replace(named, credited=named.credited or above)

    def of_columns(self, cells: Mapping[str, Span]) -> Winners | None:
        """Who won by the head of a table, which says what its columns tell."""
        cell = cells.get(WINNER)
        if cell is None:
            return None
        above = cells.get(DEPARTMENT_ABOVE)
        named = self._of_cell(cell)
        department = next(iter(self.apart(above)), None) if above else None
        is_department = department is not None and department.rank in (DEPARTMENT, PROVINCE)
        is_of_none = above is not None and above.start == above.end
        credited = named.credited or (department if is_department else None)
        return replace(named, credited=credited, is_of_none=is_of_none)

    def _of_cell(self, cell: Span) -> Winners:
        """The bodies of a cell, or the one that it names in a way that is not known."""
        whole = trimmed(self._plain, cell.start, cell.end) or cell
        if person := _of_person(_ANY_PERSON.match(self._plain, whole.start, whole.end)):
            return Winners((person,))
        found = self.apart(whole)
        first = found[0] if found and found[0].span.start == whole.start else None
        rest = self._plain[first.span.end : whole.end] if first else ""
        if first and (len(found) > 1 or not _MORE_OF_NAME.fullmatch(rest)):
            return self._enumerated(self.unit_of(first, cell.end), cell.end, "")[0]
        return Winners((unit(self._plain, whole.start, whole.end, None, is_part=True),))

    def _in_cells(self, row: Span) -> Iterator[Body]:
        """The bodies of the cells that begin with one; others may be named by a work."""
        for cell in cells_of(self._plain, row):
            found = self.apart(cell)
            if found and LEADS.match(self._plain[cell.start : found[0].span.start]):
                yield from found

    def beside_words(self, start: int, end: int) -> Body | None:
        """The body that an item names after the words of its award, if it has no other part."""
        found = [body for body in self.apart(Span(start, end)) if body.rank != MINISTRY]
        if not found or self._is_other_role(found[0]):
            return None
        if _WINS_ITSELF.match(self._plain, found[0].span.end):
            return None
        return self.first_of(found[0], found)

    def named(self, body: Body, end: int) -> list[Winners]:
        """A body that is named as winner, with its department and co-winners."""
        return self._enumerated(body, end, "")

    def each_with_work(self, start: int, end: int, reach: int) -> list[Winners]:
        """The bodies that are listed after some words, if each is named with its work."""
        for body in self._acting_between(start, min(end, start + reach)):
            by = _BY.search(self._plain, start, body.span.start)
            return self._with_works(body, end) if by else []
        return []

    def in_order(self, start: int, end: int) -> list[Winners]:
        """Bodies and their works, listed apart and said to match: ก และข จากผลงานค และง ตามลำดับ."""
        match = _IN_ORDER.search(self._plain, start, end)
        bodies = self._last_run(self.between(start, match.start())) if match else []
        if match is None or len(bodies) < _FEWEST_IN_ORDER:
            return []
        words = _WORKS.search(self._plain, bodies[-1].span.end, match.start())
        if words is None:
            return []
        works = self._listed_works(Span(words.end(), match.start()), len(bodies))
        return [Winners((body,), project=work) for body, work in zip(bodies, works, strict=False)]

    def _last_run(self, bodies: Sequence[Body]) -> list[Body]:
        """The last bodies of some that are listed in a row; their departments are left out."""
        found: list[Body] = []
        after: Body | None = None
        for body in reversed(bodies):
            gap = self._plain[body.span.end : after.span.start] if after else ""
            if after and not (_ENUMERATED.match(gap) or BELONGS.match(gap)):
                break
            is_above = after is not None and after.rank != UNIT and body.rank == UNIT
            if is_above and not _JOINED.search(gap):
                found.pop()
            found.append(body)
            after = body
        return found[::-1]

    def _listed_works(self, listed: Span, count: int) -> list[Span]:
        """The names of so many works; none where the words do not fall into as many."""
        for between in _JOINTS:
            joints = list(between.finditer(self._plain, listed.start, listed.end))
            starts = [listed.start, *(joint.end() for joint in joints)]
            ends = [*(joint.start() for joint in joints), listed.end]
            works = [trimmed(self._plain, *place) for place in zip(starts, ends, strict=True)]
            found = [work for work in works if work]
            if len(found) == len(works) == count:
                return found
        return []

    def _with_works(self, first: Body, end: int) -> list[Winners]:
        """Bodies that each have their work: โรงพยาบาลก เรื่องข และโรงพยาบาลค เรื่องง."""
        end = line_end(self._plain, first.span.end, end)
        bodies = [
            body
            for body in self._acting_between(first.span.start, end)
            if not self._plain.endswith("เรื่อง", 0, body.span.start)  # a work that is called so
        ]
        found: list[Winners] = []
        group: list[Body] = []
        credited: Body | None = None
        for number, body in enumerate(bodies):
            before = self._plain[group[-1].span.end : body.span.start] if group else ""
            is_above = group and group[-1].rank == UNIT and body.rank == DEPARTMENT
            if is_above and BELONGS.match(before):
                credited = body
            else:
                group.append(body)
            following = bodies[number + 1].span.start if number + 1 < len(bodies) else end
            gap = self._plain[body.span.end : following]
            if work := _WORK_OF.match(gap):
                called = "bracketed" if work["bracketed"] else "name"
                name = work[called].rstrip(' ,“"').removesuffix("และ").rstrip(" ,")
                start = body.span.end + work.start(called)
                span = Span(start, start + len(name)) if name else None
                found.append(Winners(tuple(group), credited, project=span))
                group, credited = [], None
            elif not _ONLY_JOINED.match(gap):
                break
        return found

    def _enumerated(
        self, first: Body, end: int, word: str, *, has_project: bool = True
    ) -> list[Winners]:
        """A body and those that follow it: parts of it, co-winners, or winners of their own.

        Those that share a work won it together; of those that a text only lists each won its own.
        """
        unit = self.unit_of(first, end)
        groups: list[list[Body]] = [[unit]]
        credited: list[Body | None] = [first if unit is not first else None]
        first = unit
        times = [self._times(first, end)]
        last = first
        is_list = word.startswith(("ได้แก่", "คือ", "อาทิ", "เช่น"))

        def is_alike(body: Body) -> bool:
            is_same_rank = body.rank == first.rank == DEPARTMENT
            return is_same_rank or body.name[:_HEAD] == first.name[:_HEAD]

        for body in self.between(first.span.end, end):
            gap = self._plain[last.span.end : body.span.start]
            if body.key == last.key:
                last = body
            elif BELONGS.match(gap) and last.rank != body.rank and body.rank != UNIT:
                if body.rank == DEPARTMENT:
                    credited[-1] = body
                last = body
            elif (
                (listed := _ENUMERATED.match(gap))
                and (gap.strip() or (is_list and is_alike(body)))
                and body.rank != MINISTRY
            ):
                joint = _TOGETHER if not has_project and is_alike(body) else _JOINED
                is_own = listed["count"] or (is_list and not joint.search(gap))
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
