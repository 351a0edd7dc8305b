"""The moderator, who decides and gives the reason; and the auditor, who sees everything and changes nothing."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from config.demo.people import PASSWORD
from tests.e2e.visitor import DESKTOP, Mode, Visitor

SUBMIT = "main form button[type=submit]"
LANGUAGES = [DESKTOP, replace(DESKTOP, name="english-phone", language="en", width=360, dark=True)]
both_languages = pytest.mark.parametrize("mode", LANGUAGES, ids=lambda mode: mode.name)
REASON = {"th": "มีข้อมูลส่วนบุคคลของผู้อื่น", "en": "It shows somebody's personal data."}
AGENCY = "mueang-tuayang"
READ_BY_AUDITORS = (
    "/work/",
    f"/work/{AGENCY}/",
    "/account/counter/overview/",
    "/account/verify/register/imports/",
    "/account/breaches/",
    "/account/deputies/",
    "/moderation/queue/",
)


@both_languages
def test_a_moderator_hides_what_was_reported_and_everybody_reads_why(
    visit: Callable[[Mode], Visitor], mode: Mode
) -> None:
    visitor = visit(mode)
    visitor.sign_in("moderator@example.org", PASSWORD)
    page = visitor.open("/work/")
    assert visitor.settled() == []
    visitor.follow(page.locator("main a[href$='/moderation/queue/']").first)
    assert visitor.settled() == []
    case = page.locator("main li.card", has=page.locator("a[href*='/moderation/comment/']")).first
    about = case.locator("article a").first.get_attribute("href") or ""
    visitor.follow(case.locator("a[href*='/moderation/comment/']"))
    address = page.url
    assert visitor.settled() == []
    visitor.follow(page.locator("main a[href$='/decide/']"))
    visitor.follow(page.locator(SUBMIT).first)  # without a decision
    expect(page.locator("#error-summary")).to_be_visible()
    assert visitor.settled() == []
    reason = decide(visitor, page)
    expect(page).to_have_url(re.compile("/record/receipts/"))  # the decision's own entry
    expect(page.locator("main")).to_contain_text(re.compile("Decision of a moderator|ผลการตัดสินของผู้ดูแล"))
    assert visitor.settled() == []
    visitor.open(address)
    expect(page.locator("#decisions + ol")).to_contain_text(reason)
    assert visitor.settled() == []
    reads_why(visit(mode), about, reason)


def decide(visitor: Visitor, page: Page) -> str:
    """Hide it, with a ready-made reason; the reason as it reads in this language."""
    visitor.press(page.locator("input[name=outcome][value=hidden]"))
    ready, words = page.locator("select[name=ready]"), REASON[visitor.mode.language]
    ready.select_option(ready.locator("option", has_text=words).get_attribute("value"))
    visitor.follow(page.locator(SUBMIT).first)
    return words


def reads_why(stranger: Visitor, about: str, reason: str) -> None:
    """Without signing in: the words are gone, the reason stands, and the decision is in the record."""
    page = stranger.open(f"{stranger.url}{about}")
    expect(page.locator("main")).to_contain_text(REASON["th"])
    assert stranger.settled() == []
    page = stranger.open("/moderation/")
    expect(page.locator("#latest + ul li").first).to_contain_text(reason)
    assert stranger.settled() == []


@both_languages
def test_an_auditor_sees_the_logs_and_finds_nothing_to_press(visit: Callable[[Mode], Visitor], mode: Mode) -> None:
    visitor = visit(mode)
    visitor.sign_in("auditor@example.org", PASSWORD)
    for path in READ_BY_AUDITORS:
        page = visitor.open(path)
        assert visitor.settled() == [], path
        assert page.locator("main form[method=post]").count() == 0, path
    visitor.open("/moderation/queue/?show=ended")
    visitor.follow(page.locator("main a[href*='/moderation/comment/']").first)
    assert visitor.settled() == []
    expect(page.locator("#decisions + ol li").first).to_be_visible()
    assert page.locator("main a[href$='/decide/'], main form[method=post]").count() == 0
    visitor.open(f"{page.url}decide/", expect=403)
    assert visitor.settled() == []
    for path in ("/hearings/desk/", "/account/counter/", f"/account/deputies/{AGENCY}/new/"):
        visitor.open(path, expect=403)
