"""An officer writes an article, a reviewer passes it on, the head approves it, a stranger reads it.

In a real browser, without a complaint.
"""

import re
from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import Page, expect

from config.demo.people import PASSWORD
from tests.e2e.visitor import DESKTOP, Mode, Visitor

AGENCY = "mueang-tuayang"


def enter(visitor: Visitor, email: str) -> Page:
    """Into the editors' rooms by the site's own sign-in."""
    page = visitor.page
    page.goto(f"{visitor.url}/admin/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/admin/")
    return page


def test_it_works(visit: Callable[[Mode], Visitor]) -> None:
    title = f"ประกาศทดลอง {uuid4().hex[:8]}"
    address = write_and_submit(visit(DESKTOP), title)
    stranger = visit(DESKTOP)
    stranger.open(address, expect=404)
    stranger.complaints.clear()  # a missing page is not a fault here
    decide(visit(DESKTOP), "reviewer@example.org", title)
    stranger.open(address, expect=404)
    stranger.complaints.clear()
    decide(visit(DESKTOP), "head@example.org", title)
    reader = visit(DESKTOP)
    expect(reader.open(address).get_by_role("heading", level=1)).to_have_text(title)


def write_and_submit(visitor: Visitor, title: str) -> str:
    """The officer's part; the address that the article will have, without the language."""
    page = enter(visitor, "officer@example.org")
    page.goto(f"{visitor.url}/admin/pages/")
    part = page.locator("a[href*='/edit/']", has_text="เทศบาลเมืองตัวอย่าง").first
    number = (part.get_attribute("href") or "").split("/")[-3]
    page.goto(f"{visitor.url}/admin/pages/add/cms/articlepage/{number}/")
    page.fill("#id_title", title)
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("ข้อความของประกาศ")
    expect(page.locator("[name=body]")).to_have_value(
        re.compile("ข้อความของประกาศ")
    )  # the editor hands it on after a rest
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("[name=action-submit]").first.click()
    page.wait_for_url(f"**/admin/pages/{number}/")
    slug = title.replace(" ", "-")
    return f"/{AGENCY}/{slug}/"


def decide(visitor: Visitor, email: str, title: str) -> None:
    """The reviewer's or the head's part: from the dashboard to the decision."""
    page = enter(visitor, email)
    page.get_by_role("link", name=title).first.click()
    page.locator("a[href*='/admin/approval/']").first.click()
    page.locator("button[name=approve]").click()
    page.wait_for_url("**/admin/")
