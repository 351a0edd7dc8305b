"""A booth that loses its connection: queued in the browser, answered when it is back, nothing counted twice."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.visitor import MODES, Mode, Visitor

STAFF_PASSWORD = "siang-demo-2569"
MALI, TYPING_MISTAKE = "0000000000019", "1234567890123"
BOOTHS = "/rounds/tuayang-2569/booths/"


def test_it_works(visit: Callable[[Mode], Visitor]) -> None:
    officer = visit(next(mode for mode in MODES if mode.name == "phone"))
    officer.sign_in("counter@example.org", STAFF_PASSWORD)
    page = officer.open(BOOTHS)
    sheet = page.locator("article h2 a").first.get_attribute("href") or ""
    assert officer.settled() == []
    page.goto(f"{officer.url}{sheet}table/")
    assert officer.settled() == []
    officer.context.set_offline(True)
    for number in (MALI, TYPING_MISTAKE, MALI):
        page.locator("#lost-number").fill(number)
        page.locator("siang-booth button").click()
    expect(page.locator("siang-booth li")).to_have_count(3)
    assert MALI in page.evaluate("JSON.stringify(localStorage)")
    officer.context.set_offline(False)
    waiting = page.locator("siang-booth").get_attribute("data-waiting") or ""
    expect(page.locator("siang-booth li", has_text=waiting)).to_have_count(0)
    answers = page.locator("siang-booth li").all_inner_texts()
    assert answers[0] != answers[1] != answers[2]
    assert MALI not in page.evaluate("JSON.stringify(localStorage)")
    assert officer.settled() == []
    officer.complaints[:] = [words for words in officer.complaints if "ERR_INTERNET_DISCONNECTED" not in words]
