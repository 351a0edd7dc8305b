"""Announcing a ballot freezes its rules, in the model and in the database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import InternalError, transaction
from django.db.utils import DatabaseError
from django.utils.translation import override

from accounts.refusals import Closed, NotEligible, Refused
from budgets.rounds import actions, rules
from budgets.rounds.models import Project, Result, Round, RoundPage
from realtime.record import canonical
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import budgets as make
from tests.factories.people import Cast


def test_it_works(cast: Cast) -> None:
    round_ = make.prepared(cast)
    receipt = actions.open_ballot(by=cast.head, round=round_)
    seal_all()
    kept = Round.objects.with_page().get()
    assert kept.rules_hash == canonical.fingerprint(kept.rules) == canonical.fingerprint(rules.document(kept))
    assert kept.rules_hash in bytes(Entry.objects.get(id=receipt.id).leaf).decode()


def test_it_cannot_be_announced_twice(cast: Cast) -> None:
    round_ = make.opened(cast)
    with pytest.raises(Closed):
        actions.open_ballot(by=cast.head, round=round_)


def test_it_needs_projects(cast: Cast) -> None:
    round_ = make.prepared(cast)
    round_.projects.all().delete()
    with pytest.raises(Refused):
        actions.open_ballot(by=cast.head, round=round_)


@pytest.mark.parametrize("who", ["officer", "counter", "moderator"])
def test_only_the_head_announces(cast: Cast, who: str) -> None:
    with pytest.raises(NotEligible):
        actions.open_ballot(by=getattr(cast, who), round=make.prepared(cast))


@override("en")
@pytest.mark.parametrize(("other", "fine"), [({}, False), ({"secrecy": "open"}, True), ({"own_district": False}, True)])
def test_sealed_equal_shares_over_districts_need_an_envelope_for_each(
    cast: Cast, other: dict[str, Any], fine: bool
) -> None:
    round_ = make.prepared(cast, **{"own_district": True, "counting_rule": "equal-shares"} | other)
    Project.objects.filter(round=round_, code="P1").update(district="500101")
    if fine:
        actions.open_ballot(by=cast.head, round=round_)
        return
    with pytest.raises(Refused, match="each district needs an envelope of its own"):
        actions.open_ballot(by=cast.head, round=round_)


CHANGES: list[dict[str, Any]] = [
    {"envelope": 5000},
    {"maximum": 4},
    {"counting_rule": "equal-shares"},
    {"counting_parameters": {"skip": False}},
    {"seed": "another"},
    {"secrecy": "open"},
    {"eligibility": {"minimum_age": 10}},
    {"ballot_kind": "knapsack"},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_the_model_and_the_database_refuse_to_change_a_rule(cast: Cast, change: dict[str, Any]) -> None:
    page = make.opened(cast).page
    for name, value in change.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError):
        page.full_clean()
    with pytest.raises((InternalError, DatabaseError), match="frozen"), transaction.atomic():
        RoundPage.objects.filter(pk=page.pk).update(**change)


def test_the_closing_time_does_not_move_either(cast: Cast) -> None:
    page = make.opened(cast).page
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        RoundPage.objects.filter(pk=page.pk).update(closes_at=page.closes_at - timedelta(hours=1))


def test_words_of_the_page_can_still_be_corrected(cast: Cast) -> None:
    page = make.opened(cast).page
    page.summary = "เลือกโครงการที่อยากได้"
    page.save_revision().publish()
    assert RoundPage.objects.get(pk=page.pk).summary == "เลือกโครงการที่อยากได้"


def test_projects_are_frozen_too(cast: Cast) -> None:
    round_ = make.opened(cast)
    with pytest.raises(ValidationError):
        round_.projects.all()[0].full_clean()
    attempts: list[Callable[[], object]] = [
        lambda: Project.objects.filter(code="P1").update(cost=1),
        lambda: Project.objects.filter(code="P1").delete(),
        lambda: Project.objects.create(round=round_, code="P9", title="x", description="x", cost=1),
    ]
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            attempt()


def test_the_frozen_document_itself_is_guarded(cast: Cast) -> None:
    round_ = make.opened(cast)
    changes: list[dict[str, Any]] = [
        {"rules": {}},
        {"rules_hash": "0" * 64},
        {"state": "preparing"},
        {"state": "counted"},
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            Round.objects.filter(pk=round_.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Round.objects.filter(pk=round_.pk).delete()


def test_a_certified_result_stands(cast: Cast, after_closing: Any) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    after_closing()
    make.close(cast, round_)
    with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
        Result.objects.update(outcome={})


@override("en")
@pytest.mark.parametrize(
    ("ruled", "words"),
    [
        ({"counting_parameters": {"dice": 6}}, "cannot be used like this: dice"),
        ({"counting_parameters": {"skip": "no"}}, "skip"),
        ({"counting_parameters": {"threshold": -1}}, "threshold"),
        ({"counting_rule": "equal-shares", "counting_parameters": {"completion": "add2"}}, "completion"),
        ({"counting_rule": "equal-shares", "counting_parameters": {"step": 0}}, "step"),
    ],
)
def test_rules_that_could_not_be_counted_are_refused_at_the_announcement(
    cast: Cast, ruled: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        make.opened(cast, **ruled)
