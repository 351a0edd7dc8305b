"""An officer brings a text in: read, corrected, kept as a version in preparation; nothing good is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Role, User
from consult.importing import actions
from consult.importing.models import Import
from consult.texts import store
from consult.texts.models import Law, TextVersion
from tests.consult.importing.files import DRAFT, docx, with_part
from tests.factories.people import Cast, agency, officer

START = "/th/laws/import/"


@pytest.fixture
def at_work(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


def send(client: Client, cast: Cast, name: str, content: bytes) -> str:
    file = SimpleUploadedFile(name, content)
    response = client.post(START, {"agency": cast.agency.pk, "file": file, "words": ""})
    return response.headers.get("Location", response.content.decode())


def keep(client: Client, draft: Import, **changes: object) -> str:
    form = {"label": "ร่างครั้งที่ ๑", "title": "ร่างพระราชบัญญัติทดสอบ", "year_be": 2569, "status": "draft"}
    response = client.post(f"{draft.get_absolute_url()}keep/", form | changes)
    return response.headers.get("Location", response.content.decode())


def test_it_works(at_work: Client, cast: Cast) -> None:
    address = send(at_work, cast, "draft.docx", docx())
    draft = Import.objects.get()
    assert address == draft.get_absolute_url()
    page = at_work.get(address).content.decode()
    assert "มาตรา ๒" in page
    assert "บททั่วไป" in page
    kept = keep(at_work, draft)
    version = TextVersion.objects.get()
    assert kept == f"/th/laws/{version.law.slug}/prepare/1/"
    assert version.published_at is None
    assert version.law.agency == cast.agency
    assert list(version.provisions.order_by("position").values_list("eid", flat=True)) == [
        "preamble", "preamble__para_1", "sec_1", "sec_1__para_1", "chp_1", "sec_2", "sec_2__para_1",
        "sec_2__para_1__item_1", "sec_2__para_1__item_2", "sec_3", "sec_3__para_1",
    ]  # fmt: skip
    assert at_work.get(kept).status_code == 200


def test_pasted_text_and_akoma_ntoso_go_the_same_way(at_work: Client, cast: Cast) -> None:
    at_work.post(START, {"agency": cast.agency.pk, "words": "\n".join(DRAFT)})
    keep(at_work, Import.objects.get())
    version = TextVersion.objects.get()
    unpublished = at_work.get(f"/th/laws/{version.law.slug}/versions/1/akn.xml")
    assert unpublished.status_code == 404
    store.freeze(version)
    xml = at_work.get(f"/th/laws/{version.law.slug}/versions/1/akn.xml")
    assert xml["Content-Type"] == "application/akn+xml"
    send(at_work, cast, "law.xml", xml.content)
    again = Import.objects.order_by("-started_at")[0]
    assert again.form == "akn"
    assert actions.counted(again) == actions.counted(Import.objects.order_by("started_at")[0])


def test_the_text_can_be_put_right_and_is_read_again(at_work: Client, cast: Cast) -> None:
    at_work.post(START, {"agency": cast.agency.pk, "words": "มาตรา ๕ ก\nมาตรา ๕ ข"})
    draft = Import.objects.get()
    assert "มาตรา ๕" in at_work.get(draft.get_absolute_url()).content.decode()
    assert "ยังแยกบางมาตราออกจากกันไม่ได้" in keep(at_work, draft)
    assert not TextVersion.objects.exists()
    at_work.post(f"{draft.get_absolute_url()}text/", {"words": "มาตรา ๕ ก\nมาตรา ๖ ข"})
    keep(at_work, draft)
    assert TextVersion.objects.get().provisions.filter(eid="sec_6").exists()


def test_a_text_without_sections_stays_a_draft(at_work: Client, cast: Cast) -> None:
    at_work.post(START, {"agency": cast.agency.pk, "words": "บันทึกหลักการและเหตุผล"})
    draft = Import.objects.get()
    assert "ไม่พบมาตรา" in at_work.get(draft.get_absolute_url()).content.decode()
    assert draft.words == "บันทึกหลักการและเหตุผล"


def test_a_bad_file_is_explained_beside_the_field(at_work: Client, cast: Cast) -> None:
    page = send(at_work, cast, "a.docx", with_part(docx(), "word/vbaProject.bin", b"x"))
    assert "แมโคร" in page
    assert "แมโคร" in Import.objects.get().problem


def test_nul_and_damage_in_pasted_text_lose_nothing_else(at_work: Client, cast: Cast) -> None:
    at_work.post(START, {"agency": cast.agency.pk, "words": "มาตรา ๑ ก\x00ข ส าคัญ"})
    draft = Import.objects.get()
    assert draft.reading[0][0].children[0].text == "กข สำคัญ"


def test_the_next_version_of_a_law_follows_its_last(at_work: Client, cast: Cast) -> None:
    draft = actions.start(by=cast.officer, agency=cast.agency, name="", form="pasted", words="มาตรา ๑ ก")
    first = actions.make_version(
        by=cast.officer, draft=draft, label="๑", name=actions.Name("ร่าง", "", 2569, Law.Status.DRAFT)
    )
    store.freeze(first)
    again = actions.start(by=cast.officer, agency=cast.agency, name="", form="pasted", words="มาตรา ๑ ข")
    keep(at_work, again, law=first.law.pk, label="๒")
    second = TextVersion.objects.get(number=2)
    assert second.provisions.get(eid="sec_1").identity == first.provisions.get(eid="sec_1").identity


def test_a_kept_text_is_not_kept_again(at_work: Client, cast: Cast) -> None:
    at_work.post(START, {"agency": cast.agency.pk, "words": "มาตรา ๑ ก"})
    draft = Import.objects.get()
    keep(at_work, draft)
    assert "เป็นฉบับของกฎหมายแล้ว" in keep(at_work, draft)
    assert TextVersion.objects.count() == 1


WHO = ["stranger", "citizen", "counter", "moderator", "elsewhere", "officer", "head"]


def person(cast: Cast, who: str) -> User | None:
    people = {
        "citizen": cast.petitioner.user, "counter": cast.counter, "moderator": cast.moderator,
        "officer": cast.officer, "head": cast.head,
    }  # fmt: skip
    if who == "elsewhere":
        return officer(Role.AUTHOR, "elsewhere@example.org", agency("elsewhere", "ที่อื่น"))
    return people.get(who)


@pytest.mark.parametrize("who", WHO)
def test_who_may_bring_texts_in(client: Client, cast: Cast, who: str) -> None:
    draft = actions.start(by=cast.officer, agency=cast.agency, name="", form="pasted", words="มาตรา ๑ ก")
    user = person(cast, who)
    if user:
        client.force_login(user)
    allowed = who in {"officer", "head"}
    statuses = {
        path: client.get(f"{START}{path}").status_code
        for path in ("", f"{draft.pk}/", f"{draft.pk}/text/", f"{draft.pk}/keep/")
    }
    if who == "stranger":
        assert set(statuses.values()) == {302}
    elif who == "elsewhere":
        assert statuses[""] == 200
        assert {status for path, status in statuses.items() if path} == {404}
    else:
        assert set(statuses.values()) == {200 if allowed else 403}


def test_a_reviewer_brings_a_text_in_and_an_author_goes_on(client: Client, cast: Cast) -> None:
    client.force_login(officer(Role.REVIEWER, "reviewer@example.org", cast.agency))
    draft = actions.start(by=cast.officer, agency=cast.agency, name="", form="pasted", words="มาตรา ๑ ก")
    kept = keep(client, draft)
    assert kept == draft.get_absolute_url()
    page = client.get(kept)
    assert page.status_code == 200
    assert "/prepare/" not in page.content.decode()


def test_a_heading_is_put_right_after_the_text_was_kept(at_work: Client, cast: Cast) -> None:
    words = "หมวด ๑\nบททั่วไป\nมาตรา ๑ ก\nส่วนที่ ๑\nเล็ก\nมาตรา ๒ ข\nหมวด ๒\nท้าย\nมาตรา ๓ ค"
    at_work.post(START, {"agency": cast.agency.pk, "words": words})
    kept = keep(at_work, Import.objects.get())
    assert f"{kept}headings/chp_1/" in at_work.get(kept).content.decode()
    taken = at_work.post(f"{kept}headings/chp_1/", {"number": "๒", "words": "ข้อความเบื้องต้น"})
    assert taken.status_code == 422
    assert at_work.get(f"{kept}headings/sec_1/").status_code == 404
    assert at_work.post(f"{kept}headings/chp_1/", {"number": "5", "words": "ข้อความเบื้องต้น"}).status_code == 302
    found = TextVersion.objects.get().provisions.headings().values_list("eid", "label", "heading")
    assert list(found) == [
        ("chp_5", "หมวด ๕", "ข้อความเบื้องต้น"), ("chp_5__part_1", "ส่วนที่ ๑", "เล็ก"), ("chp_2", "หมวด ๒", "ท้าย"),
    ]  # fmt: skip


def test_the_first_version_of_a_law_can_be_looked_at_before_it_is_published(at_work: Client, cast: Cast) -> None:
    at_work.post(START, {"agency": cast.agency.pk, "words": "\n".join(DRAFT)})
    kept = keep(at_work, Import.objects.get())
    page = at_work.get(f"{kept}changes/")
    assert page.status_code == 200
    assert "มาตรา ๓" in page.content.decode()
