"""Handing in a proposal, standing behind it, taking it back."""

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from budgets.proposals import actions, figures, processes
from budgets.proposals.models import CoSponsor, Proposal
from budgets.proposals.states import MOVES, State
from cms.photos import redraw
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories.people import PASSWORD, Cast, citizen
from tests.factories.proposals import proposed, taking_ideas

pytestmark = pytest.mark.django_db


def picture(size: tuple[int, int] = (2400, 1200)) -> bytes:
    """A JPEG that says where it was taken."""
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", size, "teal").save(made, "JPEG", exif=exif)
    return made.getvalue()


def test_it_works(cast: Cast) -> None:
    mine = proposed(taking_ideas(cast), by=cast.petitioner)
    seal_all()
    entry = Entry.objects.get(kind="proposal.made")
    assert entry.subject == f"proposal/{mine.public_id}"
    assert "ทางเท้า".encode() not in bytes(entry.leaf)
    assert mine.state == State.SHOWN


def test_it_is_refused_outside_the_time_of_ideas(cast: Cast) -> None:
    now = timezone.now()
    past = taking_ideas(cast, ideas_from=now - timedelta(days=9), ideas_until=now - timedelta(days=1))
    soon = taking_ideas(cast, ideas_from=now + timedelta(days=1))
    for round_ in (past, soon):
        with pytest.raises(Closed):
            proposed(round_, by=cast.petitioner)


def test_it_refuses_people_of_another_area_in_words(cast: Cast) -> None:
    with pytest.raises(NotEligible):
        proposed(taking_ideas(cast), by=cast.stranger)


def test_the_same_title_or_form_twice_is_one(cast: Cast) -> None:
    round_ = taking_ideas(cast)
    proposed(round_, by=cast.petitioner)
    with pytest.raises(AlreadyDone):
        proposed(round_, by=cast.petitioner)


def test_support_is_counted_once_a_person_and_recounts(cast: Cast) -> None:
    mine = proposed(taking_ideas(cast), by=cast.petitioner)
    for person in (cast.co_signer, citizen(), citizen()):
        actions.sponsor(by=person, proposal=mine)
    actions.unsponsor(by=cast.co_signer, proposal=mine)
    last = CoSponsor.objects.filter(proposal=mine, withdrawn_at=None).last()
    assert last
    with pytest.raises(AlreadyDone):
        actions.sponsor(by=last.citizen, proposal=mine)
    with pytest.raises(NotEligible):
        actions.sponsor(by=cast.petitioner, proposal=mine)
    seal_all()
    mine.refresh_from_db()
    assert mine.supports == 2 == figures.recount(mine)
    assert list(processes.recount_all()) == []


def test_only_its_author_takes_it_back_and_its_words_are_gone_from_the_page(cast: Cast, client: Client) -> None:
    mine = proposed(taking_ideas(cast), by=cast.petitioner)
    with pytest.raises(NotEligible):
        actions.withdraw(by=cast.co_signer, proposal=mine)
    actions.withdraw(by=cast.petitioner, proposal=mine)
    page = client.get(mine.get_absolute_url()).content.decode()
    assert mine.body not in page
    with pytest.raises(Closed):
        actions.sponsor(by=cast.co_signer, proposal=mine)


def test_a_photograph_is_drawn_anew_without_its_place() -> None:
    kept = redraw(picture()).read()
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (1600, 800), {})
    assert b"SecretPhone" not in kept


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", picture()[:200], b"%PDF-1.7"])
def test_what_is_no_photograph_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        redraw(content)


def test_on_a_phone_with_place_and_photo_similar_ones_are_shown_first(
    cast: Cast, client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    round_ = taking_ideas(cast)
    processes.index(proposed(round_, title="ทำทางเท้าหน้าตลาดให้เรียบ"))
    client.login(email="mali@example.org", password=PASSWORD)
    page = f"/th/rounds/{round_.public_id}/proposals/new/"
    first = client.post(page, {"step": "title", "title": "ซ่อมทางเท้าตลาด"})
    assert "ทำทางเท้าหน้าตลาดให้เรียบ" in first.content.decode()
    data = {
        "step": "whole",
        "title": "ซ่อมทางเท้าตลาด",
        "body": "รถเข็นผ่านไม่ได้",
        "place": "หน้าตลาด",
        "point": "18.78834, 98.98530",
        "photo_words": "ทางเท้าแตก",
        "form": "",
    }
    sent = client.post(page, data | {"photo": SimpleUploadedFile("a.jpg", picture(), "image/jpeg")})
    assert sent.status_code == 302, sent.content.decode()
    made = Proposal.objects.get(title="ซ่อมทางเท้าตลาด")
    assert (made.latitude, made.longitude) == (Decimal("18.78834"), Decimal("98.98530"))
    assert b"SecretPhone" not in made.photo.read()
    assert str(made.photo.name).endswith(".jpg")
    shown = Client().get(reverse("proposals:photo", args=[made.round.public_id, made.public_id]))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert shown["Content-Disposition"].startswith("attachment") and shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    settings.FILES_URL = "https://files.example.go.th"
    around = client.get(made.get_absolute_url()).content.decode()
    assert f'src="https://files.example.go.th{shown.wsgi_request.path}"' in around
    settings.FILES_URL = ""
    assert client.get(made.get_absolute_url()).status_code == 200
    wrong = client.post(page, data | {"title": "x", "point": "นี่", "photo": SimpleUploadedFile("a.jpg", b"no")})
    assert wrong.status_code == 422
    actions.withdraw(by=made.citizen, proposal=made)
    assert Client().get(shown.wsgi_request.path).status_code == 404


@pytest.mark.parametrize("before", list(State))
@pytest.mark.parametrize("after", list(State))
def test_the_database_keeps_the_table_of_moves(cast: Cast, before: State, after: State) -> None:
    mine = proposed(taking_ideas(cast))
    extra = {"reason": "เพราะว่า", "project": mine.round.projects.first() if before == State.ACCEPTED else None}
    path = [before] if before != State.SHOWN else []
    for state in path:
        Proposal.objects.filter(pk=mine.pk).update(state=state, **extra)
    if before == after or after in MOVES[before]:
        return
    with pytest.raises(DatabaseError), transaction.atomic():
        project = mine.round.projects.first() if after == State.ACCEPTED else None
        Proposal.objects.filter(pk=mine.pk).update(state=after, reason="เพราะว่า", project=project)


def test_the_database_keeps_the_words(cast: Cast) -> None:
    mine = proposed(taking_ideas(cast))
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.filter(pk=mine.pk).update(body="อย่างอื่น")
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.filter(pk=mine.pk).delete()
