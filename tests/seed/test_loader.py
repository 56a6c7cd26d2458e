"""Loads into a real Neo4j: what is there afterwards, and what is not after a failure."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import anyio
import pytest

from graph import writing
from graph.errors import DataError, StoreError
from graph.model import Model
from graph.store import Run, Store
from seed import Summary, is_loaded, load, read
from tests.conftest import empty
from tests.seed.folders import FOUNDING, MODEL, append, copy, edit, remove, shipped

pytestmark = pytest.mark.anyio
T = TypeVar("T")

CLEAR = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS"


@pytest.fixture
async def bare(store: Store) -> AsyncIterator[Store]:
    """A database without data, constraints and indexes."""
    await empty(store)
    yield store
    await empty(store)


@pytest.fixture
async def clean(store: Store) -> AsyncIterator[Store]:
    """A database without data; constraints and indexes may be there, which saves their making."""
    await store.execute(CLEAR)
    yield store
    await store.execute(CLEAR)


class Recorder:
    """Progress that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []
        self.done = 0
        self.finished = 0

    def start(self, label: str, total: int) -> None:
        self.told.append((label, total))

    def advance(self, n: int) -> None:
        self.done += n

    def finish(self) -> None:
        self.finished += 1


async def dump(store: Store) -> list[list[Any]]:
    """Everything in the database but when it was loaded."""
    nodes = await store.read(
        "MATCH (n) RETURN n.id AS id, labels(n), "
        "[k IN keys(n) WHERE k <> 'loadedAt' | [k, n[k]]] ORDER BY id",
        {},
    )
    edges = await store.read(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, b.id AS b, properties(r) "
        "ORDER BY a, t, b",
        {},
    )
    return nodes + edges


async def schema(store: Store) -> set[str]:
    return {name for (name,) in await store.read("SHOW INDEXES YIELD name", {})}


async def put(store: Store, *folders: Path) -> Summary:
    return await load(store, MODEL, folders or [FOUNDING])


def changes(summary: Summary) -> dict[str, set[str]]:
    """The ids of nodes but statements, by what happened to them."""
    found: dict[str, set[str]] = {}
    for change in summary.nodes:
        if change.type != "Statement":
            found.setdefault(change.action, set()).add(change.what)
    return found


async def test_a_load_puts_everything_there(bare: Store) -> None:
    content, recorder = shipped(), Recorder()
    summary = await load(bare, MODEL, [FOUNDING], progress=recorder)
    assert (len(summary.nodes), len(summary.edges)) == (len(content.nodes), len(content.edges))
    assert (summary.version, summary.is_new, summary.statements) == (1, True, content.statements)
    total = len(content.nodes) + len(content.edges)
    assert (recorder.told, recorder.done, recorder.finished) == ([("Loading", total)], total, 1)
    [[nodes]] = await bare.read("MATCH (n:Node) WHERE NOT n:FactChange RETURN count(n)", {})
    [[edges]] = await bare.read("MATCH (:Node)-[r]->(:Node) RETURN count(r)", {})
    assert (nodes, edges) == (len(content.nodes) + 1, len(content.edges))
    assert await is_loaded(bare, MODEL, [FOUNDING])


async def test_the_main_question(clean: Store) -> None:
    await put(clean)
    rows = await clean.read(
        "MATCH (a:Award)-[:WON_BY]->(o:SubUnit {unitKind: $kind})-[:PART_OF*]->(m:Ministry) "
        "RETURN o.nameTh, m.nameTh, a.year, a.level",
        {"kind": "PROVINCIAL_OFFICE"},
    )
    assert rows == [
        [
            "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดกาญจนบุรี",
            "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์",
            2022,
            "OUTSTANDING",
        ]
    ]


async def test_labels_and_stored_types(clean: Store) -> None:
    await put(clean)
    rows = await clean.read(
        "MATCH (n:Organization) WITH [l IN labels(n) WHERE NOT l IN ['Node', 'Organization']] AS l "
        "RETURN l, count(*) AS n ORDER BY l",
        {},
    )
    assert rows == [
        [[], 1],  # the province
        [["Agency"], 1],
        [["Department"], 6],
        [["Ministry"], 1],
        [["SubUnit"], 5],
    ]
    [[day, characters, loaded]] = await clean.read(
        "MATCH (d:Document {id: 'doc:thaigov-59151'}), (v:DatasetVersion) "
        "RETURN valueType(d.publishedOn), valueType(d.characters), valueType(v.loadedAt)",
        {},
    )
    types = [day, characters, loaded]
    assert [text.removesuffix(" NOT NULL") for text in types] == [
        "DATE",
        "INTEGER",
        "ZONED DATETIME",
    ]


async def test_constraints_and_indexes(bare: Store) -> None:
    await put(bare)
    assert schema_names(MODEL) <= await schema(bare)
    rows = await bare.read("SHOW INDEXES YIELD state WHERE state <> 'ONLINE'", {})
    assert rows == []
    with pytest.raises(StoreError):
        await bare.execute("CREATE (:Node {id: 'TH-71'})")


def schema_names(model: Model) -> set[str]:
    names = {"Node_id", "Award_year", "Organization_nameTh"}
    return names | {f"{node.label}_id" for node in model.types.values()}


async def test_the_second_load_changes_nothing(clean: Store) -> None:
    await put(clean)
    before = await dump(clean)
    summary = await put(clean)
    assert summary.is_unchanged
    assert (summary.version, summary.is_new) == (1, False)
    assert await dump(clean) == before


async def test_a_dry_run_writes_nothing(bare: Store, tmp_path: Path) -> None:
    there = await schema(bare)
    would = await load(bare, MODEL, [FOUNDING], dry_run=True)
    assert await dump(bare) == []
    assert await schema(bare) == there
    did = await put(bare)
    assert (would.nodes, would.edges, would.version) == (did.nodes, did.edges, did.version)
    folder = copy(tmp_path)
    edit(folder, "awards.tsv", "\tOUTSTANDING\t", "\tGOOD\t")
    before = await dump(bare)
    would = await load(bare, MODEL, [folder], dry_run=True)
    assert (would.version, would.is_new) == (2, True)
    assert changes(would)["changed"] == {"award:lertrat-2022/effective-change/psdho-kanchanaburi"}
    assert await dump(bare) == before


async def test_only_what_differs_is_written(clean: Store, tmp_path: Path) -> None:
    await put(clean)
    folder = copy(tmp_path)
    edit(
        folder,
        "organizations.tsv",
        "org:msdhs-dcy\tnameTh",
        "org:msdhs-dcy\tnameEn\tChildren and Youth"
        "\tdoc:thaigov-59151\tinferred:name-expansion\norg:msdhs-dcy\tnameTh",
    )
    sent = clean.statements
    summary = await put(clean, folder)
    (name,) = [change.what for change in summary.nodes if change.type == "Name"]
    assert changes(summary) == {"added": {name}, "changed": {"org:msdhs-dcy"}}
    added = [change for change in summary.nodes if change.type == "Statement"]
    assert [change.action for change in added] == ["added"]
    found = {(change.action, change.type) for change in summary.edges}
    of_the_name = {("added", "GIVES_NAME"), ("added", "HAS_NAME")}
    assert found == {("added", "ABOUT"), ("added", "STATED_IN"), *of_the_name}
    # The names of indexes, nodes, edges, version; then what is superseded and created, of nodes
    # and relationships, and what is told of the load.
    assert clean.statements - sent == 4 + 5
    text = str(summary)
    assert "nodes changed: 1\n    Organization 1: org:msdhs-dcy" in text
    assert "statements added: 1" in text
    assert "relationships added: 4" in text


async def test_what_is_no_longer_said_is_removed(clean: Store, tmp_path: Path) -> None:
    await put(clean)
    folder = copy(tmp_path)
    for part in ("project:khorat-model\t", "\tproject:khorat-model\t"):
        remove(folder, part)
    append(
        folder,
        "awards.tsv",
        "award:lertrat-2022/effective-change/msdhs-dsdw\tprojectAbsence"
        "\tNOT_STATED\tdoc:msk-news-2022-09-12\tinferred:not-in-text",
    )
    summary = await put(clean, folder)
    assert changes(summary)["removed"] == {"project:khorat-model"}
    assert ("removed", "LOCATED_IN") in {(c.action, c.type) for c in summary.edges}
    gone = "MATCH (p {id: 'project:khorat-model'}) RETURN labels(p)"
    assert await clean.read(gone, {}) == [[["Superseded", "SupersededProject"]]]
    lost = await clean.read("MATCH (s:Statement) WHERE NOT (s)-[:ABOUT]->() RETURN s.id", {})
    assert lost == []
    back = await put(clean)
    assert back.version == 3
    assert changes(back)["added"] == {"project:khorat-model"}


async def test_a_change_of_kind_changes_the_label(clean: Store, tmp_path: Path) -> None:
    folder = copy(tmp_path)
    edit(
        folder, "organizations.tsv", "org:opm-opdc\tkind\tDEPARTMENT", "org:opm-opdc\tkind\tAGENCY"
    )
    edit(
        folder,
        "organizations.tsv",
        "AGENCY\tdoc:msk-news-2022-09-12@418-451~4271ac548c61\tinferred:department-rank",
        "AGENCY\tdoc:msk-news-2022-09-12\tstated",
    )
    await put(clean)
    await put(clean, folder)
    [[labels]] = await clean.read(
        "MATCH (o:Organization {id: 'org:opm-opdc'}) RETURN labels(o)", {}
    )
    assert set(labels) == {"Node", "Organization", "Agency"}


async def test_intervals_are_kept_and_replaced(clean: Store, tmp_path: Path) -> None:
    folder = copy(tmp_path)
    line = "inferred:list-placement"
    edit(folder, "organizations.tsv", line, f"{line}\t2002-10/..")
    await put(clean, folder)
    query = (
        "MATCH (:Organization {id: 'org:msdhs-ops'})-[r:PART_OF]->() RETURN toString(r.validFrom), "
        "r.validFromPrecision, toString(r.validTo), r.validToPrecision"
    )
    assert await clean.read(query, {}) == [["2002-10-01", "MONTH", None, None]]
    assert (await put(clean, folder)).is_unchanged
    edit(folder, "organizations.tsv", "2002-10/..", "2002-10-03/2030")
    await put(clean, folder)
    assert await clean.read(query, {}) == [["2002-10-03", "DAY", "2030-12-31", "YEAR"]]


@pytest.mark.parametrize(
    ("interval", "type"),
    [
        ("../2001", "PART_OF_AT_OTHER_TIMES"),
        ("2100/..", "PART_OF_AT_OTHER_TIMES"),
        ("2002-10/2100-01-01", "PART_OF"),
    ],
)
async def test_what_does_not_hold_now_lives_apart(
    clean: Store, tmp_path: Path, interval: str, type: str
) -> None:
    folder = copy(tmp_path)
    line = "inferred:list-placement"
    await put(clean, folder)
    edit(folder, "organizations.tsv", line, f"{line}\t{interval}")
    await put(clean, folder)
    found = await clean.read(
        "MATCH ({id: 'org:msdhs-ops'})-[r]->(:Node {id: 'org:msdhs'}) "
        "WHERE r.retractedAt IS NULL RETURN type(r)",
        {},
    )
    assert found == [[type]]


def test_what_holds_is_told_as_of_today(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    line = "inferred:list-placement"
    edit(folder, "organizations.tsv", line, f"{line}\t2020-02/2030-06")
    for day, type in [
        (date(2020, 1, 31), "PART_OF_AT_OTHER_TIMES"),
        (date(2020, 2, 1), "PART_OF"),
        (date(2030, 6, 30), "PART_OF"),
        (date(2030, 7, 1), "PART_OF_AT_OTHER_TIMES"),
    ]:
        content = read(MODEL, [folder], day)
        types = {edge.type for edge in content.edges.values() if edge.source == "org:msdhs-ops"}
        assert type in types
        assert len(types & {"PART_OF", "PART_OF_AT_OTHER_TIMES"}) == 1


async def test_what_was_damaged_is_mended(clean: Store) -> None:
    await put(clean)
    before = await clean.read(
        "MATCH (n:Node) WHERE NOT n:DatasetVersion|FactChange RETURN count(n)", {}
    )
    await clean.execute("MATCH (n {id: 'org:msdhs-dcy'}) DETACH DELETE n")
    await clean.execute("MATCH (n {id: 'org:msdhs-dwf'}) SET n.nameTh = 'อื่น', n.more = 1")
    await clean.execute(
        "MATCH (a {id: 'org:msdhs-dep'}), (b {id: 'org:msdhs'}) CREATE (a)-[:PART_OF]->(b)"
    )
    summary = await put(clean)
    assert changes(summary) == {"added": {"org:msdhs-dcy"}, "changed": {"org:msdhs-dwf"}}
    assert [c.what for c in summary.edges if c.action == "removed"] == [
        "org:msdhs-dep -> org:msdhs"
    ]
    assert (await put(clean)).is_unchanged
    after = await clean.read(
        "MATCH (n:Node) WHERE NOT n:DatasetVersion|FactChange RETURN count(n)", {}
    )
    assert after == before


class Failing(Store):
    """A store whose transaction fails before its n-th statement, as when it is killed."""

    left = 0

    async def write(self, work: Callable[[Run], Awaitable[T]]) -> T:
        async def failing(run: Run) -> T:
            async def counted(statement: str, parameters: Mapping[str, Any]) -> list[list[Any]]:
                if self.left == 0:
                    raise KeyboardInterrupt
                self.left -= 1
                return await run(statement, parameters)

            return await work(counted)

        return await super().write(failing)


async def test_a_load_that_is_killed_leaves_the_former_version(
    clean: Store, tmp_path: Path
) -> None:
    await put(clean)
    before = await dump(clean)
    folder = copy(tmp_path)
    remove(folder, "project:khorat-model\t")
    remove(folder, "\tproject:khorat-model\t")
    append(
        folder,
        "awards.tsv",
        "award:lertrat-2022/effective-change/msdhs-dsdw\tprojectAbsence"
        "\tNOT_STATED\tdoc:msk-news-2022-09-12\tinferred:not-in-text",
    )
    # Nodes, edges and version are read first; the new version is written last.
    for statement in range(3, 8):
        failing, recorder = Failing(clean.address), Recorder()
        async with failing:
            failing.left = statement
            with pytest.raises(KeyboardInterrupt):
                await load(failing, MODEL, [folder], progress=recorder)
        assert recorder.finished == 1
        assert await dump(clean) == before
    assert await is_loaded(clean, MODEL, [FOUNDING])
    lucky = Failing(clean.address)
    lucky.left = 8
    async with lucky:
        assert (await load(lucky, MODEL, [folder])).version == 2


async def test_a_load_that_is_cancelled_leaves_the_former_version(
    clean: Store, tmp_path: Path
) -> None:
    await put(clean)
    before = await dump(clean)
    folder = copy(tmp_path)
    edit(folder, "awards.tsv", "\tOUTSTANDING\t", "\tGOOD\t")
    with anyio.CancelScope() as scope:

        class Cancelling(Recorder):
            def advance(self, n: int) -> None:
                scope.cancel()

        await load(clean, MODEL, [folder], progress=Cancelling())
    assert scope.cancelled_caught
    assert await dump(clean) == before


async def test_wrong_data_touches_nothing(bare: Store, tmp_path: Path) -> None:
    there = await schema(bare)
    folder = copy(tmp_path)
    edit(folder, "awards.tsv", "\tOUTSTANDING\t", "\tBEST\t")
    sent = bare.statements
    with pytest.raises(DataError):
        await put(bare, folder)
    assert bare.statements == sent
    assert await schema(bare) == there


async def test_two_loads_at_once_leave_one_version_each(bare: Store, tmp_path: Path) -> None:
    """Whichever comes first, nothing is there twice and no load is half done."""
    folder = copy(tmp_path)
    edit(folder, "awards.tsv", "\tOUTSTANDING\t", "\tGOOD\t")
    failures: list[StoreError] = []

    async def one(path: Path) -> None:
        try:
            await put(bare, path)
        except StoreError as error:
            failures.append(error)

    async with anyio.create_task_group() as group:
        group.start_soon(one, folder)
        group.start_soon(one, FOUNDING)
    assert len(failures) <= 1
    assert [await is_loaded(bare, MODEL, [each]) for each in (folder, FOUNDING)].count(True)
    await put(bare)
    assert (await put(bare)).is_unchanged
    twice = await bare.read(
        "MATCH (a)-[r]->(b) WITH a, b, type(r) AS t, count(*) AS n WHERE n > 1 RETURN a.id, t", {}
    )
    assert twice == []


async def test_somebody_elses_data_is_not_deleted(clean: Store) -> None:
    await clean.execute("CREATE (:Node {id: 'mine'}), (:Other {id: 'TH-71'})")
    for dry_run in (True, False):
        with pytest.raises(DataError, match="1 nodes, such as 'mine'"):
            await load(clean, MODEL, [FOUNDING], dry_run=dry_run)
    await clean.execute("MATCH (n:Node) DELETE n")
    await put(clean)
    await put(clean)
    assert await clean.read("MATCH (n:Other) RETURN n.id", {}) == [["TH-71"]]


async def test_is_loaded_knows_the_dataset(clean: Store, tmp_path: Path) -> None:
    assert not await is_loaded(clean, MODEL, [FOUNDING])
    await put(clean)
    folder = copy(tmp_path)
    edit(folder, "awards.tsv", "\tOUTSTANDING\t", "\tGOOD\t")
    assert not await is_loaded(clean, MODEL, [folder])


async def test_versions_are_kept(clean: Store, tmp_path: Path) -> None:
    folder = copy(tmp_path)
    edit(folder, "awards.tsv", "\tOUTSTANDING\t", "\tGOOD\t")
    await put(clean)
    await put(clean, folder)
    rows = await clean.read("MATCH (v:DatasetVersion) RETURN v.id, v.name ORDER BY v.number", {})
    name = "provinces, lertrat-2022-msdhs"
    assert rows == [["dataset:1", name], ["dataset:2", name]]


async def test_large_graphs_are_written_in_batches(bare: Store) -> None:
    size = writing.BATCH * 2 + 1
    nodes = [writing.NodeRow(f"project:p{i}", "Project", {"nameTh": f"ก {i}"}) for i in range(size)]
    edges = [writing.EdgeRow("LOCATED_IN", f"project:p{i}", "TH-71") for i in range(size)]
    place = writing.NodeRow("TH-71", "Province", {"nameTh": "กาญจนบุรี", "isoCode": "TH-71"})
    at = datetime.now(UTC)
    writes = [
        *writing.create_nodes(MODEL, [place, *nodes], at),
        *writing.create_edges(edges, at),
    ]
    assert [len(parameters["rows"]) for _, parameters in writes] == [2000, 2000, 2, 2000, 2000, 1]
    assert len({text for text, _ in writes}) == 2
    for statement in writing.schema_statements(MODEL).values():
        await bare.execute(statement)
    for statement, parameters in writes:
        await bare.execute(statement, parameters)
    [[found]] = await bare.read(
        "MATCH (:Province)<-[:LOCATED_IN]-(p:Project:Node) RETURN count(p)", {}
    )
    assert found == size
    labels = {node.id: ("Node", "Project") for node in nodes}
    for statement, parameters in writing.supersede_nodes(labels, at):
        await bare.execute(statement, parameters)
    assert await bare.read("MATCH (p:Project|Node) RETURN p.id", {}) == [["TH-71"]]
    rows = "MATCH (p:Superseded:SupersededProject {retractedAt: $at}) RETURN count(p)"
    assert await bare.read(rows, {"at": at}) == [[size]]
