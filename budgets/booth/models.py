"""A booth with its counts, papers handed out, voters queued while offline, papers keyed twice.

A person is known here only by the voter tag of the round, which means nothing without the roll key. Tags are erased
when the round is counted. No row here has both a tag and what a paper says.
"""

import secrets
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.models import User
from budgets.booth.states import Held, Outcome, State
from budgets.rounds.models import Round


def new_public_id() -> str:
    """Eight characters that stand for the booth."""
    return secrets.token_hex(4)


class Station(models.Model):
    """One booth: papers delivered, handed out, spoilt, put into the box; then what was found in the box."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="stations")
    public_id = models.SlugField(max_length=40, unique=True, default=new_public_id)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=200)
    place_en = models.CharField(_("place in English"), max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    delivered = models.PositiveIntegerField(_("papers delivered"))
    issued = models.PositiveIntegerField(default=0)
    spoiled = models.PositiveIntegerField(default=0)
    deposited = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(_("papers found in the box"), null=True)
    unused = models.PositiveIntegerField(_("unused papers left"), null=True)
    valid = models.PositiveIntegerField(null=True)
    void = models.PositiveIntegerField(null=True)
    remarks = models.TextField(_("why the numbers differ"), max_length=2_000, blank=True)
    first_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    second_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="booth_state_known"),
            models.CheckConstraint(condition=Q(issued__lte=F("delivered")), name="booth_no_paper_from_nowhere"),
            models.CheckConstraint(
                condition=Q(issued__gte=F("spoiled") + F("deposited")), name="booth_no_paper_in_twice"
            ),
            models.CheckConstraint(
                condition=Q(found__isnull=True) | Q(found__lte=F("deposited")), name="booth_no_more_papers_than_people"
            ),
            models.CheckConstraint(
                condition=Q(state="open", found__isnull=True)
                | Q(state__in=["counting", "closed"], found__isnull=False, unused__isnull=False),
                name="booth_counted_once_opened",
            ),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | Q(first_by__isnull=False) & ~Q(second_by=F("first_by")),
                name="booth_closed_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(second_by__isnull=False, closed_at__isnull=False, found=F("valid") + F("void")),
                name="booth_closed_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "name")

    def get_absolute_url(self) -> str:
        """The public sheet of the booth."""
        return reverse("booth:sheet", args=[self.round.public_id, self.public_id])

    @property
    def out(self) -> int:
        """Papers handed out that neither came back nor are in the box."""
        return self.issued - self.spoiled - self.deposited


class Handout(models.Model):
    """A paper ballot that one person holds, or has put into the box. One a person in a round."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(Station, models.PROTECT, related_name="handouts")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    tag = models.BinaryField(max_length=32)
    held = models.CharField(max_length=3, choices=Held, default=Held.OUT)
    day = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "tag"], name="one_paper_a_person"),
            models.CheckConstraint(condition=Q(held__in=["out", "in"]), name="paper_is_out_or_in"),
        ]

    def __str__(self) -> str:
        return f"paper {self.station_id} {self.held}"


class Queued(models.Model):
    """What became of a voter queued while offline; sent again, the answer is the same. Nothing personal."""

    key = models.UUIDField(primary_key=True)
    station = models.ForeignKey(Station, models.PROTECT, related_name="queued")
    envelope = models.PositiveIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    day = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["envelope"]
        constraints = [models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="queued_outcome_known")]

    def __str__(self) -> str:
        return f"{self.envelope}: {self.outcome}"


class Paper(models.Model):
    """One paper of an opened box, keyed by two people. What it says is wiped when the booth is closed."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()
    first = models.TextField(null=True)  # noqa: DJ001  (null: not keyed; "[]": blank)
    first_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    second = models.TextField(null=True)  # noqa: DJ001
    second_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["station", "number"], name="one_paper_a_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="papers_count_from_one"),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | Q(first_by__isnull=False) & ~Q(second_by=F("first_by")),
                name="paper_keyed_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"paper {self.number}"

    @property
    def agreed(self) -> bool:
        """Whether both people read the same."""
        return self.second is not None and self.first == self.second

    @property
    def differs(self) -> bool:
        """Whether two people read it differently."""
        return self.second is not None and self.first != self.second
