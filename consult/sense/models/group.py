"""Issue groups (กลุ่มประเด็น): similar comments, counted and answered together."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consult.sense.querysets import GroupQuerySet, MemberQuerySet
from consult.sense.states import By, State
from consult.threads.models import Comment


class IssueGroup(models.Model):
    """Comments on one subject that say much the same. Its number is never given to another group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    summary = models.TextField(_("what they say"), max_length=2_000, blank=True)
    campaign = models.BooleanField(_("campaign text"), default=False)
    made_by = models.CharField(max_length=7, choices=By, default=By.MACHINE)
    # The name is an officer's: a re-run does not touch it.
    named = models.BooleanField(default=False)
    campaign_decided = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State, default=State.STANDING)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    representative = models.ForeignKey(Comment, models.PROTECT, null=True, blank=True, related_name="+")
    # Counted by `sizes.refresh`: standing comments, the people who wrote them, and their support.
    size = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    supports = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = GroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "public_id", "number"], name="group_number_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="group_state_known"),
            models.CheckConstraint(condition=Q(made_by__in=By.values), name="group_maker_known"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | Q(~Q(state="merged"), merged_into=None),
                name="merged_into_some_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("sense:group", args=[self.kind, self.public_id, self.number])

    @property
    def subject(self) -> str:
        """The subject as the record names it."""
        return f"{self.kind}/{self.public_id}"


class GroupMember(models.Model):
    """One comment belongs to one group. `pinned`: an officer placed it, a re-run leaves it there."""

    comment = models.OneToOneField(Comment, models.PROTECT, primary_key=True, related_name="grouped")
    group = models.ForeignKey(IssueGroup, models.PROTECT, related_name="members")
    how = models.CharField(max_length=7, choices=By, default=By.MACHINE)
    pinned = models.BooleanField(default=False)
    near_duplicate_of = models.ForeignKey(Comment, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = MemberQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(how__in=By.values), name="member_placed_by_known")]

    def __str__(self) -> str:
        return f"{self.comment_id} in {self.group_id}"


class Apart(models.Model):
    """An officer took this comment out of every group: a re-run leaves it by itself."""

    comment = models.OneToOneField(Comment, models.PROTECT, primary_key=True, related_name="apart")

    def __str__(self) -> str:
        return str(self.comment_id)
