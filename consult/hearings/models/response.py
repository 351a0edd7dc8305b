"""What the agency says to what people said: official answers, and what each comment was answered."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from consult.hearings.models.page import ConsultationPage
from consult.hearings.querysets import AnswerQuerySet, ResponseQuerySet
from consult.hearings.states import Decision
from consult.sense.models import IssueGroup
from consult.texts.models import Provision
from consult.threads.models import Comment


class Given(models.Model):
    """A decision with its reason and the section it changed (2562 Act s.16). Never changed after it was given."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.PositiveSmallIntegerField(default=1)
    decision = models.CharField(max_length=10, choices=Decision)
    reason = models.TextField()
    reason_en = models.TextField(blank=True)
    # In the next version of the text where there is one, else in the text that was asked about.
    changed = models.ForeignKey(Provision, models.PROTECT, null=True, blank=True, related_name="+")
    # Every section it changed, as printed, `changed` first; empty in answers from before several could be named.
    sections = models.CharField(max_length=600, blank=True, default="")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    @property
    def changed_sections(self) -> str:
        """The sections it changed, as printed; or nothing."""
        return self.sections or (str(self.changed) if self.changed_id else "")


class Answer(Given):
    """One official answer to many comments at once: to an issue group, or to those that an officer chose."""

    hearing = models.ForeignKey(ConsultationPage, models.PROTECT, related_name="answers")
    group = models.ForeignKey(IssueGroup, models.PROTECT, null=True, blank=True, related_name="answers")
    comments = models.PositiveIntegerField()
    # SHA-256 of the ids of the comments answered, sorted, one a line: anyone can check it from the open data.
    members = models.CharField(max_length=64)

    objects: ClassVar[Any] = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "revision"], condition=Q(group__isnull=False), name="one_answer_per_revision"
            ),
            models.CheckConstraint(condition=Q(decision__in=Decision.values), name="answer_decision_known"),
        ]

    def __str__(self) -> str:
        return f"answer to {self.comments} comments"


class Response(Given):
    """What the agency says to one comment. Revisions are kept; the first makes the comment answered."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="responses")
    # The official act when many were answered at once; none when this comment was answered by itself.
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="responses")

    objects: ClassVar[Any] = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "revision"], name="one_response_per_revision"),
            models.CheckConstraint(condition=Q(decision__in=Decision.values), name="response_decision_known"),
        ]

    def __str__(self) -> str:
        return f"response to {self.comment_id} ({self.revision})"


class Phrase(models.Model):
    """Words that an agency keeps for its answers."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    decision = models.CharField(max_length=10, choices=Decision)
    reason = models.TextField()
    reason_en = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="one_phrase_per_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
