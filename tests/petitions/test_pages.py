"""Pages: whole, for strangers without cookies, in few queries, refusing clearly."""

import pytest
from django.test import Client
from django.utils import translation

from petitions import actions, rules
from petitions.models import Petition, Signature
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import PASSWORD, Cast


def signed_in(email: str) -> Client:
    client = Client()
    assert client.login(username=email, password=PASSWORD)
    return client


@pytest.fixture
def mali(cast: Cast) -> Client:
    return signed_in("mali@example.org")


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    "page", ["", "kinds/", "how/", "clocks/", "queue/", "{id}/", "{id}/names/", "?show=overdue", "?show=x&after=9"]
)
def test_it_works_for_strangers(cast: Cast, language: str, page: str, django_assert_max_num_queries: object) -> None:
    petition = make.delivered(cast)
    actions.answer(by=cast.head, petition=petition, text="จะซ่อมภายในเดือนหน้า")
    seal_all()
    client = Client()
    address = f"/{language}/petitions/{page.format(id=petition.public_id)}"
    client.get(address)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert response.headers["ETag"]
    assert client.get(address, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ["", "{id}", "{id}/count.json", "{id}/series.json"])
def test_open_data_is_the_same_for_everybody(cast: Cast, address: str) -> None:
    petition = make.reached(cast)
    response = Client().get(f"/api/petitions/{address.format(id=petition.public_id)}")
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_open_data_has_the_shape_of_the_uk_parliament(cast: Cast) -> None:
    petition = make.reached(cast)
    found = Client().get(f"/api/petitions/{petition.public_id}").json()
    assert found["data"]["type"] == "petition"
    assert {"action", "background", "state", "signature_count", "opened_at"} <= found["data"]["attributes"].keys()
    assert found["data"]["attributes"]["signature_count"] == 2


def test_a_citizen_signs_in_two_steps(cast: Cast) -> None:
    petition = make.collecting(cast)
    krit = signed_in("krit@example.org")
    page = krit.get(f"/th/petitions/{petition.public_id}/sign/")
    assert "กฤษณ์ ร่วมใจ" in page.content.decode()
    answer = krit.post(f"/th/petitions/{petition.public_id}/sign/", {"name_public": "on"})
    assert answer.status_code == 302
    assert "/record/receipts/" in answer["Location"]
    seal_all()
    assert "กฤษณ์ ร่วมใจ" in Client().get(f"/th/petitions/{petition.public_id}/names/").content.decode()


def test_signing_takes_two_statements(cast: Cast, django_assert_num_queries: object) -> None:
    petition = make.collecting(cast)
    krit = signed_in("krit@example.org")
    Client().get(petition.get_absolute_url())
    rules.signable(petition.public_id)
    with django_assert_num_queries(2):  # type: ignore[operator]  # the session with its person, the act with its entry
        assert krit.post(f"/th/petitions/{petition.public_id}/sign/").status_code == 302


def test_a_double_click_gets_a_clear_page_and_one_signature(cast: Cast) -> None:
    petition = make.collecting(cast)
    krit = signed_in("krit@example.org")
    codes = [krit.post(f"/th/petitions/{petition.public_id}/sign/").status_code for _ in range(2)]
    assert codes == [302, 409]
    assert Signature.objects.count() == 1


def test_a_stranger_is_led_to_the_sign_in_page_and_learns_nothing(cast: Cast) -> None:
    petition = make.collecting(cast)
    make.sign(petition, cast.co_signer)
    response = Client().get(f"/th/petitions/{petition.public_id}/sign/")
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_it_says_why_somebody_cannot_sign(cast: Cast) -> None:
    petition = make.draft(cast, "local-2565", sections=[{"label": "ข้อ 1", "text": "…"}])
    cast.agency.areas.set([cast.petitioner.area])
    actions.submit(by=cast.petitioner, petition=petition)
    actions.open_collecting(by=cast.head, petition=petition, electors=1000)
    nok = signed_in("nok@example.org")
    with translation.override("en"):
        page = nok.get(f"/en/petitions/{petition.public_id}/sign/").content.decode()
    assert "another area" in page
    assert nok.post(f"/en/petitions/{petition.public_id}/sign/").status_code == 403


def test_taking_a_signature_back(cast: Cast) -> None:
    petition = make.collecting(cast)
    make.sign(petition, cast.co_signer)
    krit = signed_in("krit@example.org")
    assert krit.get(f"/th/petitions/{petition.public_id}/withdraw/").status_code == 200
    assert krit.post(f"/th/petitions/{petition.public_id}/withdraw/").status_code == 302
    assert not Signature.objects.living().exists()


def test_from_a_draft_to_names_through_the_screens(cast: Cast, mali: Client) -> None:
    form = {"title": "ขอห้องสมุด", "summary": "ขอห้องสมุดเปิดวันหยุด", "background": "เด็กไม่มีที่อ่าน", "addressee": cast.agency.pk}
    assert mali.get("/th/petitions/start/").status_code == 200
    assert mali.post("/th/petitions/start/agency/one-page/", form).status_code == 302
    petition = Petition.objects.get()
    assert Client().get(petition.get_absolute_url()).status_code == 404
    assert mali.get(f"/th/petitions/{petition.public_id}/draft/").status_code == 200
    assert mali.post(f"/th/petitions/{petition.public_id}/submit/").status_code == 302
    moderator = signed_in("moderator@example.org")
    assert "ขอห้องสมุด" in moderator.get("/th/petitions/desk/").content.decode()
    assert moderator.get(f"/th/petitions/{petition.public_id}/decide/").status_code == 200
    assert (
        moderator.post(f"/th/petitions/{petition.public_id}/decide/", {"verb": "reject", "reason": ""}).status_code
        == 422
    )
    assert moderator.post(f"/th/petitions/{petition.public_id}/decide/", {"verb": "open"}).status_code == 302
    petition.refresh_from_db()
    assert (petition.state, petition.threshold) == ("collecting", 300)


def test_an_officer_answers_and_revises(cast: Cast) -> None:
    petition = make.delivered(cast)
    head = signed_in("head@example.org")
    for text in ("จะซ่อม", "ซ่อมเสร็จแล้ว"):
        assert head.post(f"/th/petitions/{petition.public_id}/answer/", {"text": text}).status_code == 302
    page = Client().get(f"/th/petitions/{petition.public_id}/").content.decode()
    assert "ซ่อมเสร็จแล้ว" in page
    assert "จะซ่อม" in page
    assert signed_in("krit@example.org").get(f"/th/petitions/{petition.public_id}/answer/").status_code == 403


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("a" * 201, 422),
        ("มี\x00ศูนย์", 422),
        ("😀🧡 ขอ", 302),
        ("\u202eกลับด้าน\u202c", 302),
        ("", 422),
        ("<script>x</script>", 302),
    ],
)
def test_bad_input_is_told_beside_the_field(cast: Cast, mali: Client, title: str, status: int) -> None:
    form = {"title": title, "summary": "ขอ", "background": "เพราะ", "addressee": cast.agency.pk}
    response = mali.post("/th/petitions/start/agency/one-page/", form)
    assert response.status_code == status
    assert Petition.objects.count() == (status == 302)
    if status == 302:
        saved = Petition.objects.get()
        assert "\u202e" not in saved.title
        assert b"<script>x" not in mali.get(f"/th/petitions/{saved.public_id}/draft/").content
