"""Opening: numbers are stamped, rules are frozen and published as a hash."""

import json

import pytest

from accounts.refusals import Refused
from petitions import actions, frozen
from petitions.models import Petition
from realtime.record import canonical
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import Cast, citizen


def test_it_works(cast: Cast) -> None:
    petition = make.collecting(cast, threshold=77)
    petition = Petition.objects.get(pk=petition.pk)
    assert (petition.threshold, petition.electors, petition.state) == (77, 1540, "collecting")
    assert petition.rules
    leaf = json.loads(bytes(Entry.objects.get(kind="petition.opened").leaf))
    assert leaf["body"]["rules"] == petition.rules_hash == canonical.fingerprint(petition.rules)
    assert leaf["body"]["text"] == frozen.text_hash(petition)


def test_it_needs_the_number_of_electors_for_an_ordinance(cast: Cast) -> None:
    petition = make.submitted(cast, kind="local-2565", sections=[{"label": "ข้อ 1", "text": "…"}])
    with pytest.raises(Refused):
        actions.open_collecting(by=cast.head, petition=petition)


def test_a_bill_needs_four_documents_and_twenty_initiators(cast: Cast) -> None:
    petition = make.draft(cast, "act-2564")
    with pytest.raises(Refused) as refusal:
        actions.submit(by=cast.petitioner, petition=petition)
    assert len(refusal.value.reasons) == 4
    text = {"sections": [{"label": "มาตรา 1", "text": "…"}], "principle": "หลักการ", "analysis": "วิเคราะห์"}
    actions.revise(by=cast.petitioner, petition=petition, text=text)
    actions.invite(by=cast.petitioner, petition=petition)
    for _ in range(19):
        actions.join(by=citizen(), petition=petition)
    actions.submit(by=cast.petitioner, petition=petition)
    assert petition.state == "principle"


def test_a_refusal_is_public_with_its_reason(cast: Cast) -> None:
    petition = make.submitted(cast)
    actions.reject(by=cast.moderator, petition=petition, reason="เรื่องนี้อยู่ในอำนาจของหน่วยงานอื่น")
    seal_all()
    assert petition.events.get().note.startswith("เรื่องนี้")
    assert Entry.objects.filter(kind="petition.rejected").exists()


def test_what_does_not_reach_its_threshold_in_time_expires_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from django.utils import timezone

    make.collecting(cast)
    later = timezone.now() + timedelta(days=400)
    monkeypatch.setattr("petitions.querysets.timezone.now", lambda: later)
    assert (actions.expire_due(), actions.expire_due()) == (1, 0)
