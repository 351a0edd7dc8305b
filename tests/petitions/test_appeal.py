"""Appeals: by an initiator, with a reason, decided by somebody else, and then it goes on."""

import pytest

from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from petitions import actions
from petitions.models import Petition
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import Cast


def refused(cast: Cast) -> Petition:
    petition = make.submitted(cast)
    actions.reject(by=cast.moderator, petition=petition, reason="ไม่อยู่ในอำนาจ")
    return petition


def test_it_works(cast: Cast) -> None:
    petition = refused(cast)
    actions.appeal(by=cast.petitioner, petition=petition, reason="อยู่ในอำนาจ ตามประกาศ")
    appeal = petition.appeals.get()
    actions.decide_appeal(by=cast.head, appeal=appeal, upheld=True, reason="ผู้อุทธรณ์ถูกต้อง")
    petition.refresh_from_db()
    assert petition.state == "principle"
    assert list(petition.events.values_list("kind", flat=True)) == ["rejected", "appealed", "upheld"]


def test_nobody_decides_an_appeal_against_themselves(cast: Cast) -> None:
    petition = make.submitted(cast)
    actions.reject(by=cast.head, petition=petition, reason="ไม่อยู่ในอำนาจ")
    actions.appeal(by=cast.petitioner, petition=petition, reason="ขอให้ทบทวน")
    with pytest.raises(NotEligible):
        actions.decide_appeal(by=cast.head, appeal=petition.appeals.get(), upheld=False, reason="เหมือนเดิม")


@pytest.mark.parametrize("role", ["moderator", "officer", "counter"])
def test_it_is_decided_by_a_head_or_a_reviewer(cast: Cast, role: str) -> None:
    petition = refused(cast)
    actions.appeal(by=cast.petitioner, petition=petition, reason="ขอให้ทบทวน")
    with pytest.raises(NotEligible):
        actions.decide_appeal(by=getattr(cast, role), appeal=petition.appeals.get(), upheld=True, reason="ใช่")


def test_a_hidden_petition_goes_on_with_the_lost_days_added(cast: Cast) -> None:
    petition = make.collecting(cast)
    closed = petition.closes_at
    actions.hide(by=cast.moderator, petition=petition, reason="มีข้อมูลส่วนบุคคล")
    actions.appeal(by=cast.petitioner, petition=petition, reason="ไม่มี")
    actions.decide_appeal(by=cast.head, appeal=petition.appeals.get(), upheld=True, reason="ไม่พบ")
    seal_all()
    petition = Petition.objects.get()
    assert petition.state == "collecting"
    assert closed is not None
    assert petition.closes_at is not None
    assert petition.closes_at > closed


def test_it_refuses_strangers_a_second_appeal_and_an_empty_reason(cast: Cast) -> None:
    petition = refused(cast)
    with pytest.raises(NotEligible):
        actions.appeal(by=cast.stranger, petition=petition, reason="ฉันด้วย")
    with pytest.raises(Refused):
        actions.appeal(by=cast.petitioner, petition=petition, reason="")
    actions.appeal(by=cast.petitioner, petition=petition, reason="ขอให้ทบทวน")
    with pytest.raises(AlreadyDone):
        actions.appeal(by=cast.petitioner, petition=petition, reason="อีกครั้ง")


def test_there_is_nothing_to_appeal_against_while_it_goes_on(cast: Cast) -> None:
    with pytest.raises(Closed):
        actions.appeal(by=cast.petitioner, petition=make.collecting(cast), reason="เพื่อความแน่ใจ")


def test_a_draft_given_up_stays_private(cast: Cast) -> None:
    petition = make.draft(cast)
    actions.withdraw_petition(by=cast.petitioner, petition=petition)
    assert not petition.is_public
    assert not Petition.objects.published().exists()
    with pytest.raises(Closed):
        actions.appeal(by=cast.petitioner, petition=petition, reason="คืนมา")
