"""The reconciliation service, asked as OpenRefine asks it, over the shipped data."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from graph.limits import Limits
from graph.store import Address
from server.reconciliation import matching
from server.reconciliation.queries import MAX_BATCH
from tests.server.live import SETTINGS, fill, running
from tests.server.reconciliation_shapes import (
    ENTITIES,
    EXTENDED_0_2,
    EXTENDED_1_0,
    FLYOUT,
    MANIFEST_0_2,
    MANIFEST_1_0,
    PROPOSED,
    RESULTS_0_2,
    RESULTS_1_0,
    SUGGESTED,
    check,
)

PATIENT = dataclasses.replace(SETTINGS, limits=Limits(body=10_000, time=60.0))
"""A database that has just started takes long to plan its first search."""

OFFICE = "org:psdho-kanchanaburi"
LABOUR_AND_WELFARE = "กระทรวงแรงงานและสวัสดิการสังคม"
"""The name of a ministry that is no more, which the present one had before."""


@pytest.fixture(scope="module")
def url(address: Address) -> Iterator[str]:
    fill(address)
    with running(address, PATIENT) as base:
        yield base


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=100) as made:
        yield made


def reconcile(client: httpx.Client, query: Any, root: str = "/reconcile") -> list[dict[str, Any]]:
    """The candidates for one query, in the way of 0.2."""
    found = client.post(root, data={"queries": json.dumps({"q": query})})
    assert found.status_code == 200, found.text
    check(found.json(), RESULTS_0_2)
    result: list[dict[str, Any]] = found.json()["q"]["result"]
    assert [each["score"] for each in result] == sorted(
        (each["score"] for each in result), reverse=True
    )
    return result


def features(candidate: dict[str, Any]) -> dict[str, bool | float]:
    return {each["id"]: each["value"] for each in candidate["features"]}


def matches(result: list[dict[str, Any]]) -> list[str]:
    return [each["id"] for each in result if each["match"]]


def refused(response: httpx.Response) -> tuple[int, str]:
    (error,) = response.json()["errors"]
    assert error["message"]
    return response.status_code, error["extensions"]["code"]


def test_each_version_has_its_manifest(client: httpx.Client) -> None:
    for root in ("/reconcile", "/reconcile/en"):
        check(client.get(root).json(), MANIFEST_0_2)
    check(client.get("/reconcile/1.0").json(), MANIFEST_1_0)


def test_every_address_of_the_manifest_answers(client: httpx.Client) -> None:
    told = client.get("/reconcile/en").json()
    for what, place in told["suggest"].items():
        found = client.get(place["service_url"] + place["service_path"], params={"prefix": "a"})
        check(found.json(), ENTITIES if what == "entity" else SUGGESTED)
    page = client.get(told["preview"]["url"].replace("{{id}}", OFFICE))
    assert page.status_code == 200
    place = told["extend"]["propose_properties"]
    found = client.get(
        place["service_url"] + place["service_path"], params={"type": "Award", "limit": 3}
    )
    check(found.json(), PROPOSED)
    assert len(found.json()["properties"]) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("กรมการพัฒนาชุมชน", "org:moi-cdd"),
        (" กรมการ พัฒนาชุมชน ", "org:moi-cdd"),
        ("พม.", "org:msdhs"),
        ("ministry of labour", "org:mol"),
        ("TH-71", "TH-71"),
        (OFFICE, OFFICE),
    ],
)
def test_a_name_is_matched(client: httpx.Client, text: str, expected: str) -> None:
    assert matches(reconcile(client, {"query": text})) == [expected]


def test_a_mistake_is_a_candidate_and_no_match(client: httpx.Client) -> None:
    result = reconcile(client, {"query": "กรมบญชีกลาง", "type": "Organization"})
    assert result[0]["id"] == "org:mof-cgd"
    assert matches(result) == []
    told = features(result[0])
    assert told["nameExact"] is told["nameNormalized"] is False
    assert 0 < told["nameSimilarity"] == result[0]["score"] < 60


def test_a_former_name_finds_who_bears_another_now(client: httpx.Client) -> None:
    result = reconcile(client, {"query": LABOUR_AND_WELFARE, "type": "Organization"})
    by_id = {each["id"]: each for each in result}
    assert matches(result) == ["org:mlsw"]
    assert by_id["org:mlsw"]["score"] > by_id["org:mol"]["score"] > 80
    assert features(by_id["org:mol"])["formerName"] is True
    assert features(by_id["org:mlsw"])["nameExact"] is True
    assert "until" in by_id["org:mlsw"]["description"]


def test_the_province_in_a_text_counts(client: httpx.Client) -> None:
    result = reconcile(client, {"query": "สนง.พัฒนาสังคม จ.กาญจนบุรี", "type": "Organization"})
    assert result[0]["id"] == OFFICE
    told = features(result[0])
    assert told["province"] is True
    assert result[0]["score"] > told["nameSimilarity"]


def test_properties_decide_between_candidates(client: httpx.Client) -> None:
    under = {"pid": "ministry", "v": "กระทรวงการคลัง"}
    right = reconcile(client, {"query": "กรมบัญชีกลาง", "properties": [under]})
    assert matches(right) == ["org:mof-cgd"]
    assert features(right[0])["property:ministry"] is True
    elsewhere = {"pid": "ministry", "v": {"id": "org:msdhs"}}
    wrong = reconcile(client, {"query": "กรมบัญชีกลาง", "properties": [elsewhere]})
    assert matches(wrong) == []
    assert features(wrong[0])["property:ministry"] is False
    assert wrong[0]["score"] < right[0]["score"]


def test_names_answer_in_the_language_of_the_endpoint(client: httpx.Client) -> None:
    query = {"query": "org:msdhs"}
    assert reconcile(client, query)[0]["name"] == "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"
    english = reconcile(client, query, "/reconcile/en")[0]["name"]
    assert english == "Ministry of Social Development and Human Security"


def test_a_type_leaves_others_out_and_a_limit_holds(client: httpx.Client) -> None:
    every = reconcile(client, {"query": "กาญจนบุรี"})
    assert {"Province", "Organization"} <= {each["type"][0]["id"] for each in every}
    provinces = reconcile(client, {"query": "กาญจนบุรี", "type": ["Province"], "limit": 1})
    assert [each["id"] for each in provinces] == ["TH-71"]
    assert features(provinces[0])["type"] is True
    regions = reconcile(client, {"query": "Western Region", "type": ["Region"], "limit": 1})
    assert [each["id"] for each in regions] == ["region:western"]


def test_a_limit_hides_no_rival(client: httpx.Client) -> None:
    """Two departments have this abbreviation: which one is meant is for people to say."""
    shared = {"query": "ทช.", "type": "Organization"}
    found = {each["id"] for each in reconcile(client, shared) if each["score"] == 95}
    assert found == {"org:mnre-dmcr", "org:mot-drr"}
    (only,) = reconcile(client, {**shared, "limit": 1})
    assert only["match"] is False


def test_what_is_not_here_is_what_nothing_has(client: httpx.Client) -> None:
    """A client may have been set up for another service: the rest of its batch is answered."""
    name = {"query": "กรมบัญชีกลาง"}
    assert reconcile(client, {**name, "type": "Planet"}) == []
    assert matches(reconcile(client, {**name, "type": ["Planet", "Organization"]})) == [
        "org:mof-cgd"
    ]
    best, *_ = reconcile(client, {**name, "properties": [{"pid": "colour", "v": "red"}]})
    assert (best["id"], best["match"]) == ("org:mof-cgd", False)
    assert features(best)["property:colour"] is False


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"dopaCode": 71}, ["TH-71"]),
        ({"isoCode": "TH-71"}, ["TH-71"]),
        ({"nameEn": "kanchanaburi"}, ["TH-71"]),
        ({"abbreviations": "พม."}, ["org:msdhs"]),
        (
            {"unitKind": "provincial office", "seatedIn": "กาญจนบุรี", "ministry": "org:msdhs"},
            [OFFICE],
        ),
        ({"nameEn": "Kanchanaburi", "dopaCode": 10}, []),
        ({"dopaCode": "seventy-one"}, []),
        ({"dopaCode": 10**20}, []),
        ({"uid": "27eb892afbb2"}, []),
    ],
)
def test_properties_alone_find_who_has_them_all(
    client: httpx.Client, properties: dict[str, Any], expected: list[str]
) -> None:
    stated = [{"pid": name, "v": value} for name, value in properties.items()]
    result = reconcile(client, {"properties": stated})
    assert [each["id"] for each in result] == matches(result) == expected
    assert all(each["score"] == 100 for each in result)


def test_properties_that_several_have_are_no_match(client: httpx.Client) -> None:
    under = {"pid": "ministry", "v": {"id": "org:mof", "name": "กระทรวงการคลัง"}}
    result = reconcile(client, {"properties": [under], "type": "Organization", "limit": 3})
    assert [len(result), matches(result)] == [3, []]
    assert features(result[0]) == {"type": True, "property:ministry": True}


def test_a_batch_answers_each_query_by_its_name(client: httpx.Client) -> None:
    queries = {
        f"q{i}": {"query": text} for i, text in enumerate(["พม.", "...", "ก" * 500, "TH-10"])
    }
    by_form = client.post("/reconcile", data={"queries": json.dumps(queries)})
    by_url = client.get("/reconcile", params={"queries": json.dumps(queries)})
    assert by_form.json() == by_url.json()
    check(by_form.json(), RESULTS_0_2)
    found = {name: matches(each["result"]) for name, each in by_form.json().items()}
    assert found == {"q0": ["org:msdhs"], "q1": [], "q2": [], "q3": ["TH-10"]}


def test_many_candidates_are_told_of_in_parts(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = {"query": "กาญจนบุรี"}
    at_once = reconcile(client, query)
    assert len(at_once) > 2
    monkeypatch.setattr(matching, "TOLD_AT_ONCE", 2)
    assert reconcile(client, query) == at_once


def test_the_draft_of_1_0(client: httpx.Client) -> None:
    conditions: list[Any] = [{"matchType": "name", "propertyValue": "กรมบัญชีกลาง"}]
    required = {
        "matchType": "property",
        "propertyId": "ministry",
        "propertyValue": "org:mof",
        "required": True,
    }
    queries = [
        {"type": "Organization", "conditions": [*conditions, required]},
        {"conditions": [*conditions, {**required, "matchQuantifier": "none"}], "limit": 5},
        {"conditions": [{"matchType": "id", "propertyValue": "org:msdhs"}], "lang": "th"},
        {"conditions": [{**required, "propertyId": "nameEn", "propertyValue": ["No such", "?"]}]},
    ]
    found = client.post(
        "/reconcile/1.0/match", json={"queries": queries}, headers={"accept-language": "en"}
    )
    check(found.json(), RESULTS_1_0)
    first, second, third, fourth = (each["candidates"] for each in found.json()["results"])
    assert [each["id"] for each in first if each["match"]] == ["org:mof-cgd"]
    assert first[0]["name"] == "The Comptroller General’s Department"
    assert "org:mof-cgd" not in {each["id"] for each in second}
    assert [each["id"] for each in third if each["match"]] == ["org:msdhs"]
    assert fourth == []
    assert found.headers["content-language"] == "en"


def test_the_names_of_earlier_drafts_of_1_0(client: httpx.Client) -> None:
    """The path was `/reconcile`, and the fields of a condition were those of 0.2."""
    property = {"matchType": "property", "matchQualifier": "ExactMatch"}
    newer = [
        {"matchType": "name", "propertyValue": "กรมบัญชีกลาง"},
        {**property, "propertyId": "ministry", "propertyValue": ["org:mof", "org:moi"]},
    ]
    older = [
        {"matchType": "name", "v": "กรมบัญชีกลาง"},
        {**property, "pid": "ministry", "v": ["org:mof", "org:moi"]},
    ]
    answers = [
        client.post(f"/reconcile/1.0/{path}", json={"queries": [{"conditions": asked}]}).json()
        for path, asked in (("match", newer), ("reconcile", older))
    ]
    assert answers[0] == answers[1]
    assert answers[0]["results"][0]["candidates"][0]["match"] is True


@pytest.mark.parametrize(
    "query",
    [
        {"conditions": []},
        {"type": "Organization"},
        {"conditions": [{"propertyValue": "x"}]},
        {"conditions": [{"matchType": "name"}]},
        {"conditions": [{"matchType": "name", "propertyValue": ["a", "b"]}]},
        {"conditions": [{"matchType": "name", "propertyValue": "x"}], "type": ["Organization"]},
        {"conditions": [{"matchType": "property", "propertyValue": "x"}]},
        {"conditions": [{"matchType": "name", "propertyValue": "x"}], "props": []},
        {"conditions": ["x"]},
    ],
)
def test_what_is_no_query_of_1_0_is_refused(client: httpx.Client, query: Any) -> None:
    response = client.post("/reconcile/1.0/match", json={"queries": [query]})
    assert refused(response) == (400, "BAD_REQUEST")
    assert "query 0" in response.json()["errors"][0]["message"]


ASKED: dict[str, list[Any]] = {
    "ids": [
        OFFICE,
        "TH-71",
        "org:nobody",
        "award:lertrat-2022/effective-change/psdho-kanchanaburi",
    ],
    "properties": [
        {"id": "nameEn"},
        {"id": "ministry"},
        {"id": "awards", "settings": {"limit": "1"}},
        {"id": "dopaCode"},
        {"id": "kind"},
        {"id": "year"},
    ],
}


def test_extension_fetches_values_and_related_nodes(client: httpx.Client) -> None:
    found = client.post("/reconcile/en", data={"extend": json.dumps(ASKED)})
    check(found.json(), EXTENDED_0_2)
    rows = found.json()["rows"]
    ministry = "Ministry of Social Development and Human Security"
    assert rows[OFFICE]["ministry"] == [{"id": "org:msdhs", "name": ministry}]
    assert rows[OFFICE]["kind"] == [{"str": "SUB_UNIT"}]
    assert len(rows[OFFICE]["awards"]) == 1
    assert rows["TH-71"]["dopaCode"] == [{"int": 71}]
    assert rows["TH-71"]["nameEn"] == [{"str": "Kanchanaburi"}]
    assert rows[ASKED["ids"][3]]["year"] == [{"int": 2022}]
    assert not any(rows["org:nobody"].values())
    newer = client.post("/reconcile/1.0/extend", json=ASKED, headers={"accept-language": "en"})
    check(newer.json(), EXTENDED_1_0)
    again = {
        row["id"]: {each["id"]: each["values"] for each in row["properties"]}
        for row in newer.json()["rows"]
    }
    assert again == rows


def test_dates_are_written_as_times(client: httpx.Client) -> None:
    asked = {"ids": ["org:mlsw"], "properties": [{"id": "validTo"}]}
    found = client.get("/reconcile", params={"extend": json.dumps(asked)})
    check(found.json(), EXTENDED_0_2)
    ((cell,),) = found.json()["rows"]["org:mlsw"].values()
    assert cell == {"date": "2002-10-02T00:00:00Z"}


def test_suggestions(client: httpx.Client) -> None:
    def suggested(what: str, prefix: str, **more: Any) -> list[str]:
        found = client.get(f"/reconcile/suggest/{what}", params={"prefix": prefix, **more})
        check(found.json(), ENTITIES if what == "entity" else SUGGESTED)
        return [each["id"] for each in found.json()["result"]]

    assert suggested("entity", "กาญ", type="Province") == ["TH-71"]
    assert suggested("entity", "TH-71") == ["TH-71"]
    assert suggested("type", "Prov") == ["Province"]
    assert suggested("property", "seated")[0] == "seatedIn"
    pages = [suggested("entity", "กรม", cursor=n) for n in (0, 10)]
    assert [len(page) for page in pages] == [10, 10]
    assert not set(pages[0]) & set(pages[1])
    for what in ("entity", "property", "type"):  # As 1.0 has it.
        first, second = (suggested(what, "a", limit=2, offset=n) for n in (0, 1))
        assert len(first) == 2
        assert first[1] == second[0]


def test_flyouts_escape_what_they_tell(client: httpx.Client) -> None:
    for what, id in (("entity", OFFICE), ("property", "kind"), ("type", "Organization")):
        found = client.get(f"/reconcile/flyout/{what}", params={"id": id})
        check(found.json(), FLYOUT)
        assert found.json()["id"] == id
    unknown = client.get("/reconcile/flyout/type", params={"id": "<script>"})
    assert refused(unknown) == (404, "NOT_FOUND")


def test_the_preview_may_be_framed_and_does_nothing(client: httpx.Client) -> None:
    page = client.get("/reconcile/preview", params={"id": OFFICE})
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors http: https:" in policy
    assert "sandbox" in policy
    assert "x-frame-options" not in page.headers
    assert not re.search(r"<(script|form|a|img|iframe)\b|style=|\bon\w+=", page.text)
    assert "กาญจนบุรี" in page.text
    assert refused(client.get("/reconcile/preview?id=org:nobody")) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("id", "path"),
    [
        (OFFICE, f"/organizations/{OFFICE}"),
        ("TH-71", "/provinces/TH-71"),
        ("award:x/y+z", "/awards/award:x/y%2Bz"),
        ("doc:x", "/reconcile/preview?id=doc%3Ax"),
        ("//evil.example.org", "/reconcile/preview?id=%2F%2Fevil.example.org"),
    ],
)
def test_an_entity_leads_to_its_page(client: httpx.Client, id: str, path: str) -> None:
    template = client.get("/reconcile").json()["view"]["url"]
    found = client.get(template.replace("{{id}}", quote(id, safe="")))
    assert found.status_code == 307
    assert found.headers["location"] == str(client.base_url.join(path))


def test_any_page_may_ask(client: httpx.Client) -> None:
    origin = {"origin": "https://refine.example.org"}
    for path in (
        "/reconcile",
        "/reconcile/1.0",
        "/reconcile/suggest/type?prefix=",
        "/reconcile/no",
    ):
        found = client.get(path, headers=origin)
        assert found.headers["access-control-allow-origin"] == "*"
    asked = {
        **origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    before = client.options("/reconcile/1.0/match", headers=asked)
    assert before.status_code == 200


def batch(*queries: object) -> str:
    return json.dumps({f"q{i}": each for i, each in enumerate(queries)})


WRONG = {
    "no JSON": "{",
    "a list": "[]",
    "no name": batch({"type": "Organization"}),
    "a blank name": batch({"query": " "}),
    "a type that is no text": batch({"query": "x", "type": [1]}),
    "a property that is no text": batch({"query": "x", "properties": [{"pid": 1, "v": 1}]}),
    "no properties": batch({"properties": []}),
    "a misspelt field": batch({"query": "x", "props": []}),
    "no value": batch({"query": "x", "properties": [{"pid": "kind"}]}),
    "a wrong limit": batch({"query": "x", "limit": 0}),
    "a text for a limit": batch({"query": "x", "limit": "ten"}),
    "no query": batch("x"),
}


@pytest.mark.parametrize("queries", WRONG.values(), ids=WRONG)
def test_what_is_no_batch_is_refused(client: httpx.Client, queries: str) -> None:
    response = client.post("/reconcile", data={"queries": queries})
    assert refused(response) == (400, "BAD_REQUEST")


def test_what_cannot_be_read_is_refused(client: httpx.Client) -> None:
    too_many = batch(*[{"query": "x"}] * (MAX_BATCH + 1))
    assert refused(client.post("/reconcile", data={"queries": too_many}))[0] == 413
    assert refused(client.post("/reconcile", data={"queries": "x" * 20_000}))[0] == 413
    assert refused(client.post("/reconcile", json={"queries": {}}))[0] == 415
    assert refused(client.post("/reconcile", data={"callback": "x"}))[0] == 400
    assert refused(client.post("/reconcile/1.0/match", data={"queries": "{}"}))[0] == 415
    assert refused(client.post("/reconcile/1.0/match", json={"queries": {}}))[0] == 400
    assert refused(client.post("/reconcile/1.0/match", json=[]))[0] == 400
    assert refused(client.get("/reconcile/suggest/entity"))[0] == 400
    assert refused(client.get("/reconcile/suggest/planet?prefix="))[0] == 404
    assert refused(client.get("/reconcile/extend/propose?type=Planet"))[0] == 400
    assert refused(client.get("/reconcileur"))[0] == 404
    asked = {"ids": ["TH-71"], "properties": [{"id": "awards", "settings": {"limit": "x"}}]}
    assert refused(client.post("/reconcile", data={"extend": json.dumps(asked)}))[0] == 400
