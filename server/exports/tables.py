"""Tables: CSV after RFC 4180, wide or long, and its description after CSV on the Web.

Spreadsheets and data frames read it as it is: UTF-8 with a byte order mark, by which Excel knows
Thai text; no line but the header and the rows. Where it is from stands in the last column of
every row, so that it stays when rows are sorted, cut or merged.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from graph.model import Property, Scalar
from server.exports.columns import Column, Row
from server.exports.format import Description, Format
from server.exports.snapshot import Selection

BOM = "\ufeff"

SEPARATOR = "|"
"""Between several values in one cell."""

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n", "\0")
"""What a spreadsheet may take a text for a formula by, that starts with it: the four signs, the
same in full width, and what it may leave out before them (OWASP, CSV injection; ASVS 5.0, 1.2.10).
Such a text gets an apostrophe before it; numbers are left alone."""

DATASET = "dataset"
"""The last column: version, checksum and licence of the data."""

LONG = ("id", "field", "value", "name", DATASET)
"""The columns of a long table, which has a row for each value."""

_DATATYPES = {
    Scalar.INT: "integer",
    Scalar.FLOAT: "double",
    Scalar.BOOLEAN: "boolean",
    Scalar.DATE: "date",
    Scalar.DATETIME: "dateTime",
}
"""The datatypes of CSV on the Web that are not `string`."""


class WideTable(Format):
    """One row a node; several values of a field in one cell."""

    media_type = "text/csv; charset=utf-8; header=present"
    several = False

    def begin(self, selections: Sequence[Selection]) -> str:
        """The names of the columns."""
        (selection,) = selections
        return BOM + _lines([wide_names(selection)])

    def write(self, selection: Selection, rows: Sequence[Row]) -> str:
        """A line for each row."""
        told = citation(self.description)
        return _lines([*_wide_cells(selection, row), told] for row in rows)


class LongTable(Format):
    """One row a value: the node, the field, the value, and its name where it is a node."""

    media_type = WideTable.media_type

    def begin(self, selections: Sequence[Selection]) -> str:
        """The names of the columns."""
        return BOM + _lines([LONG])

    def write(self, selection: Selection, rows: Sequence[Row]) -> str:
        """A line for each value."""
        told = citation(self.description)
        columns = selection.columns[1:]  # The id is in every row.
        return _lines(
            [_cell(row["id"]), column.name, *_long_cells(value), told]
            for row in rows
            for column in columns
            for value in values_of(column, row)
        )


def citation(description: Description) -> str:
    """Version, checksum and licence in one cell."""
    return "version {version}; {checksum}; {licence}".format(**description.short())


def values_of(column: Column, row: Row) -> Sequence[Any]:
    """The values of a field, one or many, as a list of those that are not empty."""
    value = row[column.name]
    if column.many:
        return value or ()
    return () if value is None else (value,)


def wide_names(selection: Selection) -> list[str]:
    """The names of the columns of a wide table."""
    return [name for column in selection.columns for name in _names(column)] + [DATASET]


def _names(column: Column) -> list[str]:
    if not column.is_link:
        return [column.name]
    return [f"{column.name}.id", *([f"{column.name}.name"] if column.label else [])]


def _wide_cells(selection: Selection, row: Row) -> Iterator[Any]:
    for column in selection.columns:
        values = values_of(column, row)
        parts = [values]
        if column.is_link:
            names = ("id", "name") if column.label else ("id",)
            parts = [[each[name] for each in values] for name in names]
        for part in parts:
            yield _joined(part) if column.many else _cell(next(iter(part), None))


def _long_cells(value: Any) -> tuple[Any, Any]:
    if isinstance(value, dict):
        return _cell(value["id"]), _cell(value.get("name"))
    return _cell(value), ""


def _joined(values: Sequence[Any]) -> Any:
    """Several values in one cell; a separator inside of one gets a backslash before it."""
    escaped = (
        str(each or "").replace("\\", r"\\").replace(SEPARATOR, rf"\{SEPARATOR}") for each in values
    )
    return _cell(SEPARATOR.join(escaped))


def _cell(value: Any) -> Any:
    """A value as it stands in a cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _lines(rows: Any) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerows(rows)
    return made.getvalue()


def describe_table(
    name: str, selection: Selection, description: Description, address: str, *, long: bool
) -> dict[str, Any]:
    """The description of a table at an address (CSVW: https://www.w3.org/TR/tabular-metadata/).

    ``name`` is that of the export; a wide table has the columns of the ``selection``.
    """
    columns = _long_columns() if long else list(_wide_columns(selection))
    told = description.full()
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": address,
        "dialect": {"encoding": "utf-8", "header": True},
        "dc:title": f"{name} of {told['name']}",
        "dc:license": told["licence"],
        "dc:identifier": told["checksum"],
        "dc:hasVersion": str(told["version"]),
        "dc:issued": told["loadedAt"],
        "dc:temporal": told["asOf"],
        "notes": [told],
        "tableSchema": {
            "columns": columns,
            **({} if long else {"primaryKey": "id", "aboutUrl": f"{description.base}{{+id}}"}),
        },
    }


def _wide_columns(selection: Selection) -> Iterator[dict[str, Any]]:
    for column in selection.columns:
        for name in _names(column):
            made: dict[str, Any] = {"name": name.replace(".", "_"), "titles": name}
            if column.about:
                made["dc:description"] = column.about
            if column.many:
                made["separator"] = SEPARATOR
            if isinstance(column.of, Property):
                made["datatype"] = _DATATYPES.get(column.of.scalar, "string")
                made |= {"required": True} if column.of.required else {}
            yield made
    yield {"name": DATASET, "titles": DATASET, "datatype": "string", "required": True}


def _long_columns() -> list[dict[str, Any]]:
    return [{"name": name, "titles": name, "datatype": "string"} for name in LONG]
