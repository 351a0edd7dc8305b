"""People and organisations who asked to be told of hearings that concern them (2562 Act s.15)."""

from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "consult.stakeholders"
    label = "stakeholders"

    def ready(self) -> None:
        from consult.stakeholders import processes  # noqa: F401
