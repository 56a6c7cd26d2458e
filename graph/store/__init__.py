"""Neo4j: a driver that answers reads in one round trip, and a local server where none is given.

Nothing outside this package imports the driver.
"""

from graph.store.address import Address
from graph.store.aot import prepare, preparing
from graph.store.child import STOP_GRACE
from graph.store.driver import Run, Store
from graph.store.local import local_neo4j
from graph.store.progress import Progress, Silent

__all__ = [
    "STOP_GRACE",
    "Address",
    "Progress",
    "Run",
    "Silent",
    "Store",
    "local_neo4j",
    "prepare",
    "preparing",
]
