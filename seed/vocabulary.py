"""The words that facts may use: types, predicates, values and ends, as the model has them."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import AUTHORITIES, BY, Edge, Model, NodeType, Property
from seed.facts import Dataset, DocumentLine, Fact
from seed.findings import FINDING
from seed.integrity import Rule
from seed.knowledge import Knowledge
from seed.lines import overlap
from seed.naming import NAME
from seed.problems import FieldError, Problems, closest
from seed.values import read_value

DOCUMENT = "Document"
STATEMENT = "Statement"
VERSION = "DatasetVersion"
FACT_CHANGE = "FactChange"
APPENDED = frozenset({VERSION, FACT_CHANGE})
"""Types whose nodes tell of the loads themselves: each adds some and takes none away."""

MADE_BY_LOADER = frozenset({DOCUMENT, STATEMENT, NAME, FINDING}) | APPENDED
"""Types that no fact may describe."""


def predicates_of(edge: Edge) -> list[str]:
    """The predicates of the facts that state a kind of relationship, one for each authority."""
    if not edge.by_authority:
        return [edge.type]
    return [f"{edge.type}{BY}{authority}" for authority in AUTHORITIES]


class Vocabulary:
    """The properties and relationships that facts may give to each type of node."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._edges: dict[str, dict[str, list[Edge]]] = {name: {} for name in model.types}
        for edge in model.edges():
            if edge.target in MADE_BY_LOADER and edge.source not in MADE_BY_LOADER:
                continue  # derived: no fact can state it
            for predicate in predicates_of(edge):
                self._edges[edge.source].setdefault(predicate, []).append(edge)
        self.dated = frozenset(
            predicate for edge in model.edges() if edge.dated for predicate in predicates_of(edge)
        )
        """The predicates of relationships that hold for a time."""

    def type_of(self, id: str) -> NodeType | None:
        """The type of a node that facts may describe, by its id, or None."""
        found = self._model.type_of_id(id)
        return None if found is None or found.name in MADE_BY_LOADER else found

    def prefixes(self) -> list[str]:
        """The prefixes of the ids that facts may have as subjects."""
        return [t.prefix for t in self._model.types.values() if t.name not in MADE_BY_LOADER]

    def property(self, node: NodeType, predicate: str) -> Property | None:
        """The stored property that a predicate names, or None."""
        kept = node.properties.get(predicate)
        is_stated = kept and not (kept.expression or kept.derived or predicate == "id")
        return kept if is_stated else None

    def properties(self, node: NodeType) -> list[Property]:
        """All stored properties but the id."""
        return [kept for name in node.properties if (kept := self.property(node, name))]

    def edges(self, node: NodeType, predicate: str) -> Sequence[Edge]:
        """The kinds of relationships that a predicate names, by target."""
        return self._edges[node.name].get(predicate, ())

    def all_edges(self, node: NodeType) -> list[Edge]:
        """All kinds of relationships that start at nodes of the type."""
        edges = (edge for edges in self._edges[node.name].values() for edge in edges)
        return list(dict.fromkeys(edges))

    def is_single(self, fact: Fact) -> bool:
        """Whether a subject has one object at a time by this predicate."""
        node = self.type_of(fact.subject)
        kept = self.property(node, fact.predicate) if node else None
        edges = self.edges(node, fact.predicate) if node else ()
        return not kept.many if kept else any(edge.to_one for edge in edges)

    def rivals(self, fact: Fact, known: Knowledge) -> list[Fact]:
        """What is followed and cannot hold beside it: there is one object at a time."""
        if not self.is_single(fact):
            return []
        return [
            other
            for other in known.facts(fact.subject, fact.predicate)
            if other.object != fact.object and overlap(other.valid, fact.valid)
        ]

    def predicates(self, node: NodeType) -> list[str]:
        """The predicates that a fact about a node of the type may have."""
        return [*(kept.name for kept in self.properties(node)), *self._edges[node.name]]


def check_documents(model: Model, datasets: Sequence[Dataset], problems: Problems) -> set[str]:
    """Check the documents of all datasets; answer their ids."""
    node = model.types[DOCUMENT]
    known: dict[str, DocumentLine] = {}
    for dataset in datasets:
        here: set[str] = set()
        for document in dataset.documents:
            _check_document(node, document, problems)
            former = known.setdefault(document.id, document)
            if document.id in here or former != document:
                problems.add(
                    document.place,
                    "id",
                    f"{document.id!r} was given at {former.place}",
                    "give each document once, or alike in every folder",
                )
            here.add(document.id)
    return set(known)


def _check_document(node: NodeType, document: DocumentLine, problems: Problems) -> None:
    if not document.id.startswith(node.prefix):
        problems.add(
            document.place,
            "id",
            f"{document.id!r} is no id of a document",
            f"start it with {node.prefix}",
        )
    for kept in node.properties.values():
        text = document.properties.get(kept.name)
        if text is None:
            if kept.required and kept.name != "id":
                problems.add(document.place, kept.name, "it is missing", "write it")
            continue
        try:
            read_value(kept, text)
        except FieldError as error:
            problems.add_error(document.place, kept.name, error)


def check_fact(
    vocabulary: Vocabulary, fact: Fact, known: Knowledge, documents: set[str], problems: Problems
) -> bool:
    """Check the words of one fact; answer whether all of them can be."""
    before = len(problems)
    if fact.source.document not in documents:
        problems.add(
            fact.place,
            "source",
            f"there is no document {fact.source.document!r}",
            closest(fact.source.document, documents, "add it to documents.tsv"),
        )
    if not fact.followed:
        _check_set_aside(fact, known, problems)
    node = vocabulary.type_of(fact.subject)
    if node is None:
        prefixes = vocabulary.prefixes()
        prefix = fact.subject.partition(":")[0] + ":"
        problems.add(
            fact.place,
            "subject",
            f"{fact.subject!r} has the prefix of no type",
            closest(prefix, prefixes, f"start it with one of {' '.join(prefixes)}"),
        )
    elif kept := vocabulary.property(node, fact.predicate):
        _check_property(kept, fact, problems)
    elif edges := vocabulary.edges(node, fact.predicate):
        _check_object(vocabulary, edges, fact, known, problems)
    else:
        predicates = vocabulary.predicates(node)
        problems.add(
            fact.place,
            "predicate",
            f"{node.name} has no {fact.predicate!r}",
            closest(fact.predicate, predicates, f"use one of {', '.join(predicates)}"),
        )
    return len(problems) == before


def _check_set_aside(fact: Fact, known: Knowledge, problems: Problems) -> None:
    """There must be a fact that is followed instead, and it must say something else."""
    objects = known.objects(fact.subject, fact.predicate)
    if not objects or fact.object in objects:
        what = "the same is followed" if objects else "nothing is followed instead"
        problems.add(
            fact.place, "basis", what, "take it out, or state what is followed, on another line"
        )


def _check_property(kept: Property, fact: Fact, problems: Problems) -> None:
    try:
        read_value(kept, fact.object)
    except FieldError as error:
        problems.add_error(fact.place, "object", error)
    if fact.valid and not kept.dated:
        problems.add(
            fact.place,
            "valid",
            f"{kept.name} has no interval",
            "leave it empty: only relationships and names hold from one day to another",
        )


def _check_object(
    vocabulary: Vocabulary, edges: Sequence[Edge], fact: Fact, known: Knowledge, problems: Problems
) -> None:
    targets = [edge.target for edge in edges]
    node = vocabulary.type_of(fact.object)
    if node is None or node.name not in targets:
        what = f"is a {node.name}" if node else "is no id"
        problems.add(
            fact.place,
            "object",
            f"{fact.object!r} {what}",
            f"{fact.predicate} leads to {' or '.join(targets)}: give the id of one",
        )
    elif fact.object not in known:
        problems.add(
            fact.place,
            "object",
            f"nothing is said of {fact.object!r}",
            closest(fact.object, known.subjects(node.prefix), "state its facts too"),
        )
    elif fact.object == fact.subject:
        problems.add(
            fact.place,
            "object",
            f"{fact.object!r} is related to itself",
            "give the id of the other one",
        )


def check_subject(
    vocabulary: Vocabulary, node: NodeType, subject: str, known: Knowledge, problems: Problems
) -> None:
    """Check how many objects a subject has: what is required, and what is one at most."""
    for kept in vocabulary.properties(node):
        facts = known.facts(subject, kept.name)
        if kept.required and not facts:
            _missing(subject, kept.name, known, problems)
        if not kept.many:
            _check_single(facts, problems)
    for edge in vocabulary.all_edges(node):
        facts = known.facts(subject, edge.type)
        if edge.required and not facts:
            _missing(subject, edge.type, known, problems)
        if edge.to_one:
            _check_single(facts, problems)


def _missing(subject: str, predicate: str, known: Knowledge, problems: Problems) -> None:
    problems.add(
        known.place(subject),
        predicate,
        f"{subject!r} has none",
        f"add a line {subject} {predicate} …",
    )


def _check_single(facts: Sequence[Fact], problems: Problems) -> None:
    for number, fact in enumerate(facts):
        for former in facts[:number]:
            if former.object != fact.object and overlap(former.valid, fact.valid):
                problems.add(
                    fact.place,
                    fact.predicate,
                    f"{fact.subject!r} has {former.object!r} already ({former.place})",
                    "keep one of the two, or say when each held",
                    rule=Rule.TWO_PARENTS if fact.predicate == "PART_OF" else Rule.TWO_AT_ONE_TIME,
                    facts=[former, fact],
                )
                break
