"""Ideas for laws, and requests that an Act be repealed, amended or evaluated (2562 Act s.11 (6))."""

from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "consult.ideas"
    label = "ideas"

    def ready(self) -> None:
        from consult.ideas import exports, processes, projections, reported  # noqa: F401
