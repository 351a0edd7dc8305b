"""What the agency answers to an idea, and what moderators decide about it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from accounts.models import User
from consult.ideas.models.idea import Idea
from consult.ideas.states import Decision, State


class IdeaAnswer(models.Model):
    """The official answer. Every revision stays."""

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="answers")
    revision = models.PositiveSmallIntegerField(default=1)
    decision = models.CharField(max_length=8, choices=Decision)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["idea", "revision"], name="one_idea_answer_a_revision")]

    def __str__(self) -> str:
        return f"answer {self.revision} to {self.idea_id}"


class IdeaModeration(models.Model):
    """A published decision about an idea: hidden or shown again, by whom, and why."""

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="decisions")
    # Nobody: so many people reported it that it is hidden until a moderator has looked.
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    to_state = models.CharField(max_length=9, choices=State)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.idea_id} {self.to_state}"
