"""The small page about a node that a client shows in a frame beside a candidate."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from html import escape
from typing import Any

from graph.model import Property
from server.reconciliation.matching import described
from server.reconciliation.vocabulary import Attribute, attributes, name_of, words

WIDTH, HEIGHT = 430, 300
"""The frame's size in pixels."""

STYLE = """
:root { color-scheme: light dark; font: 14px/1.45 system-ui, "Noto Sans Thai", sans-serif }
body { margin: 12px }
h1 { font-size: 17px; margin: 0 }
p { margin: 2px 0 10px; opacity: .75 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 3px 12px; margin: 0 }
dt { opacity: .75 }
dd { margin: 0; overflow-wrap: anywhere }
"""

_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

HEADERS = {
    "content-security-policy": "; ".join(
        [
            "default-src 'none'",
            f"style-src 'sha256-{_DIGEST}'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors http: https:",
            "sandbox",
        ]
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""Nothing runs and nothing is loaded. Any page may frame it, because OpenRefine runs wherever
its user does: there is nothing to click on, so a page around it can gain nothing."""


def shown(type: str) -> list[Attribute]:
    """The properties that the page tells: values and single related nodes."""
    return [
        each for each in attributes(type).values() if each.target is None or not each.declared.many
    ]


def page(node: Mapping[str, Any], language: str) -> str:
    """The page about a node, as HTML."""
    name = escape(name_of(node))
    rows = "".join(
        f"<dt>{escape(each.name)}</dt><dd>{escape(texts)}</dd>\n"
        for each in shown(node["__typename"])
        if (texts := ", ".join(_text(each, value) for value in each.values(node)))
    )
    return (
        f'<!doctype html>\n<html lang="{language.lower()}"><head><meta charset="utf-8">'
        f"<title>{name}</title><style>{STYLE}</style></head>\n"
        f"<body><h1>{name}</h1><p>{escape(described(node))} · {escape(node['id'])}</p>\n"
        f"<dl>\n{rows}</dl></body></html>\n"
    )


def flyout(node: Mapping[str, Any]) -> str:
    """The same in a line, as HTML to be shown inside a client's page."""
    return f"<p><b>{escape(name_of(node))}</b><br>{escape(described(node))}</p>"


def flyout_of(name: str, description: str) -> str:
    """A line about a type or property, as HTML."""
    return f"<p><b>{escape(name)}</b><br>{escape(description)}</p>"


def _text(attribute: Attribute, value: Any) -> str:
    if isinstance(value, dict):
        return name_of(value)
    is_enum = isinstance(attribute.declared, Property) and attribute.declared.values
    return words(value) if is_enum else str(value)
