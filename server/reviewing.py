"""`govgraph review`: a person decides on a draft, in a browser or here."""

from __future__ import annotations

import getpass
import os
import secrets
import subprocess
import sys
import webbrowser
from io import TextIOWrapper
from pathlib import Path

import uvicorn

from graph.errors import DataError
from schema import model
from seed.review.adoption import adopt
from seed.review.desk import Desk
from server.errors import PortInUse, UsageError
from server.review.app import create
from server.review.terminal import run
from server.serving import listening
from server.settings import Settings
from server.terminal import out, tell

HOST = "127.0.0.1"
_TOKEN_BYTES = 18


def review(
    settings: Settings,
    draft: Path,
    *,
    terminal: bool,
    port: int | None,
    reviewer: str | None,
    into: Path | None,
) -> None:
    """Review a draft, or put what was accepted into a dataset.

    Raises DataError for a draft or a text that is not as it should be, UsageError where nobody
    can be asked.
    """
    if settings.documents is None:
        raise UsageError("name the folder of the texts: --documents FOLDER, or GOVGRAPH_DOCUMENTS")
    if terminal and port is not None:
        raise UsageError("--port is for the page in a browser; leave out one of the two")
    name = own_name() if reviewer is None else reviewer
    desk = Desk(draft, settings.documents, model(), name)
    if desk.outdated:
        tell(
            f"{desk.outdated} decisions are not followed: they are about words that the texts of "
            "this draft do not have, or no more. They stay in decisions.tsv."
        )
    if into is not None:
        _put(desk, into)
    elif terminal or (port is None and not _has_browser()):
        _ask_here(desk, is_asked_for=terminal)
    else:
        try:
            _serve(desk, port)
        except PortInUse:
            fix = "give another, or no --port for a free one"
            raise PortInUse(f"port {port} of {HOST} is taken by another process; {fix}") from None


def _ask_here(desk: Desk, *, is_asked_for: bool) -> None:
    if sys.stdin is None:  # closed by whoever started this
        raise UsageError("standard input is closed, so nobody can be asked; give --port")
    if not (is_asked_for or sys.stdin.isatty()):
        raise UsageError("there is no browser and no terminal here; give --port or --terminal")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # what a terminal of another encoding has not
    run(desk, out)


def own_name() -> str:
    """The name of whoever runs this: by git, or else of the account."""
    try:
        done = subprocess.run(
            ["git", "config", "--get", "user.name"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError:
        name = ""
    else:
        name = done.stdout.strip()
    if name:
        return name
    try:
        return os.environ.get("USER") or getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("say who reviews: --reviewer NAME") from None


def _has_browser() -> bool:
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"} & set(os.environ):
        return False  # What is left are browsers that take the terminal for themselves.
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def _put(desk: Desk, into: Path) -> None:
    try:
        done = adopt(desk.state, desk.dataset, into, desk.model)
    except OSError as error:
        raise DataError(f"{into}: it cannot be written: {error.strerror}") from None
    tell(f"{into}: {done.added} lines added, {done.marked} marked as reviewed.")
    if not done.is_whole:
        tell("It needs the shipped datasets: load it together with them.")
    waiting = desk.state.total - desk.state.decided
    if waiting:
        tell(f"{waiting} of {desk.state.total} are not decided yet.")


def _serve(desk: Desk, port: int | None) -> None:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with listening(HOST, port or 0) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}/{token}/"
        out.print(f"Review    {address}", markup=False)
        out.print("Ctrl-C ends it; all decisions are kept.")
        if port is None:
            webbrowser.open(address)
        config = uvicorn.Config(
            create(desk, token),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=1,
        )
        try:
            uvicorn.Server(config).run([listener])
        except KeyboardInterrupt:
            tell("Stopped.")
