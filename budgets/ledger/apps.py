"""Published budgets, line by line."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "budgets.ledger"
    label = "ledger"
