"""The work on one subject: what the machine has done, what officers have changed, what is published."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from consult.sense.querysets import GroupingQuerySet
from consult.sense.states import Verb, Work


class Grouping(models.Model):
    """Where the grouping of one subject stands. One row a subject; the lock of every change."""

    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=40)
    work = models.CharField(max_length=9, choices=Work, default=Work.IDLE)
    done = models.PositiveIntegerField(default=0)  # hundredths of the run at hand
    asked_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    comments = models.PositiveIntegerField(default=0)  # looked at in the last run
    next_number = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = GroupingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "public_id"], name="one_grouping_per_subject"),
            models.CheckConstraint(condition=Q(work__in=Work.values), name="grouping_work_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.public_id}"

    @property
    def busy(self) -> bool:
        """Whether the machine is asked for or at work."""
        return self.work in {Work.ASKED, Work.RUNNING}


class Change(models.Model):
    """One change by an officer, with what was there before, so that it can be undone."""

    grouping = models.ForeignKey(Grouping, models.PROTECT, related_name="changes")
    verb = models.CharField(max_length=8, choices=Verb)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # {"groups": {id: fields}, "members": {comment id: [group id, how, pinned, near duplicate of] or null}}
    before: Any = models.JSONField()
    numbers = models.CharField(max_length=60)  # of the groups concerned, for the list
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.verb} {self.numbers}"
