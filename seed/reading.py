"""From dataset folders to checked content, or to all that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.model import Model
from seed.award_checks import check_awards
from seed.change_checks import check_changes
from seed.content import SEPARATOR, Content, build_content
from seed.facts import Dataset, Fact
from seed.folder import read_folder
from seed.knowledge import Knowledge
from seed.likeness_checks import check_likeness, check_loose_ends, check_sources
from seed.organization_checks import check_organizations
from seed.problems import Problems
from seed.provinces import province_dataset
from seed.time_checks import check_times
from seed.vocabulary import Vocabulary, check_documents, check_fact, check_subject


@dataclass(frozen=True, slots=True)
class Examined:
    """Datasets as they were read, the facts that can be used, and all that is wrong."""

    datasets: Sequence[Dataset]
    known: Knowledge
    problems: Problems

    @property
    def name(self) -> str:
        """The names of the datasets."""
        return SEPARATOR.join(dict.fromkeys(dataset.name for dataset in self.datasets))


def read(model: Model, folders: Sequence[Path], today: date | None = None) -> Content:
    """What the folders, and the provinces, say; what holds now is told as of ``today``.

    Raises DataError that names every error by file, line, field and fix.
    """
    found = examine(model, folders)
    found.problems.raise_any()
    findings = found.problems.all()
    return build_content(model, found.datasets, found.known, findings, today or date.today())


def examine(model: Model, folders: Sequence[Path]) -> Examined:
    """Read and check the folders, and the provinces, whatever is wrong with them."""
    problems = Problems()
    datasets = read_datasets(folders, problems)
    known = _check(model, datasets, problems)
    problems.exempt([each for dataset in datasets for each in dataset.exemptions])
    return Examined(datasets, known, problems)


def read_datasets(folders: Sequence[Path], problems: Problems) -> list[Dataset]:
    """The provinces and the dataset of each folder; a folder given twice counts once."""
    distinct = dict.fromkeys(folder.resolve() for folder in folders)
    return [province_dataset(), *(read_folder(folder, problems) for folder in distinct)]


def _check(model: Model, datasets: Sequence[Dataset], problems: Problems) -> Knowledge:
    facts = _distinct(datasets, problems)
    documents = check_documents(model, datasets, problems)
    vocabulary = Vocabulary(model)
    everything = Knowledge(facts)
    sound: list[Fact] = []
    doubtful = {subject for dataset in datasets for subject in dataset.doubtful}
    for fact in facts:
        if check_fact(vocabulary, fact, everything, documents, problems):
            sound.append(fact)
        else:
            doubtful.add(fact.subject)
    known = Knowledge(sound, doubtful)
    for subject in known.sound_subjects():
        node = vocabulary.type_of(subject)
        if node:
            check_subject(vocabulary, node, subject, known, problems)
    check_organizations(known, problems)
    check_awards(known, problems)
    check_changes(known, problems)
    check_times(known, vocabulary.dated, problems)
    check_likeness(known, problems)
    check_loose_ends(known, problems)
    check_sources(known, datasets, problems)
    return known


def _distinct(datasets: Sequence[Dataset], problems: Problems) -> list[Fact]:
    """All facts, each once; the same line twice in a folder is a mistake."""
    found: dict[Fact, Fact] = {}
    for dataset in datasets:
        here: dict[Fact, Fact] = {}
        for fact in dataset.facts:
            if fact in here:
                problems.add(
                    fact.place,
                    "line",
                    f"it was said at {here[fact].place}",
                    "take one of the two out",
                )
            here[fact] = fact
            if fact not in found or fact.reviewed:
                found[fact] = fact
    return list(found.values())
