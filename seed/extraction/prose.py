"""The awards that sentences tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from seed.extraction.awards import COUNT_ONLY, Awards
from seed.extraction.bodies import DEPARTMENT, MINISTRY, PERSON, UNIT, Body
from seed.extraction.claims import first_year, last_year
from seed.extraction.clusters import Cluster
from seed.extraction.headings import Context
from seed.extraction.lexicon import OF_YEAR, QUALITY, branch_of
from seed.extraction.marks import BRANCH, LEVEL, PROJECT, TYPE, Mark
from seed.extraction.parts import Segment
from seed.extraction.places import BELONGS
from seed.extraction.projects import LEAST, trimmed
from seed.extraction.records import Award
from seed.extraction.source import Source, as_department
from seed.extraction.text import Span
from seed.extraction.triggers import FAR, REACH
from seed.extraction.winners import Winners
from seed.extraction.works import cause_before, find_works, owned_work, source_after

_OF_A_WORK = re.compile("(?:โครงการ|ผลงาน)ที่")
_THAT_WORK = re.compile("(?:โครงการ|ผลงาน|นวัตกรรม)(?:ดังกล่าว|นี้) ?(?:ยัง|จึง|ก็|ได้)?\\Z")
_BARE_REACH = 170
_COUNTED_BEFORE = re.compile(r"(?P<count>[2-9]|[1-9][0-9]) ?(?:รางวัล|ผลงาน)[^0-9\n]{0,60}\Z")
_COUNTED_NEXT = re.compile(
    r" ?(?:จำนวน |รวม |ทั้งสิ้น |มี )?(?P<count>[0-9]{2,4}) ?(?:รางวัล|ผลงาน|หน่วยงาน|แห่ง)"
    r"(?! ?(?:ได้แก่|คือ|ดังนี้|ประกอบ|แบ่ง|แยก|:))"
)
_MOST_WON, _MOST_WON_IN_ALL = 20, 40
"""As many awards of one kind, or of all, are those of the whole country, not of one body."""

_VAGUE = re.compile(
    r"มาแล้ว|มาก่อน|มา ?[0-9]+ ?ปี|ตั้งแต่ปี|รวมแล้ว|ในปีที่ผ่านมา|กว่า [0-9]+ ผลงาน|ให้(?:กับ|แก่)ผู้แทน"
    r"|ทั้ง [0-9] สาขา"
)
_ONCE = re.compile("เมื่อปี|ที่ผ่านมา|ปีก่อน")
_BEFORE_VERB = 70
_VAGUE_REACH = 45
_GIVING = ("มอบ", "มีมติมอบ", "ประกาศมอบ", "แจ้งผล", "ประกาศผล")
_RECALLED = re.compile(
    "ย้อน|ก่อนหน้า|นับ(?:ตั้ง)?แต่|ที่ผ่านมา|(?<!อย่าง)ต่อเนื่อง(?![ก-๙])|ต่อเนื่อง(?=จาก|มา|เป็น|กัน)|เมื่อปี|เคย"
)
_DATED = re.compile(
    r"[”\"]?(?: ?\([A-Za-z ]+\))? ?(?:ต่อเนื่อง ?[0-9]+ ปี ?\("
    r"|(?:ใน|เมื่อ)ปี ?(?:พ\.ศ\. ?)?)(?P<year>25[0-9]{2})"
)
"""A year right after an award."""

_YEAR_REACH, _YEAR_AFTER = 150, 24
_NEAR_GIVING = 70
_DENIED_REACH = 60
_FAILED = ("ผ่าน", "ไม่", "การประเมิน", "รอบ")
_NOT = re.compile(r"[”\"]?(?: ?นั้น)? ?(?:แม้(?:จะ)?|แต่|ก็)? ?(?:ยัง)?ไม่(?:ผ่าน|ได้)")
_LISTS = re.compile(
    r"(?: ?\([^()\n]{1,40}\))? ?(?:(?:ได้รับ|คว้า|รับ)?(?:จำนวน|รวม)? ?[0-9]{1,2} ?(?:รางวัล|ผลงาน)"
    r"(?: ?(?:ได้แก่|คือ|ประกอบด้วย|ดังนี้|:))?|ได้แก่|:)"
)
_COUNTS = re.compile(
    r"\)?(?: ?\([^()\n]{1,40}\))? ?(?:(?:ได้รับ|คว้า|รับ) ?)?(?:จำนวน |รวม )?"
    r"[0-9]{1,2} ?(?:รางวัล|ผลงาน) ?(?:ได้แก่|คือ|ประกอบด้วย|ดังนี้|:)"
)
_COUNTED_OF = re.compile(
    r"(?: ?\([^()\n]{1,40}\))? ?(?:ซึ่ง|ที่)?(?:สามารถ)?(?:ได้รับ|ได้|คว้า|รับ|มี)(?:รางวัล|มาก|ถึง|รวม|จำนวน"
    r"|ทั้งสิ้น| )*"
    r"[0-9]{1,2} ?(?:รางวัล|ผลงาน)"
)
_ONE = re.compile(r" ?(?:จำนวน )?1 ?(?:รางวัล|ผลงาน)")
_NUMBER_OF = re.compile(
    r"(?: ?\([^()\n]{1,40}\))? ?(?:ได้รับ|คว้า|รับ)? ?(?:จำนวน|รวม)? ?(?P<count>[0-9]{1,2}) ?"
    r"(?:รางวัล|ผลงาน)"
)
_LONGEST_COUNT = 130
_COUNTS_ON_LINE = re.compile(r"[^\n]{4,100}? ?(?:จำนวน|รวม)? ?[0-9]{1,2} ?(?:รางวัล|ผลงาน)(?=\n|\Z)")
_IN_ALL = re.compile(
    r"เลิศรัฐ[^\n]{0,80}[0-9]{1,2} ?รางวัล ?(?:คือ|ได้แก่|ประกอบด้วย|(?:แบ่ง|แยก)เป็น|เป็นของ|:)? ?\Z"
)
"""How so many awards are said to be those of the bodies that are named next."""

_AND = re.compile(
    "[ ,]*(?:และ|กับ)? ?(?:[ก-๙]{2,24} ?[0-9]{1,2} ?(?:แห่ง|กรม|หน่วยงาน) ?(?:ได้แก่|คือ) ?)?"
)
_WON_SO = re.compile(
    r" (?:ได้รับ|ได้|คว้า|รับ)(?:รางวัล)? ?\Z"
    rf"|(?: (?:เพิ่ง|ก็|ยัง|จึง))?(?:ได้รับ|คว้า|รับ)รางวัลเลิศรัฐ{OF_YEAR} ?\Z"
)
_TOLD_OF = re.compile("ซึ่ง|ทำให้|ส่งผล|ประสบ|ผู้อำนวยการ|เป็น(?:ระบบ|โครงการ|ผลงาน)")
"""What tells more of a work than its name."""

_GOES_ON = re.compile(r" ?(?:\([^()\n]{1,40}\) ?)?(?:ก็|ยัง)?(?:ได้|ประเภท|สาขา|ระดับ|คว้า|รับ|อีก|จำนวน)")
_WITH = re.compile(" ?(?:ร่วมกับ|และ) ?")
_BESIDE_WORK, _LONGEST_WORK = 8, 90
_WINS = re.compile(
    r"(?: ?\([^()\n]{1,40}\))?(?: ?(?:ตำบล|อำเภอ|จังหวัด|[ตอจ]\.) ?[ก-๙]{2,24})* ?"
    r"(?:(?:ได้)?ผ่าน(?:เกณฑ์)?การประเมิน[^\n“”]{0,90}?และ)?"
    r"(?:(?:ซึ่ง|ที่) ?)?(?:เพิ่ง|ยัง|ก็|จึง|สามารถ)*(?:ได้รับ|ได้|คว้า|รับ|อันเป็นผลงาน|(?:เจ้าของ)?(?=รางวัลเลิศรัฐ))"
    r"(?:มอบ)?(?:รางวัล)?(?:เลิศรัฐ)?"
    rf"{OF_YEAR} ?(?:ใน)?"
)
"""What stands between whose work it is and the words of what it won."""


class Prose:
    """Reads the awards that sentences tell; it is given the parts in order."""

    def __init__(self, source: Source, awards: Awards) -> None:
        self._source = source
        self._plain = source.plain
        self._bodies, self._triggers = source.bodies, source.triggers
        self._awards = awards
        self._verb, self._told_until, self._far_until = -1, -REACH, -REACH

    def told(self, part: Segment, group: Cluster, before: int, end: int) -> Iterator[Award]:
        """The awards that a sentence tells with some words, between two places."""
        is_chained = (
            group.start - self._told_until <= REACH
            and max(part.start, group.start - FAR) <= self._verb
        )
        stance = self._triggers.stance(
            part.span, group.span, end, self._verb if is_chained else None
        )
        if stance is None or not stance.is_win:
            return
        own = group.marks.keys() - group.carried
        if group.is_head or self._is_denied(group, end):
            return
        if own == {BRANCH} and (
            self._plain.startswith("นี้", group.end) or self._bodies.wins_next(group.end, end)
        ):
            return
        if group.marks.keys() == {PROJECT} and not group.marks[PROJECT].is_introduced:
            return
        telling = group.marks.keys() if PROJECT in own else own
        is_known = any(group.marks[slot].meaning for slot in telling & {BRANCH, TYPE})
        is_more = 0 <= group.start - self._far_until <= _BARE_REACH
        is_known = is_known or is_more or self._is_level_of_award(group)
        enough = {TYPE, PROJECT, LEVEL} if is_more else {TYPE, PROJECT}
        if not stance.is_near and not (is_known and own & enough and len(group.marks) > 1):
            return
        verb = stance.verb
        told = Span(min(verb, group.start), group.end) if stance.is_near else group.span
        if self._triggers.is_other(min(verb, group.start), group.start):
            return
        if self._is_unnamed(part, group) or self._is_past(part, group):
            return
        is_whole = own >= {TYPE, LEVEL} and branch_of(group.marks[TYPE].meaning) != QUALITY
        if not is_whole and _VAGUE.search(
            self._plain, group.end, min(part.end, group.end + _VAGUE_REACH)
        ):
            return
        if any(self._is_of_all(mark, slot in own) for slot, mark in group.marks.items()):
            return
        is_repeated = is_chained and TYPE in group.carried
        if not (is_more or is_repeated or self._names_scheme(part, group, verb)):
            return
        named = self._owned(part, group, before, end) or self._awards.named(group, before, end, 45)
        if not named and self._plain.startswith(_GIVING, verb):
            type_ = group.marks.get(TYPE)
            words = type_.whole.start if type_ and TYPE in own else group.start
            named = self._bodies.after(verb, words, _NEAR_GIVING, has_project=False)
            if not named:
                return
        subject = self._bodies.subject(verb, self._source.line_start(verb))
        if not stance.is_near:
            subject = self._listing(part) or subject
        subject = self._heading(part, verb, group.start) or subject
        is_of_work = _OF_A_WORK.match(self._plain, verb) or _THAT_WORK.search(
            self._plain[max(part.start, verb - 24) : verb]
        )
        default = self._topic(part, verb) if is_of_work else self._default(subject, verb, part)
        department = as_department(default) or self._bodies.belonging(
            verb, self._source.line_start(verb)
        )
        department = department or self._counted(part, group.start)
        if not named and default and part.start <= default.span.start < verb:
            together = self._bodies.named(default, verb)
            named = together if len(together) == 1 and together[0].credited is None else []
        context = Context(True, default, department)
        if named and subject and named[0].bodies[0].rank == MINISTRY:
            named = []
        if group.marks.keys() == {BRANCH} and (default is None or default.rank == MINISTRY):
            return
        if default is None and not (named or group.marks.keys() & {TYPE, PROJECT}):
            return
        is_vague = not group.marks.keys() & {TYPE, LEVEL}
        if stance.is_near:
            self._verb, self._told_until = verb, group.end
        else:
            self._far_until = group.end
        counted = _COUNTED_BEFORE.search(
            self._plain[max(part.start, told.start, group.start - 120) : group.start]
        )
        for award in self._awards.told_by(
            part, context, group, named, None, before, end, is_listed=False
        ):
            is_person = award.winner is not None and award.winner.rank == PERSON
            project = award.project or (
                None if is_person else self._work(part, verb, group, award.evidence.end)
            )
            yield replace(
                award,
                project=project,
                is_listed=False,
                evidence=Span(told.start, max(award.evidence.end, project.end if project else 0)),
                times=int(counted["count"]) if counted and is_vague else award.times,
            )

    def _owned(self, part: Segment, group: Cluster, before: int, end: int) -> list[Winners]:
        """Whose work is said to have won: โครงการก ของเทศบาลข ได้รับ …, … จากระบบค ของกรมง."""
        if PROJECT in group.marks:
            return []
        for body in reversed(self._bodies.between(before, group.start)):
            of = self._bodies.owned_before(body)
            work = owned_work(self._plain, before, of) if of else None
            if work and self._wins(body, group.start):
                named = self._bodies.named(body, group.start)
                return [replace(each, project=work) for each in named[:1]]
        if told := _WON_SO.search(self._plain, before, group.start):
            work = owned_work(self._plain, before, told.start())
            if work and not self._is_more(work):
                default = self._default(None, told.start(), part)
                named = self._awards.named(group, before, end, 45)
                named = named or ([Winners((default,))] if default else [])
                if named:
                    return [replace(each, project=work) for each in named[:1]]
        work = self._sourced(group.end)
        if work is None:
            return []
        for body in self._bodies.between(work.start, work.end + _BESIDE_WORK):
            of = self._bodies.owned_before(body)
            owned = trimmed(self._plain, work.start, of) if of else None
            if owned:
                named = self._bodies.named(body, end)
                return [replace(each, project=owned) for each in named[:1]]
        return []

    def _is_more(self, work: Span) -> bool:
        """Whether words that begin with a work tell more than its name."""
        told = _TOLD_OF.search(self._plain, work.start, work.end)
        return bool(told or self._bodies.between(work.start + LEAST, work.end))

    def _sourced(self, told: int) -> Span | None:
        """The work that is named right after an award, without who won the next one."""
        work = source_after(self._plain, told)
        for body in self._bodies.between(work.start + LEAST, work.end) if work else ():
            is_next = self._plain.endswith((" ", " และ"), 0, body.span.start)
            if work and is_next and _GOES_ON.match(self._plain, body.span.end):
                return trimmed(self._plain, work.start, body.span.start)
        return work

    def _wins(self, body: Body, words: int) -> bool:
        """Whether a body, maybe with its department after it, is said to win what words tell."""
        last = body
        for other in self._bodies.between(body.span.end, words):
            gap = self._plain[last.span.end : other.span.start]
            if not (BELONGS.match(gap) or _WITH.fullmatch(gap)):
                return False
            last = other
        return bool(_WINS.fullmatch(self._plain, last.span.end, words))

    def _is_level_of_award(self, group: Cluster) -> bool:
        """Whether a work is told of a level that is called one of an award: รางวัลระดับดีเด่น คือ …"""
        level = group.marks.get(LEVEL)
        is_work = PROJECT in group.marks.keys() - group.carried and level and level.meaning
        return bool(is_work and level and self._plain.endswith("รางวัล", 0, level.whole.start))

    def _heading(self, part: Segment, verb: int, words: int) -> Body | None:
        """The body whose awards a sentence counts and lists: … กรมก 2 รางวัล ได้แก่ ประเภทข …"""
        start = max(part.start, verb, words - FAR)
        for body in reversed(self._bodies.between(start, words)):
            if _COUNTS.match(self._plain, body.span.end):
                return body
            if body.rank == UNIT:
                break
        return None

    def _counted(self, part: Segment, words: int) -> Body | None:
        """The department whose awards a paragraph counts before them: กรมก ได้ 3 รางวัล โดย…"""
        for body in reversed(self._bodies.between(max(part.start, words - FAR), words)):
            if body.rank == DEPARTMENT and _COUNTED_OF.match(self._plain, body.span.end):
                return body
        return None

    def _listing(self, part: Segment) -> Body | None:
        """The body with which a paragraph begins that lists its awards: กรมก จำนวน 2 รางวัล ได้แก่."""
        leading = self._bodies.leading(part.span)
        return leading if leading and _LISTS.match(self._plain, leading.span.end) else None

    def _topic(self, part: Segment, verb: int) -> Body | None:
        """The one body that a sentence names before it tells of a work that won."""
        named = self._bodies.between(max(part.start, verb - REACH), verb)
        return named[0] if len({body.key for body in named}) == 1 else None

    def _default(self, subject: Body | None, verb: int, part: Segment) -> Body | None:
        """Who won where no winner is named: the subject of the verb, or that of the text."""
        default = subject or self._likely(verb, part) or self._source.subject
        if default is None or default.rank == MINISTRY:
            default = self._bodies.likely_subject(verb, self._source.line_start(verb)) or default
        return default

    def _likely(self, verb: int, part: Segment) -> Body | None:
        """Who is named nearest before a verb as one who may have won, or whose head speaks."""
        likely = self._bodies.likely_subject(verb, part.start)
        speaker = self._bodies.speaker(verb, part.start)
        return speaker if speaker and (likely is None or likely.span < speaker.span) else likely

    def _is_past(self, part: Segment, group: Cluster) -> bool:
        """Whether a win of a former year is recalled in a text of a later edition."""
        dated = _DATED.match(self._plain, group.end)
        if dated and self._source.year and int(dated["year"]) < self._source.year:
            return True
        start = max(part.start, group.start - REACH)
        start = max(start, self._plain.rfind("ล่าสุด", start, group.start))
        if not _RECALLED.search(self._plain, start, group.end):
            return False
        before = max(start, group.start - _YEAR_REACH)
        year = last_year(self._plain, before, group.start) or first_year(
            self._plain, group.end, min(part.end, group.end + _YEAR_AFTER)
        )
        return year is not None and self._source.year is not None and year < self._source.year

    def _is_of_all(self, mark: Mark, is_own: bool) -> bool:
        """Whether so many awards are counted after a word that no one body can have won them."""
        match = _COUNTED_NEXT.match(self._plain, mark.whole.end)
        most = _MOST_WON if is_own else _MOST_WON_IN_ALL
        return match is not None and int(match["count"]) >= most

    def _is_denied(self, group: Cluster, end: int) -> bool:
        """Whether it is said right after that it was not won: ส่วนหมวด 3 นั้น แม้จะยังไม่ผ่าน …"""
        if _NOT.match(self._plain, group.end):
            return True
        if group.marks.keys() - group.carried != {PROJECT}:
            return False
        after = self._triggers.first(group.end, min(end, group.end + _DENIED_REACH))
        return after is not None and not after[0] and self._plain.startswith(_FAILED, after[1])

    def _is_unnamed(self, part: Segment, group: Cluster) -> bool:
        """Whether only a number of awards is told: ระดับดีเด่น 3 ผลงาน."""
        is_one = _ONE.match(self._plain, group.end)
        if is_one or TYPE in group.marks or {BRANCH, LEVEL} <= group.marks.keys():
            return False
        return bool(COUNT_ONLY.match(self._plain, group.end))

    def _names_scheme(self, part: Segment, group: Cluster, verb: int) -> bool:
        """Whether the words are those of this scheme: by its name, or by words that only it has."""
        known = [m for m in group.marks.values() if m.slot in (BRANCH, TYPE) and m.meaning]
        type_, level = group.marks.get(TYPE), group.marks.get(LEVEL)
        is_new_type = type_ and level and level.meaning and not {TYPE, LEVEL} & group.carried
        return (
            bool(known or is_new_type)
            or "เลิศรัฐ" in self._plain[max(verb, group.end - FAR) : group.end + 40]
        )

    def _work(self, part: Segment, verb: int, group: Cluster, told: int) -> Span | None:
        """The innovation or project of which the sentence tells that it won.

        ``told``: where what it says of the award and its winner ends.
        """
        if found := self._sourced(told) or self._sourced(group.end):
            return found
        subject = self._bodies.subject(verb, part.start)
        if subject and (cause := cause_before(self._plain, part.start, subject.span.start)):
            return cause
        end = min(part.end, group.end + 90)
        start = max(part.start, verb - REACH, end - FAR)
        named = {body.span.start for body in self._bodies.between(start, end)}
        works = [
            span
            for span in find_works(self._plain[start : min(part.end, end + _LONGEST_WORK)])
            if start + span.start not in named and start + span.start < end
        ]
        if not works:
            return None
        near = min(works, key=lambda span: abs(start + span.start - verb))
        return Span(start + near.start, start + near.end)

    def counted(self, part: Segment) -> Iterator[Award]:
        """What bodies won of which only numbers are told: คือ กรมก จำนวน 3 รางวัล และกรมข …"""
        named: list[tuple[Body, re.Match[str]]] = []
        for body in self._bodies.between(part.start, part.end):
            match = _NUMBER_OF.match(self._plain, body.span.end, part.end)
            is_next = not named or _AND.fullmatch(self._plain, named[-1][1].end(), body.span.start)
            if match and is_next:
                named.append((body, match))
        first = named[0][0].span.start if len(named) > 1 else part.start
        start = part.start
        if len(named) == 1 and named[0][1].end() == part.end:
            first = self._first_count(part)
            is_next = _COUNTS_ON_LINE.match(self._plain, part.end + 1)
            start = 0 if first < part.start or is_next else start
        verb = self._triggers.last(max(start, first - REACH), first)
        is_counted = _IN_ALL.search(self._plain, max(start, first - REACH), first)
        since = verb[1] if verb else first - REACH
        before = self._plain[max(start, first - REACH) : first]
        if not (verb[0] if verb else is_counted) or "เลิศรัฐ" not in before:
            return
        if self._triggers.is_other(since, first):
            return
        for body, match in named:
            group = Cluster(start=body.span.start, end=match.end())
            won = [Winners((body,), times=int(match["count"]))]
            yield from self._awards.told_by(
                part, Context(), group, won, None, group.start, group.end, is_listed=False
            )

    def _first_count(self, line: Segment) -> int:
        """Where the first of several lines begins that each count the awards of one body."""
        first = self._plain.rfind("\n", max(0, line.start - _LONGEST_COUNT), line.start) + 1
        for _ in range(_MOST_WON):
            above = self._plain.rfind("\n", max(0, first - _LONGEST_COUNT), first - 1) + 1
            if not above or not _COUNTS_ON_LINE.fullmatch(self._plain, above, first - 1):
                break
            first = above
        return first

    def bare(self, count: int) -> list[Award]:
        """An award of which the text says only that it was won."""
        if count > 1:
            return []
        for scheme in self._triggers.scheme:
            trigger = self._triggers.last(max(0, scheme.start - _BARE_REACH), scheme.start)
            if trigger is None or not trigger[0]:
                continue
            if "\n" in self._plain[trigger[1] : scheme.start]:
                continue
            verb = trigger[1]
            if self._plain.startswith(_GIVING, verb):
                continue
            line = self._source.line_start(verb)
            if _VAGUE.search(self._plain, scheme.end, min(len(self._plain), scheme.end + 60)):
                continue
            if _ONCE.search(self._plain, max(line, verb - _BEFORE_VERB), verb):
                continue
            counted = _COUNTED_NEXT.match(self._plain, scheme.end)
            if counted and int(counted["count"]) >= _MOST_WON:
                continue
            winner = (
                self._bodies.subject(verb, line)
                or self._source.subject
                or self._bodies.likely_subject(verb, line)
            )
            if winner and winner.rank != MINISTRY:
                of = self._bodies.owned_before(winner) if winner.span.start < verb else None
                work = owned_work(self._plain, line, of or verb)
                if work and not of and self._is_more(work):
                    work = None
                winner = self._bodies.full_name(winner)
                credited = winner if winner.rank == DEPARTMENT else None
                return [Award(winner, Span(verb, scheme.end), credited=credited, project=work)]
        return []
