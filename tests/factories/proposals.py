"""Proposals and reviewers, made by the same actions as real ones."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import Citizen, Role, User
from budgets.proposals import actions
from budgets.proposals.models import Proposal
from budgets.rounds.models import Round
from tests.factories import budgets
from tests.factories.people import Cast, citizen, officer

REASON = "เหตุผลที่ทุกคนอ่านได้และยาวพอจะเป็นเหตุผลจริง"


def taking_ideas(cast: Cast, **settings: Any) -> Round:
    """A round that takes ideas now."""
    now = timezone.now()
    dates = {
        "ideas_from": now - timedelta(days=2),
        "ideas_until": now + timedelta(days=10),
        "review_until": now + timedelta(days=20),
        "opens_at": now + timedelta(days=20),
        "closes_at": now + timedelta(days=30),
    }
    return budgets.prepared(cast, **(dates | settings))


def proposed(round_: Round, by: Citizen | None = None, title: str = "ซ่อมทางเท้าหน้าตลาด", **words: Any) -> Proposal:
    """One proposal, by a new citizen unless named."""
    values = {"title": title, "body": "ทางเท้าพังจนรถเข็นผ่านไม่ได้", "place": "หน้าตลาดเก่า"} | words
    receipt = actions.propose(by=by or citizen(), round=round_, words=actions.Words(**values))
    return Proposal.objects.public().get(public_id=receipt.subject.partition("/")[2])


def reviewer(cast: Cast, round_: Round, number: int = 1) -> User:
    """A named reviewer of the round."""
    email = f"reviewer{number}@example.org"
    user = User.objects.filter(email=email).first() or officer(Role.REVIEWER, email, cast.agency)
    actions.name_reviewer(by=cast.head, round=round_, user=user, title="วิศวกรโยธา", title_en="Civil engineer")
    return user


def reviewed(cast: Cast, proposal: Proposal, *, legal: bool = True) -> list[User]:
    """Two reviewers have given their opinion."""
    users = [
        reviewer(cast, proposal.round, n)
        for n in (1, 2)
        if not proposal.round.reviewers.filter(user__email=f"reviewer{n}@example.org").exists()
    ] or [one.user for one in proposal.round.reviewers.all()]
    for user in users:
        finding = actions.Finding(feasible=True, feasible_reason=REASON, legal=legal, legal_reason=REASON)
        actions.give_opinion(by=user, proposal=proposal, finding=finding)
    return users


COSTS = [actions.Cost("คอนกรีต", Decimal("250000.50")), actions.Cost("ค่าแรง", Decimal(99_999))]
