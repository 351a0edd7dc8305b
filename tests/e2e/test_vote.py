"""Casting a ballot, as people do it; and once more, because the last one counts."""

from collections.abc import Callable, Iterator

import pytest

from tests.e2e.visitor import MODES, Mode, Visitor


def open_round(visitor: Visitor) -> str:
    """The address of the round that takes ballots now."""
    page = visitor.open("/rounds/")
    link = page.locator("main a[href*='/rounds/']").first.get_attribute("href")
    assert link
    return link.removeprefix(f"/{visitor.mode.language}")


def cast(visitor: Visitor, path: str, choices: int) -> None:
    """Choose the cheapest boxes by their place on the paper, review, cast."""
    page = visitor.open(f"{path}ballot/")
    boxes = page.locator("input[name=choices]")
    for number in range(choices):
        visitor.press(boxes.nth(number))
    assert visitor.settled() == []
    visitor.follow(page.locator("main form button[type=submit]").first)
    assert visitor.settled() == []
    visitor.follow(page.locator("main form button[type=submit]").first)
    assert "/ballot/done/" in page.url
    assert visitor.settled() == []


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_it_works(visit: Callable[[Mode], Visitor], newcomers: Iterator[str], mode: Mode) -> None:
    visitor = visit(mode)
    visitor.sign_in(next(newcomers))
    path = open_round(visitor)
    cast(visitor, path, choices=2)
    cast(visitor, path, choices=1)


def test_an_empty_ballot_is_explained_beside_the_field(
    visit: Callable[[Mode], Visitor], newcomers: Iterator[str]
) -> None:
    visitor = visit(MODES[0])
    visitor.sign_in(next(newcomers))
    page = visitor.open(f"{open_round(visitor)}ballot/")
    page.locator("main form button[type=submit]").first.click()
    page.locator(".error-summary").wait_for()
    assert visitor.violations() == []
