"""People at their own doors: signing in, proving who they are, helping somebody at a counter."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from accounts.idp_dev import people
from config.demo.people import PASSWORD
from tests.e2e.hint import past_the_hint
from tests.e2e.visitor import DESKTOP, MODES, Mode, Visitor

SUBMIT = "main form button[type=submit]"


def sign_in(visitor: Visitor, email: str) -> Page:
    page = visitor.open("/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.locator(SUBMIT).first.click()
    page.wait_for_url("**/account/")
    return page


def whole(visitor: Visitor) -> bool:
    """No axe violation, nothing beside the screen."""
    if not visitor.mode.javascript:
        return True
    assert visitor.violations() == []
    return not visitor.overflows()


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_a_person_enters_by_the_identity_app(visit: Callable[[Mode], Visitor], mode: Mode) -> None:
    visitor = visit(mode)
    page = visitor.open("/account/login/?next=/th/account/privacy/")
    assert whole(visitor)
    page.locator("form[action*='/identity/'] button").first.click()
    page.wait_for_url("**/dev-idp/authorize**")
    assert whole(visitor)
    page.check(f"input[value='{people.DEN.number}']")
    page.locator(SUBMIT).first.click()
    page.wait_for_url("**/th/account/privacy/")
    assert people.DEN.family_name in page.inner_text("main")
    assert people.DEN.number not in page.content()


def test_a_person_enters_by_keyboard_alone(visit: Callable[[Mode], Visitor]) -> None:
    page = visit(DESKTOP).open("/account/login/")
    page.focus("[name=login]")
    page.keyboard.type("mali@example.org")
    while page.evaluate("document.activeElement.name") != "password":
        page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/")


def test_a_person_makes_a_passkey_and_enters_with_it(visit: Callable[[Mode], Visitor]) -> None:
    visitor = visit(replace(DESKTOP, width=360))
    authenticator = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    authenticator |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    browser = visitor.context.new_cdp_session(visitor.page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    sign_in(visitor, "krit@example.org")
    page = visitor.open("/account/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.locator(SUBMIT).first.click()
    page.wait_for_selector("[name=passwordless]")
    page.check("[name=passwordless]")
    assert whole(visitor)
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/2fa/recovery-codes/**")
    visitor.context.clear_cookies()
    visitor.open("/account/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/account/")
    assert "krit@example.org" in page.inner_text("main")


HELPERS = [DESKTOP, replace(DESKTOP, name="english-tablet", language="en", width=768)]


@pytest.mark.parametrize("mode", HELPERS, ids=lambda mode: mode.name)
def test_an_officer_helps_somebody_without_a_phone(visit: Callable[[Mode], Visitor], mode: Mode) -> None:
    visitor = visit(mode)
    page = sign_in(visitor, "counter@example.org")
    visitor.open("/account/counter/")
    assert whole(visitor)
    page.fill("[name=number]", people.SOM.number)
    page.locator(SUBMIT).last.click()
    page.wait_for_selector("form[action*='/assist/']")
    assert whole(visitor)
    page.check("#consent")
    page.locator("form[action*='/assist/'] button").click()
    page.wait_for_selector("form[action*='/end/']")
    assert people.SOM.family_name in page.inner_text("main .notice")
    assert whole(visitor)
    speak_for(visitor, f"ยายบอกว่าควรติดประกาศที่ศาลาด้วย ({uuid4().hex[:8]})")
    visitor.open("/account/counter/")
    visitor.follow(page.locator("form[action*='/end/'] button"))
    assert "/record/receipts/" in page.inner_text("main")  # what was done, to print
    assert whole(visitor)
    visitor.open("/account/counter/")
    assert page.locator("main .notice form[action*='/end/']").count() == 0


def speak_for(visitor: Visitor, words: str) -> None:
    """A comment in the person's name, said aloud by them; every page says for whom it is."""
    page = visitor.open("/hearings/law-drafting-2562/comment/")
    assert people.SOM.family_name in page.inner_text("main .notice")
    assert whole(visitor)
    visitor.press(page.locator("input[name=stance][value=partly]"))
    visitor.write(page.locator("textarea[name=body]"), words)
    visitor.follow(page.locator("main form:has(textarea[name=body]) button[type=submit]"))
    past_the_hint(visitor)
    assert "/record/receipts/" in page.url
    assert whole(visitor)
