"""What is read of a made-up text, in the words of the text."""

from __future__ import annotations

from typing import Any

from seed.extraction import as_object, extract

HEAD = "ข่าวประชาสัมพันธ์\n"


def awards(text: str) -> list[dict[str, Any]]:
    """The awards that a text tells; no string may be invented."""
    found: list[dict[str, Any]] = as_object("text", extract(text))["awards"]
    for award in found:
        for value in award.values():
            assert not isinstance(value, str) or value in text
    return found


def told(text: str, *names: str) -> list[tuple[str | None, ...]]:
    """Some fields of each award, by their names without the language."""
    return [tuple(award[f"{name}_th"] for name in names) for award in awards(text)]


def winners(text: str) -> list[str | None]:
    """Who won each award."""
    return [award["winner_th"] for award in awards(text)]
