"""The figures of many workers as those of one service.

A scrape reaches any one of them. So each writes its figures to a folder of the service now and
then, and whoever is asked adds the files of the others to what it has itself. What a worker has
counted that has ended is taken over by another: a counter never goes back.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import orjson

from server.metrics import Family, total

EVERY = 2.0
"""Seconds between two writings, and so the most that the figures of the others are late."""

Figures = list[Family]


class Shared:
    """The part of one worker; ``own`` tells its figures, ``folder`` is of this service alone."""

    def __init__(self, folder: Path, own: Callable[[], Figures]) -> None:
        self._folder = folder
        self._own = own
        self._ended: Figures = []
        self._me = os.getpid()

    def figures(self) -> Figures:
        """Those of all workers together."""
        others = (_read(path) for path, pid in self._files() if pid != self._me)
        return total([self._mine(), *(each for each in others if each)])

    def publish(self) -> None:
        """Write the figures, with those of workers that have ended."""
        adopted = list(self._adopt())
        path = self._folder / f"{self._me}.json"
        new = path.with_suffix(".new")
        with suppress(FileNotFoundError):  # The service ends, and its folder is gone.
            new.write_bytes(orjson.dumps([_packed(family) for family in self._mine()]))
            new.replace(path)
        for each in adopted:
            each.unlink(missing_ok=True)

    def _mine(self) -> Figures:
        return total([self._own(), self._ended])

    def _adopt(self) -> Iterator[Path]:
        """Take over what ended workers have counted; the files that can go when it is written."""
        for path, pid in self._files():
            if pid == self._me or _is_alive(pid):
                continue
            mine = path.with_suffix(f".{self._me}")
            with suppress(FileNotFoundError):  # Another worker was faster.
                path.rename(mine)
                self._ended = total([self._ended, _lasting(_read(mine))])
                yield mine

    def _files(self) -> Iterator[tuple[Path, int]]:
        for path in self._folder.glob("*.json"):
            yield path, int(path.stem)


@asynccontextmanager
async def sharing(
    folder: Path | None, own: Callable[[], Figures]
) -> AsyncIterator[Callable[[], Figures]]:
    """What tells the figures of the service, as long as the context lasts.

    Without a ``folder`` they are those of this process, told by ``own``; with one they are
    written there now and then, and once more at the end.
    """
    if folder is None:
        yield own
        return
    shared = Shared(folder, own)

    async def publish() -> None:
        while True:
            shared.publish()
            await asyncio.sleep(EVERY)

    task = asyncio.create_task(publish())
    try:
        yield shared.figures
    finally:
        task.cancel()
        shared.publish()


def _lasting(figures: Figures) -> Figures:
    """What is still true when a process has ended: counts, not states."""
    return [family for family in figures if family.kind != "gauge"]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's by now, which is as rare as it is harmless
        return True
    return True


def _read(path: Path) -> Figures:
    try:
        return [_unpacked(each) for each in orjson.loads(path.read_bytes())]
    except FileNotFoundError:
        return []


def _packed(family: Family) -> tuple[object, ...]:
    samples = [(suffix, values, value) for (suffix, values), value in family.samples.items()]
    return family.name, family.kind, family.about, family.labels, samples


def _unpacked(packed: Iterable[object]) -> Family:
    name, kind, about, labels, samples = packed
    assert isinstance(samples, list)
    assert isinstance(labels, list)
    return Family(
        str(name),
        str(kind),
        str(about),
        tuple(labels),
        {(suffix, tuple(values)): value for suffix, values, value in samples},
    )
