"""Names struck out later: counted, visible, undone; the petition falls below its threshold before hand-over."""

import pytest

from accounts.refusals import Closed, NotEligible, Refused
from petitions import actions, figures
from petitions.models import Petition, Signature
from realtime.record import recounts
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import Cast


def strike(cast: Cast, petition: Petition, number: int = 1) -> list[object]:
    chosen = list(Signature.objects.living().values_list("pk", flat=True)[:number])
    actions.strike(by=cast.head, petition=petition, signatures=chosen, reason="ลายมือชื่อปลอม")
    seal_all()
    petition.refresh_from_db()
    return chosen


def test_it_works(cast: Cast) -> None:
    petition = make.reached(cast)
    chosen = strike(cast, petition)
    assert (petition.state, figures.figures(petition).total, figures.figures(petition).struck) == ("collecting", 1, 1)
    assert list(petition.events.values_list("kind", flat=True)) == ["opened", "reached", "struck", "below"]
    actions.put_back(by=cast.head, petition=petition, signatures=chosen, reason="ตรวจซ้ำแล้วถูกต้อง")  # type: ignore[arg-type]
    seal_all()
    petition = Petition.objects.get()
    assert (petition.state, figures.figures(petition).total) == ("reached", 2)
    assert list(recounts.run("petitions.signatures")) == []


def test_a_struck_petition_cannot_be_handed_over(cast: Cast) -> None:
    petition = make.reached(cast)
    strike(cast, petition)
    with pytest.raises(Refused):
        actions.deliver(by=cast.petitioner, petition=petition)


def test_a_person_struck_out_is_not_counted_by_signing_again(cast: Cast) -> None:
    petition = make.collecting(cast)
    make.sign(petition, cast.co_signer)
    strike(cast, petition)
    with pytest.raises(Refused):
        make.sign(petition, cast.co_signer)
    assert figures.recount(petition).total == 0


def test_after_hand_over_the_certified_number_stands(cast: Cast) -> None:
    petition = make.delivered(cast)
    with pytest.raises(Closed):
        strike(cast, petition)


def test_it_needs_a_reason_and_a_role(cast: Cast) -> None:
    petition = make.reached(cast)
    chosen = list(Signature.objects.values_list("pk", flat=True))
    with pytest.raises(Refused):
        actions.strike(by=cast.head, petition=petition, signatures=chosen, reason=" ")
    with pytest.raises(NotEligible):
        actions.strike(by=cast.moderator, petition=petition, signatures=chosen, reason="ปลอม")
