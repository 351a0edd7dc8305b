"""Making sense of ten thousand comments: groups, hints of duplicates, the opinion map."""

from django.apps import AppConfig


class SenseConfig(AppConfig):
    name = "consult.sense"
    label = "sense"

    def ready(self) -> None:
        from consult.sense import hints, processes, projections  # noqa: F401
        from consult.threads import closeness

        closeness.register(hints.close_replies)
