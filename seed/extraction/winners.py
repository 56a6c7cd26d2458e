"""Who won: the bodies after the words of an award, and the department that is credited."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from seed.extraction.bodies import DEPARTMENT, MINISTRY, PERSON, UNIT, Body
from seed.extraction.places import BELONGS
from seed.extraction.subjects import Subjects
from seed.extraction.text import Span, line_end

_BY = re.compile(
    r"(?:(?<!ดำเนินการ)โดย(?:ทาง|หน่วยงาน)? ?|ได้แก่ ?|คือ ?|(?:อาทิ|เช่น) ?|ซึ่งมอบให้ ?|(?:ตก)?เป็นของ ?"
    r"|เป็นผลงานของ ?|ให้(?:แก่"
    r"|กับ) ?|แก่ ?|จาก ?|(?:ร่วมกัน|ร่วมมือ)(?:ของ|ระหว่าง|โดย) ?|ของ ?"
    r"|(?:\n|(?=หน่วยงาน ?:))หน่วยงาน ?:? ?|(?:หน่วยงาน|ผู้)(?:ที่)?(?:รับผิดชอบ|ดำเนินการ) ?:? ?"
    r"|ผู้ได้รับรางวัล ?:? ?"
    r"|ในนาม(?:ของ)? ?)(?:ทาง|แก่)?\Z"
)
_ENUMERATED = re.compile(
    r"\)?(?: ?\([^()\n]{1,40}\))?(?: ?(?:จำนวน )?(?P<count>[0-9]{1,2}) ?(?:รางวัล|ผลงาน))?"
    r" ?(?:,|และ|ร่วมกับ|ร่วม(?:มือ)?กับ|พร้อมด้วย|กับ|/)? ?(?:และ)?\Z"
)
_JOINED = re.compile(r"ร่วมกับ|ร่วมมือกับ|กับ|และ|พร้อมด้วย|,")
_OWNS = re.compile(
    r"(?: ?\([^()\n]{1,20}\))? ?(?:เป็นเจ้าของ|เป็นผู้(?:พัฒนา|ดำเนินการ|จัดทำ|ริเริ่ม|คิดค้น|รับรางวัล|ได้รับ|คว้า)"
    r"|ได้จาก(?:ผลงาน|โครงการ))"
)
_TURNS = re.compile("ขณะ(?:ที่|เดียวกัน)|นอกจากนี้|ถัดมา|ต่อมา|ตามด้วย")
_BY_NEXT = re.compile(r" ?\.?[”’\"]* ?(?:โดย|ของ|จาก)(?:ทาง)? ?")
_TOGETHER = re.compile("ร่วมกับ|ร่วมมือกับ|กับ|พร้อมด้วย")
_COUNT_AFTER = re.compile(
    r"\)?(?: ?\([^()\n]{1,40}\))? ?(?:สังกัด[^\n]{2,80}?)?จำนวน (?P<count>[0-9]{1,2}) ?(?:รางวัล"
    r"|ผลงาน)"
)
_PERSON = re.compile(
    r"(?:โดย|ได้แก่|คือ|และ|ให้แก่|ให้กับ|:|-|\A|\n) ?(?P<name>(?:นายแพทย์|แพทย์หญิง|นาย|นางสาว|นาง"
    r"|น\.ส\.)[ก-๙]+ [ก-๙]+)"
)
_WORK_OF = re.compile(
    r"(?: ?\([^()\n]{1,40}\))?(?: ?(?:อำเภอ|ตำบล|อ\.|ต\.) ?[ก-๙]{2,24})* ?(?:เรื่อง|(?:จาก|ชื่อ"
    r"|ด้วย)?ผลงาน(?:เรื่อง)?) ?:? ?(?P<name>[^\n]{3,200}?)"
    r"(?= (?:ขณะ|สำหรับ(?:สาขา|ประเภท|รางวัล)|ส่วน ?[“\"]?(?:ระดับ"
    r"|ประเภท|สาขา|รางวัล|อีก|\Z)|โดย|ซึ่ง|ทั้งนี้|นอกจาก|และ(?:ระดับ|ประเภท|สาขา))|\Z)"
)
_ONLY_JOINED = re.compile(r"(?: ?\([^()\n]{1,40}\))? ?(?:,|และ|ร่วมกับ)? ?\Z")
_RIGHT_BESIDE = re.compile(r"\.?[”\"’']? ?\(? ?\Z|\.?[”\"’']? ?[-–:/|,] ?\Z")
_IN_BRACKETS = re.compile(r"\.?[”\"’']? ?\( ?\Z")
_DONE_BY = re.compile(r"[”\"]? ?(?:ซึ่ง)?(?:ดำเนินการ|จัดทำ|พัฒนา)โดย ?")
_AFTER_WORK = 24
_WINS_ITSELF = re.compile(
    r"(?!ซึ่ง|ที่| ซึ่ง| ที่)[^\n“”,;]{0,50}?(?:ก็|ยัง|จึง)?(?:ได้รับ|คว้า|รับ)(?:มอบ)?รางวัล"
)
_HEAD = 6
"""How many letters tell of which kind a body is."""

_FARTHEST_BY = 60
_RIGHT_AFTER = 4


@dataclass(frozen=True, slots=True)
class Winners:
    """Who won one award, its department where the text names it, and how many such awards."""

    bodies: tuple[Body, ...]
    credited: Body | None = None
    times: int = 1
    project: Span | None = None


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
        if body := self._beside(start, end, within_brackets=within_brackets):
            return self._enumerated(body, end, "")
        if has_project and (body := self._doer(start, end)):
            return self._enumerated(body, end, "")
        if (beside or at_end) and (body := self._at_end(start, line_end(self._plain, start, end))):
            return [Winners((body,))]
        for body in self.between(start, end):
            if _OWNS.match(self._plain, body.span.end):
                return self._enumerated(body, end, "")
        for body in self.between(start, min(end, start + reach + 40)):
            between = self._plain[start : body.span.start]
            if _TURNS.search(between):
                break
            by = _BY.search(between)
            if by is None and not (has_project or between.strip()):
                return self._with_works(body, end)
            if by is None or by.start() > reach:
                continue
            if _WINS_ITSELF.match(self._plain, body.span.end) and not is_told_next:
                break
            word = by[0].strip()
            if word == "ของ" and by.start() >= _RIGHT_AFTER:
                continue
            with_works = [] if has_project else self._with_works(body, end)
            is_of_work = has_project or bool(with_works)
            if word == "จาก" and not (is_of_work and by.start() < _RIGHT_AFTER):
                continue
            return with_works or self._enumerated(body, end, word, has_project=has_project)
        return []

    def person(self, start: int, end: int) -> Body | None:
        """Who is named in a range as a winner that is no body."""
        match = _PERSON.search(self._plain, start, end)
        if match is None:
            return None
        name = match["name"]
        return Body(Span(*match.span("name")), name, PERSON, name.replace(" ", ""))

    def _beside(self, start: int, end: int, *, within_brackets: bool) -> Body | None:
        """The body that a text names right after a work: “work” body, or “work” (body)."""
        pattern = _IN_BRACKETS if within_brackets else _RIGHT_BESIDE
        body = next(iter(self._named_between(start, min(end, start + 6))), None)
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
        body = next(iter(self._named_between(start, min(end, start + _AFTER_WORK))), None)
        return body if body and _DONE_BY.fullmatch(self._plain[start : body.span.start]) else None

    def doer(self, work: int, end: int) -> Body | None:
        """Whose work it is by the words right after it: “work” โดย body."""
        body = next(iter(self._named_between(work, min(end, work + _RIGHT_AFTER * 2))), None)
        is_by = body and _BY_NEXT.fullmatch(self._plain, work, body.span.start)
        return body if is_by else None

    def of_row(self, row: Span) -> Winners | None:
        """Who won by the cells of a row: a unit before a department, which is credited."""
        found = [body for body in self.apart(row) if body.rank != MINISTRY]
        if len(found) < 2 or found[0].rank != UNIT:
            return None
        unit = found[0]
        named = self._enumerated(unit, line_end(self._plain, unit.span.end, row.end), "")[0]
        others = [body for body in found if body not in named.bodies]
        above = next((body for body in others if body.rank == DEPARTMENT), None)
        return replace(named, credited=named.credited or above)

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
        for body in self.between(start, min(end, start + reach)):
            by = _BY.search(self._plain, start, body.span.start)
            return self._with_works(body, end) if by else []
        return []

    def _with_works(self, first: Body, end: int) -> list[Winners]:
        """Bodies that each have their work: โรงพยาบาลก เรื่องข และโรงพยาบาลค เรื่องง."""
        end = line_end(self._plain, first.span.end, end)
        bodies = [
            body
            for body in self.between(first.span.start, end)
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
                name = work["name"].rstrip(" ,").removesuffix("และ").rstrip(" ,")
                start = body.span.end + work.start("name")
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
