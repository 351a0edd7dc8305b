"""Participatory rounds: what the agency sets, what can be voted on, what was decided.

Who voted and what ballots say is *not* here: two stores of their own hold that (`budgets.rounds.stores`).
"""

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from accounts.bilingual import in_language
from accounts.models import User
from budgets.rounds.ballots import KINDS
from budgets.rounds.editing import WHO, RoundPageForm
from budgets.rounds.querysets import ProjectQuerySet, RoundQuerySet
from budgets.rounds.states import Declared, Phase, Secrecy, State
from budgets.tally import RULES
from cms.models import ProcessPage

BALLOTS = [(kind.name, kind.label) for kind in KINDS.values()]
COUNTING = [(rule.name, rule.label) for rule in RULES.values()]
# What an agency sets and opening freezes: fields of RoundPage. A trigger guards the same list (migration 0002).
SETTINGS = (
    "ideas_from",
    "ideas_until",
    "review_until",
    "opens_at",
    "closes_at",
    "works_from",
    "envelope",
    "ballot_kind",
    "minimum",
    "maximum",
    "points",
    "exclusive",
    "own_district",
    "counting_rule",
    "counting_parameters",
    "seed",
    "eligibility",
    "secrecy",
)


class RoundPage(ProcessPage):
    """One cycle ideas → ballot → works as an agency sets it up. Once opened, its settings cannot change."""

    public_id = models.SlugField(max_length=80, unique=True)
    ideas_from = models.DateTimeField(_("ideas from"), null=True, blank=True)
    ideas_until = models.DateTimeField(_("ideas until"), null=True, blank=True)
    review_until = models.DateTimeField(_("review and costing until"), null=True, blank=True)
    opens_at = models.DateTimeField(_("ballot opens"))
    closes_at = models.DateTimeField(_("ballot closes"))
    works_from = models.DateField(_("works begin"), null=True, blank=True)
    envelope = models.DecimalField(_("envelope in baht"), max_digits=18, decimal_places=2)
    ballot_kind = models.CharField(_("ballot"), max_length=16, choices=BALLOTS, default="approval")
    minimum = models.PositiveSmallIntegerField(_("fewest projects on a ballot"), default=1)
    maximum = models.PositiveSmallIntegerField(_("most projects on a ballot"), default=5)
    points = models.PositiveSmallIntegerField(_("points to give, where ballots give points"), default=10)
    exclusive = models.JSONField(
        _("sets of codes of which only one can be chosen and funded"), default=list, blank=True
    )
    own_district = models.BooleanField(
        _("only projects of one's own district can be chosen"),
        default=False,
        help_text=_("With equal shares or Phragmén and sealed ballots every district then needs its own envelope."),
    )
    counting_rule = models.CharField(
        _("counting rule"),
        max_length=24,
        choices=COUNTING,
        default="greedy",
        help_text=_(
            "Equal shares and Phragmén need whole ballots. Where fewer than 20 sealed ballots are given, in the round "
            "or in a district whose people choose among its own projects, totals only are published and most votes "
            "come first."
        ),
    )
    counting_parameters = models.JSONField(_("parameters of the counting rule"), default=dict, blank=True)
    seed = models.CharField(_("seed of order and lot"), max_length=64)
    eligibility = models.JSONField(_("who may vote"), default=dict)
    secrecy = models.CharField(_("secrecy"), max_length=8, choices=Secrecy, default=Secrecy.SEALED)

    content_panels: ClassVar[list[Panel]] = [
        *ProcessPage.content_panels,
        FieldPanel("public_id"),
        MultiFieldPanel([FieldPanel(name) for name in SETTINGS[:6]], heading=_("Dates")),
        MultiFieldPanel([FieldPanel(name) for name in WHO], heading=_("Who may vote")),
        MultiFieldPanel(
            [FieldPanel(name) for name in SETTINGS[6:] if name != "eligibility"],
            heading=_("Rules, frozen when the ballot opens"),
        ),
    ]
    base_form_class = RoundPageForm

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(closes_at__gt=models.F("opens_at")), name="ballot_closes_later"),
            models.CheckConstraint(condition=models.Q(maximum__gte=models.F("minimum")), name="most_not_below_fewest"),
            models.CheckConstraint(condition=models.Q(envelope__gte=0), name="envelope_not_negative"),
            models.CheckConstraint(
                condition=models.Q(ideas_until__gt=models.F("ideas_from"))
                & models.Q(review_until__gte=models.F("ideas_until"))
                & models.Q(opens_at__gte=models.F("review_until")),
                name="phases_follow_each_other",
            ),
        ]

    def serve(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponseRedirect:
        """Lead to the one page of the round: a process never has two."""
        return HttpResponseRedirect(reverse("rounds:round", args=[self.public_id]))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every round page has its round, in preparation at first."""
        super().save(*args, **kwargs)
        Round.objects.get_or_create(page=self)

    def clean(self) -> None:
        """Refuse settings that contradict each other, and any change once the rules are frozen."""
        super().clean()
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValidationError({"closes_at": _("The ballot must close after it opens.")})
        steps = [
            ("ideas_until", self.ideas_from, self.ideas_until),
            ("review_until", self.ideas_until, self.review_until),
            ("opens_at", self.review_until, self.opens_at),
        ]
        for name, earlier, later in steps:
            if earlier and later and later < earlier:
                raise ValidationError({name: _("This phase would end before the one ahead of it.")})
        if self.minimum > self.maximum:
            raise ValidationError({"maximum": _("The most must not be less than the fewest.")})
        if self.pk and Round.objects.frozen().filter(page_id=self.pk).exists():
            before = RoundPage.objects.get(pk=self.pk)
            if any(getattr(before, name) != getattr(self, name) for name in SETTINGS):
                raise ValidationError(_("The rules are frozen: nothing of them can be changed now."))


class Round(models.Model):
    """The state of a round, and its frozen rules: the one document that everything is decided by."""

    page = models.OneToOneField(RoundPage, models.PROTECT, related_name="round")
    state = models.CharField(max_length=12, choices=State, default=State.PREPARING)
    rules = models.JSONField(default=dict)
    rules_hash = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    opening_receipt = models.UUIDField(null=True, blank=True)

    objects: ClassVar[Any] = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="round_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(state=State.PREPARING) | ~models.Q(rules_hash=""), name="open_round_has_rules"
            ),
        ]

    def __str__(self) -> str:
        return self.page.title

    def get_absolute_url(self) -> str:
        """The round's page in the reader's language."""
        return reverse("rounds:round", args=[self.public_id])

    @property
    def public_id(self) -> str:
        """The id in addresses, topics and subjects."""
        return self.page.public_id

    @property
    def subject(self) -> str:
        """What entries of the record are about."""
        return f"round/{self.public_id}"

    @property
    def lane(self) -> str:
        """Ballots of this round are sealed in shuffled batches of their own."""
        return f"ballot:{self.public_id}"

    @property
    def votable(self) -> bool:
        """Whether a ballot can be cast at this moment."""
        return self.phase() == Phase.BALLOT

    def phase(self, at: datetime | None = None) -> Phase:
        """What people can do at a moment (now)."""
        now, page = at or timezone.now(), self.page
        if self.state == State.COUNTED:
            return Phase.WORKS if page.works_from and page.works_from <= timezone.localdate(now) else Phase.RESULT
        if self.state == State.COUNTING or (self.state == State.OPEN and now >= page.closes_at):
            return Phase.COUNT
        if self.state == State.OPEN:
            return Phase.BALLOT if now >= page.opens_at else Phase.ANNOUNCED
        return Phase.IDEAS if page.ideas_until and now < page.ideas_until else Phase.REVIEW

    @property
    def takes_ideas(self) -> bool:
        """Whether an idea can be handed in at this moment."""
        begun = self.page.ideas_from is not None and self.page.ideas_from <= timezone.now()
        return begun and self.phase() == Phase.IDEAS

    @property
    def in_review(self) -> bool:
        """Whether ideas can still be decided about: until the ballot is announced."""
        return self.state == State.PREPARING


class Envelope(models.Model):
    """Money kept for one district or one theme of a round. Frozen with the rules of its round (a trigger too)."""

    class Kind(models.TextChoices):
        DISTRICT = "district", _("district")
        THEME = "theme", _("theme")

    round = models.ForeignKey(Round, models.PROTECT, related_name="envelopes")
    kind = models.CharField(_("for"), max_length=8, choices=Kind)
    code = models.CharField(
        _("code of the area, or name of the theme"),
        max_length=60,
        blank=True,
        help_text=_("Empty: projects of the whole area, or without a theme."),
    )
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    amount = models.DecimalField(_("envelope in baht"), max_digits=18, decimal_places=2)

    class Meta:
        ordering = ["kind", "code"]
        constraints = [
            models.UniqueConstraint(fields=["round", "kind", "code"], name="one_envelope_a_district"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="envelope_holds_something"),
            models.CheckConstraint(condition=models.Q(kind__in=["district", "theme"]), name="envelope_kind_known"),
        ]

    def __str__(self) -> str:
        return in_language(self, "title")

    def clean(self) -> None:
        """Refuse any change once the rules of the round are frozen."""
        super().clean()
        if self.round_id and self.round.state != State.PREPARING:
            raise ValidationError(_("The rules are frozen: nothing of them can be changed now."))


class Project(models.Model):
    """A costed project that can be voted on. Frozen with the rules of its round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="projects")
    code = models.CharField(_("code"), max_length=12)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    description = models.TextField(_("description"))
    description_en = models.TextField(_("description in English"), blank=True)
    cost = models.DecimalField(_("cost in baht"), max_digits=18, decimal_places=2)
    district = models.CharField(_("district"), max_length=6, blank=True)
    theme = models.CharField(_("theme"), max_length=60, blank=True)
    theme_en = models.CharField(_("theme in English"), max_length=60, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    place_en = models.CharField(_("place in English"), max_length=160, blank=True)
    feasible = models.BooleanField(_("can be done"), default=True)
    review = models.TextField(_("reviewer's reasons"), blank=True)

    objects: ClassVar[Any] = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["round", "code"], name="project_code_once"),
            models.CheckConstraint(condition=models.Q(cost__gt=0), name="project_costs_something"),
        ]

    def __str__(self) -> str:
        return in_language(self, "title")

    def clean(self) -> None:
        """Refuse any change once the rules of the round are frozen."""
        super().clean()
        if self.round_id and self.round.state != State.PREPARING:
            raise ValidationError(_("The rules are frozen: nothing of them can be changed now."))


class Confirmation(models.Model):
    """One officer's word that a ballot is closed and may be counted. Two different officers are needed."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="confirmations")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "officer"], name="officer_confirms_once")]

    def __str__(self) -> str:
        return f"{self.officer} {self.round_id}"


class DayTally(models.Model):
    """Ballots sealed and ballots replaced on one day; participants are the difference."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="days")
    day = models.DateField()
    ballots = models.PositiveIntegerField(default=0)
    replaced = models.PositiveIntegerField(default=0)
    record_size = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["round", "day"], name="round_day_once")]

    def __str__(self) -> str:
        return f"{self.day}: {self.ballots} - {self.replaced}"


class Result(models.Model):
    """What was counted: outcome with every step, the ballots as published, turnout. Never changed (a trigger).

    Whether it is certified says `budgets.rounds.standing`.
    """

    round = models.OneToOneField(Round, models.PROTECT, related_name="result")
    outcome = models.JSONField()
    ballots = models.JSONField()
    ballots_hash = models.CharField(max_length=64)
    outcome_hash = models.CharField(max_length=64)
    cast = models.PositiveIntegerField()
    replaced = models.PositiveIntegerField()
    record_size = models.BigIntegerField(default=0)
    turnout = models.JSONField(default=list)
    counted_at = models.DateTimeField(default=timezone.now)
    receipt = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.round_id} {self.ballots_hash[:8]}"


class Certificate(models.Model):
    """What officers declare about a result. Certified and corrected by two different ones; a recount is ordered by one.

    Without a receipt it waits for the second officer; with one it stands as it is (a trigger).
    """

    result = models.ForeignKey(Result, models.PROTECT, related_name="certificates")
    status = models.CharField(max_length=20, choices=Declared)
    outcome = models.JSONField(null=True, blank=True)
    outcome_hash = models.CharField(max_length=64)
    reason = models.TextField(_("why it is counted again"), blank=True)
    reason_en = models.TextField(_("why it is counted again, in English"), blank=True)
    first_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    first_at = models.DateTimeField(default=timezone.now)
    second_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    second_at = models.DateTimeField(null=True, blank=True)
    receipt = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second_by=None) | ~models.Q(second_by=models.F("first_by")),
                name="certified_by_two_different",
            ),
            models.CheckConstraint(
                condition=models.Q(status=Declared.RECOUNT, second_by=None, receipt__isnull=False)
                & ~models.Q(reason="")
                | models.Q(second_by=None, second_at=None, receipt=None)
                & models.Q(status__in=[Declared.CERTIFIED, Declared.CORRECTION])
                | models.Q(second_by__isnull=False, second_at__isnull=False, receipt__isnull=False)
                & models.Q(status__in=[Declared.CERTIFIED, Declared.CORRECTION]),
                name="certificate_signed_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(status=Declared.CORRECTION, outcome__isnull=False)
                | ~models.Q(status=Declared.CORRECTION) & models.Q(outcome__isnull=True),
                name="correction_has_an_outcome",
            ),
            models.UniqueConstraint(fields=["result"], condition=models.Q(receipt=None), name="one_certificate_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.result_id} {self.status}"
