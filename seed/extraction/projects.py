"""Where a text names the work that won: in quotation marks that may nest, or without any."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from seed.extraction.lexicon import TYPES
from seed.extraction.text import CLOSE, OPEN, STRAIGHT, Span

_ORDINAL = "(?:แรก|หนึ่ง|สุดท้าย|ถัดมา|ต่อมา|ที่ ?(?:[0-9]+|หนึ่ง|สอง|สาม|สี่|ห้า|หก)|ชิ้น[ก-๙]{2,8}?)"
UNCOUNTED = r"(?<![^0-9-][0-9] )(?<![^0-9-][0-9]{2} )(?<![^0-9-][0-9]{3} )"
"""Not after a number of up to three digits, which counts what is named next; โควิด-19 is none."""

_NAMED = re.compile(
    rf"(?P<ordinal>ผลงาน{_ORDINAL}(?: ?(?:คือ|ชื่อ|ได้แก่|เรื่อง))? ?)(?=[“\"])"
    rf"|(?P<told>(?:จาก|ด้วย)?(?:ผลงาน|โครงการ|เรื่อง){_ORDINAL} ?"
    r"(?:(?:คือ|ได้แก่|ชื่อว่า|เรื่อง) ?|(?=[ก-ฮเแโไใ][^\n“”\"]{6,110}? ของ[ก-ฮเ])))"
    r"(?=[ก-ฮเแโไใA-Za-z])"
    r"|(?P<sure>ชื่อ(?:เรื่อง|ผลงาน)?ว่า(?= ?[“\"])|(?:ชื่อ|จาก|ด้วย|ภายใต้|ใน(?:ชื่อ)?|คือ|กับ|ให้|สำหรับ"
    r"|นำเสนอ)ผลงาน"
    r"|(?:(?<=คือ )|(?<=ได้แก่ ))ผลงาน(?! ?[“\"])"
    r"|(?:จาก|ด้วย|กับ)งาน(?:ชื่อ)?(?= ?[“\"])|(?:จาก|สำหรับ)เรื่อง"
    r"|(?:จาก|(?<!ต่อ)ด้วย)โครงการ(?!ที่|นี้|ใน|ส่งน้ำ|ชล|ของ|ดัง|เหล่า|ต่าง|ทั้ง|พระ|เดียว)"
    r"|(?:(?<=ผลงาน คือ )|(?<=ปี [0-9]{2} )"
    r"|(?<=ปี [0-9]{4} ))ผลงาน(?! ?[“\"])"
    r"|(?<!เป็น)เจ้าของผลงาน(?! ?(?::|[ก-ฮ]{2,4}\.|กรม|สำนัก|ขึ้น|รับ|ส่ง|คือ|ได้แก่|ที่|ซึ่ง|กล่าว|เผย|และ"
    r"|โดย|เรื่อง|ใน))|(?<!เจ้าของ)(?<!รหัส)ผลงาน ?(?=:)|ชื่อโครงการ"
    r"|ผลงาน(?:เรื่อง|ชื่อ|คือ))"
    r"(?:เรื่อง|ชื่อ|คือ)? ?:? ?(?:\n(?=[“\"]))?(?![0-9]|ที่|นี้|เหล่านี้|เดิม|ข้างต้น|ดังกล่าว"
    r"|ทั้ง(?:หมด|สิ้น)|ครบ(?:ทั้ง|ทุก)|แรก|หนึ่ง|ในช่วง"
    r"|ใน(?:ปี|สังกัด)|ของ|เด่น|ดีเด่น|เข้า|รางวัล|วิจัย|ด้าน)"
    rf"|(?P<plain>(?<!มี)(?<!ชู)(?<!แถลง){UNCOUNTED}(?<![0-9])(?<!เจ้าของ)ผลงาน)"
    r"(?: ?คือ)? ?:? ?"
    r"(?!(?:คือ ?)?(?:สำนัก|กรม|โรงพยาบาล|รพ|ศูนย์|เทศบาล|อบต|มหาวิทยาลัย|จังหวัด|\()|ที่|แรก|สุดท้าย|ถัดมา"
    r"|อยู่|ได้รับ|นี้|เหล่านี้|ดังกล่าว|ข้างต้น|จะ|ต่าง|ดีเด่น"
    r"|โดดเด่น|ใน|ของ|ระดับ|รางวัล|ประจำ|วิจัย|ทั้ง|และ|เข้า|ขอ|เพื่อ|การดำเนิน|ด้าน|สำหรับ(?:ปี|การ)|ด้วยรางวัล|[0-9])"
    r"|(?P<owned>ผลงาน ?)(?=สำนัก|กรม|โรงพยาบาล|รพ|ศูนย์|เทศบาล|อบต|มหาวิทยาลัย)"
    r"|(?P<beside>(?:ในผลงาน|ใน|จาก|ด้วย)?เรื่อง ?:? ?|(?:ใช้)?ชื่อว่า ?)(?=[ก-ฮเแโไใA-Za-z])"
    r"|(?P<weak>(?<!ถา)(?<!พิเศษ)(?<!บรรยาย)(?<!เสวนา)(?<!ถา )(?<!พิเศษ )"
    r"(?<!บรรยาย )เรื่อง|โครงการ|นวัตกรรม(?:เรื่อง|ชื่อ)?) ?(?=[“\"])"
)
_NEXT = re.compile(r"(?:,| ?และ| ) ?(?:ด้าน|ส่วน|ขณะที่|ขณะเดียวกัน)? ?\Z")
_WINS = re.compile(
    r" ?\((?=ระดับ|ประเภท|สาขา)"
    r"| ?(?:\([^()\n]{1,40}\) ?)?(?:ก็|ยัง|จึง)?(?:เจ้าของผลงาน|ซึ่งได้รับรางวัล|ได้รับ"
    r"|ได้(?= ?(?:[0-9]{1,2} ?)?(?:ระดับ|รางวัล))|คว้า|รับ(?= ?(?:[0-9]{1,2} ?)?รางวัล)"
    r"|รางวัล|ประเภท|สาขา"
    r"|ระดับ|(?:จาก|ชื่อ|ใน|กับ|ด้วย)?ผลงาน|เรื่อง|สังกัด)"
)
_LEVEL = re.compile("ระดับ[ก-๙]{2,14}")
_OWNER = re.compile(r" ?\(\Z| [-/|] \Z| (?:ของ|โดย|จาก)(?:ทาง)? ?\Z")
_QUOTES = OPEN + STRAIGHT
_SINGLE_OPEN, _SINGLE_CLOSE = "‘", "’"
_ALONE = re.compile(rf"[{OPEN}{STRAIGHT}]")
_NOT_A_WORK = re.compile(
    r"(?:(?:ปาฐกถา|บรรยาย|เสวนา|อภิปราย|นิทรรศการ)(?:พิเศษ)? ?เรื่อง"
    r"|(?<!ชื่อ)ว่า|เผย|โว|ย้ำ|บอก|ชี้|ลั่น|คำ|แนวคิด|แนวทาง|หัวข้อ|นโยบาย|นิทรรศการ|งาน|ธีม|[Tt]heme|Concept|สโลแกน|คติ|ห้อง[ก-๙]{0,12}"
    r"|หลัก|วิสัยทัศน์|พันธกิจ"
    r"|รางวัล[ก-๙]{0,12}|ประเภท|สาขา|ระดับ|ด้าน|เกณฑ์|เป้าหมาย|หรือ|เป็น|กล่าว|ระบุ|ชื่อย่อ|เรียก[ก-๙]{0,6}"
    r"|สู่|มิติ|ยุทธศาสตร์) ?:? ?\Z"
    r"|(?:25|20)[0-9]{2} ?:? ?\Z"
)
_NO_WORK = re.compile(r"ระดับ(?:ดี|สูง|ประเทศ)|รางวัล|เลิศรัฐ|[?!]|ครับ|ค่ะ|ขอ(?:แสดง|ขอบ|ชื่นชม|ให้)|พวกเรา")
_IS_BODY = re.compile(
    "สำนัก|กรม|โรงพยาบาล|รพ|ศูนย์|เทศบาล|อบ[ตจ]|มหาวิทยาลัย|จังหวัด|กอง|สถาบัน|องค์การ|การ|กระทรวง|คณะ"
)
"""How bodies are called that no work is called like."""

_SPEAKS = re.compile("พวกเรา|เรา|ผม|ดิฉัน|ขอบคุณ")
"""How somebody begins to speak in quotation marks."""

_AROUND, SHORTEST_ALONE = 150, 5
_LONGEST_QUOTED, LONGEST, _LONGEST_TAIL, LEAST = 300, 170, 50, 8
_END = re.compile(
    r"\n|[“”]| ?\( ?(?:(?:[ก-ฮ.]{2,12} ?)?(?:เป็นผู้)?เสนอชื่อ|สาขา|ประเภท|ระดับ)"
    rf"| ?\((?:{'|'.join(spelling for _, spelling in TYPES.values())})"
    r"| (?:และ ?)?\(?[0-9]{1,2}(?:\.[0-9]{1,2})?\)"
    r"| (?=(?:(?:ดำเนินการ|จัดทำ|พัฒนา|ริเริ่ม)(?:ขึ้น)?)?(?:โดย|ร่วมกับ)|ซึ่ง|ทั้งนี้|ณ (?!จุดเดียว)"
    r"|ประจำปี|ประเภท|สาขา|ระดับ|ได้รับ"
    r"|มี(?=นาย|นาง|ศาสตรา|รองศาสตรา|พล\.|ดร\.)|ให้(?=ประชาชน|ครัวเรือน|ใช้เวลา|ผู้)|ย่น(?=เวลา|ระยะ)|เมื่อวันที่|เพื่อ(?!น)|ของ(?:สำนัก|กรม|ศูนย์|โรง|กอง)"
    r"|จาก(?![ก-๙]{1,24}(?:สู่|ถึง))|ใน(?:งาน|วัน|ปี|ครั้ง|พิธี|การประชุม|การประกวด|การประกาศ|เวที)|เป็น(?:ผลงาน|รางวัล|นวัตกรรม|การ|ระบบ)"
    r"|ทำให้|ส่งผลให้|คว้า(?=รางวัล)|และ(?=นาย|นาง|น\.ส\.|ดร\.|ศาสตรา|รองศาสตรา|ผู้ช่วยศาสตรา)"
    r"|ที่(?!ดิน|พัก|นั่ง|นอน|พยุง|พึ่ง|ระลึก|ว่าการ|อยู่|หนึ่ง|สุด|[0-9 ])|ปิดท้าย|ถือ"
    r"|จำนวน|สำหรับ|นอกจาก|รวมทั้ง|และ(?: ?\(?[0-9]|รางวัล|สาขา|ประเภท|ระดับ|อีก|ผลงาน"
    r"|หมวด ?[0-9]|ในโอกาส)|ตลอดจน(?=ประเภท|สาขา|รางวัล|ระดับ|ผลงาน|หมวด)"
    r"|[0-9]{1,2}[.)] ?[ก-ฮเ]|รางวัล|(?:ราย|แห่ง|เรื่อง)?(?:ต่อมา|ถัดมา)|พร้อม(?:ด้วย|ทั้ง)"
    r"|และ(?:ทาง)?(?:โรงพยาบาล|สำนัก|กรม|ศูนย์|เทศบาล|มหาวิทยาลัย|วิทยาลัย|จังหวัด|ด่าน|เรือนจำ|ทัณฑสถาน"
    r"|องค์การ|อบ[ตจ]\.|การไฟฟ้า|การประปา|แขวง)|ก่อนปิดท้าย|ใน(?:ประเภท|สาขา|ระดับ)"
    r"|ได้แก่|สังกัด|ขณะ|และ(?:ยัง)?ได้รับ|และหน่วยงาน|สอง(?:รางวัล|เรื่อง)แรก|จึง"
    r"|สำนักงาน(?:พัฒนา|สาธารณสุข)|(?:อีก)?ด้วย(?= (?![A-Z])|\n|\Z)"
    r"|จะ(?=ต้อง|ได้|ช่วย)"
    r"|ส่วน(?!ร่วม|ตัว|กลาง|รวม|บุคคล|ราชการ|ท้องถิ่น|[ก-๙]{0,4} )|กับรางวัล"
    r"|อีก(?:หนึ่ง|[0-9]{1,2})? ?รางวัล|เข้ารับการ|พร้อมมอบ"
    r"|ราคา(?:เพียง|ตัวละ|ชุดละ)"
    r"|และ(?:ของ|แก่)(?=สำนัก|กรม|ศูนย์|โรง|กอง|เขต|เทศบาล)|ต่อด้วย|เปิดให้บริการ|กับ(?=โรงพยาบาล|รพ\.|สำนัก|กรม"
    r"|ศูนย์|เทศบาล)|และ(?:แห่ง|ราย|เรื่อง)?สุดท้าย|ทั้งยัง|อัน(?:เป็น|เกิด)|ช่วย(?=ให้|ลด|ระบาย|ป้องกัน|แม่|ผู้)|ลด(?=เวลา|ระยะ|ขั้น|ความ)|ทั้ง(?:สอง|สาม|สี่|หมด|สิ้น)"
    r"|ตามลำดับ|เช่นกัน|คิดค้นโดย|ดำเนินการโดย)"
    r"|(?<![0-9]) (?=โรงพยาบาล|รพ\.)"
    r"|(?=โดยสำนัก|โดยกรม|โดยศูนย์|โดยโรง|โดยกอง|ประจำปี|ระดับดี|ซึ่งเป็น)"
)
_BESIDE = 2
_AFTER_OWNER = re.compile("(?:,? ?(?:และ|กับ)| )?")
"""What may stand between a body and the word for the next work, or for its own."""

_ALSO = re.compile(r" ?เช่น(?:เดียว)?กัน ?\Z")
_LONGEST_ALSO = 16
_GOES_ON = re.compile(r" ?[\"“:]| ?[+&]")
_GOES_ON_IN_WORDS = re.compile(
    r" (?!โดย|ซึ่ง|ณ |จังหวัด|จ\.|ประเภท|สาขา|ระดับ|และ ?\(?[0-9]|และรางวัล|จาก|ได้|ของ|เพื่อ|ใน|[0-9])[ก-๙]"
)


_TELLS_WHAT = re.compile(
    " ?(?P<what>(?:ผู้ช่วย|แอป|สายรัด|ชุด|เครื่อง|นวัตกรรม|โปรแกรม"
    "|แพลตฟอร์ม|เตียง|อุปกรณ์|หุ่นยนต์|กล่อง|ถุง|สำหรับผู้)"
    "(?!ที่|นี้|ดังกล่าว|ของ)[ก-๙A-Za-z])"
)
"""How a name goes on after its quotation marks: “น้องก” ผู้ช่วยตอบคำถาม."""


def find_projects(
    plain: str, words: Sequence[Span], bodies: Sequence[Span] = ()
) -> list[tuple[Span, Span]]:
    """The name of each project, and the name with the word that introduces it; in order.

    ``words``: where branches, types and levels stand. A name without quotation marks counts
    only beside them, for the word for a work has other uses. ``bodies``: where bodies are named.
    """
    ends = sorted(word.end for word in words)
    after_bodies = {
        match.end() for body in bodies if (match := _AFTER_OWNER.match(plain, body.end))
    }
    found: list[tuple[Span, Span]] = []
    for match in _NAMED.finditer(plain):
        if found and match.start() < found[-1][1].end:
            continue
        is_of_body = match.start() in after_bodies
        name = _name(plain, match, ends, is_of_body=is_of_body)
        if name and plain[name.start - 1] not in _QUOTES:
            name = _before_next(plain, name, bodies)
            is_work = bool(match["sure"] or match["owned"]) or (
                bool(match["plain"]) and name is not None and not _IS_BODY.match(plain, name.start)
            )
            name = name and _without_owner(plain, name, bodies, is_work=is_work)
        if name and _LEVEL.fullmatch(plain, name.start, name.end):
            continue
        if name and name.end > name.start and not _is_of_bodies(plain, name, bodies):
            found.append((name, Span(match.start(), name.end)))
    return found


def _is_of_bodies(plain: str, name: Span, bodies: Sequence[Span]) -> bool:
    """Whether what stands there for a name mostly names bodies, two or more: it is of no work."""
    first, last = (bisect_left(bodies, Span(place, 0)) for place in (name.start, name.end))
    inside = [body for body in bodies[first:last] if plain[body.start - 1] != "("]
    named = sum(body.end - body.start for body in inside)
    return len(inside) > 1 and named * 2 > name.end - name.start


def _before_next(plain: str, name: Span, bodies: Sequence[Span]) -> Span | None:
    """A name without the body after it that won something else: workก, bodyข ประเภท …"""
    first = bisect_left(bodies, Span(name.start + 1, 0))
    for index in range(first, bisect_left(bodies, Span(name.end, 0))):
        body = bodies[index]
        if plain.endswith("ของ", name.start, body.start) and body.start - name.start > LEAST:
            return trimmed(plain, name.start, body.start - len("ของ"))
        joint = _NEXT.search(plain, name.start, body.start)
        following = bodies[index + 1] if index + 1 < len(bodies) else body
        end = following.end if following.start == body.end + 1 else body.end
        if joint and (_WINS.match(plain, body.end) or _WINS.match(plain, end)):
            return trimmed(plain, name.start, joint.start())
    return name


def _without_owner(plain: str, name: Span, bodies: Sequence[Span], *, is_work: bool) -> Span | None:
    """A name without the body at its end whose work it is: workก (bodyข), workก - bodyข."""
    index = bisect_left(bodies, Span(name.end, 0)) - 1
    owner = bodies[index] if index >= 0 else None
    if owner and owner.start == name.start and owner.end >= name.end:
        return name if is_work else None
    joint = owner and _OWNER.search(plain, name.start, owner.start)
    is_last = owner is not None and plain[owner.end : name.end] in ("", ")")
    return trimmed(plain, name.start, joint.start()) if joint and is_last else name


def _name(
    plain: str, match: re.Match[str], ends: Sequence[int], *, is_of_body: bool
) -> Span | None:
    start = match.end()
    if plain[start : start + 1] == _SINGLE_OPEN:
        end = plain.find(_SINGLE_CLOSE, start, start + _LONGEST_QUOTED)
        return trimmed(plain, start + 1, end) if end > 0 else None
    if plain[start : start + 1] in (OPEN, STRAIGHT):
        return _quoted(plain, start, after_colon=":" in match[0])
    if match["weak"]:
        return None
    if match["beside"] and not _is_near(_without_also(plain, match), ends, _BESIDE):
        return None
    is_told = is_of_body or (match["plain"] and _is_near(match.start(), ends))
    if (match["plain"] or match["owned"]) and not is_told:
        return None
    name = unquoted(plain, start)
    is_bracketed = plain[match.start() - 1 : match.start()] == "("
    closed = plain.find(")", start, name.end) if name and is_bracketed else -1
    if closed < 0 or plain.find("(", start, closed) >= 0:
        return name
    return trimmed(plain, start, closed)


def find_quoted(plain: str, words: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """What stands in quotation marks near the words of an award, with no word before it.

    Not what is said, a slogan, or the theme of a day: the word before tells.
    """
    ends, starts = sorted(word.end for word in words), sorted(word.start for word in words)
    position = 0
    while match := _ALONE.search(plain, position):
        start = match.start()
        end = _closing(plain, start)
        is_nested = end is not None and plain.find(OPEN, start + 1, end) > 0
        position = start + 1 if end is None or is_nested else end + 1
        if end is None or end - start <= SHORTEST_ALONE or "\n" in plain[start:end]:
            continue
        if not _is_around(start, end, starts, ends) or _NO_WORK.search(plain, start, end):
            continue
        if _SPEAKS.match(plain, start + 1):
            continue
        span = trimmed(plain, start + 1, end)
        if span and not _NOT_A_WORK.search(plain[max(0, start - 24) : start]):
            yield span, Span(start, end + 1)


def _is_around(start: int, end: int, starts: Sequence[int], ends: Sequence[int]) -> bool:
    before = bisect_right(ends, start) - 1
    after = bisect_left(starts, end)
    return (before >= 0 and start - ends[before] <= _AROUND) or (
        after < len(starts) and starts[after] - end <= _AROUND
    )


def _is_near(position: int, ends: Sequence[int], most: int = 14) -> bool:
    index = bisect_right(ends, position)
    return index > 0 and position - ends[index - 1] <= most


def _without_also(plain: str, match: re.Match[str]) -> int:
    also = _ALSO.search(plain, max(0, match.start() - _LONGEST_ALSO), match.start())
    return also.start() if also else match.start()


def _quoted(plain: str, start: int, *, after_colon: bool) -> Span | None:
    """Within quotation marks, or with them where the name goes on after they close."""
    end = _closing(plain, start)
    if end is None:
        return unquoted(plain, start + 1)
    if plain[start] == STRAIGHT and _GOES_ON.match(plain, end + 1):
        return unquoted(plain, start)
    tail = _TELLS_WHAT.match(plain, end + 1)
    if tail and not plain.startswith(plain[start + 1 : start + 5], tail.start("what")):
        whole = unquoted(plain, tail.start("what"))
        said = plain[tail.start("what") : whole.end].partition(" (")[0] if whole else ""
        if whole and len(said) <= _LONGEST_TAIL:
            return Span(start, whole.end)
    if after_colon and _GOES_ON_IN_WORDS.match(plain, end + 1):
        rest = unquoted(plain, end + 1)
        if rest:
            return Span(start, rest.end)
    return trimmed(plain, start + 1, end)


def _closing(plain: str, start: int) -> int | None:
    """Where the quotation mark that opens at ``start`` closes."""
    limit = min(len(plain), start + _LONGEST_QUOTED)
    if plain[start] == STRAIGHT:
        return _straight_closing(plain, start, limit)
    depth = 0
    last: int | None = None
    for position in range(start, limit):
        character = plain[position]
        if character == OPEN:
            depth += 1
        elif character == CLOSE:
            depth -= 1
            last = position
            if depth == 0:
                return position
        elif character == "\n" and last is not None:
            break
    # More open than close: the last one that closes before the line ends.
    return last


def _straight_closing(plain: str, start: int, limit: int) -> int | None:
    """Where a straight mark closes: one after a space and before a letter opens another."""
    depth = 0
    for match in re.finditer(STRAIGHT, plain[start:limit]):
        position = start + match.start()
        is_opening = plain[position - 1] == " " and plain[position + 1 : position + 2].isalnum()
        depth += 1 if is_opening or position == start else -1
        if depth == 0:
            return position
    end = plain.find(STRAIGHT, start + 1, limit)
    return None if end < 0 else end


def unquoted(plain: str, start: int) -> Span | None:
    """The name of a work that begins at ``start``, without quotation marks, to where it ends."""
    limit = min(len(plain), start + LONGEST)
    match = _END.search(plain, start, limit)
    end = match.start() if match else limit
    if match and match[0] == OPEN and plain[end - 1] == " " and end - start > SHORTEST_ALONE:
        # ระบบนัดหมาย “นัดง่าย” ซึ่ง…
        closed = _closing(plain, end)
        end = closed + 1 if closed and plain[closed + 1 : closed + 2] in " \n" else end
    return trimmed(plain, start, end)


_LETTERS_WITH_DOT = re.compile(r"(?<![ก-๙])(?:[ก-ฮ]{1,4}\.)+\Z")


_LETTER = re.compile("[ก-๙A-Za-z]")
_ENDS_SENTENCE = re.compile(
    r"(?: (?:ตามลำดับ|ดังกล่าว|(?:อีก)?ด้วย|ส่วน|สำหรับ|และ|ขณะที่)| ?เช่น(?:เดียว)?กัน)+\Z"
)


def trimmed(plain: str, start: int, end: int) -> Span | None:
    """A name without what stands around it, None where hardly anything is left."""
    while start < end and plain[start] in " \n:":
        start += 1
    if plain[end - 1 : end] == ")" and "(" not in plain[start:end]:
        end -= 1
    while end > start and plain[end - 1] in " \n,;.-(":
        if plain[end - 1] == "." and _LETTERS_WITH_DOT.search(plain, max(start, end - 6), end):
            break
        end -= 1
    if more := _ENDS_SENTENCE.search(plain, start, end):
        end = more.start()
    if plain[start : start + 1] == "'" == plain[end - 1 : end]:
        start, end = start + 1, end - 1
    is_name = end - start > 2 and _LETTER.search(plain, start, end)
    return Span(start, end) if is_name else None
