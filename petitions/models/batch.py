"""Batches of names that look as if a machine had signed, and the pauses of collecting on the whole site."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from petitions.models.petition import Petition
from petitions.models.signature import Signature
from petitions.querysets import BatchQuerySet, PauseQuerySet


class Batch(models.Model):
    """Names of one petition that came in a pattern. Flagging changes nothing: two officers decide about it.

    `mark` tells batches of one pattern apart (part of a keyed hash, a second, a sheet); nothing can be read from it.
    """

    class Pattern(models.TextChoices):
        NETWORK = "network", _("many names from one network")
        SECOND = "second", _("many names in the same second")
        AGENT = "agent", _("suddenly nearly all names from the same program")
        SEQUENCE = "sequence", _("identity numbers one after the other on a sheet")
        ACCOUNTS = "accounts", _("accounts made one after the other")

    class State(models.TextChoices):
        OPEN = "open", _("to be looked at")
        ASKED = "asked", _("one officer asks to strike it out")
        STRUCK = "struck", _("struck out by two officers")
        CLEARED = "cleared", _("looked at: the names stand")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="batches")
    pattern = models.CharField(max_length=10, choices=Pattern)
    mark = models.CharField(max_length=40)
    since = models.DateTimeField()
    until = models.DateTimeField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    found_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(_("reason"), max_length=4000, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "pattern", "mark", "since"], name="batch_once"),
            models.CheckConstraint(
                condition=~Q(state="struck")
                | Q(asked_by__isnull=False, confirmed_by__isnull=False) & ~Q(asked_by=F("confirmed_by")),
                name="batch_struck_by_two",
            ),
            models.CheckConstraint(condition=Q(state="open") | ~Q(reason=""), name="batch_decided_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.number} names of {self.petition_id}: {self.pattern}"


class BatchName(models.Model):
    """A signature in a batch, as it was found."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="names")
    signature = models.ForeignKey(Signature, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "signature"], name="batch_name_once")]

    def __str__(self) -> str:
        return f"{self.signature_id} in {self.batch_id}"


class Pause(models.Model):
    """A time in which no petition of the site collects names; every open window is longer by it afterwards."""

    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=2000)
    reason_en = models.TextField(_("reason in English"), max_length=2000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = PauseQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        permissions = [("pause_collecting", "Can pause the collecting of names on the whole site")]
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=Q(ended_at__isnull=True), name="pause_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="pause_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"pause from {self.started_at:%Y-%m-%d %H:%M}"
