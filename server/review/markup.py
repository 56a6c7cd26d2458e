"""HTML that is escaped unless it was made here."""

from __future__ import annotations

from html import escape


class Markup(str):
    """HTML as it is to be sent; any other text is escaped where it becomes part of it."""

    __slots__ = ()


def text(words: str) -> Markup:
    """Text as HTML: a browser reads back the same code points, one for each.

    It would read a raw carriage return as a line feed, and leave out U+0000.
    """
    return Markup(escape(words).replace("\r", "&#13;").replace("\0", "\ufffd"))


def element(tag: str, *children: str | None, **attributes: str | int | bool | None) -> Markup:
    """An element; ``class_`` is the attribute class, ``data_row`` is data-row.

    An attribute that is False or None is left out, one that is True has no value.
    """
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    inner = "".join(
        child if isinstance(child, Markup) else text(child) for child in children if child
    )
    end = "" if tag in _VOID else f"</{tag}>"
    return Markup(f"<{tag}{written}>{inner}{end}")


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    called = name.rstrip("_").replace("_", "-")
    return f" {called}" if value is True else f' {called}="{text(str(value))}"'


def join(parts: list[Markup]) -> Markup:
    """Markup after markup."""
    return Markup("".join(parts))


_VOID = frozenset({"input", "link", "meta", "br"})
