"""Published budgets: one local authority's yearly spending law, line by line."""

from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from accounts.models import Agency, Area, User
from budgets.ledger.querysets import BudgetLineQuerySet, BudgetQuerySet
from budgets.ledger.states import Stage
from cms.models import ProcessPage

BUDDHIST_ERA = 543


class Budget(models.Model):
    """One fiscal year of one agency. `fiscal_year` is B.E.; `total` in baht, the sum of its lines."""

    class Kind(models.TextChoices):
        ORDINANCE = "ordinance", _("budget ordinance")
        AMENDMENT = "amendment", _("additional budget ordinance")
        TRANSFER = "transfer", _("transfer of budget")

    class Shape(models.TextChoices):
        """What its four levels are called (figures.LEVEL_NAMES)."""

        LOCAL = "local", _("local authority: area, plan, task, type of expenditure")
        NATIONAL = "national", _("national: ministry, unit, plan, type of expenditure")

    public_id = models.SlugField(max_length=80, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="budgets")
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"))
    stage = models.CharField(_("stage"), max_length=16, choices=Stage, default=Stage.PREPARATION)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ORDINANCE)
    shape = models.CharField(_("levels"), max_length=8, choices=Shape, default=Shape.LOCAL)
    total = models.DecimalField(_("total in baht"), max_digits=18, decimal_places=2, default=Decimal(0))
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = BudgetQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "fiscal_year", "kind"], name="one_budget_a_year_and_kind"),
            models.CheckConstraint(condition=models.Q(fiscal_year__range=(2475, 2700)), name="fiscal_year_is_buddhist"),
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="budget_stage_is_known"),
            models.CheckConstraint(condition=models.Q(total__gte=0), name="budget_total_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.fiscal_year}"

    def get_absolute_url(self) -> str:
        """The budget's page in the reader's language."""
        return reverse("ledger:budget", args=[self.public_id])

    @property
    def subject(self) -> str:
        """What entries of the record are about."""
        return f"budget/{self.public_id}"

    @property
    def year_ce(self) -> int:
        """The fiscal year in C.E. (2566 → 2023)."""
        return self.fiscal_year - BUDDHIST_ERA


class BudgetLine(models.Model):
    """One amount of a budget. Words are cleaned of stray spaces; `stable_id` stays when the order changes.

    `original` is the amount first published, `amount` the one after all amendments and transfers; `place` is the
    code of its place four levels down (models.places). A line that an amendment takes out stays, with 0 baht.
    """

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="lines")
    stable_id = models.CharField(max_length=64)
    area = models.CharField(_("area"), max_length=160)
    plan = models.CharField(_("plan"), max_length=200)
    task = models.CharField(_("task"), max_length=200)
    type = models.CharField(_("type"), max_length=120)
    detail = models.CharField(_("under"), max_length=1000, blank=True)
    name = models.CharField(_("line"), max_length=500, blank=True)
    amount = models.DecimalField(_("amount in baht"), max_digits=18, decimal_places=2)
    original = models.DecimalField(_("amount first published"), max_digits=18, decimal_places=2, default=Decimal(0))
    project_id = models.CharField(_("Project ID"), max_length=60, blank=True)
    egp = models.CharField(_("e-GP project number"), max_length=30, blank=True)
    emenscr = models.CharField(_("eMENSCR code"), max_length=40, blank=True)
    place = models.CharField(max_length=16, default="")
    words = ArrayField(models.CharField(max_length=200), default=list, editable=False)
    order = models.PositiveIntegerField(default=0)

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        ordering = ["budget", "order"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "stable_id"], name="line_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="line_not_negative"),
            models.CheckConstraint(condition=models.Q(original__gte=0), name="line_original_not_negative"),
        ]
        indexes = [
            models.Index(fields=["budget", "place", "order"], name="line_by_code"),
            models.Index(fields=["project_id"], name="line_by_project", condition=~models.Q(project_id="")),
            GinIndex(fields=["words"], name="line_by_words"),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.task} / {self.type}: {self.amount}"

    def get_absolute_url(self) -> str:
        """The line's own page in the reader's language."""
        return reverse("ledger:line", args=[self.budget.public_id, self.stable_id])

    @property
    def title(self) -> str:
        """What the line is called: its own name, or task and type."""
        return self.name or f"{self.task} – {self.type}"

    @property
    def path(self) -> dict[str, str]:
        """Where it stands, from the top."""
        return {"area": self.area, "plan": self.plan, "task": self.task, "type": self.type}


class StageEvent(models.Model):
    """A budget reached a stage on a day, by a document (resolution, gazette, report of the auditor)."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="stages")
    stage = models.CharField(_("stage"), max_length=16, choices=Stage)
    on = models.DateField(_("day"))
    title = models.CharField(_("document"), max_length=300, blank=True)
    url = models.URLField(_("address of the document"), blank=True, max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="stage_event_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.on}"


class Headcount(models.Model):
    """How many people an agency serves, by the civil register on a day: what per-head figures divide by."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="headcounts")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField(_("day"))
    people = models.PositiveIntegerField(_("people"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "on"], name="one_headcount_a_day"),
            models.CheckConstraint(condition=models.Q(people__gt=0), name="headcount_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.people} ({self.on})"


class BudgetPage(ProcessPage):
    """The agency's page about one budget: words for people beside the numbers."""

    budget = models.OneToOneField(Budget, models.PROTECT, related_name="page")
    # What is asked for: the stage at which the budget becomes public, and the document it rests on.
    stage = models.CharField(_("stage"), max_length=16, choices=Stage, default=Stage.APPROVED, editable=False)
    on = models.DateField(_("day of the document"), null=True, blank=True, editable=False)
    document = models.CharField(_("document"), max_length=300, blank=True, editable=False)
    document_url = models.URLField(_("address of the document"), max_length=500, blank=True, editable=False)

    content_panels: ClassVar[list[Panel]] = [*ProcessPage.content_panels]
    # Made at the desk for budgets, not in the editors' rooms.
    max_count = 0

    def serve(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponseRedirect:
        """Lead to the one page of the budget: a process never has two."""
        return HttpResponseRedirect(self.budget.get_absolute_url())

    def serve_preview(self, request: HttpRequest, _mode_name: str) -> HttpResponse:
        """What a reviewer and the head read before they decide: words, stage, document, every line."""
        lines = self.budget.lines.order_by("order")
        return render(request, "ledger/desk/as_published.html", {"page": self, "budget": self.budget, "lines": lines})
