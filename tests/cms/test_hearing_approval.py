"""A hearing from the officer's form to the open page, through the head of the agency."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms import tree
from consult.hearings.models import ConsultationPage
from consult.hearings.states import Kind, Phase
from realtime.record.models import Pending
from tests.factories import hearings
from tests.factories.people import PASSWORD, Cast

pytestmark = pytest.mark.django_db
OPTIONAL = (
    "title_en",
    "summary_en",
    "method_en",
    "problem_en",
    "main_points_en",
    "affected_en",
    "necessity_en",
    "purpose_en",
    "notices",
    "notices_en",
    "groups",
    "changed_since",
    "changed_since_en",
    "follows",
)


def signed_in(user: object) -> Client:
    client = Client()
    assert client.login(email=str(user), password=PASSWORD)
    return client


def form(**changes: str) -> dict[str, Any]:
    now = timezone.localtime()
    days = {
        "opens_at": f"{now - timedelta(hours=1):%Y-%m-%d %H:%M}",
        "closes_at": f"{now + timedelta(days=20):%Y-%m-%d %H:%M}",
    }
    said = ("summary", "method", "problem", "purpose", "main_points", "affected", "necessity", "influence")
    words = dict.fromkeys(said, "คำอธิบาย") | {f"documents-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    fixed = {"title": "รับฟังร่างกฎหมายน้ำสะอาด", "slug": "water", "kind": str(Kind.DRAFT), "text": str(hearings.text().pk)}
    empty = dict.fromkeys((*OPTIONAL, "influence_en", "short_reason"), "")
    return empty | words | days | fixed | changes


def submit(cast: Cast, **changes: str) -> ConsultationPage | None:
    parent = tree.agency_page(cast.agency)
    address = reverse("wagtailadmin_pages:add", args=["hearings", "consultationpage", parent.pk])
    signed_in(cast.officer).post(address, form(**changes) | {"action-submit": "1"})
    return ConsultationPage.objects.filter(slug="water").first()


def approve(hearing: ConsultationPage, by: object) -> None:
    state = hearing.current_workflow_task_state
    signed_in(by).post(reverse("cms_decide", args=[state.pk]), {"approve": "1"})
    hearing.refresh_from_db()


def test_it_works(cast: Cast, client: Client) -> None:
    hearing = submit(cast)
    assert hearing is not None
    assert not hearing.live
    assert client.get(hearing.get_absolute_url()).status_code == 404
    approve(hearing, cast.head)
    assert hearing.phase == Phase.OPEN
    assert hearing.fingerprint
    kinds = set(Pending.objects.values_list("kind", flat=True))
    assert {"hearing.published", "page.approved"} <= kinds
    assert hearing.title in client.get("/th/").text
    assert client.get(hearing.get_absolute_url()).status_code == 200
    assert hearing.title in client.get("/th/search/", {"q": "น้ำสะอาด"}).text


def test_the_author_does_not_open_it(cast: Cast) -> None:
    hearing = submit(cast)
    assert hearing is not None
    approve(hearing, cast.officer)
    assert hearing.phase == Phase.UNPUBLISHED
    assert not Pending.objects.exists()


def test_a_short_hearing_without_a_reason_is_not_even_submitted(cast: Cast) -> None:
    soon = timezone.localtime() + timedelta(days=3)
    assert submit(cast, closes_at=f"{soon:%Y-%m-%d %H:%M}") is None


def test_the_head_reads_it_as_it_will_be(cast: Cast) -> None:
    hearing = submit(cast)
    assert hearing is not None
    state = hearing.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_preview", args=[hearing.pk, state.task_id])
    assert hearing.title in signed_in(cast.head).get(address).text
