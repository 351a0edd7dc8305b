"""The work on a project that won: plan, contract, milestones, reports with photographs, delays with reasons."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.models import User
from budgets.ledger.models import BudgetLine
from budgets.rounds.models import Project
from budgets.works.querysets import WorkQuerySet
from budgets.works.states import State


class Work(models.Model):
    """One funded project being made. `percent` and `paid` are those of the last report.

    Where budget lines pay for it (Funding), what is paid is the sum of their payments instead (money.of).
    """

    project = models.OneToOneField(Project, models.PROTECT, related_name="work")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    percent = models.PositiveSmallIntegerField(_("percent done"), default=0)
    paid = models.DecimalField(_("paid in baht"), max_digits=18, decimal_places=2, default=0)
    starts = models.DateField(_("begins"))
    due = models.DateField(_("to be finished by"))
    finished = models.DateField(null=True)
    contractor = models.CharField(_("contractor"), max_length=200, blank=True)
    contract_number = models.CharField(_("number of the contract"), max_length=80, blank=True)
    contract_amount = models.DecimalField(
        _("amount of the contract in baht"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    contract_signed = models.DateField(_("contract signed on"), null=True, blank=True)
    contract_url = models.URLField(_("address of the contract"), max_length=300, blank=True)

    objects: ClassVar[WorkQuerySet] = WorkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="work_state_known"),
            models.CheckConstraint(condition=Q(percent__range=(0, 100)), name="work_percent_of_a_hundred"),
            models.CheckConstraint(condition=Q(paid__gte=0), name="work_paid_not_negative"),
            models.CheckConstraint(condition=Q(due__gte=F("starts")), name="work_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(state="done", percent=100, finished__isnull=False)
                | ~Q(state="done") & Q(percent__lt=100, finished__isnull=True),
                name="work_done_at_a_hundred",
            ),
            models.CheckConstraint(
                condition=Q(contractor="", contract_number="", contract_amount__isnull=True)
                | ~Q(contractor="") & Q(contract_amount__gt=0),
                name="work_contract_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.project)

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("works:work", args=[self.project.round.public_id, self.project.code])

    def late_on(self, day: date) -> int:
        """Days that it is late on `day`; nought when it is not, or when it is finished."""
        return max(0, (day - self.due).days) if self.state != State.DONE else 0

    @property
    def late(self) -> int:
        """Days that it is late today."""
        return self.late_on(timezone.localdate())


class Funding(models.Model):
    """A line of a published budget that pays for a work: one work a line, any number of lines a work."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="fundings")
    line = models.OneToOneField(BudgetLine, models.PROTECT, related_name="funding")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.work_id} ← {self.line_id}"


class Milestone(models.Model):
    """One step of a work, with the day on which it is to be reached and the day on which it was."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="milestones")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("milestone"), max_length=160)
    title_en = models.CharField(_("milestone in English"), max_length=160, blank=True)
    due = models.DateField(_("due"))
    reached = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["work", "number"], name="milestone_once")]

    def __str__(self) -> str:
        return in_language(self, "title")

    @property
    def late(self) -> bool:
        """Whether its day has passed and it is not reached."""
        return self.reached is None and self.due < timezone.localdate()


class Report(models.Model):
    """What an officer reports about a work on one day. Never changed: a later report corrects it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    work = models.ForeignKey(Work, models.PROTECT, related_name="reports")
    percent = models.PositiveSmallIntegerField()
    paid = models.DecimalField(max_digits=18, decimal_places=2, null=True)  # None: the ledger says it
    words = models.TextField(max_length=2_000)
    words_en = models.TextField(max_length=2_000, blank=True)
    photo = models.FileField(upload_to="works", blank=True, max_length=120)
    photo_words = models.CharField(max_length=200, blank=True)
    milestone = models.ForeignKey(Milestone, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__range=(0, 100)), name="report_percent_of_a_hundred"),
            models.CheckConstraint(condition=Q(paid__gte=0), name="report_paid_not_negative"),
            models.CheckConstraint(condition=~Q(words=""), name="report_says_something"),
            models.CheckConstraint(condition=Q(photo="") | ~Q(photo_words=""), name="report_photo_is_described"),
        ]

    def __str__(self) -> str:
        return f"{self.work_id} {self.percent} %"


class Delay(models.Model):
    """A work is put off to a later day, with the reason. Never changed."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="delays")
    was_due = models.DateField()
    now_due = models.DateField(_("new day"))
    reason = models.TextField(_("reason"), max_length=2_000)
    reason_en = models.TextField(_("reason in English"), max_length=2_000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(now_due__gt=F("was_due")), name="delay_is_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="delay_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.work_id} → {self.now_due}"
