"""Days off that officers keep: used by clocks, recorded, kept by heads only."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.refusals import AlreadyDone, NotEligible, Refused
from petitions import actions, workdays
from petitions.models import Holiday, RunningClock
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import PASSWORD, Cast


def test_it_works(cast: Cast) -> None:
    """A clock that runs out on a day that becomes a day off ends on the next working day."""
    make.submitted(cast)
    clock = RunningClock.objects.get()
    day = timezone.localdate(clock.due - timedelta(microseconds=1))
    head = Client()
    assert head.login(username="head@example.org", password=PASSWORD)
    assert head.post("/en/petitions/holidays/", {"add": "1", "day": day, "name": "วันหยุดพิเศษ"}).status_code == 302
    clock.refresh_from_db()
    last = timezone.localdate(clock.due - timedelta(microseconds=1))
    assert last == workdays.first_from(day + timedelta(days=1))
    assert "วันหยุดพิเศษ" in head.get("/en/petitions/holidays/").content.decode()
    seal_all()
    assert Entry.objects.filter(kind="petition.holiday").count() == 1
    assert head.post("/en/petitions/holidays/", {"remove": day.isoformat()}).status_code == 302
    clock.refresh_from_db()
    assert timezone.localdate(clock.due - timedelta(microseconds=1)) == last


def test_only_heads_keep_them(cast: Cast) -> None:
    day = workdays.first_from(timezone.localdate() + timedelta(days=10))
    with pytest.raises(NotEligible):
        actions.add_holiday(by=cast.officer, day=day, name="วันหยุด")
    actions.add_holiday(by=cast.head, day=day, name="วันหยุด")
    with pytest.raises(AlreadyDone):
        actions.add_holiday(by=cast.head, day=day, name="วันหยุด")
    officer = Client()
    assert officer.login(username="officer@example.org", password=PASSWORD)
    page = officer.get("/en/petitions/holidays/").content.decode()
    assert 'name="add"' not in page


def test_days_off_anyway_long_past_or_far_off_are_refused(cast: Cast) -> None:
    today = timezone.localdate()
    saturday = today + timedelta(days=5 - today.weekday() + 7)
    for day in (saturday, today - timedelta(days=1), today + timedelta(days=2000)):
        with pytest.raises(Refused):
            actions.add_holiday(by=cast.head, day=day, name="วันหยุด")
    with pytest.raises(AlreadyDone):
        actions.remove_holiday(by=cast.head, day=saturday)
    assert not Holiday.objects.exists()
    head = Client()
    assert head.login(username="head@example.org", password=PASSWORD)
    assert head.post("/en/petitions/holidays/", {"add": "1", "day": "31/31/2026", "name": ""}).status_code == 422
