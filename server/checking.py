"""`govgraph check`: is a dataset sound, and do its documents say what it says they do?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from schema import model
from seed import DEFAULT_FOLDERS, read, verify
from server.settings import Settings
from server.terminal import out


def check(settings: Settings, folders: Sequence[Path]) -> None:
    """Check datasets, and their passages where texts are given. Raises DataError."""
    chosen = folders or DEFAULT_FOLDERS
    content = read(model(), chosen)
    out.print(f"{content.name}: {content.statements} statements, no error.", markup=False)
    if settings.documents is None:
        out.print("Passages were not compared: --documents names a folder with the texts.")
        return
    done = verify(chosen, settings.documents)
    out.print(f"{done.passages} passages say what is taken from them.")
    for document in done.missing:
        out.print(f"No text was given of {document}.", markup=False)
