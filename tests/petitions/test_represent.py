"""Representatives of the signers: named, agreed by themselves, checked at hand-over, standing afterwards."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.models import Citizen
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from petitions import actions
from petitions.actions import representing
from petitions.models import Petition
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import PASSWORD, Cast, citizen


@pytest.fixture
def enough(cast: Cast) -> Petition:
    """An ordinance with its two names and no representative yet."""
    petition = make.collecting(cast, 2)
    for person in (cast.co_signer, citizen()):
        make.sign(petition, person)
    seal_all()
    petition.refresh_from_db()
    return petition


def stand(petition: Petition, person: Citizen) -> None:
    actions.stand(by=person, petition=petition, code=representing.code_of(petition))


def test_it_works(cast: Cast, enough: Petition) -> None:
    krit = Client()
    assert krit.login(username="krit@example.org", password=PASSWORD)
    address = f"/en/petitions/{enough.public_id}/stand/{representing.code_of(enough)}/"
    assert "2565 Act s.8(4)" in krit.get(address).content.decode()
    assert krit.post(address).status_code == 302
    assert "Be a representative no longer" in krit.get(address).content.decode()
    actions.deliver(by=cast.petitioner, petition=enough)
    page = Client().get(f"/en/petitions/{enough.public_id}/").content.decode()
    assert "Representatives of the signers" in page
    assert str(cast.co_signer) in page


def test_without_them_nothing_is_handed_over(cast: Cast, enough: Petition) -> None:
    with pytest.raises(Refused, match="2565"):
        actions.deliver(by=cast.petitioner, petition=enough)
    stranger = citizen()
    stand(enough, stranger)
    with pytest.raises(Refused, match=stranger.full_name):
        actions.deliver(by=cast.petitioner, petition=enough)
    make.sign(enough, stranger)
    actions.deliver(by=cast.petitioner, petition=enough)
    assert enough.state == "delivered"


def test_a_bill_needs_twenty_of_them(cast: Cast) -> None:
    petition = make.draft(cast, "act-2564")
    assert "0" in str(representing.lacking(petition)[0])
    assert "20" in str(representing.lacking(petition)[0])


def test_an_initiator_stands_without_the_code_and_strangers_do_not(cast: Cast, enough: Petition) -> None:
    actions.stand(by=cast.petitioner, petition=enough)
    with pytest.raises(AlreadyDone):
        actions.stand(by=cast.petitioner, petition=enough)
    with pytest.raises(NotEligible):
        actions.stand(by=citizen(), petition=enough, code="guessed")


def test_a_kind_without_them_says_so(cast: Cast) -> None:
    with pytest.raises(Closed):
        actions.stand(by=cast.petitioner, petition=make.draft(cast))


def test_they_step_down_or_are_taken_off_until_hand_over(cast: Cast, enough: Petition) -> None:
    stand(enough, cast.co_signer)
    with pytest.raises(NotEligible):
        actions.step_down(by=citizen(), petition=enough, representative=enough.representatives.get())
    actions.step_down(by=cast.petitioner, petition=enough, representative=enough.representatives.get())
    stand(enough, cast.co_signer)
    actions.step_down(by=cast.co_signer, petition=enough)
    stand(enough, cast.co_signer)
    actions.deliver(by=cast.petitioner, petition=enough)
    with pytest.raises(Closed):
        actions.step_down(by=cast.co_signer, petition=enough)
    with pytest.raises(DatabaseError), transaction.atomic():
        enough.representatives.all().delete()


@pytest.mark.django_db(transaction=True)
def test_no_more_than_ten_even_at_the_same_instant(cast: Cast) -> None:
    petition = make.collecting(cast, 2)
    people = [citizen() for _ in range(12)]

    def one(person: Citizen) -> bool:
        try:
            stand(Petition.objects.get(pk=petition.pk), person)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(one, people))
    assert (sum(done), petition.representatives.count()) == (10, 10)
