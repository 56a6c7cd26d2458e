"""What a reviewer decides on a draft is kept, can be taken back, and becomes a dataset."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DataError
from seed import DEFAULT_FOLDERS, read, verify
from seed.extraction import Draft, add_text, extract, write
from seed.extraction.text import Span, normalize
from seed.facts import Fact, Review
from seed.folder import DECISIONS_FILE, read_folder
from seed.problems import Problems
from seed.review.adoption import adopt
from seed.review.answering import Missed
from seed.review.decisions import (
    UNFINISHED,
    ChangedMeanwhile,
    Question,
    clean,
    rejected,
    replace_file,
)
from seed.review.desk import Desk
from seed.review.state import KNOWN, Standing, Status, needs_review
from seed.rules import REASONS
from tests.seed.folders import FOUNDING, MODEL, copy

ROOT = Path(__file__).parent.parent.parent
DAY = date(2023, 10, 1)
AWARD = "award:lertrat-2022/effective-change/psdho-kanchanaburi"
"""One that a shipped dataset has, of another level than "good"."""
REVIEWER = "มาลี Suksan"
TEXT = (
    "กรมปศุสัตว์ คว้ารางวัลเลิศรัฐ ปี 2566\r\n"
    "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ประจำปี 2566 ได้แก่\n"
    "1. รางวัลบริการภาครัฐ ระดับดีเด่น ประเภทพัฒนาการบริการ ผลงาน “คอกสะอาด” "
    "โดยสำนักงานปศุสัตว์จังหวัดน่าน\n"
    "2. รางวัลคุณภาพการบริหารจัดการภาครัฐ 4.0 ระดับก้าวหน้า (Advance)\n"
    "โรงพยาบาลทดสอบ จังหวัดน่าน ได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทพัฒนาการบริการ ระดับดี\n"
)


def made(folder: Path, text: str = TEXT) -> Path:
    """A draft of a text, which stands beside it in ``texts``."""
    (folder / "texts").mkdir(exist_ok=True)
    (folder / "texts" / "a.txt").write_text(text, "utf-8", newline="")
    draft = Draft()
    add_text(draft, "doc:a", extract(text), hashlib.sha256(text.encode()).hexdigest())
    write(draft, folder / "draft")
    return folder


def desk(folder: Path) -> Desk:
    return Desk(folder / "draft", folder / "texts", MODEL, REVIEWER, lambda: DAY)


def fact(of: Desk, predicate: str, object: str | None = None) -> Fact:
    """The one fact that may yet be accepted, with this predicate and object."""
    (found,) = {
        each
        for each in of.state.live()
        if each.predicate == predicate and object in (None, each.object) and needs_review(each)
    }
    return found


def question(of: Desk, words: str) -> Question:
    return next(each for each in of.state.questions if words in each.words)


def standing(of: Desk, of_fact: Fact) -> Standing:
    return of.state.facts[of_fact]


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


# The store of decisions

ACTS: list[Callable[[Desk, int], object]] = [
    lambda on, n: on.accept([open_facts(on)[n % len(open_facts(on))]]),
    lambda on, n: on.reject([open_facts(on)[n % len(open_facts(on))]], f"เหตุผล\t{n}\n"),
    lambda on, n: on.dismiss(list(on.state.questions)[n % len(on.state.questions)], "อื่น"),
    lambda on, n: on.answer(question(on, "โรงพยาบาล"), ["org:moph", "under org:moph-ops"][n % 2]),
    lambda on, n: on.correct(live(on, "level", n), ["GOOD", "ADVANCED"][n % 2]),
    lambda on, n: on.link(live(on, "WON_BY", n), ["org:msdhs-dwf", "org:moi-ops"][n % 2]),
    lambda on, n: on.add("doc:a", ("org:moac-dld", "nameEn", f"Name {n}"), Span(n, n + 3)),
    lambda on, n: on.add("doc:a", (AWARD, "level", "GOOD"), good(on), list(REASONS)[n % 2]),
    lambda on, _: on.undo(),
]


def good(on: Desk) -> Span:
    return on.places("doc:a", "ระดับดี")[-1]


def open_facts(on: Desk) -> list[Fact]:
    return [each for each in on.state.live() if needs_review(each)]


def live(on: Desk, predicate: str, n: int) -> Fact:
    found = [each for each in on.state.live() if each.predicate == predicate]
    return found[n % len(found)]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40)), max_size=8))
def test_whatever_is_decided_is_there_after_a_restart_and_can_be_taken_back(
    tmp_path_factory: pytest.TempPathFactory,
    acts: list[tuple[Callable[[Desk, int], object], int]],
) -> None:
    folder = made(tmp_path_factory.mktemp("review"))
    on = desk(folder)
    first = on.state
    history = [first]
    for act, number in acts:
        before, steps = on.state, on.steps
        try:
            act(on, number)
        except DataError:
            assert on.state == before
        if on.steps > steps:
            history.append(on.state)
        elif on.steps < steps:
            history.pop()
        assert on.state == history[-1]
        assert desk(folder).state == on.state
    while on.undo():
        history.pop()
        assert on.state == history[-1]
    assert on.state == first


def test_decisions_are_lines_that_name_reviewer_and_day(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    on.reject([fact(on, "level", "OUTSTANDING")], "อ่านผิด")
    header, line = (tmp_path / "draft" / DECISIONS_FILE).read_text("utf-8").splitlines()
    assert header.split("\t")[0:2] == ["step", "decision"]
    cells = dict(zip(header.split("\t"), line.split("\t"), strict=True))
    assert (cells["decision"], cells["object"], cells["note"]) == ("reject", "OUTSTANDING", "อ่านผิด")
    assert cells["reviewed"] == f"{REVIEWER} 2023-10-01"


def test_two_reviews_at_once_lose_nothing(tmp_path: Path) -> None:
    one, other = desk(made(tmp_path)), desk(tmp_path)
    one.accept([fact(one, "level", "OUTSTANDING")])
    with pytest.raises(DataError, match="decided on elsewhere meanwhile"):
        other.accept([fact(other, "level", "ADVANCED")])
    assert desk(tmp_path).state == one.state == other.state
    other.accept([fact(other, "level", "ADVANCED")])  # who has seen it can go on
    assert one.refresh()
    assert not one.refresh()
    assert desk(tmp_path).state == one.state == other.state
    assert one.steps == 2


def test_two_reviews_that_save_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    desks = [desk(made(tmp_path)), desk(tmp_path)]

    def decide(on: Desk, number: int) -> None:
        asked = next(iter(on.state.questions))
        for time in range(10):
            while True:
                with contextlib.suppress(ChangedMeanwhile):
                    on.dismiss(asked, f"{number}-{time}")
                    break

    with ThreadPoolExecutor() as pool:
        list(pool.map(decide, desks, range(2)))
    written = (tmp_path / "draft" / DECISIONS_FILE).read_text("utf-8")
    assert all(f"\t{number}-{time}\t" in written for number in range(2) for time in range(10))


def test_what_a_killed_review_leaves_stops_nobody(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    left = tmp_path / "draft" / f"{UNFINISHED}x"
    left.write_text("step\tdec")
    extract_again(tmp_path)
    assert not left.exists()
    left.write_text("step\tdec")
    on.accept([fact(on, "level", "OUTSTANDING")])
    assert not left.exists()


def test_a_draft_that_was_not_written_to_its_end_is_told(tmp_path: Path) -> None:
    (made(tmp_path) / "draft" / "unresolved.tsv").unlink()
    with pytest.raises(DataError, match=r"it has no unresolved\.tsv; .* draft it again"):
        desk(tmp_path)


@pytest.mark.parametrize("where", ["@258-99999", "@0-9"])
def test_a_question_about_other_words_is_told(tmp_path: Path, where: str) -> None:
    path = made(tmp_path) / "draft" / "unresolved.tsv"
    path.write_text(re.sub(r"@[0-9]+-[0-9]+", where, path.read_text("utf-8")), "utf-8")
    with pytest.raises(DataError, match=r"organization: the text has other words at .* again"):
        desk(tmp_path)


def test_a_broken_file_of_decisions_is_told_by_line(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    on.accept([fact(on, "level", "OUTSTANDING")])
    path = tmp_path / "draft" / DECISIONS_FILE
    path.write_text(path.read_text("utf-8").replace("\taccept\t", "\tacept\t"), "utf-8")
    with pytest.raises(DataError, match=r"decisions\.tsv:2: decision: 'acept' is none"):
        desk(tmp_path)
    path.write_bytes(path.read_bytes() + "เขียน".encode("tis-620"))
    with pytest.raises(DataError, match=r"decisions\.tsv:3: it is not UTF-8; save it as UTF-8"):
        desk(tmp_path)
    path.unlink()
    path.mkdir()
    with pytest.raises(DataError, match=r"decisions\.tsv: it cannot be read"):
        desk(tmp_path)


@pytest.mark.parametrize("name", ["", " ", "\t", "a\u200bb"])
def test_a_reviewer_has_a_name(tmp_path: Path, name: str) -> None:
    made(tmp_path)
    with pytest.raises(DataError, match="--reviewer NAME"):
        Desk(tmp_path / "draft", tmp_path / "texts", MODEL, name)


@given(st.text())
def test_a_note_is_one_clean_line(note: str) -> None:
    cleaned = clean(note)
    assert clean(cleaned) == cleaned
    assert not {"\t", "\n", "\r"} & set(cleaned)


# The text


def test_a_text_that_has_changed_is_told_with_the_fix(tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "texts" / "a.txt").write_text(TEXT + " ", "utf-8", newline="")
    with pytest.raises(
        DataError, match=r"a\.txt: it is not the text that doc:a .* govgraph extract"
    ):
        desk(tmp_path)
    (tmp_path / "texts" / "a.txt").unlink()
    with pytest.raises(DataError, match=r"name the folder .* --documents FOLDER"):
        desk(tmp_path)


def test_decisions_on_words_that_a_text_has_no_more_are_kept_and_not_followed(
    tmp_path: Path,
) -> None:
    on = desk(made(tmp_path))
    on.answer(question(on, "โรงพยาบาลทดสอบ"), "under org:moph-ops")
    on.accept(each for each in on.state.live() if needs_review(each))
    first = {each.cells for each in on.state.accepted()}
    made(tmp_path, "ข่าว\n" + TEXT)  # the text is corrected, and drafted again
    again = desk(tmp_path)
    assert again.outdated > len(first)
    assert list(again.state.accepted()) == []
    assert question(again, "โรงพยาบาลทดสอบ") in again.state.questions
    again.accept([fact(again, "level", "OUTSTANDING")])
    made(tmp_path)  # and taken back: what was decided on it holds again
    assert {each.cells for each in desk(tmp_path).state.accepted()} == first


def test_decisions_on_a_text_that_is_no_more_of_the_draft_are_not_followed(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    on.accept(on.state.live())
    folder = tmp_path / "draft"
    (tmp_path / "texts" / "b.txt").write_text(
        TEXT.replace("ระดับดีเด่น", "ระดับดี"), "utf-8", newline=""
    )
    command = [sys.executable, "-m", "server", "extract", str(tmp_path / "texts" / "b.txt")]
    subprocess.run([*command, "--out", str(folder)], cwd=ROOT, check=True, capture_output=True)
    again = desk(tmp_path)
    assert again.outdated
    again.accept(each for each in again.state.live() if needs_review(each))
    adopt(again.state, again.dataset, tmp_path / "new", MODEL)
    written = (tmp_path / "new" / "awards.tsv").read_text("utf-8")
    assert "doc:b@" in written
    assert "doc:a@" not in written


def test_a_draft_of_other_passages_is_told(tmp_path: Path) -> None:
    made(tmp_path)
    path = tmp_path / "draft" / "awards.tsv"
    place = fact(desk(tmp_path), "level", "OUTSTANDING").source.passage
    assert place is not None
    old = f"@{place.start}-{place.end}~"
    path.write_text(path.read_text("utf-8").replace(old, f"@{place.start + 1}-{place.end}~"))
    with pytest.raises(DataError, match=r"awards\.tsv:\d+: the text has other words"):
        desk(tmp_path)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_the_plain_span_of_a_source_span_covers_it(text: str, start: int, length: int) -> None:
    found = normalize(text)
    plain = found.plain_span(Span(start, start + length))
    if plain:
        source = found.source(plain)
        assert source.overlaps(Span(start, start + length))
        assert 0 <= plain.start < plain.end <= len(found.plain)


# Acts


def test_a_correction_takes_the_words_that_say_it(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    new = on.correct(fact(on, "nameTh", "คอกสะอาด"), "สะอาด")
    assert new.basis == "stated"
    passage = new.source.passage
    assert passage is not None
    assert on.texts["doc:a"][passage.start : passage.end] == "สะอาด"
    assert standing(on, new).status is Status.ACCEPTED


def test_a_correction_that_no_words_say_is_the_reviewers(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    """Neither the beginning of ระดับดีเด่น nor the words on another award say ระดับดี of this."""
    new = on.correct(fact(on, "level", "OUTSTANDING"), "GOOD")
    assert new.basis == "inferred:reviewer-reading"
    told = TEXT.index("ระดับดี\n")
    moved = on.correct(new, "GOOD", Span(told, told + len("ระดับดี")))  # unless one is sure
    assert moved.basis == "stated"


@pytest.mark.parametrize(
    ("predicate", "object", "problem"),
    [
        ("level", "BEST", "no value of level"),
        ("year", "soon", "no whole number"),
        ("year", "25", "is no year"),
        ("IN_EDITION", "edition:x", "nothing is said of"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    tmp_path: Path, predicate: str, object: str, problem: str
) -> None:
    on = desk(made(tmp_path))
    with pytest.raises(DataError, match=problem):
        on.correct(live(on, predicate, 0), object)
    assert on.steps == 0


def test_what_there_is_one_of_is_not_added_twice(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    with pytest.raises(DataError, match="org:moac-dld has 'กรมปศุสัตว์' already; correct that"):
        on.add("doc:a", ("org:moac-dld", "nameTh", "กรมอื่น"), span("คอกสะอาด"))
    on.add("doc:a", ("org:moac-dld", "otherNames", "กรมอื่น"), span("คอกสะอาด"))


def test_an_award_is_not_added_twice(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    missed = Missed(
        "doc:a", Span(0, len(TEXT) - 1), "org:moph-ops", "category:service-development", 2023
    )
    on.add_award(missed)
    with pytest.raises(DataError, match="has this award already"):
        on.add_award(missed)
    assert on.steps == 1


@pytest.mark.parametrize("written", ["2565", "๒๕๖๕", "2022"])
def test_a_year_of_either_era_is_kept_as_one_of_the_common_era(
    tmp_path: Path, written: str
) -> None:
    on = desk(made(tmp_path))
    assert on.correct(live(on, "year", 0), written).object == "2022"


def test_a_statement_is_set_aside_beside_the_one_that_is_followed(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    told = fact(on, "nameTh", "คอกสะอาด")
    with pytest.raises(DataError, match="nothing is followed instead"):
        on.set_aside(told, "fuller-spelling")
    with pytest.raises(DataError, match="already; correct that"):
        on.add("doc:a", (told.subject, "nameTh", "สะอาด"), span("สะอาด"))
    for reason, problem in (("no-reason", "choose one of"), ("first-told", "does not say it")):
        with pytest.raises(DataError, match=problem):
            on.add("doc:a", (told.subject, "nameTh", "บ้าน"), span("สะอาด"), reason)
    added = on.add("doc:a", (told.subject, "nameTh", "สะอาด"), span("สะอาด"), "first-told")
    assert (added.basis, standing(on, added).status) == ("set-aside:first-told", Status.ACCEPTED)
    with pytest.raises(DataError, match="set aside already"):
        on.set_aside(added, "first-told")
    with pytest.raises(DataError, match="nothing is followed instead"):
        on.set_aside(told, "fuller-spelling")
    assert desk(tmp_path).state == on.state


OTHERWISE = (
    "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์ ได้รับรางวัลเลิศรัฐ ประจำปี 2565\n"
    "1. รางวัลการบริหารราชการแบบมีส่วนร่วม ประเภทสัมฤทธิ์ผลประชาชนมีส่วนร่วม ระดับดี "
    "โดยสำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดกาญจนบุรี "
    "สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์\n"
)


def test_what_contradicts_a_dataset_goes_into_it_set_aside(tmp_path: Path) -> None:
    """Neither statement is lost: the dataset's is followed, and the other has its reason."""
    target = copy(tmp_path)
    on = desk(made(tmp_path, OTHERWISE))
    level = fact(on, "level", "GOOD")
    assert level.subject == AWARD
    on.accept([level])
    with pytest.raises(DataError, match="'OUTSTANDING' already") as refused:
        adopt(on.state, on.dataset, target, MODEL)
    assert "set it aside" in str(refused.value)
    kept = on.set_aside(level, "said-otherwise")
    assert standing(on, level).status is Status.WITHDRAWN
    assert desk(tmp_path).state == on.state
    assert adopt(on.state, on.dataset, target, MODEL).added == 1
    (written,) = (fact for fact in read_folder(target, Problems()).facts if not fact.followed)
    assert (written, written.reviewed) == (kept, Review(REVIEWER, DAY))
    on.undo()
    assert standing(on, level).status is Status.ACCEPTED


@pytest.mark.parametrize(("words", "status"), [("ระดับดี", 1), ("รางวัลเลิศรัฐ", 0)])
def test_a_missed_statement_is_added_set_aside(tmp_path: Path, words: str, status: int) -> None:
    on = desk(made(tmp_path))
    place = on.places("doc:a", words)[-1]
    with pytest.raises(DataError, match="'OUTSTANDING' already; correct that"):
        on.add("doc:a", (AWARD, "level", "GOOD"), place)
    with contextlib.nullcontext() if status else pytest.raises(DataError, match="does not say it"):
        added = on.add("doc:a", (AWARD, "level", "GOOD"), place, "said-otherwise")
        assert (added.basis, standing(on, added).status) == (
            "set-aside:said-otherwise",
            Status.ACCEPTED,
        )
    assert on.steps == status


@pytest.mark.parametrize("subject", ["org:a\tb", "org:a\nb", "org:A b", "org:", "org:ก", ""])
def test_what_could_not_be_read_again_is_not_kept(tmp_path: Path, subject: str) -> None:
    on = desk(made(tmp_path))
    with pytest.raises(DataError, match="subject: "):
        on.add("doc:a", (subject, "nameEn", "Name"), span("คอกสะอาด"))
    assert desk(tmp_path).state == on.state


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ระดับดี", ["ระดับดี", "ระดับดี"]),
        ("ระดับดีเด่น ประเภท", ["ระดับดีเด่น ประเภท"]),
        ("คอก สะอาด", ["คอกสะอาด"]),
        ("ปีเ เห่ง", []),
        ("ระดับด", []),  # within a letter with its vowel
        ("ปี 2566 กรม", ["ปี 2566\r\nกรม"]),
        ("ปี ๒๕๖๖ ประเภท", ["ปี 2566 ประเภท"]),
        ('"คอกสะอาด"', []),
        ("“คอก … จังหวัดน่าน", ["“คอกสะอาด” โดยสำนักงานปศุสัตว์จังหวัดน่าน"]),
        ("“คอก ... จังหวัดน่าน", ["“คอกสะอาด” โดยสำนักงานปศุสัตว์จังหวัดน่าน"]),
        ("…", []),
        (" ", []),
        ("(Advance)", ["(Advance)"]),
    ],
)
def test_a_passage_is_found_by_words_as_they_are_typed(
    tmp_path: Path, typed: str, found: list[str]
) -> None:
    on = desk(made(tmp_path))
    places = on.places("doc:a", typed)
    assert [on.texts["doc:a"][place.start : place.end] for place in places] == found


def test_an_award_is_renamed_with_what_names_it(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    level = fact(on, "level", "ADVANCED")
    on.accept([level])
    on.correct(
        next(
            f for f in on.state.live() if (f.subject, f.predicate) == (level.subject, "IN_CATEGORY")
        ),
        "category:service-development",
    )
    (moved,) = (f for f in on.state.live() if (f.predicate, f.object) == ("level", "ADVANCED"))
    assert moved.subject == "award:lertrat-2023/service-development/moac-dld"
    assert standing(on, moved).status is Status.ACCEPTED
    assert not any(each.subject == level.subject for each in on.state.live())


def test_a_link_makes_the_award_that_waited_for_it(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    asked = question(on, "โรงพยาบาลทดสอบ")
    on.answer(asked, "under org:moph-ops")
    award = next(f for f in on.state.live() if f.predicate == "WON_BY" and "moph" in f.object)
    facts = {(f.predicate, f.object): f for f in on.state.live() if f.subject == award.object}
    assert facts["PART_OF", "org:moph-ops"].basis == "inferred:reviewer-reading"
    assert facts["nameTh", asked.words].basis == "stated"
    assert on.state.questions[asked].status is Status.ANSWERED


def test_a_winner_linked_to_another_body_keeps_what_was_decided(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    won = next(f for f in on.state.live() if f.predicate == "WON_BY" and f.object != "org:moac-dld")
    level = next(f for f in on.state.live() if (f.subject, f.predicate) == (won.subject, "level"))
    absent = next(f for f in on.state.live() if f.predicate == "FOR_PROJECT")
    on.accept([level])
    on.reject([absent], "อื่น")
    on.link(won, "org:psdho-kanchanaburi")
    new = fact(on, "WON_BY", "org:psdho-kanchanaburi")
    assert standing(on, new).status is Status.ACCEPTED
    moved = {f.predicate: s for f, s in on.state.facts.items() if f.subject == new.subject}
    assert moved["level"].status is Status.ACCEPTED
    assert (moved["FOR_PROJECT"].status, moved["FOR_PROJECT"].note) == (Status.REJECTED, "อื่น")
    assert not any(f.subject in (won.subject, won.object) for f in on.state.live())


def test_an_award_that_was_missed_is_added_with_all_it_needs(tmp_path: Path) -> None:
    wish = "อนึ่ง สค. สมัครรางวัลพัฒนาการบริการ ระดับดีด้วย เรื่อง บ้านอุ่นใจ แล้วก็สมหวัง\n"
    on = desk(made(tmp_path, TEXT + wish))
    text = on.texts["doc:a"]
    start, project = text.index("อนึ่ง"), text.index("บ้านอุ่นใจ")
    missed = Missed(
        "doc:a",
        Span(start, len(text) - 1),
        "org:msdhs-dwf",
        "category:service-development",
        2023,
        "GOOD",
        Span(project, project + len("บ้านอุ่นใจ")),
    )
    on.add_award(missed)
    id = "award:lertrat-2023/service-development/msdhs-dwf"
    facts = {f.predicate: f for f in on.state.accepted() if f.subject == id}
    assert [facts[name].basis for name in ("WON_BY", "level", "IN_CATEGORY")] == ["stated"] * 3
    assert facts["FOR_PROJECT"].reviewed
    on.undo()
    assert not any(each.subject == id for each in on.state.facts)


def test_an_award_of_a_new_unit_is_added_with_the_unit(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    told = span("โรงพยาบาลทดสอบ จังหวัดน่าน ได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทพัฒนาการบริการ ระดับดี")
    under = "under org:moph-ops"
    missed = Missed("doc:a", told, under, "category:service-development", 2023, "GOOD")
    with pytest.raises(DataError, match="name the new unit"):
        on.add_award(missed)
    on.add_award(replace(missed, named=span("โรงพยาบาลทดสอบ จังหวัดน่าน")))
    facts = list(on.state.accepted())
    (won,) = (f for f in facts if f.predicate == "WON_BY")
    of_unit = {f.predicate: (f.object, f.basis) for f in facts if f.subject == won.object}
    assert of_unit["nameTh"] == ("โรงพยาบาลทดสอบ จังหวัดน่าน", "stated")
    assert of_unit["PART_OF"] == ("org:moph-ops", "inferred:reviewer-reading")
    (named,) = (f for f in facts if (f.subject, f.predicate) == (won.object, "nameTh"))
    assert won.source == named.source
    adopt(on.state, on.dataset, tmp_path / "new", MODEL)


def test_organizations_are_found_with_score_and_reason(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    exact = on.find("กรมปศุสัตว์")[0]
    assert (exact.id, exact.score, exact.reason) == ("org:moac-dld", 1.0, "its name")
    assert on.find("สำนักงานปศุสัตว์จังหวัดน่าน")[0].score == 1.0  # which only the draft has
    part = on.find("กิจการสตรี")[0]
    assert (part.id, part.reason) == ("org:msdhs-dwf", "part of its name")
    misspelt = on.find("กรมปศุสัตย์")[0]
    assert (misspelt.id, misspelt.reason) == ("org:moac-dld", "a similar name")
    assert 0.5 <= misspelt.score < 1
    assert on.find("  ") == ()


# Extraction again


def extract_again(folder: Path) -> str:
    command = [sys.executable, "-m", "server", "extract", str(folder / "texts" / "a.txt")]
    command += ["--out", str(folder / "draft")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return str(done.stderr)


def test_what_was_rejected_is_not_proposed_again(tmp_path: Path) -> None:
    on = desk(made(tmp_path))
    unwanted, kept = fact(on, "level", "OUTSTANDING"), fact(on, "level", "ADVANCED")
    on.reject([unwanted], "อ่านผิด")
    on.accept([kept])
    assert list(rejected(tmp_path / "draft")) == [unwanted]
    before = on.state
    assert "1 facts" in extract_again(tmp_path)
    facts = read_folder(tmp_path / "draft", Problems()).facts
    assert unwanted not in facts
    assert kept in facts
    again = desk(tmp_path)
    assert standing(again, unwanted).status is Status.REJECTED
    assert standing(again, unwanted).note == "อ่านผิด"
    assert again.state == before


# Into a dataset


def test_accepted_facts_become_lines_of_a_dataset_that_is_sound(tmp_path: Path) -> None:
    on, target = desk(made(tmp_path)), copy(tmp_path)
    before = {path.name: path.read_text("utf-8").splitlines() for path in target.iterdir()}
    on.answer(question(on, "โรงพยาบาลทดสอบ"), "under org:moph-ops")
    on.accept(on.state.live())
    done = adopt(on.state, on.dataset, target, MODEL)
    assert done.added > 20
    content = read(MODEL, [*DEFAULT_FOLDERS, target])
    assert "award:lertrat-2023/service-development/moph-ops" in " ".join(content.nodes)
    verify([target], tmp_path / "texts")
    reviewed = [s for s in content.nodes.values() if s.properties.get("reviewedBy") == REVIEWER]
    assert {s.properties["reviewedOn"] for s in reviewed} == {DAY}
    for name, lines in before.items():
        now = iter((target / name).read_text("utf-8").splitlines())
        kept = lines if name == "documents.tsv" or lines[0].startswith("name") else lines[1:]
        assert all(line in now for line in kept), name  # each is there still, in order
    again = {path.name: path.read_bytes() for path in target.iterdir()}
    assert adopt(on.state, on.dataset, target, MODEL).added == 0
    assert {path.name: path.read_bytes() for path in target.iterdir()} == again


@pytest.mark.parametrize("is_there", [False, True])
def test_a_new_dataset_is_made_of_what_is_accepted(tmp_path: Path, *, is_there: bool) -> None:
    on = desk(made(tmp_path))
    on.accept(on.state.live())
    (tmp_path / f"{UNFINISHED}x").mkdir()  # of one that was killed
    if is_there:
        (tmp_path / "new").mkdir()
    adopt(on.state, on.dataset, tmp_path / "new", MODEL)
    assert not list(tmp_path.glob(f"{UNFINISHED}*"))
    assert read(MODEL, [tmp_path / "new"]).statements
    assert read_folder(tmp_path / "new", Problems()).name == "new"
    assert not (tmp_path / "new" / DECISIONS_FILE).exists()


def test_two_drafts_that_go_into_one_new_dataset_at_once_are_both_there(tmp_path: Path) -> None:
    """Whoever comes second finds the dataset of the first."""
    other = tmp_path / "other"
    other.mkdir()
    desks = [desk(made(tmp_path)), desk(made(other, TEXT.replace("ประจำปี 2566", "ประจำปี 2565")))]
    for path in (other / "draft").iterdir():
        path.write_text(path.read_text("utf-8").replace("doc:a", "doc:b"), "utf-8", newline="")
    desks[1] = desk(other)
    for each in desks:
        each.accept(each.state.live())
    target = tmp_path / "a" / "new"

    def put(on: Desk) -> None:
        adopt(on.state, on.dataset, target, MODEL)

    with ThreadPoolExecutor() as pool:
        list(pool.map(put, desks))
    assert {line.id for line in read_folder(target, Problems()).documents} >= {"doc:a", "doc:b"}
    for each in desks:
        assert adopt(each.state, each.dataset, target, MODEL).added == 0


def test_what_would_not_be_sound_is_not_written(tmp_path: Path) -> None:
    on, target = desk(made(tmp_path)), copy(tmp_path)
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    with pytest.raises(DataError, match="nothing is accepted yet"):
        adopt(on.state, on.dataset, target, MODEL)
    on.accept([fact(on, "level", "OUTSTANDING")])
    with pytest.raises(
        DataError, match=r"(?s)IN_EDITION.*Nothing was written; .*Reject, correct or set"
    ):
        adopt(on.state, on.dataset, target, MODEL)
    with pytest.raises(DataError, match="is a draft; name the folder of a dataset"):
        adopt(on.state, on.dataset, tmp_path / "draft", MODEL)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before


def test_a_dataset_keeps_its_ends_of_lines(tmp_path: Path) -> None:
    on, target = desk(made(tmp_path)), copy(tmp_path)
    for path in target.glob("*.tsv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    on.accept(on.state.live())
    adopt(on.state, on.dataset, target, MODEL)
    for path in target.glob("*.tsv"):
        lines = path.read_bytes().split(b"\n")
        assert lines.pop() == b""
        assert all(line.endswith(b"\r") for line in lines)
        assert len(lines) >= before[path.name].count(b"\n")


def test_an_adoption_that_is_broken_off_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it ends: a new folder is not there yet, another can be read and gets the rest."""
    on = desk(made(tmp_path))
    on.accept(on.state.live())
    written = 0

    def broken_off(path: Path, text: str) -> None:
        nonlocal written
        if written == 0:
            raise OSError(28, "No space left on device")
        written -= 1
        replace_file(path, text)

    whole = copy(tmp_path)
    adopt(on.state, on.dataset, whole, MODEL)
    for files in range(3):
        target = tmp_path / f"part-{files}" / whole.name
        shutil.copytree(FOUNDING, target)
        monkeypatch.setattr("seed.review.adoption.replace_file", broken_off)
        for into in (target, tmp_path / "new"):
            written = files
            with pytest.raises(OSError, match="No space left"):
                adopt(on.state, on.dataset, into, MODEL)
        assert not (tmp_path / "new").exists()
        monkeypatch.undo()
        adopt(on.state, on.dataset, target, MODEL)
        for path in whole.iterdir():
            assert (target / path.name).read_bytes() == path.read_bytes()


def test_a_fact_of_the_dataset_needs_no_decision_and_takes_a_review(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text is the same one under whatever name, where a line is marked as reviewed."""
    first = desk(made(tmp_path))
    first.accept(first.state.live())
    adopt(first.state, first.dataset, tmp_path / "new", MODEL)
    for path in (tmp_path / "new").iterdir():  # as another hand would have entered it
        text = path.read_text("utf-8").replace(f"\t\t{REVIEWER} 2023-10-01", "")
        path.write_text(text.replace("doc:a", "doc:other"), "utf-8")
    (tmp_path / "draft" / DECISIONS_FILE).unlink()
    monkeypatch.setattr("seed.review.desk.DEFAULT_FOLDERS", (tmp_path / "new",))
    on = desk(tmp_path)
    assert on.state.decided == on.state.total - len(on.state.questions)
    assert {s.note for f, s in on.state.facts.items() if needs_review(f)} == {KNOWN}
    assert list(on.state.accepted()) == []
    level = fact(on, "level", "OUTSTANDING")
    on.accept([level])
    done = adopt(on.state, on.dataset, tmp_path / "new", MODEL)
    assert (done.added, done.marked) == (0, 1)
    assert (
        read_folder(tmp_path / "new", Problems()).facts.count(
            next(f for f in read_folder(tmp_path / "new", Problems()).facts if f.reviewed)
        )
        == 1
    )
