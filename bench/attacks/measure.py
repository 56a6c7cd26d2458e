"""Sends attacks to a service in a process of its own, and looks at what that costs it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter

import httpx
import psutil

from bench.attacks.cases import ANSWER, JSON, Attack
from bench.attacks.grammar import Grammar

QUESTION = {
    "query": "{ organizations(where: {unitKind: {eq: PROVINCIAL_OFFICE}, awards: {some: {}}}) "
    "{ nodes { nameTh ministry { nameTh } seatedIn { nameTh } } } }"
}
"""What others ask meanwhile."""

PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one attack cost: the answer's status and code, milliseconds of processor time."""

    attack: Attack
    status: int
    code: str
    cpu: float


@dataclass(frozen=True, slots=True)
class Latency:
    """How long others waited, in milliseconds, and how many asked."""

    count: int
    p50: float
    p99: float

    @classmethod
    def of(cls, seconds: list[float]) -> Latency:
        """The latency of requests that took so many seconds each."""
        parts = quantiles(seconds, n=100)
        return cls(len(seconds), 1000 * parts[49], 1000 * parts[98])


@dataclass(slots=True)
class Fuzzed:
    """What became of made-up requests: how many by status, and the bodies that made it fail."""

    statuses: dict[int, int] = field(default_factory=dict)
    failures: list[bytes] = field(default_factory=list)


class Target:
    """A service: where it listens, and its process."""

    def __init__(self, client: httpx.AsyncClient, process: psutil.Process) -> None:
        self._client = client
        self._process = process

    @property
    def memory(self) -> int:
        """Bytes that the process has in memory."""
        return int(self._process.memory_info().rss)

    def _cpu(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)

    async def send(self, attack: Attack) -> httpx.Response:
        """Send one attack."""
        target = f"/graphql?{attack.query}" if attack.query else "/graphql"
        headers = attack.all_headers
        body = attack.body or None
        return await self._client.request(attack.method, target, content=body, headers=headers)

    async def cost(self, attack: Attack, times: int) -> Cost:
        """What an attack costs, on average over so many."""
        before = self._cpu()
        for _ in range(times):
            response = await self.send(attack)
        cpu = 1000 * (self._cpu() - before) / times
        code = response.json()["errors"][0]["extensions"]["code"]
        return Cost(attack, response.status_code, code, cpu)

    async def latency(self, seconds: float) -> Latency:
        """How long a question takes, asked one after the other for so many seconds."""
        taken, end = [], perf_counter() + seconds
        while perf_counter() < end:
            start = perf_counter()
            response = await self._client.post("/graphql", json=QUESTION)
            taken.append(perf_counter() - start)
            assert response.json()["data"]["organizations"]["nodes"]
        return Latency.of(taken)

    async def under_attack(
        self, attacks: Iterable[Attack], rate: float, seconds: float
    ) -> tuple[Latency, int]:
        """How long it takes while attacks come, so many a second; and how many came."""
        measuring = asyncio.create_task(self.latency(seconds))
        sent: list[asyncio.Task[httpx.Response]] = []
        waiting = list(attacks)
        while not measuring.done():
            sent.append(asyncio.create_task(self.send(waiting[len(sent) % len(waiting)])))
            await asyncio.wait([measuring], timeout=1 / rate)
        await asyncio.gather(*sent)
        return measuring.result(), len(sent)

    async def fuzz(self, grammar: Grammar, seconds: float) -> Fuzzed:
        """Send requests that are made up, for so many seconds."""
        found, end = Fuzzed(), perf_counter() + seconds
        headers = {"content-type": JSON, "accept": ANSWER}
        while perf_counter() < end:
            body = grammar.request()
            response = await self._client.post("/graphql", content=body, headers=headers)
            status = response.status_code
            found.statuses[status] = found.statuses.get(status, 0) + 1
            if status >= 500:
                found.failures.append(body)
        return found
