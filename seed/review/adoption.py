"""Moving what was accepted into a dataset, so that a person reads it in a diff."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import DataError
from graph.model import Model
from seed.extraction.draft import REGISTER
from seed.facts import Dataset, DocumentLine, Fact, Source
from seed.folder import (
    DEFAULT_FOLDERS,
    DESCRIPTION_FILE,
    DOCUMENT_COLUMNS,
    DOCUMENTS_FILE,
    UNRESOLVED_FILE,
    read_folder,
)
from seed.lines import FACT_COLUMNS, REVIEWED, write_fact
from seed.problems import Problems
from seed.reading import read
from seed.review.decisions import UNFINISHED, alone_in, replace_file
from seed.review.state import State

_FILES = {
    "award": "awards.tsv",
    "project": "awards.tsv",
    "category": "categories.tsv",
    "org": "organizations.tsv",
}
_OTHER_FILE = "edition.tsv"
_NOTHING_WRITTEN = (
    "Nothing was written; lines are counted as they would be with what is accepted. Reject, "
    "correct or set it aside in the review, accept what it needs, or mend the dataset."
)


@dataclass(frozen=True, slots=True)
class Adoption:
    """What went into a dataset: lines that are new, and lines that now name their reviewer.

    ``is_whole``: whether the dataset can be loaded without the shipped ones.
    """

    added: int
    marked: int
    is_whole: bool


@dataclass(slots=True)
class _File:
    """The lines of a file, and how they end."""

    lines: list[str] = field(default_factory=lambda: ["\t".join(FACT_COLUMNS)])
    end: str = "\n"
    is_changed: bool = False

    @classmethod
    def read(cls, path: Path) -> _File:
        """The lines of a file that is there."""
        text = path.read_bytes().decode()
        end = "\r\n" if "\r\n" in text else "\n"
        return cls([line.removesuffix("\r") for line in text.split("\n")], end)

    def text(self) -> str:
        """What is to be written."""
        return self.end.join(self.lines).rstrip("\r\n") + self.end

    def put(self, number: int, fact: Fact) -> None:
        """Write a fact in the place of a line."""
        self.lines[number] = write_fact(fact)
        self._mark(fact)

    def insert(self, fact: Fact) -> None:
        """Write a fact after those of its subject, or else where the order asks for it."""
        self.lines.insert(self._position(fact.subject), write_fact(fact))
        self._mark(fact)

    def _position(self, subject: str) -> int:
        subjects = [(n, line.split("\t", 1)[0]) for n, line in enumerate(self.lines)]
        facts = [(n, each) for n, each in subjects[self._header() + 1 :] if _holds_fact(each)]
        same = [n for n, each in facts if each == subject]
        if same:
            return same[-1] + 1
        names = [each for _, each in facts]
        if names == sorted(names):
            before = [n for n, each in facts if each < subject]
            return (before[-1] if before else self._header()) + 1
        return facts[-1][0] + 1

    def _header(self) -> int:
        return next(n for n, line in enumerate(self.lines) if _holds_fact(line))

    def _mark(self, fact: Fact) -> None:
        self.is_changed = True
        header = self._header()
        if fact.reviewed and not self.lines[header].endswith(f"\t{REVIEWED}"):
            self.lines[header] += f"\t{REVIEWED}"


def _holds_fact(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def adopt(state: State, draft: Dataset, target: Path, model: Model) -> Adoption:
    """Put the accepted facts of a draft into a dataset folder, which is made where it is not.

    Nothing that is there is lost. Raises DataError, and writes nothing, where the dataset
    would not be sound, together with the shipped ones.
    """
    if (target / UNRESOLVED_FILE).exists():
        raise DataError(f"{target} is a draft; name the folder of a dataset")
    if _is_new(target):
        home = next(folder for folder in target.absolute().parents if folder.exists())
        with alone_in(home):
            if _is_new(target):
                return _adopted(state, draft, target, model)
    with alone_in(target):
        return _adopted(state, draft, target, model)


def _is_new(target: Path) -> bool:
    return not target.exists() or not any(target.iterdir())


def _adopted(state: State, draft: Dataset, target: Path, model: Model) -> Adoption:
    problems = Problems()
    is_new = _is_new(target)
    there = _made(draft, target) if is_new else read_folder(target, problems)
    problems.raise_any()
    same = _same_documents(draft, there)
    accepted = [_renamed(fact, same) for fact in state.accepted()]
    if not accepted:
        raise DataError("nothing is accepted yet; review the draft first")
    facts = [*accepted, *_support(state, accepted, there)]
    files, added, marked = _merged(facts, there, target)
    texts = {}
    new_documents = _new_documents(facts, draft, there, same)
    if new_documents:
        texts[DOCUMENTS_FILE] = _documents(target, new_documents)
    if is_new:
        texts[DESCRIPTION_FILE] = _description(there)
    texts |= {name: file.text() for name, file in files.items() if file.is_changed}
    try:
        is_whole = _check(target, texts, model)
    except DataError as error:
        raise DataError(f"{error}\n{_NOTHING_WRITTEN}") from None
    _write(target, texts, is_new=is_new)
    return Adoption(added, marked, is_whole)


def _write(target: Path, texts: dict[str, str], *, is_new: bool) -> None:
    """Write the files of a dataset, in an order in which it can be read at any time.

    A folder that is not there yet comes with all of them, or not at all.
    """
    if not is_new:
        for name, text in texts.items():
            replace_file(target / name, text)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=UNFINISHED) as folder:
        made = Path(folder) / target.name
        made.mkdir()
        for name, text in texts.items():
            replace_file(made / name, text)
        made.rename(target)


def _made(draft: Dataset, target: Path) -> Dataset:
    """A new dataset, called like its folder."""
    name = re.sub(r"[^a-z0-9]+", "-", target.resolve().name.lower()).strip("-") or "reviewed"
    title, description = "Lert Rat awards, reviewed", "Reviewed facts of announcements."
    made = replace(draft, documents=(), facts=(), name=name)
    return replace(made, title=title, description=description)


def _description(dataset: Dataset) -> str:
    keys = ("name", "title", "licence", "description")
    return "".join(f"{key} = {json.dumps(getattr(dataset, key))}\n" for key in keys)


def _same_documents(draft: Dataset, there: Dataset) -> dict[str, DocumentLine]:
    """The documents of the draft that the dataset, or a shipped one, has under a name of its own.

    A text is told by its SHA-256.
    """
    shipped = [read_folder(folder, Problems()).documents for folder in DEFAULT_FOLDERS]
    known: dict[str, DocumentLine] = {}
    for documents in [there.documents, *shipped]:
        for line in documents:
            known.setdefault(line.properties.get("sha256", line.id), line)
    found = {}
    for line in draft.documents:
        other = known.get(line.properties.get("sha256", ""))
        found[line.id] = other or line
    taken = {line.id: line for line in known.values()}
    for line in draft.documents:
        if found[line.id] is line and line.id in taken:
            raise DataError(
                f"{line.id} is another text in the dataset; draft this one from a file with "
                "another name"
            )
    return found


def _renamed(fact: Fact, same: dict[str, DocumentLine]) -> Fact:
    document = same[fact.source.document].id
    return replace(fact, source=Source(document, fact.source.passage))


def _support(state: State, accepted: Sequence[Fact], there: Dataset) -> Iterator[Fact]:
    """What the register says of the bodies that are named, and of those above them."""
    known = {fact.subject for fact in there.facts if fact.predicate == "nameTh"}
    register: dict[str, list[Fact]] = {}
    for fact in state.live():
        if fact.source.document == REGISTER:
            register.setdefault(fact.subject, []).append(fact)
    waiting = [id for fact in accepted for id in (fact.subject, fact.object)]
    seen = set[str]()
    while waiting:
        id = waiting.pop()
        if id in seen or id in known:
            continue
        seen.add(id)
        for fact in register.get(id, ()):
            yield fact
            waiting.append(fact.object)


def _merged(
    facts: Iterable[Fact], there: Dataset, target: Path
) -> tuple[dict[str, _File], int, int]:
    files = {
        path.name: _File.read(path) for path in target.glob("*.tsv") if path.name != DOCUMENTS_FILE
    }
    places = {fact: fact for fact in there.facts}
    homes = {fact.subject: fact.place.file.rpartition("/")[2] for fact in there.facts}
    fresh: list[Fact] = []
    marked = 0
    for fact in dict.fromkeys(facts):
        former = places.get(fact)
        if former is None:
            fresh.append(fact)
        elif fact.reviewed and not former.reviewed:
            file = files[former.place.file.rpartition("/")[2]]
            file.put(former.place.line - 1, replace(former, reviewed=fact.reviewed))
            marked += 1
    for fact in sorted(fresh, key=lambda fact: fact.subject):
        kind = fact.subject.partition(":")[0]
        home = homes.get(fact.subject, _FILES.get(kind, _OTHER_FILE))
        files.setdefault(home, _File()).insert(fact)
    return files, len(fresh), marked


def _new_documents(
    facts: Iterable[Fact], draft: Dataset, there: Dataset, same: dict[str, DocumentLine]
) -> list[DocumentLine]:
    used = {fact.source.document for fact in facts}
    known = {line.id for line in there.documents}
    lines = {same[line.id].id: same[line.id] for line in draft.documents}
    return [line for id, line in lines.items() if id in used and id not in known]


def _documents(target: Path, lines: Iterable[DocumentLine]) -> str:
    path = target / DOCUMENTS_FILE
    file = _File.read(path) if path.exists() else _File([])
    if not any(map(_holds_fact, file.lines)):
        file.lines = ["\t".join(DOCUMENT_COLUMNS)]
    for line in lines:
        cells = [line.id, *(line.properties.get(name, "") for name in DOCUMENT_COLUMNS[1:])]
        file.lines.insert(_end(file.lines), "\t".join(cells).rstrip("\t"))
    return file.text()


def _end(lines: Sequence[str]) -> int:
    """Where the last line that is not blank ends."""
    return max(n for n, line in enumerate(lines) if line.strip()) + 1


def _check(target: Path, texts: dict[str, str], model: Model) -> bool:
    """Read the dataset as it would be; whether it is sound without the shipped ones."""
    with tempfile.TemporaryDirectory() as folder:
        staged = Path(folder) / target.resolve().name
        if target.exists():
            shutil.copytree(target, staged)
        else:
            staged.mkdir()
        for name, text in texts.items():
            (staged / name).write_text(text, "utf-8", newline="")
        others = [each for each in DEFAULT_FOLDERS if each.resolve() != target.resolve()]
        read(model, [*others, staged])
        try:
            read(model, [staged])
        except DataError:
            return False
    return True
