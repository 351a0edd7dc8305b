"""Answering the questions of a hearing, and proposing and supporting an idea."""

from collections.abc import Callable, Iterator

import pytest

from tests.e2e.visitor import DESKTOP, MODES, Mode, Visitor

QUESTIONS = "/questions/hearing/community-water-draft/"


def answer(visitor: Visitor, *, first: str) -> None:
    """From the questions to the receipt: the first choice, then the rest as they come."""
    page = visitor.open(QUESTIONS)
    assert visitor.settled() == []
    visitor.follow(page.locator("main a.button[href*='/answer/']"))
    visitor.press(page.locator(f"input[name=answer][value='{first}']"))
    assert visitor.settled() == []
    on = "main form button[value=on]"
    visitor.follow(page.locator(on))
    while page.locator(on).count():
        box = page.locator("main input[name=answer]").first
        if box.count() and not box.is_checked():
            visitor.press(box)
        visitor.follow(page.locator(on))
    assert visitor.settled() == []
    visitor.follow(page.locator("main form button[value=send]"))


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_it_works(visit: Callable[[Mode], Visitor], newcomers: Iterator[str], mode: Mode) -> None:
    visitor = visit(mode)
    visitor.sign_in(next(newcomers))
    answer(visitor, first="1")
    assert "/record/receipts/" in visitor.page.url
    page = visitor.open(f"{QUESTIONS}mine/")
    assert page.locator("main .summary-list dt").count() == 5
    assert visitor.settled() == []


def test_who_does_not_use_the_water_is_not_asked_what_is_wrong_with_it(
    visit: Callable[[Mode], Visitor], newcomers: Iterator[str]
) -> None:
    visitor = visit(DESKTOP)
    visitor.sign_in(next(newcomers))
    answer(visitor, first="3")
    page = visitor.open(f"{QUESTIONS}mine/")
    assert page.locator("main .summary-list dt").count() == 4


@pytest.mark.parametrize("mode", MODES[:4], ids=lambda mode: mode.name)
def test_an_idea_is_proposed_and_supported(
    visit: Callable[[Mode], Visitor], newcomers: Iterator[str], mode: Mode
) -> None:
    author, supporter = visit(mode), visit(mode)
    author.sign_in(next(newcomers))
    page = author.open("/ideas/propose/")
    assert author.settled() == []
    title = f"ให้มีสำเนาบัตรประชาชนแบบดิจิทัล ({mode.name})"
    author.press(page.locator("input[name=kind][value=law]"))
    author.write(page.locator("input[name=title]"), title)
    author.follow(page.locator("main form button[type=submit]"))
    assert page.locator("#similar").count() == 1
    assert author.settled() == []
    page.locator("select[name=agency]").select_option(index=1)
    author.write(page.locator("textarea[name=body]"), "ลดการเดินทางและการถ่ายเอกสาร")
    author.follow(page.locator("main form button[type=submit]"))
    assert "/record/receipts/" in page.url
    supporter.sign_in(next(newcomers))
    page = supporter.open("/ideas/?order=newest")
    assert supporter.settled() == []
    supporter.follow(page.get_by_role("link", name=title))
    supporter.follow(page.locator("main a.button[href*='/support/']"))
    assert supporter.settled() == []
    supporter.follow(page.locator("main form button[value=on]"))
    assert "/record/receipts/" in page.url
