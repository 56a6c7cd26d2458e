"""How well awards are read from texts: ``python -m bench.extraction FOLDER``.

FOLDER holds the texts (they are no part of the project), found by their SHA-256. What they tell
was read by hand into ``tests/seed/gold``: ``tuned.tsv`` for the texts on which the grammar was
written, ``set_aside.tsv`` for every fifth text, which was not opened before.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from seed.extraction import as_object, extract
from seed.extraction.text import normalize

GOLD = Path(__file__).parent.parent / "tests" / "seed" / "gold"
FIELDS: Mapping[str, str] = {
    "winner": "winner_th",
    "credited_department": "credited_department_th",
    "branch": "branch_th",
    "type": "type_th",
    "level": "level_th",
    "project": "project_th",
    "province": "province_th",
}
_SHORT_NAME = re.compile(r"\((?:[ก-ฮ]{1,6}\.)+[ก-ฮ]{0,4}\)\Z")
_PREFIXES = {
    "branch": r"สาขา|รางวัล|การ",
    "type": r"ประเภท|รางวัล|คุณภาพการบริหารจัดการภาครัฐ(?=.*หมวด)|รายหมวด|ใน(?=หมวด)",
    "level": r"ใน|ระดับ",
}


@dataclass(slots=True)
class Score:
    """How many values of a field were right, wrong, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The part of what was read that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The part of what is there that was read."""
        return self.right / max(1, self.right + self.missed)


@dataclass(slots=True)
class Figures:
    """The scores of some texts."""

    texts: int = 0
    awards: Score = field(default_factory=Score)
    fields: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    exact: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    counts: Score = field(default_factory=Score)
    invented: list[str] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)


def measure(gold: Path, texts: Mapping[str, str]) -> Figures:
    """Compare what is read from texts, by SHA-256, with what a file of gold says."""
    figures = Figures()
    for sha256, rows in _by_text(gold).items():
        text = texts.get(sha256)
        if text is not None:
            figures.texts += 1
            _compare(figures, rows, as_object(sha256[:8], extract(text)), text)
    return figures


def read_texts(folder: Path) -> dict[str, str]:
    """The texts of a folder by their SHA-256."""
    contents = [path.read_bytes() for path in sorted(folder.rglob("*.txt"))]
    return {hashlib.sha256(content).hexdigest(): content.decode() for content in contents}


def _by_text(gold: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with gold.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        for row in reader:
            found[row["sha256"]].append(row)
    return found


def _compare(
    figures: Figures, rows: Sequence[dict[str, str]], answer: Mapping[str, Any], text: str
) -> None:
    expected = [row for row in rows if row["start"]]
    found: list[dict[str, Any]] = answer["awards"]
    pairs = _paired(expected, found)
    figures.awards.right += len(pairs)
    figures.awards.wrong += len(found) - len(pairs)
    figures.awards.missed += len(expected) - len(pairs)
    _count(figures.counts, rows[0]["claimed_count"], str(answer["claimed_count"] or ""))
    if rows[0]["claimed_count"] != str(answer["claimed_count"] or ""):
        figures.mistakes.append(
            f"{answer['file']}: count: {rows[0]['claimed_count']} | read: {answer['claimed_count']}"
        )
    matched = [(expected[i], found[j]) for i, j in pairs]
    matched += [(row, {}) for i, row in enumerate(expected) if i not in {a for a, _ in pairs}]
    matched += [({}, one) for j, one in enumerate(found) if j not in {b for _, b in pairs}]
    for row, one in matched:
        for name, key in FIELDS.items():
            right, read = row.get(name, ""), str(one.get(key) or "")
            if read and read not in text:
                figures.invented.append(f"{answer['file']}: {read}")
            _count(figures.fields[name], _meaning(name, right), _meaning(name, read))
            _count(figures.exact[name], _plain(right), _plain(read))
            if _meaning(name, right) != _meaning(name, read):
                mistake = f"{answer['file']}: {name}: {right or '-'} | read: {read or '-'}"
                figures.mistakes.append(mistake)


def _paired(
    expected: Sequence[Mapping[str, str]], found: Sequence[Mapping[str, Any]]
) -> list[tuple[int, int]]:
    """Which award that was read is which that is there: the ones most alike first."""
    likeness = sorted(
        (
            (_likeness(row, one), -i, -j)
            for i, row in enumerate(expected)
            for j, one in enumerate(found)
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for score, i, j in likeness:
        is_free = all(-i != a and -j != b for a, b in pairs)
        if score >= 2 and is_free:
            pairs.append((-i, -j))
    return pairs


def _likeness(row: Mapping[str, str], one: Mapping[str, Any]) -> int:
    weights = {"project": 4, "winner": 3, "type": 3, "branch": 1, "level": 1}
    return sum(
        weight
        for name, weight in weights.items()
        if row[name] and _meaning(name, row[name]) == _meaning(name, str(one[FIELDS[name]] or ""))
    )


def _count(score: Score, right: str, read: str) -> None:
    if right and right == read:
        score.right += 1
        return
    score.wrong += bool(read)
    score.missed += bool(right)


def _plain(text: str) -> str:
    return re.sub(r"[\s“”\"]", "", normalize(text).plain) if text else ""


def _meaning(name: str, text: str) -> str:
    """A text without the words and brackets that do not change what it names."""
    plain = _plain(text).lower()
    if name in ("type", "level"):
        plain = re.sub(r"\([^()]*\)\Z", "", plain)
    if name in ("winner", "credited_department"):
        plain = _SHORT_NAME.sub("", plain)
    pattern = _PREFIXES.get(name)
    while pattern and (match := re.match(pattern, plain)):
        plain = plain[match.end() :]
    return plain.replace("สัมฤทธิ์", "สัมฤทธิ")


def _lines(title: str, figures: Figures) -> Iterable[str]:
    yield f"{title}: {figures.texts} texts"
    yield f"  {'':22}precision  recall   right wrong missed   to the letter"
    rows = {"award": figures.awards, **figures.fields, "claimed count": figures.counts}
    for name, score in rows.items():
        exact = figures.exact.get(name)
        letter = f"{exact.precision:.3f} / {exact.recall:.3f}" if exact else ""
        yield (
            f"  {name:22}{score.precision:9.3f} {score.recall:7.3f}"
            f" {score.right:7} {score.wrong:5} {score.missed:6}   {letter}"
        )
    yield f"  strings that the text does not have: {len(figures.invented)}"


def main(arguments: Sequence[str]) -> None:
    """Print the figures for tuned and set-aside texts, and with ``-v`` every mistake."""
    folders = [Path(argument) for argument in arguments if argument != "-v"]
    if len(folders) != 1 or not folders[0].is_dir():
        sys.exit("usage: python -m bench.extraction FOLDER [-v]")
    texts = read_texts(folders[0])
    for name in ("tuned", "set_aside"):
        figures = measure(GOLD / f"{name}.tsv", texts)
        print("\n".join(_lines(name, figures)))
        if "-v" in arguments:
            print("\n".join(figures.mistakes))
    started = perf_counter()
    for text in texts.values():
        extract(text)
    print(f"{len(texts) / (perf_counter() - started):.0f} texts a second")


if __name__ == "__main__":
    main(sys.argv[1:])
