"""After acceptance: certificate, hearing before debate, decision; more time; ninety days more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.refusals import Closed, NotEligible, Refused
from petitions import actions
from petitions.clocks import clocks_for
from petitions.models import Event, Petition
from tests.factories import petitions as make
from tests.factories.people import Cast


def accepted(cast: Cast) -> Petition:
    petition = make.delivered(cast)
    actions.begin_check(by=cast.officer, petition=petition)
    actions.record_check(by=cast.officer, petition=petition, accepted=True)
    return petition


def test_it_works(cast: Cast) -> None:
    petition = accepted(cast)
    actions.open_hearing(by=cast.officer, petition=petition)
    actions.publish_hearing(by=cast.officer, petition=petition, note="ผลการรับฟังและวิเคราะห์ผลกระทบ")
    actions.debate(by=cast.officer, petition=petition, note="สภาพิจารณาวาระแรก")
    actions.conclude(by=cast.head, petition=petition, note="รับหลักการ")
    actions.answer(by=cast.head, petition=petition, text="จะดำเนินการ")
    kinds = list(petition.events.values_list("kind", flat=True))
    assert kinds[-7:] == ["checking", "accepted", "hearing", "heard", "debated", "decided", "answered"]


def test_a_bill_is_heard_before_it_is_debated(cast: Cast) -> None:
    petition = accepted(cast)
    petition.hearing_first = True  # as the 2564 Act stamps it
    for step in (actions.debate, actions.conclude):
        with pytest.raises(Closed):
            step(by=cast.head, petition=petition, note="เร็วไป")


def test_a_budget_waits_for_the_executives_certificate(cast: Cast) -> None:
    petition = accepted(cast)
    actions.ask_certificate(by=cast.officer, petition=petition)
    clock = clocks_for(petition)[-1]
    assert (clock.code, clock.days, clock.running) == ("certificate", 15, True)
    with pytest.raises(Closed):
        actions.conclude(by=cast.head, petition=petition, note="เร็วไป")
    with pytest.raises(NotEligible):
        actions.certify(by=cast.officer, petition=petition, given=True)
    with pytest.raises(Refused):
        actions.certify(by=cast.head, petition=petition, given=False)
    actions.certify(by=cast.head, petition=petition, given=True)
    actions.conclude(by=cast.head, petition=petition, note="อนุมัติ")
    assert not any(clock.running for clock in clocks_for(petition))


def test_more_time_needs_a_reason_and_is_an_entry(cast: Cast) -> None:
    petition = make.delivered(cast)
    before = clocks_for(petition)[-1]
    with pytest.raises(Refused):
        actions.extend(by=cast.head, petition=petition, code="check", days=10, reason=" ")
    actions.extend(by=cast.head, petition=petition, code="check", days=10, reason="รายชื่อจำนวนมาก")
    after = clocks_for(petition)[-1]
    assert (after.last_day - before.last_day).days == 10
    assert petition.events.filter(kind=Event.Kind.EXTENDED, note="รายชื่อจำนวนมาก").exists()


def test_nothing_ends_before_the_time_for_correction_is_over(cast: Cast) -> None:
    petition = make.delivered(cast)
    actions.record_check(by=cast.head, petition=petition, accepted=False, reason="ขาดเอกสาร")
    with pytest.raises(Closed):
        actions.discontinue(by=cast.head, petition=petition, reason="ไม่แก้ไข")


def test_a_bill_short_of_names_after_a_year_has_ninety_days_more_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    petition = make.collecting(cast)
    rules = petition.rules | {"definition": petition.rules["definition"] | {"extra_days": 90}}  # type: ignore[operator,index]
    later = timezone.now() + timedelta(days=366)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    monkeypatch.setattr(Petition, "preset", property(lambda _petition: make.kind_of(rules)))
    assert actions.expire_due() == 1
    petition.refresh_from_db()
    assert petition.state == "collecting"
    assert petition.closes_at is not None
    assert 90 <= (petition.closes_at - later).days <= 97
    much_later = later + timedelta(days=100)
    monkeypatch.setattr("django.utils.timezone.now", lambda: much_later)
    assert actions.expire_due() == 1
    petition.refresh_from_db()
    assert petition.state == "expired"
