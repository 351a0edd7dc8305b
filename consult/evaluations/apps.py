"""Acts in force that are due for evaluation (2562 Act ss.30-36)."""

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "consult.evaluations"
    label = "evaluations"

    def ready(self) -> None:
        from consult.evaluations import exports, processes  # noqa: F401
