"""A petition and those who started it."""

import secrets
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Area, Citizen
from consult.texts.models import Law
from petitions import catalogue
from petitions.kinds import PetitionKind
from petitions.querysets import PetitionQuerySet
from petitions.states import HANDED_OVER, PUBLIC, SIGNABLE, UNSTAMPED, State

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def new_public_id() -> str:
    """Ten letters and digits that cannot be misread, about 49 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


class Petition(models.Model):
    """A request by citizens to an authority, from its draft to its answer.

    What names are collected for is frozen: a trigger refuses any change of the text and of the
    stamped numbers once collecting has started (2564 Act s.9, 2565 Act s.10).
    """

    public_id = models.SlugField(unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    summary = models.TextField(_("what you ask for"), max_length=1000)
    summary_en = models.TextField(_("what you ask for, in English"), max_length=1000, blank=True)
    background = models.TextField(_("why"), max_length=8000)
    principle = models.TextField(_("note of principle"), max_length=8000, blank=True)
    analysis = models.TextField(_("analysis of the main points"), max_length=8000, blank=True)
    # The drafted text: a list of {"label": "มาตรา 1", "text": "…"}.
    sections = models.JSONField(_("draft"), default=list, blank=True)
    # The draft as it was pasted, for editing; what was read from it (`sections`) is what people sign.
    pasted = models.TextField(blank=True, editable=False)
    # The Act that it wants changed.
    concerns = models.ForeignKey(
        Law, models.PROTECT, null=True, blank=True, related_name="petitions", verbose_name=_("the Act it wants changed")
    )
    language = models.CharField(max_length=5, default="th")

    petitioner = models.ForeignKey(Citizen, models.PROTECT, related_name="petitions")
    addressee = models.ForeignKey(Agency, models.PROTECT, related_name="petitions", verbose_name=_("addressed to"))
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    invented = models.BooleanField(default=False)
    # What the petitioner hands out so that others can join as initiators.
    invite_code = models.CharField(max_length=10, null=True, blank=True, unique=True, editable=False)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)

    # Stamped when collecting starts; never moved afterwards.
    electors = models.PositiveIntegerField(null=True, blank=True)
    threshold = models.PositiveIntegerField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    rules = models.JSONField(null=True, blank=True)
    rules_hash = models.CharField(max_length=64, blank=True)

    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reached_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    delivered_total = models.PositiveIntegerField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    # The executive's certificate of a budget ordinance (2565 Act s.12): asked for, given or refused.
    is_budget = models.BooleanField(default=False)
    certificate_asked_at = models.DateTimeField(null=True, blank=True)
    certificate_at = models.DateTimeField(null=True, blank=True)
    certified = models.BooleanField(null=True, blank=True)
    # The hearing before the debate and the publication of its results and impact analysis (2564 Act s.13).
    hearing_first = models.BooleanField(default=False)
    hearing_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    debated_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = PetitionQuerySet.as_manager()
    grown = 0  # names of the last hour, where a list says so (petitions.listing)
    _preset: tuple[Any, PetitionKind] | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="petition_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(UNSTAMPED))
                | Q(threshold__gt=0, opens_at__isnull=False, closes_at__isnull=False, rules__isnull=False),
                name="petition_stamped_when_opened",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ANSWERED) | Q(answered_at__isnull=False), name="petition_answered_has_time"
            ),
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True) | Q(delivered_total__gte=models.F("threshold")),
                name="petition_delivered_with_enough_names",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(HANDED_OVER)) | Q(delivered_at__isnull=False), name="petition_handed_over"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REACHED) | Q(reached_at__isnull=False), name="petition_reached_has_time"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DEBATED) | Q(hearing_first=False) | Q(heard_at__isnull=False),
                name="petition_heard_before_debate",
            ),
            models.CheckConstraint(
                condition=Q(certificate_at__isnull=True)
                | Q(is_budget=True, certificate_asked_at__isnull=False, certified__isnull=False),
                name="petition_certificate_was_asked_for",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.DEBATED, State.DECIDED]) | Q(is_budget=False) | Q(certified=True),
                name="petition_budget_has_certificate",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-opens_at", "-id"], name="petition_by_state"),
            models.Index(fields=["closes_at", "id"], name="petition_by_closing"),
            models.Index(fields=["addressee", "state"], name="petition_by_addressee"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The petition's page in the reader's language."""
        return reverse("petitions:petition", args=[self.public_id])

    @property
    def subject(self) -> str:
        """The petition as the record names it."""
        return f"petition/{self.public_id}"

    @property
    def shown_language(self) -> str:
        """The language in which `|local` shows the title and the summary to this reader."""
        english = not (get_language() or "th").startswith("th")
        return "en" if english and self.title_en and self.summary_en else self.language

    @property
    def is_public(self) -> bool:
        """Whether strangers may read it: a draft given up before it was opened stays private."""
        return self.state in PUBLIC and (self.state != State.WITHDRAWN or self.opens_at is not None)

    @property
    def tag_kind(self) -> str:
        """How its state is marked: open, done, bad or quiet (always beside the word)."""
        if self.state in SIGNABLE:
            return "open"
        return {State.ANSWERED: "done", State.ACCEPTED: "done", State.DECIDED: "done", State.REJECTED: "bad"}.get(
            State(self.state), "quiet"
        )

    @property
    def is_open(self) -> bool:
        """Whether it can be signed now."""
        return self.state in SIGNABLE and self.closes_at is not None and timezone.now() < self.closes_at

    @property
    def preset(self) -> PetitionKind:
        """The kind with its numbers: as stamped when collecting started, before that as in force."""
        if self._preset is None or self._preset[0] is not self.rules:
            self._preset = self.rules, catalogue.stamped(self.kind, self.rules)
        return self._preset[1]


class Initiator(models.Model):
    """One who invites others to sign (2564 Act s.8). Initiators are named in public."""

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="initiators")
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField(default=timezone.now)
    # The hash of the text that they confirmed; when the draft changes they are asked again.
    text = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["joined_at", "id"]
        constraints = [models.UniqueConstraint(fields=["petition", "citizen"], name="initiator_once")]

    def __str__(self) -> str:
        return f"{self.citizen} → {self.petition}"
