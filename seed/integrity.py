"""The rules of integrity: what can be wrong with facts, and how bad that is."""

from __future__ import annotations

from enum import Enum


class Severity(Enum):
    """How bad a finding is, the worst first."""

    ERROR = "ERROR"
    """The data is wrong: it is not loaded, unless an exception is declared with its reason."""
    WARNING = "WARNING"
    """The data may be wrong, or something is missing."""
    INFO = "INFO"
    """Worth knowing; nothing has to be done."""


class Rule(Enum):
    """A rule of integrity: its name in messages and exceptions, its severity, what it is about.

    What breaks FORMAT, REVERSED_VALIDITY or PASSAGE cannot be excepted: there is no fact to
    keep, or its proof is false.
    """

    FORMAT = ("format", Severity.ERROR, "A line, file or value that cannot stand as it is.")
    REVERSED_VALIDITY = (
        "reversed-validity",
        Severity.ERROR,
        "A relationship that ends before it begins.",
    )
    PASSAGE = (
        "passage",
        Severity.ERROR,
        "A passage that is not in its document, or does not say what is taken from it.",
    )
    CYCLE = ("cycle", Severity.ERROR, "A body above itself, or that succeeds itself.")
    LINE_ORDER = ("line-order", Severity.ERROR, "A ministry or department under a unit.")
    TWO_PARENTS = ("two-parents", Severity.ERROR, "Two bodies directly above one at one time.")
    TWO_AT_ONE_TIME = (
        "two-at-one-time",
        Severity.ERROR,
        "Two values, or two related nodes, where there can be only one at a time.",
    )
    OVERLAPPING_VALIDITY = (
        "overlapping-validity",
        Severity.ERROR,
        "One relationship with two intervals that overlap.",
    )
    OPEN_AFTER_END = (
        "open-after-end",
        Severity.ERROR,
        "A relationship that holds after a change in force ended one of its bodies.",
    )
    BEFORE_BEGINNING = (
        "before-beginning",
        Severity.WARNING,
        "A relationship that holds before a change in force made one of its bodies.",
    )
    WON_OUT_OF_TIME = (
        "won-out-of-time",
        Severity.WARNING,
        "An award of a year in which a change in force says that its winner was not there.",
    )
    CHANGE = ("change", Severity.ERROR, "A change whose date, state or parents do not fit.")
    SUCCESSION = (
        "succession",
        Severity.ERROR,
        "Bodies that do not fit the kind of a change, or that end or begin twice.",
    )
    AWARD = ("award", Severity.ERROR, "An award, or category, that contradicts itself.")
    AWARD_WITHOUT_SOURCE = (
        "award-without-source",
        Severity.ERROR,
        "An award of which no passage says who won it.",
    )
    CATEGORY_NOT_OFFERED = (
        "category-not-offered",
        Severity.ERROR,
        "An award in a category that its edition did not have.",
    )
    CREDITED_ELSEWHERE = (
        "credited-elsewhere",
        Severity.ERROR,
        "An award credited to a department that is not above its winner.",
    )
    CLAIMED_COUNT = (
        "claimed-count",
        Severity.ERROR,
        "A document that counts more or fewer awards than it lists.",
    )
    CLAIMED_TOTAL = (
        "claimed-total",
        Severity.WARNING,
        "A document that lists no award and counts more or fewer than the data has.",
    )
    DUPLICATE = ("duplicate", Severity.ERROR, "Two nodes for one thing, by names or content.")
    SAME_NAME = ("same-name", Severity.WARNING, "Two nodes of one name that may be one thing.")
    UNIT_KIND = ("unit-kind", Severity.ERROR, "A unit without its kind, or a kind of no unit.")
    UNIT_KIND_AGAINST_NAME = (
        "unit-kind-against-name",
        Severity.WARNING,
        "A unit whose name says another kind, with no rule that tells why.",
    )
    PROVINCE = ("province", Severity.ERROR, "A provincial office that serves another province.")
    PROVINCE_AGAINST_NAME = (
        "province-against-name",
        Severity.WARNING,
        "A body whose name says another province than that of its seat.",
    )
    REGION = (
        "region",
        Severity.ERROR,
        "A province of none of the regions that the data has; of two: `two-at-one-time`.",
    )
    ADMINISTRATION = (
        "administration",
        Severity.ERROR,
        "A level of administration that a body of its kind is not of, or a governor elsewhere.",
    )
    NAME_PATTERN = (
        "name-pattern",
        Severity.ERROR,
        "Something inferred from a name that the name does not say.",
    )
    ORPHAN_UNIT = ("orphan-unit", Severity.ERROR, "A unit that is part of nothing.")
    ORPHAN = ("orphan", Severity.WARNING, "A department that is part of nothing, or a loose node.")
    UNTRACEABLE_DOCUMENT = (
        "untraceable-document",
        Severity.WARNING,
        "A document with neither address nor checksum, so that nobody can find it.",
    )
    UNUSED_EXCEPTION = (
        "unused-exception",
        Severity.WARNING,
        "An exception that is declared and matches nothing.",
    )

    def __init__(self, code: str, severity: Severity, about: str) -> None:
        self.code = code
        self.severity = severity
        self.about = about

    @property
    def allows_exceptions(self) -> bool:
        """Whether facts that break it may be kept, with a reason."""
        return self not in (
            Rule.FORMAT,
            Rule.REVERSED_VALIDITY,
            Rule.PASSAGE,
            Rule.UNUSED_EXCEPTION,
        )


RULES = {rule.code: rule for rule in Rule}
"""The rules by the names that exceptions give."""
