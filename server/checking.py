"""`govgraph check`: is a dataset sound, and do its documents say what it says they do?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson

from graph.errors import DataError
from schema import model
from seed import DEFAULT_FOLDERS, Problem, Report, as_object, report
from server.settings import Settings
from server.terminal import out


def check(settings: Settings, folders: Sequence[Path], *, as_json: bool) -> None:
    """Check datasets, and their passages where texts are given. Raises DataError."""
    found = report(model(), folders or DEFAULT_FOLDERS, settings.documents)
    if as_json:
        out.print(_json(found), markup=False, emoji=False)
        if found.errors:
            raise DataError(f"The data has errors: {found.errors}.")
        return
    for line in _lines(found):
        out.print(line, markup=False, emoji=False)
    found.raise_any()


def _json(found: Report) -> str:
    done = found.verification
    content = {
        "name": found.name,
        "statements": found.statements,
        "errors": found.errors,
        "findings": [as_object(each) for each in found.findings],
        "passages": done and done.passages,
        "documentsWithoutText": done and list(done.missing),
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2).decode()


def _lines(found: Report) -> Iterator[str]:
    """What there is to say beside the errors."""
    errors = f"errors: {found.errors}" if found.errors else "no error"
    yield f"{found.name}: {found.statements} statements, {errors}."
    yield from (_told(each) for each in found.findings if not each.is_error)
    if found.verification is None:
        yield "Passages were not compared: --documents names a folder with the texts."
        return
    if not found.errors:
        yield f"{found.verification.passages} passages say what is taken from them."
    for document in found.verification.missing:
        yield f"No text was given of {document}."


def _told(finding: Problem) -> str:
    """A finding that does not keep the data from being loaded."""
    if finding.exemption is None:
        return f"{finding.rule.severity.value.lower()}: {finding}"
    why = finding.exemption
    message = f"{finding.place}: {finding.field}: {finding.message}"
    return f"exception: {message}; {why.reason} ({why.decided_by}, {why.decided_on})"
