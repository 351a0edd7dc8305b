"""A real browser on a real site. Without Chromium these tests are skipped, loudly."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from tests import migrated
from tests.e2e.visitor import Mode, Visitor
from tests.site import Site

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the machine."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("SIANG_SKIP_NOTHING"):
            pytest.fail("Chromium is missing and nothing may be skipped.")
        pytest.skip("NO BROWSER TESTS: Chromium is not installed (Debian: apt install chromium fonts-thai-tlwg).")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Site]:
    """The demo on data of its own. SIANG_E2E_VAR keeps the data between runs."""
    kept = os.environ.get("SIANG_E2E_VAR")
    if kept:
        Path(kept).mkdir(exist_ok=True)
        with Site(Path(kept)).running() as site:
            yield site
        return
    with (
        django_db_blocker.unblock(),
        migrated.copy("siang_browser") as url,
        Site(tmp_path_factory.mktemp("site"), extra={"DATABASE_URL": url}).running() as site,
    ):
        yield site


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[[Mode], Visitor]]:
    """Make visitors with `visit(mode)`; at the end none of their pages may have complained."""
    visitors: list[Visitor] = []

    def make(mode: Mode) -> Visitor:
        visitors.append(Visitor(browser, site.url, mode))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.close()
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    assert complaints == []


@pytest.fixture(scope="session")
def newcomers(site: Site) -> Iterator[str]:
    """E-mail addresses of verified people who have not acted yet; take each with `next`. They do not run out."""
    return _newcomers(site)


def _newcomers(site: Site) -> Iterator[str]:
    while True:
        yield from site.run("tests/e2e/newcomers.py").split()
