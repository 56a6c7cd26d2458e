"""The words of the awards: branches, types, levels, and what tells a win from the rest.

Patterns read the normalized text: Arabic digits, single spaces, three quotation marks.
Each dictionary maps what a word means to the ways in which texts spell it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SERVICE, PARTICIPATION, QUALITY = (
    "public-service",
    "participatory-governance",
    "public-management-quality",
)

BRANCHES: Mapping[str, str] = MappingProxyType(
    {
        SERVICE: r"(?:การ)?บริการภาครัฐ",
        PARTICIPATION: r"(?:การ)?บริหารราชการแบบมีส่วนร่วม",
        QUALITY: r"คุณภาพ ?(?:การ)?บริหารจัดการ(?:ภาค)?รัฐ",
    }
)

_QUALITY = BRANCHES[QUALITY]

QUALITY_4 = "public-management-quality-4-0"
ENGAGED_CITIZEN = "engaged-citizen"
"""The one type that persons win."""

UNITED, HONOUR, EXCELLENCE = "united-against-covid", "honour", "excellence-in-all-branches"
WITHOUT_BRANCH = frozenset({UNITED, HONOUR, EXCELLENCE})

_EXCELLENT = "(?:ที่เป็นเลิศ)?"
"""What the types of service were called by until 2561 B.E."""

TYPES: Mapping[str, tuple[str | None, str]] = MappingProxyType(
    {
        "service-innovation": (SERVICE, rf"นวัตกรรม(?:การ)?(?:ให้)?บริการ{_EXCELLENT}"),
        "service-development": (
            SERVICE,
            rf"(?:การ(?=พัฒนาการบริการ))?พัฒนา(?:การ)?(?:ให้)?บริการ{_EXCELLENT}",
        ),
        "service-standard-expansion": (SERVICE, r"ขยายผลมาตรฐาน(?:การ)?(?:ให้)?บริการ"),
        "service-facilitation": (
            SERVICE,
            r"(?:การ)?ยกระดับการอำนวยความสะดวก(?:ในการให้บริการ|ใน(?:การ)?บริการ)?",
        ),
        "service-data-integration": (SERVICE, r"บูรณาการ(?:ข้อมูล)?เพื่อ(?:การ)?(?:ให้)?บริการ"),
        "service-to-the-point": (SERVICE, r"(?:บริการ)?(?:ที่)?ตอบโจทย์ ?ตรงใจ"),
        "service-driven-results": (SERVICE, r"(?:บริการ)?ขับเคลื่อนเห็นผล"),
        "service-response-to-covid": (
            SERVICE,
            r"ยกระดับ(?:การ)?บริการที่ตอบสนองต่อสถานการณ์ ?โควิด(?: ?- ?19)?",
        ),
        "open-governance": (PARTICIPATION, r"เปิดใจ ?ใกล้ชิดประชาชน"),
        "effective-change": (PARTICIPATION, r"สัมฤทธิ์?ผล ?ประชาชนมีส่วนร่วม"),
        "joining-hands-against-poverty": (PARTICIPATION, r"ร่วมใจ ?แก้จน"),
        ENGAGED_CITIZEN: (
            PARTICIPATION,
            r"ผู้นำ(?:หุ้นส่วน(?:ความร่วมมือ)?|การ(?:พัฒนาแบบ)?มีส่วนร่วม(?:ภาคประชาชน)?)",
        ),
        "participation-expanded": (PARTICIPATION, r"เลื่องลือ ?ขยายผล"),
        QUALITY_4: (
            QUALITY,
            rf"(?:{_QUALITY} ?(?:\(?PMQA\)? ?)?4\.0|PMQA ?4\.0"
            rf"|{_QUALITY}(?= ?\(PMQA ?4\.0\)))",
        ),
        UNITED: (None, r"(?:รางวัลพิเศษ ?)?[“\"]?สานพลังร่วมใจ ?ต้านภัยโควิด"),
        HONOUR: (None, r"รางวัลเกียรติยศ ?เลิศรัฐ|(?<!รางวัล)เกียรติยศ ?เลิศรัฐ|(?:รางวัล ?)?[Ss]uper ?เลิศรัฐ"),
        EXCELLENCE: (None, r"(?:รางวัล ?)?[“\"]?เลิศรัฐ ?ยอดเยี่ยม"),
    }
)
"""For each type: the branch that it belongs to, if any, and its spellings."""

NAMED_ONLY_AS_TYPES = frozenset(
    {
        "open-governance",
        "effective-change",
        ENGAGED_CITIZEN,
        "participation-expanded",
        "joining-hands-against-poverty",
        "service-standard-expansion",
        QUALITY_4,
    }
)
"""The types whose names mean nothing else, so that no word needs to introduce them."""

_CRITERION = (
    r"(?:(?:ด้าน)?(?:"
    r"การนำองค์(?:การ|กร)(?: ?และ(?:ความ)?รับผิดชอบต่อสังคม)?"
    r"|การวางแผน(?:เชิง)?ยุทธศาสตร์(?: ?และการสื่อสาร(?: ?เพื่อนำไปสู่การปฏิบัติ)?)?"
    r"|การ(?:มุ่งเน้น|ให้ความสำคัญกับ|ให้ความสำคัญ)ผู้รับบริการ(?: ?และผู้มีส่วนได้(?:ส่วน)?เสีย)?"
    r"|การ(?:วัด ?(?:การ)?)?วิเคราะห์(?:ผลการดำเนินงาน)?(?:ขององค์(?:การ|กร))?"
    r"(?: ?และ(?:การ)?จัดการความรู้)?"
    r"|การ(?:มุ่งเน้น|บริหาร)(?:ทรัพยากรบุคคล|บุคลากร)"
    r"|(?:การมุ่งเน้น)?ระบบ(?:การ)?ปฏิบัติการ|การปฏิบัติการ"
    r"|(?:การ(?:จัดการ)?)?กระบวนการ(?:คุณภาพและนวัตกรรม)?|(?<=ด้าน)บุคลากร))"
)
_AFTER_CRITERION = (
    r"(?:โดย|ซึ่ง|ให้แก่|ให้กับ|จาก|ได้|ประจำ|ระดับ|เป็น|และ(?:หมวด|รางวัล|สาขา)|ณ |เมื่อ|ใน(?:ปี"
    r"|งาน)|รวม)"
)
_ANY_CRITERION = (
    rf"(?:ด้าน)?(?:การ|กระบวน|ความ|ระบบ)[ก-๙]{{3,90}}?(?=[^ก-๙]|{_AFTER_CRITERION}|\Z)"
    rf"(?: (?:และ|เพื่อ)(?!หมวด|รางวัล|สาขา)[ก-๙]{{3,60}}?(?=[^ก-๙]|{_AFTER_CRITERION}|\Z))?"
)
CATEGORY_OF_QUALITY = (
    rf"(?:{_QUALITY} ?|PMQA ?(?=ราย))?"
    rf"(?:(?:ประเภท)?ราย ?หมวด ?(?:(?:ใน)?หมวด(?:ที่)? ?)?|(?:ใน)?หมวด(?:ที่)? ?)"
    rf"(?P<number>[1-7])(?![0-9]|-[0-9]| ?(?:หมวด|รางวัล))"
    rf"(?: ?:? ?{_CRITERION}(?=[^ก-๙]|{_AFTER_CRITERION}|\Z)| ?:? ?{_ANY_CRITERION})?"
    rf"|(?<=ด้าน){_CRITERION}|(?<=คุณภาพการบริหารจัดการภาครัฐ )(?:ใน)?ด้าน{_ANY_CRITERION}"
)
"""One of the categories (หมวด) of the management quality criteria, with or without the name."""

CRITERIA: Mapping[str, str] = MappingProxyType(
    {
        "นำองค์": "1",
        "วางแผน": "2",
        "ผู้รับบริการ": "3",
        "วิเคราะห์": "4",
        "บุคคล": "5",
        "บุคลากร": "5",
        "ปฏิบัติการ": "6",
        "กระบวนการ": "6",
    }
)
"""The number of a category by a word of its name."""

LEVELS: Mapping[str, str] = MappingProxyType(
    {
        "OUTSTANDING": r"ดีเด่น",
        "GOOD": r"ดี(?!เด่น|มาก|ขึ้น|เยี่ยม|เลิศ|ที่สุด|ไซน์|[ัิีึืุู])",
        "ADVANCED": r"ก้าวหน้า|[Aa]dvanced?",
        "SIGNIFICANT": r"พัฒนาจนเกิดผล|[Ss]ignifican(?:ce|t)",
        "BASIC": r"พื้นฐาน(?= ?\()|(?<=4\.0 ระดับ)พื้นฐาน|[Bb]asic",
        "EXCELLENT": r"ยอดเยี่ยม",
        "COMMENDED": r"ชมเชย",
    }
)

OTHER_SCHEMES = (
    r"ศูนย์ราชการสะดวก|GECC|[Gg]overnment [Ee]asy [Cc]ontact"
    r"|รางวัลรัฐบาลดิจิทัล|ผู้นำองค์กรภาครัฐดิจิทัล|DG [Aa]wards?"
    r"|[Dd]igital [Gg]overnment [Aa]wards?"
    r"|[Dd]igital [Tt]ransformation [Aa]ward|เพชรวายุภักษ์|สำเภานาวาทอง|รัฐวิสาหกิจดีเด่น"
    r"|SOE [Aa]ward"
    r"|องค์กรโปร่งใส|Integrity and Transparency|\bITA\b|คุณธรรมและความโปร่งใส"
    r"|องค์กรต้นแบบ(?:ด้าน)?สิทธิมนุษย์?ชน|องค์กรคุณธรรม|United Nations Public|UNPSA"
    r"|[Mm]ini ?เลิศรัฐ|รางวัลคุณภาพแห่งชาติ|TQA\b|TQC\b|Thailand Quality"
    r"|ข้าราชการ(?:พลเรือน)?ดีเด่น|คนดีศรี|ทุนหมุนเวียนดีเด่น|รางวัล ?Prime|PM ?[Aa]ward"
    r"|รางวัล(?!เลิศ|บริ|การ|คุณภาพ|ระดับ|ประเภท|สาขา|ที่|ดี|ชม|ความ|อัน|ใน|จาก|ของ|และ|แห่ง|ให้|รวม|ทั้ง|ราย|นวัต"
    r"|พัฒนา|ผล|ด้าน|ภาค|ซึ่ง|นี้|มา|ไป|พิเศษ|สูง|ยอด|ใหญ่|เกียรติ|จำนวน|ประจำ|สาน|ร่วม|สัม|เปิด|เลื่อง|ผู้|บูรณา|ขยาย|ยก|ตอบ"
    r"|ขับ|สำหรับ|หน่วย|โดย|ณ|ต่าง)[ก-๙]{5,30} ?ประจำปี"
    r"|เครือข่ายดีเด่น|ชนะเลิศ|นวัตกรรมแห่งชาติ|องค์กรนวัตกรรม|รางวัลไทย|ศูนย์ข้อมูลข่าวสารดีเด่น"
)
"""Other awards and certificates that stand beside Lert Rat awards in the same texts."""

SCHEME = r"(?<![Mm]ini )(?<![Mm]ini)(?<!หน่วยงาน)เลิศรัฐ(?! ?เลิศประชา)|PSE ?[Aa]wards?|PSEA"

_PRIZE = r"[“\"]?(?:รางวัล|เลิศรัฐ|โล่|ระดับ|สาขา|ประเภท|PMQA)"
_COUNTED_PRIZE = (
    rf"(?:(?:ถึง|รวม(?!รางวัล(?!ทั้ง))|มา|ไป|อีก|ใน|ทั้งสิ้น|จำนวน) ?)*(?:{_PRIZE}|[0-9]+ ?(?:รางวัล"
    rf"|ผลงาน|สาขา"
    rf"|ประเภท))"
)
_NOT_YET = r"(?<!ที่)(?<!ที่สามารถ)(?<!จะ)(?<!เคย)(?<!จะเข้า)(?<!ไม่)(?<!หาก)(?<!ที่จะ)(?<!ให้)"

WIN = (
    rf"{_NOT_YET}"
    r"(?:ได้รับ(?!การ(?!คัดเลือกให้|ประกาศ|ตัดสินให้|ยกย่อง)|เกียรติ(?!บัตร)|ความ|เชิญ|ฟัง|มอบหมาย"
    r"|บริการ|คำแนะนำ| ?(?:เช่น|อาทิ) ?ประเภท|คะแนน|งบ|แต่งตั้ง|โจทย์|แจ้ง|ผล(?!งาน)|วัคซีน"
    r"|บาดเจ็บ|สิทธิ|เงิน|เลือก"
    r"|คัดเลือก(?!ให้))"
    rf"|(?<!ทำ)(?<!มา)(?<!ยื่น)(?<!สมัคร)ได้ ?(?={_COUNTED_PRIZE})"
    r"|ได้รับการยอมรับ(?=[^\n]{0,24}(?:อาทิ|เช่น|ได้แก่|ด้วย))|คว้า|กวาด|ผงาด|พิชิต|ครองแชมป์|ครองรางวัล|รับมอบ(?!หมาย|อำนาจ)"
    r"|เข้ารับ(?!การ|ฟัง|บริการ|ราชการ|ตำแหน่ง)"
    r"|(?<!ขอ)(?<!เพื่อ)(?<!เข้า)(?<!ผู้)(?<!สมัคร)(?<!(?<!ธิ)การ)(?<!เปิด)(?<!พิธี)(?<!งาน)(?<!สำห)(?<!ยอม)(?<!พิจารณา)"
    rf"รับ(?:มอบ)?(?:โล่)?(?= ?{_COUNTED_PRIZE})"
    r"|(?:มีมติ|ประกาศ)(?:มอบ|ให้)(?!ส่ง|เสนอ|สมัคร) ?(?:รางวัล)?|(?<!การ)มอบ(?=รางวัล ?เลิศรัฐ)|ชนะ(?:รางวัล"
    r"|การประกวด)|ร่วมพิธีรับ(?:มอบ)?(?:โล่)?(?=รางวัลเลิศรัฐ)|ทำได้ ?(?=[0-9]{1,2} ?รางวัล)"
    r"|ติดโผ|สมหวัง|(?:ชนะใจ|เข้าตา)(?:คณะ)?กรรมการ|ทำได้ถึง(?=ระดับ)|มีชื่อ(?:อยู่)?(?=(?:ใน|เป็น|ติด|รับ|[^\n]{0,90}รวมอยู่))|ตกเป็นของ"
    r"|(?<!ผู้)เป็นเจ้าของรางวัล|ยินดี(?:กับ|ต่อ|แก่))"
    r"|ที่(?:ชนะใจ|เข้าตา)(?:คณะ)?กรรมการ"
    r"|เป็น(?:หน่วยงาน|ส่วนราชการ)ที่(?:ได้รับ|ได้|คว้า|รับ)(?=รางวัล)|เดียวที่(?:ได้)?รับ|(?:ผลงาน|โครงการ|รางวัล|หน่วยงานในสังกัด)(?:เลิศรัฐ)?ที่(?:ได้|ได้รับ"
    r"|รับ|คว้า) ?(?=รางวัล)"
    r"|รางวัลที่ได้(?:รับ)?(?= ?(?:คือ|:|ได้แก่|ประกอบ|มี))|(?<!เป็น)เจ้าของ(?:รางวัล|ผลงาน)"
    r"|(?<!จะ)(?:แจ้ง|ประกาศ|เห็นชอบ)ผลการพิจารณา(?!กลั่นกรอง|เบื้องต้น|รอบ|ขั้น)"
    r"|มอบให้(?:แก่|กับ)(?!หน่วยงาน|ส่วนราชการ|องค์กร|ผู้)"
    r"|(?<!จะ)นำ(?=รางวัล(?:เลิศรัฐ|คุณภาพการบริหาร))"
    r"|(?:รายชื่อ|ทำเนียบ)[ก-๙]{0,30}ที่ได้(?:รับ)?|ผล(?:การ(?:ตัดสิน|พิจารณา"
    r"|ประกาศ))?รางวัลเลิศรัฐ"
    r"|(?<=\n)รางวัล(?:ที่ได้รับ)? ?(?:ประจำ)?ปี(?:งบประมาณ)? ?(?:พ\.ศ\. ?)?[0-9]{4}(?=\n)"
)
"""What says that an award was conferred, whoever speaks: who won, who gave, who congratulates."""

LEADS = (
    r"(?:หน่วยงาน|ส่วนราชการ|ผลงาน|โครงการ|องค์กร|จังหวัด|ผู้|ราย)"
    r"(?:(?!สมัคร|เสนอ|ส่ง|ประเมิน)[^\n]){0,60}?"
    r"(?P<verb>(?<!ไม่)(?<!เคย)(?<!จะ)(?<!ขอ)(?<!เพื่อ)(?<!จะเข้า)(?<!พิธี)(?:ได้(?:รับ)?|เข้ารับ|รับ|คว้า)(?:การ[ก-๙]{0,12})?)(?=รางวัล)"
    r"(?![^\n]{0,100}(?:ปีที่แล้ว|ปีก่อน|ที่ผ่านมา))"
    r"(?:[^\n]{0,100}?(?:ดังนี้|ได้แก่|ประกอบด้วย|ต่อไปนี้|มีดังนี้|คือ) ?:? ?\n"
    r"|[^\n]{0,40}?(?:ได้แก่|อาทิ(?:เช่น)?|เช่น|ประกอบด้วย) ?(?=[ก-๙]))"
)
"""The end of a line that says that what is listed after it was won."""

_NOMINAL = (
    r"(?:(?<![ก-๙])|(?<=จาก)|(?<=ด้วย)|(?<=และ)|(?<=ต่อ)|(?<=ใน)|(?<=ถึง)|(?<=หลัง)|(?<=ทราบ)"
    r"|(?<=สำหรับ))"
)
"""What stands before การ where it makes a noun of a verb, and ends no name."""

_NOT_CONGRATULATED = r"(?<!ยินดีกับ)(?<!ยินดีแก่)(?<!ยินดีต่อ)(?<!ชื่นชม)"
_LIST_NEXT = r"(?:ดังนี้|ได้แก่|ประกอบด้วย|ต่อไปนี้)"
_COUNTED_HERE = (
    r"รางวัลเลิศรัฐ[^\n]{0,80}(?:จำนวน|รวม)(?:ทั้งสิ้น|ทั้งหมด)? ?[0-9]{1,2} ?รางวัล ?"
    rf"{_LIST_NEXT}"
)
_AS_LISTED = r"[^\n]{0,60}(?:มาให้ทราบ|(?:ตาม|ดัง)(?:ตาราง|รายชื่อ|บัญชี))"
_SUM = r"(?:จำนวน|รวม)(?:ทั้งสิ้น|ทั้งหมด)? ?[0-9]{1,2} ?รางวัล"
_BODY_NEXT = (
    r"(?:ได้แก่|ประกอบด้วย|คือ|เช่น|อาทิ) ?(?:กรม|สำนักงาน|โรงพยาบาล|รพ\.|มหาวิทยาลัย|จังหวัด|เทศบาล|องค์การ"
    r"|ศูนย์|ธนาคาร|สถาบัน|เรือนจำ|คณะ|อบต|[0-9(])"
)
_UNTOLD = rf"(?![^\n]{{0,200}}(?:{_LIST_NEXT}|{_SUM}|{_BODY_NEXT}))"
_UNLISTED = (
    rf"(?![^\n]{{0,40}}เลิศรัฐ[^\n]{{0,160}}(?:{_LIST_NEXT} ?:?\n|{_SUM}|{_BODY_NEXT}))"
    rf"(?![^\n]{{0,100}}ระดับ(?:ดี|ก้าวหน้า|พัฒนาจน)[^\n]{{0,24}}{_BODY_NEXT})"
)

_MANY = r"[^\n0-9]{0,40}[0-9]{1,2} ?รางวัล ?(?:แบ่งเป็น|แยกเป็น|ได้แก่|ประกอบด้วย|ดังนี้|คือ)"
"""A number of awards that are listed next: what is spoken of was won."""

NOT_A_WIN = (
    rf"ตรวจประเมิน|การประเมิน|ผ่านเกณฑ์|ไม่ผ่าน|ผ่านการ(?:พิจารณา|ตรวจ|คัดเลือก|กลั่นกรอง)(?!{_COUNTED_HERE}|{_AS_LISTED})"
    r"|(?<!อาสา)สมัคร|(?<!ไม่เคยส่ง)(?<!และนำเข้า)ประกวด"
    r"|(?:เข้า|ร่วม|ลุ้น)ชิง|ชิง(?=รางวัล|เลิศรัฐ)|เข้ารับการพิจารณา(?=รางวัล)|ลุ้น|เสนอชื่อ(?![ก-๙]{0,12}?รับ)|(?:เพื่อ)?(?:เสนอ)?ขอรับ"
    r"|แบ่ง(?:การ(?:มอบ|สมัคร)|ประเภท)(?:รางวัล)?(?:ออก)?เป็น|(?!จะเข้ารับโล่)จะ(?:ได้|เข้า)?รับ(?:การ[ก-๙]{0,20}?ให้ได้รับ)?"
    r"|อยู่ในเกณฑ์|เสนอชื่อ[ก-๙]{0,12}?(?:เข้า)?รับ|เชิญชวน|เพื่อมอบ|เพื่อ(?:เข้า)?รับ"
    r"|แบ่ง(?:ออก)?เป็น ?[0-9]+ ?(?:ประเภท|สาขา|ระดับ|มิติ|กลุ่ม|ด้าน)|เตรียม(?:ความพร้อม|การ|ตัว)"
    r"|(?<!ไม่เคย)ส่ง(?:ผลงาน(?!ร่วมกับ)|เข้า|ประกวด)|เกณฑ์(?:คุณภาพ|การ|ตัดสิน)|หลักเกณฑ์|แนวทางการ|พิธีมอบ|(?<!ร่วม)พิธีรับมอบ"
    r"|งาน(?:สัมมนา[ก-๙]*)?มอบ"
    # Who is congratulated won where it is told who that is.
    rf"|(?=หน่วยงาน|ส่วนราชการ|องค์กร|จังหวัด)(?:{_NOT_CONGRATULATED}{_UNLISTED}|{_UNTOLD})"
    r"(?<!เป็น)(?<!หนึ่งใน)(?<!ทั้ง)(?<!รายชื่อ)(?<![0-9])(?<![0-9] )"
    r"(?:หน่วยงาน(?!(?:ใน)?(?:สังกัด|พื้นที่|กำกับ|เครือ|จังหวัด|เขต))|ส่วนราชการ|องค์กร"
    r"|จังหวัด(?= ?ที่))(?![ก-๙ ]{0,24}(?:เดียว"
    r"|โครงการ|ผลงาน)ที่)[ก-๙ ]{0,24}ที่(?:สามารถ)?(?:ได้)?(?:รับ|คว้า)"
    rf"(?!รางวัล{_AS_LISTED})"
    r"|เป็นรางวัล[ก-๙]{0,20}(?:สำหรับ|แห่ง)"
    r"|(?:เป็น)?รางวัล[ก-๙]{0,12}ที่(?! ?(?:[0-9]|หนึ่ง|สอง|สาม|สี่|ห้า|หก)|สุด)[^\n]{0,40}?มอบให้"
    rf"|{_NOMINAL}การ(?:ได้|เข้า)รับ(?!{_MANY})"
    r"|เคย(?:ทำให้[ก-๙ ]{0,50}?)?(?:ได้รับ|ได้|คว้า|รับ)|หน่วยงานใด(?:ที่)?ได้รับ|ผู้แทน[ก-๙]{0,40}ที่ได้รับ"
    r"|ปีที่ผ่านมา(?=[^\n]{0,80}(?:รางวัล|เลิศรัฐ|ได้รับ|คว้า))|ปีก่อน|ไม่ได้รับ|มุ่งสู่|พร้อมมอบ|(?:และ|ได้)มอบรางวัล"
    r"|ตรวจยืนยัน|ออกตรวจ|เข้าข่าย|[Ss]ite [Vv]isit|เปิดรับ"
    r"|เปิดให้(?=หน่วย|ส่วนราชการ|สมัคร|ส่ง|ยื่น|มีการ)|จะ[ก-๙]{0,24}?ประกาศ(?:ผล)?(?:รางวัลเลิศรัฐ)?"
    r"|(?:จะ|หวัง|(?:ตั้ง)?เป้า(?:หมาย)?|ตั้งธง)[ก-๙]{0,14}?(?:คว้า|ได้รับ|รับรางวัล|พิชิต)"
    r"|ก\.พ\.ร\.\)? ?(?:จึง|ยัง)?(?:ได้)?(?:รวม(?=รางวัล)|แบ่ง|กำหนด|ปรับ|เพิ่ม|ริเริ่ม)"
    r"|หลายประเภท(?= ?(?:อาทิ|เช่น))|(?<!ใน)แต่ละประเภท ?(?:แบ่ง|มี(?!ดังนี้))"
    r"|ตั้งเป้า|ยังไม่ใช่|รอบ(?:แรก|ที่ ?[12])"
)
"""What says that an award is spoken of and not conferred: assessed, applied for, described."""

NEITHER = r"พิธี|งาน(?:สัมมนา[ก-๙]*)?มอบ|(?:และ|ได้)มอบรางวัล|พร้อมมอบ"
"""How that begins which says neither: a ceremony is where awards won and awards told of meet."""

_ENTERED = r"(?:ส่ง|เสนอ|สมัคร|ยื่น|เข้าร่วม)"
ASIDE = (
    r"(?:อัน|ซึ่ง)เป็นรางวัล(?:สำหรับ|แห่ง)(?:(?:หน่วยงาน|ส่วนราชการ)ที่(?:ได้รับ|คว้า|ได้)?)?|"
    r"จาก(?:ทั้งหมด)? ?[0-9][0-9,]* ?รางวัลที่[ก-๙]{0,40}|"
    rf"(?:จาก|ใน)(?:จำนวน|บรรดา)? ?(?:ผลงาน|โครงการ)?(?:ทั้งหมด|ทั้งสิ้น)? ?ที่[ก-๙. ]{{0,30}}?{_ENTERED}"
    r"[ก-๙ ]{0,40}?[0-9][0-9,]* ?(?:ผลงาน|เรื่อง|โครงการ|หน่วยงาน|แห่ง|ชิ้น)"
    # By whom a person was named who won.
    r"|(?:ซึ่ง|ที่|โดย)(?:การ)?[ก-๙.]{0,60}?(?:เป็นผู้)?เสนอชื่อ(?!เข้า|เพื่อ|ขอ)"
    rf"|(?:นับ)?ตั้งแต่(?:เริ่ม|เคย|ได้)?{_ENTERED}(?:ผลงาน)?"
    r"(?:เข้าประกวด|เข้าร่วม|สมัคร|เข้า(?:รับการ)?(?:ประเมิน|พิจารณา))?"
    r"|(?:จาก|กว่า|เทียบกับ|ต่อจาก|เท่ากับ)ปี(?:ที่ผ่านมา|ก่อน|ที่แล้ว|ที่ผ่าน)(?:ซึ่ง|ที่)?(?: ?ได้รับ| ?ได้| ?คว้า)?"
)
"""What an award is only measured by: out of how many works, since when, by a former year."""

TOLD = (
    rf"(?:สาขา|ประเภท)[^\n]{{0,90}}?ระดับ ?[“\"]?(?:{'|'.join(LEVELS.values())})[”\"]?"
    r" ?(?:(?:มี|จำนวน)? ?[0-9]{1,2} ?(?:ผลงาน|รางวัล) ?)?(?:ได้แก่|คือ|จาก|ให้แก่|โดย|:)"
)
"""An award told whole: of which type, at which level, and who won it next."""

MAIN_WORDS = r"เลิศรัฐ|PMQA|บริหารจัดการภาครัฐ|PSEA"
"""A text without one of these tells of no Lert Rat award."""

SHORT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "บีโอไอ": "org:opm-boi",
        "ศาลยุติธรรม": "org:coj",
        "ศาลปกครอง": "org:admc",
        "สำนักงาน คปภ.": "org:mof-oic",
        "คปภ.": "org:mof-oic",
        "บสย.": "org:mof-tcg",
        "สรรพากร": "org:mof-rd",
        "สรรพสามิต": "org:mof-excise",
        "ศุลกากร": "org:mof-customs",
        "อย.": "org:moph-fda",
        "ธ.ก.ส.": "org:mof-baac",
        "ธอส.": "org:mof-ghb",
    }
)
"""Short names in common use that the register does not give."""


def either(patterns: Mapping[str, str]) -> str:
    """One pattern with a named group for each meaning (its ``-`` written ``_``)."""
    return "|".join(f"(?P<{name.replace('-', '_')}>{each})" for name, each in patterns.items())


def quality_category(number: str | None, words: str) -> str:
    """What a category of the quality criteria is called here."""
    found = number or next((n for word, n in CRITERIA.items() if word in words), "")
    return f"{QUALITY}-category-{found or 'unknown'}"


def branch_of(type_: str | None) -> str | None:
    """The branch that a type belongs to, where it is known to belong to one."""
    if type_ and type_.startswith(QUALITY):
        return QUALITY
    return TYPES.get(type_ or "", (None, ""))[0]


def is_known(type_: str | None) -> bool:
    """Whether it is known to which branch, if any, a type belongs."""
    return branch_of(type_) is not None or type_ in TYPES
