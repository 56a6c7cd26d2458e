"""Look at GraphiQL in a browser: ``python web/check_page.py http://127.0.0.1:8000 page.png``.

Opens the page of a running service in headless Chromium with an empty profile, and checks
that the main question and its answer appear by themselves, that the run button answers, that
the other examples are there and valid, that nothing is fetched from another host, and that
the browser reports no error. Takes a screenshot. Needs the package playwright and a Chromium
or Chrome on PATH (CHROMIUM=... names one). Exit code 0: all is well; 1: not; 2: wrong use.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page, Request, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTH, HEIGHT = 1440, 900
CANCELLED = "net::ERR_ABORTED"  # by a reload, while something was on its way
PATIENCE = 20_000  # milliseconds until something must have appeared
EXAMPLES = Path(__file__).resolve().parent / "examples"
WINNER = "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดกาญจนบุรี"
"""The first of the answers to the main question: a provincial office that won."""

SEEN = "กาญจนบุรี"
"""A word of it: lines may be broken between words, and never within."""

SHARED = "query SharedQuery { dataset { number } }"

EDITOR = ".graphiql-query-editor .view-lines"
RESPONSE = ".graphiql-response .view-lines"
RUN = "button.graphiql-execute-button"
TAB = ".graphiql-tab-button"
ACTIVE_TAB = ".graphiql-tab-active .graphiql-tab-button"
EXPLORER = ".graphiql-explorer-root"
COLOURED = """() => [...document.querySelectorAll(".graphiql-query-editor .view-line span span")]
  .some((token) => token.textContent === "PROVINCIAL_OFFICE")"""
LINES = "([where, least]) => document.querySelectorAll(`${where} .view-line`).length >= least"
MARKER = ".graphiql-query-editor .squiggly-error"


class CheckError(Exception):
    """The page is not as it should be."""


@dataclass
class Witness:
    """What the browser fetched and complained of."""

    host: str
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    fetched: int = 0

    def watch(self, page: Page) -> None:
        """Listen to the page from now on."""
        page.context.on("request", self._request)
        page.context.on("requestfailed", self._failure)
        page.on("console", lambda m: self._console(m.type, m.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _request(self, request: Request) -> None:
        self.fetched += 1
        if request.method == "POST":
            self.asked.append(request.post_data or "")
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.foreign.append(request.url)

    def _failure(self, request: Request) -> None:
        if request.failure != CANCELLED:
            self.failed.append(f"{request.url}: {request.failure}")

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")

    def verdict(self) -> None:
        """Raise CheckError when anything was not as it should be."""
        for what, found in (
            ("requests to other hosts", self.foreign),
            ("failed requests", self.failed),
            ("complaints of the browser", self.complaints),
        ):
            if found:
                raise CheckError(f"{what}:\n  " + "\n  ".join(found))


def find_browser() -> str:
    """The path of a Chromium or Chrome on this machine."""
    named = os.environ.get("CHROMIUM")
    for name in (named,) if named else BROWSERS:
        path = shutil.which(name)
        if path:
            return path
    raise CheckError(
        f"no browser found (looked for {named or ', '.join(BROWSERS)} on PATH); "
        "install Chromium or name it: CHROMIUM=/path/to/chromium"
    )


@contextmanager
def open_page(*, dark: bool) -> Iterator[Page]:
    """A page of a headless browser with an empty profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        try:
            page = browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT},
                color_scheme="dark" if dark else "light",
            )
            page.set_default_timeout(PATIENCE)
            yield page
        finally:
            browser.close()


def wait_for_answer(page: Page, text: str) -> None:
    """Wait until the response editor shows ``text``."""
    script = "([where, text]) => document.querySelector(where)?.textContent.includes(text)"
    try:
        page.wait_for_function(script, arg=[RESPONSE, text])
    except BrowserError:
        seen = page.locator("body").inner_text()[:2000]
        raise CheckError(f"{text!r} is not in the response. The page shows:\n{seen}") from None


def check_first_visit(page: Page) -> None:
    """The main question is asked and answered without a click, then again by the button."""
    wait_for_answer(page, SEEN)
    with page.expect_response(lambda r: r.request.method == "POST") as answer:
        page.locator(RUN).click()
    if answer.value.status != 200 or WINNER not in answer.value.text():
        raise CheckError(f"the run button got {answer.value.status}: {answer.value.text()[:500]}")
    wait_for_answer(page, SEEN)
    page.locator(EXPLORER).wait_for()
    page.wait_for_function(COLOURED)


def check_examples(page: Page) -> None:
    """Each example is a tab titled by its operation, valid by the schema, and answered."""
    titles = page.locator(TAB)
    expected = [operation_name(path) for path in sorted(EXAMPLES.glob("*.graphql"))]
    if titles.all_inner_texts() != expected:
        raise CheckError(f"the tabs are {titles.all_inner_texts()}, not {expected}")
    for index in reversed(range(len(expected))):
        titles.nth(index).click()
        with page.expect_response(lambda r: r.request.method == "POST") as answer:
            page.locator(RUN).click()
        body = answer.value.json()
        if answer.value.status != 200 or "errors" in body:
            raise CheckError(f"{expected[index]} got {answer.value.status}: {body}")
        if page.locator(MARKER).count():
            raise CheckError(f"{expected[index]} is marked as wrong in the editor")


def operation_name(path: Path) -> str:
    """The name of the first operation in a file."""
    found = re.search(r"^query (\w+)", path.read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise CheckError(f"{path.name}: no named query")
    return found[1]


def check_return(page: Page, witness: Witness) -> None:
    """What the reader has changed is there after a reload, and nothing runs unasked."""
    page.locator(TAB).nth(1).click()
    witness.asked.clear()
    page.reload()
    page.locator(EXPLORER).wait_for()  # drawn when the schema is there
    active = page.locator(ACTIVE_TAB).inner_text()
    if active != page.locator(TAB).nth(1).inner_text():
        raise CheckError(f"after a reload the tab is {active}, not the one that was left open")
    if unasked := [query for query in witness.asked if "__schema" not in query]:
        raise CheckError(f"after a reload an operation ran unasked: {unasked}")


def check_shared_query(page: Page, base: str, witness: Witness) -> None:
    """A query in the address is shown in a tab of its own, and does not run unasked."""
    witness.asked.clear()
    page.goto(f"{base}/graphql?{urlencode({'query': SHARED})}")
    page.locator(EXPLORER).wait_for()
    page.locator(EDITOR).get_by_text("SharedQuery").wait_for()
    if page.locator(ACTIVE_TAB).inner_text() != "SharedQuery":
        raise CheckError("a shared query is not in the open tab")
    if any("SharedQuery" in query for query in witness.asked):
        raise CheckError("a shared query ran unasked")
    page.get_by_label("Prettify query").click()
    page.wait_for_function(LINES, arg=[EDITOR, 5])


def check(base: str, picture: Path, *, dark: bool) -> Witness:
    """Check the page at ``base`` and take its picture; raises CheckError."""
    witness = Witness(urlsplit(base).netloc)
    with open_page(dark=dark) as page:
        witness.watch(page)
        page.goto(f"{base}/graphql")
        try:
            check_first_visit(page)
            page.screenshot(path=picture)
            check_examples(page)
            check_return(page, witness)
            check_shared_query(page, base, witness)
        except (CheckError, BrowserError):
            page.screenshot(path=picture)
            raise
    witness.verdict()
    return witness


def main() -> int:
    """Run from the command line; the exit code."""
    parser = argparse.ArgumentParser(description="Check GraphiQL in a headless browser.")
    parser.add_argument("base", help="address of the service, e.g. http://127.0.0.1:8000")
    parser.add_argument("picture", type=Path, help="where to write the screenshot (PNG)")
    parser.add_argument("--dark", action="store_true", help="with the dark theme")
    arguments = parser.parse_args()
    try:
        witness = check(arguments.base.rstrip("/"), arguments.picture, dark=arguments.dark)
    except (CheckError, BrowserError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"GraphiQL is well: {witness.fetched} requests, all to {witness.host}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
