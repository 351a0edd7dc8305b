"""The latest figures of each topic, and every count by the minute: written by the sealer and read by everybody."""

from django.db import models


class Snapshot(models.Model):
    """Absolute figures of one topic, true for a record of `record_size` entries."""

    topic = models.CharField(primary_key=True, max_length=120)
    sequence = models.BigIntegerField(default=0)
    record_size = models.BigIntegerField(default=0)
    figures = models.JSONField(default=dict)
    generated_at = models.DateTimeField()
    changed = models.JSONField(default=dict)  # for each figure the sequence at which it got its value

    def __str__(self) -> str:
        return f"{self.topic} #{self.sequence}"


class Count(models.Model):
    """Entries of one kind about one subject in one minute; in one day where the record names only the day.

    The series of every count: sealing adds to it, hours and days are summed from it.
    """

    subject = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    start = models.DateTimeField()
    whole_day = models.BooleanField(default=False)
    n = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "start", "kind", "whole_day"], name="one_count_a_minute")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.start}: {self.n}"
