"""What levels, branches and types are called in the graph, however a text spells them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from seed.extraction.lexicon import (
    ENGAGED_CITIZEN,
    EXCELLENCE,
    HONOUR,
    PARTICIPATION,
    QUALITY,
    QUALITY_4,
    SERVICE,
    UNITED,
)

LEVEL_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "OUTSTANDING": "ระดับดีเด่น",
        "GOOD": "ระดับดี",
        "ADVANCED": "ระดับก้าวหน้า",
        "SIGNIFICANT": "ระดับพัฒนาจนเกิดผล",
        "EXCELLENT": "ระดับยอดเยี่ยม",
    }
)
BRANCH_NAMES: Mapping[str, str] = MappingProxyType(
    {
        SERVICE: "บริการภาครัฐ",
        PARTICIPATION: "บริหารราชการแบบมีส่วนร่วม",
        QUALITY: "คุณภาพการบริหารจัดการภาครัฐ",
    }
)
_CRITERION_NAMES = (
    "ด้านการนำองค์การและความรับผิดชอบต่อสังคม",
    "ด้านการวางแผนยุทธศาสตร์และการสื่อสารเพื่อนำไปสู่การปฏิบัติ",
    "ด้านการมุ่งเน้นผู้รับบริการและผู้มีส่วนได้ส่วนเสีย",
    "ด้านการวิเคราะห์ผลการดำเนินงานขององค์การและการจัดการความรู้",
    "ด้านการมุ่งเน้นทรัพยากรบุคคล",
    "ด้านกระบวนการคุณภาพและนวัตกรรม",
)
TYPE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "service-innovation": "นวัตกรรมการบริการ",
        "service-development": "พัฒนาการบริการ",
        "service-standard-expansion": "ขยายผลมาตรฐานการบริการ",
        "service-facilitation": "ยกระดับการอำนวยความสะดวกในการให้บริการ",
        "service-data-integration": "บูรณาการข้อมูลเพื่อการบริการ",
        "service-to-the-point": "บริการตอบโจทย์ตรงใจ",
        "service-driven-results": "ขับเคลื่อนเห็นผล",
        "service-response-to-covid": "ยกระดับบริการที่ตอบสนองต่อสถานการณ์โควิด-19",
        "open-governance": "เปิดใจใกล้ชิดประชาชน",
        "effective-change": "สัมฤทธิ์ผลประชาชนมีส่วนร่วม",
        "joining-hands-against-poverty": "ร่วมใจแก้จน",
        ENGAGED_CITIZEN: "ผู้นำหุ้นส่วนความร่วมมือ",
        "participation-expanded": "เลื่องลือขยายผล",
        QUALITY_4: "คุณภาพการบริหารจัดการภาครัฐ 4.0",
        UNITED: "รางวัลพิเศษ สานพลังร่วมใจ ต้านภัยโควิด",
        HONOUR: "รางวัลเกียรติยศเลิศรัฐ",
        EXCELLENCE: "รางวัลเลิศรัฐยอดเยี่ยม",
        **{
            f"{QUALITY}-category-{number}": f"{BRANCH_NAMES[QUALITY]} รายหมวด หมวด {number} {name}"
            for number, name in enumerate(_CRITERION_NAMES, start=1)
        },
    }
)
