"""Search and suggestions over the shipped dataset and names made up for the purpose."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

import schema
from graph.finding import CANDIDATES
from graph.searching import MAX_HITS, MAX_TEXT
from graph.service import Outcome, Service
from graph.store import Address, Store
from graph.writing import NodeRow, create_nodes
from seed import load
from seed.twins import with_twins
from tests.compiler.conftest import call
from tests.conftest import empty
from tests.seed.folders import FOUNDING

pytestmark = [pytest.mark.anyio, pytest.mark.lts]

MADE_UP: dict[str, dict[str, Any]] = {
    "org:x-land-nan": {"nameTh": "สำนักงานที่ดินจังหวัดน่าน", "nameEn": "Nan Land Office"},
    "org:x-hospital-nan": {"nameTh": "โรงพยาบาลน่าน", "nameEn": "Nan Hospital"},
    "org:x-water": {"nameTh": "กรมทรัพยากรน้ำ", "nameEn": "Department of Water Resources"},
    "org:x-school": {"nameTh": "โรงเรียน ๑๒ มิถุนา", "abbreviations": ["ร.ร. ๑๒"]},
    "org:x-health": {"nameTh": "กรมอนามัย", "nameEn": "Department of Health"},
    "org:x-health-nan": {"nameTh": "สำนักงานสาธารณสุขจังหวัดน่าน"},
    "org:x-quotes": {"nameTh": 'ศูนย์ "ใจดี" (ทดลอง) [1] a:b~c^2 AND/OR'},
}
COMMON = "หน่วยทดสอบร่วม"


class Asked:
    """The store and the service, with the shipped dataset and the made-up names."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.service = Service(schema.build()._schema, schema.model(), store)

    async def __call__(self, query: str, **variables: Any) -> Any:
        answer = await self.service.execute(query, variables)
        found = json.loads(answer.body)
        assert "errors" not in found, found
        return found["data"]

    async def hits(self, text: str, **arguments: Any) -> list[dict[str, Any]]:
        query = """query ($text: String!, $kinds: [SearchKind!], $first: Int) {
          search(text: $text, kinds: $kinds, first: $first) {
            score matched highlights { start end } node { __typename id } } }"""
        found: list[dict[str, Any]] = (await self(query, text=text, **arguments))["search"]
        return found

    async def ids(self, text: str, **arguments: Any) -> list[str]:
        return [hit["node"]["id"] for hit in await self.hits(text, **arguments)]


def made_up() -> list[NodeRow]:
    rows = [
        NodeRow(id, "Organization", {"kind": "SUB_UNIT", **properties})
        for id, properties in MADE_UP.items()
    ]
    for i in range(CANDIDATES + 20):
        name = {"nameTh": f"{COMMON} {i:04}", "kind": "SUB_UNIT"}
        rows.append(NodeRow(f"org:x-common-{i:04}", "Organization", name))
    rows.append(NodeRow("org:x-common", "Organization", {"nameTh": COMMON, "kind": "SUB_UNIT"}))
    return rows


@pytest.fixture(scope="module")
async def asked(address: Address) -> AsyncIterator[Asked]:
    model = schema.model()
    async with Store(address) as store:
        await empty(store)
        await load(store, model, [FOUNDING])
        rows = (with_twins(model.types[row.type], row) for row in made_up())
        for text, parameters in create_nodes(model, rows, datetime.now(UTC)):
            await store.write(partial(call, text, parameters))
        yield Asked(store)
        await empty(store)


# The same name, however it is typed


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("สำนักงานที่ดินจังหวัดน่าน", "org:x-land-nan"),
        ("สนง.ที่ดิน จ.น่าน", "org:x-land-nan"),
        ("สนง. ที่ดินจ.น่าน", "org:x-land-nan"),
        ("สำนักงาน ที่ดิน  จังหวัด น่าน", "org:x-land-nan"),
        ("ส\u0e4d\u0e32นักงานที่ดินจังหวัดน่าน", "org:x-land-nan"),
        ("สำนัก\u200bงานที่ดินจังหวัดน่าน", "org:x-land-nan"),
        ("รพ.น่าน", "org:x-hospital-nan"),
        ("รพ. น่าน", "org:x-hospital-nan"),
        ("กรมทรัพยากรน้\u0e4d\u0e32", "org:x-water"),
        ("กรมทรัพยากรน\u0e4d้\u0e32", "org:x-water"),
        ("DEPARTMENT OF WATER  RESOURCES", "org:x-water"),
        ("โรงเรียน 12 มิถุนา", "org:x-school"),
        ("รร.๑๒มิถุนา", "org:x-school"),
        ("พม", "org:msdhs"),
        ("พ.ม.", "org:msdhs"),
    ],
)
async def test_a_name_typed_otherwise_is_that_name(asked: Asked, text: str, id: str) -> None:
    first = (await asked.hits(text))[0]
    assert (first["node"]["id"], first["score"]) == (id, 1.0)


# Mistakes


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("เชียงรย", "TH-57"),  # missing
        ("เชียงรีย", "TH-57"),  # another
        ("เชียงงราย", "TH-57"),  # too many
        ("เชียงารย", "TH-57"),  # swapped
        ("จังหวัดกาญจนบรี", "org:province-kanchanaburi"),
        ("ลำบาง", "TH-52"),
        ("ลำปาน", "TH-52"),
        ("ลปำาง", "TH-52"),
        ("Kanchanburi", "TH-71"),
        ("Kanchanabiri", "TH-71"),
        ("Kanchaanburi", "TH-71"),
        ("Kannchanaburi", "TH-71"),
        ("กรมทรัพยากนร้ำ", "org:x-water"),
        ("Departmnt of Water Resources", "org:x-water"),
        ("Department of Wtaer Resources", "org:x-water"),
        ("สำนกงานที่ดินจังหวัดน่าน", "org:x-land-nan"),
        ("สำนักงานที่ดินจังหวัดน่าย", "org:x-land-nan"),
        ("สาธารณสุขน่าน", "org:x-health-nan"),  # a word left out
        ("สำนักงานที่ดินน่าน", "org:x-land-nan"),
    ],
)
async def test_a_mistake_does_not_hide_a_name(asked: Asked, text: str, id: str) -> None:
    first = (await asked.hits(text))[0]
    assert first["node"]["id"] == id
    assert first["score"] < 0.6


@pytest.mark.parametrize("name", ["กรมทรัพยากรน้ำ", "Department of Water Resources"])
async def test_one_mistake_anywhere(asked: Asked, name: str) -> None:
    texts = []
    for i in range(len(name)):
        texts += [name[:i] + name[i + 1 :], f"{name[:i]}ฬ{name[i + 1 :]}"]
        texts.append(name[:i] + name[i + 1 : i + 2] + name[i] + name[i + 2 :])
    for text in texts:
        assert "org:x-water" in (await asked.ids(text))[:3], text


async def test_nothing_is_like_it(asked: Asked) -> None:
    assert await asked.hits("ฬฬฬฬฬฬฬฬ") == []
    assert await asked.hits("zzzzzzzzzzzzzzzzzzzzz") == []


# Ranks, kinds, limits


async def test_whole_then_start_then_inside_then_alike(asked: Asked) -> None:
    hits = await asked.hits("น่าน")
    kinds = {hit["node"]["id"]: hit["score"] for hit in hits}
    assert hits[0]["node"]["id"] == "TH-55"
    assert kinds["TH-55"] == 1.0
    assert 0.6 < kinds["org:x-hospital-nan"] < 0.8
    assert kinds["org:x-hospital-nan"] > kinds["org:x-land-nan"]  # more of the name
    assert [hit["score"] for hit in hits] == sorted(kinds.values(), reverse=True)
    nan = await asked.hits("nan")
    assert nan[0]["node"]["id"] == "TH-55"
    assert {hit["node"]["id"] for hit in nan if 0.8 < hit["score"] < 1} >= {
        "org:x-land-nan",
        "org:x-hospital-nan",
    }


async def test_a_whole_name_comes_first_among_many_that_start_with_it(asked: Asked) -> None:
    hits = await asked.hits(COMMON, first=3)
    assert hits[0]["node"]["id"] == "org:x-common"
    assert len(hits) == 3
    query = "query ($t: String!) { suggest(text: $t, first: 2) { matched } }"
    suggested = (await asked(query, t=COMMON[:-1]))["suggest"]
    assert len(suggested) == 2


async def test_kinds(asked: Asked) -> None:
    assert await asked.ids("น่าน", kinds=["PROVINCE"]) == ["TH-55"]
    assert "TH-55" not in await asked.ids("น่าน", kinds=["ORGANIZATION"])
    assert await asked.ids("กาญจนบรี", kinds=["PROVINCE"]) == ["TH-71"]
    assert await asked.ids("น่าน", kinds=[]) == []
    projects = await asked.hits("โมเดลท่าเสา", kinds=["PROJECT"])
    assert [hit["node"]["id"] for hit in projects] == ["project:tha-sao-model"]


async def test_first(asked: Asked) -> None:
    assert await asked.ids("น่าน", first=0) == []
    assert len(await asked.ids("น่าน", first=2)) == 2
    assert len(await asked.ids(COMMON)) == 20
    assert len(await asked.ids(COMMON, first=MAX_HITS)) == MAX_HITS


# What matched


async def matches(asked: Asked, text: str) -> tuple[str, list[str]]:
    hit = (await asked.hits(text))[0]
    name = hit["matched"]
    return name, [name[place["start"] : place["end"]] for place in hit["highlights"]]


@pytest.mark.parametrize(
    ("text", "name", "parts"),
    [
        ("ที่ดินจังหวัดน่าน", "สำนักงานที่ดินจังหวัดน่าน", ["ที่ดินจังหวัดน่าน"]),
        ("ที่ดิน จ.น่าน", "สำนักงานที่ดินจังหวัดน่าน", ["ที่ดินจังหวัดน่าน"]),
        ("waterresources", "Department of Water Resources", ["Water Resources"]),
        ("12มิถุ", "โรงเรียน ๑๒ มิถุนา", ["๑๒ มิถุ"]),
        ("พม.", "พม.", ["พม"]),
        ("ใจดีทดลอง", MADE_UP["org:x-quotes"]["nameTh"], ['ใจดี" (ทดลอง']),
        ("เชียราย", "เชียงราย", ["เชีย", "ราย"]),
        ("Kanchanburi", "Kanchanaburi", ["Kanchan", "buri"]),
    ],
)
async def test_highlights(asked: Asked, text: str, name: str, parts: list[str]) -> None:
    assert await matches(asked, text) == (name, parts)


# One statement, expanded like any other


async def test_one_statement_with_others(asked: Asked) -> None:
    before = asked.store.statements
    data = await asked(
        """{
          s: search(text: "กาญจนบุรี") { node { id ... on Organization { parent { nameTh }
            awards { totalCount nodes { year } } } } __typename }
          t: suggest(text: "กาญ", first: 1) { matched node { id } highlights { a: start } }
          n: search(text: "ไม่มีสิ่งนี้เลย") { node { id } }
          organization(id: "org:msdhs") { nameEn }
          dataset { number } }"""
    )
    assert asked.store.statements - before == 1
    office = {
        "id": "org:psdho-kanchanaburi",
        "parent": {"nameTh": "สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"},
        "awards": {"totalCount": 1, "nodes": [{"year": 2022}]},
    }
    assert {"node": office, "__typename": "SearchHit"} in data["s"]
    assert data["t"] == [{"matched": "กาญจนบุรี", "node": {"id": "TH-71"}, "highlights": [{"a": 0}]}]
    assert data["n"] == []
    assert data["dataset"] == {"number": 1}


def test_the_text_is_no_part_of_the_statement() -> None:
    service = Service(schema.build()._schema, schema.model(), None)
    texts = set()
    for text in ("a", "กาญจนบุรี", "", "สำนักงาน" * 10):
        operation = service.operation(f'{{ search(text: "{text}") {{ matched }} }}', None)
        texts.add(operation.compiled(operation.variables({})).statement)
    assert len(texts) == 1


# Bad and hostile input


@pytest.mark.parametrize("text", ["", " ", "...", "\u200b", "()", "ฯ", '"', "+-&|!(){}[]^~*?:\\/"])
async def test_a_text_of_nothing_finds_nothing(asked: Asked, text: str) -> None:
    assert await asked.hits(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'กาญจนบุรี" OR "a',
        "กาญ* AND NOT (",
        "searchPairs:กา",
        "[a TO z]",
        "กาญจนบุรี~2^9",
        "/.*/กาญจนบุรี",
        "AND OR NOT",
        "\\",
        "a\x00b\nc\td",
        "x" * MAX_TEXT,
        "กขคง" * (MAX_TEXT // 4),
        "😀😀😀😀 กาญจน",
        "'}) MATCH (n) DETACH DELETE n //",
    ],
)
async def test_no_text_breaks_it(asked: Asked, text: str) -> None:
    assert isinstance(await asked.hits(text), list)


async def test_syntax_is_punctuation(asked: Asked) -> None:
    assert (await asked.ids('"ใจดี" (ทดลอง) [1]'))[0] == "org:x-quotes"
    assert (await asked.ids("+กาญจนบุรี~"))[0] == "TH-71"


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ({"text": "x" * (MAX_TEXT + 1)}, f"at most {MAX_TEXT}"),
        ({"text": "x", "first": -1}, f"0 to {MAX_HITS}"),
        ({"text": "x", "first": MAX_HITS + 1}, f"0 to {MAX_HITS}"),
    ],
)
async def test_out_of_bounds(asked: Asked, arguments: dict[str, Any], hint: str) -> None:
    query = "query ($text: String!, $first: Int) { search(text: $text, first: $first) { score } }"
    answer = await asked.service.execute(query, arguments)
    assert answer.outcome is Outcome.REQUEST_ERROR
    (error,) = json.loads(answer.body)["errors"]
    assert hint in error["message"]
    assert error["locations"]


# Filters of natural text


@pytest.mark.parametrize(
    ("condition", "id"),
    [
        ('{eqNormalized: "กรม ทรัพยากร น้\u0e4d\u0e32"}', "org:x-water"),
        ('{startsWithNormalized: "โรงเรียน12"}', "org:x-school"),
        ('{endsWithNormalized: "๑๒ มิถุนา"}', "org:x-school"),
        ('{containsNormalized: "เรียน 1๒"}', "org:x-school"),
    ],
)
async def test_normalized_filters(asked: Asked, condition: str, id: str) -> None:
    query = f"{{ organizations(where: {{nameTh: {condition}}}) {{ nodes {{ id }} }} }}"
    assert await asked(query) == {"organizations": {"nodes": [{"id": id}]}}


async def test_normalized_filters_ignore_case(asked: Asked) -> None:
    query = """{ organizations(where: {nameEn: {containsNormalized: "WATER res"}}) {
      nodes { id } } }"""
    assert await asked(query) == {"organizations": {"nodes": [{"id": "org:x-water"}]}}
