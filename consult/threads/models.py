"""Comments on any subject, their support, and what sealing has counted."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Channel, Citizen, User
from consult.threads.querysets import CommentQuerySet
from consult.threads.states import Stance, State


class Comment(models.Model):
    """What one citizen says about a subject (kind + public id) or a part of it (a provision, a budget line)."""

    LONGEST = 4_000

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=40)
    part = models.CharField(max_length=80, blank=True)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="comments")
    body = models.TextField(max_length=LONGEST)
    body_hash = models.BinaryField(max_length=32)
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.NONE)
    name_public = models.BooleanField(default=False)
    # Province code on the day of writing; shown instead of a name.
    province = models.CharField(max_length=2)
    language = models.CharField(max_length=2, default="th")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    state = models.CharField(max_length=9, choices=State, default=State.VISIBLE)
    hidden_reason = models.CharField(max_length=500, blank=True)
    supports = models.PositiveIntegerField(default=0)
    salt = models.BinaryField(max_length=32)
    # One form, one comment: the guard against a double click and a page sent again.
    form = models.UUIDField(unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "public_id", "part", "citizen", "body_hash"],
                condition=~Q(state="withdrawn"),
                name="same_words_once",
            ),
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="comment_stance_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="comment_state_known"),
            models.CheckConstraint(
                condition=~Q(state="hidden") | ~Q(hidden_reason=""), name="hidden_only_with_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "public_id", "-created_at", "-id"], name="comment_newest"),
            models.Index(fields=["kind", "public_id", "-supports", "-id"], name="comment_supported"),
            models.Index(fields=["kind", "public_id", "part", "-created_at"], name="comment_by_part"),
        ]

    def __str__(self) -> str:
        return f"comment {self.id}"

    def get_absolute_url(self) -> str:
        """Its permanent address."""
        return reverse("threads:comment", args=[self.pk])

    @property
    def subject(self) -> str:
        """The subject as the record names it."""
        return f"{self.kind}/{self.public_id}"


class Support(models.Model):
    """One citizen says "so do I" to one comment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="supporters", db_constraint=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="supports")
    salt = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "citizen"], name="one_support_once")]

    def __str__(self) -> str:
        return f"support {self.id}"


class Moderation(models.Model):
    """A published decision about a comment: hidden or shown again, by whom, and why."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="decisions")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    to_state = models.CharField(max_length=9, choices=State)
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.comment_id} {self.to_state}"


class Participant(models.Model):
    """One citizen has commented on one subject, however often and whatever became of it. Written in sealing."""

    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=40)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "public_id", "citizen"], name="one_participant_once")]

    def __str__(self) -> str:
        return f"participant in {self.kind}/{self.public_id}"


class Tally(models.Model):
    """What sealing has counted on one part of one subject: standing comments by stance, and support."""

    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=40)
    part = models.CharField(max_length=80, blank=True)
    agree = models.IntegerField(default=0)
    partly = models.IntegerField(default=0)
    disagree = models.IntegerField(default=0)
    none = models.IntegerField(default=0)
    supports = models.IntegerField(default=0)
    participants = models.IntegerField(default=0)  # of the whole subject, on the row of the whole
    record_size = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "public_id", "part"], name="one_tally_per_part")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.public_id} {self.part}"
