"""Comments on any subject, replies to them, their earlier wordings, and decisions about them."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Channel, Citizen, User
from consult.threads.querysets import CommentQuerySet
from consult.threads.states import Stance, State

# Every order of a list, and every filter that may stand before it: each pair has an index, so that a page of the
# hundred-thousandth comment is read like one of the first. The id is random: it is the key of the random order.
ORDERS = {
    "newest": ("-created_at", "-id"),
    "supported": ("-supports", "-id"),
    "divided": ("-divided", "-id"),
    "random": ("id",),
}
FILTERS = {"all": (), "part": ("part",), "stance": ("stance",), "group": ("group",), "province": ("province",)}


class Comment(models.Model):
    """What one citizen says about a subject (kind + public id), a part of it, or a passage of that part.

    With `replies_to` it is a reply; replies to replies belong to the same thread. `wording` proposes other words
    for the whole part; `wording_base` is the fingerprint of the words it would replace.
    """

    LONGEST = 4_000
    LONGEST_WORDING = 20_000

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=40)
    part = models.CharField(max_length=80, blank=True)
    replies_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="answers", db_index=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="comments")
    body = models.TextField(max_length=LONGEST)
    body_hash = models.BinaryField(max_length=32)
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.NONE)
    # Stakeholder group, one of the codes that the subject gives (consult.threads.groups); empty: not said.
    group = models.CharField(max_length=20, blank=True)
    # A quote selector (consult.threads.quotes) and its short digest.
    quote = models.JSONField(null=True)
    passage = models.CharField(max_length=16, blank=True)
    wording = models.TextField(max_length=LONGEST_WORDING, blank=True)
    wording_base = models.CharField(max_length=64, blank=True)
    name_public = models.BooleanField(default=False)
    # Province code on the day of writing; shown instead of a name.
    province = models.CharField(max_length=2)
    language = models.CharField(max_length=2, default="th", blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    state = models.CharField(max_length=9, choices=State, default=State.VISIBLE)
    hidden_reason = models.CharField(max_length=500, blank=True)
    edits = models.PositiveSmallIntegerField(default=0)
    # Until when a moderator lets its author change it; empty: only the short time after writing.
    editable_until = models.DateTimeField(null=True)
    # Added up in sealing.
    supports = models.PositiveIntegerField(default=0)
    opposes = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField(default=0)
    # How divided people are: how many stand on the smaller side.
    divided = models.GeneratedField(
        expression=Least(F("supports"), F("opposes")), output_field=models.PositiveIntegerField(), db_persist=True
    )
    salt = models.BinaryField(max_length=32)
    # One form, one comment: the guard against a double click and a page sent again.
    form = models.UUIDField(unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "public_id", "part", "citizen", "body_hash", "replies_to"],
                condition=~Q(state="withdrawn"),
                nulls_distinct=False,
                name="same_words_once",
            ),
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="comment_stance_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="comment_state_known"),
            models.CheckConstraint(
                condition=~Q(state="hidden") | ~Q(hidden_reason=""), name="hidden_only_with_a_reason"
            ),
            models.CheckConstraint(condition=Q(wording="") | ~Q(wording_base=""), name="wording_says_what_it_replaces"),
            models.CheckConstraint(condition=Q(quote__isnull=True) | ~Q(passage=""), name="quote_has_its_digest"),
        ]
        indexes = [
            *(
                models.Index(
                    fields=["kind", "public_id", *fields, *order],
                    condition=Q(replies_to=None),
                    name=f"comment_{by}_{name}",
                )
                for name, order in ORDERS.items()
                for by, fields in FILTERS.items()
            ),
            models.Index(
                fields=["kind", "public_id", "passage", "-created_at", "-id"],
                condition=~Q(passage=""),
                name="comment_passage_newest",
            ),
            models.Index(
                fields=["replies_to", "created_at", "id"], condition=~Q(replies_to=None), name="comment_replies"
            ),
            models.Index(
                fields=["kind", "public_id", "part", "-supports"], condition=~Q(wording=""), name="comment_wordings"
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.id}"

    def get_absolute_url(self) -> str:
        """Its permanent address; a reply's is a place on the page of its thread."""
        if self.replies_to_id:
            return f"{reverse('threads:comment', args=[self.replies_to_id])}#comment-{self.pk}"
        return reverse("threads:comment", args=[self.pk])

    @property
    def subject(self) -> str:
        """The subject as the record names it."""
        return f"{self.kind}/{self.public_id}"


class Edit(models.Model):
    """What a comment said before its author changed it. Written with the change; shown beside it."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="history")
    number = models.PositiveSmallIntegerField()
    body = models.TextField()
    wording = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "number"], name="one_edit_per_number")]

    def __str__(self) -> str:
        return f"{self.comment_id} before change {self.number}"


class Moderation(models.Model):
    """A published decision about a comment: hidden or shown again, by whom, and why."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="decisions")
    # Nobody: so many people reported it that it is hidden until a moderator has looked.
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    to_state = models.CharField(max_length=9, choices=State)
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.comment_id} {self.to_state}"
