"""What the review's page says, in English and in Thai.

The terms of the dataset's format (`WON_BY`, `stated`) are the same in both, as in its files, and so
is what a check of the data finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

ENGLISH, THAI = "en", "th"
_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything in a language, English where it is none of the two, until the end."""
    before = _spoken.set(language if language == THAI else ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """The language in which it is said now."""
    return _spoken.get()


def say(english: str, **parts: object) -> str:
    """The words in the language that is spoken; ``{name}`` in them stands for a part."""
    words = IN_THAI.get(english, english) if spoken() == THAI else english
    return words.format(**parts) if parts else words


def preferred(accepted: str) -> str:
    """The language that a browser asks for first, by its header Accept-Language (RFC 9110)."""
    languages = [each.partition(";")[0].strip()[:2].lower() for each in accepted.split(",")]
    return next((each for each in languages if each in (THAI, ENGLISH)), ENGLISH)


IN_THAI: Mapping[str, str] = MappingProxyType(
    {
        # The head and the cards
        "Review of ": "ตรวจทาน ",
        "Text": "ข้อความ",
        "Draft facts": "ข้อเท็จจริงฉบับร่าง",
        "{decided} of {total} decided": "ตัดสินแล้ว {decided} จาก {total}",
        "New fact": "เพิ่มข้อเท็จจริง",
        "New award": "เพิ่มรางวัล",
        "Take back": "เรียกคืน",
        "Keys": "ปุ่มลัด",
        "Nothing is drafted from this text. Press n or N to add what it says.": (
            "ไม่มีสิ่งใดร่างไว้จากข้อความนี้ กด n หรือ N เพื่อเพิ่มสิ่งที่ข้อความบอก"
        ),
        "{open} undecided": "ค้างอยู่ {open}",
        "done": "เสร็จ",
        "Unresolved": "ยังไม่ชี้ขาด",
        "(the text as a whole)": "(ข้อความทั้งฉบับ)",
        "open": "ค้างอยู่",
        "accepted": "ยอมรับ",
        "rejected": "ปฏิเสธ",
        "answered": "ตอบแล้ว",
        "dismissed": "ละไว้",
        "Accept": "ยอมรับ",
        "Reject": "ปฏิเสธ",
        "Correct": "แก้ไข",
        "Answer": "ตอบ",
        "Link": "เชื่อมโยง",
        # The dialogs
        "Why is it wrong?": "ผิดเพราะเหตุใด",
        "Reason": "เหตุผล",
        "What it says": "ค่าที่ถูกต้อง",
        "Elsewhere in the text: first words … last words": "ที่อื่นในข้อความ: คำแรก … คำสุดท้าย",
        "Choose the answer": "เลือกคำตอบ",
        "Which organization is it?": "เป็นหน่วยงานใด",
        "Search by name, short name or id": "ค้นด้วยชื่อ ชื่อย่อ หรือรหัส",
        "Found": "ที่พบ",
        "Found in the text": "ที่พบในข้อความ",
        "a new unit that stands under it": "เป็นหน่วยงานใหม่ในสังกัด",
        "A fact that was missed": "ข้อเท็จจริงที่ตกหล่น",
        "An award that was missed": "รางวัลที่ตกหล่น",
        "The words of the text that say it: first … last": "คำในข้อความที่บอกไว้: คำแรก … คำสุดท้าย",
        "{field}: search, then choose": "{field}: ค้นแล้วเลือก",
        "choose one": "เลือก",
        "not stated": "ไม่ได้ระบุ",
        "Save": "บันทึก",
        "Close (Esc)": "ปิด (Esc)",
        "Winner": "ผู้ได้รับรางวัล",
        "Type": "ประเภทรางวัล",
        "Level": "ระดับ",
        "Year, of either era": "ปี พ.ศ. หรือ ค.ศ.",
        "The winner, as in the passage": "ชื่อผู้ได้รับรางวัลตามข้อความ",
        "The work, as in the passage": "ชื่อผลงานตามข้อความ",
        "About (id)": "เรื่องของ (รหัส)",
        "Property or relation": "คุณสมบัติหรือความสัมพันธ์",
        "Value or id": "ค่าหรือรหัส",
        "Not followed, because": "ไม่ใช้เป็นหลักเพราะ",
        "Why is another statement followed?": "เหตุใดจึงใช้ข้อความอื่นเป็นหลัก",
        "Another text tells the same change with the body that it was before; "
        "that one is followed.": "อีกข้อความหนึ่งเล่าการเปลี่ยนแปลงเดียวกันโดยระบุหน่วยงานเดิม จึงใช้ข้อความนั้น",
        "Of the day of a law and the day from which a body counts its years, "
        "the second is followed.": "ระหว่างวันของกฎหมายกับวันที่หน่วยงานนับอายุ ใช้วันหลัง",
        "Another text writes it more fully.": "อีกข้อความหนึ่งเขียนไว้เต็มกว่า",
        "Another text names it otherwise; the name in the text that announced it is followed.": (
            "อีกข้อความหนึ่งเรียกชื่ออื่น จึงใช้ชื่อตามข้อความที่ประกาศ"
        ),
        "Another text says otherwise; that one is nearer to it, or more exact.": (
            "อีกข้อความหนึ่งว่าเป็นอย่างอื่น และใกล้เรื่องกว่าหรือแน่ชัดกว่า"
        ),
        "It was so when the text was written; it has taken effect since.": (
            "เป็นเช่นนั้นเมื่อเขียนข้อความ ต่อมามีผลบังคับแล้ว"
        ),
        # The keys
        "the next and the previous one; J, K: the next and the previous that is undecided": (
            "รายการถัดไปและก่อนหน้า; J, K: เฉพาะที่ค้างอยู่"
        ),
        "accept it; A: all of its card that is undecided": "ยอมรับ; A: ทุกรายการในกลุ่มที่ค้างอยู่",
        "reject it, with a reason; R: all of its card that is undecided": (
            "ปฏิเสธพร้อมเหตุผล; R: ทุกรายการในกลุ่มที่ค้างอยู่"
        ),
        "correct what it says, and where": "แก้ไขค่าและตำแหน่ง",
        "link it to an organization, or choose an answer": "เชื่อมโยงกับหน่วยงาน หรือเลือกคำตอบ",
        "set it aside: it is kept, and another statement is followed": (
            "เก็บไว้โดยไม่ใช้เป็นหลัก เพราะใช้ข้อความอื่น"
        ),
        "a new fact; N: a new award; from selected words, or words that are looked for": (
            "เพิ่มข้อเท็จจริง; N: เพิ่มรางวัล; จากคำที่เลือกไว้ หรือคำที่ค้นหา"
        ),
        "take back the last step": "เรียกคืนขั้นล่าสุด",
        "the previous and the next text": "ข้อความก่อนหน้าและถัดไป",
        "this list": "รายการนี้",
        # What was done, and what was not
        "Accepted: {what}": "ยอมรับแล้ว: {what}",
        "Rejected: {what}": "ปฏิเสธแล้ว: {what}",
        "Corrected: {what}": "แก้ไขแล้ว: {what}",
        "Linked: {what}": "เชื่อมโยงแล้ว: {what}",
        "Set aside: {what}": "เก็บไว้โดยไม่ใช้เป็นหลักแล้ว: {what}",
        "Added: {what}": "เพิ่มแล้ว: {what}",
        "Added: the award": "เพิ่มแล้ว: รางวัล",
        "{first} and {more} more": "{first} และอีก {more} รายการ",
        "Taken back: the last step": "เรียกคืนแล้ว: ขั้นล่าสุด",
        "There is nothing to take back": "ไม่มีขั้นใดให้เรียกคืน",
        "a question is answered (l) or rejected with a reason (r)": (
            "คำถามต้องตอบ (l) หรือปฏิเสธพร้อมเหตุผล (r)"
        ),
        "it was decided on elsewhere meanwhile, as is shown now; nothing was done: look again": (
            "มีการตัดสินจากที่อื่นในระหว่างนี้ ดังที่แสดงอยู่ ยังไม่ได้ทำสิ่งใด โปรดดูอีกครั้ง"
        ),
        "no passage is named: select words of the text, or write some and choose": (
            "ยังไม่ได้บอกตำแหน่ง: เลือกคำในข้อความ หรือพิมพ์คำแล้วเลือกตำแหน่ง"
        ),
        "the passage does not have the words {words}": "ไม่มีคำว่า {words} ในตำแหน่งที่เลือก",
        "name the new unit as in the passage": "ต้องกรอกชื่อหน่วยงานใหม่ตามข้อความ",
        "{field}: it is missing": "{field}: ยังไม่ได้กรอก",
        "That is the last one; ] leads to the next text.": "รายการสุดท้ายแล้ว กด ] ไปยังข้อความถัดไป",
        "That is the first one.": "รายการแรกแล้ว",
        "There is nothing to link here.": "ไม่มีสิ่งใดให้เชื่อมโยง",
        "Only a fact can be set aside.": "เก็บไว้โดยไม่ใช้เป็นหลักได้เฉพาะข้อเท็จจริง",
        "Set aside": "ไม่ใช้เป็นหลัก",
        "It is also said: {others}": "มีข้อความอื่นว่า {others}",
        "The review has ended; start it again: all decisions are kept.": (
            "การตรวจทานสิ้นสุดแล้ว เริ่มใหม่ได้ ทุกคำตัดสินบันทึกไว้แล้ว"
        ),
    }
)
