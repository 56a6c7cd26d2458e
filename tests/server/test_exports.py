"""Exports over HTTP, opened by the programs that people open them with."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import networkx
import pandas
import pyexcel
import pyshacl
import pytest
import rdflib
from csvw import CSVW

from graph.store import Address
from schema import model
from server.exports import endpoint
from server.exports.columns import listings
from tests.server.live import clear, fill, slow_reader

BASE = rdflib.Namespace("urn:govgraph:")
ORG = rdflib.Namespace("http://www.w3.org/ns/org#")
OFFICE, MINISTRY = "org:psdho-kanchanaburi", "org:msdhs"
OF_2022 = json.dumps({"year": {"eq": 2022}})


def get(client: httpx.Client, path: str, **parameters: str) -> httpx.Response:
    return client.get(f"/export/{path}", params=parameters)


def whole(client: httpx.Client, path: str, **parameters: str) -> httpx.Response:
    response = get(client, path, **parameters)
    assert response.status_code == 200, response.text
    return response


def count(client: httpx.Client, field: str) -> int:
    found = client.post("/graphql", json={"query": f"{{ {field} {{ totalCount }} }}"}).json()
    (connection,) = found["data"].values()
    number: int = connection["totalCount"]
    return number


def version(client: httpx.Client) -> dict[str, str]:
    query = "{ dataset { checksum licence } }"
    found: dict[str, str] = client.post("/graphql", json={"query": query}).json()["data"]["dataset"]
    return found


@pytest.mark.lts
def test_pandas_opens_a_table(client: httpx.Client) -> None:
    response = whole(client, "awards.csv", where=OF_2022)
    assert response.headers["content-type"].startswith("text/csv; charset=utf-8")
    disposition = response.headers["content-disposition"]
    assert re.fullmatch(r'attachment; filename="govgraph-awards-\d+\.csv"', disposition)
    table = pandas.read_csv(io.BytesIO(response.content))
    assert len(table) == count(client, "awards(where: {year: {eq: 2022}})")
    assert set(table["year"]) == {2022}
    won = table[table["winners.id"] == OFFICE].iloc[0]
    assert won["ministries.name"] == "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"
    told = version(client)
    (dataset,) = set(table["dataset"])
    assert told["checksum"] in dataset
    assert told["licence"] in dataset


@pytest.mark.parametrize("name", ["awards", "organizations", "provinces"])
def test_a_spreadsheet_reader_opens_a_table(client: httpx.Client, name: str) -> None:
    content = whole(client, f"{name}.csv").content
    sheet = pyexcel.get_sheet(file_content=content, file_type="csv", encoding="utf-8-sig")
    first, *rows = sheet.rows()
    table = pandas.read_csv(io.BytesIO(content), dtype=str)
    assert first == list(table.columns)
    column = first.index("id")
    assert [row[column] for row in rows] == list(table["id"])
    assert {len(row) for row in rows} == {len(first)}


def test_a_spreadsheet_knows_thai_by_the_mark_at_the_start(client: httpx.Client) -> None:
    content = whole(client, "provinces.csv", fields="nameTh").content
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), "excel"))
    assert len(rows) == 78
    assert ["TH-71", "กาญจนบุรี"] in [row[:2] for row in rows]


def test_a_reader_of_csv_on_the_web_finds_the_description(
    client: httpx.Client, tmp_path: Path
) -> None:
    response = whole(client, "awards.csv", fields="year,winners,ceremony")
    link = response.links["describedby"]
    assert link["type"] == "application/csvm+json"
    address = httpx.URL(str(response.url)).join(link["url"])
    described = client.get(address)
    assert described.headers["content-type"] == "application/csvm+json"
    table = described.json() | {"url": "awards.csv"}
    (tmp_path / "awards.csv").write_bytes(response.content)
    (tmp_path / "awards.csv-metadata.json").write_text(json.dumps(table), "utf-8")
    opened = CSVW(str(tmp_path / "awards.csv-metadata.json"), validate=True)
    assert opened.is_valid
    rows = list(opened.tables[0])
    assert {row["year"].__class__ for row in rows} == {int}
    assert all(isinstance(row["winners_id"], list) for row in rows)
    assert table["notes"][0]["checksum"] == f"sha256:{version(client)['checksum']}"


def test_a_long_table_has_a_row_for_each_value(client: httpx.Client) -> None:
    wide = pandas.read_csv(io.BytesIO(whole(client, "awards.csv").content))
    long = pandas.read_csv(io.BytesIO(whole(client, "awards.csv", shape="long").content))
    assert list(long) == ["id", "field", "value", "name", "dataset"]
    assert set(long["id"]) == set(wide["id"])
    winners = long[long["field"] == "winners"].groupby("id")["value"].apply("|".join)
    expected = wide.set_index("id")["winners.id"].dropna()
    assert winners.sort_index().equals(expected.sort_index())


def test_a_long_table_of_several_lists_is_described_as_that(client: httpx.Client) -> None:
    asked = {"shape": "long", "lists": "provinces,awardSchemes"}
    response = whole(client, "graph.csv", **asked)
    address = httpx.URL(str(response.url)).join(response.links["describedby"]["url"])
    described = client.get(address).json()
    assert described["dc:title"].startswith("graph of ")
    names = [column["titles"] for column in described["tableSchema"]["columns"]]
    header, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert names == header
    assert {row[0][:3] for row in rows} > {"TH-"}


def test_lines_are_what_graphql_answers(client: httpx.Client) -> None:
    lines = whole(client, "awards.jsonl", where=OF_2022, orderBy='[{"year": "ASC"}]').text
    rows = [json.loads(line) for line in lines.splitlines()]
    query = """{ awards(first: 1000, where: {year: {eq: 2022}}, orderBy: [{year: ASC}]) {
      nodes { id level winners { nodes { id name } } category { id name } } } }"""
    expected = client.post("/graphql", json={"query": query}).json()["data"]["awards"]["nodes"]
    assert [(row["id"], row["level"], row["category"]) for row in rows] == [
        (node["id"], node["level"], node["category"]) for node in expected
    ]
    assert [row["winners"] for row in rows] == [node["winners"]["nodes"] for node in expected]


LONG_LISTS = {
    "statements": {"setAside": {"isNull": False}},
    "names": {"kind": {"eq": "FORMER"}},
    "changes": {"predicate": {"eq": "level"}},
}
"""The lists of thousands of nodes, and which of these are enough to try RDF with."""


@pytest.fixture(scope="module")
def linked(url: str) -> rdflib.Graph:
    """The graph, from JSON-LD."""
    short = ",".join(listings(model()).keys() - LONG_LISTS.keys())
    asked = [("graph", {"lists": short})]
    asked += [(name, {"where": json.dumps(where)}) for name, where in LONG_LISTS.items()]
    made = rdflib.Graph()
    for name, parameters in asked:
        response = httpx.get(f"{url}/export/{name}.jsonld", params=parameters, timeout=60)
        assert response.status_code == 200
        made.parse(data=response.content, format="json-ld")
    return made


def test_rdf_speaks_of_organizations_and_provenance_in_terms_of_w3c(linked: rdflib.Graph) -> None:
    found: Any = linked.query(
        """
        PREFIX org: <http://www.w3.org/ns/org#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX schema: <https://schema.org/>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX gov: <urn:govgraph:schema#>
        SELECT DISTINCT ?ministry ?name WHERE {
          BIND (<urn:govgraph:org:psdho-kanchanaburi> AS ?office)
          ?office org:subOrganizationOf+ ?ministry ; skos:prefLabel ?name .
          ?ministry gov:kind "MINISTRY" .
          ?award schema:agent ?office ; a schema:WinAction ; prov:wasDerivedFrom ?document .
          ?document a prov:Entity .
        }
        """
    )
    name = "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดกาญจนบุรี"
    assert [tuple(row) for row in found] == [(BASE[MINISTRY], rdflib.Literal(name, lang="th"))]
    assert (None, rdflib.RDF.type, ORG.ChangeEvent) in linked
    assert (None, ORG.originalOrganization, None) in linked
    western, kanchanaburi = BASE["region:western"], BASE["TH-71"]
    within = set(linked.subjects(rdflib.SDO.containedInPlace, western))
    assert (len(within), kanchanaburi in within) == (6, True)


def test_the_shapes_hold_for_the_whole_graph(client: httpx.Client, linked: rdflib.Graph) -> None:
    response = whole(client, "shapes.ttl")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    shapes = rdflib.Graph().parse(data=response.text, format="turtle")
    sh = rdflib.SH
    assert len(set(shapes.subjects(rdflib.RDF.type, sh.NodeShape))) == len(model().types)
    conforms, _, report = pyshacl.validate(linked, shacl_graph=shapes)
    assert conforms, report[:2000]
    spoilt = rdflib.Graph()
    award = BASE["award:x"]
    spoilt.add((award, rdflib.RDF.type, rdflib.URIRef("urn:govgraph:schema#Award")))
    spoilt.add((award, rdflib.URIRef("urn:govgraph:schema#level"), rdflib.Literal("BEST")))
    conforms, results, _ = pyshacl.validate(spoilt, shacl_graph=shapes)
    assert not conforms
    paths = set(results.objects(None, sh.resultPath))
    assert rdflib.URIRef("urn:govgraph:schema#level") in paths  # no such level
    assert rdflib.DCTERMS.isPartOf in paths  # no edition


def test_quads_say_the_same_in_the_graph_of_the_version(
    client: httpx.Client, linked: rdflib.Graph
) -> None:
    quads = rdflib.Dataset()
    quads.parse(data=whole(client, "organizations.nq").content, format="nquads")
    (named,) = [
        each for each in quads.graphs() if str(each.identifier).startswith(BASE + "dataset:")
    ]
    assert len(named) > 1000
    assert {*named} <= {*linked}
    license = set(quads.objects(named.identifier, rdflib.DCTERMS.license))
    assert license == {
        rdflib.URIRef("https://spdx.org/licenses/Apache-2.0"),
        rdflib.URIRef("https://spdx.org/licenses/CC-BY-4.0"),
    }


def test_networkx_opens_the_graph(client: httpx.Client) -> None:
    graph = networkx.parse_graphml(whole(client, "graph.graphml").text)
    total = sum(count(client, name) for name in listings(model()))
    assert graph.number_of_nodes() == total
    assert all("type" in told for _, told in graph.nodes(data=True))
    assert graph.nodes[MINISTRY]["label"] == "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"
    assert graph.graph["checksum"] == f"sha256:{version(client)['checksum']}"
    line = graph.edge_subgraph(
        edge for edge in graph.edges if graph.edges[edge]["type"] == "PART_OF"
    )
    assert MINISTRY in networkx.descendants(line, OFFICE)


def test_a_graph_of_some_lists(client: httpx.Client) -> None:
    text = whole(client, "graph.graphml", lists="provinces,awards").text
    kinds = networkx.get_node_attributes(networkx.parse_graphml(text), "type")
    assert set(kinds.values()) == {"Province", "Award"}


def test_the_archive_is_all_of_it_and_says_so(client: httpx.Client) -> None:
    first, second = (whole(client, "dataset.zip", lists="awards,provinces") for _ in range(2))
    assert first.content == second.content
    archive = zipfile.ZipFile(io.BytesIO(first.content))
    manifest = json.loads(archive.read("manifest.json"))
    files = {each["path"]: each for each in manifest["files"]}
    assert files.keys() == {*archive.namelist()} - {"manifest.json"}
    for path, told in files.items():
        content = archive.read(path)
        assert (told["bytes"], told["sha256"]) == (
            len(content),
            hashlib.sha256(content).hexdigest(),
        )
    assert files["provinces.csv"]["rows"] == files["provinces.jsonl"]["rows"] == 77
    assert files["graph.nq"]["rows"] == 77 + count(client, "awards")
    assert manifest["dataset"]["licence"] == "Apache-2.0 AND CC-BY-4.0"
    table = archive.read("awards.csv")
    assert table == whole(client, "awards.csv").content


def test_of_another_day(client: httpx.Client) -> None:
    lines = [
        whole(client, "organizations.jsonl", fields="parent", asOf=day).text
        for day in ("2001-01-01", "1 มกราคม 2544")
    ]
    assert lines[0] == lines[1]
    then = {row["id"]: row for row in map(json.loads, lines[0].splitlines())}
    assert MINISTRY not in then
    assert len(then) > 100


@pytest.mark.parametrize(
    ("path", "parameters", "status", "code", "word"),
    [
        ("awards.xlsx", {}, 404, "NOT_FOUND", ".csv"),
        ("awards", {}, 404, "NOT_FOUND", ".csv"),
        ("awards.csvx-metadata.json", {}, 404, "NOT_FOUND", ".csv"),
        ("award.csv", {}, 400, "BAD_USER_INPUT", "awards"),
        ("graph.csv", {}, 400, "BAD_USER_INPUT", "long"),
        ("awards.csv", {"were": "{}"}, 400, "BAD_USER_INPUT", "where"),
        ("awards.csv", {"where": "{"}, 400, "BAD_USER_INPUT", "where"),
        ("awards.csv", {"where": '{"year": 2022}'}, 400, "BAD_USER_INPUT", "IntFilter"),
        ("awards.csv", {"where": "[]"}, 400, "BAD_USER_INPUT", "AwardFilter"),
        ("awards.csv", {"orderBy": '[{"yaer": "ASC"}]'}, 400, "BAD_USER_INPUT", "yaer"),
        ("awards.csv", {"fields": "yaer"}, 400, "BAD_USER_INPUT", "year"),
        ("awards.csv", {"asOf": "soon"}, 400, "BAD_USER_INPUT", "soon"),
        ("awards.csv", {"knownAt": "soon"}, 400, "BAD_USER_INPUT", "soon"),
        ("awards.csv", {"knownAt": "2000-01-01T00:00:00Z"}, 400, "BAD_USER_INPUT", "2000"),
        ("awards.jsonl", {"shape": "long"}, 400, "BAD_USER_INPUT", "shape"),
        ("awards.csv-metadata.json", {"shape": "tall"}, 400, "BAD_USER_INPUT", "shape"),
        ("graph.csv-metadata.json", {}, 400, "BAD_USER_INPUT", "long"),
        ("dataset.zip", {"where": "{}"}, 400, "BAD_USER_INPUT", "where"),
        ("dataset.zip", {"fields": "id"}, 400, "BAD_USER_INPUT", "fields"),
    ],
)
def test_what_cannot_be_is_refused_before_the_first_byte(
    client: httpx.Client,
    path: str,
    parameters: dict[str, str],
    status: int,
    code: str,
    word: str,
) -> None:
    response = get(client, path, **parameters)
    error, *_ = response.json()["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (status, code)
    assert word in error["message"]
    assert "content-disposition" not in response.headers


def test_a_parameter_that_is_given_twice(client: httpx.Client) -> None:
    response = client.get("/export/awards.csv?fields=id&fields=year")
    assert (response.status_code, "twice" in response.text) == (400, True)
    several = client.get("/export/awards.csv?" + "&".join(f"a{i}=" for i in range(21)))
    assert (several.status_code, "at most 20" in several.text) == (400, True)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_exports_are_only_read(client: httpx.Client, method: str) -> None:
    response = client.request(method, "/export/awards.csv")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")


def test_a_head_has_the_headers_alone(client: httpx.Client) -> None:
    head, full = client.head("/export/awards.csv"), whole(client, "awards.csv")
    assert head.content == b""
    for name in ("content-type", "content-disposition", "etag", "link"):
        assert head.headers[name] == full.headers[name]


def test_what_a_client_has_is_not_sent_again(client: httpx.Client) -> None:
    tag = whole(client, "awards.csv").headers["etag"]
    same = client.get("/export/awards.csv", headers={"if-none-match": f'"x", {tag}'})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    other = f"/export/awards.csv?{urlencode({'where': OF_2022})}"
    assert client.get(other, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whatever_a_client_has_is_enough_where_there_is_something(
    client: httpx.Client, method: str
) -> None:
    anything = {"if-none-match": "*"}
    there = client.request(method, "/export/provinces.csv", headers=anything)
    assert (there.status_code, there.content) == (304, b"")
    wrong = {"where": '{"yaer": {"eq": 2022}}'}
    nothing = client.request(method, "/export/awards.csv", params=wrong, headers=anything)
    assert nothing.status_code == 400


def test_what_another_release_wrote_is_sent_again(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = whole(client, "provinces.csv").headers["etag"]
    monkeypatch.setattr(endpoint, "release", lambda: "another")
    again = client.get("/export/provinces.csv", headers={"if-none-match": tag})
    assert again.status_code == 200
    assert again.headers["etag"] != tag


def test_an_export_that_fails_has_no_end(url: str, address: Address) -> None:
    """Nobody takes what is broken off for whole."""
    try:
        with slow_reader(url) as reader, reader.stream("GET", "/export/graph.nq") as response:
            assert response.status_code == 200
            chunks = response.iter_raw()
            assert next(chunks)
            clear(address)
            with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
                for _ in chunks:
                    pass
        missing = httpx.get(f"{url}/export/awards.csv", timeout=60)
        (error,) = missing.json()["errors"]
        assert (missing.status_code, error["extensions"]["code"]) == (503, "DATASET_MISSING")
    finally:
        fill(address)
