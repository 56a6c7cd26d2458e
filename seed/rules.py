"""The rules by which a fact may be inferred from a passage that does not say it outright."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NAME_PATTERN = "name-pattern"
"""The rule that is checked by machine: see :mod:`seed.names`."""

REVIEWER = "reviewer-reading"
"""The rule of what a reviewer concludes."""

RULES: Mapping[str, str] = MappingProxyType(
    {
        NAME_PATTERN: "Read from the name by the published patterns of Thai office names.",
        "abbreviation-in-use": "The text uses the short name for the body it has named in full.",
        "award-given": "An award of the category was given in the edition.",
        "call-of-register": "The register has the body as it is called in the text.",
        "ceremony-organiser": "Who holds the ceremony runs the edition.",
        "change-described": "What the text tells of the change makes it one of this kind.",
        "curator-remark": "A remark of the curator on what the text says.",
        "day-of-text": "The day of the text that tells of it.",
        "department-rank": "An office of a commission that the budget lists among departments "
        "has the rank of one.",
        "english-text": "An English text has the name; that it is this body is ours to say.",
        "form-of-date": "The date is as precise as the text writes it.",
        "fuller-name": "A later text names the same body more fully.",
        "governor-of-province": "State Administration Act B.E. 2534 (1991), sections 54 and 60: "
        "the units that ministries and departments set up in a province stand under its governor.",
        "iso-3166-2-by-dopa-code": "ISO 3166-2:TH numbers provinces as the Department of "
        "Provincial Administration does.",
        "later-listed": "A later source lists the body that came out of it.",
        "level-by-kind": "State Administration Act B.E. 2534 (1991), sections 7, 51 and 70: "
        "ministries and departments are of the central administration, provinces of the provincial "
        "one, and self-governments of the local one.",
        "line-of-parent": "It stands under what became of the body under which it stood.",
        "list-placement": "The list in which it stands, or the list's heading, says it.",
        "name-expansion": "An abbreviation inside the name is written out.",
        "name-says": "The name says it in words, e.g. (องค์การมหาชน).",
        "named-elsewhere": "The text names the body in full in another place.",
        "name-prefix": "The name of the narrower one begins with that of the wider one.",
        "not-in-text": "The text, which says it of others, does not say it here.",
        "number-in-name": "The number in the name of the office is its number.",
        "office-family": "Offices of one name stand under the same department in every province.",
        "numbered-office": "Offices that carry a number serve several provinces, whatever "
        "province their name ends with.",
        "numeral": "The number is written in Thai digits, in words or in short.",
        "office-of-commission": "An office named after a commission works for it.",
        "other-spelling": "The text spells it otherwise than the name that is kept.",
        "place-in-name": "The place in the name is that of its seat, or of the work.",
        "place-nickname": "A nickname of the place in the name, e.g. โคราช for นครราชสีมา.",
        "range-of-numbers": "One of the offices of which the text gives the first and the last "
        "number.",
        REVIEWER: "A reviewer, who is named on the line, concludes it from the passage.",
        "register-entry": "Entered from this source by hand; the passage was not kept.",
        "register-general": "Entered by hand from general knowledge, in no source seen.",
        "register-of-bodies": "The register of bodies says so in its own words.",
        "register-spelling": "The source, read by machine, is misspelt here; the spelling is "
        "that of other texts.",
        "register-unsure": "Entered by hand and marked unsure: the source does not say it.",
        "role-of-date": "Read from what the text says of the date.",
        "short-name-follows": "The short name in brackets after the part is that of the whole.",
        "special-award": "Special awards have neither level nor branch.",
        "told-as-done": "The text tells of it as done.",
        "told-as-planned": "The text tells of a draft or a proposal.",
        "told-by-ministry": "The ministry tells of it as one of its own; the department between "
        "them is not said.",
        "told-elsewhere": "Another text says it of the same award, work or body.",
        "year-of-series": "The text tells of several years running; this is one of them.",
        "year-of-law": "The year of the law by which it is so; the day is not in the text.",
    }
)
"""The name of each rule and what it concludes."""

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "as-told-by-other": "Another text tells the same change with the body that it was before; "
        "that one is followed.",
        "day-of-effect": "Of the day of a law and the day from which a body counts its years, "
        "the second is followed.",
        "fuller-spelling": "Another text writes it more fully.",
        "first-told": "Another text names it otherwise; the name in the text that announced it is "
        "followed.",
        "said-otherwise": "Another text says otherwise; that one is nearer to it, or more exact.",
        "in-force-since": "It was so when the text was written; it has taken effect since.",
    }
)
"""Why a statement is set aside, and another followed."""
