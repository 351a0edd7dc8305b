"""What people agreed to, never changed afterwards; and breaches with their clock."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Agency, Channel, Citizen, User

HOURS = timedelta(hours=72)  # 2562 Act s.37 (4)


class Consent(models.Model):
    """One yes or no to one purpose: when, to which version of the text, on which way. Rows are only added."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="consents")
    citizen = models.ForeignKey(Citizen, models.CASCADE, null=True, related_name="consents")
    purpose = models.CharField(max_length=20)
    version = models.CharField(max_length=10)
    given = models.BooleanField()
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(user=None) ^ Q(citizen=None), name="consent_is_of_one"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version} {self.given}"


class Breach(models.Model):
    """Personal data got out, or it is exercised that they had. The clock runs from when the agency knew."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    drill = models.BooleanField(default=True)
    known_at = models.DateTimeField()
    happened = models.TextField()
    people = models.PositiveIntegerField(null=True)
    kinds = models.JSONField(default=list)
    high_risk = models.BooleanField(default=False)
    told_office_at = models.DateTimeField(null=True)
    told_people_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-known_at"]
        verbose_name_plural = "breaches"

    def __str__(self) -> str:
        return f"breach {self.pk}"

    @property
    def due_at(self) -> datetime:
        """Until when the office of the committee must have been told."""
        return self.known_at + HOURS

    @property
    def late(self) -> bool:
        """Whether the office was told after 72 hours, or was not told yet and they are over."""
        return (self.told_office_at or timezone.now()) > self.due_at
