"""Awards are read from sentences that were made up for the hazards of real announcements."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seed.extraction import extract
from seed.extraction.text import Span, normalize
from tests.seed.telling import HEAD, awards, fields, one, read

LEAD = "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ประจำปี 2566 จำนวน {} รางวัล ได้แก่\n"


# Lists


def test_a_list_of_two_levels_credits_the_department_of_the_outer_item() -> None:
    first, second, third = awards(
        HEAD + "กระทรวง พม. มีผลงานที่ได้รับรางวัลเลิศรัฐ ประจำปี 2566 จำนวน 3 ผลงาน ประกอบด้วย\n"
        "1) กรมกิจการผู้สูงอายุ จำนวน 2 รางวัล ได้แก่ 1.1) ประเภทรางวัลพัฒนาการบริการ ระดับดี "
        "สาขาบริการภาครัฐ ผลงาน “บ้านยิ้ม” โดยศูนย์พัฒนาสูงวัยจังหวัดตาก และ 1.2) ประเภทรางวัล "
        "ร่วมใจแก้จน ระดับดีเด่น สาขาบริหารราชการแบบมีส่วนร่วม ผลงาน “นาอิ่ม”\n"
        "2) กรมกิจการเด็กและเยาวชน จำนวน 1 รางวัล ประเภทนวัตกรรมการบริการ ระดับดี\n"
    )
    assert fields(first, "winner", "credited_department", "province") == (
        "ศูนย์พัฒนาสูงวัยจังหวัดตาก",
        "กรมกิจการผู้สูงอายุ",
        "ตาก",
    )
    assert fields(first, "type", "level", "branch", "project") == (
        "พัฒนาการบริการ",
        "ระดับดี",
        "สาขาบริการภาครัฐ",
        "บ้านยิ้ม",
    )
    assert fields(second, "winner", "credited_department", "level", "province") == (
        "กรมกิจการผู้สูงอายุ",
        "กรมกิจการผู้สูงอายุ",
        "ระดับดีเด่น",
        None,
    )
    assert fields(third, "winner", "project", "branch") == ("กรมกิจการเด็กและเยาวชน", None, None)


def test_levels_are_told_apart_and_stand_before_or_after_the_type() -> None:
    found = awards(
        HEAD + LEAD.format(3) + "๑. รางวัลบริการภาครัฐ ระดับดีเด่น ประเภทพัฒนาการบริการ ผลงาน “ก้าวไกล”\n"
        "๒. รางวัลบริการภาครัฐ ประเภทนวัตกรรมการบริการ ระดับดี ผลงาน “นกน้อย”\n"
        "๓. รางวัลคุณภาพการบริหารจัดการภาครัฐ 4.0 ระดับก้าวหน้า (Advance)\n"
    )
    assert [award["level_th"] for award in found] == ["ระดับดีเด่น", "ระดับดี", "ระดับก้าวหน้า"]
    assert [award["project_th"] for award in found] == ["ก้าวไกล", "นกน้อย", None]
    assert found[2]["branch_th"] == "คุณภาพการบริหารจัดการภาครัฐ"
    assert {award["winner_th"] for award in found} == {"กรมปศุสัตว์"}


@pytest.mark.parametrize("bullet", ["- ", "• ", "* ", ""])
def test_bullets_are_items(bullet: str) -> None:
    found = awards(
        HEAD + LEAD.format(2) + f"{bullet}รางวัลบริการภาครัฐ ระดับดี ประเภทพัฒนาการบริการ ผลงาน “หนึ่ง”\n"
        f"{bullet}รางวัลบริการภาครัฐ ระดับดี ประเภทนวัตกรรมการบริการ ผลงาน “สอง”\n"
    )
    assert [award["project_th"] for award in found] == ["หนึ่ง", "สอง"]


def test_a_table_flattened_to_lines() -> None:
    first, second = awards(
        HEAD + "กระทรวงเกษตรและสหกรณ์ หน่วยงานในสังกัดได้รับรางวัลเลิศรัฐ ประจำปี 2566 ดังนี้\n"
        "1\nกรมปศุสัตว์\nประเภทพัฒนาการบริการ\nระดับดีเด่น\n“คอกสะอาด”\n"
        "2\nกรมประมง\nประเภทร่วมใจแก้จน\nระดับดี\n“ปลาของเรา”\n"
    )
    assert fields(first, "winner", "type", "level", "project") == (
        "กรมปศุสัตว์",
        "พัฒนาการบริการ",
        "ระดับดีเด่น",
        "คอกสะอาด",
    )
    assert fields(second, "winner", "type", "level", "project") == (
        "กรมประมง",
        "ร่วมใจแก้จน",
        "ระดับดี",
        "ปลาของเรา",
    )


def test_winners_in_the_items_below_a_category() -> None:
    found = awards(
        HEAD + "หน่วยงานในสังกัดกรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ประจำปี 2566 จำนวน 2 รางวัล ได้แก่\n"
        "1. รางวัลบริการภาครัฐ ระดับดี ประเภทพัฒนาการบริการ จำนวน 2 รางวัล ได้แก่ "
        "1) ผลงาน “ไข่ดี” โดยสำนักงานปศุสัตว์จังหวัดน่าน กรมปศุสัตว์ "
        "2) ผลงาน “นมดี” โดยสำนักงานปศุสัตว์จังหวัดแพร่ กรมปศุสัตว์\n"
    )
    assert [
        fields(award, "winner", "credited_department", "type", "province") for award in found
    ] == [
        ("สำนักงานปศุสัตว์จังหวัดน่าน", "กรมปศุสัตว์", "พัฒนาการบริการ", "น่าน"),
        ("สำนักงานปศุสัตว์จังหวัดแพร่", "กรมปศุสัตว์", "พัฒนาการบริการ", "แพร่"),
    ]


# Names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("“ครัวสุข”", "ครัวสุข"),
        ('"ครัวสุข"', "ครัวสุข"),
        ("«ครัวสุข»", "ครัวสุข"),
        ("“ครัวสุข “บ้านเรา” ของทุกคน”", "ครัวสุข “บ้านเรา” ของทุกคน"),
        (": ครัวสุข บ้านเรา", "ครัวสุข บ้านเรา"),
        ("ครัวสุขบ้านเรา (Happy Kitchen)", "ครัวสุขบ้านเรา (Happy Kitchen)"),
        ("“ครัวสุข\n\nบ้านเรา”", "ครัวสุข\n\nบ้านเรา"),
    ],
)
def test_the_name_of_a_project(written: str, name: str) -> None:
    text = f"{LEAD.format(1)}1. รางวัลบริการภาครัฐ ระดับดี ประเภทพัฒนาการบริการ ผลงาน {written}\n"
    assert one(HEAD + text)["project_th"] == name


def test_a_project_that_names_a_type_and_a_province_says_nothing_of_the_award() -> None:
    award = one(
        HEAD + LEAD.format(1) + "1. รางวัลบริการภาครัฐ ระดับดี ประเภทพัฒนาการบริการ "
        "ผลงาน “ร่วมใจแก้จน ระดับดีเด่น จังหวัดเลย”\n"
    )
    assert fields(award, "type", "level", "province") == ("พัฒนาการบริการ", "ระดับดี", None)


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("โรงพยาบาลบ้านนา จังหวัดนครนายก", "นครนายก"),
        ("โรงพยาบาลพิจิตร", "พิจิตร"),
        ("รพ.ปัว จ.น่าน", "น่าน"),
        ("สำนักงานส่งเสริมและสนับสนุนวิชาการ 4 จังหวัดนนทบุรี", "นนทบุรี"),
        ("มหาวิทยาลัยเชียงใหม่", "เชียงใหม่"),
        ("สำนักงานเจ้าท่าภูมิภาค สาขาภูเก็ต", "ภูเก็ต"),
        ("ศูนย์ชั่งตวงวัดเขต 1-1 นครสวรรค์", "นครสวรรค์"),
        ("ศูนย์ ปภ. เขต 10 ลำปาง", "ลำปาง"),
        ("กรมปศุสัตว์", None),
        ("กรมที่ดิน", None),
        ("กรมพัฒนาสังคมและสวัสดิการ", None),
        ("กรมส่งเสริมการปกครองท้องถิ่น", None),
        ("จังหวัดพัทลุง", "พัทลุง"),
    ],
)
@pytest.mark.parametrize("space", [" ", ""])
def test_the_province_of_a_winner(name: str, province: str | None, space: str) -> None:
    text = f"{name}{space}ได้รับรางวัลเลิศรัฐ ประจำปี 2566 สาขาบริการภาครัฐ ประเภทพัฒนาการบริการ ระดับดี\n"
    award = one(HEAD + text)
    assert fields(award, "winner", "province") == (name, province)


def test_a_short_name_stands_for_the_full_one() -> None:
    award = one(
        "ปศ. คว้ารางวัลเลิศรัฐ ปี 66\nกรมปศุสัตว์ (ปศ.) เปิดเผยผลงาน\n"
        "ปศ. ได้รับรางวัลเลิศรัฐ ปี 2566 สาขาบริการภาครัฐ ประเภทพัฒนาการบริการ ระดับดี\n"
    )
    assert award["winner_th"] == "กรมปศุสัตว์"


@pytest.mark.parametrize("department", ["สป.สธ.", "สำนักงานปลัดกระทรวง พม."])
def test_the_office_of_a_permanent_secretary_by_a_short_name(department: str) -> None:
    text = f"{department} ได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทพัฒนาการบริการ ระดับดี\n"
    assert fields(one(HEAD + text), "winner", "credited_department") == (department, department)


@pytest.mark.parametrize(
    ("written", "branch"),
    [
        ("สาขาการบริการภาครัฐ", "สาขาการบริการภาครัฐ"),
        ("รางวัลบริการภาครัฐ", "บริการภาครัฐ"),
        ("สาขาบริหารราชการแบบมีส่วนร่วม", "สาขาบริหารราชการแบบมีส่วนร่วม"),
        ("สาขา“รางวัลบริการภาครัฐ”", "บริการภาครัฐ"),
    ],
)
def test_spellings_of_a_branch(written: str, branch: str) -> None:
    text = f"กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ปี 2566 {written} ระดับดี ผลงาน “น้ำใส”\n"
    assert one(HEAD + text)["branch_th"] == branch


@pytest.mark.parametrize(
    "type_",
    [
        "พัฒนาบริการ",
        "พัฒนาการบริการ",
        "สัมฤทธิ์ผลประชาชนมีส่วนร่วม (Effective Change)",
        "สัมฤทธิผลประชาชนมีส่วนร่วม",
        "เปิดใจใกล้ชิดประชาชน (Open Governance)",
        "ดูแลต้นไม้ใหญ่",
    ],
)
def test_spellings_of_a_type_and_one_that_is_not_known(type_: str) -> None:
    text = f"กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ปี 2566 ประเภท{type_} ระดับดี\n"
    assert one(HEAD + text)["type_th"] == type_


def test_co_winners_share_one_award() -> None:
    award = one(
        HEAD + "หน่วยงานในสังกัดได้รับรางวัลเลิศรัฐ ปี 2566 ดังนี้\n"
        "1. ประเภทพัฒนาการบริการ ระดับดี ผลงาน “สองมือ” โดยโรงพยาบาลปัว ร่วมกับโรงพยาบาลสันติสุข\n"
    )
    assert award["winner_th"] == "โรงพยาบาลปัว"
    assert award["co_winners"] == ["โรงพยาบาลสันติสุข"]


def test_winners_that_each_have_a_count_won_one_each() -> None:
    found = awards(
        HEAD + "หน่วยงานในสังกัดกระทรวง พม. ได้รับรางวัลเลิศรัฐ ปี 2566 จำนวน 2 รางวัล ดังนี้\n"
        "1. ประเภทพัฒนาการบริการ ระดับดี ได้แก่ กรมกิจการเด็กและเยาวชน (ดย.) จำนวน 1 รางวัล "
        "และกรมกิจการผู้สูงอายุ จำนวน 1 รางวัล\n"
    )
    assert [award["winner_th"] for award in found] == [
        "กรมกิจการเด็กและเยาวชน",
        "กรมกิจการผู้สูงอายุ",
    ]


def test_a_person_wins_the_award_for_persons() -> None:
    award = one(
        HEAD + "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ปี 2566 ดังนี้\n"
        "1. รางวัลการบริหารราชการแบบมีส่วนร่วม ระดับดีเด่น ประเภทผู้นำหุ้นส่วนความร่วมมือ "
        "โดยนายสมมติ ตัวอย่าง ผลงาน : ฟาร์มของเรา\n"
    )
    assert fields(award, "winner", "credited_department") == ("นายสมมติ ตัวอย่าง", "กรมปศุสัตว์")


@pytest.mark.parametrize(
    "name", ["เลิศรัฐยอดเยี่ยม", "รางวัลเกียรติยศเลิศรัฐ", "รางวัลพิเศษ สานพลังร่วมใจ ต้านภัยโควิด"]
)
def test_an_honour_for_the_whole_body_has_no_branch(name: str) -> None:
    called = name if name.startswith("รางวัล") else f"รางวัล{name}"
    award = one(HEAD + f"กรมปศุสัตว์คว้า{called} ประจำปี 2566 จากงานรางวัลเลิศรัฐ\n")
    assert fields(award, "winner", "type", "branch", "level") == ("กรมปศุสัตว์", name, None, None)


# What is told, and what is not


def test_an_award_told_again_is_one() -> None:
    award = one(
        "กรมปศุสัตว์ คว้ารางวัลเลิศรัฐ ประเภทพัฒนาการบริการ ระดับดี\n"
        "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ปี 2566 สาขาบริการภาครัฐ ประเภทพัฒนาการบริการ ระดับดี "
        "ผลงาน “คอกสะอาด”\n"
        "อธิบดีกล่าวว่า กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ประเภทพัฒนาการบริการ ในปีนี้\n"
    )
    assert fields(award, "branch", "project") == ("สาขาบริการภาครัฐ", "คอกสะอาด")


@pytest.mark.parametrize(
    "sentence",
    [
        "กรมปศุสัตว์ผ่านเกณฑ์การประเมินรางวัลเลิศรัฐ ปี 2566 สาขาบริการภาครัฐ ประเภทพัฒนาการบริการ ระดับดี",
        "กรมปศุสัตว์สมัครขอรับรางวัลเลิศรัฐ ปี 2566 สาขาบริการภาครัฐ ประเภทพัฒนาการบริการ",
        "กรมปศุสัตว์เข้ารับการตรวจประเมินรางวัลเลิศรัฐ สาขาคุณภาพการบริหารจัดการภาครัฐ หมวด 2",
        "กรมปศุสัตว์ส่งผลงานเข้าประกวดรางวัลเลิศรัฐ ประเภทร่วมใจแก้จน ระดับดี",
        "คณะกรรมการแบ่งเป็น 2 ประเภท ได้แก่ รางวัลบริการภาครัฐ ประเภทพัฒนาการบริการ ของรางวัลเลิศรัฐ",
        "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐในปีที่ผ่านมา และมุ่งมั่นสมัครรางวัลเลิศรัฐต่อไป",
        "ที่ประชุมรับทราบการเข้ารับรางวัลเลิศรัฐ ปี 2566 ของกรมปศุสัตว์",
    ],
)
def test_a_mention_that_confers_nothing(sentence: str) -> None:
    assert awards(f"{HEAD}{sentence}\n") == []


def test_other_schemes_in_the_same_text_are_left_out() -> None:
    award = one(
        HEAD + "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทพัฒนาการบริการ ระดับดี\n"
        "กรมปศุสัตว์ได้รับรางวัลศูนย์ราชการสะดวก (GECC) ระดับดีเด่น ปี 2566\n"
        "กรมปศุสัตว์ได้รับรางวัลรัฐบาลดิจิทัล ระดับดีเด่น ปี 2566\n"
    )
    assert award["level_th"] == "ระดับดี"


def test_a_count_without_a_list_stays_a_count() -> None:
    found = read(HEAD + "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ประจำปี 2566 จำนวน 4 รางวัล\n")
    assert (found["claimed_count"], found["awards"], found["year_be"]) == (4, [], 2566)


def test_a_count_that_does_not_agree_is_reported_and_not_padded() -> None:
    extraction = extract(
        "กรมปศุสัตว์ คว้า 3 รางวัลเลิศรัฐ ปี 2566\n"
        + LEAD.format(3)
        + "1. รางวัลบริการภาครัฐ ระดับดี ประเภทพัฒนาการบริการ ผลงาน “หนึ่ง”\n"
    )
    assert extraction.count is not None
    assert extraction.count.value == 3
    assert len(extraction.awards) == 1
    assert [doubt.subject for doubt in extraction.doubts] == ["count"]


@pytest.mark.parametrize(
    "claim",
    [
        "กรมปศุสัตว์ คว้า 7 รางวัลเลิศรัฐ ปี 2566",
        "กรมปศุสัตว์คว้ารางวัลเลิศรัฐ 7 รางวัล ในปี 2566",
        "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ปี 2566 จำนวนทั้งสิ้น ๗ ผลงาน",
        "หน่วยงานในสังกัดได้รับรางวัลเลิศรัฐ ปี 2566 รวม 7 รางวัล ดังนี้",
        "กรมปศุสัตว์คว้า 7 รางวัลเลิศรัฐ และ 2 รางวัลศูนย์ราชการสะดวก (GECC) ปี 2566",
        "กรมปศุสัตว์ ยกระดับงานบริการ คว้า 7 รางวัลเลิศรัฐ ปี 2566",
        "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ปี 2566 มากที่สุดเท่าที่เคยสมัครมา จำนวน 7 รางวัล ได้แก่",
        "กรมปศุสัตว์เคยได้รับรางวัลเลิศรัฐ 31 รางวัล และในปี 2566 นี้ได้รับเพิ่มอีก 7 รางวัล ดังต่อไปนี้",
    ],
)
def test_how_a_count_is_claimed(claim: str) -> None:
    assert read(f"{HEAD}{claim}\n")["claimed_count"] == 7


def test_national_totals_are_no_claim_of_the_winner() -> None:
    found = read(
        HEAD + "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทพัฒนาการบริการ ระดับดี "
        "ซึ่งมีหน่วยงานที่ได้รับรางวัล รวมทั้งสิ้น 234 รางวัล จากทั่วประเทศ\n"
    )
    assert found["claimed_count"] is None


@pytest.mark.parametrize(
    "year", ["ปี 2566", "ประจำปี พ.ศ. 2566", "ปี ๒๕๖๖", "ปี 66", "ประจำปีงบประมาณ 2566"]
)
def test_the_year_of_the_edition(year: str) -> None:
    assert (
        read(f"{HEAD}กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ {year} ระดับดี ประเภทพัฒนาการบริการ\n")["year_be"] == 2566
    )


def test_a_text_of_something_else_has_nothing() -> None:
    assert read("กรมปศุสัตว์ฉีดวัคซีนโค ระดับดี 3 รางวัล\n") == {
        "file": "text",
        "year_be": None,
        "claimed_count": None,
        "awards": [],
    }


# Normalization, and texts that are hostile


def test_offsets_lead_back_to_what_is_written() -> None:
    text = "\ufeff กรม\u200bปศุสัตว์\u00a0 ได้รับรางวัลเลิศรัฐ ปี ๒๕๖๖ ประเภทพัฒนาการบริการ ระดับดี ผลงาน “นํ้าใส”"
    award = one(text)
    assert award["winner_th"] == "กรม\u200bปศุสัตว์"
    assert award["project_th"] == "นํ้าใส"
    start, end = award["evidence"]
    assert text[start:end].endswith("นํ้าใส")


def test_decomposed_letters_are_composed_and_keep_their_place() -> None:
    text = normalize("cafe\u0301 ํ")
    assert text.plain == "caf\u00e9 ํ"
    assert text.quote(Span(3, 4)) == "e\u0301"


@given(st.text(alphabet=st.sampled_from(list('กเแำํา้่ \n\t“”"\u200b๕5e\u0301ab.')), max_size=60))
@example("  \u0301")
def test_every_character_of_the_plain_text_has_its_place(text: str) -> None:
    plain = normalize(text)
    end = 0
    for position in range(len(plain.plain)):
        span = plain.source(Span(position, position + 1))
        assert 0 <= span.start < span.end <= len(text)
        assert span.end >= end
        end = span.end
    assert "  " not in plain.plain


def _letters(number: int) -> str:
    letters = "กขคงจชซดตถทนบปพมยรลวสห"
    return "า".join(letters[number // 22**place % 22] for place in range(3))


HOSTILE = {
    "digits": "รางวัลเลิศรัฐ " + "1" * 1_000_000,
    "brackets": "ได้รับรางวัลเลิศรัฐ " + "(" * 60_000 + ")" * 60_000,
    "quotes": "ได้รับรางวัลเลิศรัฐ ผลงาน " + "“" * 40_000,
    "nested quotes": "ได้รับรางวัลเลิศรัฐ ระดับดี ผลงาน " + "“ก" * 20_000 + "”" * 20_000,
    "control characters": "รางวัลเลิศรัฐ " + "\x00\x07\x1b" * 40_000,
    "numbers of items": "ได้รับรางวัลเลิศรัฐ " + "1) ก 1.1) ข " * 10_000,
    "levels": "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ " + "ระดับดี " * 20_000,
    "verbs": "รางวัลเลิศรัฐ " + "ได้รับ" * 20_000,
    "heads": "รางวัลเลิศรัฐ ได้รับรางวัล" + "สำนักงาน" * 12_000,
    "short names": "รางวัลเลิศรัฐ ได้รับรางวัล" + "กก." * 110_000,
    "spaces": "รางวัลเลิศรัฐ" + " " * 200_000,
    "lines": "รางวัลเลิศรัฐ" + "\n" * 200_000,
    "combining marks": "รางวัลเลิศรัฐ e" + "\u0301" * 60_000,
    "types": "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ " + "ประเภทพัฒนาการบริการ ระดับดี ผลงาน “ก” " * 2_000,
    "a list in one line": "กรมประมงได้รับรางวัลเลิศรัฐ ดังนี้\n"
    + "ประเภทพัฒนาการบริการ จากผลงานคอกยิ้มทุกบ้าน และด่านกักกันสัตว์น่าน " * 2_500,
    # Works of one winner that differ: the most that a comparison of tellings can cost.
    "records with labels": "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ดังนี้\n"
    + "".join(
        f"เจ้าของผลงาน: กรมปศุสัตว์\nผลงาน: “{_letters(i * 7)}{_letters(i * 11)}{_letters(i)}”\n"
        "ประเภท: พัฒนาการบริการ\nระดับ: ดี\n"
        for i in range(2_500)
    ),
    "counts of another scheme": "กรมประมงได้รับรางวัลเลิศรัฐ " + "จำนวน 3 รางวัล GECC " * 25_000,
    "a long list of works": "กรมประมงได้รับรางวัลเลิศรัฐ ประเภทร่วมใจแก้จน ระดับดี 9 รางวัล ได้แก่ "
    + "สำนักงานประมงจังหวัดน่าน ผลงาน “กุ้ง” " * 10_000,
    "rows between bars": "กรมประมงได้รับรางวัลเลิศรัฐ ดังนี้\n"
    + "กรมประมง | งานดี | พัฒนาการบริการ | ดี\n" * 4_000,
    "works and their owners": "กรมประมงได้รับรางวัลเลิศรัฐ ประเภทร่วมใจแก้จน ระดับดี 9 ผลงาน คือ "
    + "ระบบบ่อปลา ของกรมประมง และ" * 10_000,
    "levels that end lines": "กรมประมงได้รับรางวัลเลิศรัฐ ดังนี้\n" + "- กรมประมงกก ดี\n" * 5_000,
    "an article, many times": (
        "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ปี 2566 สาขาบริการภาครัฐ ประเภทพัฒนาการบริการ ระดับดี\n" * 2_000
    ),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_ends(text: str) -> None:
    """Generous: what is not linear takes minutes. The suite's own timeout would end it."""
    extraction = extract(text)
    assert len(extraction.awards) < len(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "ระบบบ่อปลา ของกรมประมง และ",
        "กรมประมงคว้ารางวัลเลิศรัฐ ประเภทพัฒนาการบริการ ระดับดี จากระบบ ซึ่งกรมประมง ทำร่วมกับ",
        "ผลงาน “กุ้งไทย” ซึ่งกรมประมง ทำร่วมกับกรมป่าไม้ ได้รับรางวัลประเภทพัฒนาการบริการ ระดับดี ",
        "ผลงาน กุ้งไทย จังหวัดน่าน และปลาไทย จังหวัดแพร่ ระดับดี ",
        "อธิบดีกรมประมง กล่าวว่า กรมประมง จำนวน 2 รางวัล และ",
    ],
)
def test_a_sentence_said_twice_as_often_takes_twice_the_steps(sentence: str) -> None:
    steps = [_steps(f"กรมประมงคว้ารางวัลเลิศรัฐ ดังนี้ {sentence * times}") for times in (300, 600)]
    assert steps[1] < steps[0] * 2.4


def _steps(text: str) -> int:
    """How many functions are called to read a text."""
    calls = 0

    def count(frame: object, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    former = sys.getprofile()
    sys.setprofile(count)
    try:
        extract(text)
    finally:
        sys.setprofile(former)
    return calls
