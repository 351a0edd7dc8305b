"""Whose suggested wording was taken over."""

from django.db import models
from django.utils import timezone

from accounts.models import User
from consult.texts.models import Provision
from consult.threads.models import Comment


class Credit(models.Model):
    """The words of a provision come, as they are or edited, from what somebody suggested in a comment.

    It may be taken back while the version is in preparation; once that is published, a trigger keeps it.
    """

    provision = models.ForeignKey(Provision, models.CASCADE, related_name="credits")
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="credits")
    edited = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provision", "comment"], name="one_credit_per_suggestion")]

    def __str__(self) -> str:
        return f"{self.provision_id} from {self.comment_id}"
