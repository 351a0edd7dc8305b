"""Reading cases."""

from typing import Any, Self

from django.db import models
from django.db.models import F

from accounts.models import Role, User
from consult.moderation.states import OPEN, VERDICTS, State


class CaseQuerySet(models.QuerySet[Any]):
    """Cases, by who looks at them and what waits."""

    def of_officer(self, user: User) -> Self:
        """Of the agencies in which this person moderates, heads or audits."""
        roles = (Role.MODERATOR, Role.HEAD, Role.AUDITOR)
        return self.filter(agency__in=user.memberships.filter(role__in=roles).values("agency"))

    def open(self) -> Self:
        """Nobody has looked yet."""
        return self.filter(state__in=OPEN)

    def appealed(self) -> Self:
        """An appeal waits for somebody else."""
        return self.filter(state=State.APPEALED)

    def ended(self) -> Self:
        """Decided, for now or for good."""
        return self.exclude(state__in=(*OPEN, State.APPEALED))

    def by_urgency(self) -> Self:
        """What the machine noticed and how many reported it first, then the oldest."""
        return self.order_by(F("weight") + F("reports") * 10, "-opened_at").reverse()

    def settled(self) -> Self:
        """With an appeal that was decided."""
        return self.filter(state__in=VERDICTS)
