"""Why an operation is answered as it is: its plan, statement, parameters, and their cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from graph.askers import Step, Use, steps, uses
from graph.observation import plan_hash
from graph.operators import DatabasePlan, Explain, Operator
from graph.service import Prepared, Service
from graph.statistics import Durations


class Explainer(Protocol):
    """What knows how the database carries out a statement: :class:`graph.store.Store`."""

    async def explain(
        self,
        statement: str,
        parameters: Mapping[str, Any],
        explain: Explain = Explain.PLAN,
        *,
        timeout: float | None = None,
    ) -> DatabasePlan:
        """The database's plan of a statement that only reads."""


@dataclass(frozen=True, slots=True)
class Database:
    """How the database carries out the statement, in seconds of a round trip.

    ``planned_anew`` is what a text costs that the database has never seen, ``planned`` what
    the same costs from its cache, without a run; ``ran`` the run with PROFILE, which is
    slower than one without.
    """

    plan: DatabasePlan
    planned_anew: float
    planned: float
    ran: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known about how an operation is answered.

    ``was_cached``: document and plan were kept from an earlier request; ``durations`` are
    then those of that request. ``statements`` is how many the operation sends: 1, or 0 when
    the schema alone answers it, which is when there is no ``database``.
    """

    steps: tuple[Step, ...]
    statement: str
    parameters: Mapping[str, Any]
    uses: tuple[Use, ...]
    statements: int
    was_cached: bool
    durations: Durations
    database: Database | None

    @property
    def hash(self) -> str | None:
        """What the log of slow requests calls the plan."""
        return plan_hash(self.statement) if self.statement else None

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it; times are in milliseconds."""
        return {
            "plan": [asdict(step) for step in self.steps],
            "statements": self.statements,
            "statement": self.statement,
            "hash": self.hash,
            "parameters": [
                {**asdict(use), "value": self.parameters[use.name]} for use in self.uses
            ],
            "cached": self.was_cached,
            "milliseconds": {
                phase.value: _milliseconds(seconds) for phase, seconds in self.durations.items()
            },
            "database": self.database and _database(self.database),
        }


async def explain(
    service: Service,
    store: Explainer,
    query: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
    *,
    profile: bool = False,
    timeout: float | None = None,
) -> Explanation:
    """Explain an operation; with ``profile`` its statement is run and what it did counted.

    ``timeout`` (seconds) bounds each statement that is sent. Raises RequestError for a
    request that cannot be run and StoreError when the database fails.
    """
    kept = service.statistics.plans.misses
    ready = service.prepare(query, variables, operation_name)
    was_cached = service.statistics.plans.misses == kept
    plan = ready.compiled.plan
    database = await _ask(store, ready, profile, timeout) if plan.columns else None
    return Explanation(
        steps=steps(plan),
        statement=ready.compiled.statement if plan.columns else "",
        parameters=ready.parameters,
        uses=uses(plan),
        statements=1 if plan.columns else 0,
        was_cached=was_cached,
        durations=ready.compiled.durations,
        database=database,
    )


async def _ask(store: Explainer, ready: Prepared, profile: bool, timeout: float | None) -> Database:
    async def ask(how: Explain) -> DatabasePlan:
        return await store.explain(ready.compiled.statement, ready.parameters, how, timeout=timeout)

    anew = await ask(Explain.PLAN_ANEW)
    again = await ask(Explain.PLAN)
    ran = await ask(Explain.PROFILE) if profile else None
    return Database(ran or again, anew.seconds, again.seconds, ran.seconds if ran else None)


def _database(database: Database) -> dict[str, Any]:
    plan = database.plan
    return {
        "server": plan.server,
        "planner": plan.planner,
        "runtime": plan.runtime,
        "milliseconds": {
            "plannedAnew": _milliseconds(database.planned_anew),
            "planned": _milliseconds(database.planned),
            "ran": None if database.ran is None else _milliseconds(database.ran),
        },
        "hits": plan.root.total_hits(),
        "operators": _operator(plan.root),
    }


def _operator(operator: Operator) -> dict[str, Any]:
    return {
        "name": operator.name,
        "details": operator.details,
        "estimatedRows": operator.estimated_rows,
        "rows": operator.rows,
        "hits": operator.hits,
        "children": [_operator(each) for each in operator.children],
    }


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 3)
