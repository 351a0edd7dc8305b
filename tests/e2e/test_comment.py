"""Commenting on a section of a law, and the agency's answer to it."""

from collections.abc import Callable, Iterator

import pytest

from tests.e2e.hint import past_the_hint
from tests.e2e.visitor import DESKTOP, MODES, Mode, Visitor

HEARING = "/hearings/law-drafting-2562/"
SECTION = f"{HEARING}sections/sec_14/"
STAFF_PASSWORD = "siang-demo-2569"


def comment(visitor: Visitor, words: str) -> None:
    """From the section to the receipt."""
    page = visitor.open(SECTION)
    visitor.follow(page.locator("main a.button:visible[href$='part=sec_14']"))
    assert visitor.settled() == []
    visitor.press(page.locator("input[name=stance][value=partly]"))
    visitor.write(page.locator("textarea[name=body]"), words)
    visitor.follow(page.locator("main form button[type=submit]"))
    past_the_hint(visitor)


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


def send(visitor: Visitor, words: str, stance: str = "partly") -> None:
    """Fill the comment form in and send it, to the receipt."""
    page = visitor.page
    assert visitor.settled() == []
    visitor.press(page.locator(f"input[name=stance][value={stance}]"))
    visitor.write(page.locator("textarea[name=body]"), words)
    visitor.follow(page.locator("main form button[type=submit]"))
    if page.locator("[name=anyway]").count():  # somebody has said something close
        assert visitor.settled() == []
        visitor.follow(page.locator("form:has([name=anyway]) button[type=submit]"))
    assert "/record/receipts/" in page.url
    assert visitor.settled() == []


@pytest.mark.parametrize("mode", [MODES[0], MODES[3], MODES[5]], ids=lambda mode: mode.name)
def test_a_passage_is_chosen_from_a_list(
    visit: Callable[[Mode], Visitor], newcomers: Iterator[str], mode: Mode
) -> None:
    visitor = visit(mode)
    visitor.sign_in(next(newcomers))
    page = visitor.open(SECTION)
    visitor.follow(page.locator("main a[href$='/passages/']"))
    assert visitor.settled() == []
    visitor.follow(page.locator("main li a[href*='quote=']").first)
    assert page.locator(".passage-quote q").count() == 1
    words = f"ข้อความช่วงนี้ควรชัดกว่านี้ ({mode.name})"
    send(visitor, words)
    page = visitor.open(SECTION)
    assert page.locator("article", has_text=words).locator("q").count() >= 1
    assert visitor.settled() == []


def test_a_passage_is_marked_with_the_mouse(visit: Callable[[Mode], Visitor], newcomers: Iterator[str]) -> None:
    visitor = visit(DESKTOP)
    visitor.sign_in(next(newcomers))
    page = visitor.open(SECTION)
    bar = page.locator(".passage-bar")
    assert not bar.is_visible()
    box = page.locator("[data-at]").nth(1).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 12, steps=4)
    page.mouse.up()
    bar.wait_for(state="visible")
    marked = str(page.evaluate("getSelection().toString()")).strip()
    assert visitor.settled() == []
    visitor.follow(bar.locator("a"))
    assert marked.endswith(page.locator(".passage-quote q").inner_text())  # without the number before it
    send(visitor, "ถ้อยคำที่เลือกด้วยเมาส์")


@pytest.mark.parametrize("mode", [MODES[1], MODES[3]], ids=lambda mode: mode.name)
def test_a_conversation(visit: Callable[[Mode], Visitor], newcomers: Iterator[str], mode: Mode) -> None:
    writer, other = visit(mode), visit(mode)
    writer.sign_in(next(newcomers))
    words = f"เสนอถ้อยคำใหม่ ({mode.name})"
    page = writer.open(SECTION)
    writer.follow(page.locator("main a[href*='wording=1']"))
    writer.write(page.locator("textarea[name=wording]"), "ให้หน่วยงานของรัฐรับฟังไม่น้อยกว่าสามสิบวัน")
    send(writer, words)
    other.sign_in(next(newcomers))
    page = other.open(SECTION)
    other.follow(page.locator("article", has_text=words).locator("a[href*='#wording']").first)
    assert page.locator("ins").count() >= 1
    assert other.settled() == []
    other.follow(page.locator("a[href$='/oppose/']").first)
    assert other.settled() == []
    other.follow(page.locator("main form button[type=submit]"))
    assert "/record/receipts/" in page.url
    page = other.open(SECTION)
    other.follow(page.locator("article", has_text=words).locator("a[href$='/reply/']").first)
    assert other.settled() == []
    other.write(page.locator("textarea[name=body]"), "ขอเห็นต่าง เพราะสามสิบวันนานไป")
    other.follow(page.locator("main form button[type=submit]"))
    assert "/record/receipts/" in page.url
    page = other.open(SECTION)
    thread = page.locator("li > article", has_text=words)
    assert thread.first.get_by_text("ขอเห็นต่าง").count() == 1
    assert other.settled() == []


def test_a_citizen_does_not_reach_the_desk(visit: Callable[[Mode], Visitor], newcomers: Iterator[str]) -> None:
    visitor = visit(DESKTOP)
    visitor.sign_in(next(newcomers))
    visitor.open(f"{HEARING}answers/", expect=403)
    assert visitor.violations() == []
