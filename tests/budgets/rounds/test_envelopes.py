"""Envelopes of districts and themes, and phases that follow each other."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.refusals import Refused
from budgets.rounds import actions, envelopes
from budgets.rounds.models import Envelope, Project, Round, RoundPage
from tests.factories.budgets import prepared
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db


def parted(cast: Cast, north: int = 600, south: int = 400) -> Round:
    """A round with two districts; projects 1 and 2 in the north."""
    round_ = prepared(cast)
    Project.objects.filter(round=round_, code__in=["P1", "P2"]).update(district="500101")
    Project.objects.filter(round=round_, code__in=["P3", "P4"]).update(district="500102")
    for code, amount in (("500101", north), ("500102", south)):
        Envelope.objects.create(round=round_, kind="district", code=code, title=f"เขต {code}", amount=Decimal(amount))
    return round_


def test_it_works(cast: Cast) -> None:
    round_ = parted(cast)
    actions.open_ballot(by=cast.head, round=round_)
    groups = envelopes.groups(round_.rules)
    assert [(group.amount, sorted(group.codes)) for group in groups] == [
        (Decimal(600), ["P1", "P2"]),
        (Decimal(400), ["P3", "P4"]),
    ]


def test_a_round_without_any_is_one_group(cast: Cast) -> None:
    round_ = prepared(cast)
    actions.open_ballot(by=cast.head, round=round_)
    (group,) = envelopes.groups(round_.rules)
    assert (group.amount, len(group.codes)) == (Decimal(1000), 4)


def test_envelopes_that_do_not_add_up_cannot_be_frozen(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"900\.00"):
        actions.open_ballot(by=cast.head, round=parted(cast, north=500))


def test_a_project_of_no_district_cannot_be_frozen(cast: Cast) -> None:
    round_ = parted(cast)
    Project.objects.filter(round=round_, code="P4").update(district="")
    with pytest.raises(Refused, match="P4"):
        actions.open_ballot(by=cast.head, round=round_)


def test_projects_that_exclude_each_other_are_paid_from_one_envelope(cast: Cast) -> None:
    round_ = parted(cast)
    RoundPage.objects.filter(pk=round_.page_id).update(exclusive=[["P1", "P3", "P9"]])
    with pytest.raises(Refused, match="P1, P3"):
        actions.open_ballot(by=cast.head, round=Round.objects.with_page().get(pk=round_.pk))
    RoundPage.objects.filter(pk=round_.page_id).update(exclusive=[["P1", "P2"], ["P3", "P9"]])
    actions.open_ballot(by=cast.head, round=Round.objects.with_page().get(pk=round_.pk))


def test_the_database_keeps_frozen_envelopes(cast: Cast) -> None:
    round_ = parted(cast)
    actions.open_ballot(by=cast.head, round=round_)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Envelope.objects.filter(round=round_).update(amount=1)


def test_the_database_keeps_the_order_of_phases(cast: Cast) -> None:
    round_, now = prepared(cast), timezone.now()
    wrong = {"ideas_from": now, "ideas_until": now - timedelta(days=1), "review_until": now, "opens_at": now}
    with pytest.raises(DatabaseError, match="phases_follow"), transaction.atomic():
        RoundPage.objects.filter(pk=round_.page_id).update(**wrong)
