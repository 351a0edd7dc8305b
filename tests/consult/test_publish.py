"""Publishing freezes; extending is the only change; who decides what."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from consult.hearings import actions
from consult.hearings.models import ConsultationPage
from consult.hearings.states import Phase
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories.people import Cast


def test_it_works(cast: Cast) -> None:
    hearing = make.opened(cast)
    seal_all()
    entry = json.loads(bytes(Entry.objects.get(kind="hearing.published").leaf))
    assert entry["body"]["rules"] == hearing.fingerprint
    assert entry["body"]["text"] == hearing.text.fingerprint
    assert hearing.phase == Phase.OPEN


def test_publishing_again_unchanged_says_nothing(cast: Cast) -> None:
    hearing = make.opened(cast)
    ConsultationPage.objects.get(pk=hearing.pk).save_revision().publish()
    seal_all()
    assert Entry.objects.filter(subject=hearing.subject).count() == 1


def test_an_older_revision_published_later_does_not_thaw_it(cast: Cast) -> None:
    hearing = make.opened(cast)
    page = hearing.get_latest_revision_as_object()
    assert page.frozen == hearing.frozen
    page.save_revision().publish()
    hearing.refresh_from_db()
    assert hearing.frozen


def test_it_may_be_extended_and_the_record_says_so(cast: Cast) -> None:
    hearing = make.opened(cast)
    hearing.closes_at += timedelta(days=10)
    hearing.save_revision().publish()
    seal_all()
    assert Entry.objects.filter(kind="hearing.extended").count() == 1


@pytest.mark.parametrize(
    "change", [{"problem": "อื่น"}, {"influence": "อื่น"}, {"closes_at": timezone.now() + timedelta(days=16)}]
)
def test_the_model_refuses_other_rules(cast: Cast, change: dict[str, object]) -> None:
    hearing = make.opened(cast)
    for name, value in change.items():
        setattr(hearing, name, value)
    with pytest.raises(ValidationError):
        hearing.full_clean()


@pytest.mark.parametrize(
    "change",
    [
        "problem = 'อื่น'",
        "closes_at = closes_at - interval '1 day'",
        "opens_at = opens_at - interval '1 day'",
        "eligibility = '{}'",
        "frozen = NULL",
        "frozen = jsonb_set(frozen, '{problem}', '\"x\"')",
    ],
)
def test_the_database_refuses_other_rules(cast: Cast, change: str) -> None:
    hearing = make.opened(cast)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE hearings_consultationpage SET {change} WHERE page_ptr_id = %s", [hearing.pk])


def test_the_database_lets_it_be_extended(cast: Cast) -> None:
    hearing = make.opened(cast)
    ConsultationPage.objects.filter(pk=hearing.pk).update(closes_at=hearing.closes_at + timedelta(days=3))


def test_a_short_hearing_needs_a_reason(cast: Cast) -> None:
    page = make.prepared(cast, closes_at=timezone.now() + timedelta(days=5))
    with pytest.raises(ValidationError) as refusal:
        page.clean()
    assert "short_reason" in refusal.value.message_dict
    page.short_reason = "กฎหมายเร่งด่วนเพื่อป้องกันภัยพิบัติ"
    page.clean()


def test_a_cancelled_hearing_stays_readable_with_its_reason(cast: Cast, client: object) -> None:
    hearing = make.opened(cast)
    actions.cancel(by=cast.head, hearing=hearing, reason="ถอนร่างแล้ว")
    page = client.get(f"/th/hearings/{hearing.public_id}/").content.decode()  # type: ignore[attr-defined]
    assert "ถอนร่างแล้ว" in page
