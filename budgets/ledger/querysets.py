"""Questions about budgets and their lines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from budgets.ledger.models import Budget, BudgetLine  # noqa: F401


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

    def public(self) -> "BudgetLineQuerySet":
        """Those of published budgets, with their budget and agency."""
        shown = self.filter(budget__published_at__isnull=False, budget__page__isnull=False)
        return shown.select_related("budget__agency", "budget__page")

    def with_words(self, words: Sequence[str]) -> "BudgetLineQuerySet":
        """Those that have every one of the words (finding.question)."""
        return self.filter(words__contains=list(words))
