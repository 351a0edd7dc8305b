"""Questions about Acts and their evaluation."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from consult.evaluations.models import EvaluatedAct  # noqa: F401

SOON = 180  # days


class EvaluatedActQuerySet(models.QuerySet["EvaluatedAct"]):
    """Acts, asked in plain words."""

    def overdue(self) -> "EvaluatedActQuerySet":
        """Whose day has passed, the longest ago first."""
        return self.filter(due_on__lt=timezone.localdate())

    def soon(self) -> "EvaluatedActQuerySet":
        """Due within half a year."""
        today = timezone.localdate()
        return self.filter(due_on__gte=today, due_on__lte=today + timedelta(days=SOON))
