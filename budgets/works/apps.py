"""Works: what became of the projects that won."""

from importlib import import_module

from django.apps import AppConfig


class WorksConfig(AppConfig):
    name = "budgets.works"
    label = "works"

    def ready(self) -> None:
        for room in ("processes", "exports"):
            import_module(f"budgets.works.{room}")
