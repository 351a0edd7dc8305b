"""A pasted draft is read by the reader of hearings, and the petitioner sees what was read."""

import pytest
from django.test import Client

from petitions.drafts import read, sections_of, text_of
from petitions.models import Petition
from tests.factories import petitions as make
from tests.factories.people import PASSWORD, Cast


def test_it_works() -> None:
    found = sections_of("คำปรารภ\n\nมาตรา ๑ ชื่อกฎหมาย\nต่อ\n\nมาตรา ๒ วันใช้บังคับ")
    assert [section["label"] for section in found] == ["คำปรารภ", "มาตรา ๑", "มาตรา ๒"]
    assert found[1]["text"] == "ชื่อกฎหมาย\nต่อ"


@pytest.mark.parametrize("text", ["", "ข้อ ๑ ก\n\nข้อ ๒ ข", "Section 1 A", "หมวด ๑ บททั่วไป\n\nมาตรา ๑ ก\n(๑) ข\n(๒) ค\nง"])
def test_the_text_comes_back(text: str) -> None:
    assert text_of(sections_of(text)) == text


def test_a_section_named_within_a_sentence_begins_nothing() -> None:
    assert len(sections_of("มาตรา ๑ ตามมาตรา ๔ แห่งพระราชบัญญัตินี้")) == 1


def test_headings_are_no_sections() -> None:
    reading = read("หมวด ๑\nบททั่วไป\nมาตรา ๑ ก\nหมวด ๒ โทษ\nมาตรา ๒ ข")
    assert (reading.count, reading.headings) == (2, 2)
    assert reading.sections[0]["label"] == "หมวด ๑ บททั่วไป"


def test_damage_is_repaired_and_said() -> None:
    reading = read("มาตรา ๑ ความส าคัญ\u200bของน้ำ")
    assert reading.sections[0]["text"] == "ความสำคัญของน้ำ"
    assert len(reading.repaired) == 2


def test_an_ordinance_that_quotes_a_section_keeps_it_inside_its_own() -> None:
    assert [part["label"] for part in sections_of("ข้อ ๑ ก\nมาตรา ๕ ข\nข้อ ๒ ค")][-1] == "ข้อ ๒"


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/th/petitions/{make.draft(cast, 'act-2564').public_id}/write/sections/"


@pytest.fixture
def mali(cast: Cast) -> Client:
    client = Client()
    assert client.login(username="mali@example.org", password=PASSWORD)
    return client


def test_two_sections_of_one_number_are_shown_before_going_on(mali: Client, address: str) -> None:
    answer = mali.post(address, {"draft": "ร่าง\nมาตรา ๕ ก\nมาตรา ๕ ข"})
    assert answer["Location"] == f"{address}?read=1"
    page = mali.get(answer["Location"]).content.decode()
    assert "มาตรา ๕ ปรากฏ" in page or "มาตรา ๕" in page.split('id="reading"')[1].split("</section>")[0]
    assert "ร่าง" in Petition.objects.get().pasted


def test_a_draft_without_a_section_is_given_back_with_its_words(mali: Client, address: str) -> None:
    answer = mali.post(address, {"draft": "ไม่มีอะไรที่เป็นมาตรา"})
    assert answer.status_code == 422
    assert "ไม่มีอะไรที่เป็นมาตรา" in answer.content.decode()
    assert Petition.objects.get().sections == []


def test_a_sound_draft_goes_on_at_once(mali: Client, address: str) -> None:
    assert "/write/principle/" in mali.post(address, {"draft": "มาตรา ๑ ก\n\nมาตรา ๒ ข"})["Location"]
