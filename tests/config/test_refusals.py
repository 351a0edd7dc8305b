"""What a refused act is answered with."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils.translation import override

from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from config import errors

RAISED: dict[str, Refused] = {
    "eligible": NotEligible("อายุไม่ถึง 18 ปี", "ไม่ได้อยู่ในพื้นที่"),
    "closed": Closed("ปิดรับเมื่อวานนี้", next_url="/th/petitions/", next_label="ดูคำร้องอื่น"),
    "done": AlreadyDone("ท่านลงชื่อแล้ว <b>"),
}


def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    raise RAISED[kind]


urlpatterns = [path("th/try/<kind>/", refuse), path("api/try/<kind>/", refuse)]
pytestmark = pytest.mark.urls(__name__)


def test_it_works(client: Client) -> None:
    answer = client.get("/th/try/closed/")
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "ปิดรับเมื่อวานนี้" in html
    assert 'href="/th/petitions/"' in html
    assert "no-store" in answer["Cache-Control"]


def test_every_reason_is_told_and_escaped(client: Client) -> None:
    html = client.get("/th/try/eligible/").content.decode()
    assert "อายุไม่ถึง 18 ปี" in html
    assert "ไม่ได้อยู่ในพื้นที่" in html
    assert "ท่านลงชื่อแล้ว &lt;b&gt;" in client.get("/th/try/done/").content.decode()


@pytest.mark.parametrize(("address", "accept"), [("/api/try/closed/", "*/*"), ("/th/try/closed/", "application/json")])
def test_programs_are_answered_with_a_problem(client: Client, address: str, accept: str) -> None:
    answer = client.get(address, headers={"accept": accept})
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "closed"
    assert answer.json()["status"] == answer.status_code == 409


def test_a_stale_form_hands_back_what_was_written() -> None:
    words = "ข้อความยาวที่ไม่อยากพิมพ์ใหม่อีกครั้ง <script>"
    posted = {"body": words, "password1": "a very long pass phrase 1234", "csrfmiddlewaretoken": "x" * 64, "age": "18"}
    posted["form"] = "12234dcd-b3ea-4da7-b843-c54b7ec311c7"
    with override("th"):
        answer = errors.stale_form(RequestFactory().post("/th/comments/1/new/", posted))
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "ข้อความยาวที่ไม่อยากพิมพ์ใหม่อีกครั้ง &lt;script&gt;" in html
    assert "pass phrase" not in html and "12234dcd" not in html
    assert 'href="/th/comments/1/new/"' in html


def test_a_form_without_its_token_meets_that_page() -> None:
    answer = Client(enforce_csrf_checks=True).post("/th/try/closed/", {"body": "ก" * 40})
    assert answer.status_code == 403
    assert "ก" * 40 in answer.content.decode()
