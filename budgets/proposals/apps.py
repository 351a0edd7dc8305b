"""Proposals of citizens in a participatory round, and their review."""

from importlib import import_module

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "budgets.proposals"
    label = "proposals"

    def ready(self) -> None:
        for room in ("projections", "processes", "exports"):
            import_module(f"budgets.proposals.{room}")
