"""Texts of several bodies: who won what, of which department; the sentences are made up."""

from __future__ import annotations

from typing import Any

import pytest

from seed.extraction import as_object, extract
from seed.extraction.offices import departments
from seed.extraction.register import register

HEAD = "ข่าวประชาสัมพันธ์\n"


def awards(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = as_object("text", extract(text))["awards"]
    return found


def told(text: str, *names: str) -> list[tuple[str | None, ...]]:
    return [tuple(award[f"{name}_th"] for name in names) for award in awards(text)]


def count(text: str) -> int | None:
    counted: int | None = as_object("text", extract(text))["claimed_count"]
    return counted


def winners(text: str) -> list[str | None]:
    return [award["winner_th"] for award in awards(text)]


# Who won

TWO = ["โรงพยาบาลหนองหาน", "เทศบาลนครสงขลา"]
FIRST = "รางวัลเลิศรัฐ ปี 2566 สาขาบริการภาครัฐ ระดับดี ประเภทพัฒนาการบริการ จากผลงาน “คิวไว”"
SECOND = "รางวัลการบริหารราชการแบบมีส่วนร่วม ระดับดี ประเภทร่วมใจแก้จน จากผลงาน “คลองใส”"


@pytest.mark.parametrize(
    "sentence",
    [
        "โรงพยาบาลหนองหาน อำเภอหนองหาน ได้รับ{} ขณะที่เทศบาลนครสงขลา ได้รับ{}",
        "เริ่มจากโรงพยาบาลหนองหาน ซึ่งได้รับ{} ส่วนเทศบาลนครสงขลา ก็ได้รับ{}",
        "ได้แก่ โรงพยาบาลหนองหาน คว้า{} และเทศบาลนครสงขลา รับ{}",
        "แห่งแรกคือโรงพยาบาลหนองหาน ได้รับ{} แห่งที่สองคือเทศบาลนครสงขลา ได้รับ{}",
        "ด้านโรงพยาบาลหนองหานเอง ได้รับ{} นอกจากนี้ยังมีเทศบาลนครสงขลา ได้{}",
    ],
)
def test_each_won_what_is_told_with_it(sentence: str) -> None:
    text = HEAD + sentence.format(FIRST, SECOND) + "\n"
    assert winners(text) == TWO
    assert [award["project_th"] for award in awards(text)] == ["คิวไว", "คลองใส"]


@pytest.mark.parametrize(
    "sentence",
    [
        "ผลงาน “คิวไว” โดย{} และผลงาน “คลองใส” โดย{}",
        "ผลงาน “คิวไว” ของ{} และผลงาน “คลองใส” ของ{}",
    ],
)
def test_works_in_a_row_are_of_who_is_named_after_each(sentence: str) -> None:
    lead = "กรมชลประทานได้รับรางวัลเลิศรัฐ ปี 2566 ดังนี้\n"
    item = "1) ประเภทร่วมใจแก้จน ระดับดี จำนวน 2 รางวัล คือ "
    bodies = ["โครงการชลประทานเชียงใหม่", "โครงการส่งน้ำและบำรุงรักษากระเสียว"]
    assert winners(HEAD + lead + item + sentence.format(*bodies) + "\n") == bodies


def test_a_work_before_its_body_and_the_verb() -> None:
    found = told(
        HEAD + "กรมการแพทย์ได้รับรางวัลเลิศรัฐ ปี 2566 สาขาบริการภาครัฐ 2 รางวัล ได้แก่ "
        "ผลงาน “ตาใส” โรงพยาบาลราชวิถี ได้รับรางวัลประเภทนวัตกรรมการบริการ ระดับดีเด่น "
        "และผลงาน “ปอดดี” สถาบันโรคทรวงอก ได้รับรางวัลประเภทพัฒนาการบริการ ระดับดี\n",
        "winner",
        "project",
        "type",
    )
    assert found == [
        ("โรงพยาบาลราชวิถี", "ตาใส", "นวัตกรรมการบริการ"),
        ("สถาบันโรคทรวงอก", "ปอดดี", "พัฒนาการบริการ"),
    ]


@pytest.mark.parametrize("joint", [" และ", " ", ", "])
def test_bodies_of_a_kind_that_are_listed_won_one_each(joint: str) -> None:
    offices = ["สำนักงานที่ดินจังหวัดระยอง", "สำนักงานที่ดินจังหวัดภูเก็ต"]
    text = "กรมที่ดินได้รับรางวัลเลิศรัฐ ปี 2560 ประเภทพัฒนาการบริการ ระดับดี ได้แก่ " + joint.join(offices)
    assert winners(f"{HEAD}{text}\n") == offices


def test_the_first_of_those_that_won_together_is_the_winner() -> None:
    (award,) = awards(
        HEAD + "คณะการจัดการสิ่งแวดล้อม ร่วมกับเทศบาลนครหาดใหญ่ และศูนย์อุตุนิยมวิทยาภาคใต้ ได้รับรางวัลเลิศรัฐ "
        "ปี 2565 ประเภทสัมฤทธิผลประชาชนมีส่วนร่วม ระดับดี\n"
    )
    assert award["winner_th"] == "คณะการจัดการสิ่งแวดล้อม"


@pytest.mark.parametrize("called", ["กรมฯ", "กรม"])
def test_a_body_that_is_called_by_its_kind(called: str) -> None:
    found = winners(
        HEAD + "กรมสุขภาพจิตได้รับรางวัลเลิศรัฐ ปี 2563 ดังนี้ ศูนย์สุขภาพจิตที่ 12 ได้รับรางวัลประเภทร่วมใจแก้จน "
        f"ระดับดี และ{called}ยังได้รับรางวัลคุณภาพการบริหารจัดการภาครัฐ หมวด 3\n"
    )
    assert found == ["ศูนย์สุขภาพจิตที่ 12", "กรมสุขภาพจิต"]


def test_a_line_that_names_a_body_speaks_for_the_lines_that_tell_what_it_won() -> None:
    found = winners(
        HEAD + "กรมราชทัณฑ์มีหน่วยงานที่ได้รับรางวัลเลิศรัฐ ปี 2567 แยกตามหน่วยงานดังต่อไปนี้\n"
        "เรือนจำกลางเขาบิน จังหวัดราชบุรี\n"
        "ได้รับรางวัลสาขาบริการภาครัฐ ประเภทพัฒนาการบริการ ระดับดี\n"
        "ทัณฑสถานหญิงเชียงใหม่\n"
        "ได้รับ 2 รางวัล คือ (1) ประเภทขับเคลื่อนเห็นผล ระดับดีเด่น ผลงาน “ก้าวแรก” "
        "และ (2) ประเภทร่วมใจแก้จน ระดับดี ผลงาน “ร้านนวด”\n"
    )
    assert found == ["เรือนจำกลางเขาบิน จังหวัดราชบุรี", *["ทัณฑสถานหญิงเชียงใหม่"] * 2]


def test_a_title_or_a_hall_names_no_winner() -> None:
    found = winners(
        HEAD + "โรงพยาบาลศรีนครินทร์ ได้รับรางวัลเลิศรัฐ ปี 2566\n"
        "คณบดีคณะแพทยศาสตร์ มหาวิทยาลัยขอนแก่น เป็นผู้แทนเข้ารับ ณ หอประชุมกองทัพเรือ ซึ่งผลงานที่ได้รับคือ "
        "“หัวใจสายด่วน” ประเภทพัฒนาการบริการ ระดับดีเด่น\n"
    )
    assert found == ["โรงพยาบาลศรีนครินทร์"]


# Whose department


@pytest.mark.parametrize(
    ("unit", "department"),
    [
        ("สำนักงานที่ดินจังหวัดตราด", "กรมที่ดิน"),
        ("เรือนจำกลางสงขลา", "กรมราชทัณฑ์"),
        ("สสจ.บึงกาฬ", "สำนักงานปลัดกระทรวงสาธารณสุข"),
        ("รพ.สกลนคร", "สำนักงานปลัดกระทรวงสาธารณสุข"),
        ("สถานีพัฒนาที่ดินน่าน", "กรมพัฒนาที่ดิน"),
        ("ศาลจังหวัดพัทลุง", "สำนักงานศาลยุติธรรม"),
    ],
)
def test_an_office_is_of_the_department_of_its_kind_where_the_text_names_it(
    unit: str, department: str
) -> None:
    lead = f"ผลงานปีนี้มากกว่าที่{department}เคยส่ง\n"
    won = f"{unit} ได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทพัฒนาการบริการ ระดับดี\n"
    assert told(HEAD + lead + won, "winner", "credited_department") == [(unit, department)]
    assert told(HEAD + won, "winner", "credited_department") == [(unit, None)]
    assert [award.is_by_kind for award in extract(HEAD + lead + won).awards] == [True]


def test_the_departments_that_have_such_offices_are_in_the_register() -> None:
    assert departments() <= register().entries.keys()


def test_a_department_beside_one_unit_is_not_that_of_another() -> None:
    found = told(
        HEAD + "แห่งแรกคือโรงพยาบาลพุทธโสธร ได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทนวัตกรรมการบริการ ระดับดี "
        "และสำนักงานขนส่งจังหวัดฉะเชิงเทรา กรมการขนส่งทางบก ได้รับรางวัลเลิศรัฐ ประเภทพัฒนาการบริการ ระดับดี\n",
        "credited_department",
    )
    assert found == [(None,), ("กรมการขนส่งทางบก",)]


def test_a_local_government_is_of_no_department() -> None:
    text = "องค์การบริหารส่วนตำบลบางกะไหได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทร่วมใจแก้จน ระดับดี\n"
    assert told(HEAD + text, "credited_department") == [(None,)]


@pytest.mark.parametrize("between", [" โดย", " : ", " - ", " ("])
def test_the_unit_that_a_department_is_named_before(between: str) -> None:
    found = told(
        HEAD + "หน่วยงานในสังกัดได้รับรางวัลเลิศรัฐ ปี 2564 ดังนี้\n"
        f"1) กรมประมง{between}ศูนย์วิจัยและพัฒนาประมงจันทบุรี ประเภทพัฒนาการบริการ ระดับดี\n",
        "winner",
        "credited_department",
    )
    assert found == [("ศูนย์วิจัยและพัฒนาประมงจันทบุรี", "กรมประมง")]


def test_an_office_whose_name_begins_as_that_of_the_whole() -> None:
    names = ["การไฟฟ้าส่วนภูมิภาคจังหวัดภูเก็ต", "การไฟฟ้าส่วนภูมิภาคเขต 2 (ภาคเหนือ) จังหวัดพิษณุโลก"]
    for name in names:
        text = f"{HEAD}{name} ได้รับรางวัลเลิศรัฐ ปี 2565 ประเภทพัฒนาการบริการ ระดับดี\n"
        assert told(text, "winner", "province") == [(name, name.rpartition("จังหวัด")[2])]


# Of which type, and what is no award


@pytest.mark.parametrize("same", ["ประเภทเดียวกัน", "ในประเภทเดียวกันนี้", "ประเภทดังกล่าว"])
def test_the_same_type_is_the_one_that_was_named(same: str) -> None:
    found = told(
        HEAD + "โรงพยาบาลราชวิถี ได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทพัฒนาการบริการ ระดับดีเด่น "
        f"และโรงพยาบาลเลิดสิน ได้รับรางวัลระดับดี {same} จากผลงาน “ปอดดี”\n",
        "type",
        "level",
    )
    assert found == [("พัฒนาการบริการ", "ระดับดีเด่น"), ("พัฒนาการบริการ", "ระดับดี")]


@pytest.mark.parametrize(
    "aside",
    [
        "จากที่ส่งเข้าประกวด 14 ผลงาน",
        "จากผลงานที่เสนอขอรับทั้งสิ้น 38 ผลงาน",
        "สูงสุดนับตั้งแต่ส่งผลงานเข้าประกวด",
        "เพิ่มขึ้นจากปีที่ผ่านมา",
    ],
)
def test_what_an_award_is_measured_by_ends_no_list(aside: str) -> None:
    text = (
        f"{HEAD}กรมประมงได้รับรางวัลเลิศรัฐ ปี 2565 จำนวน 1 รางวัล {aside} ดังนี้\n"
        "- ประเภทพัฒนาการบริการ ระดับดี ผลงาน “ปลาดี”\n"
    )
    assert told(text, "winner", "project") == [("กรมประมง", "ปลาดี")]


@pytest.mark.parametrize(
    "sentence",
    [
        "ในปีนี้มีผลงานสมัครเข้ามา 611 ผลงาน ได้รับระดับดีเด่น 21 ผลงาน และระดับดี 98 ผลงาน "
        "โดยหลักเกณฑ์ประเภทพัฒนาการบริการกำหนดไว้",
        "ปีนี้สำนักงาน ก.พ.ร. ได้รวมรางวัลบริการภาครัฐแห่งชาติ และรางวัลคุณภาพการบริหารจัดการภาครัฐไว้ด้วยกัน",
        "เราเคยทำระบบนี้ ซึ่งเป็นผลงานที่ได้รับรางวัลเลิศรัฐมาแล้ว",
    ],
)
def test_a_number_a_rule_or_the_past_is_no_award(sentence: str) -> None:
    assert awards(f"ข่าวรางวัลเลิศรัฐ\nกรมประมงแจ้งว่า {sentence}\n") == []


def test_a_branch_that_only_a_total_names() -> None:
    text = (
        HEAD + "กรมประมงได้รับรางวัลเลิศรัฐ ปี 2565 แบ่งเป็นสาขาบริการภาครัฐ 1 รางวัล "
        "และสาขาการบริหารราชการแบบมีส่วนร่วม 1 รางวัล ดังนี้\n"
        "- ประเภทพัฒนาการบริการ ระดับดี ผลงาน “ปลาดี”\n- ประเภทร่วมใจแก้จน ระดับดี\n"
    )
    assert told(text, "branch") == [("สาขาบริการภาครัฐ",), ("สาขาการบริหารราชการแบบมีส่วนร่วม",)]


def test_rows_of_cells_between_bars() -> None:
    found = told(
        "รางวัลเลิศรัฐ ประจำปี 2566\nชื่อหน่วยงาน | ผลงาน | ประเภทรางวัล | ระดับ\n"
        "กรมประมง | ใบอนุญาตออนไลน์ | พัฒนาการบริการ | ดีเด่น\n"
        "กรมวิทยาศาสตร์บริการ | ศูนย์ทดสอบครบวงจร | นวัตกรรมการบริการ | ดี\n",
        "winner",
        "project",
        "type",
        "level",
    )
    assert found == [
        ("กรมประมง", "ใบอนุญาตออนไลน์", "พัฒนาการบริการ", "ดีเด่น"),
        ("กรมวิทยาศาสตร์บริการ", "ศูนย์ทดสอบครบวงจร", "นวัตกรรมการบริการ", "ดี"),
    ]


# How many


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ("กรมประมง คว้าสามรางวัลเลิศรัฐ ปี 2566", 3),
        ("กรมประมงเฮ! 9 ผลงานผ่านฉลุย รับรางวัลเลิศรัฐ ปี 2566", 9),
        ("กรมประมงเผยเบื้องหลัง 5 รางวัลเลิศรัฐ ปี 2566", 5),
        ("กรมประมงได้รับรางวัลเลิศรัฐ ปี 2566 รวมทุกประเภท 9 รางวัล", 9),
        ("กรมประมงได้รับรางวัลเลิศรัฐ ปี 2566 สาขาบริการภาครัฐ 3 รางวัล ได้แก่", 3),
        ("กรมประมงคว้ารางวัลเลิศรัฐ ปี 2566 รวม 4 รางวัล ระดับดีเด่น 1 รางวัล ระดับดี 3 รางวัล", 4),
        ("กรมประมงได้รับรางวัลเลิศรัฐ ปี 2566 ทั้งนี้ เมื่อปี 2565 ได้รับรางวัลเลิศรัฐ 2 รางวัล", None),
        ("กรมประมงรับรางวัลเลิศรัฐ ปี 2566 ในงานที่มีหน่วยงานเข้ารับรางวัลรวม 97 รางวัล", None),
        ("กรมประมงลุ้น 5 รางวัลเลิศรัฐ ปี 2566", None),
    ],
)
def test_how_many_a_text_counts(claim: str, number: int | None) -> None:
    assert count(f"{claim}\n") == number


# Layouts


def test_headings_of_levels_over_bodies_over_their_works() -> None:
    found = told(
        "ผลการตัดสินรางวัลเลิศรัฐ ประจำปี 2565 หน่วยงานในสังกัดกรมที่ดิน\n"
        "รางวัลบริการภาครัฐ\nประเภทพัฒนาการบริการ\n"
        "ระดับดีเด่น\nสำนักงานที่ดินจังหวัดขอนแก่น สาขาชุมแพ\nผลงาน: จดทะเบียนข้ามเขต\n"
        "ระดับดี\nสำนักงานที่ดินจังหวัดลำพูน\nผลงาน: นัดหมายวันหยุด\n"
        "สำนักงานที่ดินจังหวัดพังงา\nผลงาน: รังวัดแม่นยำ\n",
        "winner",
        "level",
        "project",
    )
    assert found == [
        ("สำนักงานที่ดินจังหวัดขอนแก่น สาขาชุมแพ", "ระดับดีเด่น", "จดทะเบียนข้ามเขต"),
        ("สำนักงานที่ดินจังหวัดลำพูน", "ระดับดี", "นัดหมายวันหยุด"),
        ("สำนักงานที่ดินจังหวัดพังงา", "ระดับดี", "รังวัดแม่นยำ"),
    ]


def test_lists_that_begin_anew_under_each_department() -> None:
    text = HEAD + "กระทรวงสาธารณสุขได้รับรางวัลเลิศรัฐ ประจำปี 2568 รวม 3 รางวัล รายละเอียดดังนี้\n"
    item = "{}. รางวัลบริการภาครัฐ ประเภทพัฒนาการบริการ ระดับดี ผลงาน “{}” ({})\n"
    units = ["ศูนย์อนามัยที่ 7 ขอนแก่น", "โรงพยาบาลพระศรีมหาโพธิ์", "โรงพยาบาลอมก๋อย จังหวัดเชียงใหม่"]
    departments = ["กรมอนามัย", "กรมสุขภาพจิต", "สำนักงานปลัดกระทรวงสาธารณสุข"]
    filling = "งานที่ยาวมากเพื่อประชาชนทุกคน " * 6
    for number, (department, unit) in enumerate(zip(departments, units, strict=True)):
        text += f"{department}\n" + item.format(1, f"{filling}{number}", unit)
    assert told(text, "winner", "credited_department") == list(zip(units, departments, strict=True))


def test_a_body_at_the_end_of_an_item_and_a_work_that_the_next_body_ends() -> None:
    lead = "หน่วยงานในสังกัดกระทรวงยุติธรรมได้รับรางวัลเลิศรัฐ ปี 2566 ดังนี้\n"
    item = "1. รางวัลคุณภาพการบริหารจัดการภาครัฐ รายหมวด หมวด 5 กรมคุ้มครองสิทธิและเสรีภาพ\n"
    assert winners(HEAD + lead + item) == ["กรมคุ้มครองสิทธิและเสรีภาพ"]
    found = told(
        HEAD + "โรงพยาบาลราชวิถี คว้ารางวัลเลิศรัฐ ปี 2566 ประเภทนวัตกรรมการบริการ ระดับดี จากผลงาน Smart OPD "
        "โรงพยาบาลเลิดสิน ได้รับรางวัลประเภทพัฒนาการบริการ ระดับดี จากผลงาน “ปอดดี”\n",
        "winner",
        "project",
    )
    assert found == [("โรงพยาบาลราชวิถี", "Smart OPD"), ("โรงพยาบาลเลิดสิน", "ปอดดี")]


def test_a_sum_before_the_awards_is_none_itself() -> None:
    text = (
        HEAD + "กรมส่งเสริมการปกครองท้องถิ่นเปิดเผยว่า มีท้องถิ่นได้รับรางวัลเลิศรัฐ "
        "สาขาการบริหารราชการแบบมีส่วนร่วม ปี 2567 ทั้งสิ้น 1 แห่ง ได้แก่ เทศบาลเมืองแสนสุข จังหวัดชลบุรี "
        "ประเภทร่วมใจแก้จน ระดับดี\n"
    )
    assert told(text, "winner", "credited_department") == [("เทศบาลเมืองแสนสุข จังหวัดชลบุรี", None)]
