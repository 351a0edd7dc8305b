"""An idea of a citizen, and who supports it."""

import secrets
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Channel, Citizen
from consult.ideas.querysets import IdeaQuerySet
from consult.ideas.states import Kind, State


def new_public_id() -> str:
    """Eight characters that stand for the idea in addresses and in the record."""
    return secrets.token_hex(4)


class Idea(models.Model):
    """What one citizen proposes to an agency. `supports` is added up in sealing and decides the rank."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_id = models.SlugField(max_length=40, unique=True, default=new_public_id)
    kind = models.CharField(_("what you propose"), max_length=8, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("why"), max_length=8_000)
    act_title = models.CharField(_("which Act"), max_length=300, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="ideas")
    name_public = models.BooleanField(default=False)
    province = models.CharField(max_length=2)
    language = models.CharField(max_length=2, default="th")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    state = models.CharField(max_length=9, choices=State, default=State.VISIBLE)
    hidden_reason = models.CharField(max_length=500, blank=True)
    supports = models.PositiveIntegerField(default=0)
    record_size = models.BigIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    demonstration = models.BooleanField(default=False)
    salt = models.BinaryField(max_length=32)
    form = models.UUIDField(unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = IdeaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "title"], condition=~Q(state="withdrawn"), name="same_idea_once_a_person"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="idea_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="idea_state_known"),
            models.CheckConstraint(
                condition=~Q(state="hidden") | ~Q(hidden_reason=""), name="idea_hidden_only_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["amend", "repeal", "evaluate"]) | ~Q(act_title=""), name="idea_names_its_act"
            ),
        ]
        indexes = [
            models.Index(fields=["-supports", "-created_at"], condition=Q(state="visible"), name="ideas_supported"),
            models.Index(fields=["-created_at"], condition=Q(state="visible"), name="ideas_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its permanent address."""
        return reverse("ideas:idea", args=[self.public_id])

    @property
    def subject(self) -> str:
        """The idea as the record names it."""
        return f"idea/{self.public_id}"

    @property
    def shown(self) -> bool:
        """Whether everybody can read it and support it."""
        return self.state == State.VISIBLE


class IdeaSupport(models.Model):
    """One person supports one idea; it can be taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    idea = models.ForeignKey(Idea, models.PROTECT, related_name="supporters")
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="supported_ideas")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    salt = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "citizen"], condition=Q(withdrawn_at=None), name="one_support_an_idea"
            )
        ]

    def __str__(self) -> str:
        return f"support {self.id}"
