"""Under which department an office stands by its kind: สำนักงานที่ดินจังหวัดก is of กรมที่ดิน.

The regulations on the division of each department into its parts place such offices under it.
"""

from __future__ import annotations

import re
from functools import cache

_OFFICES = (
    ("moph-ops", r"สำนักงานสาธารณสุข|สสจ\.|สสอ\.|โรงพยาบาลส่งเสริมสุขภาพตำบล|รพ\.สต\.|สถานีอนามัย"),
    ("moph-ops", r"(?:โรงพยาบาลสมเด็จพระยุพราช|รพร\.)"),
    ("moph-dmh", r"โรงพยาบาลจิตเวช|ศูนย์สุขภาพจิต"),
    ("moph-ddc", r"สำนักงานป้องกันควบคุมโรค"),
    ("moph-doh", r"ศูนย์อนามัย"),
    ("moph-dmsc", r"ศูนย์วิทยาศาสตร์การแพทย์"),
    ("mod-rta", r"โรงพยาบาลค่าย|รพ\.ค่าย|มณฑลทหารบก"),
    ("moi-dol", r"สำนักงานที่ดิน"),
    ("moi-dopa", r"ที่ว่าการอำเภอ|ที่ทำการปกครอง|สำนักทะเบียนอำเภอ"),
    ("moi-cdd", r"สำนักงานพัฒนาชุมชน|ศูนย์ศึกษาและพัฒนาชุมชน"),
    ("moi-ddpm", r"สำนักงานป้องกันและบรรเทาสาธารณภัย|ศูนย์ป้องกันและบรรเทาสาธารณภัย"),
    ("moi-dpt", r"สำนักงานโยธาธิการและผังเมือง"),
    ("moi-dla", r"สำนักงานส่งเสริมการปกครองท้องถิ่น"),
    ("moi-ops", r"สำนักงานจังหวัด"),
    ("moi-pwa", r"(?:การประปาส่วนภูมิภาค|กปภ\.) ?(?:สาขา|เขต)"),
    ("moi-pea", r"(?:การไฟฟ้าส่วนภูมิภาค|กฟภ\.) ?(?:จังหวัด|อำเภอ|สาขา|เขต)"),
    ("moi-mea", r"การไฟฟ้านครหลวงเขต"),
    ("moac-doae", r"สำนักงานเกษตร(?:จังหวัด|อำเภอ)|สำนักงานส่งเสริมและพัฒนาการเกษตร"),
    ("moac-ops", r"สำนักงานเกษตรและสหกรณ์"),
    ("moac-dld", r"สำนักงานปศุสัตว์|ด่านกักกันสัตว์"),
    ("moac-fisheries", r"สำนักงานประมง|ศูนย์วิจัยและพัฒนาประมง|ศูนย์วิจัยและพัฒนาการเพาะเลี้ยงสัตว์น้ำ"),
    ("moac-cpd", r"สำนักงานสหกรณ์|นิคมสหกรณ์"),
    ("moac-cad", r"สำนักงานตรวจบัญชีสหกรณ์"),
    ("moac-ldd", r"สถานีพัฒนาที่ดิน|สำนักงานพัฒนาที่ดิน"),
    ("moac-rid", r"สำนักงานชลประทาน|โครงการชลประทาน|โครงการส่งน้ำ"),
    ("moac-alro", r"สำนักงานการปฏิรูปที่ดิน|ส\.ป\.ก\. ?จังหวัด"),
    ("moac-rice", r"ศูนย์วิจัยข้าว|ศูนย์เมล็ดพันธุ์ข้าว"),
    ("moac-qsds", r"ศูนย์หม่อนไหม|สำนักงานหม่อนไหม"),
    ("mof-rd", r"สำนักงานสรรพากร"),
    ("mof-excise", r"สำนักงานสรรพสามิต"),
    ("mof-customs", r"ด่านศุลกากร|สำนักงานศุลกากร"),
    ("mof-trd", r"สำนักงานธนารักษ์"),
    ("mof-cgd", r"สำนักงานคลัง"),
    ("mot-doh", r"แขวงทางหลวง(?!ชนบท)|สำนักงานทางหลวง(?!ชนบท)"),
    ("mot-drr", r"แขวงทางหลวงชนบท|สำนักงานทางหลวงชนบท"),
    ("mot-dlt", r"สำนักงานขนส่ง"),
    ("mot-md", r"สำนักงานเจ้าท่า"),
    ("moj-doc", r"เรือนจำ|ทัณฑสถาน|สถานกักขัง"),
    ("moj-dop", r"สำนักงานคุมประพฤติ"),
    ("moj-djop", r"สถานพินิจ|ศูนย์ฝึกและอบรมเด็กและเยาวชน"),
    ("moj-led", r"สำนักงานบังคับคดี"),
    ("moj-ops", r"สำนักงานยุติธรรม"),
    ("mol-doe", r"สำนักงานจัดหางาน"),
    ("mol-dsd", r"สำนักงานพัฒนาฝีมือแรงงาน|สถาบันพัฒนาฝีมือแรงงาน"),
    ("mol-dlpw", r"สำนักงานสวัสดิการและคุ้มครองแรงงาน"),
    ("mol-sso", r"สำนักงานประกันสังคม(?:จังหวัด|กรุงเทพ|สาขา|เขต)"),
    ("mol-ops", r"สำนักงานแรงงาน"),
    ("moc-ops", r"สำนักงานพาณิชย์"),
    ("mocu-ops", r"สำนักงานวัฒนธรรม"),
    ("mots-ops", r"สำนักงานการท่องเที่ยวและกีฬา"),
    ("mind-ops", r"สำนักงานอุตสาหกรรม"),
    ("mind-dip", r"ศูนย์ส่งเสริมอุตสาหกรรม"),
    ("moen-ops", r"สำนักงานพลังงาน"),
    ("mnre-ops", r"สำนักงานทรัพยากรธรรมชาติและสิ่งแวดล้อม"),
    ("mnre-dnp", r"อุทยานแห่งชาติ|เขตรักษาพันธุ์สัตว์ป่า"),
    ("mnre-rfd", r"สำนักจัดการทรัพยากรป่าไม้"),
    ("msdhs-ops", r"สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์|พมจ\."),
    ("msdhs-dcy", r"บ้านพักเด็กและครอบครัว|สถานสงเคราะห์เด็ก"),
    ("mdes-nso", r"สำนักงานสถิติ(?!แห่งชาติ)"),
    ("moe-obec", r"สำนักงานเขตพื้นที่การศึกษา|สพ[ปม]\."),
    ("moe-ovec", r"วิทยาลัย(?:เทคนิค|อาชีวศึกษา|การอาชีพ|สารพัดช่าง|เกษตรและเทคโนโลยี)"),
    ("moe-ops", r"สำนักงานศึกษาธิการ"),
    ("moe-dole", r"สำนักงานส่งเสริมการเรียนรู้"),
    ("rtp", r"สภ\.|สน\. ?|สถานีตำรวจ|ตำรวจภูธร|ตำรวจนครบาล|กองบัญชาการตำรวจ|กองบังคับการ"),
    ("coj", r"ศาล(?:จังหวัด|แขวง|แพ่ง|อาญา|แรงงาน|เยาวชน|อุทธรณ์|ล้มละลาย|ภาษี)|สำนักงานประจำศาล"),
    ("ago", r"สำนักงานอัยการ(?!สูงสุด)"),
    ("onab", r"สำนักงานพระพุทธศาสนาจังหวัด"),
    ("mof-baac", r"ธ\.ก\.ส\. ?สาขา"),
)
"""The id of a department, without what all ids begin with, and how names of its offices begin."""

_HOSPITAL = re.compile(r"โรงพยาบาล|รพ\.")
_WITH_HOSPITALS = frozenset({"university", "armed_forces", "local_government"})
_OF_HEALTH, _OF_POLICE = ("org:moph", "org:mod", "org:moj-doc"), "org:rtp"
_WITHOUT_HOSPITALS = ("org:moph-fda", "org:moph-dhss", "org:moph-dmsc")
_OF_HOSPITALS = "org:moph-ops"


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((f"org:{id}", re.compile(pattern)) for id, pattern in _OFFICES)


def departments() -> frozenset[str]:
    """The ids of the departments that have such offices."""
    return frozenset(id for id, _ in _compiled())


@cache
def department_by_kind(name: str) -> str | None:
    """The id of the department of which an office of such a name is a part, if of one only."""
    return next((id for id, pattern in _compiled() if pattern.match(name)), None)


def may_be_of(name: str, department: str, kind: str) -> bool:
    """Whether a body of such a name may be a part of a department, which is of a kind of agency."""
    if _HOSPITAL.match(name):
        is_of_health = (
            kind == "department"
            and department.startswith(_OF_HEALTH)
            and department not in _WITHOUT_HOSPITALS
        )
        return kind in _WITH_HOSPITALS or is_of_health or department == _OF_POLICE
    return not name.startswith("คณะ") or kind == "university"


def likely_department(name: str) -> str | None:
    """The department of most bodies of a kind: most hospitals are of the ministry's office."""
    return _OF_HOSPITALS if _HOSPITAL.match(name) else None
