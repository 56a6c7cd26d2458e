"""The rules by which a fact may be inferred from a passage that does not say it outright."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NAME_PATTERN = "name-pattern"
"""The rule that is checked by machine: see :mod:`seed.names`."""

RULES: Mapping[str, str] = MappingProxyType(
    {
        NAME_PATTERN: "Read from the name by the published patterns of Thai office names.",
        "abbreviation-in-use": "The text uses the short name for the body it has named in full.",
        "award-given": "An award of the category was given in the edition.",
        "ceremony-organiser": "Who holds the ceremony runs the edition.",
        "fuller-name": "A later text names the same body more fully.",
        "iso-3166-2-by-dopa-code": "ISO 3166-2:TH numbers provinces as the Department of "
        "Provincial Administration does.",
        "list-placement": "The list in which it stands, or the list's heading, says it.",
        "name-expansion": "An abbreviation inside the name is written out.",
        "name-prefix": "The name of the narrower one begins with that of the wider one.",
        "not-in-text": "The text, which says it of others, does not say it here.",
        "number-in-name": "The number in the name of the office is its number.",
        "numbered-office": "Offices that carry a number serve several provinces, whatever "
        "province their name ends with.",
        "numeral": "The number is written in Thai digits, in words or in short.",
        "office-of-commission": "An office named after a commission works for it.",
        "other-spelling": "The text spells it otherwise than the name that is kept.",
        "place-nickname": "A nickname of the place in the name, e.g. โคราช for นครราชสีมา.",
        "register-of-bodies": "The register of bodies says so in its own words.",
        "short-name-follows": "The short name in brackets after the part is that of the whole.",
        "special-award": "Special awards have neither level nor branch.",
    }
)
"""The name of each rule and what it concludes."""
