"""Published budgets, line by line."""

from importlib import import_module

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "budgets.ledger"
    label = "ledger"

    def ready(self) -> None:
        for room in ("projections", "processes", "exports", "who"):
            import_module(f"budgets.ledger.{room}")

        from budgets.ledger.actions.asking import approved
        from budgets.ledger.models import BudgetPage
        from cms import approval

        approval.approved.connect(approved, sender=BudgetPage, dispatch_uid="ledger_approved")
