"""`govgraph diff`: what the facts of two dataset versions have not in common."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from rich.text import Text

from graph.model import MAX_PAGE
from graph.service import Service
from graph.store import Address, Store
from schema import build, model
from seed.changes import Line, Pair, fold, read_pair
from server.engine import at_hand
from server.errors import UsageError
from server.loading import ask
from server.settings import Settings
from server.terminal import out

VERSIONS = f"""{{
  datasetVersions(first: {MAX_PAGE}) {{ nodes {{ number name loadedAt checksum }} }}
}}"""

CHANGES = """query ($after: String, $first: Int!, $since: Int!, $until: Int!) {
  changes(first: $first, after: $after, where: {version: {gt: $since, lte: $until}}) {
    pageInfo { hasNextPage endCursor }
    nodes {
      subject predicate
      before beforeValid beforeSource beforeBasis
      after afterValid afterSource afterBasis
    }
  }
}"""

PAGE = MAX_PAGE
"""How many changes are asked for at a time."""

_SIGNS = {"ADDED": ("+", "green"), "CHANGED": ("~", "yellow"), "WITHDRAWN": ("-", "red")}


def diff(settings: Settings, first: int, second: int, *, as_json: bool) -> None:
    """Say what differs between two versions; 0 is the graph before the first load.

    Raises UsageError for a version that is not there, and StoreError.
    """
    with at_hand(settings) as address:
        versions, pairs = asyncio.run(_compare(address, first, second))
    if as_json:
        out.print(orjson.dumps(_as_json(versions, pairs)).decode(), markup=False)
        return
    for text in _lines(versions, pairs):
        out.print(text)


async def _compare(
    address: Address, first: int, second: int
) -> tuple[list[Mapping[str, Any]], list[Pair]]:
    async with Store(address) as store:
        service = Service(build()._schema, model(), store)
        listed = (await ask(service, VERSIONS))["datasetVersions"]["nodes"]
        known = {version["number"]: version for version in listed}
        known[0] = {"number": 0, "name": "", "loadedAt": None, "checksum": None}
        for number in (first, second):
            if number not in known:
                there = ", ".join(str(each) for each in sorted(known) if each)
                raise UsageError(f"there is no dataset version {number}; give one of {there or 0}")
        since, until = sorted((first, second))
        pairs: list[Pair] = []
        after, is_more = None, since < until
        while is_more:
            asked = {"first": PAGE, "after": after, "since": since, "until": until}
            page = (await ask(service, CHANGES, asked))["changes"]
            pairs += map(read_pair, page["nodes"])
            after, is_more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    if first > second:
        pairs = [Pair(each.after, each.before) for each in reversed(pairs)]
    return [known[first], known[second]], fold(pairs)


def _as_json(versions: list[Mapping[str, Any]], pairs: list[Pair]) -> dict[str, Any]:
    return {
        "from": versions[0],
        "to": versions[1],
        "changes": [
            {
                "kind": each.kind,
                "before": each.before and each.before._asdict(),
                "after": each.after and each.after._asdict(),
            }
            for each in pairs
        ],
    }


def _lines(versions: list[Mapping[str, Any]], pairs: list[Pair]) -> Iterator[Text]:
    for sign, version in zip(("---", "+++"), versions, strict=True):
        loaded = f" {version['loadedAt']} {version['name']}" if version["number"] else " (empty)"
        yield Text(f"{sign} version {version['number']}{loaded}", style="bold")
    for each in pairs:
        sign, style = _SIGNS[each.kind]
        line = each.after or each.before
        assert line
        yield Text(f"{sign} {line.subject} {line.predicate} {_told(each)}", style=style)
    kinds = [each.kind for each in pairs]
    counts = ", ".join(f"{kinds.count(kind)} {kind.lower()}" for kind in _SIGNS)
    yield Text(f"{counts}." if kinds else "Nothing differs.")


def _told(pair: Pair) -> str:
    """The cells of a change; those that differ with what they were."""
    words = []
    for name in ("object", "valid", "source", "basis"):
        before, after = (_cell(line, name) for line in pair)
        if pair.kind != "CHANGED":
            words += [each for each in (before, after) if each]
        elif before != after:
            words.append(f"{before or '(none)'} → {after or '(none)'}")
        elif name == "object":
            words.append(after)
    return "  ".join(words)


def _cell(line: Line | None, name: str) -> str:
    return "" if line is None else str(getattr(line, name))
