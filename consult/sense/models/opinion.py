"""The opinion map of one subject as it was last drawn, with the votes that it was drawn from."""

from typing import Any, ClassVar

from django.db import models

from consult.sense.querysets import OpinionMapQuerySet


class OpinionMap(models.Model):
    """One row a subject. `votes` is the published file, compressed; `drawing` is what `opinion_map.draw` gave."""

    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=40)
    # Reactions have come since the map was drawn (set in sealing), and since when.
    stale_since = models.DateTimeField(null=True, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    votes = models.BinaryField(default=b"")
    drawing: Any = models.JSONField(null=True, blank=True)
    too_few = models.CharField(max_length=200, blank=True)
    record_size = models.BigIntegerField(default=0)

    objects: ClassVar[Any] = OpinionMapQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "public_id"], name="one_opinion_map_per_subject")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.public_id}"
