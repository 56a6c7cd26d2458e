"""A browser at the explorer: pages that are watched, what axe finds in them, how fast they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from web.build import WEB
from web.check_page import PATIENCE, CheckError, Witness

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
FINDINGS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter(({impact}) => impact === "serious" || impact === "critical")
  .map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html.slice(0, 160)).join(" | ")}`)"""

DESK, PHONE = (1440, 900), (390, 844)

TIMES = """() => new Promise((resolve) => {
  const [page] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  const kept = (type) => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries())).observe({type, buffered: true});
    setTimeout(() => done([]), 500);
  });
  Promise.all(["largest-contentful-paint", "layout-shift", "longtask"].map(kept)).then(
    ([largest, shifts, tasks]) => resolve({
      "first contentful paint": paint.startTime,
      "largest contentful paint": largest.at(-1)?.startTime ?? paint.startTime,
      "blocked by long tasks": tasks.reduce((sum, {duration}) => sum + duration - 50, 0),
      "layout shift": shifts.reduce((sum, {value}) => sum + value, 0),
      "bytes": performance.getEntriesByType("resource")
        .reduce((sum, {encodedBodySize}) => sum + encodedBodySize, page.encodedBodySize),
    }));
})"""


@dataclass
class Desk:
    """A browser, the service that it looks at, and what it has seen."""

    browser: Browser
    base: str
    shots: Path
    witness: Witness

    @contextmanager
    def page(self, size: tuple[int, int] = DESK, *, dark: bool = False) -> Iterator[Page]:
        """A page with an empty profile, in Thai; watched."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="th-TH",
            color_scheme="dark" if dark else "light",
            has_touch=size == PHONE,
        )
        page = context.new_page()
        page.set_default_timeout(3 * PATIENCE)  # the database plans each statement once
        self.witness.watch(page)
        try:
            yield page
        except BaseException:
            page.screenshot(path=self.shots / "failed.png")
            raise
        finally:
            context.close()

    def open(self, page: Page, address: str) -> None:
        """Open a view, and wait until all of it is there."""
        page.goto(self.base + address)
        settled(page)


def settled(page: Page) -> None:
    """Wait until the view has its title, and nothing of it is loading."""
    page.locator("main h1").wait_for()
    for state in (".loading", "[aria-busy=true]"):
        page.wait_for_selector(state, state="detached")
    if page.locator(".failure").count():
        raise CheckError(f"{page.url}: {page.locator('.failure').inner_text()}")


def require(holds: object, message: str) -> None:
    """Raise CheckError when something does not hold."""
    if not holds:
        raise CheckError(message)


def look(page: Page, name: str) -> None:
    """Nothing in a view is serious for axe, and nothing stands out of the page."""
    width = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    require(width <= 0, f"{name}: {width} pixels stand out of the page")
    page.evaluate(AXE.read_text("utf-8"))
    if found := page.evaluate(FINDINGS):
        raise CheckError(f"{name}: axe finds\n  " + "\n  ".join(found))


def measure(desk: Desk) -> dict[str, Any]:
    """How fast the first view is with a warm service and a cold browser."""
    with desk.page() as page:
        page.goto(f"{desk.base}/")
        page.locator("a.question").wait_for()
        usable = page.evaluate("() => performance.now()")
        return {"usable, with its data": usable, **page.evaluate(TIMES)}
