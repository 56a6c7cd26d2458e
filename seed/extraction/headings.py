"""What headings say of all that stands below them: a branch, a type, a level, a body."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from seed.extraction.bodies import DEPARTMENT, Body
from seed.extraction.lexicon import ENGAGED_CITIZEN
from seed.extraction.marks import BRANCH, LEVEL, TYPE, Mark
from seed.extraction.parts import Segment
from seed.extraction.text import Span

_LONGEST_REST, _LONGEST_REST_OF_BODY = 24, 8
_FILLING = re.compile(
    r"\(?(?:จำนวน|รวม|มี|อีก)? ?[0-9]{1,3} ?(?:รางวัล|ผลงาน|หน่วยงาน|เรื่อง)\)?|ได้แก่|ดังนี้|คือ"
    r"|ประกอบด้วย"
    r"|รางวัล|หน่วยงาน|[0-9ก-ฮ]\.|[\s:()/,“”\"•*=#\[\]-]|เลิศรัฐ|(?:ประจำ)?ปี(?:งบประมาณ)?(?: ?พ\.ศ\.)?"
    r"|25[0-9]{2}"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What an item has from the items above it and the words before its list."""

    confers: bool = False
    body: Body | None = None
    department: Body | None = None
    branch: Mark | None = None
    type: Mark | None = None
    level: Mark | None = None

    @property
    def is_of_persons(self) -> bool:
        """Whether it tells of the type that persons win."""
        return self.type is not None and self.type.meaning == ENGAGED_CITIZEN


_INNER = {BRANCH: (TYPE, LEVEL), TYPE: (LEVEL,)}
"""What stands under a branch or a type, unless a text orders them otherwise."""

BEFORE_LIST, NUMBERED, BELOW = 0, 1, 2
"""Where a heading stands: above a list, as an item of its first level, or under such an item."""


@dataclass(frozen=True, slots=True)
class _Heading:
    slot: str
    value: Mark | Body
    place: int
    is_outer: bool = False


class Headings:
    """The headings that are in force, the outermost first.

    A heading ends those of its own kind and whatever stands under them: a new branch ends the
    type and the level before it, a new level only the level.
    """

    def __init__(self) -> None:
        self._open: list[_Heading] = []

    def __bool__(self) -> bool:
        return bool(self._open)

    @property
    def has_number(self) -> bool:
        """Whether an item with a number is one of them."""
        return any(each.place == NUMBERED for each in self._open)

    @property
    def body(self) -> Body | None:
        """The body that one of them names."""
        return next((each.value for each in self._open if isinstance(each.value, Body)), None)

    def has(self, slots: Set[str]) -> bool:
        """Whether one of some kinds is in force."""
        return any(each.slot in slots for each in self._open)

    def has_above_body(self, slots: Set[str]) -> bool:
        """Whether one of some kinds is in force that a body stands under."""
        kinds = [each.slot for each in self._open]
        body = kinds.index("body") if "body" in kinds else 0
        return any(slot in kinds[:body] for slot in slots)

    def push(self, slot: str, value: Mark | Body, place: int, *, is_outer: bool = False) -> None:
        """Put one in force. ``is_outer``: types or branches stand under this level."""
        same = next((i for i, each in enumerate(self._open) if each.slot == slot), None)
        if same is not None:
            del self._open[same:]
        inner = _INNER.get(slot, ())
        self._open = [each for each in self._open if each.is_outer or each.slot not in inner]
        self._open.append(_Heading(slot, value, place, is_outer))

    def end(self, place: int = BEFORE_LIST) -> None:
        """End all from a place inwards."""
        self._open = [each for each in self._open if each.place < place]

    def over(self, context: Context) -> Context:
        """A context with what the headings say."""
        for each in self._open:
            if isinstance(each.value, Body):
                department = each.value if each.value.rank == DEPARTMENT else context.department
                context = replace(context, body=each.value, department=department)
            elif each.slot == BRANCH:
                context = replace(context, branch=each.value)
            elif each.slot == TYPE:
                context = replace(context, type=each.value)
            elif each.slot == LEVEL:
                context = replace(context, level=each.value)
        return context


def is_short(plain: str, part: Segment, named: Sequence[Span], *, is_body: bool) -> bool:
    """Whether a part says nearly nothing beside what it names: a body, or words of awards."""
    rest: list[str] = []
    position = part.start
    for span in sorted(named):
        rest.append(plain[position : max(position, span.start)])
        position = max(position, span.end)
    rest.append(plain[position : part.end])
    return sum(len(_FILLING.sub("", each)) for each in rest) <= (
        _LONGEST_REST_OF_BODY if is_body else _LONGEST_REST
    )
