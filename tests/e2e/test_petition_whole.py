"""A petition from the first sentence to the official answer: on a phone, on paper, in both languages."""

import json
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from uuid import uuid4

import pyrage
from playwright.sync_api import Locator, expect

from tests.e2e.visitor import DESKTOP, Mode, Visitor
from tests.factories.people import thai_number
from tests.site import Site

PEOPLE = "tests/e2e/petition_people.py"
STAFF_PASSWORD = "siang-demo-2569"
PHONE = replace(DESKTOP, name="phone", width=360)
ENGLISH = replace(DESKTOP, name="english", language="en", width=360)
TOWN, KIND, NEEDED = "mueang-tuayang", "whole-walk", 24


def test_it_works(visit: Callable[[Mode], Visitor], newcomers: Iterator[str], site: Site) -> None:
    site.run(PEOPLE, "kind", KIND, "0")
    emails = [next(newcomers) for _ in range(8)]
    mali, krit, nok, som, manee = (visit(mode) for mode in (PHONE, ENGLISH, PHONE, ENGLISH, PHONE))
    for person, email in zip((mali, krit, nok, som, manee), emails, strict=False):
        person.sign_in(email)
    public_id = write(mali, f"ขอสวนสาธารณะริมน้ำ {uuid4().hex[:6]}")
    code = invite(mali, public_id)
    for person in (krit, nok):
        join(person, code)
    site.run(PEOPLE, "initiators", public_id, "17", *emails)
    represent(mali, krit, public_id)
    submit(mali, public_id)
    open_for_names(visit(DESKTOP), public_id)

    site.run(PEOPLE, "online", public_id, str(NEEDED - 7), *emails)
    for person in (mali, krit):
        sign(person, public_id, tell_me=False)
    key_a_sheet(visit(DESKTOP), public_id, [*emails[5:], emails[0]])
    second_screen = visit(DESKTOP)
    second_screen.open(f"/petitions/{public_id}/")
    expect(total_on(second_screen)).to_have_text(str(NEEDED - 2), timeout=30_000)
    sign(som, public_id, tell_me=True)
    sign(manee, public_id, tell_me=False)
    expect(total_on(second_screen)).to_have_text(str(NEEDED), timeout=30_000)

    hand_over(mali, public_id)
    the_clock_runs(som, public_id)
    officer, head = visit(DESKTOP), visit(ENGLISH)
    officer.sign_in("officer@example.org", STAFF_PASSWORD)
    head.sign_in("head@example.org", STAFF_PASSWORD)
    open_the_package(officer, head, public_id)
    consider(officer, head, public_id)
    answer(officer, public_id)
    signers_are_told(som, manee, public_id)


def write(visitor: Visitor, title: str) -> str:
    """One question a page; the public id of the draft."""
    page = visitor.open(f"/petitions/start/{KIND}/")
    assert visitor.settled() == []
    go_on(visitor, {"title": title})
    assert visitor.settled() == []
    go_on(visitor, {})
    go_on(visitor, {"summary": "ขอให้เทศบาลทำสวนสาธารณะริมน้ำ"})
    go_on(visitor, {"background": "เด็กและผู้สูงอายุไม่มีที่เดินเล่น"})
    go_on(visitor, {"title_en": "A park by the river"})
    assert "/draft/" in page.url
    assert visitor.settled() == []
    return page.url.rstrip("/").split("/")[-2]


def go_on(visitor: Visitor, answers: dict[str, str]) -> None:
    for name, words in answers.items():
        visitor.write(visitor.page.locator(f"#id_{name}"), words)
    visitor.follow(visitor.page.locator("main form button[type=submit]").last)


def invite(visitor: Visitor, public_id: str) -> str:
    """Ask for initiators; the code to hand out."""
    visitor.follow(visitor.page.locator(f"form[action$='/{public_id}/invite/'] button"))
    assert visitor.settled() == []
    return visitor.page.locator("main code").first.inner_text()


def join(visitor: Visitor, code: str) -> None:
    """Type the code, read the text, become an initiator by one's own identity."""
    visitor.open("/petitions/join/")
    go_on(visitor, {"code": f"{code[:4]} {code[4:]}"})
    assert visitor.settled() == []
    visitor.follow(visitor.page.locator("main form button[type=submit]"))
    assert "/joined/" in visitor.page.url


def represent(leader: Visitor, other: Visitor, public_id: str) -> None:
    """The petitioner agrees to act for the signers, and hands the address to a second one, who reads it in English."""
    leader.open(f"/petitions/{public_id}/draft/")
    leader.follow(leader.page.locator("a.button[href*='/stand/']"))
    assert leader.settled() == []
    address = leader.page.url
    leader.follow(leader.page.locator("main form button[type=submit]"))
    page = other.open(address.replace("/th/", "/en/"))
    assert other.settled() == []
    other.follow(page.locator("main form button[type=submit]"))
    assert "You are one of the representatives" in page.locator("main").inner_text()


def key_a_sheet(counter: Visitor, public_id: str, emails: list[str]) -> None:
    """Print a sheet, type its four lines, see what becomes of them, record: the last one has signed on a phone."""
    counter.sign_in("counter@example.org", STAFF_PASSWORD)
    page = counter.open(f"/petitions/{public_id}/sheets/print/")
    counter.write(page.locator("#id_number"), "1")
    counter.follow(page.locator("button[name=page]"))
    code = page.locator(".sheet__number").first.inner_text().replace("-", "")
    counter.open("/petitions/paper/")
    counter.write(page.locator("#id_sheet"), code)
    counter.follow(page.locator("main form button[type=submit]"))
    for number, email in enumerate(emails, 1):
        serial = int("".join(filter(str.isdigit, email.split("@")[0])))
        counter.write(page.locator(f"#identity-{number}"), thai_number(70_000 + serial))
        counter.write(page.locator(f"#given_name-{number}"), "ผู้มาใหม่")
        counter.write(page.locator(f"#family_name-{number}"), f"คนที่ {serial}")
        counter.write(page.locator(f"#birth-{number}"), "๔ มี.ค. ๒๕๒๘")
    counter.follow(page.locator("button[name=check]"))
    assert counter.settled() == []
    assert [page.locator("tbody .tag--done").count(), page.locator("tbody .tag--bad").count()] == [3, 1]
    counter.follow(page.locator("button[name=record]"))
    assert page.locator("tbody tr").count() == 4
    assert counter.settled() == []


def submit(visitor: Visitor, public_id: str) -> None:
    page = visitor.open(f"/petitions/{public_id}/draft/")
    visitor.follow(page.locator(f"form[action$='/{public_id}/submit/'] button"))
    assert visitor.settled() == []


def open_for_names(officer: Visitor, public_id: str) -> None:
    """The moderator finds it on the desk and opens it."""
    officer.sign_in("moderator@example.org", STAFF_PASSWORD)
    page = officer.open("/petitions/desk/")
    officer.follow(page.locator(f"a[href$='/{public_id}/decide/']").first)
    officer.follow(page.locator("form:has(input[value=open]) button[type=submit]"))
    assert page.url.endswith(f"/petitions/{public_id}/")


def total_on(visitor: Visitor) -> Locator:
    return visitor.page.locator("[data-figure=total]").first


def sign(visitor: Visitor, public_id: str, *, tell_me: bool) -> None:
    """Read, identity, confirm: two pages."""
    page = visitor.open(f"/petitions/{public_id}/")
    visitor.follow(page.locator("a.button[href$='/sign/']"))
    assert visitor.settled() == []
    if tell_me:
        visitor.press(page.locator("#id_tell_me"))
    visitor.follow(page.locator("main form button[type=submit]"))
    assert "/record/receipts/" in page.url


def hand_over(visitor: Visitor, public_id: str) -> None:
    page = visitor.open(f"/petitions/{public_id}/draft/")
    visitor.follow(page.locator(f"form[action$='/{public_id}/deliver/'] button"))


def the_clock_runs(visitor: Visitor, public_id: str) -> None:
    """Everybody sees until when the authority has to answer, in both languages; nobody can sign any more."""
    for language, words in (("en", "30 days left"), ("th", "เหลือ 30 วัน")):
        page = visitor.open(f"{visitor.url}/{language}/petitions/{public_id}/")
        text = page.locator("main").inner_text()
        # The last day moves to a working day, so the number may be a little more.
        assert words in text or any(words.replace("30", str(days)) in text for days in range(31, 37)), text
        assert page.locator("a.button[href$='/sign/']").count() == 0
        assert visitor.settled() == []


def open_the_package(officer: Visitor, head: Visitor, public_id: str) -> None:
    """Two persons certify; the package opens with the authority's key and nothing else; receipt is confirmed."""
    secret = pyrage.x25519.Identity.generate()
    page = head.open(f"/petitions/handover/{TOWN}/key/")
    head.write(page.locator("#id_recipient"), str(secret.to_public()))
    head.follow(page.locator("main form button[type=submit]").last)
    address = f"/petitions/{public_id}/package/"
    officer.open(address)
    officer.follow(officer.page.locator("button[name=ask]"))
    head.open(address)
    head.follow(head.page.locator("button[name=certify]"))
    page = officer.open(address)
    for _ in range(60):
        if page.locator("form[action*='/package/'] button").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    with page.expect_download() as download:
        page.locator("form[action*='/package/'] button").click()
    opened = pyrage.decrypt(download.value.path().read_bytes(), [secret])
    with tarfile.open(fileobj=BytesIO(opened)) as archive:
        manifest = json.load(archive.extractfile("manifest.json") or BytesIO(b"{}"))
    assert (manifest["total"], manifest["by_channel"]["paper"]) == (NEEDED, 3)
    page.reload()
    officer.write(page.locator("#id_code"), manifest["opening_code"])
    officer.follow(page.locator("form:has(#id_code) button[type=submit]"))
    assert "/record/receipts/" in page.url


def consider(officer: Visitor, head: Visitor, public_id: str) -> None:
    """Checked and accepted; heard first, then debated and decided, by officers in two languages."""
    take(officer, public_id, "begin-check")
    page = officer.open(f"/petitions/{public_id}/check/")
    officer.press(page.locator("input[name=accepted][value=yes]"))
    officer.follow(page.locator("main form button[type=submit]"))
    take(officer, public_id, "open-hearing", "ศาลาริมน้ำ ทุกวันเสาร์")
    assert head.open(f"/petitions/{public_id}/case/").locator("input[value=debate]").count() == 0
    take(head, public_id, "publish-hearing", "Two hundred people came; most want shade.")
    take(head, public_id, "debate", "The council debated it in its ordinary session.")
    take(officer, public_id, "conclude", "สภาเทศบาลเห็นชอบ")
    text = head.open(f"/petitions/{public_id}/").locator("main").inner_text()
    assert "most want shade" in text
    assert "ordinary session" in text


def take(officer: Visitor, public_id: str, verb: str, note: str = "") -> None:
    """One next step, with its public note."""
    page = officer.open(f"/petitions/{public_id}/case/")
    form = page.locator(f"form:has(input[name=verb][value={verb}])")
    if note:
        officer.write(form.locator("textarea"), note)
    assert officer.settled() == []
    officer.follow(form.locator("button[type=submit]"))


def answer(officer: Visitor, public_id: str) -> None:
    """The authority answers, with the letter."""
    page = officer.open("/petitions/desk/")
    officer.follow(page.locator(f"a[href$='/{public_id}/case/']").first)
    assert officer.settled() == []
    officer.follow(page.locator(f"a[href$='/{public_id}/answer/']").first)
    page.fill("#id_text", "จะเริ่มก่อสร้างในปีงบประมาณหน้า")
    page.fill("#id_text_en", "Work begins in the next budget year.")
    page.set_input_files("#id_document", {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n"})
    officer.follow(page.locator("main form button[type=submit]"))
    assert "/record/receipts/" in page.url


def signers_are_told(asked: Visitor, did_not: Visitor, public_id: str) -> None:
    """Who asked for it finds the answer in their notices; who did not is left alone. Everybody can read it."""
    page = asked.open("/account/notices/")
    expect_told = page.get_by_role("link", name="The official answer was published", exact=False)
    for _ in range(20):
        if expect_told.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    assert expect_told.count() >= 1
    assert "A park by the river" in page.locator("main").inner_text()
    assert public_id not in did_not.open("/account/notices/").content()
    page = asked.open(f"/petitions/{public_id}/")
    assert "Work begins in the next budget year." in page.locator("main").inner_text()
    page = did_not.open(f"/petitions/{public_id}/")
    assert "จะเริ่มก่อสร้างในปีงบประมาณหน้า" in page.locator("main").inner_text()
    assert did_not.settled() == []
