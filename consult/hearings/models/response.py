"""What the agency says to what people said."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from consult.hearings.querysets import ResponseQuerySet
from consult.hearings.states import Decision
from consult.threads.models import Comment


class Response(models.Model):
    """What the agency says to one comment. Revisions are kept; the first makes the comment answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="responses")
    revision = models.PositiveSmallIntegerField(default=1)
    decision = models.CharField(max_length=10, choices=Decision)
    reason = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "revision"], name="one_response_per_revision"),
            models.CheckConstraint(condition=Q(decision__in=Decision.values), name="response_decision_known"),
        ]

    def __str__(self) -> str:
        return f"response to {self.comment_id} ({self.revision})"
