"""Certifying a count: two different officers, a recount in between, a correction where it gives other winners."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.refusals import AlreadyDone, NotEligible, Refused
from budgets.rounds import actions, publishing, standing
from budgets.rounds.models import Certificate, Result
from budgets.rounds.states import DECLARATIONS, Declared
from budgets.works import rules as works
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import budgets as make
from tests.factories.people import PASSWORD, Cast

Move = Callable[[], None]
REASON = "ผู้แทนชุมชนขอให้นับใหม่"


@pytest.fixture
def counted(cast: Cast, after_closing: Move) -> Result:
    round_ = make.opened(cast)
    make.vote(round_, choices=("P1", "P3"))
    after_closing()
    return make.close(cast, round_)


def test_it_works(cast: Cast, counted: Result) -> None:
    assert standing.of(counted).status == "unofficial-complete"
    assert actions.certify(by=cast.head, result=counted).receipt is None
    assert standing.of(counted).status == "unofficial-complete"
    certificate = actions.certify(by=make.reviewer(cast), result=counted)
    seal_all()
    assert standing.of(counted).status == "certified"
    assert certificate.receipt
    assert counted.outcome_hash in bytes(Entry.objects.get(id=certificate.receipt).leaf).decode()


def test_one_officer_is_not_enough_even_twice(cast: Cast, counted: Result) -> None:
    actions.certify(by=cast.head, result=counted)
    with pytest.raises(AlreadyDone):
        actions.certify(by=cast.head, result=counted)
    assert not standing.of(counted).official


def test_the_database_wants_two_different_officers(cast: Cast, counted: Result) -> None:
    actions.certify(by=cast.head, result=counted)
    signed = {"second_by": cast.head, "second_at": timezone.now(), "receipt": counted.receipt}
    with pytest.raises(DatabaseError, match="certified_by_two_different"), transaction.atomic():
        Certificate.objects.update(**signed)


def test_the_database_keeps_what_was_declared(cast: Cast, counted: Result) -> None:
    for officer in (cast.head, make.reviewer(cast)):
        actions.certify(by=officer, result=counted)
    for change in (lambda: Certificate.objects.update(second_at=None), lambda: Certificate.objects.all().delete()):
        with pytest.raises(DatabaseError, match="stands as it is"), transaction.atomic():
            change()


@pytest.mark.parametrize(("before", "after"), [(a, b) for a in Declared for b in Declared if b not in DECLARATIONS[a]])
def test_the_database_knows_what_may_follow(cast: Cast, counted: Result, before: Declared, after: Declared) -> None:
    paths = {
        Declared.COUNTED: (),
        Declared.CERTIFIED: ("certified",),
        Declared.RECOUNT: ("recount",),
        Declared.CORRECTION: ("recount", "correction"),
    }
    for status in paths[before]:
        declare(cast, counted, status)
    with pytest.raises(DatabaseError), transaction.atomic():
        declare(cast, counted, after)


def declare(cast: Cast, result: Result, status: str) -> None:
    second = {} if status == "recount" else {"second_by": make.reviewer(cast), "second_at": timezone.now()}
    outcome = result.outcome if status == "correction" else None
    Certificate.objects.create(
        result=result, status=status, outcome=outcome, outcome_hash="0", reason="x", first_by=cast.head,
        receipt=result.receipt, **second,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["officer", "counter", "moderator", "petitioner"])
@pytest.mark.parametrize("stage", ["counted", "certified", "recount"])
def test_other_roles_neither_certify_nor_order_a_recount(cast: Cast, counted: Result, who: str, stage: str) -> None:
    if stage == "certified":
        for officer in (cast.head, make.reviewer(cast)):
            actions.certify(by=officer, result=counted)
    if stage == "recount":
        actions.order_recount(by=cast.head, result=counted, reason=REASON)
    person: Any = getattr(cast, who)
    user = getattr(person, "user", person)
    with pytest.raises(NotEligible):
        actions.certify(by=user, result=counted)
    with pytest.raises(NotEligible):
        actions.order_recount(by=user, result=counted, reason=REASON)


def test_a_recount_that_agrees_is_certified_again(cast: Cast, counted: Result) -> None:
    actions.certify(by=cast.head, result=counted)
    actions.order_recount(by=make.reviewer(cast), result=counted, reason=REASON)
    assert standing.of(counted).status == "recount"
    with pytest.raises(AlreadyDone):
        actions.order_recount(by=cast.head, result=counted, reason=REASON)
    assert actions.certify(by=cast.head, result=counted).receipt is None, "the word before the recount is dropped"
    assert actions.certify(by=make.reviewer(cast), result=counted).status == "certified"


def test_a_recount_needs_a_reason(cast: Cast, counted: Result) -> None:
    with pytest.raises(Refused):
        actions.order_recount(by=cast.head, result=counted, reason=" ")


def test_a_recount_with_other_winners_corrects_the_result(
    cast: Cast, counted: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = publishing.recount
    monkeypatch.setattr(publishing, "recount", lambda *told: replace(real(*told), funded=("P4",)))
    with pytest.raises(Refused, match="recount"), override("en"):
        actions.certify(by=cast.head, result=counted)
    actions.order_recount(by=cast.head, result=counted, reason=REASON)
    actions.certify(by=cast.head, result=counted)
    assert works.funded(counted.round) == ["P3", "P1"]
    assert actions.certify(by=make.reviewer(cast), result=counted).status == "correction"
    assert works.funded(counted.round) == ["P4"]
    assert Result.objects.get().outcome["funded"] == ["P3", "P1"], "what was counted first stays readable"


def test_officers_certify_on_the_page_and_everybody_sees_it(cast: Cast, counted: Result) -> None:
    make.reviewer(cast)
    at, shown = (reverse(f"rounds:{name}", args=[counted.round.public_id]) for name in ("certifying", "result"))
    with override("en"):
        assert b"not official yet" in Client().get(shown.replace("/th/", "/en/")).content
    for email in ("head@example.org", "reviewer@example.org"):
        client = Client()
        assert client.login(email=email, password=PASSWORD)
        assert client.get(at).status_code == 200
        assert client.post(at, {"certify": "1"}).status_code == 302
    assert Client().get(f"/api/rounds/{counted.round.public_id}/result").json()["status"] == "certified"
    assert client.post(at, {"recount": "1", "reason": ""}).status_code == 200
    assert client.post(at, {"recount": "1", "reason": REASON}).status_code == 302
    assert REASON in Client().get(shown).content.decode()
    stranger = Client()
    assert stranger.login(email="officer@example.org", password=PASSWORD)
    assert stranger.get(at).status_code == 403
