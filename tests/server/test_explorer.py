"""The explorer as it is served; what a browser makes of it is checked by web/check_explorer.py."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from server import explorer
from web import build

AWARD = "/awards/award:lertrat-2022/effective-change/psdho-kanchanaburi"
ADDRESSES = [
    "/",
    "/search?q=x",
    "/organizations",
    "/organizations/org:msdhs",
    "/organizations/org%3Amsdhs%2Fa",
    "/as-of",
    "/awards",
    AWARD,
    "/provinces/TH-71",
    "/trace",
    "/documents",
    "/integrity",
]


@pytest.fixture(scope="module", params=["", "/gov/graph"], ids=["at the root", "under a prefix"])
def prefix(request: pytest.FixtureRequest) -> str:
    prefix: str = request.param
    return prefix


@pytest.fixture(scope="module")
def client(prefix: str) -> TestClient:
    build.build()
    app = Starlette(routes=explorer.routes())
    return TestClient(Starlette(routes=[Mount(prefix, app)]) if prefix else app)


def base_of(page: str, address: str) -> str:
    found = re.search(r'<base href="([^"]*)" />', page)
    assert found
    return urljoin(address, str(found[1]))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_view_has_the_page_and_its_files(
    client: TestClient, prefix: str, address: str
) -> None:
    response = client.get(prefix + address)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    base = base_of(response.text, prefix + address)
    assert base == f"{prefix}/"
    files = re.findall(r'(?:src|href)="(static/[^"]+)"', response.text)
    assert len(files) >= 3
    for file in files:
        assert client.get(base + file).status_code == 200, file


def test_a_prefix_that_a_proxy_takes_off_needs_no_setting(client: TestClient, prefix: str) -> None:
    page = client.get(f"{prefix}/organizations/org:msdhs").text
    shown = "https://gov.example/data/organizations/org:msdhs"
    assert base_of(page, shown) == "https://gov.example/data/"


def test_nothing_inline_and_nothing_from_elsewhere(client: TestClient, prefix: str) -> None:
    policy = client.get(f"{prefix}/").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")


@pytest.mark.parametrize(
    "address", ["/nothing", "/provinces/TH-71/x", "/as-of/2020", "/index.html"]
)
def test_other_addresses_are_not_there(client: TestClient, prefix: str, address: str) -> None:
    assert client.get(prefix + address).status_code == 404


def test_it_is_read_only(client: TestClient, prefix: str) -> None:
    assert client.head(f"{prefix}/awards").status_code == 200
    assert client.post(f"{prefix}/awards").status_code == 405


def test_files_beside_the_page_are_not_there(client: TestClient, prefix: str) -> None:
    assert client.get(f"{prefix}/static/explorer/%2e%2e/%2e%2e/app.py").status_code == 404


def test_page_that_is_not_built_says_how(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explorer, "FOLDER", tmp_path_factory.mktemp("empty"))
    response = TestClient(Starlette(routes=explorer.routes())).get("/")
    assert response.status_code == 404
    assert "make static" in response.text
