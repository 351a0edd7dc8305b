"""Published budgets, line by line."""

from importlib import import_module

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "budgets.ledger"
    label = "ledger"

    def ready(self) -> None:
        for room in ("projections", "processes", "exports", "who"):
            import_module(f"budgets.ledger.{room}")
