"""Look at the review in a browser: ``python -m web.check_review page.png``.

Drafts a short text of its own, opens its review in headless Chromium, and decides by keyboard
alone: accept, reject with a reason, correct, link, a new fact from selected words, a new award,
take back; and in two windows at once. Checks what the draft has recorded, that axe finds nothing
serious and nothing stands out at two widths, that nothing is fetched from another host, and that
the browser reports no error. Takes a screenshot. Needs what ``check_explorer.py`` needs.
Exit code 0: all is well; 1: not; 2: wrong use.
"""

from __future__ import annotations

import argparse
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from web.check_page import HEIGHT, WIDTH, CheckError, Witness, open_page
from web.desk import DESK, PHONE, look

BEYOND = "\U0001d173"
"""A character without a glyph that JavaScript counts as two."""

TEXT = f"""กรมพัฒนาที่ดิน คว้า 3 รางวัลเลิศรัฐ ประจำปี 2566{BEYOND}
ที่ประชุมวันนี้แจ้งผลว่า กรมพัฒนาที่ดินได้รับรางวัลเลิศรัฐ ประจำปี 2566 จำนวน 3 รางวัล ได้แก่
1. รางวัลบริการภาครัฐ ประเภทพัฒนาการบริการ ระดับดีเด่น ผลงาน “ดินดีถึงบ้าน”
โดยสถานีพัฒนาที่ดินตัวอย่าง จังหวัดน่าน
2. รางวัลการบริหารราชการแบบมีส่วนร่วม ประเภทเปิดใจใกล้ชิดประชาชน ระดับดี ผลงาน “แผนที่ของทุกคน”
3. รางวัลคุณภาพการบริหารจัดการภาครัฐ 4.0 ระดับก้าวหน้า (Advance)
ทั้งนี้ โรงพยาบาลตัวอย่าง จังหวัดน่าน ได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทนวัตกรรมการบริการ ระดับดี
กรมการจัดหางานได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทยกระดับการอำนวยความสะดวกในการให้บริการ ระดับดีเด่น
ในโอกาสเดียวกัน กรมปศุสัตว์ก็ได้พัฒนาการบริการ ระดับดี ด้วยเรื่อง คอกสะอาด
"""
"""Written for this check in the manner of an announcement; what it tells has not happened."""

REVIEWER = "Malee Suksan"
MISSED = "กรมปศุสัตว์ก็ได้พัฒนาการบริการ ระดับดี ด้วยเรื่อง คอกสะอาด"
SELECT = """(words) => {
  const root = document.getElementById("words");
  const at = root.textContent.indexOf(words);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let seen = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = seen + node.length;
    if (at >= seen && at < end) range.setStart(node, at - seen);
    if (at + words.length > seen && at + words.length <= end) {
      range.setEnd(node, at + words.length - seen);
    }
    seen = end;
  }
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}"""


HURRY = """() => {
  for (const key of "aaauuu") {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
  }
}"""


@contextmanager
def reviewing(folder: Path) -> Iterator[str]:
    """The address of the review of a draft of the text."""
    (folder / "texts").mkdir()
    (folder / "texts" / "announcement.txt").write_text(TEXT, "utf-8", newline="")
    command = [sys.executable, "-m", "server"]
    text, draft = str(folder / "texts" / "announcement.txt"), str(folder / "draft")
    subprocess.run([*command, "extract", text, "--out", draft], check=True, capture_output=True)
    arguments = ["review", draft, "--documents", str(folder / "texts"), "--reviewer", REVIEWER]
    with subprocess.Popen(
        [*command, *arguments, "--port", str(free_port())], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            if found is None:
                raise CheckError("the command told no address")
            yield found[0]
        finally:
            process.terminate()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


class Reader:
    """Who presses the keys, and looks at what becomes of it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, key: str, told: str | None = None) -> None:
        """Press a key; the page must tell so."""
        self._page.keyboard.press(key)
        if told is not None:
            self.expect(told)

    def expect(self, told: str) -> None:
        """Wait until the page tells something."""
        self._page.locator("#said").filter(has_text=told).wait_for()

    def go_to(self, label: str, words: str) -> None:
        """Press `j` until the row with these words is the current one."""
        self._page.evaluate("() => document.querySelector('.row').click()")
        for _ in range(self._page.locator(".row").count()):
            here = self._page.locator(".row[aria-current]")
            if label in here.inner_text() and words in here.inner_text():
                focused = self._page.evaluate("() => document.activeElement.dataset.row")
                if focused != here.get_attribute("data-row"):
                    raise CheckError(f"the row of {words!r} is current and has not the focus")
                return
            self._page.keyboard.press("j")
        raise CheckError(f"no key leads to {label} {words!r}")

    def type_in(self, dialog: str, **fields: str) -> None:
        """Fill the fields of a dialog and press Enter."""
        shown = self._page.locator(f"#dialog-{dialog}")
        shown.wait_for()
        for name, words in fields.items():
            shown.locator(f"[name={name}]").fill(words)
        self._page.keyboard.press("Enter")
        shown.wait_for(state="hidden")


def walk(page: Page, picture: Path) -> None:
    """Decide by keyboard; raises CheckError where the page does not do as it is told."""
    reader = Reader(page)
    page.locator(".row[aria-current]").wait_for()
    if page.locator(".row[aria-current]").get_attribute("data-kind") != "question":
        raise CheckError("the review does not begin with what is unresolved")
    reader.press("?")
    page.locator("#dialog-help").wait_for()
    reader.press("Escape")
    hurry(page, reader)
    link_unit(page, reader)
    reader.go_to("level", "ADVANCED")
    reader.press("a", "Accepted: level")
    reader.press("u", "Taken back")
    reader.go_to("level", "ADVANCED")
    reader.press("a", "Accepted: level")
    reader.go_to("unitAbsence", "NOT_STATED")
    reader.press("r")
    reader.type_in("reject", reason="<b>ไม่จำเป็น</b>")
    reader.expect("Rejected: unitAbsence")
    reader.go_to("level", "OUTSTANDING")
    reader.press("e")
    reader.type_in("edit", object="GOOD")
    reader.expect("Corrected: level GOOD")
    set_aside(page, reader)
    add_missed(page, reader)
    reader.go_to("WON_BY", "กรมพัฒนาที่ดิน")
    reader.press("Shift+A", "Accepted: ")
    page.screenshot(path=picture)
    before = page.locator("#progress").inner_text()
    page.reload()
    if page.locator("#progress").inner_text() != before:
        raise CheckError("the decisions are not there after a reload")


def hurry(page: Page, reader: Reader) -> None:
    """Keys that come faster than decisions are saved are about one row after the other."""
    reader.go_to("level", "OUTSTANDING")
    page.evaluate(HURRY)
    reader.expect("Taken back")
    reader.press("u", "There is nothing to take back")


def link_unit(page: Page, reader: Reader) -> None:
    """Make the hospital, whose department is not said, a unit of one."""
    reader.go_to("organization", "โรงพยาบาลตัวอย่าง")
    reader.press("l")
    shown = page.locator("#dialog-link")
    shown.locator("[name=words]").fill("สป.สธ.")
    shown.locator(".found button", has_text="org:moph-ops").first.wait_for()
    shown.locator("[name=under]").focus()
    reader.press("Space")
    shown.locator(".found button").first.focus()
    reader.press("Enter", "Linked: organization under org:moph-ops")


def add_missed(page: Page, reader: Reader) -> None:
    """Add a fact and an award from selected words that stand after a character of two units."""
    reader.press("Shift+N")
    shown = page.locator("#dialog-award")
    page.keyboard.type("กรมปศุสัตว์ก็ … คอกสะอาด")
    shown.locator(".places button", has_text=MISSED).wait_for()
    page.keyboard.press("Enter")
    if shown.locator(".selected").inner_text() != MISSED:
        raise CheckError("the passage that was chosen is not shown")
    shown.locator("[name=words]").fill("กรมปศุสัตว์")
    shown.locator(".found button", has_text="org:moac-dld").first.click()
    shown.locator("[name=category]").select_option("category:service-development")
    shown.locator("[name=level]").select_option("GOOD")
    reader.type_in("award", year="2566", project="คอกสะอาด")
    reader.expect("Added: the award")
    page.evaluate(SELECT, "สถานีพัฒนาที่ดินตัวอย่าง จังหวัดน่าน")
    reader.press("n")
    reader.type_in("add", subject="org:moac-ldd", predicate="otherNames", object="Land Development")
    reader.expect("Added: otherNames Land Development, inferred:reviewer-reading")


def set_aside(page: Page, reader: Reader) -> None:
    """Keep what contradicts a shipped dataset beside what that says."""
    reader.go_to("level", "It is also said: GOOD")
    reader.press("s")
    shown = page.locator("#dialog-aside")
    shown.locator("[name=reason]").select_option("said-otherwise")
    shown.locator("button.save").click()
    reader.expect("Set aside: level OUTSTANDING, set-aside:said-otherwise")


DIALOGS = {
    "?": "help",
    "r": "reject",
    "e": "edit",
    "s": "aside",
    "n": "add",
    "Shift+N": "award",
}


def look_at(page: Page, name: str) -> None:
    """At both widths: nothing is serious for axe and nothing stands out, in the dialogs as well."""
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        look(page, f"{name}, {width} wide")
        for key, dialog in DIALOGS.items():
            page.evaluate("() => document.querySelector('.row[data-kind=fact]').click()")
            page.evaluate(SELECT, MISSED)
            page.keyboard.press(key)
            shown = page.locator(f"#dialog-{dialog}")
            shown.wait_for()
            look(page, f"{name}, {dialog}, {width} wide")
            page.keyboard.press("Escape")
            shown.wait_for(state="hidden")


def check_windows(page: Page) -> None:
    """What is decided in one window is shown in the other before anything is decided there."""
    browser = page.context.browser
    if browser is None:
        raise CheckError("there is no browser")
    other = browser.new_page()
    other.goto(page.url)
    here, there = Reader(page), Reader(other)
    here.go_to("WON_BY", "กรมปศุสัตว์")
    here.press("r")
    here.type_in("reject", reason="อื่น")
    here.expect("Rejected: WON_BY")
    there.go_to("WON_BY", "กรมปศุสัตว์")
    there.press("a", "decided on elsewhere meanwhile")
    if "rejected" not in other.locator(".row[aria-current]").inner_text():
        raise CheckError("the other window does not show what was decided")
    there.press("a", "Accepted: WON_BY")


def check_record(draft: Path) -> None:
    """The decisions are in the draft, and the passages are those that were selected."""
    written = (draft / "decisions.tsv").read_text("utf-8")
    start = TEXT.index(MISSED)
    for part in (
        f"{REVIEWER} ",
        "\t<b>ไม่จำเป็น</b>\t",
        "level\tGOOD",
        f"award:lertrat-2023/service-development/moac-dld\tyear\t2023\tdoc:announcement@{start}-",
        "under org:moph-ops",
    ):
        if part not in written:
            raise CheckError(f"{part!r} is not in decisions.tsv:\n{written}")


def check(picture: Path, *, dark: bool) -> Witness:
    """Check the review and take its picture; raises CheckError."""
    with tempfile.TemporaryDirectory() as name, open_page(dark=dark) as page:
        with reviewing(Path(name)) as base:
            witness = Witness(urlsplit(base).netloc)
            witness.watch(page)
            page.goto(base)
            try:
                look_at(page, "the page at first")
                page.get_by_role("link", name="ไทย").click()
                page.get_by_role("link", name="English").wait_for()
                look_at(page, "the page in Thai")
                page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
                page.goto(base)
                walk(page, picture)
                check_windows(page)
                look_at(page, "the page at last")
            except (CheckError, BrowserError):
                page.screenshot(path=picture)
                raise
        check_record(Path(name) / "draft")
    witness.verdict()
    return witness


def main() -> int:
    """Run from the command line; the exit code."""
    parser = argparse.ArgumentParser(description="Check the review in a headless browser.")
    parser.add_argument("picture", type=Path, help="where to write the screenshot (PNG)")
    parser.add_argument("--dark", action="store_true", help="with the dark theme")
    arguments = parser.parse_args()
    try:
        witness = check(arguments.picture, dark=arguments.dark)
    except (CheckError, BrowserError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"The review is well: {witness.fetched} requests, all to {witness.host}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
