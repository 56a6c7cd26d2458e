from __future__ import annotations

import pytest

from graph.store import Store
from tests.conftest import empty

pytestmark = pytest.mark.anyio


async def test_reads_what_was_written(store: Store) -> None:
    await empty(store)
    await store.execute("CREATE (:T {name: 'สำนักงาน'})")
    assert await store.read("MATCH (n:T) RETURN n.name", {}) == [["สำนักงาน"]]
