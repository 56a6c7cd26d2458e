"""How often one client may ask: a token bucket for each, in bounded memory."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

MAX_CLIENTS = 10_000
"""How many clients are remembered. One that is forgotten begins with a full bucket again."""


class RateLimit:
    """Lets each client do ``rate`` things a second, and ``burst`` at once after a pause.

    A bucket is kept as the time at which it will be full again, which is all there is to know
    of it (the generic cell rate algorithm of ITU-T I.371): full buckets need no memory.
    """

    def __init__(
        self,
        rate: float,
        burst: int,
        *,
        most: int = MAX_CLIENTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pause = 1 / rate
        self._depth = (burst - 1) / rate
        self._most = most
        self._clock = clock
        self._full_at: OrderedDict[Hashable, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._full_at)

    def take(self, client: Hashable) -> float:
        """0 when the client may do one more thing now, else the seconds until it may.

        What is refused costs nothing: who waits as long as told is let in.
        """
        now = self._clock()
        full_at = max(self._full_at.get(client, now), now)
        wait = full_at - now - self._depth
        if wait > 0:
            return wait
        self._full_at[client] = full_at + self._pause
        self._full_at.move_to_end(client)
        if len(self._full_at) > self._most:
            self._full_at.popitem(last=False)
        return 0.0
