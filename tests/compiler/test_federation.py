"""What a router of Apollo Federation asks a subgraph, over the shipped data."""

from __future__ import annotations

import json
from typing import Any

import pytest
from graphql import DirectiveNode, ObjectTypeDefinitionNode, parse

import schema
from graph.service import Service
from graph.store import Store

pytestmark = pytest.mark.anyio

OFFICE = "org:psdho-kanchanaburi"
ENTITIES = """
query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Organization { nameTh ministry { id } awards { totalCount } }
    ... on Province { nameEn }
  }
}
"""


@pytest.fixture(scope="module")
def service(shipped: Store) -> Service:
    return Service(*schema.federated(), shipped)


async def ask(service: Service, query: str, **variables: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((await service.execute(query, variables)).body)
    return answer


def representation(type: Any, id: Any) -> dict[str, Any]:
    return {"__typename": type, "id": id}


async def test_entities_answer_by_type_and_id_in_their_order(service: Service) -> None:
    asked = [
        representation("Province", "TH-71"),
        representation("Organization", OFFICE),
        representation("Organization", "org:nobody"),
        representation("Province", OFFICE),
        representation("Planet", OFFICE),
        {**representation("Province", "TH-10"), "nameEn": "said by another subgraph"},
    ]
    found = await ask(service, ENTITIES, representations=asked)
    office = {
        "__typename": "Organization",
        "nameTh": "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดกาญจนบุรี",
        "ministry": {"id": "org:msdhs"},
        "awards": {"totalCount": 1},
    }
    kanchanaburi = {"__typename": "Province", "nameEn": "Kanchanaburi"}
    bangkok = {"__typename": "Province", "nameEn": "Bangkok"}
    assert found == {"data": {"_entities": [kanchanaburi, office, None, None, None, bangkok]}}


async def test_entities_are_one_statement_with_the_rest(
    service: Service, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = []
    read = store.read

    async def counted(statement: str, *more: Any, **options: Any) -> list[list[Any]]:
        sent.append(statement)
        return await read(statement, *more, **options)

    monkeypatch.setattr(store, "read", counted)
    one = '_entities(representations: [{__typename: "Province", id: "TH-71"}])'
    query = f"{{ {one} {{ ... on Province {{ id }} }} provinces {{ totalCount }} }}"
    found = await ask(Service(*schema.federated(), store), query)
    assert found == {"data": {"_entities": [{"id": "TH-71"}], "provinces": {"totalCount": 77}}}
    assert len(sent) == 1


@pytest.mark.parametrize(
    "wrong",
    ["TH-71", representation("Province", 71), representation(None, "TH-71"), {"id": "TH-71"}, 7],
)
async def test_what_is_no_representation_is_refused(service: Service, wrong: Any) -> None:
    found = await ask(service, ENTITIES, representations=[wrong])
    (error,) = found["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "representation" in error["message"]


async def test_every_type_of_nodes_is_an_entity(service: Service) -> None:
    found = await ask(service, "{ _service { sdl } __typename dataset { number } }")
    assert found["data"]["__typename"] == "Query"
    assert found["data"]["dataset"]["number"] == 1
    document = parse(found["data"]["_service"]["sdl"])
    keyed = {
        each.name.value
        for each in document.definitions
        if isinstance(each, ObjectTypeDefinitionNode) and any(map(is_key, each.directives or ()))
    }
    assert keyed == set(schema.model().types)


def is_key(directive: DirectiveNode) -> bool:
    return directive.name.value == "key"


async def test_nothing_of_it_is_there_unless_asked_for(service: Service) -> None:
    assert "_entities" not in schema.build().as_str()
    plain = Service(schema.build()._schema, schema.model(), None)
    found = await ask(plain, "{ _service { sdl } }")
    assert found["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
