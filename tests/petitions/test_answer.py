"""Answering: in public, in the record, every revision kept."""

import pytest

from accounts.refusals import Closed
from petitions import actions
from petitions.models import Answer
from realtime.record import canonical
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import Cast


def test_it_works(cast: Cast) -> None:
    petition = make.delivered(cast)
    receipt = actions.answer(by=cast.head, petition=petition, text="เห็นด้วย จะดำเนินการ")
    seal_all()
    leaf = bytes(Entry.objects.get(id=receipt.id).leaf).decode()
    assert canonical.text_fingerprint("เห็นด้วย จะดำเนินการ") in leaf
    assert petition.state == "answered"


def test_earlier_revisions_are_kept(cast: Cast) -> None:
    petition = make.delivered(cast)
    for text in ("หนึ่ง", "สอง", "สาม"):
        actions.answer(by=cast.officer, petition=petition, text=text)
    assert list(Answer.objects.values_list("revision", "text")) == [(3, "สาม"), (2, "สอง"), (1, "หนึ่ง")]
    assert list(petition.events.values_list("kind", flat=True))[-3:] == ["answered", "revised", "revised"]


def test_it_refuses_before_hand_over(cast: Cast) -> None:
    with pytest.raises(Closed):
        actions.answer(by=cast.head, petition=make.reached(cast), text="เร็วไป")


def test_a_returned_petition_collects_nothing_and_can_be_handed_over_again(cast: Cast) -> None:
    petition = make.delivered(cast)
    actions.record_check(by=cast.head, petition=petition, accepted=False, reason="เอกสารไม่ครบ")
    with pytest.raises(Closed):
        make.sign(petition)
    actions.deliver(by=cast.petitioner, petition=petition)
    assert (petition.state, petition.checked_at) == ("delivered", None)
