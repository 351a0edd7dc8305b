"""Participatory rounds: ideas, ballots, results."""

from importlib import import_module

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "budgets.rounds"
    label = "rounds"

    def ready(self) -> None:
        for room in ("projections", "processes", "exports", "beginning", "who"):
            import_module(f"budgets.rounds.{room}")
