"""From the text of a fact's object to the value that is stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from graph.model import Property, Scalar
from seed.problems import FieldError, closest

_INT = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_LARGEST = 2**31 - 1
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_FORMATS = {
    "time": (re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]\Z"), "hour", "write HH:MM, as in 09:30"),
    "sha256": (re.compile(r"[0-9a-f]{64}\Z"), "SHA-256", "write its 64 hexadecimal digits"),
}
"""What texts of these properties look like, how they are called, and the fix."""


def read_value(kept: Property, text: str) -> Any:
    """The value of a property from its text; FieldError where it cannot be one."""
    if kept.scalar is Scalar.ENUM:
        return _enum(kept, text)
    if kept.name in _FORMATS:
        pattern, called, fix = _FORMATS[kept.name]
        if not pattern.match(text):
            raise FieldError(f"{text!r} is no {called}", fix)
    return _READERS.get(kept.scalar, str)(text)


def _enum(kept: Property, text: str) -> str:
    if text not in kept.values:
        raise FieldError(
            f"{text!r} is no value of {kept.name}",
            closest(text.upper(), kept.values, f"use one of {', '.join(kept.values)}"),
        )
    return text


def _integer(text: str) -> int:
    if not _INT.match(text) or abs(int(text)) > _LARGEST:
        raise FieldError(f"{text!r} is no whole number", "write it in digits, as in 2022")
    return int(text)


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise FieldError(f"{text!r} is no number", "write it as in 0.5") from None


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise FieldError(f"{text!r} is neither true nor false", "write true or false")
    return text == "true"


def _day(text: str) -> date:
    try:
        if _DAY.match(text):
            return date.fromisoformat(text)
        message = f"{text!r} is no date"
    except ValueError as error:
        message = f"{text!r} is no date ({error})"
    raise FieldError(message, "write YYYY-MM-DD, Common Era")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise FieldError(f"{text!r} is no moment", "write it as in 2022-09-12T10:00:00+07:00")
    return moment


_READERS: dict[Scalar, Callable[[str], Any]] = {
    Scalar.INT: _integer,
    Scalar.FLOAT: _float,
    Scalar.BOOLEAN: _boolean,
    Scalar.DATE: _day,
    Scalar.DATETIME: _moment,
}
