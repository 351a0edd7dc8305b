"""The house itself, as a Django app: template tags, translations, commands."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Siang"

    def ready(self) -> None:
        from config import figures, newsroom, publications
        from realtime.live import topics

        publications.connect()
        newsroom.connect()
        topics.register("site", figures.live)
