"""The structure of Thai law texts and their versions."""

from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "consult.texts"
    label = "texts"

    def ready(self) -> None:
        from consult.texts import exports, processes  # noqa: F401
