"""Permits of volunteers; each help; and the acts that were done during it, with officer and receipt."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import AccessLog, Agency, Area, Citizen, User


class Permit(models.Model):
    """A volunteer may help people of one place, for a limited time, up to a number of different people."""

    user = models.ForeignKey(User, models.CASCADE, related_name="permits")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="permit_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(people__gte=1, people__lte=500), name="permit_is_for_some_people"),
            models.CheckConstraint(condition=~Q(user=F("given_by")), name="nobody_permits_themselves"),
        ]

    def __str__(self) -> str:
        return f"permit {self.pk}"

    @property
    def running(self) -> bool:
        """Whether its time is now and nobody ended it."""
        return self.ended_at is None and self.starts_at <= timezone.now() < self.ends_at

    def helped(self) -> int:
        """How many different people were helped under it. One query."""
        return self.helps.values("citizen").distinct().count()

    def covers(self, citizen: Citizen) -> bool:
        """Whether the person is registered in the permit's place."""
        return self.area_id == "00" or citizen.area_id.startswith(self.area_id)


class Help(models.Model):
    """One person helped once: that they asked for it, by whom, until when."""

    citizen = models.ForeignKey(Citizen, models.CASCADE, related_name="helps")
    officer = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    permit = models.ForeignKey(Permit, models.SET_NULL, null=True, related_name="helps")
    look = models.OneToOneField(AccessLog, models.SET_NULL, null=True, related_name="+")
    consent_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-consent_at"]

    def __str__(self) -> str:
        return f"help {self.pk}"

    @property
    def running(self) -> bool:
        """Whether the officer may still act for the person."""
        return self.ended_at is None and timezone.now() < self.until

    @property
    def since(self) -> datetime:
        """When it began."""
        return self.consent_at


class AssistedAct(models.Model):
    """One act of a person during a help: which entry of the record it left. Secret ballots leave none here."""

    help = models.ForeignKey(Help, models.CASCADE, related_name="acts")
    entry = models.UUIDField(unique=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=70)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.entry}"
