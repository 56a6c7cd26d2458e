"""`govgraph schema`: the schema in the schema definition language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from schema import build
from server.errors import UsageError
from server.terminal import out


@cache
def sdl() -> str:
    """The schema as text."""
    return build().as_str() + "\n"


def schema(output: Path | None) -> None:
    """Print the schema, or write it to a file. Raises UsageError when that cannot be."""
    if output is None:
        out.file.write(sdl())
        return
    try:
        output.write_text(sdl(), "utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from None
