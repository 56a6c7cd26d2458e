"""Days of both eras: how they are read, refused and written."""

from __future__ import annotations

from datetime import date

import pytest

from graph.thai import arabic, buddhist_day, read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-01-31", date(2022, 1, 31)),
        ("๒๐๒๒-๐๑-๓๑", date(2022, 1, 31)),
        ("1850-01-01", date(1850, 1, 1)),
        ("31 มกราคม 2565", date(2022, 1, 31)),
        ("๓๑ มกราคม ๒๕๖๕", date(2022, 1, 31)),
        ("วันที่ 31 มกราคม พ.ศ. 2565", date(2022, 1, 31)),
        ("31 ม.ค. 65", date(2022, 1, 31)),
        ("๑ ม.ค. ๖๕", date(2022, 1, 1)),
        ("13 ก.ค.2564", date(2021, 7, 13)),
        ("31 มกราคม 2022", date(2022, 1, 31)),
        ("31 มกราคม ค.ศ. 2500", date(2500, 1, 31)),
        ("31/1/2565", date(2022, 1, 31)),
        ("29 กุมภาพันธ์ 2567", date(2024, 2, 29)),
        # Until 2483 a Buddhist year went from April to March.
        ("31 มีนาคม 2482", date(1940, 3, 31)),
        ("1 เมษายน 2482", date(1939, 4, 1)),
        ("1 มกราคม 2484", date(1941, 1, 1)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2565-01-31", "Common Era: 2022"),
        ("1/2/2022", "day and month are in doubt"),
        ("1/2/65", "write 2022-01-31"),
        ("31 มกราคม 2300", "the era of 2300 is in doubt"),
        ("31 มกราคม ค.ศ. 65", "four digits"),
        ("1 มกราคม 2483", "went from April to December"),
        ("29 กุมภาพันธ์ 2566", "day is out of range"),
        ("2022-02-30", "day is out of range"),
        ("มกราคม 2565", "write 2022-01-31"),
        ("2565", "write 2022-01-31"),
        ("2022-1-1", "write 2022-01-31"),
        ("yesterday", "write 2022-01-31"),
        ("", "write 2022-01-31"),
        ("9" * 100_000, "write 2022-01-31"),
    ],
)
def test_what_is_in_doubt_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match="is no day") as caught:
        read_day(text)
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2002-10-03", "3 ตุลาคม 2545"),
        ("1941-01-01", "1 มกราคม 2484"),
        ("1940-12-31", "31 ธันวาคม 2483"),
        ("1940-03-31", "31 มีนาคม 2482"),
    ],
)
def test_a_day_is_written(day: str, text: str) -> None:
    assert buddhist_day(day) == text
    assert read_day(text).isoformat() == day


def test_no_day_is_written_that_is_not_known() -> None:
    assert buddhist_day("2002-10-01", "MONTH") == "ตุลาคม 2545"
    assert buddhist_day("2002-01-01", "YEAR") == "พ.ศ. 2545"
    assert buddhist_day("2002-10-03", "DAY") == "3 ตุลาคม 2545"


def test_thai_digits() -> None:
    assert arabic("พ.ศ. ๒๕๖๕ และ 2022") == "พ.ศ. 2565 และ 2022"
