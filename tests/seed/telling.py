"""What is read of a made-up text, in the words of the text."""

from __future__ import annotations

from typing import Any

from seed.extraction import as_object, extract

HEAD = "ข่าวประชาสัมพันธ์\n"


def read(text: str) -> dict[str, Any]:
    """What is read of a text, as ``awards-jsonl`` has it; no string or passage may be invented."""
    found = as_object("text", extract(text))
    for award in found["awards"]:
        start, end = award["evidence"]
        assert 0 <= start < end <= len(text)
        for value in award.values():
            for string in value if isinstance(value, list) else [value]:
                assert not isinstance(string, str) or string in text
    return found


def awards(text: str) -> list[dict[str, Any]]:
    """The awards that a text tells."""
    found: list[dict[str, Any]] = read(text)["awards"]
    return found


def one(text: str) -> dict[str, Any]:
    """The only award that a text tells."""
    found = awards(text)
    assert len(found) == 1
    return found[0]


def fields(award: dict[str, Any], *names: str) -> tuple[str | None, ...]:
    """Some fields of an award, by their names without the language."""
    return tuple(award[f"{name}_th"] for name in names)


def told(text: str, *names: str) -> list[tuple[str | None, ...]]:
    """Some fields of each award."""
    return [fields(award, *names) for award in awards(text)]


def winners(text: str) -> list[str | None]:
    """Who won each award."""
    return [award["winner_th"] for award in awards(text)]
