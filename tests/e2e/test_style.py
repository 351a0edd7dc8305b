"""The style guide in a real browser: every component, both themes, both languages, narrow and wide."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from django.utils.translation import override
from playwright.sync_api import Browser, Route

from config import styleguide
from tests.e2e.visitor import DESKTOP, Mode, Visitor

NARROW = replace(DESKTOP, width=320)
LOOKS = [
    pytest.param(
        replace(base, language=language, dark=dark), id=f"{language}-{base.width}-{'dark' if dark else 'light'}"
    )
    for base in (DESKTOP, NARROW)
    for language in ("th", "en")
    for dark in (False, True)
]


def visitor_of(browser: Browser, mode: Mode) -> Visitor:
    """A visitor whose server is this process: pages are drawn here, files come from the finders."""
    visitor = Visitor(browser, "http://style.test", mode)

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        found = finders.find(address.path.removeprefix("/static/")) if address.path.startswith("/static/") else None
        if found:
            route.fulfill(path=Path(str(found)))
        elif address.path.endswith("me.json"):
            route.fulfill(json={})
        else:
            with override(mode.language):
                page = styleguide.style(RequestFactory().get(f"{address.path}?{address.query}"))
            route.fulfill(body=page.content, content_type="text/html; charset=utf-8")

    visitor.page.route("**/*", answer)
    return visitor


@pytest.mark.parametrize("mode", LOOKS, ids=lambda mode: mode.name)
@pytest.mark.parametrize("query", ["", "?errors"])
def test_every_component_is_accessible(browser: Browser, mode: Mode, query: str) -> None:
    visitor = visitor_of(browser, mode)
    page = visitor.open(f"/style/{query}")
    for summary in page.locator("details > summary").all():
        summary.click()
    try:
        assert visitor.violations() == []
        assert not visitor.overflows()
        assert visitor.complaints == []
    finally:
        visitor.close()


@pytest.mark.parametrize("name", styleguide.TROUBLE)
@pytest.mark.parametrize("language", ["th", "en"])
def test_pages_for_trouble_are_accessible(browser: Browser, name: str, language: str) -> None:
    visitor = visitor_of(browser, replace(NARROW, language=language))
    page = visitor.open(f"/style/?page={name}")
    try:
        assert page.locator("h1").count() == 1
        assert visitor.violations() == []
        assert not visitor.overflows()
    finally:
        visitor.close()


def test_a_refused_form_puts_the_reader_at_its_errors(browser: Browser) -> None:
    visitor = visitor_of(browser, DESKTOP)
    page = visitor.open("/style/?errors")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.locator("#error-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_name"
    described = page.locator("#id_name").get_attribute("aria-describedby") or ""
    assert described.split() == ["id_name_helptext", "id_name_error"]
    visitor.close()


def test_the_first_tab_skips_to_the_content(browser: Browser) -> None:
    visitor = visitor_of(browser, DESKTOP)
    page = visitor.open("/style/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    visitor.close()


def test_targets_are_large_enough_for_a_finger(browser: Browser) -> None:
    """At least 24 px each way (WCAG 2.2, 2.5.8), links within a sentence apart."""
    visitor = visitor_of(browser, NARROW)
    page = visitor.open("/style/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, summary, nav a, .button, .site-head a")]
            .map((e) => [e, e.getBoundingClientRect()])
            .filter(([e, box]) => box.width && (box.width < 24 || box.height < 24))
            .map(([e, box]) => `${e.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"""
    )
    assert small == []
    visitor.close()


def test_print_has_no_furniture_and_writes_links_out(browser: Browser) -> None:
    visitor = visitor_of(browser, DESKTOP)
    page = visitor.open("/style/")
    page.emulate_media(media="print")
    assert not page.locator(".site-nav").is_visible()
    assert not page.locator(".button").first.is_visible()
    assert page.locator("h1").is_visible()
    visitor.close()
