"""Where a text names a body in full: by a name of the register, or by how names are made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from seed.extraction.names import SEAT_ENDS, patterns
from seed.extraction.register import Entry, register
from seed.extraction.text import Span

MINISTRY, DEPARTMENT, UNIT, PERSON = "ministry", "department", "unit", "person"
PROVINCE = "province"

_LONGEST_NAME = 130


_OFFICE_OF_REGISTERED = re.compile(
    rf"(?:เขต|สาขา| วิทยาเขต)(?!พื้นที่|การ|บริ|คุณ)[ก-๙]{{2,20}}?{SEAT_ENDS}"
    r"(?: ?\(ชั้นพิเศษ\))?"
    r"| ?(?:เขต|ภาค)(?:ที่)? ?[0-9]{1,2}(?![0-9])"
    r"(?: ?\([ก-๙]{2,20}\))?|อำเภอ[ก-๙]{2,20}(?=[ \n)]|\Z)(?! (?:จังหวัด|จ\.))"
    r"|(?:อำเภอ|จังหวัด)(?=[ก-๙])| ?สำนักงานใหญ่| เขื่อน[ก-๙]{2,20}(?=[ \n)]|\Z)"
)
_OF_ANY = re.compile(
    r" ?(?:และ|หรือ|ใน(?!พระ|ฝัน|เครือ)|ทั้ง|ทั่ว|ถูก"
    r"|ต่าง|ทุก|หลาย|ได้|เจ้าของ|อื่น|แห่ง(?:นี้|หนึ่ง|เดียว)|ดังกล่าว|นี้|นั้น"
    r"|ที่(?:ได้|มี|เป็น)"
    r"|มี(?!นบุรี|ชัย)|คือ|ไม่|ถึง|ยกระดับ|เร่ง|ขอ(?!น)|มุ่ง|คว้า|รับ(?!รอง|ซื้อ|จำนำ)|พร้อม|จะ(?!นะ)|ต้อง|กำลัง|ก็|จึง|ยัง|แรก|ทำ(?:หน้า|งาน|ให้)|(?<=สถาบัน)(?:การเงิน|การศึกษา)|(?<=ธนาคาร)พาณิชย์|(?<=มหาวิทยาลัย)(?:ไทย|ของ|เพื่อ)|ชุมชนทั้ง|(?<=วิทยาลัย)ถ่ายทอด|น้องใหม่|ห่างไกล|ใกล้)"
)
"""What follows a word for bodies that names none of them."""

_OFFICE_OF_SHORT = re.compile(r"(?:สำนักงาน|ศูนย์|สถานี) ?(?:[ก-ฮ]{1,5}\.)+ ?")
_OFFICE_IN_LETTERS = re.compile(r"สำนักงาน ?(?:[ก-ฮ]{1,4}\.)+")
_NONE_OF_THEM = ("ทุก", "แต่ละ")
"""What stands before a word for bodies that names none of them."""

_CAMP = re.compile(" ค่าย[ก-๙]{3,24}")
HOSPITALS = ("โรงพยาบาล", "รพ.")
_STATE_ENTERPRISE = re.compile(r"\(องค์การมหาชน\)\Z|\Aองค์การ[ก-๙ ]*ในพระบรมราชูปถัมภ์\Z")
_OTHER_PLACE = re.compile(r" ?\((?=[ก-๙]*[ะ-ู็-์])[ก-๙]{3,20}(?: [ก-๙]{3,20})?\)")
"""A place after a number, in brackets: สำนักบริหารพื้นที่อนุรักษ์ที่ 2 (ศรีราชา)."""

_WHOLE = frozenset({"กรุงเทพมหานคร", "เมืองพัทยา", "จุฬาลงกรณ์มหาวิทยาลัย"})
_BY_TOPIC = ("สำนัก", "กอง", "ศูนย์", "สถาบัน", "กลุ่มงาน")
_LETTERS = re.compile("[ก-ฮ]{1,4}(?![ก-๙])")
SHORT = re.compile(r"(?:[ก-ฮ]{1,6}\.)+(?:[ก-ฮ]{1,4}(?![ก-๙]))?")
OFFICE_OF_MINISTRY = "สำนักงานปลัดกระทรวง"
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
_IN_FULL = (
    ("รพ.สต.", "โรงพยาบาลส่งเสริมสุขภาพตำบล"),
    ("วก.", "วิทยาลัยการอาชีพ"),
    ("ปศจ.", "สำนักงานปศุสัตว์จังหวัด"),
    ("กษจ.", "สำนักงานเกษตรจังหวัด"),
    ("สวจ.", "สำนักงานวัฒนธรรมจังหวัด"),
    ("ศธจ.", "สำนักงานศึกษาธิการจังหวัด"),
    ("ทสจ.", "สำนักงานทรัพยากรธรรมชาติและสิ่งแวดล้อมจังหวัด"),
    ("สพจ.", "สำนักงานพัฒนาชุมชนจังหวัด"),
    ("กฟจ.", "การไฟฟ้าส่วนภูมิภาคจังหวัด"),
    ("สคร.", "สำนักงานป้องกันควบคุมโรคที่"),
    ("วท.", "วิทยาลัยเทคนิค"),
    ("รพร.", "โรงพยาบาลสมเด็จพระยุพราช"),
    ("รพ.", "โรงพยาบาล"),
    ("อบต.", "องค์การบริหารส่วนตำบล"),
    ("อบจ.", "องค์การบริหารส่วนจังหวัด"),
    ("สสจ.", "สำนักงานสาธารณสุขจังหวัด"),
    ("พมจ.", "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด"),
    ("สสอ.", "สำนักงานสาธารณสุขอำเภอ"),
    ("สภ.", "สถานีตำรวจภูธร"),
    ("ทต.", "เทศบาลตำบล"),
    ("ทม.", "เทศบาลเมือง"),
    ("ทน.", "เทศบาลนคร"),
    ("มทร.", "มหาวิทยาลัยเทคโนโลยีราชมงคล"),
    ("มรภ.", "มหาวิทยาลัยราชภัฏ"),
)
_PLACES_IN_FULL = ((" จ.", "จังหวัด"), (" อ.", "อำเภอ"), (" ต.", "ตำบล"))
LOCAL = re.compile("เทศบาล|อบต|อบจ|องค์การบริหารส่วน")
"""Local governments, which are of no department and none themselves."""
_ABOVE_UNITS = re.compile(
    r"กรม|สำนักงานปลัด|มหาวิทยาลัย|การ(?:ไฟฟ้า|ประปา|เคหะ|ยาง|ท่าเรือ|ทาง|รถไฟ|นิคม|กีฬา"
    r"|ท่องเที่ยว)"
    r"|กองทุนการออม|กองทุนบำเหน็จ|กองทุนเงินให้|ธนาคาร|กรุงเทพมหานคร\Z|เทศบาล|องค์การบริหารส่วน|อบต|อบจ"
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

    def in_province(self, province: Span) -> Body:
        """The same body, in a province that the text names beside it, if its name has none."""
        return self if self.province else replace(self, province=province)


def full_names(plain: str) -> Iterator[Body]:
    """The bodies that a text names in full, by the register or by how names are made."""
    position = 0
    while match := patterns()["head"].search(plain, position):
        start = match.start()
        body = (
            _office_of_short(plain, start) or _registered(plain, start) or _by_pattern(plain, match)
        )
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
    if entry.name.startswith("สำนักงาน") and (place := patterns()["place"].match(plain, end)):
        # An office of a national office in a province.
        return unit(plain, start, place.end(), place)
    if entry.name.startswith("สำนักงาน") and (joined := patterns()["joined"].match(plain, end)):
        return unit(plain, start, joined.end(), joined)
    if rank_of(entry) == DEPARTMENT and (seat := _OFFICE_OF_REGISTERED.match(plain, end)):
        # What a seat follows is a part of the body, though its name begins as that of the whole.
        at = seat.start() if seat[0] in ("อำเภอ", "จังหวัด") else seat.end()
        place = patterns()["place"].match(plain, at)
        if place or at == seat.end():
            end = place.end() if place else seat.end()
            return unit(plain, start, end, place, is_part=True)
    end = _after(patterns()["public"], plain, end)
    span = Span(start, end)
    province = _of_university(plain, span)
    return Body(span, plain[start:end], rank_of(entry), entry.id, entry.id, province)


def _office_of_ministry(plain: str, start: int) -> tuple[Entry, int] | None:
    """สำนักงานปลัดกระทรวง พม.: the ministry by its short name."""
    if not plain.startswith(OFFICE_OF_MINISTRY, start):
        return None
    match = SHORT.match(plain, _after(re.compile(" ?"), plain, start + len(OFFICE_OF_MINISTRY)))
    entry = match and register().short.get(f"สป.{match[0]}")
    return (entry, match.end()) if match and entry else None


def _office_by_short_name(plain: str, start: int) -> tuple[Entry, int] | None:
    """สำนักงาน คปภ.: an office that is called by letters."""
    match = re.compile(r"สำนักงาน ?((?:[ก-ฮ]{1,4}\.){1,5})").match(plain, start)
    if match is None:
        return None
    short = register().short
    entry = short.get(f"สำนักงาน {match[1]}") or short.get(match[1])
    return (entry, match.end()) if entry and entry.name.startswith("สำนักงาน") else None


def _office_of_short(plain: str, start: int) -> Body | None:
    """สำนักงาน ปภ.จังหวัดเลย: an office of what is called by letters, in a province."""
    head = _OFFICE_OF_SHORT.match(plain, start)
    place = head and (
        patterns()["place"].match(plain, head.end())
        or patterns()["joined"].match(plain, head.end())
    )
    if head and (numbered := patterns()["numbered"].match(plain, head.end())):
        place = patterns()["place_or_name"].match(plain, numbered.end())
        return unit(plain, start, place.end() if place else numbered.end(), place)
    return unit(plain, start, place.end(), place) if place else None


def _by_pattern(plain: str, head: re.Match[str]) -> Body | None:
    find = patterns()
    if head[0] in register().short and not find["seat_of_short"].match(plain, head.end()):
        return None
    whole = head[0].endswith(".") and _LETTERS.match(plain, head.end())
    if whole and not {head[0] + whole[0], f"{head[0]}{whole[0]}."}.isdisjoint(register().short):
        return None
    is_whole = head[0].startswith("คณะ") and head[0] != "คณะ"
    is_named = is_whole or (
        head[0].startswith(("สถาน", "กรุงเทพ", "จุฬา", "เมือง")) and head[0] != "สถานี"
    )
    if not is_named and _OF_ANY.match(plain, head.end()):
        return None
    if plain.endswith(_NONE_OF_THEM, 0, head.start()):
        return None
    limit = min(len(plain), head.start() + _LONGEST_NAME)
    stop = find["stop"].search(plain, head.end(), limit)
    if stop and stop[0] == "ทุก":
        return None
    end = stop.start() if stop else limit
    short = SHORT.match(plain, head.end())
    if short and short.end() > end:
        end = short.end()
    if head[0] in _BY_TOPIC:
        end = _after(find["more_topics"], plain, end)
    if within := find["within"].search(plain, head.end(), end):
        return unit(plain, head.start(), _after(find["seat"], plain, within.end()), within)
    names = [
        "place",
        "place_in_brackets",
        "place_after_other_name",
        "of_shortened",
        "before_department",
        "branch_in",
    ]
    for name in (*names, "beside") if head[0].startswith((*HOSPITALS, "หอ")) else names:
        if place := find[name].match(plain, end):
            return unit(plain, head.start(), place.end(), place)
    if seat := find["seat_joined"].match(plain, end):
        place = find["place"].match(plain, seat.end())
        return unit(plain, head.start(), place.end() if place else seat.end(), place)
    is_in_brackets = plain[head.start() - 1 : head.start()] == "("
    numbered = find["numbered_in_brackets" if is_in_brackets else "numbered"].match(plain, end)
    if numbered:
        end = _after(_CAMP, plain, numbered.end())
        place = find["place_or_name"].match(plain, end)
        if place is None:
            end = _after(_OTHER_PLACE, plain, end)
            place = find["place"].match(plain, end)
        end = place.end() if place else end
        return unit(plain, head.start(), end, place)
    if head[0].startswith(("หอ", "พิพิธภัณฑ")):
        end = _after(find["of_nation"], plain, end)
    end = _after(find["public"], plain, end)
    if end - head.end() < 2 and not is_whole and plain[head.start() : end] not in _WHOLE:
        return None
    found = unit(plain, head.start(), end, None)
    if entry := register().short.get(found.name):
        return Body(found.span, found.name, rank_of(entry), entry.id, entry.id, is_short=True)
    if beside := find["bracketed"].match(plain, end):
        return replace(found, province=Span(*beside.span("province")))
    return found


def unit(
    plain: str, start: int, end: int, place: re.Match[str] | None, *, is_part: bool = False
) -> Body:
    """A body that no list names. ``is_part``: of the body with whose name its own begins."""
    name = plain[start:end]
    rank = UNIT
    if name.startswith("กระทรวง"):
        rank = MINISTRY
    elif (_ABOVE_UNITS.match(name) and not (place or is_part)) or _STATE_ENTERPRISE.search(name):
        rank = DEPARTMENT
    found = place and next(name for name, value in place.groupdict().items() if value)
    province = Span(*place.span(found)) if place and found else None
    is_local = name.startswith(
        ("องค์การบริหารส่วนจังหวัด", "อบจ.", "เทศบาลนคร", "เทศบาลเมือง", "ทน.", "ทม.")
    )
    if province is None and name.startswith("มหาวิทยาลัย") and not is_part:
        province = _of_university(plain, Span(start, end))
    elif province is None and (rank == UNIT or is_local):
        # โรงพยาบาลสุรินทร์: the province without the word for it.
        tail = patterns()["tail"].search(plain, start, end)
        tail = tail or patterns()["lettered"].match(plain, start, end)
        tail = tail or patterns()["of_kind"].search(plain, start, end)
        tail = tail or patterns()["amid"].search(plain, start, end)
        province = Span(*tail.span("province")) if tail and end - start < 60 else None
    return Body(Span(start, end), name, rank, key_of(name), None, province)


def whole_of(plain: str, part: Body) -> Body | None:
    """The department that the name of its part begins with, or ends with if a university.

    การไฟฟ้าส่วนภูมิภาคจังหวัดก, โรงพยาบาลมหาวิทยาลัยข.
    """
    if part.rank == UNIT and (at := part.name.find("มหาวิทยาลัย", 1)) > 0:
        # โรงพยาบาลมหาวิทยาลัยก: the one of a university.
        found = register().longest(plain, part.span.start + at)
        if found and found[1] == part.span.end and rank_of(found[0]) == DEPARTMENT:
            span = Span(part.span.start + at, found[1])
            return Body(span, part.name[at:], DEPARTMENT, found[0].id, found[0].id)
    found = register().longest(plain, part.span.start) if part.rank == UNIT else None
    if found is None or rank_of(found[0]) != DEPARTMENT or found[1] >= part.span.end:
        return None
    entry, end = found
    if entry.kind == "court_office":  # the courts are parts of none
        return None
    span = Span(part.span.start, end)
    return Body(span, plain[span.start : span.end], DEPARTMENT, entry.id, entry.id)


def _of_university(plain: str, name: Span) -> Span | None:
    """The province that a university is called by: มหาวิทยาลัยราชภัฏเชียงราย."""
    match = patterns()["university"].search(plain, name.start, name.end)
    return Span(*match.span("province")) if match else None


def is_abbreviated(body: Body) -> bool:
    """Whether a body is called by letters, or its kind is."""
    return (
        body.is_short
        or bool(_OFFICE_IN_LETTERS.fullmatch(body.name))
        or body.name.startswith(tuple(short for short, _ in _IN_FULL))
    )


def key_of(name: str) -> str:
    """What all names of a body have in common: its kind in full, and no spaces."""
    for short, full in _IN_FULL:
        if name.startswith(short):
            name = full + name.removeprefix(short)
            break
    for short, full in _PLACES_IN_FULL:
        name = name.replace(short, full)
    return name.replace(" ", "")


def rank_of(entry: Entry) -> str:
    """The rank of a body of the register."""
    if entry.kind == MINISTRY:
        return MINISTRY
    return DEPARTMENT if entry.kind in _STATE_BODIES else UNIT


def _after(pattern: re.Pattern[str], plain: str, position: int) -> int:
    match = pattern.match(plain, position)
    return match.end() if match else position
