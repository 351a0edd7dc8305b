"""A round from its first word to the first milestone: officers, citizens, reviewers, a booth, a count, a work."""

import io
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import FilePayload, expect

from config.demo.people import PASSWORD
from tests.e2e.test_editors import decide as pass_on
from tests.e2e.test_editors import enter
from tests.e2e.visitor import DESKTOP, Mode, Visitor
from tests.factories.people import thai_number
from tests.site import Site

PEOPLE = "tests/e2e/round_people.py"
PHONE = replace(DESKTOP, name="phone", width=360)
ENGLISH = replace(DESKTOP, name="english", language="en", width=360)
AGENCY = "เทศบาลเมืองตัวอย่าง"
TITLE, PLACE = "ศาลารอรถหน้าโรงเรียน", "หน้าโรงเรียนบ้านสวน"
BECAUSE = "ตรวจสถานที่แล้ว ทำได้ภายในหนึ่งปีงบประมาณ"
SUBMIT = "main form button[type=submit]"
LEAST_SECONDS = 20  # of the vote; slower machines get three times what proposing and reviewing took


def test_it_works(visit: Callable[[Mode], Visitor], newcomers: Iterator[str], site: Site, tmp_path: Path) -> None:
    public_id = publish(visit)
    emails = [next(newcomers) for _ in range(4)]
    mali, krit = visit(PHONE), visit(ENGLISH)
    staff = {name: visit(PHONE) for name in ("head", "officer", "reviewer", "counter", "counter2")}
    for person, email in zip((mali, krit), emails, strict=False):
        person.sign_in(email)
    for name, officer in staff.items():
        officer.sign_in(f"{name}@example.org", PASSWORD)

    begun = time.monotonic()
    proposal = propose(mali, public_id)
    stand_behind(krit, proposal)
    name_reviewers(staff["head"], public_id)
    decide(staff, proposal)
    pace = max(LEAST_SECONDS, 3 * int(time.monotonic() - begun))

    site.run(PEOPLE, "accepted", public_id, "3")
    site.run(PEOPLE, "soon", public_id, str(pace))
    closes = time.monotonic() + pace
    announce(staff["head"], public_id)
    booth = set_up_booth(staff["head"], public_id)
    for email in emails[2:]:
        serve(staff["counter"], booth, email)
    receipt = vote(mali, public_id)
    vote(krit, public_id)
    assert time.monotonic() < closes, "everything was so slow that the ballot closed"
    site.run(PEOPLE, "vote", public_id, "18", *emails)

    key_and_close(staff, booth)
    time.sleep(max(0.0, closes - time.monotonic()))
    for name in ("head", "reviewer"):
        confirm(staff[name], public_id)
    winner = read_result(krit, public_id)
    recount(site, public_id, tmp_path)
    find_own(mali, public_id, receipt)
    begin_the_work(staff["officer"], public_id, winner)
    read_the_work(krit, public_id, winner)


def publish(visit: Callable[[Mode], Visitor]) -> str:
    """An author writes the round, a reviewer passes it on, the head approves it; its public id."""
    officer = visit(DESKTOP)
    public_id, title = f"whole-{uuid4().hex[:8]}", f"งบประมาณที่ประชาชนเลือก {uuid4().hex[:6]}"
    page = enter(officer, "officer@example.org")
    page.goto(f"{officer.url}/admin/pages/")
    part = page.locator("a[href*='/edit/']", has_text=AGENCY).first
    number = (part.get_attribute("href") or "").split("/")[-3]
    page.goto(f"{officer.url}/admin/pages/add/rounds/roundpage/{number}/")
    now = datetime.now(ZoneInfo("Asia/Bangkok"))
    days = {"ideas_from": -1, "ideas_until": 9, "review_until": 20, "opens_at": 21, "closes_at": 30}
    for name, day in days.items():
        page.fill(f"#id_{name}", (now + timedelta(days=day)).strftime("%Y-%m-%d %H:%M"))
        calendar = page.locator(".xdsoft_datetimepicker:visible")  # opens a moment after, and covers what stands below
        expect(calendar).to_have_count(1)
        page.press(f"#id_{name}", "Tab")
        expect(calendar).to_have_count(0)
    words = {"title": title, "title_en": "The people's budget", "summary": "เลือกโครงการใกล้บ้าน", "public_id": public_id}
    for name, text in (words | {"envelope": "1500000", "minimum_age": "15"}).items():
        page.fill(f"#id_{name}", text)
    page.select_option("#id_counting_rule", "equal-shares")
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("[name=action-submit]").first.click()
    page.wait_for_url(f"**/admin/pages/{number}/")
    for email in ("reviewer@example.org", "head@example.org"):
        pass_on(visit(DESKTOP), email, title)
    return public_id


def propose(visitor: Visitor, public_id: str) -> str:
    """On a phone, with a place and a photograph; the address of the proposal."""
    page = visitor.open(f"/rounds/{public_id}/")
    visitor.follow(page.locator("main a[href$='/proposals/']").first)
    assert visitor.settled() == []
    visitor.follow(page.locator("main a[href$='/proposals/new/']").first)
    visitor.write(page.locator("#id_title"), TITLE)
    visitor.follow(page.locator(SUBMIT))
    assert visitor.settled() == []
    texts = {
        "body": "เด็กรอรถกลางแดดกลางฝนทุกวัน",
        "place": PLACE,
        "point": "18.78834, 98.98530",
        "photo_words": "ป้ายรถที่ไม่มีหลังคา",
    }
    for name, text in texts.items():
        visitor.write(page.locator(f"#id_{name}"), text)
    page.set_input_files("#id_photo", files=picture())
    visitor.follow(page.locator(SUBMIT))
    assert visitor.settled() == []
    page = visitor.open(f"/rounds/{public_id}/proposals/")
    visitor.follow(page.get_by_role("link", name=TITLE))
    assert page.locator("figure img").evaluate("image => image.complete && image.naturalWidth > 0")
    assert visitor.settled() == []
    return page.url.removeprefix(f"{visitor.url}/{visitor.mode.language}")


def picture() -> FilePayload:
    """A plain photograph."""
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(made, "JPEG")
    return FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=made.getvalue())


def stand_behind(visitor: Visitor, proposal: str) -> None:
    """A second person reads it in English and supports it."""
    page = visitor.open(proposal)
    visitor.follow(page.locator("a[href$='/support/']").first)
    assert visitor.settled() == []
    visitor.follow(page.locator(SUBMIT))
    assert "/record/" in page.url


def name_reviewers(head: Visitor, public_id: str) -> None:
    """Three, by name and position."""
    for name in ("อรุณ", "หทัย", "วิภา"):
        page = head.open(f"/rounds/{public_id}/reviewers/")
        person = page.locator("#id_user option", has_text=name).get_attribute("value")
        page.select_option("#id_user", person)
        head.write(page.locator("#id_title"), f"ผู้ตรวจ {name}")
        head.follow(page.locator(SUBMIT))
    assert head.settled() == []


def decide(staff: dict[str, Visitor], proposal: str) -> None:
    """One reviewer stands aside, two give reasons, the head decides with an estimate; everybody can read it."""
    aside = staff["reviewer"]
    page = aside.open(f"{proposal}review/")
    page.locator("input[name=conflict][value=True]").check()
    aside.write(page.locator("#id_conflict_words"), "บ้านของข้าพเจ้าอยู่ติดป้ายรถนี้")
    aside.follow(page.locator(SUBMIT))
    for name in ("officer", "head"):
        reviewer = staff[name]
        page = reviewer.open(f"{proposal}review/")
        assert reviewer.settled() == []
        for field in ("conflict=False", "feasible=True", "legal=True"):
            key, value = field.split("=")
            page.locator(f"input[name={key}][value={value}]").check()
        for key in ("feasible_reason", "legal_reason"):
            reviewer.write(page.locator(f"#id_{key}"), BECAUSE)
        reviewer.follow(page.locator(SUBMIT))
    head = staff["head"]
    page = head.open(f"{proposal}decide/")
    assert head.settled() == []
    page.locator("input[name=accepted][value=True]").check()
    texts = {
        "reason": BECAUSE,
        "title_en": "A shelter at the school",
        "cost-0-words": "โครงหลังคา",
        "cost-0-amount": "450000",
    }
    for name, text in texts.items():
        head.write(page.locator(f"#id_{name}"), text)
    head.follow(page.locator(SUBMIT))
    told = head.open(proposal).locator("main").inner_text()
    assert BECAUSE in told
    assert "บ้านของข้าพเจ้าอยู่ติดป้ายรถนี้" in told
    assert head.settled() == []


def announce(head: Visitor, public_id: str) -> None:
    """From here on no rule can be changed."""
    page = head.open(f"/rounds/{public_id}/desk/")
    assert head.settled() == []
    head.follow(page.locator("button[name=announce]"))


def set_up_booth(head: Visitor, public_id: str) -> str:
    """A booth with ten papers; its address."""
    page = head.open(f"/rounds/{public_id}/booths/new/")
    for name, text in {"name": "ศาลาบ้านสวน", "place": "หมู่ 3", "delivered": "10"}.items():
        head.write(page.locator(f"#id_{name}"), text)
    head.follow(page.locator(SUBMIT))
    sheet = page.locator("article h2 a").first.get_attribute("href") or ""
    return sheet.removeprefix(f"/{head.mode.language}")


def serve(counter: Visitor, booth: str, email: str) -> None:
    """One person at the table: looked up by number, a paper handed out, the paper in the box."""
    serial = int("".join(filter(str.isdigit, email.split("@", maxsplit=1)[0])))
    page = counter.open(f"{booth}table/")
    counter.write(page.locator("#id_number"), thai_number(70_000 + serial))
    counter.follow(page.locator("main form button[type=submit]:visible").first)
    assert counter.settled() == []
    counter.follow(page.locator("button[value=out]"))
    counter.follow(page.locator("button[value=in]"))


def vote(visitor: Visitor, public_id: str) -> str:
    """The winner and one other; the number of the receipt."""
    page = visitor.open(f"/rounds/{public_id}/ballot/")
    for code in ("P01", "P02"):
        visitor.press(page.locator(f"input[value={code}]"))
    assert visitor.settled() == []
    visitor.follow(page.locator(SUBMIT).first)
    assert visitor.settled() == []
    visitor.follow(page.locator(SUBMIT).first)
    assert visitor.settled() == []
    receipt = page.locator("a[href*='/record/receipts/']").first.get_attribute("href") or ""
    return receipt.rstrip("/").split("/")[-1]


def key_and_close(staff: dict[str, Visitor], booth: str) -> None:
    """The box is opened; two people key both papers, once differently; two officers confirm."""
    counter, second = staff["counter"], staff["counter2"]
    page = counter.open(f"{booth}close/")
    for name, text in {"found": "2", "unused": "8"}.items():
        counter.write(page.locator(f"#id_{name}"), text)
    counter.follow(page.locator(SUBMIT))
    for reader, readings in ((counter, ("P01 P02", "P01")), (second, ("P01 P02", "P03"))):
        for number, codes in enumerate(readings, 1):
            key_paper(reader, booth, number, codes)
    assert second.settled() == []
    assert page_says(second, f"{booth}key/", "P03")
    key_paper(second, booth, 2, "P01")
    for officer in (counter, second):
        page = officer.open(f"{booth}close/")
        officer.follow(page.locator(SUBMIT))
    assert "/close/" not in page.url
    assert second.settled() == []


def key_paper(reader: Visitor, booth: str, number: int, codes: str) -> None:
    page = reader.open(f"{booth}key/")
    page.fill("#id_number", str(number))
    reader.write(page.locator("#id_codes"), codes)
    reader.follow(page.locator(SUBMIT).first)


def page_says(visitor: Visitor, path: str, words: str) -> bool:
    """Whether the page has the words."""
    return words in visitor.open(path).locator("main section.panel").inner_text()


def confirm(officer: Visitor, public_id: str) -> None:
    """One officer's word that the ballot is over."""
    page = officer.open(f"/rounds/{public_id}/desk/")
    officer.follow(page.locator("button[name=confirm]"))
    assert officer.settled() == []


def read_result(visitor: Visitor, public_id: str) -> str:
    """The result on a phone in English; the code of the proposal that won."""
    page = visitor.open(f"/rounds/{public_id}/result/")
    assert visitor.settled() == []
    said = page.locator("main").inner_text()
    assert "Equal shares" in said or "equal shares" in said
    assert "A shelter at the school" in said
    return "P01"


def recount(site: Site, public_id: str, folder: Path) -> None:
    """Anybody: take the program from the site, and let it count again from the record and the open data."""
    program = folder / "siang-verify.py"
    with urllib.request.urlopen(f"{site.url}/record/siang-verify.py", timeout=10) as answer:
        program.write_bytes(answer.read())
    command = [sys.executable, "-I", str(program), "result", site.url, public_id]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert said.returncode == 0, said.stderr
    assert "P01" in said.stdout


def find_own(visitor: Visitor, public_id: str, receipt: str) -> None:
    """A sealed round: the receipt shows that the ballot is there, and no more."""
    page = visitor.open(f"/rounds/{public_id}/own-ballot/?receipt={receipt}")
    assert page.locator("#found").count() == 1
    assert TITLE not in page.locator("main").inner_text()
    assert visitor.settled() == []


def begin_the_work(officer: Visitor, public_id: str, code: str) -> None:
    """A plan with a milestone, and the report that it is reached, with a photograph."""
    today = datetime.now(ZoneInfo("Asia/Bangkok")).date()
    page = officer.open(f"/rounds/{public_id}/works/{code}/plan/")
    dates = {"starts": today, "due": today + timedelta(days=60), "step-0-due": today + timedelta(days=5)}
    for name, day in dates.items():
        page.fill(f"#id_{name}", day.isoformat())
    page.fill("#id_step-0-title", "ลงนามสัญญา")
    page.fill("#id_step-0-title_en", "Contract signed")
    assert officer.settled() == []
    officer.follow(page.locator(SUBMIT).first)
    page = officer.open(f"/rounds/{public_id}/works/{code}/report/")
    texts = {
        "percent": "10",
        "paid": "45000",
        "words": "ลงนามสัญญาแล้ว",
        "words_en": "The contract is signed.",
        "photo_words": "ป้ายโครงการ",
    }
    for name, text in texts.items():
        page.fill(f"#id_{name}", text)
    page.select_option("#id_milestone", index=1)
    page.set_input_files("#id_photo", files=picture())
    assert officer.settled() == []
    officer.follow(page.locator(SUBMIT).first)


def read_the_work(visitor: Visitor, public_id: str, code: str) -> None:
    """Everybody sees how far it is, in English, on a phone."""
    page = visitor.open(f"/rounds/{public_id}/works/{code}/")
    expect(page.locator("main")).to_contain_text("The contract is signed.")
    expect(page.locator("main")).to_contain_text("reached")
    assert visitor.settled() == []
