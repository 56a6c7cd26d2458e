"""The edition of which a text tells, and how many awards it counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from seed.extraction.marks import find
from seed.extraction.records import Count
from seed.extraction.segments import HEADLINE, ITEM, Segment
from seed.extraction.text import Span, line_end

_YEAR = re.compile(
    r"(?:ประจำ ?)?(?:ปีงบประมาณ|ปี) ?(?:พ\.ศ\. ?)?(?P<long>25[5-9][0-9])(?! ?[-–] ?25)"
    r"|(?:ประจำ ?)?ปี ?(?P<short>[5-9][0-9])(?![0-9])"
)
_BARE_YEAR = re.compile(r"(?<![0-9])(?P<long>25[5-9][0-9])(?![0-9])")
_REACH = 110
_COUNTED = re.compile(
    r"(?:(?:คว้า|รับ|ได้รับ|กวาด|ได้|รวม|จำนวน|ทั้งสิ้น|ทั้งหมด|อีก|ทั้ง|โชว์|ปลื้ม|เลิศรัฐ"
    r"|รางวัล) ?)"
    r"(?:ถึง ?|รวม ?|ทั้งสิ้น ?|จำนวน ?"
    r"|กว่า ?)*(?P<value>[0-9]{1,3}) ?(?P<what>รางวัล|ผลงาน)(?P<of> ?เลิศรัฐ)?"
)
_NATIONAL = re.compile(
    r"มีหน่วยงาน(?!ในสังกัด|สังกัด)(?:ที่)?(?:ได้รับ)?[^\n]{0,30}\Z|ทั่วประเทศ|ทั้งประเทศ"
    r"|หน่วยงานของรัฐ[^\n]{0,20}\Z"
    r"|(?:ต่อเนื่อง|ตลอด|รวม) ?[0-9]+ ปี[^\n]{0,12}\Z"
    r"|พ\.ศ\. ?25[0-9]{2} ?- ?25[0-9]{2}[^\n]{0,20}\Z|สมัคร|ผ่านเกณฑ์"
)
_PER_CATEGORY = re.compile(r"(?:ระดับ[ก-๙]+|ประเภท[ก-๙]+) ?\Z")
_MOST = 400


def edition_year(plain: str, segments: Sequence[Segment]) -> int | None:
    """The Buddhist Era year of the edition: the one most often said beside the award's name."""
    votes: Counter[int] = Counter()
    headline_end = segments[0].end if segments else 0
    for scheme in find("scheme", plain):
        match = _YEAR.search(plain, scheme.end, min(len(plain), scheme.end + _REACH))
        match = match or _BARE_YEAR.match(plain, min(len(plain), scheme.end + 1))
        if match:
            votes[_year(match)] += 3 if scheme.start < headline_end else 1
    if votes:
        return votes.most_common(1)[0][0]
    for match in _YEAR.finditer(plain):
        votes[_year(match)] += 2 if match.start() < headline_end else 1
    if votes:
        return votes.most_common(1)[0][0]
    first = _BARE_YEAR.search(plain)
    return _year(first) if first else None


def year_near(plain: str, span: Span) -> int | None:
    """The year that is said of one award: within its words, or right after them."""
    end = min(len(plain), span.end + 40)
    match = _YEAR.search(plain, span.start, line_end(plain, span.end, end))
    return _year(match) if match else None


def last_year(plain: str, start: int, end: int) -> int | None:
    """The year named last in a range."""
    found = list(_YEAR.finditer(plain, start, end))
    return _year(found[-1]) if found else None


def first_year(plain: str, start: int, end: int) -> int | None:
    """The year named first in a range."""
    match = _YEAR.search(plain, start, end)
    return _year(match) if match else None


def _year(match: re.Match[str]) -> int:
    long = match.groupdict().get("long")
    return int(long) if long else 2500 + int(match["short"])


def claimed_count(plain: str, segments: Sequence[Segment]) -> Count | None:
    """How many Lert Rat awards the text says that its subject won, most trustworthy first."""
    found: list[tuple[int, Count]] = []
    others = find("other", plain)
    for segment in segments:
        if segment.kind == ITEM:
            continue
        for match in _COUNTED.finditer(plain, segment.start, segment.end):
            weight = _weight(plain, segment, match, others)
            value = int(match["value"])
            if weight and 0 < value < _MOST:
                found.append((weight, Count(value, Span(match.start("value"), match.end()))))
    if not found:
        return None
    best = max(weight for weight, _ in found)
    return next(count for weight, count in found if weight == best)


def _weight(plain: str, segment: Segment, match: re.Match[str], others: Sequence[Span]) -> int:
    """How surely a number counts the awards of this text; 0 where it does not."""
    start, end = max(segment.start, match.start() - 190), min(segment.end, match.end() + 60)
    before, after = plain[start : match.start()], plain[match.end() : end]
    if _NATIONAL.search(before) or re.match(r" ?(?:จาก|ของ)?หน่วยงาน(?!ใน)", after):
        return 0
    if _PER_CATEGORY.search(before) or re.search(r"อื่น ?ๆ|นานาชาติ", before[-70:]):
        return 0
    if re.search(r"(?<![0-9])[0-9]{1,3} (?:กรม|จังหวัด|หน่วยงาน) ?[0-9]", before):
        return 0
    if match[0].startswith("อีก"):
        is_told = match["of"] or "เลิศรัฐ" in before[-40:]
        return 5 if is_told or re.match(r" ?(?:ประเภท|เลิศรัฐ)", after) else 0
    if match[0].startswith("เลิศรัฐ"):
        return 8
    if match["of"]:
        return 9
    is_followed = any(match.end() <= other.start < match.end() + 30 for other in others)
    if is_followed and not re.match(r" ?รางวัล", after):
        return 0
    if re.search(r"จากสถาบัน|องค์กรชั้นนำ", before[-60:]):
        return 0
    if re.match(r" ?(?:ได้แก่|ประกอบด้วย|ดังนี้|คือ)", after) and re.search("รางวัล", before[-90:]):
        return 5 if "เลิศรัฐ" not in before[-120:] else 6
    near = "เลิศรัฐ" in before or re.search("เลิศรัฐ", after[:40])
    if not near or "ระดับประเทศ" in after[:14]:
        return 0
    if match["what"] == "ผลงาน" and not re.search(r"ได้รับ|คว้า|รับรางวัล", before + after):
        return 0
    return 7 if segment.kind == HEADLINE else 6
