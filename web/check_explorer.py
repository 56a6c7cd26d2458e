"""Look at the explorer in a browser: ``python -m web.check_explorer http://127.0.0.1:8000 shots``.

Opens the explorer of a running service in headless Chromium, at the width of a desk and of a
phone, and goes the ways of a reader: the main question in clicks, the search by keyboard, every
view with its address and its operation in GraphiQL, time, filters, the other language, what is
not there, a service that fails. In every view axe must find nothing serious, nothing may stand
out of the page or be fetched from another host, and the browser must report no error. Puts
screenshots into the folder, and prints how fast the first view was. Needs what ``check_page.py``
needs, and the packages of ``web/``. Exit code 0: all is well; 1: not; 2: wrong use.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Locator, Page, Route, sync_playwright

from web.build import BuildError, find_node, install
from web.check_page import FLAGS, WINNER, CheckError, Witness, find_browser
from web.desk import DESK, PHONE, Desk, look, measure, require, settled
from web.time_checks import TIME_CHECKS, TIME_VIEWS

MINISTRY = "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"
OFFICE = "org:psdho-kanchanaburi"
PROVINCES = 77

VIEWS = {
    "overview": "/",
    "search": "/search?q=กาญ",
    "organization": f"/organizations/{OFFICE}",
    "ministry": "/organizations/org:msdhs",
    "organizations": "/organizations?won=yes",
    "as-of": "/as-of",
    "awards": "/awards",
    "award": "/awards/award:lertrat-2022/effective-change/psdho-kanchanaburi",
    "provinces": "/provinces",
    "province": "/provinces/TH-71",
    "trace": f"/trace?from={OFFICE}&to=org:tpso-7",
    "documents": "/documents",
    "integrity": "/integrity",
    **TIME_VIEWS,
}


def check_main_question(desk: Desk) -> None:
    """From the first page to the answer in one click, to its proof in three."""
    with desk.page() as page:
        desk.open(page, "/")
        page.locator("a.question").click()
        settled(page)
        rows = page.locator("tbody tr")
        require(rows.count() == 5, f"the main question has {rows.count()} answers, not 5")
        for row in rows.all():
            require(MINISTRY in row.inner_text(), f"no ministry in {row.inner_text()!r}")
        page.get_by_role("link", name=WINNER).click()
        settled(page)
        page.locator(".record details.sources summary").first.click()
        source = page.locator(".record .source").first
        require(re.search(r"\d+", source.locator(".source-document").inner_text()), "no offsets")


def check_view(desk: Desk, page: Page, name: str, address: str) -> None:
    """One view: nothing serious for axe, nothing that stands out, an operation that answers."""
    desk.open(page, address)
    look(page, name)
    for link in page.locator("a.behind").all():
        check_operation(desk, page, link)


def check_operation(desk: Desk, page: Page, link: Locator) -> None:
    """The operation behind a view is public GraphQL: asked again as it is, it is answered."""
    address = urlsplit(link.get_attribute("href") or "")
    given = {key: value[0] for key, value in parse_qs(address.query).items()}
    answer = page.request.post(
        f"{desk.base}/graphql",
        data={"query": given["query"], "variables": json.loads(given["variables"])},
    )
    require("errors" not in answer.json(), f"{page.url}: {answer.text()[:500]}")


def check_views(desk: Desk) -> None:
    """Every view, at both widths; the colours of the dark theme as well."""
    for size, suffix in ((DESK, ""), (PHONE, "-phone")):
        with desk.page(size) as page:
            for name, address in VIEWS.items():
                check_view(desk, page, name, address)
                page.screenshot(path=desk.shots / f"explorer-{name}{suffix}.png")
    with desk.page(dark=True) as page:
        for name, address in VIEWS.items():
            check_view(desk, page, f"{name} (dark)", address)


def check_search(desk: Desk) -> None:
    """Suggestions by keyboard alone, and all results of a text."""
    with desk.page() as page:
        desk.open(page, "/")
        page.keyboard.press("Tab")  # the link that skips the head
        require(page.locator(".skip:focus").count(), "the first stop is not the skip link")
        box = page.get_by_role("combobox").first
        box.focus()
        page.keyboard.type("กาญจนบุรี")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
        chosen = box.get_attribute("aria-activedescendant")
        require(
            chosen and page.locator(f"[id='{chosen}'][aria-selected=true]").count(), "no choice"
        )
        page.keyboard.press("Enter")
        page.wait_for_url("**/provinces/TH-71")
        settled(page)
        require(page.locator("h1:focus").count(), "the title of the new view has no focus")
        box.fill("พัฒนาสังคม")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=*")
        settled(page)
        require(page.locator(".hits li").count() > 5, "a search with few results")


def check_filters(desk: Desk) -> None:
    """Facets count, rows follow, the address keeps it, and going back undoes it."""
    with desk.page() as page:
        desk.open(page, "/awards")
        rows = page.locator("tbody tr")
        require(rows.count() == 20, "a page of awards has 20 rows")
        facet = page.get_by_role("group", name="ปี").locator("label").first
        count = int(facet.locator("small").inner_text())
        facet.click()
        page.wait_for_url("**year=*")
        page.locator(".chips li").first.wait_for()
        settled(page)
        require(
            rows.count() == min(count, 20), f"{rows.count()} rows, where the facet says {count}"
        )
        page.go_back()
        page.locator(".pages").wait_for()
        page.get_by_role("link", name="ถัดไป").click()
        page.wait_for_url("**page=2*")
        desk.open(page, "/awards?sort=year")
        sorted_by = page.locator("th[aria-sort=ascending]").inner_text()
        require("ปี" in sorted_by, f"sorted by {sorted_by}")
        years = [int(cell) for cell in page.locator("tbody td:nth-child(2)").all_inner_texts()]
        require(years == sorted(years), f"sorted by year: {years}")
        page.get_by_label("ชื่อผลงาน").fill("ท่าเสา")
        page.wait_for_url("**q=*")
        page.locator("tbody tr").get_by_text("โมเดลท่าเสา").wait_for()
        desk.open(page, "/awards?within=org:msdhs")
        page.locator(".chips").get_by_text(MINISTRY).wait_for()  # its name, not its id
        desk.open(page, "/awards?q=zzzz")
        require(page.locator(".notice").count(), "no word of it when nothing is found")


def check_map(desk: Desk) -> None:
    """The map has every province, and the list has the same."""
    with desk.page() as page:
        desk.open(page, "/provinces")
        shapes = page.locator(".map path.province")
        shapes.first.wait_for()
        require(shapes.count() == PROVINCES, f"{shapes.count()} provinces on the map")
        listed = page.locator(".list li")
        require(listed.count() == PROVINCES, f"{listed.count()} provinces in the list")
        won = page.locator(".map path:not(.shade-0):not(.land)").count()
        require(won == page.locator(".list li a + a").count(), "map and list differ")
        page.locator(".list li a + a").first.click()
        page.wait_for_url("**/awards?province=*")


def check_trace(desk: Desk) -> None:
    """Where two lines meet, with the proof of each step."""
    with desk.page() as page:
        desk.open(page, VIEWS["trace"])
        require("สำนักงานปลัดกระทรวง" in page.locator(".answer").inner_text(), "they do not meet")
        steps = page.locator(".trail > li details.sources")
        require(steps.count() == 4, f"{steps.count()} steps with a proof, not 4")


def check_language(desk: Desk) -> None:
    """The other language, kept where the reader goes."""
    with desk.page() as page:
        desk.open(page, "/awards")
        require(page.locator("html").get_attribute("lang") == "th", "a Thai reader gets no Thai")
        page.get_by_role("button", name="English").click()
        page.get_by_role("heading", name="Awards").wait_for()
        desk.open(page, "/provinces")
        require(page.locator("html").get_attribute("lang") == "en", "the language is not kept")


def check_key(desk: Desk) -> None:
    """A service that asks for a key is given it, and the view is there."""
    body = {"errors": [{"message": "no key", "extensions": {"code": "UNAUTHENTICATED"}}]}

    def guard(route: Route) -> None:
        headers = dict(route.request.headers)
        if headers.pop("authorization", None) == "Bearer opensesame":
            route.continue_(headers=headers)
        else:
            route.fulfill(status=401, json=body)

    with desk.page() as page:
        page.route("**/graphql?*", guard)
        page.goto(f"{desk.base}/integrity")
        page.locator("input[type=password]").fill("opensesame")
        page.keyboard.press("Enter")
        page.locator(".findings").wait_for()
        desk.witness.complaints.clear()  # of the 401


def check_faults(desk: Desk) -> None:
    """What is not there, and a service that does not answer."""
    with desk.page() as page:
        for address in ("/organizations/org:nothing", "/awards/award:nothing"):
            desk.open(page, address)
            require(page.locator(".notice h1").count(), f"{address} is not said to be nothing")
    check_key(desk)
    with desk.page() as page:
        page.route("**/graphql?*", lambda route: route.abort())
        page.goto(f"{desk.base}/integrity")
        page.get_by_role("alert").wait_for()
        desk.witness.failed.clear()
        desk.witness.complaints.clear()


CHECKS: tuple[Callable[[Desk], None], ...] = (
    check_main_question,
    check_views,
    check_search,
    *TIME_CHECKS,
    check_filters,
    check_map,
    check_trace,
    check_language,
    check_faults,
)


def check(base: str, shots: Path) -> dict[str, Any]:
    """Check the explorer at ``base``; its measures. Raises CheckError."""
    install(find_node(), tools=True)
    shots.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        try:
            desk = Desk(browser, base, shots, Witness(urlsplit(base).netloc))
            for one in CHECKS:
                one(desk)
                desk.witness.verdict()
            return measure(desk)
        finally:
            browser.close()


def main() -> int:
    """Run from the command line; the exit code."""
    parser = argparse.ArgumentParser(description="Check the explorer in a headless browser.")
    parser.add_argument("base", help="address of the service, e.g. http://127.0.0.1:8000")
    parser.add_argument("shots", type=Path, help="folder for the screenshots")
    arguments = parser.parse_args()
    try:
        times = check(arguments.base.rstrip("/"), arguments.shots)
    except (CheckError, BrowserError, BuildError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"The explorer is well: {len(VIEWS)} views at two widths and in the dark theme.")
    for name, value in times.items():
        print(f"  {name}: {value:.3g}" if name == "layout shift" else f"  {name}: {value:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
