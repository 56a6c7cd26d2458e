"""Neo4j: a driver that answers reads in one round trip, and a local server where none is given.

Nothing outside this package imports the driver. What is offered is imported when it is first
asked for: the driver takes half a second, in which the local server can already be starting.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.store.address import Address
    from graph.store.aot import prepare, preparing
    from graph.store.child import STOP_GRACE
    from graph.store.driver import Run, Store
    from graph.store.local import local_neo4j, running_neo4j
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
    "running_neo4j",
]

_HOME = {
    "STOP_GRACE": "child",
    "Address": "address",
    "Progress": "progress",
    "Run": "driver",
    "Silent": "progress",
    "Store": "driver",
    "local_neo4j": "local",
    "prepare": "aot",
    "preparing": "aot",
    "running_neo4j": "local",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
