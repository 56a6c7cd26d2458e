"""The edition of which a text tells, and how many awards it counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from seed.extraction.lexicon import BRANCHES
from seed.extraction.marks import find
from seed.extraction.parts import HEADLINE, ITEM, Segment
from seed.extraction.records import Count
from seed.extraction.text import Span, line_end

_YEAR = re.compile(
    r"(?<!ขึ้นเมื่อ)(?:ประจำ ?)?(?:ปีงบประมาณ|ปี) ?(?:พ\.ศ\. ?)?(?P<long>25[5-9][0-9])(?! ?[-–] ?25)"
    r"|(?:ประจำ ?)?ปี ?(?P<short>[5-9][0-9])(?![0-9])"
)
_BARE_YEAR = re.compile(r"(?<![0-9])(?P<long>25[5-9][0-9])(?![0-9])")
_REACH = 110
_IN_WORDS = {
    word: number
    for number, word in enumerate(
        ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ", "สิบเอ็ด", "สิบสอง"), start=1
    )
}
_NUMBER = "[0-9]{1,3}|" + "|".join(sorted(_IN_WORDS, key=len, reverse=True))
_COUNTED = re.compile(
    r"(?P<lead>(?:ทำได้|คว้า|รับ|ได้รับ|กวาด|ได้|รวม|จำนวน|ทั้งสิ้น|ทั้งหมด|อีก|ทั้ง|โชว์|ปลื้ม|เลิศรัฐ|รางวัล|ซิว"
    r"|เฮ|ฟัน|ผ่าน|พร้อม|ถึง|ภาครัฐ|มีส่วนร่วม|ก\.พ\.ร\.\)?(?: แล้ว)?|ติดโผ|มีมาก) ?"
    r"(?:(?:ไป|มา|เป็น|เพิ่มอีก|ถึง|กัน|รวม|รวมกัน|ทั้งสิ้น|ทั้งหมด|จำนวน|กว่า|ทุก(?:ประเภท|สาขา|ระดับ)) ?)*)?"
    rf"(?<![0-9.,/])(?P<value>{_NUMBER}) ?(?P<what>รางวัล|ผลงาน|รายการ)(?P<of> ?เลิศรัฐ)?"
)
_NATIONAL = re.compile(
    r"(?:(?<![ก-๙])|(?<=ปีนี้)|(?<=ซึ่ง)|(?<=โดย)|(?<=ที่)|(?<=และ))มีหน่วยงาน(?!ในสังกัด|สังกัด)(?:ที่)?(?:ได้รับ)?[^\n]{0,30}\Z|ทั่วประเทศ|ทั้งประเทศ"
    r"|มี(?:หน่วยงาน|ผลงาน)(?!ในสังกัด|สังกัด)[^\n]{0,20}(?:ส่ง|สมัคร|เสนอ)[^\n]{0,90}\Z"
    r"|หน่วยงานของรัฐ[^\n]{0,20}\Z"
    r"|(?:ต่อเนื่อง|ตลอด|รวม) ?[0-9]+ ปี[^\n]{0,12}\Z"
    r"|พ\.ศ\. ?25[0-9]{2} ?- ?25[0-9]{2}[^\n]{0,20}\Z"
    r"|(?<!เท่าที่เคย)สมัคร(?:(?!ได้รับ|คว้า)[^\n])*\Z|ผ่านเกณฑ์"
)
_FORMER = re.compile(
    r"(?:(?<!เท่าที่)เคย|สะสม|ปีที่ผ่านมา|ปีก่อน|ปีที่แล้ว|แต่ละปี|(?<!ขน)(?<!นำ)ส่ง(?!เสริม|ต่อ|มอบ|คืน|ผลงานเข้าวิน)|เสนอ|ตั้งเป้า)[^0-9\n]{0,40}\Z"
)
_HOPED = re.compile(r"(?:ลุ้น|ชิง|เข้ารอบ|รอบแรก|ขอรับ|หวัง|เป้า)[^\n]{0,12}\Z")
_ONE_BRANCH = re.compile(r"เลิศรัฐ[^0-9\n]{0,20}(?:[0-9]{4})?[^0-9\n]{0,60}\Z")
_WON_NEXT = re.compile(r"[^\n0-9]{0,40}?(?:รับ|คว้า|ซิว|กวาด|ติด|เวที)[^\n0-9]{0,20}?เลิศรัฐ")
_ALL_OF_THEM = re.compile(r" ?(?:ที่|นี้|เป็น|จึง|ล้วน|ถือ)")
_SPLIT_NEXT = re.compile(r" ?(?:แยก|แบ่ง)(?:ออก)?เป็น| ?(?:ดังนี้|ประกอบด้วย|ได้แก่|คือ)")
_PER_CATEGORY = re.compile(r"(?:(?<!ยก)ระดับ[ก-๙]+|ประเภท[ก-๙]+) ?\Z")
_OF_ONE_LEVEL = 2
"""The weight of a number of awards of one level: it counts where it is the only one."""

_SURE, _IN_AN_ITEM = 6, 4
"""The least weight for which an item that names the scheme counts, and the weight it has then."""

_FORMER_REACH = 80
_NEXT, _NEAR_VERB = 30, 90
_SCHEME_ITEM = r"\s*(?:รางวัล)? ?เลิศรัฐ ?(?:(?:ประจำ)?ปี ?(?:พ\.ศ\. ?)?[0-9]{4})? ?(?:จำนวน|รวม)? ?"
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


def claimed_count(plain: str, segments: Sequence[Segment], year: int | None = None) -> Count | None:
    """How many Lert Rat awards the text says that its subject won, most trustworthy first.

    ``year``: of the edition, in the Buddhist Era; what is counted of a former one is not meant.
    """
    found: list[tuple[int, bool, Count]] = []
    sums: dict[int, Count] = {}
    others = find("other", plain)
    for segment in segments:
        for match in _COUNTED.finditer(plain, segment.start, segment.end):
            weight = _weight_of_item(plain, segment, match)
            if not _is_former(plain, segment, match, year):
                told = _weight(plain, segment, match, others)
                if segment.kind == ITEM:
                    is_sure = "เลิศรัฐ" in plain[segment.start : match.start()]
                    told = _IN_AN_ITEM if is_sure and told >= _SURE else 0
                weight = max(weight, told)
            value = _IN_WORDS.get(match["value"]) or int(match["value"])
            count = Count(value, Span(match.start("value"), match.end()))
            lead = match["lead"] or ""
            if weight and 0 < value < _MOST:
                found.append((weight, "อีก" in lead, count))
            if lead.startswith(("รวม", "ทั้ง")):
                sums.setdefault(value, count)
    if not found:
        return None
    best = max(weight for weight, _, _ in found)
    if best == _OF_ONE_LEVEL and len(found) > 1:
        return None
    is_more, count = next((is_more, count) for weight, is_more, count in found if weight == best)
    # พร้อมอีก 3 รางวัล … รวม 4 รางวัล: the sum counts the first one too.
    return sums.get(count.value + 1, count) if is_more else count


def _weight_of_item(plain: str, segment: Segment, match: re.Match[str]) -> int:
    """An item counts where it is one of several schemes: รางวัลเลิศรัฐ จำนวน 4 รางวัล."""
    opening = plain[segment.start : match.start("value")]
    is_scheme = segment.kind == ITEM and re.fullmatch(_SCHEME_ITEM, opening)
    return 5 if is_scheme else 0


def _is_former(plain: str, segment: Segment, match: re.Match[str], year: int | None) -> bool:
    """Whether a number is told of another year, or of what was sent in."""
    before = plain[max(segment.start, match.start() - _FORMER_REACH) : match.start("value")]
    after = plain[match.end() : match.end() + 16]
    if _FORMER.search(before):
        return True
    years = [*_YEAR.finditer(before)] or [*_YEAR.finditer(after)]
    return bool(year and years and _year(years[-1]) < year)


def _weight(plain: str, segment: Segment, match: re.Match[str], others: Sequence[Span]) -> int:
    """How surely a number counts the awards of this text; 0 where it does not."""
    start, end = max(segment.start, match.start() - 190), min(segment.end, match.end() + 60)
    before, after = plain[start : match.start()], plain[match.end() : end]
    lead = match["lead"] or ""
    if _NATIONAL.search(before) or re.match(r" ?(?:จาก|ของ)?หน่วยงาน(?!ใน| ?[0-9])", after):
        return 0
    is_sum = lead.startswith("รวม") and _SPLIT_NEXT.match(after)
    if _PER_CATEGORY.search(before) and not is_sum:
        return _OF_ONE_LEVEL if "เลิศรัฐ" in before and _SPLIT_NEXT.match(after) else 0
    if re.search(r"อื่น ?ๆ|นานาชาติ", before[-70:]):
        return 0
    if re.search(r"(?<![0-9])[0-9]{1,3} (?:กรม|จังหวัด|หน่วยงาน) ?[0-9]", before):
        return 0
    if _HOPED.search(plain[max(segment.start, match.start() - 20) : match.start("value")]):
        return 0
    if lead.startswith("ถึง") and not re.search("คว้า|รับ|กวาด|ให้", before[-_NEAR_VERB:]):
        return 0
    if lead.startswith("ทั้ง") and before.rstrip().endswith("เลิศรัฐ"):
        return 8
    if lead.startswith("อีก") and match["value"] in ("1", "หนึ่ง"):
        return 0
    if lead.startswith("อีก"):
        is_told = match["of"] or "เลิศรัฐ" in before[-40:]
        return 5 if is_told or re.match(r" ?(?:ประเภท|เลิศรัฐ)", after) else 0
    if segment.kind == HEADLINE and lead.startswith("รวม") and "เลิศรัฐ" in before:
        return 9
    if lead.startswith("เลิศรัฐ"):
        return 8
    if match["of"]:
        return 9
    if lead.strip() in ("ภาครัฐ", "มีส่วนร่วม"):
        # The text tells of one branch: … เลิศรัฐ สาขาบริการภาครัฐ 3 รางวัล ได้แก่
        is_all = _ONE_BRANCH.search(before) and _SPLIT_NEXT.match(after)
        return 5 if is_all else 0
    is_headline = segment.kind == HEADLINE
    if is_headline and _WON_NEXT.match(after):
        return 7
    if not lead:
        return 0
    other = bisect_left(others, Span(match.end(), 0))
    is_followed = other < len(others) and others[other].start < match.end() + _NEXT
    if is_followed and not re.match(r" ?รางวัล", after):
        return 0
    if re.search(r"จากสถาบัน|องค์กรชั้นนำ", before[-60:]):
        return 0
    if re.match(r" ?(?:ได้แก่|ประกอบด้วย|ดัง(?:ต่อไป)?นี้|คือ)", after) and re.search(
        "รางวัล", before[-90:] + lead
    ):
        return 5 if "เลิศรัฐ" not in before[-120:] else 6
    if lead.startswith("ทั้ง ") or lead == "ทั้ง":
        return 4 if _ALL_OF_THEM.match(after) else 0
    near = "เลิศรัฐ" in before or re.search(f"เลิศรัฐ|{'|'.join(BRANCHES.values())}", after[:50])
    if not near or "ระดับประเทศ" in after[:14]:
        return 0
    if match["what"] == "ผลงาน" and not re.search(r"ได้รับ|คว้า|รับรางวัล", before + after):
        return 0
    return 7 if is_headline else 6
