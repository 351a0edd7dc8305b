"""A proposal for a round, its co-sponsors, and what it was made from."""

import secrets
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Area, Channel, Citizen
from budgets.proposals.querysets import ProposalQuerySet
from budgets.proposals.states import UNREADABLE, State
from budgets.rounds.models import Project, Round


def new_public_id() -> str:
    """Eight characters that stand for the proposal in addresses and in the record."""
    return secrets.token_hex(4)


class Proposal(models.Model):
    """What a citizen proposes to do with the money of a round. `supports` is added up in sealing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_id = models.SlugField(max_length=40, unique=True, default=new_public_id)
    round = models.ForeignKey(Round, models.PROTECT, related_name="proposals")
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="proposals")
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("what should be done, and why"), max_length=4_000)
    place = models.CharField(_("place"), max_length=160)
    district = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    photo = models.FileField(upload_to="proposals", blank=True, max_length=120)
    photo_words = models.CharField(_("what the photograph shows"), max_length=200, blank=True)
    name_public = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="th")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    state = models.CharField(max_length=9, choices=State, default=State.SHOWN)
    reason = models.CharField(max_length=500, blank=True)
    project = models.OneToOneField(Project, models.PROTECT, null=True, related_name="proposal")
    supports = models.PositiveIntegerField(default=0)
    record_size = models.BigIntegerField(default=0)
    demonstration = models.BooleanField(default=False)
    salt = models.BinaryField(max_length=32)
    form = models.UUIDField(unique=True, default=uuid.uuid4)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "citizen", "title"], condition=~Q(state="withdrawn"), name="same_proposal_once"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="proposal_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["hidden", "merged", "split"]) | ~Q(reason=""), name="proposal_moved_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", project__isnull=False) | ~Q(state="accepted") & Q(project__isnull=True),
                name="accepted_proposal_is_a_project",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="proposal_place_on_earth",
            ),
            models.CheckConstraint(condition=Q(photo="") | ~Q(photo_words=""), name="photo_is_described"),
        ]
        indexes = [models.Index(fields=["round", "-supports", "-created_at"], name="proposals_supported")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its permanent address."""
        return reverse("proposals:proposal", args=[self.round.public_id, self.public_id])

    @property
    def subject(self) -> str:
        """The proposal as the record names it."""
        return f"proposal/{self.public_id}"

    @property
    def readable(self) -> bool:
        """Whether everybody can read its words."""
        return self.state not in UNREADABLE

    @property
    def waiting(self) -> bool:
        """Whether review has still to decide about it."""
        return self.state == State.SHOWN


class CoSponsor(models.Model):
    """One person stands behind one proposal; it can be taken back. `carried`: came with a proposal joined to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="sponsors")
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="sponsored_proposals")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    carried = models.BooleanField(default=False)
    salt = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "citizen"], condition=Q(withdrawn_at=None), name="one_sponsorship_a_proposal"
            )
        ]

    def __str__(self) -> str:
        return f"sponsor {self.id}"


class Descent(models.Model):
    """One proposal came from another: by joining (several parents) or dividing (several children). Credit stays."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("joined")
        SPLIT = "split", _("divided")

    parent = models.ForeignKey(Proposal, models.PROTECT, related_name="children")
    child = models.ForeignKey(Proposal, models.PROTECT, related_name="parents")
    kind = models.CharField(max_length=5, choices=Kind)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parent", "child"], name="one_descent"),
            models.CheckConstraint(condition=~Q(parent=F("child")), name="no_proposal_is_its_own_parent"),
            models.CheckConstraint(condition=Q(kind__in=["merge", "split"]), name="descent_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.parent_id} → {self.child_id}"
