"""An award is read whatever the verb, the order and the layout; sentences are made up."""

from __future__ import annotations

import pytest

from tests.seed.telling import HEAD, awards, fields, one, told

WHAT = "รางวัลเลิศรัฐ ปี 2566 สาขาบริการภาครัฐ ประเภทพัฒนาการบริการ ระดับดี"


@pytest.mark.parametrize(
    "verb", ["ได้", "ได้รับ", "คว้า", "กวาด", "ผงาดคว้า", "พิชิต", "ขึ้นรับ", "เข้ารับ", "ไปรับ", "ยังได้"]
)
def test_any_verb_confers(verb: str) -> None:
    award = one(f"{HEAD}กรมปศุสัตว์{verb}{WHAT}\n")
    assert fields(award, "winner", "type", "level") == ("กรมปศุสัตว์", "พัฒนาการบริการ", "ระดับดี")


@pytest.mark.parametrize(
    "sentence",
    [
        "กรมปศุสัตว์ตั้งเป้าคว้า",
        "กรมปศุสัตว์ตั้งธงคว้า",
        "กรมปศุสัตว์หวังจะได้รับ",
        "กรมปศุสัตว์เคยได้รับ",
        "คณะกรรมการออกตรวจยืนยันผลงานของกรมปศุสัตว์ที่เข้าข่าย",
        "เปิดรับสมัคร",
        "คณะกรรมการจะประกาศผล",
    ],
)
def test_what_is_hoped_for_or_judged_is_not_won(sentence: str) -> None:
    assert awards(f"{HEAD}{sentence}{WHAT}\n") == []


def test_a_ceremony_between_the_verb_and_the_award_takes_nothing_back() -> None:
    text = f"กรมปศุสัตว์เข้ารับรางวัลในพิธีมอบ{WHAT}\n"
    assert one(HEAD + text)["winner_th"] == "กรมปศุสัตว์"


def test_a_work_waits_for_the_verb_that_says_what_it_won() -> None:
    award = one(
        HEAD + "ผลงาน “ฝายเพื่อนบ้าน” ของสำนักงานเกษตรจังหวัดเลย ได้รางวัลเลิศรัฐ ปี 2566 "
        "ประเภทร่วมใจแก้จน ระดับดี\n"
    )
    assert fields(award, "winner", "project", "type", "level", "province") == (
        "สำนักงานเกษตรจังหวัดเลย",
        "ฝายเพื่อนบ้าน",
        "ร่วมใจแก้จน",
        "ระดับดี",
        "เลย",
    )


def test_quotation_marks_alone_name_a_work_beside_an_award() -> None:
    award = one(f"{HEAD}กรมปศุสัตว์ได้รับ{WHAT} “โคยิ้มได้”\n")
    assert award["project_th"] == "โคยิ้มได้"


@pytest.mark.parametrize(
    "before", ["ภายใต้แนวคิด ", "กล่าวว่า ", "ในงาน ", "ตามนโยบาย ", "หัวข้อ ", "ประจำปี 2566 "]
)
def test_a_slogan_or_a_theme_is_no_work(before: str) -> None:
    award = one(f"{HEAD}กรมปศุสัตว์ได้รับ{WHAT} {before}“รัฐยิ้มเพื่อราษฎร์”\n")
    assert award["project_th"] is None


def test_a_type_without_any_word_before_it() -> None:
    award = one(f"{HEAD}กรมปศุสัตว์คว้ารางวัลเลิศรัฐ ปี 2566 เลื่องลือขยายผล (ดีเด่น)\n")
    assert fields(award, "type", "level") == ("เลื่องลือขยายผล", "ดีเด่น")


LEAD = "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ประจำปี 2566 รวม {} รางวัล ดังนี้\n"


def test_headings_speak_for_what_stands_below_them() -> None:
    first, second, third = awards(
        HEAD + LEAD.format(3) + "สาขาบริการภาครัฐ\nประเภทนวัตกรรมการบริการ\nระดับดีเด่น\n"
        "- โรงพยาบาลปัว ผลงาน รถเข็นขึ้นดอย\nระดับดี\n- โรงพยาบาลเชียงกลาง ผลงาน เตียงพับได้\n"
        "สาขาการบริหารราชการแบบมีส่วนร่วม\nประเภทร่วมใจแก้จน ระดับดี\n"
        "- สำนักงานปศุสัตว์จังหวัดแพร่ ผลงาน ไก่ปลดหนี้\n"
    )
    names = ("winner", "branch", "type", "level", "project")
    assert fields(first, *names) == (
        "โรงพยาบาลปัว",
        "สาขาบริการภาครัฐ",
        "นวัตกรรมการบริการ",
        "ระดับดีเด่น",
        "รถเข็นขึ้นดอย",
    )
    assert fields(second, *names[2:]) == ("นวัตกรรมการบริการ", "ระดับดี", "เตียงพับได้")
    assert fields(third, *names) == (
        "สำนักงานปศุสัตว์จังหวัดแพร่",
        "สาขาการบริหารราชการแบบมีส่วนร่วม",
        "ร่วมใจแก้จน",
        "ระดับดี",
        "ไก่ปลดหนี้",
    )


def test_what_a_sentence_says_before_its_list_holds_for_the_items() -> None:
    found = awards(
        HEAD + "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ปี 2566 สาขาบริการภาครัฐ จำนวน 2 รางวัล ดังนี้\n"
        "1. ประเภทพัฒนาการบริการ ระดับดี ผลงาน “หนึ่งคอก”\n"
        "2. ประเภทนวัตกรรมการบริการ ระดับดี ผลงาน “สองคอก”\n"
    )
    assert [award["branch_th"] for award in found] == ["สาขาบริการภาครัฐ"] * 2


def test_a_record_of_labels_in_any_order() -> None:
    award = one(
        "ทะเบียนผลงานที่ได้รับรางวัลเลิศรัฐ ปี 2566\n"
        "เจ้าของผลงาน: โรงพยาบาลปัว\nต้นสังกัด: สำนักงานปลัดกระทรวงสาธารณสุข\n"
        "ชื่อผลงาน: หมอเดินดอย\nสาขา: บริการภาครัฐ\nประเภท: พัฒนาการบริการ\nระดับ: ดีเด่น\n"
    )
    assert fields(award, "winner", "credited_department", "project") == (
        "โรงพยาบาลปัว",
        "สำนักงานปลัดกระทรวงสาธารณสุข",
        "หมอเดินดอย",
    )
    assert fields(award, "branch", "type", "level") == ("บริการภาครัฐ", "พัฒนาการบริการ", "ดีเด่น")


def test_items_of_several_lines() -> None:
    first, second = awards(
        HEAD + LEAD.format(2) + "(1) รางวัลพัฒนาการบริการ “ระดับดีเด่น”\nนมโรงเรียนถึงเช้า\n"
        "เจ้าของผลงาน คือ สำนักงานปศุสัตว์จังหวัดน่าน\n"
        "(2) รางวัลนวัตกรรมการบริการ “ระดับดี”\nเครื่องนับไข่\n"
        "เจ้าของผลงาน คือ สำนักงานปศุสัตว์จังหวัดแพร่\n"
    )
    names = ("winner", "type", "level", "project")
    assert fields(first, *names) == (
        "สำนักงานปศุสัตว์จังหวัดน่าน",
        "พัฒนาการบริการ",
        "ระดับดีเด่น",
        "นมโรงเรียนถึงเช้า",
    )
    assert fields(second, *names) == (
        "สำนักงานปศุสัตว์จังหวัดแพร่",
        "นวัตกรรมการบริการ",
        "ระดับดี",
        "เครื่องนับไข่",
    )


@pytest.mark.parametrize("between", [" - ", " / "])
def test_lines_of_cells(between: str) -> None:
    cells = ["คอกสะอาดบ้านเรา", "ประเภทพัฒนาการบริการ", "ระดับดี"]
    award = one(HEAD + LEAD.format(1) + between.join(cells) + "\n")
    assert fields(award, "winner", "project", "type", "level") == (
        "กรมปศุสัตว์",
        "คอกสะอาดบ้านเรา",
        "พัฒนาการบริการ",
        "ระดับดี",
    )


@pytest.mark.parametrize("named", ["“คอกยิ้ม” {}", "“คอกยิ้ม” ({})", "“คอกยิ้ม” โดย{}", "{} “คอกยิ้ม”"])
def test_a_winner_by_its_place_beside_the_work(named: str) -> None:
    body = "สำนักงานปศุสัตว์จังหวัดน่าน"
    text = f"{LEAD.format(1)}1. ประเภทพัฒนาการบริการ ระดับดี {named.format(body)}\n"
    assert fields(one(HEAD + text), "winner", "project", "credited_department") == (
        body,
        "คอกยิ้ม",
        "กรมปศุสัตว์",
    )


def test_a_unit_after_its_department() -> None:
    text = f"{LEAD.format(1)}1. กรมประมง : ศูนย์วิจัยปลาน้ำจืดเลย ประเภทพัฒนาการบริการ ระดับดี\n"
    assert fields(one(HEAD + text), "winner", "credited_department") == (
        "ศูนย์วิจัยปลาน้ำจืดเลย",
        "กรมประมง",
    )


@pytest.mark.parametrize(
    ("name", "province"),
    [("สสอ.ปัว จ.น่าน", "น่าน"), ("สพป.เชียงราย เขต 3", "เชียงราย"), ("ศาลแขวงลำปาง", "ลำปาง")],
)
def test_offices_of_kinds_that_no_list_names(name: str, province: str) -> None:
    assert fields(one(f"{HEAD}{name} ได้รับ{WHAT}\n"), "winner", "province") == (name, province)


def test_a_province_wins_through_its_governor() -> None:
    award = one(f"{HEAD}ผู้ว่าราชการจังหวัดเป็นผู้แทนจังหวัดลำพูน รับ{WHAT}\n")
    assert fields(award, "winner", "credited_department", "province") == (
        "จังหวัดลำพูน",
        "จังหวัดลำพูน",
        "ลำพูน",
    )


def test_a_win_of_a_former_year_is_background() -> None:
    award = one(
        f"{HEAD}กรมปศุสัตว์ได้รับ{WHAT}\n"
        "ย้อนกลับไปเมื่อปี 2563 กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ประเภทร่วมใจแก้จน ระดับดี\n"
    )
    assert award["type_th"] == "พัฒนาการบริการ"


@pytest.mark.parametrize(
    "type_",
    ["การพัฒนาการบริการที่เป็นเลิศ", "นวัตกรรมการบริการที่เป็นเลิศ", "บูรณาการการบริการที่เป็นเลิศ"],
)
def test_former_names_of_types(type_: str) -> None:
    award = one(f"{HEAD}กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ปี 2558 รางวัล{type_} ระดับดี\n")
    assert fields(award, "winner", "type", "level") == ("กรมปศุสัตว์", type_, "ระดับดี")


def test_who_is_named_a_winner_won() -> None:
    award = one(f"{HEAD}กรมปศุสัตว์ได้รับการประกาศให้เป็นหน่วยงานที่ได้รับ{WHAT}\n")
    assert fields(award, "winner", "type", "level") == ("กรมปศุสัตว์", "พัฒนาการบริการ", "ระดับดี")


def test_a_congratulation_to_all_who_won_tells_no_winner() -> None:
    text = "อธิบดีกรมประมงขอแสดงความยินดีกับหน่วยงานที่ได้รับ"
    assert awards(f"{HEAD}{text}{WHAT} ทุกหน่วยงาน\n") == []


def test_who_is_congratulated_won() -> None:
    lead = "กระทรวงมหาดไทยขอแสดงความยินดีกับจังหวัดที่ได้รับรางวัลเลิศรัฐ ดังนี้"
    text = f"{lead}\nรางวัลประเภทร่วมใจแก้จน\nระดับดี จำนวน 1 รางวัล\n"
    award = one(f"{HEAD}{text}จังหวัดสตูล ผลงาน : “โคบาลชายแดน”\n")
    assert fields(award, "winner", "type", "level", "project") == (
        "จังหวัดสตูล",
        "ร่วมใจแก้จน",
        "ระดับดี",
        "โคบาลชายแดน",
    )


def test_a_table_by_the_names_of_its_columns() -> None:
    found = awards(
        f"{HEAD}กระทรวงเกษตรและสหกรณ์ได้รับ 2 รางวัลเลิศรัฐ รายละเอียดดังนี้\n"
        "หน่วยงาน\nสาขา/ประเภทรางวัล\nระดับ\nผลงาน\n"
        "กรมปศุสัตว์\nบริการภาครัฐ / พัฒนาการบริการ\nดีเด่น\nคอกยิ้มทุกบ้าน\n"
        "กรมประมง (ศูนย์วิจัยปลาน้ำจืดเลย)\nบริการภาครัฐ / นวัตกรรมการบริการ\nดี\nปลาคืนวัง\n"
        "ปลัดกระทรวงกล่าวว่ายินดี\n"
    )
    names = ("winner", "credited_department", "type", "level", "project")
    assert [fields(award, *names) for award in found] == [
        ("กรมปศุสัตว์", "กรมปศุสัตว์", "พัฒนาการบริการ", "ดีเด่น", "คอกยิ้มทุกบ้าน"),
        ("ศูนย์วิจัยปลาน้ำจืดเลย", "กรมประมง", "นวัตกรรมการบริการ", "ดี", "ปลาคืนวัง"),
    ]


def test_numbers_that_go_on_under_the_next_branch() -> None:
    found = awards(
        f"{HEAD}กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ 2 รางวัล ประกอบด้วย\n"
        "สาขาบริการภาครัฐ\n(1) ระดับดี ประเภทพัฒนาการบริการ เรื่อง “คอกยิ้ม” : ด่านกักกันสัตว์เลย\n"
        "สาขาการบริหารราชการแบบมีส่วนร่วม\n(2) ระดับดี ประเภทร่วมใจแก้จน : กรมปศุสัตว์\n"
    )
    assert [fields(award, "winner", "branch") for award in found] == [
        ("ด่านกักกันสัตว์เลย", "สาขาบริการภาครัฐ"),
        ("กรมปศุสัตว์", "สาขาการบริหารราชการแบบมีส่วนร่วม"),
    ]


def test_works_in_a_row_share_what_is_said_after_the_last() -> None:
    found = awards(
        f"{HEAD}ผลงานที่ได้รับรางวัลเลิศรัฐ ได้แก่ ผลงาน “คอกยิ้ม” โดยโรงพยาบาลเลย รับรางวัลพัฒนาการบริการ "
        "ระดับดีเด่น ผลงาน “ฟาร์มใส” โดยโรงพยาบาลน่าน ผลงาน “นมสด” โดยโรงพยาบาลแพร่ "
        "ทั้งสองผลงานรับรางวัลนวัตกรรมการบริการ ระดับดี\n"
    )
    assert [fields(award, "winner", "type", "level", "project") for award in found] == [
        ("โรงพยาบาลเลย", "พัฒนาการบริการ", "ระดับดีเด่น", "คอกยิ้ม"),
        ("โรงพยาบาลน่าน", "นวัตกรรมการบริการ", "ระดับดี", "ฟาร์มใส"),
        ("โรงพยาบาลแพร่", "นวัตกรรมการบริการ", "ระดับดี", "นมสด"),
    ]


def test_a_winner_between_the_level_and_the_type_and_works_without_marks() -> None:
    found = awards(
        f"{HEAD}กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ระดับดี 2 รางวัล คือ ด่านกักกันสัตว์เลย ประเภทพัฒนาการบริการ "
        "จากผลงานคอกยิ้มทุกบ้าน และด่านกักกันสัตว์น่าน ประเภทนวัตกรรมการบริการ จากผลงานฟาร์มใส\n"
    )
    assert [fields(award, "winner", "type", "level", "project") for award in found] == [
        ("ด่านกักกันสัตว์เลย", "พัฒนาการบริการ", "ระดับดี", "คอกยิ้มทุกบ้าน"),
        ("ด่านกักกันสัตว์น่าน", "นวัตกรรมการบริการ", "ระดับดี", "ฟาร์มใส"),
    ]


@pytest.mark.parametrize(
    "name", ["สำนักวิเคราะห์ วิจัยและพัฒนา", "ศูนย์อนามัยกลุ่มชาติพันธุ์ ชายขอบ และแรงงานข้ามชาติ"]
)
def test_a_name_that_lists_topics_goes_on_after_a_space(name: str) -> None:
    assert one(f"{HEAD}{name} ได้รับ{WHAT}\n")["winner_th"] == name


def test_a_name_ends_before_the_body_that_joined() -> None:
    award = one(f"{HEAD}สถาบันพัฒนาสุขภาพกับเทศบาลตำบลศาลายา ได้รับ{WHAT}\n")
    assert award["winner_th"] == "สถาบันพัฒนาสุขภาพ"


OPENS = f"{HEAD}สธ. ปลื้ม 3 ผลงาน คว้ารางวัลเลิศรัฐ ปี 2566\n"


def test_a_text_of_wins_tells_of_them_after_how_they_were_judged() -> None:
    text = (
        OPENS + "จากผลงานทั้งหมดที่ผ่านเกณฑ์การพิจารณา โดยสาขาบริการภาครัฐ ประเภทพัฒนาการบริการ "
        "ระดับดีเด่น ได้แก่ โรงพยาบาลเลย เรื่องยาเดินทาง ส่วนระดับดี มี 2 ผลงาน ได้แก่ "
        "โรงพยาบาลน่าน เรื่องเตียงลอย และโรงพยาบาลแพร่ เรื่องตู้ยา\n"
    )
    assert told(text, "winner", "level", "project") == [
        ("โรงพยาบาลเลย", "ระดับดีเด่น", "ยาเดินทาง"),
        ("โรงพยาบาลน่าน", "ระดับดี", "เตียงลอย"),
        ("โรงพยาบาลแพร่", "ระดับดี", "ตู้ยา"),
    ]


def test_what_is_told_before_the_winners_ends_the_work_before_it() -> None:
    text = (
        OPENS + "หน่วยงานที่ได้รับรางวัล ดังนี้ สาขาบริการภาครัฐ ประเภทนวัตกรรมการบริการ ระดับดีเด่น "
        "ได้แก่ โรงพยาบาลเลย จากผลงาน “ยาเดินทาง” ประเภทพัฒนาการบริการ ระดับดี ได้แก่ "
        "โรงพยาบาลน่าน จากผลงาน “เตียงลอย”\n"
    )
    assert told(text, "winner", "type", "project") == [
        ("โรงพยาบาลเลย", "นวัตกรรมการบริการ", "ยาเดินทาง"),
        ("โรงพยาบาลน่าน", "พัฒนาการบริการ", "เตียงลอย"),
    ]


def test_all_lines_above_a_list_group_its_items() -> None:
    text = (
        OPENS + "หน่วยงานที่ได้รับรางวัล มีดังนี้\nสาขาบริการภาครัฐ จำนวน 2 รางวัล\nระดับดีเด่น\n"
        "ประเภทนวัตกรรมการบริการ\n1) โรงพยาบาลเลย “ยาเดินทาง”\n"
        "ระดับดี\nประเภทพัฒนาการบริการ\n2) โรงพยาบาลน่าน “เตียงลอย”\n"
    )
    assert told(text, "winner", "type", "level") == [
        ("โรงพยาบาลเลย", "นวัตกรรมการบริการ", "ระดับดีเด่น"),
        ("โรงพยาบาลน่าน", "พัฒนาการบริการ", "ระดับดี"),
    ]


def test_a_work_that_failed_is_none_that_won() -> None:
    text = (
        OPENS + "โรงพยาบาลเลยได้รับรางวัลเลิศรัฐ ประเภทพัฒนาการบริการ ระดับดี จากผลงาน “ยาเดินทาง” "
        "ส่วนผลงาน “เตียงลอย” ของโรงพยาบาลน่าน ผ่านการประเมินรอบที่ 1 แต่ไม่ได้รับรางวัล\n"
    )
    assert [award["winner_th"] for award in awards(text)] == ["โรงพยาบาลเลย"]


def test_a_text_about_another_award_tells_of_ours_only_where_it_names_it() -> None:
    text = (
        f"{HEAD}กรมท่าอากาศยานรับรางวัลคมนาคมสร้างสรรค์ ประจำปี 2565\n"
        "ในปีนี้ กรมท่าอากาศยานคว้ารางวัล ดังนี้\n1. ประเภทนวัตกรรมการบริการ จากผลงานกล้องทางวิ่ง\n"
        "นอกจากนี้ กรมท่าอากาศยานได้รับรางวัลเลิศรัฐ สาขาบริการภาครัฐ ประเภทพัฒนาการบริการ ระดับดี\n"
    )
    assert fields(one(text), "type", "level") == ("พัฒนาการบริการ", "ระดับดี")


def test_a_faculty_is_named_with_its_university() -> None:
    text = OPENS + f"คณะแพทยศาสตร์ มหาวิทยาลัยนเรศวร ได้รับ{WHAT}\n"
    assert one(text)["winner_th"] == "คณะแพทยศาสตร์ มหาวิทยาลัยนเรศวร"


def test_a_year_right_after_an_award_is_the_year_of_that_award() -> None:
    text = OPENS + f"กรมป่าไม้ได้รับ{WHAT}\nและได้รับรางวัล PMQA 4.0 ในปี 2563\n"
    assert [award["type_th"] for award in awards(text)] == ["พัฒนาการบริการ"]


def test_a_work_may_be_called_as_a_body_is() -> None:
    text = OPENS + (
        "- ระดับดี : ผลงานเรื่อง ด่านตรวจพืชไร้กระดาษ (พัฒนาการบริการ) โดยสำนักควบคุมพืชและวัสดุการเกษตร\n"
    )
    assert fields(one(text), "winner", "type", "project") == (
        "สำนักควบคุมพืชและวัสดุการเกษตร",
        "พัฒนาการบริการ",
        "ด่านตรวจพืชไร้กระดาษ",
    )
