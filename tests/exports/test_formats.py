"""The writers alone, over rows that are as odd as text can be; read by the usual readers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import networkx
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from schema import model
from server.exports.columns import columns, listing
from server.exports.format import Description, Format
from server.exports.graphml import GraphMl
from server.exports.lines import JsonLines
from server.exports.rdf import JsonLd, NQuads
from server.exports.snapshot import Selection, Version
from server.exports.tables import FORMULA, LongTable, WideTable

VERSION = Version(3, "made up", "ab" * 32, "CC0-1.0 AND MIT", "2026-01-02T03:04:05Z")
DESCRIPTION = Description(VERSION, "2026-11-27", "https://example.org/id/")
BASE = rdflib.Namespace(DESCRIPTION.base)
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")  # of version 3, which rdflib has not yet
ORG = rdflib.Namespace("http://www.w3.org/ns/org#")

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
"""Any text that UTF-8 can hold, control characters included."""
XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20)
"""Text that XML can hold as it is."""


def select(name: str, *fields: str) -> Selection:
    known = model()
    root = listing(known, name)
    type = known.types[root.target]
    return Selection(root, type, columns(known, type, fields), {})


def written(made: type[Format], selection: Selection, *rows: Mapping[str, Any]) -> str:
    writer = made(DESCRIPTION)
    steps = [write(rows) for _, write in writer.steps([selection])]
    return writer.begin([selection]) + "".join(steps) + writer.end()


def project(name: str) -> dict[str, Any]:
    return {"id": "project:x", "nameTh": name}


PROJECTS = select("projects", "nameTh")


@given(ANY_TEXT)
def test_csv_holds_any_text(name: str) -> None:
    text = written(WideTable, PROJECTS, project(name))
    assert text.startswith("\ufeff")
    header, row = csv.reader(io.StringIO(text[1:], newline=""))
    assert header == ["id", "nameTh", "dataset"]
    assert row[1] == (f"'{name}" if name.startswith(FORMULA) else name)


@pytest.mark.parametrize(
    "name",
    ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "\uff1d1+1"],
)
@pytest.mark.parametrize("table", [WideTable, LongTable])
def test_no_text_is_a_formula(table: type[Format], name: str) -> None:
    text = written(table, PROJECTS, project(name))
    cells = [cell for row in csv.reader(io.StringIO(text[1:], newline="")) for cell in row]
    assert f"'{name}" in cells
    assert not [cell for cell in cells if cell.startswith(FORMULA)]


def test_a_number_below_zero_is_no_formula() -> None:
    row = {"id": "claim:x", "value": -3}
    assert "claim:x,-3," in written(WideTable, select("awardClaims", "value"), row)


def test_several_values_are_in_one_cell_and_can_be_told_apart() -> None:
    selection = select("organizations", "abbreviations", "serves")
    province = {"id": "TH-71", "name": "กาญจนบุรี"}
    row = {"id": "org:x", "abbreviations": ["a|b", "c\\"], "serves": [province, province]}
    text = written(WideTable, selection, row)
    header, cells = csv.reader(io.StringIO(text[1:], newline=""))
    assert dict(zip(header, cells, strict=True)) == {
        "id": "org:x",
        "abbreviations": "a\\|b|c\\\\",
        "serves.id": "TH-71|TH-71",
        "serves.name": "กาญจนบุรี|กาญจนบุรี",
        "dataset": f"version 3; sha256:{'ab' * 32}; CC0-1.0 AND MIT",
    }


def test_long_has_a_row_for_each_value_and_none_for_nothing() -> None:
    selection = select("organizations", "nameEn", "abbreviations", "parent")
    parent = {"id": "org:y", "name": "อื่น"}
    row = {"id": "org:x", "nameEn": None, "abbreviations": ["a", "b"], "parent": parent}
    text = written(LongTable, selection, row)
    header, *rows = csv.reader(io.StringIO(text[1:], newline=""))
    assert header == ["id", "field", "value", "name", "dataset"]
    assert [each[:4] for each in rows] == [
        ["org:x", "abbreviations", "a", ""],
        ["org:x", "abbreviations", "b", ""],
        ["org:x", "parent", "org:y", "อื่น"],
    ]


@given(ANY_TEXT)
def test_lines_hold_any_text(name: str) -> None:
    (line,) = written(JsonLines, PROJECTS, project(name)).split("\n")[:-1]
    found = json.loads(line)
    assert (found["nameTh"], found["type"]) == (name, "Project")
    assert found["dataset"] == {
        "version": 3,
        "checksum": f"sha256:{'ab' * 32}",
        "licence": "CC0-1.0 AND MIT",
    }


@given(ANY_TEXT)
def test_rdf_holds_any_text(name: str) -> None:
    quads, linked = rdflib.Dataset(), rdflib.Graph()
    quads.parse(data=written(NQuads, PROJECTS, project(name)), format="nquads")
    linked.parse(data=written(JsonLd, PROJECTS, project(name)), format="json-ld")
    subject, label = BASE["project:x"], rdflib.SKOS.prefLabel
    expected = [rdflib.Literal(name, lang="th")]
    assert list(quads.graph(BASE["dataset:3"]).objects(subject, label)) == expected
    assert list(linked.objects(subject, label)) == expected


@given(XML_TEXT)
def test_graphml_holds_any_text_that_xml_can(name: str) -> None:
    text = written(GraphMl, PROJECTS, project(name))
    assert networkx.parse_graphml(text).nodes["project:x"]["nameTh"] == name


def test_graphml_keeps_line_breaks_as_they_are() -> None:
    text = written(GraphMl, PROJECTS, project("a\r\nb\rc\td"))
    assert networkx.parse_graphml(text).nodes["project:x"]["label"] == "a\r\nb\rc\td"


def test_graphml_leaves_out_what_xml_cannot_hold() -> None:
    text = written(GraphMl, PROJECTS, project("a\x00b\x1fc\ufffe"))
    assert networkx.parse_graphml(text).nodes["project:x"]["label"] == "abc"


def test_graphml_tells_what_was_asked() -> None:
    where = {"nameTh": {"contains": "<&>"}}
    made = GraphMl(replace(DESCRIPTION, given={"where": where}))
    found = networkx.parse_graphml(made.begin([PROJECTS]) + made.end())
    assert json.loads(found.graph["where"]) == where
    assert found.graph["version"] == "3"


def test_an_id_becomes_an_iri_that_may_stand_anywhere() -> None:
    text = written(NQuads, PROJECTS, {"id": "project:a b<ก>", "nameTh": "x"})
    assert "<https://example.org/id/project:a%20b%3C%E0%B8%81%3E>" in text


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("DAY", ("2002-10-01", rdflib.XSD.date)),
        ("MONTH", ("2002-10", rdflib.XSD.gYearMonth)),
        ("YEAR", ("2002", rdflib.XSD.gYear)),
    ],
)
def test_a_day_is_no_more_precise_than_it_is_known(
    precision: str, expected: tuple[str, rdflib.URIRef]
) -> None:
    row = {"id": "change:x", "date": "2002-10-01", "datePrecision": precision}
    found = rdflib.Graph().parse(
        data=written(JsonLd, select("changeEvents", "date"), row), format="json-ld"
    )
    (date,) = found.objects(BASE["change:x"], rdflib.DCTERMS.date)
    assert isinstance(date, rdflib.Literal)
    assert (str(date), date.datatype) == expected


def test_a_name_is_in_the_language_that_it_says() -> None:
    selection = select("names", "value", "language")
    row = {"id": "name:x", "value": "Health", "language": "EN"}
    text = written(NQuads, selection, row)
    assert '<http://www.w3.org/2008/05/skos-xl#literalForm> "Health"@en ' in text


def test_a_unit_is_one_by_its_kind() -> None:
    row = {"id": "org:x", "kind": "SUB_UNIT"}
    found = rdflib.Graph().parse(
        data=written(JsonLd, select("organizations", "kind"), row), format="json-ld"
    )
    classes = {*found.objects(BASE["org:x"], rdflib.RDF.type)}
    assert classes == {ORG.Organization, ORG.OrganizationalUnit}


@pytest.mark.parametrize("made", [JsonLd, NQuads])
def test_rdf_says_what_it_is_of(made: type[Format]) -> None:
    found = rdflib.Dataset(default_union=True)
    kind = "json-ld" if made is JsonLd else "nquads"
    found.parse(data=written(made, PROJECTS, project("x")), format=kind)
    version = BASE["dataset:3"]
    assert {str(each) for each in found.objects(version, rdflib.DCTERMS.license)} == {
        "https://spdx.org/licenses/CC0-1.0",
        "https://spdx.org/licenses/MIT",
    }
    assert rdflib.Literal(3) in set(found.objects(version, DCAT.version))
    assert list(found.subjects(rdflib.PROV.wasDerivedFrom, version))
