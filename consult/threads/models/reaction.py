"""What other people think of a comment."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Citizen
from consult.threads.models.comment import Comment
from consult.threads.states import Direction


class Reaction(models.Model):
    """One citizen supports or opposes one comment. A change of mind changes the row: the last counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="reactions", db_constraint=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="reactions")
    direction = models.CharField(max_length=7, choices=Direction, default=Direction.SUPPORT)
    salt = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "citizen"], name="one_reaction_once"),
            models.CheckConstraint(condition=Q(direction__in=Direction.values), name="reaction_direction_known"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.id}"
