"""Signing a petition, as people do it: on a phone, in both languages, without JavaScript, by keyboard."""

from collections.abc import Callable, Iterator

import pytest

from tests.e2e.visitor import DESKTOP, MODES, Mode, Visitor

PETITION = "/petitions/safe-ways-to-school/"


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_it_works(visit: Callable[[Mode], Visitor], newcomers: Iterator[str], mode: Mode) -> None:
    visitor = visit(mode)
    visitor.sign_in(next(newcomers))
    page = visitor.open(PETITION)
    visitor.follow(page.locator("a.button[href$='/sign/']"))
    assert visitor.settled() == []
    visitor.follow(page.locator("main form button[type=submit]"))
    assert "/record/receipts/" in page.url
    assert visitor.settled() == []
    assert page.locator("h1").count() == 1


def test_a_second_signature_gets_a_clear_page(visit: Callable[[Mode], Visitor], newcomers: Iterator[str]) -> None:
    """From a form that still stood open elsewhere; afterwards no form is offered any more."""
    visitor = visit(DESKTOP)
    visitor.sign_in(next(newcomers))
    page = visitor.open(f"{PETITION}sign/")
    elsewhere = visitor.context.new_page()
    elsewhere.goto(page.url)
    visitor.follow(page.locator("main form button[type=submit]"))
    assert "/record/receipts/" in page.url
    with elsewhere.expect_navigation():
        elsewhere.locator("main form button[type=submit]").click()
    assert "/record/receipts/" not in elsewhere.url
    visitor.page = elsewhere
    assert elsewhere.locator("h1").count() == 1
    assert visitor.violations() == []
    visitor.open(f"{PETITION}sign/")
    assert elsewhere.locator("main form button[type=submit]").count() == 0
    assert visitor.violations() == []


def test_a_stranger_is_led_to_sign_in_and_back(visit: Callable[[Mode], Visitor], newcomers: Iterator[str]) -> None:
    visitor = visit(DESKTOP)
    page = visitor.open(f"{PETITION}sign/")
    assert "/account/login/" in page.url
    page.locator("#id_login").fill(next(newcomers))
    page.locator("#id_password").fill("a long enough password")
    page.locator("form:has(#id_login) button.button").first.click()
    page.wait_for_url("**/safe-ways-to-school/sign/")
