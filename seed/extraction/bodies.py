"""Where a text names a body: by a name of the register, by a pattern, or by a short name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from seed.extraction.register import Entry, register
from seed.extraction.text import Span, Text
from seed.provinces import province_ids

MINISTRY, DEPARTMENT, UNIT, PERSON = "ministry", "department", "unit", "person"
PROVINCE = "province"

_LONGEST_NAME = 130

_HEADS = (
    r"สำนักงาน(?! ?ต่าง)|สำนัก(?=[ก-ฮเแโไใ])|กระทรวง(?!ต่าง"
    r"|ที่)|กรม(?!ธรรม|์|ที่(?!ดิน)|ต่าง|ๆ|ฯ| )|กอง(?!ทุน|ทัพ(?=ภาค))"
    r"|กลุ่มงาน|กลุ่มพัฒนา|ศูนย์(?!กลาง|ราชการ|ฯ)|สถาน(?:สงเคราะห์|คุ้มครอง|พัฒนา|พินิจ|แรกรับ|ธนานุ|สถานี)"
    r"|สถาบัน(?=[ก-ฮเแโไใ])|โรงพยาบาล(?!ต่าง|ทุก|ที่|ใน)|รพ\.(?:สต\.)? ?|บ้านพักเด็ก|บ้านพักฉุกเฉิน"
    r"|มหาวิทยาลัย|วิทยาลัย|โรงเรียน|เทศบาล(?:นคร|เมือง|ตำบล)|องค์การบริหารส่วน(?:จังหวัด|ตำบล)"
    r"|องค์การ(?=[ก-ฮเแโไใ])(?!มหาชน)|อบต\.|อบจ\.|การ(?:ไฟฟ้า|ประปา|เคหะ|ยาง|ท่าเรือ|ทาง|รถไฟ|นิคม|กีฬา|ท่องเที่ยว)"
    r"(?=[ก-ฮเแโไใ]*แห่ง|ส่วนภูมิภาค|นครหลวง|ฝ่ายผลิต)|ธนาคาร(?=[ก-ฮเแโไใ])|เรือนจำ|ทัณฑสถาน|ด่าน(?=[ก-ฮ])"
    r"|ที่ว่าการอำเภอ|ที่ทำการปกครอง|สสจ\. ?|พมจ\. ?|นิคมสร้างตนเอง|คณะแพทยศาสตร์|กรุงเทพมหานคร"
    r"|บรรษัท(?=[ก-ฮ])|บริษัท |กองทัพ(?:บก|เรือ|อากาศ)|ราชวิทยาลัย|จุฬาลงกรณ์มหาวิทยาลัย|สถานีอนามัย"
)
_STOPS = (
    r"[\n“”\"'(),:;!?…/]| |ได้(?:รับ|แก่|ดำเนิน|มี|จัด|คว้า)|คว้า|รับรางวัล|รับมอบ|เข้ารับ|เข้าร่วม|จำนวน|โดย"
    r"|สังกัด|ในสังกัด|ซึ่ง|ผลงาน|จาก|ยัง|จึง|ประกอบด้วย|มี(?=ผลงาน|รางวัล|นาย|หน่วย|มติ)|สามารถ|สุดปลื้ม|ปลื้ม"
    r"|ผ่าน|ต่อเนื่อง|ครองแชมป์|แถลง|กล่าว|มุ่งมั่น|มุ่ง(?=สู่)|ประเภท|สาขา|ระดับ|ที่(?=ได้|มี|เป็น|มุ่ง|ผ่าน)"
    r"|ใน(?=ปี|งาน|วัน|ครั้ง|ฐานะ|ระดับ|นาม)|เมื่อ|ประจำปี|กวาด|เป็น(?=หน่วย|ผู้|ส่วน|องค์|รางวัล|1)|ทั้ง(?=นี้|[0-9])"
    r"|ร่วมกับ|ร่วมกัน|พร้อม(?=ด้วย|คณะ)|เพื่อ(?!การ|คน|ธุรกิจ|ผู้|เด็ก|พัฒนา)|ถือ|ให้(?=การ|ความ|บริการ)|ของ(?=สำนักงาน|กรม|กระทรวง)"
    r"|รวม(?=ทั้ง|[0-9 ])|และ(?:ทาง)?(?=(?:สำนักงาน|กรม"
    r"|กระทรวง|โรงพยาบาล|ศูนย์|กอง(?!ทุน)|สถาน|มหาวิทยาลัย|รพ))"
    r"|สำนักงาน(?!ใหญ่)|กระทรวง|กรม(?=[ก-ฮเแโไใ])|หรือ|เผย|รับการ"
)
_TITLE = r"(?:นาย|นาง(?:สาว)?|ดร\.|พระ)"
_NUMBER = r"(?: ?(?:ที่|เขต(?:ที่)?|ภาค(?:ที่)?)? ?[0-9]{1,2}(?![0-9.):]|[ ]?(?:รางวัล|ผลงาน|แห่ง|ปี)))"
_SHORT = re.compile(r"(?:[ก-ฮ]{1,6}\.)+(?:[ก-ฮ]{1,4}(?![ก-๙]))?")
_DEFINED = re.compile(r" ?(?:\(|หรือ ?)((?:สำนักงาน )?(?:[ก-ฮ]{1,6}\.){1,4}(?:[ก-ฮ]{1,4}(?=\)))?)\)?")
_OFFICE_OF_MINISTRY = "สำนักงานปลัดกระทรวง"
_STATE_BODIES = frozenset(
    {
        "department",
        "state_agency",
        "public_organization",
        "state_enterprise",
        "university",
        "armed_forces",
        "independent_agency",
        "court_office",
        "parliament_office",
        "local_government",
    }
)
_ABOVE_UNITS = re.compile(
    r"กรม|สำนักงานปลัด|มหาวิทยาลัย|การ(?:ไฟฟ้า|ประปา|เคหะ|ยาง|ท่าเรือ|ทาง|รถไฟ|นิคม|กีฬา|ท่องเที่ยว)"
    r"|ธนาคาร|กรุงเทพมหานคร\Z|เทศบาล|องค์การบริหารส่วน|อบต|อบจ"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body as a text names it.

    ``key`` is the same for all names of one body within a text; ``id`` is that of the register.
    """

    span: Span
    name: str
    rank: str
    key: str
    id: str | None = None
    province: Span | None = None
    is_short: bool = False


@cache
def provinces() -> str:
    """The names of the provinces as a pattern, longest first."""
    names = sorted([*province_ids(), "กรุงเทพฯ"], key=len, reverse=True)
    return "|".join(map(re.escape, names))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    place = (
        r"(?: ?(?:ตำบล|ต\.) ?[ก-๙]{2,24})?(?: ?(?:อำเภอ|อ\.) ?[ก-๙]{2,24}?)?"
        rf" ?(?:จังหวัด|จ\.) ?(?P<province>{provinces()})"
    )
    return {
        "head": re.compile(_HEADS),
        "stop": re.compile(_STOPS),
        "place": re.compile(place),
        "within": re.compile(rf"(?:จังหวัด|จ\.) ?(?P<province>{provinces()})"),
        "tail": re.compile(rf"(?P<province>{provinces()})\Z"),
        "numbered": re.compile(_NUMBER),
        "public": re.compile(r" ?\(องค์การมหาชน\)"),
    }


def find_bodies(text: Text) -> list[Body]:
    """All bodies that a text names, in order; none overlaps another."""
    full = list(_full_names(text.plain))
    short = _defined(text.plain, full)
    taken = iter(full)
    current = next(taken, None)
    found = list(full)
    for match in _SHORT.finditer(text.plain):
        while current and current.span.end <= match.start():
            current = next(taken, None)
        if current and current.span.start < match.end():
            continue
        body = _short_name(text.plain, match, short)
        if body:
            found.append(body)
    found += _nicknames(text.plain, full)
    found += _provinces(text.plain, found)
    return sorted(found, key=lambda body: body.span)


def _provinces(plain: str, found: list[Body]) -> Iterator[Body]:
    """จังหวัดก as a body of its own, where it ends no other body's name."""
    ends = {body.span.end for body in found}
    for match in _patterns()["within"].finditer(plain):
        if match.end() in ends or not match[0].startswith("จังหวัด"):
            continue
        name, province = match[0], Span(*match.span("province"))
        yield Body(Span(*match.span()), name, PROVINCE, _key(name), None, province)


def _full_names(plain: str) -> Iterator[Body]:
    position = 0
    while match := _patterns()["head"].search(plain, position):
        body = _registered(plain, match.start()) or _by_pattern(plain, match)
        position = body.span.end if body else match.end()
        if body:
            yield body


def _registered(plain: str, start: int) -> Body | None:
    found = (
        _office_of_ministry(plain, start)
        or register().longest(plain, start)
        or _office_by_short_name(plain, start)
    )
    if found is None:
        return None
    entry, end = found
    if entry.name.startswith("สำนักงาน") and (place := _patterns()["place"].match(plain, end)):
        # An office of a national office in a province.
        return _unit(plain, start, place.end(), place)
    end = _after(_patterns()["public"], plain, end)
    return Body(Span(start, end), plain[start:end], _rank(entry), entry.id, entry.id)


def _office_of_ministry(plain: str, start: int) -> tuple[Entry, int] | None:
    """สำนักงานปลัดกระทรวง พม.: the ministry by its short name."""
    if not plain.startswith(_OFFICE_OF_MINISTRY, start):
        return None
    match = _SHORT.match(plain, _after(re.compile(" ?"), plain, start + len(_OFFICE_OF_MINISTRY)))
    entry = match and register().short.get(f"สป.{match[0]}")
    return (entry, match.end()) if match and entry else None


def _office_by_short_name(plain: str, start: int) -> tuple[Entry, int] | None:
    """สำนักงาน คปภ.: an office that is called by letters."""
    match = re.compile(r"สำนักงาน ?((?:[ก-ฮ]{1,4}\.){1,5})").match(plain, start)
    short = match and f"สำนักงาน {match[1]}"
    entry = register().short.get(short or "")
    return (entry, match.end()) if match and entry else None


def _by_pattern(plain: str, head: re.Match[str]) -> Body | None:
    patterns = _patterns()
    limit = min(len(plain), head.start() + _LONGEST_NAME)
    stop = patterns["stop"].search(plain, head.end(), limit)
    end = stop.start() if stop else limit
    short = _SHORT.match(plain, head.end())
    if short and short.end() > end:
        end = short.end()
    if within := patterns["within"].search(plain, head.end(), end):
        return _unit(plain, head.start(), within.end(), within)
    if place := patterns["place"].match(plain, end):
        return _unit(plain, head.start(), place.end(), place)
    numbered = patterns["numbered"].match(plain, end)
    if numbered:
        place = patterns["place"].match(plain, numbered.end())
        end = place.end() if place else numbered.end()
        return _unit(plain, head.start(), end, place)
    end = _after(patterns["public"], plain, end)
    if end - head.end() < 2 and plain[head.start() : end] != "กรุงเทพมหานคร":
        return None
    return _unit(plain, head.start(), end, None)


def _unit(plain: str, start: int, end: int, place: re.Match[str] | None) -> Body:
    name = plain[start:end]
    rank = UNIT
    if name.startswith("กระทรวง"):
        rank = MINISTRY
    elif (_ABOVE_UNITS.match(name) and not place) or name.endswith("(องค์การมหาชน)"):
        rank = DEPARTMENT
    province = Span(*place.span("province")) if place else None
    if province is None and rank == UNIT and not name.startswith("มหาวิทยาลัย"):
        # โรงพยาบาลสุรินทร์: the province without the word for it.
        tail = _patterns()["tail"].search(plain, start, end)
        province = Span(*tail.span("province")) if tail and end - start < 60 else None
    return Body(Span(start, end), name, rank, _key(name), None, province)


def _key(name: str) -> str:
    return re.sub(r"^รพ\. ?", "โรงพยาบาล", name).replace("จ.", "จังหวัด").replace(" ", "")


def _rank(entry: Entry) -> str:
    if entry.kind == MINISTRY:
        return MINISTRY
    return DEPARTMENT if entry.kind in _STATE_BODIES else UNIT


def _after(pattern: re.Pattern[str], plain: str, position: int) -> int:
    match = pattern.match(plain, position)
    return match.end() if match else position


def _defined(plain: str, full: list[Body]) -> dict[str, Body]:
    """The short names that the text itself gives: สำนักงานก (สก.), or สำนักงานก หรือ สก."""
    found: dict[str, Body] = {}
    for body in full:
        match = _DEFINED.match(plain, body.span.end)
        if match:
            found.setdefault(match[1].replace(" ", ""), body)
    return found


def _short_name(plain: str, match: re.Match[str], defined: dict[str, Body]) -> Body | None:
    """The body of a short name; letters before it may belong to the word before."""
    for start in _beginnings(match):
        word = plain[start : match.end()]
        for candidate in dict.fromkeys((word, word + ".", word.rstrip("."))):
            if known := defined.get(candidate):
                span = Span(start, match.end())
                return Body(span, word, known.rank, known.key, known.id, is_short=True)
            if entry := register().short.get(candidate):
                span = Span(start, match.end())
                return Body(span, word, _rank(entry), entry.id, entry.id, is_short=True)
    return None


def _beginnings(match: re.Match[str]) -> Iterator[int]:
    first_dot = match[0].index(".")
    for offset in range(first_dot):
        if offset == 0 or first_dot - offset >= 2:
            yield match.start() + offset


_NICKNAMES = re.compile(r"(?:^|(?<=\n)|(?<=-))(สรรพากร|สรรพสามิต|ศุลกากร)(?!พื้นที่|ภาค)|(บีโอไอ)")


def _nicknames(plain: str, full: list[Body]) -> Iterator[Body]:
    taken = {position for body in full for position in (body.span.start, body.span.end)}
    for match in _NICKNAMES.finditer(plain):
        entry = register().short.get(match[0])
        if entry and match.start() not in taken:
            yield Body(
                Span(*match.span()), match[0], _rank(entry), entry.id, entry.id, is_short=True
            )
