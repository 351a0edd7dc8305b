"""Questions that an agency asks beside a text."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "consult.questions"
    label = "questions"

    def ready(self) -> None:
        from consult.questions import exports, processes, projections, reported  # noqa: F401
