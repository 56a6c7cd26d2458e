from __future__ import annotations

import pytest

from seed.names import organization_kind, province_id, unit_kind
from seed.provinces import province_dataset, province_ids


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดกาญจนบุรี", "PROVINCIAL_OFFICE"),
        ("สำนักงานสาธารณสุขจังหวัดสุรินทร์", "PROVINCIAL_OFFICE"),
        ("ที่ทำการปกครองจังหวัดน่าน", "PROVINCIAL_OFFICE"),
        ("สำนักงานจังหวัดเพชรบูรณ์", "PROVINCIAL_OFFICE"),
        ("สำนักงานส่งเสริมและสนับสนุนวิชาการ 7 จังหวัดลพบุรี", "REGIONAL_OFFICE"),
        ("สำนักงานบังคับคดีจังหวัดแพร่", "REGIONAL_OFFICE"),
        ("สถานพินิจและคุ้มครองเด็กและเยาวชนจังหวัดตาก", "REGIONAL_OFFICE"),
        ("สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ 3", "REGIONAL_OFFICE"),
        ("สำนักงานสรรพากรพื้นที่ชลบุรี", "REGIONAL_OFFICE"),
        ("ศูนย์ป้องกันควบคุมโรคที่ 5", "REGIONAL_OFFICE"),
        ("ศูนย์เรียนรู้การพัฒนาสตรีและครอบครัว จังหวัดเชียงราย", "CENTER"),
        ("ศูนย์เรียนรู้การพัฒนาสตรีและครอบครัวภาคเหนือ จังหวัดลำปาง", "CENTER"),
        ("บ้านพักเด็กและครอบครัวจังหวัดเลย", "CENTER"),
        ("ศูนย์บริการคนพิการจังหวัดตรัง", "SERVICE_POINT"),
        ("โรงพยาบาลเซกา จังหวัดบึงกาฬ", "HOSPITAL"),
        ("กองยุทธศาสตร์และแผนงาน", "DIVISION"),
        ("สำนักงานเกษตรอำเภอท่าม่วง", "DISTRICT_OFFICE"),
        ("สำนักงานแรงงานในจังหวัดเลย", None),
        ("สำนักงานประสานงานจังหวัดชายแดนภาคใต้", None),
        ("กรมกิจการเด็กและเยาวชน", None),
        ("จังหวัดกาญจนบุรี", None),
    ],
)
def test_the_kind_of_a_unit(name: str, kind: str | None) -> None:
    assert unit_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์", "MINISTRY"),
        ("สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์", "DEPARTMENT"),
        ("กรมพัฒนาสังคมและสวัสดิการ", "DEPARTMENT"),
        ("คณะกรรมการพัฒนาระบบราชการ", "COMMISSION"),
        ("สำนักงานคณะกรรมการพัฒนาระบบราชการ", "AGENCY"),
        ("กองยุทธศาสตร์และแผนงาน", "SUB_UNIT"),
        ("จังหวัดกาญจนบุรี", "PROVINCE"),
        ("ในจังหวัดกาญจนบุรี", None),
        ("เทศบาลนครนนทบุรี", None),
    ],
)
def test_the_kind_of_an_organization(name: str, kind: str | None) -> None:
    assert organization_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("สำนักงานส่งเสริมและสนับสนุนวิชาการ 7 จังหวัดลพบุรี", "TH-16"),
        ("สำนักงานคลังจังหวัดเพชรบุรี", "TH-76"),
        ("สำนักงานคลังจังหวัดเพชรบูรณ์", "TH-67"),
        ("มหาวิทยาลัยขอนแก่น", None),
        ("สำนักงานประสานงานจังหวัดชายแดนภาคใต้", None),
    ],
)
def test_the_province_in_a_name(name: str, province: str | None) -> None:
    assert province_id(name) == province


def test_all_provinces_are_there() -> None:
    assert len(province_ids()) == 77
    assert province_ids()["กาญจนบุรี"] == "TH-71"
    facts = province_dataset().facts
    assert {fact.subject for fact in facts} == set(province_ids().values())
    kanchanaburi = {f.predicate: f.object for f in facts if f.subject == "TH-71"}
    assert kanchanaburi == {
        "nameTh": "กาญจนบุรี",
        "nameEn": "Kanchanaburi",
        "isoCode": "TH-71",
        "dopaCode": "71",
    }


def test_the_provinces_name_their_licence() -> None:
    (document,) = province_dataset().documents
    assert document.properties["licence"] == "CC-BY-4.0"
    assert len(document.properties["sha256"]) == 64
