"""What an authority opened from a petition: a hearing, a round."""

from django.db import models
from django.utils import timezone

from accounts.models import User
from petitions.models.petition import Petition


class FollowUp(models.Model):
    """A stored reference (kind and public id, cms.processes) to what followed."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="follow_ups")
    kind = models.CharField(max_length=24)
    public_id = models.CharField(max_length=80)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    receipt = models.UUIDField(editable=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["kind", "public_id"], name="follow_up_once")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.public_id}"
