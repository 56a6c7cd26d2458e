"""The dataset: facts with their sources, read, checked, verified and loaded."""

from __future__ import annotations

from seed.content import SEPARATOR, Content
from seed.findings import as_object
from seed.folder import DEFAULT_FOLDERS
from seed.loader import is_loaded, load, load_content
from seed.problems import Problem
from seed.reading import read
from seed.report import Report, report
from seed.summary import Summary
from seed.texts import Texts
from seed.verification import Verification, verify

__all__ = [
    "DEFAULT_FOLDERS",
    "SEPARATOR",
    "Content",
    "Problem",
    "Report",
    "Summary",
    "Texts",
    "Verification",
    "as_object",
    "is_loaded",
    "load",
    "load_content",
    "read",
    "report",
    "verify",
]
