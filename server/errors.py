"""What can go wrong in the service itself; errors of data and store are in graph.errors."""

from __future__ import annotations

from graph.errors import GovgraphError


class UsageError(GovgraphError):
    """The caller asked for something that cannot be: a wrong setting or argument."""

    code = "WRONG_USAGE"


class PortInUse(GovgraphError):
    """Another process listens on the address that was to be served."""

    code = "PORT_IN_USE"


class OperationError(GovgraphError):
    """A GraphQL operation cannot be run; one paragraph for each error, with its place."""

    code = "OPERATION_INVALID"


class WorkerFailed(GovgraphError):
    """A process that was to answer requests does not start."""

    code = "WORKER_FAILED"
