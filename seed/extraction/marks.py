"""The words of the lexicon as they occur in a text, in order and without overlap."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from seed.extraction.lexicon import (
    ASIDE,
    BRANCHES,
    CATEGORY_OF_QUALITY,
    LEADS,
    LEVELS,
    NAMED_ONLY_AS_TYPES,
    NOT_A_WIN,
    OTHER_SCHEMES,
    QUALITY,
    QUALITY_4,
    SCHEME,
    TOLD,
    TYPES,
    WIN,
    either,
    quality_category,
)
from seed.extraction.projects import find_projects, find_quoted
from seed.extraction.text import Span

BRANCH, TYPE, LEVEL, PROJECT = "branch", "type", "level", "project"

_CALLED = (
    r"(?:(?:รางวัล)?ประเภท(?:ที่ ?[0-9])? ?:? ?(?:รางวัล)? ?"
    r"|รางวัล ?|(?<!ทุก)ด้าน ?|สาขา ?|เลิศรัฐ ?)[“\"]?"
)
_ENGLISH = r"(?: ?\((?!ระดับ)[A-Za-z][A-Za-z0-9 .,&:/-]*\))?"
_OPEN_TYPE = (
    r"(?<![0-9])(?<![^0-9.][0-9] )(?<!ตาม)ประเภท ?:? ?(?:รางวัล)? ?[“\"]?(?!ต่าง|ที่|ละ|จะ|มี|นี้|และ"
    r"|ของ|ใน|ดังกล่าว"
    r"|เดียวกัน|รางวัล ?[\n:|/-]|เช่น|อาทิ|แบ่ง|คือ|[0-9])"
    r"(?P<type>[ก-ฮเแโไใ][^\n“”\"():;,]{3,80}?)"
    r"(?= ?(?:[“”\"(\n:;,]|ระดับ|ในระดับ|(?:จาก|ด้วย|ชื่อ|ใน)?(?:ชื่อ)?ผลงาน|สาขา|ประจำปี|ปี |โดย"
    r"|ได้แก่|จำนวน"
    r"|จาก|ซึ่ง|ณ |\Z|และ(?:รางวัล|ประเภท|สาขา)|ให้(?:แก่|กับ)|ประเภท|ในงาน))"
)
_EXCELLENT_TYPE = (
    r"(?:รางวัล|ประเภท) ?[“\"]?(?P<type>(?!เลิศรัฐ|สาขา|ประเภท|ระดับ|ด้าน|ความ)"
    r"(?:(?!ที่|ซึ่ง)[ก-๙]){4,60}ที่เป็นเลิศ)"
)
_OPEN_BRANCH = (
    r"(?<![^0-9][0-9] )(?<![^0-9][0-9])(?P<branch>สาขา(?!ต่าง"
    r"|ที่|ละ|นี้|ของ|ดังกล่าว|ใน|รางวัล|วิชา|อาชีพ|ทั้ง|ธนาคาร| )"
    r"(?=การ|ความ|นวัตกรรม|คุณภาพ|บริ|ระบบ|ด้าน|พัฒนา|รัฐ|องค์)[ก-๙]{3,61}?)"
    r"(?=ระดับ|ประเภท|[ \n()“”\"]|ประจำปี|ผลงาน|ปี|โดย|จาก|\Z)"
)


_SCHEME_AND_YEAR = re.compile(
    r"เลิศรัฐ(?: ?(?:ประจำ)?(?:ปี)? ?(?:พ\.ศ\. ?)?(?:25)?[0-9]{2}(?![0-9]))?"
)
_BRANCH_CALLED = r"(?P<word>สาขา ?(?:: ?)?)?(?P<called>[“\"]?(?:รางวัล|เลิศรัฐ|ด้าน)[“\"]? ?)?"


_SET_APART = re.compile(
    r"ระดับ(?:ดีเด่น|ดี) ?\Z|[0-9][.)] ?\Z|(?:\n|\A)[0-9]{1,3} \Z"
    r"|[:/|•([“\"-] ?\Z|(?:คือ|เป็น|กับ|ด้าน|ได้แก่) ?\Z|(?:\n|\A) ?\Z|\n[^\w\s]\ufe0f? ?\Z"
)
_BESIDE = re.compile(
    r"[”\"]?(?: ?\([^()\n]{1,40}\))? ?(?:ใน)?(?:[/|]|ระดับ|ประเภท|หมวด|[0-9]+ ?(?:รางวัล|ผลงาน))"
)


_SLOTS = {"สาขา": BRANCH, "ประเภท": TYPE, "รางวัล": TYPE, "ระดับ": LEVEL, "ด้าน": BRANCH}
_WORDS: Mapping[str, Iterable[str]] = {BRANCH: BRANCHES, TYPE: TYPES, LEVEL: LEVELS}
_LEVEL_BEFORE = {TYPE: "level_before", BRANCH: "level_first"}
"""How a level without its word stands right before a type or a branch."""

_FIRST_CELLS = ((BRANCH, "branch_cell"), (LEVEL, "first_level_cell"), (TYPE, "type_cell"))
_SLOT_WORD = re.compile("|".join(_SLOTS))
_SAME = re.compile(
    r"(?:ใน)?(?:สาขา|ประเภท|ระดับ)(?:(?: ?และ ?|/| )(?:สาขา|ประเภท|ระดับ))*(?:รางวัล)?"
    r"(?:เดียวกัน(?:กับ)?|ดังกล่าว|เดิม(?![ก-ฮเแโไใ]))(?:นี้)?"
    r"|(?:(?<=รับ)|(?<=ได้)|(?<=คว้า))รางวัลเดียวกัน(?= ?(?:ใน)?ระดับ)"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A branch, type, level or project; ``meaning`` as in :class:`records.Word`.

    ``is_introduced``: a word says what it is; quotation marks alone do not. ``named``: where
    what it repeats was named, for "of the same type".
    """

    slot: str
    span: Span
    meaning: str | None
    whole: Span
    is_introduced: bool = True
    named: Span | None = None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    known_types = either({key: spelling for key, (_, spelling) in TYPES.items()})
    return re.compile(
        {
            "named_branch": rf"{_BRANCH_CALLED}[“\"]?(?P<core>{either(BRANCHES)})",
            "type": rf"(?P<called>{_CALLED})?(?P<core>{known_types})[”\"]?{_ENGLISH}",
            "category": rf"(?P<called>{_CALLED})?(?P<core>{CATEGORY_OF_QUALITY})",
            "open_type": _OPEN_TYPE,
            "excellent_type": _EXCELLENT_TYPE,
            "open_branch": _OPEN_BRANCH,
            "level": rf"ระดับ ?(?P<labelled>: ?)?[“\"]?(?P<core>{either(LEVELS)})",
            "short_level": r"(?:รางวัล|คว้า|เลิศรัฐ(?!ยอด)|(?P<opens>[(:/|\n•-] ?))"
            rf"(?P<core>(?=[ก-๙])(?:{either(LEVELS)}))"
            r"(?(opens)(?= ?[)\n:/|,]| ?\Z)|(?![ก-๙]))",
            "level_at_end": r"(?<=\n)[-•*–] ?[^\n“”\"]{6,110}(?<=[ก-๙)]) "
            rf"(?P<core>{either(LEVELS)})(?=\n|\Z)",
            "level_beside": rf"[ ,/|]{{1,3}}(?P<core>{either(LEVELS)})(?![ก-๙])",
            "level_before": rf"[/|(:] ?(?P<core>{either(LEVELS)}) \Z",
            "level_first": rf"(?:\n|\A)(?:[-•*] ?)?(?P<core>{either(LEVELS)}) \Z",
            "branch_cell": rf" ?(?P<core>{either(BRANCHES)})(?= ?[ (/|])",
            "type_cell": rf" ?(?P<core>{known_types})(?= )",
            "first_level_cell": rf" ?(?P<core>{either(LEVELS)})(?=[ \n])",
            "level_cell": rf" (?P<core>{either(LEVELS)}) ?\Z",
            "win": WIN,
            "lead": LEADS,
            "not_a_win": NOT_A_WIN,
            "aside": ASIDE,
            "told": TOLD,
            "scheme": SCHEME,
            "other": OTHER_SCHEMES,
        }[name]
    )


def find(name: str, plain: str) -> list[Span]:
    """Where ``win``, ``not_a_win``, ``aside``, ``told``, ``scheme`` or ``other`` occurs."""
    return [Span(*match.span()) for match in _pattern(name).finditer(plain)]


def find_leads(plain: str) -> list[Span]:
    """The verbs of lines that say that what is listed after them was won."""
    return [Span(*match.span("verb")) for match in _pattern("lead").finditer(plain)]


def find_marks(plain: str, bodies: Sequence[Span] = (), rows: Sequence[Span] = ()) -> list[Mark]:
    """All branches, types, levels and projects, in order and apart.

    ``bodies``: where bodies are named, which end the name of a work before them. ``rows``: of
    tables, where a branch or a level needs no word that says what it is.
    """
    candidates = [
        *_known_types(plain),
        *_categories(plain),
        *_named_branches(plain),
        *_levels(plain),
        *_short_levels(plain),
        *_in_rows(plain, rows),
        *_before_bodies(plain, _open(plain, "open_type", TYPE), bodies),
        *_open(plain, "excellent_type", TYPE),
        *_open(plain, "open_branch", BRANCH),
    ]
    chosen = _without_overlap(plain, candidates)
    chosen = _without_overlap(plain, [*chosen, *_levels_beside(plain, chosen)])
    chosen = list(_joined(chosen))
    words = [mark.whole for mark in chosen]
    scheme = [Span(*match.span()) for match in _SCHEME_AND_YEAR.finditer(plain)]
    same = [Span(*match.span()) for match in _SAME.finditer(plain)]
    projects = find_projects(plain, [*words, *scheme, *same], bodies)
    marks = [Mark(PROJECT, span, None, whole) for span, whole in projects]
    quoted = find_quoted(plain, words)
    alone = [Mark(PROJECT, span, None, whole, False) for span, whole in quoted]
    # A project's name may hold the words of the lexicon.
    found = _without_overlap(plain, [*marks, *chosen, *alone])
    repeated = list(_repeated(plain, found))
    return _without_overlap(plain, [*found, *repeated]) if repeated else found


def _repeated(plain: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """ประเภทเดียวกัน, ในสาขาเดียวกันนี้: what the award before it was of."""
    last: dict[str, Mark] = {}
    following = iter(marks)
    mark = next(following, None)
    for match in _SAME.finditer(plain):
        while mark and mark.span.end <= match.start():
            last[mark.slot] = mark
            mark = next(following, None)
        slots = dict.fromkeys(_SLOTS[word] for word in _SLOT_WORD.findall(match[0]))
        width = len(match[0]) // max(1, len(slots))
        for number, slot in enumerate(slots):
            if former := last.get(slot):
                start = match.start() + number * width
                span = Span(start, match.end() if number + 1 == len(slots) else start + width)
                yield replace(former, span=span, whole=span, named=former.named or former.span)


def _without_overlap(plain: str, candidates: list[Mark]) -> list[Mark]:
    """In order; where two overlap, the one that comes first among the candidates."""
    taken = bytearray(len(plain))
    found: list[Mark] = []
    for mark in candidates:
        start, end = mark.span.start, mark.span.end
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            found.append(mark)
    return sorted(found, key=lambda mark: mark.span)


def _known_types(plain: str) -> Iterator[Mark]:
    for match in _pattern("type").finditer(plain):
        key = _key(TYPES, match)
        names_itself = key in ("united-against-covid", "honour", "excellence-in-all-branches")
        at_line_start = match.start() == 0 or plain[match.start() - 1] in "\n-•) "
        is_called = match["called"] or key in NAMED_ONLY_AS_TYPES or _stands_alone(plain, match)
        if not is_called and not names_itself and not (at_line_start and key == QUALITY_4):
            continue
        end = match.end()
        start = match.start("core")
        if key == QUALITY_4 and (match["called"] or "").startswith("สาขา"):
            named = re.match(rf"{BRANCHES[QUALITY]} ?(?=\(?PMQA)", match["core"])
            if named:
                branch = Span(match.start(), start + len(named[0].rstrip()))
                yield Mark(BRANCH, branch, QUALITY, branch)
                start += named.end()
                start += plain[start] == "(" and ")" not in plain[start:end]
                yield Mark(TYPE, Span(start, end), key, Span(start, end))
                continue
        if plain[start] in '“"(' and (plain[start] != "(" or ")" not in plain[start:end]):
            start += 1
        if plain[end - 1] in '”"':
            end -= 1
        yield Mark(TYPE, Span(start, end), key, Span(match.start(), match.end()))


def _stands_alone(plain: str, match: re.Match[str]) -> bool:
    """Whether a name that no word introduces is set apart, or has its level beside it."""
    before = plain[max(0, match.start() - 14) : match.start()]
    after = plain[match.end() : match.end() + 14]
    return bool(_SET_APART.search(before) or _BESIDE.match(after))


def _categories(plain: str) -> Iterator[Mark]:
    for match in _pattern("category").finditer(plain):
        core = match["core"]
        meaning = quality_category(match["number"], core)
        has_branch = re.match(BRANCHES[QUALITY], core)
        called_type = (match["called"] or "").startswith("ประเภท")
        start = match.start("core")
        if has_branch and not called_type:
            branch_start = match.start() if (match["called"] or "").startswith("สาขา") else start
            branch = Span(branch_start, start + has_branch.end())
            yield Mark(BRANCH, branch, QUALITY, Span(match.start(), branch.end))
            start = branch.end
            while plain[start] == " ":
                start += 1
        if plain.startswith("ใน", start):
            start += len("ใน")
        yield Mark(TYPE, Span(start, match.end()), meaning, Span(match.start(), match.end()))


def _named_branches(plain: str) -> Iterator[Mark]:
    for match in _pattern("named_branch").finditer(plain):
        after = plain[match.end() : match.end() + 14]
        if after.startswith("แห่งชาติ"):
            continue  # a former scheme
        if plain.endswith("เกณฑ์", 0, match.start()):
            continue  # what is judged by
        is_line = plain[match.start() - 1 : match.start()] == "\n" and after.startswith("\n")
        if not (match["word"] or match["called"] or is_line or _BESIDE.match(after)):
            continue
        key = _key(BRANCHES, match)
        start = match.start("core")
        is_label = ":" in (match["word"] or "")
        if match["word"] and not (match["called"] or is_label) and match.end("word") == start:
            start = match.start()
        yield Mark(BRANCH, Span(start, match.end("core")), key, Span(*match.span()))


def _levels(plain: str) -> Iterator[Mark]:
    for match in _pattern("level").finditer(plain):
        key = _key(LEVELS, match)
        span = Span(*match.span("core" if match["labelled"] else 0))
        yield Mark(LEVEL, span, key, Span(*match.span()))


def _short_levels(plain: str) -> Iterator[Mark]:
    """รางวัลดีเด่น, (ดีเด่น), a line or cell of its own, or what several bulleted lines end with."""
    for match in _pattern("short_level").finditer(plain):
        yield _bare(LEVEL, match)
    ends = list(_pattern("level_at_end").finditer(plain))
    if len(ends) > 1:
        yield from (_bare(LEVEL, match) for match in ends)


def _joined(marks: Sequence[Mark]) -> Iterator[Mark]:
    """PMQA 4.0 รายหมวด หมวด 5: a category that is named by the award of which it is one."""
    former: Mark | None = None
    for mark in marks:
        is_of_former = (
            former is not None
            and former.meaning == QUALITY_4
            and (mark.meaning or "").startswith(f"{QUALITY}-category")
            and mark.whole.start - former.span.end <= 1
        )
        if former and is_of_former:
            span = Span(former.span.start, mark.span.end)
            former = replace(mark, span=span, whole=Span(former.whole.start, mark.whole.end))
            continue
        if former:
            yield former
        former = mark
    if former:
        yield former


def _levels_beside(plain: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The level right after a type, or a branch that ends a line: นวัตกรรมการบริการ ดีเด่น …

    Before a type it is one where it begins a cell: กรมก | ดีเด่น นวัตกรรมการบริการ. Before a branch
    it is one where it begins a line: - ดีเด่น สาขาบริการภาครัฐ.
    """
    for mark in marks:
        start = mark.whole.start
        if (name := _LEVEL_BEFORE.get(mark.slot)) and (
            before := _pattern(name).search(plain, max(0, start - 20), start)
        ):
            yield _bare(LEVEL, before)
        match = _pattern("level_beside").match(plain, mark.whole.end)
        if match is None:
            continue
        ends_line = plain[match.end() : match.end() + 1] in ("", "\n")
        if mark.slot == TYPE or (mark.slot == BRANCH and ends_line):
            yield _bare(LEVEL, match)


def _in_rows(plain: str, rows: Sequence[Span]) -> Iterator[Mark]:
    """The branch, level and type with which a row begins, and the level with which it ends."""
    for row in rows:
        start = row.start
        for slot, name in _FIRST_CELLS:
            if cell := _pattern(name).match(plain, start, row.end):
                yield _bare(slot, cell)
                start = cell.end()
        if level := _pattern("level_cell").search(plain, max(row.start, row.end - 40), row.end):
            yield _bare(LEVEL, level)


def _before_bodies(plain: str, marks: Iterable[Mark], bodies: Sequence[Span]) -> Iterator[Mark]:
    """Marks of which none goes on into the name of a body that stands apart after it."""
    starts = [body.start for body in bodies if plain[body.start - 1 : body.start] == " "]
    for mark in marks:
        index = bisect_right(starts, mark.span.start)
        end = starts[index] - 1 if index < len(starts) else mark.span.end
        if mark.span.start < end < mark.span.end:
            mark = replace(mark, span=Span(mark.span.start, end), whole=Span(mark.whole.start, end))
        yield mark


def _bare(slot: str, match: re.Match[str]) -> Mark:
    """A branch, type or level without a word that says what it is."""
    span = Span(*match.span("core"))
    return Mark(slot, span, _key(_WORDS[slot], match), span)


def _key(keys: Iterable[str], match: re.Match[str]) -> str:
    """Which of the words of a pattern was found."""
    return next(key for key in keys if match[key.replace("-", "_")])


def _open(plain: str, name: str, slot: str) -> Iterator[Mark]:
    for match in _pattern(name).finditer(plain):
        span = Span(*match.span(slot))
        yield Mark(slot, span, None, Span(match.start(), span.end))
