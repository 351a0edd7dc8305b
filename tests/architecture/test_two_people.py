"""What two people have to do is refused to one: by the action, and by the database when the action is gone around."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pyrage
import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.refusals import Refused
from budgets.rounds import actions
from budgets.rounds.actions import closing
from budgets.rounds.models import Certificate, Confirmation, Result, Round
from budgets.rounds.stores import keys
from petitions.bursts import deciding
from petitions.handing import keys as agency_keys
from petitions.handing import steps
from petitions.models import Batch, Package, SheetStrike
from petitions.paper import striking
from tests.factories import budgets, petitions
from tests.factories.people import Cast
from tests.petitions.paper import sheets

# By one officer: the first half, the second half; and the same in the database. By another: the second half.
Halves = tuple[Callable[[User], Any], Callable[[User], Any], Callable[[User], Any]]


def over(cast: Cast, after_closing: Callable[[], None]) -> Round:
    """A vote that is over."""
    round_ = budgets.opened(cast)
    budgets.vote(round_)
    after_closing()
    return round_


def close_a_round(cast: Cast, after_closing: Callable[[], None]) -> Halves:
    round_ = over(cast, after_closing)

    def word(by: User) -> Result | None:
        return actions.confirm_close(by=by, round=round_)

    return word, word, lambda by: Confirmation.objects.create(round=round_, officer=by)


def count_and_destroy_its_keys(cast: Cast, after_closing: Callable[[], None]) -> Halves:
    round_ = over(cast, after_closing)

    def again(by: User) -> None:
        if by == cast.head:  # nobody else has given a word: finishing by hand does not help
            closing.finish(round=round_)
        actions.confirm_close(by=by, round=round_)
        assert not keys.exist(round_.public_id)

    def around(_by: User) -> None:
        assert keys.exist(round_.public_id)
        Round.objects.filter(pk=round_.pk).update(state="counted")

    return lambda by: actions.confirm_close(by=by, round=round_), again, around


def certify_a_count(cast: Cast, after_closing: Callable[[], None]) -> Halves:
    result = budgets.close(cast, over(cast, after_closing))

    def word(by: User) -> Certificate:
        return actions.certify(by=by, result=result)

    def around(by: User) -> None:
        now = timezone.now()
        Certificate.objects.filter(result=result).update(second_by=by, second_at=now, receipt=result.receipt)

    return word, word, around


def strike_a_batch(cast: Cast, _after: Callable[[], None]) -> Halves:
    petition, now = petitions.collecting(cast), timezone.now()
    petitions.sign(petition)
    batch = Batch.objects.create(
        petition=petition, pattern="second", mark="x", since=now - timedelta(minutes=1), until=now, number=1
    )
    batch.names.create(signature=petition.signatures.get())
    return (
        lambda by: deciding.ask(by=by, batch=batch, reason="โปรแกรม"),
        lambda by: deciding.confirm(by=by, batch=batch),
        lambda by: Batch.objects.filter(pk=batch.pk).update(state="struck", confirmed_by=by),
    )


def strike_a_sheet(cast: Cast, _after: Callable[[], None]) -> Halves:
    sheet = sheets.sheet(cast, petitions.collecting(cast))
    sheets.person(1)
    sheets.record(cast, sheet, sheets.line(1, 1))
    return (
        lambda by: striking.ask(by=by, sheet=sheet, reason="ปลอม"),
        lambda by: striking.confirm(by=by, strike=SheetStrike.objects.get()),
        lambda by: SheetStrike.objects.update(confirmed_by=by, confirmed_at=timezone.now()),
    )


def certify_names(cast: Cast, _after: Callable[[], None]) -> Halves:
    petition = petitions.delivered(cast)
    public = str(pyrage.x25519.Identity.generate().to_public())
    agency_keys.register(by=cast.head, agency=cast.agency, recipient=public)
    cast.head.memberships.create(agency=cast.agency, role="author")
    cast.officer.memberships.create(agency=cast.agency, role="head")
    return (
        lambda by: steps.ask(by=by, petition=petition),
        lambda by: steps.certify(by=by, package=Package.objects.get()),
        lambda by: Package.objects.update(state="certified", certified_by=by),
    )


ACTS = [
    close_a_round, count_and_destroy_its_keys, certify_a_count, strike_a_batch, strike_a_sheet, certify_names,
]  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_one_person_does_not_do_both_halves(
    cast: Cast, after_closing: Callable[[], None], act: Callable[..., Halves]
) -> None:
    first, second, around = act(cast, after_closing)
    other = cast.officer if act.__name__.startswith(("strike", "certify_names")) else budgets.reviewer(cast)
    first(cast.head)
    with pytest.raises(Refused), transaction.atomic():
        second(cast.head)
    with pytest.raises(DatabaseError), transaction.atomic():
        around(cast.head)
    second(other)


def test_a_word_given_stands(cast: Cast, after_closing: Callable[[], None]) -> None:
    actions.confirm_close(by=cast.head, round=over(cast, after_closing))
    with pytest.raises(DatabaseError), transaction.atomic():
        Confirmation.objects.update(officer=cast.officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        Confirmation.objects.all().delete()
