"""Where a text names the work that won: in quotation marks that may nest, or without any."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from seed.extraction.text import CLOSE, OPEN, STRAIGHT, Span

_NAMED = re.compile(
    r"(?P<sure>(?:ชื่อ|จาก|ด้วย|ภายใต้|ใน(?:ชื่อ)?|คือ)ผลงาน|ผลงาน ?(?=:)|ชื่อโครงการ|ผลงาน(?:เรื่อง|ชื่อ|คือ))"
    r"(?:เรื่อง|ชื่อ|คือ)? ?:? ?(?![0-9]|ที่|ในช่วง|ใน(?:ปี|สังกัด)|ของ|เด่น|ดีเด่น|เข้า|รางวัล|วิจัย)"
    r"|(?P<plain>(?<!มี)(?<!แถลง)(?<![^0-9][0-9] )(?<![^0-9][0-9]{2} )(?<![0-9])ผลงาน) ?:? ?"
    r"(?!ที่|ดีเด่น|โดดเด่น|ใน|ของ|ระดับ|รางวัล|ประจำ|วิจัย|ทั้ง|และ|เข้า|ขอ|เพื่อ|การดำเนิน|[0-9])"
    r"|(?P<weak>เรื่อง|โครงการ|นวัตกรรม(?:เรื่อง|ชื่อ)?) ?(?=[“\"])"
)
_LONGEST_QUOTED, _LONGEST = 300, 170
_END = re.compile(
    r"\n|[“”]| ?\( ?เสนอชื่อ| (?:และ ?)?\(?[0-9]{1,2}(?:\.[0-9]{1,2})?\)"
    r"| (?=โดย|ซึ่ง|ทั้งนี้|ณ |ประจำปี|ประเภท|สาขา|ระดับ|ได้รับ"
    r"|มีนาย|มีนาง|เมื่อวันที่|เพื่อ|ของ(?:สำนัก|กรม|ศูนย์|โรง|กอง)"
    r"|จาก|ใน(?:งาน|วัน|ปี|ครั้ง|การประชุม)|เป็น(?:ผลงาน|รางวัล|นวัตกรรม|การ|ระบบ)"
    r"|ถือ|จำนวน|สำหรับ|นอกจาก|รวมทั้ง|และ(?: ?\(?[0-9]|รางวัล|สาขา|ประเภท|ผลงาน)"
    r"|[0-9]{1,2}[.)] ?[ก-ฮเ]|รางวัล|ต่อมา|พร้อม(?:ด้วย|ทั้ง)"
    r"|ได้แก่|สังกัด|ขณะ|และได้รับ|จึง|สำนักงาน(?:พัฒนา|สาธารณสุข)"
    r"|โรงพยาบาล|รพ\.)"
    r"|(?=โดยสำนัก|โดยกรม|โดยศูนย์|โดยโรง|โดยกอง|ประจำปี|ระดับดี|ซึ่งเป็น)"
)
_NEAR = 14
_GOES_ON = re.compile(r" ?[\"“:]| ?[+&]")
_GOES_ON_IN_WORDS = re.compile(
    r" (?!โดย|ซึ่ง|ณ |ประเภท|สาขา|ระดับ|และ ?\(?[0-9]|และรางวัล|จาก|ได้|ของ|เพื่อ|ใน|[0-9])[ก-๙]"
)


def find_projects(plain: str, words: Sequence[Span]) -> list[tuple[Span, Span]]:
    """The name of each project, and the name with the word that introduces it; in order.

    ``words``: where branches, types and levels stand. A name without quotation marks counts
    only beside them, for the word for a work has other uses.
    """
    ends = sorted(word.end for word in words)
    found: list[tuple[Span, Span]] = []
    for match in _NAMED.finditer(plain):
        if found and match.start() < found[-1][1].end:
            continue
        name = _name(plain, match, ends)
        if name and name.end > name.start:
            found.append((name, Span(match.start(), name.end)))
    return found


def _name(plain: str, match: re.Match[str], ends: Sequence[int]) -> Span | None:
    start = match.end()
    if plain[start : start + 1] in (OPEN, STRAIGHT):
        return _quoted(plain, start, after_colon=":" in match[0])
    if match["weak"]:
        return None
    if match["plain"] and not _is_near(match.start(), ends):
        return None
    return _unquoted(plain, start)


def _is_near(position: int, ends: Sequence[int]) -> bool:
    index = bisect_right(ends, position)
    return index > 0 and position - ends[index - 1] <= _NEAR


def _quoted(plain: str, start: int, *, after_colon: bool) -> Span | None:
    """Within quotation marks, or with them where the name goes on after they close."""
    end = _closing(plain, start)
    if end is None:
        return _unquoted(plain, start + 1)
    if plain[start] == STRAIGHT and _GOES_ON.match(plain, end + 1):
        return _unquoted(plain, start)
    if after_colon and _GOES_ON_IN_WORDS.match(plain, end + 1):
        rest = _unquoted(plain, end + 1)
        if rest:
            return Span(start, rest.end)
    return _trimmed(plain, start + 1, end)


def _closing(plain: str, start: int) -> int | None:
    """Where the quotation mark that opens at ``start`` closes."""
    limit = min(len(plain), start + _LONGEST_QUOTED)
    if plain[start] == STRAIGHT:
        end = plain.find(STRAIGHT, start + 1, limit)
        return None if end < 0 else end
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


def _unquoted(plain: str, start: int) -> Span | None:
    limit = min(len(plain), start + _LONGEST)
    match = _END.search(plain, start, limit)
    return _trimmed(plain, start, match.start() if match else limit)


def _trimmed(plain: str, start: int, end: int) -> Span | None:
    while start < end and plain[start] in " \n:":
        start += 1
    while end > start and plain[end - 1] in " \n,;.-":
        end -= 1
    return Span(start, end) if end - start > 2 else None


_FROM_INNOVATION = re.compile(
    r"(?:จาก(?:การ(?:พัฒนา|คิดค้น|ผลิต))?|พัฒนา|ผลิต|คิดค้น)(?P<name>นวัตกรรม[ก-๙A-Za-z]{4,90}?)"
    r"(?=[ \n“”\"(]|ป้องกัน|ที่ต้อง|ซึ่ง|เพื่อ|ได้รับ|ปรับระดับได้|ลด|ช่วย|\Z)"
    r"|(?P<work>โครงการ(?!ที่)[ก-๙0-9 ]{4,90}?(?:\([^()\n]{2,40}\))?)"
    r"(?=ของ(?:สำนัก|กรม|ศูนย์|โรง|กอง|มหา)| ?ผ่านเกณฑ์| ?(?:ได้)?รับ(?:รางวัล)?| ?คว้า"
    r"| ?(?:ตำบล|อำเภอ|จังหวัด)| ?ซึ่งเป็น)"
)


def find_works(plain: str) -> Iterator[Span]:
    """What a sentence calls an innovation or a project without saying that it is what won."""
    for match in _FROM_INNOVATION.finditer(plain):
        name = match.lastgroup or "name"
        span = _trimmed(plain, *match.span(name))
        if span:
            yield span
