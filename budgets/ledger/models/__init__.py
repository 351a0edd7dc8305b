"""What a budget is made of."""

from budgets.ledger.models.budget import BUDDHIST_ERA, Budget, BudgetLine, BudgetPage, Headcount, StageEvent
from budgets.ledger.models.changes import Change, Revision
from budgets.ledger.models.incoming import Upload
from budgets.ledger.models.places import Place, PlaceMonth, PlaceType
from budgets.ledger.models.spending import Contract, Spending

__all__ = [
    "BUDDHIST_ERA", "Budget", "BudgetLine", "BudgetPage", "Change", "Contract", "Headcount", "Place", "PlaceMonth",
    "PlaceType", "Revision", "Spending", "StageEvent", "Upload",
]  # fmt: skip
