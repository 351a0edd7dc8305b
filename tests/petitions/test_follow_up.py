"""After: the letter with the answer, and a hearing or a round opened from the petition, linked both ways."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.refusals import Closed, NotEligible, Refused
from budgets.rounds.models import RoundPage
from cms import origins
from consult.hearings.models import ConsultationPage
from petitions import actions
from petitions.models import FollowUp
from tests.factories import petitions as make
from tests.factories.people import Cast


def test_it_works(cast: Cast) -> None:
    petition = make.delivered(cast)
    draft = actions.open_from(by=cast.head, petition=petition, kind="hearing")
    page = ConsultationPage.objects.get(public_id=draft.public_id)
    assert (page.title, page.live, page.problem) == (petition.title, False, petition.background)
    assert page.text.provisions.filter(text="ให้ซ่อมทางเท้า").exists()
    assert FollowUp.objects.get().public_id == page.public_id
    assert [card.title for card in origins.of("hearing", page.public_id)] == [petition.title]
    assert petition.events.filter(kind="followed").exists()


def test_a_round_is_opened_in_the_same_way(cast: Cast) -> None:
    draft = actions.open_from(by=cast.head, petition=make.delivered(cast), kind="round")
    page = RoundPage.objects.get(public_id=draft.public_id)
    assert not page.live
    assert str(page.pk) in draft.edit_url


def test_the_draft_stays_private_until_it_is_published(cast: Cast) -> None:
    petition = make.delivered(cast)
    draft = actions.open_from(by=cast.head, petition=petition, kind="hearing")
    assert draft.public_id not in Client().get(petition.get_absolute_url()).content.decode()


def test_it_refuses_before_hand_over_and_without_a_role(cast: Cast) -> None:
    with pytest.raises(Closed):
        actions.open_from(by=cast.head, petition=make.reached(cast), kind="hearing")
    with pytest.raises(NotEligible):
        actions.open_from(by=cast.counter, petition=make.delivered(cast), kind="hearing")


def test_the_letter_is_kept_with_its_fingerprint(cast: Cast) -> None:
    petition = make.delivered(cast)
    letter = SimpleUploadedFile("หนังสือ.pdf", b"%PDF-1.7\n%%EOF")
    actions.answer(by=cast.head, petition=petition, text="จะซ่อม", document=letter)
    answer = petition.answers.get()
    assert answer.document is not None
    assert len(answer.document_hash) == 64
    page = Client().get(petition.get_absolute_url()).content.decode()
    assert answer.document_hash in page
    assert Client().get(answer.document.url).status_code == 200


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b"MZ\x90"), ("a.exe", b"MZ"), ("a.html", b"<html>")])
def test_another_kind_of_file_is_refused_and_nothing_is_saved(cast: Cast, name: str, content: bytes) -> None:
    petition = make.delivered(cast)
    with pytest.raises(Refused):
        actions.answer(by=cast.head, petition=petition, text="จะซ่อม", document=SimpleUploadedFile(name, content))
    petition.refresh_from_db()
    assert petition.state == "delivered"
    assert not petition.answers.exists()
