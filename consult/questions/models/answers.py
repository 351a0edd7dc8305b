"""What people answered: one set a person, which may be changed until the close; the last counts."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Channel, Citizen, User
from consult.questions.models.questions import Question, Questionnaire
from consult.questions.querysets import AnswerSetQuerySet


class AnswerSet(models.Model):
    """The answers of one person, by id of the question. A change is a new row with the next revision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="sets")
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="answer_sets")
    revision = models.PositiveSmallIntegerField(default=1)
    answers = models.JSONField()
    province = models.CharField(max_length=2)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    salt = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = AnswerSetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "citizen", "revision"], name="one_answer_set_a_person_and_revision"
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="answer_revisions_from_one"),
        ]
        indexes = [models.Index(fields=["questionnaire", "-created_at"], name="answer_sets_newest")]

    def __str__(self) -> str:
        return f"answers {self.id}"


class HiddenAnswer(models.Model):
    """One text answer is not shown, and why (decided in consult.moderation)."""

    answer_set = models.ForeignKey(AnswerSet, models.PROTECT, related_name="hidden")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # none: many reports covered it
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer_set", "question"], name="an_answer_is_hidden_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="answer_hidden_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_set_id} {self.question_id}"
