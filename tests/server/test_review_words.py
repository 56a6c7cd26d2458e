"""The review's page says everything in both languages."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from seed.review.desk import Desk
from seed.review.state import Status
from seed.rules import REASONS
from server.review import dialogs, forms, page, words
from server.review.words import IN_THAI, preferred, say, speaking
from tests.seed.test_review import TEXT, desk, made
from tests.server.test_review import TOKEN, Client, ask, row_id

REVIEW = Path(words.__file__).parent
OF_DATA = re.compile(r"(?:[a-z]+:\S+|[A-Za-z]+(?:[A-Z_]\w+)|draft|English|Esc|[a-z] · \d+ · .*)")
THAI = re.compile(r"[ก-๙]")


@pytest.fixture
def on(tmp_path: Path) -> Desk:
    return desk(made(tmp_path))


def said_in_code() -> Iterator[str]:
    """Every text that is written where it is said, of either branch."""
    for path in REVIEW.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_said = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"
            if isinstance(node, ast.Call) and is_said:
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


def said_by_name() -> Iterator[str]:
    """What stands in tables, and is said from there."""
    yield from (what for _, what in dialogs.KEYS)
    yield from (called for _, called, _ in page._BUTTONS)
    yield from page._OF_THE_SCRIPT
    yield from REASONS.values()
    yield from (field.label for field in (*forms.AWARD, *forms.FACT))
    yield from (status for status in Status if status is not Status.WITHDRAWN)


def test_whatever_is_said_is_said_in_thai_and_nothing_else_is_kept() -> None:
    said = {*said_in_code(), *said_by_name()}
    assert not said - set(IN_THAI)
    strings = {
        node.value
        for path in REVIEW.glob("*.py")
        if path.name != "words.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert not set(IN_THAI) - said - strings


def test_what_the_script_says_is_given_to_it() -> None:
    script = (REVIEW / "review.js").read_text("utf-8")
    asked = {each for call in re.findall(r"inWords\((.*)\)", script) for each in quoted(call)}
    assert asked == set(page._OF_THE_SCRIPT)


def quoted(call: str) -> list[str]:
    return re.findall(r'"([^"]*)"', call)


@pytest.mark.parametrize(("english", "thai"), IN_THAI.items())
def test_both_have_the_same_parts(english: str, thai: str) -> None:
    def parts(of: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(of) if name}

    assert parts(english) == parts(thai)
    assert THAI.search(thai)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("th-TH,th;q=0.9,en;q=0.8", "th"),
        ("en-US,en;q=0.9,th;q=0.8", "en"),
        ("de-DE, th;q=0.5", "th"),
        ("de", "en"),
        ("", "en"),
    ],
)
def test_the_browser_says_which_language(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


def test_nothing_is_spoken_on_after_its_end() -> None:
    with speaking("th"):
        assert say("Save") == "บันทึก"
        with speaking("<script>"):
            assert say("Save") == "Save"
        assert say("{open} undecided", open=3) == "ค้างอยู่ 3"
    assert say("Save") == "Save"


class _Shown(HTMLParser):
    """The texts of buttons, labels, titles and the like, and the language of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.language: str | None = None
        self.texts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = dict(attrs)["lang"]
        if tag not in ("meta", "link", "input", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("button", "td", "h2", "option", "label"):
            self.texts.append(data.strip())


def test_the_page_is_in_thai_for_who_asks_for_it(on: Desk) -> None:
    client = Client(on)
    for path, headers, language in (
        ("", {"accept-language": "th"}, "th"),
        ("?lang=th", {"accept-language": "en"}, "th"),
        ("?lang=en", {"accept-language": "th"}, "en"),
        ("", {}, "en"),
    ):
        shown = _Shown()
        shown.feed(client.get(f"/{TOKEN}/{path}", headers=headers).text)
        assert shown.language == language
        assert ("บันทึก" in shown.texts) == (language == "th")
        assert ("Save" in shown.texts) == (language == "en")
    thai = _Shown()
    thai.feed(client.get(f"/{TOKEN}/?lang=th").text)
    texts = [text for text in thai.texts if re.search("[A-Za-z]", text) and not THAI.search(text)]
    assert [text for text in texts if not OF_DATA.fullmatch(text)] == []


def test_what_was_done_is_told_in_the_language_of_the_page(on: Desk) -> None:
    client = Client(on)
    asked = {"act": "accept", "rows": [row_id(on, "level", "ADVANCED")], "lang": "th"}
    told = ask(client, on, **asked).json()
    assert told["said"].startswith("ยอมรับแล้ว: level. ตัดสินแล้ว ")
    assert "ยอมรับ · " in told["parts"]["facts"]
    assert "elsewhere" not in ask(client, on, **asked, revision="another").json()["wrong"]
    start = TEXT.index("กรม")
    missing = ask(client, on, act="add-award", start=start, end=start + 9, lang="th")
    assert missing.json()["wrong"] == "ผู้ได้รับรางวัล: ยังไม่ได้กรอก"
    assert ask(client, on, act="undo").json()["said"].startswith("Taken back")
