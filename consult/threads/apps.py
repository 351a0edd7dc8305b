"""Comments, stances and their moderation, usable by any subject."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "consult.threads"
    label = "threads"

    def ready(self) -> None:
        from consult.threads import processes, projections  # noqa: F401
