"""A budget file on its way in: kept with its mapping until an officer keeps or drops it."""

import uuid
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from budgets.ledger.models.budget import Budget
from budgets.ledger.models.changes import Revision


def no_mapping() -> dict[str, Any]:
    """Nothing chosen yet."""
    return {}


class Upload(models.Model):
    """One file sent by an officer. Nothing of it is public."""

    class Form(models.TextChoices):
        CSV = "csv", _("CSV table")
        XLSX = "xlsx", _("Excel workbook")
        JSON = "json", _("provincial budget (JSON)")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"))
    name = models.CharField(max_length=200)
    form = models.CharField(max_length=4, choices=Form)
    content = models.BinaryField()
    mapping = models.JSONField(default=no_mapping)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), blank=True, max_length=500)
    budget = models.ForeignKey(Budget, models.SET_NULL, null=True, blank=True, related_name="+")
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")
    doubts = models.PositiveIntegerField(default=0)  # how many lines were doubtful when it was kept
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["agency", "-started_at"], name="upload_newest")]
        constraints = [
            models.CheckConstraint(condition=models.Q(fiscal_year__range=(2475, 2700)), name="upload_year_is_buddhist"),
            models.CheckConstraint(
                condition=models.Q(revision=None) | models.Q(doubts=0) | models.Q(looked_at__isnull=False),
                name="doubts_were_looked_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.fiscal_year})"

    def get_absolute_url(self) -> str:
        """What was read from it."""
        return reverse("ledger:preview", args=[self.pk])
