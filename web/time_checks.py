"""What the check of the explorer does with the day of a page, and with the day beside it.

Every view that has the control of time is moved to a day and compared with another one, between
which something is known to have changed in the data: there it must be marked.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from web.desk import Desk, require, settled

BEFORE_2002 = "asOf=1995-06-01&with=2020-01-01"
"""The ministries were reorganized in October 2002."""

BEFORE_2007 = "asOf=2000-01-01&with=2010-01-01"
"""An insurance office in Khon Kaen was followed by another in 2007."""

SEATS = "/provinces?by=seats"
KHON_KAEN = "TH-40"
LABOUR = "from=org:mol-dlpw&to=org:mol-sso"

TIME_VIEWS = {
    "time": f"/organizations/org:mol?{BEFORE_2002}",
    "organizations-time": f"/organizations?province={KHON_KAEN}&{BEFORE_2007}",
    "awards-time": f"/awards?{BEFORE_2002}",
    "provinces-time": f"{SEATS}&{BEFORE_2007}",
    "province-time": f"/provinces/{KHON_KAEN}?{BEFORE_2007}",
    "trace-time": f"/trace?{LABOUR}&{BEFORE_2002}",
}


def check_organization(desk: Desk) -> None:
    """One control moves the page through time; the address keeps the day."""
    with desk.page() as page:
        desk.open(page, "/organizations/org:mol-dlpw")
        tree = page.locator(".tree")
        require("กระทรวงแรงงาน" in tree.inner_text(), "not under its ministry of today")
        page.locator("input[type=date]").first.fill("1995-06-01")
        page.wait_for_url("**asOf=1995-06-01*")
        tree.get_by_text("กระทรวงแรงงานและสวัสดิการสังคม").wait_for()
        page.reload()
        settled(page)
        tree.get_by_text("กระทรวงแรงงานและสวัสดิการสังคม").wait_for()
        desk.open(page, TIME_VIEWS["time"])
        require_marks(page, ".tree", ("added",))
        require(page.locator(".record .changes > li").count(), "no change of it is told")
        desk.open(page, "/as-of?asOf=2001-01-01&with=2003-01-01")
        require_marks(page, ".government", ("added", "joined"))


def set_days(page: Page, day: str, other: str) -> None:
    """Set both days by the control, as a reader does, and wait for what is of them."""
    for index, (name, value) in enumerate((("asOf", day), ("with", other))):
        page.locator(".datebar input[type=date]").nth(index).fill(value)
        page.wait_for_url(f"**{name}={value}*")
    settled(page)


def require_marks(page: Page, place: str, kinds: tuple[str, ...]) -> None:
    """Wait until each kind of change is marked in a place of the page."""
    for kind in kinds:
        page.locator(f"{place} .badge.{kind}").first.wait_for()


def require_day(page: Page, day: str) -> None:
    """The operation behind the view asks of the day that the page is of."""
    link = page.locator("a.behind").first.get_attribute("href") or ""
    variables = json.loads(parse_qs(urlsplit(link).query)["variables"][0])
    require(variables["asOf"] == day, f"{page.url}: GraphiQL would ask of {variables['asOf']}")


def check_provinces(desk: Desk) -> None:
    """The map and the list mark the one province where another office is seated."""
    with desk.page() as page:
        desk.open(page, SEATS)
        require(page.locator(".provinces .badge").count() == 0, "marks without a second day")
        set_days(page, "2000-01-01", "2010-01-01")
        page.locator(".map path.changed").first.wait_for()
        require(page.locator(".map path.changed").count() == 1, "not one province is outlined")
        require_marks(page, ".list li", ("added", "removed"))
        require_day(page, "2000-01-01")
        page.locator(".list li", has=page.locator(".badge")).get_by_role("link").first.click()
        page.wait_for_url(f"**/provinces/{KHON_KAEN}?{BEFORE_2007}")
        settled(page)
        require_marks(page, ".seats li", ("added", "removed"))
        require_day(page, "2000-01-01")
        page.locator(".datebar a", has_text="สลับวัน").click()
        page.wait_for_url("**asOf=2010-01-01&with=2000-01-01")
        settled(page)
        require_marks(page, ".seats li", ("added", "removed"))  # in the order of time still
        page.locator("h2 a").first.click()
        page.wait_for_url(f"**/organizations?province={KHON_KAEN}&*")
        settled(page)
        require_marks(page, "tbody", ("added",))
        desk.open(page, f"{SEATS}&asOf=2019-01-01&with=2020-01-01")
        require(page.locator(".provinces .badge").count() == 0, "marks where nothing changed")


def check_trace_of_days(desk: Desk) -> None:
    """Steps that hold on one day alone are marked, in the line of that day."""
    with desk.page() as page:
        desk.open(page, f"/trace?{LABOUR}")
        set_days(page, "1995-06-01", "2020-01-01")
        line = page.locator(".trails section").first
        require_marks(page, ".trails section:first-child > .trail", ("removed",))
        require_marks(page, ".trails section:first-child .then", ("added",))
        require("กระทรวงแรงงานและสวัสดิการสังคม" in line.inner_text(), "not the line of the day")
        require(page.locator(".answer p").count() == 2, "they meet in the same place on both days")
        require_day(page, "1995-06-01")
        desk.open(page, f"/trace?{LABOUR}&asOf=2019-01-01&with=2020-01-01")
        require(page.locator(".trails .badge.added, .trails .badge.removed").count() == 0, "marks")
        require(page.locator(".then").count() == 2, "no word of it that the lines are the same")


def check_awards(desk: Desk) -> None:
    """The winners of an award stand where they stood on the day; what moved is marked."""
    with desk.page() as page:
        desk.open(page, "/awards?winner=org:mol-dlpw")
        winners = page.locator("tbody .winners")
        total = page.locator("p.count").inner_text()
        require("กระทรวงแรงงาน" in winners.first.inner_text(), "no ministry of today")
        set_days(page, "1995-06-01", "2020-01-01")
        require_marks(page, "tbody .winners", ("moved",))
        then = winners.first.locator("small").first.inner_text()
        require("กระทรวงแรงงานและสวัสดิการสังคม" in then, f"the ministry of the day is {then!r}")
        require(page.locator("p.count").inner_text() == total, "an award of a later year is lost")
        require_day(page, "1995-06-01")
        page.locator("nav a[href*='/as-of']").click()
        page.wait_for_url(f"**/as-of?{BEFORE_2002}")  # The day goes along.
        desk.open(page, f"/awards?{BEFORE_2002}")
        require_marks(page, ".facet", ("added",))


TIME_CHECKS: tuple[Callable[[Desk], None], ...] = (
    check_organization,
    check_provinces,
    check_trace_of_days,
    check_awards,
)
