"""Starting: one question a page, saved each time; what is similar first; initiators by code; the queue."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from consult.texts.models import Law
from petitions import actions
from petitions.actions.drafting import confirmed, lacking
from petitions.models import DelayNotice, Petition
from tests.factories import petitions as make
from tests.factories.people import PASSWORD, Cast, citizen


def signed_in(email: str) -> Client:
    client = Client()
    assert client.login(username=email, password=PASSWORD)
    return client


def begun(cast: Cast, mali: Client, kind: str = "agency") -> Petition:
    title = {"title": "ขอห้องสมุดเปิดวันหยุด", "addressee": cast.agency.pk}
    assert mali.post(f"/th/petitions/start/{kind}/begin/", title).status_code == 302
    petition: Petition = Petition.objects.get()
    return petition


def test_it_works(cast: Cast) -> None:
    mali = signed_in("mali@example.org")
    petition = begun(cast, mali)
    address = f"/th/petitions/{petition.public_id}"
    steps = [("summary", {"summary": "ขอให้เปิดวันเสาร์"}), ("background", {"background": "เด็กไม่มีที่อ่าน"}), ("english", {})]
    for name, words in steps:
        assert mali.get(f"{address}/write/{name}/").status_code == 200
        assert mali.post(f"{address}/write/{name}/", words).status_code == 302
    answers = mali.get(f"{address}/draft/").content.decode()
    assert "เด็กไม่มีที่อ่าน" in answers
    assert mali.post(f"{address}/submit/").status_code == 302
    petition.refresh_from_db()
    assert petition.state == "principle"


def test_a_stranger_chooses_a_kind_before_signing_in(client: Client, cast: Cast) -> None:
    assert "/th/petitions/start/agency/" in client.get("/th/petitions/start/").content.decode()
    assert "/login/" in client.get("/th/petitions/start/agency/")["Location"]


def test_every_answer_is_saved_and_one_comes_back_to_the_first_open_page(cast: Cast) -> None:
    mali = signed_in("mali@example.org")
    petition = begun(cast, mali)
    mali.post(f"/th/petitions/{petition.public_id}/write/summary/", {"summary": "ขอให้เปิดวันเสาร์"})
    page = mali.get(f"/th/petitions/{petition.public_id}/draft/").content.decode()
    assert "/write/background/" in page
    assert [str(one) for one in lacking(Petition.objects.get())]


def test_similar_petitions_are_found_by_thai_words(cast: Cast) -> None:
    make.collecting(cast)  # ขอทางเท้าที่เดินได้จริง
    mali = signed_in("mali@example.org")
    page = mali.get("/th/petitions/start/agency/", {"title": "ซ่อมทางเท้าหน้าตลาด"}).content.decode()
    assert "ขอทางเท้าที่เดินได้จริง" in page


def test_acts_concerned_are_shown_first_and_one_is_chosen(cast: Cast) -> None:
    law = Law.objects.create(
        slug="lottery", title="พระราชบัญญัติสำนักงานสลากกินแบ่งรัฐบาล พ.ศ. ๒๕๑๗", year_be=2517, status=Law.Status.IN_FORCE
    )
    Law.objects.create(slug="salt", title="พระราชบัญญัติเกลือ พ.ศ. ๒๕๕๐", year_be=2550, status=Law.Status.IN_FORCE)
    mali = signed_in("mali@example.org")
    title = {"title": "แก้กฎหมายสลากกินแบ่งให้โปร่งใส"}
    page = mali.get("/th/petitions/start/agency/", title).content.decode()
    assert law.title in page
    assert "เกลือ" not in page
    mali.post("/th/petitions/start/agency/begin/", title | {"addressee": cast.agency.pk, "concerns": law.pk})
    petition = Petition.objects.get()
    assert petition.concerns == law
    address = f"/th/petitions/{petition.public_id}/write/concerns/"
    assert law.title in mali.get(address).content.decode()
    assert mali.post(f"{address}?back=1", {"concerns": ""}).status_code == 302
    assert Petition.objects.get().concerns is None


@pytest.fixture
def inviting(cast: Cast) -> Petition:
    petition = make.draft(cast)
    actions.invite(by=cast.petitioner, petition=petition)
    return petition


def test_an_initiator_joins_by_code_with_their_own_identity(cast: Cast, inviting: Petition) -> None:
    krit = signed_in("krit@example.org")
    code = str(inviting.invite_code)
    found = krit.get("/th/petitions/join/", {"code": f"{code[:4].upper()} {code[4:]}"})
    assert found.status_code == 302
    assert krit.get(found["Location"]).status_code == 200
    assert krit.post(found["Location"]).status_code == 302
    assert confirmed(inviting) == 2
    assert krit.get("/th/petitions/join/", {"code": "zzzzzzzz"}).status_code == 422


def test_a_changed_text_is_confirmed_again(cast: Cast, inviting: Petition) -> None:
    actions.join(by=cast.co_signer, petition=inviting)
    with pytest.raises(AlreadyDone):
        actions.join(by=cast.co_signer, petition=inviting)
    actions.revise(by=cast.petitioner, petition=inviting, text={"summary": "ขออย่างอื่น"})
    assert confirmed(inviting) == 1
    actions.join(by=cast.co_signer, petition=inviting)
    assert confirmed(inviting) == 2


def test_an_initiator_may_leave_until_it_is_submitted(cast: Cast, inviting: Petition) -> None:
    actions.join(by=cast.co_signer, petition=inviting)
    actions.leave(by=cast.co_signer, petition=inviting)
    assert confirmed(inviting) == 1
    actions.join(by=cast.co_signer, petition=inviting)
    actions.submit(by=cast.petitioner, petition=inviting)
    with pytest.raises(Closed):
        actions.leave(by=cast.co_signer, petition=inviting)


def test_a_bill_needs_twenty_initiators_and_four_documents(cast: Cast) -> None:
    documents = {"sections": [{"label": "มาตรา 1", "text": "…"}], "principle": "ก", "analysis": "ข"}
    petition = make.draft(cast, "act-2564", **documents)
    actions.invite(by=cast.petitioner, petition=petition)
    for _ in range(18):
        actions.join(by=citizen(), petition=petition)
    with pytest.raises(Refused):
        actions.submit(by=cast.petitioner, petition=petition)
    actions.join(by=citizen(), petition=petition)
    actions.submit(by=cast.petitioner, petition=petition)
    assert petition.state == "principle"


def test_the_queue_and_its_delays_are_public(cast: Cast) -> None:
    make.submitted(cast)
    until = timezone.localdate() + timedelta(days=20)
    with pytest.raises(NotEligible):
        actions.announce_delay(by=cast.counter, agency=cast.agency, reason="คำร้องมาก", until=until)
    actions.announce_delay(by=cast.head, agency=cast.agency, reason="คำร้องมากกว่าปกติ", until=until)
    page = Client().get("/th/petitions/queue/").content.decode()
    assert "คำร้องมากกว่าปกติ" in page
    assert str(cast.agency.name) in page
    assert "ขอทางเท้า" not in page
    assert DelayNotice.objects.in_force().count() == 1


def test_a_hidden_petition_says_why_and_nothing_else(cast: Cast) -> None:
    petition = make.collecting(cast)
    actions.hide(by=cast.moderator, petition=petition, reason="มีข้อมูลส่วนบุคคลของผู้อื่น")
    page = Client().get(petition.get_absolute_url()).content.decode()
    assert "มีข้อมูลส่วนบุคคลของผู้อื่น" in page
    assert petition.title not in page
