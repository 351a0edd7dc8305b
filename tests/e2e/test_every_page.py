"""Every public page, in both languages: no fault, no axe violation, no sideways scroll, nothing in the console.

At 320 px, at twice the letters (WCAG 2.2, 1.4.4 and 1.4.10), and within what a slow phone can fetch.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.e2e.crawl import reachable
from tests.e2e.visitor import DESKTOP, Mode, Visitor

NARROW = replace(DESKTOP, name="narrow", width=320)
BUDGET = 150_000  # bytes of a public page with its styles, scripts and fonts, without images


@pytest.mark.parametrize(("language", "dark"), [("th", False), ("en", True)], ids=["light-th", "dark-en"])
def test_every_public_page_is_whole(visit: Callable[[Mode], Visitor], language: str, dark: bool) -> None:
    visitor = visit(replace(NARROW, language=language, dark=dark))
    wrong, count = [], 0
    fetched = Fetched(visitor)
    for path in reachable(visitor):
        count += 1
        wrong += [f"{path}: {fetched.bytes:,} bytes without images"] if fetched.bytes > BUDGET else []
        fetched.most = max(fetched.most, fetched.bytes)
        wrong += [f"{path}: {violation}" for violation in visitor.violations()]
        wrong += [f"{path}: scrolls sideways"] if visitor.overflows() else []
        wrong += [f"{path}: scrolls sideways at twice the letters"] if _overflows_large(visitor) else []
        wrong += _shape_of_page(visitor, path)
    print(f"{count} pages, the heaviest {fetched.most:,} bytes without images")
    assert wrong == []
    assert count > 20


class Fetched:
    """What came over the wire since the last page began: everything but images, nothing from the browser's cache."""

    def __init__(self, visitor: Visitor) -> None:
        self.bytes = self.most = 0
        self._images: set[str] = set()
        wire = visitor.context.new_cdp_session(visitor.page)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        wire.on("Network.requestWillBeSent", self._asked)
        wire.on("Network.loadingFinished", self._came)

    def _asked(self, event: dict[str, Any]) -> None:
        if event.get("type") == "Document":
            self.bytes = 0
        if event.get("type") == "Image":
            self._images.add(event["requestId"])

    def _came(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self._images:
            self.bytes += int(event["encodedDataLength"])


def _overflows_large(visitor: Visitor) -> bool:
    """Whether the page scrolls sideways when its letters are twice as large, on a small window."""
    page = visitor.page
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = visitor.overflows()
    page.set_viewport_size({"width": visitor.mode.width, "height": 800})
    return found


def _shape_of_page(visitor: Visitor, path: str) -> list[str]:
    """One main heading, the right language, no session cookie for a stranger."""
    page, wrong = visitor.page, []
    if page.locator("h1").count() != 1:
        wrong.append(f"{path}: {page.locator('h1').count()} h1")
    if page.locator("html").get_attribute("lang") != visitor.mode.language:
        wrong.append(f"{path}: another language")
    posts = page.locator("main form[method=post]").count()  # a page for an act of strangers protects its form
    names = [cookie.get("name") for cookie in visitor.context.cookies()]
    if names:
        wrong += [f"{path}: sets cookies {names}"] if not posts or names != ["csrftoken"] else []
        visitor.context.clear_cookies()
    return wrong
