"""The shipped dataset holds every fact of the founding document, and its hazards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from graph.writing import NodeRow
from seed import Content
from seed.content import count_by_type
from seed.folder import DOCUMENT_COLUMNS
from seed.vocabulary import Vocabulary
from tests.seed.folders import MODEL, shipped

AWARD = "award:lertrat-2022/"


@pytest.fixture(scope="module")
def content() -> Content:
    return shipped()


def targets(content: Content, source: str, type: str) -> list[str]:
    return [e.target for e in content.edges.values() if (e.source, e.type) == (source, type)]


def of_type(content: Content, type: str) -> Iterable[NodeRow]:
    return (node for node in content.nodes.values() if node.type == type)


def name(content: Content, id: str) -> str:
    return str(content.nodes[id].properties["nameTh"])


def test_how_much_it_holds(content: Content) -> None:
    counts = count_by_type(content.nodes.values())
    assert counts.pop("Statement") == content.statements
    assert counts == {
        "Province": 77,
        "Award": 9,
        "Project": 8,
        "AwardCategory": 9,
        "AwardScheme": 1,
        "AwardEdition": 1,
        "Ceremony": 1,
        "Person": 2,
        "AwardClaim": 6,
        "Organization": 14,
        "Name": 19,
        "Document": 5,
        "Finding": 1,  # Alone, it does not say under whom the office of the commission stands.
    }


def test_every_fact_has_a_statement(content: Content) -> None:
    """Each property and relationship that is not of the record itself is stated somewhere."""
    about = {e.source: e.target for e in content.edges.values() if e.type == "ABOUT"}
    stated = {
        (about[node.id], node.properties["predicate"], node.properties["object"])
        for node in of_type(content, "Statement")
    }
    for node in content.nodes.values():
        if node.type in ("Statement", "Document", "Name", "Finding"):
            continue
        for predicate, value in node.properties.items():
            for one in value if isinstance(value, list) else [value]:
                assert (node.id, predicate, str(one)) in stated
    for edge in content.edges.values():
        if edge.type not in (
            "ABOUT",
            "STATED_IN",
            "HAS_NAME",
            "GIVES_NAME",
            "CONCERNS",
            "RESTS_ON",
        ):
            authority = edge.properties.get("authority")
            predicate = f"{edge.type}:{authority}" if authority else edge.type
            assert (edge.source, predicate, edge.target) in stated
    sources = Counter(e.source for e in content.edges.values() if e.type == "STATED_IN")
    assert set(sources.values()) == {1}
    assert sources.keys() == about.keys()


@pytest.mark.parametrize(
    ("award", "level", "project", "department"),
    [
        (
            "effective-change/psdho-kanchanaburi",
            "OUTSTANDING",
            "โมเดลท่าเสา...เราคนกาญจน์ไม่ทิ้งกัน",
            "สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์",
        ),
        (
            "service-development/tpso-7",
            "GOOD",
            "อยากให้รู้ พม. ไม่ทิ้ง U อยู่ลำพัง",
            "สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์",
        ),
        (
            "united-against-covid/msdhs-dcy",
            None,
            "มาตรการจัดการภาวะวิกฤตการแพร่ระบาดของโรคติดเชื้อไวรัสโคโรนา 2019 (COVID - 19) ต่อเด็ก เยาวชน "
            "และครอบครัว",
            "กรมกิจการเด็กและเยาวชน",
        ),
        (
            "service-standard-expansion/msdhs-dsdw",
            "GOOD",
            "การยกระดับกระบวนการจ่ายเงินอุดหนุนในรูปแบบ e –Service ทั้งระบบ",
            "กรมพัฒนาสังคมและสวัสดิการ",
        ),
        ("effective-change/msdhs-dsdw", "GOOD", "โคราชโมเดล เราไม่ทิ้งกัน", "กรมพัฒนาสังคมและสวัสดิการ"),
        ("public-management-quality-category-3/msdhs-dsdw", None, None, "กรมพัฒนาสังคมและสวัสดิการ"),
        (
            "united-against-covid/msdhs-dep-strategy-and-planning",
            None,
            "ปฏิบัติการฉับไว “ทีมเรามีเรา”เพื่อคนพิการในวิกฤตโควิด - 19 : เคียงข้างช่วยเหลือและเป็นกำลังใจ",
            "กรมส่งเสริมและพัฒนาคุณภาพชีวิตคนพิการ",
        ),
        (
            "joining-hands-against-poverty/wfdlc-chiang-rai",
            "GOOD",
            "ฝึกอาชีพในชุมชน หัตถกรรมผักตบชวาบ้านสันบัวบก",
            "กรมกิจการสตรีและสถาบันครอบครัว",
        ),
        (
            "joining-hands-against-poverty/wfdlc-lampang",
            "GOOD",
            "ผ้าฝ้ายทอมือย้อมสีธรรมชาติน้ำแร่แจ้ซ้อน ลุ่มแม่น้ำมอญ",
            "กรมกิจการสตรีและสถาบันครอบครัว",
        ),
    ],
)
def test_the_nine_awards(
    content: Content, award: str, level: str | None, project: str | None, department: str
) -> None:
    id = AWARD + award
    assert content.nodes[id].properties.get("level") == level
    assert content.nodes[id].properties["year"] == 2022
    projects = [name(content, each) for each in targets(content, id, "FOR_PROJECT")]
    assert projects == ([project] if project else [])
    (credited,) = targets(content, id, "CREDITED_TO")
    assert name(content, credited) == department
    assert targets(content, credited, "PART_OF") == ["org:msdhs"]
    assert targets(content, id, "PRESENTED_AT") == ["ceremony:lertrat-2022"]
    assert targets(content, id, "RECEIVED_BY") == ["person:angkana-chaikitsuwan"]


def test_only_one_award_is_outstanding(content: Content) -> None:
    """ระดับดี is also how ระดับดีเด่น begins."""
    levels = Counter(node.properties.get("level") for node in of_type(content, "Award"))
    assert levels == {"OUTSTANDING": 1, "GOOD": 5, None: 3}


def test_why_something_is_absent(content: Content) -> None:
    found = {
        node.id.removeprefix(AWARD): {
            k.removesuffix("Absence"): v for k, v in node.properties.items() if "Absence" in k
        }
        for node in of_type(content, "Award")
    }
    special, none = "NOT_APPLICABLE", "NOT_STATED"
    assert {id: reasons for id, reasons in found.items() if reasons} == {
        "united-against-covid/msdhs-dcy": {"level": special, "unit": none},
        "united-against-covid/msdhs-dep-strategy-and-planning": {"level": special},
        "service-standard-expansion/msdhs-dsdw": {"unit": none},
        "effective-change/msdhs-dsdw": {"unit": none},
        "public-management-quality-category-3/msdhs-dsdw": {
            "level": none,
            "project": none,
            "unit": none,
        },
    }
    (category,) = targets(content, AWARD + "united-against-covid/msdhs-dcy", "IN_CATEGORY")
    assert targets(content, category, "SUBCATEGORY_OF") == []


def test_only_one_winner_is_a_provincial_office(content: Content) -> None:
    winners = {e.target for e in content.edges.values() if e.type == "WON_BY"}
    kinds = {id: content.nodes[id].properties.get("unitKind") for id in winners}
    assert kinds == {
        "org:psdho-kanchanaburi": "PROVINCIAL_OFFICE",
        "org:tpso-7": "REGIONAL_OFFICE",
        "org:msdhs-dep-strategy-and-planning": "DIVISION",
        "org:wfdlc-chiang-rai": "CENTER",
        "org:wfdlc-lampang": "CENTER",
        "org:msdhs-dcy": None,
        "org:msdhs-dsdw": None,
    }


def test_seats_are_not_areas(content: Content) -> None:
    seats = {e.source: e.target for e in content.edges.values() if e.type == "SEATED_IN"}
    areas = {e.source: e.target for e in content.edges.values() if e.type == "SERVES"}
    assert seats == {
        "org:province-kanchanaburi": "TH-71",
        "org:psdho-kanchanaburi": "TH-71",
        "org:tpso-7": "TH-16",
        "org:wfdlc-chiang-rai": "TH-57",
        "org:wfdlc-lampang": "TH-52",
    }
    assert areas == {"org:psdho-kanchanaburi": "TH-71", "org:province-kanchanaburi": "TH-71"}


def test_seven_is_the_number_of_the_office(content: Content) -> None:
    office = content.nodes["org:tpso-7"].properties
    assert office["nameTh"] == "สำนักงานส่งเสริมและสนับสนุนวิชาการ 7 จังหวัดลพบุรี"
    assert office["officeNumber"] == 7


def test_brackets_after_the_division_hold_the_departments_short_name(content: Content) -> None:
    assert name(content, "org:msdhs-dep-strategy-and-planning") == "กองยุทธศาสตร์และแผนงาน"
    assert content.nodes["org:msdhs-dep"].properties["abbreviations"] == ["พก."]
    assert content.nodes["org:msdhs-dep-strategy-and-planning"].properties["abbreviations"] == []


def test_the_permanent_secretarys_office_is_found_as_written(content: Content) -> None:
    assert content.nodes["org:msdhs-ops"].properties["abbreviations"] == ["สำนักงานปลัดกระทรวง พม."]


def test_the_project_broken_over_two_lines_has_both_sources(content: Content) -> None:
    (project,) = targets(content, AWARD + "effective-change/msdhs-dsdw", "FOR_PROJECT")
    statements = [
        e.source
        for e in content.edges.values()
        if e.type == "ABOUT"
        and e.target == project
        and content.nodes[e.source].properties["predicate"] == "nameTh"
    ]
    documents = {d for s in statements for d in targets(content, s, "STATED_IN")}
    assert documents == {"doc:msk-news-2022-09-12", "doc:thaigov-59151"}
    assert targets(content, project, "LOCATED_IN") == ["TH-30"]
    assert targets(content, "org:msdhs-dsdw", "SEATED_IN") == []


def test_the_fuller_name_of_the_lampang_centre_is_a_source(content: Content) -> None:
    (statement,) = (
        node.id
        for node in of_type(content, "Statement")
        if node.properties.get("method") == "fuller-name"
    )
    assert targets(content, statement, "ABOUT") == ["org:wfdlc-lampang"]
    assert targets(content, statement, "STATED_IN") == ["doc:thaigov-72044"]


def test_the_categories(content: Content) -> None:
    above = {e.source: e.target for e in content.edges.values() if e.type == "SUBCATEGORY_OF"}
    tree = {name(content, a): name(content, b) for a, b in above.items()}
    quality = "คุณภาพการบริหารจัดการภาครัฐ"
    assert tree == {
        "สัมฤทธิ์ผลประชาชนมีส่วนร่วม": "บริหารราชการแบบมีส่วนร่วม",
        "ร่วมใจแก้จน": "บริหารราชการแบบมีส่วนร่วม",
        "พัฒนาการบริการ": "บริการภาครัฐ",
        "ขยายผลมาตรฐานการบริการ": "บริการภาครัฐ",
        f"{quality} รายหมวด หมวด 3 ด้านการมุ่งเน้นผู้รับบริการและผู้มีส่วนได้ส่วนเสีย": quality,
    }
    assert content.nodes["category:effective-change"].properties["nameEn"] == "Effective Change"


def test_the_ceremony(content: Content) -> None:
    ceremony = content.nodes["ceremony:lertrat-2022"].properties
    assert (str(ceremony["date"]), ceremony["time"], ceremony["mode"]) == (
        "2022-09-12",
        "10:00",
        "ELECTRONIC",
    )
    assert targets(content, "ceremony:lertrat-2022", "HELD_AT") == ["org:msdhs"]
    (presided,) = targets(content, "ceremony:lertrat-2022", "PRESIDED_BY")
    assert content.nodes[presided].properties == {
        "nameTh": "นายวิษณุ เครืองาม",
        "position": "รองนายกรัฐมนตรี",
    }
    assert targets(content, "person:angkana-chaikitsuwan", "ON_BEHALF_OF") == ["org:msdhs"]


def test_who_confers_and_who_organises(content: Content) -> None:
    (confers,) = targets(content, "edition:lertrat-2022", "CONFERRED_BY")
    (organises,) = targets(content, "edition:lertrat-2022", "ORGANISED_BY")
    assert name(content, confers) == "คณะกรรมการพัฒนาระบบราชการ"
    assert name(content, organises) == "สำนักงานคณะกรรมการพัฒนาระบบราชการ"


def test_the_counts_add_up(content: Content) -> None:
    values = {
        targets(content, node.id, "COUNTED_FOR")[0]: node.properties["value"]
        for node in of_type(content, "AwardClaim")
    }
    assert values.pop("org:msdhs") == 9 == sum(values.values())
    assert sorted(values.values()) == [1, 1, 2, 2, 3]


def test_the_checksum_does_not_depend_on_the_order(content: Content) -> None:
    turned = Content(
        content.name, dict(reversed(content.nodes.items())), dict(reversed(content.edges.items()))
    )
    assert turned.checksum() == content.checksum()


def test_documents_have_a_column_for_each_property() -> None:
    properties = Vocabulary(MODEL).properties(MODEL.types["Document"])
    assert ("id", *(kept.name for kept in properties)) == DOCUMENT_COLUMNS
