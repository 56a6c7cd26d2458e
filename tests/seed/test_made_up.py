"""How well made-up announcements by other hands are read; see ``gold/made_up/README.md``."""

from __future__ import annotations

import hashlib

import pytest

from bench.extraction import GOLD, Figures, measure

MADE_UP = GOLD / "made_up"


def figures_of(name: str) -> Figures:
    folder = MADE_UP / name
    read = [path.read_bytes() for path in sorted(folder.glob("*.txt"))]
    texts = {hashlib.sha256(each).hexdigest(): each.decode() for each in read}
    figures = measure(folder / "gold.tsv", texts)
    assert figures.texts == len(texts)
    return figures


FIELDS = ("award", "winner", "credited_department", "branch", "type", "project", "count")
LEAST = {
    "ministries": (
        (0.98, 1.0),
        (0.92, 0.94),
        (0.99, 0.98),
        (0.96, 0.98),
        (0.99, 0.99),
        (0.98, 0.94),
        (1.0, 0.96),
    ),
    "long": (
        (0.96, 1.0),
        (0.95, 0.98),
        (0.94, 0.86),
        (0.98, 0.98),
        (0.97, 0.98),
        (0.94, 0.93),
        (1.0, 1.0),
    ),
    "mixed": (
        (1.0, 1.0),
        (1.0, 1.0),
        (1.0, 1.0),
        (1.0, 0.98),
        (1.0, 1.0),
        (0.98, 0.96),
        (1.0, 1.0),
    ),
    "varied": (
        (0.97, 0.95),
        (0.94, 0.92),
        (0.96, 0.96),
        (0.97, 0.95),
        (0.98, 0.96),
        (0.93, 0.87),
        (0.83, 1.0),
    ),
    "news": (
        (0.98, 0.97),
        (0.93, 0.92),
        (0.95, 0.86),
        (0.95, 0.94),
        (0.95, 0.93),
        (0.94, 0.91),
        (1.0, 0.94),
    ),
    "broad": (
        (0.98, 0.99),
        (0.95, 0.96),
        (0.97, 0.99),
        (0.99, 0.99),
        (0.99, 0.98),
        (0.95, 0.94),
        (1.0, 0.94),
    ),
    "daily": (
        (0.96, 1.0),
        (0.91, 0.93),
        (0.96, 0.88),
        (0.97, 1.0),
        (0.96, 0.97),
        (0.94, 0.93),
        (1.0, 0.94),
    ),
    "reports": (
        (0.99, 0.99),
        (0.97, 0.97),
        (0.94, 0.96),
        (0.98, 0.98),
        (1.0, 0.98),
        (0.96, 0.93),
        (0.92, 0.86),
    ),
    "plain": (
        (0.99, 0.96),
        (0.9, 0.87),
        (0.91, 0.85),
        (0.97, 0.95),
        (1.0, 0.96),
        (0.98, 0.93),
        (0.7, 0.77),
    ),
    "modelled": (
        (0.98, 0.95),
        (0.88, 0.86),
        (0.92, 0.87),
        (1.0, 0.96),
        (0.98, 0.93),
        (1.0, 0.89),
        (0.88, 1.0),
    ),
    "prose": (
        (0.97, 0.92),
        (0.91, 0.86),
        (0.95, 0.86),
        (0.97, 0.92),
        (0.97, 0.87),
        (0.95, 0.8),
        (0.91, 0.91),
    ),
    "phrased": (
        (0.98, 0.95),
        (0.93, 0.9),
        (0.97, 0.92),
        (0.98, 0.95),
        (0.98, 0.95),
        (0.96, 0.9),
        (1.0, 1.0),
    ),
    "layouts": (
        (0.97, 1.0),
        (0.9, 0.93),
        (0.89, 0.89),
        (0.97, 1.0),
        (0.95, 0.96),
        (0.91, 0.93),
        (0.88, 0.88),
    ),
    "works": (
        (0.98, 0.97),
        (0.9, 0.89),
        (0.98, 0.96),
        (0.96, 0.97),
        (0.98, 0.97),
        (0.85, 0.75),
        (0.94, 0.94),
    ),
    "contrasts": (
        (0.98, 0.97),
        (0.94, 0.92),
        (0.98, 0.95),
        (0.95, 0.94),
        (0.96, 0.95),
        (0.95, 0.94),
        (0.7, 0.77),
    ),
    "unlike": (
        (0.97, 0.97),
        (0.94, 0.94),
        (0.96, 0.95),
        (0.98, 0.97),
        (0.97, 0.97),
        (0.98, 0.91),
        (0.9, 0.9),
    ),
    "manners": (
        (0.98, 0.94),
        (0.86, 0.83),
        (0.84, 0.85),
        (0.96, 0.91),
        (0.98, 0.94),
        (0.89, 0.72),
        (0.81, 0.75),
    ),
    "close": (
        (0.95, 0.98),
        (0.91, 0.94),
        (0.91, 0.94),
        (0.96, 0.98),
        (0.96, 0.94),
        (0.82, 0.84),
        (0.8, 0.72),
    ),
}
"""The least precision and recall of each set, field by field."""


@pytest.mark.parametrize("name", LEAST)
def test_precision_and_recall(name: str) -> None:
    figures = figures_of(name)
    found = {"award": figures.awards, **figures.fields, "count": figures.counts}
    for field, (precision, recall) in zip(FIELDS, LEAST[name], strict=True):
        assert found[field].precision >= precision, (field, figures.mistakes)
        assert found[field].recall >= recall, (field, figures.mistakes)
    assert figures.invented == []
