"""Signing: one person, one name, counted once."""

import json
import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Assurance, Citizen
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from petitions import actions, figures
from petitions.models import Petition, Signature
from petitions.rules import Signable
from realtime.record import recounts
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import Cast, citizen, standing_cast


def test_it_works(cast: Cast) -> None:
    petition = make.collecting(cast)
    receipt = make.sign(petition, cast.co_signer, name_public=True)
    seal_all()
    assert Entry.objects.get(id=receipt.id).subject == petition.subject
    assert Signature.objects.get().province == "50"
    petition.refresh_from_db()
    assert (figures.figures(petition).total, figures.figures(petition).online) == (1, 1)


def test_it_refuses_a_second_signature(cast: Cast) -> None:
    petition = make.collecting(cast)
    make.sign(petition, cast.co_signer)
    with pytest.raises(AlreadyDone):
        make.sign(petition, cast.co_signer, channel="paper")
    seal_all()
    assert figures.recount(petition).total == 1


def test_it_refuses_children_and_the_unverified_with_every_reason(cast: Cast) -> None:
    petition = make.collecting(cast)
    child = citizen(born=date(2020, 1, 1), assurance=Assurance.SELF_STATED, code="100101")
    with pytest.raises(NotEligible) as refusal:
        make.sign(petition, child)
    assert len(refusal.value.reasons) == 3


def test_it_refuses_before_opening(cast: Cast) -> None:
    with pytest.raises(Closed):
        make.sign(make.submitted(cast), cast.co_signer)


def test_it_refuses_after_hand_over(cast: Cast) -> None:
    petition = make.delivered(cast)
    with pytest.raises(Closed):
        make.sign(petition, cast.co_signer)


def test_it_refuses_after_the_closing_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    petition = make.collecting(cast)
    later = timezone.now() + timedelta(days=366)
    monkeypatch.setattr("petitions.rules.timezone.now", lambda: later)
    with pytest.raises(Closed):
        make.sign(petition, cast.co_signer)


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_a_signature_made_from_an_old_reading() -> None:
    cast = standing_cast()
    petition = make.reached(cast)
    old = Signable.of(petition)
    actions.deliver(by=cast.petitioner, petition=petition)
    with pytest.raises(Closed):
        actions.sign(by=cast.co_signer, petition=old)
    assert Signature.objects.count() == petition.delivered_total


def test_the_record_says_nothing_personal(cast: Cast) -> None:
    petition = make.collecting(cast)
    receipt = make.sign(petition, cast.co_signer)
    body = json.loads(receipt.leaf)["body"]
    assert body, "a signature says at least which step it is"
    assert {cast.co_signer.pk, str(cast.co_signer.pk), cast.co_signer.given_name, "50"}.isdisjoint(body.values())
    assert cast.co_signer.given_name not in receipt.leaf.decode()


def test_it_needs_one_statement(cast: Cast, django_assert_num_queries: object) -> None:
    petition = Signable.of(make.collecting(cast))
    with django_assert_num_queries(1):  # type: ignore[operator]
        actions.sign(by=cast.co_signer, petition=petition)


def _in_threads(jobs: list[tuple[Citizen, Signable]]) -> list[str]:
    outcomes: list[str] = []
    ready = threading.Barrier(len(jobs))

    def run(person: Citizen, petition: Signable) -> None:
        ready.wait()
        try:
            actions.sign(by=person, petition=petition)
            outcomes.append("signed")
        except Refused as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_one_person_in_many_threads_signs_once() -> None:
    cast = standing_cast()
    petition = make.collecting(cast)
    outcomes = _in_threads([(cast.co_signer, Signable.of(petition))] * 12)
    assert sorted(outcomes) == ["already-done"] * 11 + ["signed"]
    seal_all()
    assert figures.figures(Petition.objects.get()).total == 1


@pytest.mark.django_db(transaction=True)
def test_many_people_at_once_are_counted_exactly() -> None:
    cast = standing_cast()
    petition = make.collecting(cast, threshold=20)
    people = [citizen() for _ in range(24)]
    assert _in_threads([(person, Signable.of(petition)) for person in people]) == ["signed"] * 24
    seal_all()
    assert figures.figures(Petition.objects.get()).total == 24
    assert list(recounts.run("petitions.signatures")) == []
    assert Entry.objects.filter(kind="petition.reached").count() == 1
