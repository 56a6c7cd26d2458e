"""All that a text calls bodies by: full names, short names, provinces, the kind alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from seed.extraction.bodies import (
    OFFICE_OF_MINISTRY,
    PROVINCE,
    SHORT,
    Body,
    full_names,
    key_of,
    rank_of,
    unit,
)
from seed.extraction.names import patterns
from seed.extraction.register import register
from seed.extraction.text import Span, Text

_OFFICE_ENDS = r"(?=[^ก-๙0-9]|(?:ที่|ซึ่ง)?ได้รับ|คว้า|\Z)"
_OFFICE_OF_SHORT = re.compile(
    rf" ?(?:สาขา ?(?!การ|บริ|คุณ|นวัต|ราง)[ก-๙]{{2,24}}?{_OFFICE_ENDS}"
    r"|(?:เขต|ภาค) ?[0-9]{1,2}"
    r"|(?<=[ก-ฮ]\.)[0-9]{1,2}(?! ?(?:รางวัล|ผลงาน))"
    rf"|อำเภอ[ก-๙]{{2,20}}|สำนักงานใหญ่){_OFFICE_ENDS}"
    r"(?: ?\(ชั้นพิเศษ\))?"
)
_KINDS = "กรม|มหาวิทยาลัย|สถาบัน|โรงพยาบาล|เทศบาล|วิทยาลัย|คณะ|เรือนจำ"
_GENERIC_HEAD = re.compile(rf"{_KINDS}|ธนาคาร")
_GENERIC = re.compile(
    r"(?:(?<![ก-๙])|(?<=ให้)|(?<=แก่)|(?<=โดย)|(?<=ของ)|(?<=ส่วน)|(?<=ที่)|(?<=และ)|(?<=ทาง)|(?<=ซึ่ง))"
    rf"(?P<head>{_GENERIC_HEAD.pattern})"
    r"(?:ฯ|(?= ?(?:ยัง|ก็|จึง|ได้รับรางวัล|คว้า|รับรางวัล|เอง|ในภาพรวม|ถูก)))"
)
_POINTED_AT = re.compile(rf"{_KINDS}|สำนักงาน|ศูนย์|นิคม|อุทยาน|สถานี|ด่าน|โรงเรียน")
_POINTING = re.compile(rf"(?<![เแโไใ])(?P<head>{_POINTED_AT.pattern})(?:แห่งนี้|ดังกล่าว)")
_DEFINED = re.compile(r" ?(?:\(|หรือ ?)((?:สำนักงาน )?(?:[ก-ฮ]{1,6}\.){1,4}(?:[ก-ฮ]{1,4}(?=\)))?)\)?")
_NICKNAMES = re.compile(r"(?:^|(?<=\n)|(?<=-))(สรรพากร|สรรพสามิต|ศุลกากร)(?!พื้นที่|ภาค)|(บีโอไอ)")


_OFFICE_ALONE = "สำนักงานปลัด"
_SHORTEST = 6
"""How many letters of a name must be left before ฯ."""


def find_bodies(text: Text) -> list[Body]:
    """All bodies that a text names, in order; none overlaps another."""
    full = _shortened(list(full_names(text.plain)))
    short = _defined(text.plain, full)
    taken = iter(full)
    current = next(taken, None)
    found = list(full)
    for match in SHORT.finditer(text.plain):
        while current and current.span.end <= match.start():
            current = next(taken, None)
        if current and current.span.start < match.end():
            continue
        body = _short_name(text.plain, match, short)
        if body:
            found.append(body)
    found += _nicknames(text.plain, full)
    found += _provinces(text.plain, found)
    found.sort(key=lambda body: body.span)
    found += [*_repeated(text.plain, found), *_pointed_at(text.plain, found)]
    return list(_apart(sorted(found, key=lambda body: body.span)))


def _apart(bodies: list[Body]) -> Iterator[Body]:
    """Those that begin in no other one."""
    end = 0
    for body in bodies:
        if body.span.start >= end:
            yield body
            end = body.span.end


def _shortened(full: list[Body]) -> list[Body]:
    """The bodies, those that are cut short with what they mean: กรมอุทยานฯ, สำนักงานปลัด."""
    known = {body.name: body for body in full if body.id}
    found = []
    for body in full:
        is_office = body.name == _OFFICE_ALONE
        short = OFFICE_OF_MINISTRY if is_office else body.name.removesuffix("ฯ").rstrip()
        if body.id or short == body.name or len(short) < _SHORTEST:
            found.append(body)
            continue
        meant = next((known[name] for name in known if name.startswith(short)), None)
        found.append(
            replace(meant, span=body.span, name=body.name, is_short=True) if meant else body
        )
    return found


def _repeated(plain: str, bodies: list[Body]) -> Iterator[Body]:
    """กรมฯ, or กรม where it acts: the body of that kind that the text names most often."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, Body] = {}
    for body in bodies:
        kind = _GENERIC_HEAD.match(body.name)
        if kind and (body.id or kind[0] != "กรม"):
            named[kind[0]][body.key] += 1
            first.setdefault(body.key, body)
    for match in _GENERIC.finditer(plain):
        span = Span(match.start("head"), match.end())
        before = bisect_right(bodies, span.start, key=lambda body: body.span.start) - 1
        is_free = before < 0 or bodies[before].span.end <= span.start
        if named[match["head"]] and is_free:
            meant = first[named[match["head"]].most_common(1)[0][0]]
            if meant.span.start < span.start:
                name = plain[span.start : span.end]
                yield replace(meant, span=span, name=name, is_short=True)


def _pointed_at(plain: str, bodies: list[Body]) -> Iterator[Body]:
    """นิคมแห่งนี้, โรงพยาบาลดังกล่าว: the body of that kind that the text named last."""
    named: dict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        if kind := _POINTED_AT.match(body.name):
            named[kind[0]].append(body)
    for match in _POINTING.finditer(plain):
        alike, span = named[match["head"]], Span(*match.span())
        last = bisect_left(alike, span.start, key=lambda body: body.span.start) - 1
        if last >= 0 and alike[last].span.end <= span.start:
            yield replace(alike[last], span=span, name=match[0], is_short=True)


def _provinces(plain: str, found: list[Body]) -> Iterator[Body]:
    """จังหวัดก as a body of its own, where it ends no other body's name."""
    ends = {body.span.end for body in found}
    for match in patterns()["within"].finditer(plain):
        if match.end() in ends or not match[0].startswith("จังหวัด"):
            continue
        name, province = match[0], Span(*match.span("province"))
        yield Body(Span(*match.span()), name, PROVINCE, key_of(name), None, province)


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
        office = _OFFICE_OF_SHORT.match(plain, match.end())
        if office and (word in defined or word in register().short):
            place = patterns()["place_after_office"].match(plain, office.end())
            if office[0].isdigit():
                place = patterns()["place_or_name"].match(plain, office.end())
            return unit(plain, start, place.end() if place else office.end(), place)
        for candidate in dict.fromkeys((word, word + ".", word.rstrip("."))):
            if known := defined.get(candidate):
                span = Span(start, match.end())
                return Body(span, word, known.rank, known.key, known.id, is_short=True)
            if entry := register().short.get(candidate):
                span = Span(start, match.end())
                return Body(span, word, rank_of(entry), entry.id, entry.id, is_short=True)
    return None


def _beginnings(match: re.Match[str]) -> Iterator[int]:
    first_dot = match[0].index(".")
    before = match.string[match.start() - 1 : match.start()]
    if not "ก" <= before <= "๙":
        # A whole word: all of it is the name, or what follows a preposition.
        yield match.start()
        if match[0].startswith("ของ"):
            yield match.start() + len("ของ")
        return
    for offset in range(before in "เแโไใ", first_dot):  # โทร. is not ทร.
        if offset == 0 or first_dot - offset >= 2:
            yield match.start() + offset


def _nicknames(plain: str, full: list[Body]) -> Iterator[Body]:
    taken = {position for body in full for position in (body.span.start, body.span.end)}
    for match in _NICKNAMES.finditer(plain):
        entry = register().short.get(match[0])
        if entry and match.start() not in taken:
            yield Body(
                Span(*match.span()), match[0], rank_of(entry), entry.id, entry.id, is_short=True
            )
