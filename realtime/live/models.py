"""The latest figures of each topic, written by the sealer and read by everybody."""

from django.db import models


class Snapshot(models.Model):
    """Absolute figures of one topic, true for a record of `record_size` entries."""

    topic = models.CharField(primary_key=True, max_length=120)
    sequence = models.BigIntegerField(default=0)
    record_size = models.BigIntegerField(default=0)
    figures = models.JSONField(default=dict)
    generated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.topic} #{self.sequence}"
