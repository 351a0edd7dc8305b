"""Booths: paper ballots handed out, cast, counted and reconciled."""

from importlib import import_module

from django.apps import AppConfig


class BoothConfig(AppConfig):
    name = "budgets.booth"
    label = "booth"

    def ready(self) -> None:
        import_module("budgets.booth.processes")
