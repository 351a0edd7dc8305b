"""Who is told of what: those who asked for it when signing, the initiators, officers whose time runs out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.notices.models import Notice
from petitions import actions, telling
from petitions.models import RunningClock
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import PASSWORD, Cast


def told(email: str) -> list[str]:
    return list(Notice.objects.filter(user__email=email).order_by("pk").values_list("message__kind", flat=True))


def test_it_works(cast: Cast) -> None:
    """A signer who asked for it hears of the answer; one who did not hears nothing."""
    petition = make.collecting(cast, threshold=1)
    krit = Client()
    assert krit.login(username="krit@example.org", password=PASSWORD)
    assert krit.post(f"/th/petitions/{petition.public_id}/sign/", {"tell_me": "on"}).status_code == 302
    seal_all()
    petition.refresh_from_db()
    make.represented(petition)
    actions.deliver(by=cast.petitioner, petition=petition)
    actions.answer(by=cast.head, petition=petition, text="จะซ่อม")
    seal_all()
    assert told("krit@example.org")[-1] == "petition.answered"
    assert told("nok@example.org") == []


def test_initiators_hear_of_every_step_without_asking(cast: Cast) -> None:
    make.delivered(cast)
    assert {"petition.opened", "petition.reached", "petition.delivered"} <= set(told("mali@example.org"))


def test_initiators_hear_that_it_was_hidden(cast: Cast) -> None:
    actions.hide(by=cast.moderator, petition=make.collecting(cast), reason="มีข้อมูลส่วนบุคคล")
    assert "petition.hidden" in told("mali@example.org")


@pytest.mark.parametrize(("days", "times"), [(20, 0), (6, 1), (1, 1), (0, 1), (-1, 1)])
def test_officers_are_told_once_at_each_step_as_a_clock_nears(cast: Cast, days: int, times: int) -> None:
    petition = make.delivered(cast)
    _due_in(days)
    for _ in range(3):
        telling.clocks_near()
    assert told("officer@example.org").count("petition.clock") == times
    assert told("counter@example.org") == []
    assert petition.addressee == cast.agency


def test_each_step_is_told_as_time_goes_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make.delivered(cast)
    due = RunningClock.objects.get(ended__isnull=True).due
    for left in (9, 7, 5, 2, 1, 0, -1, -30):
        monkeypatch.setattr("django.utils.timezone.now", lambda left=left: due - timedelta(days=left, hours=3))
        telling.clocks_near()
    assert told("head@example.org").count("petition.clock") == 4


def _due_in(days: int) -> None:
    """Put a clock whose last day is so many days away in place of the one that runs (a trigger lets none move back)."""
    row = RunningClock.objects.get(ended__isnull=True)
    RunningClock.objects.filter(pk=row.pk).update(ended=timezone.now())
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    RunningClock.objects.create(
        petition=row.petition,
        code=row.code,
        days=1,
        started=midnight - timedelta(days=60),
        due=midnight + timedelta(days=days + 1),
    )
