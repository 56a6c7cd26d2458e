"""A cache of what was used most recently, bounded in number and in memory, that counts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(slots=True)
class Usage:
    """How a cache, or several caches together, were used so far."""

    entries: int = 0
    """How many are kept now."""
    size: int = 0
    """About how many bytes these take."""
    hits: int = 0
    misses: int = 0
    evictions: int = 0
    """How many were left out again to make room."""


class Recent(Generic[K, V]):
    """The values used most recently: at most ``most`` of them, and of ``most_bytes``.

    A value that is larger than ``most_bytes`` alone is not kept. ``usage`` counts, for
    several caches if it is shared; ``on_leave`` is told of each value that has to go.
    """

    def __init__(
        self,
        most: int,
        most_bytes: int | None = None,
        *,
        usage: Usage | None = None,
        on_leave: Callable[[V], None] | None = None,
    ) -> None:
        self.usage = usage or Usage()
        self._most = most
        self._most_bytes = most_bytes
        self._on_leave = on_leave
        self._values: OrderedDict[K, V] = OrderedDict()
        self._sizes: dict[K, int] = {}
        self._size = 0

    def __len__(self) -> int:
        return len(self._values)

    def recall(self, key: K) -> V | None:
        """The value of a key, which counts as used now; None when there is none."""
        value = self._values.get(key)
        if value is None:
            self.usage.misses += 1
            return None
        self.usage.hits += 1
        self._values.move_to_end(key)
        return value

    def glance(self, key: K) -> V | None:
        """The value of a key, if there is one; this is no use of it, and is not counted."""
        return self._values.get(key)

    def keep(self, key: K, value: V, size: int = 0) -> V:
        """Keep a value of about ``size`` bytes, and return it."""
        if key in self._values:
            self._forget(key)
        self._values[key] = value
        self._sizes[key] = 0
        self.usage.entries += 1
        self.grow(key, size)
        return value

    def grow(self, key: K, size: int) -> None:
        """Note that the value of a key takes ``size`` more bytes, if it is still here."""
        if key in self._sizes:
            self._sizes[key] += size
            self._size += size
            self.usage.size += size
        while self._is_full():
            self.usage.evictions += 1
            self._forget(next(iter(self._values)))

    def clear(self) -> None:
        """Let all go, to make room."""
        self.usage.evictions += len(self._values)
        for key in list(self._values):
            self._forget(key)

    def _is_full(self) -> bool:
        return len(self._values) > self._most or (
            self._most_bytes is not None and self._size > self._most_bytes
        )

    def _forget(self, key: K) -> None:
        value = self._values.pop(key)
        size = self._sizes.pop(key)
        self._size -= size
        self.usage.size -= size
        self.usage.entries -= 1
        if self._on_leave is not None:
            self._on_leave(value)
