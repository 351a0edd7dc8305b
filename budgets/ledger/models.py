"""Published budgets: one local authority's yearly spending law, line by line."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from accounts.models import Agency
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

    public_id = models.SlugField(max_length=80, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="budgets")
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"))
    stage = models.CharField(_("stage"), max_length=16, choices=Stage, default=Stage.PREPARATION)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ORDINANCE)
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
    """One amount of a budget. Words are cleaned of stray spaces; `stable_id` stays when the order changes."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="lines")
    stable_id = models.CharField(max_length=64)
    area = models.CharField(_("area"), max_length=160)
    plan = models.CharField(_("plan"), max_length=200)
    task = models.CharField(_("task"), max_length=200)
    type = models.CharField(_("type"), max_length=120)
    name = models.CharField(_("line"), max_length=500, blank=True)
    amount = models.DecimalField(_("amount in baht"), max_digits=18, decimal_places=2)
    order = models.PositiveIntegerField(default=0)

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        ordering = ["budget", "order"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "stable_id"], name="line_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="line_not_negative"),
        ]
        indexes = [models.Index(fields=["area", "plan", "task"], name="line_by_place")]

    def __str__(self) -> str:
        return f"{self.task} / {self.type}: {self.amount}"


class BudgetPage(ProcessPage):
    """The agency's page about one budget: words for people beside the numbers."""

    budget = models.OneToOneField(Budget, models.PROTECT, related_name="page")

    content_panels: ClassVar[list[Panel]] = [*ProcessPage.content_panels, FieldPanel("budget")]

    def serve(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponseRedirect:
        """Lead to the one page of the budget: a process never has two."""
        return HttpResponseRedirect(self.budget.get_absolute_url())
