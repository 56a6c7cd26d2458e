"""JSON Lines: one node a line, each with where it is from (https://jsonlines.org)."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from server.exports.columns import Row
from server.exports.format import Format
from server.exports.snapshot import Selection


class JsonLines(Format):
    """One JSON object a node: its type, its fields, and the dataset."""

    media_type = "application/jsonl; charset=utf-8"

    def write(self, selection: Selection, rows: Sequence[Row]) -> str:
        """A line for each row."""
        kind, dataset = selection.type.name, self.description.short()
        return b"".join(
            orjson.dumps(
                {"id": row["id"], "type": kind, **row, "dataset": dataset},
                option=orjson.OPT_APPEND_NEWLINE,
            )
            for row in rows
        ).decode()
