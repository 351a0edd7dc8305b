"""Questions about rounds and projects."""

from typing import Any

from django.db import models
from django.utils import timezone

from budgets.rounds.states import FROZEN, State


class RoundQuerySet(models.QuerySet[Any]):
    """Rounds."""

    def with_page(self) -> "RoundQuerySet":
        """With the agency's words and the agency."""
        return self.select_related("page__agency")

    def published(self) -> "RoundQuerySet":
        """Those that everybody may read."""
        return self.with_page().filter(page__live=True)

    def frozen(self) -> "RoundQuerySet":
        """Those whose rules can no longer change."""
        return self.filter(state__in=FROZEN)

    def votable(self) -> "RoundQuerySet":
        """Those in which a ballot can be cast now, the nearest closing first."""
        now = timezone.now()
        ready = self.published().filter(state=State.OPEN, page__opens_at__lte=now, page__closes_at__gt=now)
        return ready.order_by("page__closes_at")

    def counted(self) -> "RoundQuerySet":
        """Those with a certified result."""
        return self.filter(state=State.COUNTED)


class ProjectQuerySet(models.QuerySet[Any]):
    """Projects."""

    def votable(self) -> "ProjectQuerySet":
        """Those that review found feasible, by code."""
        return self.filter(feasible=True).order_by("code")

    def of(self, round_id: int) -> "ProjectQuerySet":
        """Those of one round."""
        return self.filter(round_id=round_id)
