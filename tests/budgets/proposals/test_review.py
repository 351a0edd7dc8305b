"""Review: reviewers by name, interests, opinions, decisions, the one appeal; joining and dividing."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import Agency, Role
from accounts.notices.models import Notice
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from budgets.proposals import actions, figures, rules
from budgets.proposals.models import Decision, Opinion
from budgets.proposals.states import State
from budgets.rounds.actions import open_ballot
from budgets.rounds.models import Project
from realtime.sealer import seal_all
from tests.factories.people import Cast, agency, citizen, officer
from tests.factories.proposals import COSTS, REASON, proposed, reviewed, reviewer, taking_ideas

pytestmark = pytest.mark.django_db


def test_it_works(cast: Cast) -> None:
    mine = proposed(taking_ideas(cast), by=cast.petitioner)
    actions.sponsor(by=cast.co_signer, proposal=mine)
    reviewed(cast, mine)
    actions.decide(by=cast.head, proposal=mine, accepted=True, reason=REASON, costs=COSTS)
    project = Project.objects.get(proposal=mine)
    assert (mine.state, project.cost, project.code) == (State.ACCEPTED, Decimal("349999.50"), "P01")
    told = set(Notice.objects.values_list("user__citizen", flat=True))
    assert {cast.petitioner.pk, cast.co_signer.pk} <= told


def test_nothing_is_decided_before_two_opinions(cast: Cast) -> None:
    mine = proposed(taking_ideas(cast))
    user = reviewer(cast, mine.round)
    finding = actions.Finding(feasible=True, feasible_reason=REASON, legal=True, legal_reason=REASON)
    actions.give_opinion(by=user, proposal=mine, finding=finding)
    with pytest.raises(Refused):
        actions.decide(by=cast.head, proposal=mine, accepted=True, reason=REASON, costs=COSTS)


def test_who_has_an_interest_stands_aside(cast: Cast) -> None:
    mine = proposed(taking_ideas(cast))
    reviewed(cast, mine)
    third = reviewer(cast, mine.round, 3)
    actions.declare_conflict(by=third, proposal=mine, words="พี่ชายของฉันเป็นผู้รับเหมา")
    with pytest.raises(PermissionDenied):
        actions.decide(by=third, proposal=mine, accepted=False, reason=REASON)
    with pytest.raises(DatabaseError, match="interest"), transaction.atomic():
        Decision.objects.create(proposal=mine, accepted=False, reason=REASON, by=third)


def test_reasons_are_mandatory_in_form_and_database(cast: Cast) -> None:
    mine = proposed(taking_ideas(cast))
    user = reviewer(cast, mine.round)
    with pytest.raises(Refused):
        short = actions.Finding(feasible=True, feasible_reason="ได้", legal=True, legal_reason=REASON)
        actions.give_opinion(by=user, proposal=mine, finding=short)
    with pytest.raises(DatabaseError), transaction.atomic():
        named = mine.round.reviewers.get()
        Opinion.objects.create(proposal=mine, reviewer=named, conflict=False, feasible=True, legal=True)


def test_an_opinion_stands(cast: Cast) -> None:
    mine = proposed(taking_ideas(cast))
    users = reviewed(cast, mine)
    finding = actions.Finding(feasible=False, feasible_reason=REASON, legal=True, legal_reason=REASON)
    with pytest.raises(AlreadyDone):
        actions.give_opinion(by=users[0], proposal=mine, finding=finding)
    with pytest.raises(DatabaseError), transaction.atomic():
        Opinion.objects.filter(proposal=mine).update(feasible=False)


def test_what_is_unlawful_is_not_put_on_the_ballot(cast: Cast) -> None:
    mine = proposed(taking_ideas(cast))
    reviewed(cast, mine, legal=False)
    with pytest.raises(Refused):
        actions.decide(by=cast.head, proposal=mine, accepted=True, reason=REASON, costs=COSTS)


def test_an_acceptance_needs_its_estimate(cast: Cast) -> None:
    mine = proposed(taking_ideas(cast))
    reviewed(cast, mine)
    with pytest.raises(Refused):
        actions.decide(by=cast.head, proposal=mine, accepted=True, reason=REASON)


def test_a_refusal_is_appealed_once_and_decided_by_another(cast: Cast) -> None:
    mine = proposed(taking_ideas(cast), by=cast.petitioner)
    users = reviewed(cast, mine)
    actions.decide(by=cast.head, proposal=mine, accepted=False, reason=REASON)
    with pytest.raises(NotEligible):
        actions.appeal(by=cast.co_signer, proposal=mine, words=REASON)
    actions.appeal(by=cast.petitioner, proposal=mine, words=REASON)
    mine.refresh_from_db()
    with pytest.raises(AlreadyDone):
        actions.appeal(by=cast.petitioner, proposal=mine, words=REASON)
    with pytest.raises(PermissionDenied):
        actions.decide(by=cast.head, proposal=mine, accepted=True, reason=REASON, costs=COSTS)
    actions.decide(by=users[0], proposal=mine, accepted=True, reason=REASON, costs=COSTS)
    assert mine.state == State.ACCEPTED


def test_after_the_ballot_is_announced_nothing_is_decided(cast: Cast) -> None:
    mine = proposed(taking_ideas(cast), by=cast.petitioner)
    users = reviewed(cast, mine)
    open_ballot(by=cast.head, round=mine.round)
    mine.round.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.decide(by=users[0], proposal=mine, accepted=False, reason=REASON)
    with pytest.raises(Closed):
        actions.sponsor(by=citizen(), proposal=mine)


def test_joined_proposals_keep_every_credit_and_count_nobody_twice(cast: Cast) -> None:
    round_ = taking_ideas(cast)
    one, other = proposed(round_, by=cast.petitioner), proposed(round_, by=cast.co_signer, title="ทางเท้าใหม่")
    both, only = citizen(), citizen()
    for person, what in ((both, one), (both, other), (only, other)):
        actions.sponsor(by=person, proposal=what)
    actions.merge(by=reviewer(cast, round_), into=one, other=other, reason=REASON)
    seal_all()
    one.refresh_from_db()
    other.refresh_from_db()
    assert other.state == State.MERGED
    assert one.supports == figures.recount(one) == 3
    assert [descent.parent for descent in one.parents.all()] == [other]


def test_a_divided_proposal_lives_on_in_its_parts(cast: Cast, client: Client) -> None:
    whole = proposed(taking_ideas(cast), by=cast.petitioner)
    actions.sponsor(by=cast.co_signer, proposal=whole)
    parts = [actions.Words(f"ส่วนที่ {n}", "เนื้อหา", "ตลาด") for n in (1, 2)]
    made = actions.split(by=reviewer(cast, whole.round), proposal=whole, parts=parts, reason=REASON)
    seal_all()
    for part in made:
        part.refresh_from_db()
        assert part.citizen_id == whole.citizen_id
        assert part.supports == figures.recount(part) == 1
    assert "ส่วนที่ 2" in client.get(whole.get_absolute_url()).content.decode()


WHO = {"head": (True, True, False, False), "reviewer": (False, True, True, True), "author": (False,) * 4,
       "counter": (False,) * 4, "moderator": (False,) * 4}  # fmt: skip


@pytest.mark.parametrize("role", WHO)
def test_the_table_of_permissions(cast: Cast, role: str) -> None:
    """Naming reviewers, deciding, giving an opinion, joining: by role."""
    mine = proposed(taking_ideas(cast))
    users = {"head": cast.head, "author": cast.officer, "counter": cast.counter, "moderator": cast.moderator}
    user = users.get(role) or reviewer(cast, mine.round)
    may = (
        rules.may_name_reviewers(user, mine.round),
        rules.may_decide(user, mine),
        rules.may_review(user, mine),
        rules.may_arrange(user, mine.round),
    )
    assert may == WHO[role]
    elsewhere = officer(Role.HEAD, f"elsewhere-{role}@example.org", proposed_elsewhere())
    assert not rules.may_decide(elsewhere, mine)


def proposed_elsewhere() -> Agency:
    """Another agency."""
    return agency("elsewhere", "หน่วยงานอื่น")
