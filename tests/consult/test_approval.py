"""From the author's desk to an open hearing: through the head, in the editors' rooms."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms import tree
from consult.hearings.models import ConsultationPage
from consult.hearings.states import Phase
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories.people import PASSWORD, Cast

WORDS = (
    "method",
    "problem",
    "purpose",
    "main_points",
    "affected",
    "necessity",
    "influence",
    "notices",
    "changed_since",
)

_FILES = {f"documents-{name}_FORMS": number for name, number in (("TOTAL", "0"), ("INITIAL", "0"))}


@pytest.fixture
def page(cast: Cast) -> ConsultationPage:
    found = make.prepared(cast)
    found.live = False
    tree.agency_page(cast.agency).add_child(instance=found)
    found.save_revision(user=cast.officer)
    return found


def signed_in(user: object) -> Client:
    client = Client()
    assert client.login(email=str(user), password=PASSWORD)
    return client


def form(page: ConsultationPage, **changes: str) -> dict[str, str]:
    local = {
        name: timezone.localtime(getattr(page, name)).strftime("%Y-%m-%d %H:%M") for name in ("opens_at", "closes_at")
    }
    words = {f"{name}{ending}": getattr(page, f"{name}{ending}") for name in WORDS for ending in ("", "_en")}
    values = {"title": page.title, "title_en": "", "slug": page.slug, "summary": page.summary, "summary_en": ""}
    return (
        values | words | local | {"kind": page.kind, "text": str(page.text_id), "short_reason": ""} | _FILES | changes
    )


def edit(page: ConsultationPage, client: Client, action: str, **changes: str) -> int:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    status = client.post(address, form(page, **changes) | {action: "1"}).status_code
    page.refresh_from_db()
    return status


def decide(page: ConsultationPage, client: Client, action: str) -> None:
    task = page.current_workflow_state.current_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk]), {"comment": "x"})
    page.refresh_from_db()


def test_it_works(cast: Cast, page: ConsultationPage) -> None:
    assert edit(page, signed_in(cast.officer), "action-submit") == 302
    assert not page.frozen
    decide(page, signed_in(cast.head), "approve")
    seal_all()
    assert page.phase == Phase.OPEN
    assert page.text.published_at
    assert Entry.objects.filter(kind="hearing.published", subject=page.subject).count() == 1
    assert Client().get(f"/th/hearings/{page.public_id}/").status_code == 200


def test_it_is_not_published_by_hand(cast: Cast, page: ConsultationPage) -> None:
    edit(page, signed_in(cast.officer), "action-publish")
    assert page.phase == Phase.UNPUBLISHED
    assert Client().get(f"/th/hearings/{page.public_id}/").status_code == 404


def test_the_head_may_ask_for_changes(cast: Cast, page: ConsultationPage) -> None:
    edit(page, signed_in(cast.officer), "action-submit")
    decide(page, signed_in(cast.head), "reject")
    assert page.phase == Phase.UNPUBLISHED
    assert page.frozen is None


def test_too_short_without_a_reason_is_said_beside_the_field(cast: Cast, page: ConsultationPage) -> None:
    soon = timezone.localtime(timezone.now() + timedelta(days=3)).strftime("%Y-%m-%d %H:%M")
    assert edit(page, signed_in(cast.officer), "action-submit", closes_at=soon) == 200
    assert page.current_workflow_state is None


def test_other_words_after_publication_are_said_beside_the_field(cast: Cast, page: ConsultationPage) -> None:
    officer = signed_in(cast.officer)
    edit(page, officer, "action-submit")
    decide(page, signed_in(cast.head), "approve")
    assert edit(page, officer, "action-submit", problem="ปัญหาอื่น") == 200
    assert ConsultationPage.objects.get(pk=page.pk).problem == "ปัญหา"


def test_it_can_be_previewed(cast: Cast, page: ConsultationPage) -> None:
    client = signed_in(cast.officer)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client.post(address, form(page))
    assert client.get(address).status_code == 200


def test_a_published_hearing_is_not_deleted(cast: Cast, page: ConsultationPage) -> None:
    edit(page, signed_in(cast.officer), "action-submit")
    head = signed_in(cast.head)
    decide(page, head, "approve")
    answer = head.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"wagtailadmin_confirm_delete": "1"})
    assert answer.status_code < 500
    assert ConsultationPage.objects.filter(pk=page.pk).exists()
