"""Every public page, in both languages: no fault, no axe violation, no sideways scroll, nothing in the console."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.e2e.crawl import reachable
from tests.e2e.visitor import DESKTOP, Mode, Visitor

NARROW = replace(DESKTOP, name="narrow", width=320)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_public_page_is_whole(visit: Callable[[Mode], Visitor], language: str, dark: bool) -> None:
    visitor = visit(replace(NARROW, language=language, dark=dark))
    wrong, count = [], 0
    for path in reachable(visitor):
        count += 1
        wrong += [f"{path}: {violation}" for violation in visitor.violations()]
        wrong += [f"{path}: scrolls sideways"] if visitor.overflows() else []
        wrong += _shape_of_page(visitor, path)
    print(f"{count} pages")
    assert wrong == []
    assert count > 20


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
