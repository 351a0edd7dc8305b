"""Petitions: signatures, thresholds, clocks, answers."""

from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "petitions"
    label = "petitions"

    def ready(self) -> None:
        from petitions import entries, exports, keeping, processes, projections, reported, telling, who  # noqa: F401
        from petitions.bursts import finding  # noqa: F401
        from petitions.handing import building, erasing, looks  # noqa: F401
        from petitions.paper import uploads  # noqa: F401
