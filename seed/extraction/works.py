"""The name of a work that neither a word for it nor quotation marks show: in items, in cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seed.extraction.names import patterns, province_said
from seed.extraction.projects import LONGEST, SHORTEST_ALONE, UNCOUNTED, trimmed, unquoted
from seed.extraction.tables import cells_of
from seed.extraction.text import Span

_IN_ITEM = re.compile(
    rf"(?:ชื่อ|จาก|ด้วย)?{UNCOUNTED}(?:ผลงาน|เรื่อง|โครงการ)(?:เรื่อง|ชื่อ"
    r"|คือ)? ?:? ?(?!ที่|[0-9]+ ?(?:รางวัล"
    r"|ผลงาน))"
    r"|(?<=[ )]): ?|(?<=[)ก-๙]) ?: (?=[“\"ก-๙A-Za-z])|(?<= )- "
)
_END_IN_ITEM = re.compile(
    r"\n| ?\((?:เสนอ|ร่วม|สังกัด|โดย)"
    r"|,? (?:(?:ดำเนินการ|จัดทำ|พัฒนา)?(?:ร่วมกับ|โดย)|ของ|ซึ่ง)(?=[ก-๙])|โดย(?=สำนัก|กรม|ศูนย์|โรง"
    r"|กอง|โครงการ)|[,;] ?\Z|\Z"
)
_JOINT = re.compile(r" ?(?:เสนอ)?(?:โดย|ร่วมกับ|ของ|และ|จาก|ได้แก่|สังกัด) ?\Z")
_FILLING = re.compile(r"(?:ได้รับ|คว้า|รับ)? ?(?:รางวัล|ผลงาน|โล่)+ ?(?:เลิศรัฐ)? ?(?:ใน|ประเภท|ระดับ)?")
_TITLE = re.compile(r"นาย|นาง|ดร\.|พล\.|ว่าที่")
_TAIL = re.compile(r"[”\"] ?(?P<rest>[ก-๙A-Za-z][ก-๙A-Za-z0-9 .-]{3,70})(?=\n|\Z)")
_ENDS_NAME = re.compile(
    r"\A(?:ที่|จะ|ไป|จังหวัด|อำเภอ|จ\.|ทำรายได้|มียอด|กลุ่ม|ช่วย|เปิดให้"
    r"|ปัจจุบัน|ชาวบ้าน|ลดอัตรา|ลดเวลา|ย่นเวลา|ใช้(?!งาน))| และ|อันเป็น|เพื่อ|โดย|ของ(?=สำนัก|กรม)"
    r"|สังกัด|ร่วมกับ|ซึ่ง|ได้รับ|ระดับ(?!น้ำ|เสียง|ชั้น|ความ)|ประเภท|สาขา|และ(?=สำนัก"
    r"|กรม|โรง)"
)
_BEFORE_BRACKET = re.compile(
    r".*(?:คือ|ได้แก่|และ|ผลงาน|เรื่อง|[,:;/]"
    r"|[0-9][.)]) ?(?P<name>[ก-๙A-Za-z][^()\n,:;]{5,110}?) ?\(\Z"
)
_LINE_BEFORE = re.compile(r"\n(?P<name>[^()\n“”\"]{4,110}?) ?\(\Z")
_LEADING = re.compile(
    r" ?(?:เรื่อง ?)?(?P<name>(?!เรื่อง|หรือ|ซึ่ง|[0-9]{1,3} ?(?:รางวัล|ผลงาน)|ระดับ|ประเภท|สาขา"
    r"|รางวัล|ด้าน|หมวด|ได้|รับ|คว้า|จำนวน|เป็น|โดย|จาก|ใน|และ|คือ|หน่วย)"
    r"[ก-๙A-Za-z0-9][^()\n:]{4,110}?) ?"
    r"(?:\((?:ร่วม|โดย|เสนอ|สำนัก|กรม|แขวง|โรงพยาบาล|รพ|ศูนย์|กอง|สถานี|เทศบาล)[^()\n]*\) ?-?)? ?\Z"
)
"""What an item says before the words of the award, if that is its work."""

_WORD_FOR_WORK = re.compile(r"[ \n]?(?:(?:ชื่อ)?ผลงาน(?:เรื่อง|ชื่อ)? ?:? ?|(?:งาน|เรื่อง|โครงการ) ?: ?)")
_ORDINAL_BEFORE = re.compile(r"[ \n]?(?:รางวัล|ผลงาน|เรื่อง)(?:ลำดับ)?ที่ ?[0-9]{1,2} ?[:.] ?")
_IN_ENGLISH = re.compile(r"\([A-Za-z ]+\)")
_COUNTED = re.compile("[0-9] ?(?:รางวัล|ผลงาน)")
"""What a cell says that only tells how many awards there are."""

_THING = (
    r"ระบบ|แผนที่|คลินิก|เครื่อง|ชุด|แอป|โปรแกรม|หลักสูตร|โมเดล|รถ|เรือ(?!ง|น)|เตียง|กล่อง|แขน"
    r"|ขา(?![ยวดลน])|สมุด|บัตร|ตู้"
)
_FROM_INNOVATION = re.compile(
    r"(?:จาก(?:การ(?:พัฒนา|คิดค้น|ผลิต))?|พัฒนา|ผลิต|คิดค้น)(?P<name>นวัตกรรม[ก-๙A-Za-z]{4,90}?)"
    r"(?=[ \n“”\"(]|ป้องกัน|ที่ต้อง|ซึ่ง|เพื่อ|ได้รับ|ปรับระดับได้|ลด|ช่วย|\Z)"
    r"|(?P<work>โครงการ(?!ที่)[ก-๙0-9 ]{4,90}?(?:\([^()\n]{2,40}\))?)"
    r"(?=ของ(?:สำนัก|กรม|ศูนย์|โรง|กอง|มหา)| ?ผ่านเกณฑ์| ?(?:ได้)?รับ(?:รางวัล)?| ?คว้า"
    r"| ?(?:ตำบล|อำเภอ|จังหวัด)| ?ซึ่งเป็น)"
    rf"|(?:คือ|พัฒนา|คิดค้น)(?P<told>(?:{_THING})[^\n“”\"]{{4,90}}?) ?(?:ซึ่ง|อัน)เป็นผลงานที่(?:ทำให้|ได้|คว้า)"
    rf"|(?:ซึ่ง|ที่)(?:ได้)?(?:พัฒนา|คิดค้น|ประดิษฐ์|จัดทำ)(?P<made>(?:{_THING}|ห้อง)[^\n“”\"]{{4,80}}?)"
    r"(?= ?(?:จน|ทำให้|ได้รับ|ซึ่ง|เพื่อ|\n|\Z)| (?:แจ้ง|ตรวจ|ช่วย))"
    rf"|นำ(?P<used>(?:{_THING})[^\n“”\"]{{4,80}}?) ?มา(?:ปรับ)?ใช้"
)


def find_in_item(
    plain: str, part: Span, taken: Sequence[Span], owners: Sequence[Span] = ()
) -> Span | None:
    """The name of a work in an item of a list that neither quotation marks nor a verb show.

    ``taken``: where the item names bodies, branches, types and levels; the name is what is
    left after a word for a work, a colon or a dash. ``owners``: where it names bodies.
    """
    ends = sorted(taken)
    for match in _IN_ITEM.finditer(plain, part.start, part.end):
        if any(span.start < match.end() <= span.end for span in ends):
            continue
        start = match.end()
        if word := _WORD_FOR_WORK.match(plain, start):
            start = word.end()
        # After a body and a colon stands its work, though it be called as a body is.
        is_cell = (
            ":" in match[0]
            and any(match.start() - 1 <= owner.end <= match.start() + 1 for owner in owners)
            and any(each.start == start and each.end == part.end for each in owners)
        )
        following = [span.start for span in ends if span.start >= start + is_cell]
        limit = min([part.end, *following])
        end = _END_IN_ITEM.search(plain, start, limit)
        name = trimmed(plain, start, end.start() if end else limit)
        if name and (joint := _JOINT.search(plain, name.start, name.end)):
            name = trimmed(plain, name.start, joint.start())
        if name and plain[name.end - 1] in '“"':
            name = trimmed(plain, name.start, name.end - 1)
        if name and _TITLE.match(plain, name.start):
            return None
        if name and _FILLING.fullmatch(plain, name.start, name.end):
            continue
        if name and name.end - name.start > SHORTEST_ALONE:
            return name
    return None


def leading_work(plain: str, head: Span) -> Span | None:
    """The name of a work that is all that an item says before what the work won."""
    match = _LEADING.match(plain, head.start, head.end)
    return trimmed(plain, *match.span("name")) if match else None


def with_tail(plain: str, name: Span, part: Span, taken: Sequence[Span]) -> Span:
    """A quoted name with the words after its quotation marks, where they end the item's line."""
    match = _TAIL.match(plain, name.end, part.end)
    if match is None or _ENDS_NAME.search(match["rest"]) or plain[name.start - 1] not in '“"':
        return name
    rest = Span(*match.span("rest"))
    if _JOINT.search(plain, rest.start, rest.end):
        return name
    return name if any(span.overlaps(rest) for span in taken) else Span(name.start - 1, rest.end)


def name_before(plain: str, words: int) -> Span | None:
    """The work before brackets that hold its award: … คือ work (ประเภท … ระดับ …)."""
    if plain[max(0, words - 1) : words] != "(":
        return None
    start = max(plain.rfind("\n", 0, words) + 1, words - LONGEST)
    match = _BEFORE_BRACKET.match(plain, start, words)
    return trimmed(plain, *match.span("name")) if match else None


def line_before(plain: str, words: int, start: int) -> Span | None:
    """The work with which a line begins whose brackets hold its award: workก (ประเภทข)."""
    match = _LINE_BEFORE.search(plain, max(start, words - LONGEST), words)
    return trimmed(plain, *match.span("name")) if match else None


def has_cells(plain: str, part: Span) -> bool:
    """Whether a line is written as cells: work - type - level, or body / work / level."""
    return sum(1 for _ in cells_of(plain, part)) > 2


def cell_left(plain: str, part: Span, taken: Sequence[Span]) -> Span | None:
    """The cell of a row that names nothing known, which is the name of the work."""
    for span in cells_of(plain, part):
        cell = plain[span.start : span.end]
        is_count = _COUNTED.search(cell)
        if (
            len(cell) > SHORTEST_ALONE
            and not is_count
            and not any(each.overlaps(span) for each in taken)
        ):
            return named_in_cell(plain, span)
    return None


def named_in_cell(plain: str, cell: Span) -> Span | None:
    """The work that a cell names, without its quotation marks."""
    word = _ORDINAL_BEFORE.match(plain, cell.start, cell.end) or _WORD_FOR_WORK.match(
        plain, cell.start, cell.end
    )
    name = trimmed(plain, word.end() if word else cell.start, cell.end)
    is_quoted = name and plain[name.start] in '“"' and plain[name.end - 1] in '”"'
    return Span(name.start + 1, name.end - 1) if name and is_quoted else name


def words_left(plain: str, row: Span, taken: Sequence[Span]) -> Span | None:
    """The longest words of a row in one line between those that name something known."""
    start, gaps = row.start, []
    for each in [*sorted(taken), Span(row.end, row.end)]:
        name = trimmed(plain, start, each.start) if each.start > start else None
        if name and not _IN_ENGLISH.fullmatch(plain, name.start, name.end):
            gaps.append(name)
        start = max(start, each.end)
    longest = max(gaps, key=lambda gap: gap.end - gap.start, default=None)
    return longest if longest and longest.end - longest.start > SHORTEST_ALONE else None


_GIVER = (
    r"สำนัก|สนง|กรม|กระทรวง|คณะ|รอง(?!เท้า)|นาย|นาง|พล|ท่าน|รัฐ|ทั้ง|จำนวน|ผู้|หน่วย|ส่วนราชการ|ที่"
    r"|เวที(?=รางวัล|เลิศ|การ|ประกวด|ระดับ|นี้|ดัง|ใหญ่|[ 0-9])|ปี|องค์|ก\.พ"
    r"|สถาบัน|เมื่อ|นี้|เดิม|ผลงาน|โครงการ|เรื่อง|ชื่อ|ประธาน|มือ|ฝีมือ|ความ|พิธี|งาน(?:มอบ|เลิศ|วัน)|เกณฑ์|คะแนน|ภาค"
    r"|นวัตกรรม|การ(?:ขับเคลื่อน|ประกวด|ประเมิน|ตรวจ|คัด|ตัดสิน|พิจารณา|แข่ง|ประชุม|สำรวจ|เสนอ|ส่ง|สมัคร|เข้า|ที่|ประกาศ|ลง|มี|ได้|รับ"
    r"|เปิด(?:เผย|ให้|โอกาส)|ชวน|ชักชวน|ถ่ายทอด|ใช้|ปรับโครงสร้าง|ยึด|เป็น)"
)
"""Whom or what an award may come from that is no work."""

_SOURCE = re.compile(
    r"[”\")]* ?(?:(?:ได้รับ|คว้า)?(?:มาครอง|ไปครอง|ไว้|มา)? ?)"
    r"(?:โดย|ด้วย|(?:(?:ซึ่ง)?(?:เป็นผล|มา))?จาก"
    rf"|ซึ่ง(?:ได้)?(?:คิดค้น|พัฒนา|ประดิษฐ์|จัดทำ)(?={_THING}))"
    rf"(?:การ(?:ประดิษฐ์|คิดค้น)|การ(?:พัฒนา|จัดทำ|ดำเนินการ|ดำเนินงาน)(?={_THING}))?"
    r"(?:โครงการ(?!ที่|นี้|ใน|ส่งน้ำ|ชล) ?)?"
    rf"(?={_THING}|(?<=ด้วย)บริการ(?!ที่|ของ|นี้|ดัง)[ก-ฮเแโไใ]|(?:(?<=โครงการ)|(?<=โครงการ ))[ก-ฮเแโไใ]"
    rf"| (?:{_THING}|เก้าอี้)|(?:(?<=จาก)|(?<=การประดิษฐ์)"
    rf"|(?<=การคิดค้น))(?!{_GIVER})[ก-ฮเแโไใ])"
)


_DONE = re.compile(
    r"การดำเนิน(?:งาน|การ)(?:เรื่อง|โครงการ)? ?[“\"]?"
    # What was done for a work whose name is of two parts: การเปิดตลาดนัดออนไลน์ เกษตรกรไม่ทิ้งกัน
    r"|การ(?:เปิด|จัด(?:บริการ|ตั้ง|ทำ)?|ทำ|ตั้ง|พัฒนา|ดำเนินโครงการ|ปรับปรุง|สร้าง|นำ)"
    r"(?=[^ \n]+ [ก-ฮเแโไใA-Z])"
)
_CALLED = re.compile(
    r"(?:(?:ใช้|มี|ภายใต้)?(?<!เ)ชื่อ(?:ว่า)?|เรียก(?:กัน)?[ก-๙]{0,12}ว่า|(?:หรือ|เป็น)(?= ?[“\"‘]))"
    r" ?[“\"‘]?(?P<name>[^“”\"‘’\n]{4,80})"
)
"""What a work that a sentence describes is called: … ใช้ชื่อว่า name."""

_TELLS = re.compile(
    "ที่(?=เรือนจำ|โรงพยาบาล|ช่าง(?!ที่)|ทีม|เจ้าหน้าที่|ไม่|ช่วย|ทำ|ใช้|มี|เปิด|ให้|สามารถ|ได้|เป็น|ต้อง|ชวน|รวม|เชื่อม|กลุ่ม|แพทย์|พยาบาล)"
)
"""How a sentence goes on to tell of a work right after its name."""


_MADE = re.compile(
    rf"(?:(?<=[ \n“(])|(?<=อาทิ)|(?<=ได้แก่)|(?<=คือ)|(?<=และ)|(?<=โดย)"
    r"|(?<=ว่า)|(?<=ดูงาน)|(?<=ภายใต้)|(?<=ส่วน))"
    rf"(?:{_THING}|โครงการ(?!ที่|ส่งน้ำ|ชล)|แพลตฟอร์ม"
    r"|(?:(?<=โดย)|(?<= )(?=งานบริการ))งาน(?!นี้|ที่|ของ|มอบ))(?P<rest>[^\n“”\"]{3,110})\Z"
)


_BESIDE_NAME = re.compile('[”"]?(?= )')
_WORK_IN = re.compile(
    r"[”\"]? ?(?:(?:ซึ่ง|ที่)(?:ดำเนินการ|จัดทำ|ทำ|พัฒนา|ริเริ่ม|เริ่ม)[ก-๙ ]{0,30}?)?"
    r"(?:ใน|ที่)(?:พื้นที่)? ?(?=จังหวัด|จ\.)"
)
"""What tells after a work where it was done: “workก” ซึ่งดำเนินการที่จังหวัดข."""

_ACTS = re.compile(r" ?(?:ผลงาน|ได้|คว้า|รับ|\()")
_LONGEST_PLACE, _LONGEST_CAUSE, _BEFORE_CAUSE = 30, 40, 300
_JOINS = re.compile(" ?(?:,|และ)? ?")
_PLACE_AFTER = re.compile(r"(?: (?:ตำบล|อำเภอ|จังหวัด|[ตอจ]\.) ?[ก-๙]{2,24})+ ?\Z")


def owned_work(plain: str, start: int, end: int) -> Span | None:
    """The work that is named before its owner, between two places: โครงการก ของเทศบาลข."""
    start = max(start, end - LONGEST)
    start = max(start, plain.rfind("\n", start, end) + 1)
    match = _MADE.search(plain, start, end)
    place = _PLACE_AFTER.search(plain, match.start(), end) if match else None
    return trimmed(plain, match.start(), place.start() if place else end) if match else None


def place_after(plain: str, name: Span) -> Span | None:
    """The province at the end of the name of a work, or told after it: “workก” จังหวัดข."""
    if said := province_said(plain, _WORK_IN, name.end):
        return said
    beside = _BESIDE_NAME.match(plain, name.end)
    for find in ("place_in_brackets", "place"):
        place = patterns()[find].match(plain, beside.end()) if beside else None
        if place and not _ACTS.match(plain, place.end()):
            return Span(*place.span("province"))
    last = patterns()["within"].search(plain, max(name.start, name.end - _LONGEST_PLACE), name.end)
    is_quoted = plain[name.start - 1] in '“"'
    is_last = last and not is_quoted and plain[last.end() : name.end] in ("", ")")
    return Span(*last.span("province")) if last and is_last else None


def works_by_place(plain: str, listed: Span) -> list[tuple[Span, Span]]:
    """Works that are listed, each with its province: workก จังหวัดข และworkค จังหวัดง. Or none."""
    found: list[tuple[Span, Span]] = []
    start = listed.start
    for place in patterns()["within"].finditer(plain, listed.start, listed.end):
        joint = _JOINS.match(plain, start)
        work = trimmed(plain, joint.end() if joint else start, place.start())
        if (
            work is None
            or work.end - work.start < SHORTEST_ALONE
            or plain[place.start() - 1] != " "
        ):
            return []
        found.append((work, Span(*place.span("province"))))
        start = place.end()
    is_whole = plain[listed.start - 1] not in '“"' and start == listed.end
    return found if is_whole and len(found) > 1 else []


def source_after(plain: str, words: int) -> Span | None:
    """The work that a sentence names right after its award: ระดับดี จากระบบ…"""
    match = _SOURCE.match(plain, words)
    name = unquoted(plain, match.end()) if match else None
    if name is None:
        return None
    if called := _CALLED.search(plain, name.start, name.end):
        return trimmed(plain, *called.span("name"))
    work = _DONE.match(plain, name.start)
    told = _TELLS.search(plain, name.start, name.end)
    return trimmed(plain, work.end() if work else name.start, told.start() if told else name.end)


_CAUSES = re.compile(
    r"(?:เป็น(?:ระบบ|ผลงาน|แอปพลิเคชัน|บริการ)ที่(?:เพิ่ง)?|และ|ซึ่ง|\b)?(?:ทำให้|ส่งผลให้|ส่งให้|พา) ?\Z"
)
_CAUSE = re.compile(
    r"(?:(?<=[ \n“‘])|(?<=พัฒนา)|(?<=จาก)|(?<=คือ)|(?<=ที่)|(?<=โดยเฉพาะ))"
    r"(?P<name>(?:ระบบ(?!ที่|นี้|ดัง)|แอปพลิเคชัน|แพลตฟอร์ม)"
    r"(?:(?!โดยเฉพาะ)[ก-๙A-Za-z0-9 -]){4,90}?(?: ?\([^()\n]{2,40}\))?)"
    r"(?:[’”\"]? (?:ที่|ซึ่ง)|ซึ่ง)"
)
_QUOTED_CAUSE = re.compile(
    r"(?:ระบบ|แอปพลิเคชัน|แพลตฟอร์ม|โครงการ|นวัตกรรม|ผลงาน|บริการ) ?"
    r"[“\"](?P<name>[^“”\"\n]{4,100})[”\"]"
)


def cause_before(plain: str, start: int, winner: int) -> Span | None:
    """The system of which a sentence tells before it says that it made a body win."""
    if not _CAUSES.search(plain, max(start, winner - _LONGEST_CAUSE), winner):
        return None
    start = max(start, winner - _BEFORE_CAUSE)
    found = None
    for match in _CAUSE.finditer(plain, start, winner):
        found = match
    found = found or _QUOTED_CAUSE.search(plain, start, winner)
    return trimmed(plain, *found.span("name")) if found else None


def find_works(plain: str) -> Iterator[Span]:
    """What a sentence calls an innovation or a project without saying that it is what won."""
    for match in _FROM_INNOVATION.finditer(plain):
        name = match.lastgroup or "name"
        span = trimmed(plain, *match.span(name))
        if span:
            yield span
