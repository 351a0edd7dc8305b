"""Commenting on a section of a law, and the agency's answer to it."""

from collections.abc import Callable, Iterator

import pytest

from tests.e2e.visitor import DESKTOP, MODES, Mode, Visitor

HEARING = "/hearings/law-drafting-2562/"
SECTION = f"{HEARING}sections/sec_14/"
STAFF_PASSWORD = "siang-demo-2569"


def comment(visitor: Visitor, words: str) -> None:
    """From the section to the receipt."""
    page = visitor.open(SECTION)
    visitor.follow(page.locator("main a.button[href*='/comment/']"))
    assert visitor.settled() == []
    visitor.press(page.locator("input[name=stance][value=partly]"))
    visitor.write(page.locator("textarea[name=body]"), words)
    visitor.follow(page.locator("main form button[type=submit]"))


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_it_works(visit: Callable[[Mode], Visitor], newcomers: Iterator[str], mode: Mode) -> None:
    visitor = visit(mode)
    email = next(newcomers)
    visitor.sign_in(email)
    words = f"ควรประกาศล่วงหน้าให้ครบทุกช่องทาง ({email})"
    comment(visitor, words)
    assert "/record/receipts/" in visitor.page.url
    assert visitor.settled() == []
    page = visitor.open(SECTION)
    assert page.get_by_text(words).count() == 1
    assert visitor.settled() == []


def test_an_empty_comment_is_explained_beside_the_field(
    visit: Callable[[Mode], Visitor], newcomers: Iterator[str]
) -> None:
    visitor = visit(DESKTOP)
    visitor.sign_in(next(newcomers))
    comment(visitor, "   ")
    assert visitor.page.locator(".error-summary").count() == 1
    assert visitor.page.locator(".field--error textarea[name=body]").count() == 1
    assert visitor.violations() == []


@pytest.mark.parametrize("mode", MODES[:2], ids=lambda mode: mode.name)
def test_an_officer_answers_it(visit: Callable[[Mode], Visitor], newcomers: Iterator[str], mode: Mode) -> None:
    citizen, officer = visit(mode), visit(mode)
    citizen.sign_in(next(newcomers))
    words = f"ขอให้ตอบข้อนี้ ({mode.name})"
    comment(citizen, words)
    officer.sign_in("officer@example.org", STAFF_PASSWORD)
    page = officer.open(f"{HEARING}answers/?part=sec_14")
    assert officer.settled() == []
    card = page.locator("[data-row]", has_text=words)
    officer.follow(card.locator("a[href*='/answers/']"))
    officer.press(page.locator("input[name=decision]").first)
    officer.write(page.locator("textarea[name=reason]"), "รับไว้ปรับปรุงแนวทาง โดยจะกำหนดช่องทางประกาศให้ครบถ้วน")
    assert officer.settled() == []
    officer.follow(page.locator("main form .actions button[type=submit]"))
    assert "/record/receipts/" in page.url
    assert officer.settled() == []


def test_a_citizen_does_not_reach_the_desk(visit: Callable[[Mode], Visitor], newcomers: Iterator[str]) -> None:
    visitor = visit(DESKTOP)
    visitor.sign_in(next(newcomers))
    visitor.open(f"{HEARING}answers/", expect=403)
    assert visitor.violations() == []
