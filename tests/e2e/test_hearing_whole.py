"""A hearing from publication to its end, by people at browsers: officer, head, two citizens; both languages."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from playwright.sync_api import FilePayload, Page, expect

from config.demo.people import PASSWORD
from tests.consult.importing.files import docx
from tests.e2e.hint import past_the_hint
from tests.e2e.test_editors import decide, enter
from tests.e2e.visitor import DESKTOP, Mode, Visitor

ENGLISH = replace(DESKTOP, name="english", language="en")
PHONE = replace(DESKTOP, name="phone", width=360)
AGENCY = "เทศบาลเมืองตัวอย่าง"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DRAFT = (
    "มาตรา ๑ พระราชบัญญัตินี้เรียกว่า “พระราชบัญญัติน้ำประปาชุมชน”",
    "หมวด ๑",
    "คุณภาพน้ำ",
    "มาตรา ๒ ให้ผู้ประกอบการตรวจคุณภาพน้ าปีละหนึ่งครั้ง",
)
LEAST_OPEN = 60  # seconds; on a slow machine the hearing is open for longer
GROUP = "ตรวจคุณภาพน้ำให้ถี่ขึ้น"
WORDS = {
    "summary": "ตรวจคุณภาพน้ำประปาชุมชน", "short_reason": "เป็นการทดลองระบบ", "method": "ผ่านเว็บไซต์นี้",
    "problem": "น้ำไม่ได้มาตรฐาน", "purpose": "ให้น้ำดื่มได้", "necessity": "ไม่มี",
    "main_points": "ตรวจน้ำทุกปี",
    "affected": "ผู้ประกอบการ", "influence": "ทุกมาตรา",
}  # fmt: skip
OPINION = "ปีละครั้งไม่พอ ควรตรวจน้ำทุกสามเดือน"
WORDING = "มาตรา ๒  ให้ผู้ประกอบการตรวจคุณภาพน้ำทุกสามเดือน"
WHY = "เขียนอย่างนี้จะชัดกว่า"
SUPPORTED = "น้ำที่บ้านขุ่นทุกหน้าฝน ขอให้ประกาศผลตรวจด้วย"
REASON = "รับตามที่เสนอ โดยแก้มาตรา ๒ ให้ผู้ประกอบการตรวจน้ำทุกสามเดือนและประกาศผล"


def test_it_works(visit: Callable[[Mode], Visitor], newcomers: Iterator[str]) -> None:
    title = f"รับฟังร่างน้ำประปาชุมชน {uuid4().hex[:8]}"
    begun = time.monotonic()
    text = bring_in(visit(DESKTOP))
    pace = max(LEAST_OPEN, 12 * int(time.monotonic() - begun))
    closes = publish(visit(DESKTOP), title, text, timedelta(seconds=pace))
    for email in ("reviewer@example.org", "head@example.org"):
        decide(visit(DESKTOP), email, title)
    mali, krit = visit(PHONE), visit(ENGLISH)
    email = next(newcomers)
    address = find(mali, title)
    mali.sign_in(email)
    krit.sign_in(next(newcomers))
    say(mali, address, OPINION)
    say(krit, address, SUPPORTED)
    suggest(krit, address, WORDING)
    support(mali, address, SUPPORTED)
    time.sleep(max(0.0, (closes - datetime.now(closes.tzinfo)).total_seconds() + 1))
    officer = visit(DESKTOP)
    officer.sign_in("officer@example.org", PASSWORD)
    group(officer, address)
    answer_the_group(officer, address)
    answer_the_rest(officer, address)
    write_reports(officer, address)
    reviewer = visit(DESKTOP)
    reviewer.sign_in("reviewer@example.org", PASSWORD)
    review_reports(reviewer, address)
    head = visit(ENGLISH)
    head.sign_in("head@example.org", PASSWORD)
    approve_reports(head, address)
    finish(head, address)
    read_the_end(mali, krit, address)


def bring_in(visitor: Visitor) -> str:
    """The officer brings a .docx in, looks at what was read, and keeps it; how the editors' list names it."""
    visitor.sign_in("officer@example.org", PASSWORD)
    page = visitor.open("/laws/import/")
    assert visitor.settled() == []
    option = page.locator("select[name=agency] option", has_text=AGENCY)
    page.select_option("select[name=agency]", option.get_attribute("value"))
    draft = FilePayload(name="draft.docx", mimeType=DOCX, buffer=docx(*DRAFT))
    page.set_input_files("input[name=file]", files=draft)
    visitor.follow(page.locator("main form button[type=submit]").first)
    assert visitor.settled() == []
    expect(page.get_by_text("มาตรา ๒", exact=True).first).to_be_visible()
    visitor.follow(page.locator("main a[href$='/keep/']"))
    title = f"ร่างพระราชบัญญัติน้ำประปาชุมชน {uuid4().hex[:8]}"
    visitor.write(page.locator("input[name=label]"), "ร่างครั้งที่ ๑")
    visitor.write(page.locator("input[name=title]"), title)
    assert visitor.settled() == []
    visitor.follow(page.locator("main form button[type=submit]").last)
    assert "/prepare/1/" in page.url
    assert visitor.settled() == []
    return f"{title}: ร่างครั้งที่ ๑"


def publish(visitor: Visitor, title: str, text: str, lasts: timedelta) -> datetime:
    """The officer writes the announcement and submits it; when it will close: the full minute after `lasts`."""
    page = enter(visitor, "officer@example.org")
    page.goto(f"{visitor.url}/admin/pages/")
    part = page.locator("a[href*='/edit/']", has_text=AGENCY).first
    number = (part.get_attribute("href") or "").split("/")[-3]
    page.goto(f"{visitor.url}/admin/pages/add/hearings/consultationpage/{number}/")
    now = datetime.now(ZoneInfo("Asia/Bangkok"))
    closes = (now + lasts + timedelta(seconds=59)).replace(second=0, microsecond=0)
    page.fill("#id_title", title)
    page.select_option("#id_kind", "draft")
    page.select_option("#id_text", label=text)
    page.fill("#id_opens_at", (now - timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M"))
    page.fill("#id_closes_at", closes.strftime("%Y-%m-%d %H:%M"))
    for name, words in WORDS.items():
        page.fill(f"#id_{name}", words)
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("[name=action-submit]").first.click()
    page.wait_for_url(f"**/admin/pages/{number}/")
    return closes


def find(visitor: Visitor, title: str) -> str:
    """A citizen finds the hearing in the list; its address without the language."""
    page = visitor.open("/hearings/")
    link = page.get_by_role("link", name=title).first
    address = (link.get_attribute("href") or "").removeprefix(f"/{visitor.mode.language}")
    visitor.open(address)
    assert visitor.settled() == []
    return address


def say(visitor: Visitor, address: str, words: str) -> None:
    """A comment on the second section, and its receipt."""
    page = visitor.open(f"{address}comment/?part=sec_2")
    visitor.press(page.locator("input[name=stance][value=partly]"))
    visitor.write(page.locator("textarea[name=body]"), words)
    visitor.follow(page.locator("main form button[type=submit]").last)
    past_the_hint(visitor)
    assert "/record/receipts/" in page.url


def support(visitor: Visitor, address: str, words: str) -> None:
    """ "So do I" to another's comment."""
    page = visitor.open(f"{address}comments/")
    visitor.follow(page.locator("article", has_text=words).locator("a[href*='/support/']").first)
    visitor.follow(page.locator("main form button[type=submit]").last)
    assert "/record/receipts/" in page.url


def suggest(visitor: Visitor, address: str, words: str) -> None:
    """Other words for the second section."""
    page = visitor.open(f"{address}comment/?part=sec_2&wording=1")
    assert visitor.settled() == []
    visitor.write(page.locator("textarea[name=wording]"), words)
    visitor.press(page.locator("input[name=stance][value=partly]"))
    visitor.write(page.locator("textarea[name=body]"), WHY)
    visitor.follow(page.locator("main form button[type=submit]").last)
    assert "/record/receipts/" in page.url


def group(visitor: Visitor, address: str) -> None:
    """What says the same becomes one issue group."""
    page = visitor.open(f"/opinions/hearing/{address.split('/')[-2]}/sort/rest/")
    for said in (OPINION, WHY):
        visitor.press(page.locator(".card", has_text=said).locator("input[name=comments]"))
    page.select_option("select[name=to]", "new")
    visitor.write(page.locator("input[name=name]"), GROUP)
    visitor.follow(page.locator("main form button[type=submit]").last)


def answer_the_group(visitor: Visitor, address: str) -> None:
    """One answer to the group, with the section that it changed."""
    page = visitor.open(f"{address}answers/groups/")
    assert visitor.settled() == []
    visitor.follow(page.locator("main a", has_text=GROUP).first)
    assert visitor.settled() == []
    give(visitor, "accepted", REASON, "Accepted: section 2 asks for a test every three months.")


def answer_the_rest(visitor: Visitor, address: str) -> None:
    """All that the filter finds get one answer; nothing waits then."""
    page = visitor.open(f"{address}answers/")
    assert visitor.settled() == []
    expect(page.locator("[data-row]")).to_have_count(1)
    visitor.press(page.locator("#id_everything"))
    give(visitor, "noted", "รับทราบ ผลตรวจจะประกาศหน้าที่ทำการชุมชนทุกครั้ง", "Noted: results will be posted.")
    assert visitor.settled() == []


def give(visitor: Visitor, decision: str, reason: str, reason_en: str) -> None:
    """Fill the answer in and publish it."""
    page = visitor.page
    visitor.press(page.locator(f"input[name=decision][value={decision}]"))
    visitor.write(page.locator("textarea[name=reason]"), reason)
    visitor.write(page.locator("textarea[name=reason_en]"), reason_en)
    if decision == "accepted":
        page.select_option("select[name=changed]", label="มาตรา ๒")
    visitor.follow(page.locator("main form .actions button[type=submit]").last)
    expect(page.locator(".notice--success")).to_be_visible()


def write_reports(visitor: Visitor, address: str) -> None:
    """Every part of both documents, then both before the head."""
    for kind in ("summary", "impact"):
        page = visitor.open(f"{address}answers/reports/")
        panel = page.locator("section", has=page.locator(f"#report-{kind}"))
        parts = [link.get_attribute("href") for link in panel.locator("a[href*='/parts/']").all()]
        for part in parts:
            page.goto(f"{visitor.url}{part}")
            visitor.write(page.locator("textarea[name=text]"), "ผู้ประกอบการกำหนดแผนตรวจน้ำ")
            visitor.write(page.locator("textarea[name=text_en]"), "Operators plan their tests of water.")
            visitor.follow(page.locator("main form button[type=submit]").last)
        assert visitor.settled() == []
        visitor.follow(page.locator(f"form[action*='/{kind}/submit/'] button"))
        assert page.locator(f"section:has(#report-{kind}) a[href$='th.pdf']").count() == 1


def review_reports(visitor: Visitor, address: str) -> None:
    """A reviewer reads both and passes them on."""
    for kind in ("summary", "impact"):
        page = visitor.open(f"{address}answers/reports/")
        assert visitor.settled() == []
        visitor.follow(page.locator(f"form[action*='/{kind}/review/'] button"))


def approve_reports(visitor: Visitor, address: str) -> None:
    """The head, who is another person, approves both."""
    for kind in ("summary", "impact"):
        page = visitor.open(f"{address}answers/reports/")
        assert visitor.settled() == []
        visitor.follow(page.locator(f"form[action*='/{kind}/approve/'] button"))
        assert "/record/receipts/" in page.url


def finish(visitor: Visitor, address: str) -> None:
    """What changed and what happens next; the hearing is over."""
    page = visitor.open(f"{address}answers/finish/")
    assert visitor.settled() == []
    for name in ("outcome", "next_steps"):
        visitor.write(page.locator(f"textarea[name={name}]"), "แก้มาตรา ๒ แล้วเสนอสภา")
        visitor.write(page.locator(f"textarea[name={name}_en]"), "Section 2 changed; the council decides next.")
    visitor.follow(page.locator("main form button[type=submit]").last)
    assert "/record/receipts/" in page.url


def read_the_end(mali: Visitor, krit: Visitor, address: str) -> None:
    """Both languages: what changed, the answer to one's own comment, the documents."""
    expect(mali.open(address).locator("#outcome + div")).to_contain_text("แก้มาตรา ๒")
    expect(krit.open(address).locator("#outcome + div")).to_contain_text("Section 2 changed")
    expect(mali.open(f"{address}mine/").get_by_text(REASON)).to_be_visible()
    expect(mali.open("/account/notices/").get_by_text("หน่วยงานตอบความคิดเห็นของท่านแล้ว").first).to_be_visible()
    expect(krit.open("/account/notices/").get_by_text("A hearing has ended").first).to_be_visible()
    for visitor in (mali, krit):
        for path in ("", "responses/", "reports/summary/", "reports/impact/"):
            page: Page = visitor.open(f"{address}{path}")
            assert visitor.settled() == [], path
        got = page.request.get(f"{visitor.url}/th{address}reports/summary/th.pdf")
        assert (got.status, got.body()[:5]) == (200, b"%PDF-")
