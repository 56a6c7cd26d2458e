"""What docs/operations.md says: backups can be restored, and what it names is there."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path

import httpx

from graph.store import Address
from server.metrics import MAX_NAMES
from server.settings import limits_table, table
from tests.server.live import PROVINCIAL_OFFICES, SETTINGS, running
from tests.server.test_serve import Served, serving

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "operations.md").read_text("utf-8")
QUESTION = (ROOT / "web" / "examples" / "1-provincial-offices.graphql").read_text("utf-8")
CHANGES = "{ changes(first: 5) { totalCount } datasetVersions { totalCount } }"


def told(served: Served) -> tuple[object, object, object]:
    """The dataset, the answer to the main question, and what is known of changes."""
    dataset = served.wait_until(200).json()["dataset"]
    answers = [
        httpx.post(f"{served.url}/graphql", json={"query": query}, timeout=30).json()
        for query in (QUESTION, CHANGES)
    ]
    assert all(list(answer) == ["data"] for answer in answers)
    return dataset, *answers


def test_a_copy_of_the_data_folder_is_a_backup(tmp_path: Path) -> None:
    original, copy = tmp_path / "original" / "data", tmp_path / "copy" / "data"
    original.parent.mkdir()
    copy.parent.mkdir()
    with serving(original) as served:
        before = told(served)
        served.stop()
    shutil.copytree(original, copy)
    shutil.rmtree(original)
    with serving(copy) as restored:
        after = told(restored)
        assert "Loaded" not in restored.output
    assert after == before
    # From nothing: the folder was empty at first, and was filled with what is shipped.
    assert isinstance(before[1], dict)
    offices = before[1]["data"]["organizations"]["nodes"]
    assert [office["nameTh"] for office in offices] == PROVINCIAL_OFFICES


def test_every_metric_of_the_guide_is_told_and_the_other_way_round(address: Address) -> None:
    with running(address, dataclasses.replace(SETTINGS, limit_rate=0.1, limit_burst=1)) as url:
        for _ in range(2):
            proxied = {"x-forwarded-for": "1.2.3.4"}
            httpx.post(f"{url}/graphql", json={"query": "{ dataset { id } }"}, headers=proxied)
        shown = httpx.get(f"{url}/metrics").text
    exposed = set(re.findall(r"^(govgraph_\w+?)(?:_bucket|_sum|_count)?(?:\{.*)? ", shown, re.M))
    named = {
        re.sub(r"_bucket$", "", name) for name in re.findall(r"\bgovgraph_[a-z_]+[a-z]\b", GUIDE)
    } - {"govgraph_dashboard"}
    assert named == exposed


def test_the_guide_tells_the_bound_of_names() -> None:
    assert f"first {MAX_NAMES}\n" in GUIDE


def test_every_setting_of_the_guide_exists() -> None:
    names = re.compile(r"\bGOVGRAPH_[A-Z_]+")
    assert set(names.findall(GUIDE)) <= set(names.findall(table() + limits_table()))
