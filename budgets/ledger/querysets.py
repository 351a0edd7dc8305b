"""Questions about budgets and their lines."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Sum

if TYPE_CHECKING:
    from budgets.ledger.models import Budget, BudgetLine


class BudgetQuerySet(models.QuerySet["Budget"]):
    """Budgets."""

    def published(self) -> "BudgetQuerySet":
        """Those that everybody may read, with agency and words."""
        return self.filter(published_at__isnull=False).select_related("agency", "page")

    def comparable_with(self, budget: "Budget") -> "BudgetQuerySet":
        """Published budgets of the same agency in other years, and of other agencies of its kind in the same year."""
        same_agency = models.Q(agency_id=budget.agency_id)
        same_year = models.Q(fiscal_year=budget.fiscal_year, agency__kind=budget.agency.kind)
        return self.published().filter(same_agency | same_year, kind=budget.kind)


class BudgetLineQuerySet(models.QuerySet["BudgetLine"]):
    """Lines."""

    def within(self, path: dict[str, str]) -> "BudgetLineQuerySet":
        """Lines below one place: {"area": …, "plan": …, "task": …}, from the top."""
        return self.filter(**path)

    def summed_by(self, *levels: str) -> "models.QuerySet[BudgetLine, dict[str, Any]]":
        """One row for each value of the levels, with `amount__sum`."""
        return self.order_by().values(*levels).annotate(Sum("amount"))
