"""Texts become drafts in the dataset's format, which the checks of datasets accept."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.extraction import GOLD, measure, read_texts
from seed import DEFAULT_FOLDERS, read, verify
from seed.extraction import Draft, add_text, extract, is_ours, write
from seed.extraction.bodies import UNIT, Body
from seed.extraction.identity import SURE, resolve
from seed.extraction.register import register
from seed.extraction.text import Span
from tests.seed.folders import MODEL

ROOT = Path(__file__).parent.parent.parent
TEXT = (
    "กรมปศุสัตว์ คว้า 2 รางวัลเลิศรัฐ ปี 2566\n"
    "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ประจำปี 2566 จำนวน 2 รางวัล ได้แก่\n"
    "1. รางวัลบริการภาครัฐ ระดับดีเด่น ประเภทพัฒนาการบริการ ผลงาน “คอก\nสะอาด” "
    "โดยสำนักงานปศุสัตว์จังหวัดน่าน\n"
    "2. รางวัลคุณภาพการบริหารจัดการภาครัฐ 4.0 ระดับก้าวหน้า (Advance)\n"
    "ที่มา : https://www.thaigov.go.th/news/contents/details/1\n"
)


def drafted(folder: Path, **texts: str) -> Draft:
    """The draft of some texts, written to ``folder/draft``, with the texts beside it."""
    draft = Draft()
    for name, text in texts.items():
        (folder / "texts").mkdir(exist_ok=True)
        (folder / "texts" / f"{name}.txt").write_text(text, "utf-8", newline="")
        digest = hashlib.sha256(text.encode()).hexdigest()
        add_text(draft, f"doc:{name}", extract(text), digest)
    write(draft, folder / "draft")
    return draft


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "server", "extract", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_a_draft_is_a_dataset_whose_passages_say_what_is_taken_from_them(tmp_path: Path) -> None:
    draft = drafted(tmp_path, made=TEXT)
    content = read(MODEL, [tmp_path / "draft"])
    done = verify([tmp_path / "draft"], tmp_path / "texts")
    assert draft.awards == 2
    assert done.passages == content.statements
    assert done.missing == ()


def test_every_fact_has_its_passage_and_its_basis(tmp_path: Path) -> None:
    draft = drafted(tmp_path, made=TEXT)
    facts = {(f.predicate, f.object): f for file in draft.facts.values() for f in file}
    level = facts["level", "OUTSTANDING"]
    assert level.rule is None
    assert level.source.passage is not None
    start, end = level.source.passage.start, level.source.passage.end
    assert TEXT[start:end] == "ระดับดีเด่น"
    assert facts["nameTh", "คอก สะอาด"].rule is None
    assert facts["unitKind", "PROVINCIAL_OFFICE"].basis == "inferred:name-pattern"
    assert facts["SERVES", "TH-55"].subject == facts["SEATED_IN", "TH-55"].subject
    assert facts["value", "2"].subject == "claim:lertrat-2023/moac-dld"
    assert facts["kind", "MINISTRY"].source.document == "doc:register-of-bodies"


def test_what_cannot_be_decided_is_left_with_candidates(tmp_path: Path) -> None:
    unknown = (
        "ข่าว\nศูนย์สมมติตัวอย่าง ได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทพัฒนาการบริการ ระดับดี\n"
        "กรมปศุสัตว์ได้รับรางวัลเลิศรัฐ ปี 2566 ประเภทดูแลต้นไม้ใหญ่ ระดับดี\n"
    )
    draft = drafted(tmp_path, made=unknown)
    assert draft.awards == 0
    assert [(each.about, each.words) for each in draft.unresolved] == [
        ("organization", "ศูนย์สมมติตัวอย่าง"),
        ("type", "ดูแลต้นไม้ใหญ่"),
    ]
    for each in draft.unresolved:
        assert each.span is not None
        assert unknown[each.span.start : each.span.end] == each.words


def test_a_count_that_disagrees_is_left_and_claimed_nowhere(tmp_path: Path) -> None:
    draft = drafted(tmp_path, made=TEXT.replace("2 รางวัล", "5 รางวัล"))
    assert [each.about for each in draft.unresolved if each.about == "count"] == ["count"]
    assert not any(fact.predicate == "value" for file in draft.facts.values() for fact in file)
    read(MODEL, [tmp_path / "draft"])


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        drafted(tmp_path / name, first=TEXT, second=TEXT.replace("คอก", "บ้าน"))
    for path in sorted((tmp_path / "one" / "draft").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / "draft" / path.name).read_bytes()


def test_a_folder_with_other_files_is_not_written(tmp_path: Path) -> None:
    assert is_ours(tmp_path / "new")
    (tmp_path / "notes.txt").touch()
    assert not is_ours(tmp_path)


def test_a_draft_joins_the_shipped_dataset_where_they_tell_of_the_same(tmp_path: Path) -> None:
    text = (
        "ข่าว\nกรมพัฒนาสังคมและสวัสดิการได้รับรางวัลเลิศรัฐ ประจำปี 2565 ประเภทรางวัลสัมฤทธิ์ผล"
        "ประชาชนมีส่วนร่วม ระดับดี สาขาบริหารราชการแบบมีส่วนร่วม ผลงาน “โคราชโมเดล เราไม่ทิ้งกัน”\n"
    )
    draft = drafted(tmp_path, made=text)
    facts = [fact for fact in draft.facts["awards.tsv"] if fact.predicate == "FOR_PROJECT"]
    assert [(fact.subject, fact.object) for fact in facts] == [
        ("award:lertrat-2022/effective-change/msdhs-dsdw", "project:khorat-model")
    ]
    read(MODEL, [*DEFAULT_FOLDERS, tmp_path / "draft"])


def body(name: str, **more: str) -> Body:
    return Body(Span(0, len(name)), name, UNIT, name, **more)  # type: ignore[arg-type]


def test_a_unit_like_a_known_one_is_left_to_the_reviewer() -> None:
    name = "ศูนย์เรียนรู้การพัฒนาสตรีและครอบครัวตอนบน จังหวัดลำปาง"
    found = resolve(body(name), "org:msdhs-dwf", 2566, {})
    assert found.id is None
    assert found.candidates[0].id == "org:wfdlc-lampang"
    assert found.candidates[0].score < SURE


def test_a_unit_of_another_province_is_no_candidate() -> None:
    name = "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดตรัง"
    found = resolve(body(name), "org:msdhs-ops", 2564, {})
    assert (found.id, found.is_new) == ("org:psdho-trang", True)
    assert "org:psdho-kanchanaburi" not in [each.id for each in found.candidates]


def test_a_unit_is_known_by_a_name_that_another_year_gave_it() -> None:
    name = "ศูนย์เรียนรู้การพัฒนาสตรีและครอบครัวภาคเหนือ จังหวัดลำปาง"
    assert resolve(body(name), "org:msdhs-dwf", 2566, {}).id == "org:wfdlc-lampang"


def test_a_division_of_another_department_is_another_one() -> None:
    """Departments have divisions of the same name."""
    name = "ศูนย์เทคโนโลยีสารสนเทศ"
    assert resolve(body(name), "org:mof-excise", 2567, {}).id == "org:mof-excise-ict"
    found = resolve(body(name), "org:mof-rd", 2567, {})
    assert found.id is None
    assert found.candidates[0].id == "org:mof-excise-ict"


def test_a_name_is_not_taken_outside_the_years_in_which_it_held() -> None:
    entry = next(e for e in register().entries.values() if e.valid.endswith("/2007"))
    named = body(entry.name, id=entry.id)
    assert resolve(named, None, 2566, {}).id is None
    assert resolve(named, None, 2549, {}).id == entry.id


def test_the_register_names_each_body_once_and_gives_its_source() -> None:
    entries = register().entries.values()
    assert len(entries) == 392
    assert all(entry.source and entry.id.startswith("org:") for entry in entries)
    assert all(not entry.parent or entry.parent in register().entries for entry in entries)


def test_the_command_prints_one_object_for_each_text(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8", newline="")
    done = run(tmp_path / "a.txt", tmp_path / "b.txt", "--format", "awards-jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["file"], second["file"]) == ("a.txt", "b.txt")
    assert (first["year_be"], first["claimed_count"], len(first["awards"])) == (2566, 2, 2)
    award = first["awards"][0]
    assert list(award) == [
        "winner_th",
        "co_winners",
        "credited_department_th",
        "branch_th",
        "type_th",
        "level_th",
        "project_th",
        "province_th",
        "evidence",
    ]
    assert award["project_th"] == "คอก\nสะอาด"


def test_the_command_writes_a_draft_that_is_sound(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8", newline="")
    done = run(tmp_path / "a.txt", "--out", tmp_path / "draft")
    assert (done.returncode, done.stdout) == (0, "")
    assert "2 awards of 1 texts" in done.stderr
    assert read(MODEL, [tmp_path / "draft"]).statements
    again = run(tmp_path / "a.txt", "--out", tmp_path)
    assert again.returncode == 2
    assert "name another folder" in again.stderr


def test_texts_that_cannot_be_read_are_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8", newline="")
    (tmp_path / "empty.txt").write_text("\ufeff \n")
    (tmp_path / "other.txt").write_bytes("กรม\nกรม".encode("tis-620"))
    done = run(*sorted(tmp_path.glob("*.txt")))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "empty.txt: it is empty" in done.stderr
    assert "other.txt:1: it is not UTF-8" in done.stderr
    assert run(tmp_path / "missing.txt").returncode == 2
    assert run().returncode == 2


@pytest.mark.skipif(
    "GOVGRAPH_DOCUMENTS" not in os.environ, reason="GOVGRAPH_DOCUMENTS names no folder of texts"
)
@pytest.mark.parametrize("name", ["tuned", "set_aside"])
def test_the_figures_of_real_texts(name: str) -> None:
    """On texts that were read by hand; the set-aside ones have been looked at since."""
    figures = measure(GOLD / f"{name}.tsv", read_texts(Path(os.environ["GOVGRAPH_DOCUMENTS"])))
    if not figures.texts:
        pytest.skip("the folder holds none of the texts")
    assert figures.invented == []
    scores = {"awards": figures.awards, **figures.fields, "counts": figures.counts}
    for field, score in scores.items():
        assert score.precision >= 0.95, (field, figures.mistakes)
        assert score.recall >= 0.94, (field, figures.mistakes)
