"""Taking a signature back: until hand-over, and counted."""

import pytest

from accounts.refusals import AlreadyDone, Closed
from petitions import actions, figures
from petitions.models import Petition, Signature
from petitions.rules import Signable
from realtime.record import recounts
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import Cast, citizen


def test_it_works(cast: Cast) -> None:
    petition = make.collecting(cast)
    make.sign(petition, cast.co_signer)
    actions.withdraw(by=cast.co_signer, petition=Signable.of(petition))
    seal_all()
    assert figures.figures(Petition.objects.get()).total == 0
    assert list(recounts.run("petitions.signatures")) == []


def test_it_refuses_somebody_who_has_not_signed(cast: Cast) -> None:
    with pytest.raises(AlreadyDone):
        actions.withdraw(by=cast.stranger, petition=Signable.of(make.collecting(cast)))


def test_it_refuses_after_hand_over(cast: Cast) -> None:
    petition = make.reached(cast)
    signer = Signature.objects.all()[0].citizen
    actions.deliver(by=cast.petitioner, petition=petition)
    with pytest.raises(Closed):
        actions.withdraw(by=signer, petition=Signable.of(petition))


def test_one_may_sign_again_and_is_counted_once(cast: Cast) -> None:
    petition = make.collecting(cast)
    for _ in range(3):
        make.sign(petition, cast.co_signer)
        actions.withdraw(by=cast.co_signer, petition=Signable.of(petition))
    make.sign(petition, cast.co_signer)
    seal_all()
    now = figures.figures(Petition.objects.get())
    assert (now.online, now.withdrawn, now.total) == (4, 3, 1)
    assert list(recounts.run("petitions.signatures")) == []


def test_the_threshold_is_crossed_once_although_names_come_and_go(cast: Cast) -> None:
    petition = make.reached(cast)
    for _ in range(2):
        person = citizen()
        make.sign(petition, person)
        seal_all()
        actions.withdraw(by=person, petition=Signable.of(petition))
        actions.withdraw(by=Signature.objects.living()[0].citizen, petition=Signable.of(petition))
        seal_all()
        make.sign(petition)
        make.sign(petition)
        seal_all()
    assert Entry.objects.filter(kind="petition.reached").count() == 1
