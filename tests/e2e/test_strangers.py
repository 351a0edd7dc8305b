"""What a stranger's browser and a shared cache see: no cookie, validators, live figures."""

import http.client
import json
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import MODES, Mode, Visitor
from tests.site import Site

PAGES = ["/th/", "/en/", "/th/hearings/", "/th/budgets/", "/th/rounds/", "/th/petitions/", "/th/open/", "/th/record/"]


def fetch(site: Site, path: str, **headers: str) -> http.client.HTTPResponse:
    """One GET without following redirects."""
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=20)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


@pytest.mark.parametrize("path", PAGES)
def test_it_sets_no_cookie_and_honours_its_validator(site: Site, path: str) -> None:
    answer = fetch(site, path)
    assert answer.status == 200
    assert answer.getheader("Set-Cookie") is None
    validator = answer.getheader("ETag")
    assert validator
    assert fetch(site, path, **{"If-None-Match": validator}).status == 304


@pytest.mark.parametrize("mode", MODES[2:4], ids=lambda mode: mode.name)
def test_a_phone_solves_the_puzzle_by_itself_and_without_javascript_waiting_is_offered(
    site: Site, visit: Callable[[Mode], Visitor], mode: Mode
) -> None:
    page = visit(mode).open("/account/proof/?next=/th/account/signup/")
    if mode.javascript:
        page.wait_for_url(f"{site.url}/th/account/signup/")
    else:
        expect(page.get_by_role("button", name="รอครบแล้ว ไปต่อ")).to_be_visible()


def test_a_topic_streams_its_figures(site: Site) -> None:
    snapshot = json.loads(fetch(site, "/live/site.json").read())
    stream = fetch(site, "/live/site")
    assert stream.getheader("Content-Type", "").startswith("text/event-stream")
    lines = [stream.readline().decode() for _ in range(6)]
    data = next(line for line in lines if line.startswith("data:"))
    assert json.loads(data[5:])["record_size"] >= snapshot["record_size"]
