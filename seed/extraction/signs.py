"""What a line of a text is by how it begins and ends: an item, a heading, a field of a record."""

from __future__ import annotations

import re

from seed.extraction.names import patterns
from seed.extraction.text import Span

MARKER = re.compile(
    r"(?:(?<=\n)|(?<=[ :“”\"ๆก-๙]))(?:ข้อ ?)?(?P<opens>\()?(?:"
    r"(?P<outer>[0-9]{1,2}(?:\.[0-9]{1,2})?)\.(?P<inner>[0-9]{1,2})(?P<close>\)"
    r"|\.)?(?= ?[^0-9 .,)%])"
    r"|(?P<number>[0-9]{1,2})(?P<style>[).])(?= ?[^0-9 \n]))"
)
"""A number before an item: 1., (1), 1.1)."""

ALONE = re.compile(r"(?P<number>[0-9]{1,2})[).]? ?\Z")
"""A line that is a number and no more: the first cell of a row."""

_POINT = r"(?:[-*๏]|[^\w\s\x00-\x7f\u0e00-\u0e7f“”‘’«»…])\ufe0f?"
"""A sign before an item: any but letters, digits and quotation marks."""

SIGNS = re.compile(r"(?:[^\wก-๙“\"(‘+]|๏)*")
"""The signs with which a line begins, if any: ★★ ดีเด่น."""

BULLET = re.compile(
    rf"(?P<point>{_POINT}) ?(?=[^ \-*])"
    r"|(?!รางวัลเลิศรัฐ ?(?:เป็น|ถือ|คือ|จัด|นี้|นับ))(?=(?:รางวัล|ประเภท|สาขา)[ก-๙ “])"
)
"""How a line begins that a sign, or a word of an award, sets apart."""

CONTINUES = re.compile(
    r"[“\"]|(?:ชื่อ)?(?:ผลงาน|โครงการ)|ประเภท|ระดับ|สาขา|โดย|หน่วยงาน|จากผลงาน|รางวัลประเภท"
)
"""How a line begins that tells more of the item above it."""

COUNTED = re.compile(
    r"(?:ระดับ|ประเภท|สาขา|รางวัล)[^\n“\"]{3,120}[0-9]{1,3} ?(?:รางวัล|ผลงาน)\)? ?:?(?=\n|\Z)"
)
"""A line that says how many awards follow is a heading, and goes on with nothing."""

LABEL = re.compile(
    r"(?P<name>รหัส(?:ผลงาน)?|(?:ชื่อ)?ผลงาน|(?:ชื่อ ?)?(?:หน่วยงาน|ส่วนราชการ|อปท\.)"
    r"|หน่วยงาน(?:ผู้รับผิดชอบ|ที่รับผิดชอบ|เจ้าของผลงาน|ดำเนินการ)"
    r"|เจ้าของผลงาน|(?:ต้น)?สังกัด|หน่วยงานต้นสังกัด|สาขา"
    r"|ประเภท|ระดับ|จังหวัด"
    r"|ผู้ได้รับรางวัล|ผู้รับรางวัล|เจ้าของรางวัล|รางวัล|(?:ชื่อ)?โครงการ|ปี)"
    r"(?:(?:รางวัล)? ?:|(?:(?<=ผลงาน)|(?<=หน่วยงาน)) (?=[ก-๙“\"A-Za-z]))"
)
"""The label of a record: หน่วยงาน : …"""

_INTRODUCES = re.compile(
    r"(?:ได้แก่|ดังนี้|ดังต่อไปนี้|ต่อไปนี้|ประกอบด้วย|คือ|(?:แยก|แบ่ง)(?:ออก)?เป็น"
    r"|[ก-๙] ?:)[ :]*\Z"
)
SPEAKS = re.compile(r"กล่าว|เปิดเผย|เผยว่า|\*\*|ครับ|ค่ะ|โทร\.|โทรศัพท์ ?:? ?[0-9]")
"""What says that somebody speaks, or whom to ask: such a line is no item."""

AFTER_ITEM = re.compile(r" (?=(?:ทั้งนี้|อย่างไรก็ตาม|อนึ่ง)[ ก-๙])")
"""How a sentence begins that no longer tells of the item before it."""

TURNS = re.compile(r"ทั้งนี้|สำหรับ|นอกจาก|ภาพ|ข่าว|กอง[ก-๙]*สารนิเทศ|[“\"]?(?:ผม|ดิฉัน)")
"""How a line begins that no longer tells of the list above it."""

_GROUP = re.compile(r"[=#\[ ]*(?P<word>สาขา|ประเภท|ระดับ|รางวัล)")
_COUNTED_GROUP = re.compile(
    r"(?P<word>สาขา|ประเภท|ระดับ|รางวัล)[^\n“\"]{3,60}?(?:จำนวน|รวม) ?[0-9]{1,3} ?(?:รางวัล|ผลงาน)"
    r"[^\n“\"]{0,120}(?:แบ่งเป็น|ดังนี้|ได้แก่|คือ|ประกอบด้วย) ?\Z"
)
FIELD = re.compile("(?P<name>[ก-๙]{2,16}) ?:")
"""A line with a word before its colon, as records have."""

LONGEST_FIELD = 120
LETTER = re.compile(r"[ก-ฮ]\. (?=[ก-๙])")
"""How a line begins that a letter counts."""

AWARDED = re.compile("ระดับ|ประเภท|รางวัล")
"""What says what an item won."""

BODY = "body"
"""The group of a line that only names a body."""

_TELLS = re.compile(r"รางวัล|ผลงาน|ระดับ|ประเภท|ได้")
_LONGEST_GROUP = 80
_LONGEST_INTRODUCTION = 30


def introduces(plain: str, span: Span) -> bool:
    """Whether a part ends in words that a list follows: ได้แก่, ดังนี้ …"""
    start = max(span.start, span.end - _LONGEST_INTRODUCTION)
    return bool(_INTRODUCES.search(plain, start, span.end))


def begins_group(plain: str, start: int) -> bool:
    """Whether a line begins with a word that groups what stands below it."""
    return _GROUP.match(plain, start) is not None


def group_of(plain: str, span: Span) -> str | None:
    """The word with which a short line begins that may name a group of items."""
    if ":" in plain[span.start : span.end]:
        return None
    if counted := _COUNTED_GROUP.match(plain, span.start, span.end):
        return counted["word"]
    if span.end - span.start > _LONGEST_GROUP:
        return None
    if match := _GROUP.match(plain, span.start, span.end):
        return match["word"]
    is_body = patterns()["head"].match(plain, span.start, span.end)
    return BODY if is_body and not _TELLS.search(plain, span.start, span.end) else None
