"""An appeal against a petition being refused, hidden, closed or given up."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Citizen, User
from petitions.models.petition import Petition
from petitions.states import STOPPED, State


class Appeal(models.Model):
    """Lodged by an initiator; decided by somebody other than the officer it is against (a CHECK says so)."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="appeals")
    against = models.CharField(max_length=12, choices=[(state, state.label) for state in sorted(STOPPED)])
    against_officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    back_to = models.CharField(max_length=12, choices=State)
    by = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    reason = models.TextField(_("why the decision is wrong"), max_length=4000)
    at = models.DateTimeField(default=timezone.now)
    upheld = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(_("reason of the decision"), max_length=4000, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["petition"], condition=Q(upheld__isnull=True), name="appeal_one_open"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(against_officer__isnull=True)
                | ~Q(decided_by=F("against_officer")),
                name="appeal_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(upheld__isnull=True, decided_by__isnull=True)
                | (Q(upheld__isnull=False, decided_by__isnull=False, decided_at__isnull=False) & ~Q(decision="")),
                name="appeal_decided_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"appeal on {self.petition}"
