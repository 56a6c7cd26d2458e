from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seed.facts import Fact, Interval, Passage, Review, Source
from seed.lines import (
    FACT_COLUMNS,
    Basis,
    period,
    read_basis,
    read_fact,
    read_id,
    read_interval,
    read_review,
    read_rows,
    read_source,
    read_text,
    write_fact,
)
from seed.problems import FieldError, Problems
from seed.rules import RULES

HEADER = "\t".join(FACT_COLUMNS)

slugs = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}\Z", fullmatch=True)
ids = st.one_of(
    st.builds(lambda prefix, slug: f"{prefix}:{slug}", st.sampled_from(["org", "award"]), slugs),
    st.integers(10, 99).map(lambda code: f"TH-{code}"),
)


def _clean(text: str) -> str:
    kept = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp", "Cs"})
    return " ".join(unicodedata.normalize("NFC", kept).split())


texts = st.text(min_size=1).map(_clean).filter(bool)
passages = st.builds(
    lambda start, length, checksum: Passage(start, start + length, checksum),
    st.integers(0, 10**6),
    st.integers(1, 500),
    st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
)
sources = st.builds(Source, slugs.map("doc:{}".format), st.none() | passages)
days = st.dates(min_value=date(1000, 1, 1)).map(date.isoformat)
ends = st.builds(lambda day, length: day[:length], days, st.sampled_from([4, 7, 10]))
intervals = st.builds(Interval, ends, st.none()) | st.builds(Interval, st.none(), ends)
facts = st.builds(
    Fact,
    ids,
    st.from_regex(r"[a-zA-Z_]+", fullmatch=True),
    texts,
    sources,
    st.none() | st.sampled_from(sorted(RULES)),
    st.none() | intervals,
)


@given(st.lists(facts, max_size=5))
def test_what_is_written_is_read(written: list[Fact]) -> None:
    text = "\n".join(["# a comment", HEADER, "", *map(write_fact, written), ""])
    problems = Problems()
    read = [read_fact(row, problems) for row in read_rows(text, "f", FACT_COLUMNS, problems)]
    problems.raise_any()
    assert read == written


@given(facts, facts)
def test_a_statement_has_an_id_of_its_own(one: Fact, other: Fact) -> None:
    assert (one.statement_id == other.statement_id) == (one == other)


def test_rows_know_their_lines_and_windows_line_ends() -> None:
    text = f"# title\r\n{HEADER}\r\n\r\norg:a\tnameTh\tก\tdoc:d\tstated\r\n"
    problems = Problems()
    (row,) = read_rows(text, "f", FACT_COLUMNS, problems)
    assert (row.place.line, row.cells["basis"], row.cells["valid"]) == (4, "stated", "")
    assert not len(problems)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "f: header: the file has no header line"),
        ("subject predicate\n", "f:1: header: the columns are subject predicate"),
        (f"{HEADER}\na\tb\tc\td\te\tf\tg\n", "f:2: line: it has 7 fields, not 6"),
    ],
)
def test_a_table_of_another_shape_is_refused(text: str, told: str) -> None:
    problems = Problems()
    assert list(read_rows(text, "f", FACT_COLUMNS, problems)) == []
    with pytest.raises(Exception, match=told):
        problems.raise_any()


@pytest.mark.parametrize("text", ["msdhs", "org:", "org:MSDHS", "org:a b", "org:กรม", "TH-1", ""])
def test_what_is_no_id(text: str) -> None:
    with pytest.raises(FieldError, match="is no id"):
        read_id(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("cafe\u0301", "NFC"),
        ("\u0e01 ", "needless spaces"),
        ("a  b", "needless spaces"),
        ("a\u00a0b", "needless spaces"),
        ("a\u200bb", "invisible"),
        ("\ufeffa", "invisible"),
    ],
)
def test_a_text_is_kept_clean(text: str, message: str) -> None:
    with pytest.raises(FieldError, match=message):
        read_text(text)


def test_sara_am_is_left_whole() -> None:
    """NFKC would split it, which is why texts are NFC."""
    assert read_text("สำนักงาน") == "สำนักงาน" != unicodedata.normalize("NFKC", "สำนักงาน")


@pytest.mark.parametrize(
    "text",
    ["", "doc:d@1-2", "doc:d@1-2~xyz", "doc:d@5-5~0123456789ab", "d", "doc:d@-1-2~0123456789ab"],
)
def test_what_is_no_source(text: str) -> None:
    with pytest.raises(FieldError):
        read_source(text)


def test_a_rule_that_is_not_known_is_named() -> None:
    with pytest.raises(FieldError) as caught:
        read_basis("inferred:name-patern")
    assert caught.value.fix == "did you mean 'name-pattern'?"
    with pytest.raises(FieldError, match="is no basis"):
        read_basis("guessed")
    with pytest.raises(FieldError, match="is no reason to set a statement aside"):
        read_basis("set-aside:name-pattern")
    assert read_basis("set-aside:day-of-effect") == Basis("day-of-effect", followed=False)
    assert read_basis("stated") == Basis()


@pytest.mark.parametrize(
    "text", ["2002", "2002-13/..", "2002-02-30/..", "../..", "2004/2002", "2545-1-1/..", "a/b"]
)
def test_what_is_no_interval(text: str) -> None:
    with pytest.raises(FieldError):
        read_interval(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2002", "2002-01-01", "2002-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2002-12", "2002-12-01", "2002-12-31"),
        ("2002-10-03", "2002-10-03", "2002-10-03"),
    ],
)
def test_a_date_covers_what_it_is_precise_to(text: str, first: str, last: str) -> None:
    assert period(text) == (date.fromisoformat(first), date.fromisoformat(last))


REVIEWED_HEADER = f"{HEADER}\treviewed"


def test_a_line_says_who_reviewed_it_where_the_file_has_that_column() -> None:
    problems = Problems()
    lines = [
        "org:a\tnameTh\tก\tdoc:d\tstated\t\tมาลี Suksan 2023-10-01",
        "org:b\tnameTh\tข\tdoc:d\tstated",
    ]
    text = "\n".join([REVIEWED_HEADER, *lines])
    facts = [
        read_fact(row, problems)
        for row in read_rows(text, "f", FACT_COLUMNS, problems, optional="reviewed")
    ]
    problems.raise_any()
    first, second = facts
    assert first is not None
    assert second is not None
    assert first.reviewed == Review("มาลี Suksan", date(2023, 10, 1))
    assert second.reviewed is None
    assert [write_fact(fact) for fact in (first, second)] == lines
    unreviewed = replace(first, reviewed=None)
    assert (first, first.statement_id) == (unreviewed, unreviewed.statement_id)


@pytest.mark.parametrize("text", ["2023-10-01", "Malee", "Malee 2023-13-01", "Malee 2023-W40-1"])
def test_what_is_no_review(text: str) -> None:
    with pytest.raises(FieldError):
        read_review(text)
