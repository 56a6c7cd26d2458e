"""How the nodes of a search are found, in Cypher.

A node is found by what :func:`graph.text.search_key` makes of its names, in up to four ways:

1. a name is the text (score 1), starts with it (0.8 and more) or has it inside (0.6 and
   more, higher where it is more of the name): three look-ups in one text index, each cut
   after :data:`CANDIDATES`, so that `สำนักงาน`, which most bodies have in their names,
   costs no more than any other text;
2. where these find too few, a name has all of the text but what one mistake spoils, or one
   word left out (0.2 to 0.5): a look-up in a full-text index of pairs of characters, see
   :mod:`graph.typos`.

Why not the full-text analyzer for Thai: it cuts words by a dictionary, so it finds neither
the beginning of a word nor a word with a wrong letter. And a full-text query scores all it
matches before it is cut, whereas a text index is read only as far as needed.
"""

from __future__ import annotations

from graph.expressions import Names, known
from graph.model import SEARCH_TEXT, SHARED_LABEL, SUPERSEDED, search_index
from graph.plan import Search
from graph.text import END

CANDIDATES = 500
"""How many nodes of each way are ranked; where more match, any of them may be."""

LOOKALIKES = 200
"""How many nodes are looked at that may match with a mistake, the best by Lucene's score."""

LEAST_SHARE = 0.6
"""The part of a long text's pairs that a name has in common with it, at least."""


def find_hits(search: Search, node: str, hit: str, names: Names) -> list[str]:
    """The clauses that find the nodes, the best first, and the score of each."""
    found, similar, score = names.new("f"), names.new("f"), names.new("s")
    return [
        *_by_text(search, node, score, names),
        f"WITH {node}, {score} ORDER BY {score} DESC, {node}.id LIMIT ${search.limit}",
        f"WITH collect([{node}, {score}]) AS {found}",
        f"CALL ({found}) {{",
        *(f"  {line}" for line in _by_pairs(search, found, similar, names)),
        "}",
        f"UNWIND ({found} + {similar})[..${search.limit}] AS {hit}",
        f"WITH {hit}[0] AS {node}, {hit}[1] AS {hit}",
    ]


def _by_text(search: Search, node: str, score: str, names: Names) -> list[str]:
    """Nodes with the key in a name, found by the text index, and their scores."""
    line, least = names.new("l"), names.new("l")
    legs = [
        clause
        for label in _labels(search)
        for needle, base in (("whole", 0.9), ("start", 0.8), ("inside", 0.6))
        for clause in (
            "UNION ALL",
            f"MATCH ({node}:{label}) WHERE {node}.{SEARCH_TEXT} CONTAINS "
            f"${search.text}.{needle}{_is_asked(search, node)}",
            f"WITH {node} LIMIT {CANDIDATES}",
            f"RETURN {node}, {base} AS {score}",
        )
    ]
    key = f"${search.text}.key"
    lines = (
        f"[{line} IN split({node}.{SEARCH_TEXT}, {END!r}) "
        f"WHERE {line} STARTS WITH {key} OR {score} < 0.8 AND {line} CONTAINS {key}]"
    )
    shortest = (
        f"reduce({least} = 1000000, {line} IN {lines} | "
        f"CASE WHEN size({line}) < {least} THEN size({line}) ELSE {least} END)"
    )
    return [
        "CALL () {",
        *(f"  {each}" for each in legs[1:]),
        "}",
        f"WITH {node}, max({score}) AS {score}",
        f"WITH {node}, {score} + 0.1 * size({key}) / {shortest} AS {score}",
    ]


def _by_pairs(search: Search, found: str, similar: str, names: Names) -> list[str]:
    """The list of nodes with nearly the key in a name, where too few were found by text."""
    node, query, share, each = (names.new(prefix) for prefix in "nqsx")
    indexes = [f"'{search_index(label)}'" for label in _labels(search)]
    index = names.new("i") if len(indexes) > 1 else indexes[0]
    choose = [f"UNWIND [{', '.join(indexes)}] AS {index}"] if len(indexes) > 1 else []
    text = f"${search.text}"
    enough = f"size({found}) < ${search.limit}" if search.fill else f"size({found}) = 0"
    common = f"[{each} IN {text}.pairs WHERE {node}.{SEARCH_TEXT} CONTAINS {each}]"
    part = f"toFloat(size({text}.key)) / size({node}.{SEARCH_TEXT})"
    return [
        f"UNWIND CASE WHEN {enough} AND {text}.query <> '' THEN [{text}.query] ELSE [] END "
        f"AS {query}",
        *choose,
        f"CALL db.index.fulltext.queryNodes({index}, {query}, {{limit: {LOOKALIKES}}}) "
        f"YIELD node AS {node}",
        f"WITH {node} WHERE NOT {node} IN [{each} IN {found} | {each}[0]]{_is_asked(search, node)}",
        f"WITH {node}, toFloat(size({common})) / size({text}.pairs) AS {share}",
        f"WHERE {node}.{SEARCH_TEXT} =~ {text}.mistaken "
        f"OR {text}.mistaken IS NULL AND {share} >= {LEAST_SHARE}",
        f"WITH {node}, 0.1 * {part} + 0.4 * "
        f"CASE WHEN {text}.mistaken IS NULL THEN {share} ELSE 1 END AS {share}",
        f"ORDER BY {share} DESC, {node}.id LIMIT ${search.limit}",
        f"RETURN collect([{node}, {share}]) AS {similar}",
    ]


def _labels(search: Search) -> tuple[str, ...]:
    return (SHARED_LABEL, SUPERSEDED) if search.known_at else (SHARED_LABEL,)


def _is_asked(search: Search, node: str) -> str:
    """Whether a node is of the kinds, and of the time, that are asked for."""
    asked = known(node, search.known_at)
    if search.labels:
        asked = [f"any(label IN labels({node}) WHERE label IN ${search.labels})", *asked]
    return "".join(f" AND {each}" for each in asked)


def names_of(search: Search, node: str) -> str:
    """The list of all names of a node."""
    single = ", ".join(f"{node}.{kept.name}" for kept in search.names if not kept.many)
    many = [f"coalesce({node}.{kept.name}, [])" for kept in search.names if kept.many]
    return f"[name IN {' + '.join([f'[{single}]', *many])} WHERE name IS NOT NULL]"
