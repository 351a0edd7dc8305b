"""Figures that move before one's eyes, on each of the three roads, and stand still when told to."""

import json
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import DESKTOP, Mode, Visitor
from tests.site import Site

# A browser without the one or without both.
NO_SOCKET = """window.WebSocket = class { static OPEN = 1; static CONNECTING = 0; readyState = 3;
  constructor() { setTimeout(() => this.onclose(), 5); } close() {} send() {} };"""
NO_STREAM = """window.EventSource = class { static CLOSED = 2; readyState = 2;
  constructor() { setTimeout(() => this.onerror(), 5); } close() {} };"""
ROADS = {"socket": "", "stream": NO_SOCKET, "polling": NO_SOCKET + NO_STREAM}
KEYBOARD = replace(DESKTOP, name="keyboard", keyboard=True)


@pytest.fixture
def petition(site: Site) -> str:
    """The public id of the petition that the simulator signs most."""
    return "air-information"


def total(site: Site, petition: str) -> int:
    with urllib.request.urlopen(f"{site.url}/live/petition.{petition}.json", timeout=20) as answer:
        return int(json.load(answer)["figures"]["total"])


@contextmanager
def watching(visitor: Visitor, petition: str, script: str = "") -> Iterator[Visitor]:
    if script:
        visitor.page.add_init_script(script)
    visitor.open(f"/petitions/{petition}/")
    if visitor.mode.javascript:
        expect(visitor.page.locator("siang-live").first).to_have_attribute("state", "live", timeout=15_000)
    yield visitor
    # Leave the page, so that no connection outlives the test.
    visitor.page.goto("about:blank")


def shown(visitor: Visitor) -> int:
    text = visitor.page.locator("siang-live [data-figure=total]").first.text_content() or ""
    return int(text.replace(",", ""))


def act(site: Site) -> None:
    """Let simulated citizens act for a moment."""
    site.run("manage.py", "demo_life", "--rate", "20", "--seconds", "2")


@pytest.mark.parametrize("road", ROADS)
def test_it_works(visit: Callable[[Mode], Visitor], site: Site, petition: str, road: str) -> None:
    with watching(visit(DESKTOP), petition, ROADS[road]) as visitor:
        before = shown(visitor)
        act(site)
        after = total(site, petition)
        assert after > before
        visitor.page.wait_for_function(
            "number => document.querySelector('siang-live [data-figure=total]').textContent === number",
            arg=f"{total(site, petition):,}",
            timeout=20_000,
        )


@pytest.mark.parametrize(
    "mode", [DESKTOP, replace(DESKTOP, name="keyboard", keyboard=True)], ids=lambda mode: mode.name
)
def test_figures_stand_still_when_told_to(
    visit: Callable[[Mode], Visitor], site: Site, petition: str, mode: Mode
) -> None:
    with watching(visit(mode), petition) as visitor:
        button = visitor.page.locator("siang-live [data-live-pause]").first
        visitor.press(button)
        before = shown(visitor)
        act(site)
        visitor.page.wait_for_timeout(1500)
        assert shown(visitor) == before
        assert visitor.violations() == []
        visitor.press(button)
        visitor.page.wait_for_timeout(500)
        assert shown(visitor) > before


def test_without_javascript_the_page_is_whole_and_still(
    visit: Callable[[Mode], Visitor], site: Site, petition: str
) -> None:
    with watching(visit(replace(DESKTOP, javascript=False)), petition) as visitor:
        assert shown(visitor) == total(site, petition)
        assert not visitor.page.locator("[data-live-pause]").first.is_visible()
