"""A feed as Atom (RFC 4287), paged by RFC 5005, and as JSON Feed 1.1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

import orjson

from server.asking import page_of
from server.feeds.reading import Entry, Feed
from server.fingerprint import release

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"

_NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold."""

AUTHOR = "govgraph"


def atom(feed: Feed, links: Mapping[str, str], base: str) -> bytes:
    """The feed as Atom; ``links`` are addresses by their relation, ``base`` that of the service."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(f"{{{_NAMESPACE}}}feed")
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated_at)
    _add(_add(root, "author"), "name", AUTHOR)
    _add(root, "generator", "govgraph", version=release())
    for relation, address in links.items():
        _add(root, "link", rel=relation, href=address)
    for each in feed.entries:
        _add_entry(root, each, base)
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _add_entry(root: ElementTree.Element, entry: Entry, base: str) -> None:
    made = _add(root, "entry")
    _add(made, "id", entry.id)
    _add(made, "title", entry.title)
    _add(made, "updated", entry.recorded_at)
    _add(made, "published", entry.recorded_at)
    _add(made, "link", rel="alternate", href=page_of(base, entry.subject))
    _add(made, "category", term=entry.kind)
    _add(made, "content", entry.text, type="text")


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    made = ElementTree.SubElement(
        parent,
        f"{{{_NAMESPACE}}}{name}",
        {key: _NOT_XML.sub("", value) for key, value in attributes.items()},
    )
    made.text = None if text is None else _NOT_XML.sub("", text)
    return made


def json_feed(feed: Feed, links: Mapping[str, str], base: str) -> bytes:
    """The feed as JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    content: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{base}/",
        "feed_url": links["self"],
        "authors": [{"name": AUTHOR}],
        "items": [
            {
                "id": each.id,
                "url": page_of(base, each.subject),
                "title": each.title,
                "content_text": each.text,
                "date_published": each.recorded_at,
                "tags": [each.kind, each.predicate],
                "_govgraph": {"about": f"{base}/schema.graphql", **each.raw},
            }
            for each in feed.entries
        ],
    }
    if "next" in links:
        content["next_url"] = links["next"]
    return orjson.dumps(content)
