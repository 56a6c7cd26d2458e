"""What an export tells of a node, by the model alone."""

from __future__ import annotations

import pytest

from schema import model
from server.errors import UsageError
from server.exports import terms
from server.exports.columns import columns, listings
from server.exports.order import Order, order_of

MODEL = model()


def names(type: str, *asked: str) -> list[str]:
    return [column.name for column in columns(MODEL, MODEL.types[type], asked)]


def test_every_type_has_a_list_that_can_be_exported() -> None:
    assert {root.target for root in listings(MODEL).values()} == MODEL.types.keys()


def test_a_node_tells_its_properties_and_where_its_own_relationships_lead() -> None:
    told = names("Organization")
    assert told[0] == "id"
    assert {"nameTh", "abbreviations", "parent", "ministry", "serves", "sources"} <= {*told}
    # What others say of it, however many they are, is in their rows.
    assert not {"children", "descendants", "awards", "awardsUnder", "findings"} & {*told}


def test_what_others_say_can_be_asked_for() -> None:
    assert names("Organization", "awards", "name") == ["id", "awards", "name"]


def test_a_day_comes_with_its_precision() -> None:
    assert names("ChangeEvent", "date") == ["id", "date", "datePrecision"]


@pytest.mark.parametrize("field", ["yaer", "pathTo", "history", "stepsTo", ""])
def test_what_is_no_column_is_refused(field: str) -> None:
    with pytest.raises(UsageError):
        names("Organization", field)


@pytest.mark.parametrize(("type", "field"), terms.listed())
def test_a_term_is_of_a_field_that_there_is(type: str, field: str) -> None:
    known = MODEL.types[type]
    assert field in {**known.properties, **known.relations}


def test_every_type_has_a_class() -> None:
    assert terms.CLASSES.keys() == MODEL.types.keys()
    for compact in (each for classes in terms.CLASSES.values() for each in classes):
        assert terms.iri(compact).startswith(("http", "urn:"))


@pytest.mark.parametrize(
    ("order", "word"),
    [
        (Order("award", "csv"), "awards"),
        (Order("awards", "xlsx"), "csv"),
        (Order("awards", "jsonl", shape="long"), "shape"),
        (Order("awards", "csv", shape="broad"), "wide"),
        (Order("awards", "csv", lists=("projects",)), "lists"),
        (Order("graph", "csv"), "long"),
        (Order("graph", "nq", where={}), "graph"),
        (Order("graph", "nq", lists=("award",)), "awards"),
    ],
)
def test_an_order_that_cannot_be_says_why(order: Order, word: str) -> None:
    with pytest.raises(UsageError, match=word):
        order.check()


@pytest.mark.parametrize("text", ["{", "nameTh", "[1,]"])
def test_a_filter_is_json(text: str) -> None:
    with pytest.raises(UsageError, match="where"):
        order_of("awards", "csv", {"where": text})
