"""Statutory clocks that run or ran on a petition, and the days on which nobody works."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from petitions.models.petition import Petition
from petitions.querysets import ClockQuerySet


class RunningClock(models.Model):
    """One clock: started by an event, due at `due`, ended by another event.

    Which rule it is stands in the petition's stamped rules under `code`. `due` only moves later, each time with a
    public reason (Extension).
    """

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="running_clocks")
    code = models.SlugField(max_length=24)
    days = models.PositiveSmallIntegerField()
    started = models.DateTimeField()
    due = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)
    # How near the last telling of the officers was: 7, 1, 0 (overdue); null before the first.
    told = models.SmallIntegerField(null=True, blank=True)

    objects: ClassVar[Any] = ClockQuerySet.as_manager()

    class Meta:
        ordering = ["started", "id"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "code", "started"], name="clock_once"),
            models.UniqueConstraint(
                fields=["petition", "code"], condition=Q(ended__isnull=True), name="clock_runs_once"
            ),
            models.CheckConstraint(condition=Q(due__gt=models.F("started")), name="clock_due_after_start"),
        ]
        indexes = [models.Index(fields=["due"], condition=Q(ended__isnull=True), name="clock_running_by_due")]

    def __str__(self) -> str:
        return f"{self.code} of {self.petition_id}"


class Extension(models.Model):
    """More time that the authority took, with its public reason and its entry in the record."""

    clock = models.ForeignKey(RunningClock, models.PROTECT, related_name="extensions")
    days = models.PositiveSmallIntegerField(_("days more"))
    due_before = models.DateTimeField()
    reason = models.TextField(_("reason"), max_length=4000)
    at = models.DateTimeField()
    receipt = models.UUIDField(editable=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=Q(days__gt=0), name="extension_positive")]

    def __str__(self) -> str:
        return f"{self.days} days more"


class Holiday(models.Model):
    """A day off by proclamation or custom that `petitions.workdays` cannot compute: lunar days, special days."""

    day = models.DateField(primary_key=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.name}"
