"""Words that stand together and tell one award: its branch, type, level and project."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from seed.extraction.lexicon import BRANCHES, OF_YEAR, QUALITY, WITHOUT_BRANCH, branch_of
from seed.extraction.marks import BRANCH, LEVEL, PROJECT, TYPE, Mark
from seed.extraction.text import Span

_WIDEST_GAP = 230
"""How far apart two words may stand and tell the same award, in an item."""

_WIDEST_GAP_IN_PROSE = 110
_AFTER_PROJECT = 40
"""Within which a word after the name of the project still tells of its award."""

_SIDE_BY_SIDE = 10
"""Within which a branch and a type are of one award, also where they do not belong together."""

_SOON = 60
_OTHER_NAME = 14
"""Within which a type may be called by another of its names."""

_WON = re.compile(rf"(?:ได้รับ|คว้า|ได้)(?:รางวัล)?(?:เลิศรัฐ)?{OF_YEAR} ?\Z")
_ADDS = re.compile(
    "นอกจาก|อีกทั้ง|รวมทั้ง|รวมถึง|ส่วน(?!ภูมิภาค|ร่วม|กลาง|ราชการ|ท้องถิ่น)|ขณะ|ทั้งนี้|ยังได้|พร้อม|ตามลำดับ"
)
_NEXT_TOLD = re.compile("ถัดมา|ปิดท้าย|ตามด้วย|ต่อด้วย|ส่วนใน|และด้วย")
"""How a sentence comes to the next of several awards."""

_TURNS = re.compile(r"(?:ด้าน|ส่วน|สำหรับ|ขณะที่|สุดท้ายคือ) ?(?:รางวัล)?\Z")
"""How a sentence turns to another branch or level."""

_COUNTED = re.compile(
    r" ?(?:จำนวน )?(?!1 )[0-9]{1,3} ?(?:รางวัล|ผลงาน|หน่วยงาน)(?! ?(?:ได้แก่|คือ|ดังนี้|ประกอบ|:|ใน))"
)
"""A number of awards that lists none of them: what comes next is told of something else."""

_LISTED = re.compile(
    r" ?(?:จำนวน |รวม )?[0-9]{1,3} ?(?:รางวัล|ผลงาน|หน่วยงาน|ราย|แห่ง)"
    r" ?(?:ได้แก่|คือ|ดังนี้|ประกอบด้วย)[^“\"]{0,10}"
)
"""A number of awards that are listed next: what was said before is said of each."""

_HEADS_LIST = re.compile(
    r"[”\"]?(?: ?(?:ใน)?ระดับ ?[ก-๙]{2,12})?"
    r"(?: ?(?:จำนวน |รวม |อีก |มี )?[0-9]{1,3} ?(?:รางวัล|ผลงาน|หน่วยงาน|ราย|แห่ง)"
    r" ?(?:ได้แก่|คือ|ประกอบด้วย|ดังนี้)"
    r"| (?:ได้แก่|ประกอบด้วย|คือ))"
)
_SPEAKS_OF = re.compile(r"(?:สำหรับ|ส่วน|ใน|โดย|ขณะที่|ด้าน|\n|\A)(?:รางวัล)? ?[“\"]?\Z")
_AND_AWARD = re.compile("(?:และ|ตลอดจน|รวมถึง|พร้อม) ?(?:รางวัล)? ?\\Z")
_GOES_ON = re.compile(r"(?:ส่วน|และ) ?\Z")
"""How a sentence goes on with the next level of the same type."""

_OF_OWNER = re.compile('[”"]? ?(?:ของ|โดย)[^\n“”"]{3,120} ?ใน|[”"]? ?ซึ่ง[^\n“”"]{3,100}เป็นเจ้าของ ?')
"""What an item says between a work and the words of its award: “งานก” ของกรมข ในประเภทค."""

_ALSO = re.compile(" ?เช่น(?:เดียว)?กัน")
_OF_ONE = re.compile("(?:ผลงาน|เรื่อง|แห่ง|รางวัล|โครงการ)(?:แรก|ที่หนึ่ง|ที่ 1)")
_WINS = re.compile("(?:ได้รับ|คว้า|รับ)รางวัล")
_ALSO_WON = re.compile('(?:และ|ขณะที่|ส่วน)[^\n]{3,90}(?:ได้รับ|ได้|คว้า|รับ) ?[“"]?\\Z')
_WON_FOR = re.compile("(?:ได้รับ|คว้า|ได้)(?:ไว้|มา|ไป)?\\Z")
_WON_BY = re.compile(
    r"[^\n“”]{0,30}(?:ได้รับ|คว้า|ได้)(?!รางวัล)[^\n“”]{0,24}(?:คือ|ได้แก่|ประกอบด้วย)[^\n“”]{4,70}\Z"
)
"""What says who won between an award and the work of the first of them."""

_AND = re.compile(r"[”\"]? ?(?:และ|ส่วน|ขณะที่|อีกทั้ง) ?")
_WINS_NEXT = re.compile(
    r"[”\"]? ?(?:(?:ซึ่ง|ที่|ของ)(?!ได้)[^\n“”\"]{3,90}?)?(?:ก็|ยัง)?(?:ได้รับ|คว้า|รับ)รางวัล"
)
_WINS_TOO = re.compile(r"[”\"]? ?(?:ของ[^\n“”\"]{3,80}?)? ?(?:ก็|ยัง)(?:ได้รับ|คว้า|รับ)รางวัล")
_LAST_IN_BRACKETS = re.compile(r"\([^()\n]{4,80}\)(?=\n|\Z| [ก-๙])")
"""What an item says last, in brackets: ระดับดี “งานก” กรมข (ประเภทค)."""

_QUALITY = re.compile(BRANCHES[QUALITY])


@dataclass(slots=True)
class Cluster:
    """The words of one award; ``start`` and ``end`` in the plain text.

    ``is_listed``: as one of a number of works of which what they won was said before;
    ``is_head``: what is said of them.
    """

    marks: dict[str, Mark] = field(default_factory=dict)
    carried: frozenset[str] = frozenset()
    start: int = 0
    end: int = 0
    is_listed: bool = False
    is_head: bool = False

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return Span(self.start, self.end)

    def add(self, mark: Mark) -> None:
        """Take a word in."""
        if not self.marks or not (self.marks.keys() - self.carried):
            self.start = mark.whole.start
        former = self.marks.get(mark.slot)
        if former is None or mark.slot in self.carried or former.meaning != mark.meaning:
            self.marks[mark.slot] = mark
        self.carried -= {mark.slot}
        self.end = mark.whole.end


def clusters(
    plain: str, marks: Sequence[Mark], breaks: Sequence[Span], is_item: bool
) -> list[Cluster]:
    """Group the marks of one segment. ``breaks``: where something else begins to be told."""
    found: list[Cluster] = []
    current = Cluster()
    for mark in marks:
        if current.marks and _is_new(plain, current, mark, breaks, is_item):
            found.append(current)
            is_broken = _is_between(current, mark, breaks)
            former = current
            current = (
                _following(plain, former, mark, is_item)
                if not is_broken or _is_level_alone(plain, former, mark)
                else _topic(plain, former, mark)
            )
            is_list = former.is_listed or _LISTED.match(plain, former.end, mark.whole.start)
            is_work = bool(is_list) and mark.slot == PROJECT
            current.is_listed = is_work and TYPE in current.marks
            former.is_head = is_work and PROJECT not in former.marks
        current.add(mark)
    if current.marks:
        found.append(current)
    return list(_completed(plain, found))


def _is_new(
    plain: str, current: Cluster, mark: Mark, breaks: Sequence[Span], is_item: bool
) -> bool:
    gap = mark.whole.start - current.end
    awaits = _awaits_award(plain, current, mark, is_item)
    is_wide = is_item or awaits
    if gap > (_WIDEST_GAP if is_wide else _WIDEST_GAP_IN_PROSE):
        return True
    is_told_on = awaits or _lacks_level(current, mark) or _lacks_work(plain, current, mark)
    if _is_between(current, mark, breaks) and not is_told_on:
        return True
    if not is_item and mark.slot == TYPE and _COUNTED.match(plain, current.end, mark.whole.start):
        return True
    if mark.slot == PROJECT and _LISTED.match(plain, current.end, mark.whole.start):
        return True
    if mark.slot == PROJECT and _wins_itself(plain, current, mark):
        return True
    if current.marks.keys() - current.carried >= {TYPE} and _NEXT_TOLD.search(
        plain, current.end, mark.whole.start
    ):
        return True
    is_heading = mark.slot != PROJECT and _HEADS_LIST.match(plain, mark.whole.end)
    if (current.is_listed and mark.slot != PROJECT) or (is_heading and PROJECT in current.marks):
        return True
    if (
        mark.slot in (BRANCH, LEVEL)
        and current.marks.keys() & {PROJECT, TYPE}
        and _TURNS.search(plain, current.end, mark.whole.start)
    ):
        return True
    if (
        mark.slot == BRANCH
        and {LEVEL, PROJECT} <= current.marks.keys()
        and _AND_AWARD.search(plain, current.end, mark.whole.start)
    ):
        return True
    is_told = current.marks.keys() - current.carried == {PROJECT} and TYPE in current.carried
    if is_told and mark.slot != PROJECT and _ADDS.search(plain, current.end, mark.whole.start):
        return True
    former = current.marks.get(mark.slot)
    if former is None or mark.slot in current.carried:
        is_last = is_item and bool(_LAST_IN_BRACKETS.match(plain, mark.whole.start - 1))
        return _goes_elsewhere(current, mark, 0 if awaits else gap, is_last=is_last)
    is_repeated = former.meaning is not None and former.meaning == mark.meaning
    if is_repeated and mark.slot == TYPE and gap <= _OTHER_NAME:
        return False
    is_begun = PROJECT in current.marks or TYPE in current.marks
    return not (is_repeated and mark.slot == BRANCH and not is_begun)


def _wins_itself(plain: str, current: Cluster, mark: Mark) -> bool:
    """Whether a work after a whole award is said to win one of its own: … และผลงานก ก็ได้รับ…"""
    is_whole = {TYPE, LEVEL} <= current.marks.keys() and PROJECT not in current.marks
    is_added = _AND.fullmatch(plain, current.end, mark.whole.start)
    is_told = is_added and _WINS_NEXT.match(plain, mark.whole.end)
    return is_whole and bool(is_told or _WINS_TOO.match(plain, mark.whole.end))


def _is_won(plain: str, start: int, mark: Mark) -> bool:
    """Whether a verb right before a word says that it was won."""
    return bool(_WON.search(plain, max(start, mark.whole.start - _SOON), mark.whole.start))


def _awaits_award(plain: str, current: Cluster, mark: Mark, is_item: bool) -> bool:
    """Whether a work, at most with a branch, is told so far: the verb after it says what it won."""
    own = current.marks.keys() - current.carried
    if own - {BRANCH} != {PROJECT} or mark.slot == PROJECT or current.is_listed:
        return False
    is_won = _is_won(plain, current.end, mark)
    is_next = plain[mark.whole.start - 1] == "\n" or _OF_OWNER.fullmatch(
        plain, current.end, mark.whole.start
    )
    if is_item and not (is_won or is_next):
        return False
    is_soon = mark.whole.start - current.end <= _SOON
    is_more = _ADDS.search(plain, current.end, mark.whole.start)
    return not is_more and (is_soon or is_won or not current.carried)


def _lacks_level(current: Cluster, mark: Mark) -> bool:
    """Whether a level is what an award still lacks: ประเภทก นั้น กรมข คว้าระดับดี."""
    own = current.marks.keys() - current.carried
    return mark.slot == LEVEL and TYPE in own and not {LEVEL, PROJECT} & current.marks.keys()


def _lacks_work(plain: str, current: Cluster, mark: Mark) -> bool:
    """Whether a work is what an award still lacks: ประเภทก ระดับดี ที่กรมข คว้าไว้จากผลงานค."""
    own = current.marks.keys() - current.carried
    is_lacking = mark.slot == PROJECT and own >= {TYPE, LEVEL} and PROJECT not in current.marks
    between = current.end, mark.whole.start
    return is_lacking and bool(_WON_FOR.search(plain, *between) or _WON_BY.match(plain, *between))


def _is_between(current: Cluster, mark: Mark, breaks: Sequence[Span]) -> bool:
    index = bisect_left(breaks, Span(current.end, 0))
    return index < len(breaks) and breaks[index].start < mark.whole.start


def _goes_elsewhere(current: Cluster, mark: Mark, gap: int, *, is_last: bool) -> bool:
    """Whether a word that the award still lacks belongs to the next one all the same."""
    is_after_work = PROJECT in current.marks and mark.slot != PROJECT and gap > _AFTER_PROJECT
    if is_after_work and not is_last:
        return True
    own = current.marks.keys() - current.carried
    if mark.slot == TYPE and TYPE in current.carried and own == {LEVEL} and gap > _AFTER_PROJECT:
        return True
    if own == {LEVEL} and current.marks[LEVEL].meaning == "EXCELLENT" and gap > _SIDE_BY_SIDE:
        return True  # รางวัลเลิศรัฐ ระดับยอดเยี่ยม, which is of no branch
    type_, branch = current.marks.get(TYPE), current.marks.get(BRANCH)
    if mark.slot == BRANCH and type_ and type_.meaning in WITHOUT_BRANCH:
        return True
    if mark.slot == BRANCH and {TYPE, LEVEL} <= own and gap > _AFTER_PROJECT:
        return True
    if mark.slot == BRANCH and type_ and TYPE not in current.carried:
        return branch_of(type_.meaning) not in (None, mark.meaning)
    if mark.slot == TYPE and branch and branch.meaning in BRANCHES and gap > _SIDE_BY_SIDE:
        is_other = branch_of(mark.meaning) not in (None, branch.meaning)
        return is_other and BRANCH not in current.carried
    return False


def _following(plain: str, former: Cluster, mark: Mark, is_item: bool) -> Cluster:
    """The cluster after another one keeps what was said before the words that repeat."""
    kept: dict[str, Mark] = {}
    if former.end - former.start > _WIDEST_GAP * 2 or mark.whole.start - former.end > _WIDEST_GAP:
        return Cluster()
    branch, type_, level = (former.marks.get(slot) for slot in (BRANCH, TYPE, LEVEL))
    is_next = mark.whole.start - former.end <= _AFTER_PROJECT
    if mark.slot == PROJECT and is_next and _is_work_first(former):
        work = former.marks[PROJECT].span
        kept = {
            slot: each
            for slot, each in former.marks.items()
            if slot in former.carried or each.span < work
        }
        return Cluster(kept, frozenset(kept), former.end, former.end)
    if mark.slot == PROJECT:
        kept = {slot: one for slot, one in former.marks.items() if slot != PROJECT}
        return Cluster(kept, frozenset(kept), former.end, former.end)
    if mark.slot in (TYPE, LEVEL) and branch and type_ and branch.span < type_.span:
        kept[BRANCH] = branch
    is_below_level = mark.slot == BRANCH and branch and level and level.span < branch.span
    if is_below_level or (mark.slot == TYPE and type_ and level and level.span < type_.span):
        kept |= {slot: each for slot, each in former.marks.items() if slot == LEVEL}
    if (
        mark.slot == LEVEL
        and type_
        and level
        and type_.span < level.span
        and (
            is_item
            or PROJECT not in former.marks
            or _GOES_ON.search(plain, former.end, mark.whole.start)
            or _ALSO.match(plain, mark.whole.end)
        )
    ):
        kept[TYPE] = type_
    if mark.slot == LEVEL and branch and level and not type_ and branch.span < level.span:
        kept[BRANCH] = branch
    if LEVEL in kept and (mark.meaning or "").startswith(QUALITY):
        # Its awards have other levels, or none.
        del kept[LEVEL]
    if former.is_listed and mark.slot == LEVEL and type_:
        kept |= {slot: each for slot, each in former.marks.items() if slot in (TYPE, BRANCH)}
    is_other = BRANCH in kept and branch_of(mark.meaning) not in (None, kept[BRANCH].meaning)
    if mark.slot == TYPE and is_other:
        del kept[BRANCH]
    return Cluster(kept, frozenset(kept), former.end, former.end)


def _is_level_alone(plain: str, former: Cluster, mark: Mark) -> bool:
    """Whether it is told what another one won of the same kind: … และกรมก ได้ระดับดี."""
    before = max(former.end, mark.whole.start - _SOON)
    return (
        mark.slot == LEVEL
        and {TYPE, LEVEL} <= former.marks.keys()
        and bool(_ALSO_WON.search(plain, before, mark.whole.start))
    )


def _topic(plain: str, former: Cluster, mark: Mark) -> Cluster:
    """The level of which a sentence tells before it says who won: สำหรับระดับดีเด่น กรมก ได้รับ …"""
    level = former.marks.get(LEVEL)
    is_topic = former.marks.keys() == {LEVEL} and mark.slot != LEVEL
    if not (level and is_topic) or mark.whole.start - former.end > _WIDEST_GAP_IN_PROSE:
        return Cluster()
    if not _SPEAKS_OF.search(plain[max(0, former.start - _AFTER_PROJECT) : former.start]):
        return Cluster()
    return Cluster({LEVEL: level}, frozenset({LEVEL}), former.end, former.end)


def _is_work_first(cluster: Cluster) -> bool:
    """Whether a work is named and then what it won."""
    own = {slot: mark for slot, mark in cluster.marks.items() if slot not in cluster.carried}
    project = own.pop(PROJECT, None)
    if project is None or not project.is_introduced or TYPE not in own:
        return False
    branch = own.pop(BRANCH, None)  # สาขาก ได้แก่ ผลงานข ได้รับรางวัลประเภทค: said of all
    is_heading = branch is None or project.whole.start - branch.whole.end <= _AFTER_PROJECT
    return is_heading and all(project.whole.start < each.whole.start for each in own.values())


def _share(plain: str, found: Sequence[Cluster]) -> None:
    """Give works that are named in a row what the words after the last of them say of all."""
    for one, following in zip(reversed(found[:-1]), reversed(found), strict=False):
        own = one.marks.keys() - one.carried
        is_work = PROJECT in own and TYPE not in one.marks and one.marks[PROJECT].is_introduced
        is_near = following.start - one.end <= _WIDEST_GAP_IN_PROSE
        first = min((m.whole.start for s, m in following.marks.items() if s != PROJECT), default=0)
        is_told = _WINS.search(plain, one.end, following.start)
        is_of_one = is_told or _OF_ONE.search(plain, following.start, first)
        if is_work and is_near and _is_work_first(following) and not is_of_one:
            shared = {s: mark for s, mark in following.marks.items() if s not in one.marks}
            one.marks |= shared
            one.carried |= frozenset(shared)


def _completed(plain: str, found: Sequence[Cluster]) -> Iterator[Cluster]:
    _share(plain, found)
    for cluster in found:
        _name_branch_of_quality(plain, cluster)
        yield cluster


def _name_branch_of_quality(plain: str, cluster: Cluster) -> None:
    """The branch of management quality is named by the name of its type, which begins with it."""
    type_ = cluster.marks.get(TYPE)
    if type_ is None or not (type_.meaning or "").startswith(QUALITY):
        return
    branch = cluster.marks.get(BRANCH)
    if branch and branch.meaning == QUALITY:
        return
    match = _QUALITY.match(plain, type_.span.start)
    if match is None:
        if branch and branch.meaning in BRANCHES:
            del cluster.marks[BRANCH]
        return
    start = match.start()
    for word in ("สาขา ", "สาขา"):
        if plain.endswith(word, 0, start):
            start -= len(word)
            break
    span = Span(start, match.end())
    cluster.marks[BRANCH] = Mark(BRANCH, span, QUALITY, span)
