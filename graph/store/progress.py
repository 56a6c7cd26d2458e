"""How long work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Shows one piece of work after another; called from one thread at a time."""

    def start(self, label: str, total: int) -> None:
        """A piece of work begins: ``total`` steps (bytes, when something is fetched)."""

    def advance(self, n: int) -> None:
        """``n`` more steps are done; negative when steps have to be done again."""

    def finish(self) -> None:
        """The piece of work is over, whether or not all its steps were done."""


class Silent:
    """Progress that nobody looks at."""

    def start(self, label: str, total: int) -> None:
        """Show nothing."""

    def advance(self, n: int) -> None:
        """Show nothing."""

    def finish(self) -> None:
        """Show nothing."""
