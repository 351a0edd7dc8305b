"""Sorting comments and reading what came of it: groups, the opinion map, the hint before posting."""

import re
from collections.abc import Callable, Iterator

import pytest

from tests.e2e.visitor import DESKTOP, MODES, Mode, Visitor

SUBJECT = "/opinions/hearing/law-drafting-2562/"
STAFF_PASSWORD = "siang-demo-2569"
CLOSE = "ขอให้กำหนดระยะเวลารับฟังความคิดเห็นขั้นต่ำสามสิบวันไว้ในพระราชบัญญัติ ชุมชนต่างจังหวัดต้องใช้เวลาอ่านร่าง"


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_it_works(visit: Callable[[Mode], Visitor], mode: Mode) -> None:
    """An officer merges two groups, sees it on the page that everybody reads, and undoes it."""
    visitor = visit(mode)
    visitor.sign_in("officer@example.org", STAFF_PASSWORD)
    page = visitor.open(f"{SUBJECT}sort/")
    assert visitor.settled() == []
    before = page.locator("input[name=groups]").count()
    for at in (0, 1):
        visitor.press(page.locator("input[name=groups]").nth(at))
    visitor.follow(page.locator("form:has(select[name=into]) button[type=submit]"))
    assert page.locator("input[name=groups]").count() == before - 1
    visitor.follow(page.locator("form[action$='/sort/undo/'] button"))
    assert page.locator("input[name=groups]").count() == before
    visitor.follow(page.locator("a[href$='/sort/rest/']"))
    assert visitor.settled() == []


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_groups_and_the_map_are_read_by_everybody(visit: Callable[[Mode], Visitor], mode: Mode) -> None:
    visitor = visit(mode)
    page = visitor.open("/hearings/law-drafting-2562/")
    visitor.follow(page.locator(f"main a[href$='{SUBJECT}']").first)
    assert visitor.settled() == []
    visitor.follow(page.locator("main li h2 a").first)
    assert visitor.settled() == []
    visitor.open(f"{SUBJECT}map/")
    assert page.locator("main table").count() >= 3
    assert page.locator("svg .map__letter").count() >= 2
    assert visitor.settled() == []


@pytest.mark.parametrize("mode", [DESKTOP, MODES[3]], ids=lambda mode: mode.name)
def test_a_citizen_is_told_that_others_said_it(
    visit: Callable[[Mode], Visitor], newcomers: Iterator[str], mode: Mode
) -> None:
    visitor = visit(mode)
    visitor.sign_in(next(newcomers))
    page = visitor.open("/hearings/law-drafting-2562/comment/?part=sec_13")
    visitor.press(page.locator("input[name=stance][value=partly]"))
    visitor.write(page.locator("textarea[name=body]"), CLOSE)
    visitor.follow(page.locator("main form button[type=submit]"))
    assert re.search(r"\d+", page.locator("h1").inner_text())
    assert visitor.settled() == []
    visitor.follow(page.locator("main a[href$='/support/']").first)
    visitor.follow(page.locator("main form button[type=submit]").last)
    assert "/record/receipts/" in page.url
