"""A public notice that an authority decides later than it should."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from petitions.querysets import DelayQuerySet


class DelayNotice(models.Model):
    """Why petitions wait longer for the check before names are collected, and until when."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="petition_delays")
    reason = models.TextField(_("reason"), max_length=2000)
    reason_en = models.TextField(_("reason in English"), max_length=2000, blank=True)
    until = models.DateField(_("until"))
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    receipt = models.UUIDField(editable=False)

    objects: ClassVar[Any] = DelayQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.agency} until {self.until}"
